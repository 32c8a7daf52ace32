/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own_find: what an area of one's own consists of: parts by their codes, the
 * buurten in a polygon, or those of its postcodes.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "geo/shape.h"
#include "own.h"
#include "store/postcode.h"

#define NEAR 3	      /* codes that are suggested */
#define HALF 0.5      /* of a buurt that lies in the polygon: it is a part */
#define YEARS_BACK 50 /* that are looked through for codes */
#define CLEAR 0.9     /* below this share of the ground a warning says so */

int
own_wrong(const struct own_areas *list, const struct own_area *def,
    const char *key, struct err *err, const char *fmt, ...)
{
	char text[sizeof(err->msg) / 2];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(err, ERR_INPUT, "%s:%zu: %s: %s: %s", list->file,
	    def->line, def->id, key, text);
}

static int
unknown_code(const struct vintage *v, const struct own_areas *list,
    const struct own_area *def, const char *code, struct err *err)
{
	struct buf near = { 0 };
	size_t i, n = 0, limit;

	for (limit = 1; limit <= 2 && n == 0; limit++)
		for (i = 0; i < v->areas.n && n < NEAR; i++) {
			const struct area *a = &v->areas.items[i];

			if (a->code[0] == code[0] &&
			    text_distance(code, a->code, limit) <= limit)
				buf_putf(&near, "%s%s (%s)",
				    n++ == 0 ? "did you mean " : ", ", a->code,
				    a->name);
		}
	own_wrong(list, def, "parts", err,
	    "there is no %s in the areas of %d: %s%s'feiten areas TEXT "
	    "--year %d' searches them; another year can be named with \"year\"",
	    code, v->year, buf_str(&near), n > 0 ? "? " : "", v->year);
	buf_free(&near);
	return -1;
}

/* Whether a lies in b, or is it. */
static bool
lies_in(const struct area *a, const struct area *b)
{
	return strcmp(a->code, b->code) == 0 ||
	    strcmp(a->parent, b->code) == 0 ||
	    (b->level == LEVEL_GEMEENTE &&
		strcmp(a->municipality, b->code) == 0);
}

static int
check_overlap(const struct vintage *v, const struct own_areas *list,
    struct own *own, struct err *err)
{
	size_t i, k;

	for (i = 0; i < own->n; i++)
		for (k = 0; k < i; k++) {
			const struct area *a = area_in(v, own->codes[i]);
			const struct area *b = area_in(v, own->codes[k]);

			if (strcmp(a->code, b->code) == 0)
				return own_wrong(list, own->def, "parts", err,
				    "%s (%s) is there twice: name it once",
				    a->code, a->name);
			if (lies_in(a, b) || lies_in(b, a))
				return own_wrong(list, own->def, "parts", err,
				    "%s (%s) and %s (%s) overlap: what lies in "
				    "both would count twice; leave one of them "
				    "out",
				    b->code, b->name, a->code, a->name);
		}
	return 0;
}

/* Its buurten, and its gemeente when that is one. */
static void
fill_area(const struct vintage *v, struct own *own)
{
	struct area *area = &own->area;
	const struct area **parts = mem_new(own->n + 1, sizeof(*parts));
	size_t i, k;

	for (k = 0; k < own->n; k++)
		parts[k] = area_in(v, own->codes[k]);
	area->year = v->year;
	for (i = 0; i < v->areas.n; i++) {
		const struct area *a = &v->areas.items[i];

		for (k = 0; k < own->n; k++)
			if (lies_in(a, parts[k]))
				break;
		if (k == own->n || a->level != LEVEL_BUURT)
			continue;
		MEM_PUSH(own->buurten.items, own->buurten.n, own->buurten.cap);
		own->buurten.items[own->buurten.n] = *a;
		own->buurten.items[own->buurten.n++].name = mem_str(a->name);
	}
	for (i = 0; i < own->n; i++) {
		const struct area *a = parts[i];
		const char *gm =
		    a->level == LEVEL_GEMEENTE ? a->code : a->municipality;

		if (i > 0 && strcmp(gm, area->municipality) != 0) {
			area->municipality[0] = '\0';
			break;
		}
		memcpy(area->municipality, gm, strlen(gm) + 1);
	}
	free(parts);
}

/* Boundaries near the polygon, with their areas' ids. */
struct near {
	struct geo *geo;
	double box[4]; /* of the polygon: west, south, east, north */
	double one[4]; /* of the shape at hand */
	struct buf *shapes;
	int64_t *ids;
	size_t n, capshapes, capids;
	int64_t *in; /* found: buurt, and square metres of it */
	double *metres;
	size_t nin, capin, capmetres;
	double outside;
};

static int
widen(void *arg, const double *xy, size_t n, bool hole)
{
	double *box = arg;

	(void)hole;
	for (size_t i = 0; i < n; i++) {
		box[0] = fmin(box[0], xy[2 * i]);
		box[1] = fmin(box[1], xy[2 * i + 1]);
		box[2] = fmax(box[2], xy[2 * i]);
		box[3] = fmax(box[3], xy[2 * i + 1]);
	}
	return 0;
}

