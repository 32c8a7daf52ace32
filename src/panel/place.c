/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * place: links of a vintage to the year before, and whether a code means the
 * same place in two vintages.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "own.h"

#define SHAPE_WHOLE 0.995 /* of the ground: one boundary */

void
crossings_free(struct crossings *c)
{
	free(c->items);
	*c = (struct crossings){ 0 };
}

static int
by_target(const void *a, const void *b)
{
	const struct crossing_row *x = a, *y = b;
	int cmp;

	if (x->to != y->to)
		return x->to - y->to;
	cmp = strcmp(x->other, y->other);
	if (cmp == 0)
		cmp = x->from - y->from;
	if (cmp == 0)
		cmp = (int)x->basis - (int)y->basis;
	return cmp != 0 ? cmp : strcmp(x->code, y->code);
}

static int
take_row(void *arg, const struct crossing_row *row, struct err *err)
{
	struct crossings *c = arg;

	(void)err;
	MEM_PUSH(c->items, c->n, c->cap);
	c->items[c->n++] = *row;
	return 0;
}

static int
read_crossings(struct panel *p, struct err *err)
{
	struct crossings *c = &p->crossings;

	if (c->read)
		return 0;
	if (store_crosswalks(p->store, take_row, c, err) == -1)
		return -1;
	if (c->n > 1)
		qsort(c->items, c->n, sizeof(*c->items), by_target);
	c->read = true;
	return 0;
}

int
crossings_into(struct panel *p, int from, int to, const char *code,
    const struct crossing_row **first, size_t *n, struct err *err)
{
	const struct crossings *c = &p->crossings;
	struct crossing_row key = { .from = from, .to = to };
	size_t low = 0, high, end;

	if (read_crossings(p, err) == -1)
		return -1;
	snprintf(key.other, sizeof(key.other), "%s", code);
	high = c->n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (by_target(&c->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < c->n && c->items[end].to == to &&
	     c->items[end].from == from &&
	     c->items[end].basis == c->items[low].basis &&
	     strcmp(c->items[end].other, code) == 0;
	     end++)
		continue;
	*first = c->items == NULL ? NULL : c->items + low;
	*n = end - low;
	return 0;
}

/* Land areas of a vintage in hectares, as its areas; NAN: unknown. */
static int
land_areas(
    struct panel *p, const struct vintage *v, double **out, struct err *err)
{
	const struct indicator *ind =
	    indicators_find(p->indicators, "oppervlakte_land");
	const size_t n = v->areas.n;
	const char **codes = mem_new(n + 1, sizeof(*codes));
	double *land = mem_new(n + 1, sizeof(*land));
	const struct column *col = NULL;
	char period[16];
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		codes[i] = v->areas.items[i].code;
		land[i] = NAN;
	}
	snprintf(period, sizeof(period), "%d", v->year);
	if (ind != NULL)
		col = panel_column(p, ind, period);
	if (col != NULL && col->area_year == v->year)
		rc = panel_figures(p, ind, period, codes, n, land, err);
	free(codes);
	if (rc == 0)
		*out = land;
	else
		free(land);
	return rc;
}

/* Pairs that are one place: one old area and no other goes there, whole. What
 * addresses say is no proof of a boundary. */
static int
find_pairs(struct panel *p, const struct vintage *before,
    const struct vintage *now, struct chain_pair **out, size_t *npairs,
    struct err *err)
{
	struct chain_pair *pairs = mem_new(now->areas.n + 1, sizeof(*pairs));
	size_t n = 0;

	for (size_t i = 0; i < now->areas.n; i++) {
		const struct crossing_row *row;
		const struct area *a = &now->areas.items[i];
		const struct area *was;
		size_t rows;

		if (a->change != '2')
			continue;
		if (crossings_into(p, before->year, now->year, a->code, &row,
			&rows, err) == -1) {
			free(pairs);
			return -1;
		}
		if (rows == 1 && row->basis != BASIS_ADDRESSES &&
		    row->weight >= SHAPE_WHOLE &&
		    (was = area_in(before, row->code)) != NULL)
			pairs[n++] = (struct chain_pair){
				(size_t)(was - before->areas.items), i,
				row->basis == BASIS_TABLE ? LINK_BY_TABLE
							  : LINK_BY_SHAPE };
	}
	*out = pairs;
	*npairs = n;
	return 0;
}

