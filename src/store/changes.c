/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * changes: reading what is different since a moment.
 */
#include "store/changes.h"

#include <math.h>

#include "store/db.h"

static const char *
text(sqlite3_stmt *st, int at)
{
	return (const char *)sqlite3_column_text(st, at);
}

static double
number(sqlite3_stmt *st, int at)
{
	return sqlite3_column_type(st, at) == SQLITE_NULL
	    ? NAN
	    : sqlite3_column_double(st, at);
}

/* What values and doubts have in common. */
static void
take_value(sqlite3_stmt *st, struct change *c)
{
	c->area = text(st, 3);
	c->area_name = text(st, 4);
	c->indicator = text(st, 5);
	c->topic = text(st, 6);
	c->period = text(st, 7);
	c->dims = text(st, 8);
	c->was = number(st, 9);
	c->became = number(st, 10);
	c->unit = text(st, 11);
}

static void
take_count(sqlite3_stmt *st, struct change *c)
{
	c->revised = sqlite3_column_int64(st, 3);
	c->gone = sqlite3_column_int64(st, 4) - c->revised;
	c->came = sqlite3_column_int64(st, 5);
	c->columns = sqlite3_column_int64(st, 6);
	c->column_values = sqlite3_column_int64(st, 7);
}

static void
take_drift(sqlite3_stmt *st, struct change *c)
{
	c->word = text(st, 3);
	c->subject = text(st, 4);
	c->before = text(st, 5);
	c->after = text(st, 6);
	c->held = sqlite3_column_int(st, 7) != 0;
}

static void
take_doubt(sqlite3_stmt *st, struct change *c)
{
	take_value(st, c);
	c->id = text(st, 12);
	c->word = text(st, 13);
	c->held = sqlite3_column_int(st, 14) != 0;
	c->by = text(st, 15);
	c->on = text(st, 16);
	c->why = text(st, 17);
}

static void
take(sqlite3_stmt *st, struct change *c)
{
	if (c->kind == CHANGE_PLACE) {
		c->area = text(st, 0);
		c->area_name = text(st, 1);
		c->year = sqlite3_column_int(st, 2);
		c->word = text(st, 3);
		return;
	}
	c->source = text(st, 0);
	c->table = text(st, 1);
	c->run = text(st, 2);
	if (c->kind == CHANGE_COUNT)
		take_count(st, c);
	else if (c->kind == CHANGE_VALUE)
		take_value(st, c);
	else if (c->kind == CHANGE_DRIFT)
		take_drift(st, c);
	else
		take_doubt(st, c);
}

/* 1 when there was a row, else 0. */
static int
walk(struct store *s, enum change_kind kind, int64_t since, const char *second,
    change_sink *sink, void *arg, struct err *err)
{
	static const enum stmt ids[] = { [CHANGE_COUNT] = STMT_CHANGES_COUNTS,
		[CHANGE_VALUE] = STMT_CHANGES_VALUES,
		[CHANGE_DRIFT] = STMT_CHANGES_DRIFTS,
		[CHANGE_DOUBT] = STMT_CHANGES_DOUBTS,
		[CHANGE_PLACE] = STMT_CHANGES_PLACES };
	sqlite3_stmt *st = db_stmt(s, ids[kind], err);
	int rc, any = 0;

	if (st == NULL)
		return -1;
	db_int(st, 1, since);
	if (kind != CHANGE_COUNT && kind != CHANGE_DRIFT)
		db_text(st, 2, second);
	while ((rc = db_row(s, st, err)) == 1) {
		struct change c = { .kind = kind, .was = NAN, .became = NAN };

		any = 1;
		take(st, &c);
		if (sink(arg, &c, err) == -1) {
			db_reset(st);
			return -1;
		}
	}
	return rc == -1 ? -1 : any;
}

int
store_changes(struct store *s, enum change_kind kind, int64_t since,
    const char *within, change_sink *sink, void *arg, struct err *err)
{
	int rc = walk(s, kind, since, kind == CHANGE_DOUBT ? NULL : within,
	    sink, arg, err);

	return rc == -1 ? -1 : 0;
}

int
store_doubt(struct store *s, const char *id, change_sink *sink, void *arg,
    struct err *err)
{
	return walk(s, CHANGE_DOUBT, 0, id, sink, arg, err);
}

static int
walk_cell(struct store *s, enum stmt id, const struct column *col,
    const struct area *area, change_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, id, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, col->id);
	db_int(st, 2, area->id);
	while ((rc = db_row(s, st, err)) == 1) {
		struct change c = {
			.kind = CHANGE_DOUBT, .was = NAN, .became = NAN
		};

		if (id == STMT_CELL_HISTORY)
			c = (struct change){ .kind = CHANGE_VALUE,
				.was = number(st, 0),
				.became = NAN,
				.run = text(st, 1),
				.after = text(st, 2) };
		else
			take(st, &c);
		if (sink(arg, &c, err) == -1) {
			db_reset(st);
			return -1;
		}
	}
	return rc;
}

int
store_cell_history(struct store *s, const struct column *col,
    const struct area *area, change_sink *sink, void *arg, struct err *err)
{
	return walk_cell(s, STMT_CELL_HISTORY, col, area, sink, arg, err);
}

int
store_cell_doubts(struct store *s, const struct column *col,
    const struct area *area, change_sink *sink, void *arg, struct err *err)
{
	return walk_cell(s, STMT_CELL_DOUBTS, col, area, sink, arg, err);
}

int
store_run_ended(
    struct store *s, const char *run, int64_t *ended, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_RUN_ENDED, err);

	if (st == NULL)
		return -1;
	db_text(st, 1, run);
	return db_number(s, st, ended, err);
}

int
store_changed_last(struct store *s, int64_t *ended, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_CHANGED_LAST, err);

	*ended = 0;
	if (st == NULL)
		return -1;
	return db_number(s, st, ended, err) == -1 ? -1 : 0;
}

int
store_accept(struct store *s, const struct decision *d, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_DOUBT_ACCEPT, err);

	if (st == NULL)
		return -1;
	db_text(st, 1, d->id);
	db_text(st, 2, d->by);
	db_text(st, 3, d->on);
	db_text(st, 4, d->why);
	return db_run(s, st, err);
}
