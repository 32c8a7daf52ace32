/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report: the model of a report of several areas.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/report_own.h"

#define VOICES 2 /* of an area */

static void
put_subject(struct report *r, struct area *area, bool beside)
{
	struct page *p = r->p;
	const char *own = panel_own_name(p->panel, area->code, p->lang);
	struct subject *s;

	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->subjects[i].area.code, area->code) == 0) {
			area_clear(area);
			return;
		}
	MEM_PUSH(r->subjects, r->n, r->cap);
	s = &r->subjects[r->n++];
	s->area = *area;
	s->beside = beside;
	s->name = own != NULL ? page_keep_str(p, mem_str(own))
	    : area->level == LEVEL_LAND
	    ? words_get(p->w, "country.start")
	    : page_keep_str(p,
		  mem_strn(
		      area->name, area_short_name(area->name, area->level)));
	memset(area, 0, sizeof(*area));
}

static int
find_subject(struct report *r, const char *code, bool beside, struct err *err)
{
	struct area area = { 0 };
	int got = panel_area(r->p->panel, code, &area, err);

	if (got == 1)
		put_subject(r, &area, beside);
	return got == -1 ? -1 : 0;
}

/* By place: a wijk, then its buurten. */
static int
by_place(const void *a, const void *b)
{
	return strcmp(
	    ((const struct area *)a)->code + 2, ((const struct area *)b)->code + 2);
}

static int
put_inside(struct report *r, const char *code, struct err *err)
{
	struct areas list = { 0 };
	int rc = -1;

	for (int level = LEVEL_WIJK; level <= LEVEL_BUURT; level++)
		if (r->def->inside[level] &&
		    panel_within(r->p->panel, code, (enum area_level)level,
			&list, err) == -1)
			goto done;
	if (list.n > 1)
		qsort(list.items, list.n, sizeof(*list.items), by_place);
	for (size_t i = 0; i < list.n; i++)
		put_subject(r, &list.items[i], false);
	rc = 0;
done:
	areas_free(&list);
	return rc;
}

/* The gemeente that all areas lie in, when there is one, and the country. */
static int
put_beside(struct report *r, struct err *err)
{
	const char *municipality = r->areas[0].municipality;

	for (size_t i = 0; i < r->nareas; i++)
		if (strcmp(r->areas[i].municipality, municipality) != 0)
			municipality = "";
	if (r->def->beside_municipality && *municipality != '\0' &&
	    find_subject(r, municipality, true, err) == -1)
		return -1;
	return r->def->beside_country ? find_subject(r, "NL00", true, err) : 0;
}

static int
gather_subjects(struct report *r, struct err *err)
{
	struct page *p = r->p;

	/* On a page of a long table they stand on top. */
	bool on_top = r->links->theme != NULL;

	for (size_t i = 0; i < r->nareas; i++)
		if (find_subject(r, r->areas[i].code, false, err) == -1 ||
		    (on_top && put_beside(r, err) == -1) ||
		    (r->def->within &&
			put_inside(r, r->areas[i].code, err) == -1))
			return -1;
	if (!on_top && put_beside(r, err) == -1)
		return -1;
	r->codes = mem_new(r->n + 1, sizeof(*r->codes));
	for (size_t i = 0; i < r->n; i++)
		r->codes[i] = r->subjects[i].area.code;
	r->names = mem_new(r->nareas + 1, sizeof(*r->names));
	for (size_t i = 0; i < r->nareas; i++)
		for (size_t k = 0; k < r->n; k++)
			if (strcmp(r->codes[k], r->areas[i].code) == 0)
				r->names[i] = r->subjects[k].name;
	p->area.year = r->n > 0 ? r->subjects[0].area.year : 0;
	return 0;
}

static const char *
address_of(struct report *r, const char *code)
{
	const struct report_links *l = r->links;

	if (l->there == NULL || !l->there(l->arg, code))
		return NULL;
	return page_keep_str(
	    r->p, mem_fmt("%s%s.html", l->pages.profiles, code));
}

