/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * opgaven: what several share, and who takes part. A gemeente has them all in
 * full; another page those that its area is about, in short.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

/* Quotes under one opgave or expectation, the newest: a page is to be read. */
#define VOICES_MOST 4
#define THOUSAND 1000.0 /* Iv3 is in thousands of euros */

/* Whether one of two codes is the other, or lies in it. */
static bool
touches(const char *a, const char *b)
{
	const size_t x = strlen(a), y = strlen(b), n = x < y ? x : y;

	return x > 2 && y > 2 && strncmp(a + 2, b + 2, n - 2) == 0;
}

/* Parts of an area of one's own; of another that area alone. */
static size_t
parts_of(
    const struct page *p, const char *const *area, const char *const **parts)
{
	size_t n = panel_own_parts(p->panel, *area, parts);

	if (n > 0)
		return n;
	*parts = area;
	return 1;
}

bool
page_concerns(const struct page *p, const char *area)
{
	const char *const *mine, *const *its;
	const char *self = p->area.code;
	size_t n = parts_of(p, &self, &mine), m = parts_of(p, &area, &its);

	if (strcmp(area, self) == 0)
		return true;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (touches(mine[i], its[k]))
				return true;
	return false;
}

bool
page_lies_in(const struct page *p, const char *area)
{
	const char *const *mine, *const *its;
	const char *self = p->area.code;
	size_t n = parts_of(p, &self, &mine), m = parts_of(p, &area, &its);
	size_t in = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (strlen(its[k]) <= strlen(mine[i]) &&
			    touches(mine[i], its[k])) {
				in++;
				break;
			}
	return in == n || strcmp(area, self) == 0;
}

/* The opgaven of this page; their number. */
static size_t
choose(const struct page *p, const struct opgave **out)
{
	const struct opgaven *all = p->in->shared->opgaven;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].shown && page_concerns(p, all->items[i].area))
			out[n++] = &all->items[i];
	return n;
}

static const char *
key_of(struct page *p, const char *group, const char *name)
{
	return words_get(
	    p->w, page_keep_str(p, mem_fmt("opgave.%s.%s", group, name)));
}

void
page_grounds(struct page *p, const struct footing *grounds, size_t n,
    struct json *object)
{
	struct json *list = json_add_array(object, "grounds"), *one;

	for (size_t i = 0; i < n; i++) {
		const struct judged *j = grounds[i].claim == NULL
		    ? NULL
		    : judgement_find(
			  p->in->shared->judgement, grounds[i].claim);
		const bool holds = j == NULL || j->result == CLAIM_HOLDS;

		if (grounds[i].claim != NULL &&
		    (j == NULL || j->result == CLAIM_MISTAKEN))
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "text",
		    j == NULL ? grounds[i].text.text : page_sentence(p, j));
		json_add_bool(one, "holds", holds);
		json_add_str(one, "warning",
		    holds ? NULL
			  : words_get(p->w,
				page_keep_str(p,
				    mem_fmt("claim.marked.%s",
					claim_result_name(j->result)))));
	}
	json_add_bool(object, "has_grounds", json_len(list) > 0);
}

void
page_flags(struct page *p, const struct flags *flags, struct json *object)
{
	struct json *list = json_add_array(object, "flags");
	bool told = false;

	for (size_t i = 0; i < flags->n; i++) {
		const struct flagged *f = &flags->items[i];
		const char *key = page_keep_str(
		    p, mem_fmt("opgave.flag.%s", flag_name(f->flag)));

		if (f->flag == FLAG_CLAIM && told)
			continue;
		told |= f->flag == FLAG_CLAIM;
		json_add_str(list, NULL,
		    f->flag == FLAG_SILENT
			? page_say(p, key, "name", f->what, (char *)NULL)
			: words_get(p->w, key));
	}
	json_add_bool(object, "has_flags", json_len(list) > 0);
}

/* A figure of now or of then; *f is to be cleared when true. */
static bool
look(struct page *p, const char *indicator, const char *area,
    const char *period, struct claim_figure *f)
{
	struct err ignored = { 0 };

	if (claim_figure_look(p->panel, indicator, area, period, f, &ignored) ==
	    -1)
		return false; /* the area was told by name already */
	if (f->cell.col != NULL)
		page_use(p, f->cell.col);
	return true;
}

