/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * folder: whole folders: one put in the place of another, hard links, a lock.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Put the folder from in the place of to in one step, so that who reads to
 * sees all of the old or all of the new one, and remove the old. Both on one
 * file system. Where that cannot exchange names it takes two steps; what a
 * kill between those leaves, folder_mend repairs. */
int folder_replace(const char *from, const char *to, struct err *err);
/* Before to is used: what a folder_replace that was killed left. */
int folder_mend(const char *to, struct err *err);
/* The same file under another name too, or a copy where there are no links.
 * What had that name goes. */
int folder_link(const char *from, const char *to, struct err *err);
/* Files of `from` whose name is wanted and that `to` has not are there too, as
 * links. Where there are no links they are not: nothing is copied. */
int folder_join(const char *from, const char *to, bool (*wanted)(const char *),
    struct err *err);
/* All that was written to this folder's file system onto the disk. */
int folder_sync(const char *dir, struct err *err);
/* Only one run at a time works on a folder: ERR_LOCK when another does. *out
 * is a descriptor; closing it, also by the end of the process, unlocks. */
int folder_lock(const char *dir, int *out, struct err *err);
/* As file_write, but without waiting for the disk: for many files at once,
 * with folder_sync after the last. */
int folder_put(const char *path, const void *data, size_t len,
    struct err *err);

#endif
