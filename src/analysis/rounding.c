/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: how a source rounded its counts.
 */
#include "analysis/rounding.h"

#include <math.h>
#include <string.h>

#define ERRORS 3.0  /* standard errors that chance is given */
#define SLACK 0.1   /* of the variance: counts are not quite equally spread */
#define SLANT 0.05  /* of a deviation */
#define MISFIT 0.01 /* of values or gaps */
#define APART 0.1   /* of the sums */
#define STRAY 4.0   /* deviations, of a single sum */

double
rounding_base(const double values[], size_t n)
{
	static const double bases[] = { 1000.0, 100.0, 10.0, 5.0, 1.0 };
	size_t used = 0, off[5] = { 0 }, i, b;

	for (i = 0; i < n; i++) {
		if (isnan(values[i]) || values[i] == 0.0)
			continue;
		used++;
		for (b = 0; b < 5; b++)
			off[b] +=
			    values[i] < 0.0 || fmod(values[i], bases[b]) != 0.0;
	}
	if (used < ROUNDING_LEAST)
		return 0.0;
	for (b = 0; b < 5; b++)
		if ((double)off[b] <= MISFIT * (double)used)
			return bases[b];
	return 0.0;
}

/* What a way does to one count: published - true. */
struct error {
	double low, high, mean, variance;
};

static struct error
error_of(enum rounding_way way, double base)
{
	const struct rounding r = { .way = way, .base = base };
	const double sd = noise_rounding_sd(&r), most = base - 1.0;
	struct error e = { .variance = sd * sd };

	if (base <= 1.0 || way == ROUND_EXACT)
		return e;
	if (way == ROUND_NEAREST) {
		e.high = floor(base / 2.0);
		e.low = -e.high;
	}
	if (way == ROUND_RANDOM || way == ROUND_DOWN)
		e.low = -most;
	if (way == ROUND_RANDOM || way == ROUND_UP)
		e.high = most;
	if (way == ROUND_DOWN || way == ROUND_UP)
		e.mean = (e.low + e.high) / 2.0;
	return e;
}

static bool
is_possible(const struct rounding_sum *s, const struct error *part,
    const struct error *whole)
{
	const double k = (double)s->parts;

	return s->gap >= k * part->low - whole->high &&
	    s->gap <= k * part->high - whole->low;
}

/* With an even base the count half way may always go the same way: half a
 * unit on average, as far as the sums show it. */
static double
halfway(const struct rounding_sum sums[], size_t n, const struct error *most,
    const struct error *most_whole)
{
	double gap = 0.0, parts = 0.0;

	for (size_t i = 0; i < n; i++) {
		if (!is_possible(&sums[i], most, most_whole))
			continue;
		gap += sums[i].gap;
		parts += (double)sums[i].parts -
		    (most_whole->variance > 0.0 ? 1.0 : 0.0);
	}
	return parts > 0.0 ? fmax(-0.5, fmin(0.5, gap / parts)) : 0.0;
}

struct trial {
	double base, whole;
	const struct rounding_sum *sums;
	size_t n;
};

/* Whether independent errors of one way explain the gaps; *ratio: the mean of
 * their squares over what the way makes it. */
static bool
explains(const struct trial *t, enum rounding_way way, double *ratio)
{
	const struct error any = error_of(ROUND_RANDOM, t->base);
	const struct error any_whole = error_of(ROUND_RANDOM, t->whole);
	struct error part = error_of(way, t->base);
	struct error whole = error_of(way, t->whole);
	double squares = 0.0, off = 0.0, variance = 0.0, counts = 0.0, n = 0.0;
	double beyond = 0.0;

	if (way == ROUND_NEAREST && fmod(t->base, 2.0) < 0.5)
		part.mean = halfway(t->sums, t->n, &any, &any_whole);
	if (t->whole > 1.0 && t->whole == t->base)
		whole.mean = part.mean;
	for (size_t i = 0; i < t->n; i++) {
		const struct rounding_sum *s = &t->sums[i];
		const double k = (double)s->parts;
		const double v = k * part.variance + whole.variance;
		const double e = s->gap - k * part.mean + whole.mean;

		if (!is_possible(s, &any, &any_whole))
			continue;
		beyond += !is_possible(s, &part, &whole);
		squares += e * e / v;
		off += e;
		variance += v;
		counts += k;
		n += 1.0;
	}
	*ratio = squares / n;
	return beyond <= MISFIT * n &&
	    *ratio <= 1.0 + ERRORS * sqrt(2.0 / n) + SLACK &&
	    fabs(off) <=
	    ERRORS * sqrt(variance) + SLANT * sqrt(part.variance) * counts;
}

