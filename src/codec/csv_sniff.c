/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_sniff: which separator a table has. Each candidate cuts the first
 * records; the one by which the largest part of them has the same number of
 * fields wins.
 * Title lines and footers have one field by any of them and so do not count.
 * Quotes in the middle of a field count against a candidate before all.
 */
#include <string.h>

#include "codec/csv_own.h"

#define RECORDS 64 /* that are looked at */

/* In this order when they are equally good: a comma is the weakest, for it
 * also stands in numbers and in texts. */
static const char candidates[] = { ';', '\t', '|', ',' };

struct cursor {
	const char *s;
	size_t len, at;
	char separator, quote;
	size_t odd; /* quotes in the middle of a field */
};

struct verdict {
	size_t records; /* looked at */
	size_t same; /* have the same number of fields, above one */
	size_t odd;
};

static bool
ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Past a quoted text and the padding after it. */
static void
pass_quoted(struct cursor *c)
{
	for (c->at++; c->at < c->len; c->at++) {
		if (c->s[c->at] != c->quote)
			continue;
		c->at++;
		if (c->at == c->len || c->s[c->at] != c->quote)
			break;
	}
	while (c->at < c->len && c->s[c->at] == ' ')
		c->at++;
	if (c->at < c->len && c->s[c->at] != c->separator &&
	    !ends_line(c->s[c->at]))
		c->odd++;
}

/* Past one record. Returns its number of fields, 0 for a blank line. */
static size_t
pass_record(struct cursor *c)
{
	size_t n = 1;
	bool blank = true, start = true;

	for (; c->at < c->len && !ends_line(c->s[c->at]);) {
		char byte = c->s[c->at];

		if (start && byte == c->quote) {
			pass_quoted(c);
			start = blank = false;
			continue;
		}
		if (byte == c->separator) {
			n++;
			start = true;
			blank = false;
		} else if (byte != ' ' && byte != '\t') {
			c->odd += byte == c->quote;
			start = blank = false;
		}
		c->at++;
	}
	return blank ? 0 : n;
}

static struct verdict
judge(struct cursor c, bool whole)
{
	size_t counts[RECORDS];
	struct verdict v = { 0 };

	while (v.records < RECORDS && c.at < c.len) {
		size_t fields = pass_record(&c);

		if (c.at == c.len && !whole && v.records > 0)
			break; /* cut off: it may have more fields */
		c.at++;
		if (fields > 0)
			counts[v.records++] = fields;
	}
	for (size_t i = 0; i < v.records; i++) {
		size_t same = 0;

		for (size_t j = i; j < v.records; j++)
			same += counts[j] == counts[i];
		if (counts[i] > 1 && same > v.same)
			v.same = same;
	}
	v.odd = c.odd;
	return v;
}

char
csv_sniff(const char *s, size_t len, char quote, bool whole)
{
	struct verdict best = { 0 };
	char found = 0;

	for (size_t i = 0; i < sizeof(candidates); i++) {
		struct cursor c = { s, len, 0, candidates[i], quote, 0 };
		struct verdict v = judge(c, whole);

		/* A comma here and there in a list of names is no table. */
		if (v.same * 4 < v.records || v.same == 0)
			continue;
		if (found == 0 || v.odd < best.odd ||
		    (v.odd == best.odd &&
			v.same * best.records > best.same * v.records)) {
			best = v;
			found = candidates[i];
		}
	}
	return found;
}
