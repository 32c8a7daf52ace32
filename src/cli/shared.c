/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shared: figures that several sources give, and whose is printed: by the rule
 * of panel_column, the first by source id.
 */
#include "cli/shared.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* What two sources have in common, while it is being gathered. */
struct both {
	const char *first, *second; /* source ids, in order */
	const char *indicator;	    /* written last */
	const char *period;
	struct buf what;
};
struct boths {
	struct both *items;
	size_t n, cap;
};

static struct both *
both_of(struct boths *seen, const char *a, const char *b)
{
	const bool turned = strcmp(a, b) > 0;
	const char *first = turned ? b : a, *second = turned ? a : b;

	for (size_t i = 0; i < seen->n; i++)
		if (strcmp(seen->items[i].first, first) == 0 &&
		    strcmp(seen->items[i].second, second) == 0)
			return &seen->items[i];
	MEM_PUSH(seen->items, seen->n, seen->cap);
	seen->items[seen->n] =
	    (struct both){ first, second, NULL, NULL, { 0 } };
	return &seen->items[seen->n++];
}

static void
add(struct boths *seen, const struct column *a, const struct column *b)
{
	struct both *both = both_of(seen, a->source, b->source);

	if (both->indicator == NULL ||
	    strcmp(both->indicator, a->indicator) != 0)
		buf_putf(&both->what, "%s%s %s", both->what.len > 0 ? "; " : "",
		    a->indicator, a->period);
	else if (strcmp(both->period, a->period) != 0)
		buf_putf(&both->what, ", %s", a->period);
	both->indicator = a->indicator;
	both->period = a->period;
}

static void
put(struct shared_list *out, const char *source, const char *with,
    struct both *both)
{
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = (struct shared){ mem_str(source), mem_str(with),
		mem_str(both->first), mem_str(buf_str(&both->what)) };
}

int
shared_read(struct store *store, struct shared_list *out, struct err *err)
{
	struct columns all = { 0 };
	struct boths seen = { 0 };

	if (store_columns(store, NULL, NULL, &all, err) == -1)
		return -1;
	/* By indicator and period: those of one figure stand together. */
	for (size_t i = 0; i < all.n; i++) {
		const struct column *a = &all.items[i], *b = a + 1;

		if (a->indicator == NULL || a->values == 0)
			continue;
		for (; b < all.items + all.n && b->indicator != NULL &&
		     strcmp(a->indicator, b->indicator) == 0 &&
		     strcmp(a->period, b->period) == 0;
		     b++)
			if (b->values > 0 && strcmp(a->source, b->source) != 0)
				add(&seen, a, b);
	}
	for (size_t i = 0; i < seen.n; i++) {
		put(out, seen.items[i].first, seen.items[i].second,
		    &seen.items[i]);
		put(out, seen.items[i].second, seen.items[i].first,
		    &seen.items[i]);
		buf_free(&seen.items[i].what);
	}
	free(seen.items);
	columns_free(&all);
	return 0;
}

void
shared_free(struct shared_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].source);
		free(list->items[i].with);
		free(list->items[i].goes_first);
		free(list->items[i].what);
	}
	free(list->items);
	memset(list, 0, sizeof(*list));
}
