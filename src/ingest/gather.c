/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gather: codes and names of areas out of rows.
 */
#include "ingest/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"

struct gathering {
	struct areas *areas;
	struct map known; /* code to index */
	int64_t rows;
	int year;
};

/* A longer name is the fuller one; the code itself is none. */
static void
take_name(struct area *a, const char *name)
{
	char *trimmed;

	if (name == NULL)
		return;
	trimmed = text_trimmed(name);
	if (trimmed[0] != '\0' &&
	    (strcmp(a->name, a->code) == 0 ||
		text_chars(trimmed) > text_chars(a->name))) {
		free(a->name);
		a->name = trimmed;
		return;
	}
	free(trimmed);
}

static int
take_row(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct gathering *g = arg;
	struct area a = { .year = g->year };
	int64_t at;

	(void)number, (void)err;
	g->rows++;
	if (map_gets(&g->known, row->area, &at)) {
		if (row->name != NULL)
			take_name(&g->areas->items[at], row->name);
		return 0;
	}
	if (area_code(row->area, strlen(row->area), a.code, &a.level) == -1)
		return 0; /* the reader counts and names these */
	a.name = mem_str(a.code);
	area_parent(a.code, a.parent);
	area_municipality(a.code, a.municipality);
	take_name(&a, row->name);
	MEM_PUSH(g->areas->items, g->areas->n, g->areas->cap);
	map_puts(&g->known, a.code, (int64_t)g->areas->n);
	g->areas->items[g->areas->n++] = a;
	return 0;
}

static int
by_code(const void *a, const void *b)
{
	return strcmp(
	    ((const struct area *)a)->code, ((const struct area *)b)->code);
}

int
areas_gather(const struct walk *w, struct table_meta *meta, struct err *err)
{
	struct gathering g = { .areas = &meta->areas, .year = meta->area_year };
	int rc = rows_walk(w, take_row, &g, NULL, err);

	map_free(&g.known);
	if (rc == -1)
		return -1;
	if (meta->areas.n == 0)
		return err_set(err, ERR_INPUT,
		    "not one row is about a gemeente, wijk or buurt: check "
		    "which column holds the code of the area");
	qsort(meta->areas.items, meta->areas.n, sizeof(*meta->areas.items),
	    by_code);
	if (meta->rows < 0)
		meta->rows = g.rows;
	return 0;
}
