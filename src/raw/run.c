/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * run: the cache as it lies on disk: finding runs and reading their parts.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/digest.h"
#include "manifest.h"
#include "raw/raw.h"

void
raw_part_clear(struct raw_part *part)
{
	free(part->role);
	free(part->file);
	free(part->address);
	free(part->content_type);
	free(part->etag);
	free(part->last_modified);
	free(part->content);
	*part = (struct raw_part){ 0 };
}

void
raw_run_clear(struct raw_run *run)
{
	for (size_t i = 0; i < run->nparts; i++)
		raw_part_clear(&run->parts[i]);
	free(run->parts);
	free(run->source);
	free(run->table);
	free(run->id);
	free(run->result);
	free(run->message);
	free(run->title);
	free(run->publisher);
	free(run->licence);
	free(run->licence_url);
	free(run->modified);
	free(run->meta_modified);
	free(run->adapter);
	free(run->asked);
	free(run->definition);
	free(run->dir);
	*run = (struct raw_run){ 0 };
}

void
raw_runs_free(struct raw_runs *runs)
{
	for (size_t i = 0; i < runs->n; i++)
		raw_run_clear(&runs->items[i]);
	free(runs->items);
	*runs = (struct raw_runs){ 0 };
}

const struct raw_part *
raw_find(const struct raw_run *run, const char *role, int page)
{
	for (size_t i = 0; i < run->nparts; i++)
		if (run->parts[i].page == page &&
		    strcmp(run->parts[i].role, role) == 0)
			return &run->parts[i];
	return NULL;
}

/* Runs of one table, in the folder of that table. */
static int
table_runs(const char *dir, struct raw_runs *out, struct err *err)
{
	struct names stamps = { 0 };
	int rc = -1;

	if (file_list(dir, NULL, &stamps, err) == -1)
		goto done;
	for (size_t i = 0; i < stamps.n; i++) {
		char *run;

		if (!stamp_ok(stamps.items[i]))
			continue;
		run = file_join(dir, stamps.items[i]);
		MEM_PUSH(out->items, out->n, out->cap);
		rc = file_is_dir(run)
		    ? manifest_read(run, &out->items[out->n], err)
		    : 1;
		free(run);
		if (rc == -1)
			goto done;
		if (rc == 0)
			out->n++;
	}
	rc = 0;
done:
	names_free(&stamps);
	return rc;
}

/* Runs of the tables below one folder of a source. */
static int
source_runs(
    const char *dir, const char *table, struct raw_runs *out, struct err *err)
{
	struct names tables = { 0 };
	int rc = -1;

	if (table != NULL)
		names_add(&tables, table);
	else if (file_list(dir, NULL, &tables, err) == -1)
		goto done;
	for (size_t i = 0; i < tables.n; i++) {
		char *sub;

		if (!file_name_ok(tables.items[i]))
			continue;
		sub = file_join(dir, tables.items[i]);
		rc = table_runs(sub, out, err);
		free(sub);
		if (rc == -1)
			goto done;
	}
	rc = 0;
done:
	names_free(&tables);
	return rc;
}

static int
run_cmp(const void *a, const void *b)
{
	const struct raw_run *x = a, *y = b;
	int d = strcmp(x->stamp, y->stamp);

	if (d == 0)
		d = strcmp(x->source, y->source);
	return d != 0 ? d : strcmp(x->table, y->table);
}

int
raw_runs(const char *dir, const char *source, const char *table,
    struct raw_runs *out, struct err *err)
{
	struct raw_runs runs = { 0 };
	struct names sources = { 0 };
	int rc = -1;

	if (source != NULL)
		names_add(&sources, source);
	else if (file_list(dir, NULL, &sources, err) == -1)
		goto done;
	for (size_t i = 0; i < sources.n; i++) {
		char *sub;

		if (!file_name_ok(sources.items[i]) ||
		    strcmp(sources.items[i], "history") == 0)
			continue;
		sub = file_join(dir, sources.items[i]);
		rc = source_runs(sub, table, &runs, err);
		free(sub);
		if (rc == -1)
			goto done;
	}
	if (runs.n > 1)
		qsort(runs.items, runs.n, sizeof(*runs.items), run_cmp);
	*out = runs;
	runs = (struct raw_runs){ 0 };
	rc = 0;
done:
	names_free(&sources);
	raw_runs_free(&runs);
	return rc;
}

int
raw_newest(const char *dir, const char *source, const char *table,
    struct raw_run *out, struct err *err)
{
	struct raw_runs runs = { 0 };
	int found = 0;

	if (raw_runs(dir, source, table, &runs, err) == -1)
		return -1;
	for (size_t i = runs.n; i-- > 0 && !found;) {
		if (strcmp(runs.items[i].result, "ok") != 0)
			continue;
		*out = runs.items[i];
		runs.items[i] = (struct raw_run){ 0 };
		found = 1;
	}
	raw_runs_free(&runs);
	return found;
}

struct check { /* a part being streamed */
	gzip_sink *sink;
	void *arg;
	struct digest *digest;
	uint64_t seen;
};

static int
check_piece(void *arg, const char *data, size_t len, struct err *err)
{
	struct check *c = arg;

	digest_push(c->digest, data, len);
	c->seen += len;
	return c->sink(c->arg, data, len, err);
}

int
raw_walk(const struct raw_run *run, const struct raw_part *part,
    gzip_sink *sink, void *arg, struct err *err)
{
	struct check c = { .sink = sink, .arg = arg, .digest = digest_new() };
	char *path = file_join(run->dir, part->file);
	char hex[DIGEST_HEX];
	int rc = -1;

	/* One byte more than recorded is enough to know it is not the file
	 * that was fetched. */
	if (gzip_walk(path, part->gz, part->decoded, check_piece, &c, err) ==
	    -1)
		goto done;
	digest_hex(c.digest, hex);
	if (c.seen != part->decoded || strcmp(hex, part->sha256) != 0) {
		err_set(err, ERR_INPUT,
		    "%s: not as it was fetched (%" PRIu64 " bytes of %" PRIu64
		    ", or another sha256): fetch it again with "
		    "'feiten refresh --force --source %s'",
		    path, c.seen, part->decoded, run->source);
		goto done;
	}
	rc = 0;
done:
	digest_free(c.digest);
	free(path);
	return rc;
}
