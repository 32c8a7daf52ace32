/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * range: the range chart of a theme, with the table behind it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

#define ROWS 12

struct range_row {
	const struct indicator *ind;
	struct seats seats;
	struct comparison comparison;
	const struct peers *peers;
	double *values; /* of the peers */
	struct spread spread;
	const char *value, *municipality, *country; /* formatted */
};

struct range {
	struct range_row rows[ROWS];
	size_t n;
};

static void
range_clear(struct range *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		free(r->rows[i].values);
}

static int
fill_row(struct page *p, struct range_row *row, struct err *err)
{
	const struct column *col = row->seats.cells[SELF].col;
	const struct cell_value *cells = row->seats.cells;
	struct cell_value *peer_cells = NULL;
	size_t i;
	int rc = -1;

	compare_noisy(cells[SELF].value, &cells[SELF].noise,
	    page_reference(p, &row->seats)->value,
	    &page_reference(p, &row->seats)->noise, row->ind->kind,
	    indicator_step(row->ind, cells[SELF].rounding), &row->comparison);
	if (page_peers(p, col->area_year, &row->peers, err) == -1)
		goto done;
	row->values = mem_new(row->peers->n, sizeof(*row->values));
	peer_cells = mem_new(row->peers->n, sizeof(*peer_cells));
	if (page_values(p, row->ind, row->seats.period, row->peers->codes,
		row->peers->n, peer_cells, err) == -1)
		goto done;
	for (i = 0; i < row->peers->n; i++)
		row->values[i] = peer_cells[i].value;
	compare_spread(row->values, row->peers->n, row->peers->self,
	    cells[SELF].value, &row->spread);
	row->value = page_value(p, row->ind, &cells[SELF]);
	row->municipality = p->municipality.code[0] == '\0'
	    ? NULL
	    : page_value(p, row->ind, &cells[MUNICIPALITY]);
	row->country = page_value(p, row->ind, &cells[COUNTRY]);
	rc = 0;
done:
	free(peer_cells);
	return rc;
}

static int
gather(
    struct page *p, const struct theme *theme, struct range *r, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	size_t i;
	int got;

	for (i = 0; i < all->n && r->n < ROWS; i++) {
		const struct indicator *ind = &all->items[i];
		struct range_row *row = &r->rows[r->n];

		if (!ind->in_range || strcmp(ind->theme, theme->id) != 0)
			continue;
		memset(row, 0, sizeof(*row));
		got = page_seats(p, ind, &row->seats, err);
		if (got == -1)
			return -1;
		if (got == 0 || row->seats.cells[SELF].doubted)
			continue;
		row->ind = ind;
		r->n++;
		if (fill_row(p, row, err) == -1)
			return -1;
	}
	return 0;
}

/* Of an area of one's own a figure that is not combined: those of its parts. */
static bool
is_of_parts(const struct range_row *row)
{
	const struct cell_value *cell = &row->seats.cells[SELF];

	return isnan(cell->value) && cell->between &&
	    cell->why != CARRY_MISSING && cell->low < cell->high;
}

/* Why no bar is drawn, short enough to stand in the chart and the table. */
static const char *
reason_of(struct page *p, const struct range_row *row)
{
	switch (row->spread.no_bar) {
	case BAR_DRAWN:
		return NULL;
	case BAR_NO_VALUE:
		return words_get(p->w,
		    is_of_parts(row) ? "range.reason.parts"
				     : "range.reason.no_value");
	case BAR_FEW_PEERS:
		return page_say(p, "range.reason.few_peers", "valued",
		    page_number(p, (double)row->spread.valued, 0), "peers",
		    page_number(p, (double)row->spread.peers, 0), (char *)NULL);
	case BAR_FEW_VALUES:
		return words_get(p->w, "range.reason.few_values");
	case BAR_NO_SPREAD:
		return words_get(p->w, "range.reason.no_spread");
	}
	return NULL;
}

static const char *
middle_text(struct page *p, const struct range_row *row)
{
	if (row->municipality == NULL)
		return page_say(p, "range.middle_gemeente", "country_value",
		    row->country, (char *)NULL);
	return page_say(p, "range.middle", "municipality", p->municipality.name,
	    "municipality_value", row->municipality, "country_value",
	    row->country, (char *)NULL);
}

