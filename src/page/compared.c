/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compared: where an area stands beside others: the pages of themes, and the
 * comparisons that were asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

static const char *
name_of(struct page *p, const struct area *a)
{
	const char *own = panel_own_name(p->panel, a->code, p->lang);

	return own != NULL ? own
			   : page_keep_str(p,
				 mem_strn(a->name,
				     area_short_name(a->name, a->level)));
}

static bool
is_about(const struct page_compared *c, const char *code)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->areas[i].code, code) == 0 ||
		    (strncmp(code, "GM", 2) == 0 &&
			strcmp(c->areas[i].municipality, code) == 0))
			return true;
	return false;
}

void
page_compared(struct page *p, const struct page_links *links, const char *code,
    struct json *model)
{
	struct json *list = json_add_array(model, "compared"), *one;
	size_t n = links->side == NULL ? 0 : p->in->ncompared;

	for (size_t i = 0; i < n; i++) {
		const struct page_compared *c = &p->in->compared[i];
		const char **names = mem_new(c->n + 1, sizeof(*names));

		for (size_t k = 0; k < c->n; k++)
			names[k] = name_of(p, &c->areas[k]);
		if (code == NULL || is_about(c, code)) {
			one = json_add_object(list, NULL);
			json_add_str(one, "title", c->title);
			json_add_str(one, "list", page_list(p, names, c->n));
			json_add_str(one, "address",
			    page_keep_str(p,
				mem_fmt("%s%s.html", links->side, c->file)));
			json_add_str(one, "pdf",
			    links->pdf ? page_keep_str(p,
					     mem_fmt("%s%s.pdf", links->side,
						 c->file))
				       : NULL);
		}
		free(names);
	}
	json_add_bool(model, "has_compared", json_len(list) > 0);
}

void
page_beside(struct page *p, struct json *model)
{
	struct json *beside = json_object(), *sides, *one;
	const struct json *theme = json_first(json_get(model, "themes"));

	page_compared(p, p->links, p->area.code, beside);
	sides = json_add_array(beside, "sides");
	for (; theme != NULL; theme = json_next(theme)) {
		if (json_get_str(theme, "side") == NULL)
			continue;
		one = json_add_object(sides, NULL);
		json_add_str(one, "name", json_get_str(theme, "name"));
		json_add_str(one, "address", json_get_str(theme, "side"));
	}
	json_add_bool(beside, "has_sides", json_len(sides) > 0);
	json_add_str(beside, "text",
	    json_len(sides) > 0
		? page_say(p, "side.all", "municipality", page_place(p),
		      (char *)NULL)
		: NULL);
	if (json_len(sides) > 0 || json_get_true(beside, "has_compared")) {
		json_add(model, "beside", beside);
		return;
	}
	json_add_null(model, "beside");
	json_free(beside);
}
