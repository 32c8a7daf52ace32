/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arcgis: a layer of an ArcGIS FeatureServer or MapServer. BASE is the address
 * of the service, up to and including /FeatureServer; the data set is the
 * number of the layer. BASE/N?f=json tells its fields, BASE/N/query gives
 * features, at most maxRecordCount in an answer, and says with
 * exceededTransferLimit that there are more. Errors come with status 200.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/escape.h"
#include "address.h"
#include "layout.h"
#include "portal.h"

#define PAGE_MOST 2000 /* asked for; a layer may give fewer */

enum step { LAYER, COUNT, FEATURES, END };

struct road {
	const struct source *src;
	enum step step;
	bool asked;
	char *order;   /* the field with the object's number */
	int64_t most;  /* maxRecordCount */
	bool can_page; /* supportsPagination */
	int64_t total;
	uint64_t rows;
	int page;
};

/* BASE/N and a tail. */
static int
put_layer(const struct source *src, const char *tail, struct buf *out,
    struct err *err)
{
	const char *layer = portal_dataset(src, err);

	if (layer == NULL)
		return -1;
	address_base(src, out);
	buf_putf(out, "/%s%s", layer, tail);
	return 0;
}

static int
catalogue(const struct source *src, struct buf *address, struct err *err)
{
	return put_layer(src, "?f=json", address, err);
}

/* {"error":{"code":400,"message":"..","details":["..",..]}} in place of an
 * answer: -1. */
static int
check_error(const struct json *error, struct err *err)
{
	struct buf said = { 0 };
	double code = json_get_num(error, "code");
	const char *what;

	if (error == NULL || json_is_null(error))
		return 0;
	if (json_get_str(error, "message") != NULL)
		buf_puts(&said, json_get_str(error, "message"));
	for (const struct json *d = json_first(json_get(error, "details"));
	     d != NULL; d = json_next(d))
		if (json_str(d) != NULL)
			buf_putf(&said, " %s", json_str(d));
	what = code == 498 || code == 499
	    ? "an error for an answer (the layer is not public: it asks for "
	      "a token)"
	    : "an error for an answer";
	portal_refused(err, what, buf_str(&said));
	buf_free(&said);
	return -1;
}

/* Parse what a layer says of itself, or NULL. */
static struct json *
parse_layer(const char *body, size_t len, struct err *err)
{
	struct json *j = json_parse(body, len, err);

	if (j == NULL)
		return NULL;
	if (check_error(json_get(j, "error"), err) == -1)
		goto bad;
	if (!json_is_array(json_get(j, "fields"))) {
		err_set(err, ERR_INPUT,
		    "no list of fields: is it the number of a layer of a "
		    "FeatureServer or MapServer?");
		goto bad;
	}
	return j;
bad:
	json_free(j);
	return NULL;
}

static int
tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct json *j = parse_layer(body, len, err), *editing;
	char *modified, *meta;

	if (j == NULL)
		return err_ctx(err, "catalogue");
	/* dataLastEditDate is of the rows alone, where a layer has it. */
	editing = json_get(j, "editingInfo");
	modified = portal_stamp(json_get(editing, "dataLastEditDate"));
	meta = portal_stamp(json_get(editing, "lastEditDate"));
	portal_table(src, json_get_str(j, "name"),
	    modified != NULL ? modified : meta, meta, out);
	free(modified);
	free(meta);
	json_free(j);
	return 0;
}

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	(void)ref;
	r->src = src;
	return r;
}

static void
road_free(struct road *r)
{
	if (r == NULL)
		return;
	free(r->order);
	free(r);
}

/* The columns that are read, or all. No shapes: they are not looked at. */
static void
put_query(const struct road *r, struct buf *out)
{
	struct buf fields = { 0 };
	int64_t most = r->most < PAGE_MOST ? r->most : PAGE_MOST;

	if (!portal_columns(r->src, &fields))
		buf_puts(&fields, "%2A");
	buf_putf(out,
	    "&outFields=%s&returnGeometry=false&orderByFields=", fields.data);
	escape_url(out, r->order);
	if (r->can_page)
		buf_putf(out,
		    "&resultOffset=%" PRIu64 "&resultRecordCount=%" PRId64,
		    r->rows, most);
	buf_free(&fields);
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	assert(!r->asked);
	switch (r->step) {
	case LAYER:
		portal_ask(ask, "layer", 1);
		ask->small = true;
		if (put_layer(r->src, "?f=json", &ask->address, err) == -1)
			return -1;
		break;
	case COUNT:
		portal_ask(ask, "count", 1);
		ask->small = true;
		if (put_layer(r->src,
			"/query?f=json&where=1%3D1&returnCountOnly=true",
			&ask->address, err) == -1)
			return -1;
		break;
	case FEATURES:
		portal_ask(ask, "features", r->page + 1);
		ask->data = true;
		if (put_layer(r->src, "/query?f=json&where=1%3D1",
			&ask->address, err) == -1)
			return -1;
		put_query(r, &ask->address);
		break;
	case END:
		return 0;
	}
	r->asked = true;
	return 1;
}

