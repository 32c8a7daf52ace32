/* SPDX-License-Identifier: EUPL-1.2 */
/* plane: inside, room for a text, hatching, rings made one. */
#include "tap.h"

#include <math.h>
#include <stdlib.h>

#include "chart/plane.h"

static double outer[] = { 0, 0, 100, 0, 100, 100, 0, 100, 0, 0 };
static double hole[] = { 40, 0.5, 60, 0.5, 60, 99.5, 40, 99.5, 40, 0.5 };
static double island[] = { 200, 0, 200, 10, 210, 10, 200, 0 };
static const struct ring rings[] = { { outer, 5 }, { hole, 5 },
	{ island, 4 } };

static double length;
static size_t lines;

static void
gather(void *arg, double x1, double y1, double x2, double y2)
{
	const struct ring *all = arg;

	/* Just within both ends it is inside. */
	ok(plane_inside(all, 3, x1 + (x2 - x1) * 0.01, y1 + (y2 - y1) * 0.01) &&
		plane_inside(all, 3, x1 + (x2 - x1) * 0.99,
		    y1 + (y2 - y1) * 0.99),
	    "a line of hatching lies inside");
	length += hypot(x2 - x1, y2 - y1);
	lines++;
}

static void
check_inside(void)
{
	ok(plane_inside(rings, 3, 20, 50), "inside");
	ok(!plane_inside(rings, 3, 50, 50), "not in the hole");
	ok(plane_inside(rings, 3, 203, 8), "on the island");
	ok(!plane_inside(rings, 3, 150, 5), "nor between");
	ok(!plane_inside(rings, 0, 1, 1), "nothing has no inside");
	ok(plane_box(rings, 3).x2 == 210 && plane_box(rings, 3).y1 == 0 &&
		plane_box(rings, 0).x1 > plane_box(rings, 0).x2,
	    "what it lies in");
}

static void
check_room(void)
{
	double x = 0, y = 0;

	ok(plane_room(rings, 3, 30, 10, &x, &y) && plane_inside(rings, 3, x, y) &&
		(x < 25.1 || x > 74.9),
	    "a text beside the hole");
	ok(!plane_room(rings, 3, 50, 10, &x, &y), "one too wide for either side");
	ok(plane_room(rings, 1, 50, 10, &x, &y) && fabs(x - 50) < 5 &&
		fabs(y - 50) < 5,
	    "in a square it stands in the middle");
	ok(!plane_room(rings, 0, 1, 1, &x, &y), "no room in nothing");
}

static void
check_hatch(void)
{
	static double speck[] = { 1, 1, 2, 1, 1.5, 1.4, 1, 1 };
	const struct ring small = { speck, 4 };
	struct ring three[3] = { small, { outer, 0 }, { outer, 0 } };

	plane_hatch(rings, 3, 10, gather, (void *)rings);
	/* Their length is what they cover, over the distance between them. */
	ok(fabs(length * 10 / sqrt(2) - (10000 - 20 * 99 + 50)) < 500,
	    "so much of the surface");
	lines = 0;
	plane_hatch(three, 3, 10, gather, three);
	ok(lines == 1, "a speck between two lines has one");
	lines = 0;
	plane_hatch(rings, 3, 0, gather, (void *)rings);
	plane_hatch(rings, 0, 10, gather, (void *)rings);
	ok(lines == 0, "no lines without a gap, or in nothing");
}

static void
check_join(void)
{
	struct ring one = plane_join(rings, 3);

	ok(one.n == 5 + 5 + 4 + 2 && one.xy[0] == 0 && one.xy[1] == 0 &&
		one.xy[2 * one.n - 2] == 0 && one.xy[2 * one.n - 1] == 0,
	    "one ring that ends where it began");
	/* 2 x (10,000 - 1,980 + 50): what the way between them goes around is
	 * nothing, and a hole is taken off whichever way it was given. */
	ok(fabs(plane_turn(&one) - 2 * (10000 - 20 * 99 + 50)) < 1e-6,
	    "it goes around the surface without the hole");
	ok(!plane_inside(&one, 1, 50, 50) && plane_inside(&one, 1, 203, 8) &&
		plane_inside(&one, 1, 20, 50),
	    "and has the same inside");
	free(one.xy);
	one = plane_join(rings, 0);
	ok(one.n == 0, "nothing joined is nothing");
	free(one.xy);
}

int
main(void)
{
	check_inside();
	check_room();
	check_hatch();
	check_join();
	return done_testing();
}
