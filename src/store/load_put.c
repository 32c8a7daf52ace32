/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load_put: what a run says of itself: source, run, table, areas, topics.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/loading.h"

int
load_put_source(
    struct store *s, const struct source *src, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(s, STMT_SRC_PUT, err);

	if (st == NULL)
		return -1;
	db_text(st, 1, src->id);
	db_text(st, 2, src->title_nl);
	db_text(st, 3, src->title_en);
	db_text(st, 4, src->publisher);
	db_text(st, 5, src->licence);
	db_text(st, 6, src->licence_url);
	db_text(st, 7, src->link);
	if (db_run(s, st, err) == -1)
		return -1;
	st = db_stmt(s, STMT_SRC_FIND, err);
	if (st == NULL)
		return -1;
	db_text(st, 1, src->id);
	return db_number(s, st, id, err) == 1 ? 0 : -1;
}

int
load_put_run(struct store *s, const struct load_run *run, int64_t src,
    int64_t *id, struct err *err)
{
	bool known = false;
	sqlite3_stmt *st;

	if (store_has_run(s, run->id, &known, err) == -1)
		return -1;
	if (known)
		return err_set(
		    err, ERR_WORK, "run %s: is loaded already", run->id);
	st = db_stmt(s, STMT_RUN_PUT, err);
	if (st == NULL)
		return -1;
	db_text(st, 1, run->id);
	db_int(st, 2, src);
	db_text(st, 3, run->table);
	db_int(st, 4, run->started);
	db_int(st, 5, run->ended);
	db_text(st, 6, run->message == NULL ? "ok" : "failed");
	db_int(st, 7, (int64_t)run->requests);
	db_int(st, 8, (int64_t)run->bytes);
	db_int(st, 9, (int64_t)run->rows);
	db_text(st, 10, run->message);
	if (db_run(s, st, err) == -1)
		return -1;
	*id = sqlite3_last_insert_rowid(s->db);
	return 0;
}

/* 1 with l->table set, 0 when the table is new. Runs are loaded in the order
 * they were fetched in, or the history would be upside down; stamps sort as
 * text. */
static int
find_table(struct load *l, const struct load_run *run, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_TBL_FIND, err);
	const char *newest;
	int rc;

	if (st == NULL)
		return -1;
	db_int(st, 1, l->src);
	db_text(st, 2, run->table);
	rc = db_row(l->store, st, err);
	if (rc != 1)
		return rc;
	l->table = sqlite3_column_int64(st, 0);
	newest = (const char *)sqlite3_column_text(st, 1);
	if (newest != NULL && strcmp(newest, run->id) > 0)
		rc = err_set(err, ERR_WORK,
		    "run %s: is older than %s, which is loaded: run "
		    "'feiten rebuild' to load all runs in order",
		    run->id, newest);
	db_reset(st);
	return rc;
}

int
load_put_table(struct load *l, const struct load_run *run, struct err *err)
{
	const struct table_meta *meta = l->meta;
	sqlite3_stmt *st;
	int rc = find_table(l, run, err);
	int at = 2;

	if (rc == -1)
		return -1;
	l->first = rc == 0;
	st = db_stmt(l->store, l->first ? STMT_TBL_PUT : STMT_TBL_UPDATE, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->first ? l->src : l->table);
	if (l->first)
		db_text(st, at++, run->table);
	db_text(st, at++, meta->title == NULL ? "" : meta->title);
	db_text(st, at++, meta->period == NULL ? "" : meta->period);
	db_int(st, at++, meta->area_year);
	db_text(st, at++, meta->modified);
	db_int(st, at++, (int64_t)run->rows);
	db_int(st, at, l->run);
	if (db_run(l->store, st, err) == -1)
		return -1;
	if (l->first) {
		l->table = sqlite3_last_insert_rowid(l->store->db);
		return 0;
	}
	st = db_stmt(l->store, STMT_COL_DIMS, err);
	if (st == NULL)
		return -1;
	db_int(st, 1, l->table);
	return load_touch(l, st, err);
}

static char *
searchable(const struct area *a)
{
	char *all = mem_fmt("%s %s", a->code, a->name);
	char *folded = text_fold(all);

	free(all);
	return folded;
}

static int
put_area(struct load *l, const struct area *a, int64_t *id, struct err *err)
{
	char *search = searchable(a);
	sqlite3_stmt *st = db_stmt(l->store, STMT_AREA_PUT, err);
	int rc = -1;

	if (st == NULL)
		goto done;
	db_text(st, 1, a->code);
	db_int(st, 2, a->year);
	db_text(st, 3, area_level_name(a->level));
	db_text(st, 4, a->name);
	db_text(st, 5, a->parent);
	db_text(st, 6, a->municipality);
	db_text(st, 7, search);
	rc = load_touch(l, st, err);
	if (rc == 0)
		*id = sqlite3_last_insert_rowid(l->store->db);
done:
	free(search);
	return rc;
}

