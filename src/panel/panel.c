/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * panel: facts as plain arrays.
 */
#include "panel/panel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "own.h"

/* Columns of one indicator behind each other, in their own order. */
static void
link_columns(struct panel *p)
{
	p->next = mem_new(p->columns.n + 1, sizeof(*p->next));
	for (size_t i = p->columns.n; i-- > 0;) {
		const char *id = p->columns.items[i].indicator;
		int64_t after = 0;

		map_gets(&p->first, id, &after);
		p->next[i] = (size_t)after;
		map_puts(&p->first, id, (int64_t)i);
	}
}

/* The first column of an indicator, or columns.n. */
static size_t
first_of(const struct panel *p, const char *id)
{
	int64_t at;

	return map_gets(&p->first, id, &at) ? (size_t)at : p->columns.n;
}

const struct indicator *
indicator_of(const struct panel *p, const char *id)
{
	int64_t at;

	return id != NULL && map_gets(&p->known, id, &at)
	    ? &p->indicators->items[at]
	    : NULL;
}

static size_t
next_of(const struct panel *p, size_t at)
{
	return p->next[at] == 0 ? p->columns.n : p->next[at];
}

int
panel_open(struct store *store, const struct indicators *indicators,
    struct panel **out, struct err *err)
{
	struct columns all = { 0 };
	struct panel *p;
	size_t i;

	if (store_columns(store, NULL, NULL, &all, err) == -1) {
		columns_free(&all);
		return -1;
	}
	p = mem_new(1, sizeof(*p));
	p->store = store;
	p->indicators = indicators;
	for (i = indicators->n; i-- > 0;) /* of two of an id the first */
		map_puts(&p->known, indicators->items[i].id, (int64_t)i);
	p->columns.items = mem_new(all.n, sizeof(*all.items));
	p->columns.cap = all.n;
	p->unsure.panel = p;
	p->unsure.store = store;
	p->unsure.others.items = mem_new(all.n, sizeof(*all.items));
	p->unsure.others.cap = all.n;
	for (i = 0; i < all.n; i++) {
		struct columns *list = all.items[i].indicator == NULL
		    ? &p->unsure.others
		    : &p->columns;

		list->items[list->n++] = all.items[i];
	}
	free(all.items);
	link_columns(p);
	if (store_doubt_places(store, &p->doubts, err) == -1) {
		panel_close(p);
		return -1;
	}
	*out = p;
	return 0;
}

void
panel_close(struct panel *p)
{
	size_t i;

	if (p == NULL)
		return;
	columns_free(&p->columns);
	map_free(&p->first);
	map_free(&p->known);
	free(p->next);
	keep_free(&p->keep);
	free(p->doubts.items);
	unsure_clear(&p->unsure);
	for (i = 0; i < p->nvintages; i++) {
		areas_free(&p->vintages[i]->areas);
		free(p->vintages[i]->slots);
		free(p->vintages[i]->links);
		free(p->vintages[i]);
	}
	free(p->vintages);
	own_free(p);
	guarded_free(p);
	crossings_free(&p->crossings);
	were_free(p);
	outlines_free(p->outlines);
	free(p);
}

void
panel_use_sources(struct panel *p, const struct sources *sources)
{
	p->unsure.sources = sources;
}

int
panel_rounding(struct panel *p, const struct indicator *indicator,
    const struct column *col, enum area_level level, struct rounding *out,
    struct err *err)
{
	return unsure_rounding(&p->unsure, indicator, col, level, out, err);
}

const struct indicators *
panel_indicators(const struct panel *p)
{
	return p->indicators;
}

struct store *
panel_store(const struct panel *p)
{
	return p->store;
}

