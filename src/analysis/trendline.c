/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trendline: whether a series goes up or down beside its reference.
 */
#include "analysis/trendline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare.h"
#include "base/mem.h"
#include "sort.h"

#define SIGNIFICANT 0.05

const char *
trend_why_name(enum trend_why why)
{
	static const char *const names[] = { "up", "down", "flat", "small",
		"few", "modelled", "empty" };

	return names[why];
}

/* Counts and rates grow by parts of themselves, the others by amounts. */
static bool
by_parts(enum indicator_kind kind)
{
	return kind == KIND_COUNT || kind == KIND_RATE;
}

struct series {
	double *x, *y;
	size_t n;
};

/* Area beside reference, from the last break on. Where no point has a
 * reference, the area by itself. */
static void
take(const struct trend_point points[], size_t from, size_t n,
    enum indicator_kind kind, struct series *s)
{
	const bool parts = by_parts(kind);
	bool beside = false;

	for (size_t i = from; i < n; i++)
		beside |= !isnan(points[i].reference);
	for (size_t i = from; i < n; i++) {
		const struct trend_point *p = &points[i];
		double y = p->value;

		if (parts)
			y = p->value > 0.0 ? log(p->value) : NAN;
		if (beside && parts)
			y -= p->reference > 0.0 ? log(p->reference) : NAN;
		else if (beside)
			y -= p->reference;
		if (isnan(y))
			continue;
		s->x[s->n] = p->year;
		s->y[s->n++] = y;
	}
}

/* Points, and slopes between them, that need no room of their own. */
#define FEW 64

static double
theil_sen(const struct series *s)
{
	const size_t most = s->n * s->n / 2 + 1;
	double few[FEW], *slopes = few, out;
	size_t m = 0;

	if (most > FEW)
		slopes = mem_new(most, sizeof(*slopes));

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < i; k++)
			if (s->x[i] > s->x[k])
				slopes[m++] =
				    (s->y[i] - s->y[k]) / (s->x[i] - s->x[k]);
	sort_numbers(slopes, m);
	out = m == 0 ? 0.0 : compare_quantile(slopes, m, 0.5);
	if (slopes != few)
		free(slopes);
	return out;
}

/* First serial correlation of what the slope leaves over; of few points it
 * comes out too low by (1 + 3 r) / n. One standard error is put on top: taken
 * too low it gives false alarms, taken too high only fewer words. Never below
 * zero: that would make the test bolder. */
static double
serial(const struct series *s, double slope)
{
	const double n = (double)s->n;
	double mean = 0.0, up = 0.0, square = 0.0, last = 0.0, r;

	for (size_t i = 0; i < s->n; i++)
		mean += (s->y[i] - slope * s->x[i]) / n;
	for (size_t i = 0; i < s->n; i++) {
		const double e = s->y[i] - slope * s->x[i] - mean;

		square += e * e;
		up += i > 0 ? e * last : 0.0;
		last = e;
	}
	if (square <= 0.0)
		return 0.0;
	r = up / square;
	r += (1.0 + 3.0 * r) / n + 1.0 / sqrt(n);
	return fmin(fmax(r, 0.0), 0.9);
}

/* How much wider the test statistic spreads when points hang together. */
static double
widen(double r, double n)
{
	double sum = 1.0, power = 1.0;

	for (double k = 1.0; k < n; k += 1.0) {
		power *= r;
		sum += 2.0 * (1.0 - k / n) * power;
	}
	return sum;
}

/* Eighteen times the variance of Kendall's sum for n points in any order. */
static double
spread(double n)
{
	return n * (n - 1.0) * (2.0 * n + 5.0);
}

/* Points that are equal say nothing of which goes before the other: each
 * group of them takes away the spread that it would have by itself. */
static double
mann_kendall(const struct series *s, double slope)
{
	const double n = (double)s->n;
	double sum = 0.0, ties = 0.0, variance, z;

	for (size_t i = 0; i < s->n; i++) {
		double before = 0.0;

		for (size_t k = 0; k < i; k++) {
			const int up =
			    (s->y[i] > s->y[k]) - (s->y[i] < s->y[k]);

			sum += up;
			before += up == 0 ? 1.0 : 0.0;
		}
		ties += spread(before + 1.0) - spread(before);
	}
	variance = (spread(n) - ties) / 18.0 * widen(serial(s, slope), n);
	if (variance <= 0.0)
		return 1.0;
	z = fmax(fabs(sum) - 1.0, 0.0) / sqrt(variance);
	return 2.0 * noise_normal(-z);
}

/* Whether what the slope comes to over the span is worth a word, held against
 * the value it began with. */
static bool
is_large(const struct trendline *t, const struct trend_point points[],
    enum indicator_kind kind, double rounding)
{
	const struct trend_point *from = &points[t->from];
	const double span = points[t->to].year - from->year;
	const double begin = from->value;
	struct comparison c;

	compare_value(by_parts(kind) ? begin * exp(t->slope * span)
				     : begin + t->slope * span,
	    begin, kind, rounding, &c);
	return c.difference == DIFF_HIGHER || c.difference == DIFF_LOWER;
}

static size_t
last_break(const struct trend_point points[], size_t n)
{
	size_t from = 0;

	for (size_t i = 1; i < n; i++)
		if (points[i].fresh)
			from = i;
	return from;
}

static void
find_ends(const struct trend_point points[], size_t first, size_t n,
    struct trendline *t)
{
	t->from = t->to = first;
	for (size_t i = first; i < n; i++) {
		if (isnan(points[i].value))
			continue;
		if (isnan(points[t->from].value))
			t->from = i;
		t->to = i;
	}
	if (t->to < t->from)
		t->to = t->from;
}

void
trendline_find(const struct trend_point points[], size_t n,
    enum indicator_kind kind, bool modelled, double rounding,
    struct trendline *out)
{
	const size_t first = last_break(points, n);
	double few[2 * FEW], *room = few;
	struct series s = { 0 };

	*out = (struct trendline){ .why = TREND_EMPTY, .p = 1.0 };
	if (n == 0)
		return;
	find_ends(points, first, n, out);
	if (out->to == out->from)
		return;
	out->moved =
	    !noise_same(points[out->from].value, &points[out->from].noise,
		points[out->to].value, &points[out->to].noise);
	if (modelled) {
		out->why = TREND_MODELLED;
		return;
	}
	if (n > FEW)
		room = mem_new(2 * n, sizeof(*room));
	s.x = room;
	s.y = room + n;
	take(points, first, n, kind, &s);
	out->n = s.n;
	out->slope = theil_sen(&s);
	out->why = TREND_FEW;
	if (s.n >= TRENDLINE_LEAST) {
		out->p = mann_kendall(&s, out->slope);
		out->why = TREND_FLAT;
		if (out->p < SIGNIFICANT)
			out->why = !is_large(out, points, kind, rounding)
			    ? TREND_SMALL
			    : out->slope > 0.0 ? TREND_UP
					       : TREND_DOWN;
	}
	if (room != few)
		free(room);
}
