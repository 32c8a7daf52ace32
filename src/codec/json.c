/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json: JSON values in memory, cJSON behind an opaque struct. cJSON forgives
 * a great deal (controls in strings, 01, bytes that are no UTF-8), so the
 * text is checked strictly first and cJSON only sees what passed. Printing is
 * done here too: cJSON does not print the shortest number that reads back.
 */
#include <cjson/cJSON.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/jlex.h"
#include "codec/json.h"
#include "codec/utf8.h"

/* A struct json * is a cJSON * that nobody outside may look into. */
static cJSON *
in(const struct json *j)
{
	return (cJSON *)j;
}

static struct json *
out_of(cJSON *c)
{
	return (struct json *)c;
}

/* As base/mem: without memory there is nothing sensible left to do. */
static cJSON *
must(cJSON *c)
{
	if (c == NULL)
		mem_out();
	return c;
}

/* Line and column (in characters, both from 1) of offset at. */
static void
place(const char *s, size_t at, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (size_t i = 0; i < at; i++) {
		if (s[i] == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)s[i] & 0xc0) != 0x80) {
			++*column;
		}
	}
}

/* 0 when s is one strict JSON value; else -1, *at and *why. */
static int
check(const char *s, size_t len, size_t *at, const char **why)
{
	char *room = mem_new(JLEX_ROOM(len), 1);
	struct jlex l = { .p = s, .end = s + len, .out = room };
	int rc = jlex_value(&l, JSON_DEPTH);

	if (rc == 0) {
		jlex_space(&l);
		if (l.p != l.end) {
			l.why = "something after the end of the value";
			rc = -1;
		}
	}
	*at = (size_t)(l.p - s);
	*why = l.why;
	free(room);
	return rc;
}

struct json *
json_parse(const char *s, size_t len, struct err *err)
{
	size_t at, line, column;
	const char *why;
	cJSON *c;

	if (len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		s += 3;
		len -= 3;
	}
	if (check(s, len, &at, &why) != 0) {
		place(s, at, &line, &column);
		err_set(err, ERR_INPUT, "line %zu, column %zu: %s", line,
		    column, why);
		return NULL;
	}
	c = cJSON_ParseWithLengthOpts(s, len, NULL, 0);
	if (c == NULL)
		err_set(err, ERR_INPUT, "not JSON that can be read");
	return out_of(c);
}

struct json *
json_read(const char *path, size_t max, struct err *err)
{
	struct buf text = { 0 };
	struct json *j = NULL;

	if (file_read(path, max, &text, err) != 0)
		goto done;
	j = json_parse(buf_str(&text), text.len, err);
	if (j == NULL)
		err_ctx(err, "%s", path);
done:
	buf_free(&text);
	return j;
}

void
json_free(struct json *j)
{
	cJSON_Delete(in(j));
}

struct json *
json_get(const struct json *object, const char *key)
{
	if (!json_is_object(object))
		return NULL;
	return out_of(cJSON_GetObjectItemCaseSensitive(in(object), key));
}

size_t
json_len(const struct json *j)
{
	size_t n = 0;

	for (struct json *i = json_first(j); i != NULL; i = json_next(i))
		n++;
	return n;
}

struct json *
json_at(const struct json *j, size_t i)
{
	struct json *item = json_first(j);

	while (item != NULL && i-- > 0)
		item = json_next(item);
	return item;
}

struct json *
json_first(const struct json *j)
{
	return j == NULL ? NULL : out_of(in(j)->child);
}

struct json *
json_next(const struct json *item)
{
	return item == NULL ? NULL : out_of(in(item)->next);
}

const char *
json_name(const struct json *member)
{
	return member == NULL ? NULL : in(member)->string;
}

bool
json_is_object(const struct json *j)
{
	return cJSON_IsObject(in(j));
}

bool
json_is_array(const struct json *j)
{
	return cJSON_IsArray(in(j));
}

bool
json_is_string(const struct json *j)
{
	return cJSON_IsString(in(j));
}

bool
json_is_number(const struct json *j)
{
	return cJSON_IsNumber(in(j));
}

bool
json_is_bool(const struct json *j)
{
	return cJSON_IsBool(in(j));
}

