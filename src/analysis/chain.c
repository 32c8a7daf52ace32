/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chain: which area of the year before an area is.
 */
#include "analysis/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"

#define LAND_LEAST 2.0	/* hectares */
#define LAND_SHARE 0.02 /* of the older one */
#define HEIR_LEAST 2	/* areas that tell where a gemeente went */
#define SEVERAL (-2)	/* in a map: more than one of this name */

const char *
link_name(enum link link)
{
	static const char *const names[LINKS] = { "same", "recoded", "break",
		"reused", "unproven" };

	return names[link];
}

bool
chain_land_differs(double before, double now)
{
	return !isnan(before) && !isnan(now) &&
	    fabs(before - now) > fmax(LAND_LEAST, LAND_SHARE * before);
}

/* Two years next to each other. */
struct linking {
	const struct chain_year *before, *now;
	struct chain_link *out;
	char **names_before,
	    **names_now; /* folded, as the areas; see fold_of */
	struct map code_before, code_now; /* code to index */
	/* "level municipality name" to index, or SEVERAL: in the gemeenten in
	 * which something is looked for by name. */
	struct map name_before, name_now;
	struct map heirs; /* gemeente that ended to one of now */
	bool *taken;	  /* of before: somebody's past by more than a name */
};

static char *
folded(const struct area *a)
{
	char *name = mem_strn(a->name, area_short_name(a->name, a->level));
	char *out = text_fold(name);

	free(name);
	return out;
}

static char *
name_key(const struct area *a, const char *municipality, const char *name)
{
	return mem_fmt("%d %s %s", (int)a->level, municipality, name);
}

/* The folded name of an area of a year; folded when it is asked for, as most
 * never are. */
static const char *
fold_of(const struct chain_year *y, char **names, size_t at)
{
	if (names[at] == NULL)
		names[at] = folded(&y->areas[at]);
	return names[at];
}

static const char *
name_before(const struct linking *l, size_t at)
{
	return fold_of(l->before, l->names_before, at);
}

static const char *
name_now(const struct linking *l, size_t at)
{
	return fold_of(l->now, l->names_now, at);
}

static void
index_codes(const struct chain_year *y, struct map *codes)
{
	for (size_t i = 0; i < y->n; i++)
		map_puts(codes, y->areas[i].code, (int64_t)i);
}

/* The one area of a level and name in a gemeente, or CHAIN_NONE. */
static size_t
only(const struct map *names, const struct area *a, const char *municipality,
    const char *name)
{
	char *key = name_key(a, municipality, name);
	int64_t at = -1;
	bool there = map_gets(names, key, &at);

	free(key);
	return there && at >= 0 ? (size_t)at : CHAIN_NONE;
}

static double
land(const struct chain_year *y, size_t at)
{
	return y->land == NULL ? (double)NAN : y->land[at];
}

/* Whether an area of before can be the past of one of now, by its name. */
static bool
may_be(const struct linking *l, size_t before, size_t now)
{
	return before != CHAIN_NONE && !l->taken[before] &&
	    !chain_land_differs(land(l->before, before), land(l->now, now));
}

static bool
is_gone(const struct linking *l, const char *municipality)
{
	return municipality[0] != '\0' &&
	    !map_gets(&l->code_now, municipality, NULL);
}

/* Looked for by name: a new code, and nothing else told what it was. */
static bool
is_sought(const struct linking *l, size_t now)
{
	return l->now->areas[now].change == '2' &&
	    l->out[now].before == CHAIN_NONE;
}

static void
index_name(
    struct map *names, const struct area *a, const char *folds, size_t at)
{
	char *key = name_key(a, a->municipality, folds);

	map_puts(
	    names, key, map_gets(names, key, NULL) ? SEVERAL : (int64_t)at);
	free(key);
}

/* Names in the gemeenten of all with a new code, and, of before, in those
 * that ended. False: nothing is looked for. */
static bool
index_names(struct linking *l)
{
	struct map places = { 0 };
	bool sought = false;

	for (size_t i = 0; i < l->now->n; i++) {
		if (l->now->areas[i].change != '2')
			continue;
		sought |= is_sought(l, i);
		map_puts(&places, l->now->areas[i].municipality, 1);
	}
	for (size_t i = 0; sought && i < l->now->n; i++) {
		const struct area *a = &l->now->areas[i];

		if (map_gets(&places, a->municipality, NULL))
			index_name(&l->name_now, a, name_now(l, i), i);
	}
	for (size_t i = 0; sought && i < l->before->n; i++) {
		const struct area *a = &l->before->areas[i];

		if (map_gets(&places, a->municipality, NULL) ||
		    is_gone(l, a->municipality))
			index_name(&l->name_before, a, name_before(l, i), i);
	}
	map_free(&places);
	return sought;
}

/* The votes for where one gemeente went: of its areas that have a new code, in
 * which gemeente is the only one of that name. */
