/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compare: one value against its peers and a reference. Arrays in, structs
 * and reason codes out; no text.
 */
#ifndef ANALYSIS_COMPARE_H
#define ANALYSIS_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/noise.h"
#include "model/indicator.h"

enum difference {
	DIFF_UNKNOWN, /* a value or the reference is missing */
	DIFF_SIMILAR, /* within rounding or the minimum effect */
	DIFF_LOWER,
	DIFF_HIGHER
};

enum no_bar { /* why a range bar is not drawn */
	BAR_DRAWN,
	BAR_NO_VALUE,	/* this area has no value */
	BAR_FEW_PEERS,	/* fewer than 75% of the peers have a value */
	BAR_FEW_VALUES, /* fewer than five peers have a value */
	BAR_NO_SPREAD	/* all peers alike */
};

struct comparison {
	double value, reference;    /* NAN when missing */
	enum difference difference; /* value against reference */
	double effect; /* size of the difference on a common scale (0: none);
			  for ordering only */
	enum noise_kind within; /* DIFF_SIMILAR although large enough: what
				   the difference lies within; else none */
};

/* The peers of one range row. */
struct spread {
	size_t peers;  /* areas compared, with or without a value */
	size_t valued; /* with a value */
	double min, p25, median, p75, max; /* over valued */
	size_t min_at, max_at;	   /* index of the lowest and highest peer */
	double axis_min, axis_max; /* what is drawn: outliers cut off */
	size_t above, below; /* outliers beyond the axis (at most 3 each) */
	size_t rank; /* from high to low; 0 when this area has no value, or all
			have the same */
	enum no_bar no_bar;
};

/* The smallest difference with a reference that is worth a word, in the unit
 * of the indicator: the minimum effect of compare_value. */
double compare_least(
    double reference, enum indicator_kind kind, double rounding);
/* Compare with a minimum effect per kind: 3 percentage points for shares, 5%
 * of the reference (and beyond rounding) otherwise; 0,1 km and 10% for
 * distances. rounding: the step the values are rounded to (0: none). Codes
 * are never compared. */
void compare_value(double value, double reference, enum indicator_kind kind,
    double rounding, struct comparison *out);
/* The same, and besides, a difference that is within what is not sure of the
 * two values (noise_same) is none: `within` says of what kind. Where nothing
 * is known of how sure one is, that says nothing. */
void compare_noisy(double value, const struct noise *noise, double reference,
    const struct noise *reference_noise, enum indicator_kind kind,
    double rounding, struct comparison *out);
/* Spread over peers (values with NAN for missing). self: index of this area
 * in values, or (size_t)-1 when it is not among them (then own is its value).
 * Quantiles: linear interpolation (Hyndman & Fan type 7). Outlier: above p75
 * + 3 (p75 - p25), and at most three of them; likewise below. */
void compare_spread(const double values[], size_t n, size_t self, double own,
    struct spread *out);
/* Quantile of a sorted array without NAN, type 7. */
double compare_quantile(const double sorted[], size_t n, double p);
/* Round numbers for an axis over [low, high]: 3 to 6 ticks, ends included.
 * zero: the axis starts at zero. Returns how many are put in ticks (<= 8);
 * *decimals is what is needed to print them. */
size_t compare_ticks(
    double low, double high, bool zero, double ticks[8], int *decimals);

#endif
