/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * db: statements by name, binding, stepping, and what SQLite's complaints
 * mean to the person at the keyboard.
 */
#include <assert.h>
#include <errno.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/db.h"

static const struct {
	const char *name, *sql;
} texts[] = {
#include "store/stmt_text.h"
};
_Static_assert(sizeof(texts) / sizeof(texts[0]) == STMT_COUNT,
    "a text for every statement");

const char *
stmt_name(enum stmt id)
{
	return texts[id].name;
}

const char *
stmt_sql(enum stmt id)
{
	return texts[id].sql;
}

/* A write that found no room, also where SQLite calls it an I/O error: for
 * the file it shares between processes, or at a limit on the size of files. */
static bool
no_room(struct store *s, int rc)
{
	int why = rc == SQLITE_IOERR ? sqlite3_system_errno(s->db) : 0;

	return rc == SQLITE_FULL || why == ENOSPC || why == EFBIG;
}

int
db_err(struct store *s, struct err *err)
{
	int rc = sqlite3_errcode(s->db) & 0xff;

	s->troubled = true;
	if (no_room(s, rc))
		return err_set(err, ERR_WORK,
		    "%s: the disk is full: nothing was changed: make room and "
		    "try again",
		    s->path);
	switch (rc) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_LOCK,
		    "%s: another program is writing to it: try again when "
		    "that is done",
		    s->path);
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return err_set(err, ERR_BASE,
		    "%s: no sound database (%s): move it away and run "
		    "'feiten rebuild'",
		    s->path, sqlite3_errmsg(s->db));
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_BASE,
		    "%s: %s: look at the rights of the file and its folder; a "
		    "copy is to be opened once where it may be written",
		    s->path, sqlite3_errmsg(s->db));
	case SQLITE_IOERR:
		return err_set(err, ERR_BASE,
		    "%s: %s: look at the disk, then try again", s->path,
		    sqlite3_errmsg(s->db));
	default:
		return err_set(
		    err, ERR_BASE, "%s: %s", s->path, sqlite3_errmsg(s->db));
	}
}

sqlite3_stmt *
db_stmt(struct store *s, enum stmt id, struct err *err)
{
	sqlite3_stmt *st = s->stmts[id];

	if (st != NULL) {
		assert(!sqlite3_stmt_busy(st));
		sqlite3_clear_bindings(st);
		return st;
	}
	if (sqlite3_prepare_v3(s->db, texts[id].sql, -1,
		SQLITE_PREPARE_PERSISTENT, &st, NULL) != SQLITE_OK) {
		db_err(s, err);
		err_ctx(err, "%s", texts[id].name);
		return NULL;
	}
	s->stmts[id] = st;
	return st;
}

/* Binding fails only for a wrong number (a bug) or for want of memory. */
static void
bound(int rc)
{
	assert(rc == SQLITE_OK);
	(void)rc;
}

void
db_text(sqlite3_stmt *st, int at, const char *text)
{
	bound(sqlite3_bind_text(st, at, text, -1, SQLITE_TRANSIENT));
}

void
db_int(sqlite3_stmt *st, int at, int64_t v)
{
	bound(sqlite3_bind_int64(st, at, v));
}

void
db_null(sqlite3_stmt *st, int at)
{
	bound(sqlite3_bind_null(st, at));
}

int
db_row(struct store *s, sqlite3_stmt *st, struct err *err)
{
	switch (sqlite3_step(st)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		sqlite3_reset(st);
		return 0;
	default:
		db_err(s, err);
		sqlite3_reset(st);
		return -1;
	}
}

int
db_run(struct store *s, sqlite3_stmt *st, struct err *err)
{
	int rc;

	while ((rc = db_row(s, st, err)) == 1)
		;
	return rc;
}

int
db_do(struct store *s, enum stmt id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, id, err);

	return st == NULL ? -1 : db_run(s, st, err);
}

int
db_number(struct store *s, sqlite3_stmt *st, int64_t *v, struct err *err)
{
	int rc = db_row(s, st, err);

	if (rc == 1) {
		*v = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return rc;
}

void
db_reset(sqlite3_stmt *st)
{
	sqlite3_reset(st);
}

char *
db_str(sqlite3_stmt *st, int at)
{
	return mem_str((const char *)sqlite3_column_text(st, at));
}

int
db_exec(struct store *s, const char *sql, struct err *err)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_err(s, err);
	return 0;
}

int
db_script(struct store *s, const char *before, const char *const lines[],
    const char *after, struct err *err)
{
	struct buf sql = { 0 };
	int rc;

	buf_puts(&sql, before);
	for (; *lines != NULL; lines++)
		buf_puts(&sql, *lines);
	buf_puts(&sql, after);
	rc = db_exec(s, buf_str(&sql), err);
	buf_free(&sql);
	return rc;
}

void
db_rollback(struct store *s)
{
	for (int i = 0; i < STMT_COUNT; i++)
		if (s->stmts[i] != NULL)
			sqlite3_reset(s->stmts[i]);
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

void
db_finalize(struct store *s)
{
	for (int i = 0; i < STMT_COUNT; i++) {
		sqlite3_finalize(s->stmts[i]);
		s->stmts[i] = NULL;
	}
}
