/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx_text: texts of a workbook: the shared strings, which cells name by
 * number, and how characters are written that XML cannot hold.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/utf8.h"
#include "codec/xlsx_own.h"
#include "codec/xml.h"

struct strings {
	struct xlsx *x;
	struct buf text; /* of the string at hand */
	struct buf plain;
	bool item, inside, phonetic;
};

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* "_xHHHH_" at s: its value, or -1. */
static int
escaped(const char *s, size_t left)
{
	int v = 0;

	if (left < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return -1;
		v = v * 16 + hex(s[i]);
	}
	return v;
}

static void
put_point(struct buf *out, unsigned cp)
{
	/* A return before a line end is left out; another control character is
	 * a blank, and half a character is none. */
	if (cp == '\r')
		return;
	if (cp < ' ' && cp != '\n' && cp != '\t')
		cp = ' ';
	else if (cp >= 0xd800 && cp <= 0xdfff)
		cp = 0xfffd;
	buf_reserve(out, 4);
	out->len += utf8_put(out->data + out->len, cp);
	out->data[out->len] = '\0';
}

void
xlsx_put_text(struct buf *out, const char *s, size_t len)
{
	size_t from = 0, i = 0;

	while (i < len) {
		const char *bar = memchr(s + i, '_', len - i);
		int v;

		if (bar == NULL)
			break;
		i = (size_t)(bar - s);
		v = escaped(bar, len - i);
		if (v < 0) {
			i++;
			continue;
		}
		buf_put(out, s + from, i - from);
		put_point(out, (unsigned)v);
		i += 7;
		from = i;
	}
	buf_put(out, s + from, len - from);
}

static int
string_start(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct strings *s = arg;

	(void)attrs;
	(void)err;
	if (strcmp(name, "si") == 0) {
		s->item = true;
		buf_clear(&s->text);
	} else if (strcmp(name, "rPh") == 0) {
		s->phonetic = true; /* how it is said, beside the text */
	} else if (strcmp(name, "t") == 0)
		s->inside = s->item && !s->phonetic;
	return 0;
}

static int
string_text(void *arg, const char *text, size_t len, struct err *err)
{
	struct strings *s = arg;

	if (!s->inside)
		return 0;
	if (s->text.len + len > CSV_RECORD)
		return err_set(err, ERR_INPUT, "text %zu is longer than %u "
		    "bytes", s->x->nstrings, CSV_RECORD);
	buf_put(&s->text, text, len);
	return 0;
}

static int
string_end(void *arg, const char *name, struct err *err)
{
	struct strings *s = arg;
	struct xlsx *x = s->x;
	const char *trimmed;
	size_t len;

	if (strcmp(name, "t") == 0)
		s->inside = false;
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = false;
	if (strcmp(name, "si") != 0)
		return 0;
	s->item = false;
	buf_clear(&s->plain);
	xlsx_put_text(&s->plain, buf_str(&s->text), s->text.len);
	len = s->plain.len;
	trimmed = text_trim(buf_str(&s->plain), &len);
	if (x->strings.len + len + x->nstrings * sizeof(*x->string_at) >
	    XLSX_TEXTS)
		return err_set(err, ERR_INPUT, "its texts take more than %u "
		    "bytes", XLSX_TEXTS);
	MEM_PUSH(x->string_at, x->nstrings, x->strings_cap);
	x->string_at[x->nstrings++] = x->strings.len;
	buf_put(&x->strings, trimmed, len);
	buf_putc(&x->strings, '\0');
	return 0;
}

int
xlsx_read_strings(struct xlsx *x, struct err *err)
{
	struct strings s = { .x = x };
	const struct xml_sink sink = { &s, string_start, string_end,
		string_text };
	int rc = 0;

	if (x->strings_read || !x->has_strings)
		return 0;
	x->nstrings = 0;
	buf_clear(&x->strings);
	rc = xml_walk(x->zip, x->strings_entry, XLSX_SHEET, &sink, err);
	x->strings_read = rc == 0;
	buf_free(&s.text);
	buf_free(&s.plain);
	return rc;
}
