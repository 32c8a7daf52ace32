/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * replace: a newly made database in the place of the old one, under the eyes
 * of its readers: SQLite's backup writes all pages in one transaction.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"

/* A busy target is asked again this often, a tenth of a second apart. */
#define TRIES 300

static int
remove_beside(const char *path, const char *suffix, struct err *err)
{
	char *beside = mem_fmt("%s%s", path, suffix);
	int rc = file_remove(beside, err);

	free(beside);
	return rc;
}

int
store_remove(const char *path, struct err *err)
{
	if (file_remove(path, err) == -1 ||
	    remove_beside(path, "-wal", err) == -1)
		return -1;
	return remove_beside(path, "-shm", err);
}

int
store_move(const char *from, const char *to, struct err *err)
{
	char *log = mem_fmt("%s-wal", from), *log_to = mem_fmt("%s-wal", to);
	int rc = 0;

	/* The log first: alone in its new place it harms nobody. */
	if (file_exists(log))
		rc = file_rename(log, log_to, err);
	if (rc == 0)
		rc = remove_beside(from, "-shm", err);
	if (rc == 0)
		rc = file_rename(from, to, err);
	free(log);
	free(log_to);
	return rc;
}

static int
copy_pages(struct store *from, struct store *to, struct err *err)
{
	sqlite3_backup *copy =
	    sqlite3_backup_init(to->db, "main", from->db, "main");
	int rc, tries = 0;

	if (copy == NULL)
		return db_err(to, err);
	do {
		rc = sqlite3_backup_step(copy, -1);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
			sqlite3_sleep(100);
	} while ((rc == SQLITE_BUSY || rc == SQLITE_LOCKED) &&
	    ++tries < TRIES);
	sqlite3_backup_finish(copy);
	if (rc == SQLITE_DONE)
		return 0;
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
		return err_set(err, ERR_BASE,
		    "%s: another program keeps it busy: close it and run "
		    "'feiten rebuild' again",
		    to->path);
	return db_err(to, err);
}

int
store_replace(const char *from, const char *to, struct err *err)
{
	struct store *source = NULL, *target = NULL;
	int rc = -1;

	if (!file_exists(to))
		return store_remove(to, err) == -1 ? -1
						   : file_rename(from, to, err);
	if (store_open(from, false, &source, err) == -1 ||
	    store_open(to, true, &target, err) == -1)
		goto done;
	rc = copy_pages(source, target, err);
done:
	store_close(source);
	store_close(target);
	return rc;
}
