/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar: areas that look like one another in a few chosen figures, and in
 * which of these they do. docs/statistics.md, "Similar areas".
 */
#ifndef ANALYSIS_SIMILAR_H
#define ANALYSIS_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>

#include "model/indicator.h"

struct similar {
	size_t at;	 /* which area */
	double distance; /* in spreads of a figure: 1 is about as far apart as
			    two areas drawn by lot in one figure */
	size_t figures;	 /* that both have */
	size_t nearest, furthest; /* the figure in which they are most and
				     least alike */
};

/* How far figures of one kind lie apart is measured by the middle 80% of all
 * areas; counts, rates, means, medians and distances on a log. */
struct similar_scale {
	bool log;
	double floor;  /* added before the log */
	double spread; /* 0: all alike, the figure tells nothing */
};
void similar_scale(enum indicator_kind kind, const double values[], size_t n,
    struct similar_scale *out);
/* Put values on their scale, once for all that are compared: after it *scale
 * takes them as they are. */
void similar_put(struct similar_scale *scale, double values[], size_t n);

/* The `most` areas nearest to the one at self, the nearest first, ties by
 * index: the root of the mean of squared distances over the figures that both
 * have (a general coefficient of similarity: Gower, Biometrics 27, 1971; robust
 * scale as in Rousseeuw and Croux, Journal of the American Statistical
 * Association 88, 1993). An area that lacks more than a quarter of the figures
 * that self has is left out; when self itself lacks more than half of the m,
 * nothing is like it. columns[i]: n values, NAN for none. Returns how many. */
size_t similar_find(const double *const columns[],
    const struct similar_scale scales[], size_t m, size_t n, size_t self,
    size_t most, struct similar out[]);

#endif
