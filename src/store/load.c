/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load: one run of one table into the database, from BEGIN to COMMIT.
 */
#include "store/load.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/batch.h"
#include "store/check.h"
#include "store/loading.h"

static void
load_free(struct load *l)
{
	if (l == NULL)
		return;
	free(l->areas);
	free(l->topics);
	free(l->columns);
	free(l->provisional);
	free(l->held);
	free(l->index);
	free(l->others);
	free(l);
}

int
load_touch(struct load *l, sqlite3_stmt *st, struct err *err)
{
	if (db_run(l->store, st, err) == -1)
		return -1;
	if (sqlite3_changes(l->store->db) > 0)
		l->changed = true;
	return 0;
}

/* What an earlier load, cut short, may have left behind. */
static int
clear_scratch(struct store *s, struct err *err)
{
	if (db_do(s, STMT_FRESH_CLEAR, err) == -1 ||
	    db_do(s, STMT_GAP_WAS_CLEAR, err) == -1)
		return -1;
	return db_do(s, STMT_DIFF_CLEAR, err);
}

static int
clear_gaps(struct load *l, struct err *err)
{
	static const enum stmt steps[] = { STMT_GAP_WAS_KEEP, STMT_GAP_CLEAR };

	for (size_t i = 0; i < 2; i++) {
		sqlite3_stmt *st = db_stmt(l->store, steps[i], err);

		if (st == NULL)
			return -1;
		db_int(st, 1, l->table);
		if (db_run(l->store, st, err) == -1)
			return -1;
	}
	return 0;
}

int
store_load_begin(struct store *s, const struct source *src,
    const struct load_run *run, const struct table_meta *meta,
    struct load **out, struct err *err)
{
	struct load *l = mem_new(1, sizeof(*l));

	l->store = s;
	l->meta = meta;
	if (db_exec(s, "BEGIN IMMEDIATE", err) == -1 ||
	    clear_scratch(s, err) == -1 ||
	    load_put_source(s, src, &l->src, err) == -1 ||
	    load_put_run(s, run, l->src, &l->run, err) == -1 ||
	    load_put_table(l, run, err) == -1 || load_put_areas(l, err) == -1 ||
	    load_put_topics(l, err) == -1 ||
	    (!l->first && clear_gaps(l, err) == -1)) {
		store_load_abort(l);
		return -1;
	}
	*out = l;
	return 0;
}

static int
find_column(struct load *l, size_t topic, const char *period, const char *dims,
    int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_COL_FIND, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, l->topics[topic]);
	db_text(st, 2, period);
	db_text(st, 3, dims);
	db_int(st, 4, l->meta->area_year);
	return db_number(l->store, st, id, err);
}

static int
put_indicator(
    struct load *l, int64_t id, const char *indicator, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_COL_INDICATOR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, id);
	db_text(st, 2, indicator);
	return load_touch(l, st, err);
}

static int
put_column(struct load *l, size_t topic, const char *period, const char *dims,
    const char *indicator, int64_t *id, struct err *err)
{
	int rc = find_column(l, topic, period, dims, id, err);
	sqlite3_stmt *st;

	if (rc != 0)
		return rc == 1 ? put_indicator(l, *id, indicator, err) : -1;
	st = db_stmt(l->store, STMT_COL_PUT, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->topics[topic]);
	db_text(st, 2, period);
	db_text(st, 3, dims);
	db_int(st, 4, l->meta->area_year);
	db_int(st, 5, table_provisional(l->meta, topic, period));
	db_int(st, 6, l->run);
	db_text(st, 7, indicator);
	if (load_touch(l, st, err) == -1)
		return -1;
	*id = sqlite3_last_insert_rowid(l->store->db);
	return 0;
}

