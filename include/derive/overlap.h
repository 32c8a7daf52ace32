/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * overlap: what part of the ground of an area lies in which area of the next
 * vintage that has boundaries. The least of the three sources of weights:
 * people do not live spread evenly.
 */
#ifndef DERIVE_OVERLAP_H
#define DERIVE_OVERLAP_H

#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

/* Make those that are missing. Parts below half a percent are left out (a
 * border drawn anew is never quite the same), and the rest is 1 together; an
 * area of which less than half lies in any area has no weights. *weights: how
 * many were made. A transaction for each pair of vintages and level. */
int derive_overlap(struct store *s, uint64_t *weights, struct err *err);

#endif
