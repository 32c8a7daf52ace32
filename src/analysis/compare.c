/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compare: one value against its peers and a reference.
 */
#include "analysis/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The smallest difference worth a word, in the indicator's own unit. It is a
 * rule of this program, not a test: see docs/statistics.md. */
static double
minimum_effect(double reference, enum indicator_kind kind, double rounding)
{
	double effect = fabs(reference) * 0.05;

	switch (kind) {
	case KIND_SHARE:
		effect = 3.0;
		break;
	case KIND_DISTANCE:
		effect = fmax(0.1, fabs(reference) * 0.10);
		break;
	case KIND_COUNT:
	case KIND_RATE:
	case KIND_MEAN:
	case KIND_MEDIAN:
	case KIND_CODE:
		break;
	}
	return fmax(effect, rounding);
}

/* A share of a few per cent cannot differ by three points; then half of the
 * reference, at least half a point, is worth a word. */
static double
share_effect(double reference)
{
	double room = fmin(fabs(reference), fabs(100.0 - reference));

	return room >= 6.0 ? 3.0 : fmax(0.5, room / 2.0);
}

double
compare_least(double reference, enum indicator_kind kind, double rounding)
{
	return kind == KIND_SHARE ? fmax(share_effect(reference), rounding)
				  : minimum_effect(reference, kind, rounding);
}

void
compare_value(double value, double reference, enum indicator_kind kind,
    double rounding, struct comparison *out)
{
	double gap = value - reference, least;

	memset(out, 0, sizeof(*out));
	out->value = value;
	out->reference = reference;
	if (isnan(value) || isnan(reference) || kind == KIND_CODE)
		return;
	least = compare_least(reference, kind, rounding);
	/* A hair of slack: 0.8 - 0.7 must count as 0.1. */
	if (fabs(gap) < least - 1e-9 * fmax(1.0, fabs(reference)) ||
	    gap == 0.0) {
		out->difference = DIFF_SIMILAR;
		return;
	}
	out->difference = gap < 0.0 ? DIFF_LOWER : DIFF_HIGHER;
	out->effect = least > 0.0 ? fabs(gap) / least : fabs(gap);
}

void
compare_noisy(double value, const struct noise *noise, double reference,
    const struct noise *reference_noise, enum indicator_kind kind,
    double rounding, struct comparison *out)
{
	struct noise gap;

	compare_value(value, reference, kind, rounding, out);
	if (out->difference != DIFF_LOWER && out->difference != DIFF_HIGHER)
		return;
	noise_difference(value, noise, reference, reference_noise, &gap);
	if (gap.kind == NOISE_UNKNOWN || gap.low > 0.0 || gap.high < 0.0)
		return;
	out->difference = DIFF_SIMILAR;
	out->effect = 0.0;
	out->within = gap.kind;
}

double
compare_quantile(const double sorted[], size_t n, double p)
{
	double at, low;
	size_t i;

	if (n == 0)
		return NAN;
	at = p * (double)(n - 1);
	low = floor(at);
	i = (size_t)low;
	if (i + 1 >= n)
		return sorted[n - 1];
	return sorted[i] + (at - low) * (sorted[i + 1] - sorted[i]);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Cut at most three far values off each end of the axis: beyond three times
 * the middle half from its edge. This area itself is never cut off by them:
 * it is drawn at the end with an arrow. */
static void
cut_axis(const double sorted[], size_t n, struct spread *out)
{
	double reach = 3.0 * (out->p75 - out->p25);
	size_t above = 0, below = 0;

	while (above < n && sorted[n - 1 - above] > out->p75 + reach)
		above++;
	while (below < n && sorted[below] < out->p25 - reach)
		below++;
	if (reach > 0.0 && above > 0 && above <= 3) {
		out->above = above;
		out->axis_max = sorted[n - 1 - above];
	}
	if (reach > 0.0 && below > 0 && below <= 3) {
		out->below = below;
		out->axis_min = sorted[below];
	}
}

static enum no_bar
bar_reason(const struct spread *s, double own)
{
	if (isnan(own))
		return BAR_NO_VALUE;
	if (s->valued * 4 < s->peers * 3)
		return BAR_FEW_PEERS;
	if (s->valued < 5)
		return BAR_FEW_VALUES;
	if (s->max <= s->min)
		return BAR_NO_SPREAD;
	return BAR_DRAWN;
}

void
compare_spread(const double values[], size_t n, size_t self, double own,
    struct spread *out)
{
	double *sorted = mem_new(n, sizeof(*sorted));
	size_t i, m = 0, higher = 0;

	memset(out, 0, sizeof(*out));
	if (self < n)
		own = values[self];
	out->peers = n;
	for (i = 0; i < n; i++) {
		if (isnan(values[i]))
			continue;
		if (m == 0 || values[i] < values[out->min_at])
			out->min_at = i;
		if (m == 0 || values[i] > values[out->max_at])
			out->max_at = i;
		higher += values[i] > own;
		sorted[m++] = values[i];
	}
	out->valued = m;
	qsort(sorted, m, sizeof(*sorted), by_value);
	out->min = m > 0 ? sorted[0] : NAN;
	out->max = m > 0 ? sorted[m - 1] : NAN;
	out->p25 = compare_quantile(sorted, m, 0.25);
	out->median = compare_quantile(sorted, m, 0.5);
	out->p75 = compare_quantile(sorted, m, 0.75);
	out->axis_min = out->min;
	out->axis_max = out->max;
	if (m > 0)
		cut_axis(sorted, m, out);
	if (!isnan(own) && self < n && out->min < out->max)
		out->rank = higher + 1;
	out->no_bar = bar_reason(out, own);
	free(sorted);
}

/* 1, 2, 2.5 or 5 times a power of ten, at least as large as rough. */
static double
nice_step(double rough)
{
	static const double steps[] = { 1.0, 2.0, 2.5, 5.0, 10.0 };
	double power = pow(10.0, floor(log10(rough)));
	size_t i;

	for (i = 0; i < 5; i++)
		if (steps[i] * power >= rough * (1.0 - 1e-9))
			return steps[i] * power;
	return 10.0 * power;
}

/* Decimals needed to print a multiple of step exactly (at most 6). */
static int
step_decimals(double step)
{
	double scaled = step;
	int d = 0;

	while (d < 6 && fabs(scaled - round(scaled)) > 1e-9 * scaled) {
		scaled *= 10.0;
		d++;
	}
	return d;
}

size_t
compare_ticks(
    double low, double high, bool zero, double ticks[8], int *decimals)
{
	double step, first;
	size_t n, i;

	if (isnan(low) || isnan(high) || low > high)
		return 0;
	if (zero && low > 0.0)
		low = 0.0;
	if (zero && high < 0.0)
		high = 0.0;
	if (high <= low) { /* one value: give it room on both sides */
		double room = low == 0.0 ? 1.0 : fabs(low) * 0.1;

		low -= zero && low >= 0.0 ? 0.0 : room;
		high += room;
	}
	step = nice_step((high - low) / 4.0);
	first = floor(low / step + 1e-9) * step;
	n = (size_t)ceil((high - first) / step - 1e-9) + 1;
	while (n > 8) {
		step = nice_step(step * 1.5);
		first = floor(low / step + 1e-9) * step;
		n = (size_t)ceil((high - first) / step - 1e-9) + 1;
	}
	if (n < 2)
		n = 2;
	for (i = 0; i < n; i++)
		ticks[i] = (first + step * (double)i) + 0.0;
	*decimals = step_decimals(step);
	return n;
}
