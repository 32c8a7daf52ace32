/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * family: the tables of a source over time, as its catalogue has them: one
 * that went away, was replaced, was renamed or is not kept up any more is
 * something a person should know. Kept in state/.
 */
#ifndef CLI_FAMILY_H
#define CLI_FAMILY_H

#include "cli/state.h"
#include "model/source.h"
#include "model/table.h"

/* Compare what the catalogue says now with what it said before, remember it,
 * and put what is new to say, one sentence each, into notices. */
void family_update(struct state *s, const struct source *src,
    const struct table_refs *now, int64_t at, struct strings *notices);
/* What was said so far: "2026-11-22: sentence", oldest first. */
void family_notices(const struct state *s, const char *source,
    struct strings *out);

#endif