static void
put_see(struct page *p, const struct opgave *o, struct json *row)
{
	struct json *see = json_add_object(row, "see");
	struct claim_figure f;
	const char *number = NULL;

	if (o->indicator != NULL &&
	    look(p, o->indicator, o->area, "newest", &f)) {
		number = page_say(p, "opgave.see", "label",
		    words_label(p->w, f.indicator), "area", f.name, "value",
		    page_value(p, f.indicator, &f.cell), "period",
		    page_period(p, f.period), "direction",
		    key_of(p, "direction", direction_name(o->direction)),
		    (char *)NULL);
		number = page_keep_str(p, mem_str(number));
		claim_figure_clear(&f);
	}
	json_add_str(see, "text", o->see.text);
	json_add_str(see, "number", number);
	json_add_str(see, "question", o->question.text);
	json_add_bool(row, "has_see",
	    o->see.text != NULL || number != NULL || o->question.text != NULL);
}

static void
put_parties(struct page *p, const struct opgave *o, struct json *row)
{
	struct json *list = json_add_array(row, "parties"), *one;

	for (size_t i = 0; i < o->nparties; i++) {
		const struct party *party = &o->parties[i];

		one = json_add_object(list, NULL);
		json_add_str(one, "name", party->name.text);
		json_add_str(one, "kind",
		    key_of(p, "kind", party_kind_name(party->kind)));
		json_add_str(one, "brings", party->brings.text);
	}
	json_add_bool(row, "has_parties", json_len(list) > 0);
}

/* ", € 92 per inwoner": of the same year as the costs; else "". */
static const char *
for_each(struct page *p, const struct claim_figure *cost)
{
	struct claim_figure people;
	struct buf number = { 0 };
	const char *text = "";

	if (!look(p, "inwoners", cost->area, cost->period, &people))
		return text;
	if (people.cell.value > 0) {
		words_number(p->w,
		    cost->cell.value * THOUSAND / people.cell.value, 0,
		    &number);
		text = page_say(p, "opgave.cost.each", "value",
		    page_keep_str(p, mem_str(buf_str(&number))), (char *)NULL);
	}
	buf_free(&number);
	claim_figure_clear(&people);
	return text;
}

/* " Baten: € 1.000.": of the same year as the costs; else "". */
static const char *
income(struct page *p, const char *id, const struct claim_figure *cost)
{
	char *of = mem_fmt("%s_baten", id);
	struct claim_figure f;
	const char *text = "";

	if (look(p, of, cost->area, cost->period, &f)) {
		if (!isnan(f.cell.value))
			text = page_say(p, "opgave.cost.income", "value",
			    page_value(p, f.indicator, &f.cell), (char *)NULL);
		claim_figure_clear(&f);
	}
	free(of);
	return text;
}

/* "Voor heel Rijswijk. Bron: Iv3 (jaarrekening), CBS, CC BY 4.0.", once. */
static void
put_origin(struct page *p, const struct claim_figure *cost, struct json *list)
{
	const struct source *src = page_source(p->in, cost->cell.col->source);
	const char *text;

	if (src == NULL)
		return;
	text = page_say(p, "opgave.cost.origin", "area", cost->name, "title",
	    words_named(p->w, "source", src->id, src->title_nl, src->title_en),
	    "publisher", src->publisher, "licence", src->licence, (char *)NULL);
	for (const struct json *i = json_first(list); i != NULL;
	     i = json_next(i))
		if (strcmp(json_str(i), text) == 0)
			return;
	json_add_str(list, NULL, text);
}

static const char *
known_cost(struct page *p, const char *code, const char *id,
    const struct claim_figure *f)
{
	if (isnan(f->cell.value))
		return page_say(p, "opgave.cost.none", "code", code, "label",
		    words_label(p->w, f->indicator), "period",
		    page_period(p, f->period), (char *)NULL);
	return page_say(p, "opgave.cost.known", "code", code, "label",
	    words_label(p->w, f->indicator), "value",
	    page_value(p, f->indicator, &f->cell), "period",
	    page_period(p, f->period), "each", for_each(p, f), "income",
	    income(p, id, f), (char *)NULL);
}