/* An end of the axis: its value, and how many lie beyond it. */
static const char *
end_text(struct page *p, const struct range_row *row, bool high)
{
	size_t beyond = high ? row->spread.above : row->spread.below;
	double at = high ? row->spread.axis_max : row->spread.axis_min;
	const char *value = page_amount(p, row->ind, at), *more;

	if (beyond == 0)
		return value;
	more = page_count(p, high ? "range.beyond_high" : "range.beyond_low",
	    (int64_t)beyond, (char *)NULL);
	return page_keep_str(p,
	    high ? mem_fmt("%s %s", value, more)
		 : mem_fmt("%s %s", more, value));
}

static void
num_or_null(struct json *object, const char *key, double v)
{
	json_add_num(object, key, v); /* NAN becomes null */
}

/* The value in the drawing, where there is little room: that it is of the
 * parts stands below it. */
static const char *
drawn_value(struct page *p, const struct range_row *row)
{
	const struct cell_value *cell = &row->seats.cells[SELF];

	if (!is_of_parts(row))
		return row->value;
	return page_say(p, "range.parts", "low",
	    page_amount(p, row->ind, cell->low), "high",
	    page_amount(p, row->ind, cell->high), (char *)NULL);
}

static void
chart_row(struct page *p, const struct range_row *row, struct json *list)
{
	struct json *one = json_add_object(list, NULL), *others;
	const struct spread *s = &row->spread;
	bool drawn = s->no_bar == BAR_DRAWN;
	size_t i;

	json_add_str(one, "label", words_label(p->w, row->ind));
	json_add_str(one, "value_text", drawn_value(p, row));
	json_add_bool(one, "drawn", drawn);
	json_add_str(one, "middle_text", middle_text(p, row));
	json_add_str(one, "low_text", drawn ? end_text(p, row, false) : "");
	json_add_str(one, "high_text",
	    drawn ? end_text(p, row, true) : reason_of(p, row));
	if (!drawn)
		return;
	num_or_null(one, "value", row->seats.cells[SELF].value);
	num_or_null(one, "municipality", row->seats.cells[MUNICIPALITY].value);
	num_or_null(one, "country", row->seats.cells[COUNTRY].value);
	num_or_null(one, "p25", s->p25);
	num_or_null(one, "p75", s->p75);
	num_or_null(one, "axis_min", s->axis_min);
	num_or_null(one, "axis_max", s->axis_max);
	others = json_add_array(one, "others");
	for (i = 0; i < row->peers->n; i++)
		if (i != row->peers->self && !isnan(row->values[i]))
			json_add_num(others, NULL, row->values[i]);
}

/* Whether there is a bar at all: without one its signs say nothing. */
static bool
any_bar(const struct range *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->rows[i].spread.no_bar == BAR_DRAWN)
			return true;
	return false;
}

static const char *
bar_legend(struct page *p, const struct range *r, const char *key)
{
	return any_bar(r)
	    ? words_get(p->w, page_level_key(p, key, p->peer_level))
	    : NULL;
}

static void
put_chart(struct page *p, const struct range *r, struct json *range)
{
	struct json *chart = json_add_object(range, "chart"), *rows;
	size_t i;

	json_add_str(chart, "kind", "range");
	json_add_str(chart, "lang", p->lang);
	json_add_str(chart, "area", page_here(p));
	json_add_str(chart, "municipality",
	    p->municipality.code[0] == '\0' ? NULL : p->municipality.name);
	json_add_str(chart, "country", words_get(p->w, "country.name"));
	json_add_str(
	    chart, "legend_half", bar_legend(p, r, "range.legend_half"));
	json_add_str(chart, "legend_one", bar_legend(p, r, "range.legend_one"));
	rows = json_add_array(chart, "rows");
	for (i = 0; i < r->n; i++)
		chart_row(p, &r->rows[i], rows);
}

