/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * history: what thinned runs told of a table, as CSV in gzip. A field of null
 * is nothing between the commas, an empty text is "". The reader of CSV takes
 * padding away; a text that has some stands between backslashes. The last
 * record counts those before it.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "codec/csv.h"
#include "raw/thin.h"

#define VERSION "1"
#define LEVEL 6
#define MOST (UINT64_C(8) << 30) /* decoded bytes of one file */
#define FIELDS 24		 /* most in a record */

struct raw_history {
	char *dir, *path, *temp;
	int fd;
	struct gzip *gzip;
	struct buf line;
	uint64_t records;
};

static char *
history_path(const char *dir, const char *source, const char *table)
{
	return mem_fmt("%s/" RAW_HISTORY "/%s/%s.csv.gz", dir, source, table);
}

static int
io_error(struct err *err, const struct raw_history *h)
{
	int code = errno;

	return err_set(err, ERR_WORK, "%s: cannot write: %s%s", h->path,
	    strerror(code),
	    code == ENOSPC || code == EDQUOT || code == EFBIG
		? "; make room on the disk and run the command again"
		: "");
}

static void
history_free(struct raw_history *h)
{
	if (h->fd != -1)
		close(h->fd);
	gzip_free(h->gzip);
	buf_free(&h->line);
	free(h->dir);
	free(h->path);
	free(h->temp);
	free(h);
}

