/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * neighbours: which areas share a border, from their boundaries. An area is
 * its land and its water together.
 */
#include "derive/neighbours.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/shape.h"
#include "store/neighbour.h"

struct map_sheet { /* the shapes of one vintage and level */
	struct buf *shapes;
	int64_t *ids; /* area * 2, and one more for its water */
	size_t n, cap, capids;
	struct border *borders;
	size_t nborders, capborders;
};

static int
take_boundary(void *arg, const struct boundary *b, struct err *err)
{
	struct map_sheet *m = arg;

	(void)err;
	MEM_PUSH(m->ids, m->n, m->capids);
	MEM_PUSH(m->shapes, m->n, m->cap);
	m->shapes[m->n] = (struct buf){ 0 };
	buf_put(&m->shapes[m->n], b->wkb, b->len);
	m->ids[m->n++] = b->area * 2 + b->water;
	return 0;
}

static int
take_border(void *arg, int64_t a, int64_t b, double metres)
{
	struct map_sheet *m = arg;
	const int64_t low = a / 2 < b / 2 ? a / 2 : b / 2;
	const int64_t high = a / 2 < b / 2 ? b / 2 : a / 2;

	if (low == high) /* its own land and water */
		return 0;
	MEM_PUSH(m->borders, m->nborders, m->capborders);
	m->borders[m->nborders++] = (struct border){ low, high, metres };
	return 0;
}

static int
by_ids(const void *a, const void *b)
{
	const struct border *x = a, *y = b;

	if (x->area != y->area)
		return x->area < y->area ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

/* Land along land and water along water: one border. */
static void
join_borders(struct map_sheet *m)
{
	size_t n = 0;

	if (m->nborders > 1)
		qsort(m->borders, m->nborders, sizeof(*m->borders), by_ids);
	for (size_t i = 0; i < m->nborders; i++)
		if (n > 0 && by_ids(&m->borders[n - 1], &m->borders[i]) == 0)
			m->borders[n - 1].metres += m->borders[i].metres;
		else
			m->borders[n++] = m->borders[i];
	m->nborders = n;
}

static int
one_set(struct store *s, struct geo *geo, const struct border_set *set,
    uint64_t *pairs, struct err *err)
{
	const struct buf **shapes = NULL;
	struct map_sheet m = { 0 };
	struct cover *cover = NULL;
	int rc = -1;

	if (store_boundaries(
		s, set->year, set->level, take_boundary, &m, err) == -1)
		goto done;
	shapes = mem_new(m.n + 1, sizeof(*shapes));
	for (size_t i = 0; i < m.n; i++)
		shapes[i] = &m.shapes[i];
	if (cover_new(geo, shapes, m.ids, m.n, &cover, err) == -1 ||
	    cover_neighbours(cover, NEIGHBOUR_LEAST, take_border, &m, err) ==
		-1)
		goto done;
	join_borders(&m);
	rc = store_put_borders(s, m.borders, m.nborders, err);
	if (rc == 0)
		*pairs += m.nborders;
done:
	if (rc == -1)
		err_ctx(err, "neighbours of %s %d", area_level_name(set->level),
		    set->year);
	cover_free(cover);
	for (size_t i = 0; i < m.n; i++)
		buf_free(&m.shapes[i]);
	free(m.shapes);
	free(m.ids);
	free(m.borders);
	free(shapes);
	return rc;
}

int
derive_neighbours(struct store *s, uint64_t *pairs, struct err *err)
{
	struct border_set *due = NULL;
	struct geo *geo = NULL;
	size_t n = 0;
	int rc = 0;

	*pairs = 0;
	if (store_borders_due(s, &due, &n, err) == -1)
		return -1;
	if (n > 0) {
		geo = geo_new(err);
		rc = geo == NULL ? -1 : 0;
	}
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = one_set(s, geo, &due[i], pairs, err);
	geo_free(geo);
	free(due);
	return rc;
}
