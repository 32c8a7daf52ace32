/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Comparisons. Quantiles are checked against values worked out by hand from
 * Hyndman & Fan (1996), definition 7: x = (n - 1) p, interpolated.
 */
#include "analysis/compare.h"
#include "tap.h"

static void
test_quantiles(void)
{
	/* n = 5: positions 0, 1, 2, 3, 4 at p = 0, .25, .5, .75, 1 */
	static const double five[] = { 15, 20, 35, 40, 50 };
	/* n = 4: p = .25 lies at 0.75: 1 + .75 (2 - 1) = 1.75 */
	static const double four[] = { 1, 2, 3, 4 };

	is_near(compare_quantile(five, 5, 0.25), 20, 1e-12, "first quarter");
	is_near(compare_quantile(five, 5, 0.4), 29, 1e-12, "two fifths");
	is_near(compare_quantile(five, 5, 1.0), 50, 1e-12, "the end");
	is_near(compare_quantile(four, 4, 0.25), 1.75, 1e-12, "between");
	is_near(compare_quantile(four, 4, 0.9), 3.7, 1e-12, "nine tenths");
	is_near(compare_quantile(five, 1, 0.3), 15, 1e-12, "of one value");
	ok(isnan(compare_quantile(five, 0, 0.3)), "of none");
}

static void
test_values(void)
{
	static const struct {
		const char *name;
		double value, reference;
		enum indicator_kind kind;
		double rounding;
		enum difference want;
	} cases[] = {
		{ "share, 3 points", 19, 16, KIND_SHARE, 0, DIFF_HIGHER },
		{ "share, 2.9 points", 18.9, 16, KIND_SHARE, 0,
		    DIFF_SIMILAR },
		{ "share, lower", 25, 49, KIND_SHARE, 0, DIFF_LOWER },
		{ "small share, half of it", 1.0, 2.0, KIND_SHARE, 0,
		    DIFF_LOWER },
		{ "small share, little", 1.7, 2.0, KIND_SHARE, 0,
		    DIFF_SIMILAR },
		{ "share near 100", 99, 97, KIND_SHARE, 0, DIFF_HIGHER },
		{ "share within rounding", 20, 16, KIND_SHARE, 5,
		    DIFF_SIMILAR },
		{ "distance 0.1 km", 0.8, 0.7, KIND_DISTANCE, 0.1,
		    DIFF_HIGHER },
		{ "distance 0.1 of 2 km", 2.1, 2.0, KIND_DISTANCE, 0.1,
		    DIFF_SIMILAR },
		{ "mean, 5%", 105, 100, KIND_MEAN, 0, DIFF_HIGHER },
		{ "mean, 4.9%", 104.9, 100, KIND_MEAN, 0, DIFF_SIMILAR },
		{ "mean within its decimals", 2.1, 2.0, KIND_MEAN, 0.1,
		    DIFF_HIGHER },
		{ "equal", 0, 0, KIND_RATE, 0, DIFF_SIMILAR },
		{ "missing", NAN, 5, KIND_SHARE, 0, DIFF_UNKNOWN },
		{ "no reference", 5, NAN, KIND_SHARE, 0, DIFF_UNKNOWN },
		{ "codes are not compared", 5, 1, KIND_CODE, 0,
		    DIFF_UNKNOWN },
	};
	struct comparison c, d;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		compare_value(cases[i].value, cases[i].reference,
		    cases[i].kind, cases[i].rounding, &c);
		ok(c.difference == cases[i].want, "%s", cases[i].name);
	}
	compare_value(46, 42, KIND_SHARE, 0, &c);
	compare_value(25, 49, KIND_SHARE, 0, &d);
	ok(d.effect > c.effect, "the larger difference has more effect");
	is_near(compare_least(50, KIND_SHARE, 0), 3, 1e-12, "three points");
	is_near(compare_least(2, KIND_SHARE, 0), 1, 1e-12, "half of a small share");
	is_near(compare_least(99.8, KIND_SHARE, 0), 0.5, 1e-12, "half a point");
	is_near(compare_least(1000, KIND_COUNT, 0), 50, 1e-12, "one in twenty");
	is_near(compare_least(1000, KIND_COUNT, 60), 60, 1e-12, "the rounding");
	is_near(compare_least(0.4, KIND_DISTANCE, 0), 0.1, 1e-12, "100 metres");
}

