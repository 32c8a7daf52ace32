/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rows: all rows of a raw run, page after page, without holding a page.
 * For src/ingest only.
 */
#ifndef INGEST_ROWS_H
#define INGEST_ROWS_H

#include <stdint.h>

#include "raw/raw.h"
#include "source/adapter.h"

struct walk { /* what is walked through; all borrowed */
	const struct source *source;
	const struct adapter *adapter;
	const struct raw_run *run;
	const struct table_meta *meta;
};

/* number: of the row within the table, from 1. -1 with err set stops. */
typedef int rows_sink(
    void *arg, const struct row *row, uint64_t number, struct err *err);

/* Errors name the part (its file) and the row. *count, when not NULL, gets
 * how many records there were, also those without a row. */
int rows_walk(const struct walk *w, rows_sink *sink, void *arg, uint64_t *count,
    struct err *err);
/* Whether how many records there are was counted when they were fetched. */
bool rows_counted(const struct walk *w);
/* A part for adapter.describe, see adapter_read; arg: struct walk, of which
 * meta is not used. */
int rows_part(void *arg, const char *role, struct buf *out, struct err *err);

#endif
