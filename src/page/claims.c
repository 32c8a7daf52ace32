/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * claims: numbers and stories side by side, under what the analyst says.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

const char *
page_sentence(struct page *p, const struct judged *j)
{
	const char *text = j->claim->sentence;
	struct buf out = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < j->nlives; i++) {
		const struct live *l = &j->claim->lives[i];
		const struct claim_figure *f = &j->lives[i];

		buf_put(&out, text + at, l->at - at);
		buf_puts(&out, page_value(p, f->indicator, &f->cell));
		at = l->at + l->len;
		if (f->cell.col != NULL)
			page_use(p, f->cell.col);
	}
	buf_puts(&out, text + at);
	return page_keep(p, &out);
}

const char *
page_headline(
    struct page *p, const struct indicator *ind, bool years, const char *period)
{
	const struct judgement *all = p->in->claims;

	for (size_t i = 0; all != NULL && i < all->n; i++) {
		const struct judged *j = &all->items[i];
		char *text;
		size_t n;

		if (j->headline != ind || j->headline_years != years ||
		    strcmp(j->area, p->area.code) != 0 ||
		    (j->headline_period[0] != '\0' &&
			strcmp(j->headline_period, period) != 0))
			continue;
		text = mem_str(page_sentence(p, j));
		n = strlen(text);
		if (n > 1 && text[n - 1] == '.' && text[n - 2] != '.')
			text[n - 1] = '\0'; /* as all headlines */
		return page_keep_str(p, text);
	}
	return NULL;
}

static const char *
side(struct page *p, const struct side *s)
{
	return s->indicator != NULL
	    ? page_amount(p, s->indicator, s->value)
	    : page_number(p, s->value, s->value == floor(s->value) ? 0 : 2);
}

/* What is wrong with it; NULL when it holds. */
static const char *
warning(struct page *p, const struct judged *j)
{
	if (j->result == CLAIM_HOLDS)
		return NULL;
	return words_get(p->w,
	    page_keep_str(
		p, mem_fmt("claim.marked.%s", claim_result_name(j->result))));
}

/* What the fact that fails was, and is. */
static const char *
was_now(struct page *p, const struct judged *j)
{
	for (size_t i = 0; i < j->nfacts; i++) {
		const struct judged_fact *f = &j->facts[i];

		if (f->verdict.truth != TRUTH_NO || !f->verdict.compared)
			continue;
		return page_say(p,
		    f->evidence->seen == NULL ? "claim.now" : "claim.was_now",
		    "left", side(p, &f->verdict.left), "right",
		    side(p, &f->verdict.right), "was",
		    f->evidence->seen == NULL ? "" : f->evidence->seen,
		    (char *)NULL);
	}
	return NULL;
}

static const char *
figure_value(struct page *p, const struct claim_figure *f)
{
	if (f->kind == FIGURE_TREND)
		return words_get(p->w,
		    f->trend == TREND_UP	 ? "claim.trend.up"
			: f->trend == TREND_DOWN ? "claim.trend.down"
			: f->trend == TREND_FLAT || f->trend == TREND_SMALL
			? "claim.trend.flat"
			: "claim.trend.unknown");
	if (f->kind == FIGURE_VALUE)
		return page_value(p, f->indicator, &f->cell);
	if (isnan(f->value))
		return page_sign(p, f->cell.reason);
	if (f->kind == FIGURE_CHANGE && f->value > 0)
		return page_keep_str(
		    p, mem_fmt("+%s", page_amount(p, f->indicator, f->value)));
	if (f->kind == FIGURE_CHANGE)
		return page_amount(p, f->indicator, f->value);
	return page_say(p, "claim.place", "n", page_number(p, f->value, 0),
	    "total", page_number(p, (double)f->peers, 0), (char *)NULL);
}

static bool
is_there(const struct json *list, const char *label)
{
	const struct json *one = json_first(list);

	for (; one != NULL; one = json_next(one))
		if (strcmp(json_get_str(one, "label"), label) == 0)
			return true;
	return false;
}

