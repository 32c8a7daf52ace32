/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * esri: points, paths and rings as ArcGIS writes them. Its polygons are a
 * heap of rings: those that run clockwise are outlines, the others are holes,
 * and which hole is in which outline is left to the reader.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/reader.h"

/* Steps spent on finding out which hole lies where: enough for thousands of
 * holes in a detailed shape, and little enough to end within seconds. */
#define STEPS 400000000u

struct ring {
	const double *xy;
	size_t from, n; /* pairs in the reader; corners */
	double
	    area; /* clockwise: an outline. 0 may be one that crosses itself */
	double box[4]; /* x0, y0, x1, y1 */
	size_t owner;  /* of a hole: its outline; of an outline: itself */
	size_t holes;  /* of an outline */
};

struct rings {
	struct ring *items;
	size_t n, cap, outlines;
	uint64_t steps;
};

int
esri_points(struct reader *r)
{
	r->n = 0;
	if (reader_line(r) != 0)
		return -1;
	if (r->n == 0)
		return 0;
	wkb_head(r->wkb, WKB_MULTIPOINT);
	wkb_count(r->wkb, r->n);
	for (size_t i = 0; i < r->n; i++) {
		wkb_head(r->wkb, WKB_POINT);
		wkb_pairs(r->wkb, r->xy + 2 * i, 1);
	}
	return 1;
}

int
esri_paths(struct reader *r)
{
	size_t start = r->wkb->len, n = 0, count;
	bool first = true;

	if (reader_open(r, "paths is no array") != 0)
		return -1;
	wkb_head(r->wkb, WKB_MULTILINE);
	count = r->wkb->len;
	wkb_count(r->wkb, 0);
	while (reader_item(r, &first)) {
		r->n = 0;
		if (reader_line(r) != 0)
			return -1;
		r->lost += r->n == 1;
		if (r->n < 2)
			continue;
		wkb_head(r->wkb, WKB_LINE);
		wkb_count(r->wkb, r->n);
		wkb_pairs(r->wkb, r->xy, r->n);
		n++;
	}
	if (n == 0)
		r->wkb->len = start;
	else
		wkb_recount(r->wkb, count, n);
	return n > 0;
}

/* Area and box, about the first corner so that no digits are lost. */
static void
measure_ring(struct ring *ring)
{
	const double *p = ring->xy, *q;
	double x0 = p[0], y0 = p[1], twice = 0;

	ring->box[0] = ring->box[2] = x0;
	ring->box[1] = ring->box[3] = y0;
	for (size_t i = 0; i < ring->n; i++, p += 2) {
		q = i + 1 < ring->n ? p + 2 : ring->xy;
		twice += (q[0] - x0) * (p[1] - y0) - (p[0] - x0) * (q[1] - y0);
		if (p[0] < ring->box[0])
			ring->box[0] = p[0];
		if (p[0] > ring->box[2])
			ring->box[2] = p[0];
		if (p[1] < ring->box[1])
			ring->box[1] = p[1];
		if (p[1] > ring->box[3])
			ring->box[3] = p[1];
	}
	ring->area = twice / 2;
}

/* 1 inside, 0 on the ring, -1 outside: crossings of a ray to the right. */
static int
locate(const struct ring *ring, double x, double y)
{
	const double *p = ring->xy + 2 * (ring->n - 1), *q = ring->xy;
	bool in = false;
	double cross;

	for (size_t i = 0; i < ring->n; i++, p = q, q += 2) {
		if (x == q[0] && y == q[1])
			return 0;
		if (y == p[1] && y == q[1] && (x > p[0]) != (x > q[0]))
			return 0;
		if ((p[1] > y) == (q[1] > y))
			continue;
		cross = (q[0] - p[0]) * (y - p[1]) - (x - p[0]) * (q[1] - p[1]);
		if (cross == 0)
			return 0;
		if ((cross > 0) == (q[1] > p[1]))
			in = !in;
	}
	return in ? 1 : -1;
}

/* Whether a hole lies in an outline: by the first of its corners that is not
 * on the outline. */
