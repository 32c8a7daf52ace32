/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * noise: how sure a figure is, by kind.
 */
#include "analysis/noise.h"

#include <math.h>

#define Z95 1.959963984540054 /* of the normal distribution, two sides */
#define TAIL 0.025
#define ROOT_HALF 0.7071067811865476

const char *
noise_name(enum noise_kind kind)
{
	static const char *const names[] = { "none", "rounding", "events",
		"model", "survey", "unknown" };

	return names[kind];
}

const char *
rounding_way_name(enum rounding_way way)
{
	static const char *const names[] = { "exact", "nearest", "random",
		"down", "up" };

	return names[way];
}

double
noise_normal(double z)
{
	return 0.5 * erfc(-z * ROOT_HALF);
}

static void
set(struct noise *out, enum noise_kind kind, double sd, double low, double high)
{
	*out = (struct noise){ kind, sd, low, high };
}

static void
set_unknown(struct noise *out)
{
	set(out, NOISE_UNKNOWN, NAN, NAN, NAN);
}

/* Squares of the error: residues 0 ... b - 1 equally likely. */
double
noise_rounding_sd(const struct rounding *r)
{
	const double b = r->base, square = b * b - 1.0;

	if (r->way == ROUND_EXACT || b <= 1.0)
		return 0.0;
	return sqrt(square / (r->way == ROUND_RANDOM ? 6.0 : 12.0));
}

/* The largest error of one count downwards (the truth is below the figure)
 * and upwards. */
static void
largest(const struct rounding *r, double *down, double *up)
{
	const double b = r->base;

	*down = *up = 0.0;
	if (r->way == ROUND_EXACT || b <= 1.0)
		return;
	if (r->way == ROUND_NEAREST)
		*down = *up = floor(b / 2.0);
	if (r->way == ROUND_RANDOM)
		*down = *up = b - 1.0;
	if (r->way == ROUND_DOWN)
		*up = b - 1.0;
	if (r->way == ROUND_UP)
		*down = b - 1.0;
}

/* With an even base one residue lies half way. Which way it goes nobody says;
 * if always the same way, it moves each count by this much on average. */
static double
halfway(const struct rounding *r)
{
	return r->way == ROUND_NEAREST && fmod(r->base, 2.0) < 0.5 ? 0.5 : 0.0;
}

/* How far off a sum is in 95% of cases, taken over what may be done with what
 * lies half way: always up, always down (the sum is then moved by so much) or
 * by turns. An error is a whole number: what lies within is within half a unit
 * more for the normal distribution, and of the whole numbers the one nearest
 * to 95% is the bound rounded down, so that nothing is to be put on top. */
static double
mostly(double sd, double moved)
{
	double low = Z95 * sd, high = low + moved;

	for (int i = 0; i < 60 && moved > 0.0; i++) {
		const double at = 0.5 * (low + high);
		const double turns = 2.0 * noise_normal(at / sd) - 1.0;
		const double one = noise_normal((at - moved) / sd) -
		    noise_normal((-at - moved) / sd);

		if (turns + 2.0 * one < 3.0 * 0.95)
			low = at;
		else
			high = at;
	}
	return low;
}

void
noise_rounded_sum(
    double value, const struct rounding *r, size_t k, struct noise *out)
{
	const double n = (double)k, sd = noise_rounding_sd(r);
	const bool slanted = r->way == ROUND_DOWN || r->way == ROUND_UP;
	double down, up, by_lot;

	if (isnan(value)) {
		set_unknown(out);
		return;
	}
	if (sd <= 0.0) {
		set(out, NOISE_NONE, 0.0, value, value);
		return;
	}
	largest(r, &down, &up);
	if (r->dependent || slanted || k < 2)
		set(out, NOISE_ROUNDING, r->dependent ? sd * n : sd * sqrt(n),
		    value - n * down, value + n * up);
	else {
		by_lot = mostly(sd * sqrt(n), n * halfway(r));
		set(out, NOISE_ROUNDING, sd * sqrt(n),
		    value - fmin(by_lot, n * down),
		    value + fmin(by_lot, n * up));
	}
	if (value >= 0.0)
		out->low = fmax(out->low, 0.0);
}

/* P(X <= k) for a Poisson mean, summed away from the largest term on both
 * sides. */
static double
poisson_upto(double k, double mean)
{
	const double top = fmin(k, floor(mean));
	double sum = 0.0, first, term, i;

	if (mean <= 0.0)
		return 1.0;
	first = exp(top * log(mean) - mean - lgamma(top + 1.0));
	for (i = top, term = first; i >= 0.0 && term > 1e-17 * sum; i -= 1.0) {
		sum += term;
		term *= i / mean;
	}
	for (i = top + 1.0, term = first * mean / i;
	     i <= k && term > 1e-17 * sum; i += 1.0) {
		sum += term;
		term *= mean / (i + 1.0);
	}
	return fmin(sum, 1.0);
}

static double
cube(double n, double z)
{
	const double t = 1.0 - 1.0 / (9.0 * n) + z / (3.0 * sqrt(n));

	return n * t * t * t;
}

/* The mean for which P(X <= k) is p: by Newton's method from a mean that is
 * near it (P falls with the mean by the chance of k itself), and where that
 * leaves what is known to enclose it, by halving. */
