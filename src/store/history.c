/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * history: the past of a table as text, out and back in. What each kind of
 * record holds is in history.sql.
 */
#include "store/history.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "store/loading.h"

#define MOST 16 /* fields of a record */
#define STEPS 3

/* fields: 's' a text, 'i' a whole number, 'r' a number; in capitals when it
 * may be NULL. The statements get the table as ?1 and the fields behind the
 * kind from ?2; the ones in sure have to change a row. */
static const struct kind {
	const char *name, *fields;
	enum stmt out, in[STEPS];
	size_t nin;
	unsigned sure; /* bit n: in[n] */
} kinds[] = {
	{ "run", "siisiiiS", STMT_PAST_RUNS, { STMT_PAST_RUN_PUT }, 1, 1 },
	{ "area", "sissssS", STMT_PAST_AREAS,
	    { STMT_PAST_AREA_MAKE, STMT_PAST_AREA_NAME }, 2, 0 },
	{ "topic", "isssisisiSiS", STMT_PAST_TOPICS,
	    { STMT_PAST_TOPIC_MAKE, STMT_PAST_TOPIC_KNOW }, 2, 2 },
	{ "column", "iissiiSs", STMT_PAST_COLS,
	    { STMT_PAST_COL_MAKE, STMT_PAST_COL_KNOW, STMT_PAST_COL_RUN }, 3,
	    6 },
	{ "was", "isrsis", STMT_PAST_WAS, { STMT_PAST_WAS_PUT }, 1, 1 },
	{ "came", "iss", STMT_PAST_CAME, { STMT_PAST_CAME_PUT }, 1, 0 },
	{ "drift", "sissSSi", STMT_PAST_DRIFTS, { STMT_PAST_DRIFT_PUT }, 1, 1 },
	{ "doubt", "ssiSsRRiSSS", STMT_PAST_DOUBTS, { STMT_PAST_DOUBT_PUT }, 1,
	    1 },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

struct history {
	struct store *store;
	int64_t table; /* id */
};

/* 1 with *table, *held and *run (may be NULL); 0 when there is none. */
static int
find_table(struct store *s, const char *source, const char *table, int64_t *id,
    bool *held, char **run, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_PAST_TABLE, err);
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, source);
	db_text(st, 2, table);
	rc = db_row(s, st, err);
	if (rc != 1)
		return rc;
	*id = sqlite3_column_int64(st, 0);
	if (run != NULL)
		*run = db_str(st, 1);
	*held = sqlite3_column_int(st, 2) != 0;
	db_reset(st);
	return 1;
}

int
store_history_run(struct store *s, const char *source, const char *table,
    char **run, struct err *err)
{
	char *found = NULL;
	bool held = false;
	int64_t id;
	int rc = find_table(s, source, table, &id, &held, &found, err);

	if (rc == 1 && !held)
		*run = found;
	else
		free(found);
	return rc == 1 && held ? 0 : rc;
}

/* The current row as text. numbers: room for those that are not whole. */
static size_t
row_fields(sqlite3_stmt *st, char numbers[][32], const char *fields[])
{
	int n = sqlite3_column_count(st);

	for (int i = 0; i < n; i++) {
		if (sqlite3_column_type(st, i) == SQLITE_FLOAT) {
			snprintf(numbers[i], 32, "%.17g",
			    sqlite3_column_double(st, i));
			fields[i] = numbers[i];
		} else
			fields[i] = (const char *)sqlite3_column_text(st, i);
	}
	return (size_t)n;
}

static int
hand_out(struct store *s, const struct kind *kind, int64_t table,
    history_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, kind->out, err);
	const char *fields[MOST];
	char numbers[MOST][32];
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, table);
	while ((rc = db_row(s, st, err)) == 1) {
		size_t n = row_fields(st, numbers, fields);

		if (sink(arg, fields, n, err) == -1) {
			db_reset(st);
			return -1;
		}
	}
	return rc;
}

int
store_history(struct store *s, const char *source, const char *table,
    history_sink *sink, void *arg, struct err *err)
{
	bool held;
	int64_t id;
	int rc = find_table(s, source, table, &id, &held, NULL, err);

	if (rc == 0)
		return err_set(
		    err, ERR_WORK, "%s: %s: not loaded", source, table);
	for (size_t i = 0; i < KINDS && rc != -1; i++)
		rc = hand_out(s, &kinds[i], id, sink, arg, err);
	return rc == -1 ? -1 : 0;
}

static int
do_with_table(struct history *h, enum stmt id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(h->store, id, err);

	if (st == NULL)
		return -1;
	if (sqlite3_bind_parameter_count(st) > 0)
		db_int(st, 1, h->table);
	return db_run(h->store, st, err);
}

int
store_history_begin(struct store *s, const char *source, const char *table,
    struct history **out, struct err *err)
{
	static const enum stmt steps[] = { STMT_PAST_TOPIC_CLEAR,
		STMT_PAST_COL_CLEAR, STMT_PAST_DRIFT_CLEAR,
		STMT_PAST_DOUBT_CLEAR };
	struct history *h = mem_new(1, sizeof(*h));
	bool held;
	int rc;

