/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * age: the age structure, in the theme that holds the age shares.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

#define ROWS 12

struct age_row {
	const struct indicator *ind;
	struct seats seats;
};

static int
by_rank(const void *a, const void *b)
{
	const struct age_row *x = a, *y = b;

	return x->ind->age_rank - y->ind->age_rank;
}

static size_t
age_indicators(
    struct page *p, const struct theme *theme, struct age_row rows[ROWS])
{
	const struct indicators *all = panel_indicators(p->panel);
	size_t n = 0, i;

	for (i = 0; i < all->n && n < ROWS; i++)
		if (all->items[i].age_rank > 0 &&
		    strcmp(all->items[i].theme, theme->id) == 0)
			rows[n++].ind = &all->items[i];
	if (n > 1)
		qsort(rows, n, sizeof(*rows), by_rank);
	return n;
}

/* The newest period in which all age groups are there: shares of different
 * years do not make a whole. */
static int
common_period(struct page *p, struct age_row rows[], size_t n, const char **out,
    struct err *err)
{
	const char *periods[PERIODS];
	size_t np, i, k;

	*out = NULL;
	if (n < 2)
		return 0;
	np = panel_periods(
	    p->panel, rows[0].ind, p->area.level, periods, PERIODS);
	for (i = np; i-- > 0 && *out == NULL;) {
		bool all = true;

		for (k = 0; k < n && all; k++) {
			if (panel_column(p->panel, rows[k].ind, periods[i]) ==
			    NULL)
				all = false;
			else if (page_seats_in(p, rows[k].ind, periods[i],
				     &rows[k].seats, err) == -1)
				return -1;
			else
				all = !isnan(rows[k].seats.cells[SELF].value);
		}
		if (all) {
			enum same_place place;

			if (panel_same_place(p->panel, p->area.code,
				rows[0].seats.cells[SELF].col->area_year,
				p->area.year, &place, err) == -1)
				return -1;
			if (place != PLACE_CHANGED)
				*out = periods[i];
		}
	}
	return 0;
}

static double
largest(const struct age_row rows[], size_t n)
{
	double most = 0.0;
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < SEATS; k++)
			if (rows[i].seats.cells[k].value > most)
				most = rows[i].seats.cells[k].value;
	return most;
}

static void
put_rows(struct page *p, const struct age_row rows[], size_t n,
    struct json *age, struct json *chart, struct buf *alt)
{
	struct json *drawn = json_add_array(chart, "rows");
	struct json *list = json_add_array(age, "rows");
	bool own = p->municipality.code[0] == '\0';
	size_t i;

	for (i = 0; i < n; i++) {
		const struct cell_value *cells = rows[i].seats.cells;
		struct json *bar = json_add_object(drawn, NULL);
		struct json *row = json_add_object(list, NULL);
		const char *label = words_label(p->w, rows[i].ind);
		const char *value = page_value(p, rows[i].ind, &cells[SELF]);
		const char *country =
		    page_value(p, rows[i].ind, &cells[COUNTRY]);
		const char *municipality = own
		    ? NULL
		    : page_value(p, rows[i].ind, &cells[MUNICIPALITY]);

		json_add_str(bar, "label", label);
		json_add_str(bar, "value_text", value);
		json_add_num(bar, "value", cells[SELF].value);
		json_add_num(bar, "municipality", cells[MUNICIPALITY].value);
		json_add_num(bar, "country", cells[COUNTRY].value);
		json_add_str(row, "label", label);
		json_add_str(row, "value", value);
		json_add_str(row, "municipality", municipality);
		json_add_str(row, "country", country);
		if (alt->len > 0)
			buf_putc(alt, ' ');
		if (own)
			buf_puts(alt,
			    page_say(p, "range.alt_row_gemeente", "label",
				label, "area", p->area.name, "value", value,
				"country_value", country, (char *)NULL));
		else
			buf_puts(alt,
			    page_say(p, "range.alt_row", "label", label, "area",
				p->area.name, "value", value, "municipality",
				p->municipality.name, "municipality_value",
				municipality, "country_value", country,
				(char *)NULL));
	}
}

/* The headline: the age groups that differ most from the reference. */
static void
put_title(
    struct page *p, const struct age_row rows[], size_t n, struct json *age)
{
	struct headline_row lines[ROWS];
	struct buf title = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		lines[i].indicator = rows[i].ind;
		compare_noisy(rows[i].seats.cells[SELF].value,
		    &rows[i].seats.cells[SELF].noise,
		    page_reference(p, &rows[i].seats)->value,
		    &page_reference(p, &rows[i].seats)->noise,
		    rows[i].ind->kind,
		    rows[i].seats.cells[SELF].rounding, &lines[i].comparison);
	}
	words_headline(p->w, lines, n, page_reference_name(p), &title);
	json_add_str(age, "title", page_keep(p, &title));
}

int
page_age(struct page *p, const struct theme *theme, struct json *model,
    bool *made, struct err *err)
{
	struct age_row rows[ROWS];
	const struct column *col;
	struct json *age, *chart;
	struct buf alt = { 0 };
	const char *period, *said;
	size_t n = age_indicators(p, theme, rows);

	*made = false;
	if (common_period(p, rows, n, &period, err) == -1)
		return -1;
	if (period == NULL) {
		json_add_null(model, "age");
		return 0;
	}
	*made = true;
	said = page_period(p, period);
	age = json_add_object(model, "age");
	put_title(p, rows, n, age);
	json_add_str(age, "subtitle",
	    page_say(p, "age_chart.subtitle", "period", said, (char *)NULL));
	json_add_str(age, "caption",
	    page_say(p, "age_chart.caption", "period", said, (char *)NULL));
	chart = json_add_object(age, "chart");
	json_add_str(chart, "kind", "age");
	json_add_str(chart, "area", page_here(p));
	json_add_str(chart, "municipality",
	    p->municipality.code[0] == '\0' ? NULL : p->municipality.name);
	json_add_str(chart, "country", words_get(p->w, "country.name"));
	json_add_num(chart, "max", ceil(largest(rows, n) / 5.0) * 5.0);
	put_rows(p, rows, n, age, chart, &alt);
	json_add_str(age, "alt",
	    page_say(p, "age_chart.alt", "period", said, "rows",
		page_keep(p, &alt), (char *)NULL));
	col = rows[0].seats.cells[SELF].col;
	json_add_str(age, "source_line", page_source_line(p, &col, 1));
	return 0;
}
