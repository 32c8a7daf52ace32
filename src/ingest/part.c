/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * part: raw part -> bytes -> records. Text is read as it streams by; a zip or
 * a spreadsheet has to lie on disk, so one that does not yet (it was packed
 * on its way into the cache, or lies in another zip) is laid down in a file
 * of its own for as long as it is read.
 */
#include "ingest/part.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/jscan.h"
#include "codec/xlsx.h"
#include "codec/zip.h"

#define HEAD 8	 /* bytes that tell what it is */
#define LAYERS 2 /* a spreadsheet in a zip, but no zip in a zip in a zip */
#define BOOK "xl/workbook.xml" /* what makes a zip a spreadsheet */

static const char zip_sign[] = "PK\x03\x04";
static const char ole_sign[] = "\xd0\xcf\x11\xe0"; /* .xls, .doc */

struct walking {
	const struct cut *cut;
	part_sink *sink;
	void *arg;
	int layer;
	/* a stream */
	char head[HEAD];
	size_t nhead;
	bool told; /* what it is */
	struct jscan *scan;
	struct csv *csv;
	char *path; /* where it is laid down, or NULL */
	int fd;
};

static int walk_zip(struct walking *w, const char *path, struct err *err);

static int
take_json(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct walking *w = arg;

	(void)row;
	return w->sink(w->arg,
	    &(struct record){ .text = text,
		.len = len,
		.at = at,
		.packed = w->layer > 0 },
	    err);
}

static int
take_line(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct walking *w = arg;

	return w->sink(w->arg,
	    &(struct record){ .fields = fields,
		.n = n,
		.line = line,
		.packed = w->layer > 0 },
	    err);
}

static int
take_sheet_row(void *arg, const struct csv_field *fields, size_t n,
    uint64_t line, struct err *err)
{
	struct walking *w = arg;

	return w->sink(w->arg,
	    &(struct record){
		.fields = fields, .n = n, .sheet = true, .line = line },
	    err);
}

/* A stream. */

static int
lay_down(struct walking *w, struct err *err)
{
	const char *dir = getenv("TMPDIR");

	w->path = mem_fmt(
	    "%s/feiten-XXXXXX", dir != NULL && dir[0] == '/' ? dir : "/tmp");
	w->fd = mkstemp(w->path);
	if (w->fd == -1) {
		err_set(err, ERR_WORK, "%s: %s", w->path, strerror(errno));
		free(w->path);
		w->path = NULL;
		return -1;
	}
	/* No name from here on: nothing is left of a run that is killed. */
	unlink(w->path);
	free(w->path);
	w->path = mem_fmt("/dev/fd/%d", w->fd);
	return 0;
}

