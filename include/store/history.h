/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * history: all that a table knows besides the answers of its newest run, as
 * records of text: its runs, values that were replaced, what each value came
 * with, drifts and doubts. Put back after that run was loaded, the table is
 * as it was. Places, topics and columns are told by what they are called, and
 * by a number that means something within one history only.
 */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include <stddef.h>

#include "base/err.h"
#include "store/load.h"
#include "store/store.h"

/* fields[0] is the kind of record; a field may be NULL. */
typedef int history_sink(
    void *arg, const char *const fields[], size_t n, struct err *err);

/* The newest good run of a table as loaded (a new string): 1; or 0 when there
 * is no such table, or a column of it is held until somebody decides. */
int store_history_run(struct store *s, const char *source, const char *table,
    char **run, struct err *err);
/* All records of a table, in one order. */
int store_history(struct store *s, const char *source, const char *table,
    history_sink *sink, void *arg, struct err *err);

/* Put records back, in the order they were given in and in one transaction.
 * The table was loaded for the first time just now. */
struct history;
int store_history_begin(struct store *s, const char *source, const char *table,
    struct history **out, struct err *err);
/* A history_sink; arg: the struct history. */
int store_history_put(
    void *arg, const char *const fields[], size_t n, struct err *err);
/* Frees h, also on failure (then nothing changed). */
int store_history_end(struct history *h, struct err *err);
void store_history_abort(struct history *h); /* NULL is fine */

/* Every good run that is loaded. */
typedef int run_sink(void *arg, const char *source, const char *table,
    const char *run, struct err *err);
int store_good_runs(
    struct store *s, run_sink *sink, void *arg, struct err *err);

/* A run whose answers are not loaded, as the history tells what they did. */
int store_put_past_run(struct store *s, const struct source *src,
    const struct load_run *run, struct err *err);

#endif
