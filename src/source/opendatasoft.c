/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * opendatasoft: data sets of an Opendatasoft portal, Explore API v2.1. Below
 * BASE/api/explore/v2.1/catalog/datasets/ID: what the data set says of itself
 * (and when its data were last changed), /records in pages of 100 as far as
 * row 10,000, /exports/json for all rows at once, in a stream that may break
 * off after its status 200 was sent.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "address.h"
#include "layout.h"
#include "portal.h"

#define PAGE 100 /* the most that records gives */
/* Up to here pages: each says how many rows there are, and one that fails is
 * asked for again. Above, an export: one request, but all or nothing. The API
 * itself would go on to 10,000. */
#define PAGED 1000

enum step { DATASET, COUNT, DATA }; /* in order */

struct road {
	const struct source *src;
	enum step step;
	bool asked, exported;
	struct portal_pages pages;
	int64_t total;
};

static int
put_address(const struct source *src, struct buf *out, struct err *err)
{
	const char *id = portal_dataset(src, err);

	if (id == NULL)
		return -1;
	address_base(src, out);
	buf_putf(out, "/api/explore/v2.1/catalog/datasets/%s", id);
	return 0;
}

/* "error_code" and "message" of what came in place of an answer: -1. */
static int
check_json(const struct json *j, struct err *err)
{
	if (json_get(j, "error_code") == NULL)
		return 0;
	return portal_refused(
	    err, "an error for an answer", json_get_str(j, "message"));
}

static int
tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct json *j = json_parse(body, len, err), *metas;
	const char *id = portal_dataset(src, err), *given;
	char *modified = NULL, *meta = NULL;
	int rc = -1;

	if (j == NULL || id == NULL || check_json(j, err) == -1)
		goto done;
	given = json_get_str(j, "dataset_id");
	metas = json_get(json_get(j, "metas"), "default");
	if (given == NULL || strcmp(given, id) != 0 || !json_is_object(metas)) {
		err_set(err, ERR_INPUT,
		    "is about data set \"%.80s\", not %s: is it a portal of "
		    "Opendatasoft with Explore v2.1?",
		    given == NULL ? "" : given, id);
		goto done;
	}
	/* data_processed is newer: the data; modified: also the words. */
	modified = portal_stamp(json_get(metas, "data_processed"));
	meta = portal_stamp(json_get(metas, "modified"));
	portal_table(src, json_get_str(metas, "title"),
	    modified != NULL ? modified : meta, meta, out);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "catalogue");
	free(modified);
	free(meta);
	json_free(j);
	return rc;
}

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	(void)ref;
	r->src = src;
	r->pages.total = -1;
	return r;
}

static void
road_free(struct road *r)
{
	free(r);
}

/* Only the columns that are read: shapes can be larger than all the rest. */
static void
put_select(const struct road *r, struct buf *out)
{
	struct buf columns = { 0 };

	if (portal_columns(r->src, &columns))
		buf_putf(out, "&select=%s", columns.data);
	buf_free(&columns);
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	static const char *const roles[] = { "dataset", "count", "records" };

	assert(!r->asked);
	if (r->step == DATA &&
	    (r->exported ? r->pages.page > 0 : portal_whole_table(&r->pages)))
		return 0;
	portal_ask(ask, r->exported ? "export" : roles[r->step],
	    r->step == DATA ? r->pages.page + 1 : 1);
	ask->data = r->step == DATA;
	ask->small = r->step != DATA;
	if (put_address(r->src, &ask->address, err) == -1)
		return -1;
	if (r->step == COUNT)
		buf_puts(&ask->address, "/records?limit=1");
	else if (r->exported)
		buf_puts(&ask->address, "/exports/json?limit=-1");
	else if (r->step == DATA)
		buf_putf(&ask->address, "/records?limit=%d&offset=%" PRIu64,
		    PAGE, r->pages.rows);
	if (r->step == DATA)
		put_select(r, &ask->address);
	r->asked = true;
	return 1;
}

