/* SPDX-License-Identifier: EUPL-1.2 */
/* Fewer corners: what is shared stays shared, and nothing vanishes. */
#include "geo_made.h"

static int
count(void *arg, const double *xy, size_t n, bool hole)
{
	(void)xy;
	(void)hole;
	*(size_t *)arg += n;
	return 0;
}

static size_t
corners(struct geo *g, const struct buf *wkb)
{
	struct err err = { 0 };
	size_t n = 0;

	ok(shape_rings(g, wkb, count, &n, &err) == 0, "it has rings %s",
	    err.msg);
	return n;
}

static int
inside(void *arg, const struct cover_part *p)
{
	if (p->id >= 0)
		*(double *)arg += p->area;
	return 0;
}

/* The area of all shapes added up, and that of the ground they cover: the
 * same when none lies over another. */
static void
check_overlap(struct geo *g, struct buf *list, size_t n, double *sum)
{
	const struct buf **shapes = malloc(n * sizeof(*shapes));
	int64_t *ids = malloc(n * sizeof(*ids));
	struct buf all = made_polygon(
	    g, "(-9999 -9999),(9999 -9999),(9999 9999),(-9999 9999)");
	struct cover *c = NULL;
	struct err err = { 0 };
	double ground = 0, least = INFINITY, area;
	bool mended, any = false;

	*sum = 0;
	for (size_t i = 0; i < n; i++) {
		shapes[i] = &list[i];
		ids[i] = (int64_t)i;
		area = made_size(g, &list[i]).area;
		*sum += area;
		least = fmin(least, area);
		any = shape_mend(g, &list[i], &mended, &err) != 0 || mended ||
		    any;
	}
	ok(least > 0, "no area is gone (least %g)", least);
	ok(!any, "none crosses itself %s", err.msg);
	ok(cover_new(g, shapes, ids, n, &c, &err) == 0 &&
		cover_shape(c, &all, inside, &ground, &err) == 0,
	    "the ground they cover %s", err.msg);
	is_near(ground, *sum, 1e-3, "none lies over another");
	cover_free(c);
	buf_free(&all);
	free(ids);
	free(shapes);
}

/* Two squares of 10 by 10 with a border that wavers by half a metre. */
static void
test_border(struct geo *g)
{
	struct err err = { 0 };
	struct buf list[2];
	double sum;

	list[0] = made_polygon(g,
	    "(0 0),(10 0),(10.5 2),(9.8 4),(10.2 6),"
	    "(10 8),(10 10),(0 10)");
	list[1] = made_polygon(g,
	    "(20 10),(10 10),(10 8),(10.2 6),(9.8 4),"
	    "(10.5 2),(10 0),(20 0)");
	ok(shape_simplify(g, list, 2, 0.05, &err) == 0, "5 cm %s", err.msg);
	ok(corners(g, &list[0]) == 9 && corners(g, &list[1]) == 9,
	    "is too little to lose a corner");
	ok(shape_simplify(g, list, 2, 1, &err) == 0, "1 m %s", err.msg);
	ok(corners(g, &list[0]) == 5 && corners(g, &list[1]) == 5,
	    "leaves squares");
	is_near(made_size(g, &list[0]).area, 100, 1e-6, "the left one");
	is_near(made_size(g, &list[1]).area, 100, 1e-6, "the right one");
	check_overlap(g, list, 2, &sum);
	buf_free(&list[0]);
	buf_free(&list[1]);
}

/* A corner that stands out by 3 m. */
static void
test_tolerance(struct geo *g)
{
	struct err err = { 0 };
	struct buf wkb = made_polygon(g,
	    "(0 0),(50 -3),(100 0),(100 100),"
	    "(0 100)");

	ok(shape_simplify(g, &wkb, 1, 2.99, &err) == 0 && corners(g, &wkb) == 6,
	    "stays at 2.99 m");
	ok(shape_simplify(g, &wkb, 1, 3.01, &err) == 0 && corners(g, &wkb) == 5,
	    "goes at 3.01 m");
	is_near(made_size(g, &wkb).area, 10000, 1e-6, "a square is left");
	buf_free(&wkb);
	/* Steps of 1 m that together bend by 10 m: each could go by itself. */
	wkb = made_polygon(g,
	    "(0 0),(10 -3.6),(20 -6.4),(30 -8.4),(40 -9.6),"
	    "(50 -10),(60 -9.6),(70 -8.4),(80 -6.4),(90 -3.6),(100 0),"
	    "(100 100),(0 100)");
	ok(shape_simplify(g, &wkb, 1, 5, &err) == 0, "an arch");
	/* 660 m2 by trapezoids, of which a strip of 5 m may go. */
	ok(made_size(g, &wkb).area > 10000 + 660 - 500, "keeps its height: %g",
	    made_size(g, &wkb).area);
	buf_free(&wkb);
}

