/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_geo: points into areas. The areas are as many as the Netherlands has
 * buurten, side by side, of 128 corners each; the floor is the same points
 * and the same machinery with no more than the boxes around them.
 */
#include "bench.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "geo/shape.h"

#define COLUMNS 122
#define EDGE 32 /* corners on an edge */
#define CELL 1000.0
#define POINTS 100000
#define WEST 100000.0
#define SOUTH 400000.0

struct box {
	double x0, y0, x1, y1;
};

/* A number from -1 to 1, always the same one for the same seed. */
static double
chance(uint64_t seed)
{
	seed = (seed + 1) * 0x9e3779b97f4a7c15u;
	seed ^= seed >> 31;
	seed *= 0xbf58476d1ce4e5b9u;
	seed ^= seed >> 29;
	return (double)(seed >> 11) / (double)(1ull << 52) - 1;
}

/* Where four areas meet: not quite at the crossing of the grid. The next year
 * one in fifty lies somewhere else. */
static void
crossing(int x, int y, bool next, double at[2])
{
	uint64_t seed = (uint64_t)(x * 1000 + y);

	if (next && chance(seed + 700000) > 0.96)
		seed += 9000000;
	at[0] = WEST + x * CELL + chance(seed) * CELL / 5;
	at[1] = SOUTH + y * CELL + chance(seed + 500000) * CELL / 5;
}

/* Corner i of the edge that runs to the right of (or up from) a crossing:
 * a little off the straight line, the same for both areas beside it. The next
 * year one edge in ten was drawn anew. */
static void
put_corner(struct buf *json, int x, int y, bool up, int i, bool next)
{
	uint64_t edge = (uint64_t)(x * 1000 + y) * 2 + up;
	uint64_t seed = edge * 64 + (uint64_t)i;
	double from[2], to[2], off, part = (double)i / EDGE;

	if (next && chance(edge + 30000000) > 0.8)
		seed += 60000000;
	crossing(x, y, next, from);
	crossing(up ? x : x + 1, up ? y + 1 : y, next, to);
	off = i % EDGE == 0 ? 0 : chance(seed + 1000000) * CELL / 100;
	buf_putf(json, ",[%.3f,%.3f]",
	    from[0] + part * (to[0] - from[0]) + (up ? off : 0),
	    from[1] + part * (to[1] - from[1]) + (up ? 0 : off));
}

static const char head[] = "{\"type\":\"Polygon\",\"coordinates\":[[";

static void
end_area(struct buf *json)
{
	buf_puts(json, "]]}");
	json->data[sizeof(head) - 1] = ' '; /* the comma before the first */
}

static void
put_area(struct buf *json, int x, int y, bool next)
{
	buf_clear(json);
	buf_puts(json, head);
	for (int i = 0; i < EDGE; i++)
		put_corner(json, x, y, false, i, next);
	for (int i = 0; i < EDGE; i++)
		put_corner(json, x + 1, y, true, i, next);
	for (int i = EDGE; i > 0; i--)
		put_corner(json, x, y + 1, false, i, next);
	for (int i = EDGE; i > 0; i--)
		put_corner(json, x, y, true, i, next);
	end_area(json);
}

/* The lower or upper half of two areas side by side: each is made of a part of
 * both. */
static void
put_half(struct buf *json, int x, int y, bool upper)
{
	const int edge = upper ? y + 1 : y;

	buf_clear(json);
	buf_puts(json, head);
	if (upper)
		put_corner(json, x, y, true, EDGE / 2, true);
	for (int i = 0; !upper && i < 2 * EDGE; i++)
		put_corner(json, x + i / EDGE, edge, false, i % EDGE, true);
	for (int i = upper ? EDGE / 2 : 0; i <= (upper ? EDGE : EDGE / 2); i++)
		put_corner(json, x + 2, y, true, i, true);
	for (int i = 2 * EDGE - 1; upper && i > 0; i--)
		put_corner(json, x + i / EDGE, edge, false, i % EDGE, true);
	for (int i = upper ? EDGE : EDGE / 2; i >= (upper ? EDGE / 2 : 0); i--)
		put_corner(json, x, y, true, i, true);
	end_area(json);
}

void
bench_area(struct buf *json, int i)
{
	put_area(json, i % COLUMNS, i / COLUMNS, false);
}

void
bench_area_next(struct buf *json, int i)
{
	const int x = i % COLUMNS, y = i / COLUMNS;
	const int left = x % 2 == 0 ? x : x - 1;

	if (left + 1 < COLUMNS && chance((uint64_t)(left * 1000 + y)) > 0.96)
		put_half(json, left, y, x != left);
	else
		put_area(json, x, y, true);
}

