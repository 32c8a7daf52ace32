/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * batch: cells in memory as a table of SQLite, batch (k, value). One INSERT
 * INTO obs SELECT k, value FROM batch then puts a hundred thousand facts for
 * the price of one statement: half the time of binding them one by one.
 */
#include "store/batch.h"

#include <stdlib.h>

#include "base/mem.h"

struct cursor {
	sqlite3_vtab_cursor base;
	size_t at;
};

struct table {
	sqlite3_vtab base;
	const struct batch_feed *feed;
};

static int
batch_connect(sqlite3 *db, void *aux, int argc, const char *const *argv,
    sqlite3_vtab **out, char **message)
{
	struct table *t;
	int rc;

	(void)argc;
	(void)argv;
	(void)message;
	rc = sqlite3_declare_vtab(db, "CREATE TABLE x (k INTEGER, value REAL)");
	if (rc != SQLITE_OK)
		return rc;
	t = mem_new(1, sizeof(*t));
	t->feed = aux;
	*out = &t->base;
	return SQLITE_OK;
}

static int
batch_disconnect(sqlite3_vtab *tab)
{
	free(tab);
	return SQLITE_OK;
}

/* There is one way to read it: from the first cell to the last. */
static int
batch_best(sqlite3_vtab *tab, sqlite3_index_info *info)
{
	(void)tab;
	info->estimatedCost = 1e5;
	info->estimatedRows = 100000;
	return SQLITE_OK;
}

static int
batch_open(sqlite3_vtab *tab, sqlite3_vtab_cursor **out)
{
	struct cursor *c = mem_new(1, sizeof(*c));

	(void)tab;
	*out = &c->base;
	return SQLITE_OK;
}

static int
batch_close(sqlite3_vtab_cursor *cur)
{
	free(cur);
	return SQLITE_OK;
}

static int
batch_filter(sqlite3_vtab_cursor *cur, int number, const char *text, int argc,
    sqlite3_value **argv)
{
	(void)number;
	(void)text;
	(void)argc;
	(void)argv;
	((struct cursor *)cur)->at = 0;
	return SQLITE_OK;
}

static int
batch_next(sqlite3_vtab_cursor *cur)
{
	((struct cursor *)cur)->at++;
	return SQLITE_OK;
}

static int
batch_eof(sqlite3_vtab_cursor *cur)
{
	const struct table *t = (const struct table *)cur->pVtab;

	return ((struct cursor *)cur)->at >= t->feed->n;
}

static int
batch_column(sqlite3_vtab_cursor *cur, sqlite3_context *to, int column)
{
	const struct batch_feed *feed =
	    ((const struct table *)cur->pVtab)->feed;
	const struct load_cell *cell = &feed->cells[((struct cursor *)cur)->at];

	if (column == 0)
		sqlite3_result_int64(to,
		    feed->columns[cell->column] << 24 |
			feed->areas[cell->area]);
	else
		sqlite3_result_double(to, cell->value);
	return SQLITE_OK;
}

static int
batch_rowid(sqlite3_vtab_cursor *cur, sqlite3_int64 *rowid)
{
	*rowid = (sqlite3_int64)((struct cursor *)cur)->at;
	return SQLITE_OK;
}

/* Without xCreate it can only be used under its own name, and leaves no trace
 * in the schema. */
static const sqlite3_module module = {
	.iVersion = 1,
	.xConnect = batch_connect,
	.xBestIndex = batch_best,
	.xDisconnect = batch_disconnect,
	.xOpen = batch_open,
	.xClose = batch_close,
	.xFilter = batch_filter,
	.xNext = batch_next,
	.xEof = batch_eof,
	.xColumn = batch_column,
	.xRowid = batch_rowid,
};

int
batch_register(struct store *s, struct err *err)
{
	s->feed = mem_new(1, sizeof(*s->feed));
	if (sqlite3_create_module(s->db, "batch", &module, s->feed) !=
	    SQLITE_OK)
		return db_err(s, err);
	return 0;
}

int
batch_run(struct store *s, sqlite3_stmt *st, const struct batch_feed *feed,
    struct err *err)
{
	int rc;

	*s->feed = *feed;
	rc = db_run(s, st, err);
	*s->feed = (struct batch_feed){ 0 };
	return rc;
}
