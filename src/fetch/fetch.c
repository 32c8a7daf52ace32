/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fetch: the loop that brings one table into raw/, whole or not at all. Knows
 * nothing of a protocol: the adapter says where to go next.
 */
#include "fetch/fetch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "page.h"
#include "source/adapter.h"

struct trip { /* one table being fetched */
	struct http *http;
	const struct adapter *adapter;
	const struct source *src;
	const struct table_ref *ref;
	const struct fetch_progress *progress;
	struct raw_writer *writer;
	struct road *road;
};

static const struct adapter *
find_adapter(const struct source *src, struct err *err)
{
	const struct adapter *adapter = adapter_find(src->adapter);

	if (adapter == NULL)
		err_set(err, ERR_INPUT, "%s: no adapter is called \"%s\"",
		    src->file, src->adapter);
	return adapter;
}

int
fetch_tables(struct http *http, const struct source *src,
    struct table_refs *out, struct err *err)
{
	const struct adapter *adapter = find_adapter(src, err);
	struct page page = { .role = "catalogue", .number = 1, .keep = true };
	struct buf address = { 0 };
	int rc = -1;

	if (adapter == NULL)
		return -1;
	if (adapter->catalogue(src, &address, err) == -1 ||
	    adapter_cut(adapter, src, page.role, &page.cut, err) == -1)
		goto done;
	if (page_get(&page, http, address.data, err) == -1) {
		err_ctx(err, "catalogue");
		goto done;
	}
	rc = adapter->tables(src, buf_str(&page.body), page.body.len, out, err);
done:
	page_clear(&page);
	buf_free(&address);
	return rc;
}

/* Record what came, and close the part. */
static int
keep_part(
    struct trip *t, const struct ask *ask, struct page *page, struct err *err)
{
	struct raw_run *run = raw_writer_run(t->writer);
	struct raw_part part = { .role = mem_str(ask->role),
		.page = ask->page,
		.address = mem_str(ask->address.data),
		.status = page->answer.status,
		.content_type = mem_str(page->answer.content_type),
		.etag = mem_str(page->answer.etag),
		.last_modified = mem_str(page->answer.last_modified),
		.decoded = page->decoded,
		.rows = page->rows,
		.data = ask->data,
		.at = when_now() };
	int rc;

	memcpy(part.sha256, page->sha256, sizeof(part.sha256));
	rc = raw_part_end(t->writer, &part, err);
	raw_part_clear(&part);
	run->bytes += page->answer.bytes;
	if (ask->data)
		run->rows += page->rows;
	return rc;
}

static int
one_step(struct trip *t, const struct ask *ask, struct err *err)
{
	struct page page = { .writer = t->writer,
		.role = ask->role,
		.number = ask->page,
		.keep = ask->small };
	struct got got = { .role = ask->role, .page = ask->page };
	int rc = -1;

	if (adapter_cut(t->adapter, t->src, ask->role, &page.cut, err) == -1 ||
	    page_get(&page, t->http, ask->address.data, err) == -1 ||
	    keep_part(t, ask, &page, err) == -1)
		goto done;
	got.members = page.members;
	got.nmembers = page.nmembers;
	got.rows = page.rows;
	got.body = ask->small ? buf_str(&page.body) : NULL;
	got.len = page.body.len;
	if (t->adapter->road_got(t->road, &got, err) == -1)
		goto done;
	if (t->progress != NULL && t->progress->tick != NULL)
		t->progress->tick(t->progress->arg, t->ref->id, ask->role,
		    ask->page, raw_writer_run(t->writer)->rows, t->ref->rows);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "%s: page %d", ask->role, ask->page);
	page_clear(&page);
	return rc;
}

/* All of the road, and the count at its end. */
static int
travel(struct trip *t, struct err *err)
{
	const struct raw_run *run = raw_writer_run(t->writer);
	struct ask ask = { 0 };
	bool selected = false;
	int rc;

	while ((rc = t->adapter->road_next(t->road, &ask, err)) == 1) {
		selected |= ask.selected;
		if (one_step(t, &ask, err) == -1) {
			rc = -1;
			break;
		}
	}
	buf_free(&ask.address);
	/* Of a selection nobody announces how many rows it has; too many is
	 * noticed on the road. */
	if (rc == 0 && !selected && t->ref->rows >= 0 &&
	    run->rows != (uint64_t)t->ref->rows)
		rc = err_set(err, ERR_INPUT,
		    "%" PRIu64 " rows came, where the catalogue announced "
		    "%" PRId64 ": not kept, try again later",
		    run->rows, t->ref->rows);
	return rc;
}

static void
fill_run(
    struct raw_run *run, const struct source *src, const struct table_ref *ref)
{
	run->title = mem_str(ref->title);
	run->publisher = mem_str(src->publisher);
	run->licence = mem_str(src->licence);
	run->licence_url = mem_str(src->licence_url);
	run->modified = mem_str(ref->modified);
	run->meta_modified = mem_str(ref->meta_modified);
	run->announced = ref->rows;
}

int
fetch_table(struct http *http, const char *rawdir, const struct source *src,
    const struct table_ref *ref, const struct fetch_progress *progress,
    struct raw_run *run, struct err *err)
{
	struct trip t = { .http = http,
		.adapter = find_adapter(src, err),
		.src = src,
		.ref = ref,
		.progress = progress };
	uint64_t before = http_requests(http);
	struct err second = { 0 };
	int rc;

	if (t.adapter == NULL)
		return -1;
	if (raw_begin(rawdir, src->id, ref->id, when_now(), &t.writer, err) ==
	    -1)
		return err_ctx(err, "%s: %s", src->id, ref->id);
	fill_run(raw_writer_run(t.writer), src, ref);
	t.road = t.adapter->road_new(src, ref);
	rc = travel(&t, err);
	t.adapter->road_free(t.road);
	raw_writer_run(t.writer)->requests = http_requests(http) - before;
	if (rc == 0)
		rc = raw_commit(t.writer, run, err);
	else
		/* When not even this can be written (a full disk), the first
		 * message is the one that helps. */
		raw_fail(t.writer, err->msg, &second);
	return rc == 0 ? 0 : err_ctx(err, "%s: %s", src->id, ref->id);
}
