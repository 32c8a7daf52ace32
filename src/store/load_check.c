/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load_check: a load as it is looked at before it is committed, and what is
 * said of it.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/check.h"
#include "store/loading.h"

bool
store_load_first(const struct load *l)
{
	return l->first;
}

size_t
store_load_areas(const struct load *l)
{
	return l->nareas;
}

/* A statement about one id. */
static sqlite3_stmt *
about(struct load *l, enum stmt id, int64_t v, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, id, err);

	if (st != NULL)
		db_int(st, 1, v);
	return st;
}

static int
do_about(struct load *l, enum stmt id, int64_t v, struct err *err)
{
	sqlite3_stmt *st = about(l, id, v, err);

	return st == NULL ? -1 : db_run(l->store, st, err);
}

int
store_load_before(
    struct load *l, size_t column, struct load_before *out, struct err *err)
{
	sqlite3_stmt *st = about(l, STMT_HOLD_BEFORE, l->columns[column], err);
	struct load_before b = { 0 };
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(l->store, st, err)) == 1) {
		const char *name = (const char *)sqlite3_column_text(st, 0);
		enum area_level level;

		if (name == NULL || area_level_parse(name, &level) == -1)
			continue;
		b.values[level] = (uint64_t)sqlite3_column_int64(st, 1);
		b.nonzero[level] = (uint64_t)sqlite3_column_int64(st, 2);
	}
	if (rc == 0)
		*out = b;
	return rc;
}

int
store_load_hold(struct load *l, size_t column, struct err *err)
{
	static const enum stmt steps[] = { STMT_HOLD_FRESH_DROP,
		STMT_HOLD_FRESH_PUT, STMT_HOLD_GAP_DROP, STMT_HOLD_GAP_PUT };
	const size_t n = l->nslots * l->meta->ntopics;
	const int64_t id = l->columns[column];
	sqlite3_stmt *st;

	assert(!l->first && !l->settled);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (do_about(l, steps[i], id, err) == -1)
			return -1;
	if (l->held == NULL) {
		l->held = mem_new(n, sizeof(*l->held));
		for (size_t i = 0; i < n; i++)
			l->held[i] = -1;
	}
	st = about(l, STMT_HOLD_COUNT, id, err);
	if (st == NULL)
		return -1;
	return db_number(l->store, st, &l->held[column], err) == 1 ? 0 : -1;
}

int
store_load_settle(struct load *l, struct err *err)
{
	if (l->settled)
		return 0;
	l->settled = true;
	if (l->first)
		return 0;
	if (load_compare(l, &l->values, err) == -1 ||
	    db_do(l->store, STMT_DOUBT_PAST_VALUE, err) == -1 ||
	    db_do(l->store, STMT_DOUBT_PAST_COLUMN, err) == -1)
		return -1;
	return do_about(l, STMT_DOUBT_PAST_HELD, l->table, err);
}

int
store_load_column(
    struct load *l, size_t column, struct load_column *out, struct err *err)
{
	const int64_t id = l->columns[column];
	sqlite3_stmt *st = about(l, STMT_CHECK_COLUMN, id, err);
	const char *period;
	char *kind;
	int rc;

	if (st == NULL)
		return -1;
	rc = db_row(l->store, st, err);
	if (rc != 1)
		return rc == 0 ? err_set(err, ERR_BASE, "no such column") : -1;
	*out = (struct load_column){ .id = id,
		.title = db_str(st, 0),
		.group = db_str(st, 1),
		.unit = db_str(st, 2),
		.twin = sqlite3_column_int(st, 3),
		.dims = db_str(st, 5),
		.area_year = sqlite3_column_int(st, 6),
		.indicator = db_str(st, 7),
		.kind = KIND_CODE };
	period = (const char *)sqlite3_column_text(st, 4);
	if (period != NULL && strlen(period) < sizeof(out->period))
		memcpy(out->period, period, strlen(period) + 1);
	kind = db_str(st, 8);
	db_reset(st);
	if (kind == NULL || indicator_kind_parse(kind, &out->kind) == -1) {
		free(out->indicator);
		out->indicator = NULL;
	}
	free(kind);
	return 0;
}

