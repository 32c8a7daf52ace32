/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a geometry: the first says the system, the rest is JSON. What
 * is read is mended, simplified, drawn and cut by itself and by the halves of
 * a plane; pieces must add up to the whole.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char west[] =
    "{\"type\":\"Polygon\",\"coordinates\":[[[-90000,"
    "260000],[150000,260000],[150000,890000],[-90000,890000]]]}";
static const char east[] = "{\"rings\":[[[150000,260000],[150000,890000],"
			   "[340000,890000],[340000,260000]]]}";

static int
see_ring(void *arg, const double *xy, size_t n, bool hole)
{
	(void)arg;
	(void)hole;
	if (n < 4 || xy[0] != xy[2 * n - 2] || xy[1] != xy[2 * n - 1])
		abort();
	return 0;
}

static int
add_part(void *arg, const struct cover_part *p)
{
	struct cover_part *sum = arg;

	if (!(p->count >= 0) || !(p->length >= 0) || !(p->area >= 0))
		abort();
	sum->count += p->count;
	sum->length += p->length;
	sum->area += p->area;
	return 0;
}

/* Over the areas of a cover, every part of the shape is found once. Lines
 * that run over themselves may come to less than their length. */
static void
add_up(struct cover *c, struct geo *g, const struct buf *wkb)
{
	struct cover_part sum = { 0 };
	struct err err = { 0 };
	double area, length;
	size_t points;

	if (shape_measure(g, wkb, &area, &length, &points, &err) != 0)
		abort();
	if (cover_shape(c, wkb, add_part, &sum, &err) != 0) {
		if (err.msg[0] == '\0')
			abort();
		return;
	}
	if (fabs(sum.area - area) > 1 + area * 1e-6 ||
	    sum.length > length + 1 + length * 1e-6)
		abort();
	if (wkb->len > 0 && sum.count < 1)
		abort();
}

static void
use(struct geo *g, struct cover *halves, struct buf *wkb)
{
	const struct buf *itself[] = { wkb };
	const int64_t ids[] = { 1 };
	struct buf thin = { 0 };
	struct cover *own = NULL;
	struct err err = { 0 };
	double x, y;
	int64_t id;

	if (shape_rings(g, wkb, see_ring, NULL, &err) != 0)
		abort();
	add_up(halves, g, wkb);
	buf_put(&thin, wkb->data, wkb->len);
	if (shape_simplify(g, &thin, 1, 100, &err) != 0 ||
	    shape_rings(g, &thin, see_ring, NULL, &err) != 0)
		abort();
	if (cover_new(g, itself, ids, 1, &own, &err) == 0) {
		add_up(own, g, wkb);
		if (shape_inside(g, wkb, &x, &y, &err) == 0)
			cover_point(own, x, y, &id);
	}
	cover_free(own);
	buf_free(&thin);
}

static struct cover *
make_halves(struct geo *g)
{
	struct buf a = { 0 }, b = { 0 };
	const struct buf *list[] = { &a, &b };
	const int64_t ids[] = { 1, 2 };
	struct cover *c = NULL;
	struct err err = { 0 };

	if (shape_parse(g, west, strlen(west), CRS_RD, &a, &err) != 0 ||
	    shape_parse(g, east, strlen(east), CRS_RD, &b, &err) != 0 ||
	    cover_new(g, list, ids, 2, &c, &err) != 0)
		abort();
	buf_free(&a);
	buf_free(&b);
	return c;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct geo *g; /* once: starting PROJ takes a millisecond */
	static struct cover *halves;
	struct buf wkb = { 0 };
	struct err err = { 0 };
	bool mended;

	if (g == NULL) {
		g = geo_new(&err);
		if (g == NULL)
			abort();
		halves = make_halves(g);
	}
	if (size < 1 || size > 1 << 16)
		return 0;
	if (shape_parse(g, (const char *)data + 1, size - 1,
		(enum shape_crs)(data[0] % 4), &wkb, &err) == 0 &&
	    shape_mend(g, &wkb, &mended, &err) == 0)
		use(g, halves, &wkb);
	else if (err.msg[0] == '\0')
		abort();
	buf_free(&wkb);
	return 0;
}
