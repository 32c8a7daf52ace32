/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arrange: which themes of a profile stand on which page of
 * reports/profile.typ. Of all ways to put them after each other, alone or two
 * beside each other, it takes the one with the fewest pages, and of those the
 * one that leaves no page more than a third white. In points.
 */
#include "render/arrange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PAGE_HIGH 752.0 /* 266 mm, less what may have been counted short */
#define APART 10.0	/* between two blocks, at least */
#define APART_MOST 18.0
#define BETWEEN 13.0 /* between parts of a theme */
#define THIRD 250.0
#define STEP 2.0 /* where the first may begin */
#define WAYS 16	 /* that are kept up to each theme */

/* One way to put the themes up to one of them. */
struct way {
	int page;
	double y, white; /* where it ends; most that a page has too much */
	size_t n;	 /* themes of its last block: 1 or 2, or 0: none yet */
	bool broken;	 /* voices of that block go over to the next page */
	const struct way *before;
};

struct ways {
	struct way items[WAYS];
	size_t n;
};

static bool
better(const struct way *a, const struct way *b)
{
	if (a->page != b->page)
		return a->page < b->page;
	return a->white != b->white ? a->white < b->white : a->y < b->y;
}

/* Keep a way when it is among the best. */
static void
keep(struct ways *ways, const struct way *way)
{
	size_t at = ways->n;

	while (at > 0 && better(way, &ways->items[at - 1]))
		at--;
	if (at >= WAYS)
		return;
	if (ways->n < WAYS)
		ways->n++;
	memmove(&ways->items[at + 1], &ways->items[at],
	    (ways->n - 1 - at) * sizeof(*way));
	ways->items[at] = *way;
}

/* One more block. Its voices go over to the next page where else more than a
 * third of this one would stay white. charts: how high it is without them. */
static struct way
add(const struct way *before, size_t n, double height, double charts)
{
	double y = before->y + (before->n == 0 ? 0 : APART);
	double white = PAGE_HIGH - before->y - THIRD;
	struct way way = *before;

	way.n = n;
	way.before = before;
	way.broken = false;
	if (y + height > PAGE_HIGH) {
		way.broken = white > 0 && y + charts <= PAGE_HIGH;
		way.page++;
		if (way.broken) {
			y += BETWEEN - PAGE_HIGH;
		} else {
			y = 0;
			way.white = fmax(way.white, white);
		}
	}
	way.y = y + height;
	return way;
}

/* All ways from where the first begins; the last of ways is of all themes. */
static void
find(struct ways *ways, const struct arrange_theme *themes, size_t n,
    double from)
{
	const struct arrange_theme *t;
	struct way way;
	double high;
	size_t i, k;

	ways[0].n = 1;
	ways[0].items[0] = (struct way){ .y = from };
	for (i = 0; i < n; i++) {
		t = &themes[i];
		ways[i + 1].n = 0;
		for (k = 0; k < ways[i].n; k++) {
			way = add(&ways[i].items[k], 1, t->alone, t->charts);
			keep(&ways[i + 1], &way);
		}
		if (i == 0 || isnan(t[-1].beside) || isnan(t->beside))
			continue;
		high = fmax(t[-1].beside, t->beside);
		for (k = 0; k < ways[i - 1].n && high <= PAGE_HIGH; k++) {
			way = add(&ways[i - 1].items[k], 2, high, high);
			keep(&ways[i + 1], &way);
		}
	}
}

/* A way as its blocks, first to last. */
struct blocks {
	struct block {
		size_t first, n; /* of its themes */
		int page;
		bool fits;
		double high;
	} * items;
	size_t n;
	int page;
	double y; /* where the last ends */
};

/* blocks: room for as many as there are themes. */
static void
blocks_of(const struct way *last, const struct arrange_theme *themes,
    struct blocks *blocks)
{
	const struct way *way;
	struct block *b;
	size_t i, at = 0;

	blocks->n = 0;
	blocks->page = last->page;
	blocks->y = last->y;
	for (way = last; way->n > 0; way = way->before)
		blocks->n++;
	for (way = last, i = blocks->n; way->n > 0; way = way->before)
		blocks->items[--i] = (struct block){
			.n = way->n, .page = way->page, .fits = !way->broken
		};
	for (b = blocks->items; b < blocks->items + blocks->n; b++) {
		b->first = at;
		b->high = b->n == 1
		    ? themes[at].alone
		    : fmax(themes[at].beside, themes[at + 1].beside);
		b->fits = b->fits && b->high <= PAGE_HIGH;
		at += b->n;
	}
}

static bool
same(const struct blocks *a, const struct blocks *b)
{
	size_t i;

	for (i = 0; a->n == b->n && i < a->n; i++)
		if (a->items[i].n != b->items[i].n ||
		    a->items[i].page != b->items[i].page ||
		    a->items[i].fits != b->items[i].fits)
			return false;
	return a->n == b->n;
}

/* What is free between two blocks of a page, the first of which begins at
 * from: less where that makes them fit. */
static double
gap(const struct blocks *blocks, int page, double from)
{
	double left = PAGE_HIGH - from;
	size_t count = 0, i;

	for (i = 0; i < blocks->n; i++)
		if (blocks->items[i].page == page) {
			left -= blocks->items[i].high;
			count++;
		}
	return count < 2
	    ? APART_MOST
	    : fmin(APART_MOST, fmax(APART, left / (double)(count - 1)));
}

static void
tell(const struct blocks *blocks, double until, struct json *list)
{
	struct json *told = json_add_object(list, NULL), *item;
	const struct block *b;

	json_add_num(told, "until", until);
	json_add_int(told, "page", blocks->page);
	json_add_num(told, "y", blocks->y);
	list = json_add_array(told, "blocks");
	for (b = blocks->items; b < blocks->items + blocks->n; b++) {
		item = json_add_object(list, NULL);
		json_add_int(item, "first", (int64_t)b->first);
		json_add_int(item, "end", (int64_t)(b->first + b->n));
		json_add_bool(item, "fits", b->fits);
		json_add_num(item, "above",
		    b == blocks->items || b[-1].page != b->page
			? 0
			: gap(blocks, b->page, b->page == 0 ? until : 0));
	}
}

void
arrange(const struct arrange_theme *themes, size_t n, struct json *list)
{
	struct ways *ways = mem_new(n + 1, sizeof(*ways));
	struct blocks now = { mem_new(n + 1, sizeof(*now.items)), 0, 0, 0 };
	struct blocks last = { mem_new(n + 1, sizeof(*last.items)), 0, 0, 0 };
	struct blocks other;
	double from;

	for (from = 0; from <= PAGE_HIGH && n > 0; from += STEP) {
		find(ways, themes, n, from);
		blocks_of(&ways[n].items[0], themes, &now);
		if (from > 0 && !same(&now, &last))
			tell(&last, from - STEP, list);
		other = last;
		last = now;
		now = other;
	}
	if (n > 0)
		tell(&last, PAGE_HIGH, list);
	free(now.items);
	free(last.items);
	free(ways);
}
