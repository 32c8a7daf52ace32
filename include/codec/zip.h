/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip: files inside a zip archive on disk (libzip behind this face), with
 * limits, so that a bomb stays small. Nothing is ever unpacked to a path that
 * the archive names.
 */
#ifndef CODEC_ZIP_H
#define CODEC_ZIP_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/gzip.h"

#define ZIP_ENTRIES 4096
#define ZIP_RATIO 1000 /* most bytes out per byte in, for one entry */

struct zip_entry {
	const char *name; /* as in the archive: data, never a path to write */
	uint64_t size; /* as announced */
};
struct zip_file;
/* -1: no zip, encrypted, too many entries, or cut off. */
int zip_file_open(const char *path, struct zip_file **out, struct err *err);
void zip_file_close(struct zip_file *z);
size_t zip_file_count(const struct zip_file *z);
int zip_file_entry(const struct zip_file *z, size_t i, struct zip_entry *out,
    struct err *err);
/* The one entry whose name (its last part) fits the pattern with * and ?,
 * without regard to case; none, or two, is an error that lists names. */
int zip_file_find(const struct zip_file *z, const char *pattern, size_t *i,
    struct err *err);
/* Stream an entry's bytes: at most max, and at most ZIP_RATIO times its packed
 * size (small entries excepted). Checks the CRC at the end. */
int zip_file_walk(struct zip_file *z, size_t i, uint64_t max,
    gzip_sink *sink, void *arg, struct err *err);

#endif
