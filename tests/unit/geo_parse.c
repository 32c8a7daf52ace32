/* SPDX-License-Identifier: EUPL-1.2 */
/* GeoJSON and Esri JSON to shapes; what is broken, hostile or too much. */
#include "geo_made.h"

#define PI 3.14159265358979323846

#define GEO(type, coordinates)                                                 \
	"{\"type\":\"" type "\",\"coordinates\":" coordinates "}"

static void
test_sizes(struct geo *g)
{
	static const struct {
		const char *name, *sketch;
		double area, length;
		size_t points;
	} shapes[] = {
		{ "a point", GEO("Point", "(1 2)"), 0, 0, 1 },
		{ "three points", GEO("MultiPoint", "[(1 2),(3 4),(1 2)]"), 0,
		    0, 3 },
		{ "a line of 3 and 4", GEO("LineString", "[(0 0),(3 0),(3 4)]"),
		    0, 7, 0 },
		{ "two lines",
		    GEO("MultiLineString", "[[(0 0),(3 4)],[(0 0),(0 2)]]"), 0,
		    7, 0 },
		{ "a triangle", GEO("Polygon", "[[(0 0),(4 0),(0 3),(0 0)]]"),
		    6, 12, 0 },
		{ "a triangle that is not closed",
		    GEO("Polygon", "[[(0 0),(4 0),(0 3)]]"), 6, 12, 0 },
		{ "a square with a hole",
		    GEO("Polygon",
			"[[(0 0),(4 0),(4 4),(0 4),(0 0)],"
			"[(1 1),(1 2),(2 2),(2 1),(1 1)]]"),
		    15, 20, 0 },
		{ "two squares",
		    GEO("MultiPolygon",
			"[[[(0 0),(1 0),(1 1),(0 1),(0 0)]],"
			"[[(5 0),(7 0),(7 2),(5 2),(5 0)]]]"),
		    5, 12, 0 },
		{ "heights and measures",
		    "{\"coordinates\":[[100000,400000,7],"
		    "[100000,400003,null,2]],\"bbox\":[1,2],"
		    "\"type\":\"LineString\"}",
		    0, 3, 0 },
		{ "a collection",
		    "{\"type\":\"GeometryCollection\","
		    "\"geometries\":[null," GEO("Point", "(0 0)") "," GEO(
			"Polygon", "[[(0 0),(1 0),(1 1),(0 1),(0 0)]]") "]}",
		    1, 4, 1 },
		{ "a hole of two corners is none",
		    GEO("Polygon",
			"[[(0 0),(2 0),(2 2),(0 2),(0 0)],[(1 1),(1 2),(1 "
			"1)]]"),
		    4, 8, 0 },
		{ "nor has a lost outline holes",
		    GEO("MultiPolygon",
			"[[[(9 9),(9 8)],[(0 0),(9 0),(9 9)]],"
			"[[(0 0),(1 0),(1 1),(0 1),(0 0)]]]"),
		    1, 4, 0 },
		{ "an Esri point",
		    "{\"x\":100001,\"y\":400002,\"z\":\"NaN\","
		    "\"spatialReference\":{\"wkid\":28992}}",
		    0, 0, 1 },
		{ "Esri points", "{\"points\":[(1 1),(2 2)]}", 0, 0, 2 },
		{ "Esri paths",
		    "{\"hasZ\":true,\"paths\":[[(0 0),(3 4)],"
		    "[(9 9),(9 8)]]}",
		    0, 6, 0 },
	};
	struct made_size s;
	struct buf wkb;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		wkb = made_shape(g, shapes[i].sketch);
		s = made_size(g, &wkb);
		ok(fabs(s.area - shapes[i].area) < 1e-6 &&
			fabs(s.length - shapes[i].length) < 1e-6 &&
			s.points == shapes[i].points,
		    "%s: %g m2, %g m, %zu points", shapes[i].name, s.area,
		    s.length, s.points);
		buf_free(&wkb);
	}
}

