/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * yard: what the peers of an area look like in each figure, and how far out
 * the area lies among them. Worked out once for all areas that share it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "own.h"
#include "panel/peering.h"

#define PERIODS 64
/* Figures whose ranks go together like this say the same. */
#define ALIKE 0.7
/* The class of how urban an area is, is made of this (CBS, "Stedelijkheid"):
 * among areas of a class it tells nothing. */
#define CLASS_OF "omgevingsadressen"

struct members;
struct yard_figure { /* in one period */
	const struct indicator *ind;
	char period[PERIOD_LEN];
	const struct peer_set *set; /* of the vintage of the column */
	struct reference *ref;
	struct members *who; /* of that vintage */
	double *values;		   /* as who->in_order */
	struct yard_figure *next; /* of the same indicator */
};

/* Who of a vintage are the peers, by the id of the area: so columns lie. */
struct members {
	const struct peer_set *set;
	size_t n, *at;	  /* in set->areas */
	size_t *in_order; /* the same, from the first area on */
	size_t *of_own;	  /* see places_of; NULL: not looked up */
	const char **codes;
	const struct area **areas; /* of the panel's vintage */
	const struct vintage *v;
};

struct series { /* columns of an indicator for a level, oldest first */
	const char *periods[PERIODS];
	int years[PERIODS]; /* vintages */
	size_t n;
	struct yard_figure *figures; /* as they were asked for */
	size_t theme; /* of the indicator */
};

struct yard {
	enum area_level level;
	enum peer_kind kind;
	char municipality[12];	    /* with PEERS_GEMEENTE */
	int klass;		    /* with PEERS_CLASS */
	const struct peer_set *set; /* of the vintage of its first area */
	size_t n;
	struct yard_figure **figures;
	size_t nfigures, capfigures;
	struct members **members; /* by vintage, as they are needed */
	size_t nmembers, capmembers;
	size_t *groups;	       /* by indicator; NULL: not worked out yet */
	struct series *series; /* by indicator, with the groups */
};

enum peer_kind
yard_kind(const struct yard *y)
{
	return y->kind;
}

size_t
yard_areas(const struct yard *y)
{
	return y->n;
}

int
yard_class(const struct yard *y)
{
	return y->kind == PEERS_CLASS ? y->klass : 0;
}

bool
yard_tests(const struct indicator *ind)
{
	return ind->kind == KIND_SHARE || ind->kind == KIND_RATE ||
	    ind->kind == KIND_MEAN || ind->kind == KIND_MEDIAN ||
	    ind->kind == KIND_DISTANCE;
}

static void
figure_free(struct yard_figure *f)
{
	reference_free(f->ref);
	free(f->values);
	free(f);
}

void
yard_free(struct yard *y)
{
	for (size_t i = 0; i < y->nfigures; i++)
		figure_free(y->figures[i]);
	for (size_t i = 0; i < y->nmembers; i++) {
		free(y->members[i]->at);
		free(y->members[i]->in_order);
		free(y->members[i]->of_own);
		free(y->members[i]->codes);
		free(y->members[i]->areas);
		free(y->members[i]);
	}
	free(y->members);
	free(y->figures);
	free(y->groups);
	free(y->series);
	free(y);
}

static bool
is_member(const struct yard *y, const struct peer_set *s, size_t at)
{
	if (!peer_counts(s, at))
		return false;
	if (y->kind == PEERS_GEMEENTE)
		return strcmp(s->areas.items[at].municipality,
			   y->municipality) == 0;
	return y->kind == PEERS_COUNTRY || s->klass[at] == y->klass;
}

/* The first kind that is large enough. */
static void
choose(struct peering *pe, struct yard *y, const struct peer_set *s,
    const struct area *area)
{
	const size_t at = peer_at(pe, s, area->code);

	y->level = area->level;
	y->set = s;
	snprintf(
	    y->municipality, sizeof(y->municipality), "%s", area->municipality);
	y->klass = at < s->areas.n ? s->klass[at] : 0;
	y->kind = PEERS_GEMEENTE;
	y->n = area->level != LEVEL_GEMEENTE && at < s->areas.n ? s->beside[at]
								: 0;
	if (y->n >= DISTINCT_PEERS)
		return;
	y->kind = PEERS_CLASS;
	y->n = y->klass == 0 ? 0 : s->in_class[y->klass];
	if (y->n >= DISTINCT_PEERS)
		return;
	y->kind = PEERS_COUNTRY;
	y->n = s->in_all;
}

