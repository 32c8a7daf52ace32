/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * text: UTF-8 strings: trimming, folding for comparison, near matches.
 */
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

const char *
text_trim(const char *s, size_t *len)
{
	size_t n = *len;

	for (;;) {
		if (n > 0 && is_blank((unsigned char)s[0])) {
			s++;
			n--;
		} else if (n > 1 && memcmp(s, "\xc2\xa0", 2) == 0) {
			s += 2;
			n -= 2;
		} else
			break;
	}
	for (;;) {
		if (n > 0 && is_blank((unsigned char)s[n - 1]))
			n--;
		else if (n > 1 && memcmp(s + n - 2, "\xc2\xa0", 2) == 0)
			n -= 2;
		else
			break;
	}
	*len = n;
	return s;
}

char *
text_trimmed(const char *s)
{
	size_t len = strlen(s);

	s = text_trim(s, &len);
	return mem_strn(s, len);
}

/* Decode one code point; 0 bytes when invalid. Rejects overlong forms,
 * surrogates and what lies beyond U+10FFFF (RFC 3629). */
static size_t
decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	uint32_t c, min;
	size_t n, i;

	if (len == 0)
		return 0;
	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	if (u[0] >= 0xc2 && u[0] <= 0xdf) {
		n = 2;
		c = u[0] & 0x1fu;
		min = 0x80;
	} else if ((u[0] & 0xf0) == 0xe0) {
		n = 3;
		c = u[0] & 0x0fu;
		min = 0x800;
	} else if (u[0] >= 0xf0 && u[0] <= 0xf4) {
		n = 4;
		c = u[0] & 0x07u;
		min = 0x10000;
	} else
		return 0;
	if (len < n)
		return 0;
	for (i = 1; i < n; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (u[i] & 0x3fu);
	}
	if (c < min || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*cp = c;
	return n;
}

bool
text_utf8_ok(const char *s, size_t len, size_t *at)
{
	size_t i = 0, n;
	uint32_t cp;

	while (i < len) {
		if ((unsigned char)s[i] < 0x80) {
			i++;
			continue;
		}
		n = decode(s + i, len - i, &cp);
		if (n == 0) {
			if (at != NULL)
				*at = i;
			return false;
		}
		i += n;
	}
	return true;
}

bool
text_turns(const char *s, size_t len, size_t *at)
{
	for (size_t i = 0; i + TEXT_TURN <= len; i++) {
		const unsigned char *u = (const unsigned char *)s + i;

		if (u[0] == 0xe2 &&
		    ((u[1] == 0x80 && u[2] >= 0xaa && u[2] <= 0xae) ||
			(u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9))) {
			*at = i;
			return true;
		}
	}
	return false;
}

void
text_tidy(char *s)
{
	char *to = s;
	size_t n, at;
	uint32_t cp;

	for (; *s != '\0'; s += n) {
		n = (unsigned char)*s < 0x80 ? 1 : decode(s, strnlen(s, 4), &cp);
		if (n <= 1) { /* or no UTF-8: as it is */
			cp = n == 0 ? ' ' : (unsigned char)*s;
			n = 1;
		}
		if ((cp < ' ' && cp != '\t' && cp != '\n') ||
		    (cp >= 0x7f && cp < 0xa0) || cp == 0xfeff ||
		    cp == 0xfffe || cp == 0xffff ||
		    (n == TEXT_TURN && text_turns(s, n, &at)))
			continue;
		if (cp == 0x2028 || cp == 0x2029) {
			*to++ = ' ';
			continue;
		}
		memmove(to, s, n);
		to += n;
	}
	*to = '\0';
}

