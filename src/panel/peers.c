/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * peers: which areas one is compared with.
 */
#include "panel/peers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "own.h"
#include "panel/peering.h"
#include "store/neighbour.h"

const char *
peer_kind_name(enum peer_kind kind)
{
	static const char *const names[PEER_KINDS] = { "wijk", "gemeente",
		"class", "country", "ring", "region" };

	return names[kind];
}

struct peering *
peering_new(struct panel *p)
{
	struct peering *pe = mem_new(1, sizeof(*pe));

	pe->panel = p;
	return pe;
}

static void
matching_free(struct matching *m)
{
	for (size_t k = 0; m != NULL && k < m->n; k++) {
		free(m->values[k]);
		free(m->small[k]);
	}
	free(m);
}

static void
set_free(struct peer_set *s)
{
	free(s->areas.items);
	free(s->at);
	free(s->people);
	free(s->beside);
	free(s->klass);
	matching_free(s->matching);
	free(s);
}

void
peering_free(struct peering *pe)
{
	if (pe == NULL)
		return;
	for (size_t i = 0; i < pe->nsets; i++)
		set_free(pe->sets[i]);
	for (size_t i = 0; i < pe->nyards; i++)
		yard_free(pe->yards[i]);
	free(pe->sets);
	free(pe->yards);
	free(pe);
}

/* An indicator of all areas of a set in the year of its vintage. */
static int
set_values(struct peering *pe, const struct peer_set *s, const char *id,
    double out[], bool *there, struct err *err)
{
	const struct indicator *ind =
	    indicators_find(panel_indicators(pe->panel), id);
	const char **codes = mem_new(s->areas.n + 1, sizeof(*codes));
	char *period = mem_fmt("%d", s->year);
	int rc = 0;

	*there = ind != NULL && panel_column(pe->panel, ind, period) != NULL;
	for (size_t i = 0; i < s->areas.n; i++) {
		codes[i] = s->areas.items[i].code;
		out[i] = NAN;
	}
	if (*there)
		rc = panel_figures(
		    pe->panel, ind, period, codes, s->areas.n, out, err);
	free(period);
	free(codes);
	return rc;
}

/* Areas of a gemeente mostly lie together: the first from i on that is of
 * another. */
static size_t
end_of_gemeente(const struct peer_set *s, size_t i)
{
	const char *gemeente = s->areas.items[i].municipality;

	do
		i++;
	while (i < s->areas.n &&
	    strcmp(s->areas.items[i].municipality, gemeente) == 0);
	return i;
}

/* How many of each kind there are. */
static void
count_set(struct peer_set *s)
{
	struct map gemeenten = { 0 };

	s->beside = mem_new(s->areas.n + 1, sizeof(*s->beside));
	for (size_t i = 0, end; i < s->areas.n; i = end) {
		const char *gemeente = s->areas.items[i].municipality;
		int64_t n = 0;

		end = end_of_gemeente(s, i);
		map_gets(&gemeenten, gemeente, &n);
		for (size_t k = i; k < end; k++) {
			if (!peer_counts(s, k))
				continue;
			n++;
			s->in_class[s->klass[k]]++;
			s->in_all++;
		}
		map_puts(&gemeenten, gemeente, n);
	}
	for (size_t i = 0, end; i < s->areas.n; i = end) {
		int64_t n = 0;

		end = end_of_gemeente(s, i);
		map_gets(&gemeenten, s->areas.items[i].municipality, &n);
		for (size_t k = i; k < end; k++)
			s->beside[k] = (size_t)n;
	}
	map_free(&gemeenten);
}

/* The areas of the level, out of all of the vintage. */
static void
take_level(const struct vintage *v, struct peer_set *s)
{
	s->v = v;
	s->at = mem_new(v->areas.n + 1, sizeof(*s->at));
	for (size_t i = 0; i < v->areas.n; i++) {
		if (v->areas.items[i].level != s->level)
			continue;
		MEM_PUSH(s->areas.items, s->areas.n, s->areas.cap);
		s->areas.items[s->areas.n++] = v->areas.items[i];
		s->at[i] = (uint32_t)s->areas.n;
	}
}

