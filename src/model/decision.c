/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision: a list of decisions, and finding one.
 */
#include "model/decision.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Where it stands, or would. */
static size_t
place(const struct decisions *list, const char *id)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(list->items[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct decision *
decisions_find(const struct decisions *list, const char *kind, const char *id)
{
	if (list == NULL)
		return NULL;
	for (size_t i = place(list, id);
	     i < list->n && strcmp(list->items[i].id, id) == 0; i++)
		if (strcmp(list->items[i].kind, kind) == 0)
			return &list->items[i];
	return NULL;
}

void
decisions_add(struct decisions *list, const struct decision *d)
{
	const size_t at = place(list, d->id);

	MEM_PUSH(list->items, list->n, list->cap);
	memmove(&list->items[at + 1], &list->items[at],
	    (list->n - at) * sizeof(*list->items));
	list->items[at] = *d;
	list->n++;
}

void
decisions_free(struct decisions *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct decision *d = &list->items[i];

		free(d->kind);
		free(d->id);
		free(d->by);
		free(d->on);
		free(d->why);
		free(d->about);
	}
	free(list->items);
	*list = (struct decisions){ 0 };
}
