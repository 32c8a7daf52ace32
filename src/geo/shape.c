/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shape: mending and measuring one shape, and its rings for drawing.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "geo/own.h"

int
geo_mend(struct geo *g, GEOSGeometry **geom, bool *mended, struct err *err)
{
	GEOSMakeValidParams *how;
	GEOSGeometry *valid;
	char is;

	*mended = false;
	if (GEOSGeom_getDimensions_r(g->geos, *geom) < 2)
		return 0;
	is = GEOSisValid_r(g->geos, *geom);
	if (is == 1)
		return 0;
	/* The parts are mended one by one and then joined: what two of them
	 * cover is covered once, where even-odd would make a hole of it. */
	how = GEOSMakeValidParams_create_r(g->geos);
	GEOSMakeValidParams_setMethod_r(
	    g->geos, how, GEOS_MAKE_VALID_STRUCTURE);
	GEOSMakeValidParams_setKeepCollapsed_r(g->geos, how, 0);
	valid = GEOSMakeValidWithParams_r(g->geos, *geom, how);
	GEOSMakeValidParams_destroy_r(g->geos, how);
	if (valid == NULL)
		return geo_fail(g, err, "a polygon that cannot be mended");
	if (GEOSisEmpty_r(g->geos, valid) == 1) {
		geo_destroy(g, valid);
		return err_set(err, ERR_INPUT,
		    "a polygon that encloses "
		    "nothing");
	}
	geo_destroy(g, *geom);
	*geom = valid;
	*mended = true;
	return 0;
}

int
shape_mend(struct geo *g, struct buf *wkb, bool *mended, struct err *err)
{
	GEOSGeometry *geom;
	bool done = false;
	int rc = 0;

	if (wkb->len > 0) {
		geom = geo_read(g, wkb, err);
		if (geom == NULL)
			return -1;
		rc = geo_mend(g, &geom, &done, err);
		if (rc == 0 && done) {
			buf_clear(wkb);
			rc = geo_write(g, geom, wkb, err);
		}
		geo_destroy(g, geom);
	}
	if (rc == 0)
		*mended = done;
	return rc;
}

/* Points in a geometry; those of lines and polygons do not count. */
static size_t
count_points(struct geo *g, const GEOSGeometry *geom)
{
	size_t sum = 0;
	int n;

	switch (GEOSGeomTypeId_r(g->geos, geom)) {
	case GEOS_POINT:
		return 1;
	case GEOS_MULTIPOINT:
	case GEOS_GEOMETRYCOLLECTION:
		n = GEOSGetNumGeometries_r(g->geos, geom);
		for (int i = 0; i < n; i++)
			sum += count_points(
			    g, GEOSGetGeometryN_r(g->geos, geom, i));
		return sum;
	default:
		return 0;
	}
}

int
shape_measure(struct geo *g, const struct buf *wkb, double *area,
    double *length, size_t *points, struct err *err)
{
	GEOSGeometry *geom;
	double square = 0, metres = 0;
	size_t n = 0;
	int rc = 0;

	if (wkb->len > 0) {
		geom = geo_read(g, wkb, err);
		if (geom == NULL)
			return -1;
		if (GEOSArea_r(g->geos, geom, &square) != 1 ||
		    GEOSLength_r(g->geos, geom, &metres) != 1)
			rc = geo_fail(g, err, "a shape without a size");
		n = count_points(g, geom);
		geo_destroy(g, geom);
	}
	if (rc == 0) {
		*area = square;
		*length = metres;
		*points = n;
	}
	return rc;
}

struct drawing {
	struct geo *g;
	int (*sink)(void *arg, const double *xy, size_t n, bool hole);
	void *arg;
	double *xy;
	size_t cap;
	struct err *err;
};

static int
draw_ring(struct drawing *d, const GEOSGeometry *ring, bool hole)
{
	const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(d->g->geos, ring);
	unsigned int n;

	if (seq == NULL || GEOSCoordSeq_getSize_r(d->g->geos, seq, &n) == 0)
		return geo_fail(d->g, d->err, "a ring that cannot be read");
	if (n == 0)
		return 0;
	if (n > d->cap) {
		d->cap = n;
		d->xy = mem_grow(d->xy, d->cap, 2 * sizeof(*d->xy));
	}
	if (GEOSCoordSeq_copyToBuffer_r(d->g->geos, seq, d->xy, 0, 0) == 0)
		return geo_fail(d->g, d->err, "a ring that cannot be read");
	for (unsigned int i = 0; i < 2 * n; i++)
		if (!isfinite(d->xy[i]))
			return err_set(d->err, ERR_INPUT,
			    "a ring with a place that is no number");
	return d->sink(d->arg, d->xy, n, hole) == 0 ? 0 : -1;
}

static int
draw(struct drawing *d, const GEOSGeometry *geom)
{
	GEOSContextHandle_t geos = d->g->geos;
	int type = GEOSGeomTypeId_r(geos, geom), n;

	if (type == GEOS_POLYGON) {
		if (draw_ring(d, GEOSGetExteriorRing_r(geos, geom), false) != 0)
			return -1;
		n = GEOSGetNumInteriorRings_r(geos, geom);
		for (int i = 0; i < n; i++)
			if (draw_ring(d, GEOSGetInteriorRingN_r(geos, geom, i),
				true) != 0)
				return -1;
	} else if (type == GEOS_MULTIPOLYGON ||
	    type == GEOS_GEOMETRYCOLLECTION) {
		n = GEOSGetNumGeometries_r(geos, geom);
		for (int i = 0; i < n; i++)
			if (draw(d, GEOSGetGeometryN_r(geos, geom, i)) != 0)
				return -1;
	}
	return 0;
}

int
shape_rings(struct geo *g, const struct buf *wkb,
    int (*sink)(void *arg, const double *xy, size_t n, bool hole), void *arg,
    struct err *err)
{
	struct drawing d = { .g = g, .sink = sink, .arg = arg, .err = err };
	GEOSGeometry *geom;
	int rc;

	if (wkb->len == 0)
		return 0;
	geom = geo_read(g, wkb, err);
	if (geom == NULL)
		return -1;
	rc = draw(&d, geom);
	geo_destroy(g, geom);
	free(d.xy);
	return rc;
}

int
shape_inside(
    struct geo *g, const struct buf *wkb, double *x, double *y, struct err *err)
{
	GEOSGeometry *geom, *point = NULL;
	double px, py;
	int rc = -1;

	if (wkb->len == 0)
		return err_set(err, ERR_INPUT, "an empty shape has no inside");
	geom = geo_read(g, wkb, err);
	if (geom == NULL)
		return -1;
	point = GEOSPointOnSurface_r(g->geos, geom);
	if (point == NULL || GEOSGeomGetX_r(g->geos, point, &px) != 1 ||
	    GEOSGeomGetY_r(g->geos, point, &py) != 1) {
		geo_fail(g, err, "a shape without a point inside");
		goto done;
	}
	*x = px;
	*y = py;
	rc = 0;
done:
	geo_destroy(g, point);
	geo_destroy(g, geom);
	return rc;
}