static int
write_all(struct walking *w, const char *data, size_t len, struct err *err)
{
	while (len > 0) {
		ssize_t n = write(w->fd, data, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_set(
			    err, ERR_WORK, "%s: %s", w->path, strerror(errno));
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

/* The first bytes are there, or all there will be. */
static int
tell(struct walking *w, struct err *err)
{
	const struct jscan_sink sink = {
		.arg = w,
		.record = take_json,
		.lax = w->cut->lax,
		.most = w->cut->record
	};

	w->told = true;
	if (w->nhead >= 4 && memcmp(w->head, zip_sign, 4) == 0)
		return lay_down(w, err);
	if (w->nhead >= 4 && memcmp(w->head, ole_sign, 4) == 0)
		return err_set(err, ERR_INPUT,
		    "an old Excel file (.xls): save it as .xlsx or CSV");
	if (w->cut->kind == CUT_JSON)
		w->scan = jscan_new(w->cut->array, &sink);
	else
		w->csv = csv_new(&w->cut->csv, take_line, w);
	return 0;
}

static int
pass_on(struct walking *w, const char *data, size_t len, struct err *err)
{
	if (w->scan != NULL)
		return jscan_push(w->scan, data, len, err);
	if (w->csv != NULL)
		return csv_push(w->csv, data, len, err);
	return write_all(w, data, len, err);
}

static int
take_bytes(void *arg, const char *data, size_t len, struct err *err)
{
	struct walking *w = arg;
	size_t n;

	if (!w->told) {
		n = HEAD - w->nhead < len ? HEAD - w->nhead : len;
		memcpy(w->head + w->nhead, data, n);
		w->nhead += n;
		if (w->nhead < HEAD)
			return 0;
		if (tell(w, err) == -1 ||
		    pass_on(w, w->head, w->nhead, err) == -1)
			return -1;
		data += n;
		len -= n;
	}
	return pass_on(w, data, len, err);
}

static int
stream_end(struct walking *w, struct err *err)
{
	if (!w->told &&
	    (tell(w, err) == -1 || pass_on(w, w->head, w->nhead, err) == -1))
		return -1;
	if (w->scan != NULL)
		return jscan_end(w->scan, err);
	if (w->csv != NULL)
		return csv_end(w->csv, err);
	return walk_zip(w, w->path, err);
}

static void
stream_clear(struct walking *w)
{
	jscan_free(w->scan);
	csv_free(w->csv);
	if (w->path != NULL) {
		close(w->fd);
		free(w->path);
	}
}

/* An archive. */

static int
walk_sheet(struct walking *w, const char *path, struct err *err)
{
	struct xlsx *x = NULL;
	int rc;

	if (xlsx_open(path, &x, err) == -1)
		return -1;
	rc = xlsx_walk(x, w->cut->sheet, w->cut->heads, take_sheet_row, w, err);
	xlsx_close(x);
	return rc;
}

/* Whether it is a spreadsheet; else *at is the entry that is meant. */
static int
choose(const struct zip_file *z, const struct cut *cut, bool *book, size_t *at,
    struct err *err)
{
	struct zip_entry entry;

	*book = false;
	for (size_t i = 0; i < zip_file_count(z); i++) {
		if (zip_file_entry(z, i, &entry, err) == -1)
			return -1;
		if (strcmp(entry.name, BOOK) == 0)
			*book = true;
	}
	if (*book)
		return 0;
	return zip_file_find(
	    z, cut->inside != NULL ? cut->inside : "*.*", at, err);
}

static int
walk_entry(
    struct walking *outer, struct zip_file *z, size_t at, struct err *err)
{
	struct walking w = { .cut = outer->cut,
		.sink = outer->sink,
		.arg = outer->arg,
		.layer = outer->layer + 1,
		.fd = -1 };
	struct zip_entry entry;
	int rc;

	if (zip_file_entry(z, at, &entry, err) == -1)
		return -1;
	/* This names the entry; what comes after does not. */
	rc = zip_file_walk(z, at, PART_ENTRY, take_bytes, &w, err);
	if (rc == 0 && stream_end(&w, err) == -1)
		rc = err_ctx(err, "%.80s", entry.name);
	stream_clear(&w);
	return rc;
}

static int
walk_zip(struct walking *w, const char *path, struct err *err)
{
	struct zip_file *z = NULL;
	bool book = false;
	size_t at = 0;
	int rc;

	if (w->layer == LAYERS)
		return err_set(
		    err, ERR_INPUT, "a zip in a zip in a zip: not unpacked");
	if (zip_file_open(path, &z, err) == -1)
		return -1;
	rc = choose(z, w->cut, &book, &at, err);
	if (rc == 0 && !book)
		rc = walk_entry(w, z, at, err);
	zip_file_close(z);
	return rc == 0 && book ? walk_sheet(w, path, err) : rc;
}

/* A part. */

static int
see_nothing(void *arg, const char *data, size_t len, struct err *err)
{
	(void)arg, (void)data, (void)len, (void)err;
	return 0;
}

/* Whether the file of a part begins as a zip does. */
static bool
lies_as_zip(const char *path)
{
	char head[4] = { 0 };
	FILE *f = fopen(path, "rb");
	bool is = f != NULL && fread(head, 1, 4, f) == 4 &&
	    memcmp(head, zip_sign, 4) == 0;

	if (f != NULL)
		fclose(f);
	return is;
}

int
part_walk(const struct raw_run *run, const struct raw_part *part,
    const struct cut *cut, part_sink *sink, void *arg, struct err *err)
{
	struct walking w = { .cut = cut, .sink = sink, .arg = arg, .fd = -1 };
	char *path = file_join(run->dir, part->file);
	int rc;

	if (!part->gz && lies_as_zip(path)) {
		rc = raw_walk(run, part, see_nothing, NULL, err);
		if (rc == 0 && walk_zip(&w, path, err) == -1)
			rc = err_ctx(err, "%s", part->file);
	} else {
		rc = raw_walk(run, part, take_bytes, &w, err);
		if (rc == 0 && stream_end(&w, err) == -1)
			rc = err_ctx(err, "%s", part->file);
	}
	stream_clear(&w);
	free(path);
	return rc;
}

static int
gather(void *arg, const char *data, size_t len, struct err *err)
{
	struct buf *out = arg;

	if (out->len + len > PART_MAX)
		return err_set(
		    err, ERR_INPUT, "larger than %u MB", PART_MAX >> 20);
	buf_put(out, data, len);
	return 0;
}

int
part_entry(const struct raw_run *run, const struct raw_part *part,
    const char *pattern, struct buf *out, struct err *err)
{
	char *path = file_join(run->dir, part->file);
	struct zip_file *z = NULL;
	size_t at;
	int rc = -1;

	if (part->gz) {
		err_set(err, ERR_INPUT, "%s: is no zip as it lies", part->file);
		goto done;
	}
	if (zip_file_open(path, &z, err) == -1 ||
	    zip_file_find(z, pattern, &at, err) == -1 ||
	    zip_file_walk(z, at, PART_MAX, gather, out, err) == -1)
		goto done;
	rc = 0;
done:
	zip_file_close(z);
	free(path);
	return rc == 0 ? 0 : err_ctx(err, "%s", part->file);
}
