/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * similar: which areas look like one.
 */
#include "analysis/similar.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/compare.h"
#include "base/mem.h"
#include "sort.h"

/* A normal distribution has this much between P10 and P90. */
#define MIDDLE 2.5631031310892007

static double
forth(const struct similar_scale *s, double v)
{
	return s->log ? log(fmax(v, 0.0) + s->floor) : v;
}

void
similar_scale(enum indicator_kind kind, const double values[], size_t n,
    struct similar_scale *out)
{
	double *sorted = mem_new(n + 1, sizeof(*sorted)), median;
	size_t m = 0;

	*out = (struct similar_scale){ 0 };
	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			sorted[m++] = values[i];
	if (m < 2)
		goto done;
	sort_numbers(sorted, m);
	median = compare_quantile(sorted, m, 0.5);
	out->log = kind != KIND_SHARE && sorted[0] >= 0.0 && median > 0.0;
	out->floor = sorted[0] > 0.0 ? 0.0 : median / 100.0;
	out->spread = (forth(out, compare_quantile(sorted, m, 0.9)) -
			  forth(out, compare_quantile(sorted, m, 0.1))) /
	    MIDDLE;
done:
	free(sorted);
}

void
similar_put(struct similar_scale *scale, double values[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			values[i] = forth(scale, values[i]);
	scale->log = false;
}

/* False: they cannot be compared, or the sum of squares is over `most`. */
static bool
measure(const double *const columns[], const struct similar_scale scales[],
    size_t m, size_t self, size_t other, size_t have, double most,
    struct similar *out)
{
	double sum = 0.0, low = INFINITY, high = -1.0;

	*out = (struct similar){ .at = other };
	for (size_t i = 0; i < m; i++) {
		const double a = columns[i][self], b = columns[i][other];
		double gap;

		if (isnan(a) || isnan(b) || scales[i].spread <= 0.0)
			continue;
		gap = fabs(forth(&scales[i], a) - forth(&scales[i], b)) /
		    scales[i].spread;
		sum += gap * gap;
		if (sum > most)
			return false;
		out->figures++;
		if (gap < low) {
			low = gap;
			out->nearest = i;
		}
		if (gap > high) {
			high = gap;
			out->furthest = i;
		}
	}
	if (out->figures == 0 || 4 * out->figures < 3 * have)
		return false;
	out->distance = sqrt(sum / (double)out->figures);
	return true;
}

/* Among the nearest so far, or not. */
static size_t
put(struct similar out[], size_t n, size_t most, const struct similar *one)
{
	size_t at = n;

	while (at > 0 && out[at - 1].distance > one->distance)
		at--;
	if (at == most)
		return n;
	if (n < most)
		n++;
	for (size_t i = n - 1; i > at; i--)
		out[i] = out[i - 1];
	out[at] = *one;
	return n;
}

#define BLOCK 256

static void
add_some(
    const double column[], double own, double times, size_t n, double sums[])
{
	for (size_t k = 0; k < n; k++) {
		const double gap = (column[k] - own) * times;
		const double square = gap * gap;

		/* What is missing (NAN) adds nothing. */
		sums[k] += isnan(square) ? 0.0 : square;
	}
}

/* The same of a whole block: a compiler that knows how many there are takes
 * several at once. */
static void
add_block(const double column[restrict BLOCK], double own, double times,
    double sums[restrict BLOCK])
{
	for (size_t k = 0; k < BLOCK; k++) {
		const double gap = (column[k] - own) * times;
		const double square = gap * gap;

		sums[k] += isnan(square) ? 0.0 : square;
	}
}

/* Sums of squares of so many areas, without a question in the way of the
 * processor: most areas are too far away, and need no closer look. */
static void
rough(const double *const columns[], const struct similar_scale scales[],
    size_t m, size_t self, size_t from, size_t n, double sums[BLOCK])
{
	for (size_t k = 0; k < n; k++)
		sums[k] = 0.0;
	for (size_t i = 0; i < m; i++) {
		const double *column = columns[i] + from;
		const double own = forth(&scales[i], columns[i][self]);
		const double times = 1.0 / scales[i].spread;

		if (scales[i].spread <= 0.0 || isnan(columns[i][self]) ||
		    scales[i].log)
			continue;
		if (n == BLOCK)
			add_block(column, own, times, sums);
		else
			add_some(column, own, times, n, sums);
	}
}

size_t
similar_find(const double *const columns[], const struct similar_scale scales[],
    size_t m, size_t n, size_t self, size_t most, struct similar out[])
{
	double further = INFINITY, sums[BLOCK];
	size_t have = 0, found = 0;

	for (size_t i = 0; i < m; i++)
		have += scales[i].spread > 0.0 && !isnan(columns[i][self]);
	if (2 * have < m || have == 0)
		return 0;
	for (size_t i = 0; i < n && most > 0; i++) {
		struct similar one;

		if (i % BLOCK == 0)
			rough(columns, scales, m, self, i,
			    n - i < BLOCK ? n - i : BLOCK, sums);
		if (i == self || sums[i % BLOCK] > further ||
		    !measure(
			columns, scales, m, self, i, have, further, &one))
			continue;
		found = put(out, found, most, &one);
		/* Over all figures nobody further is among them. */
		if (found == most)
			further = (double)m * out[most - 1].distance *
			    out[most - 1].distance * (1.0 + 1e-9);
	}
	return found;
}
