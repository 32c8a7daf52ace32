/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postcode: which postcode lies in which buurt, in and out.
 */
#include "store/postcode.h"

#include <stdio.h>

#include "store/loading.h"

int
store_load_postcodes(struct load *l, int year,
    const struct postcode_part parts[], size_t n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_POSTCODE_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, year);
	if (load_touch(l, st, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		st = db_stmt(l->store, STMT_POSTCODE_PUT, err);
		if (st == NULL)
			return -1;
		db_int(st, 1, year);
		db_text(st, 2, parts[i].code);
		db_int(st, 3, parts[i].area);
		sqlite3_bind_double(st, 4, parts[i].share);
		db_int(st, 5, l->table);
		if (load_touch(l, st, err) == -1)
			return -1;
	}
	return 0;
}

int
store_postcode_year(struct store *s, int *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_POSTCODE_YEAR, err);

	if (st == NULL || db_row(s, st, err) == -1)
		return -1;
	*out = sqlite3_column_int(st, 0); /* 0 for NULL */
	db_reset(st);
	return 0;
}

int
store_postcode(struct store *s, int year, const char *postcode,
    postcode_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_POSTCODE_BUURTEN, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, year);
	db_text(st, 2, postcode);
	while ((rc = db_row(s, st, err)) == 1) {
		const char *buurt = (const char *)sqlite3_column_text(st, 0);
		char code[12];

		snprintf(code, sizeof(code), "%s", buurt == NULL ? "" : buurt);
		if (sink(arg, code, sqlite3_column_double(st, 1), err) == 0)
			continue;
		db_reset(st);
		return -1;
	}
	return rc;
}
