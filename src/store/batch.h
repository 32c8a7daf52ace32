/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * batch: what the table "batch" shows at this moment. For src/store only.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "store/db.h"
#include "store/load.h"

struct batch_feed { /* all borrowed */
	const struct load_cell *cells;
	size_t n;
	const int64_t *columns; /* ids, by load_cell.column */
	const int64_t *areas;	/* ids, by load_cell.area */
};

/* Run a statement that reads "batch" over these cells. */
int batch_run(struct store *s, sqlite3_stmt *st, const struct batch_feed *feed,
    struct err *err);

#endif
