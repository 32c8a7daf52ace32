/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * budget: a refresh that may take only so long, and what it did not come to:
 * that goes first in the next one. Kept in state/last.json ("unreached").
 */
#ifndef CLI_BUDGET_H
#define CLI_BUDGET_H

#include "cli/state.h"
#include "model/source.h"
#include "model/table.h"

/* "90" or "0.5", minutes: 0, or -1. */
int budget_parse(const char *text, double *minutes);
/* Sources with something that the last run did not come to before others,
 * else in their order; weights between years last of all, as they are about
 * areas that the others bring. order[i] is an index, of sources->n. */
void budget_sources(
    const struct state *state, const struct sources *sources, size_t *order);
/* Tables of one source likewise, in place. */
void budget_tables(
    const struct state *state, const char *source, struct table_refs *refs);
/* What this run did not come to: "source" or "source/table". */
void budget_put(struct state *state, const struct strings *unreached);

#endif
