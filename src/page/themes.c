/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * themes: the sections of a profile, their voices, and what is not known.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"
#include "panel/nowhere.h"

#define LIST 64
/* Below this many inhabitants a source withholds most figures. */
#define FEW_PEOPLE 50

void
page_voice(struct page *p, const struct voice *v, struct json *one)
{
	const struct indicators *all = panel_indicators(p->panel);
	size_t i;

	json_add_str(one, "id", v->id);
	json_add_str(one, "text", v->text);
	json_add_str(one, "role", v->role);
	json_add_bool(one, "invented", v->invented);
	json_add_str(one, "invented_text",
	    v->invented ? words_get(p->w, "voice.invented") : NULL);
	for (i = 0; v->theme != NULL && i < all->nthemes; i++)
		if (strcmp(all->themes[i].id, v->theme) == 0) {
			json_add_str(
			    one, "theme", words_theme(p->w, &all->themes[i]));
			return;
		}
	json_add_null(one, "theme");
}

/* Whether one of another conversation goes first: as many as are asked for can
 * be of different ones. */
static bool
gives_way(const struct page *p, size_t at, size_t most)
{
	size_t talks = 0, i, k;
	bool repeats = false;

	for (i = 0; i < p->voices.n && talks < most; i++) {
		for (k = 0; k < i; k++)
			if (page_same_talk(
				&p->voices.items[i], &p->voices.items[k]))
				break;
		talks += k == i;
		repeats |= i == at && k < i;
	}
	return repeats && talks == most;
}

void
page_voices(struct page *p, const char *theme, size_t most, struct json *model)
{
	struct json *list = json_add_array(model, "voices");
	size_t n = 0, i;

	for (i = 0; i < p->voices.n && n < most; i++) {
		const struct voice *v = &p->voices.items[i];

		if (theme != NULL ? !voice_tells_of(v, theme)
				  : gives_way(p, i, most))
			continue;
		page_voice(p, v, json_add_object(list, NULL));
		n++;
	}
	json_add_bool(model, "has_voices", n > 0);
}

/* Where the figures of this theme stand for all wijken and buurten, at the row
 * of this area; one of our own has none. */
