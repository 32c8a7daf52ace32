/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * maps: the areas of a gemeente by class of a figure, a map an indicator, for
 * the index. Figures of few people are not shown as a colour: they dance.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/classes.h"
#include "base/mem.h"
#include "page/own.h"
#include "panel/outline.h"

#define MAPS 6
#define RANKS 20
#define BUURTEN_MOST 150 /* more are drawn as wijken */
#define VALUES_LEAST 5	 /* fewer are no pattern */

struct terrain { /* one gemeente; the same for all its maps */
	const struct page_links *links;
	const char *code, *name;
	const struct area **areas;
	const char **codes;
	size_t n;
	enum area_level level;
	struct cell_value *people;
	const struct outlines *list;
	const struct column *table; /* of the shapes */
};

struct mapped {
	const struct indicator *ind;
	const char *period;
	struct cell_value *cells;
	double *values; /* as they are coloured: NAN is hatched */
	struct classes classes;
	size_t few; /* hatched because few people live there */
	size_t low, high; /* index of both ends */
};

/* Counts say where many people live, codes cannot be put in order. */
static bool
may_map(const struct indicator *ind)
{
	return ind->kind != KIND_COUNT && ind->kind != KIND_CODE;
}

static void
gather_areas(const struct areas *areas, enum area_level level,
    struct terrain *t)
{
	size_t i;

	t->n = 0;
	t->level = level;
	for (i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];

		if (a->level != level ||
		    (level != LEVEL_GEMEENTE &&
			strcmp(a->municipality, t->code) != 0))
			continue;
		t->areas[t->n] = a;
		t->codes[t->n++] = a->code;
	}
}

static int
read_people(struct page *p, struct terrain *t, struct err *err)
{
	const struct indicator *ind =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	const char *periods[PERIODS];
	size_t n = 0, i;

	for (i = 0; i < t->n; i++)
		t->people[i].value = NAN;
	if (ind != NULL)
		n = panel_periods(p->panel, ind, t->level, periods, PERIODS);
	if (n == 0)
		return 0;
	return page_values(
	    p, ind, periods[n - 1], t->codes, t->n, t->people, err);
}

/* Values, classes and ends of one indicator: 1, or 0: it makes no map. */
static int
look(struct page *p, const struct terrain *t, struct mapped *f,
    struct err *err)
{
	const char *periods[PERIODS];
	size_t n, i, valued = 0;

	n = panel_periods(p->panel, f->ind, t->level, periods, PERIODS);
	if (n == 0)
		return 0;
	f->period = periods[n - 1];
	if (page_values(
		p, f->ind, f->period, t->codes, t->n, f->cells, err) == -1)
		return -1;
	f->few = 0;
	for (i = 0; i < t->n; i++) {
		const struct cell_value *cell = &f->cells[i];

		f->values[i] = cell->doubted ? NAN : cell->value;
		if (isnan(f->values[i]))
			continue;
		if (t->people[i].value < PEER_LEAST) {
			f->values[i] = NAN;
			f->few++;
			continue;
		}
		if (valued == 0 || f->values[i] < f->values[f->low])
			f->low = i;
		if (valued == 0 || f->values[i] > f->values[f->high])
			f->high = i;
		valued++;
	}
	classes_make(f->values, t->n, f->ind->decimals, &f->classes);
	return valued >= VALUES_LEAST && f->classes.n > 1;
}

/* Colours far apart when there are fewer classes than colours. */
static int
colour(const struct classes *c, size_t class)
{
	return 1 +
	    (int)lround((double)(class * (CLASSES - 1)) / (double)(c->n - 1));
}

static const char *
count_text(struct page *p, const struct terrain *t, size_t n)
{
	return page_count(p, page_level_key(p, "map.count", t->level),
	    (int64_t)n, (char *)NULL);
}

static const char *
class_text(struct page *p, const struct mapped *f, size_t class)
{
	const struct classes *c = &f->classes;
	const char *from = class == 0
	    ? ""
	    : page_amount(p, f->ind, c->limits[class - 1]);
	const char *to = class + 1 == c->n
	    ? ""
	    : page_amount(p, f->ind, c->limits[class]);

	return page_say(p,
	    class == 0		    ? "map.class.first"
		: class + 1 == c->n ? "map.class.last"
				    : "map.class.between",
	    "from", from, "to", to, (char *)NULL);
}

static void
put_legend(struct page *p, const struct terrain *t, const struct mapped *f,
    struct json *chart)
{
	struct json *legend = json_add_array(chart, "legend"), *one;
	size_t none = t->n, i;

