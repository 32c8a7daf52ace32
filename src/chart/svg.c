/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * svg: reading an SVG into a tree. As much of XML as a drawing needs; a
 * document type with parts of its own is refused, so no entity can grow.
 */
#include "chart/svg.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/escape.h"

#define ENTITY 12U /* bytes of the longest entity, "&#x10ffff;" */

static const struct {
	const char *tag;
	enum element element;
} elements[] = {
	{ "svg", ELEMENT_SVG },
	{ "g", ELEMENT_GROUP },
	{ "defs", ELEMENT_DEFS },
	{ "symbol", ELEMENT_PART },
	{ "clipPath", ELEMENT_PART },
	{ "pattern", ELEMENT_PART },
	{ "linearGradient", ELEMENT_PART },
	{ "stop", ELEMENT_SHAPE },
	{ "use", ELEMENT_USE },
	{ "path", ELEMENT_SHAPE },
	{ "rect", ELEMENT_SHAPE },
	{ "circle", ELEMENT_SHAPE },
	{ "ellipse", ELEMENT_SHAPE },
	{ "line", ELEMENT_SHAPE },
	{ "polyline", ELEMENT_SHAPE },
	{ "polygon", ELEMENT_SHAPE },
	{ "text", ELEMENT_TEXT },
	{ "tspan", ELEMENT_TSPAN },
};

struct open { /* an element whose end has not come yet */
	struct node *node;
	struct node **tail; /* where its next child goes */
	const char *name;   /* as written; NUL is not at its end */
	size_t len;
};

struct reader {
	const char *start, *s, *end;
	struct open stack[SVG_DEPTH];
	size_t depth, nodes;
	struct node *root;
	struct err *err;
};

void
svg_free(struct node *node)
{
	struct node *child, *next;
	size_t i;

	if (node == NULL)
		return;
	for (child = node->first; child != NULL; child = next) {
		next = child->next;
		svg_free(child);
	}
	for (i = 0; i < ATTRS; i++)
		free(node->attrs[i]);
	free(node->text);
	free(node);
}

static int
bad(struct reader *r, const char *why)
{
	return err_set(r->err, ERR_INPUT, "chart: svg: byte %zu: %s",
	    (size_t)(r->s - r->start), why);
}

/* Whether the text at hand starts with prefix. */
static bool
starts(const struct reader *r, const char *prefix)
{
	size_t len = strlen(prefix);

	return (size_t)(r->end - r->s) >= len && memcmp(r->s, prefix, len) == 0;
}

/* The first place of mark at or after from, or NULL. */
static const char *
find(const struct reader *r, const char *from, const char *mark)
{
	size_t len = strlen(mark);

	for (; (size_t)(r->end - from) >= len; from++)
		if (memcmp(from, mark, len) == 0)
			return from;
	return NULL;
}

