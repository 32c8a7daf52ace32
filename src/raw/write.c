/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * write: a run on its way to disk. Everything happens in a folder that starts
 * with ".tmp-"; only a rename makes it a run, after all of it was flushed.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"
#include "manifest.h"
#include "raw/raw.h"
#include "writer.h"

#define LEFTOVER ".tmp-"
#define LEVEL 1 /* of gzip, for bodies that came plain: speed before size */

/* The folder's passing name stays out of the message: the same trouble should
 * read the same tomorrow (see same_failure). */
static int
io_error(struct err *err, const struct raw_writer *w)
{
	int code = errno;

	return err_set(err, ERR_WORK, "%s: %s: cannot write: %s%s",
	    w->table_dir, w->file, strerror(code),
	    code == ENOSPC || code == EDQUOT
		? "; make room on the disk and run the command again"
		: "");
}

static void
part_close(struct raw_writer *w)
{
	if (w->fd != -1)
		close(w->fd);
	gzip_free(w->gzip);
	free(w->path);
	free(w->file);
	w->fd = -1;
	w->gzip = NULL;
	w->path = w->file = NULL;
	w->stored = 0;
}

static void
writer_free(struct raw_writer *w)
{
	part_close(w);
	raw_run_clear(&w->run);
	free(w->table_dir);
	free(w->temp);
	free(w);
}

static int
remove_leftovers(const char *dir, struct err *err)
{
	struct names names = { 0 };
	int rc = -1;

	if (file_list(dir, NULL, &names, err) == -1)
		goto done;
	for (size_t i = 0; i < names.n; i++) {
		char *path;

		if (strncmp(names.items[i], LEFTOVER, strlen(LEFTOVER)) != 0)
			continue;
		path = file_join(dir, names.items[i]);
		rc = file_remove(path, err);
		free(path);
		if (rc == -1)
			goto done;
	}
	rc = 0;
done:
	names_free(&names);
	return rc;
}

/* When the newest run in this folder began, or -1. */
static int64_t
newest_start(const char *dir)
{
	struct names names = { 0 };
	struct err ignored = { 0 };
	int64_t at = -1;
	char iso[21];

	if (file_list(dir, NULL, &names, &ignored) == -1)
		return -1;
	for (size_t i = names.n; i-- > 0 && at == -1;) {
		const char *s = names.items[i];

		if (!stamp_ok(s))
			continue;
		snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s,
		    s + 4, s + 6, s + 9, s + 11, s + 13);
		if (when_parse_iso(iso, &at) == -1)
			at = -1;
	}
	names_free(&names);
	return at;
}

/* Whether some source has a run of this table with this stamp. */
static bool
stamp_taken(const char *dir, const struct names *sources, const char *table,
    const char *stamp)
{
	bool taken = false;

	for (size_t i = 0; i < sources->n && !taken; i++) {
		char *path = mem_fmt(
		    "%s/%s/%s/%s", dir, sources->items[i], table, stamp);

		taken = file_exists(path);
		free(path);
	}
	return taken;
}

/* Now, or later: table and stamp together name a run, whichever source it is
 * of; and the newest run has the newest stamp, also after the clock was set
 * back. */
static int
choose_stamp(const char *dir, const char *table, const char *table_dir,
    int64_t now, char stamp[17], struct err *err)
{
	struct names sources = { 0 };
	int64_t newest = newest_start(table_dir);

	if (file_list(dir, NULL, &sources, err) == -1) {
		names_free(&sources);
		return -1;
	}
	if (now <= newest)
		now = newest + 1;
	while (stamp_taken(dir, &sources, table, when_stamp(now, stamp)))
		now++;
	names_free(&sources);
	return 0;
}

/* The table's folder. A new one is on the disk when those it is in were
 * flushed. */
static int
make_table_dir(
    const char *dir, const char *source, const char *table_dir, struct err *err)
{
	char *source_dir = file_join(dir, source);
	int rc = 0;

	if (!file_is_dir(table_dir) &&
	    (file_mkdirs(table_dir, 0777, err) == -1 ||
		file_sync_dir(source_dir, err) == -1 ||
		file_sync_dir(dir, err) == -1))
		rc = -1;
	free(source_dir);
	return rc;
}

