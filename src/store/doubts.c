/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doubts: what is doubted, for those who show values.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/check.h"
#include "store/db.h"

int
store_refused(struct store *s, const char *id, char **message, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_REFUSED, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, id);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	*message = db_str(st, 0);
	db_reset(st);
	return 1;
}

int
store_doubt_places(struct store *s, struct doubt_places *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_DOUBTS_OPEN, err);
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n++] =
		    (struct doubt_place){ sqlite3_column_int64(st, 0),
			    sqlite3_column_int64(st, 1) };
	}
	return rc;
}

/* The first that is not before a column. */
static size_t
first_from(const struct doubt_places *list, int64_t column)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (list->items[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct doubt_place *
doubt_places_of(const struct doubt_places *list, int64_t column, size_t *n)
{
	const size_t first = first_from(list, column);

	*n = first_from(list, column + 1) - first;
	return *n == 0 ? NULL : &list->items[first];
}

bool
doubt_places_have(const struct doubt_place of[], size_t n, int64_t area)
{
	size_t low = 0, high = n;

	if (n > 0 && of[0].area == 0)
		return true;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (of[middle].area < area)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && of[low].area == area;
}