void
load_column_clear(struct load_column *c)
{
	free(c->title);
	free(c->group);
	free(c->unit);
	free(c->dims);
	free(c->indicator);
	memset(c, 0, sizeof(*c));
}

/* From ids of areas to their numbers in this load, counted from 1. */
static void
make_index(struct load *l)
{
	int64_t most = 0;

	if (l->index != NULL)
		return;
	for (size_t i = 0; i < l->nareas; i++)
		if (l->areas[i] > most)
			most = l->areas[i];
	l->nindex = (size_t)most + 1;
	l->index = mem_new(l->nindex, sizeof(*l->index));
	for (size_t i = 0; i < l->nareas; i++)
		l->index[l->areas[i]] = (uint32_t)i + 1;
}

/* The number of an area, or nareas when it is none of this load. */
static size_t
number_of(const struct load *l, const uint32_t index[], size_t n, int64_t id)
{
	if (id < 0 || (uint64_t)id >= n || index[id] == 0)
		return l->nareas;
	return index[id] - 1;
}

static int
read_values(struct load *l, int64_t column, const uint32_t index[], size_t n,
    double out[], struct err *err)
{
	sqlite3_stmt *st = about(l, STMT_CHECK_VALUES, column, err);
	int rc;

	for (size_t i = 0; i < l->nareas; i++)
		out[i] = NAN;
	if (st == NULL)
		return -1;
	while ((rc = db_row(l->store, st, err)) == 1) {
		size_t i = number_of(l, index, n, sqlite3_column_int64(st, 0));

		if (i < l->nareas)
			out[i] = sqlite3_column_double(st, 1);
	}
	return rc;
}

int
store_load_values_now(
    struct load *l, size_t column, double now[], struct err *err)
{
	make_index(l);
	return read_values(
	    l, l->columns[column], l->index, l->nindex, now, err);
}

int
store_load_touched(struct load *l, size_t column, struct err *err)
{
	sqlite3_stmt *st;
	int64_t v;

	if (l->first)
		return 1;
	st = about(l, STMT_CHECK_TOUCHED, l->columns[column], err);
	return st == NULL ? -1 : db_number(l->store, st, &v, err);
}

int
store_load_values_old(
    struct load *l, size_t column, bool fresh[], double old[], struct err *err)
{
	sqlite3_stmt *st;
	int rc;

	make_index(l);
	st = about(l, STMT_CHECK_CHANGED, l->columns[column], err);
	if (st == NULL)
		return -1;
	while ((rc = db_row(l->store, st, err)) == 1) {
		size_t i = number_of(
		    l, l->index, l->nindex, sqlite3_column_int64(st, 0));

		if (i == l->nareas)
			continue;
		fresh[i] = true;
		old[i] = sqlite3_column_type(st, 1) == SQLITE_NULL
		    ? NAN
		    : sqlite3_column_double(st, 1);
	}
	return rc;
}

static bool
same_name(const char *a, const char *b, const char *level_name)
{
	enum area_level level;
	size_t n;

	if (a == NULL || b == NULL || level_name == NULL ||
	    area_level_parse(level_name, &level) == -1)
		return false;
	n = area_short_name(a, level);
	return n == area_short_name(b, level) && memcmp(a, b, n) == 0;
}

