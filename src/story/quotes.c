/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * quotes: block quotes of a note with their tags. Only what has a '>' of its
 * own before it can become a quote: Markdown would also take in the line
 * after it, and then a remark of the interviewer could be printed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/md.h"
#include "story/own.h"

/* The last word of the first len bytes of s; *start is where it begins. */
static size_t
last_word(const char *s, size_t len, size_t *start)
{
	while (len > 0 && strchr(" \t,;", s[len - 1]) != NULL)
		len--;
	*start = len;
	while (*start > 0 && strchr(" \t,;", s[*start - 1]) == NULL)
		--*start;
	return len - *start;
}

static const char *const stance_words[] = { "steunt", "weerspreekt",
	"nuanceert", "supports", "contradicts", "nuances" };
#define STANCES 3

static enum stance
stance_of(const char *s, size_t len)
{
	char *word = mem_strn(s, len), *folded = text_fold(word);
	size_t i;

	for (i = 0; i < 2 * STANCES; i++)
		if (strcmp(folded, stance_words[i]) == 0)
			break;
	free(folded);
	free(word);
	return i < 2 * STANCES ? (enum stance)(1 + i % STANCES) : STANCE_NONE;
}

/* Length of s without the tags at its end: #theme, @indicator, and a stance
 * right behind the latter. */
static size_t
without_tags(const char *s)
{
	size_t len = strlen(s), start, before, n;

	for (;;) {
		n = last_word(s, len, &start);
		if (n >= 2 && (s[start] == '#' || s[start] == '@'))
			len = start;
		else if (n > 0 && stance_of(s + start, n) != STANCE_NONE &&
		    last_word(s, start, &before) >= 2 && s[before] == '@')
			len = before;
		else
			break;
	}
	if (n == 0)
		return 0;
	while (len > 0 && strchr(" \t", s[len - 1]) != NULL)
		len--;
	return len;
}

static void
unknown_tag(struct reading *r, int line, const char *tag)
{
	const char *near = nearest(tag, r->words->themes, r->words->nthemes);
	struct buf list = { 0 };
	size_t i;

	for (i = 0; i < r->words->nthemes && near == NULL; i++)
		buf_putf(
		    &list, "%s#%s", i == 0 ? "" : " ", r->words->themes[i]);
	if (near != NULL)
		mistake(r->mistakes, r->file, line,
		    "#%.40s: is not a theme, did you mean #%s", tag, near);
	else
		mistake(r->mistakes, r->file, line,
		    "#%.40s: is not a theme, use one of: %s", tag,
		    buf_str(&list));
	buf_free(&list);
}

static void
add_tag(struct reading *r, struct quote *quote, int line, const char *tag)
{
	char *folded = text_fold(tag);
	size_t i, j;

	for (i = 0;
	     i < r->words->nthemes && strcmp(folded, r->words->themes[i]) != 0;
	     i++)
		continue;
	if (i == r->words->nthemes) {
		unknown_tag(r, line, tag);
		goto done;
	}
	for (j = 0; j < quote->ntags; j++) {
		if (strcmp(quote->tags[j], r->words->themes[i]) == 0)
			goto done;
	}
	quote->tags =
	    mem_grow(quote->tags, quote->ntags + 1, sizeof(*quote->tags));
	quote->tags[quote->ntags++] = mem_str(r->words->themes[i]);
done:
	free(folded);
}

/* What a quote is about; NULL and a mistake when there is no such thing. */
static struct quote_about *
add_about(struct reading *r, struct quote *quote, int line, const char *word)
{
	bool opgave = text_starts(word, "opgave:");
	const char *id = opgave ? word + strlen("opgave:") : word, *near;
	const struct note_words *w = r->words;
	const char *const *known = opgave ? w->opgaven : w->indicators;
	size_t n = opgave ? w->nopgaven : w->nindicators, i;

	for (i = 0; i < n && strcmp(known[i], id) != 0; i++)
		continue;
	if (i == n) {
		near = nearest(id, known, n);
		mistake(r->mistakes, r->file, line,
		    "@%.60s: is not an %s%s%s%s; %s", word,
		    opgave ? "opgave" : "indicator",
		    near == NULL ? "" : ", did you mean @",
		    near == NULL || !opgave ? "" : "opgave:",
		    near == NULL ? "" : near,
		    opgave ? "opgaven are the files of story/opgaven/"
			   : "'feiten indicators' lists them");
		return NULL;
	}
	quote->about =
	    mem_grow(quote->about, quote->nabout + 1, sizeof(*quote->about));
	quote->about[quote->nabout] =
	    (struct quote_about){ mem_str(id), opgave, STANCE_NONE };
	return &quote->about[quote->nabout++];
}

