/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_decode: bytes of a table into UTF-8. A text without a byte order mark
 * does not say what it is written in; Dutch tables are UTF-8 or CP1252. Real
 * CP1252 is hardly ever valid UTF-8, so the bytes tell.
 */
#include <stdint.h>
#include <string.h>

#include "codec/csv_own.h"
#include "codec/swar.h"
#include "codec/utf8.h"

/* CP1252 from 0x80 to 0x9f; from 0xa0 it is Latin-1. 0: no character. */
static const uint16_t cp1252[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026,
	0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122,
	0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

static inline bool
is_plain(char c)
{
	return (unsigned char)c - 1u < 0x7fu;
}

/* Bytes of ASCII (NUL is none) at the start of s. */
static size_t
ascii_run(const char *s, size_t len)
{
	size_t i = 0;

	for (; len - i >= 8; i += 8) {
		uint64_t w = swar_load(s + i);

		if (((w | (w - SWAR_ONES)) & SWAR_HIGHS) != 0)
			break;
	}
	while (i < len && is_plain(s[i]))
		i++;
	return i;
}

/* How many characters beyond ASCII are valid UTF-8, and how many bytes are
 * not. A character that the end cuts off is neither. */
static void
weigh(const char *s, size_t len, size_t *good, size_t *bad)
{
	for (size_t i = 0, n; i < len; i += n) {
		n = is_plain(s[i]) ? ascii_run(s + i, len - i) : 1;
		if ((unsigned char)s[i] < 0x80)
			continue;
		n = utf8_step(s + i, len - i);
		if (n > 0) {
			*good += 1;
			continue;
		}
		if (len - i < 4)
			return;
		*bad += 1;
		n = 1;
	}
}

size_t
csv_decoder_begin(struct csv_decoder *d, enum csv_encoding told,
    const char *head, size_t len)
{
	size_t good = 0, bad = 0;

	d->encoding = told;
	d->guessed = false;
	if (len >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0) {
		d->encoding = CSV_UTF8;
		return 3;
	}
	if (told != CSV_GUESS)
		return 0;
	d->guessed = true;
	weigh(head, len, &good, &bad);
	/* UTF-8 with a broken byte stays UTF-8: the byte is then an error with
	 * its line, where CP1252 would quietly spoil every accent. */
	if (good > 0 || bad > 0)
		d->encoding = bad > good ? CSV_CP1252 : CSV_UTF8;
	return 0;
}

/* Bytes of whole valid characters at the start of s. */
static size_t
utf8_run(const char *s, size_t len, bool last, bool *bad)
{
	size_t i = 0, n;

	while (i < len) {
		i += ascii_run(s + i, len - i);
		if (i == len)
			break;
		n = s[i] == '\0' ? 0 : utf8_step(s + i, len - i);
		if (n == 0) {
			*bad = s[i] == '\0' || len - i >= 4 || last;
			break;
		}
		i += n;
	}
	return i;
}

static size_t
from_cp1252(const char *in, size_t len, char *out, size_t *outlen, bool *bad)
{
	size_t i = 0, o = 0, n;

	while (i < len) {
		unsigned cp = (unsigned char)in[i];

		if (is_plain(in[i])) {
			n = ascii_run(in + i, len - i);
			memcpy(out + o, in + i, n);
			i += n;
			o += n;
			continue;
		}
		if (cp >= 0x80 && cp < 0xa0)
			cp = cp1252[cp - 0x80];
		if (cp == 0) {
			*bad = true;
			break;
		}
		o += utf8_put(out + o, cp);
		i++;
	}
	*outlen = o;
	return i;
}

/* Nothing but ASCII so far: up to the first byte that is not, which decides
 * as soon as its whole character can be seen. */
static size_t
undecided_run(struct csv_decoder *d, const char *in, size_t len, bool last,
    bool *bad)
{
	size_t n = ascii_run(in, len);

	if (n == len)
		return n;
	if (in[n] == '\0')
		*bad = true;
	else if (len - n >= 4 || last)
		d->encoding = utf8_step(in + n, len - n) > 0 ? CSV_UTF8
							     : CSV_CP1252;
	return n;
}

size_t
csv_decode(struct csv_decoder *d, const char *in, size_t len, bool last,
    char *out, size_t *outlen, bool *bad)
{
	size_t used = 0, n = 0;

	*bad = false;
	if (d->encoding == CSV_GUESS) {
		used = undecided_run(d, in, len, last, bad);
		memcpy(out, in, used);
	}
	if (d->encoding == CSV_UTF8) {
		n = utf8_run(in + used, len - used, last, bad);
		memcpy(out + used, in + used, n);
		used += n;
	} else if (d->encoding == CSV_CP1252) {
		*outlen = used;
		used += from_cp1252(in + used, len - used, out + used, &n, bad);
		*outlen += n;
		return used;
	}
	*outlen = used;
	return used;
}

int
csv_decode_why(const struct csv_decoder *d, char byte, struct err *err)
{
	bool utf8 = d->encoding == CSV_UTF8;

	if (byte == '\0')
		return err_set(err, ERR_INPUT, "a NUL byte: this is no text, or "
		    "it is UTF-16: save it as UTF-8");
	return err_set(err, ERR_INPUT, "byte 0x%02x is no %s%s: say which "
	    "encoding the file has, or repair it", (unsigned char)byte,
	    utf8 ? "UTF-8" : "CP1252",
	    !d->guessed ? "" : utf8 ? ", as the text before it is"
				    : ", which the text before it seemed to be");
}
