/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own_post: the buurten of an area that is named by postcodes. Of a buurt that
 * lies in it for a part the share of its addresses is all that is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "own.h"
#include "store/postcode.h"

#define WHOLE (1 - 1e-9) /* shares that add up to this are all of a buurt */

struct piece {
	char code[12];
	double share;
};

struct pieces {
	struct piece *items;
	size_t n, cap;
	size_t met; /* by the postcode at hand */
};

static int
take_buurt(void *arg, const char *buurt, double share, struct err *err)
{
	struct pieces *list = arg;
	size_t i = 0;

	(void)err;
	list->met++;
	while (i < list->n && strcmp(list->items[i].code, buurt) != 0)
		i++;
	if (i == list->n) {
		MEM_PUSH(list->items, list->n, list->cap);
		list->items[list->n] = (struct piece){ .share = 0 };
		memcpy(list->items[list->n++].code, buurt, strlen(buurt) + 1);
	}
	list->items[i].share += share;
	return 0;
}

static int
by_code(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;

	return strcmp(x->code, y->code);
}

int
own_by_postcodes(struct panel *p, const struct own_areas *list, int year,
    struct own *own, struct err *err)
{
	const struct strings *postcodes = &own->def->postcodes;
	struct pieces found = { 0 };
	int rc = -1;

	for (size_t i = 0; i < postcodes->n; i++) {
		found.met = 0;
		if (store_postcode(p->store, year, postcodes->items[i],
			take_buurt, &found, err) == -1)
			goto done;
		if (found.met > 0)
			continue;
		own_wrong(list, own->def, "postcodes", err,
		    "no address of %d is known in %s: mend it or leave it out",
		    year, postcodes->items[i]);
		goto done;
	}
	if (found.n > 1)
		qsort(found.items, found.n, sizeof(*found.items), by_code);
	own->shares = mem_new(found.n + 1, sizeof(*own->shares));
	for (size_t i = 0; i < found.n; i++) {
		strings_add(&own->found, found.items[i].code);
		own->shares[i] =
		    found.items[i].share >= WHOLE ? 1 : found.items[i].share;
	}
	rc = 0;
done:
	free(found.items);
	return rc;
}
