/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * noise: how sure a figure is, by the reason that it is not quite sure. A
 * register that counts everybody is no sample: it has rounding and, when it
 * counts what happens by chance, chance; never a sampling interval.
 */
#ifndef ANALYSIS_NOISE_H
#define ANALYSIS_NOISE_H

#include <stdbool.h>
#include <stddef.h>

enum noise_kind {
	NOISE_NONE,	/* exact, as far as its decimals go */
	NOISE_ROUNDING, /* a complete count, rounded by the source */
	NOISE_EVENTS,	/* chance: births, deaths, crimes */
	NOISE_MODEL,	/* the bounds that the source gives of its model */
	NOISE_SURVEY,	/* a sample of known size */
	NOISE_UNKNOWN	/* a model or a survey without bounds or size */
};
/* "none", "rounding", "events", "model", "survey", "unknown". */
const char *noise_name(enum noise_kind kind);

struct noise {
	enum noise_kind kind; /* the largest, when there are several */
	double sd; /* standard deviation, in the unit of the value; NAN for
		      unknown */
	double low, high; /* where the truth lies: surely for rounding, in 95%
			     of cases for the others; NAN for unknown */
};

/* How a source rounds its counts. */
enum rounding_way {
	ROUND_EXACT,
	ROUND_NEAREST, /* to the nearest multiple of the base */
	ROUND_RANDOM,  /* up or down by lot, right on average */
	ROUND_DOWN,
	ROUND_UP
};
const char *rounding_way_name(enum rounding_way way); /* "exact", ... */
struct rounding {
	enum rounding_way way;
	double base;	/* 5, 10, 100; 1 when exact */
	bool dependent; /* sums of counts are further off than by lot: errors
			   of parts do not cancel */
};
/* Standard deviation of the error of one count. With residues 0 ... base - 1
 * equally likely: nearest (base^2 - 1) / 12, random (base^2 - 1) / 6 in
 * squares (for base 5: 1.41 and 2). */
double noise_rounding_sd(const struct rounding *r);
/* The sum of k counts, each rounded (k = 1: a count): value +- 1.96 sd sqrt(k)
 * when errors are independent, and k times the largest error of one when they
 * are not; never wider than that, and never below zero. To the nearest of an
 * even base: what lies half way may go up, down or by turns, and 95% are
 * within on average over these three. */
void noise_rounded_sum(
    double value, const struct rounding *r, size_t k, struct noise *out);
/* A number of events: the exact interval for a Poisson mean (Garwood,
 * Biometrika 28, 1936); sd is the root of the count, at least 1. Negative or
 * NAN: unknown. */
void noise_events(double count, struct noise *out);
/* The same to within a few percent of its bounds (Wilson and Hilferty for
 * every count), and much quicker: where only sd is asked for, of many. */
void noise_events_quick(double count, struct noise *out);
/* A share, in percent, of x out of n answers of a sample (Wilson, Journal of
 * the American Statistical Association 22, 1927). n below 1: unknown. */
void noise_survey(double share, double n, struct noise *out);
/* The bounds that a source gives around a value (95%). One that is missing, or
 * does not enclose the value: unknown. */
void noise_model(double value, double low, double high, struct noise *out);
/* factor * a / b, with what is known of a and b (to first order in sd; bounds
 * by the extremes of both, cut to 0 ... factor when a is part of b). b not
 * above zero: unknown. */
void noise_quotient(double factor, double a, const struct noise *na, double b,
    const struct noise *nb, bool part, struct noise *out);
/* a - b: where the true difference lies, as if independent; with bounds that
 * are sure on both sides (rounding) these bounds are sure too. */
void noise_difference(double a, const struct noise *na, double b,
    const struct noise *nb, struct noise *out);
/* Whether two values cannot be told apart: zero lies within the difference. */
bool noise_same(
    double a, const struct noise *na, double b, const struct noise *nb);
/* The normal distribution function. */
double noise_normal(double z);

#endif