/* Whether something was invented as an example. */
static bool
any_invented(const struct json *voices)
{
	const struct json *v;

	for (v = json_first(voices); v != NULL; v = json_next(v))
		if (json_get_true(v, "invented"))
			return true;
	return false;
}

/* Voices and claims of one area, as its profile has them. */
static int
put_told(struct report *r, const char *code, struct json *one,
    bool *invented, struct err *err)
{
	struct page sub;
	int rc = -1;

	if (page_open(r->p->in, code, &sub, err) == -1)
		goto done;
	if (r->def->voices) {
		page_voices(&sub, NULL, VOICES, one);
		*invented |= any_invented(json_get(one, "voices"));
	}
	if (r->def->claims)
		page_claims(&sub, one);
	r->p->doubted |= sub.doubted;
	rc = 0;
done:
	page_done(&sub);
	return rc;
}

static int
put_areas(struct report *r, struct json *model, struct err *err)
{
	struct json *list = json_add_array(model, "areas"), *one;
	struct page *p = r->p;
	bool invented = false, voices = false, claims = false;

	for (size_t i = 0; i < r->nareas; i++) {
		const struct area *a = &r->areas[i];

		one = json_add_object(list, NULL);
		json_add_int(one, "nr", (int64_t)i + 1);
		json_add_str(one, "code", a->code);
		json_add_str(one, "name", r->names[i]);
		json_add_str(one, "level", area_level_name(a->level));
		json_add_str(one, "level_title",
		    words_level(p->w, a->level, false, true));
		json_add_str(one, "address", address_of(r, a->code));
		if ((r->def->voices || r->def->claims) &&
		    put_told(r, a->code, one, &invented, err) == -1)
			return -1;
		voices |= json_get_true(one, "has_voices");
		claims |= json_is_object(json_get(one, "claims"));
	}
	json_add_bool(model, "has_voices", voices);
	json_add_bool(model, "has_claims", claims);
	json_add_str(model, "example",
	    invented ? words_get(p->w, "example.some") : NULL);
	return 0;
}

/* Of a page of one theme: its name, and the pages of the others. */
static void
put_themes(struct report *r, struct json *model)
{
	const struct indicators *all = panel_indicators(r->p->panel);
	const struct report_links *l = r->links;
	struct json *list, *one;

	if (l->theme == NULL)
		return;
	list = json_add_array(model, "themes");
	for (size_t i = 0; i < all->nthemes; i++) {
		const struct theme *t = &all->themes[i];
		bool here = strcmp(t->id, l->theme) == 0;

		if (here)
			json_add_str(
			    model, "theme", words_theme(r->p->w, t));
		if (!l->shown[i])
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "id", t->id);
		json_add_str(one, "name", words_theme(r->p->w, t));
		json_add_str(one, "address",
		    page_keep_str(
			r->p, mem_fmt("%s%s.html", l->themes, t->id)));
		json_add_bool(one, "here", here);
	}
	json_add_bool(model, "has_themes", json_len(list) > 0);
}

static void
put_text(struct report *r, struct json *model, const char *member)
{
	struct buf text = { 0 };

	if (r->links->title != NULL && strcmp(member, "title") == 0)
		buf_puts(&text, r->links->title);
	else
		report_text(r->def, member, r->p->w, r->names, r->nareas, &text);
	if (r->links->theme != NULL && text.len > 0 &&
	    strcmp(member, "title") == 0)
		buf_putf(&text, ": %s", json_get_str(model, "theme"));
	json_add_str(
	    model, member, text.len == 0 ? NULL : buf_str(&text));
	buf_free(&text);
}

static void
put_nav(struct report *r, struct json *model)
{
	struct json *nav = json_add_object(model, "nav");
	const struct page_links *l = &r->links->pages;

	json_add_str(nav, "assets", l->assets);
	json_add_str(nav, "index", l->index);
	json_add_str(nav, "index_text", words_get(r->p->w, "nav.index"));
	if (l->script)
		json_add_bool(nav, "script", true);
	if (l->guides != NULL)
		page_guides(r->p, l, NULL, nav);
	json_add_str(nav, "pdf",
	    l->pdf ? page_keep_str(
			 r->p, mem_fmt("%s.pdf", r->links->file))
		   : NULL);
}

