/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_indicators: the keys of sources/indicators.json and what must hold
 * between indicators. docs/indicators.md is the same for people.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/source.h"
#include "source/def_read.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct field phrase_fields[] = {
	{ "higher", field_text, true, offsetof(struct phrase, higher) },
	{ "lower", field_text, true, offsetof(struct phrase, lower) },
};

static void
field_phrase(struct check *c, struct place at, void *to)
{
	check_object(c, at, phrase_fields, COUNT(phrase_fields), to);
}

static void
field_decimals(struct check *c, struct place at, void *to)
{
	int decimals = -1;

	field_number(c, at, &decimals);
	if (decimals > 6)
		check_wrong(c, at, "%d is too many (0 to 6)", decimals);
	else if (decimals >= 0)
		*(int *)to = decimals;
}

static void
field_kind(struct check *c, struct place at, void *to)
{
	char *name = NULL;

	field_text(c, at, &name);
	if (name != NULL && indicator_kind_parse(name, to) != 0)
		check_wrong(c, at,
		    "\"%.*s\" is no kind (count, share, rate, "
		    "mean, median, distance, code)",
		    (int)text_prefix(name, 60), name);
	free(name);
}

static void
field_polarity(struct check *c, struct place at, void *to)
{
	enum polarity *polarity = to;
	char *name = NULL;

	field_text(c, at, &name);
	if (name == NULL)
		return;
	if (strcmp(name, polarity_name(POLARITY_HIGH_GOOD)) == 0)
		*polarity = POLARITY_HIGH_GOOD;
	else if (strcmp(name, polarity_name(POLARITY_LOW_GOOD)) == 0)
		*polarity = POLARITY_LOW_GOOD;
	else
		check_wrong(c, at,
		    "\"%.*s\" is no polarity (high, low; leave "
		    "the key out where it is disputed)",
		    (int)text_prefix(name, 60), name);
	free(name);
}

static void
field_parts(struct check *c, struct place at, void *to)
{
	struct indicator *ind = to;
	struct strings list = { 0 };

	field_texts(c, at, &list);
	ind->parts = list.items;
	ind->nparts = list.n;
}

#define AT(name) offsetof(struct indicator, name)

static const struct field indicator_fields[] = {
	{ "id", field_id, true, AT(id) },
	{ "label_nl", field_text, true, AT(label_nl) },
	{ "label_en", field_text, true, AT(label_en) },
	{ "unit", field_text, true, AT(unit) },
	{ "decimals", field_decimals, true, AT(decimals) },
	{ "theme", field_id, true, AT(theme) },
	{ "kind", field_kind, true, AT(kind) },
	{ "polarity", field_polarity, false, AT(polarity) },
	{ "denominator", field_id, false, AT(denominator) },
	{ "sample", field_id, false, AT(sample) },
	{ "parts", field_parts, false, 0 },
	{ "phrase_nl", field_phrase, false, AT(phrase_nl) },
	{ "phrase_en", field_phrase, false, AT(phrase_en) },
	{ "key_rank", field_number, false, AT(key_rank) },
	{ "in_range", field_flag, false, AT(in_range) },
	{ "in_trend", field_flag, false, AT(in_trend) },
	{ "modelled", field_flag, false, AT(modelled) },
	{ "events", field_flag, false, AT(events) },
	{ "match", field_flag, false, AT(match) },
	{ "age_rank", field_number, false, AT(age_rank) },
	{ "note_nl", field_text, false, AT(note_nl) },
	{ "note_en", field_text, false, AT(note_en) },
};

static const struct field theme_fields[] = {
	{ "id", field_id, true, offsetof(struct theme, id) },
	{ "label_nl", field_text, true, offsetof(struct theme, label_nl) },
	{ "label_en", field_text, true, offsetof(struct theme, label_en) },
};

/* A list of objects, each into a new item, which more adds. Every element gives an item, also one that is wrong: so
 * items and elements keep the same index for the checks that come after. */
static void
each_object(struct check *c, struct place at, const struct field fields[],
    size_t n, void *(*more)(struct indicators *list), struct indicators *list)
{
	struct place item;
	size_t mark, index = 0;

	if (!json_is_array(at.json)) {
		check_wrong(c, at, "is %s, must be a list of objects",
		    check_type(at.json));
		return;
	}
	for (bool left = check_first(c, at, &item); left;
	     left = check_next(c, &item)) {
		mark = check_into(c, NULL, index++);
		check_object(c, item, fields, n, more(list));
		check_out(c, mark);
	}
}

