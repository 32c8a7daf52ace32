/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_check: mistakes and their lines, and reading objects by table.
 */
#include "source/def_check.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#define FILE_MAX (4u << 20)
#define FIELDS_MAX 64
#define LIST_MAX FIELDS_MAX
#define KEY_MAX 60
/* Room in err for "and 9999 more" and for what callers put before it. */
#define REPORT_MAX (sizeof(((struct err *)0)->msg) - 128)

struct mistake {
	size_t file, line, order;
	char *text;
};

static void
add(struct mistakes *found, size_t line, char *text)
{
	MEM_PUSH(found->items, found->n, found->cap);
	found->items[found->n] = (struct mistake){
		.file = found->files,
		.line = line,
		.order = found->n,
		.text = text,
	};
	found->n++;
}

/* The JSON reader tells the line in words; put it where lines go. */
static void
add_syntax(struct check *c, const struct err *err)
{
	size_t line, column;
	int at = 0;

	if (sscanf(err->msg, "line %zu, column %zu: %n", &line, &column, &at) ==
		2 &&
	    at > 0)
		add(c->found, line,
		    mem_fmt("%s:%zu: not JSON: column %zu: %s", c->file, line,
			column, err->msg + at));
	else
		add(c->found, 0,
		    mem_fmt("%s: not JSON: %s", c->file, err->msg));
}

int
check_open(struct check *c, const char *file, struct mistakes *found)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	int rc = -1;

	*c = (struct check){ .file = file, .found = found };
	found->files++;
	if (file_read(file, FILE_MAX, &text, &err) != 0) {
		add(found, 0, mem_str(err.msg));
		goto done;
	}
	c->json = json_parse(buf_str(&text), text.len, &err);
	if (c->json == NULL) {
		add_syntax(c, &err);
		goto done;
	}
	lines_find(buf_str(&text), text.len, &c->lines);
	rc = 0;
done:
	buf_free(&text);
	return rc;
}

void
check_close(struct check *c)
{
	json_free(c->json);
	lines_free(&c->lines);
	buf_free(&c->path);
	memset(c, 0, sizeof(*c));
}

struct place
check_root(const struct check *c)
{
	return (struct place){ .json = c->json, .spot = 0 };
}

bool
check_first(const struct check *c, struct place at, struct place *child)
{
	(void)c;
	child->json = json_first(at.json);
	child->spot = at.spot + 1;
	return child->json != NULL;
}

bool
check_next(const struct check *c, struct place *child)
{
	child->json = json_next(child->json);
	child->spot = c->lines.spots[child->spot].end;
	return child->json != NULL;
}

struct place
check_member(const struct check *c, struct place at, const char *key)
{
	struct place m;
	bool more;

	for (more = check_first(c, at, &m); more; more = check_next(c, &m))
		if (strcmp(json_name(m.json), key) == 0)
			return m;
	return at;
}

size_t
check_into(struct check *c, const char *key, size_t i)
{
	size_t mark = c->path.len, len;

	if (key == NULL) {
		buf_putf(&c->path, "[%zu]", i);
		return mark;
	}
	if (mark > 0)
		buf_putc(&c->path, '.');
	/* A key may be anything: keep a message short and on one line. */
	len = text_prefix(key, KEY_MAX);
	for (size_t k = 0; k < len; k++)
		buf_putc(&c->path,
		    (unsigned char)key[k] < ' ' || key[k] == 0x7f ? '?'
								  : key[k]);
	return mark;
}

void
check_out(struct check *c, size_t mark)
{
	c->path.len = mark;
	c->path.data[mark] = '\0';
}

size_t
check_line(const struct check *c, struct place at)
{
	return c->lines.spots[at.spot].line;
}

void
check_wrong(struct check *c, struct place at, const char *fmt, ...)
{
	struct buf text = { 0 };
	char why[1024];
	size_t bad;
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	if (!text_utf8_ok(why, strlen(why), &bad))
		why[bad] = '\0'; /* cut inside a character */
	buf_putf(&text, "%s:%zu: ", c->file, check_line(c, at));
	if (c->path.len > 0)
		buf_putf(&text, "%s: ", buf_str(&c->path));
	buf_puts(&text, why);
	add(c->found, check_line(c, at), buf_take(&text));
}

