/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * themes: the sections of a profile, their voices, and what is not known.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

#define LIST 64

static void
put_voice(struct page *p, const struct voice *v, struct json *list)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct json *one = json_add_object(list, NULL);
	size_t i;

	json_add_str(one, "id", v->id);
	json_add_str(one, "text", v->text);
	json_add_str(one, "role", v->role);
	json_add_bool(one, "invented", v->invented);
	json_add_str(one, "invented_text",
	    v->invented ? words_get(p->w, "voice.invented") : NULL);
	for (i = 0; v->theme != NULL && i < all->nthemes; i++)
		if (strcmp(all->themes[i].id, v->theme) == 0) {
			json_add_str(one, "theme",
			    words_theme(p->w, &all->themes[i]));
			return;
		}
	json_add_null(one, "theme");
}

void
page_voices(struct page *p, const char *theme, size_t most,
    struct json *model)
{
	struct json *list = json_add_array(model, "voices");
	size_t n = 0, i;

	for (i = 0; i < p->voices.n && n < most; i++) {
		const struct voice *v = &p->voices.items[i];

		if (theme != NULL &&
		    (v->theme == NULL || strcmp(v->theme, theme) != 0))
			continue;
		put_voice(p, v, list);
		n++;
	}
	json_add_bool(model, "has_voices", n > 0);
}

/* A theme without any figure and without a voice is left out: what it lacks
 * is said under "what we do not know". */
static int
put_theme(struct page *p, const struct theme *theme, struct json *list,
    struct err *err)
{
	struct json *one = json_object();
	bool age = false, empty;
	int rc = -1;

	json_add_str(one, "id", theme->id);
	json_add_str(one, "name", words_theme(p->w, theme));
	if (page_range(p, theme, one, err) == -1 ||
	    page_age(p, theme, one, &age, err) == -1 ||
	    page_trend(p, theme, one, err) == -1)
		goto done;
	page_voices(p, theme->id, LIST, one);
	empty = json_is_null(json_get(one, "range")) &&
	    json_is_null(json_get(one, "trend")) && !age &&
	    !json_get_true(one, "has_voices");
	if (!empty) {
		json_add(list, NULL, one);
		one = NULL;
	}
	rc = 0;
done:
	json_free(one);
	return rc;
}

int
page_themes(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct json *list = json_add_array(model, "themes");
	size_t i;

	for (i = 0; i < all->nthemes; i++)
		if (put_theme(p, &all->themes[i], list, err) == -1)
			return -1;
	json_add_bool(model, "has_themes", json_len(list) > 0);
	return 0;
}

/* Indicators that belong on the page but have no value, by reason. */
struct missing {
	const char *withheld[LIST], *never[LIST];
	size_t nwithheld, nnever;
};

static bool
on_page(const struct indicator *ind)
{
	return ind->in_range || ind->key_rank > 0;
}

static int
find_missing(struct page *p, struct missing *m, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct seats seats;
	size_t i;
	int got;

	for (i = 0; i < all->n; i++) {
		const struct indicator *ind = &all->items[i];

		if (!on_page(ind))
			continue;
		got = page_seats(p, ind, &seats, err);
		if (got == -1)
			return -1;
		if (got == 0 && m->nnever < LIST)
			m->never[m->nnever++] = page_inline_label(p, ind);
		else if (got == 1 && isnan(seats.cells[SELF].value) &&
		    m->nwithheld < LIST)
			m->withheld[m->nwithheld++] =
			    page_inline_label(p, ind);
	}
	return 0;
}

static void
unknown_voices(struct page *p, struct json *list)
{
	if (p->voices.n == 0)
		json_add_str(list, NULL, page_say(p, "unknown.no_voices",
		    "area", p->area.name, (char *)NULL));
	else if (p->voices.n < 3)
		json_add_str(list, NULL, page_count(p, "unknown.few_voices",
		    (int64_t)p->voices.n, "area", p->area.name,
		    (char *)NULL));
}

int
page_unknown(struct page *p, struct json *model, struct err *err)
{
	struct json *list = json_add_array(model, "unknown");
	struct missing m = { 0 };

	if (find_missing(p, &m, err) == -1)
		return -1;
	unknown_voices(p, list);
	if (m.nwithheld > 0)
		json_add_str(list, NULL, page_say(p, "unknown.withheld",
		    "list", page_list(p, m.withheld, m.nwithheld), "area",
		    p->area.name, (char *)NULL));
	if (m.nnever > 0)
		json_add_str(list, NULL, page_say(p,
		    "unknown.not_delivered_ever", "list",
		    page_list(p, m.never, m.nnever), (char *)NULL));
	json_add_bool(model, "has_unknown", json_len(list) > 0);
	return 0;
}
