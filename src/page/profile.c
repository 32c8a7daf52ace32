/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * profile: the report model of one area.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

/* A wijk is compared with the wijken of its gemeente, unless there are too
 * few of them; then, and for a gemeente, the buurten are the peers. */
#define WIJKEN_LEAST 5

static size_t
count_within(struct page *p, enum area_level level, struct err *err, int *rc)
{
	struct areas list = { 0 };
	size_t n;

	if (panel_within(p->panel, p->area.code, level, &list, err) == -1)
		*rc = -1;
	n = list.n;
	areas_free(&list);
	return n;
}

/* On a page about one gemeente its province needs no mention. */
static void
shorten(struct area *a)
{
	a->name[area_short_name(a->name, a->level)] = '\0';
}

static int
open_municipality(struct page *p, struct err *err)
{
	struct area wijk = { 0 };
	char code[12];
	int got;

	if (p->area.level == LEVEL_GEMEENTE || p->area.municipality[0] == '\0')
		return 0;
	got = panel_area(p->panel, p->area.municipality, &p->municipality, err);
	if (got == 0)
		return err_set(err, ERR_WORK,
		    "%s: its gemeente %s is in no table: run 'feiten refresh'",
		    p->area.code, p->area.municipality);
	if (got == -1)
		return -1;
	shorten(&p->municipality);
	if (p->area.level != LEVEL_BUURT)
		return 0;
	area_parent(p->area.code, code);
	got = panel_area(p->panel, code, &wijk, err);
	if (got == 1) {
		p->wijk = mem_str(wijk.name);
		area_clear(&wijk);
	}
	return got == -1 ? -1 : 0;
}

static int
open_peers(struct page *p, struct err *err)
{
	const struct peers *peers;
	int rc = 0;

	p->peer_level = p->area.level == LEVEL_WIJK ? LEVEL_WIJK : LEVEL_BUURT;
	if (p->area.level != LEVEL_BUURT)
		p->buurten = count_within(p, LEVEL_BUURT, err, &rc);
	if (p->area.level == LEVEL_GEMEENTE)
		p->wijken = count_within(p, LEVEL_WIJK, err, &rc);
	if (rc == -1 || p->peer_level != LEVEL_WIJK)
		return rc;
	if (page_peers(p, p->area.year, &peers, err) == -1)
		return -1;
	if (peers->n < WIJKEN_LEAST) {
		p->peer_level = LEVEL_BUURT;
		areas_free(&p->peers[0].all);
		free(p->peers[0].items);
		free(p->peers[0].codes);
		p->npeers = 0;
	}
	return 0;
}

int
page_open(const struct page_input *in, const char *code, struct page *p,
    struct err *err)
{
	int got;

	memset(p, 0, sizeof(*p));
	p->in = in;
	p->w = in->words;
	p->panel = in->panel;
	p->lang = words_lang(in->words);
	got = panel_area(p->panel, code, &p->area, err);
	if (got == 0)
		return err_set(err, ERR_USAGE,
		    "area \"%.40s\": unknown: 'feiten areas TEXT' searches "
		    "them",
		    code);
	if (got == -1)
		return -1;
	if (p->area.level == LEVEL_LAND)
		return err_set(err, ERR_USAGE,
		    "%s: a profile is of a gemeente, wijk or buurt; the "
		    "country stands beside them as comparison",
		    p->area.code);
	shorten(&p->area);
	page_own_name(p);
	if (open_municipality(p, err) == -1 || open_peers(p, err) == -1)
		return -1;
	return page_hear(p, err);
}

static const char *
municipality_name(const struct page *p)
{
	return p->municipality.code[0] != '\0' ? p->municipality.name
					       : p->area.name;
}

static void
put_area(struct page *p, struct json *model)
{
	const char *level = area_level_name(p->area.level);
	struct json *area = json_add_object(model, "area");
	const char *key = page_level_key(p, "above", p->area.level);

	if (p->area.level == LEVEL_BUURT && p->wijk == NULL)
		key = "above.buurt_no_wijk";
	json_add_str(area, "code", p->area.code);
	json_add_str(area, "name", p->area.name);
	json_add_str(area, "level", level);
	json_add_str(
	    area, "level_title", words_level(p->w, p->area.level, false, true));
	json_add_int(area, "year", p->area.year);
	json_add_str(area, "wijk", p->wijk);
	json_add_str(area, "municipality", municipality_name(p));
	json_add_str(area, "municipality_code",
	    p->municipality.code[0] != '\0' ? p->municipality.code
					    : p->area.code);
	if (p->area.level == LEVEL_OWN)
		json_add_str(area, "above",
		    page_count(
			p, "above.own", (int64_t)p->buurten, (char *)NULL));
	else if (strcmp(key, "above.buurt_no_wijk") == 0)
		json_add_str(area, "above",
		    page_say(p, key, "municipality", municipality_name(p),
			"code", p->area.code, (char *)NULL));
	else
		json_add_str(area, "above",
		    page_say(p, key, "wijk", p->wijk == NULL ? "" : p->wijk,
			"municipality", municipality_name(p), "code",
			p->area.code, (char *)NULL));
}

