/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * drift: how a table differs from what it was. Only told: which indicator a
 * column is, is for the rules of the definition. For src/ingest only.
 */
#ifndef INGEST_DRIFT_H
#define INGEST_DRIFT_H

#include "model/notice.h"
#include "model/source.h"
#include "model/table.h"

struct drift_side {
	const struct table_meta *meta;
	const struct strings *members; /* "Leeftijd=20300", each once */
	uint64_t rows, areas;
};

/* family: was is another table of the source, of an earlier period: only
 * columns are compared, and one that went on without an indicator is no loss
 * of this table. Appends. */
void drift_find(const struct drift_side *was, const struct drift_side *now,
    bool family, struct drifts *out);
/* Whether so little is left that nothing of it is to be taken over: the drift
 * that says so, or NULL. */
const struct drift *drift_refuses(const struct drifts *list);

#endif
