/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_dots: the areas of a report as dots, a row an indicator. It says where
 * values lie; whether they differ is said in the table below it.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/report_own.h"

#define AREAS_MOST 6
#define VALUES_LEAST 2
#define ROWS_MOST 2 /* of one drawing; more are two */

/* Counts of areas of different size say who is large; codes have no order. */
static bool
may_draw(const struct report *r, const struct line *line)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += !r->subjects[i].beside && !isnan(line->cells[i].value);
	return n >= VALUES_LEAST && line->ind->kind != KIND_COUNT &&
	    line->ind->kind != KIND_CODE;
}

/* A small difference has to look small: a scale of shares is 10 points long at
 * least, another a fifth of its highest value. */
static void
widen(const struct indicator *ind, double *low, double *high)
{
	double least = ind->kind == KIND_SHARE ? 10.0 : 0.2 * fabs(*high);
	double more = (least - (*high - *low)) / 2.0, below = *low;

	if (more <= 0.0)
		return;
	if (below >= 0.0 && below < more) {
		*low = 0.0;
		*high += 2.0 * more - below;
		return;
	}
	*low -= more;
	*high += more;
}

static void
put_row(struct report *r, const struct line *line, struct json *rows)
{
	struct json *row = json_add_object(rows, NULL), *values;
	double low = NAN, high = NAN, v;

	json_add_str(row, "label",
	    page_say(r->p, "report.dots.label", "label",
		words_label(r->p->w, line->ind), "period",
		page_period(r->p, line->period), (char *)NULL));
	values = json_add_array(row, "values");
	for (size_t i = 0; i < r->n; i++) {
		const struct subject *s = &r->subjects[i];

		v = line->cells[i].value;
		low = isnan(low) || v < low ? v : low;
		high = isnan(high) || v > high ? v : high;
		if (!s->beside)
			json_add_num(values, NULL, v);
		else
			json_add_num(row,
			    s->area.level == LEVEL_LAND ? "country"
							: "municipality",
			    v);
	}
	widen(line->ind, &low, &high);
	json_add_num(row, "axis_min", low);
	json_add_num(row, "axis_max", high);
	json_add_str(row, "low_text", page_amount(r->p, line->ind, low));
	json_add_str(row, "high_text", page_amount(r->p, line->ind, high));
}

static const char *
alt_of(struct report *r, const struct line lines[], size_t n)
{
	const char **items = mem_new(n + 1, sizeof(*items)), *text;
	const char **parts = mem_new(r->n + 1, sizeof(*parts));
	size_t m = 0;

	for (size_t k = 0; k < n; k++) {
		if (!may_draw(r, &lines[k]))
			continue;
		for (size_t i = 0; i < r->n; i++)
			parts[i] = page_say(r->p, "report.dots.one", "name",
			    r->subjects[i].name, "value",
			    page_value(
				r->p, lines[k].ind, &lines[k].cells[i]),
			    (char *)NULL);
		items[m++] = page_say(r->p, "report.dots.row", "label",
		    words_label(r->p->w, lines[k].ind), "list",
		    page_list(r->p, parts, r->n), (char *)NULL);
	}
	text = page_list_apart(r->p, items, m);
	free(parts);
	free(items);
	return text;
}

/* Of lines that may be drawn or not, as one drawing. */
static void
put_part(struct report *r, const struct line lines[], size_t n,
    struct json *parts)
{
	struct json *part = json_add_object(parts, NULL), *chart, *areas, *rows;

	json_add_str(part, "alt", alt_of(r, lines, n));
	chart = json_add_object(part, "chart");
	json_add_str(chart, "kind", "dots");
	areas = json_add_array(chart, "areas");
	for (size_t i = 0; i < r->n; i++)
		if (!r->subjects[i].beside)
			json_add_str(areas, NULL, r->subjects[i].name);
		else
			json_add_str(chart,
			    r->subjects[i].area.level == LEVEL_LAND
				? "country"
				: "municipality",
			    r->subjects[i].name);
	rows = json_add_array(chart, "rows");
	for (size_t k = 0; k < n; k++)
		if (may_draw(r, &lines[k]))
			put_row(r, &lines[k], rows);
}

void
report_dots(struct report *r, const struct line lines[], size_t n,
    struct json *table)
{
	struct json *picture, *parts;
	size_t drawn = 0, first = 0, take = 0;

	for (size_t k = 0; k < n; k++)
		drawn += may_draw(r, &lines[k]);
	if (drawn == 0 || r->nareas > AREAS_MOST) {
		json_add_null(table, "picture");
		return;
	}
	picture = json_add_object(table, "picture");
	json_add_str(
	    picture, "caption", words_get(r->p->w, "report.dots.caption"));
	parts = json_add_array(picture, "parts");
	/* Two drawings stand beside each other where there is room. */
	while (take < n && (drawn <= ROWS_MOST || first < (drawn + 1) / 2))
		first += may_draw(r, &lines[take++]);
	put_part(r, lines, take, parts);
	if (take < n)
		put_part(r, lines + take, n - take, parts);
	json_add_bool(picture, "two", take < n);
}
