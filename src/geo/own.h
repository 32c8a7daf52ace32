/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the files of this room share: the contexts of GEOS and PROJ, and
 * the bytes of WKB. No other room includes this.
 */
#ifndef GEO_OWN_H
#define GEO_OWN_H

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <proj.h>

#include "geo/shape.h"

struct geo {
	GEOSContextHandle_t geos;
	GEOSWKBReader *reader;
	GEOSWKBWriter *writer;
	PJ_CONTEXT *proj;
	PJ *from_degrees, *from_mercator; /* to RD */
	char said[256];			  /* the last complaint of GEOS */
};

/* The complaint of GEOS as an error: "what: why". Returns -1. */
int geo_fail(struct geo *g, struct err *err, const char *what);
/* WKB to a geometry that the caller destroys; NULL and err on failure. */
GEOSGeometry *geo_read(struct geo *g, const struct buf *wkb, struct err *err);
/* A geometry as WKB behind what is in the buffer. */
int geo_write(
    struct geo *g, const GEOSGeometry *geom, struct buf *wkb, struct err *err);
void geo_destroy(struct geo *g, GEOSGeometry *geom); /* NULL is fine */
/* Replace a geometry by a valid one where it is not valid. */
int geo_mend(struct geo *g, GEOSGeometry **geom, bool *mended, struct err *err);

/* Whether x, y (in the order of the source) can be a place in or near the
 * Netherlands in that system; if not, err says what it looks like. at is the
 * number of the coordinate, from 0. */
int crs_check(
    enum shape_crs crs, double x, double y, size_t at, struct err *err);
/* n pairs (in the order of the source), checked before, to RD in place. */
int crs_to_rd(
    struct geo *g, enum shape_crs crs, double *xy, size_t n, struct err *err);

/* Types of WKB. */
enum wkb_type {
	WKB_POINT = 1,
	WKB_LINE,
	WKB_POLYGON,
	WKB_MULTIPOINT,
	WKB_MULTILINE,
	WKB_MULTIPOLYGON,
	WKB_COLLECTION
};
/* Byte order and type. */
void wkb_head(struct buf *wkb, enum wkb_type type);
void wkb_count(struct buf *wkb, size_t n);
/* Change the count that was written at that offset. */
void wkb_recount(struct buf *wkb, size_t at, size_t n);
void wkb_pairs(struct buf *wkb, const double *xy, size_t n);

#endif
