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
 * 28992, 102100 ...): 0, or -1 for one that is not known. 4326 in a URN or URI
 * has the latitude first, as EPSG says; "EPSG:4326" and the bare number the
 * longitude, as nearly every server that writes them. */
int shape_crs_of(const char *name, enum shape_crs *out);
/* A GeoJSON geometry ({"type":..,"coordinates":..}) or an Esri one
 * ({"x":..,"y":..}, {"points"}, {"paths"}, {"rings"}), len bytes of JSON, to
 * WKB in RD. null geometry: 0 with out->len 0. Coordinates outside the
 * Netherlands and its waters (also those that are in the wrong order or
 * system) are an error that says which it looks like. At most 2,000,000
 * coordinates and 100,000 parts; collections at most 4 deep. Rings are closed
 * where they are open; those of fewer than three corners are passed over, and
 * a shape of nothing else is an error. To RD within 0.25 m. */
int shape_parse(struct geo *g, const char *json, size_t len,
    enum shape_crs crs, struct buf *wkb, struct err *err);
/* Mend a polygon that crosses itself (GEOS make valid, areas only); *mended
 * tells whether it was needed. What several of its parts cover is covered
 * once. One that encloses nothing is an error. */
int shape_mend(struct geo *g, struct buf *wkb, bool *mended,
    struct err *err);
/* Square metres (0 for points and lines), metres of line (of a polygon: its
 * edge), and how many points of a point geometry. Mend a polygon first: the
 * area of one that crosses itself means nothing. An empty shape is all 0. */
int shape_measure(struct geo *g, const struct buf *wkb, double *area,
    double *length, size_t *points, struct err *err);
/* Fewer corners for drawing: shared edges of neighbours stay shared, no edge
 * moves by more than tolerance (metres), none crosses another that it did not
 * cross, and no area or hole vanishes. list is changed in place, or not at
 * all when it fails. */
int shape_simplify(struct geo *g, struct buf *list, size_t n,
    double tolerance, struct err *err);
/* The rings of a shape as x, y pairs in RD, for drawing: sink is called with
 * each ring (closed); hole tells that it is one. Lines and points have none.
 * A sink that does not return 0 ends it: -1, and err is then the sink's. */
int shape_rings(struct geo *g, const struct buf *wkb,
    int (*sink)(void *arg, const double *xy, size_t n, bool hole), void *arg,
    struct err *err);
/* A point inside a shape, for a label. */
int shape_inside(struct geo *g, const struct buf *wkb, double *x, double *y,
    struct err *err);

/* Areas of one level, to find out where things lie. */
struct cover;
/* The shapes are borrowed while the cover is made, not after; g must outlive
 * it. Polygons are mended where needed, empty ones left out; overlaps of areas
 * are not an error, an id that is there twice is. ids are given back by the
 * functions below. */
int cover_new(struct geo *g, const struct buf *const shapes[],
    const int64_t ids[], size_t n, struct cover **out, struct err *err);
void cover_free(struct cover *c);
/* The area a point lies in; on a border the one with the lowest id, once.
 * 1 and *id, or 0: in none. */
int cover_point(struct cover *c, double x, double y, int64_t *id);
/* How much of a shape lies in each area it touches: count (1 for each point of
 * a point geometry; a line or polygon counts once, in the area that holds most
 * of it), length in metres (of lines), area in square metres (of polygons).
 * By id; what lies in no area comes last, with id -1. Every piece counts once:
 * on a border, or where areas overlap, in the lowest id. Polygons that cross
 * themselves are mended, lines that run over themselves count once; pieces
 * below 1 mm or 100 cm2 are left out. An empty shape has no parts. A sink that
 * does not return 0 ends it: -1, and err is then the sink's. */
struct cover_part {
	int64_t id;
	double count, length, area;
};
int cover_shape(struct cover *c, const struct buf *wkb,
    int (*sink)(void *arg, const struct cover_part *part), void *arg,
    struct err *err);
/* Square metres of a polygon (valid, of one vintage) in each area, for areas
 * that do not overlap: where they do, ground counts twice. Likely areas come
 * first; those that can hold no more than `least` of the polygon (a part of 1)
 * are passed over, also all that come after when no more than that is left.
 * *whole: the polygon itself. Lines and points have no parts, and 0. The sink
 * as above. */
int cover_overlap(struct cover *c, const struct buf *wkb, double least,
    double *whole, int (*sink)(void *arg, int64_t id, double metres), void *arg,
    struct err *err);
/* Pairs of areas (a below b) that share a border of more than `least` metres.
 * Borders within 0.1 m of each other are one. The sink as above. */
int cover_neighbours(struct cover *c, double least,
    int (*sink)(void *arg, int64_t a, int64_t b, double metres), void *arg,
    struct err *err);

#endif
