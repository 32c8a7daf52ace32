/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * phrase: names, capitals, lists, and the sentences that are put together
 * from what is known of an area.
 */
#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "words/own.h"

const char *
words_label(const struct words *w, const struct indicator *indicator)
{
	return words_named(w, "indicator", indicator->id, indicator->label_nl,
	    indicator->label_en);
}

const char *
words_phrase(
    const struct words *w, const struct indicator *indicator, bool higher)
{
	return words_named(w, higher ? "higher" : "lower", indicator->id,
	    higher ? indicator->phrase_nl.higher : indicator->phrase_nl.lower,
	    higher ? indicator->phrase_en.higher : indicator->phrase_en.lower);
}

const char *
words_theme(const struct words *w, const struct theme *theme)
{
	return words_named(
	    w, "theme", theme->id, theme->label_nl, theme->label_en);
}

const char *
words_level(
    const struct words *w, enum area_level level, bool plural, bool capital)
{
	return w->levels[level][plural][capital];
}

/* Dutch writes the digraph ij with two capitals. Accented letters of Latin-1
 * are 0xC3 and a byte that differs 0x20 between small and capital. */
void
words_capital(const char *s, struct buf *out)
{
	unsigned char second =
	    (unsigned char)s[0] == 0xc3 ? (unsigned char)s[1] : 0;

	if (text_starts(s, "ij")) {
		buf_puts(out, "IJ");
		s += 2;
	} else if (second >= 0xa0 && second <= 0xbe && second != 0xb7) {
		buf_putc(out, s[0]);
		buf_putc(out, (char)(second - 0x20));
		s += 2;
	} else if (*s != '\0') {
		buf_putc(
		    out, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
		s++;
	}
	buf_puts(out, s);
}

/* Whether the first word is a name ("Nederlandse"), which keeps its capital:
 * the language file lists how such words begin. */
static bool
keeps_capital(const struct words *w, const char *label)
{
	const char *list = words_get(w, "label.keep_capital");
	size_t len;

	for (; *list != '\0'; list += len) {
		list += strspn(list, " ");
		len = strcspn(list, " ");
		if (len > 0 && strncmp(label, list, len) == 0)
			return true;
	}
	return false;
}

void
words_label_inline(
    const struct words *w, const struct indicator *indicator, struct buf *out)
{
	const char *s = words_label(w, indicator);
	unsigned char second =
	    (unsigned char)s[0] == 0xc3 ? (unsigned char)s[1] : 0;

	if (text_starts(s, "IJ") && s[2] >= 'a' && s[2] <= 'z') {
		buf_puts(out, "ij");
		s += 2;
	} else if (second >= 0x80 && second <= 0x9e && second != 0x97) {
		buf_putc(out, s[0]);
		buf_putc(out, (char)(second + 0x20));
		s += 2;
	} else if (s[0] >= 'A' && s[0] <= 'Z' &&
	    ((s[1] >= 'a' && s[1] <= 'z') || (s[1] & 0x80)) &&
	    !keeps_capital(w, s)) {
		buf_putc(out, (char)(s[0] - 'A' + 'a'));
		s++;
	}
	buf_puts(out, s);
}

void
words_list(
    const struct words *w, const char *const items[], size_t n, struct buf *out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(out,
			    words_get(
				w, i + 1 == n ? "list.and" : "list.comma"));
		buf_puts(out, items[i]);
	}
}

/* A count as words_count, as a new string; NULL when there is none. */
static char *
counted(const struct words *w, const char *key, int64_t n)
{
	struct buf out = { 0 };

	if (n <= 0)
		return NULL;
	words_count(w, key, n, NULL, &out);
	return buf_take(&out);
}

/* "4.475 inwoners in 2.210 huishoudens", or the part that is known. */
static char *
people_text(const struct words *w, const struct area_summary *summary)
{
	struct buf people = { 0 }, households = { 0 }, out = { 0 };

	if (!isfinite(summary->people) || summary->people <= 0)
		return NULL;
	words_count(w, "people", llround(summary->people), NULL, &people);
	if (!isfinite(summary->households) || summary->households <= 0)
		return buf_take(&people);
	words_count(
	    w, "households", llround(summary->households), NULL, &households);
	words_fill(w, "summary.people_in",
	    (const char *[]){ "people", buf_str(&people), "households",
		buf_str(&households), NULL },
	    &out);
	buf_free(&households);
	buf_free(&people);
	return buf_take(&out);
}

static const char *
summary_key(const struct area_summary *summary)
{
	switch (summary->level) {
	case LEVEL_LAND:
		break;
	case LEVEL_GEMEENTE:
		return "summary.gemeente";
	case LEVEL_WIJK:
		return "summary.wijk";
	case LEVEL_BUURT:
		return summary->wijk == NULL ? "summary.buurt_no_wijk"
					     : "summary.buurt";
	case LEVEL_OWN:
		return *summary->municipality == '\0' ? "summary.own_many"
						      : "summary.own";
	}
	assert(!"a profile of the country has no summary");
	return "summary.gemeente";
}

