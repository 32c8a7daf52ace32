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

#define DIGIT 11 /* bits */
#define DIGITS ((size_t)1 << DIGIT)

/* Column and area as one number, as facts have it. */
static uint64_t
place_key(const struct doubt_place *d)
{
	return (uint64_t)d->column << 24 | (uint64_t)d->area;
}

/* Digit by digit, the last one first: ids of doubts are by lot, so they come
 * in no order at all, and there may be a million of them. */
static void
sort_places(struct doubt_places *list)
{
	struct doubt_place *room = mem_new(list->n + 1, sizeof(*room));
	uint64_t most = 0;

	for (size_t i = 0; i < list->n; i++)
		most |= place_key(&list->items[i]);
	for (int shift = 0; shift < 64 && most >> shift != 0; shift += DIGIT) {
		struct doubt_place *was = list->items;
		size_t upto[DIGITS] = { 0 }, sum = 0;

		for (size_t i = 0; i < list->n; i++)
			upto[place_key(&was[i]) >> shift & (DIGITS - 1)]++;
		for (size_t k = 0; k < DIGITS; k++) {
			const size_t here = upto[k];

			upto[k] = sum;
			sum += here;
		}
		for (size_t i = 0; i < list->n; i++)
			room[upto[place_key(&was[i]) >> shift &
			    (DIGITS - 1)]++] = was[i];
		list->items = room;
		room = was;
	}
	list->cap = list->n; /* whichever of the two lists it is */
	free(room);
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
	if (rc == 0 && out->n > 1)
		sort_places(out);
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
