/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gpkg: a GeoPackage, in one transaction. Columns of layers are made of the
 * rows that were put, so that what was left out there is not in them either.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/gpkg.h"

static const char *const schema[] = {
#include "store/schema_gpkg_text.h"
	NULL
};
static const struct {
	const char *name, *sql;
} texts[] = {
#include "store/gpkg_stmt.h"
};
enum said {
	CONTENTS,
	OBSERVATION,
	LAYER,
	GEOMETRY,
	AREA,
	EXTENT,
	CHOOSE,
	CHOSEN,
	COLUMN,
	FILL,
	SAID
};
_Static_assert(sizeof(texts) / sizeof(texts[0]) == SAID,
    "a name for every statement");

struct gpkg {
	sqlite3 *db;
	char *path, *changed;
	sqlite3_stmt *put, *area;
	enum area_level level; /* of the layer that is being made */
	char layer[32];
	double box[4]; /* of all its shapes; box[0] > box[1]: none */
};

static int
refused(struct gpkg *g, struct err *err)
{
	return err_set(err, ERR_WORK, "%s: cannot be written: %s", g->path,
	    sqlite3_errmsg(g->db));
}

/* A statement with names put in; they were looked at. */
static int
prepare(struct gpkg *g, enum said id, const char *column, sqlite3_stmt **out,
    struct err *err)
{
	struct buf sql = { 0 };
	const char *s = texts[id].sql;
	int rc;

	for (const char *at; (at = strchr(s, '{')) != NULL; ) {
		bool layer = strncmp(at, "{layer}", 7) == 0;

		buf_put(&sql, s, (size_t)(at - s));
		buf_puts(&sql, layer ? g->layer : column);
		s = at + (layer ? strlen("{layer}") : strlen("{column}"));
	}
	buf_puts(&sql, s);
	rc = sqlite3_prepare_v2(g->db, buf_str(&sql), -1, out, NULL);
	buf_free(&sql);
	return rc == SQLITE_OK ? 0 : refused(g, err);
}

/* To its end, without rows. */
static int
step(struct gpkg *g, sqlite3_stmt *st, struct err *err)
{
	int rc = sqlite3_step(st);

	if (rc != SQLITE_DONE)
		refused(g, err);
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? 0 : -1;
}

static int
once(struct gpkg *g, sqlite3_stmt *st, struct err *err)
{
	int rc = step(g, st, err);

	sqlite3_finalize(st);
	return rc;
}

static int
put_contents(struct gpkg *g, const char *table, bool shapes, struct err *err)
{
	sqlite3_stmt *st;

	if (prepare(g, CONTENTS, NULL, &st, err) == -1)
		return -1;
	db_text(st, 1, table);
	db_text(st, 2, shapes ? "features" : "attributes");
	db_text(st, 3, g->changed);
	if (shapes)
		db_int(st, 4, 28992);
	return once(g, st, err);
}

int
gpkg_open(const char *path, const char *changed, struct gpkg **out,
    struct err *err)
{
	struct gpkg *g = mem_new(1, sizeof(*g));
	struct buf sql = { 0 };
	int rc = -1;

	g->path = mem_str(path);
	g->changed = mem_str(changed);
	if (store_remove(path, err) == -1)
		goto done;
	if (sqlite3_open(path, &g->db) != SQLITE_OK) {
		refused(g, err);
		goto done;
	}
	/* Half a file is thrown away, so that no journal is of use. */
	buf_puts(&sql, "PRAGMA journal_mode = OFF; BEGIN;\n");
	for (size_t i = 0; schema[i] != NULL; i++)
		buf_puts(&sql, schema[i]);
	if (sqlite3_exec(g->db, buf_str(&sql), NULL, NULL, NULL) !=
	    SQLITE_OK) {
		refused(g, err);
		goto done;
	}
	if (put_contents(g, "observations", false, err) == -1 ||
	    put_contents(g, "columns", false, err) == -1 ||
	    prepare(g, OBSERVATION, NULL, &g->put, err) == -1)
		goto done;
	*out = g;
	rc = 0;
done:
	buf_free(&sql);
	if (rc == -1)
		gpkg_drop(g);
	return rc;
}

int
gpkg_put(struct gpkg *g, const struct export_row *row, struct err *err)
{
	const char *const texts_of[] = { row->area_code, row->area_name,
		row->area_level, NULL, row->indicator, row->label,
		row->period, NULL, row->unit, row->status, row->source,
		row->publisher, row->licence, row->licence_url,
		row->table_id };

	for (int i = 0; i < 15; i++)
		db_text(g->put, i + 1, texts_of[i]);
	db_int(g->put, 4, row->area_year);
	sqlite3_bind_double(g->put, 8, row->value);
	return step(g, g->put, err);
}