/* What open figures say that a task of Iv3 costs: an indicator iv3_6_1 of the
 * gemeente, and iv3_6_1_baten for what it brings in, when a definition gives
 * them (sources/iv3.json). */
static void
put_costs(struct page *p, const struct opgave *o, struct json *row)
{
	struct json *list = json_add_array(row, "costs");
	struct json *from = json_add_array(row, "costs_from");
	char gemeente[12];

	area_municipality(o->area, gemeente);
	for (size_t i = 0; i < o->costs.n; i++) {
		const char *code = o->costs.items[i];
		char *id = mem_fmt("iv3_%s", code);
		struct claim_figure f = { 0 };
		const char *text = NULL;

		for (char *s = id; *s != '\0'; s++)
			*s = *s == '.' ? '_' : *s;
		/* A known indicator of which nothing was ever loaded has no
		 * column. */
		if (gemeente[0] != '\0' &&
		    look(p, id, gemeente, "newest", &f) &&
		    f.cell.col != NULL) {
			text = known_cost(p, code, id, &f);
			put_origin(p, &f, from);
		}
		if (text == NULL)
			text = page_say(p, "opgave.cost.unknown", "code", code,
			    (char *)NULL);
		json_add_str(list, NULL, text);
		claim_figure_clear(&f);
		free(id);
	}
	json_add_bool(row, "has_costs", json_len(list) > 0);
}

/* Themes that it names, and those of its claims. */
static bool
crosses(const struct page *p, const struct opgave *o, const char *theme)
{
	if (strings_have(&o->domains, theme))
		return true;
	for (size_t i = 0; i < o->ngrounds; i++) {
		const struct claim *c = o->grounds[i].claim == NULL
		    ? NULL
		    : claims_find(p->in->shared->claims, o->grounds[i].claim);

		if (c != NULL && c->theme != NULL &&
		    strcmp(c->theme, theme) == 0)
			return true;
	}
	return false;
}

static const char *
domains(struct page *p, const struct opgave *o)
{
	const struct indicators *ind = panel_indicators(p->panel);
	const char **names = mem_new(ind->nthemes + 1, sizeof(*names));
	const char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < ind->nthemes; i++)
		if (crosses(p, o, ind->themes[i].id))
			names[n++] = words_theme(p->w, &ind->themes[i]);
	if (n > 0)
		text = page_list_apart(p, names, n);
	free(names);
	return text;
}

/* Quotes about it that this page has, of conversations after a day. */
static void
put_voices(struct page *p, const struct opgave *o, const struct day *after,
    struct json *object)
{
	struct json *list = json_add_array(object, "voices"), *one;
	struct voices all;

	opgave_voices(o, p->in->shared->claims, p->in->shared->notes, &all);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < p->voices.n; k++) {
			if (all.items[i].text != p->voices.items[k].text ||
			    json_len(list) == VOICES_MOST ||
			    (after != NULL &&
				when_day_cmp(&all.items[i].note->date, after) <=
				    0))
				continue;
			one = json_add_object(list, NULL);
			page_voice(p, &p->voices.items[k], one);
		}
	json_add_bool(object, "has_voices", json_len(list) > 0);
	voices_free(&all);
}

/* "Toen: 43% (2020). Nu: 45% (2024)." */
static const char *
then_now(struct page *p, const struct expectation *e)
{
	struct claim_figure then, now;
	const char *was, *is = NULL, *text;

	if (!look(p, e->indicator, e->area, e->period, &then))
		return NULL;
	was = page_value(p, then.indicator, &then.cell);
	if (look(p, e->indicator, e->area, "newest", &now)) {
		if (period_cmp(now.period, e->period) > 0)
			is = page_value(p, now.indicator, &now.cell);
		text = is == NULL
		    ? page_say(p, "opgave.expect.not_yet", "was", was, "from",
			  page_period(p, e->period), (char *)NULL)
		    : page_say(p, "opgave.expect.then_now", "was", was, "from",
			  page_period(p, e->period), "is", is, "period",
			  page_period(p, now.period), (char *)NULL);
		claim_figure_clear(&now);
	} else
		text = NULL;
	claim_figure_clear(&then);
	return text;
}

