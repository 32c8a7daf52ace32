/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which areas share a border: squares of a kilometre, one of them half
 * water, one of another gemeente, two that only meet in a corner.
 *
 *      0     1     2     3 km
 *    2 +-----+--+~~+-----+   01, 02: bottom   11, 12: top
 *      | 11  |12|~~|     |   12: half of it water
 *    1 +-----+--+~~+ GM  |   0518: next to it
 *      | 01  | 02  |0518 |
 *    0 +-----+-----+-----+
 */
#include "derive/neighbours.h"
#include "geo/shape.h"
#include "store/neighbour.h"
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

static void
derive(struct store *s, uint64_t want, const char *name)
{
	struct err err = { 0 };
	uint64_t pairs = 0;

	ok(derive_neighbours(s, &pairs, &err) == 0, "%s: %s", name, err.msg);
	ok(pairs == want, "  %llu pairs", (unsigned long long)pairs);
}

static const struct drawn first[] = {
	{ "GM0603", 0, 0, 2, 2, false },
	{ "BU06030001", 0, 0, 1, 1, false },
	{ "BU06030002", 1, 0, 1, 1, false },
	{ "BU06030111", 0, 1, 1, 1, false },
	{ "BU06030112", 1, 1, 0.5, 1, false },
	{ "BU06030112", 1.5, 1, 0.5, 1, true },
};
static const struct drawn second[] = {
	{ "GM0518", 2, 0, 1, 2, false },
	{ "BU05180001", 2, 0, 1, 2, false },
};

static void
test_reading(struct store *s)
{
	struct border *list = NULL;
	struct err err = { 0 };
	char *id = made_ask(s,
	    "SELECT id FROM area WHERE code = 'BU06030002'"
	    " AND year = 2024");
	size_t n = 0;

	ok(store_borders(s, atoll(id), &list, &n, &err) == 0, "around 02");
	ok(n == 3, "  three: %zu", n);
	for (size_t i = 0; i < n; i++)
		is_near(list[i].metres, 1000, 1e-6, "of a kilometre");
	free(list);
	ok(store_borders(s, 999999, &list, &n, &err) == 0 && n == 0,
	    "none around nothing");
	free(list);
	free(id);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct err err = { 0 };

	geo = geo_new(&err);
	if (geo == NULL)
		bail(&err);
	derive(s, 0, "no boundaries");
	put_areas(s, "a", 2024, "20260101T000000Z", first, 6);
	derive(s, 4, "one gemeente");
	is_answer(s,
	    "SELECT group_concat(substr(code, 5) || ' ' || substr(other, 5) ||"
	    " ' ' || CAST(round(metres) AS INTEGER), ', ') FROM (SELECT * FROM"
	    " neighbours WHERE code < other ORDER BY code, other)",
	    "030001 030002 1000, 030001 030111 1000, 030002 030112 1000, "
	    "030111 030112 1000",
	    "corners are no border, land and water are one area");
	derive(s, 0, "nothing new");
	put_areas(s, "b", 2024, "20260102T000000Z", second, 2);
	derive(s, 7, "another table: all of the year anew");
	is_answer(s,
	    "SELECT group_concat(code, ' ') FROM (SELECT code FROM neighbours"
	    " WHERE other = 'BU05180001' ORDER BY code)",
	    "BU06030002 BU06030112", "across the border of a gemeente");
	is_answer(s,
	    "SELECT code || ' ' || level FROM neighbours WHERE other ="
	    " 'GM0518'",
	    "GM0603 gemeente", "and of gemeenten themselves");
	put_areas(s, "c", 2025, "20260103T000000Z", second, 2);
	derive(s, 0, "another year, of one area a level");
	is_answer(s, "SELECT count(*) FROM neighbours", "14",
	    "leaves those of before");
	test_reading(s);
	geo_free(geo);
	made_end(s, dir);
	return done_testing();
}
