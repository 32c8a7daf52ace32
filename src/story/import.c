/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import: a note in the making: what may go into it, and its text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/import_own.h"

#define WIDTH 76      /* of a line of a quote, bytes; a word may be longer */
#define TRACES_MAX 99 /* looked for in one text */
#define DOTS "\xe2\x80\xa6"

void
imported_free(struct imported *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].id);
		free(list->items[i].text);
	}
	free(list->items);
	strings_free(&list->said);
	*list = (struct imported){ 0 };
}

void
draft_clear(struct draft *d)
{
	for (size_t i = 0; i < d->nquotes; i++) {
		free(d->quotes[i].text);
		free(d->quotes[i].themes);
	}
	free(d->quotes);
	strings_free(&d->remarks);
	*d = (struct draft){ 0 };
}

/* A copy without what has a meaning in a note at the end or amid a quote: "#"
 * and "@" before a word are a tag or somebody's name on a network. The latter
 * goes, and with it the rest of the word. */
static char *
without_signs(const char *s, size_t *handles)
{
	struct buf out = { 0 };
	bool start = true;

	for (; *s != '\0'; s++) {
		if (start && *s == '@' && s[1] != ' ' && s[1] != '\0') {
			buf_puts(&out, DOTS);
			s += strcspn(s, " ") - 1;
			++*handles;
			start = false;
			continue;
		}
		buf_putc(&out, *s);
		if (start && *s == '#')
			buf_putc(&out, ' ');
		start = strchr(" \t,;", *s) != NULL;
	}
	return buf_take(&out);
}

/* Put dots for what points at a person; a remark for each kind. */
static char *
without_traces(struct draft *d, char *text, const struct traces *t)
{
	size_t at, len;
	enum trace trace;

	for (int i = 0; i < TRACES_MAX; i++) {
		struct buf out = { 0 };

		trace = privacy_find(text, t, &at, &len);
		if (trace == TRACE_NONE)
			return text;
		buf_put(&out, text, at);
		buf_puts(&out, DOTS);
		buf_puts(&out, text + at + len);
		free(text);
		text = buf_take(&out);
		d->traces++;
		strings_add(&d->remarks, trace_kind(trace));
	}
	text[0] = '\0'; /* a list of numbers is no story */
	return text;
}

/* At most as long as a quote may be, up to the end of a word. */
static char *
cut(struct draft *d, char *text)
{
	char *shorter;
	size_t to;

	if (text_chars(text) <= QUOTE_MAX)
		return text;
	to = text_prefix(text, QUOTE_MAX - 2);
	while (to > 0 && text[to] != ' ')
		to--;
	if (to == 0)
		to = text_prefix(text, QUOTE_MAX - 2);
	text[to] = '\0';
	d->cut = true;
	shorter = mem_fmt("%s " DOTS, text);
	free(text);
	return shorter;
}

struct draft_quote *
draft_say(struct draft *d, const char *text, const char *const names[],
    size_t nnames, const struct import_rules *rules)
{
	struct traces t = { names, nnames, rules->contact, rules->today.year,
		false };
	size_t handles = 0, at;
	char *plain = mem_str(text), *said;

	while (text_turns(plain, strlen(plain), &at))
		memmove(plain + at, plain + at + TEXT_TURN,
		    strlen(plain + at + TEXT_TURN) + 1);
	quote_plain(plain);
	said = without_signs(plain, &handles);
	free(plain);
	if (handles > 0)
		strings_add(&d->remarks, "een naam met een @ ervoor");
	d->traces += handles;
	said = cut(d, without_traces(d, said, &t));
	quote_plain(said);
	if (said[0] == '\0') {
		free(said);
		return NULL;
	}
	MEM_PUSH(d->quotes, d->nquotes, d->capquotes);
	d->quotes[d->nquotes] = (struct draft_quote){ .text = said };
	return &d->quotes[d->nquotes++];
}

