/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * explain: each source and each indicator of a site, in words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "page/guide.h"

#define SOURCES 8 /* that one indicator is of */

const char *
guide_source_title(const struct page *p, const struct source *src)
{
	return words_named(
	    p->w, "source", src->id, src->title_nl, src->title_en);
}

size_t
guide_loaded(const struct page *p, const struct source *src)
{
	size_t n = 0;

	for (size_t i = 0; i < p->in->tables->n; i++)
		n += strcmp(p->in->tables->items[i].source, src->id) == 0;
	return n;
}

static bool
has_failed(const struct page *p, const struct source *src)
{
	for (size_t i = 0; p->in->failed != NULL && p->in->failed[i] != NULL;
	     i++)
		if (strcmp(p->in->failed[i], src->id) == 0)
			return true;
	return false;
}

static const char *
day_of(struct page *p, int64_t at)
{
	struct day day = when_day(at);

	return page_day(p, &day, false);
}

/* When a table of it was fetched last; 0: none was. */
static int64_t
fetched_of(const struct page *p, const struct source *src)
{
	int64_t newest = 0;

	for (size_t i = 0; i < p->in->tables->n; i++)
		if (strcmp(p->in->tables->items[i].source, src->id) == 0 &&
		    p->in->tables->items[i].fetched_at > newest)
			newest = p->in->tables->items[i].fetched_at;
	return newest;
}

/* How it stands, in a sentence. */
static const char *
state_of(struct page *p, const struct source *src)
{
	int64_t fetched = fetched_of(p, src);
	struct buf age = { 0 };

	if (has_failed(p, src))
		return fetched == 0
		    ? words_get(p->w, "site.source.failed_never")
		    : page_say(p, "site.source.failed", "day",
			  day_of(p, fetched), (char *)NULL);
	if (src->stale_days == 0 ||
	    p->in->now - fetched < (int64_t)src->stale_days * 86400)
		return words_get(p->w, "site.source.fine");
	words_age(p->w, p->in->now - fetched, &age);
	return page_say(p, "site.source.stale", "age", page_keep(p, &age),
	    (char *)NULL);
}

static const char *
looked_of(struct page *p, const struct source *src)
{
	int64_t at;

	if (p->in->looked == NULL)
		return NULL;
	at = p->in->looked[src - p->in->sources->items];
	return at == 0 ? words_get(p->w, "site.source.never") : day_of(p, at);
}

/* The page of the source, when it is one address for all its tables. */
static const char *
link_of(const struct source *src)
{
	return src->link == NULL || strchr(src->link, '{') != NULL
	    ? NULL
	    : src->link;
}

static void
put_source(struct page *p, const struct source *src, struct json *list)
{
	bool nl = strcmp(p->lang, "nl") == 0;
	struct json *one = json_add_object(list, NULL), *rows, *tables;

	json_add_str(one, "id", src->id);
	json_add_str(one, "name", guide_source_title(p, src));
	json_add_str(one, "text", nl ? src->about_nl : src->about_en);
	json_add_bool(one, "failed", has_failed(p, src));
	json_add_str(one, "state", state_of(p, src));
	rows = json_add_array(one, "rows");
	guide_row(p, rows, "publisher", src->publisher, link_of(src));
	guide_row(p, rows, "licence", src->licence, src->licence_url);
	guide_row(p, rows, "frequency",
	    nl ? src->frequency_nl : src->frequency_en, NULL);
	guide_row(p, rows, "looked", looked_of(p, src), NULL);
	guide_row(p, rows, "passed_on",
	    words_get(p->w,
		src->export_allowed ? "site.source.may"
				    : "site.source.may_not"),
	    NULL);
	tables = json_add_array(one, "tables");
	for (size_t i = 0; i < p->in->tables->n; i++)
		if (strcmp(p->in->tables->items[i].source, src->id) == 0)
			page_put_table(p, &p->in->tables->items[i], tables);
	json_add_bool(one, "has_tables", json_len(tables) > 0);
}

