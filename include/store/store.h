/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store: facts.db (SQLite behind this face). Schema and views in
 * src/store/schema.sql; statements by name in the files beside it. Open data
 * only: never a word of an interview or of story/.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/area.h"
#include "model/indicator.h"
#include "model/period.h"
#include "model/source.h"
#include "model/table.h"

struct store;

/* write true: create or migrate as needed. write false: must be there. A file
 * that is no database, another program's database, or of a newer feiten:
 * ERR_BASE with what to do (feiten rebuild). */
int store_open(const char *path, bool write, struct store **out,
    struct err *err);
void store_close(struct store *s);
/* Whether the database itself refused something since it was opened (a full
 * disk, damage), rather than what was to be put in it. */
bool store_troubled(const struct store *s);
/* Remove a database with the files that SQLite keeps beside it, or move all
 * of them: a log that stays behind would be taken for that of the next file
 * in its place. */
int store_remove(const char *path, struct err *err);
int store_move(const char *from, const char *to, struct err *err);
/* Put the whole content of the database at from (ours, closed) in the place of
 * the one at to, in one transaction that readers of to see all of or nothing
 * of; to is made when it is not there. */
int store_replace(const char *from, const char *to, struct err *err);
/* Where SQLite sorts what does not fit in memory, for all stores opened from
 * here on in this process: in files in this folder whose names start with
 * STORE_SCRATCH. They have no name but for a moment; what a killed run left of
 * them in that moment is the caller's to remove. */
#define STORE_SCRATCH "etilqs_"
void store_scratch(const char *folder);
/* One snapshot for reading until store_snapshot_end (nesting not allowed). */
int store_snapshot(struct store *s, struct err *err);
void store_snapshot_end(struct store *s);
/* From here on, until the store is closed, all that is read is as it was known
 * at that moment: values by the runs that brought and replaced them, tables by
 * their newest run of then. To be asked for within a snapshot, once. What is
 * not kept by run is as it is now: names of areas, the catalogue of
 * indicators, shapes, how many values a table has, and tbl.modified, which is
 * NULL for a table that was fetched since. Nothing known yet: ERR_USAGE. */
int store_as_of(struct store *s, int64_t until, struct err *err);
/* Sources of which a table failed since its newest good run of then. */
int store_failed_then(
    struct store *s, int64_t until, struct strings *out, struct err *err);

/* The catalogue of indicators and the source's description: replace. */
int store_put_indicators(struct store *s, const struct indicators *list,
    struct err *err);

/* Reading, for panel and cli listings. All lists are appended to; the caller
 * frees them. */
struct area_filter {
	int year; /* vintage; 0: the newest each code occurs in */
	int level; /* enum area_level, or -1 for all */
	const char *within; /* a GM or WK code (itself included), or NULL */
	const char *code; /* exactly this one, or NULL */
	const char *name; /* part of a name or code, folded; or NULL */
};
int store_areas(struct store *s, const struct area_filter *filter,
    struct areas *out, struct err *err); /* ordered by code, year */

/* A column: topic x period x dimension members x vintage. */
struct column {
	int64_t id;
	char period[PERIOD_LEN];
	char *dims;
	int area_year;
	bool provisional;
	char *source, *table_id, *table_title;
	char *topic_key, *topic_title, *topic_group, *unit;
	char *indicator; /* or NULL */
	char *description; /* or NULL */
	char *run; /* id of the run that loaded it first */
	char *last_run; /* id of the table's newest run */
	int64_t loaded_at; /* when the newest run was fetched */
	int64_t values; /* how many areas have a value */
	enum absence empty[LEVELS]; /* what an empty cell means, by level */
};
struct columns {
	struct column *items; /* by indicator, period, table */
	size_t n, cap;
};
/* indicator NULL: all columns. table_id NULL: any. */
int store_columns(struct store *s, const char *indicator,
    const char *table_id, struct columns *out, struct err *err);
void columns_free(struct columns *list);

/* Values of one column for areas (of its vintage; ids from store_areas):
 * values[i] is NAN where there is none. reasons may be NULL. */
int store_values(struct store *s, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err);
/* The whole column at once: values[slots[i].at] of each area with slots[i].id,
 * left as it is where there is none. Sorted by id; made once per vintage. */
struct area_slot {
	int64_t id;
	size_t at;
};
int store_column_values(struct store *s, const struct column *col,
    const struct area_slot slots[], size_t n, double values[],
    struct err *err);