void
draft_theme(struct draft_quote *q, const char *theme)
{
	for (size_t i = 0; i < q->nthemes; i++)
		if (q->themes[i] == theme)
			return;
	q->themes = mem_grow(q->themes, q->nthemes + 1, sizeof(*q->themes));
	q->themes[q->nthemes++] = theme;
}

/* One character of a quote: what Markdown would take for a sign of its own gets
 * a backslash. first: of its line. */
static void
put_char(struct buf *out, const char *s, bool first)
{
	static const char always[] = "\\`*_[]<>&~|$!";
	static const char at_start[] = "#+-=:";

	if (strchr(always, *s) != NULL ||
	    (first && strchr(at_start, *s) != NULL))
		buf_putc(out, '\\');
	buf_putc(out, *s);
}

/* "12." and "12)" at the start of a line would begin a list. Bytes passed. */
static size_t
put_digits(struct buf *out, const char *s, size_t n)
{
	size_t digits = strspn(s, "0123456789");

	if (digits == 0 || digits >= n || (s[digits] != '.' && s[digits] != ')'))
		return 0;
	buf_put(out, s, digits);
	buf_putc(out, '\\');
	buf_putc(out, s[digits]);
	return digits + 1;
}

static void
put_quote(struct buf *out, const struct draft_quote *q, const char *about)
{
	const char *s = q->text;

	while (*s != '\0') {
		size_t n = strlen(s), i;

		if (n > WIDTH) {
			for (n = WIDTH; n > 0 && s[n] != ' '; n--)
				continue;
			if (n == 0)
				n = strcspn(s, " ");
		}
		buf_puts(out, "> ");
		for (i = put_digits(out, s, n); i < n; i++)
			put_char(out, s + i, i == 0);
		buf_putc(out, '\n');
		s += n;
		s += strspn(s, " ");
	}
	if (q->nthemes > 0 || about != NULL)
		buf_putc(out, '>');
	for (size_t i = 0; i < q->nthemes; i++)
		buf_putf(out, " #%s", q->themes[i]);
	if (about != NULL)
		buf_putf(out, " @%s", about);
	if (q->nthemes > 0 || about != NULL)
		buf_putc(out, '\n');
}

static void
put_day(struct buf *out, const char *key, const struct day *day)
{
	if (day->year != 0)
		buf_putf(out, "%s: %04d-%02d-%02d\n", key, day->year,
		    day->month, day->day);
}

static void
put_header(struct buf *out, const struct draft *d, const char *id,
    const struct import_rules *rules)
{
	static const char *const words[] = { [CONSENT_MISSING] = "geen",
		[CONSENT_NONE] = "geen",
		[CONSENT_INTERNAL] = "intern",
		[CONSENT_REPORT] = "rapport",
		[CONSENT_PUBLIC] = "openbaar" };
	/* Who reviews says what may go on. */
	const enum consent consent = d->traces > 0 ? CONSENT_NONE : d->consent;

	buf_putf(out, "---\nid: import-%s\n", id);
	put_day(out, "datum", &d->date);
	buf_putf(out, "gebied: %s\nrol: %s\nmethode: %s\ntoestemming: %s\n",
	    d->area, d->role, d->method, words[consent]);
	put_day(out, "bewaren-tot", &rules->until);
	if (d->rating.given)
		buf_putf(out, "waardering: %d (%d-%d)\n", d->rating.value,
		    d->rating.low, d->rating.high);
	if (d->rating.given && d->about != NULL)
		buf_putf(out, "waardering-over: %s\n", d->about);
	buf_puts(out, "nagekeken:\n---\n\n");
}

static void
put_note(struct buf *out, const struct draft *d, const char *id,
    const struct import_rules *rules)
{
	put_header(out, d, id, rules);
	buf_puts(out,
	    "Ingevoerd uit een bestand. Lees na, vul toestemming en nagekeken "
	    "in.\n");
	for (size_t i = 0; i < d->remarks.n; i++)
		buf_putf(out,
		    "Nakijken: weggelaten (" DOTS ") is wat lijkt op %s.\n",
		    d->remarks.items[i]);
	if (d->cut)
		buf_puts(out,
		    "Nakijken: wat langer was dan een citaat mag zijn, is "
		    "afgebroken.\n");
	for (size_t i = 0; i < d->nquotes; i++) {
		buf_putc(out, '\n');
		put_quote(out, &d->quotes[i], d->about);
	}
}

