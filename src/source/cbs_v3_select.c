/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_select: only the members and periods that a definition selects. The
 * server is asked for them with their keys to the byte (padding differs per
 * dimension and table); what it sends all the same is passed over later.
 */
#include "cbs_v3_select.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "address.h"
#include "cbs_v3.h"
#include "codec/escape.h"

/* A longer address than this was never seen to work everywhere; the longest
 * list is then left to the rows. */
#define FILTER_MAX 3500

/* The kind of a time key, "JJ" in 2024JJ00, and its year. */
static bool
time_fits(const struct strings *kinds, int from, const char *key, size_t len)
{
	char kind[3] = { 0 };
	int year = 0;

	if (len != 8)
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (key[i] < '0' || key[i] > '9')
			return false;
		year = year * 10 + (key[i] - '0');
	}
	memcpy(kind, key + 4, 2);
	return year >= from && (kinds == NULL || strings_have(kinds, kind));
}

bool
cbs_v3_selected(const struct source *src, const struct dimension *dim,
    const char *key, size_t len)
{
	const struct strings *keys = selection_of(&src->select, dim->name);
	char text[128];

	switch (dim->kind) {
	case DIMENSION_AREA:
		return true;
	case DIMENSION_TIME:
		if (keys == NULL && src->select.from == 0)
			return true;
		return time_fits(keys, src->select.from, key, len);
	case DIMENSION_OTHER:
		break;
	}
	if (keys == NULL)
		return true;
	if (len >= sizeof(text))
		return false;
	memcpy(text, key, len);
	text[len] = '\0';
	return strings_have(keys, text);
}

bool
cbs_v3_selects(const struct source *src, const struct dimension *dim)
{
	if (dim->kind == DIMENSION_AREA)
		return false;
	return selection_of(&src->select, dim->name) != NULL ||
	    (dim->kind == DIMENSION_TIME && src->select.from != 0);
}

struct picking {
	const struct source *src;
	const struct dimension *dim;
	struct strings *keys;
};

static int
pick_one(void *arg, const struct jrecord *record, struct err *err)
{
	const struct picking *p = arg;
	const struct jv *key = cbs_v3_member(record, "Key");
	const char *s;
	size_t len;

	if (key == NULL || key->type != JV_STRING)
		return err_set(err, ERR_INPUT, "has no Key");
	len = key->len;
	s = text_trim(key->str, &len);
	if (cbs_v3_selected(p->src, p->dim, s, len))
		strings_add(p->keys, key->str);
	return 0;
}

int
cbs_v3_pick(const struct source *src, const struct dimension *dim,
    const char *body, size_t len, struct strings *keys, struct err *err)
{
	struct picking p = { src, dim, keys };

	return cbs_each(body, len, pick_one, &p, NULL, err);
}

/* A member that is selected but not there is a mistake in the definition, or
 * a table that changed: say so rather than load less. */
static int
check_member(const struct picked *p, const char *wanted, struct err *err)
{
	for (size_t i = 0; i < p->keys.n; i++) {
		size_t len = strlen(p->keys.items[i]);
		const char *s = text_trim(p->keys.items[i], &len);

		if (len == strlen(wanted) && memcmp(s, wanted, len) == 0)
			return 0;
	}
	return err_set(err, ERR_INPUT,
	    "%s has no member \"%s\", which the definition selects: mend "
	    "\"select\" in it",
	    p->dim->name, wanted);
}

int
cbs_v3_check_picked(
    const struct source *src, const struct picked *p, struct err *err)
{
	const struct strings *wanted = selection_of(&src->select, p->dim->name);

	for (size_t i = 0; p->dim->kind == DIMENSION_OTHER && i < wanted->n;
	     i++)
		if (check_member(p, wanted->items[i], err) == -1)
			return -1;
	if (p->keys.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s has none of what the definition selects: mend "
		    "\"select\" in it",
		    p->dim->name);
	return 0;
}

/* (Leeftijd eq '20300' or Leeftijd eq '53115') */
static void
put_clause(const struct picked *p, struct buf *out)
{
	buf_putc(out, '(');
	for (size_t i = 0; i < p->keys.n; i++) {
		buf_putf(out, "%s%s eq ", i == 0 ? "" : " or ", p->dim->name);
		address_literal(out, p->keys.items[i]);
	}
	buf_putc(out, ')');
}

void
cbs_v3_filter(const struct picked *picked, size_t n, struct buf *address)
{
	struct buf filter = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct buf clause = { 0 };

		put_clause(&picked[i], &clause);
		if (filter.len + clause.len <= FILTER_MAX) {
			buf_puts(&filter, filter.len == 0 ? "" : " and ");
			buf_puts(&filter, buf_str(&clause));
		}
		buf_free(&clause);
	}
	if (filter.len > 0) {
		buf_puts(address, "&$filter=");
		escape_url(address, filter.data);
	}
	buf_free(&filter);
}

void
cbs_v3_picked_free(struct picked *picked, size_t n)
{
	for (size_t i = 0; i < n; i++)
		strings_free(&picked[i].keys);
	free(picked);
}
