/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sources: where the numbers of a page come from, how old they are, and how
 * the page was made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "page/own.h"

#define ITEMS 16

const struct source *
page_source(const struct page_input *in, const char *id)
{
	size_t i;

	for (i = 0; i < in->sources->n; i++)
		if (strcmp(in->sources->items[i].id, id) == 0)
			return &in->sources->items[i];
	return NULL;
}

const struct loaded_table *
page_table(const struct page_input *in, const struct column *col)
{
	size_t i;

	for (i = 0; i < in->tables->n; i++)
		if (strcmp(in->tables->items[i].table_id, col->table_id) == 0 &&
		    strcmp(in->tables->items[i].source, col->source) == 0)
			return &in->tables->items[i];
	return NULL;
}

const char *
page_source_line(struct page *p, const struct column *const cols[], size_t n)
{
	const char *items[ITEMS], *sep = words_get(p->w, "list.semicolon");
	struct buf list = { 0 };
	size_t m = 0, i, k;

	for (i = 0; i < n && m < ITEMS; i++) {
		const struct loaded_table *t = page_table(p->in, cols[i]);
		const char *item;

		if (t == NULL)
			continue;
		item = page_say(p, "source.item", "publisher", t->publisher,
		    "name", t->title, "table", t->table_id, (char *)NULL);
		for (k = 0; k < m && strcmp(items[k], item) != 0; k++)
			continue;
		if (k == m)
			items[m++] = item;
	}
	for (i = 0; i < m; i++)
		buf_putf(&list, "%s%s", i == 0 ? "" : sep, items[i]);
	return page_say(p, "source.line", "list", page_keep(p, &list), "work",
	    words_get(p->w,
		p->work == NULL ? "source.work.profile" : p->work),
	    (char *)NULL);
}

static const char *
day_or_null(struct page *p, const char *iso)
{
	struct day day;
	int64_t at;

	if (iso == NULL || when_parse_iso(iso, &at) == -1)
		return NULL;
	day = when_day(at);
	return page_day(p, &day, true);
}

/* Fresh, long unchanged, or the last refresh failed. */
static const char *
state_of(struct page *p, const struct loaded_table *t)
{
	const struct source *src = page_source(p->in, t->source);
	struct day day = when_day(p->in->now);
	struct buf age = { 0 };
	size_t i;

	for (i = 0; p->in->failed != NULL && p->in->failed[i] != NULL; i++)
		if (strcmp(p->in->failed[i], t->source) == 0)
			return page_say(p, "source.state.failed", "day",
			    page_day(p, &day, false), (char *)NULL);
	if (src == NULL || src->stale_days == 0 ||
	    p->in->now - t->fetched_at < (int64_t)src->stale_days * 86400)
		return words_get(p->w, "source.state.fresh");
	words_age(p->w, p->in->now - t->fetched_at, &age);
	return page_say(
	    p, "source.state.stale", "age", page_keep(p, &age), (char *)NULL);
}

/* What the table is about: one period, the first and last that it has values
 * of, or the year of boundaries; NULL when it has none of these. */
static const char *
periods_of(struct page *p, const struct loaded_table *t)
{
	if (t->period[0] != '\0')
		return page_period(p, t->period);
	if (t->first == NULL)
		return t->area_year == 0
		    ? NULL
		    : page_keep_str(p, mem_fmt("%d", t->area_year));
	if (strcmp(t->first, t->last) == 0)
		return page_period(p, t->first);
	return page_say(p, "source.periods", "first", page_period(p, t->first),
	    "last", page_period(p, t->last), (char *)NULL);
}

void
page_put_table(struct page *p, const struct loaded_table *t, struct json *list)
{
	struct json *one = json_add_object(list, NULL);
	struct day day = when_day(t->fetched_at);

	json_add_str(one, "id", t->table_id);
	json_add_str(one, "name", t->title);
	json_add_str(one, "publisher", t->publisher);
	json_add_str(one, "table", t->table_id);
	json_add_str(one, "period", periods_of(p, t));
	json_add_str(one, "fetched", page_day(p, &day, true));
	json_add_str(one, "modified", day_or_null(p, t->modified));
	json_add_str(one, "licence", t->licence);
	json_add_str(one, "licence_url", t->licence_url);
	json_add_str(one, "link", t->link);
	json_add_str(one, "state", state_of(p, t));
	json_add_str(one, "note",
	    t->delivered < t->topics
		? page_say(p, "source.note_partly", "delivered",
		      page_number(p, (double)t->delivered, 0), "topics",
		      page_number(p, (double)t->topics, 0), (char *)NULL)
		: NULL);
}

