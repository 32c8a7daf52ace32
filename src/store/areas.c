/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * areas: reading areas by vintage, level, place or name.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

/* Codes are at most 11 bytes by area_code; another program may have written
 * longer ones, and then they are cut rather than overrun. */
static void
copy_code(sqlite3_stmt *st, int at, char out[12])
{
	const char *s = (const char *)sqlite3_column_text(st, at);

	snprintf(out, 12, "%s", s == NULL ? "" : s);
}

static int
read_area(struct store *s, sqlite3_stmt *st, struct area *out, struct err *err)
{
	const char *level = (const char *)sqlite3_column_text(st, 3);
	const char *change = (const char *)sqlite3_column_text(st, 7);
	struct area a = { 0 };

	if (level == NULL || area_level_parse(level, &a.level) == -1)
		return err_set(err, ERR_BASE,
		    "%s: area of no known level: run 'feiten rebuild'",
		    s->path);
	a.id = sqlite3_column_int64(st, 0);
	copy_code(st, 1, a.code);
	a.year = sqlite3_column_int(st, 2);
	a.name = db_str(st, 4);
	copy_code(st, 5, a.parent);
	copy_code(st, 6, a.municipality);
	a.change = change == NULL ? '\0' : change[0];
	*out = a;
	return 0;
}

int
store_areas(struct store *s, const struct area_filter *filter,
    struct areas *out, struct err *err)
{
	char *folded = filter->name == NULL ? NULL : text_fold(filter->name);
	sqlite3_stmt *st;
	int rc = -1;

	st = db_stmt(
	    s, filter->code != NULL ? STMT_AREAS_BY_CODE : STMT_AREAS, err);
	if (st == NULL)
		goto done;
	db_int(st, 1, filter->year);
	if (filter->level >= 0)
		db_text(st, 2, area_level_name((enum area_level)filter->level));
	db_text(st, 3, filter->within);
	db_text(st, 4, filter->code);
	db_text(st, 5, folded);
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(out->items, out->n, out->cap);
		if (read_area(s, st, &out->items[out->n], err) == -1) {
			db_reset(st);
			rc = -1;
			break;
		}
		out->n++;
	}
done:
	free(folded);
	return rc;
}
