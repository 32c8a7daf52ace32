/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_small: the keys "threshold" and "sums" of a definition: which counts are
 * too small to print, and what others they can be worked out of.
 */
#include <string.h>

#include "base/mem.h"
#include "source/def_keys.h"

#define THRESHOLD_MAX 1000

void
field_threshold(struct check *c, struct place at, void *to)
{
	double v = json_num(at.json);

	if (v >= 2 && v <= THRESHOLD_MAX && v == (int)v)
		*(int *)to = (int)v;
	else
		check_wrong(c, at,
		    "must be a whole number from 2 to %d: counts below it are "
		    "not printed",
		    THRESHOLD_MAX);
}

void
field_sums(struct check *c, struct place at, void *to)
{
	struct source *src = to;
	struct place item;
	size_t mark;
	bool more;

	if (!json_is_object(at.json)) {
		check_wrong(c, at,
		    "is %s, must be an object of lists: {\"inwoners\": "
		    "[\"mannen\", \"vrouwen\"]}",
		    check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		struct whole *w;

		MEM_PUSH(src->wholes, src->nwholes, src->capwholes);
		w = &src->wholes[src->nwholes++];
		*w = (struct whole){ .id = mem_str(json_name(item.json)) };
		mark = check_into(c, w->id, 0);
		field_texts(c, item, &w->parts);
		check_out(c, mark);
	}
}

static bool
has_rule(const struct source *src, const char *id)
{
	for (size_t i = 0; i < src->nrules; i++)
		if (src->rules[i].indicator != NULL &&
		    strcmp(src->rules[i].indicator, id) == 0)
			return true;
	return false;
}

void
check_small(struct check *c, const struct source *src)
{
	struct place at = check_member(c, check_root(c), "sums");
	size_t into = check_into(c, "sums", 0);

	if (src->nwholes > 0 && src->threshold == 0)
		check_wrong(c, at,
		    "goes with threshold: it says what small counts could be "
		    "worked out of");
	for (size_t i = 0; i < src->nwholes; i++) {
		const struct whole *w = &src->wholes[i];

		for (size_t k = 0; k <= w->parts.n; k++) {
			const char *id = k == 0 ? w->id : w->parts.items[k - 1];

			if (!has_rule(src, id))
				check_wrong(c, check_member(c, at, w->id),
				    "no rule gives \"%.60s\": name indicators "
				    "of the rules",
				    id);
			else if (k > 0 && strcmp(id, w->id) == 0)
				check_wrong(c, check_member(c, at, w->id),
				    "is a part of itself");
		}
	}
	check_out(c, into);
}