static void
put_side(struct page *p, const struct theme *theme, struct json *one)
{
	const char *in = p->area.level == LEVEL_GEMEENTE ? p->area.code
							  : p->area.municipality;

	if (p->links == NULL || p->links->side == NULL || *in == '\0' ||
	    json_is_null(json_get(one, "range")) ||
	    !p->links->has_side(p->links->side_arg, in, theme->id))
		return;
	json_add_str(one, "side",
	    page_keep_str(p,
		mem_fmt("%s%s-%s.html%s%s", p->links->side, in, theme->id,
		    p->area.level == LEVEL_OWN ? "" : "#",
		    p->area.level == LEVEL_OWN ? "" : p->area.code)));
	json_add_str(one, "side_text",
	    page_say(p, "side.link", "theme", words_theme(p->w, theme),
		"municipality", page_place(p), (char *)NULL));
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
	put_side(p, theme, one);
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

/* What belongs on the page but is not there. */
struct missing {
	const char *themes[LIST]; /* without any figure */
	const char *silent[LIST]; /* with figures, without a voice */
	/* single indicators */
	const char *withheld[LIST], *coarse[LIST], *before[LIST], *never[LIST];
	const char *by_us[LIST], *no_rule[LIST], *between[LIST];
	const char *lacking[LIST]; /* the source has no row, and no reason */
	size_t nby_us, nno_rule, nbetween, nlacking;
	size_t nthemes, nsilent, nwithheld, ncoarse, nbefore, nnever;
	bool few; /* hardly anybody lives here */
};

static bool
on_page(const struct indicator *ind, const char *theme)
{
	return strcmp(ind->theme, theme) == 0 &&
	    (ind->in_range || ind->key_rank > 0);
}

static void
note(const char *list[LIST], size_t *n, const char *text)
{
	if (*n < LIST)
		list[(*n)++] = text;
}

/* One indicator: 1 when there is a value, else it is noted. */
static int
look(struct page *p, const struct indicator *ind, struct missing *m,
    struct err *err)
{
	struct seats seats;
	int got = page_seats(p, ind, &seats, err);
	const char *label = page_inline_label(p, ind), *period;

	if (got == -1)
		return -1;
	if (got == 1 && !isnan(seats.cells[SELF].value))
		return 1;
	if (got == 1 && page_coarse(&seats.cells[SELF]))
		note(m->coarse, &m->ncoarse, label);
	else if (got == 1 && seats.cells[SELF].reason == ABSENCE_NO_RULE)
		note(m->no_rule, &m->nno_rule, label);
	else if (got == 1 && seats.cells[SELF].between)
		note(m->between, &m->nbetween,
		    page_say(p, "unknown.between_item", "label", label, "value",
			page_between(p, ind, &seats.cells[SELF]),
			(char *)NULL));
	else if (got == 1 && seats.cells[SELF].reason == ABSENCE_BY_US)
		note(m->by_us, &m->nby_us, label);
	else if (got == 1 &&
	    (seats.cells[SELF].reason == ABSENCE_UNKNOWN ||
		seats.cells[SELF].reason == ABSENCE_NOT_DELIVERED))
		note(m->lacking, &m->nlacking, label);
	else if (got == 1)
		note(m->withheld, &m->nwithheld, label);
	else if (panel_periods(p->panel, ind, p->area.level, &period, 1) > 0)
		note(m->before, &m->nbefore, label);
	else
		note(m->never, &m->nnever, label);
	return 0;
}

static bool
has_voice(const struct page *p, const char *theme)
{
	size_t i;

	for (i = 0; i < p->voices.n; i++)
		if (voice_tells_of(&p->voices.items[i], theme))
			return true;
	return false;
}

/* A theme without any figure is named as such, not figure by figure. */
static int
look_theme(struct page *p, const struct theme *theme, struct missing *m,
    struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	size_t nwithheld = m->nwithheld, ncoarse = m->ncoarse;
	size_t nbefore = m->nbefore, nnever = m->nnever, i, there = 0;
	size_t nlacking = m->nlacking;
	const char *name;
	struct buf text = { 0 };
	int got;

	for (i = 0; i < all->n; i++) {
		if (!on_page(&all->items[i], theme->id))
			continue;
		got = look(p, &all->items[i], m, err);
		if (got == -1)
			return -1;
		there += (size_t)got;
	}
	buf_puts(&text, words_theme(p->w, theme));
	name = page_keep(p, &text);
	if (there == 0 && m->nwithheld == nwithheld && m->ncoarse == ncoarse) {
		m->nbefore = nbefore;
		m->nnever = nnever;
		m->nlacking = nlacking;
		note(m->themes, &m->nthemes, name);
	} else if (!has_voice(p, theme->id))
		note(m->silent, &m->nsilent, name);
	return 0;
}

/* Where hardly anybody lives, one sentence says what all the gaps mean. */
static int
unknown_people(
    struct page *p, struct missing *m, struct json *list, struct err *err)
{
	const struct indicator *people =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	struct seats seats;
	int got = people == NULL ? 0 : page_seats(p, people, &seats, err);
	double n;

	if (got <= 0)
		return got;
	n = seats.cells[SELF].value;
	m->few = n < FEW_PEOPLE; /* false when it is not known */
	if (n == 0.0)
		json_add_str(list, NULL,
		    page_say(p, "unknown.nobody", "area", p->area.name,
			(char *)NULL));
	else if (n < FEW_PEOPLE)
		json_add_str(list, NULL,
		    page_count(p, "unknown.few_people", (int64_t)n, "area",
			p->area.name, (char *)NULL));
	return 0;
}

static void
unknown_voices(struct page *p, struct json *list)
{
	if (p->voices.n == 0)
		json_add_str(list, NULL,
		    page_say(p, "unknown.no_voices", "area", p->area.name,
			(char *)NULL));
	else if (p->voices.n < 3)
		json_add_str(list, NULL,
		    page_count(p, "unknown.few_voices", (int64_t)p->voices.n,
			"area", p->area.name, (char *)NULL));
}

/* One sentence with a list in it; nothing for an empty list. */
static void
say_list(struct page *p, const char *key, const char *const items[], size_t n,
    struct json *list)
{
	if (n > 0)
		json_add_str(list, NULL,
		    page_say(p, key, "list", page_list(p, items, n), "area",
			p->area.name, "level",
			words_level(p->w,
			    p->area.level == LEVEL_OWN ? LEVEL_BUURT
						       : p->area.level,
			    false, false),
			(char *)NULL));
}

/* Who is counted in the gemeente and in no buurt, beyond rounding. */
static int
unknown_nowhere(struct page *p, struct json *list, struct err *err)
{
	const struct indicator *people =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	struct nowhere gap;
	struct seats seats;
	int got;

	if (p->area.level != LEVEL_GEMEENTE || people == NULL)
		return 0;
	got = page_seats(p, people, &seats, err);
	if (got == 1)
		got = panel_nowhere(p->panel, people, seats.period,
		    p->area.code, &gap, err);
	if (got != 1)
		return got;
	json_add_str(list, NULL,
	    page_count(p, "unknown.nowhere", (int64_t)(gap.whole - gap.sum),
		"area", p->area.name, "period", page_period(p, seats.period),
		(char *)NULL));
	return 0;
}

int
page_unknown(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct json *list = json_add_array(model, "unknown");
	struct missing m = { 0 };
	size_t i;

	for (i = 0; i < all->nthemes; i++)
		if (look_theme(p, &all->themes[i], &m, err) == -1)
			return -1;
	if (unknown_people(p, &m, list, err) == -1 ||
	    unknown_nowhere(p, list, err) == -1)
		return -1;
	unknown_voices(p, list);
	if (p->voices.n > 0 && m.nsilent > 0)
		json_add_str(list, NULL,
		    page_say(p, "unknown.themes_without_voices", "list",
			page_list_apart(p, m.silent, m.nsilent), (char *)NULL));
	/* Where hardly anybody lives that was said for all of them. */
	if (!m.few) {
		say_list(p, "unknown.withheld", m.withheld, m.nwithheld, list);
		say_list(p, "unknown.coarse", m.coarse, m.ncoarse, list);
	}
	say_list(p, "unknown.lacking", m.lacking, m.nlacking, list);
	say_list(p, "unknown.by_us", m.by_us, m.nby_us, list);
	say_list(p, "unknown.between", m.between, m.nbetween, list);
	say_list(p, "unknown.no_rule", m.no_rule, m.nno_rule, list);
	say_list(p, "unknown.other_place", m.before, m.nbefore, list);
	if (m.nthemes > 0)
		json_add_str(list, NULL,
		    page_say(p, "unknown.themes", "list",
			page_list_apart(p, m.themes, m.nthemes), "area",
			p->area.name, (char *)NULL));
	say_list(p, "unknown.not_delivered_ever", m.never, m.nnever, list);
	json_add_bool(model, "has_unknown", json_len(list) > 0);
	return 0;
}
