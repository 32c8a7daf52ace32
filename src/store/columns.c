/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * columns: what columns there are, and the values in one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"
#include "take.h"

static enum absence
absence_of(int64_t v)
{
	if (v < ABSENCE_NOT_DELIVERED || v > ABSENCE_UNKNOWN)
		return ABSENCE_UNKNOWN;
	return (enum absence)v;
}

static int
read_column(
    struct store *s, sqlite3_stmt *st, struct column *c, struct err *err)
{
	const char *period = (const char *)sqlite3_column_text(st, 1);

	memset(c, 0, sizeof(*c));
	if (period == NULL || strlen(period) >= sizeof(c->period))
		return err_set(err, ERR_BASE,
		    "%s: a period that is none: run 'feiten rebuild'", s->path);
	memcpy(c->period, period, strlen(period) + 1);
	c->id = sqlite3_column_int64(st, 0);
	c->dims = db_str(st, 2);
	c->area_year = sqlite3_column_int(st, 3);
	c->provisional = sqlite3_column_int(st, 4) != 0;
	c->source = db_str(st, 5);
	c->table_id = db_str(st, 6);
	c->table_title = db_str(st, 7);
	c->topic_key = db_str(st, 8);
	c->topic_title = db_str(st, 9);
	c->topic_group = db_str(st, 10);
	c->unit = db_str(st, 11);
	c->indicator = db_str(st, 12);
	c->description = db_str(st, 13);
	c->run = db_str(st, 14);
	c->last_run = db_str(st, 15);
	c->loaded_at = sqlite3_column_int64(st, 16);
	c->values = sqlite3_column_int64(st, 17);
	for (int i = 0; i < LEVELS; i++)
		c->empty[i] = absence_of(sqlite3_column_int64(st, 18 + i));
	return 0;
}

int
store_columns(struct store *s, const char *indicator, const char *table_id,
    struct columns *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_COLUMNS, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, indicator);
	db_text(st, 2, table_id);
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(out->items, out->n, out->cap);
		if (read_column(s, st, &out->items[out->n], err) == -1) {
			db_reset(st);
			return -1;
		}
		out->n++;
	}
	return rc;
}

void
columns_free(struct columns *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct column *c = &list->items[i];

		free(c->dims);
		free(c->source);
		free(c->table_id);
		free(c->table_title);
		free(c->topic_key);
		free(c->topic_title);
		free(c->topic_group);
		free(c->unit);
		free(c->indicator);
		free(c->description);
		free(c->run);
		free(c->last_run);
	}
	free(list->items);
	memset(list, 0, sizeof(*list));
}

/* Why an area has no value: what is noted for the cell, else what is so for
 * the column; an area without a row in the table is simply not known. */
static int
reason_of(struct store *s, const struct column *col, const struct area *area,
    enum absence *reason, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_VALUE_GAP, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, col->id);
	db_int(st, 2, area->id);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	if (sqlite3_column_type(st, 0) != SQLITE_NULL)
		*reason = absence_of(sqlite3_column_int64(st, 0));
	else if (sqlite3_column_int(st, 1) != 0)
		*reason = col->empty[area->level];
	else
		*reason = ABSENCE_UNKNOWN;
	db_reset(st);
	return 0;
}

/* So many areas that reading the whole column is quicker than to ask for each:
 * one of so many that have a value, and never for a few. */
#define ONE_OF 4
#define MANY 100
/* Walking past the rows of a table takes as long as to ask for one reason in so
 * many of them. */
#define WALK_OF 150

static int
by_id(const void *a, const void *b)
{
	const struct area_slot *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

struct taking {
	const struct column *col;
	const struct area *const *areas;
	double *values;
	enum absence *reasons;
};

/* Go through a column: put is called for each area that has a row. */
static int
walk(struct store *s, enum stmt id, const struct taking *t,
    const struct area_slot list[], size_t n,
    void (*put)(void *arg, size_t at, double value), struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, id, err);
	struct taking copy = *t;
	struct taker taker = { .list = list, .n = n, .put = put, .arg = &copy };

	if (st == NULL)
		return -1;
	db_int(st, 1, t->col->id);
	return take_run(s, st, &taker, err);
}

