/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How sure a figure is. Poisson bounds against the table of Garwood (1936) as
 * reprinted in Pearson and Hartley, Biometrika Tables for Statisticians;
 * Wilson against the worked examples of Newcombe (Statistics in Medicine 17,
 * 1998); rounding and coverage against a simulation.
 */
#include "analysis/noise.h"
#include "chance.h"
#include "tap.h"

static void
test_events(void)
{
	static const struct {
		double count, low, high;
	} table[] = { { 0, 0.0, 3.6889 }, { 1, 0.0253, 5.5716 },
		{ 2, 0.2422, 7.2247 }, { 5, 1.6235, 11.6683 },
		{ 10, 4.7954, 18.3904 }, { 25, 16.1787, 36.9049 },
		{ 50, 37.1110, 65.9188 } };
	struct noise n, far;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		noise_events(table[i].count, &n);
		is_near(n.low, table[i].low, 5e-5, "Garwood, low");
		is_near(n.high, table[i].high, 5e-5, "Garwood, high");
	}
	noise_events(10000, &n);
	noise_events(10001, &far);
	is_near(far.low - n.low, 1.0, 0.02, "both ways of reckoning meet");
	is_near(far.high - n.high, 1.0, 0.02, "above too");
	noise_events(NAN, &n);
	ok(n.kind == NOISE_UNKNOWN && isnan(n.low), "of nothing, nothing");
	noise_events(-1, &n);
	ok(n.kind == NOISE_UNKNOWN, "nor of less than nothing");
}

static void
test_events_cover(void)
{
	static const double means[] = { 0.5, 2.0, 7.5, 30.0, 120.0 };
	double worst = 1.0;

	for (size_t i = 0; i < 5; i++) {
		size_t inside = 0;

		for (int k = 0; k < 4000; k++) {
			struct noise n;

			noise_events(draw_events(means[i]), &n);
			inside += n.low <= means[i] && means[i] <= n.high;
		}
		worst = fmin(worst, (double)inside / 4000.0);
	}
	ok(worst >= 0.94, "the truth is inside in at least 95%% (%.3f)", worst);
}

static void
test_survey(void)
{
	struct noise n;

	/* 81 of 263; 15 of 148; 0 of 20; 1 of 29 */
	noise_survey(100.0 * 81 / 263, 263, &n);
	is_near(n.low, 25.53, 0.005, "81 of 263, low");
	is_near(n.high, 36.62, 0.005, "81 of 263, high");
	noise_survey(100.0 * 15 / 148, 148, &n);
	is_near(n.low, 6.24, 0.005, "15 of 148, low");
	is_near(n.high, 16.05, 0.005, "15 of 148, high");
	noise_survey(0, 20, &n);
	is_near(n.low, 0.0, 1e-9, "0 of 20, low");
	is_near(n.high, 16.11, 0.005, "0 of 20, high");
	noise_survey(100.0 / 29, 29, &n);
	is_near(n.low, 0.61, 0.005, "1 of 29, low");
	is_near(n.high, 17.18, 0.005, "1 of 29, high");
	noise_survey(80, 0, &n);
	ok(n.kind == NOISE_UNKNOWN, "80%% of nobody knows how many");
}

/* The error of one rounded count of `truth`. */
static double
rounded(const struct rounding *r, double truth)
{
	const double rest = fmod(truth, r->base), down = truth - rest;

	switch (r->way) {
	case ROUND_NEAREST:
		return rest < r->base / 2.0 ? down : down + r->base;
	case ROUND_RANDOM:
		return lot() * r->base < rest ? down + r->base : down;
	case ROUND_DOWN:
		return down;
	case ROUND_UP:
		return rest > 0.0 ? down + r->base : down;
	case ROUND_EXACT:
		break;
	}
	return truth;
}

#define MOST 30		 /* counts in a sum */
#define WIDE (MOST * 10) /* their error, at most */

/* The error of one count, out of residues that are equally likely; half: how
 * often what lies half way goes up. */
static void
one_error(const struct rounding *r, double half, double p[2 * WIDE + 1])
{
	const int base = (int)r->base;

	memset(p, 0, (2 * WIDE + 1) * sizeof(*p));
	for (int rest = 0; rest < base; rest++) {
		const double up = r->way == ROUND_RANDOM ? rest / r->base
		    : 2 * rest == base			 ? half
		    : 2 * rest > base			 ? 1.0
							 : 0.0;

		p[WIDE - rest] += (1.0 - up) / base;
		p[WIDE + base - rest] += up / base;
	}
}

