/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trendline: whether a series of an area goes up or down beside that of its
 * gemeente. Few points, which hang together: so nothing is said lightly.
 */
#ifndef ANALYSIS_TRENDLINE_H
#define ANALYSIS_TRENDLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/noise.h"
#include "model/indicator.h"

#define TRENDLINE_LEAST 8 /* points before a word of direction is used */

struct trend_point {
	double year;	    /* 2024; a quarter is a part of it */
	double value;	    /* of the area, NAN where there is none */
	double reference;   /* of its gemeente in the same unit; NAN: there is
			       none */
	struct noise noise; /* of value */
	bool fresh;	    /* not comparable with the point before: a break */
};

enum trend_why {
	TREND_UP, /* against the reference, beyond chance and worth a word */
	TREND_DOWN,
	TREND_FLAT,	/* enough points, no direction that is surely there */
	TREND_SMALL,	/* surely there, but too small for a word */
	TREND_FEW,	/* fewer than TRENDLINE_LEAST since the last break */
	TREND_MODELLED, /* estimates of a model: years are not compared */
	TREND_EMPTY	/* fewer than two points since the last break */
};
/* "up", "down", "flat", "small", "few", "modelled", "empty". */
const char *trend_why_name(enum trend_why why);

struct trendline {
	enum trend_why why;
	size_t from, to; /* first and last point with a value since the last
			    break; equal: one or none */
	size_t n;	 /* points used */
	double slope;	 /* of area minus reference, a year, by Theil and Sen;
			    for counts and rates of the log: 0.02 is 2% a year */
	double p;   /* chance of as clear a direction where there is none */
	bool moved; /* first and last differ by more than rounding and chance */
};
/* Only what follows the last break is looked at. Direction by Mann's and
 * Kendall's test on area minus reference (counts and rates: on the log of
 * their quotient), its variance widened for serial correlation (Hamed and
 * Rao, Journal of Hydrology 204, 1998, with the first lag only, corrected for
 * the few points by Kendall, Biometrika 41, 1954); slope by Theil and Sen (Sen,
 * Journal of the American Statistical Association 63, 1968). Worth a word is
 * what compare_value finds worth one, over the whole span. */
void trendline_find(const struct trend_point points[], size_t n,
    enum indicator_kind kind, bool modelled, double rounding,
    struct trendline *out);

#endif
