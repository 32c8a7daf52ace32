/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table_was: a table as its newest good run left it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/check.h"
#include "store/db.h"

void
table_was_clear(struct table_was *was)
{
	table_meta_clear(&was->meta);
	strings_free(&was->members);
	memset(was, 0, sizeof(*was));
}

static int
read_topics(
    struct store *s, int64_t table, struct table_meta *m, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_PAST_OF_TOPICS, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, table);
	while ((rc = db_row(s, st, err)) == 1) {
		struct topic *t;
		char *type = db_str(st, 6);

		MEM_PUSH(m->topics, m->ntopics, m->captopics);
		t = &m->topics[m->ntopics++];
		*t = (struct topic){ .key = db_str(st, 0),
			.title = db_str(st, 1),
			.group = db_str(st, 2),
			.unit = db_str(st, 3),
			.description = db_str(st, 4),
			.position = sqlite3_column_int(st, 5),
			.type = type != NULL && strcmp(type, "text") == 0
			    ? TOPIC_TEXT
			    : TOPIC_NUMBER,
			.indicator = db_str(st, 7) };
		free(type);
	}
	return rc;
}

static void
add_members(const char *dims, struct strings *out)
{
	char *copy = mem_str(dims), *rest = copy, *one;

	while ((one = strtok_r(rest, ";", &rest)) != NULL)
		if (!strings_have(out, one))
			strings_add(out, one);
	free(copy);
}

static int
read_members(
    struct store *s, int64_t table, struct strings *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_PAST_OF_DIMS, err);
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, table);
	while ((rc = db_row(s, st, err)) == 1)
		add_members((const char *)sqlite3_column_text(st, 0), out);
	return rc;
}

static int
read_table(struct store *s, sqlite3_stmt *st, const char *source,
    const char *table, const char *period, struct table_was *out,
    struct err *err)
{
	struct table_was was = { 0 };
	int64_t id;
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, source);
	db_text(st, 2, table);
	if (period != NULL)
		db_text(st, 3, period);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	id = sqlite3_column_int64(st, 0);
	was.meta.title = db_str(st, 1);
	was.meta.period = db_str(st, 2);
	was.meta.area_year = sqlite3_column_int(st, 3);
	was.meta.rows = sqlite3_column_int64(st, 4);
	was.areas = (uint64_t)sqlite3_column_int64(st, 5);
	db_reset(st);
	if (read_topics(s, id, &was.meta, err) == -1 ||
	    read_members(s, id, &was.members, err) == -1) {
		table_was_clear(&was);
		return -1;
	}
	*out = was;
	return 1;
}

int
store_table_was(struct store *s, const char *source, const char *table,
    struct table_was *out, struct err *err)
{
	return read_table(s, db_stmt(s, STMT_PAST_OF_TABLE, err), source, table,
	    NULL, out, err);
}

int
store_family_was(struct store *s, const char *source, const char *table,
    const char *period, struct table_was *out, struct err *err)
{
	return read_table(s, db_stmt(s, STMT_PAST_OF_FAMILY, err), source,
	    table, period, out, err);
}