static int
by_id(const void *a, const void *b)
{
	const struct area_slot *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Read a vintage once. */
int
vintage_of(struct panel *p, int year, const struct vintage **out,
    struct err *err)
{
	struct area_filter filter = { .year = year, .level = -1 };
	struct vintage *v;
	size_t i;

	for (i = 0; i < p->nvintages; i++)
		if (p->vintages[i]->year == year) {
			*out = p->vintages[i];
			return 0;
		}
	v = mem_new(1, sizeof(*v));
	v->year = year;
	if (store_areas(p->store, &filter, &v->areas, err) == -1) {
		areas_free(&v->areas);
		free(v);
		return -1;
	}
	v->slots = mem_new(v->areas.n + 1, sizeof(*v->slots));
	for (i = 0; i < v->areas.n; i++)
		v->slots[i] = (struct area_slot) { v->areas.items[i].id, i };
	if (v->areas.n > 1)
		qsort(v->slots, v->areas.n, sizeof(*v->slots), by_id);
	MEM_PUSH(p->vintages, p->nvintages, p->capvintages);
	p->vintages[p->nvintages++] = v;
	*out = v;
	return 0;
}

const struct area *
area_in(const struct vintage *v, const char *code)
{
	size_t low = 0, high = v->areas.n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int order = strcmp(v->areas.items[middle].code, code);

		if (order == 0)
			return &v->areas.items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct area *
area_with_id(const struct vintage *v, int64_t id)
{
	size_t low = 0, high = v->areas.n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (v->slots[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < v->areas.n && v->slots[low].id == id
	    ? &v->areas.items[v->slots[low].at]
	    : NULL;
}

const struct area *
area_near(const struct vintage *v, const char *code, size_t *near)
{
	const struct area *found;

	for (size_t i = *near; i < *near + 2 && i < v->areas.n; i++)
		if (strcmp(v->areas.items[i].code, code) == 0) {
			*near = i;
			return &v->areas.items[i];
		}
	found = area_in(v, code);
	if (found != NULL)
		*near = (size_t)(found - v->areas.items);
	return found;
}

static const struct column *
plain_column(const struct panel *p, const char *id, const char *period)
{
	const struct column *best = NULL;
	size_t i;

	for (i = first_of(p, id); i < p->columns.n; i = next_of(p, i)) {
		const struct column *c = &p->columns.items[i];

		if (strcmp(c->period, period) != 0)
			continue;
		if (best == NULL || (best->values == 0 && c->values > 0) ||
		    (c->values > 0 && strcmp(c->source, best->source) < 0))
			best = c;
	}
	return best;
}

const struct column *
panel_column(const struct panel *p, const struct indicator *indicator,
    const char *period)
{
	const struct column *first = NULL, *c;
	size_t i;

	if (indicator->nparts == 0)
		return plain_column(p, indicator->id, period);
	for (i = 0; i < indicator->nparts; i++) {
		c = plain_column(p, indicator->parts[i], period);
		if (c == NULL)
			return NULL;
		if (first == NULL)
			first = c;
	}
	return plain_column(p, indicator->denominator, period) == NULL ? NULL
								     : first;
}

const struct column *
panel_sibling(const struct panel *p, const struct column *col,
    const struct column *after)
{
	size_t i = after == NULL ? first_of(p, col->indicator)
				 : next_of(p, (size_t)(after - p->columns.items));

	for (; i < p->columns.n; i = next_of(p, i)) {
		const struct column *c = &p->columns.items[i];

		if (c != col && c->values > 0 &&
		    c->area_year == col->area_year &&
		    strcmp(c->period, col->period) == 0 &&
		    strcmp(c->unit, col->unit) == 0)
			return c;
	}
	return NULL;
}

/* Whether one of the columns of an indicator is. */
static bool
delivered(const struct panel *p, const char *id, const char *period,
    enum area_level level)
{
	const struct column *col = plain_column(p, id, period), *c = col;

	while (c != NULL &&
	    (c->values == 0 || c->empty[level] == ABSENCE_NOT_DELIVERED))
		c = panel_sibling(p, col, c == col ? NULL : c);
	return c != NULL;
}

/* Whether the column, or all parts and the denominator, are delivered. */
static bool
all_delivered(const struct panel *p, const struct indicator *indicator,
    const char *period, enum area_level level)
{
	size_t i;

	if (indicator->nparts == 0)
		return delivered(p, indicator->id, period, level);
	for (i = 0; i < indicator->nparts; i++)
		if (!delivered(p, indicator->parts[i], period, level))
			return false;
	return delivered(p, indicator->denominator, period, level);
}

static int
by_period(const void *a, const void *b)
{
	return period_cmp(*(const char *const *)a, *(const char *const *)b);
}

size_t
panel_periods(const struct panel *p, const struct indicator *indicator,
    enum area_level level, const char *out[], size_t max)
{
	const char *id = indicator->nparts > 0 ? indicator->parts[0]
					       : indicator->id;
	size_t n = 0, i, j;

	if (level == LEVEL_OWN)
		level = LEVEL_BUURT; /* that it is made of */
	for (i = first_of(p, id); i < p->columns.n && n < max;
	     i = next_of(p, i)) {
		const struct column *c = &p->columns.items[i];

		for (j = 0; j < n && strcmp(out[j], c->period) != 0; j++)
			continue;
		if (j == n &&
		    all_delivered(p, indicator, c->period, level))
			out[n++] = c->period;
	}
	if (n > 1)
		qsort(out, n, sizeof(*out), by_period);
	return n;
}

/* Room for what is asked of one column: of one area, on the stack. */
struct room {
	const struct area **areas;
	size_t *slot; /* in what the caller wants, of each that is known */
	double *values;
	struct noise *noise;
	enum absence *reasons;
	size_t known;
	struct {
		const struct area *area;
		size_t slot;
		double value;
		struct noise noise;
		enum absence reason;
	} one;
};

static void
room_open(struct room *r, size_t n)
{
	r->known = 0;
	if (n <= 1) {
		r->areas = &r->one.area;
		r->slot = &r->one.slot;
		r->values = &r->one.value;
		r->noise = &r->one.noise;
		r->reasons = &r->one.reason;
		return;
	}
	r->areas = mem_new(n, sizeof(*r->areas));
	r->slot = mem_new(n, sizeof(*r->slot));
	r->values = mem_new(n, sizeof(*r->values));
	r->noise = mem_new(n, sizeof(*r->noise));
	r->reasons = mem_new(n, sizeof(*r->reasons));
}

static void
room_close(struct room *r)
{
	if (r->areas == &r->one.area)
		return;
	free(r->areas);
	free(r->slot);
	free(r->values);
	free(r->noise);
	free(r->reasons);
}

/* Who of them a vintage knows. */
static void
find_areas(struct panel *p, const struct vintage *v, const char *const codes[],
    size_t n, struct room *r)
{
	const struct asked *found = p->asked;

	if (found != NULL &&
	    (found->codes != codes || found->v != v || found->n != n))
		found = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct area *a = found != NULL
		    ? found->areas[i]
		    : area_near(v, codes[i], &p->near);

		if (a == NULL)
			continue;
		r->areas[r->known] = a;
		r->slot[r->known++] = i;
	}
}

/* What is found into the cells. */
static int
put_cells(struct panel *p, const struct indicator *indicator,
    const struct column *col, const struct room *r, struct cell_value out[],
    struct err *err)
{
	const struct doubt_place *doubts;
	struct rounding rounding = { 0 };
	int level = -1;
	size_t n;

	if (unsure_doubts(&p->unsure, col, &doubts, &n, err) == -1)
		return -1;
	for (size_t i = 0; i < r->known; i++) {
		struct cell_value *cell = &out[r->slot[i]];

		if (level != (int)r->areas[i]->level &&
		    unsure_rounding(&p->unsure, indicator, col,
			r->areas[i]->level, &rounding, err) == -1)
			return -1;
		level = (int)r->areas[i]->level;
		cell->value = r->values[i];
		cell->reason = r->reasons[i];
		cell->doubted = doubt_places_have(doubts, n, r->areas[i]->id);
		cell->noise = r->noise[i];
		cell->rounding =
		    rounding.way == ROUND_EXACT ? 0.0 : rounding.base;
	}
	return 0;
}

int
panel_one_stored(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const struct vintage *v;
	struct room r = { 0 };
	int rc = -1;

	room_open(&r, n);
	if (vintage_of(p, col->area_year, &v, err) == -1)
		goto done;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct cell_value) { .value = NAN,
			.reason = ABSENCE_UNKNOWN,
			.provisional = col->provisional,
			.noise = { NOISE_UNKNOWN, NAN, NAN, NAN },
			.col = col };
	find_areas(p, v, codes, n, &r);
	if (keep_values(p, col, r.areas, r.known, r.values,
		p->unsure.quick && panel_sibling(p, col, NULL) == NULL
		    ? NULL
		    : r.reasons, err) == -1 ||
	    withhold(p, indicator, col, v, r.areas, r.known, r.values,
		r.reasons, err) == -1 ||
	    unsure_values(&p->unsure, indicator, col, r.areas, r.values,
		r.known, r.noise, err) == -1)
		goto done;
	rc = put_cells(p, indicator, col, &r, out, err);
done:
	room_close(&r);
	return rc;
}

/* Add one part (or divide by the denominator when divide) cell by cell. A
 * missing part makes the result missing, for the part's reason. */
static void
combine(struct cell_value *sum, const struct cell_value *part, bool divide,
    const struct indicator *indicator)
{
	const double factor = indicator_factor(indicator);

	own_combine(sum, part, divide, factor, indicator->kind == KIND_SHARE);
	if (isnan(sum->value))
		return;
	sum->provisional |= part->provisional;
	sum->doubted |= part->doubted;
	if (isnan(part->value)) {
		sum->value = NAN;
		sum->reason = part->reason;
	} else if (!divide) {
		unsure_add(&sum->noise, sum->value, &part->noise,
		    part->value);
		sum->value += part->value;
		sum->rounding += part->rounding;
	} else if (part->value <= 0.0) {
		sum->value = NAN; /* nobody to take a share of */
		sum->reason = ABSENCE_CANNOT_OCCUR;
	} else {
		const struct noise counted = sum->noise;

		noise_quotient(factor, sum->value, &counted, part->value,
		    &part->noise, indicator->kind == KIND_SHARE, &sum->noise);
		sum->value = factor * sum->value / part->value;
		sum->rounding = factor * sum->rounding / part->value;
	}
}

static int
derived_values(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	struct cell_value *part = mem_new(n, sizeof(*part));
	const struct indicator *ind;
	size_t i, j;
	int rc = -1;

	for (j = 0; j <= indicator->nparts; j++) {
		bool divide = j == indicator->nparts;

		ind = indicator_of(
		    p, divide ? indicator->denominator : indicator->parts[j]);
		if (ind == NULL) {
			err_set(err, ERR_BASE,
			    "%s: made of an indicator that does not exist: "
			    "mend sources/indicators.json",
			    indicator->id);
			goto done;
		}
		if (panel_values(p, ind, period, codes, n, j == 0 ? out : part,
			err) == -1)
			goto done;
		for (i = 0; j > 0 && i < n; i++)
			combine(&out[i], &part[i], divide, indicator);
	}
	for (i = 0; i < n; i++) {
		out[i].derived = true;
		if (isnan(out[i].value))
			out[i].noise = (struct noise) { NOISE_UNKNOWN, NAN, NAN,
				NAN };
	}
	rc = 0;
done:
	free(part);
	return rc;
}

/* A rate of events that is published as such: chance goes by their number. */
static int
event_rates(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const struct indicator *people =
	    indicator_of(p, indicator->denominator);
	struct cell_value *cells = mem_new(n, sizeof(*cells));
	size_t i;
	int rc = -1;

	for (i = 0; i < n; i++)
		cells[i].value = NAN;
	if (people != NULL &&
	    panel_values(p, people, period, codes, n, cells, err) == -1)
		goto done;
	for (i = 0; i < n; i++)
		unsure_event_rate(&p->unsure, out[i].value,
		    indicator_factor(indicator), cells[i].value, &out[i].noise);
	rc = 0;
done:
	free(cells);
	return rc;
}

int
panel_values(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const struct column *col = panel_column(p, indicator, period);
	size_t i;

	if (col == NULL) {
		for (i = 0; i < n; i++)
			out[i] = (struct cell_value) { .value = NAN,
				.reason = ABSENCE_UNKNOWN,
				.noise = { NOISE_UNKNOWN, NAN, NAN, NAN } };
		return 0;
	}
	if (indicator->nparts > 0)
		return derived_values(p, indicator, period, codes, n, out,
		    err);
	if (own_values(p, indicator, col, codes, n, out, err) == -1)
		return -1;
	return indicator->events && indicator->kind == KIND_RATE
	    ? event_rates(p, indicator, period, codes, n, out, err)
	    : 0;
}

int
panel_area(struct panel *p, const char *code, struct area *out,
    struct err *err)
{
	struct area_filter filter = { .level = -1, .code = code };
	struct areas found = { 0 };
	const struct own *own = own_by_id(p, code);
	int rc = -1;

	if (own != NULL) {
		*out = own->area;
		out->name = mem_str(own->area.name);
		return 1;
	}
	if (store_areas(p->store, &filter, &found, err) == -1)
		goto done;
	if (found.n == 0) {
		rc = 0;
		goto done;
	}
	*out = found.items[found.n - 1];
	memset(&found.items[found.n - 1], 0, sizeof(*out));
	rc = 1;
done:
	areas_free(&found);
	return rc;
}

int
panel_within(struct panel *p, const char *code, enum area_level level,
    struct areas *out, struct err *err)
{
	struct area_filter filter = { .level = (int)level, .within = code };
	struct area place = { 0 };
	const struct own *own = own_by_id(p, code);
	int found;

	if (own != NULL)
		return own_within(own, level, out);

	/* The parts of a place are those of its own newest vintage: a code
	 * that ended before is no part of it today. */
	found = panel_area(p, code, &place, err);
	if (found != 1)
		return found;
	filter.year = place.year;
	area_clear(&place);
	return store_areas(p->store, &filter, out, err);
}