bool
json_is_null(const struct json *j)
{
	return cJSON_IsNull(in(j));
}

const char *
json_str(const struct json *j)
{
	return json_is_string(j) ? in(j)->valuestring : NULL;
}

double
json_num(const struct json *j)
{
	if (!json_is_number(j) || !isfinite(in(j)->valuedouble))
		return NAN;
	return in(j)->valuedouble;
}

bool
json_true(const struct json *j)
{
	return cJSON_IsTrue(in(j));
}

const char *
json_get_str(const struct json *object, const char *key)
{
	return json_str(json_get(object, key));
}

double
json_get_num(const struct json *object, const char *key)
{
	return json_num(json_get(object, key));
}

bool
json_get_true(const struct json *object, const char *key)
{
	return json_true(json_get(object, key));
}

struct json *
json_object(void)
{
	return out_of(must(cJSON_CreateObject()));
}

struct json *
json_array(void)
{
	return out_of(must(cJSON_CreateArray()));
}

void
json_add(struct json *parent, const char *key, struct json *value)
{
	cJSON *c = in(value);

	if (key != NULL) {
		if (!cJSON_AddItemToObject(in(parent), key, c))
			mem_out();
		return;
	}
	/* A copy of a member still has its name; in an array it has none. */
	if (c->string != NULL) {
		if (!(c->type & cJSON_StringIsConst))
			cJSON_free(c->string);
		c->type &= ~cJSON_StringIsConst;
		c->string = NULL;
	}
	if (!cJSON_AddItemToArray(in(parent), c))
		mem_out();
}

struct json *
json_add_object(struct json *parent, const char *key)
{
	struct json *j = json_object();

	json_add(parent, key, j);
	return j;
}

struct json *
json_add_array(struct json *parent, const char *key)
{
	struct json *j = json_array();

	json_add(parent, key, j);
	return j;
}

void
json_add_str(struct json *parent, const char *key, const char *s)
{
	json_add(parent, key, out_of(must(s == NULL ? cJSON_CreateNull() :
	    cJSON_CreateString(s))));
}

void
json_add_num(struct json *parent, const char *key, double v)
{
	json_add(parent, key, out_of(must(isfinite(v) ?
	    cJSON_CreateNumber(v) : cJSON_CreateNull())));
}

/* Beyond 2^53 the nearest double is kept: JSON readers do the same. */
void
json_add_int(struct json *parent, const char *key, int64_t v)
{
	json_add_num(parent, key, (double)v);
}

void
json_add_bool(struct json *parent, const char *key, bool v)
{
	json_add(parent, key, out_of(must(cJSON_CreateBool(v))));
}

void
json_add_null(struct json *parent, const char *key)
{
	json_add(parent, key, out_of(must(cJSON_CreateNull())));
}

void
json_drop(struct json *object, const char *key)
{
	if (json_is_object(object))
		cJSON_DeleteItemFromObjectCaseSensitive(in(object), key);
}

struct json *
json_copy(const struct json *j)
{
	return j == NULL ? NULL : out_of(must(cJSON_Duplicate(in(j), 1)));
}

void
json_tidy(struct json *j)
{
	for (struct json *one = json_first(j); one != NULL;
	     one = json_next(one))
		json_tidy(one);
	if (json_is_string(j))
		text_tidy(in(j)->valuestring);
}

/* 1e+06 and 1e-07, as C prints them, to 1e6 and 1e-7. */
static void
trim_exponent(char *s)
{
	char *e = strchr(s, 'e'), *from, *to;

	if (e == NULL)
		return;
	from = to = e + 1;
	if (*from == '-')
		to++;
	from++;
	while (*from == '0')
		from++;
	memmove(to, from, strlen(from) + 1);
}

/* Digits of n, at least `least` of them. */
static void
put_digits(uint64_t n, int least, struct buf *out)
{
	char text[24], *at = text + sizeof(text);

	for (; n > 0 || least > 0; n /= 10, least--)
		*--at = (char)('0' + n % 10);
	buf_put(out, at, (size_t)(text + sizeof(text) - at));
}

