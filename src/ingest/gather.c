/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gather: codes and names of areas out of rows.
 */
#include "ingest/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

const char gather_none[] =
    "not one row is about a gemeente, wijk or buurt: check which column "
    "holds the code of the area";

/* A longer name is the fuller one; the code itself is none. Whether it was
 * taken. */
static bool
take_name(struct area *a, const char *name)
{
	char *trimmed;

	/* Mostly it is the one of the row before. */
	if (name == NULL || strcmp(name, a->name) == 0)
		return false;
	trimmed = text_trimmed(name);
	if (trimmed[0] != '\0' &&
	    (strcmp(a->name, a->code) == 0 ||
		text_chars(trimmed) > text_chars(a->name))) {
		free(a->name);
		a->name = trimmed;
		return true;
	}
	free(trimmed);
	return false;
}

static void
put_news(struct gather *g, size_t at)
{
	if (g->listed[at])
		return;
	g->listed[at] = 1;
	MEM_PUSH(g->news, g->nnews, g->capnews);
	g->news[g->nnews++] = at;
}

int64_t
gather_meet(struct gather *g, const struct row *row)
{
	struct area a = { .year = g->year };
	int64_t at;

	if (map_gets(&g->known, row->area, &at)) {
		if (take_name(&g->areas.items[at], row->name))
			put_news(g, (size_t)at);
		return at;
	}
	if (area_code(row->area, strlen(row->area), a.code, &a.level) == -1)
		return -1;
	a.name = mem_str(a.code);
	area_parent(a.code, a.parent);
	area_municipality(a.code, a.municipality);
	take_name(&a, row->name);
	MEM_PUSH(g->listed, g->areas.n, g->caplisted);
	g->listed[g->areas.n] = 0;
	MEM_PUSH(g->areas.items, g->areas.n, g->areas.cap);
	at = (int64_t)g->areas.n++;
	g->areas.items[at] = a;
	map_puts(&g->known, a.code, at);
	put_news(g, (size_t)at);
	return at;
}

void
gather_told(struct gather *g)
{
	for (size_t i = 0; i < g->nnews; i++)
		g->listed[g->news[i]] = 0;
	g->nnews = 0;
}

void
gather_clear(struct gather *g)
{
	areas_free(&g->areas);
	map_free(&g->known);
	free(g->news);
	free(g->listed);
	memset(g, 0, sizeof(*g));
}

struct gathering {
	struct gather gather;
	int64_t rows;
};

static int
take_row(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct gathering *g = arg;

	(void)number, (void)err;
	g->rows++;
	gather_meet(&g->gather, row);
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
	struct gathering g = { .gather.year = meta->area_year };
	int rc = -1;

	if (rows_walk(w, take_row, &g, NULL, err) == -1)
		goto done;
	if (g.gather.areas.n == 0) {
		err_set(err, ERR_INPUT, "%s", gather_none);
		goto done;
	}
	meta->areas = g.gather.areas;
	g.gather.areas = (struct areas){ 0 };
	qsort(meta->areas.items, meta->areas.n, sizeof(*meta->areas.items),
	    by_code);
	if (meta->rows < 0)
		meta->rows = g.rows;
	rc = 0;
done:
	gather_clear(&g.gather);
	return rc;
}
