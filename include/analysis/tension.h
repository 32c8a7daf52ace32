/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tension: pairs of facts that pull apart: many people inside and few around,
 * a level and where it goes, what is counted and what is told. The pairs are
 * named in a definition; here it is only found out whether they hold.
 */
#ifndef ANALYSIS_TENSION_H
#define ANALYSIS_TENSION_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/compare.h"
#include "analysis/trendline.h"

#define TENSION_MOST 2 /* that are named */

enum tension_of {
	TENSION_AREA,	/* the area beside its gemeente (or the country) */
	TENSION_RING,	/* the areas around it, beside the same */
	TENSION_INSIDE, /* the area beside the areas around it */
	TENSION_TREND,	/* which way it goes */
	TENSION_VOICES	/* what is told in conversations */
};
enum tension_is {
	TENSION_HIGH, /* or up, or told */
	TENSION_LOW,  /* or down */
	TENSION_ALIKE,
	TENSION_UNKNOWN
};
/* "area", "ring", ... and "high", "low"; back: 0, or -1. */
const char *tension_of_name(enum tension_of of);
int tension_of_parse(const char *name, enum tension_of *of);

/* What a comparison or a trend says. */
enum tension_is tension_compared(enum difference difference);
enum tension_is tension_trend(enum trend_why why);

struct tension_term {
	size_t figure; /* which indicator, or theme: a figure is in one pair
			  only */
	enum tension_is wanted, is;
};
struct tension_pair {
	struct tension_term a, b;
};
/* Which pairs hold, in their own order, each figure in one pair only: indices
 * into list; at most TENSION_MOST. */
size_t tension_find(
    const struct tension_pair list[], size_t n, size_t found[TENSION_MOST]);

#endif
