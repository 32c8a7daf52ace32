/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * part: the records of one raw part, whatever it is: JSON, CSV or a
 * spreadsheet, by itself or inside a zip. For src/ingest only.
 */
#ifndef INGEST_PART_H
#define INGEST_PART_H

#include "raw/raw.h"
#include "source/adapter.h"

#define PART_MAX (64u << 20)	/* largest part that is read whole, decoded */
#define PART_ENTRY (8ull << 30) /* most bytes out of an archive */

/* -1 with err set stops. */
typedef int part_sink(void *arg, const struct record *record, struct err *err);

/* All records, in order. How it is cut is a hint for JSON and CSV against a
 * spreadsheet or a zip: there the first bytes decide. Errors name the part's
 * file and the line or row within. */
int part_walk(const struct raw_run *run, const struct raw_part *part,
    const struct cut *cut, part_sink *sink, void *arg, struct err *err);
/* The bytes of one entry of a part that is a zip, appended to out. */
int part_entry(const struct raw_run *run, const struct raw_part *part,
    const char *pattern, struct buf *out, struct err *err);

#endif
