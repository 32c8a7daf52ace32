/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * look: a run held against what facts.db has, before it is committed: drifts
 * of the table, doubts about its values. For src/ingest only.
 */
#ifndef INGEST_LOOK_H
#define INGEST_LOOK_H

#include "base/map.h"
#include "ingest/ingest.h"
#include "ingest/reader.h"
#include "store/check.h"

struct look {
	struct table_was was;
	bool there;  /* the table was loaded before */
	bool family; /* was is another table of the source */
	struct map known;
	struct strings members; /* of this run, each once */
	struct drifts drifts;
	char refused[320]; /* why nothing is taken over; "" */
};

/* What the table was, before the load begins. */
int look_before(struct look *k, struct store *store, const struct source *src,
    const struct raw_run *run, const struct table_meta *meta, struct err *err);
/* A slot with these members came. */
void look_slot(struct look *k, const char *dims);
/* All rows are read: the drifts, and whether it is refused. rows: as facts.db
 * will count them. */
void look_drifts(struct look *k, const struct reader *r, uint64_t rows,
    const struct decisions *decisions);
/* Drifts and doubts into the load; what there is to say into out. */
int look_put(struct look *k, struct load *load, const struct reader *r,
    const struct decisions *decisions, struct ingest_result *out,
    struct err *err);
void look_clear(struct look *k);

#endif
