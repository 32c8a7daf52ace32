/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inside: how far the parts of an area lie apart, so that its average does not
 * hide them. docs/statistics.md, "Inequality inside".
 */
#ifndef ANALYSIS_INSIDE_H
#define ANALYSIS_INSIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/indicator.h"

#define INSIDE_LEAST 5 /* parts with a value, before anything is said */

struct inside {
	size_t n;	  /* parts with a value */
	size_t low, high; /* which is the lowest and the highest; the first of
			     equals */
	double p10, p90;  /* by compare_quantile */
	double factor;	  /* highest over lowest; NAN when the lowest is not
			     above zero */
	double size;	  /* highest less lowest, in differences that are worth
			     a word: for ordering */
};
/* False when fewer than INSIDE_LEAST parts have a value, when the figure is a
 * class, or when highest and lowest differ by less than is worth a word
 * (compare_value). rounding: the step of the values. */
bool inside_spread(const double values[], size_t n, enum indicator_kind kind,
    double rounding, struct inside *out);

#endif