static void
elect_heir(struct linking *l, const char *gone, const struct map *votes_of)
{
	int64_t most = 0, all = 0;
	size_t best = CHAIN_NONE;

	for (size_t i = 0; i < l->now->n; i++) {
		char *key;
		int64_t votes = 0;

		if (l->now->areas[i].level != LEVEL_GEMEENTE)
			continue;
		key = mem_fmt("%s %s", gone, l->now->areas[i].code);
		if (map_gets(votes_of, key, &votes)) {
			all += votes;
			if (votes > most) {
				most = votes;
				best = i;
			}
		}
		free(key);
	}
	if (best != CHAIN_NONE && most >= HEIR_LEAST && 2 * most > all)
		map_puts(&l->heirs, gone, (int64_t)best);
}

/* Every area of now with a new code and a name that occurs once in its
 * gemeente votes with every area of before of that name in a gemeente that
 * ended. Names that many places have spread their votes; the neighbours of
 * the place do not. */
static void
find_heirs(struct linking *l)
{
	struct map gone_names = { 0 }, votes = { 0 };
	size_t *chain = mem_new(l->before->n + 1, sizeof(*chain));

	for (size_t i = 0; i < l->before->n; i++) {
		const struct area *a = &l->before->areas[i];
		int64_t first;
		char *key;

		chain[i] = CHAIN_NONE;
		if (a->level < LEVEL_WIJK || !is_gone(l, a->municipality))
			continue;
		key = name_key(a, "", name_before(l, i));
		if (map_gets(&gone_names, key, &first))
			chain[i] = (size_t)first;
		map_puts(&gone_names, key, (int64_t)i);
		free(key);
	}
	for (size_t i = 0; i < l->now->n && gone_names.n > 0; i++) {
		const struct area *a = &l->now->areas[i];
		char *key;
		int64_t at = -1;

		if (a->change != '2' ||
		    only(&l->name_now, a, a->municipality, name_now(l, i)) != i)
			continue;
		key = name_key(a, "", name_now(l, i));
		if (!map_gets(&gone_names, key, &at))
			at = -1;
		free(key);
		for (size_t b = at < 0 ? CHAIN_NONE : (size_t)at;
		     b != CHAIN_NONE; b = chain[b]) {
			int64_t n = 0;

			if (!may_be(l, b, i))
				continue;
			key = mem_fmt("%s %s", l->before->areas[b].municipality,
			    a->municipality);
			map_gets(&votes, key, &n);
			map_puts(&votes, key, n + 1);
			free(key);
		}
	}
	for (size_t i = 0; i < l->before->n; i++)
		if (l->before->areas[i].level == LEVEL_GEMEENTE &&
		    is_gone(l, l->before->areas[i].code))
			elect_heir(l, l->before->areas[i].code, &votes);
	free(chain);
	map_free(&gone_names);
	map_free(&votes);
}

/* The only area of that name in this gemeente, or in those that went to it. */
static size_t
by_name(const struct linking *l, size_t now)
{
	const struct area *a = &l->now->areas[now];
	const char *own = name_now(l, now);
	size_t found;

	if (only(&l->name_now, a, a->municipality, own) != now)
		return CHAIN_NONE;
	found = only(&l->name_before, a, a->municipality, own);
	if (!may_be(l, found, now))
		found = CHAIN_NONE;
	for (size_t i = 0; i < l->before->n; i++) {
		const struct area *g = &l->before->areas[i];
		int64_t heir;
		size_t other;

		if (g->level != LEVEL_GEMEENTE ||
		    !map_gets(&l->heirs, g->code, &heir) ||
		    strcmp(l->now->areas[heir].code, a->municipality) != 0)
			continue;
		other = only(&l->name_before, a, g->code, own);
		if (!may_be(l, other, now))
			continue;
		if (found != CHAIN_NONE)
			return CHAIN_NONE; /* two of them */
		found = other;
	}
	return found;
}

static void
put(struct linking *l, size_t now, enum link link, enum link_by by,
    size_t before)
{
	l->out[now] = (struct chain_link){ link, by, before };
	if (before != CHAIN_NONE)
		l->taken[before] = true;
}

/* What the change code says by itself; 2 and none are left for later. */
static void
link_by_code(struct linking *l, size_t now)
{
	const struct area *a = &l->now->areas[now];
	int64_t same;
	bool there = map_gets(&l->code_before, a->code, &same);

	put(l, now, LINK_UNPROVEN, LINK_BY_NOTHING, CHAIN_NONE);
	if (there && (a->level == LEVEL_LAND || a->change == '1'))
		put(l, now, LINK_SAME, LINK_BY_CODE, (size_t)same);
	else if (a->change == '3')
		put(l, now, LINK_BREAK, LINK_BY_NOTHING, CHAIN_NONE);
	else if (there && a->change == '2')
		put(l, now, LINK_REUSED, LINK_BY_NOTHING, CHAIN_NONE);
	else if (there && a->change != '1' &&
	    chain_land_differs(
		land(l->before, (size_t)same), land(l->now, now)))
		put(l, now,
		    strcmp(name_before(l, (size_t)same), name_now(l, now)) == 0
			? LINK_BREAK
			: LINK_REUSED,
		    LINK_BY_NOTHING, CHAIN_NONE);
}

/* Pairs that are given: a table goes before a shape. What a change code
 * already says stays; a pair to two places says nothing. */
