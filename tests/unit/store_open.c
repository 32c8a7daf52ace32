/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Opening facts.db: made where it may be, refused with the next step where it
 * is not ours, and left alone by readers.
 */
#include "store_made.h"

static void
put_file(const char *path, const char *text)
{
	struct err err = { 0 };

	if (file_write(path, text, strlen(text), 0644, &err) == -1) {
		printf("Bail out! %s\n", err.msg);
		exit(99);
	}
}

static void
run_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
		printf("Bail out! %s\n", sqlite3_errmsg(db));
		exit(99);
	}
	sqlite3_close(db);
}

static void
refused(const char *path, bool write, const char *why, const char *name)
{
	struct store *s = NULL;
	struct err err = { 0 };

	ok(store_open(path, write, &s, &err) == -1 && s == NULL &&
		err.code == ERR_BASE,
	    "%s: refused", name);
	if (!ok(strstr(err.msg, why) != NULL && strstr(err.msg, path) != NULL,
		"%s: says '%s' and the path", name, why))
		printf("# %s\n", err.msg);
	store_close(s);
}

static void
test_absent(const char *dir)
{
	char *path = file_join(dir, "absent.db");

	refused(path, false, "feiten refresh", "reading what is not there");
	ok(!file_exists(path), "reading does not make a file");
	free(path);
	path = file_join(dir, "no/such/folder.db");
	refused(path, true, "rights", "writing in a folder that is not there");
	free(path);
}

static void
test_foreign(const char *dir)
{
	char *path = file_join(dir, "text.db");
	char *other = file_join(dir, "other.db");

	put_file(path,
	    "This is a letter and no database, however long it may be. It "
	    "goes on until it is longer than the header of a real one.\n");
	refused(path, true, "feiten rebuild", "a text file");
	refused(path, false, "feiten rebuild", "reading a text file");
	run_sql(other, "CREATE TABLE bookmarks (url TEXT)");
	refused(other, true, "another program", "another database");
	refused(other, false, "another program", "reading another database");
	run_sql(other, "PRAGMA application_id = 42; PRAGMA user_version = 1");
	refused(other, true, "another program", "another application's");
	free(other);
	free(path);
}

static void
test_newer(const char *dir)
{
	char *path = file_join(dir, "newer.db");
	struct store *s = NULL;
	struct err err = { 0 };

	ok(store_open(path, true, &s, &err) == 0, "a new one is made");
	is_answer(
	    s, "PRAGMA application_id", "1717922164", "it bears our mark");
	is_answer(s, "PRAGMA user_version", "4", "and its version");
	is_answer(s, "PRAGMA journal_mode", "wal", "readers and a writer");
	is_answer(s, "PRAGMA foreign_keys", "1", "keys are kept");
	store_close(s);
	run_sql(path, "PRAGMA user_version = 99");
	refused(path, true, "newer feiten", "a newer version");
	refused(path, false, "newer feiten", "reading a newer version");
	free(path);
}

static void
test_empty(const char *dir)
{
	char *path = file_join(dir, "empty.db");
	struct store *s = NULL;
	struct err err = { 0 };
	int64_t revision = -1;

	put_file(path, "");
	refused(path, false, "nothing in it", "reading an empty file");
	ok(store_open(path, true, &s, &err) == 0,
	    "an empty file becomes a database");
	ok(store_revision(s, &revision, &err) == 0 && revision == 0,
	    "of revision 0");
	store_close(s);
	free(path);
}

static void
test_reader(const char *dir)
{
	char *path = file_join(dir, "read.db");
	struct store *w = NULL, *r = NULL;
	struct names names = { 0 };
	struct err err = { 0 };

	store_open(path, true, &w, &err);
	ok(store_open(path, false, &r, &err) == 0, "read beside a writer");
	ok(store_snapshot(r, &err) == 0, "a snapshot");
	is_answer(r, "SELECT revision FROM state", "0", "before");
	ok(db_exec(w, "UPDATE state SET revision = 7", &err) == 0,
	    "the writer writes");
	is_answer(r, "SELECT revision FROM state", "0",
	    "the snapshot stays as it was");
	store_snapshot_end(r);
	is_answer(r, "SELECT revision FROM state", "7", "after it");
	ok(db_exec(r, "UPDATE state SET revision = 8", &err) == -1,
	    "a reader cannot write");
	store_close(w);
	store_close(r);
	file_list(dir, NULL, &names, &err);
	for (size_t i = 0; i < names.n; i++)
		ok(strstr(names.items[i], "-wal") == NULL &&
			strstr(names.items[i], "-shm") == NULL,
		    "%s is no leftover", names.items[i]);
	names_free(&names);
	free(path);
}

int
main(void)
{
	char *dir = made_dir();

	test_absent(dir);
	test_foreign(dir);
	test_newer(dir);
	test_empty(dir);
	test_reader(dir);
	made_end(NULL, dir);
	return done_testing();
}