static int
fill(struct report *r, struct json *model, struct err *err)
{
	struct page *p = r->p;

	if (gather_subjects(r, err) == -1)
		return -1;
	json_add_str(model, "schema", "feiten-report/1");
	json_add_str(model, "report", r->def->name);
	json_add_str(model, "lang", p->lang);
	json_add_bool(model, "landscape", r->def->landscape);
	page_texts(p, model);
	report_own_texts(r->def, p->lang, model);
	put_themes(r, model);
	put_text(r, model, "title");
	put_text(r, model, "summary");
	if (put_areas(r, model, err) == -1 ||
	    report_tables(r, model, err) == -1)
		return -1;
	page_marks(p, model);
	page_sources(p, model);
	page_edition(p, model, "index.footer");
	json_add_str(model, "contact",
	    p->in->contact != NULL ? p->in->contact : page_house_contact(p));
	put_nav(r, model);
	return 0;
}

int
page_report_takes(const struct report_def *def, const struct area areas[],
    size_t n, struct err *err)
{
	if (n < def->min || n > def->max) {
		if (def->min == def->max)
			return err_set(err, ERR_USAGE,
			    "%s: takes %zu area%s, not %zu", def->name,
			    def->min, def->min == 1 ? "" : "s", n);
		return err_set(err, ERR_USAGE,
		    "%s: takes %zu to %zu areas, not %zu", def->name,
		    def->min, def->max, n);
	}
	for (size_t i = 0; i < n; i++) {
		if (!def->levels[areas[i].level])
			return err_set(err, ERR_USAGE,
			    "%s: %s is a %s, and it takes none: see "
			    "'feiten report' for what it takes",
			    def->name, areas[i].code,
			    area_level_name(areas[i].level));
		for (size_t k = 0; k < i; k++)
			if (strcmp(areas[i].code, areas[k].code) == 0)
				return err_set(err, ERR_USAGE,
				    "%s: %s is named twice", def->name,
				    areas[i].code);
	}
	return 0;
}

/* What both kinds of question begin with. */
static struct page
page_of(const struct page_input *in)
{
	return (struct page){ .in = in,
		.w = in->words,
		.panel = in->panel,
		.lang = words_lang(in->words),
		.work = "source.work.report" };
}

static void
close_report(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		area_clear(&r->subjects[i].area);
	free(r->subjects);
	free(r->codes);
	free(r->names);
	page_done(r->p);
}

int
page_report(const struct page_input *in, const struct report_def *def,
    const struct area areas[], size_t n, const struct report_links *links,
    struct json **out, struct err *err)
{
	struct json *model = json_object();
	struct page page = page_of(in);
	struct report r = { .p = &page,
		.def = def,
		.links = links,
		.areas = areas,
		.nareas = n };
	int rc = page_report_takes(def, areas, n, err);

	if (rc == 0)
		rc = fill(&r, model, err);
	if (rc == 0)
		*out = model;
	else
		json_free(model);
	close_report(&r);
	return rc;
}

int
page_report_themes(const struct page_input *in, const struct report_def *def,
    const struct area areas[], size_t n, bool out[], struct err *err)
{
	static const struct report_links links = { .theme = "" };
	const struct indicators *all = panel_indicators(in->panel);
	struct page page = page_of(in);
	struct report r = { .p = &page,
		.def = def,
		.links = &links,
		.areas = areas,
		.nareas = n };
	int rc = page_report_takes(def, areas, n, err);

	if (rc == 0)
		rc = gather_subjects(&r, err);
	for (size_t i = 0; rc == 0 && i < all->nthemes; i++)
		rc = report_any(&r, &all->themes[i], &out[i], err);
	close_report(&r);
	return rc;
}
