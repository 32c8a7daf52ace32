/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * escape: text into another language. Every function walks the text one
 * UTF-8 character at a time; bytes that are none become U+FFFD, so what comes
 * out is always valid UTF-8.
 */
#include <stdint.h>
#include <string.h>

#include "codec/escape.h"
#include "codec/utf8.h"

#define REPLACEMENT "\xef\xbf\xbd"

/* One character of the text: where it stands, or the replacement. */
struct letter {
	const char *s;
	size_t len;
	unsigned char first;
};

/* The character at *s, and *s past it. False at the end. */
static bool
take(const char **s, struct letter *c)
{
	size_t n = 0, left;

	if (**s == '\0')
		return false;
	left = strnlen(*s, 4);
	n = utf8_step(*s, left);
	c->s = n == 0 ? REPLACEMENT : *s;
	c->len = n == 0 ? 3 : n;
	c->first = (unsigned char)c->s[0];
	*s += n == 0 ? 1 : n;
	return true;
}

/* C0, DEL, and C1 (U+0080 to U+009F, two bytes C2 80..9F). */
static bool
is_control(const struct letter *c)
{
	return c->first < 0x20 || c->first == 0x7f ||
	    (c->first == 0xc2 && (unsigned char)c->s[1] < 0xa0);
}

void
escape_html(struct buf *out, const char *s)
{
	struct letter c;

	while (take(&s, &c)) {
		switch (c.first) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		case '"':
			buf_puts(out, "&quot;");
			break;
		case '\'':
			buf_puts(out, "&#39;");
			break;
		case '\t':
		case '\n':
			buf_putc(out, (char)c.first);
			break;
		default:
			if (is_control(&c))
				buf_putc(out, ' ');
			else
				buf_put(out, c.s, c.len);
		}
	}
}

/*
 * A single-quoted string of gnuplot 5.4. Two of its ways need care. It takes
 * '' at the start of such a string, or twice in a row, for its end, so that
 * doubling would make an error of a name like 's-Gravenhage: the apostrophe is
 * the printer's one instead. And in enhanced text (its manual, "Enhanced text
 * mode") characters with a meaning get a backslash, but an ampersand must
 * stand in a string of its own to be read as one under "set encoding utf8".
 */
void
escape_gnuplot(struct buf *out, const char *s, bool enhanced)
{
	struct letter c;

	buf_putc(out, '\'');
	while (take(&s, &c)) {
		if (is_control(&c))
			buf_putc(out, ' ');
		else if (c.first == '\'')
			buf_puts(out, "\xe2\x80\x99");
		else if (enhanced && c.first == '&')
			buf_puts(out, "'.'\\&'.'");
		else {
			if (enhanced && strchr("_^{}@~\\", c.first) != NULL)
				buf_putc(out, '\\');
			buf_put(out, c.s, c.len);
		}
	}
	buf_putc(out, '\'');
}

/* Whether s is a plain number: sign, digits with at most one point or comma
 * in it. */
static bool
is_number(const char *s)
{
	size_t whole, part = 0;

	if (*s == '-' || *s == '+')
		s++;
	whole = strspn(s, "0123456789");
	s += whole;
	if (*s == '.' || *s == ',') {
		part = strspn(++s, "0123456789");
		s += part;
	}
	if (whole + part > 0 && (*s == 'e' || *s == 'E')) {
		s++;
		if (*s == '-' || *s == '+')
			s++;
		part = strspn(s, "0123456789");
		if (part == 0)
			return false;
		s += part;
	}
	return whole + part > 0 && *s == '\0';
}

/* What makes a formula of a cell that begins with it: = + - @, also in full
 * width (U+FF1D, FF0B, FF0D, FF20), which spreadsheets take for the same. */
static bool
begins_formula(const struct letter *c)
{
	static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbc\x8d", "\xef\xbc\xa0" };

	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (c->len == 3 && memcmp(c->s, wide[i], 3) == 0)
			return true;
	return strchr("=+-@", c->first) != NULL;
}

/*
 * A Dutch spreadsheet that opens a file by a click parts it at semicolons,
 * whatever our separator is, and then our quotes do not hold a field together:
 * what follows a semicolon, a tab or a line end begins a cell there too.
 */
void
escape_csv(struct buf *out, const char *s)
{
	struct letter c;
	bool cell = !is_number(s); /* a cell may begin here */
	bool quote = s[strcspn(s, ",;\"\r\n\t")] != '\0';

	if (quote)
		buf_putc(out, '"');
	if (*s == '\t' || *s == '\r')
		buf_putc(out, '\'');
	while (take(&s, &c)) {
		if (cell && begins_formula(&c))
			buf_putc(out, '\'');
		cell = strchr(";\t\r\n", c.first) != NULL ||
		    (cell && c.first == '"');
		if (c.first == '"')
			buf_puts(out, "\"\"");
		else if (is_control(&c) && strchr("\t\r\n", c.first) == NULL)
			buf_putc(out, ' ');
		else
			buf_put(out, c.s, c.len);
	}
	if (quote)
		buf_putc(out, '"');
}

void
escape_url(struct buf *out, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
	struct letter c;

	while (take(&s, &c)) {
		if (strchr(plain, c.first) != NULL) {
			buf_putc(out, (char)c.first);
			continue;
		}
		for (size_t i = 0; i < c.len; i++)
			buf_putf(out, "%%%02X",
			    (unsigned)(unsigned char)c.s[i]);
	}
}

void
escape_shell(struct buf *out, const char *s)
{
	buf_putc(out, '\'');
	for (; *s != '\0'; s++)
		if (*s == '\'')
			buf_puts(out, "'\\''");
		else
			buf_putc(out, *s);
	buf_putc(out, '\'');
}
