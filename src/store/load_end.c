/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load_end: what is known only when all values are there: what changed, what
 * an empty cell means, and what is no longer in the table.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "store/batch.h"
#include "store/loading.h"

static int
by_id(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Ids that a statement gives for the table, but for those in known. */
static int
ids_gone(struct load *l, enum stmt id, const int64_t known[], size_t n,
    struct ids *out, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, id, err);
	int64_t *sorted = NULL;
	int rc = -1;

	if (st == NULL)
		goto done;
	sorted = mem_new(n + 1, sizeof(*sorted));
	for (size_t i = 0; i < n; i++)
		sorted[i] = known[i];
	qsort(sorted, n, sizeof(*sorted), by_id);
	db_int(st, 1, l->table);
	while ((rc = db_row(l->store, st, err)) == 1) {
		int64_t v = sqlite3_column_int64(st, 0);

		if (bsearch(&v, sorted, n, sizeof(*sorted), by_id) != NULL)
			continue;
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n++] = v;
	}
done:
	free(sorted);
	return rc;
}

/* Run a statement whose only parameter is an id for each of a list. */
static int
for_each(struct load *l, enum stmt id, const struct ids *list, struct err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		sqlite3_stmt *st = db_stmt(l->store, id, err);

		if (st == NULL)
			return -1;
		db_int(st, 1, list->items[i]);
		if (load_touch(l, st, err) == -1)
			return -1;
	}
	return 0;
}

static int
do_with(struct store *s, enum stmt id, int64_t v, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, id, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, v);
	return db_run(s, st, err);
}

int
load_compare(struct load *l, uint64_t *changed, struct err *err)
{
	struct store *s = l->store;
	sqlite3_stmt *st;
	int64_t n = 0;

	if (db_do(s, STMT_DIFF_NEW, err) == -1 ||
	    do_with(s, STMT_DIFF_GONE, l->table, err) == -1)
		return -1;
	st = db_stmt(s, STMT_DIFF_COUNT, err);
	if (st == NULL || db_number(s, st, &n, err) == -1)
		return -1;
	*changed = (uint64_t)n;
	if (n == 0)
		return 0;
	if (do_with(s, STMT_DIFF_WAS, l->run, err) == -1 ||
	    db_do(s, STMT_DIFF_DELETE, err) == -1 ||
	    db_do(s, STMT_DIFF_RUN_DELETE, err) == -1 ||
	    db_do(s, STMT_DIFF_PUT, err) == -1)
		return -1;
	return do_with(s, STMT_DIFF_RUN_PUT, l->run, err);
}

/* A level without a single value was not delivered. Otherwise an empty cell
 * is withheld: a table that has only numbers or nothing does not tell that
 * from "cannot occur". */
static enum absence
empty_means(const struct load_tally *t, int level)
{
	if (t->values[level] > 0)
		return t->empty[level] > 0 ? ABSENCE_WITHHELD : ABSENCE_UNKNOWN;
	if (t->empty[level] > 0)
		return ABSENCE_NOT_DELIVERED;
	return t->cannot[level] > 0 ? ABSENCE_CANNOT_OCCUR : ABSENCE_UNKNOWN;
}

/* Gaps are noted as they come in; where it turns out that the column says the
 * same, they need not be kept one by one. */
static int
drop_gaps(struct load *l, int64_t column, int level, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_GAP_LEVEL_CLEAR, err);

	if (st == NULL)
		return -1;
	db_int(st, 1, column);
	db_text(st, 2, area_level_name((enum area_level)level));
	return db_run(l->store, st, err);
}

static int
end_column(struct load *l, int64_t column, bool provisional,
    const struct load_tally *t, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_COL_END, err);
	int64_t n = 0;

	if (st == NULL)
		return -1;
	for (int i = 0; i < LEVELS; i++) {
		n += t->values[i];
		db_int(st, 5 + i, empty_means(t, i));
	}
	db_int(st, 1, column);
	db_int(st, 2, provisional);
	db_int(st, 3, l->run);
	db_int(st, 4, n);
	if (load_touch(l, st, err) == -1)
		return -1;
	for (int i = 0; i < LEVELS; i++)
		if (t->cannot[i] > 0 &&
		    empty_means(t, i) == ABSENCE_CANNOT_OCCUR &&
		    drop_gaps(l, column, i, err) == -1)
			return -1;
	return 0;
}

int
load_end_columns(struct load *l, const struct load_end *end, struct err *err)
{
	const size_t n = l->meta->ntopics;
	struct ids gone = { 0 };
	int rc = -1;

	for (size_t i = 0; i < l->nslots * n; i++)
		if (l->columns[i] != 0 && (l->held == NULL || l->held[i] < 0) &&
		    end_column(l, l->columns[i],
			l->provisional[i], &end->tallies[i], err) == -1)
			goto done;
	if (!l->first &&
	    (ids_gone(l, STMT_COL_ACTIVES, l->columns, l->nslots * n, &gone,
		 err) == -1 ||
		for_each(l, STMT_COL_GONE, &gone, err) == -1))
		goto done;
	rc = 0;
done:
	free(gone.items);
	return rc;
}

static int
count_topic(
    struct load *l, size_t topic, const struct load_end *end, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_TOPIC_COUNT, err);
	int64_t n = (int64_t)end->texts[topic];

	if (st == NULL)
		return -1;
	for (size_t slot = 0; slot < l->nslots; slot++) {
		const size_t at = slot * l->meta->ntopics + topic;

		if (l->held != NULL && l->held[at] >= 0) {
			n += l->held[at];
			continue;
		}
		for (int i = 0; i < LEVELS; i++)
			n += end->tallies[at].values[i];
	}
	db_int(st, 1, l->topics[topic]);
	db_int(st, 2, n);
	return load_touch(l, st, err);
}

int
load_end_topics(struct load *l, const struct load_end *end, struct err *err)
{
	struct ids gone = { 0 };
	int rc = -1;

	for (size_t i = 0; i < l->meta->ntopics; i++)
		if (count_topic(l, i, end, err) == -1)
			goto done;
	if (!l->first &&
	    (ids_gone(l, STMT_TOPIC_ACTIVES, l->topics, l->meta->ntopics, &gone,
		 err) == -1 ||
		for_each(l, STMT_TOPIC_END, &gone, err) == -1))
		goto done;
	rc = 0;
done:
	free(gone.items);
	return rc;
}

/* The areas with a row, as cells: area ids with the change code as value. */
int
load_end_areas(struct load *l, const struct load_end *end, struct err *err)
{
	static const enum stmt steps[] = { STMT_TBL_AREA_DROP,
		STMT_TBL_AREA_PUT, STMT_AREA_CHANGE };
	static const int64_t no_column[] = { 0 };
	const size_t n = l->nareas;
	struct load_cell *cells = mem_new(n + 1, sizeof(*cells));
	struct batch_feed feed = { cells, 0, no_column, l->areas };
	int rc = -1;

	for (size_t i = 0; i < n; i++)
		if (end->seen[i] != 0)
			cells[feed.n++] = (struct load_cell){ 0, (uint32_t)i,
				(unsigned char)end->changes[i] };
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		sqlite3_stmt *st = db_stmt(l->store, steps[i], err);

		if (st == NULL)
			goto done;
		if (steps[i] != STMT_AREA_CHANGE)
			db_int(st, 1, l->table);
		if (batch_run(l->store, st, &feed, err) == -1)
			goto done;
		if (sqlite3_changes(l->store->db) > 0)
			l->changed = true;
	}
	rc = 0;
done:
	free(cells);
	return rc;
}