/* An export says nothing of itself: it is counted against the count. */
static int
got_export(struct road *r, const struct got *got, struct err *err)
{
	r->pages.page++;
	r->pages.rows = got->rows;
	if (got->rows == (uint64_t)r->total)
		return 0;
	return err_set(err, ERR_INPUT,
	    "%" PRIu64 " rows, where the data set has %" PRId64
	    ": not kept, try again later",
	    got->rows, r->total);
}

static int
got_count(struct road *r, const struct got *got, struct err *err)
{
	r->total = portal_whole(got_number(got, "total_count", -1));
	if (r->total == -1)
		return err_set(err, ERR_INPUT,
		    "no total_count: is it a portal of Opendatasoft with "
		    "Explore v2.1?");
	r->exported = r->total > PAGED;
	r->pages.total = r->total;
	return 0;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	char *words = NULL;
	enum step step = r->step;
	int rc;

	assert(r->asked);
	r->asked = false;
	if (got_member(got, "error_code") != NULL) {
		if (got_text(got, "message", &words, err) == -1)
			return -1;
		rc = portal_refused(err, "an error for an answer", words);
		free(words);
		return rc;
	}
	if (step != DATA)
		r->step++;
	if (step == DATASET)
		return 0;
	if (step == COUNT)
		return got_count(r, got, err);
	if (r->exported)
		return got_export(r, got, err);
	return portal_page(&r->pages, got->rows,
	    portal_whole(got_number(got, "total_count", -1)), PAGE, err);
}

static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)src, (void)err;
	out->kind = CUT_JSON;
	out->lax = true; /* an error is an object without rows */
	out->array = NULL;
	if (strcmp(role, "export") == 0) {
		out->array = "";
		out->breaks_off = "Streaming interrupted";
	} else if (strcmp(role, "records") == 0 || strcmp(role, "count") == 0)
		out->array = "results";
	return 0;
}

/* The fields that a data set says it has. *n is how many. */
static struct layout_field *
fields_of(const struct json *dataset, size_t *n)
{
	const struct json *list = json_get(dataset, "fields");
	struct layout_field *fields =
	    mem_new(json_len(list) + 1, sizeof(*fields));

	*n = 0;
	for (const struct json *f = json_first(list); f != NULL;
	     f = json_next(f)) {
		const char *type = json_get_str(f, "type");

		if (json_get_str(f, "name") == NULL)
			continue;
		fields[(*n)++] =
		    (struct layout_field){ .name = json_get_str(f, "name"),
			    .title = json_get_str(f, "label"),
			    .description = json_get_str(f, "description"),
			    .number = type != NULL &&
				(strcmp(type, "int") == 0 ||
				    strcmp(type, "double") == 0) };
	}
	return fields;
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct buf body = { 0 };
	struct json *j = NULL, *metas;
	struct layout_field *fields = NULL;
	size_t n = 0;
	int rc = -1;

	if (read(arg, "dataset", &body, err) == -1)
		goto done;
	j = json_parse(buf_str(&body), body.len, err);
	if (j == NULL || check_json(j, err) == -1)
		goto done;
	fields = fields_of(j, &n);
	if (layout_describe(src, fields, n, out, err) == -1)
		goto done;
	metas = json_get(json_get(j, "metas"), "default");
	portal_says(src, NULL, json_get_str(metas, "title"),
	    json_get(metas, "data_processed"), out);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "dataset");
	free(fields);
	json_free(j);
	buf_free(&body);
	return rc;
}

const struct adapter adapter_opendatasoft = {
	.kind = "opendatasoft",
	.has_catalogue = true,
	.laid_out = true,
	.catalogue = put_address,
	.tables = tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = layout_rows_new,
	.row = layout_row,
	.rows_end = layout_rows_end,
	.rows_free = layout_rows_free,
};
