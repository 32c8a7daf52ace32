/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * width: text widths by a table of the typeface, shortening and wrapping.
 */
#include "chart/width.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/inter.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define UNKNOWN_WIDTH 680 /* of a letter the table does not have */
#define WIDE_WIDTH 1000	  /* of East Asian signs and pictures */

/* The character at *s, which moves on by 1 to 4 bytes, never past the NUL.
 * A byte that starts no character counts as U+FFFD. */
static uint32_t
next_char(const char **s)
{
	const unsigned char *u = (const unsigned char *)*s;
	uint32_t code = u[0];
	size_t more, i;

	(*s)++;
	if (code < 0x80)
		return code;
	more = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : 1;
	if (code < 0xc0 || code > 0xf4)
		return 0xfffd;
	code &= 0x3fU >> more;
	for (i = 1; i <= more; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0xfffd;
		code = code << 6 | (u[i] & 0x3f);
	}
	*s += more;
	return code;
}

static _Thread_local const struct font_widths *house[2];

void
width_letters(const struct font_widths *const letters[2])
{
	for (int bold = 0; bold < 2; bold++)
		house[bold] = letters == NULL ? NULL : letters[bold];
}

/* 0: the letter of the house, when there is one, does not say. */
static unsigned int
house_width(uint32_t code, bool bold)
{
	const struct font_widths *w = house[bold];

	if (w == NULL)
		return 0;
	if (code < FONT_LOW)
		return w->low[code];
	return code >= FONT_HIGH && code < FONT_HIGH + FONT_HIGHS
	    ? w->high[code - FONT_HIGH]
	    : 0;
}

/* 0: not in the table. */
static unsigned int
table_width(uint32_t code, bool bold)
{
	const struct inter *table = bold ? &inter_bold : &inter_regular;
	unsigned int width = 0;
	size_t i;

	if (code >= INTER_ASCII && code <= 0x7e)
		return table->ascii[code - INTER_ASCII];
	if (code >= INTER_LATIN && code <= 0x17f)
		width = table->latin[code - INTER_LATIN];
	for (i = 0; i < sizeof(inter_signs) / sizeof(inter_signs[0]); i++)
		if (inter_signs[i].code == code)
			width = inter_signs[i].width[bold];
	return width;
}

static unsigned int
char_width(uint32_t code, bool bold)
{
	unsigned int width = house_width(code, bold);

	if (width == 0)
		width = table_width(code, bold);
	if (width != 0)
		return width;
	if ((code >= 0x300 && code <= 0x36f) || code == 0x200b ||
	    code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f))
		return 0; /* joins the letter before it */
	return code >= 0x2e80 ? WIDE_WIDTH : UNKNOWN_WIDTH;
}

double
width_of(const char *s, struct face face)
{
	double sum = 0;

	while (*s != '\0')
		sum += char_width(next_char(&s), face.bold);
	return sum / 1000 * face.size * WIDTH_SAFETY;
}

bool
width_known(const char *s)
{
	while (*s != '\0')
		if (table_width(next_char(&s), false) == 0)
			return false;
	return true;
}

/* Bytes of the longest start of s, in whole characters, that fits in room. */
static size_t
fitting(const char *s, struct face face, double room)
{
	const char *at = s, *before = s;
	double sum = 0;

	while (*at != '\0') {
		before = at;
		sum += char_width(next_char(&at), face.bold);
		if (sum / 1000 * face.size * WIDTH_SAFETY > room)
			return (size_t)(before - s);
	}
	return (size_t)(at - s);
}

char *
width_fit(const char *s, struct face face, double room)
{
	size_t len;

	if (width_of(s, face) <= room)
		return mem_str(s);
	len = fitting(s, face, room - width_of(ELLIPSIS, face));
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '-'))
		len--;
	return mem_fmt("%.*s" ELLIPSIS, (int)len, s);
}

/* As width_fit, but a value at the end stays whole if it leaves room. */
static char *
fit_keeping_value(const char *s, struct face face, double room)
{
	const char *last = strrchr(s, ' ');
	char *head, *cut, *whole;
	double left;

	if (width_of(s, face) <= room || last == NULL ||
	    strpbrk(last, "0123456789") == NULL)
		return width_fit(s, face, room);
	left = room - width_of(last, face);
	if (left < room / 3)
		return width_fit(s, face, room);
	head = mem_strn(s, (size_t)(last - s));
	cut = width_fit(head, face, left);
	whole = mem_fmt("%s%s", cut, last);
	free(cut);
	free(head);
	return whole;
}

/* Bytes of the first line of s: up to the last place to break that fits, or
 * as many characters as fit (at least one) when a single word is too wide. */
static size_t
first_line(const char *s, struct face face, double room)
{
	size_t max = fitting(s, face, room), i;
	const char *at = s;

	for (i = max; i > 0; i--)
		if (s[i] == ' ' || (s[i - 1] == '-' && i > 1))
			return i;
	if (max > 0)
		return max;
	next_char(&at);
	return (size_t)(at - s);
}

void
width_wrap(const char *s, struct face face, double room, size_t max,
    struct wrapped *out)
{
	const char *next;
	size_t len;

	*out = (struct wrapped){ 0 };
	while (out->n + 1 < max && width_of(s, face) > room) {
		len = first_line(s, face, room);
		next = s + len;
		while (len > 0 && s[len - 1] == ' ')
			len--;
		out->items[out->n++] = mem_strn(s, len);
		s = next;
		while (*s == ' ')
			s++;
	}
	if (*s != '\0' || out->n == 0)
		out->items[out->n++] = fit_keeping_value(s, face, room);
}

double
wrapped_width(const struct wrapped *lines, struct face face)
{
	double width, widest = 0;
	size_t i;

	for (i = 0; i < lines->n; i++) {
		width = width_of(lines->items[i], face);
		if (width > widest)
			widest = width;
	}
	return widest;
}

void
wrapped_free(struct wrapped *lines)
{
	size_t i;

	for (i = 0; i < lines->n; i++)
		free(lines->items[i]);
	*lines = (struct wrapped){ 0 };
}