/* Whether n gaps are so small that errors by lot hardly ever make them: below
 * the chi-square bound (Wilson and Hilferty). Few sums never are. */
static bool
rules_out_lot(const struct trial *t, size_t n)
{
	const double part = 2.0 / (9.0 * (double)n);
	const double root = 1.0 - part - ERRORS * sqrt(part);
	double ratio;

	explains(t, ROUND_RANDOM, &ratio);
	return root > 0.0 && ratio < root * root * root;
}

/* Of sums that are further off than independent errors make them: the largest
 * error of one count. */
static enum rounding_way
widest(const struct trial *t, size_t possible)
{
	const struct error near = error_of(ROUND_NEAREST, t->base);
	const struct error near_whole = error_of(ROUND_NEAREST, t->whole);
	size_t within = 0;

	for (size_t i = 0; i < t->n; i++)
		within += is_possible(&t->sums[i], &near, &near_whole);
	return (double)(possible - within) <= MISFIT * (double)possible
	    ? ROUND_NEAREST
	    : ROUND_RANDOM;
}

/* Gap, spread and how many are apart. */
static void
measure(const struct trial *t, struct rounding_fit *out)
{
	const struct error any = error_of(ROUND_RANDOM, t->base);
	const struct error whole = error_of(ROUND_RANDOM, t->whole);
	double gap = 0.0, squares = 0.0, n = 0.0;

	out->sums = t->n;
	for (size_t i = 0; i < t->n; i++) {
		const struct rounding_sum *s = &t->sums[i];
		const double k = (double)s->parts;

		if (!is_possible(s, &any, &whole)) {
			out->apart++;
			continue;
		}
		gap += s->gap / k;
		squares += s->gap * s->gap / k;
		n += 1.0;
	}
	out->gap = n > 0.0 ? gap / n : (double)NAN;
	out->spread = n > 0.0 ? sqrt(squares / n) : (double)NAN;
}

void
rounding_fit(double base, double whole, const struct rounding_sum sums[],
    size_t n, bool few, struct rounding_fit *out)
{
	static const enum rounding_way ways[] = { ROUND_NEAREST, ROUND_DOWN,
		ROUND_UP, ROUND_RANDOM };
	const struct trial t = { base, whole, sums, n };
	double best = INFINITY;
	size_t possible;

	memset(out, 0, sizeof(*out));
	out->rounding =
	    (struct rounding){ base > 1.0 ? ROUND_RANDOM : ROUND_EXACT, base,
		    base > 1.0 };
	measure(&t, out);
	possible = n - out->apart;
	out->verdict = FIT_NO_SUMS;
	if (n < ROUNDING_LEAST)
		return;
	out->verdict = FIT_OTHER;
	if ((double)out->apart > APART * (double)n || possible == 0)
		return;
	out->verdict = FIT_INDEPENDENT;
	if (base <= 1.0)
		return;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		double ratio, off_by;

		if (ways[i] == ROUND_NEAREST &&
		    (few || !rules_out_lot(&t, possible)))
			continue;
		if (!explains(&t, ways[i], &ratio))
			continue;
		off_by = fabs(log(fmax(ratio, 1e-9)));
		if (off_by >= best)
			continue;
		best = off_by;
		out->rounding.way = ways[i];
		out->rounding.dependent = false;
	}
	if (best < INFINITY)
		return;
	out->verdict = FIT_DEPENDENT;
	out->rounding.way = widest(&t, possible);
}

bool
rounding_strays(const struct rounding *r, double whole,
    const struct rounding_sum sums[], size_t n)
{
	const struct error any = error_of(ROUND_RANDOM, r->base);
	const struct error any_whole = error_of(ROUND_RANDOM, whole);
	const struct error part = error_of(r->way, r->base);
	struct error of_whole = error_of(r->way, whole);

	for (size_t i = 0; i < n; i++) {
		const double k = (double)sums[i].parts;
		const double v = k * part.variance + of_whole.variance;
		const double e = sums[i].gap - k * part.mean + of_whole.mean;

		if (is_possible(&sums[i], &any, &any_whole) &&
		    e * e > STRAY * STRAY * v)
			return true;
	}
	return false;
}
