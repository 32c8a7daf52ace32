/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mark: whether a figure was seen only, or also heard in conversations, and
 * whether those say the same. Nothing is averaged.
 */
#include <string.h>

#include "page/own.h"

/* Whether a claim speaks of an indicator: of nothing else, so that what was
 * said about it was said about this figure. */
static bool
speaks_of(const struct judged *j, const struct indicator *ind)
{
	bool some = false;

	for (size_t i = 0; i < j->nfacts; i++)
		for (size_t k = 0; k < j->facts[i].verdict.n; k++) {
			if (j->facts[i].verdict.figures[k].indicator != ind)
				return false;
			some = true;
		}
	return some;
}

/* Whether one of its quotes stands on this page. */
static bool
is_heard(const struct page *p, const struct judged *j)
{
	for (size_t i = 0; i < j->nquotes; i++)
		for (size_t k = 0; k < p->voices.n; k++)
			if (j->quotes[i].quote != NULL &&
			    j->quotes[i].quote->text == p->voices.items[k].text)
				return true;
	return false;
}

/* Whether somebody was quoted about the theme of a figure. */
static bool
is_told(const struct page *p, const struct indicator *ind)
{
	for (size_t i = 0; i < p->voices.n; i++)
		if (voice_tells_of(&p->voices.items[i], ind->theme))
			return true;
	return false;
}

void
page_mark(struct page *p, const struct indicator *ind, struct json *object)
{
	const struct judgement *all = p->in->claims;
	const char *mark = is_told(p, ind) ? "told" : "seen";
	bool otherwise = false, both = false;

	for (size_t i = 0; all != NULL && i < all->n; i++) {
		const struct judged *j = &all->items[i];

		if (j->result != CLAIM_HOLDS ||
		    strcmp(j->area, p->area.code) != 0 || !speaks_of(j, ind) ||
		    !is_heard(p, j))
			continue;
		otherwise |= j->agreement == AGREE_NOT;
		both |= j->agreement == AGREE_BOTH ||
		    j->agreement == AGREE_COMPLEMENT;
	}
	if (otherwise)
		mark = "otherwise";
	else if (both)
		mark = "both";
	json_add_str(object, "mark", mark);
	json_add_str(object, "mark_text",
	    words_get(p->w,
		strcmp(mark, "otherwise") == 0	? "distinct.mark.otherwise"
		    : strcmp(mark, "both") == 0 ? "distinct.mark.both"
		    : strcmp(mark, "told") == 0 ? "distinct.mark.told"
						: "distinct.mark.seen"));
	json_add_bool(object, "mark_heard", strcmp(mark, "seen") != 0);
	json_add_bool(object, "mark_differs", otherwise);
}
