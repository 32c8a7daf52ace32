/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tar: libarchive, with the tar format only. Compression is left to
 * codec/gzip, which looks at its checksum; libarchive's does not.
 */
#include "codec/tar.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

#include "base/mem.h"

#define PIECE ((size_t)65536)

struct tar_writer {
	struct archive *a;
	gzip_sink *sink;
	void *arg;
	struct err failed; /* of the sink */
};

struct tar_reader {
	struct archive *a;
	struct archive_entry *entry;
	tar_source *source;
	void *arg;
	struct buf piece;
	struct err failed; /* of the source */
};

/* What the other side of a callback said goes before libarchive's words. */
static int
failed(struct archive *a, const struct err *own, struct err *err)
{
	if (own->code != ERR_NONE) {
		*err = *own;
		return -1;
	}
	return err_set(err, ERR_INPUT, "archive: %s",
	    archive_error_string(a) == NULL ? "damaged"
					    : archive_error_string(a));
}

static la_ssize_t
give(struct archive *a, void *arg, const void *data, size_t len)
{
	struct tar_writer *t = arg;

	(void)a;
	if (t->failed.code != ERR_NONE ||
	    t->sink(t->arg, data, len, &t->failed) == -1)
		return -1;
	return (la_ssize_t)len;
}

int
tar_writer_new(
    gzip_sink *sink, void *arg, struct tar_writer **out, struct err *err)
{
	struct tar_writer *t = mem_new(1, sizeof(*t));

	t->sink = sink;
	t->arg = arg;
	t->a = archive_write_new();
	/* GNU tar keeps names as the bytes they are, of any length. */
	if (t->a == NULL ||
	    archive_write_set_format_gnutar(t->a) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(t->a, 1) != ARCHIVE_OK ||
	    archive_write_open(t->a, t, NULL, give, NULL) != ARCHIVE_OK) {
		tar_writer_free(t);
		return err_set(err, ERR_WORK, "archive: cannot be begun");
	}
	*out = t;
	return 0;
}

int
tar_writer_file(struct tar_writer *t, const char *name, uint64_t size,
    int64_t at, struct err *err)
{
	struct archive_entry *e = archive_entry_new();
	int rc;

	archive_entry_set_pathname(e, name);
	archive_entry_set_size(e, (la_int64_t)size);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0600);
	archive_entry_set_mtime(e, (time_t)at, 0);
	rc = archive_write_header(t->a, e);
	archive_entry_free(e);
	return rc == ARCHIVE_OK ? 0 : failed(t->a, &t->failed, err);
}

int
tar_writer_put(
    struct tar_writer *t, const char *data, size_t len, struct err *err)
{
	la_ssize_t n = archive_write_data(t->a, data, len);

	return n == (la_ssize_t)len ? 0 : failed(t->a, &t->failed, err);
}

int
tar_writer_end(struct tar_writer *t, struct err *err)
{
	return archive_write_close(t->a) == ARCHIVE_OK
	    ? 0
	    : failed(t->a, &t->failed, err);
}

void
tar_writer_free(struct tar_writer *t)
{
	if (t == NULL)
		return;
	if (t->a != NULL) {
		/* Freeing would write the end of a half archive. */
		t->failed.code = ERR_WORK;
		archive_write_free(t->a);
	}
	free(t);
}

static la_ssize_t
fetch(struct archive *a, void *arg, const void **data)
{
	struct tar_reader *t = arg;

	buf_clear(&t->piece);
	if (t->failed.code != ERR_NONE ||
	    t->source(t->arg, &t->piece, &t->failed) == -1) {
		archive_set_error(a, EIO, "the source failed");
		return -1;
	}
	*data = buf_str(&t->piece);
	return (la_ssize_t)t->piece.len;
}

int
tar_reader_new(
    tar_source *source, void *arg, struct tar_reader **out, struct err *err)
{
	struct tar_reader *t = mem_new(1, sizeof(*t));

	t->source = source;
	t->arg = arg;
	t->a = archive_read_new();
	if (t->a == NULL ||
	    archive_read_support_format_tar(t->a) != ARCHIVE_OK ||
	    archive_read_open(t->a, t, NULL, fetch, NULL) != ARCHIVE_OK) {
		int rc = t->a == NULL
		    ? err_set(err, ERR_WORK, "archive: cannot be opened")
		    : failed(t->a, &t->failed, err);

		tar_reader_free(t);
		return rc;
	}
	*out = t;
	return 0;
}

int
tar_reader_next(struct tar_reader *t, struct tar_entry *out, struct err *err)
{
	int got = archive_read_next_header(t->a, &t->entry);

	if (got == ARCHIVE_EOF)
		return 0;
	if (got != ARCHIVE_OK)
		return failed(t->a, &t->failed, err);
	out->name = archive_entry_pathname(t->entry);
	if (out->name == NULL || archive_entry_size(t->entry) < 0)
		return err_set(err, ERR_INPUT,
		    "archive: an entry has no name, or no size");
	out->size = (uint64_t)archive_entry_size(t->entry);
	out->plain = archive_entry_filetype(t->entry) == AE_IFREG &&
	    archive_entry_hardlink(t->entry) == NULL &&
	    archive_entry_symlink(t->entry) == NULL;
	return 1;
}

int
tar_reader_walk(
    struct tar_reader *t, gzip_sink *sink, void *arg, struct err *err)
{
	uint64_t left = (uint64_t)archive_entry_size(t->entry);
	char *piece = mem_new(1, PIECE);
	int rc = -1;

	while (left > 0) {
		la_ssize_t n = archive_read_data(
		    t->a, piece, left < PIECE ? (size_t)left : PIECE);

		if (n <= 0) {
			if (n == 0)
				err_set(err, ERR_INPUT,
				    "archive: an entry is cut off");
			else
				failed(t->a, &t->failed, err);
			goto done;
		}
		if (sink(arg, piece, (size_t)n, err) == -1)
			goto done;
		left -= (uint64_t)n;
	}
	rc = 0;
done:
	free(piece);
	return rc;
}

void
tar_reader_free(struct tar_reader *t)
{
	if (t == NULL)
		return;
	if (t->a != NULL)
		archive_read_free(t->a);
	buf_free(&t->piece);
	free(t);
}