int
vintage_links(
    struct panel *p, int year, const struct vintage **out, struct err *err)
{
	const struct vintage *before, *now;
	struct vintage *mine = NULL;
	struct chain_pair *pairs = NULL;
	double *land_before = NULL, *land_now = NULL;
	struct chain_year a, b;
	size_t npairs;
	int rc = -1;

	if (vintage_of(p, year, &now, err) == -1 ||
	    vintage_of(p, year - 1, &before, err) == -1)
		return -1;
	*out = now;
	if (now->links != NULL)
		return 0;
	if ((before->areas.n > 0 &&
		(land_areas(p, before, &land_before, err) == -1 ||
		    land_areas(p, now, &land_now, err) == -1)) ||
	    find_pairs(p, before, now, &pairs, &npairs, err) == -1)
		goto done;
	for (size_t i = 0; i < p->nvintages; i++)
		if (p->vintages[i] == now)
			mine = p->vintages[i];
	a = (struct chain_year){ year - 1, before->areas.items, before->areas.n,
		land_before };
	b = (struct chain_year){ year, now->areas.items, now->areas.n,
		land_now };
	mine->links = mem_new(now->areas.n + 1, sizeof(*mine->links));
	chain_links(&a, &b, pairs, npairs, mine->links);
	rc = 0;
done:
	free(pairs);
	free(land_before);
	free(land_now);
	return rc;
}

/* Back from a code in a vintage as far as links go: the weakest of them, the
 * newer one of its years, and *at the code at the end, or "". */
static int
walk_back(struct panel *p, const char *code, int from, int to, enum link *out,
    int *weakest, char at[AREA_CODE], struct err *err)
{
	const struct area *a = NULL;
	const struct vintage *v;

	*out = LINK_SAME;
	*weakest = to;
	snprintf(at, AREA_CODE, "%s", code);
	for (int year = to; year > from; year--) {
		const struct chain_link *l;
		const struct vintage *before;

		if (vintage_links(p, year, &v, err) == -1 ||
		    vintage_of(p, year - 1, &before, err) == -1)
			return -1;
		if (a == NULL)
			a = area_in(v, code);
		l = a != NULL ? &v->links[a - v->areas.items] : NULL;
		if (l == NULL || l->link > *out) {
			*out = l == NULL ? LINK_UNPROVEN : l->link;
			*weakest = year;
		}
		if (l == NULL || l->before == CHAIN_NONE) {
			at[0] = '\0';
			return 0;
		}
		a = &before->areas.items[l->before];
	}
	if (a != NULL)
		memcpy(at, a->code, AREA_CODE);
	return 0;
}

/* CBS writes "Rijswijk" in one year and "Rijswijk (ZH.)" in another. */
static char *
plain_name(const struct area *a)
{
	char *name = mem_strn(a->name, area_short_name(a->name, a->level));
	char *folded = text_fold(name);

	free(name);
	return folded;
}

static bool
same_name(const struct area *a, const struct area *b)
{
	char *x = plain_name(a), *y = plain_name(b);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}

/* The land area of a place in a vintage, or NAN. */
static int
land_area(
    struct panel *p, const char *code, int year, double *out, struct err *err)
{
	const struct indicator *ind =
	    indicators_find(p->indicators, "oppervlakte_land");
	struct cell_value cell = { .value = NAN };
	char period[16];

	snprintf(period, sizeof(period), "%d", year);
	if (ind != NULL &&
	    panel_values(p, ind, period, &code, 1, &cell, err) == -1)
		return -1;
	*out = cell.value;
	return 0;
}

/* Nothing is proven: what weights over all those years, the code, the name, the
 * land area and those change codes that there are say. */
static int
likely(struct panel *p, const char *code, int from, int to,
    enum same_place *out, struct err *err)
{
	const struct vintage *v1, *v2, *v;
	const struct crossing_row *rows;
	const struct area *a, *b;
	double land1, land2;
	size_t n;

