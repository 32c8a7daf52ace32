/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check: what ingest holds a load against before it is committed, and what it
 * then says of it. Columns and areas by the small numbers of store/load.h.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "model/decision.h"
#include "model/indicator.h"
#include "model/notice.h"
#include "store/load.h"

/* A table as its newest good run left it. */
struct table_was {
	struct table_meta meta; /* title, period, area_year, rows, topics */
	struct strings members; /* "Leeftijd=20300", each once */
	uint64_t areas;		/* that had a row */
};
/* 1 and *out, or 0 when it was never loaded. */
int store_table_was(struct store *s, const char *source, const char *table,
    struct table_was *out, struct err *err);
/* The same of another table of the source: of those of one period each the
 * newest that is earlier than period. areas: 0. */
int store_family_was(struct store *s, const char *source, const char *table,
    const char *period, struct table_was *out, struct err *err);
void table_was_clear(struct table_was *was);

/* Between the last value and store_load_end, for a table that was there
 * before: how many values a column had, and how many that are not zero. */
struct load_before {
	uint64_t values[LEVELS], nonzero[LEVELS];
};
bool store_load_first(const struct load *l); /* it was not there before */
int store_load_before(
    struct load *l, size_t column, struct load_before *out, struct err *err);
/* The column stays as it was: what came of it is not taken over. Before
 * store_load_settle. */
int store_load_hold(struct load *l, size_t column, struct err *err);
/* The values are in their place now; doubts about values that were replaced,
 * and all about columns that were held, are gone. */
int store_load_settle(struct load *l, struct err *err);

/* What a column is; texts are the caller's to free. */
struct load_column {
	int64_t id;
	char *title, *group, *unit, *dims, *indicator; /* NULL: none */
	int twin, area_year;
	char period[PERIOD_LEN];
	enum indicator_kind kind; /* of the indicator */
};
int store_load_column(
    struct load *l, size_t column, struct load_column *out, struct err *err);
void load_column_clear(struct load_column *c);
/* How many areas there are by now. */
size_t store_load_areas(const struct load *l);
/* Whether this load changed a value of the column: 1 or 0. */
int store_load_touched(struct load *l, size_t column, struct err *err);
/* Values of a column, by area; NAN where there is none. After settling. */
int store_load_values_now(
    struct load *l, size_t column, double now[], struct err *err);
/* Of values that this load put: fresh is true, and old the one replaced, or
 * NAN. The others are left alone. */
int store_load_values_old(
    struct load *l, size_t column, bool fresh[], double old[], struct err *err);
/* The same indicator and members a period ago, of areas that are the same by
 * code and name: 1, or 0 when there is none. was[i] is NAN where unknown. */
int store_load_values_ago(
    struct load *l, const struct load_column *c, double was[], struct err *err);

struct doubt { /* was, value: NAN for none */
	const char *id;
	enum doubt_kind kind;
	double was, value;
	bool held;
	const struct decision *accepted; /* or NULL */
};
#define LOAD_WHOLE SIZE_MAX /* the column as a whole */
int store_load_doubt(struct load *l, size_t column, size_t area,
    const struct doubt *d, struct err *err);
int store_load_drifts(
    struct load *l, const struct drifts *list, struct err *err);

/* A run that was not taken over, and how it differs. run->message says why. */
int store_put_refused_run(struct store *s, const struct source *src,
    const struct load_run *run, const struct drifts *list, struct err *err);
/* The message of the newest run that was refused and names this id: 1 and
 * *message (a new string), or 0. */
int store_refused(
    struct store *s, const char *id, char **message, struct err *err);

/* Doubts that nobody accepted about what is in facts: area 0 is the whole
 * column. Sorted. */
struct doubt_place {
	int64_t column, area; /* ids */
};
struct doubt_places {
	struct doubt_place *items;
	size_t n, cap;
};
int store_doubt_places(
    struct store *s, struct doubt_places *out, struct err *err);
/* Those of a column, of which there are *n; the first may be the whole. */
const struct doubt_place *doubt_places_of(
    const struct doubt_places *list, int64_t column, size_t *n);
/* Whether these have an area. */
bool doubt_places_have(
    const struct doubt_place of[], size_t n, int64_t area);

#endif