static int
fill_set(struct peering *pe, struct peer_set *s, struct err *err)
{
	const struct vintage *v;
	double *values;
	bool there;
	int rc = -1;

	if (vintage_of(pe->panel, s->year, &v, err) == -1)
		return -1;
	take_level(v, s);
	s->people = mem_new(s->areas.n + 1, sizeof(*s->people));
	s->klass = mem_new(s->areas.n + 1, sizeof(*s->klass));
	values = mem_new(s->areas.n + 1, sizeof(*values));
	if (set_values(pe, s, "inwoners", s->people, &s->counted, err) == -1 ||
	    set_values(pe, s, "stedelijkheid", values, &there, err) == -1)
		goto done;
	for (size_t i = 0; i < s->areas.n; i++)
		if (values[i] >= 1.0 && values[i] <= 5.0)
			s->klass[i] = (int)values[i];
	count_set(s);
	rc = 0;
done:
	free(values);
	return rc;
}

int
peer_set_of(struct peering *pe, enum area_level level, int year,
    const struct peer_set **out, struct err *err)
{
	struct peer_set *s;

	for (size_t i = 0; i < pe->nsets; i++)
		if (pe->sets[i]->year == year && pe->sets[i]->level == level) {
			*out = pe->sets[i];
			return 0;
		}
	s = mem_new(1, sizeof(*s));
	s->year = year;
	s->level = level;
	if (fill_set(pe, s, err) == -1) {
		set_free(s);
		return -1;
	}
	MEM_PUSH(pe->sets, pe->nsets, pe->capsets);
	pe->sets[pe->nsets++] = s;
	*out = s;
	return 0;
}

bool
peer_counts(const struct peer_set *s, size_t at)
{
	return !s->counted || s->people[at] >= PEERS_PEOPLE;
}

size_t
peer_at(struct peering *pe, const struct peer_set *s, const char *code)
{
	const struct area *a = area_near(s->v, code, &pe->near);
	const uint32_t at = a == NULL ? 0 : s->at[a - s->v->areas.items];

	return at == 0 ? s->areas.n : at - 1;
}

static int
by_place(const void *a, const void *b)
{
	const struct area *x = *(const struct area *const *)a;
	const struct area *y = *(const struct area *const *)b;

	return strcmp(x->code, y->code);
}

/* By its id; NULL: it is no area of the set. */
static const struct area *
by_id(const struct peer_set *s, int64_t id)
{
	const struct area *a = area_with_id(s->v, id);
	const uint32_t at = a == NULL ? 0 : s->at[a - s->v->areas.items];

	return at == 0 ? NULL : &s->areas.items[at - 1];
}

static int
ring(struct peering *pe, const struct peer_set *s, size_t self,
    const struct area **list, size_t *n, struct err *err)
{
	struct border *borders = NULL;
	size_t found = 0;

	if (store_borders(panel_store(pe->panel), s->areas.items[self].id,
		&borders, &found, err) == -1)
		return -1;
	for (size_t k = 0; k < found; k++) {
		const struct area *other = by_id(s, borders[k].other);

		if (other != NULL && *n < s->areas.n)
			list[(*n)++] = other;
	}
	free(borders);
	if (*n > 1)
		qsort(list, *n, sizeof(*list), by_place);
	return 0;
}

static bool
is_peer(
    const struct peer_set *s, size_t self, size_t other, enum peer_kind kind)
{
	const struct area *a = &s->areas.items[self];
	const struct area *b = &s->areas.items[other];

	if (self == other || !peer_counts(s, other))
		return false;
	switch (kind) {
	case PEERS_WIJK:
		return strcmp(a->parent, b->parent) == 0;
	case PEERS_GEMEENTE:
		return strcmp(a->municipality, b->municipality) == 0;
	case PEERS_CLASS:
		return s->klass[self] != 0 && s->klass[self] == s->klass[other];
	case PEERS_COUNTRY:
		return true;
	case PEERS_RING:
	case PEERS_REGION:
	case PEER_KINDS:
		break;
	}
	return false;
}

