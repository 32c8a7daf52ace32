/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * parse: a geometry of GeoJSON (RFC 7946), or of Esri (with esri.c), to WKB
 * in RD. No tree is built: the members are noted in one pass over the text,
 * and the coordinates read in a second.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/reader.h"

#define DEPTH 32  /* of nesting in the JSON */
#define LEVELS 4  /* of collections in collections */
#define NUMBERS 4 /* in a position: x, y, z, m */

enum member {
	M_TYPE,
	M_COORDINATES,
	M_GEOMETRIES,
	M_X,
	M_Y,
	M_POINTS,
	M_PATHS,
	M_RINGS,
	M_CURVE_PATHS,
	M_CURVE_RINGS,
	MEMBERS
};
static const char *const member_names[MEMBERS] = { "type", "coordinates",
	"geometries", "x", "y", "points", "paths", "rings", "curvePaths",
	"curveRings" };

static int
wrong(struct reader *r, const char *what)
{
	return err_set(
	    r->err, ERR_INPUT, "a geometry that cannot be read: %s", what);
}

int
reader_open(struct reader *r, const char *what)
{
	jlex_space(&r->l);
	if (*r->l.p != '[')
		return wrong(r, what);
	r->l.p++;
	return 0;
}

bool
reader_item(struct reader *r, bool *first)
{
	jlex_space(&r->l);
	if (*r->l.p == ']') {
		r->l.p++;
		return false;
	}
	if (!*first)
		r->l.p++; /* the comma: the text was checked */
	*first = false;
	jlex_space(&r->l);
	return true;
}

/* One more line, ring or part. */
static int
reader_part(struct reader *r)
{
	if (++r->parts > READER_PARTS)
		return err_set(r->err, ERR_INPUT,
		    "a geometry of more than %d parts", READER_PARTS);
	return 0;
}

static void
keep_pair(struct reader *r, double x, double y)
{
	if (r->n == r->cap) {
		r->cap = r->cap == 0 ? 64 : r->cap * 2;
		r->xy = mem_grow(r->xy, r->cap, 2 * sizeof(*r->xy));
	}
	r->xy[2 * r->n] = x;
	r->xy[2 * r->n + 1] = y;
	r->n++;
}

/* One position, added to xy as it is in the source. */
static int
reader_position(struct reader *r)
{
	double v[NUMBERS];
	bool first = true;
	size_t n = 0;
	char which;

	if (reader_open(r, "a position is an array of numbers") != 0)
		return -1;
	while (reader_item(r, &first)) {
		if (n == NUMBERS)
			return wrong(r, "a position of more than 4 numbers");
		if (n >= 2 && *r->l.p == 'n') {
			if (jlex_word(&r->l, &which) != 0)
				return wrong(r, r->l.why);
		} else if (jlex_number(&r->l, &v[n]) != 0) {
			return wrong(r, "a position is an array of numbers");
		}
		n++;
	}
	if (n < 2)
		return wrong(r, "a position of fewer than 2 numbers");
	if (++r->coords > READER_COORDS)
		return err_set(r->err, ERR_INPUT,
		    "a geometry of more than %d coordinates", READER_COORDS);
	if (crs_check(r->crs, v[0], v[1], r->coords - 1, r->err) != 0)
		return -1;
	keep_pair(r, v[0], v[1]);
	return 0;
}

int
reader_line(struct reader *r)
{
	bool first = true;
	size_t from = r->n;

	if (reader_part(r) != 0 ||
	    reader_open(r, "coordinates are arrays of positions") != 0)
		return -1;
	while (reader_item(r, &first))
		if (reader_position(r) != 0)
			return -1;
	return r->n == from
	    ? 0
	    : crs_to_rd(r->g, r->crs, r->xy + 2 * from, r->n - from, r->err);
}

size_t
reader_corners(const double *xy, size_t n)
{
	while (n > 1 && xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1])
		n--;
	return n;
}

void
reader_ring(struct reader *r, const double *xy, size_t n)
{
	n = reader_corners(xy, n);
	wkb_count(r->wkb, n + 1);
	wkb_pairs(r->wkb, xy, n);
	wkb_pairs(r->wkb, xy, 1);
}

/*
 * The readers of coordinates, by type: 1 when something was written, 0 when
 * there was nothing, -1. What encloses or spans nothing counts as lost.
 */
static int
read_point(struct reader *r)
{
	const char *p = r->l.p;
	bool first = true;

	if (reader_open(r, "a position is an array of numbers") != 0)
		return -1;
	if (!reader_item(r, &first))
		return 0;
	r->l.p = p;
	r->n = 0;
	if (reader_part(r) != 0 || reader_position(r) != 0 ||
	    crs_to_rd(r->g, r->crs, r->xy, 1, r->err) != 0)
		return -1;
	wkb_head(r->wkb, WKB_POINT);
	wkb_pairs(r->wkb, r->xy, 1);
	return 1;
}

