/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_load: one table from the server into facts.db, and the floor under
 * it: the same bytes to nothing, the same facts by bare INSERTs.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/when.h"
#include "bench.h"
#include "fetch/fetch.h"
#include "ingest/ingest.h"
#include "ingest/rows.h"

static struct http *
client(const struct mirror *mirror)
{
	const struct http_options options = { .mirrors = mirror,
		.nmirrors = 1 };
	struct err err = { 0 };
	struct http *h = http_new(&options, &err);

	if (h == NULL)
		bench_die(&err);
	return h;
}

static const struct table_ref *
find_ref(const struct table_refs *refs, const char *table)
{
	struct err err = { 0 };

	for (size_t i = 0; i < refs->n; i++)
		if (strcmp(refs->items[i].id, table) == 0)
			return &refs->items[i];
	err_set(&err, ERR_WORK, "%s: not in the catalogue", table);
	bench_die(&err);
}

/* MIRROR TABLE DIR: fetch and load, as a refresh does. */
int
bench_total(char **argv)
{
	char *raw = file_join(argv[2], "raw");
	char *path = file_join(argv[2], "facts.db");
	struct table_refs refs = { 0 };
	struct ingest_result result = { 0 };
	struct raw_run run = { 0 };
	struct store *store = NULL;
	struct err err = { 0 };
	struct mirror mirror;
	struct http *http;
	struct bench b;
	double start, fetched, end;

	bench_open(&b);
	mirror = (struct mirror){ b.source.base, argv[0] };
	http = client(&mirror);
	if (store_open(path, true, &store, &err) == -1 ||
	    store_put_indicators(store, &b.indicators, &err) == -1 ||
	    fetch_tables(http, &b.source, &refs, &err) == -1)
		bench_die(&err);
	start = when_ticks();
	if (fetch_table(http, raw, &b.source, find_ref(&refs, argv[1]), NULL,
		&run, &err) == -1)
		bench_die(&err);
	fetched = when_ticks();
	if (ingest_run(store, &b.source, &run, NULL, &result, &err) == -1)
		bench_die(&err);
	store_close(store);
	end = when_ticks();
	bench_print("total", end - start);
	bench_print("fetch", fetched - start);
	bench_print("ingest", end - fetched);
	bench_print("memory", bench_memory());
	bench_print("rows", (double)result.rows);
	bench_print("facts", (double)result.facts);
	bench_print(
	    "bytes_per_fact", (double)file_size(path) / (double)result.facts);
	raw_run_clear(&run);
	table_refs_free(&refs);
	http_free(http);
	bench_close(&b);
	free(path);
	free(raw);
	return 0;
}

static int
no_begin(void *arg, const struct http_answer *answer, struct err *err)
{
	(void)arg;
	(void)answer;
	(void)err;
	return 0;
}

static int
no_push(void *arg, const char *data, size_t len, struct err *err)
{
	(void)arg;
	(void)data;
	(void)len;
	(void)err;
	return 0;
}

/* MIRROR TABLE DIR: the requests of the run in DIR again, to nothing. */
int
bench_null(char **argv)
{
	const struct http_sink sink = { .begin = no_begin, .push = no_push };
	struct raw_run run = { 0 };
	struct err err = { 0 };
	struct mirror mirror;
	struct http *http;
	struct bench b;
	double start;

	bench_open(&b);
	bench_run(argv[2], argv[1], &run);
	mirror = (struct mirror){ b.source.base, argv[0] };
	http = client(&mirror);
	start = when_ticks();
	for (size_t i = 0; i < run.nparts; i++) {
		struct http_answer answer = { 0 };

		if (http_get(
			http, run.parts[i].address, &sink, &answer, &err) == -1)
			bench_die(&err);
		http_answer_clear(&answer);
	}
	bench_print("null", when_ticks() - start);
	http_free(http);
	raw_run_clear(&run);
	bench_close(&b);
	return 0;
}

struct fact {
	int64_t k;
	double value;
};

struct facts { /* in order of arrival */
	struct fact *items;
	size_t n, cap;
	struct map areas;
};

static int
gather(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct facts *f = arg;
	int64_t area = (int64_t)f->areas.n + 1;

	(void)number;
	(void)err;
	if (!map_gets(&f->areas, row->area, &area))
		map_puts(&f->areas, row->area, area);
	for (size_t i = 0; i < row->n; i++) {
		const struct cell *c = &row->cells[i];

		if (c->kind != CELL_VALUE)
			continue;
		MEM_PUSH(f->items, f->n, f->cap);
		f->items[f->n++] =
		    (struct fact){ (int64_t)(c->topic + 1) << 24 | area,
			    c->value };
	}
	return 0;
}

static void
must(int rc, int want, sqlite3 *db)
{
	if (rc == want)
		return;
	fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static double
insert_all(const char *path, const struct facts *f)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *db = NULL;
	double start = when_ticks();

	must(sqlite3_open(path, &db), SQLITE_OK, db);
	must(sqlite3_exec(db,
		 "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
		 "PRAGMA cache_size = -8000; BEGIN;"
		 "CREATE TABLE obs (k INTEGER PRIMARY KEY, value REAL)",
		 NULL, NULL, NULL),
	    SQLITE_OK, db);
	must(sqlite3_prepare_v2(
		 db, "INSERT INTO obs VALUES (?1, ?2)", -1, &st, NULL),
	    SQLITE_OK, db);
	for (size_t i = 0; i < f->n; i++) {
		sqlite3_bind_int64(st, 1, f->items[i].k);
		sqlite3_bind_double(st, 2, f->items[i].value);
		must(sqlite3_step(st), SQLITE_DONE, db);
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK, db);
	sqlite3_close(db);
	return when_ticks() - start;
}

/* TABLE DIR: the facts of the run in DIR, parsed beforehand, by one INSERT
 * each in the order they come in. */
int
bench_bare(char **argv)
{
	char *path = file_join(argv[1], "bare.db");
	struct table_meta meta = { 0 };
	struct facts facts = { 0 };
	struct raw_run run = { 0 };
	struct err err = { 0 };
	struct walk walk;
	struct bench b;

	bench_open(&b);
	bench_run(argv[1], argv[0], &run);
	walk = (struct walk){ &b.source, adapter_find(b.source.adapter), &run,
		&meta };
	if (walk.adapter->describe(&b.source, rows_part, &walk, &meta, &err) ==
		-1 ||
	    rows_walk(&walk, gather, &facts, NULL, &err) == -1)
		bench_die(&err);
	unlink(path);
	bench_print("bare", insert_all(path, &facts));
	unlink(path);
	map_free(&facts.areas);
	free(facts.items);
	table_meta_clear(&meta);
	raw_run_clear(&run);
	bench_close(&b);
	free(path);
	return 0;
}
