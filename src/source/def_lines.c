/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_lines: a walk over JSON text that remembers lines and nothing else.
 * The text was checked before, depth too, so recursion is bounded and only
 * the end of the text is guarded here.
 */
#include "source/def_lines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct walk {
	const char *p, *end;
	size_t line;
	struct lines *out;
};

static void walk_value(struct walk *w, size_t line);

/* The next character that is no white space; '\0' at the end. */
static char
peek(struct walk *w)
{
	for (; w->p < w->end; w->p++) {
		if (*w->p == '\n')
			w->line++;
		else if (*w->p != ' ' && *w->p != '\t' && *w->p != '\r')
			return *w->p;
	}
	return '\0';
}

static void
skip_string(struct walk *w)
{
	for (w->p++; w->p < w->end && *w->p != '"'; w->p++)
		if (*w->p == '\\' && w->p + 1 < w->end)
			w->p++;
	if (w->p < w->end)
		w->p++;
}

static void
skip_word(struct walk *w)
{
	while (w->p < w->end && strchr(",]} \t\r\n", *w->p) == NULL)
		w->p++;
}

static void
walk_children(struct walk *w, bool keyed)
{
	size_t line;
	char c;

	w->p++;
	for (c = peek(w); c != '\0' && c != '}' && c != ']'; c = peek(w)) {
		if (c == ',') {
			w->p++;
			continue;
		}
		line = w->line;
		if (keyed) {
			skip_string(w);
			if (peek(w) == ':')
				w->p++;
			(void)peek(w);
		}
		walk_value(w, line);
	}
	if (w->p < w->end)
		w->p++;
}

static void
walk_value(struct walk *w, size_t line)
{
	struct lines *out = w->out;
	size_t at = out->n;
	char c = peek(w);

	MEM_PUSH(out->spots, out->n, out->cap);
	out->spots[out->n++].line = line;
	if (c == '{' || c == '[')
		walk_children(w, c == '{');
	else if (c == '"')
		skip_string(w);
	else
		skip_word(w);
	out->spots[at].end = out->n;
}

void
lines_find(const char *text, size_t len, struct lines *out)
{
	struct walk w = { .p = text, .end = text + len, .line = 1, .out = out };

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		w.p += 3;
	(void)peek(&w);
	walk_value(&w, w.line);
}

void
lines_free(struct lines *lines)
{
	free(lines->spots);
	memset(lines, 0, sizeof(*lines));
}
