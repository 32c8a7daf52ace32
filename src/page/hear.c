/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * hear: which voices a page has. What was released is not yet for every page:
 * where few people live, or only one has that role, readers would know who
 * spoke. The rules: docs/privacy.md.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

/* A quote is printed on pages of areas with so many inhabitants, and on those
 * of the larger areas they lie in. */
#define HEAR_LEAST 250

/* Whether enough people live here; where that is not known they do not. A
 * gemeente has none that it could roll up to. */
static int
enough_people(struct page *p, bool *enough, struct err *err)
{
	const struct indicator *ind =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	struct seats seats;
	int got;

	*enough = p->area.level == LEVEL_GEMEENTE;
	if (*enough || ind == NULL)
		return 0;
	got = page_seats(p, ind, &seats, err);
	if (got == 1) {
		const struct cell_value *cell = &seats.cells[SELF];
		double people = isnan(cell->value) && cell->between
		    ? cell->low
		    : cell->value;

		*enough = people >= HEAR_LEAST; /* not when it is NAN */
	}
	return got == -1 ? -1 : 0;
}

/* Whether all parts of an own area lie in the area of the page. */
static bool
holds_own(const struct page *p, const char *id)
{
	const char *const *parts;
	size_t n = panel_own_parts(p->panel, id, &parts), i;

	for (i = 0; i < n; i++)
		if (strncmp(parts[i] + 2, p->area.code + 2,
			strlen(p->area.code) - 2) != 0)
			return false;
	return n > 0;
}

/* Codes of what is in the area: itself, its parts, or the own areas in it. */
static const char **
codes_of(struct page *p, size_t *n, struct areas *own)
{
	const char *const *parts = NULL;
	size_t nparts = panel_own_parts(p->panel, p->area.code, &parts), i;
	const char **codes;

	panel_own_areas(p->panel, own);
	codes = mem_new(1 + nparts + own->n, sizeof(*codes));
	codes[(*n)++] = p->area.code;
	for (i = 0; i < nparts; i++)
		codes[(*n)++] = parts[i];
	for (i = 0; i < own->n && nparts == 0; i++)
		if (holds_own(p, own->items[i].code))
			codes[(*n)++] = own->items[i].code;
	return codes;
}

/* Whether the role may stand on this page; one that few people have becomes
 * what it is a kind of. */
static bool
may_name(struct page *p, struct voice *v)
{
	const struct rare_role *rare = privacy_role(p->in->privacy, v->role);

	if (rare == NULL || v->override ||
	    (p->area.level == LEVEL_GEMEENTE && !rare->anywhere))
		return true;
	if (rare->general_nl == NULL)
		return false;
	v->role = words_named(p->w, "role", rare->general_en, rare->general_nl,
	    rare->general_en);
	return true;
}

int
page_hear(struct page *p, struct err *err)
{
	struct areas own = { 0 };
	const char **codes;
	size_t n = 0, i, kept = 0;

	if (enough_people(p, &p->enough, err) == -1)
		return -1;
	codes = codes_of(p, &n, &own);
	notes_voices(p->in->notes, codes, n, NULL, &p->voices);
	free(codes);
	for (i = 0; i < p->voices.n; i++) {
		struct voice *v = &p->voices.items[i];

		if ((p->enough || v->override) && may_name(p, v))
			p->voices.items[kept++] = *v;
	}
	p->voices.n = kept;
	areas_free(&own);
	return 0;
}

/* No role stands beside a rating, so that of the one huisarts counts as any;
 * what only one or two people gave is not told apart (ratings_cells). */
enum ratings_state
page_rated(struct page *p, const char *about, const struct release *r,
    struct ratings *out)
{
	enum ratings_state state;
	struct areas own = { 0 };
	size_t n = 0;
	const char **codes = codes_of(p, &n, &own);

	state = ratings_of(p->in->notes, codes, n, about, r, out);
	if (state == RATINGS_SAID && !p->enough) {
		*out = (struct ratings){ 0 };
		state = RATINGS_FEW;
	}
	free(codes);
	areas_free(&own);
	return state;
}

bool
page_same_talk(const struct voice *a, const struct voice *b)
{
	const struct note *x = a->note, *y = b->note;

	return x == y ||
	    (x->follows != NULL && strcmp(x->follows, y->id) == 0) ||
	    (y->follows != NULL && strcmp(y->follows, x->id) == 0);
}

/* Conversations that the voices are from; one that follows up on another is
 * with the same person. */
size_t
page_talks(const struct page *p, const char **roles)
{
	const struct voice **seen = mem_new(p->voices.n, sizeof(*seen));
	size_t n = 0, i, j;

	for (i = 0; i < p->voices.n; i++) {
		const struct voice *v = &p->voices.items[i];

		for (j = 0; j < n && !page_same_talk(v, seen[j]); j++)
			;
		if (j < n)
			continue;
		seen[n] = v;
		roles[n++] = v->role;
	}
	free(seen);
	return n;
}
