/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * neighbours: which areas lie against each other, also across the border of a
 * gemeente.
 */
#ifndef DERIVE_NEIGHBOURS_H
#define DERIVE_NEIGHBOURS_H

#include <stdint.h>

#include "base/err.h"
#include "store/store.h"

/* Areas that meet in a corner are no neighbours: more than this of border, in
 * metres. */
#define NEIGHBOUR_LEAST 1.0

/* Work out the neighbours of every vintage and level that has boundaries and
 * no neighbours yet; *pairs: how many were found. Each in a transaction of its
 * own. */
int derive_neighbours(struct store *s, uint64_t *pairs, struct err *err);

#endif
