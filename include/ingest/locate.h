/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * locate: where in the answers of a run a value stands, found by reading them
 * again.
 */
#ifndef INGEST_LOCATE_H
#define INGEST_LOCATE_H

#include "base/err.h"
#include "model/source.h"
#include "raw/raw.h"

struct locate_ask {
	const char *title, *group, *unit, *key; /* of the topic */
	const char *period, *dims, *area;
};

struct place {
	const struct raw_part *part; /* of the run; NULL: not found */
	/* The record that holds it, in bytes of the decoded answer from 0; len
	 * 0 where only the line is known. */
	uint64_t at, len;
	uint64_t value_at, value_len; /* the figure itself; len 0: not told */
	uint64_t line; /* of the part or of its entry or sheet; 0 for JSON */
	bool packed;   /* it lies in an archive; line counts within its entry */
	bool sheet;
	bool summed; /* it is made of several records: there is no one place */
};

/* 0, also when it is not found; -1 when the answers cannot be read: gone, cut
 * off, or not what their checksum says. The part that holds it is read to its
 * end, so its checksum is known to be right. */
int ingest_locate(const struct source *src, const struct raw_run *run,
    const struct locate_ask *ask, struct place *out, struct err *err);

#endif