	for (i = 0; i < f->classes.n; i++) {
		one = json_add_object(legend, NULL);
		json_add_int(one, "class", colour(&f->classes, i));
		json_add_str(one, "text", class_text(p, f, i));
		json_add_str(
		    one, "count", count_text(p, t, f->classes.counts[i]));
		none -= f->classes.counts[i];
	}
	if (none > 0) {
		one = json_add_object(legend, NULL);
		json_add_null(one, "class");
		json_add_str(one, "text",
		    f->few == 0 ? words_get(p->w, "map.none")
				: page_say(p, "map.none_few", "least",
				      page_number(p, PEER_LEAST, 0),
				      (char *)NULL));
		json_add_str(one, "count", count_text(p, t, none));
	}
	json_add_str(chart, "method",
	    page_say(p, page_level_key(p, "map.method", t->level),
		(char *)NULL));
}

/* Of very many the value fits in one or two by chance. */
static bool
has_values(const struct terrain *t)
{
	return t->n <= BUURTEN_MOST;
}

static void
put_chart(struct page *p, const struct terrain *t, const struct mapped *f,
    struct json *one)
{
	struct json *chart = json_add_object(one, "chart"), *areas, *area;
	size_t i;

	json_add_str(chart, "kind", "map");
	areas = json_add_array(chart, "areas");
	for (i = 0; i < t->n; i++) {
		if (t->list->items[i].rings.n == 0)
			continue;
		area = page_ground_area(
		    &t->list->items[i], t->areas[i]->name, areas);
		if (isnan(f->values[i])) {
			json_add_null(area, "class");
			continue;
		}
		json_add_int(area, "class",
		    colour(&f->classes,
			classes_of(&f->classes, f->values[i],
			    f->ind->decimals)));
		if (has_values(t))
			json_add_str(area, "text",
			    page_amount(p, f->ind, f->values[i]));
	}
	put_legend(p, t, f, chart);
}

/* The table behind all of them: a row an area, as yet without figures. */
static struct json *
put_table(struct page *p, const struct terrain *t, struct json *group)
{
	struct json *table = json_add_object(group, "map_table"), *rows, *row;

	json_add_str(table, "caption",
	    page_say(p, "map.table", "place", t->name, (char *)NULL));
	json_add_array(table, "columns");
	rows = json_add_array(table, "rows");
	for (size_t i = 0; i < t->n; i++) {
		row = json_add_object(rows, NULL);
		json_add_str(row, "name", t->areas[i]->name);
		json_add_str(row, "address",
		    t->level == LEVEL_GEMEENTE
			? page_keep_str(p, mem_fmt("%s%s.html",
			      t->links->gemeenten, t->codes[i]))
			: page_address(p, t->links, t->codes[i], "html"));
		json_add_array(row, "cells");
	}
	return table;
}

/* The column of a map: all figures, also those that have no colour. */
static void
put_column(struct page *p, const struct terrain *t, const struct mapped *f,
    struct json *table)
{
	struct json *head =
	    json_add_object(json_get(table, "columns"), NULL);
	struct json *row = json_first(json_get(table, "rows"));

	json_add_str(head, "label", words_label(p->w, f->ind));
	json_add_str(head, "period", page_period(p, f->period));
	for (size_t i = 0; i < t->n; i++, row = json_next(row))
		json_add_str(
		    json_add_object(json_get(row, "cells"), NULL), "text",
		    page_value(p, f->ind, &f->cells[i]));
}

static const char *
headline(struct page *p, const struct terrain *t, const struct mapped *f)
{
	return page_say(p, "map.headline", "label", words_label(p->w, f->ind),
	    "low", page_amount(p, f->ind, f->values[f->low]), "low_area",
	    t->areas[f->low]->name, "high",
	    page_amount(p, f->ind, f->values[f->high]), "high_area",
	    t->areas[f->high]->name, (char *)NULL);
}

static int
put_facts(struct page *p, const struct terrain *t, const struct mapped *f,
    struct json *one, struct err *err)
{
	const char *codes[2] = { t->code, "NL00" };
	struct json *list = json_add_array(one, "facts"), *fact;
	struct cell_value cells[2];
	size_t i;

	if (page_values(p, f->ind, f->period, codes, 2, cells, err) == -1)
		return -1;
	for (i = t->level == LEVEL_GEMEENTE ? 1 : 0; i < 2; i++) {
		fact = json_add_object(list, NULL);
		json_add_str(fact, "label",
		    i == 0 ? t->name : words_get(p->w, "country.name"));
		json_add_str(fact, "value", page_value(p, f->ind, &cells[i]));
	}
	json_add_bool(one, "has_facts", true);
	return 0;
}

static int
put_map(struct page *p, const struct terrain *t, const struct mapped *f,
    struct json *maps, struct err *err)
{
	struct json *one = json_add_object(maps, NULL);
	const struct column *cols[2] = { f->cells[f->low].col, t->table };
	const char *label = words_label(p->w, f->ind), *head;
	struct area *areas = mem_new(t->n + 1, sizeof(*areas));
	size_t i;