static int
rename_area(struct load *l, const struct area *a, int64_t id, struct err *err)
{
	char *search = searchable(a);
	sqlite3_stmt *st = db_stmt(l->store, STMT_AREA_NAME, err);
	int rc = -1;

	if (st == NULL)
		goto done;
	db_int(st, 1, id);
	db_text(st, 2, a->name);
	db_text(st, 3, search);
	rc = load_touch(l, st, err);
done:
	free(search);
	return rc;
}

/* One place has one row a vintage, whichever table named it first; it is
 * renamed when this table knows better. */
static int
find_area(struct load *l, const struct area *a, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_AREA_FIND, err);
	char *known;
	int rc;

	if (st == NULL)
		return -1;
	db_text(st, 1, a->code);
	db_int(st, 2, a->year);
	rc = db_row(l->store, st, err);
	if (rc == -1)
		return -1;
	if (rc == 0)
		return put_area(l, a, id, err);
	*id = sqlite3_column_int64(st, 0);
	known = db_str(st, 1);
	db_reset(st);
	if (strcmp(a->name, a->code) != 0 &&
	    area_renamed(known, a->name, !l->meta->areas_in_rows))
		rc = rename_area(l, a, *id, err);
	else
		rc = 0;
	free(known);
	return rc;
}

int
store_load_area(
    struct load *l, size_t at, const struct area *area, struct err *err)
{
	int64_t id = 0;

	assert(at <= l->nareas);
	if (find_area(l, area, &id, err) == -1)
		return err_ctx(err, "area %s", area->code);
	if (at == l->nareas) {
		MEM_PUSH(l->areas, l->nareas, l->capareas);
		l->nareas++;
	}
	l->areas[at] = id;
	return 0;
}

int
load_put_areas(struct load *l, struct err *err)
{
	const struct areas *list = &l->meta->areas;

	for (size_t i = 0; i < list->n; i++)
		if (store_load_area(l, i, &list->items[i], err) == -1)
			return -1;
	return 0;
}

static void
bind_topic(
    sqlite3_stmt *st, const struct load *l, const struct topic *t, int64_t twin)
{
	db_int(st, 1, l->table);
	db_text(st, 2, t->title);
	db_text(st, 3, t->group == NULL ? "" : t->group);
	db_text(st, 4, t->unit == NULL ? "" : t->unit);
	db_int(st, 5, twin);
	db_text(st, 6, t->key);
	db_int(st, 7, t->decimals);
	db_text(st, 8, t->type == TOPIC_TEXT ? "text" : "number");
	db_int(st, 9, t->position);
	db_text(st, 10, t->description);
	db_int(st, 11, t->provisional);
	db_text(st, 12, t->indicator);
}

static int
put_topic(struct load *l, const struct topic *t, int64_t twin, int64_t *id,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(l->store, STMT_TOPIC_FIND, err);
	bool differs = false;
	int rc;

	if (st == NULL)
		return -1;
	bind_topic(st, l, t, twin);
	rc = db_row(l->store, st, err);
	if (rc == -1)
		return -1;
	if (rc == 1) {
		*id = sqlite3_column_int64(st, 0);
		differs = sqlite3_column_int(st, 1) != 0;
		db_reset(st);
		if (!differs)
			return 0;
	}
	st = db_stmt(
	    l->store, rc == 1 ? STMT_TOPIC_UPDATE : STMT_TOPIC_PUT, err);
	if (st == NULL)
		return -1;
	bind_topic(st, l, t, twin);
	if (load_touch(l, st, err) == -1)
		return -1;
	if (rc == 0)
		*id = sqlite3_last_insert_rowid(l->store->db);
	return 0;
}

/* Title, group and unit say which topic it is; should a table hold two that
 * agree in all three, their order does. */
int
load_put_topics(struct load *l, struct err *err)
{
	const struct table_meta *meta = l->meta;
	struct map seen = { 0 };
	struct buf name = { 0 };
	int rc = -1;

	l->topics = mem_new(meta->ntopics + 1, sizeof(*l->topics));
	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];
		int64_t twin = -1;

		buf_clear(&name);
		buf_putf(&name, "%s\x1f%s\x1f%s", t->title,
		    t->group == NULL ? "" : t->group,
		    t->unit == NULL ? "" : t->unit);
		map_get(&seen, name.data, name.len, &twin);
		map_put(&seen, name.data, name.len, ++twin);
		if (put_topic(l, t, twin, &l->topics[i], err) == -1) {
			err_ctx(err, "topic %s", t->key);
			goto done;
		}
	}
	rc = 0;
done:
	buf_free(&name);
	map_free(&seen);
	return rc;
}
