/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jlex: the tokens of JSON. This is the inner loop of ingest, so the common
 * cases (plain ASCII strings, short decimals) have a path of their own.
 */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/jlex.h"
#include "codec/swar.h"
#include "codec/utf8.h"

/* 10^0 to 10^22: every power of ten that a double holds exactly. */
static const double exact_ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
	1e20, 1e21, 1e22 };

static int
fail(struct jlex *l, const char *why)
{
	l->why = why;
	return -1;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Copy what needs no thought (ASCII, no quote, backslash or control) from p
 * to *o; returns where it ends. Whole words are copied and then counted, so
 * up to seven bytes beyond *o are scribbled on: see JLEX_ROOM.
 */
static const char *
copy_plain(const char *p, const char *end, char **o)
{
	char *to = *o;
	uint64_t w, odd;
	size_t n;

	while (end - p >= 8) {
		w = swar_load(p);
		odd = swar_equal(w, '"') | swar_equal(w, '\\') |
		    swar_below(w, 0x20) | (w & SWAR_HIGHS);
		memcpy(to, p, 8);
		n = odd == 0 ? 8 : swar_first(odd);
		p += n;
		to += n;
		if (odd != 0)
			goto done;
	}
	while (p < end && *p != '"' && *p != '\\' &&
	    (unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80)
		*to++ = *p++;
done:
	*o = to;
	return p;
}

/* Four hex digits at p, or -1. */
static long
hex4(const char *p, const char *end)
{
	long v = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = p[i];

		if (is_digit(c))
			v = v * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			v = v * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			v = v * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return v;
}

static char *
put_utf8(char *o, long c)
{
	if (c < 0x80) {
		*o++ = (char)c;
	} else if (c < 0x800) {
		*o++ = (char)(0xc0 | c >> 6);
		*o++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*o++ = (char)(0xe0 | c >> 12);
		*o++ = (char)(0x80 | (c >> 6 & 0x3f));
		*o++ = (char)(0x80 | (c & 0x3f));
	} else {
		*o++ = (char)(0xf0 | c >> 18);
		*o++ = (char)(0x80 | (c >> 12 & 0x3f));
		*o++ = (char)(0x80 | (c >> 6 & 0x3f));
		*o++ = (char)(0x80 | (c & 0x3f));
	}
	return o;
}

/* \uXXXX, with p at the backslash; a surrogate takes its other half along. */
static int
read_unicode(struct jlex *l)
{
	long c = hex4(l->p + 2, l->end), low;

	if (c < 0)
		return fail(l, "\\u without four hex digits");
	if (c == 0)
		return fail(l, "a NUL character in a string");
	if (c >= 0xdc00 && c <= 0xdfff)
		return fail(l, "half of a surrogate pair");
	if (c >= 0xd800 && c <= 0xdbff) {
		if (l->end - l->p < 8 || l->p[6] != '\\' || l->p[7] != 'u')
			return fail(l, "half of a surrogate pair");
		low = hex4(l->p + 8, l->end);
		if (low < 0xdc00 || low > 0xdfff)
			return fail(l, "half of a surrogate pair");
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		l->p += 6;
	}
	l->p += 6;
	l->out = put_utf8(l->out, c);
	return 0;
}

static int
read_escape(struct jlex *l)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *at;

	if (l->end - l->p < 2)
		return fail(l, "the text ends inside a string");
	if (l->p[1] == 'u')
		return read_unicode(l);
	at = l->p[1] == '\0' ? NULL : strchr(from, l->p[1]);
	if (at == NULL)
		return fail(l, "an unknown escape in a string");
	*l->out++ = to[at - from];
	l->p += 2;
	return 0;
}

int
jlex_string(struct jlex *l, const char **str, size_t *len)
{
	const char *p = l->p;
	char *o = l->out, *start = o;
	size_t n;

	if (p == l->end || *p != '"')
		return fail(l, "expected a string");
	p++;
	for (;;) {
		p = copy_plain(p, l->end, &o);
		l->p = p;
		if (p == l->end)
			return fail(l, "the text ends inside a string");
		if (*p == '"')
			break;
		if (*p == '\\') {
			l->out = o;
			if (read_escape(l) != 0)
				return -1;
			o = l->out;
			p = l->p;
			continue;
		}
		if ((unsigned char)*p < 0x20)
			return fail(l, "a control character in a string");
		n = utf8_step(p, (size_t)(l->end - p));
		if (n == 0)
			return fail(l, "bytes that are not UTF-8");
		memcpy(o, p, n);
		p += n;
		o += n;
	}
	*o = '\0';
	l->p = p + 1;
	l->out = o + 1;
	*str = start;
	*len = (size_t)(o - start);
	return 0;
}

/* Digits from p on, added to *mant as long as *digits (that count, so not
 * leading zeros) are fewer than 19. Returns where they end. */
static const char *
read_digits(const char *p, const char *end, uint64_t *mant, int *digits)
{
	for (; p < end && is_digit(*p); p++) {
		if (*digits < 19)
			*mant = *mant * 10 + (uint64_t)(*p - '0');
		if (*mant != 0)
			(*digits)++;
	}
	return p;
}

/* The exponent with p at the e; capped, for what is beyond is all the same. */
static int
read_exponent(struct jlex *l, const char **pp, int *exponent)
{
	const char *p = *pp + 1;
	bool minus = false;
	int e = 0;

	if (p < l->end && (*p == '+' || *p == '-'))
		minus = *p++ == '-';
	if (p == l->end || !is_digit(*p)) {
		l->p = p;
		return fail(l, "a number without digits in its exponent");
	}
	for (; p < l->end && is_digit(*p); p++)
		if (e < 10000)
			e = e * 10 + (*p - '0');
	*exponent = minus ? -e : e;
	*pp = p;
	return 0;
}

/* The way for numbers that need more than one correct rounding. The program
 * never leaves the C locale, so the decimal point is a point. */
static double
number_by_library(const char *s, size_t len)
{
	char text[JLEX_NUMBER + 1];

	memcpy(text, s, len);
	text[len] = '\0';
	return strtod(text, NULL);
}

/* Few digits, perhaps a point, no exponent: nearly every number of a table.
 * False, with nothing done, for any other, and for what is no number. */
static bool
short_number(struct jlex *l, double *v)
{
	const char *p = l->p, *end = l->end, *from, *point;
	bool minus = p < end && *p == '-';
	size_t whole, parts = 0;
	uint64_t mant = 0;

	from = p += minus;
	for (; p < end && is_digit(*p); p++)
		mant = mant * 10 + (uint64_t)(*p - '0');
	whole = (size_t)(p - from);
	if (whole == 0 || (whole > 1 && *from == '0'))
		return false;
	if (p < end && *p == '.') {
		point = ++p;
		for (; p < end && is_digit(*p); p++)
			mant = mant * 10 + (uint64_t)(*p - '0');
		parts = (size_t)(p - point);
		if (parts == 0)
			return false;
	}
	/* Up to here the mantissa and the power of ten are exact. */
	if (FLT_EVAL_METHOD != 0 || whole + parts > 15 ||
	    (p < end && (*p == 'e' || *p == 'E')))
		return false;
	*v = parts > 0 ? (double)mant / exact_ten[parts] : (double)mant;
	if (minus)
		*v = -*v;
	l->p = p;
	return true;
}

int
jlex_number(struct jlex *l, double *v)
{
	const char *start = l->p, *p = start, *from;
	int digits = 0, exponent = 0, tens;
	uint64_t mant = 0;
	bool minus = p < l->end && *p == '-';
	double d;

	if (short_number(l, v))
		return 0;
	p += minus;
	if (p == l->end || !is_digit(*p))
		return fail(l, "expected a value");
	if (*p == '0' && l->end - p > 1 && is_digit(p[1]))
		return fail(l, "a number with a leading zero");
	p = read_digits(p, l->end, &mant, &digits);
	tens = 0;
	if (p < l->end && *p == '.') {
		from = ++p;
		p = read_digits(p, l->end, &mant, &digits);
		if (p == from) {
			l->p = p;
			return fail(l, "a number without digits after its "
			    "point");
		}
		tens = p - from > 10000 ? -10000 : -(int)(p - from);
	}
	if (p < l->end && (*p == 'e' || *p == 'E') &&
	    read_exponent(l, &p, &exponent) != 0)
		return -1;
	if (p - start > JLEX_NUMBER)
		return fail(l, "a number of more than 63 characters");
	tens += exponent;
	/* Both operands exact: one rounding, so the nearest double. */
	if (FLT_EVAL_METHOD == 0 && digits < 19 &&
	    mant <= (uint64_t)1 << 53 && tens >= -22 && tens <= 22) {
		d = (double)mant;
		d = tens < 0 ? d / exact_ten[-tens] : d * exact_ten[tens];
		*v = minus ? -d : d;
	} else {
		*v = number_by_library(start, (size_t)(p - start));
	}
	l->p = p;
	return 0;
}

int
jlex_word(struct jlex *l, char *which)
{
	size_t left = (size_t)(l->end - l->p), n;

	if (left >= 4 && (memcmp(l->p, "null", 4) == 0 ||
	    memcmp(l->p, "true", 4) == 0))
		n = 4;
	else if (left >= 5 && memcmp(l->p, "false", 5) == 0)
		n = 5;
	else
		return fail(l, "expected a value");
	*which = *l->p;
	l->p += n;
	return 0;
}

/* The inside of an object or array, p after its opening bracket. */
static int
pass_members(struct jlex *l, bool object, int depth)
{
	const char *str, close = object ? '}' : ']';
	size_t len;

	jlex_space(l);
	if (l->p < l->end && *l->p == close) {
		l->p++;
		return 0;
	}
	for (;;) {
		jlex_space(l);
		if (object) {
			if (jlex_string(l, &str, &len) != 0)
				return -1;
			jlex_space(l);
			if (l->p == l->end || *l->p != ':')
				return fail(l, "expected ':' after a name");
			l->p++;
		}
		if (jlex_value(l, depth - 1) != 0)
			return -1;
		jlex_space(l);
		if (l->p < l->end && *l->p == close) {
			l->p++;
			return 0;
		}
		if (l->p == l->end || *l->p != ',')
			return fail(l, object ? "expected ',' or '}'" :
			    "expected ',' or ']'");
		l->p++;
	}
}

int
jlex_value(struct jlex *l, int depth)
{
	const char *str;
	size_t len;
	double number;
	char which;

	jlex_space(l);
	if (l->p == l->end)
		return fail(l, "the text ends before a value");
	switch (*l->p) {
	case '{':
	case '[':
		if (depth == 0)
			return fail(l, "nested too deep");
		l->p++;
		return pass_members(l, l->p[-1] == '{', depth);
	case '"':
		return jlex_string(l, &str, &len);
	case 't':
	case 'f':
	case 'n':
		return jlex_word(l, &which);
	default:
		return jlex_number(l, &number);
	}
}
