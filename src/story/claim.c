/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * claim: one file of claims, line by line.
 */
#include "story/claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/claim_own.h"

enum key {
	KEY_AREA,
	KEY_THEME,
	KEY_QUESTION,
	KEY_HEADLINE,
	KEY_FACT, /* from here on: evidence */
	KEY_QUOTE,
	KEY_DOCUMENT,
	KEY_CLAIM,
	KEY_SEEN,
	KEYS
};

/* clang-format off */
static const char *const key_names[] = {
	"gebied", "area", "thema", "theme", "vraag", "question",
	"kop", "headline",
	"feit", "fact", "citaat", "quote", "document", "source",
	"stelling", "claim", "gezien", "seen",
};
static const char *const stances[] = {
	"steunt", "weerspreekt", "nuanceert",
	"supports", "contradicts", "nuances",
};
/* clang-format on */
#define NAMES (sizeof(key_names) / sizeof(key_names[0]))
_Static_assert(NAMES == 2 * KEYS, "two names a key");
#define STANCES (sizeof(stances) / sizeof(stances[0]))

struct file {
	const char *name, *text;
	size_t len;
	int line; /* being read */
	const char *const *themes;
	size_t nthemes;
	struct claims *list;
	struct mistakes *m;
	struct buf sentence; /* of the claim being read */
	struct claim *claim; /* NULL before the first heading */
	/* bytes of text and line where each part of the sentence begins */
	struct part {
		size_t at;
		int line, column;
	} * parts;
	size_t nparts, capparts;
	size_t fact_end; /* where an expression ends, so that it may go on */
};

/* Column of a byte, from 1, in characters. */
static int
column_of(const char *line, const char *at)
{
	char *before = mem_strn(line, (size_t)(at - line));
	int n = (int)text_chars(before) + 1;

	free(before);
	return n;
}

