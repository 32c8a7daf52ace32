/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_table: indicators and areas of a report in tables, one or more a
 * theme.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/report_own.h"

static bool
has(const struct strings *list, const char *id)
{
	return list->n == 0 || strings_have(list, id);
}

static bool
is_chosen(const struct report_def *def, const struct indicator *ind)
{
	if (def->indicators.n > 0)
		return strings_have(&def->indicators, ind->id);
	if (def->choice == CHOICE_KEY)
		return ind->key_rank > 0;
	return def->choice == CHOICE_ALL || ind->in_range ||
	    ind->key_rank > 0;
}

static void
line_clear(struct line *line)
{
	free(line->cells);
	free(line->moved);
	memset(line, 0, sizeof(*line));
}

/* The level whose periods count: the lowest in the table. */
static enum area_level
lowest(const struct report *r)
{
	enum area_level level = LEVEL_LAND;

	for (size_t i = 0; i < r->n; i++)
		if (!r->subjects[i].beside && r->subjects[i].area.level > level)
			level = r->subjects[i].area.level;
	return level;
}

/* The figures of a period; an area that was another place then has none.
 * *any: some area that it is about has a value; *all: none has moved. */
static int
read_period(struct report *r, const struct indicator *ind, const char *period,
    struct line *line, bool *any, bool *all, struct err *err)
{
	const struct column *col = panel_column(r->p->panel, ind, period);

	*any = false;
	*all = true;
	if (col == NULL)
		return 0;
	if (page_values(r->p, ind, period, r->codes, r->n, line->cells, err) ==
	    -1)
		return -1;
	for (size_t i = 0; i < r->n; i++) {
		const struct area *a = &r->subjects[i].area;
		enum same_place place = PLACE_SAME;

		if (a->level != LEVEL_LAND &&
		    panel_same_place(r->p->panel, a->code, col->area_year,
			a->year, &place, err) == -1)
			return -1;
		line->moved[i] = place == PLACE_CHANGED;
		if (line->moved[i]) {
			line->cells[i] = (struct cell_value){ .value = NAN,
				.reason = ABSENCE_NOT_DELIVERED };
			*all &= r->subjects[i].beside;
		}
		*any |= !r->subjects[i].beside && !isnan(line->cells[i].value);
	}
	line->period = period;
	return 0;
}

/* The newest period with a figure; for columns of areas the newest in which
 * all are the place that they are today, if there is one. 1, or 0: none. */
static int
read_line(struct report *r, const struct indicator *ind, struct line *line,
    struct err *err)
{
	const char *periods[PERIODS];
	size_t n = panel_periods(
	    r->p->panel, ind, lowest(r), periods, PERIODS);
	bool any, all;

	*line = (struct line){ .ind = ind,
		.cells = mem_new(r->n + 1, sizeof(*line->cells)),
		.moved = mem_new(r->n + 1, sizeof(*line->moved)) };
	for (int strict = r->def->across; strict >= 0; strict--)
		for (size_t i = n; i-- > 0;) {
			if (read_period(r, ind, periods[i], line, &any, &all,
				err) == -1)
				return -1;
			if (any && (all || !strict))
				return 1;
		}
	return 0;
}

/* All columns of a line are named as sources: a level may have its own. */
static void
use_line(struct report *r, const struct line *line)
{
	for (size_t i = 0; i < r->n; i++)
		if (line->cells[i].col != NULL && !isnan(line->cells[i].value))
			page_use(r->p, line->cells[i].col);
}

static int
gather(struct report *r, const struct theme *theme, struct line **out,
    size_t *n, struct err *err)
{
	const struct indicators *all = panel_indicators(r->p->panel);
	struct line *lines = mem_new(all->n + 1, sizeof(*lines));

	*out = lines;
	*n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct indicator *ind = &all->items[i];
		int got;

		if (strcmp(ind->theme, theme->id) != 0 ||
		    !is_chosen(r->def, ind))
			continue;
		got = read_line(r, ind, &lines[*n], err);
		if (got == 1)
			use_line(r, &lines[*n]);
		else
			line_clear(&lines[*n]);
		if (got == -1)
			return -1;
		*n += (size_t)got;
	}
	return 0;
}

static void
put_cell(struct report *r, const struct line *line, size_t i,
    struct json *cells)
{
	struct json *cell = json_add_object(cells, NULL);
	const struct cell_value *v = &line->cells[i];

