/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ground: shapes of areas as the list of a map chart; and the map that shows
 * where the area of the page lies.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"
#include "panel/outline.h"

/* More buurten than this are drawn as wijken: they would be specks. */
#define BUURTEN_MOST 150
#define NAMES_MOST 6
/* In the middle: no further from it than this share of the way to the edge. */
#define MIDDLE 0.25
#define LOCATION_WIDTH 280 /* it stands small: its texts must be read */

struct where {
	struct areas areas; /* around, of one level */
	const char **codes; /* those, and what is drawn over them */
	size_t n, over;	    /* from over on: of the area itself */
	enum area_level level;
};

const struct column *
page_ground_table(struct page *p, const struct outlines *list)
{
	struct column *col;

	if (list->table.source == NULL)
		return NULL;
	/* The panel's own copy goes with the next map. */
	col = mem_new(1, sizeof(*col));
	col->source = mem_str(list->table.source);
	col->table_id = mem_str(list->table.table_id);
	page_keep_str(p, col->source);
	page_keep_str(p, col->table_id);
	page_keep_str(p, (char *)col);
	page_use(p, col);
	return col;
}

struct json *
page_ground_area(
    const struct outline *shape, const char *name, struct json *areas)
{
	struct json *one = json_add_object(areas, NULL), *rings;
	size_t i;

	json_add_str(one, "name", name);
	rings = json_add_array(one, "rings");
	for (i = 0; i < shape->rings.n; i++)
		json_add_str(rings, NULL, shape->rings.items[i]);
	return one;
}

const char *
page_ground_lacking(struct page *p, const struct outlines *list, size_t n,
    const struct area areas[], enum area_level level)
{
	const char *names[NAMES_MOST];
	const char *key = page_level_key(p, "map.lacking", level);
	size_t lacking = 0, i;

	for (i = 0; i < n; i++) {
		if (list->items[i].rings.n > 0)
			continue;
		if (lacking < NAMES_MOST)
			names[lacking] = areas[i].name;
		lacking++;
	}
	if (lacking == 0)
		return NULL;
	return page_count(p, key, (int64_t)lacking, "names",
	    page_list(p, names, lacking < NAMES_MOST ? lacking : NAMES_MOST),
	    "more", lacking > NAMES_MOST ? words_get(p->w, "map.more") : "",
	    (char *)NULL);
}

static int
read_level(struct page *p, enum area_level level, struct where *w,
    struct err *err)
{
	struct area_filter filter = { .year = p->area.year,
		.level = (int)level,
		.within = p->municipality.code[0] != '\0' ? p->municipality.code
							  : p->area.code };

	areas_free(&w->areas);
	w->level = level;
	return p->area.level == LEVEL_OWN
	    ? page_own_peers(p, filter, &w->areas, err)
	    : store_areas(panel_store(p->panel), &filter, &w->areas, err);
}

/* Whether a code is that of an area, or of one that it lies in. */
static bool
lies_in(const char *code, const char *in)
{
	if (strcmp(code, in) == 0)
		return true;
	return strlen(in) < strlen(code) && strlen(in) > 2 &&
	    strncmp(code + 2, in + 2, strlen(in) - 2) == 0;
}

static bool
is_own(struct page *p, const char *code)
{
	const char *const *parts;
	size_t n, i;

	if (lies_in(code, p->area.code))
		return true;
	n = panel_own_parts(p->panel, p->area.code, &parts);
	for (i = 0; i < n; i++)
		if (lies_in(code, parts[i]))
			return true;
	return false;
}

/* The areas around, and over them those of the page that are not among them:
 * an own area with a polygon, a buurt among wijken. Wijken for more than most
 * buurten. */
static int
gather(struct page *p, enum area_level level, size_t most, struct where *w,
    struct err *err)
{
	const char *const *parts = NULL;
	size_t nparts, i, k;

