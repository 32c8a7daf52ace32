/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * child: another program (gnuplot, Typst, node) as a child process: no
 * shell, an environment of our own, pipes, and a time limit on every wait.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct child; /* a running program */

/* The full path of a program on PATH, or NULL. Caller frees. */
char *child_find(const char *program);
/* Start argv[0] (looked up on PATH) with env (NULL: only PATH, LANG=C.UTF-8,
 * LC_ALL=C.UTF-8, HOME=/nonexistent, TMPDIR, and a proxy that is none, so
 * that nothing is fetched). dir NULL keeps the folder. */
int child_start(const char *const argv[], const char *const env[],
    const char *dir, struct child **out, struct err *err);
/* Write len bytes to its stdin, and gather what it prints meanwhile into out
 * and errs (either may be NULL: thrown away). Returns when all is written.
 * A child that is gone gives -1, never SIGPIPE; so does one that fills a
 * buffer with more than max bytes rather than read. */
int child_write(struct child *c, const void *data, size_t len,
    struct buf *out, struct buf *errs, size_t max, double seconds,
    struct err *err);
/* Read until the text mark appears in out (mark_err false) or in errs (true);
 * where it stands there already, as child_write read it, nothing is waited
 * for. Both buffers are appended to. -1 on time-out, end of output, or more than
 * max bytes. */
int child_read_until(struct child *c, const char *mark, bool mark_err,
    struct buf *out, struct buf *errs, size_t max, double seconds,
    struct err *err);
/* Close its stdin, gather the rest of its output, wait. *status is the exit
 * status, or 128 + signal. Frees c also on error (the child is killed). */
int child_finish(struct child *c, struct buf *out, struct buf *errs,
    size_t max, double seconds, int *status, struct err *err);
/* Kill and free; NULL is fine. */
void child_kill(struct child *c);
/* Start, feed input, gather output, wait, in one call. A status other than 0
 * is not an error here: look at *status. */
int child_run(const char *const argv[], const char *const env[],
    const char *dir, const void *input, size_t len, struct buf *out,
    struct buf *errs, size_t max, double seconds, int *status,
    struct err *err);

#endif
