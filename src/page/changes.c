/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * changes: the page "what has changed" of a whole site, since the newest
 * closed edition.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/report.h"
#include "page/since.h"

/* A part of the page: rows of four cells, and how many there are more. */
struct group {
	const char *id; /* "revised" */
	bool areas;	/* the first cell is an area, with its address */
	struct json *rows;
	size_t n;
	size_t most; /* rows; the others are counted */
};

enum { NEWER, NEW, CAME, GONE, REVISED, TABLES, PLACES, CLAIMS };
#define GROUPS 8

/* A gemeente of many. */
struct town {
	const char *code;
	size_t n; /* figures, areas and claims of its areas that changed */
	size_t quotes_new, quotes_gone;
};

struct changes {
	struct page *p;
	const struct page_changed *which;
	const struct areas *areas;
	const struct page_links *links;
	struct town *towns; /* none: all areas are on this page */
	size_t ntowns;
	/* From the code of an area, or of the gemeente, to its place there. */
	struct map town_of;
	struct group groups[GROUPS];
	size_t rows_most; /* of a group */
	size_t new_areas, quotes_new, quotes_gone;
};

static void
row(struct group *g, const char *subject, const char *address,
    const char *topic, const char *was, const char *now)
{
	struct json *one;

	if (++g->n > g->most)
		return;
	one = json_add_object(g->rows, NULL);
	json_add_str(one, "subject", subject);
	json_add_str(one, "address", address);
	json_add_str(one, "topic", topic);
	json_add_str(one, "was", was);
	json_add_str(one, "now", now);
}

static const char *
name_of(struct changes *c, const struct area *a)
{
	const char *own = panel_own_name(c->p->panel, a->code, c->p->lang);

	return own != NULL ? own : a->name;
}

static const char *
address_of(struct changes *c, const struct area *a)
{
	return page_address(c->p, c->links, a->code, "html");
}

static const char *
named_period(struct page *p, const char *period)
{
	return period == NULL ? words_get(p->w, "changed.none")
			      : page_period(p, period);
}

static struct town *
town_of(struct changes *c, const char *code)
{
	int64_t at;

	return map_gets(&c->town_of, code, &at) ? &c->towns[at] : NULL;
}

/* Whether an area is on a page of its gemeente: there it is counted. */
static bool
elsewhere(struct changes *c, const char *code)
{
	struct town *t =
	    c->which->each != NULL ? town_of(c, code) : NULL;

	if (t != NULL)
		t->n++;
	return t != NULL;
}

/* One figure of one area that did more than what is told of the indicator. */
static void
put_move(struct changes *c, const struct area *a, const struct move *m)
{
	static const int groups[] = { [MOVED_GONE] = GONE,
		[MOVED_REVISED] = REVISED,
		[MOVED_NEW] = CAME };
	struct page *p = c->p;

	if (m->kind != MOVED_GONE && m->kind != MOVED_REVISED &&
	    (m->kind != MOVED_NEW || m->was_period == NULL))
		return;
	if (elsewhere(c, a->code))
		return;
	if (c->groups[groups[m->kind]].n >= c->rows_most) {
		c->groups[groups[m->kind]].n++;
		return;
	}
	row(&c->groups[groups[m->kind]], name_of(c, a), address_of(c, a),
	    words_label(p->w, m->ind),
	    since_cell(p, m->ind, &m->was, m->was_period),
	    since_cell(p, m->ind, &m->now, m->now_period));
}

/* What is told once for all areas of a level. */
static void
put_indicator(struct changes *c, const struct indicator *ind,
    const struct since_periods *periods, bool other_table, bool *told)
{
	const char *was = named_period(c->p, periods->was);
	const char *now = named_period(c->p, periods->now);
	bool newer = periods->was != NULL && periods->now != NULL &&
	    strcmp(periods->was, periods->now) != 0;

	if (c->which->only != NULL ||
	    told[ind - panel_indicators(c->p->panel)->items])
		return;
	if (periods->was == NULL)
		row(&c->groups[NEW], words_label(c->p->w, ind), NULL, NULL,
		    was, now);
	else if (newer)
		row(&c->groups[NEWER], words_label(c->p->w, ind), NULL,
		    NULL, was, now);
	else if (other_table)
		row(&c->groups[TABLES], words_label(c->p->w, ind), NULL, NULL,
		    was, now);
	told[ind - panel_indicators(c->p->panel)->items] =
	    newer || other_table || periods->was == NULL;
}

