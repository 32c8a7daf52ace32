/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ingest: a raw run into facts.db: this thread writes what the reader hands
 * over; whatever goes wrong, on either side, undoes the whole of it.
 */
#include "ingest/ingest.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/reader.h"
#include "source/def.h"
#include "store/load.h"

static struct load_run
load_run_of(const struct raw_run *run)
{
	return (struct load_run){ .id = run->id,
		.table = run->table,
		.started = run->started,
		.ended = run->ended,
		.requests = run->requests,
		.bytes = run->bytes,
		.rows = run->rows };
}

static int
ingest_failed(struct store *store, const struct source *src,
    const struct raw_run *run, struct err *err)
{
	struct load_run lr = load_run_of(run);

	lr.message = run->message != NULL ? run->message : "failed";
	return store_put_failed_run(store, src, &lr, err);
}

static int
describe(const struct source *src, const struct adapter *adapter,
    const struct raw_run *run, struct table_meta *meta, struct err *err)
{
	int year;

	/* The reading function borrows the run and changes nothing in it. */
	if (adapter->describe(
		src, rows_part, (void *)(uintptr_t)run, meta, err) == -1)
		return -1;
	year = meta->period != NULL && meta->period[0] != '\0'
	    ? period_year(meta->period)
	    : meta->area_year;
	return source_map(src, year, meta, err);
}

static int
put_batch(struct load *l, const struct batch *b, struct err *err)
{
	for (size_t i = 0; i < b->nslots; i++)
		if (store_load_slot(
			l, b->slots[i].period, b->slots[i].dims, err) == -1)
			return -1;
	if (b->n == 0)
		return 0;
	if (b->gaps)
		return store_load_gaps(l, b->cells, b->n, err);
	return store_load_values(l, b->cells, b->n, err);
}

/* Everything the reader hands over, until it closes the queue. */
static int
write_all(struct load *l, struct queue *q, struct err *err)
{
	struct batch *b;

	while ((b = queue_pop(q)) != NULL) {
		int rc = put_batch(l, b, err);

		queue_back(q, b);
		if (rc == -1) {
			queue_stop(q);
			return -1;
		}
	}
	return 0;
}

/* The reader starts first: it fills its first batch while areas and topics
 * are put. */
static int
transfer(struct store *store, const struct load_run *run, struct reader *r,
    struct load **load, struct err *err)
{
	const struct walk *w = &r->walk;
	pthread_t thread;
	int rc, fault;

	fault = pthread_create(&thread, NULL, reader_run, r);
	if (fault != 0)
		return err_set(
		    err, ERR_WORK, "no second thread: %s", strerror(fault));
	rc = store_load_begin(store, w->source, run, w->meta, load, err);
	if (rc == -1)
		queue_stop(r->queue);
	else
		rc = write_all(*load, r->queue, err);
	pthread_join(thread, NULL);
	if (rc == 0 && r->rc == -1) {
		*err = r->err;
		rc = -1;
	}
	return rc;
}

static int
check(const struct reader *r, const struct raw_run *run, struct err *err)
{
	if (r->rows != run->rows)
		return err_set(err, ERR_INPUT,
		    "%llu rows where the manifest counts %llu: fetch it "
		    "again",
		    (unsigned long long)r->rows, (unsigned long long)run->rows);
	if (r->facts == 0)
		return err_set(err, ERR_INPUT,
		    "not one value in %llu rows (%llu of them of areas the "
		    "table does not describe)",
		    (unsigned long long)r->rows,
		    (unsigned long long)r->unknown);
	return 0;
}

static int
finish(
    struct load *l, const struct reader *r, uint64_t *changed, struct err *err)
{
	struct load_end end = { .tallies = r->tallies,
		.texts = r->texts,
		.seen = r->seen,
		.changes = r->changes };
	char *notice = NULL;
	int rc;

	if (r->unknown > 0)
		notice = mem_fmt("%llu rows left out: their areas are not "
				 "among those the table describes",
		    (unsigned long long)r->unknown);
	end.notice = notice;
	rc = store_load_end(l, &end, changed, err);
	free(notice);
	return rc;
}

static void
count(const struct table_meta *meta, const struct reader *r,
    struct ingest_result *out)
{
	out->rows = r->rows;
	out->facts = r->facts;
	out->unknown_areas = r->unknown;
	out->topics = meta->ntopics;
	for (size_t i = 0; i < meta->ntopics; i++)
		out->mapped += meta->topics[i].indicator != NULL;
}

static int
ingest_good(struct store *store, const struct source *src,
    const struct raw_run *run, struct ingest_result *out, struct err *err)
{
	const struct adapter *adapter = adapter_find(src->adapter);
	const struct load_run lr = load_run_of(run);
	struct ingest_result result = { 0 };
	struct table_meta meta = { 0 };
	struct reader reader = { 0 };
	struct queue *queue = NULL;
	struct load *load = NULL;
	int rc = -1;

	if (adapter == NULL)
		return err_set(err, ERR_INPUT, "no adapter '%s'", src->adapter);
	if (describe(src, adapter, run, &meta, err) == -1)
		goto done;
	queue = queue_new();
	reader_init(&reader,
	    &(struct walk){
		.source = src, .adapter = adapter, .run = run, .meta = &meta },
	    queue);
	if (transfer(store, &lr, &reader, &load, err) == -1 ||
	    check(&reader, run, err) == -1)
		goto done;
	rc = finish(load, &reader, &result.changed, err);
	load = NULL;
	if (rc == -1)
		goto done;
	count(&meta, &reader, &result);
	*out = result;
done:
	store_load_abort(load);
	reader_clear(&reader);
	queue_free(queue);
	table_meta_clear(&meta);
	return rc;
}

int
ingest_run(struct store *store, const struct source *src,
    const struct raw_run *run, struct ingest_result *out, struct err *err)
{
	int rc;

	if (strcmp(run->result, "ok") == 0)
		rc = ingest_good(store, src, run, out, err);
	else {
		rc = ingest_failed(store, src, run, err);
		if (rc == 0)
			memset(out, 0, sizeof(*out));
	}
	if (rc == -1)
		err_ctx(err, "%s: %s", src->id, run->table);
	return rc;
}