static const char *
expected(struct page *p, const struct expectation *e)
{
	struct claim_figure f;
	const char *text;

	if (e->indicator == NULL ||
	    !look(p, e->indicator, e->area, e->period, &f))
		return NULL;
	text = page_say(p, "opgave.expect.number", "label",
	    words_label(p->w, f.indicator), "area", f.name, "direction",
	    key_of(p, "direction", direction_name(e->direction)), (char *)NULL);
	claim_figure_clear(&f);
	return text;
}

static void
put_expectations(struct page *p, const struct opgave *o, struct json *row)
{
	struct json *list = json_add_array(row, "expectations"), *one;

	for (size_t i = 0; i < o->nexpectations; i++) {
		const struct expectation *e = &o->expectations[i];

		one = json_add_object(list, NULL);
		json_add_str(one, "head",
		    page_say(p, "opgave.expect.head", "date",
			page_day(p, &e->date, false), "by", e->by.text,
			(char *)NULL));
		json_add_str(one, "number", expected(p, e));
		json_add_str(one, "then_now",
		    e->indicator == NULL ? NULL : then_now(p, e));
		json_add_str(one, "hear", e->hear.text);
		put_voices(p, o, &e->date, one);
	}
	json_add_bool(row, "has_expectations", json_len(list) > 0);
}

static void
put_works(const struct opgave *o, struct json *row)
{
	struct json *list = json_add_array(row, "works"), *one;

	for (size_t i = 0; i < o->nworks; i++) {
		one = json_add_object(list, NULL);
		json_add_str(one, "what", o->works[i].what.text);
		json_add_str(one, "evidence", o->works[i].evidence);
		json_add_str(one, "link", o->works[i].link);
	}
	json_add_bool(row, "has_works", json_len(list) > 0);
}

/* What a page in short does not have is there as nothing. */
static void
put_short(struct json *row)
{
	json_add_array(row, "works");
	json_add_bool(row, "has_works", false);
	json_add_array(row, "expectations");
	json_add_bool(row, "has_expectations", false);
	json_add_null(row, "first_sign");
	json_add_array(row, "costs");
	json_add_bool(row, "has_costs", false);
	json_add_null(row, "domains");
}

static void
put_row(struct page *p, const struct opgave *o, size_t nr, bool full,
    struct json *list)
{
	struct json *row = json_add_object(list, NULL), *asked;
	struct area area = { 0 };
	struct err ignored = { 0 };
	struct flags flags;

	json_add_str(row, "id", o->id);
	json_add_str(row, "nr", page_number(p, (double)nr, 0));
	json_add_str(row, "task", o->task.text);
	json_add_str(row, "example_text",
	    o->invented ? words_get(p->w, "opgave.invented") : NULL);
	if (panel_area(p->panel, o->area, &area, &ignored) == 1)
		area.name[area_short_name(area.name, area.level)] = '\0';
	json_add_str(row, "area", area.name);
	area_clear(&area);
	json_add_str(row, "for_whom", o->for_whom.text);
	put_see(p, o, row);
	put_parties(p, o, row);
	put_voices(p, o, NULL, row);
	opgave_flags(p->in->shared, o, &flags);
	page_flags(p, &flags, row);
	flags_free(&flags);
	json_add_bool(row, "full", full);
	page_grounds(p, o->grounds, full ? o->ngrounds : 0, row);
	json_add_str(row, "dilemma", full ? o->dilemma.text : NULL);
	asked = json_add_array(row, "questions");
	for (size_t i = 0; full && i < o->nquestions; i++)
		json_add_str(asked, NULL, o->questions[i].text);
	json_add_bool(row, "has_questions", json_len(asked) > 0);
	if (!full) {
		put_short(row);
		return;
	}
	put_works(o, row);
	put_expectations(p, o, row);
	json_add_str(row, "first_sign",
	    o->first_sign.text == NULL || o->when.year == 0
		? o->first_sign.text
		: page_say(p, "opgave.sign", "sign", o->first_sign.text, "date",
		      page_day(p, &o->when, false), (char *)NULL));
	put_costs(p, o, row);
	json_add_str(row, "domains", domains(p, o));
}

