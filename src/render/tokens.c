/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tokens: mustache text to tokens. A line that holds nothing but one tag
 * that prints nothing (section, comment, partial) leaves no line behind.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/mustache.h"

struct parser {
	const char *name;
	const char *at, *end; /* what is left of the text */
	const char *start;    /* of the text as a whole */
	unsigned line;
	struct token *items;
	size_t n, cap;
	struct err *err;
};

/* A tag as it stands in the text. */
struct tag {
	char sigil; /* '\0' for a plain variable, '{' for a triple */
	const char *name;
	size_t len;
	const char *open, *close; /* first byte of it, first byte after */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\r' || c == '\n';
}

/* The first place of a short text in [s, end), or NULL. */
static const char *
find(const char *s, const char *end, const char *what)
{
	size_t len = strlen(what);

	for (; (size_t)(end - s) >= len; s++) {
		s = memchr(s, *what, (size_t)(end - s) - len + 1);
		if (s == NULL)
			return NULL;
		if (memcmp(s, what, len) == 0)
			return s;
	}
	return NULL;
}

static unsigned
lines_in(const char *s, const char *end)
{
	unsigned n = 0;

	for (; s < end; s++)
		n += *s == '\n';
	return n;
}

static struct token *
push(struct parser *p, enum token_kind kind, const char *text, size_t len)
{
	struct token *t;

	MEM_PUSH(p->items, p->n, p->cap);
	t = &p->items[p->n++];
	memset(t, 0, sizeof(*t));
	t->kind = kind;
	t->text = text;
	t->len = len;
	t->line = p->line;
	return t;
}

static int
bad(struct parser *p, const char *what)
{
	return err_set(
	    p->err, ERR_INPUT, "%s: line %u: %s", p->name, p->line, what);
}

/* Read the tag at open ("{{"), with its name trimmed. */
static int
tag_read(struct parser *p, const char *open, struct tag *tag)
{
	const char *s = open + 2, *close;
	bool triple = s < p->end && *s == '{';

	close = find(s, p->end, triple ? "}}}" : "}}");
	if (close == NULL)
		return bad(p, triple ? "{{{ without }}}" : "{{ without }}");
	tag->open = open;
	tag->close = close + (triple ? 3 : 2);
	while (s < close && is_space(*s))
		s++;
	tag->sigil = '\0';
	if (s < close && strchr("{&#^/>!=<$", *s) != NULL && *s != '\0')
		tag->sigil = *s++;
	while (s < close && is_space(*s))
		s++;
	while (close > s && is_space(close[-1]))
		close--;
	tag->name = s;
	tag->len = (size_t)(close - s);
	return 0;
}

/* A name is one word; {{a b}} is a slip of the pen. */
static int
tag_check(struct parser *p, const struct tag *tag)
{
	size_t i;

	if (tag->sigil == '!')
		return 0;
	if (tag->sigil == '=')
		return bad(p, "changing the delimiters is not supported");
	if (tag->sigil == '<' || tag->sigil == '$')
		return bad(p, "blocks and parents are not supported");
	if (tag->len == 0)
		return bad(p, "a tag without a name");
	for (i = 0; i < tag->len; i++)
		if (is_space(tag->name[i]) || tag->name[i] == '{' ||
		    tag->name[i] == '}')
			return bad(p, "a name with a blank or a brace in it");
	return 0;
}

/*
 * Whether the tag stands alone on its line. Then *from is the start of that
 * line and *to the start of the next one.
 */
static bool
alone(const struct parser *p, const struct tag *tag, const char **from,
    const char **to)
{
	const char *s = tag->open, *e = tag->close;

	if (tag->sigil == '\0' || strchr("#^/>!", tag->sigil) == NULL)
		return false;
	while (s > p->start && is_blank(s[-1]))
		s--;
	if (s > p->start && s[-1] != '\n')
		return false;
	while (e < p->end && is_blank(*e))
		e++;
	if (e + 1 < p->end && e[0] == '\r' && e[1] == '\n')
		e++;
	if (e < p->end && *e != '\n')
		return false;
	*from = s;
	*to = e < p->end ? e + 1 : e;
	return true;
}

