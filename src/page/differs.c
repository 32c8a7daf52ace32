/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * differs: where nothing sets an area apart, the figures in which it differs
 * most from its gemeente (a gemeente: from the country). A description of what
 * was measured, not a finding: every area differs in something, and the page
 * says so.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

#define DIFFERS_MOST 3
#define CANDIDATES 64
#define OTHERS_LEAST 5	/* areas to lie above or below of */
#define BEYOND_LEAST 75 /* in a hundred of those: the outer quarter */

struct differing {
	const struct indicator *ind;
	struct seats seats;
	struct comparison against; /* the gemeente or the country */
	size_t others, beyond;	   /* with a value; surely on its other side */
};

/* Areas of the same level beside this one. Where the bars are of another
 * level, there is nothing to lie above or below of. */
struct beside {
	const char *const *codes;
	size_t n;
	const char **made; /* freed by the caller */
};

static int
gather_beside(struct page *p, int year, struct beside *out, struct err *err)
{
	const struct area **list = NULL;
	const struct peers *peers;

	*out = (struct beside){ 0 };
	if (p->area.level == LEVEL_GEMEENTE) {
		if (p->in->peering == NULL)
			return 0;
		if (peering_list(p->in->peering, PEERS_COUNTRY, &p->area, year,
			&list, &out->n, err) == -1)
			return -1;
		out->made = mem_new(out->n + 1, sizeof(*out->made));
		for (size_t i = 0; i < out->n; i++)
			out->made[i] = list[i]->code;
		out->codes = out->made;
		free(list);
		return 0;
	}
	if (p->area.level != LEVEL_OWN && p->peer_level != p->area.level)
		return 0;
	if (page_peers(p, year, &peers, err) == -1)
		return -1;
	out->codes = peers->codes;
	out->n = peers->n;
	return 0;
}

static void
count_beyond(const struct page *p, const struct beside *b,
    const struct cell_value cells[], struct differing *d)
{
	const struct cell_value *self = &d->seats.cells[SELF];

	for (size_t i = 0; i < b->n; i++) {
		struct comparison c;

		if (isnan(cells[i].value) || cells[i].doubted ||
		    strcmp(b->codes[i], p->area.code) == 0)
			continue;
		compare_noisy(self->value, &self->noise, cells[i].value,
		    &cells[i].noise, d->ind->kind,
		    indicator_step(d->ind, self->rounding), &c);
		d->others++;
		d->beyond += c.difference == d->against.difference;
	}
}

/* A value that is there and that nobody doubts, beside one that is surely
 * something else: of both it is known how sure they are. */
static bool
is_other(const struct page *p, struct differing *d)
{
	const struct cell_value *self = &d->seats.cells[SELF];
	const struct cell_value *ref = page_reference(p, &d->seats);

	if (isnan(self->value) || self->doubted || ref->doubted ||
	    self->noise.kind == NOISE_UNKNOWN ||
	    ref->noise.kind == NOISE_UNKNOWN)
		return false;
	compare_noisy(self->value, &self->noise, ref->value, &ref->noise,
	    d->ind->kind, indicator_step(d->ind, self->rounding), &d->against);
	return d->against.difference == DIFF_HIGHER ||
	    d->against.difference == DIFF_LOWER;
}

/* 1 when the figure differs from the gemeente, and lies in the outer quarter
 * of the areas beside it. */
static int
look(struct page *p, const struct indicator *ind, struct differing *d,
    struct err *err)
{
	struct cell_value *cells = NULL;
	struct beside b = { 0 };
	int got, rc = -1;

	*d = (struct differing){ .ind = ind };
	got = page_seats(p, ind, &d->seats, err);
	if (got != 1)
		return got;
	if (!is_other(p, d))
		return 0;
	if (gather_beside(
		p, d->seats.cells[SELF].col->area_year, &b, err) == -1)
		goto done;
	cells = mem_new(b.n + 1, sizeof(*cells));
	if (b.n > 0 &&
	    page_values(p, ind, d->seats.period, b.codes, b.n, cells, err) ==
		-1)
		goto done;
	count_beyond(p, &b, cells, d);
	/* Most of those beside it are not known: no word of where it lies. */
	rc = d->others >= OTHERS_LEAST && 2 * d->others + 1 >= b.n &&
	    100 * d->beyond >= BEYOND_LEAST * d->others;
done:
	free(cells);
	free(b.made);
	return rc;
}

static int
further(const void *a, const void *b)
{
	const struct differing *x = a, *y = b;
	const double fx = (double)x->beyond / (double)x->others;
	const double fy = (double)y->beyond / (double)y->others;

	if (fx != fy)
		return fx < fy ? 1 : -1;
	if (x->against.effect != y->against.effect)
		return x->against.effect < y->against.effect ? 1 : -1;
	return strcmp(x->ind->id, y->ind->id);
}