static int
got_layer(struct road *r, const struct got *got, struct err *err)
{
	struct json *j = parse_layer(got->body, got->len, err);
	const char *order;

	if (j == NULL)
		return -1;
	order = json_get_str(j, "objectIdField");
	for (const struct json *f = json_first(json_get(j, "fields"));
	     f != NULL && order == NULL; f = json_next(f)) {
		const char *type = json_get_str(f, "type");

		if (type != NULL && strcmp(type, "esriFieldTypeOID") == 0)
			order = json_get_str(f, "name");
	}
	r->order = mem_str(order != NULL ? order : "OBJECTID");
	r->most = portal_whole(json_get_num(j, "maxRecordCount"));
	if (r->most <= 0)
		r->most = 1000;
	/* Only servers of before 10.3 cannot, and those do not say so. */
	r->can_page = json_get_true(json_get(j, "advancedQueryCapabilities"),
			  "supportsPagination") ||
	    json_get_true(j, "supportsPagination");
	json_free(j);
	return 0;
}

static int
got_count(struct road *r, const struct got *got, struct err *err)
{
	r->total = portal_whole(got_number(got, "count", -1));
	if (r->total == -1)
		return err_set(err, ERR_INPUT,
		    "does not say how many features there are: the server may "
		    "have changed, look at the address in a browser");
	if (r->total > r->most && !r->can_page)
		return err_set(err, ERR_INPUT,
		    "%" PRId64 " features, of which the server gives %" PRId64
		    " and no further pages (supportsPagination is false): ask "
		    "its keeper for a file, and use the adapter file",
		    r->total, r->most);
	return 0;
}

/* Top level with f=json; under "properties" with other servers. */
static bool
exceeded(const struct got *got)
{
	const struct member *m = got_member(got, "exceededTransferLimit");
	const struct member *p = got_member(got, "properties");
	struct err ignored = { 0 };
	struct json *j;
	bool more;

	if (m != NULL && m->text != NULL)
		return m->len == 4 && memcmp(m->text, "true", 4) == 0;
	if (p == NULL || p->text == NULL)
		return false;
	j = json_parse(p->text, p->len, &ignored);
	more = json_get_true(j, "exceededTransferLimit");
	json_free(j);
	return more;
}

/* A page may hold fewer features than asked for; the end is where the server
 * says so, and then the count must be right. */
static int
got_features(struct road *r, const struct got *got, struct err *err)
{
	bool more = exceeded(got);

	r->page++;
	r->rows += got->rows;
	if (r->rows > (uint64_t)r->total ||
	    (!more && r->rows < (uint64_t)r->total))
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " features so far and %s, where the layer "
		    "counts %" PRId64 ": features are missing or twice, not "
		    "kept, try again later",
		    r->rows, more ? "more to come" : "no more to come",
		    r->total);
	if (more && got->rows == 0)
		return err_set(err, ERR_INPUT,
		    "no features, yet more to come: try again later");
	if (more && r->page >= PORTAL_PAGES)
		return err_set(
		    err, ERR_INPUT, "more than %d pages", PORTAL_PAGES);
	/* Some say "more" on a last page that is full. */
	if (!more || r->rows == (uint64_t)r->total)
		r->step = END;
	return 0;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	const struct member *error = got_member(got, "error");

	assert(r->asked);
	r->asked = false;
	if (error != NULL && error->text != NULL) {
		struct json *j = json_parse(error->text, error->len, err);
		int rc = j == NULL ? -1 : check_error(j, err);

		json_free(j);
		if (rc == -1)
			return -1;
	}
	switch (r->step) {
	case LAYER:
		r->step = COUNT;
		return got_layer(r, got, err);
	case COUNT:
		r->step = FEATURES;
		return got_count(r, got, err);
	case FEATURES:
		return got_features(r, got, err);
	case END:
		break;
	}
	return 0;
}

static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)src, (void)err;
	out->kind = CUT_JSON;
	out->lax = true; /* an error is an object without features */
	out->array = strcmp(role, "features") == 0 ? "features" : NULL;
	return 0;
}

static bool
is_number(const char *type)
{
	static const char *const types[] = { "esriFieldTypeInteger",
		"esriFieldTypeSmallInteger", "esriFieldTypeBigInteger",
		"esriFieldTypeSingle", "esriFieldTypeDouble" };

	for (size_t i = 0; type != NULL && i < sizeof(types) / sizeof(types[0]);
	     i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct buf body = { 0 };
	struct json *j = NULL, *list;
	struct layout_field *fields = NULL;
	size_t n = 0;
	int rc = -1;

	if (read(arg, "layer", &body, err) == -1)
		goto done;
	j = parse_layer(buf_str(&body), body.len, err);
	if (j == NULL)
		goto done;
	list = json_get(j, "fields");
	fields = mem_new(json_len(list) + 1, sizeof(*fields));
	for (const struct json *f = json_first(list); f != NULL;
	     f = json_next(f))
		if (json_get_str(f, "name") != NULL)
			fields[n++] = (struct layout_field){
				.name = json_get_str(f, "name"),
				.title = json_get_str(f, "alias"),
				.number = is_number(json_get_str(f, "type"))
			};
	if (layout_describe(src, fields, n, out, err) == -1)
		goto done;
	portal_says(src, NULL, json_get_str(j, "name"),
	    json_get(json_get(j, "editingInfo"), "lastEditDate"), out);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "layer");
	free(fields);
	json_free(j);
	buf_free(&body);
	return rc;
}

static struct row_reader *
rows_new(const struct source *src, const struct table_meta *meta)
{
	return layout_rows_in(src, meta, "attributes");
}

const struct adapter adapter_arcgis = {
	.kind = "arcgis",
	.has_catalogue = true,
	.laid_out = true,
	.catalogue = catalogue,
	.tables = tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = rows_new,
	.row = layout_row,
	.rows_end = layout_rows_end,
	.rows_free = layout_rows_free,
};