/* Esri: outlines run clockwise, holes against it, in any order. */
static void
test_rings(struct geo *g)
{
#define SQUARE_9 "[(0 0),(0 9),(9 9),(9 0),(0 0)]"
#define HOLE_7 "[(1 1),(8 1),(8 8),(1 8),(1 1)]"
#define ISLAND_5 "[(2 2),(2 7),(7 7),(7 2),(2 2)]"
#define HOLE_3 "[(3 3),(6 3),(6 6),(3 6),(3 3)]"
#define AWAY_2 "[(20 0),(20 2),(22 2),(22 0),(20 0)]"
	static const struct {
		const char *name, *rings;
		double area;
	} cases[] = {
		{ "an outline", SQUARE_9, 81 },
		{ "an outline drawn the wrong way round", HOLE_7, 49 },
		{ "a hole", SQUARE_9 "," HOLE_7, 81 - 49 },
		{ "a hole before its outline", HOLE_7 "," SQUARE_9, 81 - 49 },
		{ "an island in a hole, with a hole of its own",
		    HOLE_3 "," ISLAND_5 "," SQUARE_9 "," HOLE_7,
		    81 - 49 + 25 - 9 },
		{ "a hole in the right one of two",
		    AWAY_2 "," HOLE_7 "," SQUARE_9, 4 + 81 - 49 },
		{ "a hole that touches its outline",
		    SQUARE_9 ",[(0 0),(5 2),(2 5),(0 0)]", 81 - 10.5 },
		{ "a hole in nothing is land", AWAY_2 "," HOLE_7, 4 + 49 },
		{ "rings of no area", SQUARE_9 ",[(1 1),(2 2),(1 1)],[]", 81 },
	};
	struct buf sketch = { 0 }, wkb;
	bool mended = true;
	struct err err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&sketch);
		buf_putf(&sketch, "{\"rings\":[%s]}", cases[i].rings);
		wkb = made_shape(g, sketch.data);
		is_near(made_size(g, &wkb).area, cases[i].area, 1e-6,
		    cases[i].name);
		ok(shape_mend(g, &wkb, &mended, &err) == 0 && !mended,
		    "and it needs no mending");
		buf_free(&wkb);
	}
	buf_free(&sketch);
}

static void
test_nothing(struct geo *g)
{
	static const char *const empties[] = { "null", " null ",
		GEO("Point", "[]"), GEO("Polygon", "[]"),
		GEO("MultiPolygon", "[]"), GEO("MultiPolygon", "[[],[[]]]"),
		GEO("LineString", "[]"), GEO("Polygon", "null"),
		"{\"type\":\"GeometryCollection\",\"geometries\":[null]}",
		"{\"x\":null,\"y\":null}", "{\"x\":\"NaN\",\"y\":\"NaN\"}",
		"{\"points\":[]}", "{\"paths\":[]}", "{\"rings\":[]}",
		"{\"rings\":[[]]}" };
	struct made_size s;
	bool mended;
	struct err err = { 0 };
	double x, y;

	for (size_t i = 0; i < sizeof(empties) / sizeof(empties[0]); i++) {
		struct buf wkb = { 0 };

		buf_puts(&wkb, "what was there");
		ok(shape_parse(g, empties[i], strlen(empties[i]), CRS_RD, &wkb,
		       &err) == 0 &&
			wkb.len == 0,
		    "nothing: %s %s", empties[i], err.msg);
		s = made_size(g, &wkb);
		ok(s.area == 0 && s.length == 0 && s.points == 0 &&
			shape_mend(g, &wkb, &mended, &err) == 0 && !mended &&
			shape_inside(g, &wkb, &x, &y, &err) == -1,
		    "has no size");
		buf_free(&wkb);
	}
}

static void
test_broken(struct geo *g)
{
	static const struct {
		const char *sketch, *says;
	} cases[] = {
		{ "", "no object" },
		{ "7", "no object" },
		{ "[1,2]", "no object" },
		{ "nul", "cannot be read" },
		{ "{", "expected a string" },
		{ "{}", "neither GeoJSON" },
		{ "{\"type\":\"Feature\",\"geometry\":null}", "type Feature" },
		{ "{\"type\":7}", "type is no text" },
		{ "{\"type\":\"Point\"}", "no coordinates" },
		{ GEO("Point", "(1 2)") "x", "something follows" },
		{ GEO("Point", "(1 2)") ",", "something follows" },
		{ GEO("Point", "7"), "array of numbers" },
		{ GEO("Point", "[1]"), "fewer than 2" },
		{ GEO("Point", "[\"1\",\"2\"]"), "array of numbers" },
		{ GEO("Point", "[100000,null]"), "array of numbers" },
		{ GEO("Point", "[1,2,3,4,5]"), "more than 4" },
		{ GEO("Point", "[1e999,2]"), "no place" },
		{ GEO("Point", "[100000,400000"), "expected ',' or ']'" },
		{ GEO("LineString", "(1 2)"), "array of numbers" },
		{ GEO("LineString", "[(1 2)]"), "fewer than two points" },
		{ GEO("Polygon", "[(1 2),(2 2),(3 3)]"), "array of numbers" },
		{ GEO("Polygon", "[[(1 2),(2 2),(1 2)]]"), "three corners" },
		{ GEO("Polygon", "{\"0\":1}"), "array of rings" },
		{ GEO("MultiPolygon", "[[[[[(1 2)]]]]]"), "array of numbers" },
		{ "{\"type\":\"GeometryCollection\"}", "without geometries" },
		{ "{\"type\":\"GeometryCollection\",\"geometries\":[7]}",
		    "no object" },
		{ "{\"x\":1}", "no y" },
		{ "{\"x\":\"1\",\"y\":\"2\"}", "are numbers" },
		{ "{\"rings\":7}", "no array" },
		{ "{\"rings\":[[(1 1),(2 2),(1 1)]]}", "three corners" },
		{ "{\"curveRings\":[]}", "returnTrueCurves" },
	};
	struct buf json = { 0 }, wkb = { 0 };
	struct err err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = (struct err){ 0 };
		made_json(cases[i].sketch, &json);
		ok(shape_parse(
		       g, buf_str(&json), json.len, CRS_RD, &wkb, &err) == -1 &&
			err.code == ERR_INPUT &&
			strstr(err.msg, cases[i].says) != NULL,
		    "broken: %s (%s)", cases[i].sketch, err.msg);
	}
	ok(wkb.data == NULL && wkb.len == 0, "nothing is left of them");
	buf_free(&json);
}

