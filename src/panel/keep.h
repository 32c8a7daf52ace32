/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keep: whole columns as they were read, for who asks for many areas one after
 * another. For src/panel only.
 */
#ifndef PANEL_KEEP_H
#define PANEL_KEEP_H

#include "panel/panel.h"

struct kept;
struct keep {
	struct kept **columns; /* by id of a column; NULL: not asked for */
	size_t n;
	struct kept **filled; /* oldest first, in a ring */
	size_t nfilled, oldest;
};

/* As store_values, of areas of the vintage of the column (vintage_of). A
 * column that is asked for often is read whole, once; no more than some
 * hundreds are held. reasons NULL: not asked for. */
int keep_values(struct panel *p, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err);
void keep_free(struct keep *k);

#endif
