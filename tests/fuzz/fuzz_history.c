/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as the history of a table (raw/history/SOURCE/TABLE.csv.gz), laid
 * over a facts.db in which that table is loaded: it is all in there, and can
 * be written again, or nothing changed.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "codec/gzip.h"
#include "ingest/past.h"
#include "raw/thin.h"
#include "store/history.h"
#include "unit/store_made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *top, *kept, *facts, *history;
static struct store *store;
static char *before; /* all that it holds */

static void
clean_up(void)
{
	struct err ignored = { 0 };

	store_close(store);
	file_remove(top, &ignored);
	free(before);
	free(kept);
	free(facts);
	free(history);
	free(top);
}

static void
must(int rc, const struct err *err)
{
	if (rc == -1) {
		fprintf(stderr, "%s\n", err->msg);
		abort();
	}
}

static void
copy(const char *from, const char *to)
{
	struct buf all = { 0 };
	struct err err = { 0 };

	must(file_read(from, 64u << 20, &all, &err), &err);
	must(folder_put(to, all.data, all.len, &err), &err);
	buf_free(&all);
}

/* A table with two runs, so that there is something to tell of before. */
static void
prepare(void)
{
	static const double first[] = { 17e6, 54450, 10, 20, 30, 40 },
			    second[] = { 18e6, 54451, 10, 21, 30, NAN };
	struct table_meta meta;
	struct err err = { 0 };
	uint64_t changed;
	char *folder;

	if (top != NULL)
		return;
	top = made_dir();
	facts = file_join(top, "facts.db");
	kept = file_join(top, "kept.db");
	folder = file_join(top, "history/made");
	history = file_join(folder, "T1.csv.gz");
	must(file_mkdirs(folder, 0777, &err), &err);
	free(folder);
	store = made_store(top);
	made_meta(&meta, "T1", 2024);
	made_topic(&meta, "A_1", "Inwoners", "", "aantal", NULL);
	must(made_load(store, &meta, "20260101T000000Z", first, &changed,
		 &err),
	    &err);
	must(made_load(store, &meta, "20260201T000000Z", second, &changed,
		 &err),
	    &err);
	table_meta_clear(&meta);
	store_close(store);
	copy(facts, kept);
	store = made_store(top);
	before = made_dump(store);
	atexit(clean_up);
}

static int
put(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

static int
nothing(void *arg, const char *const fields[], size_t n, struct err *err)
{
	(void)arg;
	(void)err;
	for (size_t i = 0; i < n; i++)
		if (fields[i] != NULL && strlen(fields[i]) > 1u << 30)
			abort();
	return 0;
}

static void
write_history(const uint8_t *data, size_t size)
{
	struct buf packed = { 0 };
	struct err err = { 0 };
	struct gzip *gz = gzip_new(1, put, &packed);

	must(gzip_push(gz, (const char *)data, size, &err), &err);
	must(gzip_end(gz, &err), &err);
	must(folder_put(history, packed.data, packed.len, &err), &err);
	gzip_free(gz);
	buf_free(&packed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	char *run = NULL, *after;

	prepare();
	write_history(data, size);
	if (raw_history_run(top, "made", "T1", &run, &err) == -1 &&
	    err.msg[0] == '\0')
		abort();
	free(run);
	err_clear(&err);
	if (past_lay(store, top, "made", "T1", &err) == -1) {
		if (err.msg[0] == '\0')
			abort();
		after = made_dump(store);
		if (strcmp(after, before) != 0)
			abort();
		free(after);
		return 0;
	}
	must(store_history(store, "made", "T1", nothing, NULL, &err), &err);
	store_close(store);
	copy(kept, facts);
	store = made_store(top);
	return 0;
}