/* Areas of another year, by the number of the same place in this load. */
static int
find_places(struct load *l, int year, int other, struct err *err)
{
	sqlite3_stmt *st;
	int rc;

	if (l->others != NULL && l->other_year == other && l->own_year == year)
		return 0;
	st = about(l, STMT_CHECK_PLACES, year, err);
	if (st == NULL)
		return -1;
	free(l->others);
	l->nothers = 1;
	l->others = mem_new(l->nothers, sizeof(*l->others));
	l->other_year = other;
	l->own_year = year;
	db_int(st, 2, other);
	while ((rc = db_row(l->store, st, err)) == 1) {
		int64_t id = sqlite3_column_int64(st, 0);
		size_t i = number_of(
		    l, l->index, l->nindex, sqlite3_column_int64(st, 1));
		size_t room = (size_t)id + 1;

		if (i == l->nareas || id < 0 ||
		    !same_name((const char *)sqlite3_column_text(st, 2),
			(const char *)sqlite3_column_text(st, 3),
			(const char *)sqlite3_column_text(st, 4)))
			continue;
		if (room > l->nothers) {
			room *= 2;
			l->others =
			    mem_grow(l->others, room, sizeof(*l->others));
			memset(l->others + l->nothers, 0,
			    (room - l->nothers) * sizeof(*l->others));
			l->nothers = room;
		}
		l->others[id] = (uint32_t)i + 1;
	}
	return rc;
}

int
store_load_values_ago(
    struct load *l, const struct load_column *c, double was[], struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_CHECK_BEFORE, err);
	int64_t before;
	int rc, year;

	if (st == NULL)
		return -1;
	db_text(st, 1, c->indicator);
	db_text(st, 2, c->period);
	db_text(st, 3, c->dims);
	db_int(st, 4, l->src);
	rc = db_row(l->store, st, err);
	if (rc != 1)
		return rc;
	before = sqlite3_column_int64(st, 0);
	year = sqlite3_column_int(st, 1);
	db_reset(st);
	make_index(l);
	if (year == c->area_year)
		rc = read_values(l, before, l->index, l->nindex, was, err);
	else if (find_places(l, c->area_year, year, err) == -1)
		rc = -1;
	else
		rc = read_values(l, before, l->others, l->nothers, was, err);
	return rc == -1 ? -1 : 1;
}

static void
bind_number(sqlite3_stmt *st, int at, double v)
{
	if (isnan(v))
		db_null(st, at);
	else
		sqlite3_bind_double(st, at, v);
}

int
store_load_doubt(struct load *l, size_t column, size_t area,
    const struct doubt *d, struct err *err)
{
	sqlite3_stmt *st = about(l, STMT_DOUBT_PUT, 0, err);
	const struct decision *a = d->accepted;

	if (st == NULL)
		return -1;
	db_text(st, 1, d->id);
	db_int(st, 2, l->run);
	db_int(st, 3, l->columns[column]);
	db_int(st, 4, area == LOAD_WHOLE ? 0 : l->areas[area]);
	db_text(st, 5, doubt_name(d->kind));
	bind_number(st, 6, d->was);
	bind_number(st, 7, d->value);
	db_int(st, 8, d->held);
	db_text(st, 9, a == NULL ? NULL : a->by);
	db_text(st, 10, a == NULL ? NULL : a->on);
	db_text(st, 11, a == NULL ? NULL : a->why);
	return db_run(l->store, st, err);
}

static int
put_drifts(
    struct store *s, int64_t run, const struct drifts *list, struct err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct drift *d = &list->items[i];
		sqlite3_stmt *st = db_stmt(s, STMT_DRIFT_PUT, err);

		if (st == NULL)
			return -1;
		db_int(st, 1, run);
		db_int(st, 2, (int64_t)i + 1);
		db_text(st, 3, drift_name(d->kind));
		db_text(st, 4, d->subject);
		db_text(st, 5, d->was);
		db_text(st, 6, d->became);
		db_int(st, 7, d->held);
		if (db_run(s, st, err) == -1)
			return -1;
	}
	return 0;
}

int
store_load_drifts(struct load *l, const struct drifts *list, struct err *err)
{
	return put_drifts(l->store, l->run, list, err);
}

int
store_put_refused_run(struct store *s, const struct source *src,
    const struct load_run *run, const struct drifts *list, struct err *err)
{
	int64_t src_id, id;

	assert(run->message != NULL);
	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1)
		return -1;
	if (load_put_source(s, src, &src_id, err) == -1 ||
	    load_put_run(s, run, src_id, &id, err) == -1 ||
	    put_drifts(s, id, list, err) == -1 ||
	    db_exec(s, "COMMIT", err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}
