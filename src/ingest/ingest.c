/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ingest: a raw run into facts.db: this thread writes what the reader hands
 * over; whatever goes wrong, on either side, undoes the whole of it.
 */
#include "ingest/ingest.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/crossing.h"
#include "ingest/gather.h"
#include "ingest/look.h"
#include "ingest/reader.h"
#include "ingest/shapes.h"
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

/* As many names as there is room for; a name is whole or not there. */
static void
put_unknown(const struct source *src, int year, const struct table_meta *meta,
    struct ingest_result *out)
{
	struct strings names = { 0 };
	struct buf text = { 0 };
	size_t room = sizeof(out->unknown) - sizeof(", and 99999 more"), i;

	source_unknown(src, year, meta, &names);
	for (i = 0; i < names.n; i++) {
		if (text.len + strlen(names.items[i]) + 2 > room)
			break;
		buf_putf(&text, "%s%s", i == 0 ? "" : ", ", names.items[i]);
	}
	if (i < names.n)
		buf_putf(
		    &text, "%s%zu more", i == 0 ? "" : ", and ", names.n - i);
	out->unknown_topics = names.n;
	snprintf(out->unknown, sizeof(out->unknown), "%s", buf_str(&text));
	buf_free(&text);
	strings_free(&names);
}

static int
describe(const struct walk *w, struct table_meta *meta,
    struct ingest_result *out, struct err *err)
{
	const struct source *src = w->source;
	int year;

	/* The reading function borrows the walk and changes nothing in it. */
	if (w->adapter->describe(
		src, rows_part, (void *)(uintptr_t)w, meta, err) == -1)
		return -1;
	/* Shapes are put by area, after the figures if there are any. */
	if (meta->areas_in_rows && src->shapes.there) {
		if (areas_gather(w, meta, err) == -1)
			return -1;
		meta->areas_in_rows = false;
	}
	year = meta->period != NULL && meta->period[0] != '\0'
	    ? period_year(meta->period)
	    : meta->area_year;
	if (source_map(src, year, meta, err) == -1)
		return -1;
	put_unknown(src, year, meta, out);
	return 0;
}

struct writing {
	struct load *load;
	struct look look;
	struct mapping *mapping;
	const char **indicators; /* room for those of one slot */
};

static int
put_slot(struct writing *w, const struct slot *slot, struct err *err)
{
	if (mapping_slot(
		w->mapping, slot->period, slot->dims, w->indicators, err) == -1)
		return -1;
	look_slot(&w->look, slot->dims);
	return store_load_slot(
	    w->load, slot->period, slot->dims, w->indicators, err);
}

static int
put_batch(struct writing *w, const struct batch *b, struct err *err)
{
	struct load *l = w->load;

	for (size_t i = 0; i < b->nplaces; i++)
		if (store_load_area(
			l, b->places[i].at, &b->places[i].area, err) == -1)
			return -1;
	for (size_t i = 0; i < b->nslots; i++)
		if (put_slot(w, &b->slots[i], err) == -1)
			return -1;
	if (b->n == 0)
		return 0;
	if (b->gaps)
		return store_load_gaps(l, b->cells, b->n, err);
	return store_load_values(l, b->cells, b->n, err);
}