/* #one#two is two tags. */
static void
add_themes(struct reading *r, struct quote *quote, int line, const char *word)
{
	size_t n;

	for (; *word != '\0'; word += n) {
		char *tag;

		word += strspn(word, "#");
		n = strcspn(word, "#");
		if (n == 0)
			continue;
		tag = mem_strn(word, n);
		add_tag(r, quote, line, tag);
		free(tag);
	}
}

/* All tags in the text from offset on. */
static void
add_tags(struct reading *r, struct quote *quote, const struct md_line *line,
    size_t offset)
{
	const char *s = line->text + offset;
	struct quote_about *about = NULL;
	enum stance stance;
	char *word;
	size_t n;

	for (; *s != '\0'; s += n) {
		s += strspn(s, " \t,;");
		n = strcspn(s, " \t,;");
		if (n == 0)
			continue;
		word = mem_strn(s, n);
		stance = stance_of(s, n);
		if (*word == '@')
			about = add_about(r, quote, line->line, word + 1);
		else if (*word == '#')
			add_themes(r, quote, line->line, word);
		else if (about != NULL && about->stance == STANCE_NONE)
			about->stance = stance;
		free(word);
	}
}

/* An @ that starts a word of the text itself: a tag with something behind it,
 * or a person's name on some network. Neither is printed. */
static bool
has_stray_about(struct reading *r, const struct quote *quote)
{
	const char *s = quote->text, *near;
	size_t len, next;
	char *word;

	while ((s = strchr(s, '@')) != NULL) {
		if ((s == quote->text || s[-1] == ' ') && s[1] != ' ' &&
		    s[1] != '\0')
			break;
		s++;
	}
	if (s == NULL)
		return false;
	len = strcspn(s, " ");
	next = strspn(s + len, " ");
	word = mem_strn(s + len + next, strcspn(s + len + next, " "));
	near = nearest(word, stance_words, 2 * STANCES);
	mistake(r->mistakes, r->file, quote->line,
	    "%.*s: stands among the words of a quote%s%s; put what a quote is "
	    "about at its end, as in: @koopwoningen steunt (or weerspreekt, "
	    "nuanceert), and take names of people out",
	    (int)(len < 60 ? len : 60), s,
	    near == NULL ? "" : ", did you mean ", near == NULL ? "" : near);
	free(word);
	return true;
}

/* A pair of quotation marks around all of it: the page puts its own. */
static void
strip_marks(char *s)
{
	static const char *const pairs[][2] = {
		{ "\"", "\"" },
		{ "\xe2\x80\x9c", "\xe2\x80\x9d" },
		{ "\xe2\x80\x9e", "\xe2\x80\x9d" },
		{ "'", "'" },
		{ "\xe2\x80\x98", "\xe2\x80\x99" },
	};
	size_t i, len = strlen(s), a, b;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		a = strlen(pairs[i][0]);
		b = strlen(pairs[i][1]);
		if (len < a + b || !text_starts(s, pairs[i][0]) ||
		    strcmp(s + len - b, pairs[i][1]) != 0)
			continue;
		s[len - b] = '\0';
		if (strstr(s + a, pairs[i][0]) == NULL &&
		    strstr(s + a, pairs[i][1]) == NULL)
			memmove(s, s + a, len - a - b + 1);
		else
			s[len - b] = pairs[i][1][0];
		return;
	}
}

void
quote_plain(char *s)
{
	const char *start;
	size_t len;

	squeeze(s);
	strip_marks(s);
	len = strlen(s);
	start = text_trim(s, &len);
	memmove(s, start, len);
	s[len] = '\0';
}

