/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * purpose: the one purpose, on the pages of whom it is about.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

static bool
is_country(const char *code)
{
	return strncmp(code, "NL", 2) == 0;
}

/* Whether it is of the gemeente of a claim, or of one of the gemeenten that
 * the parts of an own area lie in. */
static bool
of_gemeente(const struct page *p, const char *area)
{
	const char *const *parts;
	size_t n = panel_own_parts(p->panel, area, &parts);
	char gemeente[12];

	for (size_t i = 0; i < n; i++) {
		area_municipality(parts[i], gemeente);
		if (page_concerns(p, gemeente))
			return true;
	}
	if (n > 0)
		return false;
	area_municipality(area, gemeente);
	return is_country(area) || page_concerns(p, gemeente);
}

/* Where nobody said whose it is: the gemeenten of the claims under it;
 * everywhere when there are none. */
static bool
follows_claims(const struct page *p, const struct purpose *all)
{
	bool any = false;

	for (size_t i = 0; i < all->ngrounds; i++) {
		const struct judged *j = judgement_find(
		    p->in->shared->judgement, all->grounds[i].claim);

		if (j == NULL || j->area[0] == '\0')
			continue;
		any = true;
		if (of_gemeente(p, j->area))
			return true;
	}
	return !any;
}

bool
page_purpose_stands(const struct page *p)
{
	const struct purpose *all =
	    p->in->shared == NULL ? NULL : p->in->shared->purpose;

	if (all == NULL || !all->shown)
		return false;
	for (size_t i = 0; i < all->areas.n; i++)
		if (is_country(all->areas.items[i]) ||
		    page_concerns(p, all->areas.items[i]))
			return true;
	return all->areas.n == 0 && follows_claims(p, all);
}

/* On the page of a larger area than it is about: the names of those in it,
 * else NULL. */
static const char *
smaller(struct page *p, const struct purpose *all)
{
	const char **names = mem_new(all->areas.n + 1, sizeof(*names));
	const char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < all->areas.n; i++) {
		const char *code = all->areas.items[i];
		struct area area = { 0 };
		struct err ignored = { 0 };

		if (is_country(code) || page_lies_in(p, code)) {
			n = 0;
			break;
		}
		if (!page_concerns(p, code) ||
		    panel_area(p->panel, code, &area, &ignored) != 1)
			continue;
		area.name[area_short_name(area.name, area.level)] = '\0';
		names[n++] = page_keep_str(p, mem_str(area.name));
		area_clear(&area);
	}
	if (n > 0)
		text = page_say(p, "opgave.purpose_of", "list",
		    page_list(p, names, n), (char *)NULL);
	free(names);
	return text;
}

void
page_purpose(struct page *p, bool full, struct json *model)
{
	const struct purpose *all = p->in->shared->purpose;
	struct json *block, *list, *one;
	struct flags flags;

	if (!page_purpose_stands(p)) {
		json_add_null(model, "purpose");
		return;
	}
	block = json_add_object(model, "purpose");
	json_add_str(block, "sentence", all->sentence.text);
	json_add_str(block, "area", smaller(p, all));
	json_add_str(block, "example_text",
	    all->invented ? words_get(p->w, "opgave.invented") : NULL);
	purpose_flags(p->in->shared, &flags);
	page_flags(p, &flags, block);
	flags_free(&flags);
	json_add_bool(block, "full", full);
	page_grounds(p, all->grounds, full ? all->ngrounds : 0, block);
	list = json_add_array(block, "recognised");
	for (size_t i = 0; i < all->nrecognised; i++) {
		const struct recognition *r = &all->recognised[i];

		one = json_add_object(list, NULL);
		json_add_str(one, "who", r->who.text);
		json_add_str(one, "date", page_day(p, &r->date, false));
		json_add_str(one, "changed", r->changed.text);
	}
	json_add_bool(block, "has_recognised", json_len(list) > 0);
}

