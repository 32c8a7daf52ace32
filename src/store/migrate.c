/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * migrate: is this file ours, and how does it become what this program
 * expects? The list of migrations only grows at its end.
 */
#include <stdio.h>

#include "store/db.h"

static const char *const version_1[] = {
#include "store/schema_text.h"
	NULL
};
static const char *const version_2[] = {
#include "store/schema_2_text.h"
	NULL
};
static const char *const version_3[] = {
#include "store/schema_3_text.h"
	NULL
};
static const char *const version_4[] = {
#include "store/schema_4_text.h"
	NULL
};

static const struct {
	int version; /* after it */
	const char *const *lines;
} migrations[] = {
	{ 1, version_1 },
	{ 2, version_2 },
	{ 3, version_3 },
	{ 4, version_4 },
};
#define MIGRATIONS (sizeof(migrations) / sizeof(migrations[0]))

static int
pragma_get(struct store *s, const char *sql, int64_t *v, struct err *err)
{
	sqlite3_stmt *st = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK ||
	    sqlite3_step(st) != SQLITE_ROW) {
		db_err(s, err);
		goto done;
	}
	*v = sqlite3_column_int64(st, 0);
	rc = 0;
done:
	sqlite3_finalize(st);
	return rc;
}

/* Every step is a transaction of its own, version number included. */
static int
apply(struct store *s, const char *const *lines, int version, struct err *err)
{
	char after[128];

	snprintf(after, sizeof(after),
	    "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\n"
	    "COMMIT;\n",
	    STORE_APPLICATION, version);
	if (db_script(s, "BEGIN IMMEDIATE;\n", lines, after, err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}

/* *version is 0 for a file with nothing in it. */
static int
look(struct store *s, int64_t *version, struct err *err)
{
	int64_t application, tables;

	if (pragma_get(s, "PRAGMA application_id", &application, err) == -1 ||
	    pragma_get(s, "PRAGMA user_version", version, err) == -1 ||
	    pragma_get(s, "SELECT count(*) FROM sqlite_schema", &tables, err) ==
		-1)
		return -1;
	if (application != STORE_APPLICATION && tables > 0)
		return err_set(err, ERR_BASE,
		    "%s: a database of another program: move it away and run "
		    "'feiten rebuild'",
		    s->path);
	if (*version > STORE_VERSION)
		return err_set(err, ERR_BASE,
		    "%s: made by a newer feiten (version %d, this one knows "
		    "%d): use that one, or move the file away and run "
		    "'feiten rebuild'",
		    s->path, (int)*version, STORE_VERSION);
	if (tables == 0)
		*version = 0;
	return 0;
}

int
migrate(struct store *s, struct err *err)
{
	int64_t version;

	if (look(s, &version, err) == -1)
		return -1;
	if (version == STORE_VERSION)
		return 0;
	if (!s->write)
		return err_set(err, ERR_BASE,
		    version == 0
			? "%s: nothing in it: run 'feiten refresh', or "
			  "'feiten rebuild' when raw/ is there"
			: "%s: made by an older feiten: run 'feiten refresh' "
			  "or "
			  "'feiten rebuild'",
		    s->path);
	for (size_t i = 0; i < MIGRATIONS; i++)
		if (migrations[i].version > version &&
		    apply(s, migrations[i].lines, migrations[i].version, err) ==
			-1)
			return err_ctx(err, "bringing it to version %d",
			    migrations[i].version);
	return 0;
}