void
words_summary(
    const struct words *w, const struct area_summary *summary, struct buf *out)
{
	char *parts[3] = { NULL }, *items[3];
	struct buf list = { 0 }, with = { 0 }, year = { 0 };
	size_t i, n = 0;

	parts[0] = counted(w, "wijken", summary->wijken);
	parts[1] = counted(w, "buurten", summary->buurten);
	parts[2] = people_text(w, summary);
	for (i = 0; i < 3; i++) {
		if (parts[i] != NULL)
			items[n++] = parts[i];
	}
	words_list(w, (const char *const *)items, n, &list);
	if (n > 0)
		words_fill(w, "summary.with",
		    (const char *[]){ "list", buf_str(&list), NULL }, &with);
	if (summary->people == 0)
		buf_puts(&with, words_get(w, "summary.nobody"));
	if (isfinite(summary->people) && summary->year != NULL)
		words_fill(w, "summary.year",
		    (const char *[]){ "year", summary->year, NULL }, &year);
	words_fill(w, summary_key(summary),
	    (const char *[]){ "wijk",
		summary->wijk == NULL ? "" : summary->wijk, "municipality",
		summary->municipality, "with", buf_str(&with), "year",
		buf_str(&year), NULL },
	    out);
	for (i = 0; i < 3; i++)
		free(parts[i]);
	buf_free(&year);
	buf_free(&with);
	buf_free(&list);
}

/* Fewer people are not counted out. */
#define HEARD_LEAST 3

struct role_count {
	const char *role;
	size_t n;
	bool told;
};

/* Which roles are counted out: those of so many, but for as many of them as
 * it takes that what is left of the whole is not one or two either. */
static void
tell_counts(struct role_count counts[], size_t n, size_t all)
{
	size_t left = all;

	for (size_t i = 0; i < n; i++) {
		counts[i].told = counts[i].n >= HEARD_LEAST;
		left -= counts[i].told ? counts[i].n : 0;
	}
	while (left > 0 && left < HEARD_LEAST) {
		struct role_count *least = NULL;

		for (size_t i = 0; i < n; i++)
			if (counts[i].told &&
			    (least == NULL || counts[i].n < least->n))
				least = &counts[i];
		if (least == NULL)
			return;
		least->told = false;
		left += least->n;
	}
}

/* Roles in alphabetical order, each once, with how often. */
static void
role_list(
    const struct words *w, const char *const roles[], size_t n, struct buf *out)
{
	const char **sorted = mem_new(n, sizeof(*sorted));
	struct role_count *counts = mem_new(n, sizeof(*counts));
	struct buf times = { 0 };
	size_t i, ncounts = 0;

	memcpy(sorted, roles, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), text_cmp);
	for (i = 0; i < n; i++) {
		if (i == 0 || strcmp(sorted[i], sorted[i - 1]) != 0)
			counts[ncounts++].role = sorted[i];
		counts[ncounts - 1].n++;
	}
	tell_counts(counts, ncounts, n);
	for (i = 0; i < ncounts; i++) {
		if (i > 0)
			buf_puts(out, words_get(w, "list.semicolon"));
		buf_clear(&times);
		words_number(w, (double)counts[i].n, 0, &times);
		if (!counts[i].told)
			buf_puts(out, counts[i].role);
		else
			words_fill(w, "heard.role_times",
			    (const char *[]){ "role", counts[i].role, "n",
				buf_str(&times), NULL },
			    out);
	}
	buf_free(&times);
	free(counts);
	free(sorted);
}

void
words_heard(const struct words *w, size_t quotes,
    const char *const roles[], size_t n, size_t invented, const char *area,
    struct buf *out)
{
	struct buf list = { 0 }, talks = { 0 }, number = { 0 };

	if (quotes == 0) {
		words_fill(w, "heard.none",
		    (const char *[]){ "area", area, NULL }, out);
		return;
	}
	role_list(w, roles, n, &list);
	words_number(w, (double)n, 0, &number);
	if (n < HEARD_LEAST)
		buf_puts(&talks, words_get(w, "heard.few_talks"));
	else
		words_fill(w, "heard.talks",
		    (const char *[]){ "n", buf_str(&number), NULL }, &talks);
	words_count(w, "heard", (int64_t)quotes,
	    (const char *[]){ "talks", buf_str(&talks), "roles", buf_str(&list),
		NULL },
	    out);
	if (invented > 0) {
		buf_putc(out, ' ');
		words_count(w,
		    invented == quotes ? "heard.all_invented" : "heard.invented",
		    (int64_t)invented, NULL, out);
	}
	buf_free(&number);
	buf_free(&talks);
	buf_free(&list);
}
