/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * areas: reading areas by vintage, level, place or name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/db.h"

/* Codes are at most 11 bytes by area_code; another program may have written
 * longer ones, and then they are cut rather than overrun. */
static void
copy_code(sqlite3_stmt *st, int at, char out[12])
{
	const char *s = (const char *)sqlite3_column_text(st, at);
	size_t n = s == NULL ? 0 : strnlen(s, 11);

	memcpy(out, n == 0 ? "" : s, n);
	out[n] = '\0';
}

/* What the codes of a level inside a gemeente or wijk begin with: "BU0603" of
 * GM0603, "BU060307" of WK060307. False when that is not to be said: other
 * levels, or there are further wishes. */
static bool
inside(const struct area_filter *f, char from[12], char to[13])
{
	char code[12];
	enum area_level outer;
	size_t n;

	if (f->within == NULL || f->code != NULL || f->name != NULL ||
	    (f->level != LEVEL_WIJK && f->level != LEVEL_BUURT) ||
	    area_code(f->within, strlen(f->within), code, &outer) == -1 ||
	    (outer != LEVEL_GEMEENTE && outer != LEVEL_WIJK) ||
	    (int)outer >= f->level)
		return false;
	n = strlen(code);
	memcpy(from, f->level == LEVEL_WIJK ? "WK" : "BU", 2);
	memcpy(from + 2, code + 2, n - 1);
	memcpy(to, from, n);
	memcpy(to + n, "~", 2); /* after every letter and digit */
	return true;
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

static int
by_code(const void *a, const void *b)
{
	const struct area *x = a, *y = b;

	return strcmp(x->code, y->code);
}

/* All of a year, or of a level of it. */
static bool
is_year(const struct area_filter *f)
{
	return f->year != 0 && f->within == NULL && f->code == NULL &&
	    f->name == NULL;
}

int
store_areas(struct store *s, const struct area_filter *filter,
    struct areas *out, struct err *err)
{
	char *folded = filter->name == NULL ? NULL : text_fold(filter->name);
	enum stmt which =
	    filter->code != NULL ? STMT_AREAS_BY_CODE : STMT_AREAS;
	const size_t first = out->n;
	char from[12], to[13];
	sqlite3_stmt *st;
	int rc = -1;

	if (is_year(filter))
		which = STMT_AREAS_OF_YEAR;
	if (inside(filter, from, to))
		which = STMT_AREAS_INSIDE;
	st = db_stmt(s, which, err);
	if (st == NULL)
		goto done;
	if (which == STMT_AREAS_INSIDE) {
		db_text(st, 6, from);
		db_text(st, 7, to);
	}
	db_int(st, 1, filter->year);
	if (filter->level >= 0)
		db_text(st, 2, area_level_name((enum area_level)filter->level));
	if (which != STMT_AREAS_OF_YEAR) {
		db_text(st, 3, filter->within);
		db_text(st, 4, filter->code);
		db_text(st, 5, folded);
	}
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(out->items, out->n, out->cap);
		if (read_area(s, st, &out->items[out->n], err) == -1) {
			db_reset(st);
			rc = -1;
			break;
		}
		out->n++;
	}
	if (which == STMT_AREAS_OF_YEAR && out->n > first)
		qsort(out->items + first, out->n - first, sizeof(*out->items),
		    by_code);
done:
	free(folded);
	return rc;
}