/* The same of one count more. */
static void
add_one(double all[2 * WIDE + 1], const double one[2 * WIDE + 1])
{
	double next[2 * WIDE + 1] = { 0 };

	for (int a = -WIDE; a <= WIDE; a++)
		for (int b = -10; b <= 10; b++)
			if (abs(a + b) <= WIDE)
				next[a + b + WIDE] +=
				    all[a + WIDE] * one[b + WIDE];
	memcpy(all, next, sizeof(next));
}

static double
within(const double all[2 * WIDE + 1], double low, double high)
{
	double inside = 0.0;

	for (int e = -WIDE; e <= WIDE; e++)
		if (-e >= low && -e <= high)
			inside += all[e + WIDE];
	return inside;
}

/* The whole number of which the chance that a sum is no further off, on
 * average over what happens half way, is nearest to 95%. */
static int
nearest_bound(double all[3][2 * WIDE + 1])
{
	double least = 1.0;
	int best = 0;

	for (int c = 0; c <= WIDE; c++) {
		double off = -0.95;

		for (size_t h = 0; h < 3; h++)
			off += within(all[h], -c, c) / 3.0;
		if (fabs(off) < least) {
			least = fabs(off);
			best = c;
		}
	}
	return best;
}

/* Chance does not come into it here: the chance that a sum of k counts lies
 * within its bounds is reckoned out, for each k, and the bounds themselves
 * are at most one beside those that such a reckoning would choose. */
static void
test_sums(void)
{
	static const struct {
		struct rounding r;
		double worst; /* of all k, and of what happens half way */
	} cases[] = { { { ROUND_RANDOM, 5, false }, 0.94 },
		{ { ROUND_RANDOM, 10, false }, 0.94 },
		{ { ROUND_NEAREST, 5, false }, 0.919 },
		{ { ROUND_NEAREST, 10, false }, 0.925 } };
	static double all[3][2 * WIDE + 1], one[3][2 * WIDE + 1];

	for (size_t i = 0; i < 4; i++) {
		double sum = 0.0, worst = 1.0;
		int beside = 0, most = 0;

		for (size_t h = 0; h < 3; h++) {
			one_error(&cases[i].r, 0.5 * (double)h, one[h]);
			memcpy(all[h], one[h], sizeof(all[h]));
		}
		for (size_t k = 2; k <= MOST; k++) {
			struct noise n;
			int off;

			noise_rounded_sum(1e6, &cases[i].r, k, &n);
			for (size_t h = 0; h < 3; h++) {
				double inside;

				add_one(all[h], one[h]);
				inside =
				    within(all[h], n.low - 1e6, n.high - 1e6);
				sum += inside;
				worst = fmin(worst, inside);
			}
			off =
			    abs((int)floor(n.high - 1e6) - nearest_bound(all));
			beside += off > 0;
			most = off > most ? off : most;
		}
		sum /= 3 * (MOST - 1);
		ok(sum >= 0.94 && sum <= 0.96 && worst >= cases[i].worst,
		    "%s to %.0f, 2 to %d counts: inside in %.4f, at worst %.4f",
		    rounding_way_name(cases[i].r.way), cases[i].r.base, MOST,
		    sum, worst);
		ok(most <= 1 && beside <= 5,
		    "of %d bounds %d are one beside the exact ones", MOST - 1,
		    beside);
	}
}

static void
test_rounding(void)
{
	static const struct {
		struct rounding r;
		double least;
	} cases[] = { { { ROUND_NEAREST, 5, false }, 0.93 },
		{ { ROUND_RANDOM, 5, false }, 0.93 },
		{ { ROUND_NEAREST, 10, false }, 0.91 },
		{ { ROUND_RANDOM, 10, false }, 0.93 },
		{ { ROUND_DOWN, 5, false }, 1.0 },
		{ { ROUND_UP, 5, false }, 1.0 } };
	static const size_t sizes[] = { 1, 4, 26, 100 };

	for (size_t i = 0; i < 6; i++)
		for (size_t s = 0; s < 4; s++) {
			const struct rounding *r = &cases[i].r;
			double inside = 0.0, squares = 0.0, mean = 0.0;
			struct noise n;

			for (int t = 0; t < 2000; t++) {
				double truth = 0.0, sum = 0.0, error;

				for (size_t k = 0; k < sizes[s]; k++) {
					double one = 20 + floor(lot() * 200);

					truth += one;
					sum += rounded(r, one);
				}
				error = sum - truth;
				mean += error / 2000.0;
				squares += error * error / 2000.0;
				noise_rounded_sum(sum, r, sizes[s], &n);
				inside += n.low <= truth && truth <= n.high;
			}
			ok(inside / 2000.0 >= cases[i].least,
			    "%s to %.0f, sum of %zu: inside in %.3f",
			    rounding_way_name(r->way), r->base, sizes[s],
			    inside / 2000.0);
			is_near(sqrt(squares - mean * mean) / n.sd, 1.0, 0.12,
			    "and as far off as is said");
		}
}

