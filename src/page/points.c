/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * points: one indicator of an area over the years, with its gemeente and the
 * country beside it, and where the series breaks.
 */
#include <math.h>
#include <string.h>

#include "page/trend.h"

/* Leave out what cannot be compared with anything: an index cannot go on over
 * a break, and points that all stand alone are no trend. */
static void
drop_other_places(struct trend *t)
{
	size_t last = 0, i;
	bool linked = false;

	for (i = 1; i < t->n; i++)
		if (t->points[i].broken)
			last = i;
		else
			linked = true;
	if (last == 0 || (linked && t->ind->kind != KIND_COUNT))
		return;
	t->leapt = t->points[last].leap;
	t->other_place = !t->leapt;
	t->n -= last;
	memmove(t->points, t->points + last, t->n * sizeof(t->points[0]));
	t->points[0].broken = t->points[0].leap = false;
}

/* A figure of a year in which the area was not surely what it is today: over
 * the area of today, when it can be carried; else as it is. */
static int
take_ground(struct page *p, const struct trend *t, const char *period,
    struct point *pt, struct err *err)
{
	struct cell_value *self = &pt->seats.cells[SELF];
	const struct column *col = panel_column(p->panel, t->ind, period);
	enum same_place place = PLACE_CHANGED;
	struct carried_cell got;

	pt->ground = GROUND_TODAY;
	pt->carried = pt->estimate = false;
	if (col == NULL || col->area_year >= p->area.year)
		return 0;
	if (panel_same_place(p->panel, p->area.code, col->area_year,
		p->area.year, &place, err) == -1)
		return -1;
	if (place == PLACE_SAME)
		return 0;
	pt->ground = place == PLACE_LIKELY ? GROUND_LIKELY : GROUND_OTHER;
	if (panel_carry(p->panel, t->ind, period, p->area.code, p->area.year,
		&got, err) == -1)
		return -1;
	if (got.carry == CARRY_YES && !page_coarse(&got.cell)) {
		*self = got.cell;
		pt->ground = GROUND_TODAY;
		pt->carried = true;
		pt->estimate = got.estimate;
		pt->basis = got.basis;
	}
	carried_clear(&got);
	return 0;
}

/* Whether the share of the whole country leaps between two measurements: that
 * is sooner another way of measuring than another country, so until the source
 * says otherwise it is a break for all. */
static bool
leaps(const struct trend *t, const struct point *before, const struct point *pt)
{
	return t->ind->kind == KIND_SHARE &&
	    fabs(pt->seats.cells[COUNTRY].value -
		before->seats.cells[COUNTRY].value) >= TREND_LEAP;
}

/* Whether the series breaks between two figures. */
static int
set_broken(struct page *p, const struct trend *t, const struct point *before,
    struct point *pt, struct err *err)
{
	enum same_place place;

	pt->leap = leaps(t, before, pt);
	pt->broken = pt->leap;
	if (before->ground != GROUND_OTHER && pt->ground != GROUND_OTHER)
		return 0;
	pt->broken = true;
	if (before->ground != pt->ground)
		return 0;
	if (panel_same_place(p->panel, p->area.code,
		before->seats.cells[SELF].col->area_year,
		pt->seats.cells[SELF].col->area_year, &place, err) == -1)
		return -1;
	pt->broken |= place == PLACE_CHANGED;
	return 0;
}

int
trend_gather(struct page *p, struct trend *t, struct err *err)
{
	const char *periods[PERIODS];
	size_t n, i;

	t->n = 0;
	t->unproven = t->other_place = t->leapt = false;
	n = panel_periods(p->panel, t->ind, p->area.level, periods, PERIODS);
	for (i = 0; i < n; i++) {
		struct point *pt = &t->points[t->n];

		if (page_seats_in(p, t->ind, periods[i], &pt->seats, err) ==
			-1 ||
		    take_ground(p, t, periods[i], pt, err) == -1)
			return -1;
		if (isnan(pt->seats.cells[SELF].value) ||
		    pt->seats.cells[SELF].doubted)
			continue;
		/* Nothing can be said as a share of zero. */
		if (t->n == 0 && t->ind->kind == KIND_COUNT &&
		    pt->seats.cells[SELF].value <= 0.0)
			continue;
		pt->broken = pt->leap = false;
		if (t->n > 0 && set_broken(p, t, pt - 1, pt, err) == -1)
			return -1;
		t->unproven |= pt->ground == GROUND_LIKELY;
		t->n++;
	}
	drop_other_places(t);
	return 0;
}

void
trend_set_drawn(struct trend *t)
{
	double base[SEATS];
	size_t i, k;

	t->index = t->ind->kind == KIND_COUNT;
	for (k = 0; k < SEATS; k++) {
		base[k] = NAN;
		for (i = 0; i < t->n; i++) {
			double v = t->points[i].seats.cells[k].value;

			if (isnan(base[k]) && v > 0.0 && i == 0)
				base[k] = v;
			t->points[i].drawn[k] =
			    t->index ? 100.0 * v / base[k] : v;
		}
	}
}

size_t
trend_since(const struct trend *t)
{
	size_t first = 0;

	for (size_t i = 1; i < t->n; i++)
		if (t->points[i].broken)
			first = i;
	return first;
}

const char *
trend_within(struct page *p, const struct trend *t)
{
	const struct cell_value *first =
	    &t->points[trend_since(t)].seats.cells[SELF];
	const struct cell_value *last = &t->points[t->n - 1].seats.cells[SELF];
	struct comparison c = { .within = NOISE_NONE };
	struct noise gap;

	if (first == last)
		return NULL;
	noise_difference(
	    last->value, &last->noise, first->value, &first->noise, &gap);
	if (gap.kind != NOISE_UNKNOWN && gap.low <= 0.0 && gap.high >= 0.0)
		c.within = gap.kind;
	return page_within(p, &c);
}

const char *
trend_value(struct page *p, const struct trend *t, size_t i)
{
	const struct point *pt = &t->points[i];
	const char *value = page_value(p, t->ind, &pt->seats.cells[SELF]);

	if (!pt->estimate)
		return value;
	return page_say(p, "trend.estimate", "value", value, (char *)NULL);
}

static const char *
series_alt(struct page *p, const struct trend *t, size_t seat, const char *name)
{
	size_t first = t->n, last = 0, i;

	for (i = 0; i < t->n; i++) {
		if (isnan(t->points[i].seats.cells[seat].value))
			continue;
		if (first == t->n)
			first = i;
		last = i;
	}
	if (first == t->n)
		return page_say(
		    p, "trend.alt_none", "name", name, (char *)NULL);
	return page_say(p, "trend.alt_series", "name", name, "first",
	    page_value(p, t->ind, &t->points[first].seats.cells[seat]),
	    "first_period", page_period(p, t->points[first].seats.period),
	    "last", page_value(p, t->ind, &t->points[last].seats.cells[seat]),
	    "last_period", page_period(p, t->points[last].seats.period),
	    (char *)NULL);
}

const char *
trend_alt(struct page *p, const struct trend *t)
{
	struct buf series = { 0 };

	buf_puts(&series, series_alt(p, t, SELF, p->area.name));
	if (p->municipality.code[0] != '\0')
		buf_putf(&series, " %s",
		    series_alt(p, t, MUNICIPALITY, p->municipality.name));
	buf_putf(&series, " %s",
	    series_alt(p, t, COUNTRY, words_get(p->w, "country.name")));
	return page_say(p, "trend.alt", "label", page_inline_label(p, t->ind),
	    "series", page_keep(p, &series), (char *)NULL);
}
