/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * carry: figures of an older vintage for an area of a newer one. First where
 * the area was: year by year back, over links that are proven, else by
 * weights; then its figure out of those of the areas it was.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "own.h"

#define WHOLE (1.0 - 1e-9)

struct past { /* where an area was in a vintage */
	int year;
	struct origin *items;
	size_t n, cap;
	bool weighed;	  /* weights were used */
	enum basis basis; /* the weakest of them */
};

static void
add_origin(struct past *past, const char *code, double part)
{
	for (size_t i = 0; i < past->n; i++)
		if (strcmp(past->items[i].code, code) == 0) {
			past->items[i].part += part;
			return;
		}
	MEM_PUSH(past->items, past->n, past->cap);
	snprintf(
	    past->items[past->n].code, sizeof(past->items[0].code), "%s", code);
	past->items[past->n++].part = part;
}

/* The areas of a vintage that are the past of another one by a proven link:
 * weights out of these say nothing more. */
static bool
is_taken(
    const struct vintage *now, const struct vintage *before, const char *code)
{
	const struct area *a = area_in(before, code);

	if (a == NULL)
		return false;
	for (size_t i = 0; i < now->areas.n; i++)
		if (now->links[i].before == (size_t)(a - before->areas.items))
			return true;
	return false;
}

/* By weights: 1, or 0 when there are none. */
static int
step_by_weights(struct panel *p, const struct vintage *now,
    const struct vintage *before, const struct origin *area, struct past *out,
    struct err *err)
{
	const struct crossing_row *rows;
	bool some = false;
	size_t n;

	if (crossings_into(
		p, before->year, now->year, area->code, &rows, &n, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (now->links != NULL && before->year == now->year - 1 &&
		    is_taken(now, before, rows[i].code))
			continue;
		add_origin(out, rows[i].code, area->part * rows[i].weight);
		out->weighed = true;
		if (rows[i].basis > out->basis)
			out->basis = rows[i].basis;
		some = true;
	}
	return some;
}

/* The code of the whole that a buurt is part of. */
static const char *
whole_of(const struct area *buurt, enum area_level level)
{
	return level == LEVEL_WIJK ? buurt->parent : buurt->municipality;
}

static int step_one(struct panel *p, const struct vintage *now,
    const struct vintage *before, const struct origin *area, bool whole,
    struct past *out, struct err *err);

/* Whether all buurten of a whole of before are among parts, entirely. */
static bool
all_there(const struct vintage *before, const char *whole,
    enum area_level level, const struct past *parts)
{
	for (size_t i = 0; i < before->areas.n; i++) {
		const struct area *b = &before->areas.items[i];
		size_t k = 0;

		if (b->level != LEVEL_BUURT ||
		    strcmp(whole_of(b, level), whole) != 0)
			continue;
		while (k < parts->n && strcmp(parts->items[k].code, b->code))
			k++;
		if (k == parts->n || parts->items[k].part < WHOLE)
			return false;
	}
	return true;
}

/* A gemeente or wijk whose buurten are those of one or more older ones, all
 * of them: 1, or 0 when it is not so. */
static int
step_by_buurten(struct panel *p, const struct vintage *now,
    const struct vintage *before, const struct origin *area,
    enum area_level level, struct past *out, struct err *err)
{
	struct past parts = { 0 }, wholes = { 0 };
	int rc = 1;

	for (size_t i = 0; i < now->areas.n && rc == 1; i++) {
		const struct area *b = &now->areas.items[i];
		struct origin one = { .part = 1.0 };

		if (b->level != LEVEL_BUURT ||
		    strcmp(whole_of(b, level), area->code) != 0)
			continue;
		snprintf(one.code, sizeof(one.code), "%s", b->code);
		rc = step_one(p, now, before, &one, false, &parts, err);
	}
	for (size_t i = 0; i < parts.n && rc == 1; i++) {
		const struct area *b = area_in(before, parts.items[i].code);

		if (b == NULL)
			rc = 0;
		else
			add_origin(&wholes, whole_of(b, level), 0.0);
	}
	if (wholes.n == 0 && rc == 1)
		rc = 0;
	for (size_t i = 0; i < wholes.n && rc == 1; i++)
		if (!all_there(before, wholes.items[i].code, level, &parts))
			rc = 0;
	for (size_t i = 0; i < wholes.n && rc == 1; i++)
		add_origin(out, wholes.items[i].code, area->part);
	free(parts.items);
	free(wholes.items);
	return rc;
}

/* Where one area was: 1, 0 when that is not known, -1. */
static int
step_one(struct panel *p, const struct vintage *now,
    const struct vintage *before, const struct origin *area, bool whole,
    struct past *out, struct err *err)
{
	const struct area *a = area_in(now, area->code);
	const struct chain_link *l = NULL;
	int rc;