int
peering_list(struct peering *pe, enum peer_kind kind, const struct area *area,
    int year, const struct area ***out, size_t *n, struct err *err)
{
	const bool region =
	    kind == PEERS_REGION && area->level != LEVEL_GEMEENTE;
	const bool beside = kind == PEERS_RING || kind == PEERS_REGION;
	const enum area_level level = region ? LEVEL_GEMEENTE : area->level;
	const struct area **list;
	const struct peer_set *s;
	size_t self, found = 0;

	if (peer_set_of(pe, level, year, &s, err) == -1)
		return -1;
	list = mem_new(s->areas.n + 1, sizeof(*list));
	self = peer_at(pe, s, region ? area->municipality : area->code);
	if (self < s->areas.n && beside &&
	    ring(pe, s, self, list, &found, err) == -1) {
		free(list);
		return -1;
	}
	for (size_t i = 0; !beside && self < s->areas.n && i < s->areas.n; i++)
		if (is_peer(s, self, i, kind))
			list[found++] = &s->areas.items[i];
	*out = list;
	*n = found;
	return 0;
}

/* An area that is too small to be a peer has no figures to match by, but is
 * itself matched. */
static void
part_small(const struct peer_set *s, struct matching *m, size_t k)
{
	m->small[k] = mem_new(s->areas.n + 1, sizeof(double));
	for (size_t i = 0; i < s->areas.n; i++) {
		m->small[k][i] = NAN;
		if (peer_counts(s, i))
			continue;
		m->small[k][i] = m->values[k][i];
		m->values[k][i] = NAN;
	}
}

static int
fill_matching(struct peering *pe, const struct peer_set *s, struct matching *m,
    struct err *err)
{
	const struct indicators *all = panel_indicators(pe->panel);

	for (size_t i = 0; i < all->n && m->n < MATCHES; i++) {
		const struct indicator *ind = &all->items[i];
		double *values;
		bool there;

		if (!ind->match)
			continue;
		values = mem_new(s->areas.n + 1, sizeof(*values));
		if (set_values(pe, s, ind->id, values, &there, err) == -1) {
			free(values);
			return -1;
		}
		if (!there) {
			free(values);
			continue;
		}
		similar_scale(ind->kind, values, s->areas.n, &m->scales[m->n]);
		similar_put(&m->scales[m->n], values, s->areas.n);
		m->values[m->n] = values;
		part_small(s, m, m->n);
		m->inds[m->n++] = ind;
	}
	return 0;
}

/* Of a set of peering: worked out once. */
static int
matching_of(struct peering *pe, const struct peer_set *s,
    struct matching **out, struct err *err)
{
	struct peer_set *mine = NULL;
	struct matching *m;

	if (s->matching != NULL) {
		*out = s->matching;
		return 0;
	}
	m = mem_new(1, sizeof(*m));
	if (fill_matching(pe, s, m, err) == -1) {
		matching_free(m);
		return -1;
	}
	for (size_t i = 0; i < pe->nsets; i++)
		if (pe->sets[i] == s)
			mine = pe->sets[i];
	mine->matching = *out = m;
	return 0;
}

int
peering_similar(struct peering *pe, const struct area *area, size_t most,
    struct match out[], size_t *n, struct err *err)
{
	struct similar *found = NULL;
	const double *columns[MATCHES];
	const struct peer_set *s;
	struct matching *m;
	size_t self;
	bool small;

	*n = 0;
	if (peer_set_of(pe, area->level, area->year, &s, err) == -1 ||
	    matching_of(pe, s, &m, err) == -1)
		return -1;
	self = peer_at(pe, s, area->code);
	if (self == s->areas.n)
		return 0;
	small = !peer_counts(s, self);
	for (size_t k = 0; k < m->n; k++) {
		columns[k] = m->values[k];
		if (small)
			m->values[k][self] = m->small[k][self];
	}
	found = mem_new(most + 1, sizeof(*found));
	*n = similar_find(
	    columns, m->scales, m->n, s->areas.n, self, most, found);
	for (size_t k = 0; small && k < m->n; k++)
		m->values[k][self] = NAN;
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct match){ &s->areas.items[found[i].at],
			found[i].distance, found[i].figures,
			m->inds[found[i].nearest], m->inds[found[i].furthest] };
	free(found);
	return 0;
}
