/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * finding: headlines and intros by rule from comparisons. A word of
 * difference is used only where analysis/compare.h found one, and every
 * difference in an intro has both numbers beside it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "words/own.h"

#define HEADLINE_MAX 2	 /* differences in a headline */
#define HEADLINE_LONG 80 /* characters of two phrases: two lines on a page */
#define INTRO_MAX 3	 /* names in one sentence of an intro */
#define MOSTLY 3 /* so many alike for one that differs: "weinig verschil" */
#define ALIKE 2	 /* below so many times what is worth a word: alike */
#define COMPLEMENT                                                             \
	2.5 /* how far two shares may be from 100 together; both               \
	       are rounded, and a third may be "unknown" */

static bool
differs(const struct headline_row *row)
{
	return row->comparison.difference == DIFF_HIGHER ||
	    row->comparison.difference == DIFF_LOWER;
}

/* A difference that is too large to call the two alike, and not sure enough
 * to call them different: 200 against 57 that may be chance. */
static bool
is_unsure(const struct headline_row *row)
{
	const struct comparison *c = &row->comparison;

	return c->difference == DIFF_SIMILAR && c->within != NOISE_NONE &&
	    fabs(c->value - c->reference) >=
	    ALIKE * compare_least(c->reference, row->indicator->kind, 0);
}

static bool
is_similar(const struct headline_row *row)
{
	return row->comparison.difference == DIFF_SIMILAR && !is_unsure(row);
}

static bool
is_unknown(const struct headline_row *row)
{
	return row->comparison.difference == DIFF_UNKNOWN;
}

static const char *
phrase_of(const struct words *w, const struct headline_row *row)
{
	return words_phrase(
	    w, row->indicator, row->comparison.difference == DIFF_HIGHER);
}

/* Whether two differences are one: shares of a whole that together make 100
 * ("meer koopwoningen" and "minder huurwoningen"). */
static bool
complements(const struct headline_row *a, const struct headline_row *b)
{
	const struct indicator *x = a->indicator, *y = b->indicator;

	if (x->kind != KIND_SHARE || y->kind != KIND_SHARE ||
	    a->comparison.difference == b->comparison.difference)
		return false;
	if ((x->denominator == NULL) != (y->denominator == NULL) ||
	    (x->denominator != NULL &&
		strcmp(x->denominator, y->denominator) != 0))
		return false;
	return fabs(a->comparison.value + b->comparison.value - 100) <=
	    COMPLEMENT &&
	    fabs(a->comparison.reference + b->comparison.reference - 100) <=
	    COMPLEMENT;
}

/* Largest effect first; rows that are alike stay in the order of the page. */
static int
by_effect(const void *a, const void *b)
{
	const struct headline_row *x = *(const struct headline_row *const *)a,
				  *y = *(const struct headline_row *const *)b;

	if (x->comparison.effect != y->comparison.effect)
		return x->comparison.effect > y->comparison.effect ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* What a theme's rows come to. */
struct tally {
	const struct headline_row **differ; /* largest first, said once */
	size_t ndiffer;
	size_t similar, unknown; /* rows that may be compared at all */
	size_t unsure; /* large enough for a word, but within the noise */
};

static void
tally_rows(const struct headline_row rows[], size_t n, struct tally *out)
{
	const struct headline_row **all = mem_new(n + 1, sizeof(*all));
	size_t i, j, count = 0;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < n; i++) {
		if (rows[i].indicator->kind == KIND_CODE)
			continue;
		if (differs(&rows[i]))
			all[count++] = &rows[i];
		else if (is_similar(&rows[i]))
			out->similar++;
		else if (is_unsure(&rows[i]))
			out->unsure++;
		else
			out->unknown++;
	}
	qsort(all, count, sizeof(*all), by_effect);
	out->differ = all;
	for (i = 0; i < count; i++) {
		for (j = 0; j < out->ndiffer; j++) {
			if (complements(all[j], all[i]))
				break;
		}
		if (j == out->ndiffer)
			all[out->ndiffer++] = all[i];
	}
}

/* A difference that has no phrase of its own: "Hoger dan in X: label". */
static void
plain_headline(const struct words *w, const struct headline_row *row,
    const char *ref, struct buf *out)
{
	struct buf label = { 0 };

	words_label_inline(w, row->indicator, &label);
	words_fill(w,
	    row->comparison.difference == DIFF_HIGHER ? "headline.higher"
						      : "headline.lower",
	    (const char *[]){ "label", buf_str(&label), "ref", ref, NULL },
	    out);
	buf_free(&label);
}