	h->store = s;
	rc = find_table(s, source, table, &h->table, &held, NULL, err);
	if (rc == 0)
		rc =
		    err_set(err, ERR_WORK, "%s: %s: not loaded", source, table);
	if (rc == 1)
		rc = db_exec(s, "BEGIN IMMEDIATE", err);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && rc == 0; i++)
		rc = do_with_table(h, steps[i], err);
	if (rc == -1) {
		store_history_abort(h);
		return -1;
	}
	*out = h;
	return 0;
}

static int
bind_whole(sqlite3_stmt *st, int at, const char *text, struct err *err)
{
	char *end;
	long long v;

	errno = 0;
	v = strtoll(text, &end, 10);
	if (*text == '\0' || *end != '\0' || errno != 0)
		return err_set(
		    err, ERR_INPUT, "\"%.40s\" is no whole number", text);
	db_int(st, at, v);
	return 0;
}

static int
bind_number(sqlite3_stmt *st, int at, const char *text, struct err *err)
{
	char *end;
	double v = strtod(text, &end);

	if (*text == '\0' || *end != '\0' || !isfinite(v))
		return err_set(err, ERR_INPUT, "\"%.40s\" is no number", text);
	sqlite3_bind_double(st, at, v);
	return 0;
}

static int
bind_fields(sqlite3_stmt *st, const struct kind *kind,
    const char *const fields[], struct err *err)
{
	int most = sqlite3_bind_parameter_count(st);

	for (int i = 0; kind->fields[i] != '\0' && i + 2 <= most; i++) {
		const char *text = fields[i];
		const char form = kind->fields[i];
		int rc = 0;

		if (text == NULL && form >= 'a')
			return err_set(
			    err, ERR_INPUT, "field %d is empty", i + 1);
		if (text == NULL || form == 's' || form == 'S')
			db_text(st, i + 2, text);
		else if (form == 'i')
			rc = bind_whole(st, i + 2, text, err);
		else
			rc = bind_number(st, i + 2, text, err);
		if (rc == -1)
			return -1;
	}
	return 0;
}

/* The code and the name of an area, folded to search in, is not in the
 * record. */
static void
bind_search(sqlite3_stmt *st, const char *const fields[])
{
	char *all = mem_fmt("%s %s", fields[0], fields[3]);
	char *folded = text_fold(all);

	db_text(st, 9, folded);
	free(folded);
	free(all);
}

static int
step(struct history *h, const struct kind *kind, size_t which,
    const char *const fields[], struct err *err)
{
	struct store *s = h->store;
	sqlite3_stmt *st = db_stmt(s, kind->in[which], err);

	if (st == NULL)
		return -1;
	db_int(st, 1, h->table);
	if (bind_fields(st, kind, fields, err) == -1)
		return -1;
	if (kind->out == STMT_PAST_AREAS)
		bind_search(st, fields);
	if (db_run(s, st, err) == -1)
		return -1;
	if ((kind->sure >> which & 1) != 0 && sqlite3_changes(s->db) != 1)
		return err_set(err, ERR_INPUT,
		    "names a run, area, topic or column that is not told");
	return 0;
}

int
store_history_put(
    void *arg, const char *const fields[], size_t n, struct err *err)
{
	struct history *h = arg;
	const struct kind *kind = NULL;

	for (size_t i = 0; i < KINDS && kind == NULL; i++)
		if (n > 0 && strcmp(kinds[i].name, fields[0]) == 0)
			kind = &kinds[i];
	if (kind == NULL)
		return err_set(err, ERR_INPUT, "a record of an unknown kind");
	if (n != strlen(kind->fields) + 1)
		return err_set(err, ERR_INPUT, "%s: %zu fields", kind->name, n);
	for (size_t i = 0; i < kind->nin; i++)
		if (step(h, kind, i, fields + 1, err) == -1)
			return err_ctx(err, "%s", kind->name);
	return 0;
}

int
store_history_end(struct history *h, struct err *err)
{
	int rc = db_do(h->store, STMT_REVISION_UP, err);

	if (rc == 0)
		rc = db_exec(h->store, "COMMIT", err);
	store_history_abort(h); /* after a COMMIT there is nothing to undo */
	return rc;
}

void
store_history_abort(struct history *h)
{
	if (h == NULL)
		return;
	db_rollback(h->store);
	free(h);
}

int
store_put_past_run(struct store *s, const struct source *src,
    const struct load_run *run, struct err *err)
{
	int64_t src_id, id;

	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1)
		return -1;
	if (load_put_source(s, src, &src_id, err) == -1 ||
	    load_put_run(s, run, src_id, &id, err) == -1 ||
	    db_exec(s, "COMMIT", err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}

int
store_good_runs(struct store *s, run_sink *sink, void *arg, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_GOOD_RUNS, err);
	const char *fields[3];
	char numbers[3][32];
	int rc;

	if (st == NULL)
		return -1;
	while ((rc = db_row(s, st, err)) == 1) {
		row_fields(st, numbers, fields);
		if (sink(arg, fields[0], fields[1], fields[2], err) == -1) {
			db_reset(st);
			return -1;
		}
	}
	return rc;
}
