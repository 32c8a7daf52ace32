/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mistake: what is wrong with notes, gathered so that a person can mend all
 * of it in one go.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/own.h"

#define NEAR 2 /* edits that still look like a slip of the hand */

/* Length of the control character that s starts with (C0, DEL, or C1 in two
 * bytes), or 0. */
static size_t
control(const char *s)
{
	unsigned char c = (unsigned char)s[0], next;

	if ((c > 0 && c < 0x20) || c == 0x7f)
		return 1;
	next = c == 0xc2 ? (unsigned char)s[1] : 0;
	return next >= 0x80 && next < 0xa0 ? 2 : 0;
}

void
squeeze(char *s)
{
	char *to = s;
	size_t n;

	while (*s != '\0') {
		n = *s == ' ' ? 1 : control(s);
		if (n == 0) {
			*to++ = *s++;
			continue;
		}
		for (; n > 0; n = *s == ' ' ? 1 : control(s))
			s += n;
		*to++ = ' ';
	}
	*to = '\0';
}

/* For a terminal: no control characters, no bytes that are no UTF-8 (a value
 * may have been cut in the middle of a character). */
static void
make_plain(char *s, size_t len)
{
	size_t i, n, bad;

	for (i = 0; i < len; i++) {
		n = control(s + i);
		memset(s + i, '?', n);
	}
	while (!text_utf8_ok(s, len, &bad)) {
		s[bad] = '?';
		s += bad;
		len -= bad;
	}
}

void
mistake(struct mistakes *m, const char *file, int line, const char *fmt, ...)
{
	char text[1024];
	size_t start;
	va_list ap;

	if (m->n++ > 0)
		buf_putc(&m->list, '\n');
	start = m->list.len;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_putf(&m->list, "%s:%d: %s", file, line, text);
	make_plain(m->list.data + start, m->list.len - start);
}

int
mistakes_end(struct mistakes *m, struct err *err)
{
	const char *all = buf_str(&m->list);
	size_t room = sizeof(err->msg) - 64, cut = m->list.len, shown = 1, i;
	size_t n = m->n;

	if (n > 0) {
		if (cut > room) {
			for (cut = room; cut > 0 && all[cut] != '\n'; cut--)
				continue;
			if (cut == 0)
				cut = room;
		}
		for (i = 0; i < cut; i++)
			shown += all[i] == '\n';
		err_set(err, m->consent ? ERR_PUBLISH : ERR_INPUT, "%.*s",
		    (int)cut, all);
		if (shown < n)
			snprintf(err->msg + strlen(err->msg), 48,
			    "\nand %zu more", n - shown);
	}
	buf_free(&m->list);
	*m = (struct mistakes){ 0 };
	return n == 0 ? 0 : -1;
}

const char *
nearest(const char *typed, const char *const words[], size_t n)
{
	char *a = text_fold(typed), *b;
	const char *best = NULL;
	size_t i, distance, least = NEAR + 1, limit;

	for (i = 0; i < n; i++) {
		b = text_fold(words[i]);
		limit = strlen(b) < 5 ? 1 : NEAR;
		distance = text_distance(a, b, limit);
		if (distance <= limit && distance < least) {
			least = distance;
			best = words[i];
		}
		free(b);
	}
	free(a);
	return best;
}
