/* SPDX-License-Identifier: EUPL-1.2 */
/* What lies in which area: points, lines, polygons, neighbours. */
#include "geo_made.h"

/*
 * The areas, each 10 by 10 unless told:
 *
 *	12 13          13 reaches to the left over 4 m of 12
 *	10 11   20     20 lies apart, with a hole of 2 by 2 in its middle
 */
#define AREAS 5
static const int64_t ids[AREAS] = { 20, 13, 11, 10, 12 };

static struct cover *
make_cover(struct geo *g)
{
	struct buf shapes[AREAS];
	const struct buf *list[AREAS];
	struct err err = { 0 };
	struct cover *c = NULL;

	shapes[0] = made_shape(g,
	    "{\"type\":\"Polygon\",\"coordinates\":["
	    "[(40 0),(50 0),(50 10),(40 10)],[(44 4),(46 4),(46 6),(44 6)]]}");
	shapes[1] = made_polygon(g, "(6 10),(20 10),(20 20),(6 20)");
	shapes[2] = made_polygon(g, "(10 0),(20 0),(20 10),(10 10)");
	shapes[3] = made_polygon(g, "(0 0),(10 0),(10 10),(0 10)");
	shapes[4] = made_polygon(g, "(0 10),(10 10),(10 20),(0 20)");
	for (size_t i = 0; i < AREAS; i++)
		list[i] = &shapes[i];
	ok(cover_new(g, list, ids, AREAS, &c, &err) == 0, "five areas %s",
	    err.msg);
	for (size_t i = 0; i < AREAS; i++)
		buf_free(&shapes[i]);
	return c;
}

static void
test_points(struct cover *c)
{
	static const struct {
		const char *name;
		double x, y;
		int64_t id; /* 0: in none */
	} points[] = {
		{ "in the middle", 5, 5, 10 },
		{ "on the border of two", 10, 5, 10 },
		{ "on the border of two, above each other", 15, 10, 11 },
		{ "where three meet", 10, 10, 10 },
		{ "on a corner outside", 0, 0, 10 },
		{ "on an outer edge", 20, 5, 11 },
		{ "where two lie over each other", 8, 15, 12 },
		{ "in one of these two", 11, 15, 13 },
		{ "in a hole", 45, 5, 0 },
		{ "on the edge of a hole", 44, 5, 20 },
		{ "between areas", 30, 5, 0 },
		{ "just outside", -0.001, 5, 0 },
		{ "nowhere", NAN, 5, 0 },
		{ "too far", 5, INFINITY, 0 },
	};
	int64_t id;
	int found;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		id = 0;
		found = cover_point(
		    c, MADE_X + points[i].x, MADE_Y + points[i].y, &id);
		ok(id == points[i].id && found == (points[i].id != 0),
		    "a point %s: %d", points[i].name, (int)id);
	}
}

static int
say(void *arg, const struct cover_part *p)
{
	buf_putf(
	    arg, " %d:%g,%.4g,%.4g", (int)p->id, p->count, p->length, p->area);
	return 0;
}

