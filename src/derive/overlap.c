/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap: weights from the boundaries of one vintage to those of another. An
 * area is its land; one that has no land is its water.
 */
#include "derive/overlap.h"

#include <stdlib.h>

#include "base/mem.h"
#include "geo/shape.h"

#define LEAST 0.005 /* of the old area: below this a border drawn anew */
#define COVERED 0.5 /* of the old area, at least */

struct sheet { /* shapes of one vintage and level */
	struct buf *shapes;
	int64_t *ids; /* area * 2, and one more for its water */
	size_t n, cap, capids;
};

struct crossing_made {
	struct sheet *old;
	struct cover *cover; /* of the newer areas */
	struct crossing_part *parts;
	size_t n, cap;
	size_t first; /* of the area that is being made */
	int64_t area;
};

static int
take_boundary(void *arg, const struct boundary *b, struct err *err)
{
	struct sheet *m = arg;

	(void)err;
	MEM_PUSH(m->ids, m->n, m->capids);
	MEM_PUSH(m->shapes, m->n, m->cap);
	m->shapes[m->n] = (struct buf){ 0 };
	buf_put(&m->shapes[m->n], b->wkb, b->len);
	m->ids[m->n++] = b->area * 2 + b->water;
	return 0;
}

static void
sheet_free(struct sheet *m)
{
	for (size_t i = 0; i < m->n; i++)
		buf_free(&m->shapes[i]);
	free(m->shapes);
	free(m->ids);
}

/* Square metres for now; land and water of a new area are one. */
static int
take_part(void *arg, int64_t id, double metres)
{
	struct crossing_made *m = arg;

	for (size_t i = m->first; i < m->n; i++)
		if (m->parts[i].other == id / 2) {
			m->parts[i].weight += metres;
			return 0;
		}
	MEM_PUSH(m->parts, m->n, m->cap);
	m->parts[m->n++] = (struct crossing_part){ m->area, id / 2, metres };
	return 0;
}

/* From square metres to parts of 1; what is too little goes. */
static void
finish_area(struct crossing_made *m, double ground)
{
	size_t n = m->first;
	double all = 0.0;

	for (size_t i = m->first; i < m->n; i++)
		if (m->parts[i].weight >= LEAST * ground) {
			all += m->parts[i].weight;
			m->parts[n++] = m->parts[i];
		}
	if (all < COVERED * ground)
		n = m->first;
	for (size_t i = m->first; i < n; i++)
		m->parts[i].weight /= all;
	m->n = n;
}

static int
cross_area(struct crossing_made *m, size_t at, struct err *err)
{
	double ground = 0.0;

	m->first = m->n;
	m->area = m->old->ids[at] / 2;
	if (cover_overlap(m->cover, &m->old->shapes[at], LEAST / 2, &ground,
		take_part, m, err) == -1)
		return -1;
	finish_area(m, ground);
	return 0;
}

static int
cross(struct store *s, struct geo *geo, const struct crossing_pair *pair,
    uint64_t *weights, struct err *err)
{
	struct sheet old = { 0 }, new = { 0 };
	struct crossing_made m = { .old = &old };
	const struct buf **shapes = NULL;
	int rc = -1;

	if (store_boundaries(
		s, pair->from, pair->level, take_boundary, &old, err) == -1 ||
	    store_boundaries(
		s, pair->to, pair->level, take_boundary, &new, err) == -1)
		goto done;
	shapes = mem_new(new.n + 1, sizeof(*shapes));
	for (size_t i = 0; i < new.n; i++)
		shapes[i] = &new.shapes[i];
	if (cover_new(geo, shapes, new.ids, new.n, &m.cover, err) == -1)
		goto done;
	for (size_t i = 0; i < old.n; i++) {
		/* Land comes before water. */
		if (i > 0 && old.ids[i] / 2 == old.ids[i - 1] / 2)
			continue;
		if (cross_area(&m, i, err) == -1)
			goto done;
	}
	rc = store_put_overlap(s, pair, m.parts, m.n, err);
	if (rc == 0)
		*weights += m.n;
done:
	if (rc == -1)
		err_ctx(err, "overlap of %s %d and %d",
		    area_level_name(pair->level), pair->from, pair->to);
	cover_free(m.cover);
	sheet_free(&old);
	sheet_free(&new);
	free(m.parts);
	free(shapes);
	return rc;
}

int
derive_overlap(struct store *s, uint64_t *weights, struct err *err)
{
	struct crossing_pair *due = NULL;
	struct geo *geo = NULL;
	size_t n = 0;
	int rc = 0;

	*weights = 0;
	if (store_overlap_due(s, &due, &n, err) == -1)
		return -1;
	if (n > 0) {
		geo = geo_new(err);
		rc = geo == NULL ? -1 : 0;
	}
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = cross(s, geo, &due[i], weights, err);
	geo_free(geo);
	free(due);
	return rc;
}