/* One of a theme: figures of one theme often say the same. */
static size_t
thin(struct differing *all, size_t n)
{
	size_t kept = 0, k;

	for (size_t i = 0; i < n && kept < DIFFERS_MOST; i++) {
		for (k = 0; k < kept &&
		     strcmp(all[k].ind->theme, all[i].ind->theme) != 0;
		     k++)
			continue;
		if (k == kept)
			all[kept++] = all[i];
	}
	return kept;
}

static const char *
place_text(struct page *p, const struct differing *d)
{
	const bool up = d->against.difference == DIFF_HIGHER;
	const bool own = p->area.level == LEVEL_OWN;
	const char *key = own ? (up ? "differs.higher_own" : "differs.lower_own")
			      : (up ? "differs.higher" : "differs.lower");

	return page_say(p, key, "n", page_number(p, (double)d->beyond, 0), "of",
	    page_number(p, (double)d->others, 0), "levels",
	    words_level(
		p->w, own ? p->peer_level : p->area.level, true, false),
	    "place",
	    p->area.level == LEVEL_GEMEENTE ? words_get(p->w, "country.name")
					    : page_place(p),
	    (char *)NULL);
}

static int
put_fact(struct page *p, const struct differing *d, int64_t nr,
    struct json *list, struct err *err)
{
	struct json *one = json_add_object(list, NULL), *raw;
	const struct cell_value *cells = d->seats.cells;

	json_add_int(one, "nr", nr);
	page_fact(p, d->ind, &d->seats, cells,
	    d->against.difference == DIFF_HIGHER, one);
	json_add_str(one, "place", place_text(p, d));
	json_add_str(one, "peers", NULL);
	json_add_str(one, "noise", page_sure(p, d->ind, &cells[SELF]));
	page_mark(p, d->ind, one);
	json_add_str(one, "reason", "differs");
	json_add_str(one, "source", cells[SELF].col->table_id);
	raw = json_add_object(one, "raw");
	json_add_num(raw, "value", cells[SELF].value);
	json_add_num(raw, "municipality", cells[MUNICIPALITY].value);
	json_add_num(raw, "country", cells[COUNTRY].value);
	json_add_int(raw, "others", (int64_t)d->others);
	json_add_int(raw, "beyond", (int64_t)d->beyond);
	return page_spark(p, d->ind, one, err);
}

static int
put_block(struct page *p, const struct differing all[], size_t n,
    struct json *model, struct err *err)
{
	struct json *one = json_add_object(model, "differs"), *facts;
	const struct column *cols[DIFFERS_MOST];

	json_add_str(one, "title",
	    page_say(p, "differs.title", "area", p->area.name, "reference",
		page_reference_name(p), (char *)NULL));
	json_add_str(one, "text",
	    page_say(p, "differs.text", "reference", page_reference_name(p),
		(char *)NULL));
	facts = json_add_array(one, "facts");
	for (size_t i = 0; i < n; i++) {
		cols[i] = all[i].seats.cells[SELF].col;
		if (put_fact(p, &all[i], (int64_t)i + 1, facts, err) == -1)
			return -1;
	}
	json_add_str(one, "source_line", page_source_line(p, cols, n));
	return 0;
}

/* Where few people live figures dance: 1 when at least PEER_LEAST do. */
static int
is_lived_in(struct page *p, struct err *err)
{
	const struct indicator *people =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	struct seats seats;
	int got = people == NULL ? 0 : page_seats(p, people, &seats, err);

	return got == 1 ? seats.cells[SELF].value >= PEER_LEAST : got;
}

int
page_differs(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct differing *found = NULL;
	size_t n = 0;
	int rc = -1, got;

	got = json_get_true(json_get(model, "distinct"), "has_facts")
	    ? 0
	    : is_lived_in(p, err);
	if (got == -1)
		return -1;
	found = mem_new(CANDIDATES, sizeof(*found));
	for (size_t i = 0; got == 1 && i < all->n && n < CANDIDATES; i++) {
		const struct indicator *ind = &all->items[i];
		int other;

		if (!ind->in_range || ind->kind == KIND_COUNT ||
		    ind->kind == KIND_CODE)
			continue;
		other = look(p, ind, &found[n], err);
		if (other == -1)
			goto done;
		n += (size_t)other;
	}
	if (n > 1)
		qsort(found, n, sizeof(*found), further);
	n = thin(found, n);
	if (n == 0)
		json_add_null(model, "differs");
	else if (put_block(p, found, n, model, err) == -1)
		goto done;
	/* Facts of either kind are the essence of page one. */
	json_add_bool(model, "has_essence",
	    n > 0 || json_get_true(json_get(model, "distinct"), "has_facts"));
	rc = 0;
done:
	free(found);
	return rc;
}