	json_add_str(cell, "text", page_value(r->p, line->ind, v));
	json_add_str(cell, "name", r->subjects[i].name);
	json_add_num(cell, "raw", v->value);
	json_add_bool(cell, "beside", r->subjects[i].beside);
	if (r->def->across)
		page_noise(r->p, line->ind, v, cell);
}

/* Label, unit and period of an indicator: the head of a row or column. */
static void
put_head(struct report *r, const struct line *line, struct json *one)
{
	struct page *p = r->p;
	const char *label = words_label(p->w, line->ind);
	const char *unit = page_unit(p, line->ind);

	json_add_str(one, "id", line->ind->id);
	json_add_str(one, "label", label);
	/* Not twice: "Cars per household". */
	json_add_str(one, "unit", strstr(label, unit) != NULL ? "" : unit);
	json_add_str(one, "period", page_period(p, line->period));
	json_add_str(one, "source",
	    panel_column(p->panel, line->ind, line->period)->table_id);
}

/* What a page of one theme shows of a row besides. */
static void
put_kind(struct report *r, const struct subject *s, bool first,
    struct json *one)
{
	bool land = s->area.level == LEVEL_LAND;

	json_add_bool(one, "first", first);
	json_add_bool(one, "total",
	    s->beside || strcmp(s->area.code, r->areas[0].code) == 0);
	json_add_bool(one, "wijk", s->area.level == LEVEL_WIJK);
	json_add_str(one, "code", land ? NULL : s->area.code);
}

static void
put_area_head(struct report *r, size_t i, bool first, struct json *one)
{
	const struct subject *s = &r->subjects[i];
	const struct report_links *l = r->links;
	bool there = l->there != NULL && s->area.level != LEVEL_LAND &&
	    l->there(l->arg, s->area.code);

	json_add_str(one, "id", s->area.code);
	json_add_str(one, "label", s->name);
	json_add_str(one, "level", area_level_name(s->area.level));
	if (r->links->theme != NULL)
		put_kind(r, s, first, one);
	json_add_bool(one, "beside", s->beside);
	json_add_bool(one, "strong",
	    s->beside || (r->def->within && s->area.level != LEVEL_BUURT));
	json_add_str(one, "address",
	    there ? page_keep_str(r->p,
			mem_fmt("%s%s.html", l->pages.profiles, s->area.code))
		  : NULL);
}

/* Indicators down, areas across. */
static void
put_across(struct report *r, const struct line lines[], size_t n,
    struct json *table)
{
	struct json *columns = json_add_array(table, "columns");
	struct json *rows = json_add_array(table, "rows"), *row, *cells;

	for (size_t i = 0; i < r->n; i++)
		put_area_head(r, i, true, json_add_object(columns, NULL));
	for (size_t k = 0; k < n; k++) {
		row = json_add_object(rows, NULL);
		put_head(r, &lines[k], row);
		cells = json_add_array(row, "cells");
		for (size_t i = 0; i < r->n; i++)
			put_cell(r, &lines[k], i, cells);
		if (r->def->differences)
			report_differences(r, &lines[k], row);
	}
}

/* Areas down, indicators across. */
static void
put_down(struct report *r, const struct line lines[], size_t n, bool first,
    struct json *table)
{
	struct json *columns = json_add_array(table, "columns");
	struct json *rows = json_add_array(table, "rows"), *row, *cells;

	for (size_t k = 0; k < n; k++)
		put_head(r, &lines[k], json_add_object(columns, NULL));
	for (size_t i = 0; i < r->n; i++) {
		row = json_add_object(rows, NULL);
		put_area_head(r, i, first, row);
		cells = json_add_array(row, "cells");
		for (size_t k = 0; k < n; k++)
			put_cell(r, &lines[k], i, cells);
	}
}

/* The sentence which areas had other boundaries in the year of some figure. */
static const char *
moved_text(struct report *r, const struct line lines[], size_t n)
{
	const char **names = mem_new(r->n + 1, sizeof(*names)), *text = NULL;
	size_t m = 0;

	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < n; k++)
			if (lines[k].moved[i]) {
				names[m++] = r->subjects[i].name;
				break;
			}
	if (m > 0)
		text = page_say(r->p, "report.moved", "list",
		    page_list(r->p, names, m), (char *)NULL);
	free(names);
	return text;
}

static void
put_notes(struct report *r, const struct line lines[], size_t n,
    struct json *table)
{
	struct json *list = json_add_array(table, "notes"), *one;

