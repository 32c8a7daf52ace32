/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cover: areas to find things in: prepared geometries in a tree of boxes
 * (STR). Areas stand in the order of their ids, so that the lowest is the
 * first; every piece of a shape goes to one area, also where areas overlap.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/own.h"

/* What the arithmetic of an overlay may leave behind: pieces below this are
 * no pieces (metres, square metres). */
#define LEAST_LENGTH 1e-3
#define LEAST_AREA 1e-2
/* Amounts that differ less than this share of them are the same. */
#define SAME 1e-9
/* Borders that lie within this of each other are one border (metres): a
 * corner on a straight border does not lie exactly on it. */
#define BORDER_GRID 0.1

struct area {
	int64_t id;
	GEOSGeometry *geom;
	const GEOSPreparedGeometry *prepared;
};

struct cover {
	struct geo *g;
	struct area *areas; /* by id */
	size_t n;
	GEOSSTRtree *tree;
	struct area **hits; /* of the last question to the tree */
	size_t nhits, cap;
	struct cover_part *parts; /* by area, zero between questions */
	struct area **touched;	  /* areas whose part is not zero */
	size_t ntouched;
	GEOSGeometry **pieces; /* of one polygon or line, by hit */
};

static int
by_id(const void *a, const void *b)
{
	const struct area *p = a, *q = b;

	return p->id < q->id ? -1 : p->id > q->id;
}

static int
by_place(const void *a, const void *b)
{
	const struct area *const *p = a, *const *q = b;

	return *p < *q ? -1 : *p > *q;
}

static int
add_area(struct cover *c, const struct buf *wkb, int64_t id, struct err *err)
{
	GEOSGeometry *geom = geo_read(c->g, wkb, err);
	struct area *a = &c->areas[c->n];
	bool mended;

	if (geom == NULL)
		return -1;
	if (GEOSisEmpty_r(c->g->geos, geom) == 1) {
		geo_destroy(c->g, geom);
		return 0;
	}
	if (GEOSGeom_getDimensions_r(c->g->geos, geom) < 2) {
		geo_destroy(c->g, geom);
		return err_set(err, ERR_INPUT, "no polygon, so no area");
	}
	if (geo_mend(c->g, &geom, &mended, err) != 0) {
		geo_destroy(c->g, geom);
		return -1;
	}
	a->prepared = GEOSPrepare_r(c->g->geos, geom);
	a->geom = geom;
	a->id = id;
	c->n++;
	return a->prepared != NULL
	    ? 0
	    : geo_fail(c->g, err, "an area that cannot be prepared");
}

int
cover_new(struct geo *g, const struct buf *const shapes[], const int64_t ids[],
    size_t n, struct cover **out, struct err *err)
{
	struct cover *c = mem_new(1, sizeof(*c));

	c->g = g;
	c->areas = mem_new(n + 1, sizeof(*c->areas));
	c->parts = mem_new(n + 1, sizeof(*c->parts));
	c->touched = mem_new(n + 1, sizeof(struct area *));
	c->pieces = mem_new(n + 1, sizeof(GEOSGeometry *));
	for (size_t i = 0; i < n; i++)
		if (shapes[i]->len > 0 &&
		    add_area(c, shapes[i], ids[i], err) != 0) {
			err_ctx(err, "area %lld", (long long)ids[i]);
			goto fail;
		}
	qsort(c->areas, c->n, sizeof(*c->areas), by_id);
	c->tree = GEOSSTRtree_create_r(g->geos, 10);
	if (c->tree == NULL) {
		geo_fail(g, err, "no tree of areas");
		goto fail;
	}
	for (size_t i = 0; i < c->n; i++) {
		if (i > 0 && c->areas[i - 1].id == c->areas[i].id) {
			err_set(err, ERR_INPUT, "area %lld is there twice",
			    (long long)c->areas[i].id);
			goto fail;
		}
		GEOSSTRtree_insert_r(
		    g->geos, c->tree, c->areas[i].geom, &c->areas[i]);
	}
	*out = c;
	return 0;
fail:
	cover_free(c);
	return -1;
}

void
cover_free(struct cover *c)
{
	if (c == NULL)
		return;
	if (c->tree != NULL)
		GEOSSTRtree_destroy_r(c->g->geos, c->tree);
	for (size_t i = 0; i < c->n; i++) {
		if (c->areas[i].prepared != NULL)
			GEOSPreparedGeom_destroy_r(
			    c->g->geos, c->areas[i].prepared);
		geo_destroy(c->g, c->areas[i].geom);
	}
	free(c->hits);
	free(c->pieces);
	free(c->touched);
	free(c->parts);
	free(c->areas);
	free(c);
}

