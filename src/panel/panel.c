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
	free(p->next);
	keep_free(&p->keep);
	free(p->doubts.items);
	unsure_clear(&p->unsure);
	for (i = 0; i < p->nvintages; i++) {
		areas_free(&p->vintages[i]->areas);
		map_free(&p->vintages[i]->by_code);
		free(p->vintages[i]->by_id);
		free(p->vintages[i]->links);
		free(p->vintages[i]);
	}
	free(p->vintages);
	own_free(p);
	guarded_free(p);
	crossings_free(&p->crossings);
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
	const struct area *x = *(const struct area *const *)a;
	const struct area *y = *(const struct area *const *)b;

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
	v->by_id = mem_new(v->areas.n + 1, sizeof(*v->by_id));
	for (i = 0; i < v->areas.n; i++) {
		map_puts(&v->by_code, v->areas.items[i].code, (int64_t)i);
		v->by_id[i] = &v->areas.items[i];
	}
	if (v->areas.n > 1)
		qsort(v->by_id, v->areas.n, sizeof(*v->by_id), by_id);
	MEM_PUSH(p->vintages, p->nvintages, p->capvintages);
	p->vintages[p->nvintages++] = v;
	*out = v;
	return 0;
}

const struct area *
area_in(const struct vintage *v, const char *code)
{
	int64_t i;

	return map_gets(&v->by_code, code, &i) ? &v->areas.items[i] : NULL;
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

static bool
delivered(const struct column *c, enum area_level level)
{
	return c != NULL && c->values > 0 &&
	    c->empty[level] != ABSENCE_NOT_DELIVERED;
}

/* Whether the column, or all parts and the denominator, are delivered. */
static bool
all_delivered(const struct panel *p, const struct indicator *indicator,
    const char *period, enum area_level level)
{
	size_t i;

	if (indicator->nparts == 0)
		return delivered(plain_column(p, indicator->id, period), level);
	for (i = 0; i < indicator->nparts; i++)
		if (!delivered(plain_column(p, indicator->parts[i], period),
			level))
			return false;
	return delivered(plain_column(p, indicator->denominator, period),
	    level);
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

/* Values of one stored column. */
int
panel_stored(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const struct area **areas = mem_new(n, sizeof(*areas));
	size_t *slot = mem_new(n, sizeof(*slot));
	double *values = mem_new(n, sizeof(*values));
	struct noise *noise = mem_new(n, sizeof(*noise));
	enum absence *reasons = mem_new(n, sizeof(*reasons));
	struct rounding rounding[LEVELS];
	const struct asked *found = p->asked;
	const struct vintage *v;
	size_t known = 0, i;
	int rc = -1;

	if (vintage_of(p, col->area_year, &v, err) == -1)
		goto done;
	if (found != NULL &&
	    (found->codes != codes || found->v != v || found->n != n))
		found = NULL;
	for (i = 0; i < n; i++) {
		const struct area *a = found != NULL
		    ? found->areas[i]
		    : area_in(v, codes[i]);

		out[i] = (struct cell_value) { .value = NAN,
			.reason = ABSENCE_UNKNOWN,
			.provisional = col->provisional,
			.noise = { NOISE_UNKNOWN, NAN, NAN, NAN },
			.col = col };
		if (a == NULL)
			continue;
		areas[known] = a;
		slot[known++] = i;
	}
	if (keep_values(p, col, areas, known, values,
		p->unsure.quick ? NULL : reasons, err) == -1)
		goto done;
	if (withhold(p, indicator, col, v, areas, known, values, reasons,
		err) == -1)
		goto done;
	if (unsure_values(&p->unsure, indicator, col, areas, values, known,
		noise, err) == -1)
		goto done;
	for (i = 0; i < LEVELS; i++)
		if (unsure_rounding(&p->unsure, indicator, col,
			(enum area_level)i, &rounding[i], err) == -1)
			goto done;
	for (i = 0; i < known; i++) {
		const struct rounding *r = &rounding[areas[i]->level];

		out[slot[i]].value = values[i];
		out[slot[i]].reason = reasons[i];
		out[slot[i]].doubted = doubt_places_have(
		    &p->doubts, col->id, areas[i]->id);
		out[slot[i]].noise = noise[i];
		out[slot[i]].rounding = r->way == ROUND_EXACT ? 0.0 : r->base;
	}
	rc = 0;
done:
	free(areas);
	free(slot);
	free(values);
	free(noise);
	free(reasons);
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

		ind = indicators_find(p->indicators,
		    divide ? indicator->denominator : indicator->parts[j]);
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
	const struct indicator *people = indicator->denominator == NULL
	    ? NULL
	    : indicators_find(p->indicators, indicator->denominator);
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
