/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * through: one indicator over the years in each part of a wijk or gemeente, as
 * small multiples with one scale.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/trend.h"

#define PANELS_MOST 24 /* parts that are drawn; an even number */
#define PANELS_LEAST 3 /* fewer are no spread */
#define WIJKEN_LEAST 3 /* a gemeente with fewer is shown by its buurten */

struct part {
	struct area *area;
	struct trend trend;
	bool drawn; /* it can be compared from the first year to the last */
	size_t begin, end;
};

struct through {
	const struct indicator *ind;
	enum area_level level;
	struct trend whole;
	size_t begin; /* of whole: from here on the years can be compared */
	struct areas all;
	struct part *parts;
	size_t n, ndrawn;
};

static const char *
period_at(const struct through *th, size_t i)
{
	return th->whole.points[i].seats.period;
}

/* The place of a period among the points, or n when it is not there. */
static size_t
find(const struct trend *t, const char *period)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->points[i].seats.period, period) != 0)
		i++;
	return i;
}

/* The years of a part: as those of an area of its own. */
static int
gather_part(
    struct page *p, struct through *th, struct part *part, struct err *err)
{
	const struct area whole = p->area;
	int rc;

	part->trend.ind = th->ind;
	p->area = *part->area;
	rc = trend_gather(p, &part->trend, err);
	p->area = whole;
	if (rc == -1)
		return -1;
	part->begin = find(&part->trend, period_at(th, th->begin));
	part->end = find(&part->trend, period_at(th, th->whole.n - 1));
	part->drawn = part->end < part->trend.n && part->begin < part->end &&
	    part->begin >= trend_since(&part->trend);
	th->ndrawn += part->drawn;
	return 0;
}

static double
newest(const struct part *part)
{
	return part->end < part->trend.n
	    ? part->trend.points[part->end].seats.cells[SELF].value
	    : -INFINITY;
}

/* From high to low; those that are not drawn behind them. */
static int
by_value(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->drawn != y->drawn)
		return x->drawn ? -1 : 1;
	if (newest(x) != newest(y))
		return newest(x) < newest(y) ? 1 : -1;
	return strcmp(x->area->code, y->area->code);
}

static int
gather(struct page *p, struct through *th, struct err *err)
{
	const char **codes = NULL;
	size_t n = 0;
	int rc;

	rc = page_parts(p, th->level, p->area.year, &th->all, &codes, &n, err);
	th->parts = mem_new(n + 1, sizeof(*th->parts));
	for (size_t i = 0; i < n && rc == 0; i++) {
		for (size_t k = 0; k < th->all.n; k++)
			if (th->all.items[k].code == codes[i])
				th->parts[i].area = &th->all.items[k];
		th->n++;
		rc = gather_part(p, th, &th->parts[i], err);
	}
	if (rc == 0 && th->n > 1)
		qsort(th->parts, th->n, sizeof(*th->parts), by_value);
	free(codes);
	return rc;
}

/* Whether part i of those that can be drawn is: of too many the highest and
 * the lowest. */
static bool
is_shown(const struct through *th, size_t i)
{
	return i < th->ndrawn &&
	    (th->ndrawn <= PANELS_MOST || i < PANELS_MOST / 2 ||
		i >= th->ndrawn - PANELS_MOST / 2);
}

/* "Hof van Delft" of "Wijk 13 Hof van Delft": there is little room above a
 * panel, and names that are cut off become alike. The table has all of it. */
static const char *
short_name(const char *name)
{
	const char *s = name;

	if (!text_starts(s, "Wijk "))
		return name;
	s += strlen("Wijk ");
	if (*s < '0' || *s > '9')
		return name;
	while (*s >= '0' && *s <= '9')
		s++;
	return *s == ' ' && s[1] != '\0' ? s + 1 : name;
}

