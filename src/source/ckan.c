/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ckan: a data set of a CKAN portal, actions of API version 3 below
 * BASE/api/3/action/. package_show tells when it was last changed and which
 * resources it has. One whose rows are in the datastore is fetched in pages
 * from there; of another the file is fetched, from wherever it lies.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/escape.h"
#include "address.h"
#include "layout.h"
#include "portal.h"

#define PAGE 32000	 /* asked for; many portals give fewer, and say so */
#define ADDRESS_MAX 2000 /* bytes of the address of a file */

#define ROLE_PACKAGE "package"
#define ROLE_FIELDS "fields"
#define ROLE_ROWS "records"
#define ROLE_LINES "lines"
#define ROLE_SHEET "sheet"

struct resource { /* the one that is meant; strings live in the package */
	const char *id, *url;
	const char *modified; /* or NULL */
	const char *role;     /* of its rows */
	bool plain;	      /* its file is packed already */
};

enum step { PACKAGE, FIELDS, ROWS, END };

struct road {
	const struct source *src;
	enum step step;
	bool asked;
	char *id, *url; /* of the resource */
	const char *role;
	bool plain;
	struct portal_pages pages;
};

static void
put_action(const struct source *src, const char *action, const char *id,
    struct buf *out)
{
	address_base(src, out);
	buf_putf(out, "/api/3/action/%s=", action);
	escape_url(out, id);
}

static int
catalogue(const struct source *src, struct buf *address, struct err *err)
{
	const char *id = portal_dataset(src, err);

	if (id == NULL)
		return -1;
	put_action(src, "package_show?id", id, address);
	return 0;
}

/* {"success":false,"error":{"__type":"..","message":".."}} in place of an
 * answer. The error may also be a text, or name fields with lists of words. */
static int
failed(const struct json *error, struct err *err)
{
	const char *said = json_str(error);
	struct buf words = { 0 };

	if (said == NULL)
		said = json_get_str(error, "message");
	if (said == NULL && json_len(error) > 0) {
		json_print(error, false, &words);
		said = words.data;
	}
	portal_refused(err, "success is false", said);
	buf_free(&words);
	return -1;
}

/* Whether s fits a pattern in which * and ? stand for anything and any one. */
static bool
fits(const char *pattern, const char *s)
{
	const char *star = NULL, *mark = s;

	if (s == NULL)
		return false;
	while (*s != '\0')
		if (*pattern == '*') {
			star = pattern++;
			mark = s;
		} else if (*pattern == *s || *pattern == '?') {
			pattern++;
			s++;
		} else if (star != NULL) {
			pattern = star + 1;
			s = ++mark;
		} else
			return false;
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/* The last part of an address, without what follows a question mark. */
static char *
file_of(const char *url)
{
	size_t len, from;

	if (url == NULL)
		return NULL;
	from = len = strcspn(url, "?#");
	while (from > 0 && url[from - 1] != '/')
		from--;
	return mem_strn(url + from, len - from);
}

static bool
ends_in(const char *s, const char *end)
{
	size_t len = s == NULL ? 0 : strlen(s), n = strlen(end);

	return len >= n && strcasecmp(s + len - n, end) == 0;
}

/* How the file of a resource is read; false: not at all. */
static bool
read_as(const struct source *src, const struct json *j, struct resource *out)
{
	char *file = file_of(json_get_str(j, "url"));
	const char *format = json_get_str(j, "format");
	bool zip = ends_in(file, ".zip") || ends_in(format, "zip");
	bool xlsx = ends_in(file, ".xlsx") || ends_in(format, "xlsx") ||
	    (zip && ends_in(src->layout.inside, ".xlsx"));
	bool csv = ends_in(file, ".csv") || ends_in(format, "csv") ||
	    ends_in(file, ".txt") || ends_in(file, ".tsv") || zip;

	free(file);
	out->plain = zip || xlsx;
	out->role = xlsx ? ROLE_SHEET : ROLE_LINES;
	return csv || xlsx;
}

/* Whether a resource can be the one, and if so how it is read. */
static bool
candidate(const struct source *src, const struct json *j, struct resource *out)
{
	char *file;
	bool fit;

	*out = (struct resource){ .id = json_get_str(j, "id"),
		.url = json_get_str(j, "url"),
		.modified = json_get_str(j, "last_modified") };
	if (out->id == NULL)
		return false;
	if (src->resource != NULL) {
		file = file_of(out->url);
		fit = fits(src->resource, out->id) ||
		    fits(src->resource, json_get_str(j, "name")) ||
		    fits(src->resource, file);
		free(file);
		if (!fit)
			return false;
	}
	if (json_get_true(j, "datastore_active")) {
		out->role = ROLE_ROWS;
		return true;
	}
	return read_as(src, j, out) && out->url != NULL;
}

/* Names of the resources there are, for a message. */
static void
put_names(const struct json *list, struct buf *out)
{
	for (const struct json *j = json_first(list);
	     j != NULL && out->len < 400; j = json_next(j)) {
		const char *name = json_get_str(j, "name");

		if (name == NULL)
			name = json_get_str(j, "id");
		buf_putf(out, "%s\"%.60s\"", out->len > 0 ? ", " : "",
		    name == NULL ? "" : name);
	}
}

/* The one resource that is meant. */
static int
choose(const struct source *src, const struct json *package,
    struct resource *out, struct err *err)
{
	const struct json *list = json_get(package, "resources");
	struct resource one;
	struct buf names = { 0 };
	int found = 0;

	for (const struct json *j = json_first(list); j != NULL;
	     j = json_next(j))
		if (candidate(src, j, &one) && found++ == 0)
			*out = one;
	if (found == 1)
		return 0;
	put_names(list, &names);
	err_set(err, ERR_INPUT,
	    "%d of its resources %s: say in \"resource\" which is meant, by "
	    "name, id or file (there are %s)",
	    found,
	    src->resource != NULL
		? "fit what the definition calls it"
		: "are a table that can be read (datastore, CSV, XLSX)",
	    names.len > 0 ? names.data : "none");
	buf_free(&names);
	return -1;
}

/* Parse a package, and find the resource in it. */
static struct json *
parse_package(const struct source *src, const char *body, size_t len,
    struct resource *out, struct err *err)
{
	struct json *j = json_parse(body, len, err);

	if (j == NULL)
		return NULL;
	if (!json_get_true(j, "success")) {
		failed(json_get(j, "error"), err);
		goto bad;
	}
	if (choose(src, json_get(j, "result"), out, err) == -1)
		goto bad;
	return j;
bad:
	json_free(j);
	return NULL;
}

static int
tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct resource which = { 0 };
	struct json *j = parse_package(src, body, len, &which, err);
	const struct json *package = json_get(j, "result");
	const char *meta = json_get_str(package, "metadata_modified");

	if (j == NULL)
		return err_ctx(err, "catalogue");
	/* metadata_modified moves with every word that is edited, but many
	 * portals set nothing else. */
	portal_table(src, json_get_str(package, "title"),
	    which.modified != NULL ? which.modified : meta, meta, out);
	json_free(j);
	return 0;
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
	if (r == NULL)
		return;
	free(r->id);
	free(r->url);
	free(r);
}

