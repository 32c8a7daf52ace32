/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shape: geometries as the rest of the program handles them: WKB in metres of
 * the Dutch grid (EPSG:28992). GEOS and PROJ stay behind this face.
 */
#ifndef GEO_SHAPE_H
#define GEO_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum shape_crs {
	CRS_RD, /* EPSG:28992, metres */
	CRS_WGS84, /* CRS84: longitude, latitude */
	CRS_LATLON, /* EPSG:4326 as some servers send it: latitude first */
	CRS_MERCATOR /* EPSG:3857 */
};

struct geo; /* GEOS and PROJ contexts; used by one thread */
struct geo *geo_new(struct err *err);
void geo_free(struct geo *g);

/* From the name of a coordinate system as servers write it ("EPSG:28992",
 * "urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/EPSG/0/28992",
 * 28992, 102100 ...): 0, or -1 for one that is not known. */
int shape_crs_of(const char *name, enum shape_crs *out);
/* A GeoJSON geometry ({"type":..,"coordinates":..}) or an Esri one
 * ({"x":..,"y":..}, {"points"}, {"paths"}, {"rings"}), len bytes of JSON, to
 * WKB in RD. null geometry: 0 with out->len 0. Coordinates outside the
 * Netherlands and its waters (also those that are in the wrong order or
 * system) are an error that says which it looks like. Nesting and numbers of
 * coordinates are limited. */
int shape_parse(struct geo *g, const char *json, size_t len,
    enum shape_crs crs, struct buf *wkb, struct err *err);
/* Mend a polygon that crosses itself (GEOS make valid, areas only); *mended
 * tells whether it was needed. */
int shape_mend(struct geo *g, struct buf *wkb, bool *mended,
    struct err *err);
/* Square metres (0 for points and lines), metres of line (of a polygon: its
 * edge), and how many points of a point geometry. */
int shape_measure(struct geo *g, const struct buf *wkb, double *area,
    double *length, size_t *points, struct err *err);
/* Fewer corners for drawing: shared edges of neighbours stay shared. list is
 * changed in place; tolerance in metres. */
int shape_simplify(struct geo *g, struct buf *list, size_t n,
    double tolerance, struct err *err);
/* The rings of a shape as x, y pairs in RD, for drawing: sink is called with
 * each ring (closed); hole tells that it is one. */
int shape_rings(struct geo *g, const struct buf *wkb,
    int (*sink)(void *arg, const double *xy, size_t n, bool hole), void *arg,
    struct err *err);
/* A point inside a shape, for a label. */
int shape_inside(struct geo *g, const struct buf *wkb, double *x, double *y,
    struct err *err);

/* Areas of one level, to find out where things lie. */
struct cover;
/* The shapes are borrowed while the cover is made, not after. Overlaps of
 * areas are not an error. ids are given back by the functions below. */
int cover_new(struct geo *g, const struct buf *const shapes[],
    const int64_t ids[], size_t n, struct cover **out, struct err *err);
void cover_free(struct cover *c);
/* The area a point lies in; on a border the one with the lowest id, once.
 * 1 and *id, or 0: in none. */
int cover_point(struct cover *c, double x, double y, int64_t *id);
/* How much of a shape lies in each area it touches: count (1 for a point; a
 * line or polygon counts once, in the area that holds most of it), length in
 * metres, area in square metres. Parts that lie in no area are reported with
 * id -1. */
struct cover_part {
	int64_t id;
	double count, length, area;
};
int cover_shape(struct cover *c, const struct buf *wkb,
    int (*sink)(void *arg, const struct cover_part *part), void *arg,
    struct err *err);
/* Pairs of areas that share a border of more than `least` metres. */
int cover_neighbours(struct cover *c, double least,
    int (*sink)(void *arg, int64_t a, int64_t b, double metres), void *arg,
    struct err *err);

#endif