static void
hit(void *item, void *arg)
{
	struct cover *c = arg;

	MEM_PUSH(c->hits, c->nhits, c->cap);
	c->hits[c->nhits++] = item;
}

/* Areas whose box meets that of a geometry, in the order of their ids. */
static void
ask_tree(struct cover *c, const GEOSGeometry *geom)
{
	c->nhits = 0;
	if (c->n == 0)
		return;
	GEOSSTRtree_query_r(c->g->geos, c->tree, geom, hit, c);
	qsort(c->hits, c->nhits, sizeof(struct area *), by_place);
}

/* The first area that a point lies in or on the border of, or NULL. */
static struct area *
area_of(struct cover *c, double x, double y)
{
	GEOSGeometry *point;
	struct area *found = NULL;

	if (!isfinite(x) || !isfinite(y))
		return NULL;
	point = GEOSGeom_createPointFromXY_r(c->g->geos, x, y);
	if (point == NULL)
		return NULL;
	ask_tree(c, point);
	for (size_t i = 0; i < c->nhits && found == NULL; i++)
		if (GEOSPreparedIntersects_r(
			c->g->geos, c->hits[i]->prepared, point) == 1)
			found = c->hits[i];
	geo_destroy(c->g, point);
	return found;
}

int
cover_point(struct cover *c, double x, double y, int64_t *id)
{
	const struct area *a = area_of(c, x, y);

	if (a == NULL)
		return 0;
	*id = a->id;
	return 1;
}

/* The part of an area (NULL: of what lies in none), noted as touched. */
static struct cover_part *
part_of(struct cover *c, struct area *a)
{
	struct cover_part *part;

	if (a == NULL)
		return &c->parts[c->n];
	part = &c->parts[a - c->areas];
	if (part->count == 0 && part->length == 0 && part->area == 0)
		c->touched[c->ntouched++] = a;
	return part;
}

static int
size_of(struct cover *c, const GEOSGeometry *geom, int dimension, double *size,
    struct err *err)
{
	int good = dimension == 2 ? GEOSArea_r(c->g->geos, geom, size)
				  : GEOSLength_r(c->g->geos, geom, size);

	return good == 1 ? 0 : geo_fail(c->g, err, "a piece without a size");
}

/* Out of what an overlay left, the parts of that dimension: the borders that
 * are touched come along as lines and points, and no further overlay takes
 * such a mixture. geom is taken; NULL when nothing is left. */
static GEOSGeometry *
only(struct cover *c, GEOSGeometry *geom, int dimension)
{
	GEOSContextHandle_t geos = c->g->geos;
	int n = GEOSGetNumGeometries_r(geos, geom), kept = 0;
	const GEOSGeometry *one;
	GEOSGeometry **list, *all = NULL;

	if (GEOSGeomTypeId_r(geos, geom) != GEOS_GEOMETRYCOLLECTION) {
		if (GEOSGeom_getDimensions_r(geos, geom) == dimension &&
		    GEOSisEmpty_r(geos, geom) == 0)
			return geom;
		geo_destroy(c->g, geom);
		return NULL;
	}
	list = mem_new((size_t)n + 1, sizeof(GEOSGeometry *));
	for (int i = 0; i < n; i++) {
		one = GEOSGetGeometryN_r(geos, geom, i);
		if (GEOSGeom_getDimensions_r(geos, one) == dimension)
			list[kept++] = GEOSGeom_clone_r(geos, one);
	}
	if (kept > 0)
		all = GEOSGeom_createCollection_r(geos,
		    dimension == 2 ? GEOS_MULTIPOLYGON : GEOS_MULTILINESTRING,
		    list, (unsigned int)kept);
	free(list);
	geo_destroy(c->g, geom);
	return all;
}

/* What of geom lies in hit i and in no hit before it; *piece NULL: nothing.
 * The pieces before it are those of the same geometry. */
