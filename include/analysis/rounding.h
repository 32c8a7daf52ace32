/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: how a source rounded its counts, estimated from the counts: by
 * what they can be divided, and how far sums are off that should agree (of
 * buurten and their wijk, of men and women and all inhabitants).
 * docs/statistics.md, "Rounding", says what the tests are and why.
 */
#ifndef ANALYSIS_ROUNDING_H
#define ANALYSIS_ROUNDING_H

#include <stddef.h>

#include "analysis/noise.h"

/* Fewer values, or fewer sums, say nothing. */
#define ROUNDING_LEAST 8

/* The largest of 1000, 100, 10, 5 and 1 that divides the values (0 and NAN
 * are passed over; one in a hundred may be out of step). 0: too few to tell,
 * or they are no counts: not whole or negative. */
double rounding_base(const double values[], size_t n);

struct rounding_sum {
	double gap; /* sum of the parts - whole */
	size_t parts;
};

enum rounding_verdict {
	FIT_NO_SUMS,	 /* fewer than ROUNDING_LEAST */
	FIT_INDEPENDENT, /* as if each count was rounded by itself */
	FIT_DEPENDENT,	 /* sums are further off: errors do not cancel */
	FIT_OTHER	 /* further off than any rounding: the parts are not the
			    whole (cars of firms that stand in no buurt) */
};

struct rounding_fit {
	enum rounding_verdict verdict;
	struct rounding rounding; /* of the parts; dependent unless shown not
				     to be */
	size_t sums; /* of which apart are further off than any rounding */
	size_t apart;
	double gap;    /* mean of gap / parts, over the others; NAN: none */
	double spread; /* root of the mean of gap^2 / parts */
};

/* Which way of rounding to base explains the gaps, and whether independent
 * errors do. whole: base of the wholes (1: exact). few: many counts are no
 * larger than the base itself; then a small spread does not tell rounding to
 * the nearest from rounding by lot, and the wider is taken.
 * A way fits when the mean of the squared gaps, each over its variance, is at
 * most 1 + 3 sqrt(2 / n) + 0.1 (the normal form of the chi-square bound), the
 * mean error of a count is within 3 standard errors + 5% of the deviation, and
 * at most 1% of the gaps are larger than the way can make them. Nearest, whose
 * bounds are the narrowest, is taken only when the gaps are too small for
 * rounding by lot (3 standard errors): with fewer than some 40 sums it is not
 * told from it, and the wider stands. */
void rounding_fit(double base, double whole, const struct rounding_sum sums[],
    size_t n, bool few, struct rounding_fit *out);

/* Whether one of these sums, too few for rounding_fit, is further off than
 * four deviations of independent errors (and not further than any rounding):
 * then errors of the parts do not cancel. whole: base of the wholes. */
bool rounding_strays(const struct rounding *r, double whole,
    const struct rounding_sum sums[], size_t n);

#endif
