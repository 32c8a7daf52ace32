/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * withhold: counts of ours that are too small to print, and what they could be
 * worked out of. Worked out over all areas of a column, and all columns that
 * are a sum of each other, once: whatever is asked for, the same is left out.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/suppress.h"
#include "base/mem.h"
#include "own.h"

/* A column with what of it is left out, by index in its vintage. */
struct guarded {
	const struct column *col;
	bool *out;
};

void
guarded_free(struct panel *p)
{
	size_t i;

	for (i = 0; i < p->nguarded; i++)
		free(p->guarded[i].out);
	free(p->guarded);
}

void
panel_guard(struct panel *p, const struct sources *sources)
{
	p->sources = sources;
}

static const struct source *
source_of(const struct panel *p, const struct column *col)
{
	size_t i;

	for (i = 0; p->sources != NULL && i < p->sources->n; i++)
		if (strcmp(p->sources->items[i].id, col->source) == 0)
			return &p->sources->items[i];
	return NULL;
}

/* Columns that are left out together, and their figures as counts. */
struct group {
	const struct column **cols;
	size_t n, cap;
	const struct vintage *v;
	double *counts; /* [column][area] */
};

/* The indicator in the same table, period and vintage. */
static const struct column *
beside(const struct panel *p, const struct column *col, const char *id)
{
	size_t i;

	for (i = 0; i < p->columns.n; i++) {
		const struct column *c = &p->columns.items[i];

		if (strcmp(c->indicator, id) == 0 &&
		    strcmp(c->source, col->source) == 0 &&
		    strcmp(c->table_id, col->table_id) == 0 &&
		    strcmp(c->period, col->period) == 0 &&
		    c->area_year == col->area_year)
			return c;
	}
	return NULL;
}

static size_t
place_in(const struct group *g, const struct column *col)
{
	size_t i;

	for (i = 0; i < g->n && g->cols[i] != col; i++)
		continue;
	return i;
}

static void
join(struct group *g, const struct column *col)
{
	if (col == NULL || place_in(g, col) < g->n)
		return;
	MEM_PUSH(g->cols, g->n, g->cap);
	g->cols[g->n++] = col;
}