/* A figure of the area itself by indicator id; *period NULL when there is
 * none. */
static int
own_value(struct page *p, const char *id, struct seats *seats,
    const struct indicator **ind, bool *there, struct err *err)
{
	int got;

	*there = false;
	*ind = indicators_find(panel_indicators(p->panel), id);
	if (*ind == NULL)
		return 0;
	got = page_seats(p, *ind, seats, err);
	*there = got == 1 && !isnan(seats->cells[SELF].value);
	return got == -1 ? -1 : 0;
}

static void
put_fact(struct json *list, const char *label, const char *value)
{
	struct json *one = json_add_object(list, NULL);

	json_add_str(one, "label", label);
	json_add_str(one, "value", value);
}

static int
put_facts(struct page *p, struct json *model, struct area_summary *sum,
    struct err *err)
{
	static const struct {
		const char *id, *key;
	} figures[] = { { "inwoners", "fact.people" },
		{ "huishoudens", "fact.households" },
		{ "oppervlakte_land", "fact.land" } };
	const struct json *edition = json_get(model, "edition");
	struct json *list = json_add_array(model, "facts");
	const struct indicator *ind;
	struct seats seats;
	bool there;
	size_t i;

	put_fact(list, words_get(p->w, "fact.code"), p->area.code);
	for (i = 0; i < 3; i++) {
		if (own_value(p, figures[i].id, &seats, &ind, &there, err) ==
		    -1)
			return -1;
		if (!there)
			continue;
		put_fact(list,
		    page_say(p, figures[i].key, "year",
			page_period(p, seats.period), (char *)NULL),
		    page_value(p, ind, &seats.cells[SELF]));
		if (seats.cells[SELF].doubted)
			continue;
		if (i == 0) {
			sum->people = seats.cells[SELF].value;
			sum->year = seats.period;
		} else if (i == 1 && sum->year != NULL &&
		    strcmp(sum->year, seats.period) == 0)
			sum->households = seats.cells[SELF].value;
	}
	put_fact(list, words_get(p->w, "fact.edition"),
	    json_get_str(edition, "date"));
	put_fact(list, words_get(p->w, "fact.data_date"),
	    json_get_str(edition, "data_date"));
	return 0;
}

static int
put_opening(struct page *p, struct json *model, struct err *err)
{
	struct area_summary sum = { .level = p->area.level,
		.wijk = p->wijk,
		.municipality = p->area.level == LEVEL_OWN &&
			p->municipality.code[0] == '\0'
		    ? ""
		    : municipality_name(p),
		.wijken = (int64_t)p->wijken,
		.buurten = (int64_t)p->buurten,
		.people = NAN,
		.households = NAN };
	struct buf text = { 0 };

	json_add_str(model, "title",
	    page_say(p, page_level_key(p, "title", p->area.level), "name",
		p->area.name, "code", p->area.code, "municipality",
		municipality_name(p), (char *)NULL));
	put_area(p, model);
	if (put_facts(p, model, &sum, err) == -1)
		return -1;
	words_summary(p->w, &sum, &text);
	json_add_str(model, "summary", page_keep(p, &text));
	json_add_bool(model, "has_facts", true);
	return 0;
}

static void
put_compare(struct page *p, struct json *model)
{
	struct json *compare = json_add_object(model, "compare");

	json_add_str(compare, "municipality",
	    p->municipality.code[0] == '\0' ? NULL : p->municipality.name);
	json_add_str(compare, "country", words_get(p->w, "country.name"));
}

/* Where the list is that this area stands in: of its gemeente, where each has
 * one. */
