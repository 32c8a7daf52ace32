/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip: files inside a zip archive on disk (libzip behind this face), with
 * limits, so that a bomb stays small. Nothing is ever unpacked to a path that
 * the archive names.
 */
#ifndef CODEC_ZIP_H
#define CODEC_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/gzip.h"

#define ZIP_ENTRIES 4096
#define ZIP_RATIO 1000 /* most bytes out per byte in, for one entry */

struct zip_entry {
	const char *name; /* as in the archive: data, never a path to write */
	uint64_t size; /* as announced */
	bool link; /* a symbolic link; its bytes are a path */
};
struct zip_file;
/* -1: no zip, encrypted, too many entries, cut off, or entries that share
 * their bytes. The message starts with the path; those of the functions below
 * with the name of the entry. */
int zip_file_open(const char *path, struct zip_file **out, struct err *err);
void zip_file_close(struct zip_file *z);
size_t zip_file_count(const struct zip_file *z);
int zip_file_entry(const struct zip_file *z, size_t i, struct zip_entry *out,
    struct err *err);
/* The one entry whose name (its last part) fits the pattern with * and ?,
 * without regard to case and accents; none, or two, is an error that lists
 * names. Folders, and what a Mac adds (__MACOSX/), are not looked at. */
int zip_file_find(const struct zip_file *z, const char *pattern, size_t *i,
    struct err *err);
/* Stream an entry's bytes: at most max, and at most ZIP_RATIO times its packed
 * size (up to 1 MB excepted); both are looked at before the first byte comes.
 * The CRC and the size are checked at the end only: what came before that may
 * be wrong when this returns -1. */
int zip_file_walk(struct zip_file *z, size_t i, uint64_t max,
    gzip_sink *sink, void *arg, struct err *err);

#endif