static void *
more_themes(struct indicators *list)
{
	MEM_PUSH(list->themes, list->nthemes, list->capthemes);
	list->themes[list->nthemes] = (struct theme){ 0 };
	return &list->themes[list->nthemes++];
}

static void
field_themes(struct check *c, struct place at, void *to)
{
	each_object(c, at, theme_fields, COUNT(theme_fields), more_themes, to);
}

static void *
more_items(struct indicators *list)
{
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n] = (struct indicator){ 0 };
	return &list->items[list->n++];
}

static void
field_indicators(struct check *c, struct place at, void *to)
{
	each_object(
	    c, at, indicator_fields, COUNT(indicator_fields), more_items, to);
}

static const struct field side_fields[] = {
	{ "of", field_text, true, offsetof(struct tension_side, of) },
	{ "figure", field_id, true, offsetof(struct tension_side, figure) },
	{ "is", field_text, false, offsetof(struct tension_side, is) },
};

static void
field_side(struct check *c, struct place at, void *to)
{
	check_object(c, at, side_fields, COUNT(side_fields), to);
}

static const struct field tension_fields[] = {
	{ "id", field_text, true, offsetof(struct tension, id) },
	{ "a", field_side, true, offsetof(struct tension, a) },
	{ "b", field_side, true, offsetof(struct tension, b) },
	{ "text_nl", field_text, true, offsetof(struct tension, text_nl) },
	{ "text_en", field_text, true, offsetof(struct tension, text_en) },
};

static void *
more_tensions(struct indicators *list)
{
	MEM_PUSH(list->tensions, list->ntensions, list->captensions);
	list->tensions[list->ntensions] = (struct tension){ .id = NULL };
	return &list->tensions[list->ntensions++];
}

static void
field_tensions(struct check *c, struct place at, void *to)
{
	each_object(c, at, tension_fields, COUNT(tension_fields),
	    more_tensions, to);
}

static void
field_addends(struct check *c, struct place at, void *to)
{
	struct indicator_sum *sum = to;
	struct strings list = { 0 };

	field_texts(c, at, &list);
	sum->parts = list.items;
	sum->nparts = list.n;
}

static const struct field sum_fields[] = {
	{ "whole", field_id, true, offsetof(struct indicator_sum, whole) },
	{ "parts", field_addends, true, 0 },
};

static void *
more_sums(struct indicators *list)
{
	MEM_PUSH(list->sums, list->nsums, list->capsums);
	list->sums[list->nsums] = (struct indicator_sum){ .whole = NULL };
	return &list->sums[list->nsums++];
}

static void
field_sums(struct check *c, struct place at, void *to)
{
	each_object(c, at, sum_fields, COUNT(sum_fields), more_sums, to);
}

static const struct field file_fields[] = {
	{ "themes", field_themes, true, 0 },
	{ "indicators", field_indicators, true, 0 },
	{ "tensions", field_tensions, false, 0 },
	{ "sums", field_sums, false, 0 },
};

/* Of a file that adds to a list. */
static const struct field more_fields[] = {
	{ "themes", field_themes, false, 0 },
	{ "indicators", field_indicators, true, 0 },
	{ "tensions", field_tensions, false, 0 },
	{ "sums", field_sums, false, 0 },
};

/* As indicators_find, but items may lack an id here. */
static const struct indicator *
find(const struct indicators *list, const char *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].id != NULL &&
		    strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	return NULL;
}

static void
wrong_indicator(struct check *c, struct place at, const char *id,
    const struct indicators *list)
{
	const char **ids = mem_new(list->n + 1, sizeof(*ids));
	struct buf hint = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].id != NULL)
			ids[n++] = list->items[i].id;
	check_hint(&hint, id, "the ids in this file", ids, n);
	check_wrong(c, at, "no indicator \"%.*s\"%s", (int)text_prefix(id, 60),
	    id, buf_str(&hint));
	buf_free(&hint);
	free(ids);
}