	for (i = 0; i < t->n; i++)
		areas[i] = *t->areas[i];
	json_add_str(one, "id", f->ind->id);
	json_add_int(one, "nr", (int64_t)json_len(maps));
	json_add_bool(one, "first", json_len(maps) == 1);
	json_add_str(one, "label", label);
	json_add_str(one, "period", page_period(p, f->period));
	head = headline(p, t, f);
	json_add_str(one, "title", head);
	json_add_str(one, "subtitle",
	    page_say(p, has_values(t) ? "map.subtitle" : "map.subtitle_many",
		"label", label, "period", page_period(p, f->period), "place",
		t->name, (char *)NULL));
	json_add_str(one, "alt",
	    page_say(p, "map.alt", "place", t->name, "headline", head,
		(char *)NULL));
	put_chart(p, t, f, one);
	json_add_str(one, "note",
	    page_ground_lacking(p, t->list, t->n, areas, t->level));
	json_add_str(one, "source_line",
	    page_source_line(p, cols, t->table == NULL ? 1 : 2));
	free(areas);
	return put_facts(p, t, f, one, err);
}

/* Those that the house style names, or all that may be mapped, by rank. */
static size_t
choose(struct page *p, const struct indicator *out[])
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct house *h = p->in->house;
	size_t n = 0;

	for (size_t i = 0; h != NULL && i < h->maps.n; i++) {
		out[n] = indicators_find(all, h->maps.items[i]);
		n += out[n] != NULL;
	}
	for (int rank = 1; (h == NULL || h->maps.n == 0) && rank <= RANKS;
	     rank++)
		for (size_t i = 0; i < all->n; i++)
			if (all->items[i].key_rank == rank &&
			    may_map(&all->items[i]))
				out[n++] = &all->items[i];
	return n;
}

static int
put_all(struct page *p, const struct terrain *t, struct json *maps,
    struct json *table, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct indicator **chosen =
	    mem_new(all->n + MAPS + 1, sizeof(*chosen));
	struct mapped f = { .cells = mem_new(t->n + 1, sizeof(*f.cells)),
		.values = mem_new(t->n + 1, sizeof(*f.values)) };
	size_t n = choose(p, chosen), made = 0;
	int got = 0;

	for (size_t i = 0; i < n && made < MAPS && got != -1; i++) {
		f.ind = chosen[i];
		got = look(p, t, &f, err);
		if (got != 1)
			continue;
		put_column(p, t, &f, table);
		got = put_map(p, t, &f, maps, err);
		made++;
	}
	free(chosen);
	free(f.values);
	free(f.cells);
	return got == -1 ? -1 : 0;
}

/* Their shapes; list stays as it is where there are too few to compare. */
static int
read_shapes(struct page *p, struct terrain *t, struct err *err)
{
	return t->n < VALUES_LEAST
	    ? 0
	    : panel_outlines(p->panel, t->codes, t->n, t->areas[0]->year, 0,
		  &t->list, err);
}

int
page_maps(struct page *p, const struct page_links *links,
    const struct areas *areas, const struct area *municipality,
    struct json *group, struct err *err)
{
	struct terrain t = { .links = links,
		.code = municipality == NULL ? "NL00" : municipality->code,
		.name = municipality == NULL ? words_get(p->w, "country.name")
					     : municipality->name };
	struct json *maps = json_add_array(group, "maps");
	bool many;
	int rc = -1;

	t.areas = mem_new(areas->n + 1, sizeof(*t.areas));
	t.codes = mem_new(areas->n + 1, sizeof(*t.codes));
	t.people = mem_new(areas->n + 1, sizeof(*t.people));
	gather_areas(areas,
	    municipality == NULL ? LEVEL_GEMEENTE : LEVEL_BUURT, &t);
	many = municipality != NULL && t.n > BUURTEN_MOST;
	if (many)
		gather_areas(areas, LEVEL_WIJK, &t);
	if (read_shapes(p, &t, err) == -1)
		goto done;
	/* There may be boundaries of wijken alone, or of buurten. */
	if (t.list != NULL && t.list->shaped == 0 &&
	    (many || t.level == LEVEL_BUURT)) {
		gather_areas(areas, many ? LEVEL_BUURT : LEVEL_WIJK, &t);
		if (read_shapes(p, &t, err) == -1)
			goto done;
	}
	if (t.n >= VALUES_LEAST) {
		if (read_people(p, &t, err) == -1)
			goto done;
		if (t.list->shaped > 0) {
			t.table = page_ground_table(p, t.list);
			if (put_all(p, &t, maps, put_table(p, &t, group),
				err) == -1)
				goto done;
		}
	}
	json_add_bool(group, "has_maps", json_len(maps) > 0);
	rc = 0;
done:
	free(t.people);
	free(t.codes);
	free(t.areas);
	return rc;
}
