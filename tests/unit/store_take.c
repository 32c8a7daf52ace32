/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whole columns handed on by take(), in any order of rows and of wishes; and
 * what is doubted, of which the ids come by lot.
 */
#include "store/take.h"
#include "store/check.h"
#include "store_made.h"

#define PLACES 6

struct got {
	double values[PLACES];
	size_t calls;
};

static void
put(void *arg, size_t at, double value)
{
	struct got *g = arg;

	g->values[at] = value;
	g->calls++;
}

/* What comes of rows "(k, value), ..." for these wishes. */
static struct got
take_rows(
    struct store *s, const char *rows, const struct area_slot list[], size_t n)
{
	char *sql =
	    mem_fmt("WITH r (k, v) AS (%s) SELECT take(k, v) FROM r", rows);
	struct got got = { .calls = 0 };
	struct taker t = { .list = list, .n = n, .put = put, .arg = &got };
	struct err err = { 0 };
	sqlite3_stmt *st = NULL;

	for (size_t i = 0; i < PLACES; i++)
		got.values[i] = NAN;
	ok(sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK &&
		take_run(s, st, &t, &err) == 0,
	    "%s", rows);
	sqlite3_finalize(st);
	free(sql);
	return got;
}

static void
test_take(struct store *s)
{
	/* The second of them is wanted in two places. */
	const struct area_slot list[] = { { 3, 4 }, { 7, 0 }, { 7, 2 },
		{ 16777215, 1 } };
	struct got g = take_rows(s,
	    "VALUES (2, 2), (3, 30), (7, 70), (9, 9), (16777215, 5)", list, 4);

	ok(g.calls == 4 && g.values[4] == 30 && g.values[0] == 70 &&
		g.values[2] == 70 && g.values[1] == 5 && isnan(g.values[3]),
	    "each where it is wanted, what is not wanted left out");
	g = take_rows(
	    s, "VALUES (16777215, 5), (7, 70), (3, 30), (8, 1)", list, 4);
	ok(g.calls == 4 && g.values[4] == 30 && g.values[0] == 70 &&
		g.values[2] == 70 && g.values[1] == 5,
	    "rows the wrong way round");
	g = take_rows(
	    s, "VALUES ((9 << 24) | 7, 1), ((9 << 24) | 7, 2)", list, 4);
	ok(g.calls == 4 && g.values[0] == 2 && g.values[2] == 2,
	    "the low bits are the area; of two rows of one the last stays");
	g = take_rows(s, "VALUES (3, NULL), (7, 'x'), (NULL, 4)", list, 4);
	ok(g.calls == 3 && g.values[4] == 0 && g.values[0] == 0,
	    "what is no number is as SQLite reads it");
	g = take_rows(s, "SELECT 1, 1 WHERE 0", list, 4);
	ok(g.calls == 0, "no rows");
	g = take_rows(s, "VALUES (3, 30)", list, 0);
	ok(g.calls == 0, "no wishes");
	is_answer(s, "SELECT take(3, 1) IS NULL", "1",
	    "a statement of somebody else's gives nothing");
}

static void
doubt(struct store *s, const char *row)
{
	char *sql = mem_fmt("INSERT INTO doubt (id, run, col, area, kind, held,"
			    " accepted_by) VALUES %s",
	    row);

	ok(sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", row);
	free(sql);
}

static void
test_doubts(struct store *s)
{
	struct doubt_places list = { 0 };
	const struct doubt_place *of;
	struct err err = { 0 };
	bool sorted = true;
	size_t n;

	ok(store_doubt_places(s, &list, &err) == 0 && list.n == 0, "none");
	doubt(s,
	    "('a9', 1, 5000000, 7, 'leap', 0, NULL),"
	    "('a1', 1, 5000000, 16777215, 'leap', 0, NULL),"
	    "('b7', 1, 5000000, 3, 'leap', 0, NULL),"
	    "('c0', 1, 12, 9, 'leap', 0, NULL)");
	doubt(s,
	    "('d1', 1, 12, 8, 'leap', 0, 'somebody'),"
	    "('d2', 1, 12, 10, 'leap', 1, NULL),"
	    "('d3', 1, 1, 0, 'peers', 0, NULL)");
	ok(store_doubt_places(s, &list, &err) == 0 && list.n == 5,
	    "all but what was accepted and what is held");
	for (size_t i = 1; i < list.n; i++)
		sorted &= list.items[i - 1].column < list.items[i].column ||
		    (list.items[i - 1].column == list.items[i].column &&
			list.items[i - 1].area < list.items[i].area);
	ok(sorted, "by column and area");
	of = doubt_places_of(&list, 5000000, &n);
	ok(n == 3 && doubt_places_have(of, n, 3) &&
		doubt_places_have(of, n, 7) &&
		doubt_places_have(of, n, 16777215) &&
		!doubt_places_have(of, n, 8),
	    "those of a column");
	of = doubt_places_of(&list, 12, &n);
	ok(n == 1 && doubt_places_have(of, n, 9) &&
		!doubt_places_have(of, n, 8) && !doubt_places_have(of, n, 10),
	    "of another");
	of = doubt_places_of(&list, 1, &n);
	ok(n == 1 && doubt_places_have(of, n, 12345), "a whole column");
	of = doubt_places_of(&list, 2, &n);
	ok(of == NULL && n == 0 && !doubt_places_have(of, n, 1),
	    "a column of which nothing is");
	free(list.items);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	ok(sqlite3_exec(s->db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL) ==
		SQLITE_OK,
	    "columns need not be there");
	test_take(s);
	test_doubts(s);
	made_end(s, dir);
	return done_testing();
}