static void
wrong_theme(struct check *c, struct place at, const char *id,
    const struct indicators *list)
{
	const char **ids = mem_new(list->nthemes + 1, sizeof(*ids));
	struct buf hint = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < list->nthemes; i++)
		if (list->themes[i].id != NULL)
			ids[n++] = list->themes[i].id;
	check_hint(&hint, id, "themes in this file", ids, n);
	check_wrong(c, at, "no theme \"%s\"%s", id, buf_str(&hint));
	buf_free(&hint);
	free(ids);
}

static bool
has_theme(const struct indicators *list, const char *id)
{
	for (size_t i = 0; i < list->nthemes; i++)
		if (list->themes[i].id != NULL &&
		    strcmp(list->themes[i].id, id) == 0)
			return true;
	return false;
}

/* Whether going down parts and denominators from ind leads to goal. depth
 * stops in a circle that goal is not part of. */
static bool
leads_to(const struct indicators *list, const struct indicator *ind,
    const struct indicator *goal, size_t depth)
{
	const struct indicator *next;

	if (ind == NULL || ind->nparts == 0 || depth == 0)
		return false;
	for (size_t i = 0; i <= ind->nparts; i++) {
		if (i == ind->nparts && ind->denominator == NULL)
			break;
		next = find(
		    list, i < ind->nparts ? ind->parts[i] : ind->denominator);
		if (next == goal || leads_to(list, next, goal, depth - 1))
			return true;
	}
	return false;
}

/* One operand of a derived indicator: it must be there, be a count, and not
 * be made of what is made of it. */
#define CHAIN_MAX 8
static void
check_operand(struct check *c, struct place at, const struct indicators *list,
    const struct indicator *ind, const char *id)
{
	const struct indicator *part = find(list, id);

	if (part == NULL)
		wrong_indicator(c, at, id, list);
	else if (part == ind || leads_to(list, part, ind, CHAIN_MAX))
		check_wrong(c, at,
		    "\"%s\" makes a circle: it is itself made "
		    "of \"%s\"",
		    id, ind->id);
	else if (part->kind != KIND_COUNT)
		check_wrong(c, at,
		    "\"%s\" is a %s (only counts can be summed "
		    "and divided)",
		    id, indicator_kind_name(part->kind));
}

/* A share in per cent, or a rate per thousand. */
static bool
derivable(const struct indicator *ind)
{
	if (ind->unit == NULL)
		return false;
	return (ind->kind == KIND_SHARE && strcmp(ind->unit, "%") == 0) ||
	    (ind->kind == KIND_RATE && text_starts(ind->unit, "per 1 000"));
}

static void
check_derived(struct check *c, struct place at, const struct indicators *list,
    const struct indicator *ind)
{
	struct place parts = check_member(c, at, "parts"), part;
	size_t i = 0, mark;
	bool more;

	if (!derivable(ind))
		check_wrong(c, parts,
		    "an indicator with parts is a share "
		    "(kind \"share\", unit \"%%\") or a rate (kind "
		    "\"rate\", unit \"per 1 000 inwoners\")");
	if (ind->denominator == NULL)
		check_wrong(c, parts,
		    "an indicator with parts needs a "
		    "denominator");
	mark = check_into(c, "parts", 0);
	for (more = check_first(c, parts, &part); more && i < ind->nparts;
	     more = check_next(c, &part), i++)
		check_operand(c, part, list, ind, ind->parts[i]);
	check_out(c, mark);
}

/* Who answered are counted, and what they answered is a share of them. */
static void
check_sample(struct check *c, struct place at, const struct indicators *list,
    const struct indicator *ind)
{
	size_t mark = check_into(c, "sample", 0);
	struct place member = check_member(c, at, "sample");
	const struct indicator *answers = find(list, ind->sample);

	if (ind->kind != KIND_SHARE || ind->nparts > 0 || ind->modelled)
		check_wrong(c, member,
		    "only a share (kind \"share\") that a source gives, and "
		    "does not model, can be one of a sample");
	else if (answers == NULL)
		wrong_indicator(c, member, ind->sample, list);
	else if (answers->kind != KIND_COUNT || answers->nparts > 0)
		check_wrong(c, member,
		    "\"%s\" is no count: name the one that says how many "
		    "people answered",
		    ind->sample);
	check_out(c, mark);
}