static double
poisson_mean(double k, double p, double near)
{
	double low = 0.0, high = k + 20.0 + 10.0 * sqrt(k + 1.0);
	double mean = near > low && near < high ? near : 0.5 * (low + high);

	for (int i = 0; i < 200 && high - low > 1e-10 * (1.0 + high); i++) {
		const double gap = poisson_upto(k, mean) - p;
		double next =
		    mean + gap / exp(k * log(mean) - mean - lgamma(k + 1.0));

		if (gap > 0.0)
			low = mean;
		else
			high = mean;
		if (fabs(next - mean) < 1e-12 * (1.0 + mean))
			break;
		if (!(next > low && next < high))
			next = 0.5 * (low + high);
		mean = next;
	}
	return mean;
}

/* Beyond this many the cube root form of Wilson and Hilferty is as good as
 * exact (relative error below 1e-6) and does not take long. */
#define EXACT_MOST 10000.0

static void
events(double count, bool quick, struct noise *out)
{
	double low, high;

	if (isnan(count) || count < 0.0) {
		set_unknown(out);
		return;
	}
	if (quick || count > EXACT_MOST) {
		low = count < 1.0 ? 0.0 : cube(count, -Z95);
		high = cube(count + 1.0, Z95);
	} else {
		low = count < 1.0
		    ? 0.0
		    : poisson_mean(count - 1.0, 1.0 - TAIL, cube(count, -Z95));
		high = poisson_mean(count, TAIL, cube(count + 1.0, Z95));
	}
	set(out, NOISE_EVENTS, sqrt(fmax(count, 1.0)), low, high);
}

void
noise_events(double count, struct noise *out)
{
	events(count, false, out);
}

void
noise_events_quick(double count, struct noise *out)
{
	events(count, true, out);
}

void
noise_survey(double share, double n, struct noise *out)
{
	const double p = share / 100.0, zz = Z95 * Z95;
	double middle, half;

	if (isnan(p) || isnan(n) || n < 1.0 || p < 0.0 || p > 1.0) {
		set_unknown(out);
		return;
	}
	middle = (p + zz / (2.0 * n)) / (1.0 + zz / n);
	half =
	    Z95 / (1.0 + zz / n) * sqrt(p * (1.0 - p) / n + zz / (4.0 * n * n));
	set(out, NOISE_SURVEY, 100.0 * half / Z95,
	    100.0 * fmax(middle - half, 0.0), 100.0 * fmin(middle + half, 1.0));
}

void
noise_model(double value, double low, double high, struct noise *out)
{
	if (isnan(value) || isnan(low) || isnan(high) || low > value ||
	    high < value) {
		set_unknown(out);
		return;
	}
	set(out, NOISE_MODEL, (high - low) / (2.0 * Z95), low, high);
}

/* Which of two is the reason to name: the one that weighs most. */
static enum noise_kind
heavier(const struct noise *a, double wa, const struct noise *b, double wb)
{
	if (a->kind == NOISE_NONE)
		return b->kind;
	if (b->kind == NOISE_NONE)
		return a->kind;
	return wa * a->sd >= wb * b->sd ? a->kind : b->kind;
}

static bool
is_known(const struct noise *n)
{
	return n->kind != NOISE_UNKNOWN;
}

void
noise_quotient(double factor, double a, const struct noise *na, double b,
    const struct noise *nb, bool part, struct noise *out)
{
	const double q = a / b;
	double da, db, low, high;

	if (isnan(a) || isnan(b) || b <= 0.0 || !is_known(na) ||
	    !is_known(nb)) {
		set_unknown(out);
		return;
	}
	da = na->sd / b;
	db = q * nb->sd / b;
	low = nb->high > 0.0 ? na->low / nb->high : 0.0;
	high = nb->low > 0.0 ? na->high / nb->low : INFINITY;
	if (part)
		high = fmin(high, 1.0);
	set(out, heavier(na, 1.0 / b, nb, fabs(q) / b),
	    factor * sqrt(da * da + db * db), factor * low, factor * high);
}

/* Bounds that are sure rather than likely. */
static bool
is_sure(const struct noise *n)
{
	return n->kind == NOISE_NONE || n->kind == NOISE_ROUNDING;
}

void
noise_difference(double a, const struct noise *na, double b,
    const struct noise *nb, struct noise *out)
{
	const double gap = a - b;
	double sd;

	if (isnan(gap) || !is_known(na) || !is_known(nb)) {
		set_unknown(out);
		return;
	}
	sd = sqrt(na->sd * na->sd + nb->sd * nb->sd);
	set(out, heavier(na, 1.0, nb, 1.0), sd, na->low - nb->high,
	    na->high - nb->low);
	if (is_sure(na) && is_sure(nb))
		return;
	/* Each side by the arms of the two that point there (Zou and Donner,
	 * Statistics in Medicine 27, 2008): skewed intervals stay so. */
	out->low = gap - hypot(a - na->low, nb->high - b);
	out->high = gap + hypot(na->high - a, b - nb->low);
}

bool
noise_same(double a, const struct noise *na, double b, const struct noise *nb)
{
	struct noise gap;

	noise_difference(a, na, b, nb, &gap);
	return gap.kind == NOISE_UNKNOWN || (gap.low <= 0.0 && gap.high >= 0.0);
}
