/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * distinct: what sets an area apart from its peers: at most a few figures,
 * each with the reason it was chosen, and for every other one the reason it
 * was not. docs/statistics.md explains the rules;
 * tests/unit/analysis_distinct.c holds them against two countries in which
 * there is nothing to find.
 */
#ifndef ANALYSIS_DISTINCT_H
#define ANALYSIS_DISTINCT_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/noise.h"
#include "model/indicator.h"

#define DISTINCT_MOST 5	  /* figures that are named */
#define DISTINCT_PEERS 50 /* a reference has at least so many with a value */
#define DISTINCT_Q 0.08	  /* false discoveries within an area; by simulation */
#define DISTINCT_SURE 0.9 /* that the truth lies outside the peers' P10-P90 */

/* What the peers look like in one indicator, on a scale on which differences
 * mean the same everywhere: the log for money, distances and what is skewed,
 * the log of the odds for shares, the root for events. */
struct reference;
/* values: of the peers, NAN where there is none; sds: their noise in the unit
 * of the values, or NULL for none. NULL is returned when fewer than
 * DISTINCT_PEERS have a value. The caller frees it. */
struct reference *reference_new(enum indicator_kind kind, bool events,
    const double values[], const double sds[], size_t n);
void reference_free(struct reference *r);
size_t reference_peers(const struct reference *r);
/* In the unit of the values: median, and where the middle 80% lies. */
double reference_median(const struct reference *r);
double reference_low(const struct reference *r);
double reference_high(const struct reference *r);

/* Why a figure is named or not. */
enum distinct_why {
	DISTINCT_CHOSEN,
	DISTINCT_NO_VALUE,  /* this area has none */
	DISTINCT_FEW_PEERS, /* too few peers have one */
	DISTINCT_NO_SPREAD, /* the middle 80% of the peers are alike */
	DISTINCT_SIMILAR,   /* less off the median than is worth a word */
	DISTINCT_WITHIN,    /* not surely outside the middle 80% of the peers */
	DISTINCT_BOUNDS,  /* its own bounds (model, survey) reach inside, or are
			     not known */
	DISTINCT_CHANCE,  /* among so many figures one like this is nothing
			     special */
	DISTINCT_ALIKE,	  /* says the same as one that is named */
	DISTINCT_FULL,	  /* others say more */
	DISTINCT_MATCHED, /* the peers were chosen by it */
	DISTINCT_SMALL,	  /* hardly anybody lives here: its figures dance */
	DISTINCT_WHYS
};
/* "chosen", "no-value", ... for the report model. */
const char *distinct_why_name(enum distinct_why why);

/* One figure of an area against its reference. */
struct standing {
	double z; /* distance to the median, in robust spreads of the peers */
	double p; /* chance of one as far out, were the area like its peers: of
		     their true values with the noise of its own; two sides */
	double outside;	       /* chance that the truth lies outside P10-P90 */
	double share_below;    /* of the peers, 0 to 1 */
	enum distinct_why why; /* DISTINCT_CHOSEN: passed so far */
};
/* ref NULL: too few peers. rounding: the step of the published figure. member:
 * the area is one of the peers itself, and is then not held against itself. */
void distinct_measure(const struct reference *ref, enum indicator_kind kind,
    double value, const struct noise *noise, double rounding, bool member,
    struct standing *out);

/* Figures that go together over the peers (rank correlation of at least
 * `least` up or down, directly or by way of another) get one group: group[i]
 * is the lowest index of its group. columns[i] are n values, NAN for none. */
void distinct_groups(const double *const columns[], size_t m, size_t n,
    double least, size_t group[]);

struct candidate {
	struct standing measure; /* why: changed by distinct_choose */
	size_t group;		 /* by distinct_groups */
	size_t theme;		 /* at most two of a theme are named */
	size_t alike; /* with DISTINCT_ALIKE: which one is named instead */
};
/* Which are named, the most telling first: indices into list; at most
 * DISTINCT_MOST. Within a group the chances are joined (Simes, Biometrika 73,
 * 1986), over groups false discoveries are held at DISTINCT_Q (Benjamini and
 * Hochberg, Journal of the Royal Statistical Society B 57, 1995). */
size_t distinct_choose(
    struct candidate list[], size_t n, size_t chosen[DISTINCT_MOST]);

#endif