static void
check_references(struct check *c, struct place at,
    const struct indicators *list, const struct indicator *ind)
{
	struct place member;
	size_t mark;

	if (ind->theme != NULL && !has_theme(list, ind->theme)) {
		mark = check_into(c, "theme", 0);
		wrong_theme(c, check_member(c, at, "theme"), ind->theme, list);
		check_out(c, mark);
	}
	if (ind->denominator != NULL && ind->id != NULL) {
		mark = check_into(c, "denominator", 0);
		member = check_member(c, at, "denominator");
		if (ind->nparts > 0)
			check_operand(c, member, list, ind, ind->denominator);
		else if (strcmp(ind->denominator, ind->id) == 0)
			check_wrong(c, member, "is the indicator itself");
		else if (find(list, ind->denominator) == NULL)
			wrong_indicator(c, member, ind->denominator, list);
		check_out(c, mark);
	}
	if (ind->sample != NULL && ind->id != NULL)
		check_sample(c, at, list, ind);
	if (ind->nparts > 0 && ind->id != NULL)
		check_derived(c, at, list, ind);
}

/* A rank is a place: two cannot stand on it. */
static void
check_rank(struct check *c, struct place at, const char *key, size_t offset,
    const struct indicators *list, size_t i)
{
	const char *base = (const char *)&list->items[i] + offset;
	const int rank = *(const int *)base;
	size_t mark;

	for (size_t k = 0; rank != 0 && k < i; k++) {
		const char *other = (const char *)&list->items[k] + offset;

		if (*(const int *)other != rank)
			continue;
		mark = check_into(c, key, 0);
		check_wrong(c, check_member(c, at, key),
		    "rank %d is already that of \"%s\"", rank,
		    list->items[k].id != NULL ? list->items[k].id : "?");
		check_out(c, mark);
		return;
	}
}

static void
check_indicators(struct check *c, const struct indicators *list, size_t from)
{
	struct place all = check_member(c, check_root(c), "indicators"), at;
	size_t i = from, into, mark;
	bool more;

	into = check_into(c, "indicators", 0);
	for (more = check_first(c, all, &at); more && i < list->n;
	     more = check_next(c, &at), i++) {
		const struct indicator *ind = &list->items[i];

		mark = check_into(c, NULL, i - from);
		if (ind->id != NULL && find(list, ind->id) != ind)
			check_wrong(c, check_member(c, at, "id"),
			    "id \"%s\" is used twice (an id names one "
			    "indicator)",
			    ind->id);
		check_references(c, at, list, ind);
		check_rank(c, at, "key_rank", AT(key_rank), list, i);
		check_rank(c, at, "age_rank", AT(age_rank), list, i);
		check_out(c, mark);
	}
	check_out(c, into);
}

static void
check_themes(struct check *c, const struct indicators *list, size_t from)
{
	struct place all = check_member(c, check_root(c), "themes"), at;
	size_t i = from, mark;
	bool more;

	mark = check_into(c, "themes", 0);
	for (more = check_first(c, all, &at); more && i < list->nthemes;
	     more = check_next(c, &at), i++)
		for (size_t k = 0; list->themes[i].id != NULL && k < i; k++)
			if (list->themes[k].id != NULL &&
			    strcmp(list->themes[k].id, list->themes[i].id) ==
				0) {
				check_wrong(c, at,
				    "theme \"%s\" is there twice",
				    list->themes[i].id);
				break;
			}
	check_out(c, mark);
}

