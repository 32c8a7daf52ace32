/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shapes: boundaries of areas and features of tables, in and out.
 */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/loading.h"

static int
clear(struct load *l, enum stmt id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, id, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, l->table);
	return db_run(l->store, st, err);
}

/* Those of a whole vintage are worked out anew. */
static int
clear_neighbours(struct load *l, int64_t area, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_NEIGHBOUR_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, area);
	if (db_run(l->store, st, err) == -1)
		return -1;
	st = db_stmt(l->store, STMT_OVERLAP_STALE, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, area);
	return db_run(l->store, st, err);
}

/* Borrowed until the statement has run. An empty blob is no NULL. */
static void
bind_wkb(sqlite3_stmt *st, int at, const void *wkb, size_t len)
{
	sqlite3_bind_blob64(st, at, len == 0 ? "" : wkb, len, SQLITE_STATIC);
}

int
store_load_boundary(struct load *l, size_t area, bool water, const void *wkb,
    size_t len, struct err *err)
{
	sqlite3_stmt *st;

	if (l->boundaries == 0 &&
	    (clear(l, STMT_BOUNDARY_CLEAR, err) == -1 ||
		clear_neighbours(l, l->areas[area], err) == -1))
		return -1;
	l->boundaries++;
	st = db_stmt(l->store, STMT_BOUNDARY_PUT, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->areas[area]);
	db_int(st, 2, water);
	db_int(st, 3, l->table);
	bind_wkb(st, 4, wkb, len);
	if (load_touch(l, st, err) == -1)
		return -1;
	return sqlite3_changes(l->store->db) == 0;
}

int
store_load_feature(struct load *l, const char *fid, const void *wkb, size_t len,
    const char *attributes, struct err *err)
{
	sqlite3_stmt *st;

	if (l->features == 0 && clear(l, STMT_FEATURE_CLEAR, err) == -1)
		return -1;
	l->features++;
	st = db_stmt(l->store, STMT_FEATURE_PUT, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->table);
	db_int(st, 2, (int64_t)l->features);
	db_text(st, 3, fid);
	bind_wkb(st, 4, wkb, len);
	db_text(st, 5, attributes);
	return load_touch(l, st, err);
}

static const char *
text_at(sqlite3_stmt *st, int at)
{
	const char *s = (const char *)sqlite3_column_text(st, at);

	return s == NULL ? "" : s;
}

int
store_boundaries(struct store *s, int year, enum area_level level,
    boundary_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_BOUNDARIES, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, year);
	db_text(st, 2, area_level_name(level));
	while ((rc = db_row(s, st, err)) == 1) {
		struct boundary b = { .area = sqlite3_column_int64(st, 0),
			.code = text_at(st, 1),
			.water = sqlite3_column_int(st, 2) != 0,
			.wkb = sqlite3_column_blob(st, 3) };

		b.len = (size_t)sqlite3_column_bytes(st, 3);
		if (sink(arg, &b, err) == 0)
			continue;
		db_reset(st);
		return -1;
	}
	return rc;
}

int
store_boundary(struct store *s, const char *code, int year,
    struct shape_found *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_BOUNDARY_ONE, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, code);
	db_int(st, 2, year);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	out->len = (size_t)sqlite3_column_bytes(st, 0);
	out->wkb = mem_new(out->len + 1, 1);
	if (out->len > 0)
		memcpy(out->wkb, sqlite3_column_blob(st, 0), out->len);
	out->source = mem_str(text_at(st, 1));
	out->table_id = mem_str(text_at(st, 2));
	db_reset(st);
	return 1;
}

int
store_boundary_year(
    struct store *s, enum area_level level, int *year, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_BOUNDARY_YEAR, err);
	int64_t v = 0;

	if (st == NULL)
		return -1;
	db_text(st, 1, area_level_name(level));
	if (db_number(s, st, &v, err) == -1)
		return -1;
	*year = (int)v;
	return 0;
}

int
store_features(struct store *s, const char *source, const char *table_id,
    feature_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_FEATURES, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, source);
	db_text(st, 2, table_id);
	while ((rc = db_row(s, st, err)) == 1) {
		struct feature f = { .fid = text_at(st, 0),
			.attributes = text_at(st, 1),
			.wkb = sqlite3_column_blob(st, 2) };

		f.len = (size_t)sqlite3_column_bytes(st, 2);
		if (sink(arg, &f, err) == 0)
			continue;
		db_reset(st);
		return -1;
	}
	return rc;
}

int
store_feature_tables(struct store *s, const char *source, struct strings *ids,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_FEATURE_TABLES, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, source);
	while ((rc = db_row(s, st, err)) == 1)
		strings_add(ids, text_at(st, 0));
	return rc;
}

int
store_shapes_stamp(struct store *s, const char *source, const char *table_id,
    int year, char stamp[STORE_STAMP], int64_t *ended, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_SHAPES_STAMP, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, source);
	db_text(st, 2, table_id);
	db_int(st, 3, year);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	rc = sqlite3_column_int64(st, 2) > 0 && sqlite3_column_int64(st, 3) > 0;
	if (rc == 1) {
		snprintf(stamp, STORE_STAMP, "%s", text_at(st, 0));
		*ended = sqlite3_column_int64(st, 1);
	}
	db_reset(st);
	return rc;
}