static bool
is_id(const char *s)
{
	size_t len = strlen(s);

	return len > 0 && len <= 60 && s[0] != '-' &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

/* A word of an id, code or period: nothing else may stand in {{ }}. */
static char *
live_word(const char **at, const char *end)
{
	const char *s = *at;
	size_t n = 0;

	while (s < end && *s == ' ')
		s++;
	while (s + n < end && s[n] != ' ')
		n++;
	*at = s + n;
	return mem_strn(s, n);
}

static void
place_of(const struct file *f, size_t at, int *line, int *column)
{
	const struct part *p = &f->parts[0];

	for (size_t i = 0; i < f->nparts && f->parts[i].at <= at; i++)
		p = &f->parts[i];
	*line = p->line;
	*column = p->column +
	    column_of(f->sentence.data + p->at, f->sentence.data + at) - 1;
}

static void
add_live(struct file *f, size_t at, size_t end)
{
	struct claim *c = f->claim;
	const char *s = f->sentence.data + at + 2;
	const char *stop = f->sentence.data + end;
	struct live live = { .at = at, .len = end + 2 - at };
	char *rest;

	place_of(f, at, &live.line, &live.column);
	live.indicator = live_word(&s, stop);
	live.area = live_word(&s, stop);
	live.period = live_word(&s, stop);
	rest = live_word(&s, stop);
	if (live.period[0] == '\0' || rest[0] != '\0')
		mistake(f->m, f->name, live.line,
		    "{{...}} in column %d: write {{indicator AREA PERIOD}}, as "
		    "in {{inwoners BU06030771 2024}} or with nieuwste (newest)",
		    live.column);
	free(rest);
	MEM_PUSH(c->lives, c->nlives, c->caplives);
	c->lives[c->nlives++] = live;
}

static void
find_lives(struct file *f)
{
	const char *all = buf_str(&f->sentence), *s = all, *open, *close;
	int line, column;

	while ((open = strstr(s, "{{")) != NULL) {
		close = strstr(open, "}}");
		if (close == NULL || f->claim->nlives == LIVES_MAX) {
			place_of(f, (size_t)(open - all), &line, &column);
			mistake(f->m, f->name, line,
			    close == NULL ? "{{ in column %d: has no }} "
					    "behind it"
					  : "{{ in column %d: more than 20 "
					    "live numbers in one sentence",
			    column);
			return;
		}
		add_live(f, (size_t)(open - all), (size_t)(close - all));
		s = close + 2;
	}
}

/* The claim that was being read is whole. */
static void
end_claim(struct file *f)
{
	struct claim *c = f->claim;

	if (c == NULL)
		return;
	if (f->sentence.len == 0)
		mistake(f->m, f->name, c->line,
		    "%.60s: has no sentence: write it under the heading",
		    c->id);
	else if (text_chars(buf_str(&f->sentence)) > SENTENCE_MAX)
		mistake(f->m, f->name, c->line,
		    "%.60s: its sentence is longer than %d characters: make "
		    "it two claims",
		    c->id, SENTENCE_MAX);
	else
		find_lives(f);
	c->sentence = mem_str(buf_str(&f->sentence));
	buf_clear(&f->sentence);
	f->nparts = 0;
	f->claim = NULL;
}

static void
begin_claim(struct file *f, const char *s, size_t len)
{
	struct claim c = { .line = f->line };

	end_claim(f);
	s = text_trim(s, &len);
	c.id = mem_strn(s, len);
	c.file = mem_str(f->name);
	if (!is_id(c.id))
		mistake(f->m, f->name, f->line,
		    "## %.60s: is no id of a claim: at most 60 of a-z, 0-9 "
		    "and -",
		    c.id);
	if (f->list->n == CLAIMS_MAX)
		mistake(f->m, f->name, f->line,
		    "claims: more than %d in one file: spread them",
		    CLAIMS_MAX);
	MEM_PUSH(f->list->items, f->list->n, f->list->cap);
	f->list->items[f->list->n] = c;
	f->claim = &f->list->items[f->list->n++];
	f->fact_end = 0;
}

/* Which key this is; KEYS when it is none. */
static size_t
key_of(const char *s, size_t len)
{
	char *word = mem_strn(s, len), *folded = text_fold(word);
	size_t i = 0;

	while (i < NAMES && strcmp(folded, key_names[i]) != 0)
		i++;
	free(folded);
	free(word);
	return i / 2;
}

static void
set_once(struct file *f, char **to, enum key key, const char *value, size_t n)
{
	if (*to != NULL)
		mistake(f->m, f->name, f->line, "%s: is there twice",
		    key_names[2 * key]);
	free(*to);
	*to = mem_strn(value, n);
	squeeze(*to);
	if (text_chars(*to) > ITEM_MAX)
		mistake(f->m, f->name, f->line, "%s: longer than %d characters",
		    key_names[2 * key], ITEM_MAX);
}

static void
set_theme(struct file *f, const char *value, size_t n)
{
	const char *near;

	set_once(f, &f->claim->theme, KEY_THEME, value, n);
	for (size_t i = 0; i < f->nthemes; i++)
		if (strcmp(f->themes[i], f->claim->theme) == 0)
			return;
	near = nearest(f->claim->theme, f->themes, f->nthemes);
	mistake(f->m, f->name, f->line, "thema: %.40s is not a theme%s%s",
	    f->claim->theme, near == NULL ? "" : ", did you mean ",
	    near == NULL ? "" : near);
}

/* NOTE-ID#N stance */
static void
set_quote(struct file *f, struct evidence *e, const char *value, size_t n)
{
	char *all = mem_strn(value, n), *mark = strrchr(all, '#'), *end;
	const char *near;
	char *word;
	long place = 0;
	size_t i, len;

	if (mark != NULL)
		place = strtol(mark + 1, &end, 10);
	if (mark == NULL || place < 1 || place > 10000 || *end != ' ') {
		mistake(f->m, f->name, f->line,
		    "citaat: write ID-OF-NOTE#N and how it stands to the "
		    "sentence, as in: 2026-10-06-muziekbuurt#2 steunt");
		free(all);
		return;
	}
	e->text = mem_strn(all, (size_t)(mark - all));
	e->place = (size_t)place;
	len = strlen(end);
	value = text_trim(end, &len);
	word = mem_strn(value, len);
	for (i = 0; i < STANCES && strcmp(stances[i], word) != 0; i++)
		continue;
	if (i == STANCES) {
		near = nearest(word, stances, STANCES);
		mistake(f->m, f->name, f->line,
		    "citaat: \"%.40s\" is not known%s%s, write steunt, "
		    "weerspreekt or nuanceert (supports, contradicts, nuances)",
		    word, near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near);
	}
	e->stance = (enum claim_stance)(i % 3);
	free(word);
	free(all);
}

static void
set_document(struct evidence *e, const char *value, size_t n)
{
	char *all = mem_strn(value, n), *link;
	size_t len;

	squeeze(all);
	/* An address of the web that the text ends with: of no other kind. */
	link = strstr(all, "http");
	while (link != NULL && !text_starts(link, "https://") &&
	    !text_starts(link, "http://"))
		link = strstr(link + 1, "http");
	if (link != NULL && strpbrk(link, " \"<>") == NULL) {
		e->link = mem_str(link);
		len = (size_t)(link - all);
		while (len > 0 && strchr(" ,<", all[len - 1]) != NULL)
			len--;
		e->text = mem_strn(all, len);
	} else
		e->text = mem_str(all);
	free(all);
}

static void
set_seen(struct file *f, const char *value, size_t n)
{
	struct claim *c = f->claim;
	struct evidence *e =
	    c->nevidence == 0 ? NULL : &c->evidence[c->nevidence - 1];

	if (e == NULL || e->kind != EVIDENCE_FACT) {
		mistake(f->m, f->name, f->line,
		    "gezien: stands under a fact: write it below \"- feit:\"");
		return;
	}
	set_once(f, &e->seen, KEY_SEEN, value, n);
}

static void
add_evidence(
    struct file *f, enum key key, const char *line, const char *value, size_t n)
{
	struct claim *c = f->claim;
	struct evidence e = { .line = f->line,
		.column = column_of(line, value) };

	if (n == 0 || c->nevidence == EVIDENCE_MAX) {
		mistake(f->m, f->name, f->line,
		    n == 0 ? "%s: has nothing behind it"
			   : "%s: more than 40 pieces of evidence under one "
			     "claim",
		    key_names[2 * key]);
		return;
	}
	if (n > 4 * ITEM_MAX) {
		mistake(f->m, f->name, f->line, "%s: longer than %d characters",
		    key_names[2 * key], ITEM_MAX);
		return;
	}
	if (key == KEY_FACT) {
		e.kind = EVIDENCE_FACT;
		e.text = mem_strn(value, n);
		f->fact_end = (size_t)(value - f->text) + n;
	} else if (key == KEY_QUOTE) {
		e.kind = EVIDENCE_QUOTE;
		set_quote(f, &e, value, n);
	} else if (key == KEY_DOCUMENT) {
		e.kind = EVIDENCE_DOCUMENT;
		set_document(&e, value, n);
	} else {
		e.kind = EVIDENCE_CLAIM;
		e.text = mem_strn(value, n);
	}
	if (e.text == NULL)
		e.text = mem_str("");
	MEM_PUSH(c->evidence, c->nevidence, c->capevidence);
	c->evidence[c->nevidence++] = e;
}

/* "key: value", of a claim or of its evidence. */
static void
take_key(
    struct file *f, size_t key, const char *line, const char *value, size_t n)
{
	struct claim *c = f->claim;

	value = text_trim(value, &n);
	f->fact_end = 0;
	if (key == KEY_AREA)
		set_once(f, &c->area, KEY_AREA, value, n);
	else if (key == KEY_THEME)
		set_theme(f, value, n);
	else if (key == KEY_QUESTION)
		set_once(f, &c->question, KEY_QUESTION, value, n);
	else if (key == KEY_HEADLINE) {
		set_once(f, &c->headline, KEY_HEADLINE, value, n);
		c->headline_line = f->line;
	} else if (key == KEY_SEEN)
		set_seen(f, value, n);
	else
		add_evidence(f, (enum key)key, line, value, n);
}

/* A line that goes on with an expression: indented, right under it. */
static bool
goes_on(struct file *f, const char *line, size_t n)
{
	struct claim *c = f->claim;
	struct evidence *e;
	size_t end = (size_t)(line - f->text), len = n;
	const char *s = text_trim(line, &len);
	char *more;

	if (f->fact_end == 0 || (line[0] != ' ' && line[0] != '\t'))
		return false;
	e = &c->evidence[c->nevidence - 1];
	end += (size_t)(s - line) + len;
	more = mem_strn(f->text + f->fact_end, end - f->fact_end);
	len = strlen(e->text) + strlen(more);
	if (len > 4 * ITEM_MAX)
		mistake(f->m, f->name, f->line,
		    "feit: longer than %d characters: make it two facts",
		    ITEM_MAX);
	else {
		char *whole = mem_fmt("%s%s", e->text, more);

		free(e->text);
		e->text = whole;
	}
	free(more);
	f->fact_end = end;
	return true;
}

static void
add_text(struct file *f, const char *line, const char *s, size_t n)
{
	struct part part = { 0, f->line, column_of(line, s) };
	char *text;

	if (f->claim->nevidence > 0) {
		mistake(f->m, f->name, f->line,
		    "text under the evidence: the sentence stands right "
		    "below its heading, evidence in lines that begin with -");
		return;
	}
	if (f->sentence.len > 0)
		buf_putc(&f->sentence, ' ');
	part.at = f->sentence.len;
	MEM_PUSH(f->parts, f->nparts, f->capparts);
	f->parts[f->nparts++] = part;
	text = mem_strn(s, n);
	squeeze(text);
	buf_puts(&f->sentence, text);
	free(text);
}

/* A list item, or a line that looks like "key: value". */
static void
take_line(struct file *f, const char *line, size_t n)
{
	size_t len = n, key = KEYS, word;
	const char *s = text_trim(line, &len), *colon;
	bool item = len > 0 && (*s == '-' || *s == '*');

	if (item) {
		s++;
		len--;
		while (len > 0 && *s == ' ') {
			s++;
			len--;
		}
	}
	colon = memchr(s, ':', len);
	word = colon == NULL ? 0 : (size_t)(colon - s);
	if (colon != NULL && word < 24)
		key = key_of(s, word);
	if (key < KEYS &&
	    (item || key < KEY_FACT || key == KEY_SEEN ||
		f->claim->nevidence > 0)) {
		take_key(f, key, line, colon + 1, len - word - 1);
		return;
	}
	if (!item && goes_on(f, line, n))
		return;
	if (item ||
	    (colon != NULL && word < 24 && memchr(s, ' ', word) == NULL &&
		memchr(s, '{', word) == NULL)) {
		char *typed = mem_strn(s, colon == NULL ? 0 : word);
		const char *near = nearest(typed, key_names, NAMES);

		if (item || near != NULL) {
			mistake(f->m, f->name, f->line,
			    "%.40s: is no key of a claim%s%s: they are gebied, "
			    "thema, vraag and kop, and behind a -: feit, "
			    "citaat, "
			    "document, stelling and gezien",
			    typed[0] == '\0' ? "-" : typed,
			    near == NULL ? "" : ", did you mean ",
			    near == NULL ? "" : near);
			free(typed);
			return;
		}
		free(typed);
	}
	add_text(f, line, s, len);
}

static bool
is_text(struct file *f)
{
	const char *what = NULL;
	size_t at = 0;

	if (f->len > CLAIMS_FILE_MAX)
		what = "larger than 262144 bytes: spread them over files";
	else if (memchr(f->text, '\0', f->len) != NULL)
		what = "a NUL byte: this is no text file";
	else if (!text_utf8_ok(f->text, f->len, &at))
		what = "invalid UTF-8, save the file as UTF-8";
	else if (text_turns(f->text, f->len, &at))
		what = MISTAKE_TURN;
	if (what == NULL)
		return true;
	for (f->line = 1; at > 0; at--)
		f->line += f->text[at - 1] == '\n';
	mistake(f->m, f->name, f->line, "claims: %s", what);
	return false;
}

static void
read_lines(struct file *f)
{
	const char *s = f->text, *end = f->text + f->len;
	size_t n, blank;

	for (f->line = 1; s < end; f->line++, s += n + (s + n < end)) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));

		n = lf == NULL ? (size_t)(end - s) : (size_t)(lf - s);
		blank = n;
		text_trim(s, &blank);
		if (blank == 0)
			f->fact_end = 0;
		else if (n > 2 && strncmp(s, "##", 2) == 0 && s[2] != '#')
			begin_claim(f, s + 2, n - 2);
		else if (*s == '#')
			end_claim(f); /* a title above claims */
		else if (f->claim != NULL)
			take_line(f, s, n);
	}
	end_claim(f);
}

void
claims_of_file(const char *file, const char *text, size_t len,
    const char *const themes[], size_t nthemes, struct claims *out,
    struct mistakes *m)
{
	struct claims list = { 0 };
	struct file f = { .name = file,
		.text = text,
		.len = len,
		.themes = themes,
		.nthemes = nthemes,
		.list = &list,
		.m = m };
	const size_t before = m->n;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		f.text += 3;
		f.len -= 3;
	}
	if (is_text(&f))
		read_lines(&f);
	if (m->n > before)
		claims_free(&list);
	*out = list;
	buf_free(&f.sentence);
	free(f.parts);
}