static int
store(void *arg, const char *data, size_t len, struct err *err)
{
	struct raw_history *h = arg;

	while (len > 0) {
		ssize_t n = write(h->fd, data, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return io_error(err, h);
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

/* A new folder is on the disk when the one it is in was flushed. */
static int
make_folder(const char *dir, const char *source, struct err *err)
{
	char *all = file_join(dir, RAW_HISTORY), *own = file_join(all, source);
	int rc = 0;

	if (!file_is_dir(own) &&
	    (file_mkdirs(own, 0777, err) == -1 ||
		file_sync_dir(all, err) == -1 || file_sync_dir(dir, err) == -1))
		rc = -1;
	free(all);
	free(own);
	return rc;
}

int
raw_history_begin(const char *dir, const char *source, const char *table,
    const char *run, struct raw_history **out, struct err *err)
{
	const char *const head[] = { "history", VERSION, source, table, run };
	struct raw_history *h;

	if (!file_name_ok(source) || !file_name_ok(table))
		return err_set(err, ERR_INPUT,
		    "%s: %s: not a name that can be a file", source, table);
	h = mem_new(1, sizeof(*h));
	h->fd = -1;
	h->dir = mem_fmt("%s/" RAW_HISTORY "/%s", dir, source);
	h->path = history_path(dir, source, table);
	h->temp = mem_fmt("%s.tmp-%ld", h->path, (long)getpid());
	h->gzip = gzip_new(LEVEL, store, h);
	if (make_folder(dir, source, err) == -1)
		goto fail;
	h->fd = open(h->temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (h->fd == -1) {
		io_error(err, h);
		goto fail;
	}
	if (raw_history_put(h, head, 5, err) == 0) {
		*out = h;
		return 0;
	}
fail:
	raw_history_drop(h);
	return -1;
}

/* Whether the reader of CSV would give it back as it is. */
static bool
padded(const char *s)
{
	size_t len = strlen(s);

	return len > 0 &&
	    (s[0] <= ' ' || s[0] > '~' || s[0] == '\\' || s[len - 1] <= ' ' ||
		s[len - 1] > '~');
}

static void
put_field(struct buf *line, const char *s)
{
	bool pad;

	if (s == NULL)
		return;
	if (s[0] != '\0' && strspn(s, "0123456789.-+e") == strlen(s)) {
		buf_puts(line, s);
		return;
	}
	pad = padded(s);
	buf_puts(line, pad ? "\"\\" : "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_putc(line, '"');
		buf_putc(line, *s);
	}
	buf_puts(line, pad ? "\\\"" : "\"");
}

int
raw_history_put(struct raw_history *h, const char *const fields[], size_t n,
    struct err *err)
{
	buf_clear(&h->line);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&h->line, ',');
		put_field(&h->line, fields[i]);
	}
	buf_putc(&h->line, '\n');
	h->records++;
	return gzip_push(h->gzip, h->line.data, h->line.len, err);
}

int
raw_history_commit(struct raw_history *h, struct err *err)
{
	char count[24];
	const char *const last[] = { "end", count };
	int rc = -1;

	snprintf(count, sizeof(count), "%" PRIu64, h->records);
	if (raw_history_put(h, last, 2, err) == -1 ||
	    gzip_end(h->gzip, err) == -1)
		goto done;
	if (fsync(h->fd) == -1) {
		io_error(err, h);
		goto done;
	}
	if (file_rename(h->temp, h->path, err) == -1 ||
	    file_sync_dir(h->dir, err) == -1)
		goto done;
	rc = 0;
done:
	raw_history_drop(h);
	return rc;
}

void
raw_history_drop(struct raw_history *h)
{
	if (h == NULL)
		return;
	unlink(h->temp); /* not there after a commit */
	history_free(h);
}

struct reading {
	const char *source, *table;
	raw_history_sink *sink;
	void *arg;
	uint64_t records;
	char *run;
	bool only_head, ended;
	struct csv *csv;
};

static int
read_head(
    struct reading *r, const char *const fields[], size_t n, struct err *err)
{
	if (n != 5 || strcmp(fields[0], "history") != 0)
		return err_set(err, ERR_INPUT, "not a history");
	if (strcmp(fields[1], VERSION) != 0)
		return err_set(err, ERR_INPUT, "made by another version");
	if (strcmp(fields[2], r->source) != 0 ||
	    strcmp(fields[3], r->table) != 0)
		return err_set(
		    err, ERR_INPUT, "of %s: %s", fields[2], fields[3]);
	r->run = mem_str(fields[4]);
	return r->only_head ? err_set(err, ERR_NONE, "enough") : 0;
}

static int
read_record(
    struct reading *r, const char *const fields[], size_t n, struct err *err)
{
	if (r->ended)
		return err_set(err, ERR_INPUT, "more after its end");
	if (strcmp(fields[0], "end") != 0)
		return r->sink == NULL ? 0 : r->sink(r->arg, fields, n, err);
	if (n != 2 || strtoull(fields[1], NULL, 10) != r->records)
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " records where %s were written", r->records,
		    n == 2 ? fields[1] : "others");
	r->ended = true;
	return 0;
}

static int
take_line(void *arg, const struct csv_field *from, size_t n, uint64_t line,
    struct err *err)
{
	struct reading *r = arg;
	const char *fields[FIELDS];
	char *copies[FIELDS] = { NULL };
	int rc = -1;

	if (n > FIELDS)
		return err_set(
		    err, ERR_INPUT, "line %" PRIu64 ": %zu fields", line, n);
	for (size_t i = 0; i < n; i++) {
		const struct csv_field *f = &from[i];

		fields[i] = f->len > 0 || f->quoted ? f->text : NULL;
		if (f->len >= 2 && f->text[0] == '\\')
			fields[i] = copies[i] =
			    mem_strn(f->text + 1, f->len - 2);
	}
	for (size_t i = 0; i < n && i < 5; i++)
		if (fields[i] == NULL && (i == 0 || r->records == 0)) {
			err_set(
			    err, ERR_INPUT, "line %" PRIu64 ": no kind", line);
			goto done;
		}
	rc = r->records == 0 ? read_head(r, fields, n, err)
			     : read_record(r, fields, n, err);
	r->records++;
done:
	for (size_t i = 0; i < n; i++)
		free(copies[i]);
	return rc;
}

static int
take_bytes(void *arg, const char *data, size_t len, struct err *err)
{
	struct reading *r = arg;

	return csv_push(r->csv, data, len, err);
}

/* 1, 0 when it is not there, or -1. */
static int
read_all(const char *dir, struct reading *r, struct err *err)
{
	const struct csv_options options = {
		.separator = ',', .quote = '"', .encoding = CSV_UTF8
	};
	char *path = history_path(dir, r->source, r->table);
	int rc = -1;

	if (!file_exists(path)) {
		free(path);
		return 0;
	}
	r->csv = csv_new(&options, take_line, r);
	if (gzip_walk(path, true, MOST, take_bytes, r, err) == 0)
		rc = csv_end(r->csv, err);
	if (rc == 0 && !r->ended && !r->only_head)
		rc = err_set(err, ERR_INPUT, "cut off");
	if (r->only_head && r->run != NULL)
		rc = 0;
	if (rc == -1)
		err_ctx(err,
		    "%s: the history of this table cannot be read: put a "
		    "sound copy of the file back, or move it away to go on "
		    "without what it tells",
		    path);
	csv_free(r->csv);
	free(path);
	return rc == 0 ? 1 : -1;
}

int
raw_history_walk(const char *dir, const char *source, const char *table,
    raw_history_sink *sink, void *arg, struct err *err)
{
	struct reading r = {
		.source = source, .table = table, .sink = sink, .arg = arg
	};
	int rc = read_all(dir, &r, err);

	free(r.run);
	return rc;
}

int
raw_history_run(const char *dir, const char *source, const char *table,
    char **run, struct err *err)
{
	struct reading r = {
		.source = source, .table = table, .only_head = true
	};
	struct err ignored = { 0 };
	int rc = read_all(dir, &r, &ignored);

	if (rc == -1)
		*err = ignored;
	if (rc == 1)
		*run = r.run;
	else
		free(r.run);
	return rc;
}