static void
put_panel(struct page *p, struct through *th, size_t i, struct json *panels)
{
	struct part *part = &th->parts[i];
	struct json *one = json_add_object(panels, NULL), *points;

	json_add_str(one, "name", short_name(part->area->name));
	json_add_str(
	    one, "begin_text", trend_value(p, &part->trend, part->begin));
	json_add_str(one, "end_text", trend_value(p, &part->trend, part->end));
	points = json_add_array(one, "points");
	for (size_t k = th->begin; k < th->whole.n; k++) {
		const struct point *whole = &th->whole.points[k];
		const size_t at = find(&part->trend, whole->seats.period);
		const struct point *pt =
		    at < part->trend.n ? &part->trend.points[at] : NULL;
		struct json *point = json_add_object(points, NULL);

		json_add_num(point, "x", period_year(whole->seats.period));
		json_add_num(
		    point, "y", pt == NULL ? NAN : pt->seats.cells[SELF].value);
		json_add_num(
		    point, "reference", whole->seats.cells[SELF].value);
		json_add_bool(point, "provisional",
		    pt != NULL && pt->seats.cells[SELF].provisional);
		json_add_bool(point, "estimate", pt != NULL && pt->estimate);
	}
}

/* What the table has for a part in a year; beyond a break with its sign. */
static int
put_cell(struct page *p, struct through *th, struct part *part,
    const char *period, struct json *cells, struct err *err)
{
	const size_t at = find(&part->trend, period);
	const struct area whole = p->area;
	struct seats seats;
	int rc;

	if (at < part->trend.n) {
		const char *value = trend_value(p, &part->trend, at);

		if (at < trend_since(&part->trend))
			value = page_keep_str(p,
			    mem_fmt("%s %s", value,
				words_get(p->w, "mark.break.sign")));
		json_add_str(cells, NULL, value);
		return 0;
	}
	p->area = *part->area;
	rc = page_seats_in(p, th->ind, period, &seats, err);
	p->area = whole;
	if (rc == 0) /* a figure that was left out is one that is doubted */
		json_add_str(cells, NULL,
		    isnan(seats.cells[SELF].value)
			? page_value(p, th->ind, &seats.cells[SELF])
			: words_get(p->w, "mark.not_delivered.sign"));
	return rc;
}

static int
put_rows(
    struct page *p, struct through *th, struct json *model, struct err *err)
{
	struct json *columns = json_add_array(model, "columns"), *rows, *one;
	struct json *cells;

	for (size_t k = th->begin; k < th->whole.n; k++)
		json_add_str(columns, NULL, page_period(p, period_at(th, k)));
	rows = json_add_array(model, "rows");
	one = json_add_object(rows, NULL);
	json_add_str(one, "name", p->area.name);
	json_add_bool(one, "whole", true);
	cells = json_add_array(one, "cells");
	for (size_t k = th->begin; k < th->whole.n; k++)
		json_add_str(cells, NULL, trend_value(p, &th->whole, k));
	for (size_t i = 0; i < th->n; i++) {
		one = json_add_object(rows, NULL);
		json_add_str(one, "name", th->parts[i].area->name);
		json_add_bool(one, "whole", false);
		cells = json_add_array(one, "cells");
		for (size_t k = th->begin; k < th->whole.n; k++)
			if (put_cell(p, th, &th->parts[i], period_at(th, k),
				cells, err) == -1)
				return -1;
	}
	return 0;
}

/* Lowest and highest of those that are drawn, in the first year or the last:
 * of the same parts, as they are compared. */
static void
ends_of(const struct through *th, bool last, double *low, double *high)
{
	*low = INFINITY;
	*high = -INFINITY;
	for (size_t i = 0; i < th->ndrawn; i++) {
		const struct part *part = &th->parts[i];
		const double v =
		    part->trend.points[last ? part->end : part->begin]
			.seats.cells[SELF]
			.value;

		*low = fmin(*low, v);
		*high = fmax(*high, v);
	}
}

static const char *
note_of(struct page *p, struct through *th)
{
	struct buf note = { 0 };
	bool open = false;

	for (size_t i = 0; i < th->ndrawn; i++)
		for (size_t k = th->parts[i].begin; k <= th->parts[i].end; k++)
			open |= th->parts[i]
				    .trend.points[k]
				    .seats.cells[SELF]
				    .provisional ||
			    th->parts[i].trend.points[k].estimate;
	if (th->ndrawn > PANELS_MOST)
		buf_puts(&note,
		    page_say(p, "through.most", "n",
			page_number(p, PANELS_MOST / 2, 0), (char *)NULL));
	if (th->ndrawn < th->n)
		buf_putf(&note, "%s%s", note.len > 0 ? " " : "",
		    page_count(p, "through.left_out",
			(int64_t)(th->n - th->ndrawn), (char *)NULL));
	if (open)
		buf_putf(&note, "%s%s", note.len > 0 ? " " : "",
		    words_get(p->w, "through.open"));
	if (note.len > 0)
		return page_keep(p, &note);
	buf_free(&note);
	return NULL;
}

