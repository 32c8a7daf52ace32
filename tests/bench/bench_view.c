/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_view: the views over many millions of facts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "bench.h"
#include "ingest/rows.h"
#include "source/def.h"
#include "store/db.h"
#include "store/load.h"

#define FIRST_YEAR 1980

static int
compare(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Numbers as they occur in these tables: two out of three are whole. */
static double
made_up(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 62 == 1 ? (double)(*seed >> 40 & 1023) / 10
				: (double)(*seed >> 40 & 4095);
}

/* One cell in 32 is empty. */
static int
fill_column(struct load *l, const struct table_meta *meta, size_t topic,
    struct load_cell *cells, struct load_tally *tally, uint64_t *seed,
    struct err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < meta->areas.n; i++) {
		enum area_level level = meta->areas.items[i].level;
		double value = made_up(seed);

		if ((*seed >> 59) == 0) {
			tally->empty[level]++;
			continue;
		}
		cells[n++] =
		    (struct load_cell){ (uint32_t)topic, (uint32_t)i, value };
		tally->values[level]++;
	}
	return store_load_values(l, cells, n, err);
}

static int
fill_columns(struct load *l, const struct table_meta *meta,
    struct load_tally *tallies, uint64_t *seed, struct err *err)
{
	struct load_cell *cells = mem_new(meta->areas.n, sizeof(*cells));
	int rc = 0;

	for (size_t t = 0; t < meta->ntopics && rc == 0; t++)
		if (meta->topics[t].type == TOPIC_NUMBER)
			rc = fill_column(
			    l, meta, t, cells, &tallies[t], seed, err);
	free(cells);
	return rc;
}

/* The table of one year more, in its own vintage of areas. */
static int
fill_year(struct store *s, const struct bench *b, struct table_meta *meta,
    int year, uint64_t *facts, struct err *err)
{
	char *id = mem_fmt("F%d", year), *name = mem_fmt("%s.%d", id, year);
	struct load_tally *tallies = mem_new(meta->ntopics, sizeof(*tallies));
	uint64_t *texts = mem_new(meta->ntopics, sizeof(*texts));
	unsigned char *seen = mem_new(meta->areas.n, 1);
	char *changes = mem_new(meta->areas.n, 1);
	const struct load_end end = { tallies, texts, seen, changes, NULL,
		0 };
	const struct load_run run = { .id = name, .table = id };
	uint64_t seed = (uint64_t)year, changed = 0;
	struct load *l = NULL;
	int rc = -1;

	memset(seen, 1, meta->areas.n);
	meta->area_year = year;
	for (size_t i = 0; i < meta->areas.n; i++)
		meta->areas.items[i].year = year;
	free(meta->period);
	meta->period = mem_fmt("%d", year);
	if (store_load_begin(s, &b->source, &run, meta, &l, err) == -1 ||
	    store_load_slot(l, meta->period, "", NULL, err) == -1 ||
	    fill_columns(l, meta, tallies, &seed, err) == -1)
		goto done;
	rc = store_load_end(l, &end, &changed, err);
	l = NULL;
	*facts += changed;
done:
	store_load_abort(l);
	free(changes);
	free(seen);
	free(texts);
	free(tallies);
	free(name);
	free(id);
	return rc;
}

/* TABLE DIR MILLIONS: years of a table shaped like the run in DIR, until
 * there are so many facts. */
