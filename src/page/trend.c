/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trend: one indicator of a theme over the years, for the area, its gemeente
 * and the country. Figures of older years are carried to the area of today
 * where that can be; elsewhere the line stops.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/trend.h"

/* Smaller counts are not drawn as an index: one step of their rounding is a
 * jump of 10 or more. */
#define COUNT_LEAST 50

/* The first in_trend indicator of the theme that has two years; else the
 * first that has one (t->n is then 1), else t->ind is NULL. */
static int
choose(
    struct page *p, const struct theme *theme, struct trend *t, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct indicator *one = NULL;
	size_t i;

	for (i = 0; i < all->n; i++) {
		if (!all->items[i].in_trend ||
		    strcmp(all->items[i].theme, theme->id) != 0)
			continue;
		t->ind = &all->items[i];
		if (trend_gather(p, t, err) == -1)
			return -1;
		if (t->n >= 2)
			return 0;
		if (t->n == 1 && one == NULL)
			one = t->ind;
	}
	t->ind = one;
	return one == NULL ? 0 : trend_gather(p, t, err);
}

/* The unit behind the label of an axis or a caption; "" when the label says it
 * itself ("Inwoners per km2 land"). */
static const char *
unit_beside(struct page *p, const struct indicator *ind)
{
	const char *label = words_label(p->w, ind);

	return strstr(label, " per ") != NULL ? "" : page_unit(p, ind);
}

static void
put_ticks(struct page *p, const struct trend *t, struct json *chart)
{
	double low = INFINITY, high = -INFINITY, ticks[8];
	struct json *ys = json_add_array(chart, "y_ticks");
	struct json *xs = json_add_array(chart, "x_ticks");
	int decimals = 0;
	size_t i, k, n;

	for (i = 0; i < t->n; i++)
		for (k = 0; k < SEATS; k++) {
			double v = t->points[i].drawn[k];

			if (!isnan(v) && v < low)
				low = v;
			if (!isnan(v) && v > high)
				high = v;
		}
	n = compare_ticks(low, high, false, ticks, &decimals);
	for (i = 0; i < n; i++) {
		struct json *tick = json_add_object(ys, NULL);
		bool plain = t->index || t->ind->kind == KIND_CODE;

		json_add_num(tick, "y", ticks[i]);
		if (!plain && decimals <= t->ind->decimals)
			json_add_str(
			    tick, "text", page_amount(p, t->ind, ticks[i]));
		else
			json_add_str(
			    tick, "text", page_number(p, ticks[i], decimals));
	}
	for (i = 0; i < t->n; i++) {
		struct json *tick = json_add_object(xs, NULL);

		json_add_num(tick, "x", period_year(t->points[i].seats.period));
		json_add_str(tick, "text", t->points[i].seats.period);
	}
}

static void
put_series(struct page *p, const struct trend *t, size_t seat, const char *role,
    const char *name, struct json *list)
{
	struct json *one = json_add_object(list, NULL), *points;
	double last = NAN;
	size_t i;

	json_add_str(one, "role", role);
	json_add_str(one, "name", name);
	points = json_add_array(one, "points");
	for (i = 0; i < t->n; i++) {
		const struct point *pt = &t->points[i];
		struct json *at = json_add_object(points, NULL);

		json_add_num(at, "x", period_year(pt->seats.period));
		json_add_num(at, "y", pt->drawn[seat]);
		json_add_bool(
		    at, "provisional", pt->seats.cells[seat].provisional);
		if (seat == SELF && pt->estimate)
			json_add_bool(at, "estimate", true);
		/* Only the area itself can have become another place; the
		 * country that leaps is a break for all. */
		json_add_bool(
		    at, "break", pt->leap || (seat == SELF && pt->broken));
		if (!isnan(pt->drawn[seat]))
			last = pt->drawn[seat];
	}
	if (isnan(last)) {
		json_add_str(one, "end_text", NULL);
		return;
	}
	json_add_str(one, "end_text",
	    page_say(p, "trend.end", "name", name, "value",
		t->index ? page_number(p, last, 1)
			 : page_amount(p, t->ind, last),
		(char *)NULL));
}

