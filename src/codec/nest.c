/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nest: the end of a JSON value, without understanding what is inside: quotes
 * and brackets only, many bytes at a time.
 */
#include "codec/nest.h"

#include <inttypes.h>

#include "codec/jscan.h"
#include "codec/swar.h"

#define BLOCK 64 /* bytes of a nest looked at in one go: bits of a word */

int
nest_unexpected(uint64_t at, const char *expected, char found, struct err *err)
{
	unsigned char c = (unsigned char)found;

	if (c > 0x20 && c < 0x7f)
		return err_set(err, ERR_INPUT,
		    "byte %" PRIu64 ": expected %s, found '%c'", at, expected,
		    c);
	return err_set(err, ERR_INPUT,
	    "byte %" PRIu64 ": expected %s, found byte 0x%02x", at, expected,
	    c);
}

bool
nest_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* First quote or backslash from p on, or end. */
static const char *
string_stop(const char *p, const char *end)
{
	uint64_t w, found;

	for (; end - p >= 8; p += 8) {
		w = swar_load(p);
		found = swar_equal(w, '"') | swar_equal(w, '\\');
		if (found != 0)
			return p + swar_first(found);
	}
	while (p < end && *p != '"' && *p != '\\')
		p++;
	return p;
}

/* First quote or bracket from p on, or end. Brackets and braces differ in
 * bit 5 only: "[{" and "]}". */
static const char *
nest_stop(const char *p, const char *end)
{
	uint64_t w, low, found;

	for (; end - p >= 8; p += 8) {
		w = swar_load(p);
		low = w | (SWAR_ONES * 0x20);
		found = swar_equal(w, '"') | swar_equal(low, '{') |
		    swar_equal(low, '}');
		if (found != 0)
			return p + swar_first(found);
	}
	while (p < end && *p != '"' && (*p | 0x20) != '{' && (*p | 0x20) != '}')
		p++;
	return p;
}

/* A bracket at p inside a nest. 1 when it closes the whole, -1 on error. */
static int
bracket(struct nest *n, char c, uint64_t at, struct err *err)
{
	if (c == '{' || c == '[') {
		if (n->depth == JSCAN_DEPTH)
			return err_set(err, ERR_INPUT,
			    "byte %" PRIu64 ": nested deeper than %d levels",
			    at, JSCAN_DEPTH);
		n->depth++;
		n->square = n->square << 1 | (c == '[');
		return 0;
	}
	if ((n->square & 1) != (c == ']'))
		return nest_unexpected(
		    at, n->square & 1 ? "']'" : "'}'", c, err);
	n->square >>= 1;
	return --n->depth == 0;
}

/* A bit per byte of a block, the first byte lowest. */
struct marks {
	uint64_t quotes, brackets;
	bool escapes; /* there is a backslash among them */
};

static struct marks
mark(const char *p)
{
	struct marks m = { 0 };
	uint64_t w, low, back = 0;

	for (unsigned i = 0; i < BLOCK; i += 8) {
		w = swar_load(p + i);
		low = w | (SWAR_ONES * 0x20);
		back |= swar_equal(w, '\\');
		m.quotes |= swar_bits(swar_each(w, '"')) << i;
		m.brackets |=
		    swar_bits(swar_each(low, '{') | swar_each(low, '}')) << i;
	}
	m.escapes = back != 0;
	return m;
}

/* Each bit becomes whether up to and with it an odd number of bits is set. */
static uint64_t
odd_so_far(uint64_t bits)
{
	for (int by = 1; by < 64; by *= 2)
		bits ^= bits << by;
	return bits;
}

/*
 * Whole blocks of a nest, which may begin inside a string: without looking
 * at each string in turn. 1, 0 and -1 as nest_end; 0 also where a backslash
 * comes, which is left to nest_end.
 */
static int
pass_blocks(struct nest *n, const char **pp, const char *end, uint64_t at,
    struct err *err)
{
	const char *p = *pp;
	int rc;

	for (; end - p >= BLOCK; p += BLOCK, at += BLOCK) {
		struct marks m = mark(p);
		uint64_t inside, open;

		if (m.escapes)
			break;
		inside = odd_so_far(m.quotes) ^ (n->in_string ? ~0ull : 0);
		for (open = m.brackets & ~inside; open != 0; open &= open - 1) {
			unsigned i = (unsigned)__builtin_ctzll(open);

			rc = bracket(n, p[i], at + i, err);
			if (rc != 0) {
				n->in_string = false;
				*pp = p + i + 1;
				return rc;
			}
		}
		n->in_string = inside >> 63 != 0;
	}
	*pp = p;
	return 0;
}

void
nest_begin(struct nest *n, char c)
{
	*n = (struct nest){ .form = c == '"' ? FORM_STRING
		    : c == '{' || c == '['   ? FORM_NEST
					     : FORM_SCALAR };
	/* The opening quote is passed over as if it were escaped. */
	n->in_string = n->escaped = n->form == FORM_STRING;
}

int
nest_end(struct nest *n, const char **pp, const char *end, uint64_t at,
    struct err *err)
{
	const char *p = *pp, *start = p;
	int rc = 0;

	if (n->form == FORM_SCALAR) {
		while (p < end && *p != ',' && *p != '}' && *p != ']' &&
		    !nest_is_space(*p))
			p++;
		*pp = p;
		return p < end;
	}
	if (n->form == FORM_NEST && !n->escaped)
		rc = pass_blocks(n, &p, end, at, err);
	while (p < end && rc == 0) {
		if (n->escaped) {
			n->escaped = false;
			p++;
		} else if (n->in_string) {
			p = string_stop(p, end);
			if (p == end)
				break;
			if (*p++ == '\\') {
				n->escaped = true;
			} else {
				n->in_string = false;
				rc = n->form == FORM_STRING;
			}
		} else {
			p = nest_stop(p, end);
			if (p == end)
				break;
			if (*p == '"')
				n->in_string = true;
			else
				rc = bracket(
				    n, *p, at + (uint64_t)(p - start), err);
			p++;
		}
	}
	*pp = p;
	return rc;
}