/* Parts as " id:count,length,area". */
static void
test_shapes(struct geo *g, struct cover *c)
{
	static const struct {
		const char *name, *sketch, *parts;
	} cases[] = {
		{ "a point", "{\"x\":100005,\"y\":400005}", " 10:1,0,0" },
		{ "points", "{\"points\":[(5 5),(10 5),(15 5),(30 5),(6 6)]}",
		    " 10:3,0,0 11:1,0,0 -1:1,0,0" },
		{ "a line in one area", "{\"paths\":[[(1 1),(4 5)]]}",
		    " 10:1,5,0" },
		{ "a line through two and out", "{\"paths\":[[(4 5),(23 5)]]}",
		    " 10:0,6,0 11:1,10,0 -1:0,3,0" },
		{ "a line along a border", "{\"paths\":[[(10 0),(10 8)]]}",
		    " 10:1,8,0" },
		{ "a line along an outer edge and on",
		    "{\"paths\":[[(0 -2),(0 3)]]}", " 10:1,3,0 -1:0,2,0" },
		{ "a line through areas over each other",
		    "{\"paths\":[[(1 15),(18 15)]]}", " 12:1,9,0 13:0,8,0" },
		{ "a line through a hole", "{\"paths\":[[(41 5),(49 5)]]}",
		    " 20:1,6,0 -1:0,2,0" },
		{ "a line there and back", "{\"paths\":[[(4 5),(14 5),(4 5)]]}",
		    " 10:1,6,0 11:0,4,0" },
		{ "two lines of one shape",
		    "{\"paths\":[[(1 1),(3 1)],[(11 1),(16 1)]]}",
		    " 10:0,2,0 11:1,5,0" },
		{ "a line of no length", "{\"paths\":[[(5 5),(5 5)]]}",
		    " 10:1,0,0" },
		{ "a line that ends on a border",
		    "{\"paths\":[[(12 5),(10 5)]]}", " 11:1,2,0" },
		{ "a polygon in one area",
		    "{\"rings\":[[(1 1),(1 3),(3 3),(3 1)]]}", " 10:1,0,4" },
		{ "one that fills an area",
		    "{\"rings\":[[(0 0),(0 10),(10 10),(10 0)]]}",
		    " 10:1,0,100" },
		{ "a polygon over two and out",
		    "{\"rings\":[[(8 2),(8 4),(24 4),(24 2)]]}",
		    " 10:0,0,4 11:1,0,20 -1:0,0,8" },
		{ "a polygon cut in halves",
		    "{\"rings\":[[(8 2),(8 4),(12 4),(12 2)]]}",
		    " 10:1,0,4 11:0,0,4" },
		{ "a polygon around everything",
		    "{\"rings\":[[(-10 -10),(-10 30),(60 30),(60 -10)]]}",
		    " 10:0,0,100 11:0,0,100 12:0,0,100 13:0,0,100"
		    " 20:0,0,96 -1:1,0,2304" },
		{ "a polygon beside an area",
		    "{\"rings\":[[(20 2),(20 4),(24 4),(24 2)]]}",
		    " -1:1,0,8" },
		{ "a polygon around a hole",
		    "{\"rings\":[[(43 3),(43 7),(47 7),(47 3)]]}",
		    " 20:1,0,12 -1:0,0,4" },
		{ "a bow tie", "{\"rings\":[[(8 2),(12 4),(12 2),(8 4)]]}",
		    " 10:1,0,2 11:0,0,2" },
		{ "a polygon of next to nothing",
		    "{\"rings\":[[(5 5),(5 5.01),(5.01 5)]]}", " 10:1,0,0" },
		{ "polygons of one shape",
		    "{\"type\":\"MultiPolygon\","
		    "\"coordinates\":[[[(1 1),(2 1),(2 2),(1 2)]],"
		    "[[(14 1),(16 1),(16 3),(14 3)]]]}",
		    " 10:0,0,1 11:1,0,4" },
		{ "a collection",
		    "{\"type\":\"GeometryCollection\","
		    "\"geometries\":[{\"x\":100015,\"y\":400005},"
		    "{\"paths\":[[(11 1),(16 1)]]},"
		    "{\"rings\":[[(1 1),(1 3),(3 3),(3 1)]]}]}",
		    " 10:1,0,4 11:0,5,0" },
		{ "nothing", "null", "" },
	};
	struct buf said = { 0 }, wkb;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wkb = made_shape(g, cases[i].sketch);
		buf_clear(&said);
		ok(cover_shape(c, &wkb, say, &said, &err) == 0, "%s %s",
		    cases[i].name, err.msg);
		is_str(buf_str(&said), cases[i].parts, cases[i].name);
		buf_free(&wkb);
	}
	buf_free(&said);
}

static int
stop(void *arg, const struct cover_part *p)
{
	(void)p;
	++*(int *)arg;
	return -1;
}

static void
test_ends(struct geo *g, struct cover *c)
{
	struct buf said = { 0 }, wkb;
	struct err err = { 0 };
	int calls = 0;

	wkb = made_shape(g, "{\"paths\":[[(4 5),(23 5)]]}");
	ok(cover_shape(c, &wkb, stop, &calls, &err) == -1 && calls == 1,
	    "who has seen enough ends it");
	ok(cover_shape(c, &wkb, say, &said, &err) == 0, "and again");
	is_str(buf_str(&said), " 10:0,6,0 11:1,10,0 -1:0,3,0",
	    "with nothing left over");
	buf_free(&wkb);
	buf_puts(&wkb, "no shape");
	ok(cover_shape(c, &wkb, say, &said, &err) == -1, "no shape: %s",
	    err.msg);
	buf_free(&wkb);
	buf_free(&said);
}

static int
pair(void *arg, int64_t a, int64_t b, double metres)
{
	buf_putf(arg, " %d-%d:%.1f", (int)a, (int)b, metres);
	return 0;
}

