/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers from low to high: runs by a network, which is right when it is right
 * for all rows of noughts and ones (Knuth, 5.3.4), and what is merged of them.
 */
#include "analysis/sort.h"
#include "base/mem.h"
#include "tap.h"

static bool
goes_up(const double values[], size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (!(values[i - 1] <= values[i]))
			return false;
	return true;
}

/* All rows of noughts and ones of up to 16: within a run, two whole ones, and
 * one with a rest. */
static void
test_noughts_and_ones(void)
{
	bool up = true, as_many = true;

	for (size_t n = 0; n <= 16; n++)
		for (unsigned bits = 0; bits < 1u << n; bits++) {
			double v[16];
			unsigned ones = 0, got = 0;

			for (size_t i = 0; i < n; i++) {
				v[i] = bits >> i & 1;
				ones += bits >> i & 1;
			}
			sort_numbers(v, n);
			for (size_t i = 0; i < n; i++)
				got += v[i] > 0.5;
			up &= goes_up(v, n);
			as_many &= got == ones;
		}
	ok(up && as_many, "all rows of noughts and ones up to sixteen");
}

/* Numbers by which each place can be told, mixed by a step that shares no
 * factor with how many there are. */
static void
test_sizes(void)
{
	static const size_t sizes[] = { 1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65,
		127, 128, 129, 1000, 4097 };

	for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
		const size_t n = sizes[k];
		double *mixed = mem_new(n, sizeof(*mixed));
		double *down = mem_new(n, sizeof(*down));
		bool all = true;

		for (size_t i = 0; i < n; i++) {
			mixed[i * 7919 % n] = (double)i - 3.0;
			down[i] = (double)(n - 1 - i) - 3.0;
		}
		sort_numbers(mixed, n);
		sort_numbers(down, n);
		for (size_t i = 0; i < n; i++)
			all &= mixed[i] == (double)i - 3.0 &&
			    down[i] == (double)i - 3.0;
		ok(all, "%zu, mixed and the wrong way round", n);
		free(mixed);
		free(down);
	}
}

static void
test_odd(void)
{
	double v[] = { 3, INFINITY, -1e300, 3, 5e-324, -INFINITY, 0, 3, -2,
		1e300, 3 };
	const double want[] = { -INFINITY, -1e300, -2, 0, 5e-324, 3, 3, 3, 3,
		1e300, INFINITY };
	double zeros[] = { 0.0, -0.0, 1, -0.0, 0.0, -1, 0.0, -0.0, 0.0 };
	double one = 7.0;
	bool same = true;

	sort_numbers(v, 11);
	for (size_t i = 0; i < 11; i++)
		same &= v[i] == want[i];
	ok(same, "without end, hardly anything, and alike");
	sort_numbers(zeros, 9);
	same = zeros[0] == -1.0 && zeros[8] == 1.0;
	for (size_t i = 1; i < 8; i++)
		same &= zeros[i] == 0.0;
	ok(same, "zero and minus zero are one number");
	sort_numbers(NULL, 0);
	sort_numbers(&one, 1);
	ok(one == 7.0, "none and one");
}

int
main(void)
{
	test_noughts_and_ones();
	test_sizes();
	test_odd();
	return done_testing();
}