static int
read_line(struct reader *r)
{
	r->n = 0;
	if (reader_line(r) != 0)
		return -1;
	r->lost += r->n == 1;
	if (r->n < 2)
		return 0;
	wkb_head(r->wkb, WKB_LINE);
	wkb_count(r->wkb, r->n);
	wkb_pairs(r->wkb, r->xy, r->n);
	return 1;
}

static int
read_polygon(struct reader *r)
{
	size_t start = r->wkb->len, rings = 0, count;
	bool first = true, void_outer = false;

	if (reader_open(r, "a polygon is an array of rings") != 0)
		return -1;
	wkb_head(r->wkb, WKB_POLYGON);
	count = r->wkb->len;
	wkb_count(r->wkb, 0);
	while (reader_item(r, &first)) {
		r->n = 0;
		if (reader_line(r) != 0)
			return -1;
		if (reader_corners(r->xy, r->n) >= 3 && !void_outer) {
			reader_ring(r, r->xy, r->n);
			rings++;
		} else {
			/* Without its outer ring a hole is a hole in nothing.
			 */
			r->lost += r->n > 0;
			void_outer = rings == 0;
		}
	}
	if (rings == 0) {
		r->wkb->len = start;
		return 0;
	}
	wkb_recount(r->wkb, count, rings);
	return 1;
}

static int
read_many(struct reader *r, enum wkb_type type, int (*one)(struct reader *))
{
	size_t start = r->wkb->len, n = 0, count;
	bool first = true;
	int rc;

	if (reader_open(r, "coordinates are an array") != 0)
		return -1;
	wkb_head(r->wkb, type);
	count = r->wkb->len;
	wkb_count(r->wkb, 0);
	while (reader_item(r, &first)) {
		rc = one(r);
		if (rc < 0)
			return -1;
		n += (size_t)rc;
	}
	if (n == 0)
		r->wkb->len = start;
	else
		wkb_recount(r->wkb, count, n);
	return n > 0;
}

static int
read_points(struct reader *r)
{
	return read_many(r, WKB_MULTIPOINT, read_point);
}

static int
read_lines(struct reader *r)
{
	return read_many(r, WKB_MULTILINE, read_line);
}

static int
read_polygons(struct reader *r)
{
	return read_many(r, WKB_MULTIPOLYGON, read_polygon);
}

static const struct {
	const char *name;
	int (*read)(struct reader *r);
} kinds[] = {
	{ "Point", read_point },
	{ "MultiPoint", read_points },
	{ "LineString", read_line },
	{ "MultiLineString", read_lines },
	{ "Polygon", read_polygon },
	{ "MultiPolygon", read_polygons },
};

/* Where the values of the known members of an object begin; p goes behind
 * the object. The text is checked as JSON on the way. */
static int
find_members(struct reader *r, const char *at[MEMBERS])
{
	struct jlex *l = &r->l;
	const char *name;
	bool first = true;
	size_t len;

	l->p++;
	for (;; first = false) {
		jlex_space(l);
		if (l->p < l->end && *l->p == '}' && first)
			break;
		if (!first) {
			if (l->p == l->end || (*l->p != ',' && *l->p != '}'))
				return wrong(r, "expected ',' or '}'");
			if (*l->p++ == '}')
				return 0;
			jlex_space(l);
		}
		l->out = r->scratch;
		if (jlex_string(l, &name, &len) != 0)
			return wrong(r, l->why);
		jlex_space(l);
		if (l->p == l->end || *l->p++ != ':')
			return wrong(r, "expected ':' after a name");
		jlex_space(l);
		for (size_t i = 0; i < MEMBERS; i++)
			if (strcmp(name, member_names[i]) == 0)
				at[i] = l->p;
		if (jlex_value(l, DEPTH) != 0)
			return wrong(r, l->why);
	}
	l->p++;
	return 0;
}

static int read_geometry(struct reader *r, int level);

static int
read_collection(struct reader *r, const char *geometries, int level)
{
	size_t start = r->wkb->len, n = 0, count;
	bool first = true;
	int rc;

	if (geometries == NULL)
		return wrong(r, "a collection without geometries");
	if (level == LEVELS)
		return wrong(r, "collections nested too deep");
	r->l.p = geometries;
	if (reader_open(r, "geometries is no array") != 0)
		return -1;
	wkb_head(r->wkb, WKB_COLLECTION);
	count = r->wkb->len;
	wkb_count(r->wkb, 0);
	while (reader_item(r, &first)) {
		rc = read_geometry(r, level + 1);
		if (rc < 0)
			return -1;
		n += (size_t)rc;
	}
	if (n == 0)
		r->wkb->len = start;
	else
		wkb_recount(r->wkb, count, n);
	return n > 0;
}

