/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inside: how far the buurten of a wijk or gemeente lie apart.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/inside.h"
#include "base/mem.h"
#include "page/own.h"

#define ROWS 4 /* figures that are named, one of a theme */

struct inner { /* one figure over the buurten */
	const struct indicator *ind;
	struct seats seats;
	struct inside found;
	char *low_name, *high_name;
	double low, high;
};

static void
inner_clear(struct inner *r)
{
	free(r->low_name);
	free(r->high_name);
	memset(r, 0, sizeof(*r));
}

int
page_parts(struct page *p, enum area_level level, int year, struct areas *all,
    const char ***codes, size_t *n, struct err *err)
{
	struct area_filter filter = {
		.year = year, .level = (int)level, .within = p->area.code
	};
	const struct indicator *people =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	struct cell_value *cells;
	const char *period = page_keep_str(p, mem_fmt("%d", year));
	size_t m = 0;
	int rc = 0;

	if (store_areas(panel_store(p->panel), &filter, all, err) == -1)
		return -1;
	*codes = mem_new(all->n + 1, sizeof(**codes));
	cells = mem_new(all->n + 1, sizeof(*cells));
	for (size_t i = 0; i < all->n; i++)
		(*codes)[i] = all->items[i].code;
	if (people != NULL && panel_column(p->panel, people, period) != NULL) {
		rc = panel_values(
		    p->panel, people, period, *codes, all->n, cells, err);
		for (size_t i = 0; i < all->n; i++)
			if (cells[i].value >= PEER_LEAST)
				(*codes)[m++] = all->items[i].code;
	} else
		m = all->n;
	*n = m;
	free(cells);
	return rc;
}

static const char *
name_of(const struct areas *all, const char *code)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].code == code)
			return all->items[i].name;
	return "";
}

/* 1 when there is something to say. */
static int
fill(struct page *p, struct inner *r, struct err *err)
{
	struct areas all = { 0 };
	struct cell_value *cells = NULL;
	const char **codes = NULL;
	double *values = NULL, step = 0.0;
	size_t n = 0;
	int rc = page_seats(p, r->ind, &r->seats, err);

	if (rc != 1)
		return rc;
	rc = page_parts(p, LEVEL_BUURT, r->seats.cells[SELF].col->area_year,
	    &all, &codes, &n, err);
	if (rc == -1)
		goto done;
	cells = mem_new(n + 1, sizeof(*cells));
	values = mem_new(n + 1, sizeof(*values));
	rc = page_values(p, r->ind, r->seats.period, codes, n, cells, err);
	if (rc == -1)
		goto done;
	for (size_t i = 0; i < n; i++) {
		values[i] = cells[i].value;
		if (!isnan(values[i]))
			step = fmax(step, cells[i].rounding);
	}
	rc = inside_spread(values, n, r->ind->kind, step, &r->found);
	if (rc == 1) {
		r->low = values[r->found.low];
		r->high = values[r->found.high];
		r->low_name = mem_str(name_of(&all, codes[r->found.low]));
		r->high_name = mem_str(name_of(&all, codes[r->found.high]));
	}
done:
	free(values);
	free(cells);
	free(codes);
	areas_free(&all);
	return rc;
}

/* Keep the widest, one of a theme. */
static size_t
keep(struct inner rows[], size_t n, struct inner *one)
{
	size_t at = 0;

	while (at < n && strcmp(rows[at].ind->theme, one->ind->theme) != 0)
		at++;
	if (at == n && n == ROWS) {
		at = 0;
		for (size_t i = 1; i < n; i++)
			if (rows[i].found.size < rows[at].found.size)
				at = i;
	}
	if (at < n && rows[at].found.size >= one->found.size) {
		inner_clear(one);
		return n;
	}
	if (at < n)
		inner_clear(&rows[at]);
	rows[at] = *one;
	return at == n ? n + 1 : n;
}

static int
by_place(const void *a, const void *b)
{
	const struct inner *x = a, *y = b;

	return (x->ind > y->ind) - (x->ind < y->ind);
}

static void
put_row(struct page *p, const struct inner *r, struct json *list)
{
	struct json *one = json_add_object(list, NULL), *raw;

	json_add_str(one, "indicator", r->ind->id);
	json_add_str(one, "label", words_label(p->w, r->ind));
	json_add_str(one, "period", page_period(p, r->seats.period));
	json_add_str(
	    one, "value", page_value(p, r->ind, &r->seats.cells[SELF]));
	json_add_str(one, "low", page_amount(p, r->ind, r->low));
	json_add_str(one, "low_area", r->low_name);
	json_add_str(one, "high", page_amount(p, r->ind, r->high));
	json_add_str(one, "high_area", r->high_name);
	json_add_str(one, "most",
	    page_say(p, "inside.most", "low",
		page_amount(p, r->ind, r->found.p10), "high",
		page_amount(p, r->ind, r->found.p90), (char *)NULL));
	json_add_int(one, "n", (int64_t)r->found.n);
	json_add_str(one, "source", r->seats.cells[SELF].col->table_id);
	raw = json_add_object(one, "raw");
	json_add_num(raw, "low", r->low);
	json_add_num(raw, "high", r->high);
	json_add_num(raw, "p10", r->found.p10);
	json_add_num(raw, "p90", r->found.p90);
}

static int
by_width(const void *a, const void *b)
{
	const struct inner *x = a, *y = b;

	return (x->found.size < y->found.size) -
	    (x->found.size > y->found.size);
}

static int
put(struct page *p, struct inner rows[], size_t n, struct json *model,
    struct err *err)
{
	const struct indicator *widest[ROWS];
	const struct column *cols[ROWS];
	struct json *inside, *list;

	if (n == 0) {
		json_add_null(model, "inside");
		return 0;
	}
	qsort(rows, n, sizeof(*rows), by_width);
	for (size_t i = 0; i < n; i++)
		widest[i] = rows[i].ind;
	qsort(rows, n, sizeof(*rows), by_place);
	inside = json_add_object(model, "inside");
	json_add_str(inside, "intro",
	    page_say(p, "inside.intro", "area", p->area.name, "least",
		page_number(p, PEER_LEAST, 0), (char *)NULL));
	list = json_add_array(inside, "rows");
	for (size_t i = 0; i < n; i++) {
		put_row(p, &rows[i], list);
		cols[i] = rows[i].seats.cells[SELF].col;
	}
	json_add_str(inside, "source_line", page_source_line(p, cols, n));
	return page_through(p, widest, n, inside, err);
}

int
page_inside(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct inner rows[ROWS] = { { 0 } };
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; p->buurten > 0 && i < all->n && rc != -1; i++) {
		struct inner one = { .ind = &all->items[i] };

		if (!one.ind->in_range || one.ind->modelled ||
		    one.ind->kind == KIND_COUNT)
			continue;
		rc = fill(p, &one, err);
		if (rc == 1)
			n = keep(rows, n, &one);
	}
	if (rc != -1)
		rc = put(p, rows, n, model, err);
	for (size_t i = 0; i < ROWS; i++)
		inner_clear(&rows[i]);
	return rc == -1 ? -1 : 0;
}