static void
put_chart(struct page *p, const struct trend *t, struct json *trend)
{
	struct json *chart = json_add_object(trend, "chart"), *series;
	const char *label = words_label(p->w, t->ind);
	const char *unit = unit_beside(p, t->ind), *axis;

	json_add_str(chart, "kind", "trend");
	json_add_str(chart, "area", page_here(p));
	if (t->index)
		axis = page_say(p, "trend.axis_index", "label", label, "period",
		    page_period(p, t->points[0].seats.period), (char *)NULL);
	else if (*unit == '\0')
		axis = page_say(
		    p, "trend.axis_plain", "label", label, (char *)NULL);
	else
		axis = page_say(p, "trend.axis", "label", label, "unit", unit,
		    (char *)NULL);
	json_add_str(chart, "axis_text", axis);
	put_ticks(p, t, chart);
	series = json_add_array(chart, "series");
	put_series(
	    p, t, COUNTRY, "country", words_get(p->w, "country.name"), series);
	if (p->municipality.code[0] != '\0')
		put_series(p, t, MUNICIPALITY, "municipality",
		    p->municipality.name, series);
	put_series(p, t, SELF, "area", page_here(p), series);
}

static void
put_rows(struct page *p, const struct trend *t, struct json *trend)
{
	struct json *rows = json_add_array(trend, "rows");
	bool own = p->municipality.code[0] == '\0';
	size_t i;

	for (i = 0; i < t->n; i++) {
		const struct seats *s = &t->points[i].seats;
		struct json *row = json_add_object(rows, NULL);
		const char *period = page_period(p, s->period);

		if (t->points[i].broken)
			period = page_keep_str(p,
			    mem_fmt("%s %s", period,
				words_get(p->w, "mark.break.sign")));
		json_add_str(row, "period", period);
		json_add_str(row, "value", trend_value(p, t, i));
		json_add_str(row, "municipality",
		    own ? NULL
			: page_value(p, t->ind, &s->cells[MUNICIPALITY]));
		json_add_str(
		    row, "country", page_value(p, t->ind, &s->cells[COUNTRY]));
		json_add_str(
		    row, "sure", page_sure_beside(p, t->ind, &s->cells[SELF]));
		page_noise(p, t->ind, &s->cells[SELF], row);
	}
}

enum sign { SIGN_BREAK, SIGN_LEAP, SIGN_PROVISIONAL };

static bool
any(const struct trend *t, enum sign sign)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct point *pt = &t->points[i];

		if (sign == SIGN_BREAK	    ? pt->broken && !pt->leap
			: sign == SIGN_LEAP ? pt->leap
					    : pt->seats.cells[SELF].provisional)
			return true;
	}
	return false;
}

/* Which years are over other areas than those that the source gave, and how
 * that was done. */
static void
say_carried(struct page *p, const struct trend *t, struct buf *text)
{
	static const char *const keys[] = { "trend.note_added",
		"trend.note_carried", "trend.note_overlap" };
	const char *years[PERIODS];

	for (int how = 0; how < 3; how++) {
		size_t n = 0;

		for (size_t i = 0; i < t->n; i++) {
			const struct point *pt = &t->points[i];
			const int is = !pt->estimate	 ? 0
			    : pt->basis == BASIS_OVERLAP ? 2
							 : 1;

			if (pt->carried && is == how)
				years[n++] = page_period(p, pt->seats.period);
		}
		if (n > 0)
			buf_putf(text, " %s",
			    page_say(p, keys[how], "years",
				page_list(p, years, n), (char *)NULL));
	}
}