/*
 * Nearly all numbers have a few decimals. n / 10^k is rounded once when both
 * are exact, so where that is v, the decimal with k places reads back as v;
 * the first k is the shortest. False: it has to be looked for.
 */
static bool
print_short(double v, struct buf *out)
{
	static const uint64_t powers[] = { 1, 10, 100, 1000, 10000, 100000,
		1000000 };
	double size = fabs(v);

	if (size >= 1e8 || size < 1e-4)
		return false;
	for (int k = 0; k < (int)(sizeof(powers) / sizeof(powers[0])); k++) {
		double n = round(size * (double)powers[k]);

		if (n / (double)powers[k] != size)
			continue;
		if (v < 0)
			buf_putc(out, '-');
		put_digits((uint64_t)n / powers[k], 1, out);
		if (k > 0) {
			buf_putc(out, '.');
			put_digits((uint64_t)n % powers[k], k, out);
		}
		return true;
	}
	return false;
}

/*
 * The shortest decimal that reads back as v. Up to 15 digits survive the way
 * through a double, so "%.15g" (which drops trailing zeros) is the shortest
 * when it reads back at all; only below DBL_MIN fewer digits may do.
 */
static void
print_number(double v, struct buf *out)
{
	char text[32];
	int digits = fabs(v) < DBL_MIN ? 1 : 15;

	if (!isfinite(v)) {
		buf_puts(out, "null");
		return;
	}
	if (v == 0) { /* -0 too: it reads back equal */
		buf_puts(out, "0");
		return;
	}
	if (print_short(v, out))
		return;
	do {
		snprintf(text, sizeof(text), "%.*g", digits, v);
	} while (strtod(text, NULL) != v && ++digits <= 17);
	if (fabs(v) < 9007199254740992.0 && v == floor(v))
		snprintf(text, sizeof(text), "%.0f", v);
	trim_exponent(text);
	buf_puts(out, text);
}

static void
print_string(const char *s, struct buf *out)
{
	static const char names[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";
	size_t left = strlen(s), n;
	const char *at;

	buf_putc(out, '"');
	while (left > 0) {
		for (n = 0; n < left && (unsigned char)s[n] >= 0x20 &&
		    (unsigned char)s[n] < 0x80 && s[n] != '"' &&
		    s[n] != '\\'; n++)
			;
		buf_put(out, s, n);
		s += n;
		left -= n;
		if (left == 0)
			break;
		n = utf8_step(s, left);
		at = strchr(names, *s);
		if (n == 0)
			buf_puts(out, "\xef\xbf\xbd");
		else if (n > 1)
			buf_put(out, s, n);
		else if (at != NULL)
			buf_putf(out, "\\%c", letters[at - names]);
		else
			buf_putf(out, "\\u%04x", (unsigned)(unsigned char)*s);
		n += n == 0;
		s += n;
		left -= n;
	}
	buf_putc(out, '"');
}

static void
new_line(int level, struct buf *out)
{
	buf_putc(out, '\n');
	while (level-- > 0)
		buf_putc(out, ' ');
}

static void
print_value(const cJSON *c, bool indent, int level, struct buf *out)
{
	bool object = cJSON_IsObject(c);

	if (cJSON_IsNumber(c)) {
		print_number(c->valuedouble, out);
	} else if (cJSON_IsString(c)) {
		print_string(c->valuestring, out);
	} else if (cJSON_IsBool(c)) {
		buf_puts(out, cJSON_IsTrue(c) ? "true" : "false");
	} else if (!object && !cJSON_IsArray(c)) {
		buf_puts(out, "null");
	} else {
		buf_putc(out, object ? '{' : '[');
		for (const cJSON *i = c->child; i != NULL; i = i->next) {
			if (i != c->child)
				buf_putc(out, ',');
			if (indent)
				new_line(level + 1, out);
			if (object) {
				print_string(i->string, out);
				buf_puts(out, indent ? ": " : ":");
			}
			print_value(i, indent, level + 1, out);
		}
		if (indent && c->child != NULL)
			new_line(level, out);
		buf_putc(out, object ? '}' : ']');
	}
}

void
json_print(const struct json *j, bool indent, struct buf *out)
{
	print_value(in(j), indent, 0, out);
	if (indent)
		buf_putc(out, '\n');
}