/* One indicator over the areas of a level. */
static int
look(struct changes *c, const struct indicator *ind, enum area_level level,
    const struct area *const list[], const char *const codes[], size_t n,
    bool *told, struct err *err)
{
	struct panel *then = c->p->in->since->then;
	struct cell_value *was = mem_new(n, sizeof(*was));
	struct cell_value *now = mem_new(n, sizeof(*now));
	struct since_periods periods;
	bool table = false;
	int rc = -1;

	if (!since_periods(c->p, ind, level, &periods)) {
		rc = 0;
		goto done;
	}
	if ((periods.was != NULL &&
		panel_values(then, ind, periods.was, codes, n, was, err) ==
		    -1) ||
	    (periods.now != NULL &&
		panel_values(
		    c->p->panel, ind, periods.now, codes, n, now, err) == -1))
		goto done;
	for (size_t i = 0; i < n; i++) {
		struct move m = { ind, MOVED_NOT, periods.was, periods.now,
			was[i], now[i], { .difference = DIFF_UNKNOWN }, false };

		if (!map_gets(c->p->in->since->areas, codes[i], NULL))
			continue;
		if (since_judge(c->p, codes[i], &m, err) == -1)
			goto done;
		put_move(c, list[i], &m);
		table |= m.kind == MOVED_TABLE;
	}
	put_indicator(c, ind, &periods, table, told);
	rc = 0;
done:
	free(was);
	free(now);
	return rc;
}

static int
look_at_figures(struct changes *c, struct err *err)
{
	static const enum area_level levels[] = { LEVEL_GEMEENTE, LEVEL_WIJK,
		LEVEL_BUURT, LEVEL_OWN };
	const struct indicators *all = panel_indicators(c->p->panel);
	const struct area **list = mem_new(c->areas->n + 1, sizeof(*list));
	const char **codes = mem_new(c->areas->n + 1, sizeof(*codes));
	bool *told = mem_new(all->n + 1, sizeof(*told));
	int rc = 0;

	for (size_t l = 0; l < 4; l++) {
		size_t n = 0;

		for (size_t i = 0; i < c->areas->n; i++)
			if (c->areas->items[i].level == levels[l]) {
				list[n] = &c->areas->items[i];
				codes[n++] = c->areas->items[i].code;
			}
		for (size_t i = 0; n > 0 && rc == 0 && i < all->n; i++)
			if (since_shown(&all->items[i]))
				rc = look(c, &all->items[i], levels[l], list,
				    codes, n, told, err);
	}
	free(told);
	free(codes);
	free(list);
	return rc;
}

/* Areas that are new, or have other boundaries. */
static int
look_at_area(struct changes *c, const struct area *a, struct err *err)
{
	const struct page_since *since = c->p->in->since;
	struct page *p = c->p;
	struct area then = { 0 };
	enum same_place place = PLACE_SAME;
	int got;

	if (!map_gets(since->areas, a->code, NULL)) {
		if (elsewhere(c, a->code))
			return 0;
		row(&c->groups[PLACES], name_of(c, a), address_of(c, a),
		    words_get(p->w, "changes.area_new"), "", "");
		return 0;
	}
	got = panel_area(since->then, a->code, &then, err);
	if (got == 1 && then.year != a->year)
		got = panel_same_place(
		    p->panel, a->code, then.year, a->year, &place, err);
	if (place == PLACE_CHANGED && !elsewhere(c, a->code))
		row(&c->groups[PLACES], name_of(c, a), address_of(c, a),
		    words_get(p->w, "changes.area_moved"),
		    page_keep_str(p, mem_fmt("%d", then.year)),
		    page_keep_str(p, mem_fmt("%d", a->year)));
	area_clear(&then);
	return got == -1 ? -1 : 0;
}

/* Ids, as the edition has them, of quotes that can be printed now. */
static void
ids_now(struct changes *c, struct map *out)
{
	const struct page_since *since = c->p->in->since;
	const struct notes *notes = c->p->in->notes;
	int64_t at;

	for (size_t i = 0; i < notes->n; i++)
		for (size_t k = 0; k < notes->items[i].nquotes; k++) {
			const struct quote *q = &notes->items[i].quotes[k];

			if (q->held == HELD_NOT &&
			    map_gets(since->ids, q->opaque, &at))
				map_puts(out, since->ids_then[at], 0);
		}
}

