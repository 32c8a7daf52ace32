/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * store: opening and closing facts.db, snapshots, the catalogue's revision.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "take.h"

static const char *const scratch[] = {
#include "store/scratch_text.h"
	NULL
};

/* WAL lets a profile be made while a refresh writes. NORMAL loses at most the
 * last load when the power fails, and that one comes back from raw/. */
static const char pragmas[] = "PRAGMA foreign_keys = ON;"
			      "PRAGMA synchronous = NORMAL;";
/* A load comes sorted and needs few pages at a time; a batch of profiles
 * comes back to the same ones. */
static const char cache_writing[] = "PRAGMA cache_size = -4000";
static const char cache_reading[] = "PRAGMA cache_size = -16000";

/* On a file system where nobody writes, SQLite cannot share a WAL database
 * with others and need not: all of it is in the one file, unless a log stayed
 * behind. The address to open it by then, or NULL. */
static char *
unchanging(const char *path)
{
	char *log = mem_fmt("%s-wal", path);
	struct buf uri = { 0 };
	struct statvfs fs;
	bool sure = statvfs(path, &fs) == 0 && (fs.f_flag & ST_RDONLY) != 0 &&
	    file_size(log) <= 0;

	free(log);
	if (!sure)
		return NULL;
	buf_puts(&uri, path[0] == '/' ? "file://" : "file:");
	for (; *path != '\0'; path++)
		if (strchr("%?#", *path) != NULL)
			buf_putf(&uri, "%%%02X", (unsigned char)*path);
		else
			buf_putc(&uri, *path);
	buf_puts(&uri, "?immutable=1");
	return buf_take(&uri);
}

/* Nobody asks how much memory SQLite takes, and counting that means a lock at
 * each bit of it. Refused once SQLite is at work: no harm. */
static void
configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Read and write also to read: the last one to close a WAL database tidies it
 * up only when it may write. query_only keeps readers honest. A file that may
 * not be written at all is opened for reading alone. */
static int
open_file(struct store *s, struct err *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	char *uri = NULL;
	int rc;

	configure();
	if (s->write)
		flags |= SQLITE_OPEN_CREATE;
	else if (!file_exists(s->path))
		return err_set(err, ERR_BASE,
		    "%s: not there: run 'feiten refresh' first, or "
		    "'feiten rebuild' when raw/ is there",
		    s->path);
	else
		uri = unchanging(s->path);
	if (uri != NULL)
		flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
		    SQLITE_OPEN_NOMUTEX;
	rc = sqlite3_open_v2(
	    uri != NULL ? uri : s->path, &s->db, flags, NULL);
	free(uri);
	if (rc == SQLITE_OK)
		return 0;
	if (s->db == NULL)
		return err_set(
		    err, ERR_BASE, "%s: %s", s->path, sqlite3_errstr(rc));
	return db_err(s, err);
}

static int
set_up(struct store *s, struct err *err)
{
	if (sqlite3_busy_timeout(s->db, 5000) != SQLITE_OK)
		return db_err(s, err);
	if (migrate(s, err) == -1 || db_exec(s, pragmas, err) == -1 ||
	    take_register(s, err) == -1)
		return -1;
	if (db_exec(s, s->write ? cache_writing : cache_reading, err) == -1)
		return -1;
	if (!s->write)
		return db_exec(s, "PRAGMA query_only = ON", err);
	if (db_exec(s, "PRAGMA journal_mode = WAL", err) == -1)
		return -1;
	if (db_script(s, "", scratch, "", err) == -1)
		return -1;
	return batch_register(s, err);
}

int
store_open(const char *path, bool write, struct store **out, struct err *err)
{
	struct store *s = mem_new(1, sizeof(*s));

	s->path = mem_str(path);
	s->write = write;
	if (open_file(s, err) == -1 || set_up(s, err) == -1) {
		store_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	db_finalize(s);
	if (s->db != NULL && !sqlite3_get_autocommit(s->db))
		db_rollback(s);
	sqlite3_close(s->db);
	free(s->feed);
	free(s->taker);
	free(s->path);
	free(s);
}

bool
store_troubled(const struct store *s)
{
	return s->troubled;
}

void
store_scratch(const char *folder)
{
	configure();
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}

int
store_snapshot(struct store *s, struct err *err)
{
	int64_t revision;

	if (db_exec(s, "BEGIN", err) == -1)
		return -1;
	/* BEGIN alone takes no snapshot: the first reading does. */
	if (store_revision(s, &revision, err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}

void
store_snapshot_end(struct store *s)
{
	db_rollback(s);
}

int
store_revision(struct store *s, int64_t *revision, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_REVISION, err);
	int rc;

	if (st == NULL)
		return -1;
	rc = db_number(s, st, revision, err);
	if (rc == 0)
		return err_set(err, ERR_BASE,
		    "%s: no state in it: run 'feiten rebuild'", s->path);
	return rc == 1 ? 0 : -1;
}

int
store_has_run(struct store *s, const char *run_id, bool *yes, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_RUN_KNOWN, err);
	int64_t one;
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, run_id);
	rc = db_number(s, st, &one, err);
	if (rc == -1)
		return -1;
	*yes = rc == 1;
	return 0;
}
