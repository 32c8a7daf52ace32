/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trend: what the figures over the years are made of: the trend of a theme
 * (trend.c) and the small one beside a fact (spark.c).
 */
#ifndef PAGE_TREND_H
#define PAGE_TREND_H

#include "page/own.h"

/* A share of the whole country that differs by so many percentage points
 * between two measurements breaks the series. */
#define TREND_LEAP 5.0

/* Over which ground a figure is. */
enum ground {
	GROUND_TODAY,  /* that of today, proven or carried */
	GROUND_LIKELY, /* that of today, for all we know */
	GROUND_OTHER
};

struct point {
	struct seats seats;
	enum ground ground;
	bool carried, estimate;
	enum basis basis;    /* of an estimate */
	bool broken;	     /* the series breaks just before it */
	bool leap;	     /* ... because the country leaps */
	double drawn[SEATS]; /* as drawn: the value, or its index */
};

struct trend {
	const struct indicator *ind;
	struct point points[PERIODS];
	size_t n;
	bool index;	  /* drawn with the first period as 100 */
	bool unproven;	  /* some link is likely, not proven */
	bool other_place; /* older points are left out for that */
	bool leapt;	  /* ... or because the country leaps */
};

/* The points of t->ind that can be shown, oldest first, carried to the area of
 * today where that can be, with the breaks between them; into the rest of *t.
 */
int trend_gather(struct page *p, struct trend *t, struct err *err);
/* The values as they are drawn: counts of places of different size as an
 * index. */
void trend_set_drawn(struct trend *t);
/* The first point of those that can be compared with the newest. t->n > 0. */
size_t trend_since(const struct trend *t);
/* That the points trend_since and the last differ by no more than rounding or
 * chance, in words; NULL when they do, or nothing is known of it. */
const char *trend_within(struct page *p, const struct trend *t);
/* Begin and end of area, gemeente and country, for who cannot see the figure.
 */
const char *trend_alt(struct page *p, const struct trend *t);
/* The value of point i; an estimate says so. */
const char *trend_value(struct page *p, const struct trend *t, size_t i);

#endif
