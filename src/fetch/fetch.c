/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fetch: the loop that brings one table into raw/, whole or not at all. Knows
 * nothing of a protocol: the adapter says where to go next.
 */
#include "fetch/fetch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/when.h"
#include "fetch/secret.h"
#include "page.h"
#include "request.h"
#include "resume.h"
#include "source/adapter.h"

struct trip { /* one table being fetched */
	struct http *http;
	const struct adapter *adapter;
	const struct source *src;
	const struct table_ref *ref;
	const struct fetch_progress *progress;
	const struct raw_run *last; /* the good run before, or NULL */
	struct raw_writer *writer;
	struct road *road;
	bool same;	      /* nothing changed since, by the server's word */
	bool gone;	      /* its first page of rows is not there */
	struct resume resume; /* what an earlier run kept */
	int again, pages;     /* parts that came out of it; pages of rows */
};

#define LOCAL "file:"

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
	if (page->content[0] != '\0')
		part.content = mem_str(page->content);
	rc = raw_part_end(t->writer, &part, err);
	raw_part_clear(&part);
	run->bytes += page->answer.bytes;
	if (ask->data)
		run->rows += page->rows;
	return rc;
}

/* What came of this request the last time, when all of the table was one
 * request; else one part that stayed the same says nothing of the others. */
static const struct raw_part *
part_before(const struct trip *t, const struct ask *ask)
{
	const struct raw_part *part;

	if (t->last == NULL || t->last->nparts != 1)
		return NULL;
	part = &t->last->parts[0];
	return strcmp(part->role, ask->role) == 0 && part->page == ask->page &&
		strcmp(part->address, ask->address.data) == 0
	    ? part
	    : NULL;
}

static int
get_remote(
    struct trip *t, const struct ask *ask, struct page *page, struct err *err)
{
	const struct raw_part *before = part_before(t, ask);
	struct http_request request = { 0 };
	struct http_key key;
	char *secret = NULL;
	int rc;

	if (ask->secret != NULL) {
		if (request_key(t->src, ask->secret, ask->address.data, &key,
			&secret, err) == -1)
			return -1;
		request.key = &key;
	}
	if (before != NULL) {
		request.etag = before->etag;
		request.last_modified = before->last_modified;
	}
	rc = page_get(page, t->http, ask->address.data, &request, err);
	secret_free(secret);
	if (rc == -1) {
		t->gone = ask->data && ask->page == 1 &&
		    (http_status(t->http) == 404 ||
			http_status(t->http) == 410);
		return -1;
	}
	t->same = page->answer.status == 304;
	return 0;
}

/* A file beside the definition. */
static int
get_local(
    struct trip *t, const struct ask *ask, struct page *page, struct err *err)
{
	const struct raw_part *before = part_before(t, ask);
	const char *slash = strrchr(t->src->file, '/');
	char *path = mem_fmt("%.*s%s",
	    slash != NULL ? (int)(slash + 1 - t->src->file) : 0, t->src->file,
	    ask->address.data + strlen(LOCAL));
	char *stamp = NULL;
	struct stat st;
	int rc = 0;

	if (before != NULL && before->last_modified != NULL &&
	    stat(path, &st) == 0 && (uint64_t)st.st_size == before->decoded)
		stamp = page_stamp(&st);
	if (stamp != NULL && strcmp(before->last_modified, stamp) == 0)
		t->same = true;
	else
		rc = page_file(page, path, err);
	free(stamp);
	free(path);
	return rc;
}

static int
get_page(
    struct trip *t, const struct ask *ask, struct page *page, struct err *err)
{
	return strncmp(ask->address.data, LOCAL, strlen(LOCAL)) == 0
	    ? get_local(t, ask, page, err)
	    : get_remote(t, ask, page, err);
}

/* What an earlier run has of this already: 1, or 0 when it is to be asked
 * for. Bytes that are not as they were fetched are no reason to fail. */
static int
get_again(
    struct trip *t, const struct ask *ask, struct page *page, struct err *err)
{
	const struct raw_part *part = resume_part(&t->resume, ask);
	struct err ignored = { 0 };
	struct raw_run *run;

