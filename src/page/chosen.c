/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chosen: who chose the figures, when and why; the appendix of a profile.
 */
#include <stdio.h>

#include "base/mem.h"
#include "page/own.h"

/* "bewoners", "de gemeente". */
static const char *
who(struct page *p, enum chooser by)
{
	return words_get(p->w,
	    page_keep_str(p, mem_fmt("chosen.by.%s", chooser_name(by))));
}

const char *
page_chosen_by(struct page *p, const char *indicator)
{
	unsigned by = choices_by(p->in->chosen, indicator);
	const char *names[CHOOSERS];
	size_t n = 0;

	for (unsigned i = 0; i < CHOOSERS; i++)
		if (by & 1u << i)
			names[n++] = who(p, (enum chooser)i);
	return n == 0 ? NULL
		      : page_say(p, "chosen.mark", "who",
			    page_list(p, names, n), (char *)NULL);
}

static void
put_rows(struct page *p, bool left_out, const char *key, struct json *block)
{
	const struct choices *all = p->in->chosen;
	struct json *list = json_add_array(block, key), *row;
	char has[32];

	for (size_t i = 0; i < all->n; i++) {
		const struct choice *c = &all->items[i];
		const struct indicator *ind = indicators_find(
		    panel_indicators(p->panel), c->indicator);

		if (c->left_out != left_out || ind == NULL)
			continue;
		row = json_add_object(list, NULL);
		json_add_str(row, "label", words_label(p->w, ind));
		json_add_str(row, "by", who(p, c->by));
		json_add_str(row, "date", page_day(p, &c->on, true));
		json_add_str(row, "why", c->why);
	}
	snprintf(has, sizeof(has), "has_%s", key);
	json_add_bool(block, has, json_len(list) > 0);
}

void
page_chosen(struct page *p, struct json *model)
{
	struct json *block;

	if (p->in->chosen == NULL || p->in->chosen->n == 0) {
		json_add_null(model, "chosen");
		return;
	}
	block = json_add_object(model, "chosen");
	put_rows(p, false, "rows", block);
	put_rows(p, true, "left", block);
}