/* Why those of values (as store_values gave them) that are NAN have none. */
int store_reasons(struct store *s, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err);
/* The run a single value came with: a new string, or NULL. */
int store_value_run(struct store *s, const struct column *col,
    const struct area *area, char **run, struct err *err);

/* A table as loaded. */
struct loaded_table {
	char *source, *source_title, *publisher, *licence, *licence_url, *link;
	char *table_id, *title, *period;
	char *first, *last; /* periods with values; NULL when none */
	int area_year;
	char *modified; /* of the source */
	char *run; /* newest good run */
	int64_t fetched_at;
	int64_t rows, facts;
	int64_t topics, delivered, mapped;
};
struct loaded_tables {
	struct loaded_table *items; /* by source, period, table */
	size_t n, cap;
};
int store_tables(struct store *s, struct loaded_tables *out,
    struct err *err);
void loaded_tables_free(struct loaded_tables *list);
/* Whether a raw run was loaded (ok or failed) already. */
int store_has_run(struct store *s, const char *run_id, bool *yes,
    struct err *err);
/* Shapes, WKB in metres of the Dutch grid. Text and bytes live until the sink
 * returns; one that does not return 0 ends it: -1, and err is the sink's. */
struct boundary {
	int64_t area; /* id */
	const char *code;
	bool water; /* the part of the area that is water */
	const void *wkb;
	size_t len;
};
typedef int boundary_sink(
    void *arg, const struct boundary *b, struct err *err);
/* Of all areas of a vintage and level, by code, land before water. */
int store_boundaries(struct store *s, int year, enum area_level level,
    boundary_sink *sink, void *arg, struct err *err);
/* The shape of the land of one area of a vintage: 1, and source and table that
 * it came with (new strings); or 0: it has
 * none. */
struct shape_found {
	char *source, *table_id;
	void *wkb; /* a copy; the caller frees all three */
	size_t len;
};
int store_boundary(struct store *s, const char *code, int year,
    struct shape_found *out, struct err *err);
/* The newest vintage with shapes of areas of this level; 0: none has. */
int store_boundary_year(
    struct store *s, enum area_level level, int *year, struct err *err);
struct feature {
	const char *fid; /* as the source calls it, or "" */
	const char *attributes; /* a JSON object */
	const void *wkb;
	size_t len;
};
typedef int feature_sink(void *arg, const struct feature *f, struct err *err);
/* Of a table, in the order of the source. */
int store_features(struct store *s, const char *source, const char *table_id,
    feature_sink *sink, void *arg, struct err *err);
/* Tables of a source that have features: their ids, ordered. */
int store_feature_tables(struct store *s, const char *source,
    struct strings *ids, struct err *err);
/* When the features of a table and the shapes of areas of a vintage were last
 * fetched: the later of the two, as the stamp in names of runs, and its time.
 * 1, or 0 when there are none of either. */
#define STORE_STAMP 17
int store_shapes_stamp(struct store *s, const char *source,
    const char *table_id, int year, char stamp[STORE_STAMP], int64_t *ended,
    struct err *err);
/* What part of an area of one vintage lies in an area of another, and what that
 * is known by. The lower basis goes first where there are several. */
enum basis { BASIS_TABLE, BASIS_ADDRESSES, BASIS_OVERLAP };
const char *basis_name(enum basis basis); /* "table", "addresses", "overlap" */
struct crossing_row {
	int from, to; /* vintages */
	char code[12], other[12]; /* of these */
	double weight;
	enum basis basis;
};
typedef int crossing_sink(
    void *arg, const struct crossing_row *row, struct err *err);
/* All, by area that is left. */
int store_crosswalks(struct store *s, crossing_sink *sink, void *arg,
    struct err *err);
/* A vintage with boundaries of a level, the next one that has them too. */
struct crossing_pair {
	int from, to;
	enum area_level level;
};
/* Those without weights by overlap: loading the boundaries of a year takes
 * them away. A new list that the caller frees. */
int store_overlap_due(struct store *s, struct crossing_pair **out, size_t *n,
    struct err *err);
/* Weights by overlap of one pair, in place of those that were there; a
 * transaction of its own. */
struct crossing_part {
	int64_t area, other; /* ids */
	double weight;
};
int store_put_overlap(struct store *s, const struct crossing_pair *pair,
    const struct crossing_part parts[], size_t n, struct err *err);
/* A number that changes whenever facts, areas or shapes change. */
int store_revision(struct store *s, int64_t *revision, struct err *err);

#endif