static void
link_by_pair(struct linking *l, const struct chain_pair pairs[], size_t n,
    enum link_by by)
{
	for (size_t i = 0; i < n; i++) {
		const struct chain_pair *p = &pairs[i];

		if (p->by == by && p->before < l->before->n &&
		    p->now < l->now->n && l->now->areas[p->now].change == '2' &&
		    l->out[p->now].before == CHAIN_NONE &&
		    !l->taken[p->before] &&
		    l->before->areas[p->before].level ==
			l->now->areas[p->now].level)
			put(l, p->now, LINK_RECODED, by, p->before);
	}
}

static void
link_by_name(struct linking *l)
{
	size_t *found;

	if (!index_names(l))
		return;
	found = mem_new(l->now->n + 1, sizeof(*found));
	find_heirs(l);
	/* All are found before one is put, so that the order says nothing. */
	for (size_t i = 0; i < l->now->n; i++)
		found[i] = is_sought(l, i) ? by_name(l, i) : CHAIN_NONE;
	for (size_t i = 0; i < l->now->n; i++)
		if (found[i] != CHAIN_NONE && !l->taken[found[i]])
			put(l, i, LINK_RECODED, LINK_BY_NAME, found[i]);
	free(found);
}

/* Buurten of each gemeente of a year, and those of them that did not change
 * within it. */
static void
count_buurten(const struct linking *l, struct map *were, struct map *are,
    struct map *stayed)
{
	int64_t n;

	for (size_t i = 0; i < l->before->n; i++) {
		const struct area *a = &l->before->areas[i];

		if (a->level != LEVEL_BUURT)
			continue;
		n = 0;
		map_gets(were, a->municipality, &n);
		map_puts(were, a->municipality, n + 1);
	}
	for (size_t i = 0; i < l->now->n; i++) {
		const struct area *a = &l->now->areas[i];
		const size_t b = l->out[i].before;

		if (a->level != LEVEL_BUURT)
			continue;
		n = 0;
		map_gets(are, a->municipality, &n);
		map_puts(are, a->municipality, n + 1);
		if (b == CHAIN_NONE ||
		    strcmp(l->before->areas[b].municipality, a->municipality) !=
			0)
			continue;
		n = 0;
		map_gets(stayed, a->municipality, &n);
		map_puts(stayed, a->municipality, n + 1);
	}
}

/* A gemeente of which no change code says what became of it. */
static bool
is_unsaid(const struct area *a)
{
	return a->level == LEVEL_GEMEENTE &&
	    !(a->change >= '1' && a->change <= '3');
}

/* A gemeente of which every buurt stayed, and none came or went. */
static void
link_by_buurten(struct linking *l)
{
	struct map were = { 0 }, are = { 0 }, stayed = { 0 };
	bool some = false;

	for (size_t i = 0; i < l->now->n; i++)
		some |= is_unsaid(&l->now->areas[i]);
	if (some)
		count_buurten(l, &were, &are, &stayed);
	for (size_t i = 0; some && i < l->now->n; i++) {
		const struct area *a = &l->now->areas[i];
		int64_t w = 0, n = 0, s = 0, same;

		if (!is_unsaid(a) ||
		    !map_gets(&l->code_before, a->code, &same) ||
		    !map_gets(&were, a->code, &w) ||
		    !map_gets(&are, a->code, &n) ||
		    !map_gets(&stayed, a->code, &s))
			continue;
		if (w == n && n == s)
			put(l, i, LINK_SAME, LINK_BY_CODE, (size_t)same);
	}
	map_free(&were);
	map_free(&are);
	map_free(&stayed);
}

static void
free_names(char **names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

void
chain_links(const struct chain_year *before, const struct chain_year *now,
    const struct chain_pair pairs[], size_t npairs, struct chain_link out[])
{
	struct linking l = { .before = before, .now = now, .out = out };

	for (size_t i = 0; i < now->n; i++)
		out[i] = (struct chain_link){ LINK_UNPROVEN, LINK_BY_NOTHING,
			CHAIN_NONE };
	if (before->year != now->year - 1)
		return;
	if (before->n == 0) {
		for (size_t i = 0; i < now->n; i++)
			link_by_code(&l, i);
		return;
	}
	l.taken = mem_new(before->n + 1, sizeof(*l.taken));
	l.names_before = mem_new(before->n + 1, sizeof(*l.names_before));
	l.names_now = mem_new(now->n + 1, sizeof(*l.names_now));
	index_codes(before, &l.code_before);
	index_codes(now, &l.code_now);
	for (size_t i = 0; i < now->n; i++)
		link_by_code(&l, i);
	link_by_pair(&l, pairs, npairs, LINK_BY_TABLE);
	link_by_pair(&l, pairs, npairs, LINK_BY_SHAPE);
	link_by_name(&l);
	link_by_buurten(&l);
	free_names(l.names_before, before->n);
	free_names(l.names_now, now->n);
	map_free(&l.code_before);
	map_free(&l.code_now);
	map_free(&l.name_before);
	map_free(&l.name_now);
	map_free(&l.heirs);
	free(l.taken);
}