static void
put_figures(struct page *p, const struct judged *j, struct json *row)
{
	static const char *const keys[] = { "claim.figure.value",
		"claim.figure.change", "claim.figure.rank",
		"claim.figure.trend" };
	struct json *list = json_add_array(row, "figures"), *one;

	for (size_t i = 0; i < j->nfacts; i++)
		for (size_t k = 0; k < j->facts[i].verdict.n; k++) {
			const struct claim_figure *f =
			    &j->facts[i].verdict.figures[k];
			const char *label = page_say(p, keys[f->kind], "label",
			    f->kind == FIGURE_VALUE
				? words_label(p->w, f->indicator)
				: page_inline_label(p, f->indicator),
			    "area", f->name, "period",
			    page_period(p, f->period), "from",
			    page_period(p, f->from), (char *)NULL);

			if (f->cell.col != NULL)
				page_use(p, f->cell.col);
			if (is_there(list, label))
				continue;
			one = json_add_object(list, NULL);
			json_add_str(one, "label", label);
			json_add_str(one, "value", figure_value(p, f));
		}
	json_add_bool(row, "has_figures", json_len(list) > 0);
}

/* Only quotes that this page has: where few people live it has none. */
static void
put_quotes(struct page *p, const struct judged *j, struct json *row)
{
	static const char *const keys[] = { "claim.stance.supports",
		"claim.stance.contradicts", "claim.stance.nuances" };
	struct json *list = json_add_array(row, "voices"), *one;

	for (size_t i = 0; i < j->nquotes; i++)
		for (size_t k = 0; k < p->voices.n; k++) {
			const struct judged_quote *q = &j->quotes[i];

			if (q->quote == NULL ||
			    q->quote->text != p->voices.items[k].text)
				continue;
			one = json_add_object(list, NULL);
			page_voice(p, &p->voices.items[k], one);
			json_add_str(one, "stance",
			    words_get(p->w, keys[q->evidence->stance]));
		}
	json_add_bool(row, "has_voices", json_len(list) > 0);
}

static void
put_documents(const struct judged *j, struct json *row)
{
	struct json *list = json_add_array(row, "documents"), *one;

	for (size_t i = 0; i < j->claim->nevidence; i++) {
		const struct evidence *e = &j->claim->evidence[i];

		if (e->kind != EVIDENCE_DOCUMENT)
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "text", e->text);
		json_add_str(one, "link", e->link);
	}
	json_add_bool(row, "has_documents", json_len(list) > 0);
}

void
page_claim(struct page *p, const struct judged *j, struct json *list)
{
	struct json *row = json_add_object(list, NULL), *verdict;
	const char *name = agreement_name(j->agreement);

	json_add_str(row, "id", j->claim->id);
	json_add_str(row, "sentence", page_sentence(p, j));
	json_add_bool(row, "holds", j->result == CLAIM_HOLDS);
	json_add_str(row, "warning", warning(p, j));
	json_add_str(
	    row, "doubt", j->doubted ? words_get(p->w, "claim.doubted") : NULL);
	json_add_str(row, "likely",
	    j->likely[0] != '\0' ? words_get(p->w, "claim.likely") : NULL);
	json_add_str(
	    row, "was_now", j->result == CLAIM_FAILS ? was_now(p, j) : NULL);
	put_figures(p, j, row);
	put_quotes(p, j, row);
	put_documents(j, row);
	verdict = json_add_object(row, "verdict");
	json_add_str(verdict, "kind", name);
	json_add_str(verdict, "sign",
	    words_get(p->w, page_keep_str(p, mem_fmt("claim.%s.sign", name))));
	json_add_str(verdict, "word",
	    words_get(p->w, page_keep_str(p, mem_fmt("claim.%s.word", name))));
	json_add_str(row, "question", j->claim->question);
}

void
page_claims(struct page *p, struct json *model)
{
	const struct judgement *all = p->in->claims;
	struct json *block = json_object(), *list;
	size_t n = 0;

	list = json_add_array(block, "rows");
	for (size_t i = 0; all != NULL && i < all->n; i++) {
		const struct judged *j = &all->items[i];

		if (strcmp(j->area, p->area.code) != 0 ||
		    j->result == CLAIM_MISTAKEN)
			continue;
		page_claim(p, j, list);
		n++;
	}
	if (n > 0) {
		json_add(model, "claims", block);
		return;
	}
	json_free(block);
	json_add_null(model, "claims");
}