/* The name nearest to what was written, or NULL when none is near. */
static const char *
nearest(const char *name, const char *const names[], size_t n)
{
	char *folded = text_fold(name);
	size_t best = strlen(folded) / 3 + 1, d;
	const char *found = NULL;

	if (best > 3)
		best = 3;
	for (size_t i = 0; i < n; i++) {
		d = text_distance(folded, names[i], best);
		if (d > best || (d == best && found != NULL))
			continue;
		best = d;
		found = names[i];
	}
	free(folded);
	return found;
}

void
check_hint(struct buf *out, const char *name, const char *where,
    const char *const names[], size_t n)
{
	const char *near = nearest(name, names, n);

	if (near != NULL) {
		buf_putf(out, " (did you mean \"%s\"?)", near);
		return;
	}
	if (n == 0 || n > LIST_MAX) {
		buf_putf(out, " (see %s)", where);
		return;
	}
	for (size_t i = 0; i < n; i++)
		buf_putf(out, "%s%s", i == 0 ? " (" : ", ", names[i]);
	buf_putc(out, ')');
}

static void
unknown_key(
    struct check *c, struct place at, const struct field fields[], size_t n)
{
	const char *names[FIELDS_MAX];
	struct buf hint = { 0 };

	for (size_t i = 0; i < n; i++)
		names[i] = fields[i].key;
	check_hint(&hint, json_name(at.json), "", names, n);
	check_wrong(c, at, "unknown key%s", buf_str(&hint));
	buf_free(&hint);
}

void
check_object(struct check *c, struct place at, const struct field fields[],
    size_t n, void *to)
{
	size_t seen[FIELDS_MAX] = { 0 }, i, mark;
	struct place m;
	bool more;

	assert(n <= FIELDS_MAX);
	if (!json_is_object(at.json)) {
		check_wrong(
		    c, at, "is %s, must be an object", check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &m); more; more = check_next(c, &m)) {
		for (i = 0; i < n; i++)
			if (strcmp(json_name(m.json), fields[i].key) == 0)
				break;
		mark = check_into(c, json_name(m.json), 0);
		if (i == n)
			unknown_key(c, m, fields, n);
		else if (seen[i] != 0)
			check_wrong(
			    c, m, "written twice (first on line %zu)", seen[i]);
		else {
			seen[i] = check_line(c, m);
			fields[i].read(c, m, (char *)to + fields[i].offset);
		}
		check_out(c, mark);
	}
	for (i = 0; i < n; i++) {
		if (!fields[i].needed || seen[i] != 0)
			continue;
		mark = check_into(c, fields[i].key, 0);
		check_wrong(c, at, "missing (this key is required)");
		check_out(c, mark);
	}
}

const char *
check_type(const struct json *j)
{
	if (json_is_object(j))
		return "an object";
	if (json_is_array(j))
		return "a list";
	if (json_is_string(j))
		return "a text";
	if (json_is_number(j))
		return "a number";
	return json_is_bool(j) ? "true or false" : "null";
}

static int
by_place(const void *a, const void *b)
{
	const struct mistake *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

int
mistakes_report(struct mistakes *found, struct err *err)
{
	struct buf all = { 0 };
	size_t i;

	if (found->n == 0)
		return 0;
	qsort(found->items, found->n, sizeof(found->items[0]), by_place);
	for (i = 0; i < found->n; i++) {
		if (i > 0 &&
		    all.len + 1 + strlen(found->items[i].text) > REPORT_MAX)
			break;
		buf_putf(&all, "%s%s", i > 0 ? "\n" : "", found->items[i].text);
	}
	if (i < found->n)
		buf_putf(&all, "\nand %zu more", found->n - i);
	err_set(err, ERR_INPUT, "%s", buf_str(&all));
	buf_free(&all);
	return -1;
}

void
mistakes_free(struct mistakes *found)
{
	for (size_t i = 0; i < found->n; i++)
		free(found->items[i].text);
	free(found->items);
	memset(found, 0, sizeof(*found));
}
