/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * notice: names of what a run tells beside its values, and lists of them.
 */
#include "model/notice.h"

#include <stdlib.h>

#include "base/mem.h"

const char *
drift_name(enum drift_kind kind)
{
	static const char *const names[DRIFT_KINDS] = { "topic-new",
		"topic-ended", "topic-renamed", "topic-moved", "unit-changed",
		"dimension-new", "dimension-ended", "member-new",
		"member-ended", "table-shrunk", "area-set-changed",
		"table-renamed" };

	return names[kind];
}

void
drifts_add(struct drifts *list, enum drift_kind kind, const char *subject,
    const char *was, const char *became, bool held)
{
	struct drift *d;

	MEM_PUSH(list->items, list->n, list->cap);
	d = &list->items[list->n++];
	d->kind = kind;
	d->subject = mem_str(subject);
	d->was = mem_str(was);
	d->became = mem_str(became);
	d->held = held;
}

void
drifts_free(struct drifts *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].subject);
		free(list->items[i].was);
		free(list->items[i].became);
	}
	free(list->items);
	*list = (struct drifts){ 0 };
}

const char *
doubt_name(enum doubt_kind kind)
{
	static const char *const names[DOUBT_KINDS] = { "negative", "leap",
		"peers", "zero", "missing" };

	return names[kind];
}