static void
tag_push(struct parser *p, const struct tag *tag, const char *from)
{
	static const struct {
		char sigil;
		enum token_kind kind;
	} kinds[] = {
		{ '\0', TOKEN_VALUE },
		{ '{', TOKEN_RAW },
		{ '&', TOKEN_RAW },
		{ '#', TOKEN_SECTION },
		{ '^', TOKEN_INVERTED },
		{ '/', TOKEN_CLOSE },
		{ '>', TOKEN_PARTIAL },
	};
	struct token *t;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (kinds[i].sigil != tag->sigil)
			continue;
		t = push(p, kinds[i].kind, tag->name, tag->len);
		t->indent = from;
		t->indent_len = (size_t)(tag->open - from);
	}
}

/* Text up to the next tag, and that tag. Its line number is the line where
 * the tag opens. */
static int
step(struct parser *p)
{
	const char *open = find(p->at, p->end, "{{"), *from, *to;
	struct tag tag = { 0 };

	if (open == NULL) {
		push(p, TOKEN_TEXT, p->at, (size_t)(p->end - p->at));
		p->at = p->end;
		return 0;
	}
	from = open;
	p->line += lines_in(p->at, open);
	if (tag_read(p, open, &tag) == -1 || tag_check(p, &tag) == -1)
		return -1;
	to = tag.close;
	alone(p, &tag, &from, &to);
	if (from > p->at)
		push(p, TOKEN_TEXT, p->at, (size_t)(from - p->at));
	tag_push(p, &tag, from);
	p->line += lines_in(open, to);
	p->at = to;
	return 0;
}

/* Give every section the place of its closing tag. */
static int
pair(struct parser *p)
{
	size_t *open = NULL, n = 0, cap = 0, i;
	struct token *t, *o;
	int rc = 0;

	for (i = 0; i < p->n && rc == 0; i++) {
		t = &p->items[i];
		p->line = t->line;
		if (t->kind == TOKEN_SECTION || t->kind == TOKEN_INVERTED) {
			MEM_PUSH(open, n, cap);
			open[n++] = i;
		}
		if (t->kind != TOKEN_CLOSE)
			continue;
		o = n > 0 ? &p->items[open[n - 1]] : NULL;
		if (o == NULL)
			rc = err_set(p->err, ERR_INPUT,
			    "%s: line %u: "
			    "{{/%.*s}} closes nothing",
			    p->name, t->line, (int)t->len, t->text);
		else if (o->len != t->len ||
		    memcmp(o->text, t->text, t->len) != 0)
			rc = err_set(p->err, ERR_INPUT,
			    "%s: line %u: "
			    "{{/%.*s}} where {{/%.*s}} of line %u should be",
			    p->name, t->line, (int)t->len, t->text, (int)o->len,
			    o->text, o->line);
		else
			p->items[open[--n]].end = i;
	}
	if (rc == 0 && n > 0) {
		o = &p->items[open[n - 1]];
		rc = err_set(p->err, ERR_INPUT,
		    "%s: line %u: {{#%.*s}} is "
		    "never closed",
		    p->name, o->line, (int)o->len, o->text);
	}
	free(open);
	return rc;
}

int
mustache_tokens(const char *name, const char *text, size_t len,
    struct token **out, size_t *n, struct err *err)
{
	struct parser p = { .name = name,
		.at = text,
		.start = text,
		.end = text + len,
		.line = 1,
		.err = err };

	while (p.at < p.end) {
		if (step(&p) == -1)
			goto fail;
	}
	if (pair(&p) == -1)
		goto fail;
	*out = p.items;
	*n = p.n;
	return 0;
fail:
	free(p.items);
	return -1;
}