/* Whether a note reads back as what it was made of: else somebody's words
 * would stand there otherwise than they were said. */
static int
read_back(const struct draft *d, const char *text,
    const struct import_rules *rules, struct err *err)
{
	struct note note = { 0 };
	int rc = note_parse("note", text, strlen(text), rules->words, &note,
	    err);

	if (rc == 0 && note.nquotes != d->nquotes)
		rc = err_set(err, ERR_INPUT,
		    "%zu quotes would be read as %zu: take the signs that "
		    "Markdown knows out of it",
		    d->nquotes, note.nquotes);
	for (size_t i = 0; rc == 0 && i < d->nquotes; i++)
		if (strcmp(note.quotes[i].text, d->quotes[i].text) != 0)
			rc = err_set(err, ERR_INPUT,
			    "quote %zu would be read otherwise: take the "
			    "signs that Markdown knows out of it",
			    i + 1);
	note_clear(&note);
	return rc;
}

int
draft_end(struct draft *d, const struct import_rules *rules, const char *seed,
    size_t before, struct imported *out, struct err *err)
{
	char id[OPAQUE_ID];
	struct buf text = { 0 };
	struct import_note *one;

	edition_opaque(rules->key, "import", seed, before, id);
	put_note(&text, d, id, rules);
	if (read_back(d, buf_str(&text), rules, err) == -1) {
		buf_free(&text);
		return -1;
	}
	MEM_PUSH(out->items, out->n, out->cap);
	one = &out->items[out->n++];
	*one = (struct import_note){ mem_str(id), buf_take(&text), d->nquotes,
		d->traces };
	return 0;
}

const char *
import_option(const struct strings *list, const char *name)
{
	char *folded = text_fold(name);
	const char *found = NULL;

	for (size_t i = 0; i < list->n && found == NULL; i++) {
		const char *is = strrchr(list->items[i], '=');
		char *left = mem_strn(list->items[i],
		    is == NULL ? 0 : (size_t)(is - list->items[i]));
		char *own = text_fold(left);

		if (is != NULL && strcmp(own, folded) == 0)
			found = is + 1;
		free(own);
		free(left);
	}
	free(folded);
	return found;
}

const char *
import_theme(const struct import_rules *rules, const char *name, bool *known)
{
	const char *said = import_option(&rules->tags, name);
	char *folded = text_fold(said == NULL ? name : said);
	const char *found = NULL;

	for (size_t i = 0; i < rules->words->nthemes && found == NULL; i++)
		if (strcmp(rules->words->themes[i], folded) == 0)
			found = rules->words->themes[i];
	*known = found != NULL || (said != NULL && *folded == '\0');
	free(folded);
	return found;
}

const char *
import_area(
    const struct import_rules *rules, const char *text, const char **near)
{
	const struct areas *list = rules->areas;
	const char **names = mem_new(2 * list->n + 1, sizeof(*names));
	char *folded = text_fold(text), *own;
	const char *found = NULL;
	size_t i, same = 0;

	for (i = 0; i < list->n; i++) {
		const char *both[] = { list->items[i].code,
			list->items[i].name };

		for (int k = 0; k < 2; k++) {
			names[2 * i + (size_t)k] = both[k] == NULL ? "" : both[k];
			own = text_fold(names[2 * i + (size_t)k]);
			if (strcmp(own, folded) == 0 &&
			    (found == NULL ||
				strcmp(found, list->items[i].code) != 0)) {
				found = list->items[i].code;
				same++;
			}
			free(own);
		}
	}
	*near = found != NULL ? NULL : nearest(text, names, 2 * list->n);
	free(folded);
	free(names);
	return same == 1 ? found : NULL;
}