void
guide_sources(struct page *p, struct json *model)
{
	struct json *list = json_add_array(model, "sources");

	for (size_t i = 0; i < p->in->sources->n; i++) {
		const struct source *src = &p->in->sources->items[i];

		if (guide_loaded(p, src) > 0 || has_failed(p, src))
			put_source(p, src, list);
	}
	json_add_bool(model, "has_sources", json_len(list) > 0);
}

/* "Buurt en wijk: 2013 tot en met 2024", where levels have the same years
 * together; and of which sources. */
struct found {
	struct span {
		const char *levels[LEVEL_BUURT + 1];
		size_t n;
		const char *first, *last;
	} spans[LEVEL_BUURT + 1];
	size_t nspans;
	const struct source *sources[SOURCES];
	size_t nsources;
};

static void
find_source(struct page *p, const struct indicator *ind, const char *period,
    struct found *f)
{
	const struct column *col = panel_column(p->panel, ind, period);
	const struct source *src =
	    col == NULL ? NULL : page_source(p->in, col->source);

	for (size_t i = 0; i < f->nsources; i++)
		if (f->sources[i] == src)
			return;
	if (src != NULL && f->nsources < SOURCES)
		f->sources[f->nsources++] = src;
}

static struct span *
span_of(struct found *f, const char *first, const char *last)
{
	for (size_t i = 0; i < f->nspans; i++)
		if (strcmp(f->spans[i].first, first) == 0 &&
		    strcmp(f->spans[i].last, last) == 0)
			return &f->spans[i];
	f->spans[f->nspans] = (struct span){ .first = first, .last = last };
	return &f->spans[f->nspans++];
}

static bool
find(struct page *p, const struct indicator *ind, struct found *f)
{
	const char *periods[PERIODS];

	*f = (struct found){ .nspans = 0 };
	for (int level = LEVEL_BUURT; level >= LEVEL_LAND; level--) {
		size_t n = panel_periods(p->panel, ind, (enum area_level)level,
		    periods, PERIODS);
		struct span *span;

		if (n == 0)
			continue;
		for (size_t i = 0; i < n; i++)
			find_source(p, ind, periods[i], f);
		span = span_of(f, periods[0], periods[n - 1]);
		span->levels[span->n++] =
		    words_level(p->w, (enum area_level)level, false, false);
	}
	return f->nspans > 0;
}

static const char *
years_of(struct page *p, const struct found *f)
{
	const char *items[LEVEL_BUURT + 1];

	for (size_t i = 0; i < f->nspans; i++) {
		const struct span *s = &f->spans[i];

		items[i] = page_say(p,
		    strcmp(s->first, s->last) == 0 ? "site.period_one"
						   : "site.periods",
		    "level", page_list(p, s->levels, s->n), "first",
		    page_period(p, s->first), "last", page_period(p, s->last),
		    (char *)NULL);
	}
	return page_list_apart(p, items, f->nspans);
}

static const struct theme *
theme_of(struct page *p, const struct indicator *ind)
{
	const struct indicators *all = panel_indicators(p->panel);

	for (size_t i = 0; i < all->nthemes; i++)
		if (ind->theme != NULL &&
		    strcmp(all->themes[i].id, ind->theme) == 0)
			return &all->themes[i];
	return NULL;
}

static const char *
where_of(struct page *p, const struct indicator *ind)
{
	const struct theme *theme = theme_of(p, ind);
	const char *name = theme == NULL ? "" : words_theme(p->w, theme);
	const char *items[4];
	size_t n = 0;

	if (ind->key_rank > 0)
		items[n++] = words_get(p->w, "site.where.key");
	if (ind->in_range)
		items[n++] = page_say(
		    p, "site.where.range", "theme", name, (char *)NULL);
	if (ind->in_trend)
		items[n++] = page_say(
		    p, "site.where.trend", "theme", name, (char *)NULL);
	if (ind->age_rank > 0)
		items[n++] = words_get(p->w, "site.where.age");
	return n == 0 ? words_get(p->w, "site.where.files")
		      : page_list(p, items, n);
}

