/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ground: areas with their shapes, ready to find things in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "own.h"

struct gathering { /* shapes of one level */
	struct ground *ground;
	const struct areas *all; /* that are meant */
	struct map at;		 /* code to index in all */
	struct buf *shapes;
	int64_t *ids;
	size_t n, cap, capids;
	size_t last; /* index in all of the newest area; else all->n */
};

static void
add_area(struct gathering *g, size_t at)
{
	struct areas *list = &g->ground->areas;
	const struct area *a = &g->all->items[at];

	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n] = *a;
	list->items[list->n].name = mem_str(a->name);
	list->n++;
	g->ground->land =
	    mem_grow(g->ground->land, list->n, sizeof(*g->ground->land));
	g->ground->land[list->n - 1] = 0;
	g->last = at;
}

/* Boundaries come by code, land before water. */
static int
take_boundary(void *arg, const struct boundary *b, struct err *err)
{
	struct gathering *g = arg;
	struct ground *ground = g->ground;
	double area = 0, length;
	size_t points;
	int64_t at;

	if (!map_gets(&g->at, b->code, &at))
		return 0;
	if (g->last != (size_t)at)
		add_area(g, (size_t)at);
	MEM_PUSH(g->shapes, g->n, g->cap);
	g->shapes[g->n] = (struct buf){ 0 };
	buf_put(&g->shapes[g->n], b->wkb, b->len);
	MEM_PUSH(g->ids, g->n, g->capids);
	g->ids[g->n] = (int64_t)(ground->areas.n - 1) * 2 + b->water;
	g->n++;
	if (b->water)
		return 0;
	if (shape_measure(ground->geo, &g->shapes[g->n - 1], &area, &length,
		&points, err) == -1)
		return err_ctx(err, "%s", b->code);
	ground->land[ground->areas.n - 1] = area;
	return 0;
}

static int
open_level(struct store *s, struct gathering *g, enum area_level level,
    struct err *err)
{
	struct ground *ground = g->ground;
	const struct buf **shapes = NULL;
	int rc = -1;

	g->last = g->all->n;
	if (store_boundaries(s, ground->year, level, take_boundary, g, err) ==
	    -1)
		goto done;
	rc = 0;
	if (g->n == 0)
		goto done;
	shapes = mem_new(g->n, sizeof(*shapes));
	for (size_t i = 0; i < g->n; i++)
		shapes[i] = &g->shapes[i];
	rc = cover_new(ground->geo, shapes, g->ids, g->n,
	    &ground->covers[level], err);
	ground->finest = level;
done:
	for (size_t i = 0; i < g->n; i++)
		buf_free(&g->shapes[i]);
	g->n = 0;
	free(shapes);
	return rc;
}

static int
find_areas(struct store *s, int year, const struct strings *within,
    struct areas *out, struct err *err)
{
	for (size_t i = 0; i < within->n; i++) {
		const char *code = within->items[i];
		struct area_filter filter = { .year = year,
			.level = -1,
			.within = strcmp(code, "NL00") == 0 ? NULL : code };

		if (store_areas(s, &filter, out, err) == -1)
			return -1;
	}
	return 0;
}

int
ground_open(struct store *s, int year, const struct strings *within,
    struct ground *out, struct err *err)
{
	struct areas all = { 0 };
	struct gathering g = { .ground = out, .all = &all };
	int rc = -1;

	out->year = year;
	out->geo = geo_new(err);
	if (out->geo == NULL || find_areas(s, year, within, &all, err) == -1)
		goto done;
	for (size_t i = 0; i < all.n; i++)
		map_puts(&g.at, all.items[i].code, (int64_t)i);
	for (int level = LEVEL_GEMEENTE; level <= LEVEL_BUURT; level++)
		if (open_level(s, &g, (enum area_level)level, err) == -1)
			goto done;
	rc = 0;
done:
	free(g.shapes);
	free(g.ids);
	map_free(&g.at);
	areas_free(&all);
	return rc;
}

void
ground_close(struct ground *g)
{
	for (int i = 0; i < LEVELS; i++)
		cover_free(g->covers[i]);
	areas_free(&g->areas);
	free(g->land);
	geo_free(g->geo);
	memset(g, 0, sizeof(*g));
}
