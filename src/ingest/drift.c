/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * drift: a column is the same one when title, group and unit are. Of what is
 * left on both sides, two of those in common and something besides (for
 * another title: its place, its neighbours, its description or its key) make
 * it the same column under another name, when nothing else could be it too.
 */
#include "ingest/drift.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NONE SIZE_MAX
#define SHRUNK 90  /* percent of the rows of before */
#define REFUSED 50 /* and of these nothing is taken over */

struct matching {
	const struct table_meta *was, *now;
	size_t *is;  /* per topic of was: the one it is now, or NONE */
	bool *taken; /* per topic of now */
	struct drifts *out;
	bool family;
};

static bool
same(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static void
say_topic(const struct matching *m, enum drift_kind kind, size_t i, size_t j,
    const char *was, const char *became)
{
	const struct topic *a = &m->was->topics[i], *b = &m->now->topics[j];
	bool lost = !m->family && a->indicator != NULL && b->indicator == NULL;

	drifts_add(m->out, kind, a->title, was, became, lost);
}

static bool
alike_exactly(const struct matching *m, size_t i, size_t j)
{
	const struct topic *a = &m->was->topics[i], *b = &m->now->topics[j];

	return same(a->title, b->title) && same(a->group, b->group) &&
	    same(a->unit, b->unit);
}

static bool
alike_but_unit(const struct matching *m, size_t i, size_t j)
{
	const struct topic *a = &m->was->topics[i], *b = &m->now->topics[j];

	return same(a->title, b->title) && same(a->group, b->group);
}

static bool
alike_but_group(const struct matching *m, size_t i, size_t j)
{
	const struct topic *a = &m->was->topics[i], *b = &m->now->topics[j];

	return same(a->title, b->title) && same(a->unit, b->unit);
}

/* AantalInwoners_5: without the number, which CBS gives anew. */
static size_t
stem(const char *key)
{
	size_t n = strlen(key);

	while (n > 0 && isdigit((unsigned char)key[n - 1]))
		n--;
	return n > 0 && key[n - 1] == '_' ? n - 1 : strlen(key);
}

static bool
same_key(const struct topic *a, const struct topic *b)
{
	size_t n;

	if (a->key == NULL || b->key == NULL)
		return false;
	n = stem(a->key);
	return n > 0 && n == stem(b->key) && memcmp(a->key, b->key, n) == 0;
}

/* The topics before and after it are the same ones; the edge of a table is
 * one too, but not both. */
static bool
same_neighbours(const struct matching *m, size_t i, size_t j)
{
	const bool first = i == 0, last = i + 1 == m->was->ntopics;

	if (first != (j == 0) || last != (j + 1 == m->now->ntopics) ||
	    (first && last))
		return false;
	return (first || m->is[i - 1] == j - 1) &&
	    (last || m->is[i + 1] == j + 1);
}

static bool
alike_but_title(const struct matching *m, size_t i, size_t j)
{
	const struct topic *a = &m->was->topics[i], *b = &m->now->topics[j];

	if (!same(a->group, b->group) || !same(a->unit, b->unit) ||
	    a->type != b->type)
		return false;
	return same_key(a, b) || same_neighbours(m, i, j) ||
	    (a->description != NULL && a->description[0] != '\0' &&
		same(a->description, b->description));
}

typedef bool alike(const struct matching *m, size_t i, size_t j);

/* The only topic left that is alike; NONE when there is none, or more. */
static size_t
only_one(const struct matching *m, size_t i, alike *is_alike)
{
	size_t found = NONE;

	for (size_t j = 0; j < m->now->ntopics; j++) {
		if (m->taken[j] || !is_alike(m, i, j))
			continue;
		if (found != NONE)
			return NONE;
		found = j;
	}
	for (size_t k = 0; found != NONE && k < m->was->ntopics; k++)
		if (k != i && m->is[k] == NONE && is_alike(m, k, found))
			return NONE;
	return found;
}

/* Equals of one name are taken in their order. */
static void
match_exactly(struct matching *m)
{
	for (size_t i = 0; i < m->was->ntopics; i++)
		for (size_t j = 0; j < m->now->ntopics; j++) {
			/* Nearly always there: look there first. */
			size_t at = (i + j) % m->now->ntopics;

			if (m->taken[at] || !alike_exactly(m, i, at))
				continue;
			m->is[i] = at;
			m->taken[at] = true;
			break;
		}
}

static void
match(struct matching *m, alike *is_alike, enum drift_kind kind)
{
	for (size_t i = 0; i < m->was->ntopics; i++) {
		const struct topic *a = &m->was->topics[i], *b;
		size_t j = m->is[i] == NONE ? only_one(m, i, is_alike) : NONE;

		if (j == NONE)
			continue;
		m->is[i] = j;
		m->taken[j] = true;
		b = &m->now->topics[j];
		if (kind == DRIFT_UNIT)
			say_topic(m, kind, i, j, a->unit, b->unit);
		else if (kind == DRIFT_TOPIC_MOVED)
			say_topic(m, kind, i, j, a->group, b->group);
		else
			say_topic(m, kind, i, j, a->title, b->title);
	}
}

static void
find_topics(const struct table_meta *was, const struct table_meta *now,
    bool family, struct drifts *out)
{
	struct matching m = { .was = was,
		.now = now,
		.is = mem_new(was->ntopics + 1, sizeof(*m.is)),
		.taken = mem_new(now->ntopics + 1, sizeof(*m.taken)),
		.out = out,
		.family = family };

	for (size_t i = 0; i < was->ntopics; i++)
		m.is[i] = NONE;
	match_exactly(&m);
	match(&m, alike_but_unit, DRIFT_UNIT);
	match(&m, alike_but_group, DRIFT_TOPIC_MOVED);
	match(&m, alike_but_title, DRIFT_TOPIC_RENAMED);
	for (size_t i = 0; i < was->ntopics; i++)
		if (m.is[i] == NONE)
			drifts_add(out, DRIFT_TOPIC_ENDED, was->topics[i].title,
			    was->topics[i].group, NULL, false);
	for (size_t j = 0; j < now->ntopics; j++)
		if (!m.taken[j])
			drifts_add(out, DRIFT_TOPIC_NEW, now->topics[j].title,
			    NULL, now->topics[j].group, false);
	free(m.is);
	free(m.taken);
}

/* Whether a list of members has one of a dimension. */
static bool
have_dimension(const struct strings *members, const char *member)
{
	size_t n = strcspn(member, "=");

	for (size_t i = 0; i < members->n; i++)
		if (strncmp(members->items[i], member, n) == 0 &&
		    members->items[i][n] == '=')
			return true;
	return false;
}

/* Members of a that b has not; a whole dimension is told once. */
static void
find_members(const struct strings *a, const struct strings *b,
    enum drift_kind dimension, enum drift_kind member, struct drifts *out)
{
	struct strings told = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		const char *one = a->items[i];
		char *name;

		if (strings_have(b, one))
			continue;
		if (have_dimension(b, one)) {
			drifts_add(out, member, one, NULL, NULL, false);
			continue;
		}
		name = mem_strn(one, strcspn(one, "="));
		if (!strings_have(&told, name)) {
			drifts_add(out, dimension, name, NULL, NULL, false);
			strings_add(&told, name);
		}
		free(name);
	}
	strings_free(&told);
}