static bool
holds(struct rings *s, const struct ring *outline, const struct ring *hole)
{
	int where;

	if (hole->box[0] < outline->box[0] || hole->box[1] < outline->box[1] ||
	    hole->box[2] > outline->box[2] || hole->box[3] > outline->box[3])
		return false;
	for (size_t i = 0; i < hole->n && s->steps < STEPS; i++) {
		s->steps += outline->n;
		where = locate(outline, hole->xy[2 * i], hole->xy[2 * i + 1]);
		if (where != 0)
			return where > 0;
	}
	return true;
}

/* Each hole to the smallest outline around it. One in no outline is taken as
 * an outline itself, drawn the wrong way round. */
static int
find_owners(struct rings *s, struct err *err)
{
	struct ring *hole, *outline, *best;

	for (size_t i = 0; i < s->n; i++) {
		hole = &s->items[i];
		hole->owner = i;
		if (hole->area >= 0)
			continue;
		best = NULL;
		for (size_t k = 0; k < s->n && s->steps < STEPS; k++) {
			s->steps++;
			outline = &s->items[k];
			if (outline->area < 0 ||
			    (best != NULL && best->area <= outline->area))
				continue;
			if (holds(s, outline, hole)) {
				best = outline;
				hole->owner = k;
			}
		}
		if (s->steps >= STEPS)
			return err_set(err, ERR_INPUT,
			    "a polygon of %zu rings "
			    "that lie too far into each other",
			    s->n);
		if (best != NULL)
			best->holes++;
		else
			s->outlines++;
	}
	return 0;
}

static int
by_owner(const void *a, const void *b)
{
	const struct ring *p = a, *q = b;

	if (p->owner != q->owner)
		return p->owner < q->owner ? -1 : 1;
	/* The outline first, the holes as they came. */
	if ((p->holes == SIZE_MAX) != (q->holes == SIZE_MAX))
		return p->holes != SIZE_MAX ? -1 : 1;
	return p->from < q->from ? -1 : p->from > q->from;
}

static void
write_rings(struct reader *r, struct rings *s)
{
	size_t holes;

	for (size_t i = 0; i < s->n; i++)
		if (s->items[i].owner != i)
			s->items[i].holes = SIZE_MAX; /* marks a hole */
	qsort(s->items, s->n, sizeof(*s->items), by_owner);
	wkb_head(r->wkb, WKB_MULTIPOLYGON);
	wkb_count(r->wkb, s->outlines);
	for (size_t i = 0; i < s->n; i++) {
		holes = s->items[i].holes;
		if (holes != SIZE_MAX) {
			wkb_head(r->wkb, WKB_POLYGON);
			wkb_count(r->wkb, holes + 1);
		}
		reader_ring(r, s->items[i].xy, s->items[i].n);
	}
}

int
esri_rings(struct reader *r)
{
	struct rings s = { 0 };
	struct ring *ring;
	bool first = true;
	size_t from;
	int rc = -1;

	r->n = 0;
	if (reader_open(r, "rings is no array") != 0)
		return -1;
	while (reader_item(r, &first)) {
		from = r->n;
		if (reader_line(r) != 0)
			goto done;
		MEM_PUSH(s.items, s.n, s.cap);
		s.items[s.n++] =
		    (struct ring){ .from = from, .n = r->n - from };
	}
	from = s.n;
	s.n = 0;
	for (size_t i = 0; i < from; i++) {
		ring = &s.items[s.n];
		*ring = s.items[i];
		if (ring->n == 0)
			continue;
		ring->xy = r->xy + 2 * ring->from;
		ring->n = reader_corners(ring->xy, ring->n);
		r->lost += ring->n < 3;
		if (ring->n < 3)
			continue;
		measure_ring(ring);
		s.outlines += ring->area >= 0;
		s.n++;
	}
	if (find_owners(&s, r->err) != 0)
		goto done;
	if (s.n > 0)
		write_rings(r, &s);
	rc = s.n > 0;
done:
	free(s.items);
	return rc;
}
