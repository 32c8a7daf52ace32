/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load: raw runs into facts.db, for refresh and rebuild.
 */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "cli/cli.h"
#include "cli/factbase.h"
#include "cli/state.h"
#include "ingest/ingest.h"
#include "raw/raw.h"

struct load_totals {
	uint64_t tables, rows, facts, changed, shapes, failed;
	uint64_t doubts; /* values and columns that nobody accepted */
};

/* Load all of raw/ into a new database and put it in the place of facts.db;
 * one that is no database of ours is kept beside it under another name. */
int load_all(struct cli *cli, struct factbase *fb, struct state *state,
    struct load_totals *totals, struct err *err);
/* Load the runs of one table that facts.db does not have yet. *store is
 * opened when needed. */
int load_table(struct cli *cli, struct factbase *fb, struct state *state,
    const struct source *src, const char *table, struct store **store,
    struct load_totals *totals, struct err *err);
/* What is worked out from what was loaded, where that changed: figures of
 * things with a place, and how counts are rounded.
 * A source that fails is printed and counted; -1 when the database does. */
int load_figures(struct cli *cli, const struct factbase *fb,
    struct store *store, struct load_totals *totals, struct err *err);
/* Open facts.db for writing, with the indicators of now, once. */
int load_open(struct factbase *fb, struct store **store, struct err *err);

#endif