size_t
text_chars(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

size_t
text_prefix(const char *s, size_t n)
{
	size_t i = 0;

	while (s[i] != '\0') {
		if (((unsigned char)s[i] & 0xc0) != 0x80) {
			if (n == 0)
				break;
			n--;
		}
		i++;
	}
	return i;
}

/* Plain form of the Latin letters U+00C0 to U+017F; '.' keeps the letter as
 * it is (there is no one-letter plain form). */
static const char plain[] = "aaaaaa.ceeeeiiii"
			    "dnooooo.ouuuuy.."
			    "aaaaaa.ceeeeiiii"
			    "dnooooo.ouuuuy.y"
			    "aaaaaaccccccccdd"
			    "ddeeeeeeeeeegggg"
			    "gggghhhhiiiiiiii"
			    "ii..jjkk.llllllll"
			    "llnnnnnn...ooooo"
			    "o..rrrrrrssssssss"
			    "ttttttuuuuuuuuuu"
			    "uuwwyyyzzzzzzs";

static void
fold_point(struct buf *out, const char *s, size_t n, uint32_t cp)
{
	if (cp >= 'A' && cp <= 'Z') {
		buf_putc(out, (char)(cp + 32));
	} else if (cp >= 0xc0 && cp - 0xc0 < sizeof(plain) - 1 &&
	    plain[cp - 0xc0] != '.') {
		buf_putc(out, plain[cp - 0xc0]);
	} else if (cp == 0xc6 || cp == 0xe6) {
		buf_puts(out, "ae");
	} else if (cp == 0xdf) {
		buf_puts(out, "ss");
	} else if (cp >= 0x132 && cp <= 0x133) {
		buf_puts(out, "ij");
	} else if (cp >= 0x152 && cp <= 0x153) {
		buf_puts(out, "oe");
	} else if (cp == 0x2018 || cp == 0x2019 || cp == 0x2032) {
		buf_putc(out, '\'');
	} else if (cp == 0x201c || cp == 0x201d) {
		buf_putc(out, '"');
	} else if (cp >= 0x2010 && cp <= 0x2014) {
		buf_putc(out, '-');
	} else if (cp >= 0x300 && cp <= 0x36f) {
		return; /* a combining accent */
	} else
		buf_put(out, s, n);
}

char *
text_fold(const char *s)
{
	struct buf out = { 0 };
	size_t len = strlen(s), n;
	bool gap = false;
	uint32_t cp = 0;

	s = text_trim(s, &len);
	buf_clear(&out);
	while (len > 0) {
		n = decode(s, len, &cp);
		if (n == 0) {
			n = 1;
			cp = 0xfffd;
		}
		if ((n == 1 && is_blank((unsigned char)*s)) || cp == 0xa0) {
			gap = true;
		} else {
			if (gap)
				buf_putc(&out, ' ');
			gap = false;
			fold_point(&out, s, n, cp);
		}
		s += n;
		len -= n;
	}
	return buf_take(&out);
}

bool
text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* One row of the table of distances: to the first i characters of a. */
static size_t
distance_row(const char *a, const char *b, size_t i, size_t blen,
    const size_t *two, const size_t *one, size_t *row)
{
	size_t j, cost, best, least;

	row[0] = i;
	least = row[0];
	for (j = 1; j <= blen; j++) {
		cost = a[i - 1] != b[j - 1];
		best = one[j - 1] + cost;
		if (one[j] + 1 < best)
			best = one[j] + 1;
		if (row[j - 1] + 1 < best)
			best = row[j - 1] + 1;
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
		    a[i - 2] == b[j - 1] && two[j - 2] + 1 < best)
			best = two[j - 2] + 1;
		row[j] = best;
		if (best < least)
			least = best;
	}
	return least;
}

size_t
text_distance(const char *a, const char *b, size_t limit)
{
	size_t alen = strlen(a), blen = strlen(b), i, least, result;
	size_t *rows, *two, *one, *row, *spare;

	if (alen > blen + limit || blen > alen + limit)
		return limit + 1;
	rows = mem_new(3 * (blen + 1), sizeof(*rows));
	two = rows;
	one = rows + blen + 1;
	row = one + blen + 1;
	for (i = 0; i <= blen; i++)
		one[i] = i;
	result = limit + 1;
	for (i = 1; i <= alen; i++) {
		least = distance_row(a, b, i, blen, two, one, row);
		if (least > limit)
			goto done;
		spare = two;
		two = one;
		one = row;
		row = spare;
	}
	result = one[blen] > limit ? limit + 1 : one[blen];
done:
	free(rows);
	return result;
}

int
text_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}