int
raw_begin(const char *dir, const char *source, const char *table, int64_t now,
    struct raw_writer **out, struct err *err)
{
	struct raw_writer *w;

	if (!file_name_ok(source) || !file_name_ok(table))
		return err_set(err, ERR_INPUT,
		    "%s: %s: not a name that can be a folder", source, table);
	w = mem_new(1, sizeof(*w));
	w->fd = -1;
	w->table_dir = mem_fmt("%s/%s/%s", dir, source, table);
	if (make_table_dir(dir, source, w->table_dir, err) == -1 ||
	    remove_leftovers(w->table_dir, err) == -1 ||
	    choose_stamp(dir, table, w->table_dir, now, w->run.stamp, err) ==
		-1)
		goto fail;
	w->temp = mem_fmt("%s/" LEFTOVER "%s-%ld", w->table_dir, w->run.stamp,
	    (long)getpid());
	if (file_mkdirs(w->temp, 0777, err) == -1)
		goto fail;
	w->run.source = mem_str(source);
	w->run.table = mem_str(table);
	w->run.id = mem_fmt("%s.%s", table, w->run.stamp);
	w->run.started = now;
	w->run.announced = -1;
	*out = w;
	return 0;
fail:
	writer_free(w);
	return -1;
}

struct raw_run *
raw_writer_run(struct raw_writer *w)
{
	return &w->run;
}