/* A tolerance of far more than the shapes themselves. */
static void
test_vanish(struct geo *g)
{
	struct err err = { 0 };
	struct buf list[3];
	double sum;

	/* A lens between two halves of a square. */
	list[1] = made_polygon(g, "(0 5),(5 6),(10 5),(5 4)");
	list[0] = made_polygon(g, "(0 0),(10 0),(10 5),(5 4),(0 5)");
	list[2] = made_polygon(g, "(0 5),(5 6),(10 5),(10 10),(0 10)");
	ok(shape_simplify(g, list, 3, 1e6, &err) == 0, "a lens %s", err.msg);
	check_overlap(g, list, 3, &sum);
	for (int i = 0; i < 3; i++)
		buf_free(&list[i]);
	/* An island, and the ring of land around its lake. */
	list[0] = made_shape(g,
	    "{\"type\":\"Polygon\",\"coordinates\":["
	    "[(0 0),(20 0),(20 20),(0 20)],"
	    "[(12 8),(12 12),(10 13),(8 12),(7 10),(8 8),(10 7)]]}");
	list[1] = made_polygon(g,
	    "(7 10),(8 12),(10 13),(12 12),(12 8),"
	    "(10 7),(8 8)");
	ok(shape_simplify(g, list, 2, 10, &err) == 0, "an island %s", err.msg);
	check_overlap(g, list, 2, &sum);
	is_near(sum, 400, 1e-6, "fills its lake");
	ok(corners(g, &list[1]) == 4, "as a triangle");
	buf_free(&list[0]);
	buf_free(&list[1]);
}

/* An islet in a bay: the bay may not be closed over it. */
static void
test_bay(struct geo *g)
{
	struct err err = { 0 };
	struct buf list[2];
	double sum;

	list[0] = made_polygon(g,
	    "(0 0),(100 0),(100 50),(60 50),(50 20),"
	    "(40 50),(0 50)");
	list[1] = made_polygon(g, "(49 40),(51 40),(50 45)");
	ok(shape_simplify(g, list, 2, 35, &err) == 0, "a bay %s", err.msg);
	check_overlap(g, list, 2, &sum);
	is_near(made_size(g, &list[1]).area, 5, 1e-6, "the islet is as it was");
	buf_free(&list[1]);
	ok(shape_simplify(g, list, 1, 35, &err) == 0, "without the islet");
	is_near(made_size(g, &list[0]).area, 5000, 1e-6, "it closes");
	buf_free(&list[0]);
}

/* Numbers between -1 and 1 that are the same every time. */
static double
chance(unsigned int *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return (double)(*seed >> 8) / (1 << 23) - 1;
}

#define SIDE 6	 /* areas on a side */
#define STEPS 16 /* corners on an edge */
#define CELL 100

/* Corner i of an edge, in x and y of the grid, wavering across the edge; the
 * ends are shared and waver with the place. */
static void
edge_corner(struct buf *out, int x, int y, bool up, int i)
{
	int at = up ? y * STEPS + i : x * STEPS + i;
	int line = up ? x : y;
	unsigned int seed = (unsigned int)(at * 131 + line * 31337 + up * 7);
	double along = (double)at * CELL / STEPS, off;

	if (at % STEPS == 0)
		seed = (unsigned int)((up ? x : at / STEPS) * 77 +
		    (up ? at / STEPS : y) * 991);
	chance(&seed);
	off = 3 * chance(&seed);
	if (at % STEPS == 0)
		buf_putf(out, ",(%.6f %.6f)", (up ? x * CELL : along) + off,
		    (up ? along : y * CELL) + off);
	else
		buf_putf(out, ",(%.6f %.6f)", up ? line * CELL + off : along,
		    up ? along : line * CELL + off);
}

/* The edge of w by h cells from x, y, against the clock, without the comma
 * that it begins with. */
static void
outline(struct buf *out, int x, int y, int n)
{
	size_t from = out->len;

	for (int i = 0; i < n * STEPS; i++)
		edge_corner(out, x, y, false, i);
	for (int i = 0; i < n * STEPS; i++)
		edge_corner(out, x + n, y, true, i);
	for (int i = n * STEPS; i > 0; i--)
		edge_corner(out, x, y + n, false, i);
	for (int i = n * STEPS; i > 0; i--)
		edge_corner(out, x, y, true, i);
	out->data[from] = ' ';
}

