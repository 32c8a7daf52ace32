/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ingest: one raw run into facts.db, in one transaction. Parsing and
 * inserting run on two threads. No network.
 */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include "base/err.h"
#include "model/decision.h"
#include "model/indicator.h"
#include "model/source.h"
#include "raw/raw.h"
#include "store/store.h"

struct ingest_result {
	uint64_t rows, facts; /* read; values present */
	uint64_t changed; /* values that differ from what was there */
	uint64_t topics, mapped; /* of the table; with an indicator */
	uint64_t shapes; /* boundaries or things with a place that were put */
	uint64_t unknown_areas; /* rows whose area is not in the dimension */
	/* Topics that the definition says nothing of, neither by a rule nor as
	 * left out: how many, and the first ones by name. */
	uint64_t unknown_topics;
	char unknown[512];
	char notice[512]; /* what was left out, in words; "" for nothing */
	/* Values and columns to look at that nobody accepted, and columns
	 * among them of which the values of before stay. */
	uint64_t doubts, held;
	char drift[512]; /* how the table differs from before, in words */
	bool refused; /* nothing was taken over: notice says why */
};

/* All or nothing: on failure facts.db is as it was. A failed raw run only
 * gets its row in runs. Rows whose area the table does not describe are left
 * out and counted. Checks: no area twice for one period and dims, as many
 * rows as the manifest counted, at least one fact. A run that is loaded
 * already, or is older than the one that is, is an error. A table of which less
 * than half is left gets a failed run and stays as it was (refused), unless
 * that is among the decisions; these may be NULL. */
int ingest_run(struct store *store, const struct source *src,
    const struct raw_run *run, const struct decisions *decisions,
    struct ingest_result *out, struct err *err);

#endif