static const char *
label_of(struct page *p, const char *id)
{
	const struct indicator *ind =
	    id == NULL ? NULL
		       : indicators_find(panel_indicators(p->panel), id);

	return ind == NULL ? NULL : page_inline_label(p, ind);
}

/* How it is worked out of other indicators, or NULL. */
static const char *
parts_of(struct page *p, const struct indicator *ind)
{
	const char **items = mem_new(ind->nparts + 1, sizeof(*items));
	const char *of = label_of(p, ind->denominator), *said = NULL;
	size_t n = 0;

	for (size_t i = 0; i < ind->nparts; i++) {
		const char *label = label_of(p, ind->parts[i]);

		if (label != NULL)
			items[n++] = label;
	}
	if (n > 0)
		said = of == NULL
		    ? page_say(p, "site.added", "parts",
			  page_list(p, items, n), (char *)NULL)
		    : page_say(p, "site.divided", "parts",
			  page_list(p, items, n), "of", of, (char *)NULL);
	free(items);
	return said;
}

static const char *
what_of(struct page *p, const struct indicator *ind)
{
	const char *note =
	    page_note(p, ind);
	const char *parts = parts_of(p, ind);
	struct buf text = { 0 };

	buf_puts(&text,
	    words_get(p->w,
		page_keep_str(p,
		    mem_fmt("site.kind.%s", indicator_kind_name(ind->kind)))));
	if (ind->modelled)
		buf_putf(&text, " %s", words_get(p->w, "site.modelled"));
	if (ind->events)
		buf_putf(&text, " %s", words_get(p->w, "site.events"));
	if (parts != NULL)
		buf_putf(&text, " %s", parts);
	if (note != NULL)
		buf_putf(&text, " %s", note);
	return page_keep(p, &text);
}

static void
put_entry(struct page *p, const struct indicator *ind, const struct found *f,
    struct json *list)
{
	struct json *one = json_add_object(list, NULL), *rows, *sources;
	const char *unit = page_unit(p, ind);

	json_add_str(one, "id", ind->id);
	json_add_str(one, "name", words_label(p->w, ind));
	json_add_str(one, "text", what_of(p, ind));
	rows = json_add_array(one, "rows");
	guide_row(p, rows, "unit",
	    *unit != '\0' ? unit : words_get(p->w, "site.unit_none"), NULL);
	guide_row(p, rows, "of", label_of(p, ind->denominator), NULL);
	guide_row(p, rows, "period", years_of(p, f), NULL);
	guide_row(p, rows, "where", where_of(p, ind), NULL);
	sources = json_add_array(one, "sources");
	for (size_t i = 0; i < f->nsources; i++) {
		struct json *source = json_add_object(sources, NULL);

		json_add_str(source, "address",
		    page_keep_str(p,
			mem_fmt("sources.html#source-%s", f->sources[i]->id)));
		json_add_str(
		    source, "name", guide_source_title(p, f->sources[i]));
	}
	json_add_bool(one, "has_sources", json_len(sources) > 0);
}

void
guide_glossary(struct page *p, struct json *model)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct json *groups = json_add_array(model, "groups");
	struct found f;

	for (size_t t = 0; t < all->nthemes; t++) {
		struct json *one = json_object(), *list;

		json_add_str(one, "id",
		    page_keep_str(p, mem_fmt("theme-%s", all->themes[t].id)));
		json_add_str(one, "name", words_theme(p->w, &all->themes[t]));
		list = json_add_array(one, "entries");
		for (size_t i = 0; i < all->n; i++)
			if (theme_of(p, &all->items[i]) == &all->themes[t] &&
			    find(p, &all->items[i], &f))
				put_entry(p, &all->items[i], &f, list);
		if (json_len(list) > 0)
			json_add(groups, NULL, one);
		else
			json_free(one);
	}
	json_add_bool(model, "has_groups", json_len(groups) > 0);
}
