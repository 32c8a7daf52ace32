/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Areas that look like one another: by hand, and a country of which it is
 * known which area is the twin of which.
 */
#include "analysis/similar.h"
#include "base/mem.h"
#include "chance.h"
#include "tap.h"

#define N 400
#define M 6

static void
test_scale(void)
{
	const double people[] = { 100, 1000, 10000, 100000, NAN };
	const double share[] = { 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 };
	const double same[] = { 7, 7, 7 };
	struct similar_scale s;

	similar_scale(KIND_COUNT, people, 5, &s);
	ok(s.log && s.floor <= 0.0, "counts on a log");
	is_near(s.spread, log(73000.0 / 370.0) / 2.5631, 1e-3,
	    "P10 370, P90 73000");
	similar_scale(KIND_SHARE, share, 11, &s);
	ok(!s.log, "shares as they are");
	is_near(s.spread, 80.0 / 2.5631, 1e-3, "P10 10, P90 90");
	similar_scale(KIND_MEAN, same, 3, &s);
	ok(s.spread <= 0.0, "without spread");
	similar_scale(KIND_MEAN, same, 1, &s);
	ok(s.spread <= 0.0, "one value has none");
}

static void
test_by_hand(void)
{
	const double a[] = { 50, 52, 50, 80, NAN, 50 };
	const double b[] = { 20, 20, 26, 20, 20, 20 };
	const double *columns[] = { a, b };
	const struct similar_scale scales[] = { { false, 0, 10 },
		{ false, 0, 10 } };
	struct similar out[5];

	ok(similar_find(columns, scales, 2, 6, 0, 5, out) == 4,
	    "one has half of the figures: left out");
	ok(out[0].at == 5 && out[0].distance <= 0.0, "the same first");
	ok(out[1].at == 1 && out[2].at == 2 && out[3].at == 3, "then nearer");
	is_near(out[1].distance, sqrt(0.04 / 2), 1e-12, "root of the mean");
	ok(out[1].nearest == 1 && out[1].furthest == 0, "and in what");
	ok(similar_find(columns, scales, 2, 6, 0, 2, out) == 2 &&
		out[1].at == 1,
	    "no more than asked for");
	ok(similar_find(columns, scales, 2, 6, 4, 5, out) > 0,
	    "half of the figures will do for itself");
	ok(similar_find(columns, scales, 2, 1, 0, 5, out) == 0,
	    "alone in the country");
}

/* Ties in order; and no figure with a spread. */
static void
test_ties(void)
{
	const double a[] = { 1, 2, 2, 2 };
	const double *columns[] = { a };
	const struct similar_scale one = { false, 0, 1 }, none = { 0 };
	struct similar out[4];

	ok(similar_find(columns, &one, 1, 4, 0, 4, out) == 3 &&
		out[0].at == 1 && out[1].at == 2 && out[2].at == 3,
	    "ties by index");
	ok(similar_find(columns, &none, 1, 4, 0, 4, out) == 0,
	    "figures without spread tell nothing");
}

/* Put on their scale once, or each time again: the same areas, as far away. */
static void
test_put(const double values[], const struct similar_scale scales[])
{
	double *put = mem_new(M * N, sizeof(*put));
	const double *before[M], *after[M];
	struct similar_scale plain[M];
	size_t same = 0;

	memcpy(put, values, M * N * sizeof(*put));
	for (size_t f = 0; f < M; f++) {
		plain[f] = scales[f];
		similar_put(&plain[f], &put[f * N], N);
		before[f] = &values[f * N];
		after[f] = &put[f * N];
	}
	for (size_t i = 0; i < N; i++) {
		struct similar x[5], y[5];
		const size_t n = similar_find(before, scales, M, N, i, 5, x);

		if (similar_find(after, plain, M, N, i, 5, y) == n)
			same += memcmp(x, y, n * sizeof(*x)) == 0;
	}
	ok(same == N, "the same when put on their scale before: %zu", same);
	free(put);
}

static void
test_twins(void)
{
	double *values = mem_new(M * N, sizeof(*values));
	const double *columns[M];
	struct similar_scale scales[M];
	size_t right = 0;

	for (size_t f = 0; f < M; f++) {
		for (size_t i = 0; i < N; i += 2) {
			const double v = bell();

			values[f * N + i] = exp(v);
			values[f * N + i + 1] = exp(v + 0.02 * bell());
		}
		columns[f] = &values[f * N];
		similar_scale(KIND_MEAN, columns[f], N, &scales[f]);
	}
	for (size_t i = 0; i < N; i++) {
		struct similar one;

		right += similar_find(columns, scales, M, N, i, 1, &one) == 1 &&
		    one.at == (i ^ 1);
	}
	ok(right > N * 98 / 100, "twins found: %zu of %d", right, N);
	test_put(values, scales);
	free(values);
}

int
main(void)
{
	test_scale();
	test_by_hand();
	test_ties();
	test_twins();
	return done_testing();
}