/* Bytes as they shall lie on disk. */
static int
store(void *arg, const char *data, size_t len, struct err *err)
{
	struct raw_writer *w = arg;

	w->stored += len;
	while (len > 0) {
		ssize_t n = write(w->fd, data, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return io_error(err, w);
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

int
raw_part_begin(
    struct raw_writer *w, const char *role, int page, bool gz, struct err *err)
{
	return raw_part_begin_as(
	    w, role, page, "json", gz ? RAW_PACKED : RAW_PACK, err);
}

int
raw_part_begin_as(struct raw_writer *w, const char *role, int page,
    const char *ending, enum raw_form form, struct err *err)
{
	assert(w->fd == -1);
	w->form = form;
	w->file = mem_fmt(
	    "%s-%d.%s%s", role, page, ending, form == RAW_PLAIN ? "" : ".gz");
	w->path = file_join(w->temp, w->file);
	if (!file_name_ok(w->file)) {
		err_set(err, ERR_INPUT, "%s: not a name that can be a file",
		    w->file);
		goto fail;
	}
	w->fd = open(w->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (w->fd == -1) {
		io_error(err, w);
		goto fail;
	}
	if (form == RAW_PACK)
		w->gzip = gzip_new(LEVEL, store, w);
	return 0;
fail:
	part_close(w);
	return -1;
}

int
raw_part_push(
    struct raw_writer *w, const void *data, size_t len, struct err *err)
{
	if (w->gzip != NULL)
		return gzip_push(w->gzip, data, len, err);
	return store(w, data, len, err);
}

int
raw_part_end(struct raw_writer *w, struct raw_part *part, struct err *err)
{
	struct raw_run *run = &w->run;

	assert(w->fd != -1);
	if (w->gzip != NULL && gzip_end(w->gzip, err) == -1)
		return -1;
	if (fdatasync(w->fd) == -1)
		return io_error(err, w);
	free(part->file);
	part->file = w->file;
	w->file = NULL;
	part->stored = w->stored;
	part->gz = w->form != RAW_PLAIN;
	part_close(w);
	MEM_PUSH(run->parts, run->nparts, run->capparts);
	run->parts[run->nparts++] = *part;
	*part = (struct raw_part){ 0 };
	return 0;
}

void
raw_part_drop(struct raw_writer *w)
{
	if (w->fd != -1)
		unlink(w->path);
	part_close(w);
}

/* Write the manifest and make the folder a run. */
static int
settle(struct raw_writer *w, struct err *err)
{
	char *final = file_join(w->table_dir, w->run.stamp);
	char *path = file_join(w->temp, RAW_MANIFEST);
	struct buf text = { 0 };
	int rc = -1;

	if (w->run.ended == 0)
		w->run.ended = when_now();
	manifest_print(&w->run, &text);
	if (file_write(path, text.data, text.len, 0666, err) == -1 ||
	    file_sync_dir(w->temp, err) == -1 ||
	    file_rename(w->temp, final, err) == -1 ||
	    file_sync_dir(w->table_dir, err) == -1)
		goto done;
	free(w->run.dir);
	w->run.dir = final;
	final = NULL;
	rc = 0;
done:
	buf_free(&text);
	free(path);
	free(final);
	return rc;
}

/* Whatever goes wrong here hides nothing: the run was not kept anyway, and
 * the next raw_begin removes what is left. */
static void
remove_temp(const struct raw_writer *w)
{
	struct err ignored = { 0 };

	file_remove(w->temp, &ignored);
}

int
raw_commit(struct raw_writer *w, struct raw_run *run, struct err *err)
{
	int rc;

	raw_part_drop(w);
	free(w->run.result);
	w->run.result = mem_str("ok");
	rc = settle(w, err);
	if (rc == -1)
		remove_temp(w);
	else
		raw_kept_drop(w);
	if (rc == 0 && run != NULL) {
		*run = w->run;
		w->run = (struct raw_run){ 0 };
	}
	writer_free(w);
	return rc;
}

void
raw_drop(struct raw_writer *w)
{
	raw_part_drop(w);
	remove_temp(w);
	writer_free(w);
}

/* Whether the newest run failed with these words. A source that is down for a
 * month leaves one manifest so, not thirty. */
static bool
same_failure(const struct raw_writer *w, const char *message)
{
	struct names names = { 0 };
	struct raw_run last = { 0 };
	struct err ignored = { 0 };
	char *dir = NULL;
	bool same;

	if (file_list(w->table_dir, NULL, &names, &ignored) == -1)
		return false;
	while (names.n > 0 && !stamp_ok(names.items[names.n - 1]))
		free(names.items[--names.n]);
	if (names.n > 0)
		dir = file_join(w->table_dir, names.items[names.n - 1]);
	names_free(&names);
	if (dir == NULL)
		return false;
	same = manifest_read(dir, &last, &ignored) == 0 &&
	    strcmp(last.result, "failed") == 0 && last.message != NULL &&
	    strcmp(last.message, message) == 0;
	raw_run_clear(&last);
	free(dir);
	return same;
}

int
raw_fail(struct raw_writer *w, const char *message, struct err *err)
{
	int rc = -1;

	raw_part_drop(w);
	/* The first one stays: it is in facts.db already, and a rebuild has
	 * to find what is there. */
	if (same_failure(w, message)) {
		rc = file_remove(w->temp, err);
		goto done;
	}
	for (size_t i = 0; i < w->run.nparts; i++)
		raw_part_clear(&w->run.parts[i]);
	w->run.nparts = 0;
	free(w->run.result);
	free(w->run.message);
	w->run.result = mem_str("failed");
	w->run.message = mem_str(message);
	if (file_remove(w->temp, err) == 0 &&
	    file_mkdirs(w->temp, 0777, err) == 0)
		rc = settle(w, err);
done:
	if (rc == -1)
		remove_temp(w);
	writer_free(w);
	return rc;
}

int
raw_reject(struct raw_run *run, const char *message, struct err *err)
{
	char *path = file_join(run->dir, RAW_MANIFEST);
	struct buf text = { 0 };
	struct names files = { 0 };
	int rc = -1;

	for (size_t i = 0; i < run->nparts; i++)
		raw_part_clear(&run->parts[i]);
	run->nparts = 0;
	free(run->result);
	free(run->message);
	run->result = mem_str("failed");
	run->message = mem_str(message);
	manifest_print(run, &text);
	/* The manifest first: after a crash in between, the run counts as
	 * failed already. */
	if (file_write(path, buf_str(&text), text.len, 0666, err) == -1 ||
	    file_sync_dir(run->dir, err) == -1 ||
	    file_list(run->dir, NULL, &files, err) == -1)
		goto done;
	for (size_t i = 0; i < files.n; i++) {
		char *file = file_join(run->dir, files.items[i]);
		int gone = strcmp(files.items[i], RAW_MANIFEST) == 0
		    ? 0
		    : file_remove(file, err);

		free(file);
		if (gone == -1)
			goto done;
	}
	rc = 0;
done:
	names_free(&files);
	buf_free(&text);
	free(path);
	return rc;
}
