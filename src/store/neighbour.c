/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * neighbour: areas that share a border, in and out.
 */
#include "store/neighbour.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/db.h"

int
store_borders_due(
    struct store *s, struct border_set **out, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_NEIGHBOUR_DUE, err);
	struct border_set *list = NULL;
	size_t count = 0, cap = 0;
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		const char *level = (const char *)sqlite3_column_text(st, 1);
		struct border_set one = { .year = sqlite3_column_int(st, 0) };

		if (level == NULL || area_level_parse(level, &one.level) == -1)
			continue; /* of a newer program */
		MEM_PUSH(list, count, cap);
		list[count++] = one;
	}
	if (rc == -1) {
		free(list);
		return -1;
	}
	*out = list;
	*n = count;
	return 0;
}

static int
put(struct store *s, int64_t area, int64_t other, double metres,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_NEIGHBOUR_PUT, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, area);
	db_int(st, 2, other);
	sqlite3_bind_double(st, 3, metres);
	return db_run(s, st, err);
}

int
store_put_borders(
    struct store *s, const struct border list[], size_t n, struct err *err)
{
	int rc = 0;

	if (n == 0)
		return 0;
	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct border *b = &list[i];

		rc = put(s, b->area, b->other, b->metres, err);
		if (rc == 0)
			rc = put(s, b->other, b->area, b->metres, err);
	}
	if (rc == 0)
		rc = db_do(s, STMT_REVISION_UP, err);
	if (rc == 0)
		rc = db_exec(s, "COMMIT", err);
	if (rc == -1)
		db_rollback(s);
	return rc;
}

int
store_borders(struct store *s, int64_t area, struct border **out, size_t *n,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_NEIGHBOURS_OF, err);
	struct border *list = NULL;
	size_t count = 0, cap = 0;
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, area);
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(list, count, cap);
		list[count++] =
		    (struct border){ area, sqlite3_column_int64(st, 0),
			    sqlite3_column_double(st, 1) };
	}
	if (rc == -1) {
		free(list);
		return -1;
	}
	*out = list;
	*n = count;
	return 0;
}
