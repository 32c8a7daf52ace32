/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: how the counts of each topic were rounded, by level, from sums
 * over areas: of buurten and their wijk, of wijken and buurten and their
 * gemeente, of gemeenten and the country. Where there are too few of them, the
 * way is told from sums within an area, as of men and women: the definition of
 * the indicators names them.
 */
#include "derive/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/rounding.h"
#include "base/map.h"
#include "base/mem.h"
#include "model/area.h"
#include "store/rounding.h"

#define NONE SIZE_MAX
/* Of the counts: where so many are no larger than the base, a small spread
 * says little. */
#define FEW 0.25

#define MEMBERS (SUM_PARTS + 1) /* of a sum, the whole first */

/* The areas of one vintage, by ascending id. */
struct places {
	int year;
	struct areas areas;
	size_t *above[LEVELS]; /* by level: index of the area it lies in */
};

/* What is known of a topic in a period, over its columns. */
struct counts {
	double *values[LEVELS]; /* that were published, 0 too */
	size_t n[LEVELS], cap[LEVELS];
	/* By level of the parts, then of the whole. */
	struct rounding_sum *sums[LEVELS][LEVELS];
	size_t nsums[LEVELS][LEVELS], capsums[LEVELS][LEVELS];
	struct rounding_sum *rows[LEVELS]; /* within one area */
	size_t nrows[LEVELS], caprows[LEVELS];
};

struct estimate {
	struct store *store;
	const struct indicators *list; /* its sums */
	struct places places;
	double *cells; /* of one column, as places.areas */
	const struct count_columns *due;
	size_t at; /* the next area, while cells are read */
	struct counts counts;
	struct rounding_row *rows;
	size_t nrows, caprows;
};

static void
places_clear(struct places *p)
{
	for (int i = 0; i < LEVELS; i++)
		free(p->above[i]);
	areas_free(&p->areas);
	memset(p, 0, sizeof(*p));
}