/* The lines of a quote as one text, tags apart; "" when nothing is left. */
static char *
quote_text(struct reading *r, const struct md_block *block, struct quote *quote)
{
	struct buf text = { 0 };
	size_t i, n = block->n, keep = 0, len;
	const char *s;
	char *out;

	/* Lines from the end that are tags only, and one that ends in tags. */
	while (n > 0 && (keep = without_tags(block->lines[n - 1].text)) == 0)
		n--;
	for (i = n == 0 ? 0 : n - 1; i < block->n; i++)
		add_tags(r, quote, &block->lines[i], i + 1 == n ? keep : 0);
	for (i = 0; i < n; i++) {
		s = block->lines[i].text;
		len = i + 1 == n ? keep : strlen(s);
		s = text_trim(s, &len);
		if (text.len > 0 && len > 0)
			buf_putc(&text, ' ');
		buf_put(&text, s, len);
	}
	out = buf_take(&text);
	quote_plain(out);
	return out;
}

/* A line that Markdown counts to the quote though no '>' is before it. */
static bool
has_stray_line(struct reading *r, const struct md_block *block)
{
	size_t i;

	for (i = 0; i < block->n; i++) {
		if (!block->lines[i].lazy ||
		    without_tags(block->lines[i].text) == 0)
			continue;
		mistake(r->mistakes, r->file, block->lines[i].line,
		    "quote: this line follows a quote without > before it; "
		    "put > before it if it was said, or an empty line above "
		    "it if it was not");
		return true;
	}
	return false;
}

void
quote_clear(struct quote *quote)
{
	size_t i;

	for (i = 0; i < quote->ntags; i++)
		free(quote->tags[i]);
	for (i = 0; i < quote->nabout; i++)
		free(quote->about[i].id);
	free(quote->about);
	free(quote->tags);
	free(quote->text);
	*quote = (struct quote){ 0 };
}

static void
take_quote(struct reading *r, const struct md_block *block,
    const struct md_block *after)
{
	struct quote quote = { .line = block->line };
	size_t chars, i;
	bool tags = after != NULL && !after->quote && after->n > 0;

	if (has_stray_line(r, block))
		return;
	quote.text = quote_text(r, block, &quote);
	for (i = 0; tags && i < after->n; i++)
		tags = without_tags(after->lines[i].text) == 0;
	for (i = 0; tags && i < after->n; i++)
		add_tags(r, &quote, &after->lines[i], 0);
	chars = text_chars(quote.text);
	if (has_stray_about(r, &quote)) {
		quote_clear(&quote);
		return;
	}
	if (chars > 0 && chars <= QUOTE_MAX) {
		MEM_PUSH(r->note->quotes, r->note->nquotes, r->note->capquotes);
		r->note->quotes[r->note->nquotes++] = quote;
		return;
	}
	if (chars == 0)
		mistake(r->mistakes, r->file, block->line,
		    "quote: is empty, write after > what was said or take it "
		    "out");
	else
		mistake(r->mistakes, r->file, block->line,
		    "quote: has %zu characters and at most %d are printed; "
		    "choose the part that says it, with \xe2\x80\xa6 for what "
		    "is left out",
		    chars, QUOTE_MAX);
	quote_clear(&quote);
}

void
read_quotes(struct reading *r, const char *text, size_t len, int line)
{
	struct md_blocks blocks = { 0 };
	struct err err = { 0 };
	size_t i, found = 0;

	if (md_read(text, len, line, &blocks, &err) == -1) {
		mistake(r->mistakes, r->file, line, "%s", err.msg);
		return;
	}
	for (i = 0; i < blocks.n; i++) {
		if (!blocks.items[i].quote)
			continue;
		found++;
		take_quote(r, &blocks.items[i],
		    i + 1 < blocks.n ? &blocks.items[i + 1] : NULL);
	}
	/* Who refused may have asked to take the words out again; who gave a
	 * rating need not have said why. */
	if (found == 0 && r->note->consent != CONSENT_NONE &&
	    !r->note->rating.given)
		mistake(r->mistakes, r->file, line,
		    "quote: there is none, put > before what was said");
	md_free(&blocks);
}
