/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * past: what runs told whose answers need not be read any more, between
 * facts.db and raw/history/.
 */
#ifndef INGEST_PAST_H
#define INGEST_PAST_H

#include "base/err.h"
#include "model/source.h"
#include "raw/raw.h"
#include "store/store.h"

/* Write the history of a table anew, up to the newest run that is loaded.
 * When facts.db knows less than the file that is there, or that file cannot
 * be read: an error, and the file stays. */
int past_write(struct store *store, const char *raw, const char *source,
    const char *table, const char *run, struct err *err);
/* Lay the history of a table over what is loaded: the one run up to which it
 * tells, and no other. */
int past_lay(struct store *store, const char *raw, const char *source,
    const char *table, struct err *err);
/* A run before that one only gets its row in runs. */
int past_run(struct store *store, const struct source *src,
    const struct raw_run *run, struct err *err);

/* What a rebuild does with each run. */
enum past_step {
	PAST_LOAD,  /* load it */
	PAST_ROW,   /* past_run: the history tells of it */
	PAST_LAY,   /* load it, then past_lay */
	PAST_BROKEN /* thinned, and no history tells of it: past_run, and say
		     * so */
};
struct past; /* of which tables there is a history, and up to which run */
/* runs: all of raw/, borrowed. A history that cannot be used: its table is
 * loaded without; what is wrong is in past_problem. */
struct past *past_new(const char *raw, const struct raw_runs *runs);
enum past_step past_step(const struct past *p, const struct raw_run *run);
/* Messages, one a table; NULL behind the last. */
const char *past_problem(const struct past *p, size_t i);
void past_free(struct past *p); /* NULL is fine */

#endif
