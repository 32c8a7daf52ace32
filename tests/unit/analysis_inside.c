/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The spread inside an area, and pairs of facts that pull apart.
 */
#include "analysis/inside.h"
#include "analysis/tension.h"
#include "tap.h"

static void
test_inside(void)
{
	const double v[] = { 20, NAN, 50, 5, 80, 35, 50 };
	const double same[] = { 50, 51, 50, 52, 50 };
	const double zero[] = { 0, 1, 2, 3, 30 };
	struct inside in;

	ok(inside_spread(v, 7, KIND_SHARE, 1, &in), "far apart");
	ok(in.n == 6 && in.low == 3 && in.high == 4, "lowest and highest");
	is_near(in.p10, 12.5, 1e-9, "P10");
	is_near(in.p90, 65, 1e-9, "P90");
	is_near(in.factor, 16, 1e-9, "sixteen times");
	is_near(in.size, (80 - 42.5) / 3 + (42.5 - 5) / 3, 1e-9,
	    "in differences that are worth a word");
	ok(!inside_spread(v, 5, KIND_SHARE, 1, &in) && in.n == 4,
	    "four parts are too few");
	ok(!inside_spread(v, 7, KIND_CODE, 1, &in), "classes have no spread");
	ok(!inside_spread(same, 5, KIND_SHARE, 1, &in), "all alike");
	ok(!inside_spread(v, 7, KIND_SHARE, 90, &in),
	    "no more than the rounding");
	ok(inside_spread(zero, 5, KIND_RATE, 0, &in) && isnan(in.factor),
	    "no times of nothing");
	ok(!inside_spread(v, 0, KIND_SHARE, 1, &in), "no parts");
}

static void
test_tension(void)
{
	struct tension_pair list[] = {
		{ { 1, TENSION_HIGH, TENSION_HIGH },
		    { 2, TENSION_LOW, TENSION_ALIKE } },
		{ { 3, TENSION_HIGH, TENSION_HIGH },
		    { 4, TENSION_LOW, TENSION_LOW } },
		{ { 5, TENSION_HIGH, TENSION_HIGH },
		    { 4, TENSION_LOW, TENSION_LOW } },
		{ { 6, TENSION_LOW, TENSION_LOW },
		    { 7, TENSION_HIGH, TENSION_HIGH } },
		{ { 8, TENSION_LOW, TENSION_LOW },
		    { 9, TENSION_HIGH, TENSION_HIGH } },
		{ { 10, TENSION_UNKNOWN, TENSION_UNKNOWN },
		    { 11, TENSION_HIGH, TENSION_HIGH } },
	};
	size_t found[TENSION_MOST];

	ok(tension_find(list, 1, found) == 0, "half of a pair is none");
	ok(tension_find(list, 6, found) == 2 && found[0] == 1 && found[1] == 3,
	    "two, each figure once, in their own order");
	ok(tension_find(&list[5], 1, found) == 0, "unknown is nothing");
	ok(tension_find(list, 0, found) == 0, "no pairs");
	ok(tension_compared(DIFF_SIMILAR) == TENSION_ALIKE &&
		tension_compared(DIFF_UNKNOWN) == TENSION_UNKNOWN &&
		tension_compared(DIFF_LOWER) == TENSION_LOW,
	    "of a comparison");
	ok(tension_trend(TREND_UP) == TENSION_HIGH &&
		tension_trend(TREND_FEW) == TENSION_UNKNOWN &&
		tension_trend(TREND_SMALL) == TENSION_ALIKE,
	    "of a trend");
}

static void
test_names(void)
{
	enum tension_of of;

	for (int i = TENSION_AREA; i <= TENSION_VOICES; i++)
		ok(tension_of_parse(tension_of_name((enum tension_of)i), &of) ==
			    0 &&
			of == (enum tension_of)i,
		    "%s", tension_of_name((enum tension_of)i));
	ok(tension_of_parse("moon", &of) == -1, "no moon");
}

int
main(void)
{
	test_inside();
	test_tension();
	test_names();
	return done_testing();
}