int
gpkg_layer(struct gpkg *g, enum area_level level, struct err *err)
{
	sqlite3_stmt *st;

	sqlite3_finalize(g->area);
	g->area = NULL;
	g->level = level;
	snprintf(g->layer, sizeof(g->layer), "areas_%s",
	    area_level_name(level));
	g->box[0] = 1;
	g->box[1] = 0;
	if (prepare(g, LAYER, NULL, &st, err) == -1 ||
	    once(g, st, err) == -1 ||
	    put_contents(g, g->layer, true, err) == -1 ||
	    prepare(g, GEOMETRY, NULL, &st, err) == -1)
		return -1;
	db_text(st, 1, g->layer);
	if (once(g, st, err) == -1)
		return -1;
	return prepare(g, AREA, NULL, &g->area, err);
}

static void
widen(double box[4], const double more[4])
{
	bool first = box[0] > box[1];

	for (int i = 0; i < 4; i += 2) {
		if (first || more[i] < box[i])
			box[i] = more[i];
		if (first || more[i + 1] > box[i + 1])
			box[i + 1] = more[i + 1];
	}
}

int
gpkg_area(struct gpkg *g, const struct area *area,
    const struct gpkg_shape *shape, struct err *err)
{
	sqlite3_bind_blob64(g->area, 1, shape->bytes, shape->len,
	    SQLITE_STATIC);
	db_text(g->area, 2, area->code);
	db_text(g->area, 3, area->name);
	db_int(g->area, 4, area->year);
	db_text(g->area, 5, area->parent);
	db_text(g->area, 6, area->municipality);
	db_text(g->area, 7, shape->source);
	db_text(g->area, 8, shape->licence);
	if (!shape->empty)
		widen(g->box, shape->box);
	return step(g, g->area, err);
}

static int
put_extent(struct gpkg *g, struct err *err)
{
	sqlite3_stmt *st;

	if (g->box[0] > g->box[1])
		return 0; /* no shapes: NULL */
	if (prepare(g, EXTENT, NULL, &st, err) == -1)
		return -1;
	db_text(st, 1, g->layer);
	for (int i = 0; i < 4; i++)
		sqlite3_bind_double(st, 2 + i, g->box[i]);
	return once(g, st, err);
}

/* What a layer has of its own (scratch_gpkg.sql). */
static bool
is_taken(const char *name)
{
	static const char *const taken[] = { "fid", "geom", "area_code",
		"area_name", "area_year", "parent", "municipality",
		"shape_source", "shape_licence" };

	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		if (strcmp(name, taken[i]) == 0)
			return true;
	return false;
}

static int
put_column(struct gpkg *g, const char *indicator, const char *period,
    int year, struct err *err)
{
	sqlite3_stmt *st;

	if (strspn(indicator, "abcdefghijklmnopqrstuvwxyz0123456789_") !=
	    strlen(indicator))
		return err_set(err, ERR_INPUT,
		    "indicator %s: cannot be the name of a column: use a-z, "
		    "0-9 and _ in its id",
		    indicator);
	if (is_taken(indicator))
		return err_set(err, ERR_INPUT,
		    "indicator %s: a layer has a column of that name: give it "
		    "another id, or name the others with --indicator",
		    indicator);
	if (prepare(g, COLUMN, indicator, &st, err) == -1 ||
	    once(g, st, err) == -1 ||
	    prepare(g, FILL, indicator, &st, err) == -1)
		return -1;
	db_text(st, 1, indicator);
	db_text(st, 2, area_level_name(g->level));
	db_int(st, 3, year);
	db_text(st, 4, period);
	return once(g, st, err);
}

int
gpkg_columns(struct gpkg *g, int year, struct err *err)
{
	sqlite3_stmt *st, *list;
	int rc = 0, got;

	/* No statement may be open on a table that gets a column. */
	sqlite3_finalize(g->area);
	g->area = NULL;
	if (put_extent(g, err) == -1 ||
	    prepare(g, CHOOSE, NULL, &st, err) == -1)
		return -1;
	db_text(st, 1, g->layer);
	db_text(st, 2, area_level_name(g->level));
	db_int(st, 3, year);
	if (once(g, st, err) == -1 ||
	    prepare(g, CHOSEN, NULL, &list, err) == -1)
		return -1;
	db_text(list, 1, g->layer);
	while (rc == 0 && (got = sqlite3_step(list)) != SQLITE_DONE)
		rc = got != SQLITE_ROW
		    ? refused(g, err)
		    : put_column(g, (const char *)sqlite3_column_text(list, 0),
			  (const char *)sqlite3_column_text(list, 1), year,
			  err);
	sqlite3_finalize(list);
	return rc;
}

int
gpkg_end(struct gpkg *g, struct err *err)
{
	int rc = 0;

	sqlite3_finalize(g->put);
	sqlite3_finalize(g->area);
	g->put = g->area = NULL;
	if (sqlite3_exec(g->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		rc = refused(g, err);
	gpkg_drop(g);
	return rc;
}

void
gpkg_drop(struct gpkg *g)
{
	if (g == NULL)
		return;
	sqlite3_finalize(g->put);
	sqlite3_finalize(g->area);
	sqlite3_close(g->db);
	free(g->path);
	free(g->changed);
	free(g);
}