static void
test_spread(void)
{
	double values[30];
	struct spread s;
	size_t i;

	for (i = 0; i < 25; i++)
		values[i] = 10.0 + (double)i; /* 10 to 34 */
	compare_spread(values, 25, 24, NAN, &s);
	ok(s.no_bar == BAR_DRAWN && s.rank == 1 && s.valued == 25, "the top");
	is_near(s.median, 22, 1e-12, "median");
	is_near(s.p25, 16, 1e-12, "p25");
	ok(s.above == 0 && s.axis_max == 34, "no outliers");
	/* p75 + 3 (p75 - p25) = 28 + 36 = 64 without the two below */
	values[3] = 100;
	values[4] = 90;
	compare_spread(values, 25, 0, NAN, &s);
	ok(s.above == 2 && s.max_at == 3 && s.max == 100 && s.axis_max == 34,
	    "two far values are cut off the axis");
	ok(s.rank == 25, "the lowest of 25");
	values[5] = values[6] = 95;
	compare_spread(values, 25, 0, NAN, &s);
	ok(s.above == 0 && s.axis_max == 100, "four are no outliers");
	for (i = 0; i < 7; i++)
		values[10 + i] = NAN;
	compare_spread(values, 25, 0, NAN, &s);
	ok(s.no_bar == BAR_FEW_PEERS && s.valued == 18, "18 of 25 is too few");
	compare_spread(values, 25, 10, NAN, &s);
	ok(s.no_bar == BAR_NO_VALUE && s.rank == 0, "no value of its own");
	for (i = 0; i < 10; i++)
		values[i] = 7;
	compare_spread(values, 10, 2, NAN, &s);
	ok(s.no_bar == BAR_NO_SPREAD && s.rank == 0, "all alike: none is first");
	compare_spread(values, 4, 2, NAN, &s);
	ok(s.no_bar == BAR_FEW_VALUES, "four peers are too few, not alike");
	compare_spread(values, 0, (size_t)-1, 5, &s);
	ok(isnan(s.min) && s.valued == 0, "no peers at all");
	for (i = 0; i < 10; i++)
		values[i] = (double)i;
	compare_spread(values, 10, (size_t)-1, 4.5, &s);
	ok(s.no_bar == BAR_DRAWN && s.rank == 0,
	    "one that is not among its peers has no rank");
}

static void
test_ticks(void)
{
	static const struct {
		double low, high;
		bool zero;
	} cases[] = { { 2962, 3241, false }, { 98, 109.5, false },
		{ 0.7, 0.8, false }, { -3, 4, false }, { 5, 5, false },
		{ 0, 0, false }, { 17, 81, true }, { 1e6, 3e6, true },
		{ 0.001, 0.0011, false }, { -8, -2, true } };
	double ticks[8];
	int decimals;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t n = compare_ticks(cases[i].low, cases[i].high,
		    cases[i].zero, ticks, &decimals);
		double step = ticks[1] - ticks[0];
		bool even = true;

		for (size_t k = 1; k < n; k++)
			even = even &&
			    fabs(ticks[k] - ticks[k - 1] - step) <
				1e-9 * step;
		ok(n >= 3 && n <= 8 && even && ticks[0] <= cases[i].low + 1e-9 * step &&
			ticks[n - 1] >= cases[i].high - 1e-9 * step,
		    "ticks over %g to %g (%zu of %g)", cases[i].low,
		    cases[i].high, n, step);
		ok(!cases[i].zero || ticks[0] <= 0.0, "zero is on the axis");
	}
	compare_ticks(0.7, 0.8, false, ticks, &decimals);
	ok(decimals == 3 || decimals == 2, "decimals to print them");
	ok(compare_ticks(NAN, 1, false, ticks, &decimals) == 0, "no range");
}

/* A difference that is large enough, and what is not sure of it. */
static void
test_noisy(void)
{
	static const struct noise exact = { NOISE_NONE, 0, 30, 30 };
	static const struct noise unknown = { NOISE_UNKNOWN, NAN, NAN, NAN };
	struct comparison c;
	struct noise n;

	noise_model(24, 20, 29, &n);
	compare_noisy(24, &n, 30, &exact, KIND_SHARE, 0, &c);
	ok(c.difference == DIFF_LOWER && c.within == NOISE_NONE,
	    "lower, beyond its margin");
	noise_model(24, 15, 33, &n);
	compare_noisy(24, &n, 30, &exact, KIND_SHARE, 0, &c);
	ok(c.difference == DIFF_SIMILAR && c.within == NOISE_MODEL &&
		c.effect == 0.0,
	    "within it: none");
	compare_noisy(24, &unknown, 30, &exact, KIND_SHARE, 0, &c);
	ok(c.difference == DIFF_LOWER, "unknown: as without");
	compare_noisy(29, &n, 30, &exact, KIND_SHARE, 0, &c);
	ok(c.difference == DIFF_SIMILAR && c.within == NOISE_NONE,
	    "too small to speak of anyway");
}

int
main(void)
{
	test_noisy();
	test_quantiles();
	test_values();
	test_spread();
	test_ticks();
	return done_testing();
}
