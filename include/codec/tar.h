/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tar: archives in the tar format, in pieces (libarchive behind this face).
 * Names are bytes as they are on disk: data, never a path to write unchecked.
 */
#ifndef CODEC_TAR_H
#define CODEC_TAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "codec/gzip.h"

struct tar_writer;
/* All bytes go to sink. */
int tar_writer_new(gzip_sink *sink, void *arg, struct tar_writer **out,
    struct err *err);
/* The next plain file; exactly size bytes of it follow in tar_writer_put. at:
 * seconds since 1970. */
int tar_writer_file(struct tar_writer *t, const char *name, uint64_t size,
    int64_t at, struct err *err);
int tar_writer_put(struct tar_writer *t, const char *data, size_t len,
    struct err *err);
int tar_writer_end(struct tar_writer *t, struct err *err);
void tar_writer_free(struct tar_writer *t); /* NULL is fine */

/* Appends the next bytes of the archive to out; nothing at its end. */
typedef int tar_source(void *arg, struct buf *out, struct err *err);

struct tar_entry {
	const char *name; /* until the next call */
	uint64_t size;
	bool plain; /* a plain file: no folder, link, device or the like */
};
struct tar_reader;
int tar_reader_new(
    tar_source *source, void *arg, struct tar_reader **out, struct err *err);
/* 1: *out is the next entry; 0: the end; -1: no tar, cut off, damaged. */
int tar_reader_next(
    struct tar_reader *t, struct tar_entry *out, struct err *err);
/* The bytes of the entry, in pieces: as many as its size, or -1. */
int tar_reader_walk(struct tar_reader *t, gzip_sink *sink, void *arg,
    struct err *err);
void tar_reader_free(struct tar_reader *t); /* NULL is fine */

#endif