/* A file may lie anywhere, but not on this machine because a portal says
 * so. */
static int
check_file(const struct road *r, struct err *err)
{
	if (address_plain(
		r->url, ADDRESS_MAX, "the address of its file", err) == -1)
		return -1;
	if (!text_starts(r->url, "https://") &&
	    !text_starts(r->url, r->src->base))
		return err_set(err, ERR_INPUT,
		    "its file is said to be at %.300s, which is not https: "
		    "not followed",
		    r->url);
	return 0;
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	const char *id = portal_dataset(r->src, err);

	assert(!r->asked);
	if (id == NULL)
		return -1;
	switch (r->step) {
	case PACKAGE:
		portal_ask(ask, ROLE_PACKAGE, 1);
		ask->small = true;
		put_action(r->src, "package_show?id", id, &ask->address);
		break;
	case FIELDS:
		portal_ask(ask, ROLE_FIELDS, 1);
		ask->small = true;
		put_action(r->src, "datastore_search?limit=0&resource_id",
		    r->id, &ask->address);
		break;
	case ROWS:
		portal_ask(ask, r->role, r->pages.page + 1);
		ask->data = true;
		ask->plain = r->plain;
		if (strcmp(r->role, ROLE_ROWS) != 0) {
			if (check_file(r, err) == -1)
				return -1;
			buf_puts(&ask->address, r->url);
			break;
		}
		put_action(r->src, "datastore_search?resource_id", r->id,
		    &ask->address);
		buf_putf(&ask->address, "&limit=%d&offset=%" PRIu64 "&sort=_id",
		    PAGE, r->pages.rows);
		break;
	case END:
		return 0;
	}
	r->asked = true;
	return 1;
}

static int
got_package(struct road *r, const struct got *got, struct err *err)
{
	struct resource which = { 0 };
	struct json *j =
	    parse_package(r->src, got->body, got->len, &which, err);

	if (j == NULL)
		return -1;
	r->id = mem_str(which.id);
	r->url = mem_str(which.url);
	r->role = which.role;
	r->plain = which.plain;
	r->step = strcmp(which.role, ROLE_ROWS) == 0 ? FIELDS : ROWS;
	json_free(j);
	return 0;
}