static bool
same_yard(const struct yard *a, const struct yard *b)
{
	if (a->level != b->level || a->kind != b->kind || a->set != b->set)
		return false;
	if (a->kind == PEERS_GEMEENTE)
		return strcmp(a->municipality, b->municipality) == 0;
	return a->kind == PEERS_COUNTRY || a->klass == b->klass;
}

int
peering_yard(struct peering *pe, const struct area *area, struct yard **out,
    struct err *err)
{
	const struct peer_set *s;
	struct yard *y;

	if (peer_set_of(pe, area->level, area->year, &s, err) == -1)
		return -1;
	y = mem_new(1, sizeof(*y));
	choose(pe, y, s, area);
	for (size_t i = 0; i < pe->nyards; i++)
		if (same_yard(pe->yards[i], y)) {
			yard_free(y);
			*out = pe->yards[i];
			return 0;
		}
	MEM_PUSH(pe->yards, pe->nyards, pe->capyards);
	pe->yards[pe->nyards++] = y;
	*out = y;
	return 0;
}

/* Whether the figure counts things that happen by chance. */
static bool
has_events(const struct indicators *all, const struct indicator *ind)
{
	if (ind->events)
		return true;
	for (size_t i = 0; i < ind->nparts; i++) {
		const struct indicator *part =
		    indicators_find(all, ind->parts[i]);

		if (part != NULL && part->events)
			return true;
	}
	return false;
}

static bool
is_coarse(const struct cell_value *cell)
{
	return cell->derived && cell->rounding > PEERS_COARSE;
}

static struct members *
members_of(struct yard *y, const struct peer_set *s)
{
	const struct vintage *v = s->v;
	struct members *m;

	for (size_t i = 0; i < y->nmembers; i++)
		if (y->members[i]->set == s)
			return y->members[i];
	MEM_PUSH(y->members, y->nmembers, y->capmembers);
	m = y->members[y->nmembers++] = mem_new(1, sizeof(*m));
	*m = (struct members){ .set = s, .v = v };
	m->at = mem_new(s->areas.n + 1, sizeof(*m->at));
	m->codes = mem_new(s->areas.n + 1, sizeof(*m->codes));
	m->areas = mem_new(s->areas.n + 1, sizeof(*m->areas));
	for (size_t i = 0; i < v->areas.n; i++) {
		const struct area *a = &v->areas.items[v->slots[i].at];
		const uint32_t at = s->at[v->slots[i].at];

		if (at == 0 || !is_member(y, s, at - 1))
			continue;
		m->at[m->n] = at - 1;
		m->codes[m->n] = a->code;
		m->areas[m->n++] = a;
	}
	m->in_order = mem_new(m->n + 1, sizeof(*m->in_order));
	for (size_t i = 0, k = 0; i < s->areas.n && k < m->n; i++)
		if (is_member(y, s, i))
			m->in_order[k++] = i;
	return m;
}

/* All peers of a vintage in one period. */
static int
read_figure(struct peering *pe, struct yard *y, struct yard_figure *f,
    struct err *err)
{
	const struct indicators *all = panel_indicators(pe->panel);
	const size_t n = f->set->areas.n;
	struct members *m = members_of(y, f->set);
	struct cell_value *cells;
	struct asked asked;
	double *sds, *values;
	int rc;

	cells = mem_new(m->n + 1, sizeof(*cells));
	sds = mem_new(n + 1, sizeof(*sds));
	values = mem_new(n + 1, sizeof(*values));
	for (size_t i = 0; i < n; i++)
		values[i] = sds[i] = NAN;
	asked = (struct asked){ m->codes, m->v, m->areas, m->n };
	/* Of the peers only the deviation is asked for. */
	pe->panel->unsure.quick = true;
	pe->panel->asked = &asked;
	rc = panel_values(
	    pe->panel, f->ind, f->period, m->codes, m->n, cells, err);
	pe->panel->asked = NULL;
	pe->panel->unsure.quick = false;
	for (size_t k = 0; rc == 0 && k < m->n; k++) {
		if (isnan(cells[k].value) || is_coarse(&cells[k]))
			continue;
		values[m->at[k]] = cells[k].value;
		sds[m->at[k]] = cells[k].noise.sd;
	}
	f->who = m;
	f->values = mem_new(m->n + 1, sizeof(*f->values));
	for (size_t k = 0; k < m->n; k++) {
		f->values[k] = values[m->in_order[k]];
		sds[k] = sds[m->in_order[k]]; /* k is never the later one */
	}
	if (rc == 0)
		f->ref = reference_new(f->ind->kind, has_events(all, f->ind),
		    f->values, sds, m->n);
	free(values);
	free(sds);
	free(cells);
	return rc;
}

