/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * past: histories written, and which runs of a rebuild need not be read
 * because of them.
 */
#include "ingest/past.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "raw/thin.h"
#include "store/history.h"

struct writing {
	struct raw_history *file;
	uint64_t replaced; /* values */
};

static bool
is_replaced(const char *const fields[])
{
	return strcmp(fields[0], "was") == 0;
}

static int
put_record(void *arg, const char *const fields[], size_t n, struct err *err)
{
	struct writing *w = arg;

	w->replaced += is_replaced(fields);
	return raw_history_put(w->file, fields, n, err);
}

static int
count_record(void *arg, const char *const fields[], size_t n, struct err *err)
{
	(void)n;
	(void)err;
	*(uint64_t *)arg += is_replaced(fields);
	return 0;
}

int
past_write(struct store *store, const char *raw, const char *source,
    const char *table, const char *run, struct err *err)
{
	struct writing w = { 0 };
	uint64_t before = 0;

	if (raw_history_walk(raw, source, table, count_record, &before, err) ==
		-1 ||
	    raw_history_begin(raw, source, table, run, &w.file, err) == -1)
		return -1;
	if (store_history(store, source, table, put_record, &w, err) == -1)
		goto fail;
	if (w.replaced < before) {
		err_set(err, ERR_WORK,
		    "%s: %s: facts.db knows %" PRIu64 " values of before, "
		    "raw/history %" PRIu64 ": run 'feiten rebuild'",
		    source, table, w.replaced, before);
		goto fail;
	}
	return raw_history_commit(w.file, err);
fail:
	raw_history_drop(w.file);
	return -1;
}

int
past_lay(struct store *store, const char *raw, const char *source,
    const char *table, struct err *err)
{
	struct history *h = NULL;
	int rc;

	if (store_history_begin(store, source, table, &h, err) == -1)
		return -1;
	rc = raw_history_walk(raw, source, table, store_history_put, h, err);
	if (rc == 0)
		rc = err_set(err, ERR_INPUT,
		    "%s: %s: its file in raw/history went away", source, table);
	if (rc == 1)
		return store_history_end(h, err);
	store_history_abort(h);
	return -1;
}

int
past_run(struct store *store, const struct source *src,
    const struct raw_run *run, struct err *err)
{
	const bool good = strcmp(run->result, "ok") == 0;
	const struct load_run lr = { .id = run->id,
		.table = run->table,
		.started = run->started,
		.ended = run->ended,
		.requests = run->requests,
		.bytes = run->bytes,
		.rows = run->rows,
		.message = good		   ? NULL
		    : run->message != NULL ? run->message
					   : "failed" };

	if (store_put_past_run(store, src, &lr, err) == -1)
		return err_ctx(err, "%s: %s", src->id, run->table);
	return 0;
}

struct past_table {
	const char *source, *table;
	char *until; /* id of a run; NULL: no history that can be used */
};

struct past {
	struct past_table *items;
	size_t n, cap;
	char **problems;
	size_t nproblems, capproblems;
};

static struct past_table *
find(const struct past *p, const struct raw_run *run)
{
	for (size_t i = p->n; i-- > 0;)
		if (strcmp(p->items[i].table, run->table) == 0 &&
		    strcmp(p->items[i].source, run->source) == 0)
			return &p->items[i];
	return NULL;
}

static void
problem(struct past *p, char *message)
{
	MEM_PUSH(p->problems, p->nproblems, p->capproblems);
	p->problems[p->nproblems++] = message;
}

static void
add_table(struct past *p, const char *raw, const struct raw_run *run)
{
	struct past_table t = { run->source, run->table, NULL };
	struct err err = { 0 };

	if (raw_history_run(raw, run->source, run->table, &t.until, &err) == -1)
		problem(p, mem_fmt("%s: %s: %s", t.source, t.table, err.msg));
	MEM_PUSH(p->items, p->n, p->cap);
	p->items[p->n++] = t;
}

/* The run up to which a history tells has to be there, answers and all. */
static void
check_until(struct past *p, struct past_table *t, const struct raw_runs *runs)
{
	for (size_t i = 0; i < runs->n && t->until != NULL; i++) {
		const struct raw_run *run = &runs->items[i];

		if (strcmp(run->source, t->source) == 0 &&
		    strcmp(run->id, t->until) == 0 &&
		    strcmp(run->result, "ok") == 0 && !run->thinned)
			return;
	}
	if (t->until == NULL)
		return;
	problem(p,
	    mem_fmt("%s: %s: raw/history tells up to run %s, and raw/ has no "
		    "answers of it: put both back from one copy, or move the "
		    "history away to go on without",
		t->source, t->table, t->until));
	free(t->until);
	t->until = NULL;
}

static bool
is_broken(const struct past_table *t, const struct raw_run *run)
{
	return run->thinned &&
	    (t->until == NULL || strcmp(run->id, t->until) > 0);
}

struct past *
past_new(const char *raw, const struct raw_runs *runs)
{
	struct past *p = mem_new(1, sizeof(*p));
	size_t before;

	for (size_t i = 0; i < runs->n; i++)
		if (find(p, &runs->items[i]) == NULL)
			add_table(p, raw, &runs->items[i]);
	for (size_t k = 0; k < p->n; k++) {
		struct past_table *t = &p->items[k];
		const struct raw_run *broken = NULL;

		before = p->nproblems;
		check_until(p, t, runs);
		for (size_t i = 0; i < runs->n; i++)
			if (find(p, &runs->items[i]) == t &&
			    is_broken(t, &runs->items[i]))
				broken = &runs->items[i];
		if (broken != NULL && p->nproblems == before)
			problem(p,
			    mem_fmt("%s: %s: the answers of run %s were "
				    "removed, and raw/history/%s/%s.csv.gz "
				    "does not tell of it: put that file back "
				    "from a copy",
				t->source, t->table, broken->stamp, t->source,
				t->table));
	}
	return p;
}

enum past_step
past_step(const struct past *p, const struct raw_run *run)
{
	const struct past_table *t = find(p, run);
	int d;

	if (is_broken(t, run))
		return PAST_BROKEN;
	if (t->until == NULL)
		return PAST_LOAD;
	d = strcmp(run->id, t->until);
	return d < 0 ? PAST_ROW : d == 0 ? PAST_LAY : PAST_LOAD;
}

const char *
past_problem(const struct past *p, size_t i)
{
	return i < p->nproblems ? p->problems[i] : NULL;
}

void
past_free(struct past *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		free(p->items[i].until);
	for (size_t i = 0; i < p->nproblems; i++)
		free(p->problems[i]);
	free(p->items);
	free(p->problems);
	free(p);
}