	if (a == NULL)
		return 0;
	if (now->links != NULL && before->year == now->year - 1)
		l = &now->links[a - now->areas.items];
	if (a->level == LEVEL_LAND || (l != NULL && l->before != CHAIN_NONE)) {
		add_origin(out,
		    l != NULL && l->before != CHAIN_NONE
			? before->areas.items[l->before].code
			: a->code,
		    area->part);
		return 1;
	}
	rc = step_by_weights(p, now, before, area, out, err);
	if (rc != 0 || !whole || l == NULL || a->level == LEVEL_BUURT)
		return rc;
	return step_by_buurten(p, now, before, area, a->level, out, err);
}

/* All areas one step back, to a year: 1, 0 or -1. */
static int
step_back(struct panel *p, const struct past *now, int to, struct past *out,
    struct err *err)
{
	const struct vintage *newer, *older;
	int rc = 1;

	*out = (struct past){
		.year = to, .weighed = now->weighed, .basis = now->basis
	};
	if (vintage_of(p, to, &older, err) == -1)
		return -1;
	if (older->areas.n == 0)
		return 0;
	if ((to == now->year - 1 ? vintage_links(p, now->year, &newer, err)
				 : vintage_of(p, now->year, &newer, err)) == -1)
		return -1;
	for (size_t i = 0; i < now->n && rc == 1; i++)
		rc = step_one(p, newer, older, &now->items[i], true, out, err);
	return rc;
}

/* Where an area of a vintage was in an older one: 1, or 0 when that is not
 * known. The next year back first; over a year that is missing, or does not
 * tell, only by weights that go over it. */
static int
find_past(struct panel *p, const char *code, int year, int to, struct past *out,
    struct err *err)
{
	struct past next;
	int rc = 1;

	*out = (struct past){ .year = year };
	add_origin(out, code, 1.0);
	while (out->year > to && rc == 1) {
		rc = 0;
		for (int y = out->year - 1; y >= to && rc == 0; y--) {
			rc = step_back(p, out, y, &next, err);
			if (rc != 1)
				free(next.items);
		}
		if (rc == 1) {
			free(out->items);
			*out = next;
		}
	}
	return rc;
}

/* Sure bounds of a figure that was rounded: every way of rounding is off by
 * less than a step. */
static struct amount
amount_of(const struct cell_value *c)
{
	const double off = c->rounding > 1.0 ? c->rounding - 1.0 : 0.0;

	if (isnan(c->value))
		return (struct amount){ NAN, 0.0, INFINITY };
	return (struct amount){ c->value, fmax(0.0, c->value - off),
		c->value + off };
}

struct carrying {
	struct panel *panel;
	const struct indicator *indicator;
	const char *period;
	const struct past *past;
	const char **codes;
	struct carried_cell *out;
};

/* Cells of the origins as amounts; the state of the first missing one, and
 * whether any is provisional, into the result. */
static int
amounts(const struct carrying *c, const struct indicator *ind,
    struct amount list[], bool add, double *rounding, struct err *err)
{
	const size_t n = c->past->n;
	struct cell_value *cells = mem_new(n, sizeof(*cells));
	int rc =
	    panel_values(c->panel, ind, c->period, c->codes, n, cells, err);

	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct amount one = amount_of(&cells[i]);

		if (add) {
			list[i].value += one.value;
			list[i].low += one.low;
			list[i].high += one.high;
		} else
			list[i] = one;
		*rounding += c->past->items[i].part * cells[i].rounding;
		c->out->cell.provisional |= cells[i].provisional;
		if (isnan(cells[i].value))
			c->out->cell.reason = cells[i].reason;
	}
	free(cells);
	return rc;
}

static struct weight *
weights_of(const struct past *past)
{
	struct weight *w = mem_new(past->n, sizeof(*w));

	for (size_t i = 0; i < past->n; i++)
		w[i] = (struct weight){ i, 0, past->items[i].part };
	return w;
}

/* What the numerator and the denominator of a share, rate or mean are. One
 * that is published as it is is turned back into a count. */
static int
both_sides(const struct carrying *c, const struct indicator *below,
    double factor, struct amount top[], struct amount bottom[],
    double *rounding, struct err *err)
{
	const struct indicator *ind = c->indicator;
	double ignored = 0.0;

	if (amounts(c, below, bottom, false, &ignored, err) == -1)
		return -1;
	for (size_t i = 0; i < ind->nparts; i++) {
		const struct indicator *part =
		    indicators_find(c->panel->indicators, ind->parts[i]);

		if (part == NULL ||
		    amounts(c, part, top, i > 0, rounding, err) == -1)
			return part == NULL
			    ? err_set(err, ERR_BASE,
				  "%s: a part of it does not exist", ind->id)
			    : -1;
	}
	if (ind->nparts > 0)
		return 0;
	if (amounts(c, ind, top, false, &ignored, err) == -1)
		return -1;
	for (size_t i = 0; i < c->past->n; i++) {
		top[i].value *= bottom[i].value / factor;
		top[i].low *= bottom[i].low / factor;
		top[i].high *= bottom[i].high / factor;
		if (isnan(top[i].high))
			top[i].high = INFINITY;
	}
	return 0;
}