static int
figure_of(struct peering *pe, struct yard *y, const struct indicator *ind,
    const char *period, const struct yard_figure **out, struct err *err)
{
	struct series *s = &y->series[ind - panel_indicators(pe->panel)->items];
	const struct column *col;
	struct yard_figure *f;

	for (f = s->figures; f != NULL; f = f->next)
		if (strcmp(f->period, period) == 0) {
			*out = f;
			return 0;
		}
	col = panel_column(pe->panel, ind, period);
	f = mem_new(1, sizeof(*f));
	f->ind = ind;
	snprintf(f->period, sizeof(f->period), "%s", period);
	if (peer_set_of(pe, y->level, col->area_year, &f->set, err) == -1 ||
	    read_figure(pe, y, f, err) == -1) {
		figure_free(f);
		return -1;
	}
	MEM_PUSH(y->figures, y->nfigures, y->capfigures);
	y->figures[y->nfigures++] = f;
	f->next = s->figures;
	s->figures = f;
	*out = f;
	return 0;
}

/* Where an area of the set is among them in order, or m->n. */
static size_t
place_among(const struct members *m, size_t at)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (m->in_order[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->n && m->in_order[low] == at ? low : m->n;
}

/* Where the peers of the yard's own vintage, in order, are among those of
 * another; looked up once. */
static const size_t *
places_of(struct peering *pe, struct yard *y, struct members *m)
{
	const struct members *own = members_of(y, y->set);

	if (m->of_own != NULL)
		return m->of_own;
	m->of_own = mem_new(own->n + 1, sizeof(*m->of_own));
	for (size_t k = 0; k < own->n; k++) {
		const char *code = y->set->areas.items[own->in_order[k]].code;

		m->of_own[k] = place_among(m, peer_at(pe, m->set, code));
	}
	return m->of_own;
}

/* The values of a figure for the peers of the yard's own vintage. */
static void
align(struct peering *pe, struct yard *y, const struct yard_figure *f,
    double out[])
{
	const size_t *places;

	if (f->set == y->set) {
		memcpy(out, f->values, y->n * sizeof(*out));
		return;
	}
	places = places_of(pe, y, f->who);
	for (size_t k = 0; k < y->n; k++)
		out[k] = places[k] < f->who->n ? f->values[places[k]] : NAN;
}

static size_t
theme_of(const struct indicators *all, const struct indicator *ind)
{
	size_t i = 0;

	while (i < all->nthemes && strcmp(all->themes[i].id, ind->theme) != 0)
		i++;
	return i;
}

static void
open_series(struct peering *pe, struct yard *y)
{
	const struct indicators *all = panel_indicators(pe->panel);

	y->series = mem_new(all->n + 1, sizeof(*y->series));
	for (size_t i = 0; i < all->n; i++) {
		struct series *s = &y->series[i];

		if (!yard_tests(&all->items[i]))
			continue;
		s->theme = theme_of(all, &all->items[i]);
		s->n = panel_periods(
		    pe->panel, &all->items[i], y->level, s->periods, PERIODS);
		for (size_t k = 0; k < s->n; k++)
			s->years[k] = panel_column(
			    pe->panel, &all->items[i], s->periods[k])
					  ->area_year;
	}
}

/* Which figures go together, in the newest period of each. */
static int
open_groups(struct peering *pe, struct yard *y, struct err *err)
{
	const struct indicators *all = panel_indicators(pe->panel);
	const size_t n = y->n;
	double *room = mem_new(all->n * n + 1, sizeof(*room));
	const double **columns = mem_new(all->n + 1, sizeof(*columns));
	size_t *at = mem_new(all->n + 1, sizeof(*at));
	size_t *group = mem_new(all->n + 1, sizeof(*group)), m = 0;
	int rc = -1;

	for (size_t i = 0; i < all->n; i++) {
		const struct series *of = &y->series[i];
		const struct yard_figure *f;

		if (of->n == 0)
			continue;
		if (figure_of(pe, y, &all->items[i], of->periods[of->n - 1], &f,
			err) == -1)
			goto done;
		align(pe, y, f, &room[m * n]);
		columns[m] = &room[m * n];
		at[m++] = i;
	}
	distinct_groups(columns, m, n, ALIKE, group);
	y->groups = mem_new(all->n + 1, sizeof(*y->groups));
	for (size_t i = 0; i < all->n; i++)
		y->groups[i] = i;
	for (size_t k = 0; k < m; k++)
		y->groups[at[k]] = at[group[k]];
	rc = 0;
done:
	free(group);
	free(at);
	free(columns);
	free(room);
	return rc;
}

/* Whether the area was the same place in a vintage, asked once. */
struct places {
	int years[PERIODS];
	bool same[PERIODS];
	size_t n;
};

static int
was_there(struct peering *pe, const struct area *area, int year,
    struct places *known, bool *same, struct err *err)
{
	enum same_place place;
	size_t i = 0;

	while (i < known->n && known->years[i] != year)
		i++;
	if (i == known->n) {
		if (panel_same_place(pe->panel, area->code, year, area->year,
			&place, err) == -1)
			return -1;
		i = known->n < PERIODS ? known->n++ : 0;
		known->years[i] = year;
		known->same[i] = place != PLACE_CHANGED;
	}
	*same = known->same[i];
	return 0;
}

/* The newest period in which the area was the same place; NULL: none. */
static int
newest(struct peering *pe, const struct series *series, const struct area *area,
    struct places *known, const char **out, struct err *err)
{
	size_t n = series->n;

	*out = NULL;
	while (n-- > 0 && *out == NULL) {
		bool same;

		if (was_there(pe, area, series->years[n], known, &same, err) ==
		    -1)
			return -1;
		if (same)
			*out = series->periods[n];
	}
	return 0;
}

static int
look_at(struct peering *pe, struct yard *y, const struct area *area,
    const char *period, struct yard_row *row, struct err *err)
{
	const struct indicators *all = panel_indicators(pe->panel);
	const char *code = area->code;
	const struct yard_figure *f;
	double people = NAN;
	size_t at;

	memcpy(row->period, period, strlen(period) + 1); /* of a column */
	if (figure_of(pe, y, row->ind, period, &f, err) == -1 ||
	    panel_values(
		pe->panel, row->ind, period, &code, 1, &row->cell, err) == -1)
		return -1;
	if (is_coarse(&row->cell))
		row->cell.value = NAN;
	at = peer_at(pe, f->set, code);
	if (at < f->set->areas.n)
		people = f->set->people[at];
	row->noise = row->cell.noise;
	row->rounding = indicator_step(row->ind, row->cell.rounding);
	row->ref = f->ref;
	distinct_measure(f->ref, row->ind->kind, row->cell.value, &row->noise,
	    row->rounding,
	    at < f->set->areas.n && is_member(y, f->set, at) &&
		!isnan(row->cell.value),
	    &row->found.measure);
	if (y->kind == PEERS_CLASS && strcmp(row->ind->id, CLASS_OF) == 0)
		row->found.measure.why = DISTINCT_MATCHED;
	else if (row->ref != NULL && people < PEERS_PEOPLE &&
	    !isnan(row->cell.value))
		row->found.measure.why = DISTINCT_SMALL;
	row->found.theme = y->series[row->ind - all->items].theme;
	row->found.group = y->groups[row->ind - all->items];
	return 0;
}

int
yard_look(struct peering *pe, struct yard *y, const struct area *area,
    struct yard_row **rows, size_t *n, size_t chosen[DISTINCT_MOST],
    size_t *nchosen, struct err *err)
{
	const struct indicators *all = panel_indicators(pe->panel);
	struct yard_row *list = mem_new(all->n + 1, sizeof(*list));
	struct candidate *found = mem_new(all->n + 1, sizeof(*found));
	struct places known = { .n = 0 };
	size_t m = 0;
	int rc = -1;

	if (y->series == NULL)
		open_series(pe, y);
	if (y->groups == NULL && open_groups(pe, y, err) == -1)
		goto done;
	for (size_t i = 0; i < all->n; i++) {
		const char *period = NULL;

		if (!yard_tests(&all->items[i]))
			continue;
		if (newest(pe, &y->series[i], area, &known, &period, err) == -1)
			goto done;
		if (period == NULL)
			continue;
		list[m].ind = &all->items[i];
		if (look_at(pe, y, area, period, &list[m], err) == -1)
			goto done;
		found[m] = list[m].found;
		m++;
	}
	*nchosen = distinct_choose(found, m, chosen);
	for (size_t i = 0; i < m; i++)
		list[i].found = found[i];
	*rows = list;
	list = NULL;
	*n = m;
	rc = 0;
done:
	free(found);
	free(list);
	return rc;
}