/* Of each gemeente: those that were on a page of its areas, each once, and are
 * no more. */
static void
count_gone(struct changes *c, const struct map *now)
{
	const struct json *area =
	    json_first(json_get(c->p->in->since->record, "heard"));
	struct map seen = { 0 };

	for (; area != NULL; area = json_next(area)) {
		struct town *t = town_of(c, json_name(area));
		const struct json *id = t == NULL ? NULL : json_first(area);

		for (; id != NULL; id = json_next(id)) {
			char *key;

			if (json_str(id) == NULL ||
			    map_gets(now, json_str(id), NULL))
				continue;
			key = mem_fmt("%s %s", t->code, json_str(id));
			t->quotes_gone += !map_gets(&seen, key, NULL);
			map_puts(&seen, key, 0);
			free(key);
		}
	}
	map_free(&seen);
}

/* Each quote once, however many pages it is on. */
static void
look_at_quotes(struct changes *c)
{
	const struct page_since *since = c->p->in->since;
	const struct json *held = json_get(since->record, "quotes"), *one;
	const struct notes *notes = c->p->in->notes;
	struct map then = { 0 }, now = { 0 };
	size_t still = 0;

	if (since->ids == NULL)
		return; /* which is which is not known */
	for (one = json_first(held); one != NULL; one = json_next(one))
		if (json_str(one) != NULL)
			map_puts(&then, json_str(one), 0);
	for (size_t i = 0; i < notes->n; i++)
		for (size_t k = 0; k < notes->items[i].nquotes; k++) {
			const struct quote *q = &notes->items[i].quotes[k];
			struct town *t = town_of(c, notes->items[i].area);
			int64_t at;

			if (q->held != HELD_NOT)
				continue;
			if (map_gets(since->ids, q->opaque, &at) &&
			    map_gets(&then, since->ids_then[at], NULL)) {
				still++;
			} else {
				c->quotes_new++;
				if (t != NULL)
					t->quotes_new++;
			}
		}
	if (json_len(held) > still)
		c->quotes_gone = json_len(held) - still;
	ids_now(c, &now);
	count_gone(c, &now);
	if (c->which->only != NULL) {
		c->quotes_new = c->towns[0].quotes_new;
		c->quotes_gone = c->towns[0].quotes_gone;
	}
	map_free(&now);
	map_free(&then);
}

static void
look_at_claims(struct changes *c)
{
	const struct judgement *all = c->p->in->claims;

	for (size_t i = 0; all != NULL && i < all->n; i++)
		for (size_t k = 0; k < c->areas->n; k++)
			if (strcmp(all->items[i].area,
				c->areas->items[k].code) == 0 &&
			    since_lost(c->p, &all->items[i]) &&
			    !elsewhere(c, all->items[i].area))
				row(&c->groups[CLAIMS],
				    name_of(c, &c->areas->items[k]),
				    address_of(c, &c->areas->items[k]),
				    page_sentence(c->p, &all->items[i]), "",
				    "");
}

static void
put_groups(struct changes *c, struct json *model)
{
	struct json *list = json_add_array(model, "groups");
	struct json *facts = json_add_array(model, "facts"), *one;
	struct page *p = c->p;

	for (size_t i = 0; i < GROUPS; i++) {
		struct group *g = &c->groups[i];
		const char *key =
		    page_keep_str(p, mem_fmt("changes.group.%s", g->id));

		if (g->n == 0) {
			json_free(g->rows);
			continue;
		}
		one = json_add_object(facts, NULL);
		json_add_str(one, "label", words_get(p->w, key));
		json_add_str(one, "value", page_number(p, (double)g->n, 0));
		one = json_add_object(list, NULL);
		json_add_str(one, "id", g->id);
		json_add_str(one, "name", words_get(p->w, key));
		json_add_bool(one, "of_areas", g->areas);
		json_add_bool(one, "compared", i != CLAIMS);
		json_add(one, "rows", g->rows);
		json_add_str(one, "more",
		    g->n > g->most ? page_count(p, "changes.more",
				      (int64_t)(g->n - g->most), (char *)NULL)
				: NULL);
	}
	json_add_bool(model, "has_facts", json_len(facts) > 0);
	json_add_bool(model, "has_groups", json_len(list) > 0);
}

