/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * markup: see markup.h. Not read as XML: a report that is damaged, or cut off,
 * has to be told as well.
 */
#include "codec/markup.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* Behind the start tag of one of the elements that hold the words, or NULL. */
static const char *
find_words(const char *p, const char *end)
{
	static const char *const names[] = { "ExceptionText",
		"ServiceException" };

	for (; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++) {
		const char *close = memchr(p, '>', (size_t)(end - p));
		const char *name = p + 1, *colon;
		size_t len;

		if (close == NULL)
			return NULL;
		colon = memchr(name, ':', strcspn(name, " />\t\r\n"));
		if (colon != NULL)
			name = colon + 1;
		len = strcspn(name, " />\t\r\n");
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (len == strlen(names[i]) && close[-1] != '/' &&
			    strncasecmp(name, names[i], len) == 0)
				return close + 1;
	}
	return NULL;
}

static bool
starts(const char *p, const char *end, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(end - p) >= len && memcmp(p, with, len) == 0;
}

/* A character that had to be written as an entity, or as it stands; *len of it
 * are taken. */
static char
entity(const char *p, const char *end, size_t *len)
{
	static const struct {
		const char *text;
		char c;
	} list[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' },
		{ "&apos;", '\'' }, { "&quot;", '"' }, { "&#39;", '\'' } };

	for (size_t i = 0; *p == '&' && i < sizeof(list) / sizeof(list[0]);
	     i++) {
		*len = strlen(list[i].text);
		if (starts(p, end, list[i].text))
			return list[i].c;
	}
	*len = 1;
	return *p;
}

void
markup_said(const char *page, size_t len, struct buf *out)
{
	const char *end = page + len, *p = find_words(page, end);
	struct buf line = { 0 };
	bool gap = false, raw;
	size_t n;

	if (p == NULL)
		return;
	while (p < end && ((unsigned char)*p <= ' '))
		p++;
	raw = starts(p, end, "<![CDATA[");
	if (raw)
		p += strlen("<![CDATA[");
	for (; p < end && !starts(p, end, raw ? "]]>" : "<"); p += n) {
		char c = raw ? *p : entity(p, end, &n);

		if (raw)
			n = 1;

		if ((unsigned char)c <= ' ' || c == 0x7f) {
			gap = line.len > 0;
			continue;
		}
		if (gap)
			buf_putc(&line, ' ');
		gap = false;
		buf_putc(&line, c);
	}
	for (int i = 0; i < 3 && line.len > 0 &&
	     !text_utf8_ok(buf_str(&line), line.len, NULL);
	     i++)
		line.data[--line.len] = '\0';
	if (text_utf8_ok(buf_str(&line), line.len, NULL) && line.len > 0)
		buf_put(out, line.data, text_prefix(line.data, MARKUP_WORDS));
	buf_free(&line);
}