static int
carry_ratio(const struct carrying *c, const struct indicator *below,
    struct carried *got, double *rounding, struct err *err)
{
	const struct indicator *ind = c->indicator;
	const size_t n = c->past->n;
	const bool share = ind->kind == KIND_SHARE;
	const double factor = ind->nparts > 0 || ind->kind != KIND_MEAN
	    ? indicator_factor(ind)
	    : 1.0;
	struct amount *top = mem_new(n, sizeof(*top));
	struct amount *bottom = mem_new(n, sizeof(*bottom));
	struct weight *w = weights_of(c->past);
	double all = 0.0;
	int rc = both_sides(c, below, factor, top, bottom, rounding, err);

	if (rc == 0) {
		crosswalk_ratios(w, n, top, bottom, factor, share, 1, got);
		for (size_t i = 0; i < n; i++)
			all += w[i].part * bottom[i].value;
		*rounding = all > 0.0 ? factor * *rounding / all : 0.0;
	}
	free(w);
	free(bottom);
	free(top);
	return rc;
}

static int
carry_count(const struct carrying *c, struct carried *got, double *rounding,
    struct err *err)
{
	const size_t n = c->past->n;
	struct amount *list = mem_new(n, sizeof(*list));
	struct weight *w = weights_of(c->past);
	int rc = amounts(c, c->indicator, list, false, rounding, err);

	if (rc == 0)
		crosswalk_counts(w, n, list, 1, got);
	free(w);
	free(list);
	return rc;
}

/* The same place under whatever code: its own figure, of any kind. */
static int
carry_whole(const struct carrying *c, struct err *err)
{
	struct carried_cell *out = c->out;

	if (panel_values(c->panel, c->indicator, c->period, c->codes, 1,
		&out->cell, err) == -1)
		return -1;
	out->carry = isnan(out->cell.value) ? CARRY_MISSING : CARRY_YES;
	out->low = out->high = out->cell.value;
	return 0;
}

/* What a share, rate or mean is of, when the same table year tells it. */
static const struct indicator *
denominator_of(const struct carrying *c, int year)
{
	const struct indicator *ind = c->indicator, *below;
	const struct column *col;

	if (ind->denominator == NULL)
		return NULL;
	below = indicators_find(c->panel->indicators, ind->denominator);
	col = below == NULL ? NULL : panel_column(c->panel, below, c->period);
	return col != NULL && col->area_year == year ? below : NULL;
}

/* Sure bounds as a deviation: an even spread between them. */
#define SURE 3.4641016151377544

static int
carry_parts(const struct carrying *c, struct err *err)
{
	struct carried_cell *out = c->out;
	const struct indicator *below = denominator_of(c, out->from);
	struct carried got = { 0 };
	double rounding = 0.0;
	int rc;

	out->carry = carry_rule(c->indicator, below != NULL);
	if (out->carry != CARRY_YES)
		return 0;
	rc = c->indicator->kind == KIND_COUNT
	    ? carry_count(c, &got, &rounding, err)
	    : carry_ratio(c, below, &got, &rounding, err);
	if (rc == -1)
		return -1;
	out->cell.value = got.amount.value;
	out->cell.derived = true;
	out->cell.rounding = rounding;
	out->low = got.amount.low;
	out->high = got.amount.high;
	if (!isnan(out->low) && !isnan(out->high))
		out->cell.noise = (struct noise){ NOISE_ROUNDING,
			(out->high - out->low) / SURE, out->low, out->high };
	out->estimate = !got.whole;
	if (isnan(out->cell.value))
		out->carry = CARRY_MISSING;
	else
		out->cell.reason = ABSENCE_NONE;
	return 0;
}

int
panel_carry(struct panel *p, const struct indicator *indicator,
    const char *period, const char *code, int year, struct carried_cell *out,
    struct err *err)
{
	const struct column *col = panel_column(p, indicator, period);
	struct past past = { 0 };
	struct carrying c = { p, indicator, period, &past, NULL, out };
	int rc = -1, found;

	*out = (struct carried_cell){ .carry = CARRY_NO_LINK,
		.cell = { .value = NAN, .reason = ABSENCE_UNKNOWN, .col = col },
		.low = NAN,
		.high = NAN };
	if (col == NULL || col->area_year > year) {
		out->carry = CARRY_MISSING;
		return 0;
	}
	out->from = col->area_year;
	found = find_past(p, code, year, col->area_year, &past, err);
	if (found == -1)
		goto done;
	rc = 0;
	if (found == 0)
		goto done;
	c.codes = mem_new(past.n, sizeof(*c.codes));
	for (size_t i = 0; i < past.n; i++)
		c.codes[i] = past.items[i].code;
	rc = past.n == 1 && past.items[0].part >= WHOLE ? carry_whole(&c, err)
							: carry_parts(&c, err);
	out->basis = past.basis;
	out->origins = past.items;
	out->n = past.n;
	out->cap = past.cap;
	past.items = NULL;
done:
	free(c.codes);
	free(past.items);
	return rc;
}

void
carried_clear(struct carried_cell *c)
{
	free(c->origins);
	c->origins = NULL;
	c->n = c->cap = 0;
}