/* A frame of 1000 by 1000 with 36 crooked areas in it: together they are the
 * square they were, so there are no gaps when there are no overlaps. */
static void
test_many(struct geo *g)
{
	static const double tolerances[] = { 0.5, 2, 5, 20 };
	struct buf sketch = { 0 }, list[SIDE * SIDE + 1];
	struct err err = { 0 };
	size_t n = 0, before = SIZE_MAX, now;
	double sum;

	buf_puts(&sketch,
	    "{\"type\":\"Polygon\",\"coordinates\":["
	    "[(-200 -200),(800 -200),(800 800),(-200 800)],[");
	outline(&sketch, 0, 0, SIDE);
	buf_puts(&sketch, "]]}");
	list[n++] = made_shape(g, sketch.data);
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			buf_clear(&sketch);
			outline(&sketch, x, y, 1);
			list[n++] = made_polygon(g, sketch.data);
		}
	for (size_t k = 0; k < 4; k++) {
		ok(shape_simplify(g, list, n, tolerances[k], &err) == 0,
		    "many, %g m %s", tolerances[k], err.msg);
		check_overlap(g, list, n, &sum);
		is_near(sum, 1e6, 1e-3, "there are no gaps");
		now = 0;
		for (size_t i = 0; i < n; i++)
			shape_rings(g, &list[i], count, &now, &err);
		ok(now < before, "fewer corners: %zu", now);
		before = now;
	}
	ok(before < 6 * n, "a few for each area");
	for (size_t i = 0; i < n; i++)
		buf_free(&list[i]);
	buf_free(&sketch);
}

/* A polygon whose only ring is four times the same place. */
static void
one_place(struct buf *wkb)
{
	const double xy[2] = { MADE_X, MADE_Y };
	const uint32_t type = 3, rings = 1, pairs = 4, one = 1;

	buf_putc(wkb, *(const char *)&one == 1);
	buf_put(wkb, &type, sizeof(type));
	buf_put(wkb, &rings, sizeof(rings));
	buf_put(wkb, &pairs, sizeof(pairs));
	for (int i = 0; i < 4; i++)
		buf_put(wkb, xy, sizeof(xy));
}

static void
test_others(struct geo *g)
{
	struct err err = { 0 };
	struct buf list[4] = { { 0 } }, same = { 0 };
	struct made_size s;

	list[0] = made_shape(g, "{\"paths\":[[(0 0),(1 0.1),(2 0)]]}");
	buf_put(&same, list[0].data, list[0].len);
	list[2] = made_shape(g,
	    "{\"type\":\"GeometryCollection\","
	    "\"geometries\":[{\"x\":100000,\"y\":400000},{\"rings\":"
	    "[[(0 0),(0 9),(4 9.1),(9 9),(9 0)]]}]}");
	one_place(&list[3]);
	ok(shape_simplify(g, list, 4, 1, &err) == 0, "all kinds %s", err.msg);
	ok(list[0].len == same.len &&
		memcmp(list[0].data, same.data, same.len) == 0,
	    "a line stays as it is");
	ok(list[1].len == 0, "nothing stays nothing");
	s = made_size(g, &list[2]);
	ok(s.points == 1 && fabs(s.area - 81) < 1e-6,
	    "a collection keeps its point");
	ok(made_size(g, &list[3]).area == 0, "a ring of one place can be read");
	buf_clear(&list[1]);
	buf_puts(&list[1], "no shape");
	buf_clear(&same);
	buf_put(&same, list[2].data, list[2].len);
	ok(shape_simplify(g, list, 4, 1e3, &err) == -1, "no shape: %s",
	    err.msg);
	ok(list[2].len == same.len &&
		memcmp(list[2].data, same.data, same.len) == 0,
	    "and nothing is changed");
	for (int i = 0; i < 4; i++)
		buf_free(&list[i]);
	buf_free(&same);
}

int
main(void)
{
	struct err err = { 0 };
	struct geo *g = geo_new(&err);

	if (!ok(g != NULL, "GEOS and PROJ start %s", err.msg))
		return done_testing();
	test_border(g);
	test_tolerance(g);
	test_vanish(g);
	test_bay(g);
	test_many(g);
	test_others(g);
	geo_free(g);
	return done_testing();
}
