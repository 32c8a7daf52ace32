/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bounds: what follows of figures that are missing from those that are
 * printed: a whole is the sum of its parts, and no count is below zero. Only
 * what follows is said; nothing is guessed. docs/statistics.md, "Small counts".
 */
#ifndef ANALYSIS_BOUNDS_H
#define ANALYSIS_BOUNDS_H

#include <stdbool.h>
#include <stddef.h>

/* Where a count lies, surely. */
struct bound {
	double low, high; /* high may be INFINITY */
	bool implied;	  /* narrowed by what other figures imply */
};
/* A count that is printed: within half a step of it, and not below zero; 0:
 * exactly. NAN: anything from zero. */
struct bound bound_of(double value, double step);

/* A whole and its parts: indices of cells. */
struct sum {
	size_t whole;
	size_t first, n; /* of the list of parts */
	bool loose;	 /* some of the whole may be in no part: parts together
			    are at most the whole, no more is known */
};
struct sums {
	struct sum *items;
	size_t n, cap;
	size_t *parts; /* of all sums, one after the other */
	size_t nparts, capparts;
};
/* Add a sum without parts; then parts to the newest sum. */
void sums_add(struct sums *list, size_t whole, bool loose);
void sums_part(struct sums *list, size_t part);
void sums_free(struct sums *list);

/* Narrow all cells by all sums, again and again until nothing changes (or
 * hardly: at most BOUNDS_ROUNDS times; stopping early leaves bounds wider,
 * never wrong). Interval propagation over linear constraints (Davis,
 * Artificial Intelligence 32, 1987). Cells whose bounds contain the truth
 * before contain it after. Figures that contradict each other leave the
 * cells they meet in as they were: false. */
#define BOUNDS_ROUNDS 50
bool bounds_narrow(struct bound cells[], const struct sums *sums);

/* The sum of n cells. */
struct bound bounds_sum(const struct bound cells[], size_t n);

#endif