/* How many rows say this of their indicator: their labels, and the first. */
static size_t
said_by(struct page *p, const struct range *r, const char *note,
    const char *labels[ROWS], size_t *first)
{
	size_t i = r->n, n = 0;

	while (i-- > 0) {
		const char *other = page_note(p, r->rows[i].ind);

		if (note == NULL || other == NULL || strcmp(other, note) != 0)
			continue;
		labels[ROWS - ++n] = page_inline_label(p, r->rows[i].ind);
		*first = i;
	}
	memmove(labels, labels + ROWS - n, n * sizeof(*labels));
	return n;
}

/* note: what only this row says, or NULL. */
static void
table_row(struct page *p, const struct range_row *row, const char *note,
    struct json *list)
{
	struct json *one = json_add_object(list, NULL), *raw;
	const struct spread *s = &row->spread;
	const char *none = words_get(p->w, "mark.not_delivered.sign");
	bool some = s->valued > 0;

	json_add_str(one, "indicator", row->ind->id);
	json_add_str(one, "label", words_label(p->w, row->ind));
	json_add_str(one, "period", page_period(p, row->seats.period));
	json_add_str(one, "value", row->value);
	json_add_str(one, "municipality", row->municipality);
	json_add_str(one, "country", row->country);
	json_add_str(
	    one, "low", some ? page_amount(p, row->ind, s->min) : none);
	json_add_str(
	    one, "low_area", some ? row->peers->items[s->min_at]->name : NULL);
	json_add_str(
	    one, "high", some ? page_amount(p, row->ind, s->max) : none);
	json_add_str(
	    one, "high_area", some ? row->peers->items[s->max_at]->name : NULL);
	json_add_str(one, "rank",
	    s->rank == 0
		? words_get(p->w, "mark.cannot_occur.sign")
		: page_say(p, "range.rank", "rank",
		      page_number(p, (double)s->rank, 0), "n",
		      page_number(p, (double)s->valued, 0), (char *)NULL));
	json_add_str(one, "reason", reason_of(p, row));
	json_add_str(one, "within", page_within(p, &row->comparison));
	page_noise(p, row->ind, &row->seats.cells[SELF], one);
	json_add_str(one, "note", note);
	json_add_str(one, "source", row->seats.cells[SELF].col->table_id);
	raw = json_add_object(one, "raw");
	num_or_null(raw, "value", row->seats.cells[SELF].value);
	num_or_null(raw, "municipality", row->seats.cells[MUNICIPALITY].value);
	num_or_null(raw, "country", row->seats.cells[COUNTRY].value);
}

/* Names and values of the peers beyond the axis of a row. */
static void
outlier_note(struct page *p, const struct range_row *row, struct buf *note)
{
	const struct spread *s = &row->spread;
	const char *items[6];
	size_t n = 0, i;

	if (s->no_bar != BAR_DRAWN || s->above + s->below == 0)
		return;
	for (i = 0; i < row->peers->n && n < 6; i++)
		if (row->values[i] > s->axis_max ||
		    row->values[i] < s->axis_min)
			items[n++] = page_say(p, "range.outlier", "name",
			    row->peers->items[i]->name, "value",
			    page_amount(p, row->ind, row->values[i]),
			    (char *)NULL);
	if (note->len > 0)
		buf_putc(note, ' ');
	buf_puts(note,
	    page_say(p, "range.outliers", "label", words_label(p->w, row->ind),
		"list", page_list(p, items, n), (char *)NULL));
}

static const char *
notes_of(struct page *p, const struct range *r)
{
	struct buf note = { 0 };
	size_t i;

	for (i = 0; i < r->n; i++)
		outlier_note(p, &r->rows[i], &note);
	if (note.len == 0) {
		buf_free(&note);
		return NULL;
	}
	return page_keep(p, &note);
}

static const char *
alt_of(struct page *p, const struct range *r, size_t peers)
{
	struct buf alt = { 0 };
	size_t i;

	buf_puts(&alt,
	    page_count(p, page_level_key(p, "range.alt", p->peer_level),
		(int64_t)peers, "municipality", page_place(p), (char *)NULL));
	for (i = 0; i < r->n; i++) {
		const struct range_row *row = &r->rows[i];

		buf_putc(&alt, ' ');
		if (row->municipality == NULL)
			buf_puts(&alt,
			    page_say(p, "range.alt_row_gemeente", "label",
				words_label(p->w, row->ind), "area",
				p->area.name, "value", row->value,
				"country_value", row->country, (char *)NULL));
		else
			buf_puts(&alt,
			    page_say(p, "range.alt_row", "label",
				words_label(p->w, row->ind), "area",
				p->area.name, "value", row->value,
				"municipality", p->municipality.name,
				"municipality_value", row->municipality,
				"country_value", row->country, (char *)NULL));
	}
	return page_keep(p, &alt);
}