	free(w->codes);
	w->codes = NULL;
	w->n = 0;
	if (read_level(p, level, w, err) == -1 ||
	    (level == LEVEL_BUURT && w->areas.n > most &&
		read_level(p, LEVEL_WIJK, w, err) == -1))
		return -1;
	nparts = panel_own_parts(p->panel, p->area.code, &parts);
	w->codes = mem_new(w->areas.n + nparts + 1, sizeof(*w->codes));
	for (i = 0; i < w->areas.n; i++)
		w->codes[w->n++] = w->areas.items[i].code;
	w->over = w->n;
	if (p->area.level == LEVEL_OWN ||
	    (p->area.level == LEVEL_BUURT && w->level == LEVEL_WIJK))
		w->codes[w->n++] = p->area.code;
	for (i = 0; i < nparts; i++) {
		for (k = 0; k < w->over; k++)
			if (lies_in(w->codes[k], parts[i]))
				break;
		if (k == w->over)
			w->codes[w->n++] = parts[i];
	}
	return 0;
}

/* Eight directions and the middle, by the middle of the area in what lies
 * around. */
static const char *
direction(const struct outlines *list, const bool own[])
{
	static const char *const names[3][3] = { { "southwest", "south",
						     "southeast" },
		{ "west", "middle", "east" },
		{ "northwest", "north", "northeast" } };
	double low[2][2] = { { INFINITY, INFINITY }, { INFINITY, INFINITY } };
	double high[2][2] = { { -INFINITY, -INFINITY },
		{ -INFINITY, -INFINITY } };
	int at[2];
	size_t i, k, who;

	for (i = 0; i < list->n; i++)
		for (who = 0; who < 2; who++)
			for (k = 0; k < 2; k++) {
				if (list->items[i].rings.n == 0 ||
				    (who == 1 && !own[i]))
					continue;
				low[who][k] = fmin(
				    low[who][k], list->items[i].low[k]);
				high[who][k] = fmax(
				    high[who][k], list->items[i].high[k]);
			}
	if (low[1][0] > high[1][0])
		return NULL;
	for (k = 0; k < 2; k++) {
		double half = (high[0][k] - low[0][k]) / 2;
		double off = (low[1][k] + high[1][k]) / 2 - low[0][k] - half;

		at[k] = half <= 0 || fabs(off) <= MIDDLE * half ? 1
		    : off < 0					? 0
								: 2;
	}
	return names[at[1]][at[0]];
}

static void
put_key(struct json *legend, const char *role, const char *text)
{
	struct json *one = json_add_object(legend, NULL);

	json_add_str(one, "role", role);
	json_add_str(one, "text", text);
	json_add_str(one, "count", "");
}

static const char *
alt_of(struct page *p, const struct where *w, const char *where)
{
	const char *place = page_place(p), *key;

	if (p->area.level == LEVEL_GEMEENTE)
		return page_count(p, page_level_key(p, "location.whole",
		    w->level), (int64_t)w->areas.n, "area", p->area.name,
		    (char *)NULL);
	if (where == NULL)
		return page_say(p, "location.unknown", "area", p->area.name,
		    "place", place, (char *)NULL);
	key = page_keep_str(p, mem_fmt("location.where.%s", where));
	return page_say(p, "location.alt", "area", p->area.name, "place", place,
	    "where", words_get(p->w, key), (char *)NULL);
}

/* Of an area in parts: how many of them are drawn, where not all are; else
 * NULL. What is drawn would pass for the whole. */
static const char *
partly(struct page *p, const struct where *w, const struct outlines *list,
    const bool own[])
{
	size_t parts = 0, drawn = 0, i;

	if (p->area.level == LEVEL_GEMEENTE)
		return NULL;
	for (i = 0; i < list->n; i++) {
		if (p->area.level == LEVEL_OWN && i == w->over)
			continue; /* a polygon that it may not have */
		parts += own[i];
		drawn += own[i] && list->items[i].rings.n > 0;
	}
	if (drawn == 0 || drawn == parts)
		return NULL;
	return page_count(p, "location.partly", (int64_t)drawn, "total",
	    page_number(p, (double)parts, 0), "area", p->area.name,
	    (char *)NULL);
}

/* What the map does not show. */
static const char *
note_of(struct page *p, const struct where *w, const struct outlines *list,
    const char *some)
{
	const char *lacking = page_ground_lacking(
	    p, list, w->over, w->areas.items, w->level);

	if (some == NULL || lacking == NULL)
		return some != NULL ? some : lacking;
	return page_keep_str(p, mem_fmt("%s %s", some, lacking));
}

