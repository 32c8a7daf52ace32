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

static int
compare(const void *a, const void *b)
{
	const struct doubt_place *x = a, *y = b;

	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return (x->area > y->area) - (x->area < y->area);
}

bool
doubt_places_have(const struct doubt_places *list, int64_t column, int64_t area)
{
	const struct doubt_place one = { column, area }, all = { column, 0 };

	if (list->n == 0)
		return false;
	return bsearch(&one, list->items, list->n, sizeof(one), compare) !=
	    NULL ||
	    bsearch(&all, list->items, list->n, sizeof(all), compare) != NULL;
}
