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
#include "model/period.h"

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
cbs_v3_years(const struct source *src, const struct dimension *dim)
{
	return src->years.dimension != NULL &&
	    strcmp(src->years.dimension, dim->name) == 0;
}

bool
cbs_v3_year(const struct source *src, const char *key, size_t len,
    char period[PERIOD_LEN])
{
	size_t ending = strlen(src->years.ending);

	return len == 4 + ending &&
	    memcmp(key + 4, src->years.ending, ending) == 0 &&
	    period_parse(key, 4, period) == 0;
}

bool
cbs_v3_adds(const struct source *src, const struct dimension *dim)
{
	return src->add_up.dimension != NULL &&
	    strcmp(src->add_up.dimension, dim->name) == 0;
}

bool
cbs_v3_selected(const struct source *src, const struct dimension *dim,
    const char *key, size_t len)
{
	const struct strings *keys = selection_of(&src->select, dim->name);
	char period[PERIOD_LEN];

	switch (dim->kind) {
	case DIMENSION_AREA:
		return true;
	case DIMENSION_TIME:
		if (cbs_v3_years(src, dim))
			return cbs_v3_year(src, key, len, period) &&
			    period_year(period) >= src->select.from;
		if (keys == NULL && src->select.from == 0)
			return true;
		return time_fits(keys, src->select.from, key, len);
	case DIMENSION_OTHER:
		break;
	}
	if (cbs_v3_adds(src, dim))
		return added_to(&src->add_up, key, len) != -1;
	return keys == NULL || keys_fit(keys, key, len) != -1;
}

bool
cbs_v3_selects(const struct source *src, const struct dimension *dim)
{
	if (dim->kind == DIMENSION_AREA)
		return false;
	return selection_of(&src->select, dim->name) != NULL ||
	    cbs_v3_adds(src, dim) || cbs_v3_years(src, dim) ||
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
	const struct jv *key = cbs_member(record, "Key");
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

/* A member that is meant but not there is a mistake in the definition, or a
 * table that changed: say so rather than load less. key: of the definition. */
static int
check_wanted(const struct picked *p, const struct strings *wanted,
    const char *key, struct err *err)
{
	for (size_t i = 0; i < wanted->n; i++) {
		const struct strings one = { &wanted->items[i], 1, 1 };
		bool found = false;

		for (size_t k = 0; k < p->keys.n && !found; k++) {
			size_t len = strlen(p->keys.items[k]);
			const char *s = text_trim(p->keys.items[k], &len);

			found = keys_fit(&one, s, len) != -1;
		}
		if (!found)
			return err_set(err, ERR_INPUT,
			    "%s has no member \"%s\", which the definition "
			    "selects: mend \"%s\" in it",
			    p->dim->name, wanted->items[i], key);
	}
	return 0;
}

int
cbs_v3_check_picked(
    const struct source *src, const struct picked *p, struct err *err)
{
	const struct strings *wanted = selection_of(&src->select, p->dim->name);

	if (cbs_v3_adds(src, p->dim)) {
		for (size_t i = 0; i < src->add_up.n; i++)
			if (check_wanted(p, &src->add_up.groups[i].keys,
				"add_up", err) == -1)
				return -1;
	} else if (p->dim->kind == DIMENSION_OTHER &&
	    check_wanted(p, wanted, "select", err) == -1)
		return -1;
	if (p->keys.n == 0 && cbs_v3_years(src, p->dim))
		return err_set(err, ERR_INPUT,
		    "%s has no member that is a year and \"%s\": it may not "
		    "be published yet, else mend \"years\" in the definition",
		    p->dim->name, src->years.ending);
	if (p->keys.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s has none of what the definition selects: mend "
		    "\"select\" in it",
		    p->dim->name);
	return 0;
}

/* Whether one of the keys means all that start as this one. */
static bool
in_start(const struct strings *keys, const char *key)
{
	size_t len = strlen(key);
	const char *s = text_trim(key, &len);
	int at = keys_fit(keys, s, len);

	return at != -1 && key_is_start(keys->items[at]);
}

/* A blank that pads a key stands behind it, so that the start of the trimmed
 * one is the start of it. */
static void
put_starts(const struct picked *p, const struct strings *keys, struct buf *out)
{
	for (size_t i = 0; i < keys->n; i++) {
		char *start;

		if (!key_is_start(keys->items[i]))
			continue;
		start = mem_strn(keys->items[i], strlen(keys->items[i]) - 1);
		buf_putf(out, "%sstartswith(%s,", out->len > 1 ? " or " : "",
		    p->dim->name);
		address_literal(out, start);
		buf_putc(out, ')');
		free(start);
	}
}

/* (Leeftijd eq '20300' or startswith(Leeftijd,'5')) */
static void
put_clause(const struct source *src, const struct picked *p, struct buf *out)
{
	const struct strings none = { 0 };
	const struct strings *keys = selection_of(&src->select, p->dim->name);
	struct strings all = { 0 }; /* of all groups */

	for (size_t i = 0; cbs_v3_adds(src, p->dim) && i < src->add_up.n; i++)
		for (size_t k = 0; k < src->add_up.groups[i].keys.n; k++)
			strings_add(
			    &all, src->add_up.groups[i].keys.items[k]);
	if (all.n > 0)
		keys = &all;
	else if (keys == NULL || p->dim->kind == DIMENSION_TIME)
		keys = &none;
	buf_putc(out, '(');
	put_starts(p, keys, out);
	for (size_t i = 0; i < p->keys.n; i++) {
		if (in_start(keys, p->keys.items[i]))
			continue;
		buf_putf(
		    out, "%s%s eq ", out->len > 1 ? " or " : "", p->dim->name);
		address_literal(out, p->keys.items[i]);
	}
	buf_putc(out, ')');
	strings_free(&all);
}

void
cbs_v3_filter(const struct source *src, const struct picked *picked, size_t n,
    struct buf *address)
{
	struct buf filter = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct buf clause = { 0 };

		put_clause(src, &picked[i], &clause);
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
