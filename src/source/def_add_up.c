/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_add_up: the keys of a definition for tables that give no totals, as Iv3:
 * "add_up" (members of a dimension that are added up), "years" (a dimension
 * whose keys are a year and an ending), "withheld_codes" (figures that are
 * none).
 */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/def_keys.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define WITHHELD_MAX 16

static void
field_groups(struct check *c, struct place at, void *to)
{
	struct add_up *up = to;
	struct place item;
	size_t mark;
	bool more;

	if (!json_is_object(at.json) || json_first(at.json) == NULL) {
		check_wrong(c, at,
		    "must be an object of lists: {\"Lasten\": [\"L*\"]}");
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		struct added *group;

		if (!member_ok(c, item, json_name(item.json)))
			continue;
		for (size_t i = 0; i < up->n; i++)
			if (strcmp(up->groups[i].name, json_name(item.json)) ==
			    0)
				check_wrong(c, item, "written twice");
		MEM_PUSH(up->groups, up->n, up->cap);
		group = &up->groups[up->n++];
		*group = (struct added){ .name = mem_str(json_name(
					     item.json)) };
		mark = check_into(c, group->name, 0);
		field_texts(c, item, &group->keys);
		check_out(c, mark);
	}
}

static void
field_empty(struct check *c, struct place at, void *to)
{
	static const char *const words[] = { "no sum", "nothing" };
	struct add_up *up = to;
	char *word = NULL;

	field_word(c, at, &word, words, COUNT(words));
	up->empty_is_nothing = word != NULL && strcmp(word, words[1]) == 0;
	free(word);
}

static const struct field add_up_fields[] = {
	{ "dimension", field_text, true, offsetof(struct add_up, dimension) },
	{ "members", field_groups, true, 0 },
	{ "empty", field_empty, false, 0 },
};

void
field_add_up(struct check *c, struct place at, void *to)
{
	check_object(c, at, add_up_fields, COUNT(add_up_fields), to);
}

static const struct field years_fields[] = {
	{ "dimension", field_text, true, offsetof(struct years, dimension) },
	{ "ending", field_text, true, offsetof(struct years, ending) },
};

void
field_years(struct check *c, struct place at, void *to)
{
	check_object(c, at, years_fields, COUNT(years_fields), to);
}

void
field_withheld(struct check *c, struct place at, void *to)
{
	struct source *src = to;
	struct place item;
	bool more, good = json_is_array(at.json);

	for (more = good && check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		double v = json_num(item.json);

		good = good && json_is_number(item.json) && isfinite(v) &&
		    src->nwithheld < WITHHELD_MAX;
		if (!good)
			break;
		MEM_PUSH(src->withheld, src->nwithheld, src->capwithheld);
		src->withheld[src->nwithheld++] = v;
	}
	if (!good || src->nwithheld == 0)
		check_wrong(c, at,
		    "must be a list of one to %d numbers: [-99998]",
		    WITHHELD_MAX);
}

/* A member may be added to one group only: else it would count in two. */
static void
check_groups(struct check *c, struct place at, const struct add_up *up)
{
	for (size_t i = 0; i < up->n; i++)
		for (size_t k = 0; k < up->groups[i].keys.n; k++) {
			const char *key = up->groups[i].keys.items[k];
			size_t len = strlen(key);

			len -= key_is_start(key);
			for (size_t j = 0; j < up->n; j++)
				if (j != i &&
				    keys_fit(&up->groups[j].keys, key, len) !=
					-1)
					check_wrong(c, at,
					    "\"%.40s\" is in \"%.40s\" and in "
					    "\"%.40s\": it would count in two "
					    "sums",
					    key, up->groups[i].name,
					    up->groups[j].name);
		}
}

static void
check_sums(struct check *c, const struct source *src)
{
	const struct add_up *up = &src->add_up;
	struct place at = check_member(c, check_root(c), "add_up");
	size_t mark = check_into(c, "add_up", 0);

	check_groups(c, at, up);
	if (up->dimension != NULL &&
	    selection_of(&src->select, up->dimension) != NULL)
		check_wrong(c, at,
		    "\"%.60s\" is in select too: what is added up is what is "
		    "selected",
		    up->dimension);
	if (up->dimension != NULL && src->bounds.dimension != NULL &&
	    strcmp(up->dimension, src->bounds.dimension) == 0)
		check_wrong(c, at, "bounds of a figure do not add up");
	check_out(c, mark);
}

void
check_add_up(struct check *c, const struct source *src)
{
	static const char *const keys[] = { "add_up", "years",
		"area_dimension", "withheld_codes" };
	struct place root = check_root(c);
	const bool v3 = src->adapter == NULL ||
	    strcmp(src->adapter, "cbs-odata-v3") == 0;

	for (size_t i = 0; i < COUNT(keys); i++) {
		if (json_get(root.json, keys[i]) == NULL)
			continue;
		if (!v3)
			check_wrong(c, check_member(c, root, keys[i]),
			    "%s goes with adapter \"cbs-odata-v3\" only",
			    keys[i]);
		else if (json_get(root.json, "fallback") != NULL)
			check_wrong(c, check_member(c, root, keys[i]),
			    "%s does not go with fallback", keys[i]);
	}
	if (src->add_up.dimension != NULL)
		check_sums(c, src);
	if (src->years.dimension != NULL &&
	    selection_of(&src->select, src->years.dimension) != NULL)
		check_wrong(c, check_member(c, root, "years"),
		    "\"%.60s\" is in select too: years says which of it",
		    src->years.dimension);
	for (size_t i = 0; i < src->select.n && !v3; i++)
		for (size_t k = 0; k < src->select.items[i].keys.n; k++)
			if (key_is_start(src->select.items[i].keys.items[k]))
				check_wrong(c, check_member(c, root, "select"),
				    "* goes with adapter \"cbs-odata-v3\" "
				    "only");
}
