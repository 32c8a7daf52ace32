/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doubt: a load looked at before it is committed: columns that are empty or
 * zero at once are held, values that are odd are noted, and what a person
 * accepted before is let through. For src/ingest only.
 */
#ifndef INGEST_DOUBT_H
#define INGEST_DOUBT_H

#include "model/decision.h"
#include "store/check.h"

struct doubting {
	struct load *load;
	const char *source, *table;
	const struct areas *areas; /* of the load, by its numbers */
	const struct load_tally *tallies;
	size_t columns; /* slots * topics */
	const struct topic *topics;
	size_t ntopics;
	const struct decisions *decisions; /* or NULL */
	uint64_t open, held; /* doubts that nobody accepted; columns */
};

#define DOUBT_ID 11 /* ten hex digits and NUL */

/* After the last value; settles the load. */
int doubt_all(struct doubting *d, struct err *err);
/* The id of a table that is refused. */
void doubt_refusal_id(const char *source, const char *table,
    const struct drift *drift, char id[DOUBT_ID]);

#endif