int
bench_fill(char **argv)
{
	double wanted = strtod(argv[2], NULL) * 1e6;
	char *path = file_join(argv[1], "many.db");
	struct table_meta meta = { 0 };
	struct raw_run run = { 0 };
	struct store *store = NULL;
	struct err err = { 0 };
	uint64_t facts = 0;
	struct walk walk;
	struct bench b;
	double start;

	bench_open(&b);
	bench_run(argv[1], argv[0], &run);
	walk = (struct walk){ &b.source, adapter_find(b.source.adapter), &run,
		&meta };
	if (walk.adapter->describe(&b.source, rows_part, &walk, &meta, &err) ==
		-1 ||
	    source_map(&b.source, meta.area_year, &meta, &err) == -1 ||
	    store_open(path, true, &store, &err) == -1)
		bench_die(&err);
	start = when_ticks();
	for (int year = FIRST_YEAR; (double)facts < wanted; year++)
		if (fill_year(store, &b, &meta, year, &facts, &err) == -1)
			bench_die(&err);
	store_close(store);
	bench_print("fill", when_ticks() - start);
	bench_print("filled", (double)facts);
	bench_print(
	    "filled_bytes_per_fact", (double)file_size(path) / (double)facts);
	table_meta_clear(&meta);
	raw_run_clear(&run);
	bench_close(&b);
	free(path);
	return 0;
}

/* A cell as a program takes it: numbers as numbers. */
static void
take(sqlite3_stmt *st, int at)
{
	switch (sqlite3_column_type(st, at)) {
	case SQLITE_FLOAT:
		sqlite3_column_double(st, at);
		break;
	case SQLITE_INTEGER:
		sqlite3_column_int64(st, at);
		break;
	default:
		sqlite3_column_text(st, at);
	}
}

/* All rows of an answer, all columns; milliseconds. */
static double
ask(struct store *s, const char *sql, const char *a, const char *b,
    uint64_t *rows)
{
	double start = when_ticks();
	sqlite3_stmt *st = NULL;
	struct err err = { 0 };

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK) {
		db_err(s, &err);
		bench_die(&err);
	}
	sqlite3_bind_text(st, 1, a, -1, SQLITE_STATIC);
	if (b != NULL)
		sqlite3_bind_text(st, 2, b, -1, SQLITE_STATIC);
	for (*rows = 0; sqlite3_step(st) == SQLITE_ROW; ++*rows)
		for (int i = 0; i < sqlite3_column_count(st); i++)
			take(st, i);
	sqlite3_finalize(st);
	return (when_ticks() - start) * 1e3;
}

/* The middle of seven. */
static void
measure(struct store *s, const char *name, const char *sql, const char *a,
    const char *b)
{
	double ms[7];
	uint64_t rows = 0;

	for (size_t i = 0; i < 7; i++)
		ms[i] = ask(s, sql, a, b, &rows);
	qsort(ms, 7, sizeof(ms[0]), compare);
	printf("%s %.6g %llu\n", name, ms[3], (unsigned long long)rows);
}

/* One text out of the database, to ask about. */
static char *
pick(struct store *s, const char *sql)
{
	sqlite3_stmt *st = NULL;
	struct err err = { 0 };
	char *text;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK ||
	    sqlite3_step(st) != SQLITE_ROW) {
		db_err(s, &err);
		bench_die(&err);
	}
	text = db_str(st, 0);
	sqlite3_finalize(st);
	return text;
}

/* DIR */
int
bench_view(char **argv)
{
	char *path = file_join(argv[0], "many.db");
	char *area, *indicator, *period;
	struct store *s = NULL;
	struct err err = { 0 };

	if (store_open(path, false, &s, &err) == -1)
		bench_die(&err);
	area = pick(s, "SELECT code FROM area WHERE level = 'buurt'");
	indicator =
	    pick(s, "SELECT indicator FROM topic WHERE indicator <> ''");
	period = pick(s, "SELECT period FROM col ORDER BY id DESC");
	measure(s, "view_area", "SELECT * FROM facts WHERE area_code = ?1",
	    area, NULL);
	measure(s, "view_indicator",
	    "SELECT * FROM facts WHERE indicator = ?1 AND period = ?2",
	    indicator, period);
	measure(s, "view_absent", "SELECT * FROM absences WHERE area_code = ?1",
	    area, NULL);
	measure(s, "view_history",
	    "SELECT * FROM fact_history WHERE area_code = ?1", area, NULL);
	store_close(s);
	free(period);
	free(indicator);
	free(area);
	free(path);
	return 0;
}