static void
put_index(struct page *p, const struct page_links *links, struct json *nav)
{
	const char *town = p->area.level == LEVEL_GEMEENTE
	    ? p->area.code
	    : p->area.municipality;

	if (links->gemeenten == NULL || links->index == NULL || *town == '\0') {
		json_add_str(nav, "index", links->index);
		json_add_str(nav, "index_text", words_get(p->w, "nav.index"));
		return;
	}
	json_add_str(nav, "index",
	    page_keep_str(p, mem_fmt("%s%s.html", links->gemeenten, town)));
	json_add_str(nav, "index_text",
	    page_say(p, "nav.index_of", "municipality", municipality_name(p),
		(char *)NULL));
}

static void
put_nav(struct page *p, const struct page_links *links, struct json *model)
{
	struct json *nav = json_add_object(model, "nav");
	bool up = p->municipality.code[0] != '\0';
	char parent[12];
	const char *name = p->wijk;

	area_parent(p->area.code, parent);
	if (p->area.level == LEVEL_WIJK || p->wijk == NULL) {
		memcpy(parent, p->area.municipality, sizeof(parent));
		name = municipality_name(p);
	}
	put_index(p, links, nav);
	up = up &&
	    (p->in->areas == NULL || map_gets(p->in->areas, parent, NULL));
	json_add_str(nav, "up",
	    up && links->index != NULL
		? page_keep_str(p, mem_fmt("%s.html", parent))
		: NULL);
	json_add_str(nav, "up_text",
	    up ? page_say(p, "nav.up", "name", name, (char *)NULL) : NULL);
	json_add_str(nav, "pdf",
	    links->pdf ? page_keep_str(p, mem_fmt("%s.pdf", p->area.code))
		       : NULL);
	json_add_str(nav, "csv",
	    links->csv ? page_keep_str(p, mem_fmt("%s.csv", p->area.code))
		       : NULL);
	json_add_str(nav, "assets", links->assets);
	page_guides(p, links, NULL, nav);
}

static void
put_entry(struct page *p, struct json *toc, const char *id, const char *text)
{
	struct json *one = json_add_object(toc, NULL);

	json_add_str(one, "id", id);
	json_add_str(one, "name", json_get_str(words_page(p->w), text));
}

/* The sections that are there. */
static void
put_toc(struct page *p, struct json *model)
{
	const struct json *theme = json_first(json_get(model, "themes"));
	struct json *toc = json_array(), *one;

	for (; theme != NULL; theme = json_next(theme)) {
		one = json_add_object(toc, NULL);
		json_add_str(one, "id", json_get_str(theme, "id"));
		json_add_str(one, "name", json_get_str(theme, "name"));
	}
	if (json_is_object(json_get(model, "beside")))
		put_entry(p, toc, "beside", "beside_title");
	if (json_is_object(json_get(model, "claims")))
		put_entry(p, toc, "claims", "claims_title");
	if (json_is_object(json_get(model, "opgaven")))
		put_entry(p, toc, "opgaven", "opgaven_title");
	if (json_is_object(json_get(model, "changed")))
		put_entry(p, toc, "changed", "changed_title");
	put_entry(p, toc, "about", "about_title");
	json_add(model, "toc", toc);
}

static int
fill(struct page *p, const struct page_links *links, struct json *model,
    struct err *err)
{
	json_add_str(model, "schema", "feiten-profile/1");
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	page_edition(p, model, "footer");
	if (put_opening(p, model, err) == -1)
		return -1;
	put_compare(p, model);
	if (page_location(p, model, err) == -1 ||
	    page_distinct(p, model, err) == -1 ||
	    page_differs(p, model, err) == -1 ||
	    page_key(p, model, err) == -1 ||
	    page_inside(p, model, err) == -1)
		return -1;
	page_claims(p, model);
	page_opgaven(p, model);
	if (page_changed(p, model, err) == -1)
		return -1;
	page_voices(p, NULL, 2, model);
	if (page_themes(p, model, err) == -1 ||
	    page_unknown(p, model, err) == -1)
		return -1;
	page_once(p, model);
	page_beside(p, model);
	put_toc(p, model);
	page_about(p, model);
	page_chosen(p, model);
	page_sources(p, model);
	put_nav(p, links, model);
	page_sheets(p, p->area.code, "../sheet/", model);
	page_figures(p, model);
	return 0;
}

int
page_profile(const struct page_input *in, const char *code,
    const struct page_links *links, struct json **out, struct err *err)
{
	struct json *model = json_object();
	struct page page;
	int rc = -1;

	if (page_open(in, code, &page, err) == -1)
		goto done;
	page.links = links;
	if (fill(&page, links, model, err) == -1)
		goto done;
	*out = model;
	model = NULL;
	rc = 0;
done:
	json_free(model);
	page_done(&page);
	return rc;
}
