/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_crossing: the keys "crosswalk" and "addresses": what part of an area of
 * one year lies in which area of another.
 */
#include <stddef.h>
#include <string.h>

#include "source/def_keys.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define AT(name) offsetof(struct crossing, name)

static const struct field table_fields[] = {
	{ "from_year", field_year, true, AT(from_year) },
	{ "to_year", field_year, true, AT(to_year) },
	{ "from", field_text, true, AT(from) },
	{ "to", field_text, true, AT(to) },
	{ "weight", field_text, false, AT(weight) },
	{ "inside", field_text, false, AT(inside) },
};

static const struct field address_fields[] = {
	{ "from_year", field_year, true, AT(from_year) },
	{ "to_year", field_year, true, AT(to_year) },
	{ "to_address", field_place, true, AT(to_address) },
	{ "postcode", field_text, true, AT(postcode) },
	{ "number", field_text, true, AT(number) },
	{ "from", field_text, true, AT(from) },
	{ "to", field_text, true, AT(to) },
	{ "inside", field_text, false, AT(inside) },
};

void
field_crosswalk(struct check *c, struct place at, void *to)
{
	struct crossing *out = to;

	out->there = true;
	check_object(c, at, table_fields, COUNT(table_fields), out);
}

void
field_addresses(struct check *c, struct place at, void *to)
{
	struct crossing *out = to;

	out->there = out->addresses = true;
	check_object(c, at, address_fields, COUNT(address_fields), out);
}

void
check_crossing(struct check *c, const struct source *src)
{
	const struct crossing *x = &src->crossing;
	struct place root = check_root(c);
	struct place at =
	    check_member(c, root, x->addresses ? "addresses" : "crosswalk");
	static const char *const others[] = { "layout", "shapes", "rules",
		"left_out", "select", "main", "bounds", "crosswalk" };

	if (!x->there)
		return;
	if (src->adapter != NULL && strcmp(src->adapter, "file") != 0)
		check_wrong(c, at, "goes with adapter \"file\" only");
	for (size_t i = 0; i < COUNT(others) - !x->addresses; i++)
		if (json_get(root.json, others[i]) != NULL)
			check_wrong(c, check_member(c, root, others[i]),
			    "%s does not go with %s: a file of weights has no "
			    "figures",
			    others[i],
			    x->addresses ? "addresses" : "crosswalk");
	if (x->from_year != 0 && x->to_year != 0 && x->from_year >= x->to_year)
		check_wrong(c, at,
		    "from_year, %d, must be before to_year, %d (weights go "
		    "from the older areas to the newer ones)",
		    x->from_year, x->to_year);
}