static int
cut_piece(struct cover *c, const GEOSGeometry *geom, int dimension, size_t i,
    GEOSGeometry **piece, struct err *err)
{
	GEOSContextHandle_t geos = c->g->geos;
	struct area *a = c->hits[i];
	GEOSGeometry *cut, *rest;

	*piece = NULL;
	if (GEOSPreparedIntersects_r(geos, a->prepared, geom) == 0)
		return 0;
	if (GEOSPreparedCovers_r(geos, a->prepared, geom) == 1)
		cut = GEOSGeom_clone_r(geos, geom);
	else
		cut = GEOSIntersection_r(geos, geom, a->geom);
	if (cut == NULL)
		return geo_fail(c->g, err, "a shape that cannot be cut");
	cut = only(c, cut, dimension);
	for (size_t k = 0; k < i && cut != NULL; k++) {
		if (c->pieces[k] == NULL ||
		    GEOSIntersects_r(geos, cut, c->pieces[k]) == 0)
			continue;
		rest = GEOSDifference_r(geos, cut, c->pieces[k]);
		geo_destroy(c->g, cut);
		if (rest == NULL)
			return geo_fail(
			    c->g, err, "a shape that cannot be cut");
		cut = only(c, rest, dimension);
	}
	*piece = cut;
	return 0;
}

/* A line or polygon (no collection) over the areas, and what is left. */
static int
add_pieces(
    struct cover *c, const GEOSGeometry *geom, int dimension, struct err *err)
{
	double least = dimension == 2 ? LEAST_AREA : LEAST_LENGTH;
	double left, size;
	size_t i, done = 0;
	int rc = -1;

	if (size_of(c, geom, dimension, &left, err) != 0)
		return -1;
	ask_tree(c, geom);
	/* Nothing left: the areas that come after can add nothing. */
	for (i = 0; i < c->nhits && left > least; i++, done++) {
		if (cut_piece(c, geom, dimension, i, &c->pieces[i], err) != 0)
			goto done;
		if (c->pieces[i] == NULL)
			continue;
		if (size_of(c, c->pieces[i], dimension, &size, err) != 0) {
			done++;
			goto done;
		}
		if (size < least)
			continue;
		left -= size;
		if (dimension == 2)
			part_of(c, c->hits[i])->area += size;
		else
			part_of(c, c->hits[i])->length += size;
	}
	if (left > least && dimension == 2)
		part_of(c, NULL)->area += left;
	else if (left > least)
		part_of(c, NULL)->length += left;
	rc = 0;
done:
	for (i = 0; i < done; i++)
		geo_destroy(c->g, c->pieces[i]);
	return rc;
}

/* Add up a shape of any kind; points count one by one where the whole shape
 * is of points. */
static int
add_shape(
    struct cover *c, const GEOSGeometry *geom, bool points, struct err *err)
{
	GEOSContextHandle_t geos = c->g->geos;
	double x, y;
	int n;

	switch (GEOSGeomTypeId_r(geos, geom)) {
	case GEOS_POINT:
		if (!points || GEOSisEmpty_r(geos, geom) == 1)
			return 0;
		if (GEOSGeomGetX_r(geos, geom, &x) != 1 ||
		    GEOSGeomGetY_r(geos, geom, &y) != 1)
			return geo_fail(c->g, err, "a point without a place");
		part_of(c, area_of(c, x, y))->count++;
		return 0;
	case GEOS_LINESTRING:
	case GEOS_LINEARRING:
		return add_pieces(c, geom, 1, err);
	case GEOS_POLYGON:
		return add_pieces(c, geom, 2, err);
	default:
		n = GEOSGetNumGeometries_r(geos, geom);
		for (int i = 0; i < n; i++)
			if (add_shape(c, GEOSGetGeometryN_r(geos, geom, i),
				points, err) != 0)
				return -1;
		return 0;
	}
}

/* Count a line or polygon once: where most of it is, by area when it has
 * any. One too small to be cut counts where a point of it lies. */
static int
count_once(struct cover *c, const GEOSGeometry *geom, struct err *err)
{
	struct cover_part *best = NULL, *part;
	double most = 0, size;
	GEOSGeometry *point;
	double x, y;
	bool by_area = false;

	for (size_t i = 0; i <= c->ntouched; i++)
		by_area = by_area ||
		    (i < c->ntouched ? c->parts[c->touched[i] - c->areas].area
				     : c->parts[c->n].area) > 0;
	for (size_t i = 0; i <= c->ntouched; i++) {
		part = i < c->ntouched ? &c->parts[c->touched[i] - c->areas]
				       : &c->parts[c->n];
		size = by_area ? part->area : part->length;
		if (size > most * (1 + SAME)) {
			most = size;
			best = part;
		}
	}
	if (best == NULL) {
		point = GEOSPointOnSurface_r(c->g->geos, geom);
		if (point == NULL ||
		    GEOSGeomGetX_r(c->g->geos, point, &x) != 1 ||
		    GEOSGeomGetY_r(c->g->geos, point, &y) != 1) {
			geo_destroy(c->g, point);
			return geo_fail(c->g, err, "a shape without a place");
		}
		geo_destroy(c->g, point);
		best = part_of(c, area_of(c, x, y));
	}
	best->count = 1;
	return 0;
}