static const char *
same_key(const struct tally *tally)
{
	if (tally->similar == 0)
		return tally->unsure > 0 ? "headline.unsure" : "headline.none";
	return tally->unsure > 0 || tally->unknown > tally->similar
	    ? "headline.same_known"
	    : "headline.same";
}

void
words_headline(const struct words *w, const struct headline_row rows[],
    size_t n, const char *reference_name, struct buf *out)
{
	struct tally tally;
	struct buf text = { 0 };
	const char *said[HEADLINE_MAX] = { NULL }, *phrase, *key;
	size_t i, count = 0;

	tally_rows(rows, n, &tally);
	for (i = 0; i < tally.ndiffer && count < HEADLINE_MAX; i++) {
		if ((phrase = phrase_of(w, tally.differ[i])) != NULL)
			said[count++] = phrase;
	}
	if (count == 0 && tally.ndiffer > 0) {
		plain_headline(w, tally.differ[0], reference_name, out);
		goto done;
	}
	if (count == 2 &&
	    text_chars(said[0]) + text_chars(said[1]) > HEADLINE_LONG)
		count = 1; /* the intro has the other one */
	if (count == 0)
		key = same_key(&tally);
	else if (count == 2)
		key = "headline.two";
	else if (tally.ndiffer == 1 && tally.similar >= MOSTLY &&
	    tally.unsure == 0)
		key = "headline.mostly_same";
	else
		key = "headline.one";
	words_fill(w, key,
	    (const char *[]){ "ref", reference_name, "a",
		count > 0 ? said[0] : "", "b", count > 1 ? said[1] : "", NULL },
	    &text);
	words_capital(buf_str(&text), out);
done:
	buf_free(&text);
	free(tally.differ);
}

/* "meer koopwoningen (57% tegen 49%)" */
static char *
difference_text(const struct words *w, const struct headline_row *row)
{
	const char *phrase = phrase_of(w, row), *key = "intro.item";
	struct buf label = { 0 }, value = { 0 }, reference = { 0 }, out = { 0 };

	if (phrase == NULL)
		key = row->comparison.difference == DIFF_HIGHER
		    ? "intro.item_higher"
		    : "intro.item_lower";
	words_label_inline(w, row->indicator, &label);
	words_value(w, row->comparison.value, row->indicator, false, &value);
	words_value(
	    w, row->comparison.reference, row->indicator, false, &reference);
	words_fill(w, key,
	    (const char *[]){ "phrase", phrase == NULL ? "" : phrase, "label",
		buf_str(&label), "value", buf_str(&value), "reference",
		buf_str(&reference), NULL },
	    &out);
	buf_free(&reference);
	buf_free(&value);
	buf_free(&label);
	return buf_take(&out);
}

static void
put_sentence(struct buf *out, struct buf *sentence)
{
	if (out->len > 0)
		buf_putc(out, ' ');
	words_capital(buf_str(sentence), out);
	buf_clear(sentence);
}

static void
intro_differences(const struct words *w, const struct tally *tally,
    const char *ref, struct buf *out)
{
	char *items[INTRO_MAX];
	struct buf list = { 0 }, sentence = { 0 };
	size_t i, n;

	n = tally->ndiffer < INTRO_MAX ? tally->ndiffer : INTRO_MAX;
	for (i = 0; i < n; i++)
		items[i] = difference_text(w, tally->differ[i]);
	words_list(w, (const char *const *)items, n, &list);
	words_fill(w, "intro.differ",
	    (const char *[]){ "list", buf_str(&list), "ref", ref, NULL },
	    &sentence);
	put_sentence(out, &sentence);
	for (i = 0; i < n; i++)
		free(items[i]);
	buf_free(&sentence);
	buf_free(&list);
}