static void
put_value(void *arg, size_t at, double value)
{
	const struct taking *t = arg;

	t->values[at] = value;
}

static void
put_row(void *arg, size_t at, double value)
{
	const struct taking *t = arg;

	(void)value;
	if (isnan(t->values[at]))
		t->reasons[at] = t->col->empty[t->areas[at]->level];
}

static void
put_gap(void *arg, size_t at, double value)
{
	const struct taking *t = arg;

	if (isnan(t->values[at]))
		t->reasons[at] = value >= 0.0 && value <= ABSENCE_UNKNOWN
		    ? absence_of((int64_t)value)
		    : ABSENCE_UNKNOWN;
}

/* Why there is none, where values have none: one by one when they are few. */
static int
many_reasons(struct store *s, const struct taking *t,
    const struct area_slot list[], size_t n, struct err *err)
{
	size_t missing = 0;
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		t->reasons[i] =
		    isnan(t->values[i]) ? ABSENCE_UNKNOWN : ABSENCE_NONE;
		missing += isnan(t->values[i]);
	}
	if (missing > MANY && missing > n / WALK_OF) {
		rc = walk(s, STMT_ROWS_ALL, t, list, n, put_row, err);
		return rc == -1
		    ? -1
		    : walk(s, STMT_GAPS_ALL, t, list, n, put_gap, err);
	}
	for (size_t i = 0; i < n && rc == 0; i++)
		if (isnan(t->values[i]))
			rc = reason_of(
			    s, t->col, t->areas[i], &t->reasons[i], err);
	return rc;
}

/* Areas by id; they mostly are already. */
static struct area_slot *
by_ids(const struct area *const areas[], size_t n)
{
	struct area_slot *list = mem_new(n + 1, sizeof(*list));
	bool sorted = true;

	for (size_t i = 0; i < n; i++) {
		list[i] = (struct area_slot){ areas[i]->id, i };
		sorted &= i == 0 || list[i - 1].id <= list[i].id;
	}
	if (!sorted)
		qsort(list, n, sizeof(*list), by_id);
	return list;
}

int
store_reasons(struct store *s, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	struct area_slot *list = by_ids(areas, n);
	const struct taking t = { col, areas, values, reasons };
	int rc = many_reasons(s, &t, list, n, err);

	free(list);
	return rc;
}

int
store_column_values(struct store *s, const struct column *col,
    const struct area_slot slots[], size_t n, double values[], struct err *err)
{
	const struct taking t = { .col = col, .values = values };

	return walk(s, STMT_VALUES_ALL, &t, slots, n, put_value, err);
}

static int
many_values(struct store *s, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	struct area_slot *list = by_ids(areas, n);
	const struct taking t = { col, areas, values, reasons };
	int rc;

	for (size_t i = 0; i < n; i++)
		values[i] = NAN;
	rc = store_column_values(s, col, list, n, values, err);
	if (rc == 0 && reasons != NULL)
		rc = many_reasons(s, &t, list, n, err);
	free(list);
	return rc;
}

int
store_values(struct store *s, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	if (n >= MANY && n > (size_t)col->values / ONE_OF)
		return many_values(s, col, areas, n, values, reasons, err);
	for (size_t i = 0; i < n; i++) {
		sqlite3_stmt *st = db_stmt(s, STMT_VALUE, err);
		int rc;

		if (st == NULL)
			return -1;
		db_int(st, 1, col->id);
		db_int(st, 2, areas[i]->id);
		rc = db_row(s, st, err);
		if (rc == -1)
			return -1;
		values[i] = rc == 1 ? sqlite3_column_double(st, 0) : NAN;
		db_reset(st);
		if (reasons == NULL)
			continue;
		reasons[i] = ABSENCE_NONE;
		if (rc == 0 &&
		    reason_of(s, col, areas[i], &reasons[i], err) == -1)
			return -1;
	}
	return 0;
}

int
store_value_run(struct store *s, const struct column *col,
    const struct area *area, char **run, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_VALUE_RUN, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, col->id);
	db_int(st, 2, area->id);
	rc = db_row(s, st, err);
	if (rc == -1)
		return -1;
	*run = rc == 1 ? db_str(st, 0) : NULL;
	db_reset(st);
	return 0;
}
