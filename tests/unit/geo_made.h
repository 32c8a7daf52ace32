/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geo_made: shapes for the tests of geo, drawn on a sheet whose corner lies
 * at RD 100000, 400000, so that figures stay small enough to work out by
 * hand.
 */
#ifndef TESTS_GEO_MADE_H
#define TESTS_GEO_MADE_H

#include "geo/shape.h"
#include "tap.h"

#define MADE_X 100000.0
#define MADE_Y 400000.0

/* JSON in which (x y) stands for a position on the sheet. */
__attribute__((unused)) static void
made_json(const char *sketch, struct buf *out)
{
	double x, y;
	int n;

	buf_clear(out);
	for (; *sketch != '\0'; sketch++) {
		if (sscanf(sketch, "(%lf %lf)%n", &x, &y, &n) == 2) {
			buf_putf(out, "[%.10g,%.10g]", MADE_X + x, MADE_Y + y);
			sketch += n - 1;
		} else {
			buf_putc(out, *sketch);
		}
	}
}

/* A shape out of a sketch of it, see made_json; ends the test when it is
 * none. The caller frees. */
__attribute__((unused)) static struct buf
made_shape(struct geo *g, const char *sketch)
{
	struct buf json = { 0 }, wkb = { 0 };
	struct err err = { 0 };

	made_json(sketch, &json);
	if (shape_parse(g, json.data, json.len, CRS_RD, &wkb, &err) != 0) {
		ok(false, "%s: %s", sketch, err.msg);
		exit(1);
	}
	buf_free(&json);
	return wkb;
}

/* A polygon of one ring: "(0 0),(1 0),(1 1)". */
__attribute__((unused)) static struct buf
made_polygon(struct geo *g, const char *corners)
{
	struct buf sketch = { 0 }, wkb;

	buf_putf(
	    &sketch, "{\"type\":\"Polygon\",\"coordinates\":[[%s]]}", corners);
	wkb = made_shape(g, sketch.data);
	buf_free(&sketch);
	return wkb;
}

struct made_size {
	double area, length;
	size_t points;
};

__attribute__((unused)) static struct made_size
made_size(struct geo *g, const struct buf *wkb)
{
	struct made_size s = { NAN, NAN, 0 };
	struct err err = { 0 };

	if (shape_measure(g, wkb, &s.area, &s.length, &s.points, &err) != 0)
		ok(false, "measure: %s", err.msg);
	return s;
}

#endif