/* What must be known to read the figure. */
static const char *
subtitle_of(struct page *p, const struct trend *t)
{
	const char *within = trend_within(p, t);
	struct buf text = { 0 };

	if (t->n == 2)
		buf_puts(&text, words_get(p->w, "trend.subtitle_two"));
	else if (t->n < TRENDLINE_LEAST)
		buf_puts(&text,
		    page_count(
			p, "trend.subtitle", (int64_t)t->n, (char *)NULL));
	if (within != NULL)
		buf_putf(&text, " %s",
		    page_say(p, "trend.note_within", "within", within,
			(char *)NULL));
	if (t->unproven)
		buf_putf(&text, " %s", words_get(p->w, "trend.note_unproven"));
	say_carried(p, t, &text);
	if (any(t, SIGN_BREAK))
		buf_putf(&text, " %s", words_get(p->w, "trend.note_break"));
	if (any(t, SIGN_LEAP))
		buf_putf(&text, " %s",
		    page_say(p, "trend.note_leap", "least",
			page_number(p, TREND_LEAP, 0), (char *)NULL));
	if (any(t, SIGN_PROVISIONAL))
		buf_putf(
		    &text, " %s", words_get(p->w, "trend.note_provisional"));
	return page_keep(p, &text);
}

/* How sure a figure is: its rounding, and for a count of events what chance
 * does. */
static struct noise
noise_of(const struct indicator *ind, const struct cell_value *cell)
{
	const double least = pow(10.0, -ind->decimals);
	const double half = fmax(cell->rounding, least);
	struct noise noise = { NOISE_ROUNDING, half / 2.0, cell->value - half,
		cell->value + half };

	if (ind->events && ind->kind == KIND_COUNT)
		noise_events(cell->value, &noise);
	return noise;
}

/* Whether the area goes up or down beside its gemeente. What is not proven to
 * be of the area of today, or not exact, is not comparable. */
static void
find_line(const struct page *p, const struct trend *t, struct trendline *line)
{
	struct trend_point points[PERIODS];
	bool doubt = false;

	for (size_t i = 0; i < t->n; i++) {
		const struct point *pt = &t->points[i];
		const struct cell_value *own = &pt->seats.cells[SELF];
		const bool unsure = pt->ground != GROUND_TODAY || pt->estimate;

		points[i] =
		    (struct trend_point){ .year = period_year(pt->seats.period),
			    .value = own->value,
			    .reference = page_reference(p, &pt->seats)->value,
			    .noise = noise_of(t->ind, own),
			    .fresh = pt->broken || unsure || doubt };
		doubt = unsure;
	}
	trendline_find(points, t->n, t->ind->kind, t->ind->modelled,
	    t->n > 0 ? t->points[0].seats.cells[SELF].rounding : 0.0, line);
}

int
page_trend_is(struct page *p, const struct indicator *ind, enum tension_is *is,
    struct err *err)
{
	struct trend *t = mem_new(1, sizeof(*t));
	struct trendline line;
	int rc;

	t->ind = ind;
	rc = trend_gather(p, t, err);
	if (rc == 0) {
		find_line(p, t, &line);
		*is = tension_trend(line.why);
	}
	free(t);
	return rc;
}

