/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figure: the figures that an expression, or a sentence, names.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "claims/eval.h"

#define PERIODS 64

void
claim_figure_clear(struct claim_figure *f)
{
	free(f->name);
	*f = (struct claim_figure){ 0 };
}

void
eval_doubt(struct answer *a, enum doubt doubt, const char *fmt, ...)
{
	va_list ap;

	if (a->doubt != DOUBT_NONE)
		return; /* the first is told */
	a->doubt = doubt;
	va_start(ap, fmt);
	vsnprintf(a->why, sizeof(a->why), fmt, ap);
	va_end(ap);
}

/* The area as it is known now; an unknown one is an error. */
static int
open_area(struct panel *p, const char *code, struct area *out, struct err *err)
{
	const int got = panel_area(p, code, out, err);

	if (got == 0)
		return err_set(err, ERR_INPUT,
		    "%.40s is no area that is known: 'feiten areas TEXT' "
		    "searches them",
		    code);
	return got == -1 ? -1 : 0;
}

static struct claim_figure
figure_new(
    enum figure_kind kind, const struct indicator *ind, const struct area *area)
{
	struct claim_figure f = { .kind = kind,
		.indicator = ind,
		.value = NAN,
		.cell = { .value = NAN, .reason = ABSENCE_UNKNOWN },
		.name = mem_strn(
		    area->name, area_short_name(area->name, area->level)) };

	snprintf(f.area, sizeof(f.area), "%s", area->code);
	return f;
}

/* The newest period that the source delivered for areas of the level. */
static void
fix_period(struct panel *p, const struct indicator *ind, enum area_level level,
    const char *period, char out[PERIOD_LEN])
{
	const char *all[PERIODS];
	size_t n;

	snprintf(out, PERIOD_LEN, "%s", period);
	if (!is_newest(period))
		return;
	n = panel_periods(p, ind, level, all, PERIODS);
	out[0] = '\0';
	if (n > 0)
		snprintf(out, PERIOD_LEN, "%s", all[n - 1]);
}

static int
read_cell(struct panel *p, const struct indicator *ind, const char *period,
    const char *code, struct cell_value *out, struct err *err)
{
	*out = (struct cell_value){ .value = NAN,
		.reason = ABSENCE_NOT_DELIVERED };
	if (period[0] == '\0' || panel_column(p, ind, period) == NULL)
		return 0;
	return panel_values(p, ind, period, &code, 1, out, err);
}

int
claim_figure_look(struct panel *p, const char *indicator, const char *area,
    const char *period, struct claim_figure *out, struct err *err)
{
	const struct indicators *all = panel_indicators(p);
	const struct indicator *ind = indicators_find(all, indicator);
	struct area found = { 0 };
	char near[80], code[12], parsed[PERIOD_LEN];
	enum area_level level;
	int rc;

	if (ind == NULL)
		return err_set(err, ERR_INPUT,
		    "\"%.60s\" is not an indicator%s", indicator,
		    near_indicator(all, indicator, near));
	if (!is_newest(period) &&
	    period_parse(period, strlen(period), parsed) == -1)
		return err_set(err, ERR_INPUT,
		    "%.40s is no period: write 2024, 2024Q2, 2024-06 or "
		    "nieuwste (newest)",
		    period);
	if (area_code(area, strlen(area), code, &level) == 0)
		area = code;
	if (open_area(p, area, &found, err) == -1)
		return -1;
	*out = figure_new(FIGURE_VALUE, ind, &found);
	fix_period(p, ind, found.level, is_newest(period) ? period : parsed,
	    out->period);
	rc = read_cell(p, ind, out->period, found.code, &out->cell, err);
	out->value = out->cell.value;
	area_clear(&found);
	if (rc == -1)
		claim_figure_clear(out);
	return rc;
}

/* An error of the panel, or of ours, at a place. */
static int
fail_at(struct eval *ev, size_t at)
{
	struct err inner = *ev->err;

	if (inner.code != ERR_INPUT)
		return -1;
	return expr_error(ev->e, at, ev->err, "%.400s", inner.msg);
}

static struct claim_figure *
keep(struct eval *ev, struct claim_figure f)
{
	struct verdict *v = ev->v;

	MEM_PUSH(v->figures, v->n, v->cap);
	v->figures[v->n] = f;
	return &v->figures[v->n++];
}

static void
add_leaf(struct eval *ev, const char *area, const char *period, int year,
    struct quantity *out)
{
	struct leaf *l = &ev->leaves[ev->n];

	snprintf(l->area, sizeof(l->area), "%s", area);
	snprintf(l->period, sizeof(l->period), "%s", period);
	l->year = year;
	out->leaves[ev->n++] = true;
}

static void
missing(struct answer *a, const struct claim_figure *f, const char *period)
{
	eval_doubt(a, DOUBT_MISSING, "%.40s of %.40s in %s: no value (%s)",
	    f->indicator->id, f->area, period[0] == '\0' ? "any year" : period,
	    absence_name(f->cell.reason));
}