	*out = PLACE_CHANGED;
	if (crossings_into(p, from, to, code, &rows, &n, err) == -1)
		return -1;
	if (n > 0 &&
	    (n > 1 || rows->weight < SHAPE_WHOLE ||
		strcmp(rows->code, code) != 0))
		return 0;
	for (int year = from + 1; year <= to; year++) {
		if (vintage_of(p, year, &v, err) == -1)
			return -1;
		a = area_in(v, code);
		if (a != NULL && (a->change == '2' || a->change == '3'))
			return 0;
	}
	if (vintage_of(p, from, &v1, err) == -1 ||
	    vintage_of(p, to, &v2, err) == -1 ||
	    land_area(p, code, from, &land1, err) == -1 ||
	    land_area(p, code, to, &land2, err) == -1)
		return -1;
	a = area_in(v1, code);
	b = area_in(v2, code);
	if (a != NULL && b != NULL && same_name(a, b) &&
	    !chain_land_differs(land1, land2))
		*out = PLACE_LIKELY;
	return 0;
}

/* What was found of the areas of `to` since `from`, asked for once. */
struct were {
	int from, to;
	const struct vintage *v; /* of `to` */
	unsigned char *known;	 /* as its areas: 1 more than enum same_place */
};

void
were_free(struct panel *p)
{
	for (size_t i = 0; i < p->nwere; i++)
		free(p->were[i].known);
	free(p->were);
}

static int
were_of(struct panel *p, int from, int to, struct were **out, struct err *err)
{
	struct were *w;
	const struct vintage *v;

	for (size_t i = 0; i < p->nwere; i++)
		if (p->were[i].from == from && p->were[i].to == to) {
			*out = &p->were[i];
			return 0;
		}
	if (vintage_of(p, to, &v, err) == -1)
		return -1;
	MEM_PUSH(p->were, p->nwere, p->capwere);
	w = &p->were[p->nwere++];
	*w = (struct were){ from, to, v,
		mem_new(v->areas.n + 1, sizeof(*w->known)) };
	*out = w;
	return 0;
}

static int
find_place(struct panel *p, const char *code, int from, int to,
    enum same_place *out, struct err *err)
{
	enum link link;
	char at[AREA_CODE];
	int year;

	*out = PLACE_SAME;
	if (walk_back(p, code, from, to, &link, &year, at, err) == -1)
		return -1;
	if (link == LINK_SAME && strcmp(at, code) == 0)
		return 0;
	*out = PLACE_CHANGED;
	if (link == LINK_UNPROVEN)
		return likely(p, code, from, to, out, err);
	return 0;
}

int
panel_same_place(struct panel *p, const char *code, int from, int to,
    enum same_place *out, struct err *err)
{
	const int older = from < to ? from : to, newer = from < to ? to : from;
	const struct area *a;
	struct were *were;
	size_t at;

	*out = PLACE_SAME;
	if (from == to || text_starts(code, "NL"))
		return 0;
	if (own_by_id(p, code) != NULL)
		return own_same_place(
		    p, own_by_id(p, code), from, to, out, err);
	if (were_of(p, older, newer, &were, err) == -1)
		return -1;
	a = area_near(were->v, code, &p->near);
	if (a == NULL)
		return find_place(p, code, older, newer, out, err);
	at = (size_t)(a - were->v->areas.items);
	if (were->known[at] == 0) {
		unsigned char *known = were->known;

		if (find_place(p, code, older, newer, out, err) == -1)
			return -1;
		known[at] = (unsigned char)(*out + 1);
		return 0;
	}
	*out = (enum same_place)(were->known[at] - 1);
	return 0;
}

int
panel_link(struct panel *p, const char *code, int from, int to, enum link *out,
    int *year, struct err *err)
{
	char at[AREA_CODE];

	if (from >= to || text_starts(code, "NL") ||
	    own_by_id(p, code) != NULL)
		return 0;
	return walk_back(p, code, from, to, out, year, at, err) == -1 ? -1 : 1;
}
