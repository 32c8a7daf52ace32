/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_shapes: the key "shapes": features that are boundaries of areas, or
 * things with a place and the figures they become.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/shape.h"
#include "source/adapter.h"
#include "source/def_keys.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* In the order of enum measure. */
static const char *const measures[] = { "count", "length", "area", "share",
	"sum", "mean" };

static void
field_measure(struct check *c, struct place at, void *to)
{
	char *word = NULL;

	field_word(c, at, &word, measures, COUNT(measures));
	for (size_t i = 0; word != NULL && i < COUNT(measures); i++)
		if (strcmp(word, measures[i]) == 0)
			*(enum measure *)to = (enum measure)i;
	free(word);
}

static void
field_crs(struct check *c, struct place at, void *to)
{
	enum shape_crs crs;
	char *text = NULL;

	field_text(c, at, &text);
	if (text == NULL)
		return;
	if (shape_crs_of(text, &crs) == 0) {
		*(char **)to = text;
		return;
	}
	check_wrong(c, at,
	    "\"%.*s\" is no system of coordinates that is known "
	    "(EPSG:28992, CRS84, EPSG:4326, EPSG:3857)",
	    (int)text_prefix(text, 60), text);
	free(text);
}

static const struct field figure_fields[] = {
	{ "title", field_text, true, offsetof(struct figure, title) },
	{ "unit", field_text, true, offsetof(struct figure, unit) },
	{ "indicator", field_id, false, offsetof(struct figure, indicator) },
	{ "measure", field_measure, true, offsetof(struct figure, measure) },
	{ "column", field_text, false, offsetof(struct figure, column) },
	{ "where", field_where, false, offsetof(struct figure, where) },
};

/* The unit is part of what is measured: nothing is converted. */
static void
check_unit(struct check *c, struct place at, const struct figure *f)
{
	static const char *const units[] = { [MEASURE_LENGTH] = "m",
		[MEASURE_AREA] = "m2", [MEASURE_SHARE] = "%" };
	const char *unit =
	    (size_t)f->measure < COUNT(units) ? units[f->measure] : NULL;

	if (unit != NULL && f->unit != NULL && strcmp(unit, f->unit) != 0)
		check_wrong(c, check_member(c, at, "unit"),
		    "measure %s is in \"%s\"", measures[f->measure], unit);
}

static void
check_figure(struct check *c, struct place at, const struct shapes *s, size_t n)
{
	const struct figure *f = &s->figures[n];
	bool column = f->measure == MEASURE_SUM || f->measure == MEASURE_MEAN;

	if (column != (f->column != NULL))
		check_wrong(c, at,
		    column ? "column is missing (the attribute to add up)"
			   : "column goes with measure sum or mean");
	check_unit(c, at, f);
	for (size_t i = 0; i < n; i++)
		if (f->title != NULL && s->figures[i].title != NULL &&
		    strcmp(f->title, s->figures[i].title) == 0)
			check_wrong(c, check_member(c, at, "title"),
			    "two figures have the same title");
}

/* to: the struct shapes itself. */
static void
field_figures(struct check *c, struct place at, void *to)
{
	struct shapes *s = to;
	struct place item;
	bool more;

	if (!json_is_array(at.json) || json_first(at.json) == NULL) {
		check_wrong(c, at, "must be a list of one figure or more");
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		size_t mark = check_into(c, NULL, s->nfigures);
		struct figure *f;

		MEM_PUSH(s->figures, s->nfigures, s->capfigures);
		f = &s->figures[s->nfigures++];
		*f = (struct figure){ 0 };
		check_object(c, item, figure_fields, COUNT(figure_fields), f);
		check_figure(c, item, s, s->nfigures - 1);
		check_out(c, mark);
	}
}

static void
field_within(struct check *c, struct place at, void *to)
{
	struct strings *codes = to;

	field_texts(c, at, to);
	for (size_t i = 0; i < codes->n; i++) {
		char code[12];
		enum area_level level;

		if (area_code(codes->items[i], strlen(codes->items[i]), code,
			&level) == 0 &&
		    level <= LEVEL_GEMEENTE &&
		    strcmp(code, codes->items[i]) == 0)
			continue;
		check_wrong(c, at,
		    "\"%.*s\" is no gemeente (GM0603), nor the country "
		    "(NL00)",
		    (int)text_prefix(codes->items[i], 60), codes->items[i]);
	}
}

static const struct field shapes_fields[] = {
	{ "boundaries", field_flag, false, offsetof(struct shapes, boundaries) },
	{ "code", field_texts, false, offsetof(struct shapes, codes) },
	{ "name", field_texts, false, offsetof(struct shapes, names) },
	{ "water", field_text, false, offsetof(struct shapes, water) },
	{ "crs", field_crs, false, offsetof(struct shapes, crs) },
	{ "within", field_within, false, offsetof(struct shapes, within) },
	{ "figures", field_figures, false, 0 },
};

void
field_shapes(struct check *c, struct place at, void *to)
{
	((struct shapes *)to)->there = true;
	check_object(c, at, shapes_fields, COUNT(shapes_fields), to);
}

static void
check_parts(struct check *c, struct place at, const struct source *src)
{
	const struct shapes *s = &src->shapes;

	if (s->boundaries && s->codes.n == 0)
		check_wrong(c, at,
		    "code is missing (the attributes that may hold the code "
		    "of the area; the first that is there counts)");
	if (s->boundaries && s->nfigures > 0)
		check_wrong(c, check_member(c, at, "figures"),
		    "figures are made of things with a place, not of "
		    "boundaries");
	if (s->boundaries && src->area_year == 0)
		check_wrong(c, at,
		    "area_year is missing (the year of the areas whose "
		    "boundaries these are)");
	if (!s->boundaries && s->nfigures == 0)
		check_wrong(c, at,
		    "is it boundaries of areas (boundaries: true), or things "
		    "to count (figures)?");
	if (!s->boundaries &&
	    (s->codes.n > 0 || s->names.n > 0 || s->water != NULL))
		check_wrong(c, at,
		    "code, name and water go with boundaries: true");
	if (!s->boundaries && src->layout.there)
		check_wrong(c, at,
		    "layout goes with boundaries: true (things with a place "
		    "have figures)");
	if (s->nfigures > 0 && s->within.n == 0)
		check_wrong(c, at,
		    "within is missing (the gemeenten that it is complete for, "
		    "or NL00: where there is none, the figure is 0)");
	if (s->nfigures > 0 && src->period == NULL)
		check_wrong(c, at,
		    "period is missing (when the figures are about)");
}

void
check_shapes(struct check *c, const struct source *src)
{
	const struct adapter *adapter =
	    src->adapter == NULL ? NULL : adapter_find(src->adapter);
	struct place root = check_root(c), at = check_member(c, root, "shapes");
	size_t mark;

	if (adapter == NULL)
		return;
	if (adapter->shaped && !adapter->laid_out && !src->shapes.there)
		check_wrong(c, root,
		    "shapes is missing (what the features are; "
		    "docs/sources.md)");
	if (!adapter->shaped && src->shapes.there)
		check_wrong(c, at,
		    "shapes goes with adapter ogc-features, wfs, geojson or "
		    "arcgis");
	if (!src->shapes.there || !json_is_object(at.json))
		return;
	mark = check_into(c, "shapes", 0);
	check_parts(c, at, src);
	check_out(c, mark);
}
