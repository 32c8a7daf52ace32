/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Weights by overlap: two squares of a kilometre, of which the border moves a
 * quarter, and one that is drawn a metre elsewhere.
 */
#include "derive/overlap.h"
#include "geo/shape.h"
#include "store_made.h"

static struct geo *geo;

static void
bail(const struct err *err)
{
	printf("Bail out! %s\n", err->msg);
	exit(99);
}

/* Corners in kilometres. */
static void
square(double x, double y, double w, double h, struct buf *wkb)
{
	const double l = 80000 + x * 1000, r = l + w * 1000;
	const double b = 450000 + y * 1000, t = b + h * 1000;
	char *json = mem_fmt("{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],"
			     "[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}",
	    l, b, r, b, r, t, l, t, l, b);
	struct err err = { 0 };

	buf_clear(wkb);
	if (shape_parse(geo, json, strlen(json), CRS_RD, wkb, &err) == -1)
		bail(&err);
	free(json);
}

struct drawn {
	const char *code;
	double x, y, w, h;
	bool water;
};

static void
put_areas(struct store *s, const char *table, int year, const char *stamp,
    const struct drawn list[], size_t n)
{
	struct load_tally none = { { 0 }, { 0 }, { 0 }, { 0 } };
	uint64_t texts = 0, changed = 0;
	unsigned char seen[16] = { 0 };
	char changes[16] = { 0 };
	struct load_end e = { &none, &texts, seen, changes, NULL, 0 };
	struct source src = made_source();
	struct table_meta m = { 0 };
	char *id = mem_fmt("%s.%s", table, stamp);
	struct load_run run = { .id = id, .table = table, .ended = 1700000060 };
	struct buf wkb = { 0 };
	struct err err = { 0 };
	struct load *l = NULL;
	size_t at = 0;

	m.id = mem_str(table);
	m.title = mem_str("Grenzen");
	m.area_year = year;
	for (size_t i = 0; i < n; i++)
		if (!list[i].water)
			made_area(&m, list[i].code, list[i].code);
	if (store_load_begin(s, &src, &run, &m, &l, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < n; i++) {
		square(list[i].x, list[i].y, list[i].w, list[i].h, &wkb);
		if (store_load_boundary(l, list[i].water ? at - 1 : at,
			list[i].water, wkb.data, wkb.len, &err) == -1)
			bail(&err);
		at += !list[i].water;
	}
	if (store_load_end(l, &e, &changed, &err) == -1)
		bail(&err);
	buf_free(&wkb);
	table_meta_clear(&m);
	free(id);
}

static char *
weights(struct store *s)
{
	return made_ask(s,
	    "SELECT group_concat(code || '>' || other || ' ' || "
	    "round(weight, 3), ', ') FROM (SELECT * FROM crosswalks "
	    "WHERE basis = 'overlap' ORDER BY year, code, other)");
}

static const struct drawn older[] = {
	{ "BU06030001", 0, 0, 1, 1, false },
	{ "BU06030002", 1, 0, 1, 1, false },
	{ "BU06030003", 0, 1, 1, 1, false },
	{ "BU06030004", 5, 5, 1, 1, false },
};
static const struct drawn newer[] = {
	{ "BU06030001", 0, 0, 0.75, 1, false },
	{ "BU06030002", 0.75, 0, 1, 1, false },
	{ "BU06030002", 1.75, 0, 0.25, 1, true },
	{ "BU06030009", 0.001, 1, 1, 1, false },
};

int
main(void)
{
	char *dir = made_dir(), *got;
	struct store *s = made_store(dir);
	struct err err = { 0 };
	uint64_t n = 0;

	geo = geo_new(&err);
	if (geo == NULL)
		bail(&err);
	put_areas(s, "A", 2022, "20260101T000000Z", older, 4);
	ok(derive_overlap(s, &n, &err) == 0 && n == 0, "one year: nothing");
	put_areas(s, "B", 2023, "20260101T000000Z", newer, 4);
	ok(derive_overlap(s, &n, &err) == 0, "two years: %s", err.msg);
	got = weights(s);
	is_str(got,
	    "BU06030001>BU06030001 0.75, BU06030001>BU06030002 0.25, "
	    "BU06030002>BU06030002 1.0, BU06030003>BU06030009 1.0",
	    "a quarter moved, a metre is none, what is nowhere has none");
	free(got);
	ok(derive_overlap(s, &n, &err) == 0 && n == 0, "once is enough");
	put_areas(s, "B", 2023, "20260201T000000Z", newer, 2);
	got = weights(s);
	is_str(got, "NULL", "new boundaries take them away");
	free(got);
	ok(derive_overlap(s, &n, &err) == 0 && n == 3, "and are crossed anew");
	geo_free(geo);
	made_end(s, dir);
	done_testing();
}