/* Hand out the parts by id, what lies in none last, and make them zero. */
static int
give_parts(
    struct cover *c, int (*sink)(void *, const struct cover_part *), void *arg)
{
	struct cover_part none = c->parts[c->n], part;
	int rc = 0;

	for (size_t i = 0; i < c->ntouched; i++) {
		part = c->parts[c->touched[i] - c->areas];
		part.id = c->touched[i]->id;
		if (rc == 0 && sink != NULL)
			rc = sink(arg, &part);
		c->parts[c->touched[i] - c->areas] = (struct cover_part){ 0 };
	}
	none.id = -1;
	if (rc == 0 && sink != NULL &&
	    (none.count > 0 || none.length > 0 || none.area > 0))
		rc = sink(arg, &none);
	c->parts[c->n] = (struct cover_part){ 0 };
	c->ntouched = 0;
	return rc == 0 ? 0 : -1;
}

/* Ready to be cut: polygons valid, lines that run over themselves once. */
static int
make_ready(struct cover *c, GEOSGeometry **geom, struct err *err)
{
	GEOSContextHandle_t geos = c->g->geos;
	int type = GEOSGeomTypeId_r(geos, *geom);
	GEOSGeometry *once;
	bool mended;

	if ((type == GEOS_LINESTRING || type == GEOS_MULTILINESTRING) &&
	    GEOSisSimple_r(geos, *geom) == 0) {
		once = GEOSUnaryUnion_r(geos, *geom);
		if (once == NULL)
			return geo_fail(c->g, err, "lines that cannot be cut");
		geo_destroy(c->g, *geom);
		*geom = once;
		return 0;
	}
	return geo_mend(c->g, geom, &mended, err);
}

int
cover_shape(struct cover *c, const struct buf *wkb,
    int (*sink)(void *arg, const struct cover_part *part), void *arg,
    struct err *err)
{
	GEOSGeometry *geom;
	bool points;
	int rc = -1;

	if (wkb->len == 0)
		return 0;
	geom = geo_read(c->g, wkb, err);
	if (geom == NULL)
		return -1;
	if (GEOSisEmpty_r(c->g->geos, geom) == 1) {
		geo_destroy(c->g, geom);
		return 0;
	}
	points = GEOSGeom_getDimensions_r(c->g->geos, geom) == 0;
	if (make_ready(c, &geom, err) != 0 ||
	    add_shape(c, geom, points, err) != 0)
		goto done;
	qsort(c->touched, c->ntouched, sizeof(struct area *), by_place);
	if (!points && count_once(c, geom, err) != 0)
		goto done;
	rc = give_parts(c, sink, arg);
done:
	if (rc != 0)
		give_parts(c, NULL, NULL);
	geo_destroy(c->g, geom);
	return rc;
}

struct extent {
	double x0, y0, x1, y1;
};
struct likely { /* an area that a polygon may lie in */
	struct area *area;
	double most;  /* of the polygon, by the boxes */
	double alike; /* of the boxes, what both have; 1: they are one */
};

static int
extent_of(struct cover *c, const GEOSGeometry *geom, struct extent *out)
{
	GEOSContextHandle_t geos = c->g->geos;

	return GEOSGeom_getXMin_r(geos, geom, &out->x0) == 1 &&
		GEOSGeom_getYMin_r(geos, geom, &out->y0) == 1 &&
		GEOSGeom_getXMax_r(geos, geom, &out->x1) == 1 &&
		GEOSGeom_getYMax_r(geos, geom, &out->y1) == 1
	    ? 0
	    : -1;
}

static double
box_size(const struct extent *e)
{
	return e->x1 > e->x0 && e->y1 > e->y0
	    ? (e->x1 - e->x0) * (e->y1 - e->y0)
	    : 0;
}

static int
by_alike(const void *a, const void *b)
{
	const struct likely *p = a, *q = b;

	if (p->alike != q->alike)
		return p->alike > q->alike ? -1 : 1;
	return by_place(&p->area, &q->area);
}