static int
newest_first(const void *a, const void *b)
{
	const struct column *x = *(const struct column *const *)a;
	const struct column *y = *(const struct column *const *)b;
	int order = period_cmp(y->period, x->period);

	return order != 0 ? order : strcmp(x->table_id, y->table_id);
}

void
page_sources(struct page *p, struct json *model)
{
	struct json *list = json_add_array(model, "sources");
	size_t i;

	if (p->nused > 1)
		qsort(p->used, p->nused, sizeof(*p->used), newest_first);
	for (i = 0; i < p->nused; i++) {
		const struct loaded_table *t = page_table(p->in, p->used[i]);

		if (t != NULL)
			page_put_table(p, t, list);
	}
	json_add_bool(model, "has_sources", json_len(list) > 0);
}

void
page_texts(struct page *p, struct json *model)
{
	const char *told = p->in->told;

	json_add(model, "t", json_copy(words_page(p->w)));
	/* People talked, and the analyst wrote, in the language of the fact base:
	 * a page in another says so to who reads it aloud. */
	json_add_str(model, "story_lang",
	    told == NULL || strcmp(told, words_lang(p->w)) == 0 ? NULL : told);
	page_house(p, model);
}

/* When anything of a source was fetched the last time; 0: nothing was. */
static int64_t
newest_of(const struct page *p, const struct source *src)
{
	int64_t newest = 0;

	for (size_t i = 0; i < p->in->tables->n; i++) {
		const struct loaded_table *t = &p->in->tables->items[i];

		if (strcmp(t->source, src->id) == 0 && t->fetched_at > newest)
			newest = t->fetched_at;
	}
	return newest;
}

static const char *
title_of(const struct page *p, const struct source *src)
{
	return words_named(
	    p->w, "source", src->id, src->title_nl, src->title_en);
}

static const char *
age_since(struct page *p, int64_t then)
{
	struct buf age = { 0 };

	words_age(p->w, p->in->now - then, &age);
	return page_keep(p, &age);
}

/* The sentence that the last refresh failed, that nobody looked for long, or
 * that figures are old. newest: of all sources. */
static const char *
stale_of(struct page *p, int64_t newest)
{
	size_t i;

	for (i = 0; p->in->failed != NULL && p->in->failed[i] != NULL; i++) {
		const struct source *src = page_source(p->in, p->in->failed[i]);
		int64_t fetched = src == NULL ? 0 : newest_of(p, src);
		struct day day = when_day(fetched == 0 ? newest : fetched);

		if (src != NULL)
			return page_say(p, "stale.failed", "source",
			    title_of(p, src), "day", page_day(p, &day, false),
			    (char *)NULL);
	}
	if (p->in->unchecked != 0)
		return page_say(p, "stale.unchecked", "age",
		    age_since(p, p->in->unchecked), (char *)NULL);
	for (i = 0; i < p->in->sources->n; i++) {
		const struct source *src = &p->in->sources->items[i];
		int64_t fetched = newest_of(p, src);

		if (src->stale_days == 0 || fetched == 0 ||
		    p->in->now - fetched < (int64_t)src->stale_days * 86400)
			continue;
		return page_say(p, "stale.one", "source", title_of(p, src),
		    "age", age_since(p, fetched), (char *)NULL);
	}
	return NULL;
}

/* The foot of a page of a day of the past says of which. */
static const char *
as_of_text(struct page *p, const char *footer, const struct day *made)
{
	struct day then = when_day(p->in->now);

	if (when_day_cmp(made, &then) == 0)
		return footer;
	return page_say(p, "as_of", "footer", footer, "date",
	    page_day(p, &then, false), (char *)NULL);
}

void
page_edition(struct page *p, struct json *model, const char *footer)
{
	struct json *edition = json_add_object(model, "edition");
	struct day data, today = when_day(
			     p->in->made != 0 ? p->in->made : p->in->now);
	const char *date = page_day(p, &today, false), *data_date, *iso,
		   *foot;
	int64_t newest = 0;
	size_t i;

	for (i = 0; i < p->in->tables->n; i++)
		if (p->in->tables->items[i].fetched_at > newest)
			newest = p->in->tables->items[i].fetched_at;
	data = when_day(newest);
	data_date = page_day(p, &data, false);
	iso = page_keep_str(
	    p, mem_fmt("%04d-%02d-%02d", today.year, today.month, today.day));
	json_add_str(edition, "date", date);
	json_add_str(edition, "iso", iso);
	json_add_str(edition, "data_date", data_date);
	foot = strcmp(footer, "footer") == 0
	    ? page_say(p, footer, "name", p->area.name, "code", p->area.code,
		  "date", date, "data_date", data_date, (char *)NULL)
	    : page_say(p, footer, "date", date, "data_date", data_date,
		  (char *)NULL);
	json_add_str(edition, "footer", as_of_text(p, foot, &today));
	json_add_str(model, "stale", stale_of(p, newest));
}