static int
box_of(struct geo *geo, const struct buf *wkb, double box[4], struct err *err)
{
	box[0] = box[1] = INFINITY;
	box[2] = box[3] = -INFINITY;
	return shape_rings(geo, wkb, widen, box, err);
}

static int
take_boundary(void *arg, const struct boundary *b, struct err *err)
{
	struct near *near = arg;
	struct buf wkb = { 0 };
	double box[4];

	if (b->water)
		return 0;
	buf_put(&wkb, b->wkb, b->len);
	if (box_of(near->geo, &wkb, box, err) == -1) {
		buf_free(&wkb);
		return -1;
	}
	if (box[0] > near->box[2] || box[2] < near->box[0] ||
	    box[1] > near->box[3] || box[3] < near->box[1]) {
		buf_free(&wkb);
		return 0;
	}
	MEM_PUSH(near->shapes, near->n, near->capshapes);
	MEM_PUSH(near->ids, near->n, near->capids);
	near->shapes[near->n] = wkb;
	near->ids[near->n++] = b->area;
	return 0;
}

static int
take_part(void *arg, const struct cover_part *part)
{
	struct near *near = arg;

	if (part->id == -1) {
		near->outside = part->area;
		return 0;
	}
	MEM_PUSH(near->in, near->nin, near->capin);
	MEM_PUSH(near->metres, near->nin, near->capmetres);
	near->in[near->nin] = part->id;
	near->metres[near->nin++] = part->area;
	return 0;
}

static void
near_free(struct near *near)
{
	for (size_t i = 0; i < near->n; i++)
		buf_free(&near->shapes[i]);
	free(near->shapes);
	free(near->ids);
	free(near->in);
	free(near->metres);
}

static const char *
code_of(const struct vintage *v, int64_t id)
{
	size_t i;

	for (i = 0; i < v->areas.n; i++)
		if (v->areas.items[i].id == id)
			return v->areas.items[i].code;
	return NULL;
}

/* Buurten of which at least half lies in the polygon; how much of what lies in
 * them or in it is in both. */
static int
choose_parts(struct panel *p, const struct vintage *v, struct near *near,
    double polygon, struct own *own, struct err *err)
{
	double area, length, both = 0, either = polygon;
	size_t points, i, k;

	for (i = 0; i < near->nin; i++) {
		const char *code = code_of(v, near->in[i]);

		for (k = 0; near->ids[k] != near->in[i]; k++)
			continue;
		if (shape_measure(near->geo, &near->shapes[k], &area, &length,
			&points, err) == -1)
			return -1;
		if (code == NULL || near->metres[i] < HALF * area)
			continue;
		strings_add(&own->found, code);
		both += near->metres[i];
		either += area - near->metres[i];
	}
	if (own->found.n > 0 && both < CLEAR * either) {
		char *text = mem_fmt(
		    "%s: the polygon and its %zu buurten have %.0f%% of their "
		    "ground in common: figures are those of whole buurten of "
		    "which at least half lies inside",
		    own->def->id, own->found.n, 100 * both / either);

		strings_add(&p->warnings, text);
		free(text);
	}
	return 0;
}

static int
by_polygon(struct panel *p, const struct own_areas *list,
    const struct vintage *v, struct own *own, struct err *err)
{
	const struct buf **shapes = NULL;
	struct near near = { 0 };
	struct cover *cover = NULL;
	struct buf wkb = { 0 };
	double area, length;
	size_t points, i;
	bool mended;
	int rc = -1;

	near.geo = geo_new(err);
	if (near.geo == NULL)
		return -1;
	if (shape_parse(near.geo, own->def->polygon, strlen(own->def->polygon),
		CRS_WGS84, &wkb, err) == -1 ||
	    shape_mend(near.geo, &wkb, &mended, err) == -1 ||
	    shape_measure(near.geo, &wkb, &area, &length, &points, err) == -1) {
		char *why = mem_str(err->msg);

		own_wrong(list, own->def, "polygon", err, "%s", why);
		free(why);
		goto done;
	}
	if (box_of(near.geo, &wkb, near.box, err) == -1 ||
	    store_boundaries(p->store, v->year, LEVEL_BUURT, take_boundary,
		&near, err) == -1)
		goto done;
	shapes = mem_new(near.n + 1, sizeof(*shapes));
	for (i = 0; i < near.n; i++)
		shapes[i] = &near.shapes[i];
	if (near.n > 0 &&
	    (cover_new(near.geo, shapes, near.ids, near.n, &cover, err) == -1 ||
		cover_shape(cover, &wkb, take_part, &near, err) == -1 ||
		choose_parts(p, v, &near, area, own, err) == -1))
		goto done;
	if (own->found.n == 0) {
		own_wrong(list, own->def, "polygon", err,
		    "no buurt of %d lies in it for half or more: draw it "
		    "larger, or name the buurten as \"parts\"",
		    v->year);
		goto done;
	}
	rc = 0;
done:
	free(shapes);
	cover_free(cover);
	near_free(&near);
	buf_free(&wkb);
	geo_free(near.geo);
	return rc;
}