static void
put_texts(struct page *p, const struct trend *t, struct json *trend)
{
	const struct point *first = &t->points[0], *last;
	const struct column *cols[PERIODS];
	const char *label = words_label(p->w, t->ind);
	const char *unit = unit_beside(p, t->ind);
	const char *said = NULL, *by_rule;
	struct buf title = { 0 };
	double noise = INFINITY, change;
	struct trendline line;
	size_t i;

	for (i = 0; i < t->n; i++) {
		cols[i] = t->points[i].seats.cells[SELF].col;
		if (t->points[i].broken) /* nothing is said over a break */
			first = &t->points[i];
	}
	last = &t->points[t->n - 1];
	/* A word of direction only when the area itself went the way that it
	 * goes beside its gemeente. */
	find_line(p, t, &line);
	change = last->seats.cells[SELF].value - first->seats.cells[SELF].value;
	if (line.moved &&
	    ((line.why == TREND_UP && change > 0.0) ||
		(line.why == TREND_DOWN && change < 0.0)))
		noise = 0.0;
	words_trend_headline(p->w, t->ind, first->seats.period,
	    first->seats.cells[SELF].value, last->seats.period,
	    last == first ? NAN : last->seats.cells[SELF].value, noise, &title);
	by_rule = page_keep(p, &title);
	if (first->estimate || last->estimate)
		by_rule = page_say(
		    p, "trend.title_estimate", "title", by_rule, (char *)NULL);
	if (first == &t->points[0])
		said = page_headline(p, t->ind, true, last->seats.period);
	json_add_str(trend, "title", said != NULL ? said : by_rule);
	json_add_str(trend, "subtitle", subtitle_of(p, t));
	json_add_str(trend, "alt", trend_alt(p, t));
	json_add_str(trend, "source_line", page_source_line(p, cols, t->n));
	json_add_str(trend, "caption",
	    *unit == '\0' ? page_say(p, "trend.caption_plain", "label", label,
				(char *)NULL)
			  : page_say(p, "trend.caption", "label", label, "unit",
				unit, (char *)NULL));
}

/* Whether all of a theme that there are figures of are estimates by a
 * model. */
static bool
modelled_theme(const struct page *p, const struct theme *theme)
{
	const struct indicators *all = panel_indicators(p->panel);
	const char *periods[PERIODS];
	bool some = false;

	for (size_t i = 0; i < all->n; i++) {
		const struct indicator *ind = &all->items[i];

		if (!ind->in_range || strcmp(ind->theme, theme->id) != 0 ||
		    panel_periods(
			p->panel, ind, p->area.level, periods, PERIODS) == 0)
			continue;
		if (!ind->modelled)
			return false;
		some = true;
	}
	return some;
}

/* Why there is no figure, with the figures that there are; NULL when it can be
 * drawn. */
static const char *
no_trend(struct page *p, const struct theme *theme, const struct trend *t)
{
	const struct point *first = &t->points[0], *last;

	if (t->ind == NULL)
		return words_get(p->w,
		    modelled_theme(p, theme) ? "no_trend.modelled"
					     : "no_trend.no_values");
	last = &t->points[t->n - 1];
	if (t->n < 2)
		return page_say(p,
		    t->other_place ? "no_trend.other_place"
			: t->leapt ? "no_trend.leapt"
				   : "no_trend.one_year",
		    "least", page_number(p, TREND_LEAP, 0), "label",
		    words_label(p->w, t->ind), "value",
		    page_value(p, t->ind, &first->seats.cells[SELF]), "period",
		    page_period(p, first->seats.period), (char *)NULL);
	if (t->ind->kind == KIND_COUNT &&
	    first->seats.cells[SELF].value < COUNT_LEAST)
		return page_say(p, "no_trend.few", "label",
		    words_label(p->w, t->ind), "first",
		    page_value(p, t->ind, &first->seats.cells[SELF]),
		    "first_period", page_period(p, first->seats.period), "last",
		    page_value(p, t->ind, &last->seats.cells[SELF]),
		    "last_period", page_period(p, last->seats.period),
		    (char *)NULL);
	return NULL;
}

int
page_trend(struct page *p, const struct theme *theme, struct json *model,
    struct err *err)
{
	struct trend *t = mem_new(1, sizeof(*t));
	struct json *trend;
	const char *why;
	int rc = -1;

	if (choose(p, theme, t, err) == -1)
		goto done;
	rc = 0;
	why = no_trend(p, theme, t);
	if (why != NULL) {
		json_add_null(model, "trend");
		json_add_str(model, "no_trend", why);
		goto done;
	}
	trend_set_drawn(t);
	trend = json_add_object(model, "trend");
	put_texts(p, t, trend);
	put_chart(p, t, trend);
	put_rows(p, t, trend);
	json_add_null(model, "no_trend");
done:
	free(t);
	return rc;
}
