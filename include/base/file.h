/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file: whole small files, atomic replacement, folders. Paths are never
 * built from data of outside unchecked: see file_name_ok.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct names {
	char **items; /* sorted by bytes */
	size_t n, cap;
};

/* Whether name may be one component of a path: 1 to 120 characters out of
 * letters, digits, '-', '_', '.', not starting with '.'. */
bool file_name_ok(const char *name);
/* dir + "/" + name, a new string. */
char *file_join(const char *dir, const char *name);
/* Whole file into out (appended). Larger than max bytes is an error. */
int file_read(const char *path, size_t max, struct buf *out, struct err *err);
/* Write to path.tmp-PID, fsync, rename over path. mode as for open(2). */
int file_write(const char *path, const void *data, size_t len, int mode,
    struct err *err);
/* As file_write, but leaves the file (and its time) alone when it already
 * holds these bytes. *changed, when not NULL, tells. */
int file_update(const char *path, const void *data, size_t len, int mode,
    bool *changed, struct err *err);
bool file_exists(const char *path);
bool file_is_dir(const char *path);
int64_t file_size(const char *path); /* -1 when it is not there */
/* mkdir -p. */
int file_mkdirs(const char *path, int mode, struct err *err);
/* Names in a folder, sorted, without "." and ".."; suffix NULL for all. A
 * folder that is not there gives an empty list and 0. */
int file_list(const char *dir, const char *suffix, struct names *out,
    struct err *err);
void names_add(struct names *names, const char *name);
void names_free(struct names *names);
/* rm -r; does not follow links; what is not there is fine. */
int file_remove(const char *path, struct err *err);
/* The same of what has that name in a folder. */
int file_remove_in(const char *dir, const char *name, struct err *err);
/* Take away what a writer that was killed left in a folder: entries whose name
 * ends in ".tmp-PID", or starts with ".NAME-PID-" (a work folder), of a process
 * that is no more. What cannot be removed stays: that harms nothing. */
void file_sweep(const char *dir);
/* The same in a folder of all (/tmp): folders PREFIXPID-... of a process that
 * is no more, if they are this user's. */
void file_sweep_temp(const char *dir, const char *prefix);
int file_rename(const char *from, const char *to, struct err *err);
int file_copy(const char *from, const char *to, int mode, struct err *err);
/* Flush a folder's own entries to disk. */
int file_sync_dir(const char *dir, struct err *err);

/* Where the program's own data (sources/, reports/) lies: FEITEN_SHARE, else
 * beside the build, else the installed place. Owned by the module. */
const char *file_share(void);

#endif
