/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mustache: a template to a list of tokens once, then a walk over that list
 * with a stack of contexts. The rules are those of the mustache
 * specification 1.1 without lambdas and without changed delimiters. An empty
 * string counts as false, so that {{#unit}} may guard a text; 0 is a value
 * and counts as true.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/escape.h"
#include "render/mustache.h"
#include "render/render.h"

#define MUSTACHE_DEPTH 32	/* partials and sections inside each other */
#define MUSTACHE_MAX (1u << 20) /* bytes of one template file */
#define MUSTACHE_STEPS 5000000U /* tags and texts of one page */
#define NAMED_DEPTH 4		/* as far as a message tells the way */
#define KEY_MAX 120		/* bytes of one part of a dotted name */

/* A parsed template; the tokens point into text. */
struct template
{
	char *name;   /* for messages, and the key of the cache */
	char *indent; /* blanks before every line of a standalone partial */
	char *text;
	struct token *tokens;
	size_t n;
	struct template *next;
};

/* The values that a name is looked up in, innermost first. */
struct context {
	const struct json *value;
	const struct context *up;
};

struct filler {
	const char *dir, *more;	   /* where partials are; or NULL */
	struct template *partials; /* parsed ones, of this call */
	struct buf *out;
	struct err *err;
	unsigned depth, steps;
};

static int walk(struct filler *f, const struct template *t, size_t from,
    size_t to, const struct context *up);

static void
template_free(struct template *t)
{
	if (t == NULL)
		return;
	free(t->name);
	free(t->indent);
	free(t->text);
	free(t->tokens);
	free(t);
}

/* The text with blanks put before each line that is not the empty rest. */
static char *
indented(const char *text, size_t len, const char *indent)
{
	struct buf b = { 0 };
	size_t i, start = 0;

	if (*indent == '\0')
		return mem_strn(text, len);
	for (i = 0; i < len; i++) {
		if (text[i] != '\n' && i + 1 < len)
			continue;
		buf_puts(&b, indent);
		buf_put(&b, text + start, i + 1 - start);
		start = i + 1;
	}
	if (b.data == NULL)
		buf_clear(&b);
	return buf_take(&b);
}

static struct template *
template_new(const char *name, const char *text, size_t len, const char *indent,
    struct err *err)
{
	struct template *t = mem_new(1, sizeof(*t));

	t->name = mem_str(name);
	t->indent = mem_str(indent);
	t->text = indented(text, len, indent);
	if (mustache_tokens(
		name, t->text, strlen(t->text), &t->tokens, &t->n, err) == -1) {
		template_free(t);
		return NULL;
	}
	return t;
}

/* A member by the first len bytes of name; NULL when it is not there. */
static const struct json *
member(const struct json *object, const char *name, size_t len)
{
	char key[KEY_MAX + 1];

	if (len > KEY_MAX)
		return NULL;
	memcpy(key, name, len);
	key[len] = '\0';
	return json_get(object, key);
}

/*
 * Resolve a name: its first part in the nearest context that has it, the
 * rest strictly below that. A null that is there stops the search, so that a
 * block left out does not show the value of an outer one.
 */
static const struct json *
lookup(const struct context *c, const struct token *t)
{
	const struct json *found = NULL;
	const char *name = t->text, *end = name + t->len, *dot;

	if (t->len == 1 && *name == '.')
		return c->value;
	dot = memchr(name, '.', t->len);
	if (dot == NULL)
		dot = end;
	for (; c != NULL && found == NULL; c = c->up)
		found = member(c->value, name, (size_t)(dot - name));
	while (found != NULL && dot < end) {
		name = dot + 1;
		dot = memchr(name, '.', (size_t)(end - name));
		if (dot == NULL)
			dot = end;
		found = member(found, name, (size_t)(dot - name));
	}
	return found;
}

static bool
is_false(const struct json *v)
{
	const char *s = json_str(v);

	return v == NULL || json_is_null(v) ||
	    (json_is_bool(v) && !json_true(v)) ||
	    (json_is_array(v) && json_first(v) == NULL) ||
	    (s != NULL && *s == '\0');
}

static int
variable(struct filler *f, const struct template *t, const struct token *tok,
    const struct json *v)
{
	const char *s = json_str(v);

	if (s != NULL && tok->kind == TOKEN_RAW)
		buf_puts(f->out, s);
	else if (s != NULL)
		escape_html(f->out, s);
	else if (json_is_object(v) || json_is_array(v))
		return err_set(f->err, ERR_INPUT,
		    "%s: line %u: {{%.*s}} is a list or a group of fields, "
		    "not a text",
		    t->name, tok->line, (int)tok->len, tok->text);
	else if (v != NULL && !json_is_null(v))
		json_print(v, false, f->out);
	return 0;
}

/* The part of a section between its opening and its closing tag. */
static int
section(struct filler *f, const struct template *t, size_t at,
    const struct json *v, const struct context *up)
{
	struct context c = { v, up };
	size_t end = t->tokens[at].end;
	const struct json *item;

	if (!json_is_array(v))
		return walk(f, t, at + 1, end, &c);
	for (item = json_first(v); item != NULL; item = json_next(item)) {
		c.value = item;
		if (walk(f, t, at + 1, end, &c) == -1)
			return -1;
	}
	return 0;
}

/* A partial out of the cache of this call, or read and parsed. NULL and err
 * when that cannot be. */
static struct template *
partial_get(struct filler *f, const char *name, const char *indent)
{
	struct template *p;
	struct buf text = { 0 };
	char *file = NULL, *path = NULL;

	for (p = f->partials; p != NULL; p = p->next)
		if (strcmp(p->name, name) == 0 &&
		    strcmp(p->indent, indent) == 0)
			return p;
	if (f->dir == NULL || !file_name_ok(name)) {
		err_set(
		    f->err, ERR_INPUT, "no partial of the name \"%s\"", name);
		goto done;
	}
	file = mem_fmt("%s.mustache", name);
	path = file_join(f->dir, file);
	if (f->more != NULL && !file_exists(path)) {
		free(path);
		path = file_join(f->more, file);
	}
	if (file_read(path, MUSTACHE_MAX, &text, f->err) == -1)
		goto done;
	p = template_new(name, buf_str(&text), text.len, indent, f->err);
	if (p != NULL) {
		p->next = f->partials;
		f->partials = p;
	}
done:
	buf_free(&text);
	free(path);
	free(file);
	return p;
}

static int
partial(struct filler *f, const struct template *t, const struct token *tok,
    const struct context *up)
{
	char *name = mem_strn(tok->text, tok->len);
	char *indent = mem_strn(tok->indent, tok->indent_len);
	struct template *p = partial_get(f, name, indent);
	int rc = -1;

	if (p != NULL)
		rc = walk(f, p, 0, p->n, up);
	if (rc == -1 && f->depth < NAMED_DEPTH)
		err_ctx(f->err, "%s: line %u", t->name, tok->line);
	free(indent);
	free(name);
	return rc;
}

static int
walk(struct filler *f, const struct template *t, size_t from, size_t to,
    const struct context *up)
{
	const struct token *tok;
	const struct json *v;
	size_t i;
	int rc = 0;

	if (++f->depth > MUSTACHE_DEPTH) {
		rc = err_set(f->err, ERR_INPUT,
		    "%s: more than %d sections and partials inside each "
		    "other: does a partial call itself?",
		    t->name, MUSTACHE_DEPTH);
	}
	for (i = from; i < to && rc == 0; i++) {
		tok = &t->tokens[i];
		/* Each of thirty partials may call the next one twice. */
		if (++f->steps > MUSTACHE_STEPS) {
			rc = err_set(f->err, ERR_INPUT,
			    "%s: the page does not come to an end: more than "
			    "%u tags: do partials call each other often?",
			    t->name, MUSTACHE_STEPS);
			break;
		}
		if (tok->kind == TOKEN_TEXT) {
			buf_put(f->out, tok->text, tok->len);
			continue;
		}
		if (tok->kind == TOKEN_PARTIAL) {
			rc = partial(f, t, tok, up);
			continue;
		}
		v = lookup(up, tok);
		if (tok->kind == TOKEN_VALUE || tok->kind == TOKEN_RAW) {
			rc = variable(f, t, tok, v);
			continue;
		}
		if (tok->kind == TOKEN_SECTION && !is_false(v))
			rc = section(f, t, i, v, up);
		else if (tok->kind == TOKEN_INVERTED && is_false(v))
			rc = walk(f, t, i + 1, tok->end, up);
		i = tok->end;
	}
	f->depth--;
	return rc;
}

int
mustache_fill(const char *name, const char *text, size_t len,
    const struct json *model, const char *dir, struct buf *out, struct err *err)
{
	return mustache_fill_beside(
	    name, text, len, model, dir, NULL, out, err);
}

int
mustache_fill_beside(const char *name, const char *text, size_t len,
    const struct json *model, const char *dir, const char *more,
    struct buf *out, struct err *err)
{
	struct filler f = { dir, more, NULL, out, err, 0, 0 };
	struct context root = { model, NULL };
	struct template *t, *next;
	size_t before = out->len;
	int rc;

	t = template_new(name, text, len, "", err);
	if (t == NULL)
		return -1;
	rc = walk(&f, t, 0, t->n, &root);
	if (rc == -1 && out->data != NULL) {
		out->len = before;
		out->data[before] = '\0';
	}
	for (; f.partials != NULL; f.partials = next) {
		next = f.partials->next;
		template_free(f.partials);
	}
	template_free(t);
	return rc;
}
