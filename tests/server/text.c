/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * text: growable bytes, decoded addresses, safe names.
 */
#include "text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_LEN 128

void *
must_alloc(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);

	if (p == NULL) {
		fputs("httpd: out of memory\n", stderr);
		abort();
	}
	return p;
}

char *
must_copy(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(must_alloc(n), s, n);
}

static void
text_room(struct text *t, size_t n)
{
	char *s;
	size_t cap = t->cap > 0 ? t->cap : 256;

	while (cap < t->n + n + 1)
		cap *= 2;
	if (cap == t->cap)
		return;
	s = realloc(t->s, cap);
	if (s == NULL) {
		fputs("httpd: out of memory\n", stderr);
		abort();
	}
	t->s = s;
	t->cap = cap;
}

void
text_add(struct text *t, const char *s, size_t n)
{
	text_room(t, n);
	if (n > 0)
		memcpy(t->s + t->n, s, n);
	t->n += n;
	t->s[t->n] = '\0';
}

void
text_puts(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void
text_printf(struct text *t, const char *fmt, ...)
{
	int n;
	va_list ap;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	text_room(t, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(t->s + t->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	t->n += (size_t)n;
}

void
text_free(struct text *t)
{
	free(t->s);
	*t = (struct text){ 0 };
}

bool
span_is(struct span a, const char *s)
{
	return a.n == strlen(s) && memcmp(a.p, s, a.n) == 0;
}

static int
hex_value(unsigned char c)
{
	if (isdigit(c))
		return c - '0';
	c = (unsigned char)tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t
url_decode(char *s, size_t n, bool plus)
{
	size_t out = 0;

	for (size_t i = 0; i < n; i++) {
		int high = -1, low = -1;

		if (s[i] == '%' && n - i > 2) {
			high = hex_value((unsigned char)s[i + 1]);
			low = hex_value((unsigned char)s[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			s[out++] = (char)(high * 16 + low);
			i += 2;
		} else {
			s[out++] = (char)(plus && s[i] == '+' ? ' ' : s[i]);
		}
	}
	s[out] = '\0';
	return out;
}

bool
name_is_safe(struct span name)
{
	if (name.n == 0 || name.n > NAME_MAX_LEN ||
	    !isalnum((unsigned char)name.p[0]))
		return false;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if (!isalnum(c) && c != '.' && c != '_' && c != '-')
			return false;
	}
	return true;
}