static void
test_rounding_edges(void)
{
	struct rounding exact = { ROUND_EXACT, 1, false };
	struct rounding fives = { ROUND_RANDOM, 5, false };
	struct noise n;

	noise_rounded_sum(37, &exact, 4, &n);
	ok(n.kind == NOISE_NONE && n.low == 37.0 && n.high == 37.0,
	    "an exact count is exact");
	noise_rounded_sum(0, &fives, 1, &n);
	ok(n.low == 0.0 && n.high == 4.0, "nobody is at most four");
	noise_rounded_sum(100, &fives, 100, &n);
	is_near(n.sd, 20.0, 1e-9, "two times the root of how many");
	fives.dependent = true;
	noise_rounded_sum(1000, &fives, 26, &n);
	is_near(n.low, 1000 - 26 * 4, 1e-9, "dependent: the wider bound");
	noise_rounded_sum(NAN, &fives, 1, &n);
	ok(n.kind == NOISE_UNKNOWN, "of nothing, nothing");
}

static void
test_quotient(void)
{
	struct rounding fives = { ROUND_NEAREST, 5, false };
	struct noise a, b, q;

	noise_rounded_sum(20, &fives, 1, &a);
	noise_rounded_sum(80, &fives, 1, &b);
	noise_quotient(100, 20, &a, 80, &b, true, &q);
	is_near(q.low, 100.0 * 18 / 82, 1e-9, "18 of 82 at the least");
	is_near(q.high, 100.0 * 22 / 78, 1e-9, "22 of 78 at the most");
	ok(q.kind == NOISE_ROUNDING, "by rounding");
	noise_rounded_sum(5, &fives, 1, &a);
	noise_rounded_sum(5, &fives, 1, &b);
	noise_quotient(100, 5, &a, 5, &b, true, &q);
	is_near(q.high, 100.0, 1e-9, "no more than all");
	noise_quotient(100, 5, &a, 0, &b, true, &q);
	ok(q.kind == NOISE_UNKNOWN, "of nobody, nothing");
	noise_events(12, &a);
	noise_rounded_sum(1000, &fives, 1, &b);
	noise_quotient(1000, 12, &a, 1000, &b, false, &q);
	ok(q.kind == NOISE_EVENTS, "chance weighs more than rounding");
	is_near(q.sd, sqrt(12), 0.02, "12 in 1 000, by chance");
}

static void
test_difference(void)
{
	struct rounding fives = { ROUND_RANDOM, 5, false };
	struct noise a, b, gap;

	noise_rounded_sum(100, &fives, 1, &a);
	noise_rounded_sum(110, &fives, 1, &b);
	noise_difference(100, &a, 110, &b, &gap);
	ok(gap.low == -18.0 && gap.high == -2.0, "sure bounds add up");
	ok(!noise_same(100, &a, 110, &b), "they differ");
	noise_rounded_sum(105, &fives, 1, &b);
	ok(noise_same(100, &a, 105, &b), "these may be equal");
	noise_model(24, 20, 29, &a);
	noise_model(20, 17, 23, &b);
	ok(noise_same(24, &a, 20, &b), "modelled, and not far apart");
	noise_difference(24, &a, 20, &b, &gap);
	is_near(gap.low, 4 - hypot(4, 3), 1e-9, "by the arms, down");
	is_near(gap.high, 4 + hypot(5, 3), 1e-9, "and up");
	noise_model(24, 25, 29, &a);
	ok(a.kind == NOISE_UNKNOWN, "bounds beside the value are none");
	ok(noise_same(24, &a, 2, &b), "what is not known differs from nothing");
}

/* Of many counts, where only the deviation is asked for. */
static void
test_quick(void)
{
	for (double k = 0; k < 20000; k = 2 * k + 1) {
		struct noise exact, quick;

		noise_events(k, &exact);
		noise_events_quick(k, &quick);
		ok(quick.sd == exact.sd && quick.kind == exact.kind &&
			fabs(quick.low - exact.low) <= 0.1 + 0.01 * k &&
			fabs(quick.high - exact.high) <= 0.1 + 0.01 * k,
		    "%g events: the same deviation, and nearly the bounds", k);
	}
}

int
main(void)
{
	test_quick();
	test_events();
	test_events_cover();
	test_sums();
	test_survey();
	test_rounding();
	test_rounding_edges();
	test_quotient();
	test_difference();
	is_near(noise_normal(1.6448536269514722), 0.95, 1e-12, "normal");
	return done_testing();
}
