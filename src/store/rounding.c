/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: how counts are rounded, in and out.
 */
#include "store/rounding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"

int
store_rounding_due(struct store *s, struct count_columns *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_ROUNDING_DUE, err);
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		struct count_column c = { .id = sqlite3_column_int64(st, 0),
			.topic = sqlite3_column_int64(st, 1),
			.area_year = sqlite3_column_int(st, 3),
			.table = sqlite3_column_int64(st, 4) };
		const unsigned char *ind = sqlite3_column_text(st, 5);

		snprintf(c.period, sizeof(c.period), "%s",
		    (const char *)sqlite3_column_text(st, 2));
		if (ind != NULL)
			snprintf(c.indicator, sizeof(c.indicator), "%s",
			    (const char *)ind);
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n++] = c;
	}
	return rc;
}

int
store_column_cells(struct store *s, int64_t column, cell_sink *sink, void *arg,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_COLUMN_CELLS, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, column);
	while ((rc = db_row(s, st, err)) == 1)
		sink(arg, sqlite3_column_int64(st, 0),
		    sqlite3_column_double(st, 1));
	return rc;
}

static void
bind_real(sqlite3_stmt *st, int at, double v)
{
	if (isnan(v))
		db_null(st, at);
	else
		sqlite3_bind_double(st, at, v);
}

static int
put_row(struct store *s, const struct rounding_row *r, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_ROUNDING_PUT, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, r->topic);
	db_text(st, 2, r->period);
	db_text(st, 3, area_level_name(r->level));
	db_text(st, 4, r->way);
	bind_real(st, 5, r->base);
	db_int(st, 6, r->dependent);
	db_int(st, 7, r->sums);
	bind_real(st, 8, r->gap);
	bind_real(st, 9, r->spread);
	return db_run(s, st, err);
}

int
store_put_roundings(struct store *s, const struct rounding_row rows[], size_t n,
    struct err *err)
{
	int rc = 0;

	if (n == 0)
		return 0;
	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_row(s, &rows[i], err);
	if (rc == 0)
		rc = db_exec(s, "COMMIT", err);
	if (rc == -1)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

static double
real_at(sqlite3_stmt *st, int at)
{
	return sqlite3_column_type(st, at) == SQLITE_NULL
	    ? (double)NAN
	    : sqlite3_column_double(st, at);
}

int
store_rounding(struct store *s, const struct column *col,
    struct rounding_row out[LEVELS], struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_ROUNDING_OF, err);
	int rc;

	memset(out, 0, LEVELS * sizeof(*out));
	if (st == NULL)
		return -1;
	db_int(st, 1, col->id);
	while ((rc = db_row(s, st, err)) == 1) {
		const char *level = (const char *)sqlite3_column_text(st, 0);
		struct rounding_row *r = NULL;

		for (int i = 0; i < LEVELS; i++)
			if (strcmp(level,
				area_level_name((enum area_level)i)) == 0)
				r = &out[i];
		if (r == NULL)
			continue; /* of a newer program */
		memcpy(r->period, col->period, sizeof(r->period));
		r->level = (enum area_level)(r - out);
		snprintf(r->way, sizeof(r->way), "%s",
		    (const char *)sqlite3_column_text(st, 1));
		r->base = real_at(st, 2);
		r->dependent = sqlite3_column_int(st, 3) != 0;
		r->sums = sqlite3_column_int64(st, 4);
		r->gap = real_at(st, 5);
		r->spread = real_at(st, 6);
	}
	return rc;
}