/* Everything the reader hands over, until it closes the queue. */
static int
write_all(struct writing *w, struct queue *q, struct err *err)
{
	struct batch *b;

	while ((b = queue_pop(q)) != NULL) {
		int rc = put_batch(w, b, err);

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
    struct writing *writing, struct err *err)
{
	const struct walk *w = &r->walk;
	pthread_t thread;
	int rc, fault;

	fault = pthread_create(&thread, NULL, reader_run, r);
	if (fault != 0)
		return err_set(
		    err, ERR_WORK, "no second thread: %s", strerror(fault));
	rc = store_load_begin(
	    store, w->source, run, w->meta, &writing->load, err);
	if (rc == -1)
		queue_stop(r->queue);
	else
		rc = write_all(writing, r->queue, err);
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
	if (rows_counted(&r->walk) && r->rows != run->rows)
		return err_set(err, ERR_INPUT,
		    "%llu rows where the manifest counts %llu: fetch it "
		    "again",
		    (unsigned long long)r->rows, (unsigned long long)run->rows);
	if (r->areas->n == 0)
		return err_set(err, ERR_INPUT, "%s", gather_none);
	if (r->facts == 0)
		return err_set(err, ERR_INPUT,
		    "not one value in %llu rows (%llu of them of areas the "
		    "table does not describe, %llu of periods that are no "
		    "year, half, quarter or month)",
		    (unsigned long long)r->rows, (unsigned long long)r->unknown,
		    (unsigned long long)r->odd_rows);
	return 0;
}

/* Behind a number of rows: the first things they are about. */
static void
put_examples(const struct strings *names, struct buf *out)
{
	for (size_t i = 0; i < names->n; i++)
		buf_putf(out, "%s%s", i == 0 ? " (" : ", ", names->items[i]);
	if (names->n > 0)
		buf_puts(out, names->n == READER_ODD ? ", ...)" : ")");
}

/* What was left out, in words. */
static void
left_out(const struct reader *r, struct buf *notice)
{
	if (r->unknown > 0) {
		buf_putf(notice,
		    r->walk.meta->areas_in_rows
			? "%llu row%s left out: not a gemeente, wijk or buurt"
			: "%llu row%s left out: not of an area that the "
			  "table describes",
		    (unsigned long long)r->unknown, r->unknown == 1 ? "" : "s");
		put_examples(&r->odd, notice);
	}
	if (r->odd_rows > 0) {
		buf_putf(notice,
		    "%s%llu row%s left out: of a period that is no year, half, "
		    "quarter or month",
		    notice->len > 0 ? "; " : "",
		    (unsigned long long)r->odd_rows,
		    r->odd_rows == 1 ? "" : "s");
		put_examples(&r->odd_periods, notice);
	}
}

static int
finish(struct writing *w, const struct reader *r,
    const struct decisions *decisions, struct ingest_result *out,
    struct err *err)
{
	struct load *l = w->load;
	struct buf notice = { 0 };
	struct load_end end = { .tallies = r->tallies,
		.texts = r->texts,
		.seen = r->seen,
		.changes = r->changes };
	int rc;

	if (!rows_counted(&r->walk) && r->walk.meta->rows < 0)
		end.rows = r->taken;
	left_out(r, &notice);
	rc = r->walk.source->shapes.there
	    ? shapes_put(&r->walk, l, &notice, err)
	    : 0;
	w->load = NULL;
	if (rc == 0)
		rc = look_put(&w->look, l, r, decisions, out, err);
	end.notice = notice.data;
	snprintf(out->notice, sizeof(out->notice), "%s", buf_str(&notice));
	if (rc == 0)
		rc = store_load_end(l, &end, &out->changed, err);
	else
		store_load_abort(l);
	buf_free(&notice);
	return rc;
}

static void
count(const struct reader *r, const struct mapping *mapping,
    struct ingest_result *out)
{
	out->rows = rows_counted(&r->walk) ? r->rows : r->taken;
	out->facts = r->facts;
	out->unknown_areas = r->unknown;
	out->topics = r->walk.meta->ntopics;
	out->mapped = mapping_topics(mapping);
}

/* What was there stays; the run is one that failed. */
static int
refuse(struct store *store, const struct walk *w, struct load_run *lr,
    struct writing *writing, struct ingest_result *out, struct err *err)
{
	store_load_abort(writing->load);
	writing->load = NULL;
	lr->message = writing->look.refused;
	if (store_put_refused_run(
		store, w->source, lr, &writing->look.drifts, err) == -1)
		return -1;
	*out = (struct ingest_result){ .refused = true };
	snprintf(out->notice, sizeof(out->notice), "%s", lr->message);
	return 0;
}

static int
ingest_good(struct store *store, const struct source *src,
    const struct raw_run *run, const struct decisions *decisions,
    struct ingest_result *out, struct err *err)
{
	const char *kind = run->adapter != NULL ? run->adapter : src->adapter;
	struct table_meta meta = { 0 };
	struct walk walk = { .source = src,
		.adapter = adapter_find(kind),
		.run = run,
		.meta = &meta };
	struct load_run lr = load_run_of(run);
	struct ingest_result result = { 0 };
	struct reader reader = { 0 };
	struct writing writing = { 0 };
	struct queue *queue = NULL;
	int rc = -1;

	if (walk.adapter == NULL)
		return err_set(err, ERR_INPUT, "no adapter '%s'", kind);
	if (src->crossing.there)
		return crossing_ingest(store, src, run, &lr, out, err);
	if (describe(&walk, &meta, &result, err) == -1)
		goto done;
	if (!rows_counted(&walk) && meta.rows > 0)
		lr.rows = (uint64_t)meta.rows;
	if (src->shapes.there && !src->layout.there) {
		rc = shapes_ingest(store, &walk, &lr, out, err);
		goto done;
	}
	queue = queue_new();
	writing.mapping = mapping_new(src, &meta);
	writing.indicators =
	    mem_new(meta.ntopics + 1, sizeof(*writing.indicators));
	reader_init(&reader, &walk, queue);
	if (look_before(&writing.look, store, src, run, &meta, err) == -1 ||
	    transfer(store, &lr, &reader, &writing, err) == -1 ||
	    check(&reader, run, err) == -1 ||
	    mapping_end(writing.mapping, err) == -1)
		goto done;
	look_drifts(&writing.look, &reader,
	    rows_counted(&walk) || meta.rows > 0 ? lr.rows : reader.taken,
	    decisions);
	if (writing.look.refused[0] != '\0') {
		rc = refuse(store, &walk, &lr, &writing, out, err);
		goto done;
	}
	rc = finish(&writing, &reader, decisions, &result, err);
	if (rc == -1)
		goto done;
	count(&reader, writing.mapping, &result);
	*out = result;
done:
	store_load_abort(writing.load);
	look_clear(&writing.look);
	mapping_free(writing.mapping);
	free(writing.indicators);
	reader_clear(&reader);
	queue_free(queue);
	table_meta_clear(&meta);
	return rc;
}

int
ingest_run(struct store *store, const struct source *src,
    const struct raw_run *run, const struct decisions *decisions,
    struct ingest_result *out, struct err *err)
{
	int rc;

	if (strcmp(run->result, "ok") == 0)
		rc = ingest_good(store, src, run, decisions, out, err);
	else {
		rc = ingest_failed(store, src, run, err);
		if (rc == 0)
			memset(out, 0, sizeof(*out));
	}
	if (rc == -1)
		err_ctx(err, "%s: %s", src->id, run->table);
	return rc;
}
