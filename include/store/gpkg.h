/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gpkg: a GeoPackage 1.3 (OGC 12-128r17), which is a SQLite database: a table
 * "observations" with a row a figure, a layer "areas_LEVEL" with the shapes of
 * areas and a column for the newest figure of each indicator, and "columns",
 * which says what those columns are. Open data only, of who calls.
 */
#ifndef STORE_GPKG_H
#define STORE_GPKG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/area.h"
#include "model/export_row.h"

struct gpkg;

/* A new file at path; what was there goes. changed: for last_change, RFC 3339
 * in UTC with milliseconds ("2026-11-22T00:00:00.000Z"). */
int gpkg_open(const char *path, const char *changed, struct gpkg **out,
    struct err *err);
/* Nothing of a row may be there already for the same indicator, period, area
 * and vintage. */
int gpkg_put(struct gpkg *g, const struct export_row *row, struct err *err);
/* A layer of areas of one level and vintage, filled by gpkg_area; then by
 * gpkg_columns with figures: of each indicator, and of that level and vintage,
 * those of the newest period that was put. An indicator without any has no
 * column. Its id, of a-z, 0-9 and _, is the name of its column. */
int gpkg_layer(struct gpkg *g, enum area_level level, struct err *err);
/* shape: a geometry in the form of a GeoPackage (export_shape), and its
 * envelope: x from, x to, y from, y to, in metres of EPSG:28992 (not looked at
 * when it is empty); the source it came from, with its licence or NULL. */
struct gpkg_shape {
	const void *bytes;
	size_t len;
	bool empty;
	double box[4];
	const char *source, *licence;
};
int gpkg_area(struct gpkg *g, const struct area *area,
    const struct gpkg_shape *shape, struct err *err);
int gpkg_columns(struct gpkg *g, int year, struct err *err);
/* Close it; whole when this returns 0. Frees g, also when it fails. */
int gpkg_end(struct gpkg *g, struct err *err);
/* Close it half made, and free g; the file stays. NULL is nothing. */
void gpkg_drop(struct gpkg *g);

#endif