static void
put_utf8(struct buf *out, uint32_t code)
{
	if (code < 0x20 || code == 0x7f || code > 0x10ffff ||
	    (code >= 0xd800 && code <= 0xdfff)) {
		buf_putc(out, ' ');
	} else if (code < 0x80) {
		buf_putc(out, (char)code);
	} else if (code < 0x800) {
		buf_putc(out, (char)(0xc0 | code >> 6));
		buf_putc(out, (char)(0x80 | (code & 0x3f)));
	} else if (code < 0x10000) {
		buf_putc(out, (char)(0xe0 | code >> 12));
		buf_putc(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_putc(out, (char)(0x80 | (code & 0x3f)));
	} else {
		buf_putc(out, (char)(0xf0 | code >> 18));
		buf_putc(out, (char)(0x80 | (code >> 12 & 0x3f)));
		buf_putc(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_putc(out, (char)(0x80 | (code & 0x3f)));
	}
}

/* Value of "#38" or "#x26"; 0 (which becomes a blank) when it is none. */
static uint32_t
character_code(const char *s, size_t len)
{
	unsigned int base = len > 1 && (s[1] == 'x' || s[1] == 'X') ? 16 : 10;
	uint32_t code = 0;
	size_t i;
	int digit;

	for (i = base == 16 ? 2 : 1; i < len; i++) {
		digit = (unsigned char)s[i];
		if (isdigit(digit))
			digit -= '0';
		else if (base == 16 && isxdigit(digit))
			digit = tolower(digit) - 'a' + 10;
		else
			return 0;
		code = code * base + (uint32_t)digit;
		if (code > 0x10ffff)
			return 0;
	}
	return code;
}

/* Text with its entities resolved; an unknown one stays as it is written. */
static char *
resolve(const char *s, const char *end)
{
	static const struct {
		const char *name;
		char c;
	} named[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' },
		{ "quot", '"' }, { "apos", '\'' } };
	struct buf out = { 0 };
	const char *semicolon;
	size_t len, left, i;

	if (memchr(s, '&', (size_t)(end - s)) == NULL)
		return mem_strn(s, (size_t)(end - s));
	buf_puts(&out, "");
	for (; s < end; s++) {
		left = (size_t)(end - s);
		semicolon = *s == '&'
		    ? memchr(s, ';', left < ENTITY ? left : ENTITY)
		    : NULL;
		if (semicolon == NULL) {
			buf_putc(&out, *s);
			continue;
		}
		len = (size_t)(semicolon - s) - 1;
		if (len > 1 && s[1] == '#') {
			put_utf8(&out, character_code(s + 1, len));
			s = semicolon;
			continue;
		}
		for (i = 0; i < sizeof(named) / sizeof(named[0]); i++)
			if (strlen(named[i].name) == len &&
			    memcmp(named[i].name, s + 1, len) == 0)
				break;
		if (i == sizeof(named) / sizeof(named[0])) {
			buf_putc(&out, *s);
		} else {
			buf_putc(&out, named[i].c);
			s = semicolon;
		}
	}
	return buf_take(&out);
}

static size_t
name_len(const char *s, const char *end)
{
	const char *at = s;

	while (at < end &&
	    (isalnum((unsigned char)*at) || strchr("_:-.", *at) != NULL))
		at++;
	return (size_t)(at - s);
}

static void
skip_blanks(struct reader *r)
{
	while (r->s < r->end && isspace((unsigned char)*r->s))
		r->s++;
}

/* Hang a node under the element that is open. */
static int
add(struct reader *r, struct node *node)
{
	struct open *top;

	if (r->nodes++ == SVG_NODES) {
		svg_free(node);
		return bad(r, "more parts than a chart has");
	}
	if (r->depth == 0) {
		r->root = node;
		return 0;
	}
	top = &r->stack[r->depth - 1];
	*top->tail = node;
	top->tail = &node->next;
	return 0;
}

/* Text counts only inside text. */
static int
read_string(struct reader *r, const char *end, bool raw)
{
	enum element in =
	    r->depth > 0 ? r->stack[r->depth - 1].node->element : ELEMENT_NONE;
	struct node *node;

	if (in != ELEMENT_TEXT && in != ELEMENT_TSPAN)
		return 0;
	node = mem_new(1, sizeof(*node));
	node->element = ELEMENT_STRING;
	node->text =
	    raw ? mem_strn(r->s, (size_t)(end - r->s)) : resolve(r->s, end);
	return add(r, node);
}

/* Attributes up to ">" or "/>". */
static int
read_attrs(struct reader *r, struct node *node, bool *closed)
{
	const char *name, *quote;
	size_t len;
	char *value;

	for (;;) {
		skip_blanks(r);
		if (r->s == r->end)
			return bad(r, "a tag does not end");
		*closed = starts(r, "/>");
		if (*closed || *r->s == '>') {
			r->s += *closed ? 2 : 1;
			return 0;
		}
		name = r->s;
		len = name_len(name, r->end);
		r->s += len;
		skip_blanks(r);
		if (len == 0 || r->s == r->end || *r->s != '=')
			return bad(r, "a name or '=' of an attribute missing");
		r->s++;
		skip_blanks(r);
		if (r->s == r->end || (*r->s != '"' && *r->s != '\''))
			return bad(r, "an attribute without quotes");
		quote = memchr(r->s + 1, *r->s, (size_t)(r->end - r->s) - 1);
		if (quote == NULL)
			return bad(r, "an attribute does not end");
		value = resolve(r->s + 1, quote);
		attr_set(node, name, len, value);
		free(value);
		r->s = quote + 1;
	}
}

static void
push(struct reader *r, struct node *node, const char *name, size_t len)
{
	struct open *top = &r->stack[r->depth++];

	*top = (struct open){ node, &node->first, name, len };
}

/* The element that is open is at its end. */
static void
pop(struct reader *r)
{
	r->depth--;
}

static int
read_start(struct reader *r)
{
	const char *name = ++r->s;
	size_t len = name_len(name, r->end), i;
	struct node *node;
	bool closed = false;

	if (len == 0)
		return bad(r, "'<' without a name");
	if (r->root != NULL && r->depth == 0)
		return bad(r, "something after the svg");
	node = mem_new(1, sizeof(*node));
	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (strlen(elements[i].tag) == len &&
		    memcmp(elements[i].tag, name, len) == 0) {
			node->element = elements[i].element;
			node->tag = elements[i].tag;
		}
	if (add(r, node) == -1)
		return -1;
	r->s = name + len;
	if (read_attrs(r, node, &closed) == -1)
		return -1;
	if (closed)
		return 0;
	if (r->depth == SVG_DEPTH)
		return bad(r, "nested too deeply");
	push(r, node, name, len);
	return 0;
}

static int
read_end(struct reader *r)
{
	struct open *top = r->depth > 0 ? &r->stack[r->depth - 1] : NULL;
	const char *name = r->s + 2;
	size_t len = name_len(name, r->end);

	if (top == NULL || top->len != len || memcmp(top->name, name, len) != 0)
		return bad(r, "an end tag that does not fit");
	r->s = name + len;
	skip_blanks(r);
	if (r->s == r->end || *r->s != '>')
		return bad(r, "an end tag does not end");
	r->s++;
	pop(r);
	return 0;
}

/* Pass over what ends in mark. */
static int
skip_to(struct reader *r, const char *mark)
{
	const char *end = find(r, r->s + 2, mark);

	if (end == NULL)
		return bad(r, "a comment or instruction does not end");
	r->s = end + strlen(mark);
	return 0;
}

static int
read_one(struct reader *r)
{
	const char *end;

	if (*r->s != '<') {
		end = memchr(r->s, '<', (size_t)(r->end - r->s));
		if (end == NULL)
			end = r->end;
		if (read_string(r, end, false) == -1)
			return -1;
		r->s = end;
		return 0;
	}
	if (starts(r, "<!--"))
		return skip_to(r, "-->");
	if (starts(r, "<?"))
		return skip_to(r, "?>");
	if (starts(r, "<![CDATA[")) {
		end = find(r, r->s, "]]>");
		if (end == NULL)
			return bad(r, "character data do not end");
		r->s += 9;
		if (read_string(r, end, true) == -1)
			return -1;
		r->s = end + 3;
		return 0;
	}
	if (starts(r, "<!")) {
		end = memchr(r->s, '>', (size_t)(r->end - r->s));
		if (end == NULL || memchr(r->s, '[', (size_t)(end - r->s)))
			return bad(r, "a document type that is not plain");
		r->s = end + 1;
		return 0;
	}
	return starts(r, "</") ? read_end(r) : read_start(r);
}

/* Take out what is not of the list, with all in it. */
static void
drop_unlisted(struct node *node)
{
	struct node **link = &node->first, *child;

	while ((child = *link) != NULL) {
		if (child->element == ELEMENT_NONE ||
		    child->element == ELEMENT_SVG) {
			*link = child->next;
			svg_free(child);
		} else {
			drop_unlisted(child);
			link = &child->next;
		}
	}
}

struct node *
svg_parse(const char *s, size_t len, struct err *err)
{
	struct reader r = { .start = s, .s = s, .end = s + len, .err = err };
	int rc = 0;

	if (len > SVG_BYTES || memchr(s, '\0', len) != NULL) {
		err_set(err, ERR_INPUT, "chart: svg: %s",
		    len > SVG_BYTES ? "too large" : "holds a NUL byte");
		return NULL;
	}
	while (rc == 0 && r.s < r.end)
		rc = read_one(&r);
	if (rc == 0 && r.depth > 0)
		rc = bad(&r, "an element does not end");
	if (rc == 0 && (r.root == NULL || r.root->element != ELEMENT_SVG))
		rc = bad(&r, "no svg element");
	if (rc == -1) {
		svg_free(r.root);
		return NULL;
	}
	drop_unlisted(r.root);
	return r.root;
}

const char *
svg_reference(const struct node *node, enum attr attr, size_t *len)
{
	const char *value = node->attrs[attr];

	if (value == NULL)
		return NULL;
	if (attr == ATTR_HREF) {
		*len = strlen(value + 1);
		return value + 1;
	}
	if (strncmp(value, "url(#", 5) != 0)
		return NULL;
	*len = strlen(value) - 6;
	return value + 5;
}

void
svg_print_attr(struct buf *out, const struct node *node, enum attr attr,
    const char *prefix)
{
	const char *value = node->attrs[attr], *id;
	size_t len;

	if (value == NULL)
		return;
	buf_putf(out, " %s=\"", attr_name(attr));
	id = attr == ATTR_ID ? value : svg_reference(node, attr, &len);
	if (id != NULL) {
		buf_put(out, value, (size_t)(id - value));
		if (prefix != NULL)
			buf_putf(out, "%s-", prefix);
		value = id;
	}
	escape_html(out, value);
	buf_putc(out, '"');
}

void
svg_print(struct buf *out, const struct node *node, const char *prefix)
{
	const struct node *child;
	size_t i;

	if (node->element == ELEMENT_STRING) {
		escape_html(out, node->text);
		return;
	}
	buf_putf(out, "<%s", node->tag);
	for (i = 0; i < ATTRS; i++)
		svg_print_attr(out, node, (enum attr)i, prefix);
	if (node->first == NULL) {
		buf_puts(out, "/>");
		return;
	}
	buf_putc(out, '>');
	for (child = node->first; child != NULL; child = child->next)
		svg_print(out, child, prefix);
	buf_putf(out, "</%s>", node->tag);
}
