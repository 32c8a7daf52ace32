/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crosswalk: figures of areas of one year over the areas of another, by
 * weights: what part of each area went where. Counts go by weight, shares by
 * numerator and denominator; a median, a distance or a mean without its
 * weight does not go at all. What went over is an estimate wherever an area
 * was split: where its people, houses or crimes were is not known, only where
 * its addresses (or its ground) are. docs/statistics.md, "Areas through time".
 */
#ifndef ANALYSIS_CROSSWALK_H
#define ANALYSIS_CROSSWALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/indicator.h"

struct weight {		 /* part of an area that lies in another */
	size_t from, to; /* indices */
	double part;	 /* above 0, at most 1 */
};

/* Weights of one area that miss 1 by more than this do not add up. */
#define CROSSWALK_SLACK 1e-9

/* Whether weights can be used: indices below nfrom and nto, every weight above
 * 0 and at most 1, no pair twice, and of each area that has any, together 1.
 * names: of the areas that are left, for the message, which says what to mend.
 * The weights are put in order of from and to. */
int crosswalk_check(struct weight weights[], size_t n,
    const char *const names[], size_t nfrom, size_t nto, struct err *err);

/* An amount that is known, or between what and what it lies. */
struct amount {
	double value;	  /* NAN: not known */
	double low, high; /* it surely lies between; high may be INFINITY */
};

/* What reaches an area. */
struct carried {
	struct amount amount;
	bool whole;   /* no area was split for it: no estimate */
	size_t parts; /* areas that something came from */
};

/* Counts of the areas of one year over those of the other: the sum of weight *
 * count. One that is missing makes the sum missing, with bounds. The bounds are
 * sure: of an area that is split, anything from nothing to all may have gone.
 * The counts of all areas together stay what they were (weights of 1
 * together). Areal interpolation with a control (Flowerdew and Green, in
 * Spatial Analysis and GIS, 1994); with overlap as weight Goodchild and Lam
 * (Geo-Processing 1, 1980). out[nto]. */
void crosswalk_counts(const struct weight weights[], size_t n,
    const struct amount counts[], size_t nto, struct carried out[]);
/* factor * sum of weight * numerator / sum of weight * denominator. part: the
 * numerator is part of the denominator, so that a share stays within 0 and
 * factor. A denominator of 0 has no share: NAN without bounds. out[nto]. */
void crosswalk_ratios(const struct weight weights[], size_t n,
    const struct amount numerators[], const struct amount denominators[],
    double factor, bool part, size_t nto, struct carried out[]);

/* Why a figure does not go over; CARRY_YES: it does. */
enum carry {
	CARRY_YES,
	CARRY_NO_LINK,	      /* where the area was is not proven, and there are
				 no weights */
	CARRY_MEDIAN,	      /* a median of parts is none of the whole */
	CARRY_DISTANCE,	      /* from where to where differs per house */
	CARRY_CLASS,	      /* a class is no quantity */
	CARRY_NO_WEIGHT,      /* a mean, and nobody says of how many */
	CARRY_NO_DENOMINATOR, /* a share or rate of something that is unknown */
	CARRY_MODELLED,	      /* a model's figures of two years are not one
				 series */
	CARRY_MISSING,	      /* a part has no figure, and no bounds */
	CARRIES
};
const char *carry_name(enum carry carry); /* "yes", "no-link", "median" ... */
/* By the kind of figure alone. denominator: what a share or rate is of, or a
 * mean is weighed with, is known for all parts. */
enum carry carry_rule(const struct indicator *indicator, bool denominator);

#endif
