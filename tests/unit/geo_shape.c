/* SPDX-License-Identifier: EUPL-1.2 */
/* Mending, rings and points inside. */
#include "geo_made.h"

static void
test_mend(struct geo *g)
{
	static const struct {
		const char *name, *sketch;
		double area;
		bool broken;
	} cases[] = {
		{ "a square", "[[[(0 0),(2 0),(2 2),(0 2)]]]", 4, false },
		/* Two triangles of 2 x 1 / 2 each. */
		{ "a bow tie", "[[[(0 0),(2 2),(2 0),(0 2)]]]", 2, true },
		{ "squares over each other",
		    "[[[(0 0),(2 0),(2 2),(0 2)]],"
		    "[[(1 1),(3 1),(3 3),(1 3)]]]",
		    7, true },
		{ "squares beside each other",
		    "[[[(0 0),(2 0),(2 2),(0 2)]],"
		    "[[(2 0),(4 0),(4 2),(2 2)]]]",
		    8, true },
		{ "a hole that sticks out",
		    "[[[(0 0),(4 0),(4 4),(0 4)],"
		    "[(3 1),(5 1),(5 3),(3 3)]]]",
		    14, true },
		{ "a spike", "[[[(0 0),(2 0),(2 2),(2 9),(2 2),(0 2)]]]", 4,
		    true },
	};
	struct buf sketch = { 0 }, wkb, again = { 0 };
	struct err err = { 0 };
	bool mended = false;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&sketch);
		buf_putf(&sketch,
		    "{\"type\":\"MultiPolygon\",\"coordinates\":"
		    "%s}",
		    cases[i].sketch);
		wkb = made_shape(g, sketch.data);
		ok(shape_mend(g, &wkb, &mended, &err) == 0 &&
			mended == cases[i].broken,
		    "%s is%s mended %s", cases[i].name,
		    cases[i].broken ? "" : " not", err.msg);
		is_near(
		    made_size(g, &wkb).area, cases[i].area, 1e-6, "its area");
		buf_clear(&again);
		buf_put(&again, wkb.data, wkb.len);
		ok(shape_mend(g, &again, &mended, &err) == 0 && !mended &&
			again.len == wkb.len,
		    "once is enough");
		buf_free(&wkb);
	}
	buf_free(&again);
	buf_free(&sketch);
	wkb = made_polygon(g, "(0 0),(1 1),(2 2)");
	ok(shape_mend(g, &wkb, &mended, &err) == -1 &&
		strstr(err.msg, "encloses nothing") != NULL,
	    "a polygon without an inside: %s", err.msg);
	buf_free(&wkb);
	wkb = made_shape(g, "{\"paths\":[[(0 0),(2 2),(2 0),(0 2)]]}");
	ok(shape_mend(g, &wkb, &mended, &err) == 0 && !mended,
	    "a line may cross itself");
	buf_free(&wkb);
}

struct seen {
	size_t rings, holes, corners, stop;
	bool closed;
};

static int
see(void *arg, const double *xy, size_t n, bool hole)
{
	struct seen *s = arg;

	s->rings++;
	s->holes += hole;
	s->corners += n;
	s->closed =
	    s->closed && xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1];
	return s->rings == s->stop;
}

static void
test_rings(struct geo *g)
{
	struct seen s = { .closed = true }, first = { .stop = 1 };
	struct err err = { 0 };
	struct buf wkb = made_shape(g,
	    "{\"type\":\"MultiPolygon\","
	    "\"coordinates\":[[[(0 0),(9 0),(9 9),(0 9)],[(1 1),(2 1),(2 2)],"
	    "[(5 5),(6 5),(6 6)]],[[(20 0),(21 0),(21 1)]]]}");

	ok(shape_rings(g, &wkb, see, &s, &err) == 0, "rings %s", err.msg);
	ok(s.rings == 4 && s.holes == 2 && s.corners == 5 + 4 + 4 + 4 &&
		s.closed,
	    "four, two of them holes, all closed");
	ok(shape_rings(g, &wkb, see, &first, &err) == -1 && first.rings == 1,
	    "who has seen enough ends it");
	buf_free(&wkb);
	s = (struct seen){ 0 };
	wkb = made_shape(g, "{\"paths\":[[(0 0),(2 2)]]}");
	ok(shape_rings(g, &wkb, see, &s, &err) == 0 && s.rings == 0,
	    "a line has none");
	buf_free(&wkb);
	buf_puts(&wkb, "these are no bytes of a shape");
	ok(shape_rings(g, &wkb, see, &s, &err) == -1 &&
		strstr(err.msg, "cannot be read") != NULL,
	    "what is no shape: %s", err.msg);
	buf_free(&wkb);
}

static void
test_inside(struct geo *g)
{
	struct err err = { 0 };
	double x = 0, y = 0;
	/* A U: its middle lies outside of it. */
	struct buf wkb = made_polygon(g,
	    "(0 0),(9 0),(9 9),(8 9),(8 1),"
	    "(1 1),(1 9),(0 9)");

	ok(shape_inside(g, &wkb, &x, &y, &err) == 0, "a point inside a U");
	x -= MADE_X;
	y -= MADE_Y;
	ok(x > 0 && x < 9 && y > 0 && y < 9 && (x < 1 || x > 8 || y < 1),
	    "is inside: %g, %g", x, y);
	buf_free(&wkb);
}

int
main(void)
{
	struct err err = { 0 };
	struct geo *g = geo_new(&err);

	if (!ok(g != NULL, "GEOS and PROJ start %s", err.msg))
		return done_testing();
	test_mend(g);
	test_rings(g);
	test_inside(g);
	geo_free(g);
	return done_testing();
}