/* The newest year with buurten, looked up once. */
static int
newest_year(struct panel *p, struct err *err)
{
	struct area_filter filter = { .level = LEVEL_BUURT };
	struct areas all = { 0 };
	size_t i;

	if (p->own_year != 0)
		return 0;
	if (store_areas(p->store, &filter, &all, err) == -1)
		return -1;
	for (i = 0; i < all.n; i++)
		if (all.items[i].year > p->own_year)
			p->own_year = all.items[i].year;
	areas_free(&all);
	return 0;
}

/* The first of the parts that a vintage does not have, or NULL. */
static const char *
first_unknown(const struct vintage *v, const struct strings *parts)
{
	size_t i;

	for (i = 0; i < parts->n; i++)
		if (area_in(v, parts->items[i]) == NULL)
			return parts->items[i];
	return NULL;
}

/* A file of a municipality makes a vintage of its own with a few buurten in
 * it, before CBS has published one: so the newest year that has all parts. An
 * older one is told of, as a code may also have gone. Where no year has them
 * all it is the newest, and what that one lacks is the mistake. */
static int
year_of_parts(
    struct panel *p, const struct own *own, int *year, struct err *err)
{
	const struct vintage *v;
	const char *lacks = NULL;
	int try;

	if (newest_year(p, err) == -1)
		return -1;
	*year = p->own_year;
	for (try = *year; try > *year - YEARS_BACK; try--) {
		const char *unknown;

		if (vintage_of(p, try, &v, err) == -1)
			return -1;
		unknown = first_unknown(v, &own->def->parts);
		if (lacks == NULL)
			lacks = unknown;
		if (unknown == NULL)
			break;
	}
	if (lacks != NULL && try > *year - YEARS_BACK) {
		char *text = mem_fmt(
		    "%s: taken as areas of %d, the newest year that has all "
		    "of its parts: those of %d lack %s; if that is right, "
		    "write \"year\": %d with it",
		    own->def->id, try, *year, lacks, try);

		strings_add(&p->warnings, text);
		free(text);
		*year = try;
	}
	return 0;
}

/* The year that is asked for; else, for a polygon, the newest with boundaries
 * of buurten, for postcodes that of the addresses, for codes the newest that
 * has them all. */
static int
choose_year(struct panel *p, const struct own_areas *list,
    const struct own *own, int *year, struct err *err)
{
	bool polygon = own->def->polygon != NULL;
	bool postcodes = own->def->postcodes.n > 0;
	int newest;

	if (store_boundary_year(p->store, LEVEL_BUURT, &newest, err) == -1)
		return -1;
	if (polygon && newest == 0)
		return own_wrong(list, own->def, "polygon", err,
		    "there are no boundaries of buurten to lay it on: name a "
		    "source of boundaries (pdok-grenzen-2024) in feiten.json "
		    "and run 'feiten refresh', or name the buurten as "
		    "\"parts\"");
	if (postcodes && store_postcode_year(p->store, &newest, err) == -1)
		return -1;
	if (postcodes && newest == 0)
		return own_wrong(list, own->def, "postcodes", err,
		    "which addresses lie in which buurt is not known here: "
		    "name a source with the key \"addresses\" in feiten.json "
		    "and run 'feiten refresh', or name the buurten or wijken "
		    "as \"parts\" instead");
	*year = own->def->year;
	if (*year != 0)
		return 0;
	if (polygon || postcodes) {
		*year = newest;
		return 0;
	}
	return year_of_parts(p, own, year, err);
}

int
own_resolve(struct panel *p, const struct own_areas *list, struct own *own,
    struct err *err)
{
	const struct strings *parts = &own->def->parts;
	const struct vintage *v;
	const char *unknown;
	size_t i;
	int year = 0;

	if (choose_year(p, list, own, &year, err) == -1 ||
	    vintage_of(p, year, &v, err) == -1)
		return -1;
	if (v->areas.n == 0)
		return own_wrong(list, own->def, "year", err,
		    "there are no areas of %d in this fact base: leave the key "
		    "out for the newest, or run 'feiten refresh'",
		    year);
	if (own->def->polygon != NULL) {
		if (by_polygon(p, list, v, own, err) == -1)
			return -1;
		parts = &own->found;
	} else if (own->def->postcodes.n > 0) {
		if (own_by_postcodes(p, list, year, own, err) == -1)
			return -1;
		parts = &own->found;
	}
	own->codes = mem_new(parts->n + 1, sizeof(*own->codes));
	unknown = first_unknown(v, parts);
	if (unknown != NULL)
		return unknown_code(v, list, own->def, unknown, err);
	for (i = 0; i < parts->n; i++)
		own->codes[own->n++] = parts->items[i];
	if (check_overlap(v, list, own, err) == -1)
		return -1;
	fill_area(v, own);
	return 0;
}