static void
put_quotes(struct changes *c, struct json *model)
{
	struct json *list = json_add_array(model, "quotes");

	if (c->quotes_new > 0)
		json_add_str(list, NULL,
		    page_count(c->p, "changes.quotes_new",
			(int64_t)c->quotes_new, (char *)NULL));
	if (c->quotes_gone > 0)
		json_add_str(list, NULL,
		    page_count(c->p, "changes.quotes_gone",
			(int64_t)c->quotes_gone, (char *)NULL));
	json_add_bool(model, "has_quotes", json_len(list) > 0);
}

/* How much has changed in each gemeente, and where that is told. */
static int
put_towns(struct changes *c, struct json *model, struct err *err)
{
	struct json *list = json_add_array(model, "towns");
	const char **codes = mem_new(c->ntowns + 1, sizeof(*codes));
	struct page_named *all = NULL;
	int rc = 0;

	for (size_t i = 0; c->which->each != NULL && i < c->ntowns; i++)
		codes[i] = c->towns[i].code;
	if (c->which->each != NULL)
		rc = page_by_name(c->p, codes, c->ntowns, &all, err);
	for (size_t i = 0; all != NULL && rc == 0 && i < c->ntowns; i++) {
		const struct area *a = &all[i].area;
		const struct town *t = town_of(c, a->code);
		double n = (double)(t->n + t->quotes_new + t->quotes_gone);
		struct json *one = json_add_object(list, NULL);

		json_add_str(one, "code", a->code);
		json_add_str(one, "name", a->name);
		json_add_str(one, "address",
		    page_keep_str(c->p, mem_fmt("%s%s.html", c->which->each,
			a->code)));
		json_add_num(one, "raw", n);
		json_add_str(one, "text", page_number(c->p, n, 0));
	}
	json_add_bool(model, "has_towns", json_len(list) > 0);
	page_named_free(all, c->ntowns);
	free(codes);
	return rc;
}

/* The name of the gemeente that the page is of. */
static int
name_only(struct changes *c, const char **out, struct err *err)
{
	struct area place = { 0 };
	int got = panel_area(c->p->panel, c->which->only, &place, err);

	if (got != 1)
		return got == -1 ? -1
				 : err_set(err, ERR_USAGE,
				       "%s: there is no such gemeente",
				       c->which->only);
	*out = page_keep_str(c->p, mem_strn(place.name,
	    area_short_name(place.name, place.level)));
	area_clear(&place);
	return 0;
}

static int
put_head(struct changes *c, struct json *model, struct err *err)
{
	struct page *p = c->p;
	struct day day = when_dutch_day(p->in->since->closed);
	const char *date = page_day(p, &day, false), *place = NULL;

	if (c->which->only != NULL && name_only(c, &place, err) == -1)
		return -1;
	json_add_str(model, "schema", "feiten-changes/1");
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	if (place != NULL) {
		json_add_str(model, "title",
		    page_say(p, "changes.title_in", "name",
			p->in->since->name, "municipality", place,
			(char *)NULL));
		json_add_str(model, "head",
		    page_say(p, "changes.head_in", "municipality", place,
			(char *)NULL));
	} else {
		json_add_str(model, "title",
		    page_say(p, "changes.title", "name", p->in->since->name,
			(char *)NULL));
		json_add_str(model, "head", words_get(p->w, "changes.head"));
	}
	json_add_str(model, "summary",
	    page_say(p,
		place != NULL		 ? "changes.summary_in"
		    : c->which->each != NULL ? "changes.summary_each"
					 : "changes.summary",
		"name", p->in->since->name, "date", date, (char *)NULL));
	return 0;
}

static void
put_nav(struct changes *c, struct json *model)
{
	struct json *nav = json_add_object(model, "nav");

	json_add_str(nav, "assets", c->links->assets);
	json_add_str(nav, "index", c->links->index);
	json_add_str(nav, "index_text", words_get(c->p->w, "nav.index"));
	json_add_str(nav, "up", c->which->up);
	json_add_str(nav, "up_text", words_get(c->p->w, "changes.up"));
	json_add_str(nav, "pdf",
	    c->links->pdf
		? page_keep_str(c->p, mem_fmt("%s.pdf", c->which->file))
		: NULL);
	json_add_bool(nav, "script",
	    c->which->each != NULL && c->links->script);
	page_guides(c->p, c->links, NULL, nav);
}