static void
put_texts(struct page *p, struct through *th, struct json *model)
{
	const char *label = words_label(p->w, th->ind);
	const char *first = page_period(p, period_at(th, th->begin));
	const char *last = page_period(p, period_at(th, th->whole.n - 1));
	const char *levels = words_level(p->w, th->level, true, false);
	double low[2], high[2];

	ends_of(th, false, &low[0], &high[0]);
	ends_of(th, true, &low[1], &high[1]);
	json_add_str(model, "title",
	    page_say(p, "through.title", "label", label, "first_period", first,
		"last_period", last, "first_low",
		page_amount(p, th->ind, low[0]), "first_high",
		page_amount(p, th->ind, high[0]), "last_low",
		page_amount(p, th->ind, low[1]), "last_high",
		page_amount(p, th->ind, high[1]), "levels", levels,
		(char *)NULL));
	json_add_str(model, "subtitle",
	    page_say(p, "through.subtitle", "level",
		words_level(p->w, th->level, false, false), "levels", levels,
		"area", p->area.name, "first_period", first, "last_period",
		last, "least", page_number(p, PEER_LEAST, 0), (char *)NULL));
	json_add_str(model, "alt",
	    page_say(p, "through.alt", "label", page_inline_label(p, th->ind),
		"levels", levels, "area", p->area.name, "first_period", first,
		"last_period", last, (char *)NULL));
	json_add_str(model, "note", note_of(p, th));
	json_add_str(model, "caption",
	    page_say(p, "through.caption", "label", label, "levels", levels,
		"area", p->area.name, (char *)NULL));
}

static int
put(struct page *p, struct through *th, struct json *inside, struct err *err)
{
	struct json *model = json_add_object(inside, "through"), *chart;
	const struct column *cols[PERIODS];
	struct json *panels;
	size_t n = 0;

	json_add_str(model, "indicator", th->ind->id);
	put_texts(p, th, model);
	for (size_t k = th->begin; k < th->whole.n; k++)
		if (th->whole.points[k].seats.cells[SELF].col != NULL)
			cols[n++] = th->whole.points[k].seats.cells[SELF].col;
	json_add_str(model, "source_line", page_source_line(p, cols, n));
	chart = json_add_object(model, "chart");
	json_add_str(chart, "kind", "multiples");
	json_add_str(chart, "one",
	    page_say(p, "through.one", "level",
		words_level(p->w, th->level, false, false), (char *)NULL));
	json_add_str(chart, "whole", p->area.name);
	panels = json_add_array(chart, "panels");
	for (size_t i = 0; i < th->ndrawn; i++)
		if (is_shown(th, i))
			put_panel(p, th, i, panels);
	return put_rows(p, th, model, err);
}

static void
through_clear(struct through *th)
{
	free(th->parts);
	areas_free(&th->all);
	th->parts = NULL;
	th->n = th->ndrawn = 0;
}

int
page_through(struct page *p, const struct indicator *const of[], size_t n,
    struct json *inside, struct err *err)
{
	struct through *th = mem_new(1, sizeof(*th));
	int rc = 0;

	th->level = p->area.level == LEVEL_GEMEENTE && p->wijken >= WIJKEN_LEAST
	    ? LEVEL_WIJK
	    : LEVEL_BUURT;
	for (size_t i = 0; i < n && p->area.level != LEVEL_OWN; i++) {
		th->ind = th->whole.ind = of[i];
		rc = trend_gather(p, &th->whole, err);
		if (rc == -1)
			break;
		th->begin = th->whole.n == 0 ? 0 : trend_since(&th->whole);
		if (th->whole.n < th->begin + 2)
			continue;
		rc = gather(p, th, err);
		if (rc == -1)
			break;
		if (th->ndrawn >= PANELS_LEAST) {
			rc = put(p, th, inside, err);
			goto done;
		}
		through_clear(th);
	}
	json_add_null(inside, "through");
done:
	through_clear(th);
	free(th);
	return rc;
}