	for (size_t k = 0; k < n; k++) {
		const char *note = page_note(r->p, lines[k].ind);

		if (note == NULL)
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "label", words_label(r->p->w, lines[k].ind));
		json_add_str(one, "text", note);
	}
	json_add_bool(table, "has_notes", json_len(list) > 0);
}

/* One table: lines from to to. part: of parts, when the theme has several. */
static void
put_table(struct report *r, const struct theme *theme,
    const struct line lines[], size_t n, size_t part, size_t parts,
    struct json *list)
{
	struct json *table = json_add_object(list, NULL);
	struct page *p = r->p;
	const char *name = words_theme(p->w, theme);
	const struct column **cols = mem_new(n + 1, sizeof(*cols));
	struct buf csv = { 0 };
	const char *id = page_keep_str(p,
	    parts > 1 ? mem_fmt("%s-%zu", theme->id, part)
		      : mem_str(theme->id));

	for (size_t k = 0; k < n; k++)
		cols[k] =
		    panel_column(p->panel, lines[k].ind, lines[k].period);
	json_add_str(table, "id", id);
	json_add_str(table, "theme", theme->id);
	json_add_str(table, "name",
	    parts == 1 ? name
		       : page_say(p, "report.part", "name", name, "nr",
			     page_number(p, (double)part, 0), "n",
			     page_number(p, (double)parts, 0), (char *)NULL));
	json_add_bool(table, "part", parts > 1);
	json_add_bool(table, "across", r->def->across);
	json_add_bool(table, "differences", r->def->differences);
	if (r->def->across)
		put_across(r, lines, n, table);
	else
		put_down(r, lines, n, part == 1, table);
	if (r->def->dots)
		report_dots(r, lines, n, table);
	put_notes(r, lines, n, table);
	json_add_str(table, "moved", moved_text(r, lines, n));
	json_add_str(table, "source_line", page_source_line(p, cols, n));
	if (r->def->csv) {
		report_csv(r, lines, n, &csv);
		json_add_str(table, "csv",
		    page_keep_str(p,
			mem_fmt("%s-%s.csv", r->links->file, id)));
		json_add_str(table, "csv_text", buf_str(&csv));
	} else
		json_add_null(table, "csv");
	buf_free(&csv);
	free(cols);
}

static int
put_theme(struct report *r, const struct theme *theme, struct json *list,
    struct err *err)
{
	struct line *lines = NULL;
	size_t n = 0, most, parts, at = 0;
	int rc = gather(r, theme, &lines, &n, err);

	/* Rows may be as many as there are; columns must fit the paper. */
	most = r->def->across || n == 0 ? n + 1 : r->def->columns;
	parts = (n + most - 1) / most;
	for (size_t part = 1; rc == 0 && part <= parts; part++) {
		/* As equal as can be: 9 columns are 5 and 4, not 8 and 1. */
		size_t take = (n - at + parts - part) / (parts - part + 1);

		put_table(r, theme, lines + at, take, part, parts, list);
		at += take;
	}
	for (size_t k = 0; k < n; k++)
		line_clear(&lines[k]);
	free(lines);
	return rc;
}

int
report_any(struct report *r, const struct theme *theme, bool *out,
    struct err *err)
{
	const struct indicators *all = panel_indicators(r->p->panel);

	*out = false;
	if (!has(&r->def->themes, theme->id))
		return 0;
	for (size_t i = 0; i < all->n && !*out; i++) {
		struct line line;
		int got;

		if (strcmp(all->items[i].theme, theme->id) != 0 ||
		    !is_chosen(r->def, &all->items[i]))
			continue;
		got = read_line(r, &all->items[i], &line, err);
		line_clear(&line);
		if (got == -1)
			return -1;
		*out = got == 1;
	}
	return 0;
}

int
report_tables(struct report *r, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(r->p->panel);
	struct json *list = json_add_array(model, "tables");

	for (size_t i = 0; i < all->nthemes; i++)
		if (has(&r->def->themes, all->themes[i].id) &&
		    (r->links->theme == NULL ||
			strcmp(r->links->theme, all->themes[i].id) == 0) &&
		    put_theme(r, &all->themes[i], list, err) == -1)
			return -1;
	json_add_bool(model, "has_tables", json_len(list) > 0);
	json_add_str(model, "none",
	    json_len(list) > 0 ? NULL
			       : words_get(r->p->w, "report.none"));
	return 0;
}
