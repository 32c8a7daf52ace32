/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store_made: small made-up tables, loaded straight into a store, and short
 * ways to ask what is in it. For the tests of store.
 */
#ifndef TESTS_STORE_MADE_H
#define TESTS_STORE_MADE_H

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/load.h"
#include "tap.h"

#define MADE_CANNOT INFINITY /* a cell that cannot occur; NAN: empty */

__attribute__((unused)) static char *
made_dir(void)
{
	char name[] = "/tmp/feiten-test-XXXXXX";
	char *dir = mkdtemp(name);

	if (dir == NULL) {
		perror("mkdtemp");
		exit(99);
	}
	return mem_str(dir);
}

__attribute__((unused)) static struct store *
made_store(const char *dir)
{
	struct store *s = NULL;
	struct err err = { 0 };
	char *path = file_join(dir, "facts.db");

	if (store_open(path, true, &s, &err) == -1) {
		printf("Bail out! %s\n", err.msg);
		exit(99);
	}
	free(path);
	return s;
}

__attribute__((unused)) static struct source
made_source(void)
{
	static char id[] = "made", nl[] = "Verzonnen cijfers",
		    en[] = "Made-up figures", publisher[] = "Niemand",
		    licence[] = "CC0", url[] = "https://example.org/cc0",
		    link[] = "https://example.org/";

	return (struct source){ .id = id,
		.title_nl = nl,
		.title_en = en,
		.publisher = publisher,
		.licence = licence,
		.licence_url = url,
		.link = link };
}

__attribute__((unused)) static void
made_area(struct table_meta *m, const char *code, const char *name)
{
	struct area a = { .year = m->area_year, .name = mem_str(name) };

	area_code(code, strlen(code), a.code, &a.level);
	area_parent(a.code, a.parent);
	area_municipality(a.code, a.municipality);
	MEM_PUSH(m->areas.items, m->areas.n, m->areas.cap);
	m->areas.items[m->areas.n++] = a;
}

__attribute__((unused)) static struct topic *
made_topic(struct table_meta *m, const char *key, const char *title,
    const char *group, const char *unit, const char *indicator)
{
	struct topic t = { .key = mem_str(key),
		.title = mem_str(title),
		.group = mem_str(group),
		.unit = mem_str(unit),
		.indicator = mem_str(indicator),
		.position = (int)m->ntopics + 1 };

	MEM_PUSH(m->topics, m->ntopics, m->captopics);
	m->topics[m->ntopics++] = t;
	return &m->topics[m->ntopics - 1];
}

/* Five areas in one municipality, and the country. */
__attribute__((unused)) static void
made_meta(struct table_meta *m, const char *id, int year)
{
	memset(m, 0, sizeof(*m));
	m->id = mem_str(id);
	m->title = mem_fmt("Table %s", id);
	m->period = mem_fmt("%d", year);
	m->area_year = year;
	m->typed = true;
	made_area(m, "NL00", "Nederland");
	made_area(m, "GM0603", "Rijswijk");
	made_area(m, "WK060301", "Wijk 01");
	made_area(m, "BU06030101", "Oud-Rijswijk");
	made_area(m, "BU06030102", "Te Werve");
	made_area(m, "BU06030103", "Cromvliet");
}
#define MADE_AREAS 6

/* values: topic after topic, MADE_AREAS each. */
__attribute__((unused)) static int
made_load_at(struct store *s, struct table_meta *m, const char *stamp,
    const char *period, const char *dims, const double *values,
    uint64_t *changed, struct err *err)
{
	const struct source src = made_source();
	struct load_tally *tallies = mem_new(m->ntopics, sizeof(*tallies));
	uint64_t *texts = mem_new(m->ntopics, sizeof(*texts));
	unsigned char seen[MADE_AREAS];
	char changes[MADE_AREAS] = { 0 };
	struct load_end end = { tallies, texts, seen, changes, NULL,
			0 };
	char *id = mem_fmt("%s.%s", m->id, stamp);
	struct load_run run = { .id = id,
		.table = m->id,
		.started = 1700000000,
		.ended = 1700000060,
		.requests = 3,
		.bytes = 1000,
		.rows = MADE_AREAS };
	struct load_cell cell;
	struct load *l = NULL;
	int rc = -1;

	memset(seen, 1, sizeof(seen));
	if (store_load_begin(s, &src, &run, m, &l, err) == -1 ||
	    store_load_slot(l, period, dims, NULL, err) == -1)
		goto done;
	for (size_t i = 0; i < m->ntopics * MADE_AREAS; i++) {
		size_t topic = i / MADE_AREAS, area = i % MADE_AREAS;
		int level = (int)m->areas.items[area].level;

		if (m->topics[topic].type == TOPIC_TEXT)
			continue;
		cell = (struct load_cell){ (uint32_t)topic, (uint32_t)area,
			values[i] };
		if (isnan(values[i])) {
			tallies[topic].empty[level]++;
			continue;
		}
		if (isinf(values[i]))
			tallies[topic].cannot[level]++;
		else
			tallies[topic].values[level]++;
		if ((isinf(values[i]) ? store_load_gaps : store_load_values)(
			l, &cell, 1, err) == -1)
			goto done;
	}
	rc = store_load_end(l, &end, changed, err);
	l = NULL;
done:
	store_load_abort(l);
	free(id);
	free(texts);
	free(tallies);
	return rc;
}

__attribute__((unused)) static int
made_load(struct store *s, struct table_meta *m, const char *stamp,
    const double *values, uint64_t *changed, struct err *err)
{
	return made_load_at(s, m, stamp, m->period, "", values, changed, err);
}

/* The answer to a question, rows by LF and columns by '|'. The caller
 * frees. */
__attribute__((unused)) static char *
made_ask(struct store *s, const char *sql)
{
	sqlite3_stmt *st = NULL;
	struct buf out = { 0 };

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK) {
		buf_putf(&out, "error: %s", sqlite3_errmsg(s->db));
		return buf_take(&out);
	}
	while (sqlite3_step(st) == SQLITE_ROW) {
		if (out.len > 0)
			buf_putc(&out, '\n');
		for (int i = 0; i < sqlite3_column_count(st); i++) {
			const unsigned char *v = sqlite3_column_text(st, i);

			buf_putf(&out, "%s%s", i > 0 ? "|" : "",
			    v == NULL ? "NULL" : (const char *)v);
		}
	}
	sqlite3_finalize(st);
	buf_puts(&out, "");
	return out.data == NULL ? mem_str("") : buf_take(&out);
}

__attribute__((unused)) static void
is_answer(struct store *s, const char *sql, const char *want, const char *name)
{
	char *got = made_ask(s, sql);

	is_str(got, want, name);
	free(got);
}

/* Everything in the database but the revision: schema and rows. */
__attribute__((unused)) static char *
made_dump(struct store *s)
{
	static const char *const tables[] = { "src", "run", "tbl", "topic",
		"indicator", "col", "area", "tbl_area", "obs", "gap", "obs_run",
		"obs_was", "state" };
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		char *sql =
		    mem_fmt("SELECT * FROM %s ORDER BY 1, 2", tables[i]);
		char *rows = made_ask(s, sql);

		buf_putf(&out, "%s\n%s\n", tables[i], rows);
		free(rows);
		free(sql);
	}
	return buf_take(&out);
}

__attribute__((unused)) static void
made_end(struct store *s, char *dir)
{
	struct err err = { 0 };

	store_close(s);
	ok(file_remove(dir, &err) == 0, "the folder can be removed");
	free(dir);
}

#endif
