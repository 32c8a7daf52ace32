/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load: writing one run of one table into facts.db, in one transaction. Used
 * by ingest, and by derive for what it computes. A table that is there already is compared: values that
 * did not change are not touched, the others keep their old value in the
 * history with the run that replaced it.
 */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/source.h"
#include "model/table.h"
#include "store/store.h"

struct load_run { /* what the manifest says of the run */
	const char *id; /* "<table>.<stamp>" */
	const char *table;
	int64_t started, ended;
	const char *message; /* why it failed; NULL for a good one */
	uint64_t requests, bytes, rows;
};

/* Cells are named by small numbers: column = slot * ntopics + topic, where a
 * slot is a period with dimension members, numbered from 0 in the order of
 * store_load_slot; area is the index in table_meta.areas. */
struct load_cell {
	uint32_t column;
	uint32_t area;
	double value;
};

struct load_tally { /* of one column, by level of area */
	uint32_t values[LEVELS], empty[LEVELS], cannot[LEVELS];
	uint32_t zeros[LEVELS]; /* of the values */
};

struct load_end {
	const struct load_tally *tallies; /* slots * ntopics */
	const uint64_t *texts; /* per topic: cells with a text */
	const unsigned char *seen; /* per area: 1 when it has a row */
	const char *changes; /* per area: CBS change code, or 0 */
	const char *notice; /* for the run's message, or NULL */
	uint64_t rows; /* as counted while loading; 0: as the run says */
};

struct load;

/* Start: takes the database for writing. Source, run, table, areas and topics
 * are put. A run that is there already, or is older than the one loaded, is an
 * error. meta is borrowed until the end. */
int store_load_begin(struct store *s, const struct source *src,
    const struct load_run *run, const struct table_meta *meta,
    struct load **out, struct err *err);
/* The next slot. indicators: of its columns, by topic (NULL: those of the
 * topics). */
int store_load_slot(struct load *l, const char *period, const char *dims,
    const char *const indicators[], struct err *err);
/* An area that table_meta.areas does not have: at is the next index after its
 * areas and those put before. Or one put before, which turned out to have a
 * fuller name. */
int store_load_area(struct load *l, size_t at, const struct area *area,
    struct err *err);
/* Values; quickest when sorted by column, then area. No cell may come twice. */
int store_load_values(struct load *l, const struct load_cell cells[],
    size_t n, struct err *err);
/* Cells that cannot logically have a value; .value is not looked at. */
int store_load_gaps(struct load *l, const struct load_cell cells[], size_t n,
    struct err *err);
/* Shapes, WKB in RD. Those that the table had before are gone with the first
 * one put. Of an area (index in table_meta.areas) there is one of its land and
 * one of its water: 1 when it has that one already (nothing is put then). */
int store_load_boundary(struct load *l, size_t area, bool water,
    const void *wkb, size_t len, struct err *err);
/* A thing with a place; attributes: a JSON object. */
int store_load_feature(struct load *l, const char *fid, const void *wkb,
    size_t len, const char *attributes, struct err *err);
/* Weights between areas of two vintages (ids from store_areas), in place of
 * those that came with this table before; checked by the caller. */
int store_load_crosswalk(struct load *l, const struct crossing_part parts[],
    size_t n, enum basis basis, struct err *err);
/* Compare, count, commit. Frees l, also on failure (then nothing changed).
 * *changed: values that differ from what was there (new ones on the first
 * load count too). */
int store_load_end(struct load *l, const struct load_end *end,
    uint64_t *changed, struct err *err);
/* Give up: the database is as it was. NULL is fine. */
void store_load_abort(struct load *l);
/* A run that failed only gets its row. */
int store_put_failed_run(struct store *s, const struct source *src,
    const struct load_run *run, struct err *err);

#endif