static void
say_numbers(enum drift_kind kind, const char *subject, uint64_t was,
    uint64_t now, bool held, struct drifts *out)
{
	char *a = mem_fmt("%llu", (unsigned long long)was);
	char *b = mem_fmt("%llu", (unsigned long long)now);

	drifts_add(out, kind, subject, a, b, held);
	free(a);
	free(b);
}

/* Fewer rows, or fewer areas of the same year. */
static void
find_shrunk(const struct drift_side *was, const struct drift_side *now,
    struct drifts *out)
{
	const bool same_year = was->meta->area_year == now->meta->area_year;

	if (now->rows * 100 < was->rows * SHRUNK)
		say_numbers(DRIFT_SHRUNK, "rows", was->rows, now->rows,
		    now->rows * 100 < was->rows * REFUSED, out);
	if (same_year && now->areas < was->areas)
		say_numbers(DRIFT_SHRUNK, "areas", was->areas, now->areas,
		    now->areas * 100 < was->areas * REFUSED, out);
	if (!same_year)
		say_numbers(DRIFT_AREA_SET, "areas",
		    (uint64_t)was->meta->area_year,
		    (uint64_t)now->meta->area_year, false, out);
}

void
drift_find(const struct drift_side *was, const struct drift_side *now,
    bool family, struct drifts *out)
{
	find_topics(was->meta, now->meta, family, out);
	find_members(now->members, was->members, DRIFT_DIMENSION_NEW,
	    DRIFT_MEMBER_NEW, out);
	find_members(was->members, now->members, DRIFT_DIMENSION_ENDED,
	    DRIFT_MEMBER_ENDED, out);
	if (family)
		return;
	find_shrunk(was, now, out);
	if (!same(was->meta->title, now->meta->title))
		drifts_add(out, DRIFT_TITLE, "title", was->meta->title,
		    now->meta->title, false);
}

const struct drift *
drift_refuses(const struct drifts *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].kind == DRIFT_SHRUNK && list->items[i].held)
			return &list->items[i];
	return NULL;
}
