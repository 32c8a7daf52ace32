/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_speed: what bench_make made into facts.db, in seconds of processor
 * time: both threads together, so as many as on one core. And the floor: the
 * same bytes unpacked and looked through, as often as ingest does.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"
#include "bench.h"
#include "codec/zip.h"
#include "derive/derive.h"
#include "derive/overlap.h"
#include "ingest/ingest.h"
#include "source/def.h"

struct made {
	struct indicators indicators;
	struct source source;
	struct raw_run run;
};

static void
open_made(const char *kind, const char *dir, struct made *m)
{
	char *path = mem_fmt("%s/%s.json", dir, kind);
	char *raw = file_join(dir, "raw");
	struct err err = { 0 };

	memset(m, 0, sizeof(*m));
	if (indicators_read("sources/indicators.json", &m->indicators, &err) ==
		-1 ||
	    source_read(path, &m->indicators, &m->source, &err) == -1 ||
	    raw_newest(raw, kind, kind, &m->run, &err) != 1)
		bench_die(&err);
	free(raw);
	free(path);
}

static void
close_made(struct made *m)
{
	raw_run_clear(&m->run);
	source_clear(&m->source);
	indicators_free(&m->indicators);
}

static double
seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Of this process, on all its threads. */
static double
processor_time(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return seconds_of(u.ru_utime) + seconds_of(u.ru_stime);
}

/* An empty DIR/facts.db. */
static struct store *
new_store(const char *dir)
{
	static const char *const names[] = { "facts.db-shm", "facts.db-wal",
		"facts.db" };
	struct store *store = NULL;
	struct err err = { 0 };
	char *path = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		free(path);
		path = file_join(dir, names[i]);
		unlink(path);
	}
	if (store_open(path, true, &store, &err) == -1)
		bench_die(&err);
	free(path);
	return store;
}

/* The run of that kind into the store; what it took. */
static double
load(struct store *store, const struct made *m, struct ingest_result *result)
{
	struct err err = { 0 };
	double start;

	if (store_put_indicators(store, &m->indicators, &err) == -1)
		bench_die(&err);
	start = processor_time();
	if (ingest_run(store, &m->source, &m->run, NULL, result, &err) == -1)
		bench_die(&err);
	return processor_time() - start;
}

/* KIND DIR: into an empty DIR/facts.db. */
int
bench_ingest(char **argv)
{
	struct store *store = new_store(argv[1]);
	struct ingest_result result = { 0 };
	struct made m;

	open_made(argv[0], argv[1], &m);
	bench_print("cpu", load(store, &m, &result));
	bench_print("rows", (double)result.rows);
	bench_print("facts", (double)result.facts);
	bench_print("memory", bench_memory());
	store_close(store);
	close_made(&m);
	return 0;
}

/* DIR: the figures of places out of their boundaries. */
int
bench_derive(char **argv)
{
	struct store *store = new_store(argv[0]);
	struct derive_result result = { 0 };
	struct ingest_result loaded = { 0 };
	struct made areas, places;
	struct err err = { 0 };
	double start, cpu;

	open_made("boundaries", argv[0], &areas);
	open_made("geojson", argv[0], &places);
	bench_print("boundaries", load(store, &areas, &loaded));
	bench_print("places", load(store, &places, &loaded));
	start = when_ticks();
	cpu = processor_time();
	if (derive_figures(store, &places.source, &result, &err) == -1)
		bench_die(&err);
	bench_print("derive", when_ticks() - start);
	bench_print("cpu", processor_time() - cpu);
	bench_print("facts", (double)result.facts);
	bench_print("features", (double)result.features);
	bench_print("outside", (double)result.outside);
	bench_print("memory", bench_memory());
	store_close(store);
	close_made(&places);
	close_made(&areas);
	return 0;
}

/* DIR: weights from the boundaries of one year to those of the next. */
int
bench_overlap(char **argv)
{
	struct store *store = new_store(argv[0]);
	struct ingest_result loaded = { 0 };
	struct made older, newer;
	struct err err = { 0 };
	uint64_t weights = 0;
	double start, cpu;

	open_made("boundaries", argv[0], &older);
	open_made("boundaries-next", argv[0], &newer);
	bench_print("older", load(store, &older, &loaded));
	bench_print("newer", load(store, &newer, &loaded));
	start = when_ticks();
	cpu = processor_time();
	if (derive_overlap(store, &weights, &err) == -1)
		bench_die(&err);
	bench_print("overlap", when_ticks() - start);
	bench_print("cpu", processor_time() - cpu);
	bench_print("weights", (double)weights);
	bench_print("memory", bench_memory());
	store_close(store);
	close_made(&newer);
	close_made(&older);
	return 0;
}

/* Look at each byte: count lines. */
static int
look(void *arg, const char *data, size_t len, struct err *err)
{
	const char *end = data + len;
	size_t *lines = arg;

	(void)err;
	while (data < end && (data = memchr(data, '\n', (size_t)(end - data))))
		data++, (*lines)++;
	return 0;
}

static int
look_into(const char *path, size_t *lines, struct err *err)
{
	struct zip_file *z = NULL;
	int rc = zip_file_open(path, &z, err);

	for (size_t i = 0; rc == 0 && i < zip_file_count(z); i++)
		rc = zip_file_walk(z, i, UINT64_MAX, look, lines, err);
	zip_file_close(z);
	return rc;
}

/* KIND DIR: all parts, packed or not. */
int
bench_read(char **argv)
{
	struct err err = { 0 };
	size_t lines = 0;
	struct made m;
	double start;

	open_made(argv[0], argv[1], &m);
	start = processor_time();
	for (size_t i = 0; i < m.run.nparts; i++) {
		const struct raw_part *part = &m.run.parts[i];
		char *path = file_join(m.run.dir, part->file);

		if (raw_walk(&m.run, part, look, &lines, &err) == -1 ||
		    (!part->gz && look_into(path, &lines, &err) == -1))
			bench_die(&err);
		free(path);
	}
	bench_print("read", processor_time() - start);
	close_made(&m);
	return 0;
}
