/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json: take the JSON of the served files apart, in place.
 */
#include "json.h"

#include <stdlib.h>
#include <string.h>

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++;
	return p;
}

/* p is at the opening quote; the place after the closing one, or NULL. */
static const char *
string_end(const char *p, const char *end)
{
	for (p++; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '"')
			return p + 1;
	}
	return NULL;
}

static const char *
nested_end(const char *p, const char *end)
{
	size_t depth = 0;

	while (p != NULL && p < end) {
		if (*p == '"') {
			p = string_end(p, end);
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if ((*p == '}' || *p == ']') && --depth == 0)
			return p + 1;
		p++;
	}
	return NULL;
}

static const char *
value_end(const char *p, const char *end)
{
	if (p >= end)
		return NULL;
	if (*p == '"')
		return string_end(p, end);
	if (*p == '{' || *p == '[')
		return nested_end(p, end);
	while (p < end && strchr(",]} \t\r\n", *p) == NULL)
		p++;
	return p;
}

/* The value at *p, which moves behind it. */
static int
take_value(const char **p, const char *end, struct span *value)
{
	const char *start = skip_blanks(*p, end);
	const char *stop = value_end(start, end);

	if (stop == NULL || stop == start)
		return -1;
	*value = (struct span){ start, (size_t)(stop - start) };
	*p = stop;
	return 1;
}

/* To the next item of an object or array: 1 there is one, 0 the end. */
static int
next_item(struct span whole, char open, char close, const char **at)
{
	const char *end = whole.p + whole.n;
	const char *p = skip_blanks(*at != NULL ? *at : whole.p, end);

	if (p >= end)
		return -1;
	if (*at == NULL) {
		if (*p != open)
			return -1;
		p = skip_blanks(p + 1, end);
	} else if (*p == ',') {
		p = skip_blanks(p + 1, end);
	} else if (*p != close) {
		return -1;
	}
	if (p >= end)
		return -1;
	*at = p;
	return *p == close ? 0 : 1;
}

int
json_member(
    struct span object, const char **at, struct span *name, struct span *value)
{
	const char *end = object.p + object.n;
	int rc = next_item(object, '{', '}', at);

	if (rc != 1)
		return rc;
	if (**at != '"' || take_value(at, end, name) == -1)
		return -1;
	name->p++;
	name->n -= 2;
	*at = skip_blanks(*at, end);
	if (*at >= end || **at != ':')
		return -1;
	(*at)++;
	return take_value(at, end, value);
}

int
json_element(struct span array, const char **at, struct span *value)
{
	int rc = next_item(array, '[', ']', at);

	return rc == 1 ? take_value(at, array.p + array.n, value) : rc;
}

bool
json_get(struct span object, const char *name, struct span *value)
{
	const char *at = NULL;
	struct span key;

	while (json_member(object, &at, &key, value) == 1)
		if (span_is(key, name))
			return true;
	return false;
}

bool
json_is_string(struct span value)
{
	return value.n >= 2 && value.p[0] == '"';
}

static void
add_utf8(struct text *out, unsigned long c)
{
	char s[4];

	if (c < 0x80) {
		s[0] = (char)c;
		text_add(out, s, 1);
	} else if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3f));
		text_add(out, s, 2);
	} else {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3f));
		s[2] = (char)(0x80 | (c & 0x3f));
		text_add(out, s, 3);
	}
}

void
json_text(struct span value, struct text *out)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *p = value.p, *end = value.p + value.n;

	if (!json_is_string(value)) {
		text_add(out, value.p, value.n);
		return;
	}
	for (p++, end--; p < end; p++) {
		char hex[5] = { 0 };
		const char *known;

		if (*p != '\\' || p + 1 >= end) {
			text_add(out, p, 1);
			continue;
		}
		p++;
		known = strchr(from, *p);
		if (*p == 'u' && end - p > 4) {
			memcpy(hex, p + 1, 4);
			add_utf8(out, strtoul(hex, NULL, 16));
			p += 4;
		} else {
			text_add(
			    out, known != NULL ? to + (known - from) : p, 1);
		}
	}
}

void
json_quote(struct span s, struct text *out)
{
	text_puts(out, "\"");
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			text_printf(out, "\\%c", c);
		else if (c < 0x20)
			text_printf(out, "\\u%04x", c);
		else
			text_add(out, s.p + i, 1);
	}
	text_puts(out, "\"");
}
