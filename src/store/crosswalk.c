/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crosswalk: what part of an area lies in another of another year, in and
 * out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/loading.h"

static const char *const bases[] = { "table", "addresses", "overlap" };

const char *
basis_name(enum basis basis)
{
	return bases[basis];
}

/* Weights of the same areas that came with another table are replaced. */
static int
put(struct store *s, const struct crossing_part *part, enum basis basis,
    int64_t table, sqlite3_stmt **used, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_CROSSWALK_PUT, err);

	*used = st;
	if (st == NULL)
		return -1;
	db_int(st, 1, part->area);
	db_int(st, 2, part->other);
	sqlite3_bind_double(st, 3, part->weight);
	db_text(st, 4, bases[basis]);
	if (table == 0)
		db_null(st, 5);
	else
		db_int(st, 5, table);
	return 0;
}

int
store_load_crosswalk(struct load *l, const struct crossing_part parts[],
    size_t n, enum basis basis, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_CROSSWALK_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, l->table);
	if (load_touch(l, st, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (put(l->store, &parts[i], basis, l->table, &st, err) == -1 ||
		    load_touch(l, st, err) == -1)
			return -1;
	return 0;
}

static int
put_overlap(struct store *s, const struct crossing_pair *pair,
    const struct crossing_part parts[], size_t n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_OVERLAP_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, pair->from);
	db_int(st, 2, pair->to);
	db_text(st, 3, area_level_name(pair->level));
	if (db_run(s, st, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (put(s, &parts[i], BASIS_OVERLAP, 0, &st, err) == -1 ||
		    db_run(s, st, err) == -1)
			return -1;
	return db_do(s, STMT_REVISION_UP, err);
}

int
store_put_overlap(struct store *s, const struct crossing_pair *pair,
    const struct crossing_part parts[], size_t n, struct err *err)
{
	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1)
		return -1;
	if (put_overlap(s, pair, parts, n, err) == -1 ||
	    db_exec(s, "COMMIT", err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}

int
store_overlap_due(
    struct store *s, struct crossing_pair **out, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_OVERLAP_DUE, err);
	struct crossing_pair *list = NULL;
	size_t count = 0, cap = 0;
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		const char *level = (const char *)sqlite3_column_text(st, 2);
		struct crossing_pair one = { .from = sqlite3_column_int(st, 0),
			.to = sqlite3_column_int(st, 1) };

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

static void
copy_code(sqlite3_stmt *st, int at, char out[12])
{
	const char *s = (const char *)sqlite3_column_text(st, at);

	snprintf(out, 12, "%s", s == NULL ? "" : s);
}

int
store_crosswalks(
    struct store *s, crossing_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_CROSSWALKS, err);
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		struct crossing_row row = { .from = sqlite3_column_int(st, 0),
			.to = sqlite3_column_int(st, 2),
			.weight = sqlite3_column_double(st, 4) };
		const char *basis = (const char *)sqlite3_column_text(st, 5);

		copy_code(st, 1, row.code);
		copy_code(st, 3, row.other);
		while (row.basis < BASIS_OVERLAP && basis != NULL &&
		    strcmp(basis, bases[row.basis]) != 0)
			row.basis++;
		if (sink(arg, &row, err) == 0)
			continue;
		db_reset(st);
		return -1;
	}
	return rc;
}