static int
fill(struct changes *c, struct json *model, struct err *err)
{
	static const struct group groups[GROUPS] = {
		[NEWER] = { "period", false, NULL, 0, 0 },
		[NEW] = { "new", false, NULL, 0, 0 },
		[CAME] = { "came", true, NULL, 0, 0 },
		[GONE] = { "gone", true, NULL, 0, 0 },
		[REVISED] = { "revised", true, NULL, 0, 0 },
		[TABLES] = { "table", false, NULL, 0, 0 },
		[PLACES] = { "place", true, NULL, 0, 0 },
		[CLAIMS] = { "claim", true, NULL, 0, 0 }
	};
	size_t counted = 0;
	int rc = put_head(c, model, err);

	for (size_t i = 0; i < GROUPS; i++) {
		c->groups[i] = groups[i];
		c->groups[i].rows = json_array();
		c->groups[i].most = c->rows_most;
	}
	if (rc == 0)
		rc = look_at_figures(c, err);
	for (size_t i = 0; rc == 0 && i < c->areas->n; i++)
		rc = look_at_area(c, &c->areas->items[i], err);
	look_at_claims(c);
	look_at_quotes(c);
	put_groups(c, model);
	put_quotes(c, model);
	if (rc == 0)
		rc = put_towns(c, model, err);
	for (size_t i = 0; i < c->ntowns; i++)
		counted += c->towns[i].n;
	json_add_str(model, "none",
	    json_get_true(model, "has_groups") ||
		    json_get_true(model, "has_quotes") || counted > 0
		? NULL
		: words_get(c->p->w, "changes.none"));
	page_marks(c->p, model);
	page_edition(c->p, model, "index.footer");
	json_add_null(model, "example");
	put_nav(c, model);
	return rc;
}

/* "": none; so it is of an area of one's own that lies in several. */
static const char *
gemeente_of(const struct area *a)
{
	return a->level == LEVEL_GEMEENTE ? a->code : a->municipality;
}

/* Those of the page, or of a page of each: which areas are of which. of: room
 * for all areas. */
static void
divide(struct changes *c, const struct areas *areas, struct areas *of)
{
	const char *only = c->which->only, **codes = NULL;

	if (only == NULL && c->which->each == NULL)
		return;
	if (only == NULL)
		c->ntowns = page_gemeenten(areas, &codes);
	else
		c->ntowns = 1;
	c->towns = mem_new(c->ntowns + 1, sizeof(*c->towns));
	for (size_t i = 0; i < c->ntowns; i++) {
		c->towns[i].code = only != NULL ? only : codes[i];
		map_puts(&c->town_of, c->towns[i].code, (int64_t)i);
	}
	for (size_t i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];
		int64_t town;

		if (!map_gets(&c->town_of, gemeente_of(a), &town))
			continue;
		map_puts(&c->town_of, a->code, town);
		of->items[of->n++] = *a;
	}
	if (only != NULL)
		c->areas = of;
	free(codes);
}

int
page_changes(const struct page_input *in, const struct page_changed *which,
    const struct areas *areas, const struct page_links *links,
    struct json **out, struct err *err)
{
	struct json *model = json_object();
	struct page page = { .in = in,
		.w = in->words,
		.panel = in->panel,
		.lang = words_lang(in->words) };
	struct changes c = { .p = &page, .which = which, .areas = areas,
		.links = links,
		.rows_most =
		    which->def == NULL ? REPORT_ROWS : which->def->rows_most };
	/* Borrowed from areas. */
	struct areas of = { .items = mem_new(areas->n + 1, sizeof(*of.items)) };
	int rc;

	divide(&c, areas, &of);
	rc = fill(&c, model, err);
	if (rc == 0 && which->def != NULL && which->def->own)
		report_own_texts(which->def, page.lang, model);
	if (rc == 0)
		*out = model;
	else
		json_free(model);
	free(of.items);
	free(c.towns);
	map_free(&c.town_of);
	page_done(&page);
	return rc;
}