/* The limit that was applied is echoed, and may be lower than was asked. */
static int
got_rows(struct road *r, const struct got *got, struct err *err)
{
	int64_t limit = portal_whole(got_number(got, "result.limit", PAGE));

	if (limit <= 0)
		return err_set(
		    err, ERR_INPUT, "gives no rows at all (limit is 0)");
	if (portal_page(&r->pages, got->rows,
		portal_whole(got_number(got, "result.total", -1)), limit,
		err) == -1)
		return -1;
	if (portal_whole_table(&r->pages))
		r->step = END;
	return 0;
}

/* success is false in an answer whose status is 200. */
static int
check_success(const struct got *got, struct err *err)
{
	const struct member *success = got_member(got, "success");
	const struct member *error = got_member(got, "error");
	struct json *j;

	if (success != NULL && success->text != NULL && success->len == 4 &&
	    memcmp(success->text, "true", 4) == 0)
		return 0;
	j = error == NULL || error->text == NULL
	    ? NULL
	    : json_parse(error->text, error->len, err);
	failed(j, err);
	json_free(j);
	return -1;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	assert(r->asked);
	r->asked = false;
	switch (r->step) {
	case PACKAGE:
		return got_package(r, got, err);
	case FIELDS:
		r->step = ROWS;
		return check_success(got, err);
	case ROWS:
		if (strcmp(r->role, ROLE_ROWS) != 0) {
			r->step = END;
			return 0;
		}
		if (check_success(got, err) == -1)
			return -1;
		return got_rows(r, got, err);
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
	if (strcmp(role, ROLE_LINES) == 0) {
		layout_cut(src, CUT_CSV, out);
		return 0;
	}
	if (strcmp(role, ROLE_SHEET) == 0) {
		layout_cut(src, CUT_SHEET, out);
		return 0;
	}
	out->kind = CUT_JSON;
	out->lax = true; /* success may be false */
	out->array = strcmp(role, ROLE_ROWS) == 0 ? "result.records" : NULL;
	return 0;
}

/* The columns as the datastore has them. */
static int
describe_fields(const struct source *src, const char *body, size_t len,
    struct table_meta *out, struct err *err)
{
	struct json *j = json_parse(body, len, err), *list;
	struct layout_field *fields = NULL;
	size_t n = 0;
	int rc;

	if (j == NULL)
		return -1;
	list = json_get(json_get(j, "result"), "fields");
	fields = mem_new(json_len(list) + 1, sizeof(*fields));
	for (const struct json *f = json_first(list); f != NULL;
	     f = json_next(f)) {
		const char *id = json_get_str(f, "id");
		const char *type = json_get_str(f, "type");
		const struct json *info = json_get(f, "info");
		const char *label = json_get_str(info, "label");

		/* _id is the datastore's own count of rows. */
		if (id == NULL || strcmp(id, "_id") == 0)
			continue;
		fields[n++] = (struct layout_field){ .name = id,
			.title =
			    label != NULL && label[0] != '\0' ? label : NULL,
			.description = json_get_str(info, "notes"),
			.number = type != NULL &&
			    (strncmp(type, "int", 3) == 0 ||
				strncmp(type, "float", 5) == 0 ||
				strcmp(type, "numeric") == 0 ||
				strcmp(type, "bigint") == 0 ||
				strcmp(type, "double precision") == 0) };
	}
	rc = layout_describe(src, fields, n, out, err);
	free(fields);
	json_free(j);
	return rc;
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct buf body = { 0 }, part = { 0 };
	struct resource which = { 0 };
	struct json *j = NULL, *package;
	const char *role;
	int rc = -1;

	if (read(arg, ROLE_PACKAGE, &body, err) == -1)
		goto done;
	j = parse_package(src, buf_str(&body), body.len, &which, err);
	if (j == NULL) {
		err_ctx(err, ROLE_PACKAGE);
		goto done;
	}
	role = strcmp(which.role, ROLE_ROWS) == 0 ? ROLE_FIELDS : which.role;
	if (read(arg, role, &part, err) == -1)
		goto done;
	rc = strcmp(role, ROLE_FIELDS) == 0
	    ? describe_fields(src, buf_str(&part), part.len, out, err)
	    : layout_describe_lines(src, buf_str(&part), part.len, out, err);
	if (rc == -1) {
		err_ctx(err, "%s", role);
		goto done;
	}
	package = json_get(j, "result");
	portal_says(src, NULL, json_get_str(package, "title"),
	    json_get(package, "metadata_modified"), out);
done:
	json_free(j);
	buf_free(&part);
	buf_free(&body);
	return rc;
}

const struct adapter adapter_ckan = {
	.kind = "ckan",
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
	.rows_new = layout_rows_new,
	.row = layout_row,
	.rows_end = layout_rows_end,
	.rows_free = layout_rows_free,
};
