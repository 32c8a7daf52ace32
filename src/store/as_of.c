/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * as_of: facts.db as it was known at a moment of the past. What is asked
 * afterwards finds tables of the same names in temp, and those go first.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "store/db.h"

static const char *const scratch[] = {
#include "store/scratch_as_of_text.h"
	NULL
};

struct level_state {
	int64_t column;
	bool values;
	enum absence empty; /* of now */
};

static int
with_moment(struct store *s, enum stmt id, int64_t until, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, id, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, until);
	return db_run(s, st, err);
}

static int
nothing_yet(struct store *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_AS_OF_FIRST, err);
	int64_t first;
	char iso[21];

	if (st == NULL || db_number(s, st, &first, err) == -1)
		return -1;
	return err_set(err, ERR_USAGE,
	    "nothing was known yet on that day: the oldest figures here were "
	    "fetched on %.10s",
	    when_iso(first, iso));
}

/* What an empty cell of a level meant then: not delivered where there was no
 * value, unless there can be none; withheld where there was one and is none
 * now. */
static enum absence
empty_then(const struct level_state *l)
{
	if (l->values)
		return ABSENCE_WITHHELD;
	return l->empty == ABSENCE_CANNOT_OCCUR ? ABSENCE_CANNOT_OCCUR
						: ABSENCE_NOT_DELIVERED;
}

static int
put_level(
    struct store *s, int level, const struct level_state *l, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_AS_OF_PUT_LEVEL, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, l->column);
	db_int(st, 2, level);
	db_int(st, 3, empty_then(l));
	return db_run(s, st, err);
}

static int
set_level(struct store *s, int level, struct err *err)
{
	struct level_state *list = NULL;
	size_t n = 0, cap = 0;
	sqlite3_stmt *st = db_stmt(s, STMT_AS_OF_LEVEL, err);
	int rc = -1;

	if (st == NULL)
		return -1;
	db_int(st, 1, level);
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(list, n, cap);
		list[n++] =
		    (struct level_state){ .column = sqlite3_column_int64(st, 0),
			    .values = sqlite3_column_int(st, 1) != 0,
			    .empty = (enum absence)sqlite3_column_int(st, 2) };
	}
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = put_level(s, level, &list[i], err);
	free(list);
	return rc;
}

static int
fill(struct store *s, int64_t until, struct err *err)
{
	static const enum stmt before[] = { STMT_AS_OF_LATE, STMT_AS_OF_PAST,
		STMT_AS_OF_COL_SAME, STMT_AS_OF_COL_LATER };
	static const enum stmt after[] = { STMT_AS_OF_SLOT, STMT_AS_OF_COL_DROP,
		STMT_AS_OF_COL_ACTIVE, STMT_AS_OF_TOPIC, STMT_AS_OF_VINTAGE };
	size_t i;

	if (with_moment(s, STMT_AS_OF_KNOWN, until, err) == -1)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return nothing_yet(s, err);
	if (with_moment(s, STMT_AS_OF_TBL, until, err) == -1)
		return -1;
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (db_do(s, before[i], err) == -1)
			return -1;
	for (int level = 1; level <= LEVELS; level++)
		if (set_level(s, level, err) == -1)
			return -1;
	for (i = 0; i < sizeof(after) / sizeof(after[0]); i++)
		if (db_do(s, after[i], err) == -1)
			return -1;
	return 0;
}

int
store_failed_then(
    struct store *s, int64_t until, struct strings *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_AS_OF_FAILED, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, until);
	while ((rc = db_row(s, st, err)) == 1)
		strings_add(out, (const char *)sqlite3_column_text(st, 0));
	return rc;
}

int
store_as_of(struct store *s, int64_t until, struct err *err)
{
	int rc;

	/* Readers change nothing; these are tables of their own. */
	if (db_exec(s, "PRAGMA query_only = OFF", err) == -1)
		return -1;
	rc = db_script(s, "", scratch, "", err);
	if (rc == 0)
		rc = fill(s, until, err);
	if (db_exec(s, "PRAGMA query_only = ON",
		rc == 0 ? err : &(struct err){ 0 }) == -1)
		rc = -1;
	return rc;
}
