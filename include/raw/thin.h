/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * thin: which runs go, so that the disk does not fill up over the years, and
 * the file in which what they told lives on:
 *   raw/history/<source>/<table>.csv.gz
 * Of a run that goes only its manifest stays, marked as thinned.
 */
#ifndef RAW_THIN_H
#define RAW_THIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "raw/raw.h"

#define RAW_HISTORY "history" /* folder in raw/; no source is called so */
#define RAW_KEEP_DAYS 90      /* when feiten.json does not say */

/* runs: all of one table, oldest first. go[i]: the answers of runs->items[i]
 * may go. Of the good runs whose answers are there stay: the first, the newest
 * two, the newest of each calendar year (UTC), and those that began less than
 * keep_days days before now. Failed and thinned runs have none to go. Returns
 * how many go. */
size_t raw_thin_plan(
    const struct raw_runs *runs, int64_t now, int keep_days, bool go[]);
/* Remove the answers of a run, its manifest says so first. Also ends what was
 * cut short: a thinned or failed run with answers left. */
int raw_thin(struct raw_run *run, struct err *err);
/* Whether a thinned or failed run has files besides its manifest. */
bool raw_has_rest(const struct raw_run *run);
/* Remove what runs that were killed left half made, everywhere in dir. Only
 * for who holds the lock. */
int raw_sweep(const char *dir, struct err *err);

/* Records of text; a field may be NULL. The first one is "history", version,
 * source, table, id of the run up to which it tells. */
struct raw_history;
/* Write anew; the one of before stays until the commit. */
int raw_history_begin(const char *dir, const char *source, const char *table,
    const char *run, struct raw_history **out, struct err *err);
int raw_history_put(struct raw_history *h, const char *const fields[], size_t n,
    struct err *err);
/* Flush to disk and put in place. Frees h, also on failure. */
int raw_history_commit(struct raw_history *h, struct err *err);
void raw_history_drop(struct raw_history *h); /* NULL is fine */

typedef int raw_history_sink(
    void *arg, const char *const fields[], size_t n, struct err *err);
/* All records between the first and the last: 1, or 0 when there is no such
 * file. Cut off, damaged, of another table, or the sink said no: -1; what the
 * sink got until then is not to be used. */
int raw_history_walk(const char *dir, const char *source, const char *table,
    raw_history_sink *sink, void *arg, struct err *err);
/* Up to which run it tells, a new string: 1; 0 when there is no file. */
int raw_history_run(const char *dir, const char *source, const char *table,
    char **run, struct err *err);

#endif