	if (part == NULL)
		return 0;
	page->writer = NULL;
	if (page_again(page, &t->resume.kept, part, &ignored) == -1) {
		resume_stop(&t->resume);
		page->writer = t->writer;
		return 0;
	}
	if (raw_kept_take(t->writer, &t->resume.kept, part, err) == -1)
		return -1;
	run = raw_writer_run(t->writer);
	if (ask->data)
		run->rows += page->rows;
	t->again++;
	return 1;
}

static int
one_step(struct trip *t, const struct ask *ask, struct err *err)
{
	struct page page = { .writer = t->writer,
		.role = ask->role,
		.number = ask->page,
		.keep = ask->small,
		.plain = ask->plain };
	struct got got = { .role = ask->role, .page = ask->page };
	int rc = -1;

	int kept;

	if (adapter_cut(t->adapter, t->src, ask->role, &page.cut, err) == -1)
		goto done;
	kept = get_again(t, ask, &page, err);
	if (kept == -1 || (kept == 0 && get_page(t, ask, &page, err) == -1))
		goto done;
	if (t->same) {
		rc = 0;
		goto done;
	}
	if (kept == 0 && keep_part(t, ask, &page, err) == -1)
		goto done;
	t->pages += ask->data;
	got.members = page.members;
	got.nmembers = page.nmembers;
	got.rows = page.rows;
	got.content = page.content[0] != '\0' ? page.content : NULL;
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
	int rc = 0;

	while (
	    !t->same && (rc = t->adapter->road_next(t->road, &ask, err)) == 1) {
		selected |= ask.selected;
		if (one_step(t, &ask, err) == -1) {
			rc = -1;
			break;
		}
	}
	buf_free(&ask.address);
	if (t->same && rc != -1)
		return 0;
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

/* From the first request to the last. */
static int
go(struct trip *t, struct err *err)
{
	int rc;

	t->gone = false;
	t->road = t->adapter->road_new(t->src, t->ref);
	rc = travel(t, err);
	t->adapter->road_free(t->road);
	return rc;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Pages that came one after another, or on two days, are one table only when
 * it did not change meanwhile: the catalogue is asked once more. */
static int
check_unchanged(struct trip *t, struct err *err)
{
	struct table_refs refs = { 0 };
	const struct table_ref *now = NULL, *ref = t->ref;
	bool same;

	if (!t->adapter->has_catalogue || ref->modified == NULL ||
	    (t->again == 0 && t->pages < 2))
		return 0;
	if (fetch_tables(t->http, t->src, &refs, err) == -1)
		return -1;
	for (size_t i = 0; i < refs.n && now == NULL; i++)
		if (strcmp(refs.items[i].id, ref->id) == 0)
			now = &refs.items[i];
	same = now != NULL && now->rows == ref->rows &&
	    same_text(now->modified, ref->modified) &&
	    same_text(now->meta_modified, ref->meta_modified);
	table_refs_free(&refs);
	return same ? 0
		    : err_set(err, ERR_INPUT,
			  "the table was changed while it was being fetched: "
			  "not kept, run the command again");
}

/* The catalogue has the table, but its rows are not there: an ended table
 * may be kept at another place, by another protocol. How many rows it has
 * there nobody announced. */
static int
go_elsewhere(struct trip *t, struct err *err)
{
	const struct fallback *f = &t->src->fallback;
	const struct source *src = t->src;
	const struct table_ref *ref = t->ref;
	struct source other = *src;
	struct table_ref there = *ref;
	char *why;
	int rc;

	if (f->adapter == NULL) {
		why = mem_str(err->msg);
		err_set(err, err->code,
		    "%s; the catalogue has the table, so it may be kept at "
		    "another place: name that as \"fallback\" in the "
		    "definition",
		    why);
		free(why);
		return -1;
	}
	err_clear(err);
	other.adapter = f->adapter;
	other.base = f->base;
	there.rows = -1;
	t->adapter = request_adapter(&other, err);
	if (t->adapter == NULL)
		return -1;
	raw_writer_run(t->writer)->adapter = mem_str(f->adapter);
	t->src = &other;
	t->ref = &there;
	rc = go(t, err);
	t->src = src;
	t->ref = ref;
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
	run->asked = fetch_asked(src);
}

/* Byte for byte; or in all that does not differ with every answer. */
static bool
same_part(const struct raw_part *a, const struct raw_part *b)
{
	if (strcmp(a->role, b->role) != 0 || a->page != b->page)
		return false;
	return strcmp(a->sha256, b->sha256) == 0 ||
	    (a->content != NULL && b->content != NULL &&
		strcmp(a->content, b->content) == 0);
}

/* Whether what came is what was there. */
static bool
same_parts(const struct raw_run *run, const struct raw_run *last)
{
	if (last == NULL || run->nparts != last->nparts)
		return false;
	for (size_t i = 0; i < run->nparts; i++)
		if (!same_part(&run->parts[i], &last->parts[i]))
			return false;
	return true;
}

/* What is whole is kept for the next run when the line was to blame, and the
 * catalogue can tell then whether it is still of use. When not even this can
 * be written (a full disk), the first message is the one that helps. */
static void
give_up(struct trip *t, bool keep, const struct err *err)
{
	const struct raw_run *run = raw_writer_run(t->writer);
	struct err second = { 0 };

	if (keep && err->code == ERR_NET && run->modified != NULL &&
	    run->definition != NULL)
		raw_fail_keep(t->writer, err->msg, &second);
	else {
		raw_kept_drop(t->writer);
		raw_fail(t->writer, err->msg, &second);
	}
}

/* *stale: it failed on what came, and some of that an earlier run had kept:
 * what was kept is gone now, so asking once more brings all of it anew. */
static int
fetch_once(struct http *http, const char *rawdir, const struct source *src,
    const struct table_ref *ref, const struct raw_run *last,
    const struct fetch_progress *progress, struct raw_run *run, bool *stale,
    struct err *err)
{
	struct trip t = { .http = http,
		.adapter = request_adapter(src, err),
		.src = src,
		.ref = ref,
		.last = last,
		.progress = progress };
	uint64_t before = http_requests(http);
	bool elsewhere;
	char *definition;
	int rc;

	if (t.adapter == NULL)
		return -1;
	if (raw_begin(rawdir, src->id, ref->id, when_now(), &t.writer, err) ==
	    -1)
		return err_ctx(err, "%s: %s", src->id, ref->id);
	fill_run(raw_writer_run(t.writer), src, ref);
	definition = resume_definition(src);
	raw_writer_run(t.writer)->definition = definition;
	resume_find(&t.resume, rawdir, src, ref, definition);
	if (t.resume.kept.nparts == 0)
		raw_kept_drop(t.writer);
	rc = go(&t, err);
	*stale = rc == -1 && t.again > 0 && err->code == ERR_INPUT;
	elsewhere = rc == -1 && t.gone;
	if (elsewhere)
		rc = go_elsewhere(&t, err);
	else if (rc == 0 && !t.same)
		rc = check_unchanged(&t, err);
	raw_writer_run(t.writer)->requests = http_requests(http) - before;
	if (rc == 0 && (t.same || same_parts(raw_writer_run(t.writer), last))) {
		raw_kept_drop(t.writer);
		raw_drop(t.writer);
		rc = 1;
	} else if (rc == 0)
		rc = raw_commit(t.writer, run, err);
	else
		give_up(&t, !elsewhere, err);
	resume_clear(&t.resume);
	if (rc == 1)
		return 1;
	return rc == 0 ? 0 : err_ctx(err, "%s: %s", src->id, ref->id);
}

int
fetch_table(struct http *http, const char *rawdir, const struct source *src,
    const struct table_ref *ref, const struct fetch_progress *progress,
    struct raw_run *run, struct err *err)
{
	return fetch_if_new(http, rawdir, src, ref, NULL, progress, run, err);
}

int
fetch_if_new(struct http *http, const char *rawdir, const struct source *src,
    const struct table_ref *ref, const struct raw_run *last,
    const struct fetch_progress *progress, struct raw_run *run, struct err *err)
{
	bool stale = false;
	int rc = fetch_once(
	    http, rawdir, src, ref, last, progress, run, &stale, err);

	if (rc == -1 && stale) {
		err_clear(err);
		rc = fetch_once(
		    http, rawdir, src, ref, last, progress, run, &stale, err);
	}
	return rc;
}
