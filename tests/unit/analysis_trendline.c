/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Trends. Mann's and Kendall's test against a series worked by hand, its
 * alarms against series made here that go nowhere, alone and hanging
 * together (of five in a hundred a few more when they hang together closely),
 * and its power against ones that do go somewhere.
 */
#include "analysis/trendline.h"
#include "chance.h"
#include "tap.h"

#define YEARS 12

static struct trend_point
point(double year, double value, double reference)
{
	struct rounding exact = { ROUND_EXACT, 1, false };
	struct trend_point p = { year, value, reference, { 0 }, false };

	noise_rounded_sum(value, &exact, 1, &p.noise);
	return p;
}

/* Ten figures: of the 45 pairs 42 rise and 3 fall, S = 39, variance 125. What
 * the slope leaves over turns round every year: its correlation is far below
 * zero, so nothing is widened, and z = 38 / sqrt(125) = 3.40, p = 0.00068. */
static void
test_by_hand(void)
{
	static const double y[] = { 10, 14, 13, 17, 18, 22, 21, 26, 24, 29 };
	struct trend_point p[10];
	struct trendline t;

	for (size_t i = 0; i < 10; i++)
		p[i] = point(2010 + (double)i, y[i], 0);
	trendline_find(p, 10, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_UP && t.n == 10, "it goes up");
	is_near(t.p, 0.00068, 0.00001, "as sure as by hand");
	is_near(t.slope, 2.0, 0.1, "two points a year");
	for (size_t i = 0; i < 10; i++)
		p[i] = point(2010 + (double)i, y[i], y[i] - 3);
	trendline_find(p, 10, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FLAT, "not when the gemeente goes along");
	for (size_t i = 0; i < 10; i++)
		p[i] = point(2010 + (double)i, y[i] / 40, 0);
	trendline_find(p, 10, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_SMALL, "surely there, but half a point");
}

/* Published series. Kendall's sum, its variance with ties, the slope and what
 * serial correlation makes of the chance were worked out with another program
 * (in Python, from the formulas, nothing of this one), of which these are the
 * answers:
 *   Nile at Aswan, 1871 to 1900, 10^8 m3 (Cobb, Biometrika 65, 1978; the set
 *   "Nile" of R): S -31, variance 3135 (3141.67 without the ties), r 0.2005,
 *   which becomes 0.4364, wider by 2.4573; slope -10/9.
 *   Carbon dioxide at Mauna Loa, means of 1959 to 1968, ppm (Keeling; NOAA):
 *   S 45 of 45, variance 125; r 0.3351 becomes 0.8518, wider by 6.2992: ten
 *   years that rise each time and bend are no proof of a straight line. */
static void
test_published(void)
{
	static const double nile[] = { 1120, 1160, 963, 1210, 1160, 1160, 813,
		1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799,
		958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,
		840 };
	static const double carbon[] = { 315.98, 316.91, 317.64, 318.45, 318.99,
		319.62, 320.04, 321.37, 322.18, 323.05 };
	struct trend_point p[30];
	struct trendline t;

	for (size_t i = 0; i < 30; i++)
		p[i] = point(1871 + (double)i, nile[i], 0);
	trendline_find(p, 30, KIND_MEAN, false, 0, &t);
	is_near(t.slope, -10.0 / 9.0, 1e-9, "Nile: the slope");
	is_near(t.p, 0.7324993140, 1e-8, "with ties and serial correlation");
	ok(t.why == TREND_FLAT && t.n == 30, "no direction before 1900");
	for (size_t i = 0; i < 10; i++)
		p[i] = point(1959 + (double)i, carbon[i], 0);
	trendline_find(p, 10, KIND_MEAN, false, 0, &t);
	is_near(t.slope, 0.7666666667, 1e-8, "Mauna Loa: the slope");
	is_near(t.p, 0.1168739088, 1e-8, "what is left over hangs together");
	for (size_t i = 0; i < 12; i++)
		p[i] = point(2010 + (double)i, 40, 20);
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FLAT && t.p >= 1.0, "twelve that are equal");
}

static void
test_reasons(void)
{
	struct trend_point p[12];
	struct trendline t;

	for (size_t i = 0; i < 12; i++)
		p[i] = point(2010 + (double)i, 10 + 2 * (double)i, 10);
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_UP && t.from == 0 && t.to == 11, "twelve years up");
	trendline_find(p, 12, KIND_SHARE, true, 0, &t);
	ok(t.why == TREND_MODELLED, "a model's estimates say nothing");
	trendline_find(p, 7, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FEW && t.moved, "seven are too few for a word");
	trendline_find(p, 8, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_UP && t.n == 8, "eight are enough");
	p[4].value = NAN;
	trendline_find(p, 8, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FEW && t.n == 7, "not when one of them is missing");
	p[4].value = 18;
	p[6].fresh = true;
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FEW && t.from == 6 && t.n == 6,
	    "nothing is said over a break");
	p[11].fresh = true;
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_EMPTY, "one point after a break is no series");
	trendline_find(p, 0, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_EMPTY, "nor is none");
	for (size_t i = 0; i < 12; i++)
		p[i] = point(2010 + (double)i, NAN, 10);
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_EMPTY, "nor twelve without a value");
	p[3] = point(2013, 5, 10);
	p[9] = point(2019, 5, 10);
	trendline_find(p, 12, KIND_SHARE, false, 0, &t);
	ok(t.why == TREND_FEW && t.from == 3 && t.to == 9 && !t.moved,
	    "two that are equal");
}

static void
test_chance(void)
{
	struct trend_point p[2] = { { 2020, 16, NAN, { 0 }, false },
		{ 2024, 25, NAN, { 0 }, false } };
	struct trendline t;

	noise_events(16, &p[0].noise);
	noise_events(25, &p[1].noise);
	trendline_find(p, 2, KIND_COUNT, false, 0, &t);
	ok(!t.moved, "16 and 25 crimes differ by chance");
	p[1].value = 40;
	noise_events(40, &p[1].noise);
	trendline_find(p, 2, KIND_COUNT, false, 0, &t);
	ok(t.moved, "16 and 40 do not");
}

/* In how many of 2,000 series a direction is seen. */
static double
alarms(size_t years, double together, double slope)
{
	size_t seen = 0;

	for (int k = 0; k < 2000; k++) {
		struct trend_point p[YEARS];
		struct trendline t;
		double e = bell();

		for (size_t i = 0; i < years; i++) {
			p[i] = point(2010 + (double)i,
			    40 + slope * (double)i + 4 * e, 20);
			e = together * e +
			    sqrt(1 - together * together) * bell();
		}
		trendline_find(p, years, KIND_SHARE, false, 0, &t);
		seen += t.why == TREND_UP || t.why == TREND_DOWN;
	}
	return (double)seen / 2000.0;
}

static void
test_alarms(void)
{
	static const double together[] = { 0.0, 0.3, 0.5 };

	for (size_t years = 8; years <= YEARS; years += 2)
		for (size_t i = 0; i < 3; i++) {
			const double got = alarms(years, together[i], 0);

			ok(got <= (together[i] > 0.4 ? 0.07 : 0.05),
			    "%zu years, together %.1f: false alarm in %.3f",
			    years, together[i], got);
		}
	ok(alarms(12, 0.0, 3.0) > 0.8, "three points a year are seen");
}

int
main(void)
{
	test_by_hand();
	test_published();
	test_reasons();
	test_chance();
	test_alarms();
	return done_testing();
}