/* count times the same text between two others; what is said of it. */
static void
test_limit(struct geo *g, const char *name, const char *head, const char *again,
    size_t count, const char *tail, const char *says)
{
	struct buf json = { 0 }, wkb = { 0 };
	struct err err = { 0 };

	buf_puts(&json, head);
	for (size_t i = 0; i < count; i++)
		buf_puts(&json, again);
	buf_puts(&json, tail);
	ok(shape_parse(g, json.data, json.len, CRS_RD, &wkb, &err) == -1 &&
		strstr(err.msg, says) != NULL,
	    "%s: %s", name, err.msg);
	buf_free(&json);
	buf_free(&wkb);
}

static void
test_limits(struct geo *g)
{
	test_limit(g, "nesting", "{\"type\":\"Polygon\",\"coordinates\":", "[",
	    100000, "", "nested too deep");
	test_limit(g, "nesting elsewhere", "{\"a\":", "{\"a\":", 100000, "",
	    "nested too deep");
	test_limit(g, "collections", "",
	    "{\"type\":\"GeometryCollection\",\"geometries\":[", 6,
	    "{\"x\":100000,\"y\":400000}]}]}]}]}]}]}", "nested too deep");
	test_limit(g, "coordinates",
	    "{\"type\":\"LineString\",\"coordinates\":"
	    "[[100000,400000]",
	    ",[100000,400000]", 2000000, "]}", "more than 2000000 coordinates");
	test_limit(g, "parts",
	    "{\"type\":\"MultiPoint\",\"coordinates\":"
	    "[[100000,400000]",
	    ",[100000,400000]", 100000, "]}", "more than 100000 parts");
	/* Outlines in which every hole has to be looked for. */
	test_limit(g, "rings in rings", "{\"rings\":[[]",
	    ",[[100000,400000],[100000,400009],[100009,400000]]"
	    ",[[100000,400000],[100009,400000],[100000,400009]]",
	    40000, "]}", "too far into each other");
}

static int
count(void *arg, const double *xy, size_t n, bool hole)
{
	(void)xy;
	(void)hole;
	*(size_t *)arg += n;
	return 0;
}

/* A municipality in full detail: no limit in the way. */
static void
test_large(struct geo *g)
{
	struct buf json = { 0 }, wkb = { 0 };
	struct err err = { 0 };
	size_t n = 0;

	buf_puts(&json, "{\"type\":\"Polygon\",\"coordinates\":[[");
	for (int i = 0; i < 100000; i++)
		buf_putf(&json, "%s[%.15f,%.14f]", i > 0 ? "," : "",
		    5.3 + 0.1 * cos(i * 2 * PI / 100000),
		    52.1 + 0.1 * sin(i * 2 * PI / 100000));
	buf_puts(&json, "]]}");
	ok(shape_parse(g, json.data, json.len, CRS_WGS84, &wkb, &err) == 0,
	    "a ring of 100,000 corners %s", err.msg);
	ok(shape_rings(g, &wkb, count, &n, &err) == 0 && n == 100001,
	    "all %zu of them", n);
	/* An ellipse: pi * a * b, at 68.5 and 111.3 km to the degree. */
	is_near(
	    made_size(g, &wkb).area / (PI * 6850 * 11130), 1, 0.01, "its area");
	buf_free(&json);
	buf_free(&wkb);
}

int
main(void)
{
	struct err err = { 0 };
	struct geo *g = geo_new(&err);

	if (!ok(g != NULL, "GEOS and PROJ start %s", err.msg))
		return done_testing();
	test_sizes(g);
	test_rings(g);
	test_nothing(g);
	test_broken(g);
	test_limits(g);
	test_large(g);
	geo_free(g);
	return done_testing();
}
