/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * take: what a statement finds for many areas. A row that SQLite hands out
 * costs about as much again as to find it; an aggregate is told of each within
 * the loop that finds them, and its own result is nothing.
 */
#include "take.h"

#include <string.h>

#include "base/mem.h"

#define AREA_BITS 0xffffff

/* The first that is not before an id. */
static size_t
first_from(const struct taker *t, int64_t id)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (t->list[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Rows come by the key of their table, so in the order of the areas; SQLite
 * does not promise it, and one that comes too late is looked for. */
static void
take_step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct taker *t = *(struct taker **)sqlite3_user_data(context);
	const int64_t id = sqlite3_value_int64(argv[0]) & AREA_BITS;
	size_t i;

	(void)argc;
	if (t == NULL) /* a statement of somebody else's */
		return;
	i = t->next;
	if (i > 0 && t->list[i - 1].id >= id)
		i = first_from(t, id);
	while (i < t->n && t->list[i].id < id)
		i++;
	for (; i < t->n && t->list[i].id == id; i++)
		t->put(t->arg, t->list[i].at, sqlite3_value_double(argv[1]));
	t->next = i;
}

static void
take_end(sqlite3_context *context)
{
	sqlite3_result_null(context);
}

int
take_register(struct store *s, struct err *err)
{
	s->taker = mem_new(1, sizeof(*s->taker));
	return sqlite3_create_function_v2(s->db, "take", 2, SQLITE_UTF8,
		   s->taker, NULL, take_step, take_end, NULL) == SQLITE_OK
	    ? 0
	    : db_err(s, err);
}

int
take_run(struct store *s, sqlite3_stmt *st, struct taker *t, struct err *err)
{
	int rc;

	*s->taker = t;
	rc = db_run(s, st, err);
	*s->taker = NULL;
	return rc;
}