static int
by_id(const void *a, const void *b)
{
	const struct area *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static size_t
find(const struct map *by_code, const char *code)
{
	int64_t at;

	return map_gets(by_code, code, &at) ? (size_t)at : NONE;
}

/* Where each area lies; the country holds all gemeenten. */
static void
place_all(struct places *p)
{
	struct map by_code = { 0 };

	for (size_t i = 0; i < p->areas.n; i++)
		map_puts(&by_code, p->areas.items[i].code, (int64_t)i);
	for (int l = 0; l < LEVELS; l++)
		p->above[l] = mem_new(p->areas.n, sizeof(*p->above[l]));
	for (size_t i = 0; i < p->areas.n; i++) {
		const struct area *a = &p->areas.items[i];

		p->above[LEVEL_LAND][i] =
		    a->level == LEVEL_GEMEENTE ? find(&by_code, "NL00") : NONE;
		p->above[LEVEL_GEMEENTE][i] = a->level > LEVEL_GEMEENTE
		    ? find(&by_code, a->municipality)
		    : NONE;
		p->above[LEVEL_WIJK][i] =
		    a->level == LEVEL_BUURT ? find(&by_code, a->parent) : NONE;
		p->above[LEVEL_BUURT][i] = NONE;
	}
	map_free(&by_code);
}

static int
open_places(struct estimate *e, int year, struct err *err)
{
	struct area_filter filter = { .year = year, .level = -1 };
	struct places *p = &e->places;

	if (p->year == year && p->areas.n > 0)
		return 0;
	places_clear(p);
	free(e->cells);
	e->cells = NULL;
	p->year = year;
	if (store_areas(e->store, &filter, &p->areas, err) == -1)
		return -1;
	if (p->areas.n > 1)
		qsort(
		    p->areas.items, p->areas.n, sizeof(*p->areas.items), by_id);
	place_all(p);
	e->cells = mem_new(p->areas.n, sizeof(*e->cells));
	return 0;
}

/* Cells come in the order of the areas. */
static void
take_cell(void *arg, int64_t area, double value)
{
	struct estimate *e = arg;
	const struct areas *areas = &e->places.areas;

	while (e->at < areas->n && areas->items[e->at].id < area)
		e->at++;
	if (e->at < areas->n && areas->items[e->at].id == area)
		e->cells[e->at] = value;
}

static void
put_sum(struct counts *c, enum area_level parts, enum area_level whole,
    const struct rounding_sum *sum)
{
	MEM_PUSH(c->sums[parts][whole], c->nsums[parts][whole],
	    c->capsums[parts][whole]);
	c->sums[parts][whole][c->nsums[parts][whole]++] = *sum;
}

/* Sums of all areas of one level within those of another. One without all of
 * its parts is no sum, nor is one of a single part: source and sum are then
 * one number. */
static void
add_up(struct estimate *e, enum area_level parts, enum area_level whole)
{
	const struct places *p = &e->places;
	double *sums = mem_new(p->areas.n, sizeof(*sums));
	size_t *n = mem_new(p->areas.n, sizeof(*n));

	for (size_t i = 0; i < p->areas.n; i++) {
		const size_t at = p->above[whole][i];

		if (p->areas.items[i].level != parts || at == NONE)
			continue;
		sums[at] += e->cells[i]; /* NAN stays */
		n[at]++;
	}
	for (size_t i = 0; i < p->areas.n; i++) {
		const struct rounding_sum sum = { sums[i] - e->cells[i], n[i] };

		if (n[i] > 1 && !isnan(sum.gap))
			put_sum(&e->counts, parts, whole, &sum);
	}
	free(n);
	free(sums);
}

static int
read_cells(struct estimate *e, const struct count_column *col, struct err *err)
{
	if (open_places(e, col->area_year, err) == -1)
		return -1;
	for (size_t i = 0; i < e->places.areas.n; i++)
		e->cells[i] = NAN;
	e->at = 0;
	return store_column_cells(e->store, col->id, take_cell, e, err);
}

static int
take_column(struct estimate *e, const struct count_column *col, struct err *err)
{
	struct counts *c = &e->counts;

	if (read_cells(e, col, err) == -1)
		return -1;
	for (size_t i = 0; i < e->places.areas.n; i++) {
		const enum area_level l = e->places.areas.items[i].level;

		if (isnan(e->cells[i]))
			continue;
		MEM_PUSH(c->values[l], c->n[l], c->cap[l]);
		c->values[l][c->n[l]++] = e->cells[i];
	}
	for (int l = LEVEL_GEMEENTE; l < LEVELS; l++)
		for (int above = 0; above < l; above++)
			add_up(e, (enum area_level)l, (enum area_level)above);
	return 0;
}

/* Whether many of the counts are no larger than the base. */
static bool
are_few(const double values[], size_t n, double base)
{
	size_t small = 0;

	for (size_t i = 0; i < n; i++)
		small += values[i] <= base;
	return (double)small > FEW * (double)n;
}

static bool
tells(const struct rounding_fit *f)
{
	return f->verdict == FIT_INDEPENDENT || f->verdict == FIT_DEPENDENT;
}

/* The column of an indicator beside another one. */
static const struct count_column *
beside(const struct estimate *e, const struct count_column *col,
    const char *indicator)
{
	for (size_t i = 0; i < e->due->n; i++) {
		const struct count_column *c = &e->due->items[i];

		if (c->table == col->table && c->area_year == col->area_year &&
		    strcmp(c->period, col->period) == 0 &&
		    strcmp(c->indicator, indicator) == 0)
			return c;
	}
	return NULL;
}

/* The columns of a sum that col belongs to; how many, 0: not, or one is not
 * there. The first is the whole. */
static size_t
members(const struct estimate *e, const struct count_column *col,
    const struct indicator_sum *sum, const struct count_column *out[MEMBERS])
{
	bool in = false;
	size_t n = 0;

	for (; n <= sum->nparts; n++) {
		const char *id = n == 0 ? sum->whole : sum->parts[n - 1];

		out[n] = beside(e, col, id);
		if (out[n] == NULL)
			return 0;
		in = in || strcmp(id, col->indicator) == 0;
	}
	return in ? n : 0;
}

/* Sums within each area. */
static int
add_rows(struct estimate *e, const struct count_column *const cols[], size_t n,
    struct err *err)
{
	double *gaps = NULL;

	for (size_t k = 0; k < n; k++) {
		if (read_cells(e, cols[k], err) == -1) {
			free(gaps);
			return -1;
		}
		if (gaps == NULL)
			gaps = mem_new(e->places.areas.n + 1, sizeof(*gaps));
		for (size_t i = 0; i < e->places.areas.n; i++)
			gaps[i] += k == 0 ? -e->cells[i] : e->cells[i];
	}
	for (size_t i = 0; i < e->places.areas.n; i++) {
		const enum area_level l = e->places.areas.items[i].level;
		const struct rounding_sum sum = { gaps[i], n - 1 };
		struct counts *c = &e->counts;

		if (isnan(gaps[i]))
			continue;
		MEM_PUSH(c->rows[l], c->nrows[l], c->caprows[l]);
		c->rows[l][c->nrows[l]++] = sum;
	}
	free(gaps);
	return 0;
}

/* The sums of areas of one level that say most: within the level next above
 * where that says anything. Dependent as soon as any is: errors that cancel
 * in a wijk may not do so in a gemeente. */
static void
fit_level(const struct counts *c, const double base[LEVELS],
    enum area_level level, struct rounding_fit *out)
{
	const bool few = are_few(c->values[level], c->n[level], base[level]);

	rounding_fit(base[level], 0.0, NULL, 0, few, out);
	for (int above = (int)level - 1; above >= 0; above--) {
		struct rounding_fit one;

		rounding_fit(base[level], base[above], c->sums[level][above],
		    c->nsums[level][above], few, &one);
		if (!tells(&one) && (tells(out) || one.sums <= out->sums))
			continue;
		if (!tells(out) ||
		    (one.rounding.dependent && !out->rounding.dependent))
			*out = one;
	}
	/* A single gemeente may say that errors do not cancel. */
	for (int above = (int)level - 1; above > LEVEL_LAND; above--) {
		const size_t n = c->nsums[level][above];

		if (tells(out) && !out->rounding.dependent &&
		    base[level] > 1.0 && n < ROUNDING_LEAST &&
		    rounding_strays(&out->rounding, base[above],
			c->sums[level][above], n)) {
			out->rounding.dependent = true;
			out->verdict = FIT_DEPENDENT;
		}
	}
}

/* A level without sums of its own is rounded like the one below: it stood on
 * the other side of its sums. Nor do its errors cancel where those below, to
 * the same base, do not: of them there are more to tell it by. */
static void
borrow(struct rounding_fit fits[LEVELS], const double base[LEVELS],
    const struct counts *c)
{
	for (int l = LEVELS - 2; l >= 0; l--) {
		const struct rounding_fit *below = &fits[l + 1];

		if (c->n[l] == 0 || base[l] != base[l + 1] || !tells(below) ||
		    (tells(&fits[l]) && !below->rounding.dependent))
			continue;
		fits[l].rounding = below->rounding;
		fits[l].verdict = below->verdict;
	}
}

/* The way of a level of which areas tell nothing, from the sums within each.
 * Errors of two counts of one area that cancel say nothing of those of two
 * areas: these stay dependent. */
static int
fit_rows(struct estimate *e, const struct count_column *col,
    struct rounding_fit fits[LEVELS], const double base[LEVELS],
    struct err *err)
{
	const struct count_column *cols[MEMBERS];
	struct counts *c = &e->counts;
	bool want = false;

	for (int l = 0; l < LEVELS; l++)
		want =
		    want || (c->n[l] > 0 && base[l] > 1.0 && !tells(&fits[l]));
	for (size_t s = 0; want && s < e->list->nsums; s++) {
		const size_t n = members(e, col, &e->list->sums[s], cols);

		if (n > 0 && add_rows(e, cols, n, err) == -1)
			return -1;
	}
	for (int l = 0; l < LEVELS; l++) {
		struct rounding_fit one;

		rounding_fit(base[l], base[l], c->rows[l], c->nrows[l],
		    are_few(c->values[l], c->n[l], base[l]), &one);
		c->nrows[l] = 0;
		if (base[l] <= 1.0 || tells(&fits[l]) ||
		    one.verdict != FIT_INDEPENDENT)
			continue;
		fits[l] = one;
		fits[l].rounding.dependent = true;
	}
	return 0;
}

static void
put_row(struct estimate *e, const struct count_column *col,
    enum area_level level, const struct rounding_fit *f)
{
	struct rounding_row row = { .topic = col->topic,
		.level = level,
		.base = f->rounding.base,
		.dependent = f->rounding.dependent,
		.sums = (int64_t)f->sums,
		.gap = f->sums > 0 ? f->gap : (double)NAN,
		.spread = f->sums > 0 ? f->spread : (double)NAN };
	const char *way = f->rounding.base > 0.0
	    ? rounding_way_name(f->rounding.way)
	    : "unknown";

	memcpy(row.period, col->period, sizeof(row.period));
	memcpy(row.way, way, strlen(way) + 1);
	MEM_PUSH(e->rows, e->nrows, e->caprows);
	e->rows[e->nrows++] = row;
}

/* Of one value of the country little can be told: it is rounded as the
 * gemeenten are when it could be. */
static double
base_of(const struct counts *c, enum area_level level, double below)
{
	const double base = rounding_base(c->values[level], c->n[level]);

	if (base > 0.0 || below <= 0.0 || c->n[level] == 0)
		return base;
	for (size_t i = 0; i < c->n[level]; i++)
		if (fmod(c->values[level][i], below) != 0.0)
			return 1.0;
	return below;
}

static int
settle(struct estimate *e, const struct count_column *col, struct err *err)
{
	struct counts *c = &e->counts;
	struct rounding_fit fits[LEVELS];
	double base[LEVELS];

	for (int l = LEVELS - 1; l >= 0; l--)
		base[l] = base_of(
		    c, (enum area_level)l, l == LEVELS - 1 ? 0.0 : base[l + 1]);
	for (int l = 0; l < LEVELS; l++)
		fit_level(c, base, (enum area_level)l, &fits[l]);
	borrow(fits, base, c);
	if (fit_rows(e, col, fits, base, err) == -1)
		return -1;
	for (int l = 0; l < LEVELS; l++) {
		if (c->n[l] > 0)
			put_row(e, col, (enum area_level)l, &fits[l]);
		c->n[l] = 0;
		for (int above = 0; above < LEVELS; above++)
			c->nsums[l][above] = 0;
	}
	return 0;
}

static void
estimate_clear(struct estimate *e)
{
	places_clear(&e->places);
	free(e->cells);
	free(e->rows);
	for (int l = 0; l < LEVELS; l++) {
		free(e->counts.values[l]);
		free(e->counts.rows[l]);
		for (int above = 0; above < LEVELS; above++)
			free(e->counts.sums[l][above]);
	}
}

int
derive_roundings(struct store *s, const struct indicators *list, uint64_t *made,
    struct err *err)
{
	struct count_columns due = { 0 };
	struct estimate e = { .store = s, .list = list, .due = &due };
	int rc = -1;

	*made = 0;
	if (store_rounding_due(s, &due, err) == -1)
		goto done;
	for (size_t i = 0; i < due.n; i++) {
		const struct count_column *col = &due.items[i];

		if (take_column(&e, col, err) == -1)
			goto done;
		if ((i + 1 == due.n || due.items[i + 1].topic != col->topic ||
			strcmp(due.items[i + 1].period, col->period) != 0) &&
		    settle(&e, col, err) == -1)
			goto done;
	}
	rc = store_put_roundings(s, e.rows, e.nrows, err);
	if (rc == 0)
		*made = e.nrows;
done:
	if (rc == -1)
		err_ctx(err, "how counts are rounded");
	free(due.items);
	estimate_clear(&e);
	return rc;
}
