/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: how the counts of each topic and period were rounded, worked out
 * from what is in facts.db (analysis/rounding.h) and kept there.
 */
#ifndef DERIVE_ROUNDING_H
#define DERIVE_ROUNDING_H

#include <stdint.h>

#include "base/err.h"
#include "model/indicator.h"
#include "store/store.h"

/* The rows of topics and periods that have none: those of tables that were
 * loaded anew, or before there were such rows. Of list only the sums are looked
 * at. One transaction. *made: rows. */
int derive_roundings(struct store *s, const struct indicators *list,
    uint64_t *made, struct err *err);

#endif