static void
put_map(struct page *p, const struct where *w, const struct outlines *list,
    const bool own[], bool over, struct json *one)
{
	const struct column *table = page_ground_table(p, list);
	const char *where = direction(list, own);
	const char *some = over ? NULL : partly(p, w, list, own);
	struct json *chart, *areas, *legend;
	bool whole = p->area.level == LEVEL_GEMEENTE;
	size_t i;

	json_add_str(one, "alt", some != NULL ? some : alt_of(p, w, where));
	chart = json_add_object(one, "chart");
	json_add_str(chart, "kind", "map");
	json_add_int(chart, "width", LOCATION_WIDTH);
	areas = json_add_array(chart, "areas");
	for (i = 0; i < list->n; i++) {
		const char *name = i < w->over ? w->areas.items[i].name
					       : p->area.name;
		struct json *area;

		if (list->items[i].rings.n == 0)
			continue;
		area = page_ground_area(&list->items[i], name, areas);
		json_add_str(area, "role", own[i] ? "own" : "other");
		json_add_bool(area, "here", own[i]);
	}
	legend = json_add_array(chart, "legend");
	if (where != NULL)
		put_key(legend, "own", whole ? alt_of(p, w, where)
					     : p->area.name);
	if (!whole)
		put_key(legend, "other",
		    page_say(p, page_level_key(p, "location.other", w->level),
			"place", page_place(p), (char *)NULL));
	json_add_str(chart, "method", NULL);
	json_add_str(one, "note",
	    where == NULL ? alt_of(p, w, where) : note_of(p, w, list, some));
	json_add_str(one, "source_line",
	    table == NULL ? NULL : page_source_line(p, &table, 1));
}

/* Whether what lies around has no shape. */
static bool
nothing_around(const struct where *w, const struct outlines *list)
{
	for (size_t i = 0; i < w->over; i++)
		if (list->items[i].rings.n > 0)
			return false;
	return true;
}

/* The shapes of all of them. Those around are asked for apart: they are the
 * same for all pages of a gemeente. out->items alone is a new list. */
static int
outlines(struct page *p, const struct where *w, struct outlines *out,
    struct err *err)
{
	const struct outlines *around, *over = NULL;

	if (panel_outlines(p->panel, w->codes, w->over, p->area.year, 0,
		&around, err) == -1 ||
	    (w->n > w->over &&
		panel_outlines(p->panel, w->codes + w->over, w->n - w->over,
		    p->area.year, around->step, &over, err) == -1))
		return -1;
	free(out->items);
	*out = *around;
	out->n = w->n;
	out->items = mem_new(w->n + 1, sizeof(*out->items));
	memcpy(out->items, around->items, w->over * sizeof(*out->items));
	if (over != NULL) {
		memcpy(out->items + w->over, over->items,
		    over->n * sizeof(*out->items));
		out->shaped += over->shaped;
		if (out->table.source == NULL)
			out->table = over->table;
	}
	return 0;
}

int
page_location(struct page *p, struct json *model, struct err *err)
{
	struct outlines list = { 0 };
	struct where w = { 0 };
	bool *own = NULL, over = false;
	size_t i;
	int rc = -1;

	if (gather(p, LEVEL_BUURT, BUURTEN_MOST, &w, err) == -1 ||
	    outlines(p, &w, &list, err) == -1)
		goto done;
	/* There may be boundaries of buurten alone, or of wijken. */
	if (w.level == LEVEL_WIJK && nothing_around(&w, &list) &&
	    (gather(p, LEVEL_BUURT, SIZE_MAX, &w, err) == -1 ||
		outlines(p, &w, &list, err) == -1))
		goto done;
	if (list.shaped == 0 && w.level == LEVEL_BUURT &&
	    (gather(p, LEVEL_WIJK, 0, &w, err) == -1 ||
		outlines(p, &w, &list, err) == -1))
		goto done;
	if (list.shaped == 0) {
		json_add_null(model, "location");
		rc = 0;
		goto done;
	}
	own = mem_new(w.n + 1, sizeof(*own));
	for (i = w.over; i < w.n; i++) {
		own[i] = true;
		/* Its own polygon tells it better than whole buurten. */
		over |= p->area.level == LEVEL_OWN && i == w.over &&
		    list.items[i].rings.n > 0;
	}
	for (i = 0; i < w.over; i++)
		own[i] = !over && is_own(p, w.codes[i]);
	put_map(p, &w, &list, own, over, json_add_object(model, "location"));
	rc = 0;
done:
	free(own);
	free(list.items);
	free(w.codes);
	areas_free(&w.areas);
	return rc;
}
