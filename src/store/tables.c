/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tables: what is loaded, for listings.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/db.h"

static void
read_table(sqlite3_stmt *st, struct loaded_table *t)
{
	memset(t, 0, sizeof(*t));
	t->source = db_str(st, 0);
	t->source_title = db_str(st, 1);
	t->publisher = db_str(st, 2);
	t->licence = db_str(st, 3);
	t->licence_url = db_str(st, 4);
	t->link = db_str(st, 5);
	t->table_id = db_str(st, 6);
	t->title = db_str(st, 7);
	t->period = db_str(st, 8);
	t->area_year = sqlite3_column_int(st, 9);
	t->modified = db_str(st, 10);
	t->run = db_str(st, 11);
	t->fetched_at = sqlite3_column_int64(st, 12);
	t->rows = sqlite3_column_int64(st, 13);
	t->facts = sqlite3_column_int64(st, 14);
	t->topics = sqlite3_column_int64(st, 15);
	t->delivered = sqlite3_column_int64(st, 16);
	t->mapped = sqlite3_column_int64(st, 17);
	t->first = db_str(st, 18);
	t->last = db_str(st, 19);
}

int
store_tables(struct store *s, struct loaded_tables *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_TABLES, err);
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		MEM_PUSH(out->items, out->n, out->cap);
		read_table(st, &out->items[out->n++]);
	}
	return rc;
}

void
loaded_tables_free(struct loaded_tables *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct loaded_table *t = &list->items[i];

		free(t->source);
		free(t->source_title);
		free(t->publisher);
		free(t->licence);
		free(t->licence_url);
		free(t->link);
		free(t->table_id);
		free(t->title);
		free(t->period);
		free(t->first);
		free(t->last);
		free(t->modified);
		free(t->run);
	}
	free(list->items);
	memset(list, 0, sizeof(*list));
}
