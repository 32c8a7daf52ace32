/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_select: the keys of a definition that say which part of a table is
 * meant: members of dimensions, periods, the bounds of an interval.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/def_keys.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define FROM "from"

/* It is written as NAME=KEY;NAME=KEY in facts.db. */
bool
member_ok(struct check *c, struct place at, const char *s)
{
	if (s[0] != '\0' && strpbrk(s, ";=") == NULL)
		return true;
	check_wrong(c, at,
	    "cannot be the name or key of a member (empty, or "
	    "with ; or = in it)");
	return false;
}

void
field_members(struct check *c, struct place at, void *to)
{
	field_pairs(c, at, to, member_ok);
}

static void
add_choice(struct check *c, struct place at, struct selection *select)
{
	const char *name = json_name(at.json);
	struct selected *item;

	if (selection_of(select, name) != NULL) {
		check_wrong(c, at, "written twice");
		return;
	}
	if (!member_ok(c, at, name))
		return;
	MEM_PUSH(select->items, select->n, select->cap);
	item = &select->items[select->n++];
	*item = (struct selected){ .dimension = mem_str(name) };
	field_texts(c, at, &item->keys);
}

void
field_select(struct check *c, struct place at, void *to)
{
	struct selection *select = to;
	struct place m;
	size_t mark;
	bool more;

	if (!json_is_object(at.json)) {
		check_wrong(
		    c, at, "is %s, must be an object", check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &m); more; more = check_next(c, &m)) {
		mark = check_into(c, json_name(m.json), 0);
		if (strcmp(json_name(m.json), FROM) == 0)
			field_year(c, m, &select->from);
		else
			add_choice(c, m, select);
		check_out(c, mark);
	}
}

static const struct field bounds_fields[] = {
	{ "dimension", field_text, true, offsetof(struct bounds, dimension) },
	{ "low", field_text, true, offsetof(struct bounds, low) },
	{ "high", field_text, true, offsetof(struct bounds, high) },
};

void
field_bounds(struct check *c, struct place at, void *to)
{
	check_object(c, at, bounds_fields, COUNT(bounds_fields), to);
}

/* A member that something means must be one that is loaded. */
static void
check_selected(struct check *c, struct place at, const struct source *src,
    const char *dimension, const char *key)
{
	const struct strings *keys = selection_of(&src->select, dimension);
	const struct add_up *up = &src->add_up;
	struct strings names = { 0 };
	struct buf hint = { 0 };

	if (up->dimension != NULL && strcmp(up->dimension, dimension) == 0) {
		for (size_t i = 0; i < up->n; i++)
			strings_add(&names, up->groups[i].name);
		if (strings_have(&names, key)) {
			strings_free(&names);
			return;
		}
		keys = &names;
	}
	if (key_is_start(key)) {
		check_wrong(c, at,
		    "\"%.*s\" is the start of keys of %s, and one member is "
		    "meant: write its whole key",
		    (int)text_prefix(key, 60), key, dimension);
		strings_free(&names);
		return;
	}
	if (keys == NULL || keys_fit(keys, key, strlen(key)) != -1) {
		strings_free(&names);
		return;
	}
	check_hint(
	    &hint, key, "select", (const char *const *)keys->items, keys->n);
	check_wrong(c, at,
	    "\"%.*s\" is not among the members of %s that are "
	    "selected%s",
	    (int)text_prefix(key, 60), key, dimension, buf_str(&hint));
	buf_free(&hint);
	strings_free(&names);
}

void
check_members(struct check *c, struct place at, const struct source *src,
    const struct pairs *members)
{
	struct place m;
	bool more;

	if (!json_is_object(at.json))
		return;
	for (more = check_first(c, at, &m); more; more = check_next(c, &m)) {
		const char *name = json_name(m.json);
		const char *key = pairs_find(members, name);
		size_t mark = check_into(c, name, 0);

		if (key != NULL)
			check_selected(c, m, src, name, key);
		check_out(c, mark);
	}
}

static void
check_bounds(struct check *c, struct place at, const struct source *src)
{
	const struct bounds *b = &src->bounds;

	if (b->dimension == NULL || b->low == NULL || b->high == NULL)
		return;
	if (strcmp(b->low, b->high) == 0)
		check_wrong(c, at, "low and high are the same member");
	check_selected(
	    c, check_member(c, at, "low"), src, b->dimension, b->low);
	check_selected(
	    c, check_member(c, at, "high"), src, b->dimension, b->high);
	if (pairs_find(&src->main, b->dimension) == NULL)
		check_wrong(c, at,
		    "which member of %s is the value itself, "
		    "main does not say",
		    b->dimension);
}

void
check_selection(struct check *c, const struct source *src)
{
	struct place root = check_root(c);
	size_t mark;

	mark = check_into(c, "main", 0);
	if (json_get(root.json, "main") != NULL)
		check_members(
		    c, check_member(c, root, "main"), src, &src->main);
	check_out(c, mark);
	mark = check_into(c, "bounds", 0);
	if (json_get(root.json, "bounds") != NULL)
		check_bounds(c, check_member(c, root, "bounds"), src);
	check_out(c, mark);
}
