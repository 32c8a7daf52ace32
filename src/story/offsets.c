/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offsets: positions of other programs to bytes.
 */
#include "story/offsets.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define MISFIT (-20) /* a selection that is not in the text at all */
#define NAMED 4	     /* one that begins as the file says that it does */
#define NAME_LEAST 3 /* bytes of a name that say something */

struct counting
counting_at(size_t i)
{
	return (struct counting){ .utf16 = i % 2 == 1,
		.bom = i / 2 % 2 == 1,
		.line_end = (int)(i / 4) };
}

/* Bytes of the character at s, and its code point. */
static size_t
decode(const char *s, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	if (u[0] < 0xe0) {
		*cp = (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
		return 2;
	}
	if (u[0] < 0xf0) {
		*cp = (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 |
		    (u[2] & 0x3fu);
		return 3;
	}
	*cp = (u[0] & 0x07u) << 18 | (u[1] & 0x3fu) << 12 |
	    (u[2] & 0x3fu) << 6 | (u[3] & 0x3fu);
	return 4;
}

void
ruler_make(
    const char *text, size_t len, const struct counting *c, struct ruler *out)
{
	/* Never more than two positions a byte, when each is a line end. */
	uint32_t *at = mem_new(2 * len + 2, sizeof(*at)), cp;
	size_t n = 0, i = 0, step;

	if (!c->bom && len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	for (; i < len; i += step) {
		step = decode(text + i, &cp);
		at[n++] = (uint32_t)i;
		if (cp == '\r' || cp == '\n') {
			bool pair =
			    cp == '\r' && i + 1 < len && text[i + 1] == '\n';

			step = pair ? 2 : 1;
			if (c->line_end == 2 || (c->line_end == 0 && pair))
				at[n++] = (uint32_t)(i + step - 1);
		} else if (c->utf16 && cp > 0xffff)
			at[n++] = UINT32_MAX;
	}
	at[n++] = (uint32_t)len;
	out->bytes = at;
	out->n = n;
}

void
ruler_free(struct ruler *r)
{
	free(r->bytes);
	*r = (struct ruler){ 0 };
}

/* Marks that stand on the letter before them, and what joins signs to one. */
static bool
is_mark(const char *s)
{
	uint32_t cp;

	if ((unsigned char)*s < 0x80)
		return false;
	decode(s, &cp);
	return (cp >= 0x300 && cp < 0x370) || (cp >= 0x1ab0 && cp < 0x1b00) ||
	    (cp >= 0x1dc0 && cp < 0x1e00) || cp == 0x200d ||
	    (cp >= 0x20d0 && cp < 0x2100) || (cp >= 0xfe00 && cp < 0xfe10) ||
	    (cp >= 0xfe20 && cp < 0xfe30);
}

static size_t
back(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[--at] & 0xc0) == 0x80)
		continue;
	return at;
}

bool
ruler_find(const struct ruler *r, const char *text, size_t len, int64_t start,
    int64_t end, size_t *from, size_t *to)
{
	size_t a, b;
	uint32_t cp;

	if (start < 0 || end <= start || (uint64_t)end >= r->n ||
	    r->bytes[start] == UINT32_MAX || r->bytes[end] == UINT32_MAX)
		return false;
	a = r->bytes[start];
	b = r->bytes[end];
	while (a > 0 && a < len && is_mark(text + a))
		a = back(text, a);
	while (b < len && is_mark(text + b))
		b += decode(text + b, &cp);
	*from = a;
	*to = b;
	return a < b;
}

/* Part of a word: letters and digits of any alphabet. Punctuation beyond
 * ASCII that Dutch texts have (quotes, dashes, dots) is none. */
static bool
is_word(const char *s)
{
	uint32_t cp;

	if ((unsigned char)*s < 0x80)
		return (*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') ||
		    (*s >= 'A' && *s <= 'Z');
	decode(s, &cp);
	return cp >= 0xc0 && (cp < 0x2000 || cp > 0x206f) && cp != 0xfeff;
}

/* Whether a word begins or ends at a byte, or none is there. */
static bool
is_edge(const char *text, size_t len, size_t at)
{
	return at == 0 || at >= len || !is_word(text + at) ||
	    !is_word(text + back(text, at));
}

/* Whether a text begins with what a program named it by: its first words,
 * perhaps with dots behind them. */
static bool
is_named(const char *text, size_t len, const char *name)
{
	char *said = text_fold(name), *own, *part = mem_strn(text, len);
	size_t n = strlen(said);
	bool same;

	own = text_fold(part);
	if (n > 3 && strcmp(said + n - 3, "...") == 0)
		n -= 3;
	else if (n > 3 && strcmp(said + n - 3, "\xe2\x80\xa6") == 0)
		n -= 3;
	while (n > 0 && said[n - 1] == ' ')
		n--;
	said[n] = '\0';
	same = n >= NAME_LEAST && text_starts(own, said);
	free(own);
	free(part);
	free(said);
	return same;
}

int
ruler_score(const struct ruler *r, const char *text, size_t len, int64_t start,
    int64_t end, const char *name)
{
	size_t from, to;
	int score;

	if (!ruler_find(r, text, len, start, end, &from, &to))
		return MISFIT;
	score = is_edge(text, len, from) + is_edge(text, len, to);
	/* People select words, and seldom the blank before them. */
	score += is_word(text + from) && to > 0 &&
	    !strchr(" \t\r\n", text[to - 1]);
	if (is_named(text + from, to - from, name))
		score += NAMED;
	return score;
}
