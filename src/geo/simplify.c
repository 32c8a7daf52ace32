/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * simplify: the polygons of a list with fewer corners, neighbours together:
 * their rings become arcs, the arcs are thinned, and the shapes are written
 * anew around what is left. Lines and points stay as they are.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "geo/arcs.h"
#include "geo/own.h"

static int
add_ring(void *arg, const double *xy, size_t n, bool hole)
{
	(void)hole;
	arcs_add(arg, xy, n);
	return 0;
}

struct rewrite {
	struct geo *g;
	const struct arcs *arcs;
	size_t ring; /* the next one, in the order they were added */
	double *xy;
	size_t cap;
	struct buf *wkb;
	struct err *err;
};

static void
write_ring(struct rewrite *w)
{
	size_t n = arcs_ring(w->arcs, w->ring++, &w->xy, &w->cap);

	wkb_count(w->wkb, n);
	wkb_pairs(w->wkb, w->xy, n);
}

static int
rewrite(struct rewrite *w, const GEOSGeometry *geom)
{
	GEOSContextHandle_t geos = w->g->geos;
	int type = GEOSGeomTypeId_r(geos, geom), n;

	if (type == GEOS_POLYGON && GEOSisEmpty_r(geos, geom) == 0) {
		n = GEOSGetNumInteriorRings_r(geos, geom);
		wkb_head(w->wkb, WKB_POLYGON);
		wkb_count(w->wkb, (size_t)n + 1);
		for (int i = 0; i <= n; i++)
			write_ring(w);
		return 0;
	}
	if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
		return geo_write(w->g, geom, w->wkb, w->err);
	n = GEOSGetNumGeometries_r(geos, geom);
	wkb_head(w->wkb,
	    type == GEOS_MULTIPOLYGON ? WKB_MULTIPOLYGON : WKB_COLLECTION);
	wkb_count(w->wkb, (size_t)n);
	for (int i = 0; i < n; i++)
		if (rewrite(w, GEOSGetGeometryN_r(geos, geom, i)) != 0)
			return -1;
	return 0;
}

int
shape_simplify(struct geo *g, struct buf *list, size_t n, double tolerance,
    struct err *err)
{
	struct buf *made = mem_new(n + 1, sizeof(*made)), swap;
	struct arcs arcs = { 0 };
	struct rewrite w = { .g = g, .arcs = &arcs, .err = err };
	GEOSGeometry *geom;
	int rc = -1, done;

	for (size_t i = 0; i < n; i++)
		if (shape_rings(g, &list[i], add_ring, &arcs, err) != 0)
			goto done;
	arcs_cut(&arcs);
	arcs_thin(&arcs, tolerance);
	for (size_t i = 0; i < n; i++) {
		if (list[i].len == 0)
			continue;
		geom = geo_read(g, &list[i], err);
		if (geom == NULL)
			goto done;
		w.wkb = &made[i];
		done = rewrite(&w, geom);
		geo_destroy(g, geom);
		if (done != 0)
			goto done;
	}
	for (size_t i = 0; i < n; i++) {
		swap = list[i];
		list[i] = made[i];
		made[i] = swap;
	}
	rc = 0;
done:
	for (size_t i = 0; i < n; i++)
		buf_free(&made[i]);
	free(made);
	free(w.xy);
	arcs_free(&arcs);
	return rc;
}
