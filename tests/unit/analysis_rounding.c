/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a source rounded its counts: real sums, and sums of counts that were
 * rounded here in every way, by code of its own.
 */
#include "analysis/rounding.h"
#include "chance.h"
#include "tap.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Inhabitants of the buurten of 39 gemeenten of Zuid-Holland together, less
 * those of the gemeente, and how many buurten. CBS, Kerncijfers wijken en
 * buurten 2020 (84799NED), CC BY 4.0. */
static const struct rounding_sum people_2020[] = { { -99, 62 }, { -29, 17 },
	{ -31, 15 }, { -112, 79 }, { -170, 90 }, { -254, 129 }, { -47, 28 },
	{ -112, 51 }, { -353, 114 }, { -5, 4 }, { -77, 39 }, { -22, 12 },
	{ -21, 7 }, { -44, 22 }, { -88, 42 }, { -11, 6 }, { -99, 54 },
	{ -36, 16 }, { -55, 22 }, { -43, 19 }, { -56, 27 }, { -23, 16 },
	{ -20, 12 }, { -35, 18 }, { -26, 8 }, { -29, 12 }, { -427, 92 },
	{ -55, 32 }, { -105, 52 }, { -70, 33 }, { -40, 26 }, { -36, 16 },
	{ -62, 40 }, { -26, 12 }, { -41, 22 }, { -30, 21 }, { -69, 31 },
	{ -60, 26 }, { -45, 20 } };
/* The same of 35 gemeenten, 2024 (85984NED). */
static const struct rounding_sum people_2024[] = { { 10, 62 }, { 9, 27 },
	{ -5, 79 }, { 13, 91 }, { 20, 132 }, { -1, 28 }, { 2, 51 },
	{ -46, 114 }, { -2, 25 }, { 6, 12 }, { -7, 26 }, { -2, 22 }, { 4, 42 },
	{ 4, 6 }, { -13, 54 }, { 9, 20 }, { 8, 22 }, { -7, 19 }, { -6, 37 },
	{ 6, 44 }, { 2, 15 }, { 2, 18 }, { 12, 34 }, { -11, 12 }, { -17, 32 },
	{ -3, 70 }, { 4, 33 }, { 12, 26 }, { 26, 40 }, { -15, 12 }, { 0, 22 },
	{ 5, 21 }, { 1, 31 }, { 6, 26 }, { 8, 20 } };

static void
test_real(void)
{
	struct rounding_fit old, new;

	rounding_fit(5, 1, people_2020, LEN(people_2020), false, &old);
	ok(old.verdict == FIT_DEPENDENT && old.rounding.dependent,
	    "84799NED: parts fall short further than chance");
	ok(old.rounding.way == ROUND_RANDOM, "by up to 4 each");
	ok(old.gap < -1.5, "2 each on average (%.2f)", old.gap);
	ok(old.apart == 1, "one further than rounding can be (%zu)", old.apart);
	rounding_fit(5, 1, people_2024, LEN(people_2024), false, &new);
	ok(new.verdict == FIT_INDEPENDENT && !new.rounding.dependent,
	    "85984NED: independent rounding fits");
	ok(new.rounding.way == ROUND_RANDOM, "by lot");
	ok(fabs(new.gap) < 0.2 && fabs(new.spread - 2.0) < 0.4,
	    "with 2 for the root of the number (%.2f, %.2f)", new.gap,
	    new.spread);
}

static double
rounded(double v, enum rounding_way way, double base)
{
	const double low = floor(v / base) * base, rest = v - low;

	switch (way) {
	case ROUND_NEAREST:
		return rest >= base / 2.0 ? low + base : low;
	case ROUND_RANDOM:
		return lot() < rest / base ? low + base : low;
	case ROUND_UP:
		return rest > 0.0 ? low + base : low;
	case ROUND_DOWN:
		return low;
	default:
		return v;
	}
}

#define SUMS 300
/* Of 2 to 20 counts each; whole: the whole is rounded the same way. shared:
 * all counts of a sum go the same way, up or down. */
static void
make(struct rounding_sum sums[SUMS], enum rounding_way way, double base,
    bool whole, bool shared)
{
	for (size_t i = 0; i < SUMS; i++) {
		const size_t k = 2 + (size_t)(lot() * 19.0);
		const enum rounding_way mine = !shared ? way
		    : lot() < 0.5		       ? ROUND_UP
						       : ROUND_DOWN;
		double all = 0.0, sum = 0.0;

		for (size_t j = 0; j < k; j++) {
			const double v = floor(20.0 * base * (1.0 + lot()));

			all += v;
			sum += rounded(v, mine, base);
		}
		sums[i].parts = k;
		sums[i].gap = sum - (whole ? rounded(all, mine, base) : all);
	}
}

static void
test_made(void)
{
	static const double bases[] = { 5, 10, 100 };
	static struct rounding_sum sums[SUMS];
	struct rounding_fit f;

	for (int way = ROUND_NEAREST; way <= ROUND_UP; way++)
		for (size_t b = 0; b < 3; b++)
			for (int whole = 0; whole < 2; whole++) {
				make(sums, (enum rounding_way)way, bases[b],
				    whole, false);
				rounding_fit(bases[b], whole ? bases[b] : 1,
				    sums, SUMS, false, &f);
				ok(f.verdict == FIT_INDEPENDENT &&
					f.rounding.way ==
					    (enum rounding_way)way,
				    "%s to %g, the whole %s: %s",
				    rounding_way_name((enum rounding_way)way),
				    bases[b], whole ? "too" : "not",
				    rounding_way_name(f.rounding.way));
			}
	make(sums, ROUND_RANDOM, 5, true, true);
	rounding_fit(5, 5, sums, SUMS, false, &f);
	ok(f.verdict == FIT_DEPENDENT && f.rounding.dependent,
	    "all of a sum the same way: errors do not cancel");
}

