/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Counts that are left out: small tables by hand; and made ones, attacked.
 */
#include "analysis/suppress.h"
#include "chance.h"
#include "tap.h"

static void
put(struct sums *s, size_t whole, size_t from, size_t to)
{
	sums_add(s, whole, false);
	for (size_t i = from; i < to; i++)
		sums_part(s, i);
}

static void
test_table(void)
{
	/* 60 = 3 + 20 + 37 */
	static const double v[] = { 60, 3, 20, 37 };
	static const double none[] = { 57, 0, 20, 37 };
	enum suppress out[4];
	bool only[4] = { false, true }, two[4] = { false, true, true };
	struct sums s = { 0 };
	struct err err = { 0 };
	double low, high;

	put(&s, 0, 1, 4);
	ok(suppress_counts(v, 4, &s, 5, out, &err) == 0, "%s", err.msg);
	ok(out[1] == SUPPRESS_SMALL, "the small one");
	ok(out[2] == SUPPRESS_WITH, "and the smallest other");
	ok(out[0] == SUPPRESS_NOT && out[3] == SUPPRESS_NOT, "no more");
	ok(suppress_counts(none, 4, &s, 5, out, &err) == 0 &&
		out[1] == SUPPRESS_NOT && out[2] == SUPPRESS_NOT,
	    "zero is printed");
	ok(suppress_attack(v, 4, &s, only, 1, &low, &high, &err) == 0, "%s",
	    err.msg);
	ok(fabs(low - 3) < 1e-6 && fabs(high - 3) < 1e-6,
	    "alone it is known: %g to %g", low, high);
	ok(suppress_attack(v, 4, &s, two, 1, &low, &high, &err) == 0, "%s",
	    err.msg);
	ok(fabs(low) < 1e-6 && fabs(high - 23) < 1e-6,
	    "with another it is not: %g to %g", low, high);
	sums_free(&s);
}

/* A sum that does not hold, one with a gap, a whole that is missing. */
static void
test_sums(void)
{
	static const double loose[] = { 70, 3, 20, 37 };
	static const double wrong[] = { 50, 3, 20, 37 };
	static const double gap[] = { 60, 3, NAN, 37 };
	static const double whole[] = { NAN, 3, 20, 37 };
	const double *const all[] = { loose, wrong, gap, whole };
	struct sums s = { 0 };
	struct err err = { 0 };

	put(&s, 0, 1, 4);
	for (int i = 0; i < 4; i++) {
		enum suppress out[4];

		ok(suppress_counts(all[i], 4, &s, 5, out, &err) == 0 &&
			out[1] == SUPPRESS_SMALL && out[2] == SUPPRESS_NOT &&
			out[3] == SUPPRESS_NOT,
		    "%d: where nothing follows nothing more is left out", i);
	}
	sums_free(&s);
}

/* Three levels times a whole of two parts. */
#define NW 4
#define NB 20
#define AREAS (1 + NW + NB)
#define N (3 * AREAS)

static void
make(double v[N], struct sums *s, double mean)
{
	memset(v, 0, N * sizeof(*v));
	for (size_t k = 0; k < 2; k++)
		for (size_t b = 0; b < NB; b++) {
			double x = draw_events(lot() < 0.3 ? mean / 10 : mean);

			v[(k + 1) * AREAS + 1 + NW + b] = x;
			v[(k + 1) * AREAS + 1 + b % NW] += x;
			v[(k + 1) * AREAS] += x;
		}
	for (size_t a = 0; a < AREAS; a++) {
		v[a] = v[AREAS + a] + v[2 * AREAS + a];
		sums_add(s, a, false);
		sums_part(s, AREAS + a);
		sums_part(s, 2 * AREAS + a);
	}
	for (size_t k = 0; k < 3; k++) {
		put(s, k * AREAS, k * AREAS + 1, k * AREAS + 1 + NW);
		for (size_t w = 0; w < NW; w++) {
			sums_add(s, k * AREAS + 1 + w, false);
			for (size_t b = w; b < NB; b += NW)
				sums_part(s, k * AREAS + 1 + NW + b);
		}
	}
}

/* How many that are left out an attacker knows to less than 5. */
static size_t
known(const double v[N], const struct sums *s, const enum suppress out[N],
    bool second, size_t *left)
{
	bool hidden[N];
	size_t n = 0, i;

	for (i = 0; i < N; i++) {
		hidden[i] =
		    second ? out[i] != SUPPRESS_NOT : out[i] == SUPPRESS_SMALL;
		*left += hidden[i];
	}
	for (i = 0; i < N; i++) {
		struct err err = { 0 };
		double low = 0, high = 0;

		if (!hidden[i])
			continue;
		if (suppress_attack(v, N, s, hidden, i, &low, &high, &err) ==
		    -1) {
			ok(false, "%s", err.msg);
			return N;
		}
		n += high - low < SUPPRESS_WIDTH - 1e-4 || low > v[i] + 1e-4 ||
		    high < v[i] - 1e-4;
	}
	return n;
}

static void
test_made(void)
{
	size_t with = 0, without = 0, all = 0, few = 0, small = 0;
	bool same = true;

	for (int i = 0; i < 40; i++) {
		double v[N];
		enum suppress out[N], again[N];
		struct sums s = { 0 };
		struct err err = { 0 };

		make(v, &s, i % 2 == 0 ? 12 : 60);
		ok(suppress_counts(v, N, &s, 5, out, &err) == 0, "table %d%s",
		    i, err.msg);
		suppress_counts(v, N, &s, 5, again, &err);
		same &= memcmp(out, again, sizeof(out)) == 0;
		for (size_t k = 0; k < N; k++)
			small += v[k] > 0 && v[k] < 5;
		with += known(v, &s, out, true, &all);
		without += known(v, &s, out, false, &few);
		sums_free(&s);
	}
	ok(same, "the same each time");
	ok(few == small, "all that are small are left out: %zu", small);
	ok(with == 0, "%zu of %zu left out are known to less than 5", with,
	    all);
	ok(without > few / 2, "without the others %zu of %zu would be", without,
	    few);
}

int
main(void)
{
	test_table();
	test_sums();
	test_made();
	return done_testing();
}
