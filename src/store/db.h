/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * db: SQLite as the rest of the store sees it: statements by name, prepared
 * on first use, always bound. For src/store only.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/err.h"
#include "model/indicator.h"
#include "store/store.h"

#include "store/stmt.h"

#define STORE_APPLICATION 0x66656974 /* "feit", the application_id */
#define STORE_VERSION 4		     /* user_version: of the newest migration */

struct batch_feed;
struct taker;

struct store {
	sqlite3 *db;
	char *path;
	bool write;
	bool troubled; /* SQLite refused something: see store_troubled */
	sqlite3_stmt *stmts[STMT_COUNT]; /* NULL until first used */
	struct batch_feed *feed;	 /* what the table "batch" shows */
	struct taker **taker;		 /* where take() goes while it runs */
};

/* The text of a statement, for tests and messages. */
const char *stmt_name(enum stmt id);
const char *stmt_sql(enum stmt id);

/* A statement, ready to be bound; NULL and err on failure. It belongs to the
 * store. Use it to its end (or db_reset it) before asking for it again. */
sqlite3_stmt *db_stmt(struct store *s, enum stmt id, struct err *err);
void db_text(sqlite3_stmt *st, int at, const char *text); /* NULL: null */
void db_int(sqlite3_stmt *st, int at, int64_t v);
void db_null(sqlite3_stmt *st, int at);
/* The next row: 1, or 0 at the end (the statement is then reset), or -1. */
int db_row(struct store *s, sqlite3_stmt *st, struct err *err);
/* Run to the end, rows ignored. */
int db_run(struct store *s, sqlite3_stmt *st, struct err *err);
/* The same for a statement without anything to bind. */
int db_do(struct store *s, enum stmt id, struct err *err);
/* One number out of a statement of at most one row: 1 and *v (NULL counts as
 * 0), 0 when there is no row, or -1. */
int db_number(struct store *s, sqlite3_stmt *st, int64_t *v, struct err *err);
void db_reset(sqlite3_stmt *st);
/* A column of the current row as a new string, NULL for null. */
char *db_str(sqlite3_stmt *st, int at);
/* Plain SQL of our own: BEGIN, COMMIT, a pragma, a schema. */
int db_exec(struct store *s, const char *sql, struct err *err);
/* Lines of SQL up to a NULL, with something before and after them. */
int db_script(struct store *s, const char *before, const char *const lines[],
    const char *after, struct err *err);
/* Undo; never fails in a way anyone can act on. */
void db_rollback(struct store *s);
/* What SQLite says, as an err of the right kind with the next step. */
int db_err(struct store *s, struct err *err);
void db_finalize(struct store *s);

/* Bring a database to STORE_VERSION (write), or check that it is (not). */
int migrate(struct store *s, struct err *err);
/* The table "batch" (k, value) over cells in memory: see batch.c. */
int batch_register(struct store *s, struct err *err);

#endif