static bool
is_one_of(const char *s, const char *const list[])
{
	for (; *list != NULL; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

/* A side names a figure that is there, and a way it can lie. */
static void
check_side(struct check *c, struct place at, const struct indicators *list,
    const struct tension_side *side)
{
	static const char *const levels[] = { "high", "low", NULL };
	static const char *const ways[] = { "up", "down", NULL };
	static const char *const of[] = { "area", "ring", "inside", "trend",
		NULL };
	bool trend;

	if (side->of == NULL || side->figure == NULL)
		return;
	if (strcmp(side->of, "voices") == 0) {
		if (!has_theme(list, side->figure))
			wrong_theme(c, at, side->figure, list);
		return;
	}
	trend = strcmp(side->of, "trend") == 0;
	if (!is_one_of(side->of, of))
		check_wrong(c, at,
		    "\"of\" is none of area, ring, inside, trend, voices");
	else if (side->is == NULL ||
	    !is_one_of(side->is, trend ? ways : levels))
		check_wrong(c, at,
		    trend ? "\"is\" of a trend is up or down"
			  : "\"is\" is high or low");
	else if (find(list, side->figure) == NULL)
		wrong_indicator(c, at, side->figure, list);
}

static void
check_tensions(struct check *c, const struct indicators *list, size_t from)
{
	struct place all = check_member(c, check_root(c), "tensions"), at;
	size_t i = from, mark, inner;
	bool more;

	mark = check_into(c, "tensions", 0);
	for (more = check_first(c, all, &at); more && i < list->ntensions;
	     more = check_next(c, &at), i++) {
		inner = check_into(c, NULL, i - from);
		check_side(
		    c, check_member(c, at, "a"), list, &list->tensions[i].a);
		check_side(
		    c, check_member(c, at, "b"), list, &list->tensions[i].b);
		check_out(c, inner);
	}
	check_out(c, mark);
}

/* A member of a sum is a count that a source gives. */
static void
check_addend(struct check *c, struct place at, const struct indicators *list,
    const char *id)
{
	const struct indicator *ind = find(list, id);

	if (ind == NULL)
		wrong_indicator(c, at, id, list);
	else if (ind->kind != KIND_COUNT)
		check_wrong(c, at, "\"%s\" is a %s (only counts can be summed)",
		    id, indicator_kind_name(ind->kind));
}

static void
check_sum(struct check *c, struct place at, const struct indicators *list,
    const struct indicator_sum *sum)
{
	struct place parts = check_member(c, at, "parts"), part;
	size_t i = 0, outer, inner;
	bool more;

	if (sum->whole != NULL)
		check_addend(c, check_member(c, at, "whole"), list, sum->whole);
	if (sum->nparts == 0)
		return; /* said already */
	if (sum->nparts < 2 || sum->nparts > SUM_PARTS)
		check_wrong(c, parts, "\"parts\" names %zu (2 to %d)",
		    sum->nparts, SUM_PARTS);
	outer = check_into(c, "parts", 0);
	for (more = check_first(c, parts, &part); more && i < sum->nparts;
	     more = check_next(c, &part), i++) {
		inner = check_into(c, NULL, i);
		check_addend(c, part, list, sum->parts[i]);
		for (size_t k = 0; k < i; k++)
			if (strcmp(sum->parts[k], sum->parts[i]) == 0)
				check_wrong(c, part, "\"%s\" is there twice",
				    sum->parts[i]);
		if (sum->whole != NULL &&
		    strcmp(sum->whole, sum->parts[i]) == 0)
			check_wrong(
			    c, part, "\"%s\" is the whole", sum->parts[i]);
		check_out(c, inner);
	}
	check_out(c, outer);
}

static void
check_sums(struct check *c, const struct indicators *list, size_t from)
{
	struct place all = check_member(c, check_root(c), "sums"), at;
	size_t i = from, mark, inner;
	bool more;

	mark = check_into(c, "sums", 0);
	for (more = check_first(c, all, &at); more && i < list->nsums;
	     more = check_next(c, &at), i++) {
		inner = check_into(c, NULL, i - from);
		check_sum(c, at, list, &list->sums[i]);
		check_out(c, inner);
	}
	check_out(c, mark);
}

/* A file, whose items come behind those that are in the list already. */
static void
read_file(const char *path, const struct field fields[], size_t n,
    struct indicators *out, struct mistakes *found)
{
	const struct indicators had = *out; /* how many of each */
	struct check c;

	if (check_open(&c, path, found) == 0) {
		check_object(&c, check_root(&c), fields, n, out);
		if (json_is_object(c.json)) {
			check_themes(&c, out, had.nthemes);
			check_indicators(&c, out, had.n);
			if (out->ntensions > had.ntensions)
				check_tensions(&c, out, had.ntensions);
			if (out->nsums > had.nsums)
				check_sums(&c, out, had.nsums);
		}
	}
	check_close(&c);
}

void
def_indicators(const char *path, struct indicators *out, struct mistakes *found)
{
	read_file(path, file_fields, COUNT(file_fields), out, found);
}

void
def_more_indicators(
    const char *path, struct indicators *out, struct mistakes *found)
{
	read_file(path, more_fields, COUNT(more_fields), out, found);
}
