/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * family: what became of the tables of a source.
 */
#include "cli/family.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"

#define KEPT 20 /* sentences of one source */

static struct json *
family_of(const struct state *s, const char *source)
{
	return json_get(json_get(s->root, "families"), source);
}

static const struct table_ref *
find(const struct table_refs *refs, const char *id)
{
	for (size_t i = 0; i < refs->n; i++)
		if (strcmp(refs->items[i].id, id) == 0)
			return &refs->items[i];
	return NULL;
}

static const struct json *
find_before(const struct json *tables, const char *id)
{
	const struct json *t;

	for (t = json_first(tables); t != NULL; t = json_next(t))
		if (json_get_str(t, "id") != NULL &&
		    strcmp(json_get_str(t, "id"), id) == 0)
			return t;
	return NULL;
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

static bool
alike(const char *a, const char *b)
{
	char *x, *y;
	bool is;

	if (a == NULL || b == NULL || a[0] == '\0')
		return false;
	x = text_fold(a);
	y = text_fold(b);
	is = strcmp(x, y) == 0;
	free(x);
	free(y);
	return is;
}

/* The table that stands where one stood: new, and of that title or period; or
 * the newest, where that is all that is taken. */
static const struct table_ref *
successor(const struct source *src, const struct json *before,
    const struct json *gone, const struct table_refs *now)
{
	if (src->take == TAKE_NEWEST && src->table_ids.n == 0 && now->n == 1)
		return &now->items[0];
	for (size_t i = 0; i < now->n; i++) {
		const struct table_ref *ref = &now->items[i];

		if (find_before(before, ref->id) == NULL &&
		    (alike(ref->title, json_get_str(gone, "title")) ||
			alike(ref->period, json_get_str(gone, "period"))))
			return ref;
	}
	return NULL;
}

static void
say(struct strings *notices, char *sentence)
{
	strings_add(notices, sentence);
	free(sentence);
}

/* A table that was there before. */
static void
look_back(const struct source *src, const struct json *before,
    const struct json *was, const struct table_refs *now,
    struct strings *notices)
{
	const char *id = or_empty(json_get_str(was, "id"));
	const char *title = or_empty(json_get_str(was, "title"));
	const struct table_ref *ref = find(now, id), *next;

	if (ref == NULL) {
		next = successor(src, before, was, now);
		if (next != NULL)
			say(notices,
			    mem_fmt("table %s (%s) was replaced by %s (%s)", id,
				title, next->id, or_empty(next->title)));
		else
			say(notices,
			    mem_fmt("table %s (%s) is no longer among those "
				    "of the catalogue: what was loaded of it "
				    "stays",
				id, title));
	} else if (strcmp(or_empty(ref->title), title) != 0)
		say(notices,
		    mem_fmt("table %s (%s) is now called \"%s\"", id, title,
			or_empty(ref->title)));
}

/* How the catalogue says that a table is not kept up any more, or "". */
static const char *
end_of(const char *status, const char *reason)
{
	if (status != NULL && strcmp(status, "Regulier") != 0)
		return status;
	return reason != NULL && strcmp(reason, "Stopgezet") == 0 ? reason : "";
}

/* A table that its source does not keep up any more. Of a table for each year
 * that is what becomes of all but the newest. */
static void
look_at_status(const struct source *src, const struct json *before,
    const struct table_ref *ref, struct strings *notices)
{
	const struct json *was = find_before(before, ref->id);
	const char *end = end_of(ref->status, ref->reason);

	if (end[0] == '\0' ||
	    (src->find_title != NULL && src->take == TAKE_YEARS) ||
	    strcmp(end_of(json_get_str(was, "status"),
		       json_get_str(was, "reason")),
		end) == 0)
		return;
	say(notices,
	    ref->ended != NULL
		? mem_fmt("table %s (%s) has ended (%s): it gets no new "
			  "figures; the catalogue says: \"%s\"",
		      ref->id, or_empty(ref->title), end, ref->ended)
		: mem_fmt("table %s (%s) has ended (%s): it gets no new "
			  "figures; look in the catalogue whether another "
			  "goes on with it",
		      ref->id, or_empty(ref->title), end));
}

static void
remember(struct json *family, const struct table_refs *now, int64_t at,
    const struct strings *notices)
{
	struct json *tables, *kept = json_get(family, "notices");
	struct json *list = json_array();
	size_t drop = json_len(kept) + notices->n, k = 0;
	char stamp[21];

	drop = drop > KEPT ? drop - KEPT : 0;
	for (const struct json *n = json_first(kept); n != NULL;
	     n = json_next(n))
		if (k++ >= drop)
			json_add(list, NULL, json_copy(n));
	for (size_t i = 0; i < notices->n; i++) {
		struct json *one = json_add_object(list, NULL);

		json_add_str(one, "at", when_iso(at, stamp));
		json_add_str(one, "text", notices->items[i]);
	}
	json_drop(family, "notices");
	json_add(family, "notices", list);
	json_drop(family, "tables");
	tables = json_add_array(family, "tables");
	for (size_t i = 0; i < now->n; i++) {
		struct json *one = json_add_object(tables, NULL);

		json_add_str(one, "id", now->items[i].id);
		json_add_str(one, "title", now->items[i].title);
		json_add_str(one, "period", now->items[i].period);
		json_add_str(one, "status", now->items[i].status);
		json_add_str(one, "reason", now->items[i].reason);
	}
}

void
family_update(struct state *s, const struct source *src,
    const struct table_refs *now, int64_t at, struct strings *notices)
{
	struct json *family = family_of(s, src->id), *all, *before;
	const struct json *t;

	if (!json_is_object(family)) {
		all = json_get(s->root, "families");
		if (!json_is_object(all)) {
			json_drop(s->root, "families");
			all = json_add_object(s->root, "families");
		}
		json_drop(all, src->id);
		family = json_add_object(all, src->id);
	}
	before = json_get(family, "tables");
	for (t = json_first(before); t != NULL; t = json_next(t))
		look_back(src, before, t, now, notices);
	for (size_t i = 0; i < now->n; i++)
		look_at_status(src, before, &now->items[i], notices);
	remember(family, now, at, notices);
}

void
family_notices(const struct state *s, const char *source, struct strings *out)
{
	const struct json *n, *list = json_get(family_of(s, source), "notices");

	for (n = json_first(list); n != NULL; n = json_next(n))
		say(out,
		    mem_fmt("%.10s: %s", or_empty(json_get_str(n, "at")),
			or_empty(json_get_str(n, "text"))));
}