/* One value as an amount. */
static int
take_cell(struct eval *ev, const struct node *n, const struct area *area,
    const char *period, struct claim_figure *f, struct quantity *out,
    struct answer *a)
{
	const struct cell_value *cell = &f->cell;

	if (read_cell(ev->panel, n->indicator, period, area->code, &f->cell,
		ev->err) == -1)
		return -1;
	ev->v->doubted |= cell->doubted;
	out->value = cell->value;
	out->noise = cell->noise;
	out->step = cell->rounding;
	if (out->step <= 0.0 && n->indicator->nparts == 0)
		out->step = pow(10.0, -n->indicator->decimals);
	if (isnan(cell->value))
		missing(a, f, period);
	add_leaf(ev, area->code, period,
	    cell->col != NULL ? cell->col->area_year : area->year, out);
	return 0;
}

/* Whether the area was the same place in both years. */
int
eval_place(
    struct eval *ev, size_t at, const struct leaf *a, const struct leaf *b)
{
	enum same_place same;

	if (a->year == b->year)
		return 0;
	if (panel_same_place(
		ev->panel, a->area, a->year, b->year, &same, ev->err) == -1)
		return -1;
	if (same == PLACE_LIKELY)
		snprintf(ev->v->likely, sizeof(ev->v->likely), "%s", a->area);
	if (same != PLACE_CHANGED)
		return 0;
	return expr_error(ev->e, at, ev->err,
	    "%s is not the same place in %d and %d (its boundary or code "
	    "changed): these years cannot be compared",
	    a->area, a->year, b->year);
}

static int
eval_value(struct eval *ev, const struct node *n, const struct area *area,
    struct quantity *out, struct answer *a)
{
	struct claim_figure *f =
	    keep(ev, figure_new(FIGURE_VALUE, n->indicator, area));

	fix_period(ev->panel, n->indicator, area->level, n->period, f->period);
	if (take_cell(ev, n, area, f->period, f, out, a) == -1)
		return -1;
	f->value = out->value;
	return 0;
}

static int
eval_change(struct eval *ev, const struct node *n, const struct area *area,
    struct quantity *out, struct answer *a)
{
	struct claim_figure *f =
	    keep(ev, figure_new(FIGURE_CHANGE, n->indicator, area));
	struct quantity first = { 0 }, last = { 0 };

	fix_period(ev->panel, n->indicator, area->level, n->from, f->from);
	fix_period(ev->panel, n->indicator, area->level, n->period, f->period);
	if (take_cell(ev, n, area, f->from, f, &first, a) == -1 ||
	    take_cell(ev, n, area, f->period, f, &last, a) == -1 ||
	    eval_place(ev, n->at, &ev->leaves[ev->n - 2],
		&ev->leaves[ev->n - 1]) == -1)
		return -1;
	out->value = f->value = last.value - first.value;
	out->step = fmax(first.step, last.step);
	out->noise.kind = NOISE_UNKNOWN;
	if (first.noise.kind != NOISE_UNKNOWN &&
	    last.noise.kind != NOISE_UNKNOWN && !isnan(out->value))
		noise_difference(last.value, &last.noise, first.value,
		    &first.noise, &out->noise);
	out->leaves[ev->n - 1] = out->leaves[ev->n - 2] = true;
	return 0;
}

/* 1: the highest of those with a value. */
static int
find_rank(struct eval *ev, const struct node *n, const char *code,
    struct claim_figure *f, struct areas *peers, struct answer *a)
{
	struct cell_value *cells = mem_new(peers->n + 1, sizeof(*cells));
	const char **codes = mem_new(peers->n + 1, sizeof(*codes));
	size_t self = peers->n, above = 0;
	int rc = -1;

	for (size_t i = 0; i < peers->n; i++) {
		codes[i] = peers->items[i].code;
		if (strcmp(codes[i], code) == 0)
			self = i;
	}
	if (self == peers->n) {
		expr_error(ev->e, n->within_at, ev->err,
		    "%s is no %s in %s: it has no place among them", code,
		    area_level_name(n->level), n->within);
		goto done;
	}
	if (panel_values(ev->panel, n->indicator, f->period, codes, peers->n,
		cells, ev->err) == -1)
		goto done;
	f->cell = cells[self];
	for (size_t i = 0; i < peers->n; i++) {
		ev->v->doubted |= cells[i].doubted;
		f->peers += !isnan(cells[i].value);
		above += cells[i].value > cells[self].value;
	}
	rc = 0;
	if (isnan(f->cell.value))
		missing(a, f, f->period);
	else if (4 * f->peers < 3 * peers->n)
		eval_doubt(a, DOUBT_PEERS,
		    "%s: %zu of %zu areas have a value: too few for a rank",
		    n->indicator->id, f->peers, peers->n);
	else
		f->value = (double)above + 1.0;
done:
	free(codes);
	free(cells);
	return rc;
}

static int
eval_rank(struct eval *ev, const struct node *n, const struct area *area,
    struct quantity *out, struct answer *a)
{
	struct claim_figure *f =
	    keep(ev, figure_new(FIGURE_RANK, n->indicator, area));
	struct areas peers = { 0 };
	struct area within = { 0 };
	int rc = -1;