/* Parties by name, in the order in which they are met. */
static size_t
gather(const struct opgave *const list[], size_t n, const struct party **out)
{
	size_t found = 0, k;

	for (size_t i = 0; i < n; i++)
		for (size_t m = 0; m < list[i]->nparties; m++) {
			const struct party *one = &list[i]->parties[m];

			for (k = 0; k < found &&
			     strcmp(out[k]->name.text, one->name.text) != 0;
			     k++)
				continue;
			if (k == found)
				out[found++] = one;
		}
	return found;
}

static const struct party *
party_in(const struct opgave *o, const char *name)
{
	for (size_t i = 0; i < o->nparties; i++)
		if (strcmp(o->parties[i].name.text, name) == 0)
			return &o->parties[i];
	return NULL;
}

static void
put_crossed(struct page *p, const struct opgave *const list[], size_t n,
    struct json *block)
{
	const struct indicators *ind = panel_indicators(p->panel);
	struct json *out = json_add_array(block, "domains");
	const char **nrs = mem_new(n + 1, sizeof(*nrs));

	for (size_t i = 0; i < ind->nthemes; i++) {
		size_t found = 0;

		for (size_t k = 0; k < n; k++)
			if (crosses(p, list[k], ind->themes[i].id))
				nrs[found++] =
				    page_number(p, (double)(k + 1), 0);
		if (found > 0)
			json_add_str(out, NULL,
			    page_count(p, "opgave.domain", (int64_t)found,
				"domain", words_theme(p->w, &ind->themes[i]),
				"list", page_list(p, nrs, found),
				(char *)NULL));
	}
	json_add_bool(block, "has_domains", json_len(out) > 0);
	free(nrs);
}

/* Who plays together: parties by opgaven. */
static void
put_coalition(struct page *p, const struct opgave *const list[], size_t n,
    struct json *model)
{
	const struct party **parties;
	struct json *block, *heads, *rows, *row, *cells;
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += list[i]->nparties;
	if (all == 0) {
		json_add_null(model, "coalition");
		return;
	}
	parties = mem_new(all, sizeof(*parties));
	all = gather(list, n, parties);
	block = json_add_object(model, "coalition");
	heads = json_add_array(block, "columns");
	for (size_t i = 0; i < n; i++)
		json_add_str(heads, NULL,
		    page_say(p, "opgave.column", "nr",
			page_number(p, (double)(i + 1), 0), "task",
			list[i]->task.text, (char *)NULL));
	rows = json_add_array(block, "rows");
	for (size_t i = 0; i < all; i++) {
		row = json_add_object(rows, NULL);
		json_add_str(row, "name", parties[i]->name.text);
		json_add_str(row, "kind",
		    key_of(p, "kind", party_kind_name(parties[i]->kind)));
		cells = json_add_array(row, "cells");
		for (size_t k = 0; k < n; k++) {
			const struct party *in =
			    party_in(list[k], parties[i]->name.text);

			json_add_str(cells, NULL,
			    in == NULL ? words_get(p->w, "opgave.cell.none")
				: in->brings.text == NULL
				? words_get(p->w, "opgave.cell.silent")
				: in->brings.text);
		}
	}
	put_crossed(p, list, n, block);
	free(parties);
}

void
page_opgaven(struct page *p, struct json *model)
{
	const bool full = p->area.level == LEVEL_GEMEENTE;
	const struct opgave **list;
	struct json *block, *rows;
	size_t n;

	if (p->in->shared == NULL) {
		json_add_null(model, "purpose");
		json_add_null(model, "opgaven");
		json_add_null(model, "coalition");
		return;
	}
	page_purpose(p, full, model);
	list = mem_new(p->in->shared->opgaven->n + 1, sizeof(*list));
	n = choose(p, list);
	if (n > 0) {
		block = json_add_object(model, "opgaven");
		rows = json_add_array(block, "rows");
		for (size_t i = 0; i < n; i++)
			put_row(p, list[i], i + 1, full, rows);
	} else
		json_add_null(model, "opgaven");
	if (full)
		put_coalition(p, list, n, model);
	else
		json_add_null(model, "coalition");
	free(list);
}