static void
put_texts(struct page *p, const struct theme *theme, const struct range *r,
    struct json *model, struct json *range)
{
	struct headline_row rows[ROWS];
	struct buf title = { 0 }, intro = { 0 };
	const struct column *cols[ROWS];
	const char *ref = page_reference_name(p);
	const char *place = page_place(p), *said = NULL, *by_rule;
	size_t i, peers = 0;

	for (i = 0; i < r->n; i++) {
		rows[i].indicator = r->rows[i].ind;
		rows[i].comparison = r->rows[i].comparison;
		cols[i] = r->rows[i].seats.cells[SELF].col;
		if (r->rows[i].peers->n > peers)
			peers = r->rows[i].peers->n;
	}
	for (i = 0; i < r->n && said == NULL; i++)
		said = page_headline(
		    p, r->rows[i].ind, false, r->rows[i].seats.period);
	words_headline(p->w, rows, r->n, ref, &title);
	by_rule = page_keep(p, &title);
	words_intro(p->w, rows, r->n, ref, &intro);
	json_add_str(model, "intro", page_keep(p, &intro));
	json_add_str(range, "title", said != NULL ? said : by_rule);
	json_add_str(range, "subtitle",
	    page_count(p,
		page_level_key(p,
		    any_bar(r) ? "range.subtitle" : "range.subtitle_none",
		    p->peer_level),
		(int64_t)peers, "municipality", place, "least",
		page_number(p, PEER_LEAST, 0), (char *)NULL));
	json_add_str(range, "alt", alt_of(p, r, peers));
	json_add_str(range, "note", notes_of(p, r));
	json_add_str(range, "source_line", page_source_line(p, cols, r->n));
	json_add_str(range, "caption",
	    page_say(p, "range.caption", "theme", words_theme(p->w, theme),
		"area", p->area.name, (char *)NULL));
}

/* The rows of the table; what more than one would say stands once above it. */
static void
put_rows(struct page *p, const struct range *r, struct json *range)
{
	struct json *rows = json_add_array(range, "rows");
	struct json *notes = json_add_array(range, "notes");
	const char *labels[ROWS], *note;
	size_t i, n, first = 0;

	for (i = 0; i < r->n; i++) {
		note = page_note(p, r->rows[i].ind);
		n = said_by(p, r, note, labels, &first);
		table_row(p, &r->rows[i], n > 1 ? NULL : note, rows);
		if (n > 1 && first == i)
			json_add_str(notes, NULL,
			    n == r->n
				? note
				: page_say(p, "range.shared", "note", note,
				      "list", page_list(p, labels, n),
				      (char *)NULL));
	}
	json_add_bool(range, "has_notes", json_len(notes) > 0);
}

/* Without a single value of this area a figure would show only others. */
static bool
any_value(const struct range *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!isnan(r->rows[i].seats.cells[SELF].value))
			return true;
	return false;
}

int
page_range(struct page *p, const struct theme *theme, struct json *model,
    struct err *err)
{
	struct range r = { 0 };
	struct json *range;
	int rc = -1;

	if (gather(p, theme, &r, err) == -1)
		goto done;
	if (!any_value(&r)) {
		json_add_str(model, "intro", NULL);
		json_add_null(model, "range");
		json_add_str(model, "no_range",
		    page_say(p, "no_range.no_values", "theme",
			words_theme(p->w, theme), (char *)NULL));
		rc = 0;
		goto done;
	}
	range = json_add_object(model, "range");
	put_texts(p, theme, &r, model, range);
	put_chart(p, &r, range);
	json_add_bool(
	    range, "has_municipality", p->municipality.code[0] != '\0');
	put_rows(p, &r, range);
	json_add_null(model, "no_range");
	rc = 0;
done:
	range_clear(&r);
	return rc;
}