/* The areas that may hold some of a polygon, the likeliest first. */
static struct likely *
find_likely(struct cover *c, const GEOSGeometry *geom)
{
	struct extent mine, its, both;
	struct likely *list;

	ask_tree(c, geom);
	list = mem_new(c->nhits + 1, sizeof(*list));
	if (extent_of(c, geom, &mine) != 0)
		return list;
	for (size_t i = 0; i < c->nhits; i++) {
		list[i].area = c->hits[i];
		if (extent_of(c, c->hits[i]->geom, &its) != 0)
			continue;
		both.x0 = fmax(mine.x0, its.x0);
		both.y0 = fmax(mine.y0, its.y0);
		both.x1 = fmin(mine.x1, its.x1);
		both.y1 = fmin(mine.y1, its.y1);
		list[i].most = box_size(&both);
		list[i].alike = list[i].most /
		    (box_size(&mine) + box_size(&its) - list[i].most);
	}
	if (c->nhits > 1)
		qsort(list, c->nhits, sizeof(*list), by_alike);
	return list;
}

/* Most borders stay what they were, corner by corner: that is quickly seen. */
static int
common_ground(struct cover *c, const GEOSGeometry *geom, const struct area *a,
    double whole, double *metres, struct err *err)
{
	GEOSContextHandle_t geos = c->g->geos;
	GEOSGeometry *cut;
	int rc;

	*metres = 0;
	if (GEOSEqualsExact_r(geos, geom, a->geom, 0) == 1) {
		*metres = whole;
		return 0;
	}
	/* Boxes that meet are mostly of areas that at least touch: to ask that
	 * first takes longer than it saves. */
	cut = GEOSIntersection_r(geos, geom, a->geom);
	if (cut == NULL)
		return geo_fail(c->g, err, "a shape that cannot be cut");
	rc = size_of(c, cut, 2, metres, err);
	geo_destroy(c->g, cut);
	return rc;
}

int
cover_overlap(struct cover *c, const struct buf *wkb, double least,
    double *whole, int (*sink)(void *arg, int64_t id, double metres), void *arg,
    struct err *err)
{
	struct likely *list = NULL;
	GEOSGeometry *geom;
	double metres, left;
	int rc = -1;

	*whole = 0;
	if (wkb->len == 0)
		return 0;
	geom = geo_read(c->g, wkb, err);
	if (geom == NULL)
		return -1;
	if (size_of(c, geom, 2, whole, err) != 0)
		goto done;
	list = find_likely(c, geom);
	left = *whole;
	for (size_t i = 0; i < c->nhits && left > least * *whole; i++) {
		if (list[i].most < least * *whole)
			continue;
		if (common_ground(
			c, geom, list[i].area, *whole, &metres, err) != 0)
			goto done;
		if (metres < LEAST_AREA)
			continue;
		left -= metres;
		if (sink(arg, list[i].area->id, metres) != 0)
			goto done;
	}
	rc = 0;
done:
	free(list);
	geo_destroy(c->g, geom);
	return rc;
}

/* Metres of border that two areas share. */
static int
shared_border(struct cover *c, const GEOSGeometry *a, const GEOSGeometry *b,
    double *metres, struct err *err)
{
	GEOSGeometry *lines =
	    GEOSIntersectionPrec_r(c->g->geos, a, b, BORDER_GRID);
	int rc;

	if (lines == NULL)
		return geo_fail(c->g, err, "borders that cannot be compared");
	rc = size_of(c, lines, 1, metres, err);
	geo_destroy(c->g, lines);
	return rc;
}

int
cover_neighbours(struct cover *c, double least,
    int (*sink)(void *arg, int64_t a, int64_t b, double metres), void *arg,
    struct err *err)
{
	GEOSGeometry **borders = mem_new(c->n + 1, sizeof(GEOSGeometry *));
	struct area *a, *b;
	double metres;
	int rc = -1;

	for (size_t i = 0; i < c->n; i++) {
		borders[i] = GEOSBoundary_r(c->g->geos, c->areas[i].geom);
		if (borders[i] == NULL) {
			geo_fail(c->g, err, "an area without a border");
			goto done;
		}
	}
	for (a = c->areas; a < c->areas + c->n; a++) {
		ask_tree(c, a->geom);
		for (size_t k = 0; k < c->nhits; k++) {
			b = c->hits[k];
			if (b <= a)
				continue;
			if (shared_border(c, borders[a - c->areas],
				borders[b - c->areas], &metres, err) != 0)
				goto done;
			if (metres > least &&
			    sink(arg, a->id, b->id, metres) != 0)
				goto done;
		}
	}
	rc = 0;
done:
	for (size_t i = 0; i < c->n; i++)
		geo_destroy(c->g, borders[i]);
	free(borders);
	return rc;
}
