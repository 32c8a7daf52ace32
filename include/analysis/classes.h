/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * classes: values in at most five classes for a map. Arrays in, limits out; no
 * text.
 *
 * Method: rounded quintiles. The limits are the quintiles (Hyndman and Fan
 * 1996, type 7: position 1 + (n - 1) p, in between on a straight line), each
 * rounded to the nearest multiple of a step of 1, 2 or 5 times a power of ten
 * that is no more than a fifth of what lies between the first and the last of
 * them. So each class has about as many areas, and limits are read with ease.
 * docs/statistics.md tells why not other methods.
 */
#ifndef ANALYSIS_CLASSES_H
#define ANALYSIS_CLASSES_H

#include <stddef.h>

#define CLASSES 5

struct classes {
	size_t n;		   /* classes: 1 to CLASSES; 0: no values */
	double limits[CLASSES - 1]; /* n - 1, rising: a class has the values
				       from a limit up to the next */
	size_t counts[CLASSES];	   /* values in each; never 0 */
};

/* Of values as they are printed: rounded to so many decimals; NAN is left out.
 * Limits that fall together, and those that would leave a class empty, go. */
void classes_make(
    const double values[], size_t n, int decimals, struct classes *out);
/* The class of a value, from 0; NAN: the number of classes. */
size_t classes_of(const struct classes *c, double value, int decimals);

#endif