static void
put_method(
    struct page *p, const char *name, const char *text, struct json *list)
{
	struct json *one = json_add_object(list, NULL);
	char *head = mem_fmt("method.%s.head", name);
	char *body = mem_fmt("method.%s.text", name);

	json_add_str(one, "head", words_get(p->w, head));
	json_add_str(one, "text", text != NULL ? text : words_get(p->w, body));
	free(head);
	free(body);
}

/* How many of the peers are drawn, in the newest vintage; NULL when none. */
static const char *
compare_text(struct page *p, const char *place)
{
	const struct peers *peers = NULL;
	struct err ignored = { 0 };

	if (page_peers(p, p->area.year, &peers, &ignored) == -1 ||
	    peers->n == 0)
		return NULL;
	return page_say(p,
	    page_level_key(p, "method.compare.text", p->peer_level),
	    "municipality", place, "n", page_number(p, (double)peers->n, 0),
	    "total", page_number(p, (double)peers->all.n, 0), "least",
	    page_number(p, PEER_LEAST, 0), (char *)NULL);
}

void
page_marks(struct page *p, struct json *object)
{
	static const char *const names[] = { "zero", "withheld", "coarse",
		"not_delivered", "cannot_occur", "provisional", "break",
		"by_us",
		"doubted" };
	struct json *list = json_add_array(object, "marks");
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]) - !p->doubted; i++) {
		if (strcmp(names[i], "by_us") == 0 && !page_guarded(p))
			continue;
		struct json *one = json_add_object(list, NULL);
		char *sign = mem_fmt("mark.%s.sign", names[i]);
		char *meaning = mem_fmt("mark.%s.meaning", names[i]);

		json_add_str(one, "mark", words_get(p->w, sign));
		json_add_str(one, "meaning", words_get(p->w, meaning));
		free(sign);
		free(meaning);
	}
}

static const char *
heard_text(struct page *p, size_t *invented)
{
	const char **roles = mem_new(p->voices.n, sizeof(*roles));
	struct buf text = { 0 };
	size_t i;

	*invented = 0;
	for (i = 0; i < p->voices.n; i++)
		*invented += p->voices.items[i].invented;
	words_heard(p->w, p->voices.n, roles, page_talks(p, roles), *invented,
	    p->area.name, &text);
	free(roles);
	return page_keep(p, &text);
}

void
page_about(struct page *p, struct json *model)
{
	struct json *about = json_add_object(model, "about"), *method;
	const char *place = page_place(p);
	const char *compare = compare_text(p, place), *heard;
	size_t invented;

	heard = heard_text(p, &invented);
	json_add_str(about, "contact",
	    p->in->contact != NULL ? p->in->contact
		: page_house_contact(p) != NULL
		? page_house_contact(p)
		: page_say(p, "about.contact", "municipality", place,
		      (char *)NULL));
	method = json_add_array(about, "method");
	if (compare != NULL)
		put_method(p, "compare", compare, method);
	put_method(p, "difference", NULL, method);
	put_method(p, "years", NULL, method);
	put_method(p, "rounding",
	    page_say(
		p, "method.rounding.text", "municipality", place, (char *)NULL),
	    method);
	put_method(p, "shares", NULL, method);
	put_method(p, "withheld", NULL, method);
	if (p->area.level == LEVEL_OWN)
		put_method(p, "own",
		    page_say(p, "method.own.text", "list", page_own_list(p),
			(char *)NULL),
		    method);
	if (page_guarded(p))
		put_method(p, "by_us", NULL, method);
	put_method(p, "provisional", NULL, method);
	put_method(p, "boundaries",
	    page_say(p, "method.boundaries.text", "year",
		page_keep_str(p, mem_fmt("%d", p->area.year)), (char *)NULL),
	    method);
	put_method(p,
	    p->voices.n == 0   ? "voices_none"
		: invented > 0 ? "voices_invented"
			       : "voices",
	    NULL, method);
	page_marks(p, about);
	json_add_str(about, "heard", heard);
	json_add_str(model, "example",
	    invented == 0 ? NULL
			  : words_get(p->w,
				invented == p->voices.n ? "example.all"
							: "example.some"));
}
