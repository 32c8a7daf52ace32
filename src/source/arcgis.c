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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/escape.h"
#include "address.h"
#include "features.h"
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

/* Parse what a layer says of itself, or NULL. */
static struct json *
parse_layer(const char *body, size_t len, struct err *err)
{
	struct json *j = json_parse(body, len, err);

	if (j == NULL)
		return NULL;
	if (portal_check_error(json_get(j, "error"), err) == -1)
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

/* The number of the system that the shapes are asked for in; X comes first in
 * all of them. */
static int
wkid(const struct source *src)
{
	switch (adapter_crs(src)) {
	case CRS_WGS84:
	case CRS_LATLON:
		return 4326;
	case CRS_MERCATOR:
		return 3857;
	case CRS_RD:
		break;
	}
	return 28992;
}

/* The columns that are read, or all; shapes only when they are looked at. */
static void
put_query(const struct road *r, struct buf *out)
{
	struct buf fields = { 0 };
	int64_t most = r->most < PAGE_MOST ? r->most : PAGE_MOST;

	if (r->src->shapes.there || !portal_columns(r->src, &fields))
		buf_puts(&fields, "%2A");
	buf_putf(out, "&outFields=%s&returnGeometry=", fields.data);
	if (r->src->shapes.there)
		buf_putf(out, "true&outSR=%d", wkid(r->src));
	else
		buf_puts(out, "false");
	buf_puts(out, "&orderByFields=");
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

/* A server that cannot do what was asked gives the shapes in its own system,
 * and says so: {"wkid":102100,"latestWkid":3857}. */
static int
check_system(const struct road *r, const struct got *got, struct err *err)
{
	const struct member *m = got_member(got, "spatialReference");
	struct err ignored = { 0 };
	enum shape_crs asked = CRS_RD, came = CRS_RD;
	char name[32];
	struct json *j;
	double number;

	if (m == NULL || m->text == NULL)
		return 0;
	j = json_parse(m->text, m->len, &ignored);
	number = json_get_num(j, "latestWkid");
	if (portal_whole(number) == -1)
		number = json_get_num(j, "wkid");
	json_free(j);
	if (portal_whole(number) == -1)
		return 0;
	snprintf(name, sizeof(name), "%d", wkid(r->src));
	shape_crs_of(name, &asked);
	snprintf(name, sizeof(name), "%.0f", number);
	if (shape_crs_of(name, &came) == 0 && came == asked)
		return 0;
	return err_set(err, ERR_INPUT,
	    "the shapes came in system %s, where %d was asked for: set "
	    "\"crs\" under shapes to EPSG:28992, CRS84 or EPSG:3857, what the "
	    "server can give",
	    name, wkid(r->src));
}

/* A page may hold fewer features than asked for; the end is where the server
 * says so, and then the count must be right. */
static int
got_features(struct road *r, const struct got *got, struct err *err)
{
	bool more = portal_exceeded(got);

	if (r->src->shapes.there && check_system(r, got, err) == -1)
		return -1;
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
	assert(r->asked);
	r->asked = false;
	if (portal_error(got, err) == -1)
		return -1;
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
	(void)err;
	out->kind = CUT_JSON;
	out->lax = true; /* an error is an object without features */
	if (src->shapes.there)
		out->record = FEATURES_RECORD;
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
	if (src->layout.there
		? layout_describe(src, fields, n, out, err) == -1
		: features_describe(src, read, arg, out, err) == -1)
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

/* By the layout alone, or as features, which may have a layout too. */
struct row_reader {
	bool shaped;
	struct row_reader *rows;
};

static struct row_reader *
rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->shaped = src->shapes.there;
	r->rows = r->shaped ? features_rows_new(src, meta)
			    : layout_rows_in(src, meta, "attributes");
	return r;
}

static int
row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	return r->shaped ? features_row(r->rows, record, out, err)
			 : layout_row(r->rows, record, out, err);
}

static int
rows_end(struct row_reader *r, struct row *out, struct err *err)
{
	return r->shaped ? 0 : layout_rows_end(r->rows, out, err);
}

static void
rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	if (r->shaped)
		features_rows_free(r->rows);
	else
		layout_rows_free(r->rows);
	free(r);
}

const struct adapter adapter_arcgis = {
	.kind = "arcgis",
	.has_catalogue = true,
	.laid_out = true,
	.shaped = true,
	.catalogue = catalogue,
	.tables = tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = rows_new,
	.row = row,
	.rows_end = rows_end,
	.rows_free = rows_free,
};