static int
widen(void *arg, const double *xy, size_t n, bool hole)
{
	struct box *b = arg;

	(void)hole;
	for (size_t i = 0; i < n; i++) {
		b->x0 = xy[2 * i] < b->x0 ? xy[2 * i] : b->x0;
		b->x1 = xy[2 * i] > b->x1 ? xy[2 * i] : b->x1;
		b->y0 = xy[2 * i + 1] < b->y0 ? xy[2 * i + 1] : b->y0;
		b->y1 = xy[2 * i + 1] > b->y1 ? xy[2 * i + 1] : b->y1;
	}
	return 0;
}

/* A cover of shapes, and the points against it. */
static void
measure(struct geo *g, const struct buf *const list[], const int64_t ids[],
    const double *xy, const char *making, const char *asking)
{
	double start = when_ticks();
	struct cover *c = NULL;
	struct err err = { 0 };
	size_t inside = 0;
	int64_t id;

	if (cover_new(g, list, ids, BENCH_AREAS, &c, &err) != 0)
		bench_die(&err);
	bench_print(making, when_ticks() - start);
	start = when_ticks();
	for (size_t i = 0; i < POINTS; i++)
		inside += (size_t)cover_point(c, xy[2 * i], xy[2 * i + 1], &id);
	bench_print(asking, when_ticks() - start);
	bench_print("geo_inside", (double)inside);
	cover_free(c);
}

static int
count_border(void *arg, int64_t a, int64_t b, double metres)
{
	size_t *n = arg;

	(void)a;
	(void)b;
	(void)metres;
	*n += 1;
	return 0;
}

/* Which areas share a border. */
static void
measure_borders(
    struct geo *g, const struct buf *const list[], const int64_t ids[])
{
	double start = when_ticks();
	struct cover *c = NULL;
	struct err err = { 0 };
	size_t n = 0;

	if (cover_new(g, list, ids, BENCH_AREAS, &c, &err) != 0 ||
	    cover_neighbours(c, 1.0, count_border, &n, &err) != 0)
		bench_die(&err);
	bench_print("geo_borders", when_ticks() - start);
	bench_print("geo_pairs", (double)n);
	cover_free(c);
}

/* The box around a shape, as a shape. */
static void
box_around(struct geo *g, const struct buf *shape, struct buf *out)
{
	struct box b = { DBL_MAX, DBL_MAX, -DBL_MAX, -DBL_MAX };
	struct buf json = { 0 };
	struct err err = { 0 };

	shape_rings(g, shape, widen, &b, &err);
	buf_putf(&json, "{\"rings\":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}", b.x0,
	    b.y0, b.x0, b.y1, b.x1, b.y1, b.x1, b.y0);
	if (shape_parse(g, json.data, json.len, CRS_RD, out, &err) != 0)
		bench_die(&err);
	buf_free(&json);
}

int
bench_geo(char **argv)
{
	struct buf *shapes = mem_new(2 * BENCH_AREAS, sizeof(*shapes)),
		   json = { 0 };
	struct buf *boxes = shapes + BENCH_AREAS;
	const struct buf **list =
	    mem_new(2 * BENCH_AREAS, sizeof(struct buf *));
	int64_t *ids = mem_new(BENCH_AREAS, sizeof(*ids));
	double *xy = mem_new(POINTS, 2 * sizeof(*xy));
	double start, bytes = 0, parse = 0;
	struct err err = { 0 };
	struct geo *g = geo_new(&err);

	(void)argv;
	if (g == NULL)
		bench_die(&err);
	for (int i = 0; i < BENCH_AREAS; i++) {
		bench_area(&json, i);
		start = when_ticks();
		if (shape_parse(
			g, json.data, json.len, CRS_RD, &shapes[i], &err) != 0)
			bench_die(&err);
		parse += when_ticks() - start;
		bytes += (double)json.len;
		box_around(g, &shapes[i], &boxes[i]);
		list[i] = &shapes[i];
		list[BENCH_AREAS + i] = &boxes[i];
		ids[i] = i;
	}
	for (size_t i = 0; i < POINTS; i++) {
		xy[2 * i] = WEST + (chance(2 * i) + 1) / 2 * COLUMNS * CELL;
		xy[2 * i + 1] = SOUTH +
		    (chance(2 * i + 1) + 1) / 2 * BENCH_AREAS / COLUMNS * CELL;
	}
	bench_print("geo_parse_mb", bytes / parse / 1e6);
	measure(g, list + BENCH_AREAS, ids, xy, "geo_floor_cover", "geo_floor");
	measure(g, list, ids, xy, "geo_cover", "geo_points");
	measure_borders(g, list, ids);
	bench_print("geo_memory", bench_memory());
	geo_free(g);
	for (size_t i = 0; i < 2 * BENCH_AREAS; i++)
		buf_free(&shapes[i]);
	buf_free(&json);
	free(xy);
	free(ids);
	free(list);
	free(shapes);
	return 0;
}