/* How often independent rounding is taken for dependent. */
static void
test_false_alarm(void)
{
	static struct rounding_sum sums[SUMS];
	struct rounding_fit f;
	int wrong = 0;

	for (int i = 0; i < 400; i++) {
		make(sums, ROUND_RANDOM, 5, i % 2, false);
		rounding_fit(5, i % 2 ? 5 : 1, sums, SUMS, false, &f);
		wrong += f.verdict != FIT_INDEPENDENT;
	}
	ok(wrong <= 4, "a false alarm in at most 1%% (%d of 400)", wrong);
}

static void
test_little(void)
{
	static const struct rounding_sum far[ROUNDING_LEAST] = { { -900, 4 },
		{ -800, 4 }, { 0, 4 }, { 5, 4 }, { 0, 4 }, { 0, 4 }, { 0, 4 },
		{ -5, 4 } };
	struct rounding_fit f;

	rounding_fit(5, 1, people_2024, ROUNDING_LEAST - 1, false, &f);
	ok(f.verdict == FIT_NO_SUMS && f.rounding.dependent,
	    "without sums the wider bound");
	rounding_fit(5, 1, far, ROUNDING_LEAST, false, &f);
	ok(f.verdict == FIT_OTHER && f.rounding.dependent && f.apart == 2,
	    "parts that are not the whole say nothing of rounding");
	rounding_fit(1, 1, people_2024, LEN(people_2024), false, &f);
	ok(f.rounding.way == ROUND_EXACT && !f.rounding.dependent,
	    "exact stays exact");
	rounding_fit(5, 1, far + 2, 0, false, &f);
	ok(isnan(f.gap) && isnan(f.spread), "of nothing, nothing");
}

static void
test_base(void)
{
	double v[300];

	for (size_t i = 0; i < LEN(v); i++)
		v[i] = 5.0 * (double)i;
	v[7] = NAN;
	is_near(rounding_base(v, LEN(v)), 5, 0, "by 5");
	v[8] = 41;
	is_near(rounding_base(v, LEN(v)), 5, 0, "but for one");
	for (size_t i = 0; i < LEN(v); i++)
		v[i] = 1000.0 * (double)i;
	is_near(rounding_base(v, LEN(v)), 1000, 0, "by 1000");
	is_near(rounding_base(v, 8), 0, 0, "zeros and few others: no telling");
	for (size_t i = 0; i < LEN(v); i++)
		v[i] = (double)i;
	is_near(rounding_base(v, LEN(v)), 1, 0, "exact");
	for (size_t i = 0; i < LEN(v); i++)
		v[i] = (double)i / 10.0;
	is_near(rounding_base(v, LEN(v)), 0, 0, "no counts");
	for (size_t i = 0; i < LEN(v); i++)
		v[i] = -5.0 * (double)i;
	is_near(rounding_base(v, LEN(v)), 0, 0, "nor below zero");
}

/* Few sums of counts that were rounded by lot may by chance look as if they
 * were rounded to the nearest. Its bounds would then be too narrow. */
static void
test_few_sums(void)
{
	struct rounding_sum sums[SUMS];
	struct rounding_fit fit;
	size_t wrong = 0, near = 0;

	for (int i = 0; i < 500; i++) {
		make(sums, ROUND_RANDOM, 5, false, false);
		for (size_t n = 10; n <= 60; n += 25) {
			rounding_fit(5, 1, sums, n, false, &fit);
			wrong += fit.rounding.way == ROUND_NEAREST;
		}
		make(sums, ROUND_NEAREST, 5, false, false);
		rounding_fit(5, 1, sums, 100, false, &fit);
		near += fit.rounding.way == ROUND_NEAREST;
	}
	ok(wrong <= 8, "by lot, and taken for nearest: %zu of 1500", wrong);
	ok(near >= 350, "nearest is found in 100 sums: %zu of 500", near);
}

/* Men and women less all inhabitants, of the 32 buurten of Rijswijk in 2020
 * (84799NED): 5 too few in 16, right in the others. And the 55 that its
 * buurten are short of the gemeente. */
static void
test_rijswijk(void)
{
	static const struct rounding_sum short_of = { -55, 32 };
	static const struct rounding lot = { ROUND_RANDOM, 5, false };
	struct rounding_sum sums[32];
	struct rounding_fit fit;

	for (size_t i = 0; i < LEN(sums); i++)
		sums[i] = (struct rounding_sum){ i % 2 == 0 ? -5 : 0, 2 };
	rounding_fit(5, 5, sums, LEN(sums), false, &fit);
	ok(fit.verdict == FIT_INDEPENDENT && fit.rounding.way == ROUND_DOWN,
	    "men and women of a buurt: rounded down");
	ok(rounding_strays(&lot, 1, &short_of, 1), "55 short of one gemeente");
	sums[0] = (struct rounding_sum){ -17, 32 };
	ok(!rounding_strays(&lot, 1, sums, 1), "17: by lot");
	sums[0] = (struct rounding_sum){ -300, 32 };
	ok(!rounding_strays(&lot, 1, sums, 1), "300: no rounding");
}

int
main(void)
{
	test_rijswijk();
	test_real();
	test_made();
	test_false_alarm();
	test_little();
	test_base();
	test_few_sums();
	return done_testing();
}
