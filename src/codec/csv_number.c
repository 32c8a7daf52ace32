/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_number: a number as tables for people write it. Strict about what the
 * signs may mean: "1.5" where the comma is the decimal sign is no number, for
 * the point there separates thousands, and it is not 15 either.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "codec/csv.h"

#define DIGITS 400 /* most characters of a number */

/* Signs between thousands: the other of point and comma, and blanks of all
 * widths. */
static const char *const blanks[] = { " ", "\xc2\xa0", "\xe2\x80\xaf",
	"\xe2\x80\x89" };

struct reader {
	const char *s, *end;
	size_t n;
	int digits; /* significant ones before the exponent */
	uint64_t mantissa; /* right while digits <= 18 */
	int scale; /* digits after the decimal sign */
	char *plain; /* n characters, as strtod(3) reads them */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A run of digits; how many. */
static size_t
take_digits(struct reader *r)
{
	const char *from = r->s;

	for (; r->s < r->end && is_digit(*r->s); r->s++) {
		r->plain[r->n++] = *r->s;
		if (r->digits > 0 || *r->s != '0')
			r->digits++;
		if (r->digits <= 18)
			r->mantissa = r->mantissa * 10 +
			    (uint64_t)(*r->s - '0');
	}
	return (size_t)(r->s - from);
}

/* The sign between thousands that stands here, NULL when none does. */
static const char *
grouping(const struct reader *r, char other)
{
	static const char point[] = ".", comma[] = ",";
	size_t left = (size_t)(r->end - r->s), len;

	if (left > 0 && *r->s == other)
		return other == '.' ? point : comma;
	if (left == 0 || (*r->s != ' ' && (unsigned char)*r->s < 0x80))
		return NULL;
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		len = strlen(blanks[i]);
		if (left > len && memcmp(r->s, blanks[i], len) == 0)
			return blanks[i];
	}
	return NULL;
}

/* Digits before the decimal sign, in groups of three or not at all. */
static bool
take_whole(struct reader *r, char other, size_t *seen)
{
	const char *from = r->s, *sign;
	size_t len;

	*seen = take_digits(r);
	sign = grouping(r, other);
	if (sign == NULL)
		return true;
	if (*seen == 0 || *seen > 3 || *from == '0')
		return false;
	len = strlen(sign);
	while ((size_t)(r->end - r->s) > len && memcmp(r->s, sign, len) == 0) {
		r->s += len;
		if (take_digits(r) != 3)
			return false;
	}
	return true;
}

/* "e-05", as programs write small numbers. */
static bool
take_exponent(struct reader *r)
{
	if (r->s == r->end || (*r->s != 'e' && *r->s != 'E'))
		return true;
	r->plain[r->n++] = *r->s++;
	if (r->s < r->end && (*r->s == '-' || *r->s == '+'))
		r->plain[r->n++] = *r->s++;
	r->digits = DIGITS; /* leave it to strtod(3) */
	return take_digits(r) > 0;
}

static double
value(struct reader *r)
{
	static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };

	/* Both exact, so that the quotient is the nearest double. */
	if (r->digits <= 15 && r->scale <= 15)
		return (double)r->mantissa / tens[r->scale];
	r->plain[r->n] = '\0';
	return strtod(r->plain, NULL);
}

int
csv_number(const char *s, size_t len, bool comma, double *out)
{
	char plain[DIGITS + 16]; /* not zeroed: this is called for every cell */
	struct reader r = { .plain = plain };
	bool minus = false;
	size_t whole, parts = 0;
	double v;

	s = text_trim(s, &len);
	if (len > 0 && (*s == '-' || *s == '+')) {
		minus = *s == '-';
		s++;
		len--;
	} else if (len > 3 && memcmp(s, "\xe2\x88\x92", 3) == 0) {
		minus = true;
		s += 3;
		len -= 3;
	}
	if (len == 0 || len > DIGITS ||
	    (!is_digit(*s) && *s != (comma ? ',' : '.')))
		return -1;
	r.s = s;
	r.end = s + len;
	if (!take_whole(&r, comma ? '.' : ',', &whole))
		return -1;
	if (r.s < r.end && *r.s == (comma ? ',' : '.')) {
		r.s++;
		r.plain[r.n++] = '.';
		parts = take_digits(&r);
		if (parts == 0)
			return -1;
		r.scale = (int)parts;
	}
	if (whole + parts == 0 || !take_exponent(&r) || r.s != r.end)
		return -1;
	v = value(&r);
	if (!isfinite(v))
		return -1;
	/* Not minus zero, which would print as "-0". */
	*out = minus && v != 0 ? -v : v;
	return 0;
}