static int
read_geojson(struct reader *r, const char *const at[MEMBERS], int level)
{
	const char *name;
	size_t len;

	r->l.p = at[M_TYPE];
	r->l.out = r->scratch;
	if (*r->l.p != '"' || jlex_string(&r->l, &name, &len) != 0)
		return wrong(r, "its type is no text");
	if (strcmp(name, "GeometryCollection") == 0)
		return read_collection(r, at[M_GEOMETRIES], level);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(name, kinds[i].name) != 0)
			continue;
		if (at[M_COORDINATES] == NULL)
			return wrong(r, "it has no coordinates");
		r->l.p = at[M_COORDINATES];
		if (*r->l.p == 'n')
			return 0;
		return kinds[i].read(r);
	}
	return err_set(r->err, ERR_INPUT,
	    "a geometry of the type %.40s, "
	    "which is none of GeoJSON",
	    name);
}

/* {"x":..,"y":..}: null and "NaN" are how Esri writes an empty point. */
static int
read_esri_point(struct reader *r, const char *const at[MEMBERS])
{
	double v[2];

	if (at[M_Y] == NULL)
		return wrong(r, "it has x and no y");
	for (int i = 0; i < 2; i++) {
		r->l.p = at[M_X + i];
		if (*r->l.p == 'n' || strncmp(r->l.p, "\"NaN\"", 5) == 0)
			return 0;
		if (jlex_number(&r->l, &v[i]) != 0)
			return wrong(r, "x and y are numbers");
	}
	r->coords++;
	r->n = 0;
	keep_pair(r, v[0], v[1]);
	if (crs_check(r->crs, v[0], v[1], r->coords - 1, r->err) != 0 ||
	    crs_to_rd(r->g, r->crs, r->xy, 1, r->err) != 0)
		return -1;
	wkb_head(r->wkb, WKB_POINT);
	wkb_pairs(r->wkb, r->xy, 1);
	return 1;
}

static int
read_esri(struct reader *r, const char *const at[MEMBERS])
{
	if (at[M_CURVE_PATHS] != NULL || at[M_CURVE_RINGS] != NULL)
		return wrong(r,
		    "it holds curves; ask the server for "
		    "returnTrueCurves=false");
	if (at[M_X] != NULL)
		return read_esri_point(r, at);
	if (at[M_POINTS] != NULL) {
		r->l.p = at[M_POINTS];
		return esri_points(r);
	}
	if (at[M_PATHS] != NULL) {
		r->l.p = at[M_PATHS];
		return esri_paths(r);
	}
	if (at[M_RINGS] != NULL) {
		r->l.p = at[M_RINGS];
		return esri_rings(r);
	}
	return wrong(r,
	    "it is neither GeoJSON (type and coordinates) nor "
	    "Esri (x and y, points, paths or rings)");
}

/* With p at the geometry; p is behind it afterwards. */
static int
read_geometry(struct reader *r, int level)
{
	const char *at[MEMBERS] = { NULL }, *end;
	char which;
	int rc;

	if (r->l.p < r->l.end && *r->l.p == 'n') {
		if (jlex_word(&r->l, &which) != 0)
			return wrong(r, r->l.why);
		return 0;
	}
	if (r->l.p == r->l.end || *r->l.p != '{')
		return wrong(r, "it is no object");
	if (find_members(r, at) != 0)
		return -1;
	end = r->l.p;
	rc = at[M_TYPE] != NULL ? read_geojson(r, at, level) : read_esri(r, at);
	r->l.p = end;
	return rc;
}

int
shape_parse(struct geo *g, const char *json, size_t len, enum shape_crs crs,
    struct buf *wkb, struct err *err)
{
	struct buf made = { 0 };
	struct reader r = { .g = g,
		.crs = crs,
		.wkb = &made,
		.err = err,
		.l = { .p = json, .end = json + len } };
	int rc;

	/* Of the length of the text; only what strings take is touched. */
	r.scratch = mem_new(JLEX_ROOM(len), 1);
	jlex_space(&r.l);
	rc = read_geometry(&r, 0);
	if (rc >= 0) {
		jlex_space(&r.l);
		if (r.l.p != r.l.end)
			rc = wrong(&r, "something follows it");
		else if (rc == 0 && r.lost > 0)
			rc = wrong(&r,
			    "its rings have fewer than three "
			    "corners, its lines fewer than two points");
	}
	if (rc >= 0) {
		buf_clear(wkb);
		buf_put(wkb, made.data, made.len);
	}
	buf_free(&made);
	free(r.xy);
	free(r.scratch);
	return rc < 0 ? -1 : 0;
}
