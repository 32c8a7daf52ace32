/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * suppress: which counts are not printed so that small ones cannot be worked
 * out. A count below the threshold is left out (primary); then as many others
 * (secondary) as it takes that somebody who solves for the missing ones out of
 * all that is printed is left too wide an interval to know anything.
 * docs/statistics.md, "Small counts".
 */
#ifndef ANALYSIS_SUPPRESS_H
#define ANALYSIS_SUPPRESS_H

#include "analysis/bounds.h"
#include "base/err.h"

/* How wide an interval an attacker is left of each count that is left out. */
#define SUPPRESS_WIDTH 5.0

enum suppress {
	SUPPRESS_NOT,	/* printed */
	SUPPRESS_SMALL, /* below the threshold, and not zero */
	SUPPRESS_WITH	/* because another could be worked out of it */
};

/* Counts (NAN: not there; nobody knows it) and the sums that an attacker
 * knows to hold. A sum that does not hold in values, within rounding errors of
 * arithmetic, is loose; one whose parts are more than the whole is none. How
 * loose it is, is not printed. out[n]. The result is the same for the same
 * input, whatever is asked for afterwards.
 * For each count that is left out there is another table with the same printed
 * cells, nothing below zero and every sum kept, in which that count is 5 or
 * more away: that table is looked for with a linear programme that moves as
 * little as possible of what is still printed (Fischetti and Salazar,
 * Management Science 47, 2001; as the "linked" heuristic there). Whole numbers
 * are not demanded of it. ERR_BASE when the programme cannot be solved. */
int suppress_counts(const double values[], size_t n, const struct sums *sums,
    double threshold, enum suppress out[], struct err *err);

/* What an attacker gets: the least and the most that a count can be, given
 * all that are not hidden. high may be INFINITY. ERR_INPUT when what is
 * printed contradicts the sums. */
int suppress_attack(const double values[], size_t n, const struct sums *sums,
    const bool hidden[], size_t cell, double *low, double *high,
    struct err *err);

#endif