static void
test_neighbours(struct cover *c)
{
	struct buf said = { 0 };
	struct err err = { 0 };

	ok(cover_neighbours(c, 1, pair, &said, &err) == 0, "neighbours %s",
	    err.msg);
	is_str(buf_str(&said),
	    " 10-11:10.0 10-12:10.0 10-13:4.0 11-13:10.0 12-13:8.0",
	    "who borders on whom, not where only corners meet");
	buf_clear(&said);
	ok(cover_neighbours(c, 8.5, pair, &said, &err) == 0, "the longer");
	is_str(
	    buf_str(&said), " 10-11:10.0 10-12:10.0 11-13:10.0", "only those");
	buf_free(&said);
}

static void
test_new(struct geo *g)
{
	struct buf a = made_polygon(g, "(0 0),(1 0),(1 1),(0 1)");
	struct buf tie = made_polygon(g, "(0 0),(2 2),(2 0),(0 2)");
	struct buf line = made_shape(g, "{\"paths\":[[(0 0),(9 9)]]}");
	struct buf none = { 0 };
	const struct buf *twice[] = { &a, &a }, *of_line[] = { &line },
			 *of_none[] = { &none, &tie };
	const int64_t same[] = { 7, 7 }, other[] = { 7, 8 };
	struct cover *c = NULL;
	struct err err = { 0 };
	int64_t id = 0;

	ok(cover_new(g, twice, same, 2, &c, &err) == -1 &&
		strstr(err.msg, "area 7 is there twice") != NULL,
	    "an id twice: %s", err.msg);
	ok(cover_new(g, of_line, same, 1, &c, &err) == -1 &&
		strstr(err.msg, "area 7: no polygon") != NULL,
	    "a line as area: %s", err.msg);
	ok(c == NULL, "nothing is made of them");
	ok(cover_new(g, of_none, other, 2, &c, &err) == 0,
	    "an empty area and a broken one");
	ok(cover_point(c, MADE_X + 1.5, MADE_Y + 1, &id) == 1 && id == 8,
	    "of which one is mended");
	cover_free(c);
	ok(cover_new(g, of_none, other, 0, &c, &err) == 0 &&
		cover_point(c, MADE_X, MADE_Y, &id) == 0,
	    "no areas: every point lies in none");
	cover_free(c);
	cover_free(NULL);
	buf_free(&a);
	buf_free(&tie);
	buf_free(&line);
}

static int
say_overlap(void *arg, int64_t id, double metres)
{
	buf_putf(arg, " %d:%.4g", (int)id, metres);
	return 0;
}

/* Parts as " id:area", and the whole. */
static void
test_overlap(struct geo *g, struct cover *c)
{
	static const struct {
		const char *name, *sketch, *parts;
		double whole;
	} cases[] = {
		{ "one that stayed",
		    "{\"rings\":[[(0 0),(0 10),(10 10),(10 0)]]}", " 10:100",
		    100 },
		{ "one over two, the larger part first",
		    "{\"rings\":[[(8 2),(8 4),(24 4),(24 2)]]}", " 11:20 10:4",
		    32 },
		{ "a sliver in another is passed over",
		    "{\"rings\":[[(9.9 0),(9.9 10),(20 10),(20 0)]]}",
		    " 11:100", 101 },
		{ "one around a hole",
		    "{\"rings\":[[(43 3),(43 7),(47 7),(47 3)]]}", " 20:12",
		    16 },
		{ "one beside all areas",
		    "{\"rings\":[[(20 2),(20 4),(24 4),(24 2)]]}", "", 8 },
		{ "a line", "{\"paths\":[[(1 1),(4 5)]]}", "", 0 },
		{ "nothing", "null", "", 0 },
	};
	struct buf said = { 0 }, wkb;
	struct err err = { 0 };
	double whole;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wkb = made_shape(g, cases[i].sketch);
		buf_clear(&said);
		ok(cover_overlap(
		       c, &wkb, 0.01, &whole, say_overlap, &said, &err) == 0,
		    "%s %s", cases[i].name, err.msg);
		is_str(buf_str(&said), cases[i].parts, cases[i].name);
		ok(fabs(whole - cases[i].whole) < 1e-6, "its size (%g)", whole);
		buf_free(&wkb);
	}
	buf_free(&said);
}

int
main(void)
{
	struct err err = { 0 };
	struct geo *g = geo_new(&err);
	struct cover *c;

	if (!ok(g != NULL, "GEOS and PROJ start %s", err.msg))
		return done_testing();
	c = make_cover(g);
	if (c != NULL) {
		test_points(c);
		test_shapes(g, c);
		test_ends(g, c);
		test_overlap(g, c);
		test_neighbours(c);
	}
	cover_free(c);
	test_new(g);
	geo_free(g);
	return done_testing();
}