static int
by_id(const void *a, const void *b)
{
	const struct column *x = *(const struct column *const *)a;
	const struct column *y = *(const struct column *const *)b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* All that hang together by sums; in the same order whichever was asked for
 * first. */
static void
gather(const struct panel *p, const struct source *src,
    const struct column *col, struct group *g)
{
	size_t was = 0, i, k;

	join(g, col);
	while (was < g->n) {
		was = g->n;
		for (i = 0; i < src->nwholes; i++) {
			const struct whole *w = &src->wholes[i];
			const struct column *c = beside(p, col, w->id);
			bool ours = c != NULL && place_in(g, c) < g->n;

			for (k = 0; k < w->parts.n; k++) {
				c = beside(p, col, w->parts.items[k]);
				ours |= c != NULL && place_in(g, c) < g->n;
			}
			if (!ours)
				continue;
			join(g, beside(p, col, w->id));
			for (k = 0; k < w->parts.n; k++)
				join(g, beside(p, col, w->parts.items[k]));
		}
	}
	qsort(g->cols, g->n, sizeof(*g->cols), by_id);
}

/* A share or rate tells a count to who knows what it is of. */
static int
as_counts(struct panel *p, const struct indicator *ind,
    const struct column *col, const struct area *const areas[], size_t n,
    double counts[], struct err *err)
{
	const struct indicator *of =
	    indicators_find(p->indicators, ind->denominator);
	struct cell_value *whole;
	const char **codes;
	size_t i;
	int rc = -1;

	if (ind->kind == KIND_COUNT || of == NULL)
		return 0;
	whole = mem_new(n, sizeof(*whole));
	codes = mem_new(n, sizeof(*codes));
	for (i = 0; i < n; i++)
		codes[i] = areas[i]->code;
	if (panel_values(p, of, col->period, codes, n, whole, err) == -1)
		goto done;
	for (i = 0; i < n; i++) {
		double of_it = isnan(whole[i].value) ? 1 : whole[i].value;

		counts[i] = round(counts[i] * of_it / indicator_factor(ind));
	}
	rc = 0;
done:
	free(whole);
	free(codes);
	return rc;
}

static int
read_counts(struct panel *p, struct group *g, struct err *err)
{
	size_t n = g->v->areas.n, i;
	const struct area **areas = mem_new(n, sizeof(*areas));
	enum absence *reasons = mem_new(n, sizeof(*reasons));
	int rc = -1;

	g->counts = mem_new(n * g->n + 1, sizeof(*g->counts));
	for (i = 0; i < n; i++)
		areas[i] = &g->v->areas.items[i];
	for (i = 0; i < g->n; i++) {
		const struct column *c = g->cols[i];

		if (store_values(p->store, c, areas, n, g->counts + i * n,
			reasons, err) == -1 ||
		    as_counts(p, indicators_find(p->indicators, c->indicator),
			c, areas, n, g->counts + i * n, err) == -1)
			goto done;
	}
	rc = 0;
done:
	free(areas);
	free(reasons);
	return rc;
}

/* Nearest area above that has a count; n: none. */
static size_t
above(const struct vintage *v, const double counts[], size_t i)
{
	const struct area *a = &v->areas.items[i];
	int steps;

	for (steps = 0; steps < LEVELS; steps++) {
		a = area_in(v, a->parent);
		if (a == NULL)
			break;
		if (!isnan(counts[a - v->areas.items]))
			return (size_t)(a - v->areas.items);
	}
	return v->areas.n;
}

struct part {
	size_t whole, part;
};

static int
by_whole(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->whole != y->whole)
		return x->whole < y->whole ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

/* Buurten -> wijk -> gemeente -> country, in each column. */
static void
sums_of_places(const struct group *g, struct sums *sums)
{
	size_t n = g->v->areas.n, c, i, m;
	struct part *parts = mem_new(n + 1, sizeof(*parts));

	for (c = 0; c < g->n; c++) {
		const double *counts = g->counts + c * n;

		for (i = 0, m = 0; i < n; i++) {
			size_t whole;

			if (isnan(counts[i]))
				continue;
			whole = above(g->v, counts, i);
			if (whole < n)
				parts[m++] = (struct part){ whole, i };
		}
		qsort(parts, m, sizeof(*parts), by_whole);
		for (i = 0; i < m; i++) {
			if (i == 0 || parts[i].whole != parts[i - 1].whole)
				sums_add(sums, c * n + parts[i].whole, false);
			sums_part(sums, c * n + parts[i].part);
		}
	}
	free(parts);
}

/* Parts -> total, in each area. */
static void
sums_of_parts(const struct panel *p, const struct source *src,
    const struct group *g, struct sums *sums)
{
	size_t n = g->v->areas.n, i, k, a;

	for (i = 0; i < src->nwholes; i++) {
		const struct whole *w = &src->wholes[i];
		const struct column *c = beside(p, g->cols[0], w->id);
		size_t whole = c == NULL ? g->n : place_in(g, c);

		if (whole == g->n)
			continue;
		for (a = 0; a < n; a++) {
			sums_add(sums, whole * n + a, false);
			for (k = 0; k < w->parts.n; k++) {
				c = beside(p, g->cols[0], w->parts.items[k]);
				if (c == NULL)
					sums->items[sums->n - 1].loose = true;
				else
					sums_part(sums, place_in(g, c) * n + a);
			}
		}
	}
}

static int
work_out(
    struct panel *p, const struct source *src, struct group *g, struct err *err)
{
	size_t n = g->v->areas.n, i, k;
	enum suppress *left = mem_new(n * g->n + 1, sizeof(*left));
	struct sums sums = { 0 };
	int rc = -1;

	sums_of_places(g, &sums);
	sums_of_parts(p, src, g, &sums);
	if (suppress_counts(
		g->counts, n * g->n, &sums, src->threshold, left, err) == -1) {
		err_ctx(err, "%s", src->id);
		goto done;
	}
	for (i = 0; i < g->n; i++) {
		struct guarded *one;

		MEM_PUSH(p->guarded, p->nguarded, p->capguarded);
		one = &p->guarded[p->nguarded++];
		one->col = g->cols[i];
		one->out = mem_new(n + 1, sizeof(*one->out));
		for (k = 0; k < n; k++)
			one->out[k] = left[i * n + k] != SUPPRESS_NOT;
	}
	rc = 0;
done:
	free(left);
	sums_free(&sums);
	return rc;
}

static const bool *
known(const struct panel *p, const struct column *col)
{
	size_t i;

	for (i = 0; i < p->nguarded; i++)
		if (p->guarded[i].col == col)
			return p->guarded[i].out;
	return NULL;
}

/* A share or mean without a denominator tells no count. */
static bool
tells_counts(const struct indicator *ind)
{
	return ind->kind == KIND_COUNT ||
	    ((ind->kind == KIND_SHARE || ind->kind == KIND_RATE) &&
		ind->denominator != NULL);
}

int
withhold(struct panel *p, const struct indicator *indicator,
    const struct column *col, const struct vintage *v,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	const struct source *src = source_of(p, col);
	const bool *out;
	size_t i;

	if (src == NULL || src->threshold == 0 || !tells_counts(indicator))
		return 0;
	if (known(p, col) == NULL) {
		struct group g = { .v = v };
		int rc;

		gather(p, src, col, &g);
		rc = read_counts(p, &g, err) == -1 ||
			work_out(p, src, &g, err) == -1
		    ? -1
		    : 0;
		free(g.cols);
		free(g.counts);
		if (rc == -1)
			return -1;
	}
	out = known(p, col);
	for (i = 0; i < n; i++)
		if (out[areas[i] - v->areas.items]) {
			values[i] = NAN;
			if (reasons != NULL)
				reasons[i] = ABSENCE_BY_US;
		}
	return 0;
}