	fix_period(ev->panel, n->indicator, area->level, n->period, f->period);
	if (open_area(ev->panel, n->within, &within, ev->err) == -1) {
		fail_at(ev, n->within_at);
		goto done;
	}
	if (panel_within(ev->panel, within.code, n->level, &peers, ev->err) ==
	    -1)
		goto done;
	out->noise = (struct noise){ .kind = NOISE_UNKNOWN, .sd = NAN };
	f->cell.reason = ABSENCE_NOT_DELIVERED;
	if (f->period[0] == '\0' ||
	    panel_column(ev->panel, n->indicator, f->period) == NULL)
		missing(a, f, f->period);
	else if (find_rank(ev, n, area->code, f, &peers, a) == -1)
		goto done;
	out->value = f->value;
	add_leaf(ev, area->code, f->period,
	    f->cell.col != NULL ? f->cell.col->area_year : area->year, out);
	if (f->cell.col != NULL) { /* the list of areas is that of today */
		const struct leaf now = { .year = area->year };

		if (eval_place(ev, n->at, &ev->leaves[ev->n - 1], &now) == -1)
			goto done;
	}
	rc = 0;
done:
	areas_free(&peers);
	area_clear(&within);
	return rc;
}

int
eval_figure(struct eval *ev, const struct node *n, struct quantity *out,
    struct answer *a)
{
	struct area area = { 0 };
	int rc;

	if (open_area(ev->panel, n->area, &area, ev->err) == -1)
		return fail_at(ev, n->area_at);
	rc = n->op == OP_INDICATOR ? eval_value(ev, n, &area, out, a)
	    : n->op == OP_CHANGE   ? eval_change(ev, n, &area, out, a)
				   : eval_rank(ev, n, &area, out, a);
	area_clear(&area);
	return rc;
}

/* The gemeente of an area, or the country: what a trend is held against. */
static const char *
above(const struct area *area)
{
	return area->level == LEVEL_GEMEENTE || area->municipality[0] == '\0'
	    ? "NL00"
	    : area->municipality;
}

static int
find_trend(struct eval *ev, const struct node *n, const struct area *area,
    struct claim_figure *f)
{
	const char *periods[PERIODS], *codes[2] = { area->code, above(area) };
	const size_t most = panel_periods(
	    ev->panel, n->indicator, area->level, periods, PERIODS);
	struct trend_point points[PERIODS];
	struct cell_value cells[2];
	struct trendline line;
	double rounding = 0.0;
	int year = 0;

	for (size_t i = 0; i < most; i++) {
		enum same_place same = PLACE_SAME;
		const struct column *col =
		    panel_column(ev->panel, n->indicator, periods[i]);

		if (panel_values(ev->panel, n->indicator, periods[i], codes, 2,
			cells, ev->err) == -1)
			return -1;
		ev->v->doubted |= cells[0].doubted || cells[1].doubted;
		if (year != 0 && col != NULL &&
		    panel_same_place(ev->panel, area->code, year,
			col->area_year, &same, ev->err) == -1)
			return -1;
		year = col != NULL ? col->area_year : year;
		points[i] = (struct trend_point){ period_year(periods[i]),
			cells[0].value, cells[1].value, cells[0].noise,
			same != PLACE_SAME };
		rounding = cells[0].rounding;
	}
	if (year != 0) { /* the code is that of today */
		const struct leaf now = { .year = area->year };
		struct leaf newest = { .year = year };

		snprintf(newest.area, sizeof(newest.area), "%s", area->code);
		if (eval_place(ev, n->at, &newest, &now) == -1)
			return -1;
	}
	trendline_find(points, most, n->indicator->kind, n->indicator->modelled,
	    rounding, &line);
	f->trend = line.why;
	if (most > 0) {
		snprintf(f->from, sizeof(f->from), "%s", periods[line.from]);
		snprintf(f->period, sizeof(f->period), "%s", periods[line.to]);
	}
	return 0;
}

/* Up, down, flat; TREND_EMPTY when none can be said. */
int
eval_direction(struct eval *ev, const struct node *n, enum trend_why *out,
    struct answer *a)
{
	struct claim_figure *f;
	struct area area = { 0 };
	int rc;

	if (n->op == OP_DIRECTION) {
		*out = (enum trend_why)(int)n->number;
		return 0;
	}
	if (open_area(ev->panel, n->area, &area, ev->err) == -1)
		return fail_at(ev, n->area_at);
	f = keep(ev, figure_new(FIGURE_TREND, n->indicator, &area));
	rc = find_trend(ev, n, &area, f);
	area_clear(&area);
	*out = f->trend == TREND_SMALL ? TREND_FLAT : f->trend;
	if (*out > TREND_FLAT) {
		eval_doubt(a, DOUBT_TREND,
		    "trend of %s: %s: no direction can be said (at least %d "
		    "points, and no estimates of a model)",
		    n->indicator->id, trend_why_name(f->trend),
		    TRENDLINE_LEAST);
		*out = TREND_EMPTY;
	}
	return rc;
}