/* The labels of all rows of a sort, or how many there are. */
static void
intro_others(const struct words *w, const struct headline_row rows[],
    size_t nrows, bool (*of_sort)(const struct headline_row *), const char *key,
    size_t n, const char *ref, struct buf *out)
{
	struct buf labels[INTRO_MAX] = { { 0 } }, list = { 0 },
		   sentence = { 0 };
	const char *items[INTRO_MAX];
	char *many;
	size_t i, count = 0;

	if (n > INTRO_MAX) {
		many = mem_fmt("%s_many", key);
		words_count(w, many, (int64_t)n,
		    (const char *[]){ "ref", ref, NULL }, &sentence);
		free(many);
	} else {
		for (i = 0; i < nrows && count < INTRO_MAX; i++) {
			if (rows[i].indicator->kind == KIND_CODE ||
			    !of_sort(&rows[i]))
				continue;
			words_label_inline(
			    w, rows[i].indicator, &labels[count]);
			items[count] = buf_str(&labels[count]);
			count++;
		}
		words_list(w, items, count, &list);
		words_fill(w, key,
		    (const char *[]){
			"list", buf_str(&list), "ref", ref, NULL },
		    &sentence);
	}
	put_sentence(out, &sentence);
	for (i = 0; i < INTRO_MAX; i++)
		buf_free(&labels[i]);
	buf_free(&sentence);
	buf_free(&list);
}

static const char *
no_difference_key(const struct tally *tally)
{
	if (tally->unsure > 0)
		return "intro.all_unsure";
	return tally->similar > 0 ? "intro.all_similar" : "intro.none";
}

void
words_intro(const struct words *w, const struct headline_row rows[], size_t n,
    const char *reference_name, struct buf *out)
{
	struct tally tally;
	struct buf text = { 0 }, sentence = { 0 };

	tally_rows(rows, n, &tally);
	if (tally.ndiffer > 0)
		intro_differences(w, &tally, reference_name, &text);
	else if (tally.similar > 0 || tally.unsure == 0) {
		words_fill(w, no_difference_key(&tally),
		    (const char *[]){ "ref", reference_name, NULL }, &sentence);
		put_sentence(&text, &sentence);
	}
	if (tally.similar > 0)
		intro_others(w, rows, n, is_similar, "intro.similar",
		    tally.similar, reference_name, &text);
	if (tally.unsure > 0)
		intro_others(w, rows, n, is_unsure, "intro.unsure",
		    tally.unsure, reference_name, &text);
	if (tally.unknown > 0 &&
	    tally.ndiffer + tally.similar + tally.unsure > 0)
		intro_others(w, rows, n, is_unknown, "intro.missing",
		    tally.unknown, reference_name, &text);
	buf_puts(out, buf_str(&text));
	buf_free(&sentence);
	buf_free(&text);
	free(tally.differ);
}

/* Which of the forms a trend's headline has. phrase is set for a change that
 * may be called one. */
static const char *
trend_key(const struct words *w, const struct indicator *indicator,
    double first, double last, double noise, bool same, const char **phrase)
{
	*phrase = words_phrase(w, indicator, last > first);
	if (same)
		return "trend.headline.same";
	if (fabs(last - first) > noise && *phrase != NULL)
		return "trend.headline.direction";
	if (indicator->kind == KIND_COUNT &&
	    strcmp(indicator->unit, "aantal") == 0 && first >= 2)
		return "trend.headline.count";
	return "trend.headline.plain";
}

void
words_trend_headline(const struct words *w, const struct indicator *indicator,
    const char *first_period, double first, const char *last_period,
    double last, double noise, struct buf *out)
{
	struct buf from = { 0 }, to = { 0 }, label = { 0 }, text = { 0 };
	struct buf begin = { 0 }, end = { 0 };
	const char *key = "trend.headline.none", *phrase = NULL;

	words_value(w, first, indicator, false, &from);
	words_value(w, last, indicator, false, &to);
	words_period(w, first_period, &begin);
	words_period(w, last_period, &end);
	if (isfinite(first) && isfinite(last))
		key = trend_key(w, indicator, first, last, noise,
		    strcmp(buf_str(&from), buf_str(&to)) == 0, &phrase);
	if (strcmp(key, "trend.headline.count") == 0)
		words_label_inline(w, indicator, &label);
	else
		buf_puts(&label, words_label(w, indicator));
	words_fill(w, key,
	    (const char *[]){ "label", buf_str(&label), "phrase",
		phrase == NULL ? "" : phrase, "first", buf_str(&from), "last",
		buf_str(&to), "first_period", buf_str(&begin), "last_period",
		buf_str(&end), NULL },
	    &text);
	words_capital(buf_str(&text), out);
	buf_free(&end);
	buf_free(&begin);
	buf_free(&text);
	buf_free(&label);
	buf_free(&to);
	buf_free(&from);
}
