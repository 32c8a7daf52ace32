/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_left_out: the key "left_out" of a definition: topics that are no
 * indicator, and why.
 */
#include <stddef.h>

#include "base/mem.h"
#include "source/def_keys.h"

static const struct field fields[] = {
	{ "titles", field_texts, true, offsetof(struct left_out, titles) },
	{ "groups", field_texts, false, offsetof(struct left_out, groups) },
	{ "units", field_texts, false, offsetof(struct left_out, units) },
	{ "why", field_text, true, offsetof(struct left_out, why) },
};

void
field_left_out(struct check *c, struct place at, void *to)
{
	struct source *src = to;
	struct left_out *entry;
	struct place item;
	size_t mark;
	bool more;

	if (!json_is_array(at.json)) {
		check_wrong(c, at,
		    "is %s, must be a list of what is left out",
		    check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		MEM_PUSH(src->left_out, src->nleft_out, src->capleft_out);
		entry = &src->left_out[src->nleft_out];
		*entry = (struct left_out){ 0 };
		mark = check_into(c, NULL, src->nleft_out++);
		check_object(c, item, fields,
		    sizeof(fields) / sizeof(fields[0]), entry);
		check_out(c, mark);
	}
}