int
store_load_slot(struct load *l, const char *period, const char *dims,
    const char *const indicators[], struct err *err)
{
	const struct topic *topics = l->meta->topics;
	const size_t n = l->meta->ntopics;
	int64_t *ids;

	l->columns =
	    mem_grow(l->columns, (l->nslots + 1) * n, sizeof(*l->columns));
	l->provisional = mem_grow(
	    l->provisional, (l->nslots + 1) * n, sizeof(*l->provisional));
	ids = l->columns + l->nslots * n;
	for (size_t i = 0; i < n; i++) {
		ids[i] = 0;
		l->provisional[l->nslots * n + i] =
		    table_provisional(l->meta, i, period);
		if (topics[i].type == TOPIC_NUMBER &&
		    put_column(l, i, period, dims,
			indicators != NULL ? indicators[i]
					   : topics[i].indicator,
			&ids[i], err) == -1)
			return err_ctx(err, "topic %s", topics[i].key);
	}
	l->nslots++;
	return 0;
}

static int
put_batch(struct load *l, sqlite3_stmt *st, const struct load_cell cells[],
    size_t n, struct err *err)
{
	const struct batch_feed feed = { cells, n, l->columns, l->areas };

	return st == NULL ? -1 : batch_run(l->store, st, &feed, err);
}

int
store_load_values(
    struct load *l, const struct load_cell cells[], size_t n, struct err *err)
{
	enum stmt id = l->first ? STMT_OBS_PUT : STMT_FRESH_PUT;

	l->values += n;
	return put_batch(l, db_stmt(l->store, id, err), cells, n, err);
}

int
store_load_gaps(
    struct load *l, const struct load_cell cells[], size_t n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_GAP_PUT, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, ABSENCE_CANNOT_OCCUR);
	return put_batch(l, st, cells, n, err);
}

static int
put_notice(struct load *l, const char *notice, struct err *err)
{
	sqlite3_stmt *st;

	if (notice == NULL)
		return 0;
	st = db_stmt(l->store, STMT_RUN_NOTE, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->run);
	db_text(st, 2, notice);
	return db_run(l->store, st, err);
}

/* How many rows there are, where that was not known before. */
static int
put_rows(struct load *l, uint64_t rows, struct err *err)
{
	static const enum stmt steps[] = { STMT_RUN_ROWS, STMT_TBL_ROWS };
	const int64_t ids[] = { l->run, l->table };

	for (size_t i = 0; rows > 0 && i < 2; i++) {
		sqlite3_stmt *st = db_stmt(l->store, steps[i], err);

		if (st == NULL)
			return -1;
		db_int(st, 1, ids[i]);
		db_int(st, 2, (int64_t)rows);
		if (db_run(l->store, st, err) == -1)
			return -1;
	}
	return 0;
}

/* What was worked out from the counts of the table as it was. */
static int
clear_roundings(struct load *l, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_ROUNDING_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, l->table);
	return db_run(l->store, st, err);
}

int
store_load_end(struct load *l, const struct load_end *end, uint64_t *changed,
    struct err *err)
{
	struct store *s = l->store;
	uint64_t values = 0;
	int rc = -1;

	if (store_load_settle(l, err) == -1)
		goto done;
	values = l->values;
	if (load_end_columns(l, end, err) == -1 ||
	    load_end_topics(l, end, err) == -1 ||
	    load_end_areas(l, end, err) == -1 ||
	    put_notice(l, end->notice, err) == -1 ||
	    put_rows(l, end->rows, err) == -1 ||
	    clear_scratch(s, err) == -1)
		goto done;
	if ((values > 0 || l->changed) &&
	    (clear_roundings(l, err) == -1 ||
		db_do(s, STMT_REVISION_UP, err) == -1))
		goto done;
	if (db_exec(s, "COMMIT", err) == -1)
		goto done;
	*changed = values;
	rc = 0;
done:
	store_load_abort(l); /* after a COMMIT there is nothing to undo */
	return rc;
}

void
store_load_abort(struct load *l)
{
	if (l == NULL)
		return;
	db_rollback(l->store);
	load_free(l);
}

int
store_put_failed_run(struct store *s, const struct source *src,
    const struct load_run *run, struct err *err)
{
	int64_t src_id, id;

	assert(run->message != NULL);
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
