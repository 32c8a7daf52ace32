/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_bulk: a whole CBS table as one zip of CSV files, with the columns and
 * the meaning of OData v4. The catalogue is that of v4; it tells the address
 * of the zip. For tables of many millions of observations, of which all are
 * wanted: one request where v4 takes hundreds.
 */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "address.h"
#include "cbs_v4.h"
#include "codec/csv.h"
#include "codec/escape.h"
#include "codec/json.h"

#define ZIP "Table"	/* role of the archive */
#define ENTRY "Dataset" /* role of the catalogue's line about it */
#define NUMBER_MAX 40	/* characters of a figure */

static const struct csv_options as_cbs_writes = {
	.separator = ';', .quote = '"', .encoding = CSV_UTF8
};

static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)src;
	(void)err;
	if (strcmp(role, ZIP) != 0) {
		out->kind = CUT_JSON;
		out->array = "value";
		return 0;
	}
	out->kind = CUT_CSV;
	out->csv = as_cbs_writes;
	out->inside = "Observations.csv";
	return 0;
}

/* The road: the catalogue's line of the table, then the zip. */

struct road {
	const struct source *src;
	const struct table_ref *ref;
	int step;
	char *zip; /* its address */
};

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->ref = ref;
	return r;
}

static void
road_free(struct road *r)
{
	if (r == NULL)
		return;
	free(r->zip);
	free(r);
}

static void
put_entry_address(const struct road *r, struct buf *out)
{
	struct buf filter = { 0 };

	buf_puts(&filter, "Identifier eq ");
	address_literal(&filter, r->ref->id);
	address_base(r->src, out);
	buf_puts(out, "/Datasets?$select=Identifier,Distributions&$filter=");
	escape_url(out, filter.data);
	buf_free(&filter);
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	if (!cbs_name_ok(r->ref->id))
		return err_set(err, ERR_INPUT,
		    "\"%s\" is no name that can be asked for", r->ref->id);
	if (r->step == 2)
		return 0;
	buf_clear(&ask->address);
	ask->page = 1;
	ask->small = r->step == 0;
	ask->data = ask->plain = r->step == 1;
	/* Its lines cannot be counted before it is unpacked. */
	ask->selected = ask->data;
	snprintf(ask->role, sizeof(ask->role), "%s", ask->data ? ZIP : ENTRY);
	if (ask->data)
		buf_puts(&ask->address, r->zip);
	else
		put_entry_address(r, &ask->address);
	r->step++;
	return 1;
}

/* Length of "https://host" at the start of the base. */
static size_t
host_len(const char *base)
{
	const char *host = strstr(base, "://");

	return host == NULL
	    ? 0
	    : (size_t)(host + 3 - base) + strcspn(host + 3, "/");
}

/* An address out of an answer: only on the host that gave it. */
static int
check_address(const struct source *src, const char *address, struct err *err)
{
	size_t len = host_len(src->base);

	if (address_plain(address, V4_ADDRESS, "a DownloadUrl", err) == -1)
		return -1;
	if (strncasecmp(address, src->base, len) != 0 || address[len] != '/')
		return err_set(err, ERR_INPUT,
		    "the zip is said to be at %.300s, outside %.*s: not "
		    "fetched",
		    address, (int)len, src->base);
	return 0;
}

/* DownloadUrl of the distribution of that format, or NULL. */
static const char *
download_of(const struct json *entry)
{
	const struct json *list = json_get(entry, "Distributions");

	for (size_t i = 0; i < json_len(list); i++) {
		const struct json *one = json_at(list, i);
		const char *format = json_str(json_get(one, "Format"));

		if (format != NULL && strcasecmp(format, "csv") == 0)
			return json_str(json_get(one, "DownloadUrl"));
	}
	return NULL;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	struct json *body;
	const struct json *entry;
	const char *id, *address;
	int rc = -1;

	if (strcmp(got->role, ENTRY) != 0)
		return 0;
	body = json_parse(got->body, got->len, err);
	if (body == NULL)
		return -1;
	entry = json_at(json_get(body, "value"), 0);
	id = json_str(json_get(entry, "Identifier"));
	if (id == NULL || strcmp(id, r->ref->id) != 0) {
		err_set(err, ERR_INPUT, "is about table %s, not %s",
		    id == NULL ? "(none)" : id, r->ref->id);
		goto done;
	}
	address = download_of(entry);
	if (address != NULL && check_address(r->src, address, err) == -1)
		goto done;
	/* Without an address it is where all of them are. */
	r->zip = address != NULL
	    ? mem_str(address)
	    : mem_fmt("%.*s/CSV/CBS/nl/%s", (int)host_len(r->src->base),
		  r->src->base, r->ref->id);
	rc = 0;
done:
	json_free(body);
	return rc;
}

/* What the table says of itself: CSV records as those of v4. */

struct sheet { /* a small CSV file being read */
	cbs_record *fn;
	void *arg;
	struct strings head;
	struct jrecord record;
};

static int
take_record(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct sheet *s = arg;

	(void)line;
	if (s->head.n == 0) {
		for (size_t i = 0; i < n; i++)
			strings_add(&s->head, fields[i].text);
		return 0;
	}
	if (n != s->head.n)
		return err_set(err, ERR_INPUT,
		    "%zu fields where the first line has %zu", n, s->head.n);
	s->record.n = 0;
	for (size_t i = 0; i < n; i++) {
		struct jrecord *r = &s->record;

		MEM_PUSH(r->items, r->n, r->cap);
		r->items[r->n++] = (struct jv){ .name = s->head.items[i],
			.name_len = strlen(s->head.items[i]),
			.type = fields[i].len == 0 ? JV_NULL : JV_STRING,
			.str = fields[i].text,
			.len = fields[i].len };
	}
	return s->fn(s->arg, &s->record, err);
}

static int
each(
    const char *body, size_t len, cbs_record *fn, void *arg, struct err *err)
{
	struct sheet s = { .fn = fn, .arg = arg };
	struct csv *csv = csv_new(&as_cbs_writes, take_record, &s);
	int rc = csv_push(csv, body, len, err);

	if (rc == 0)
		rc = csv_end(csv, err);
	csv_free(csv);
	jrecord_free(&s.record);
	strings_free(&s.head);
	return rc;
}

struct parts { /* where they are read */
	adapter_read *read;
	void *arg;
	struct v4_build build;
	bool groups; /* a measure names one */
};

static int
read_csv(struct parts *p, const char *name, cbs_record *fn, void *arg,
    struct err *err)
{
	struct buf body = { 0 };
	char *role = mem_fmt(ZIP "/%s.csv", name);
	int rc = p->read(p->arg, role, &body, err);

	if (rc == 0 && each(buf_str(&body), body.len, fn, arg, err) == -1)
		rc = err_ctx(err, "%s.csv", name);
	buf_free(&body);
	free(role);
	return rc;
}

static int
look_for_group(void *arg, const struct jrecord *record, struct err *err)
{
	struct parts *p = arg;
	const struct jv *v = cbs_member(record, "MeasureGroupId");

	(void)err;
	p->groups = p->groups || (v != NULL && v->type == JV_STRING);
	return 0;
}

static int
read_codes(struct parts *p, const struct dimension *d, cbs_record *fn,
    struct err *err)
{
	char *name;
	int rc;

	if (d == NULL)
		return 0;
	name = mem_fmt("%sCodes", d->name);
	rc = read_csv(p, name, fn, &p->build, err);
	free(name);
	return rc;
}

static int
read_all(struct parts *p, struct err *err)
{
	struct v4_build *b = &p->build;

	if (read_csv(p, "Properties", v4_take_properties, b, err) == -1 ||
	    read_csv(p, "Dimensions", v4_take_dimension, b, err) == -1 ||
	    read_csv(p, "MeasureCodes", look_for_group, p, err) == -1 ||
	    (p->groups &&
		read_csv(p, "MeasureGroups", v4_take_group, b, err) == -1) ||
	    read_csv(p, "MeasureCodes", v4_take_measure, b, err) == -1 ||
	    v4_settle(b, err) == -1)
		return -1;
	if (read_codes(p, v4_dimension(&b->meta, DIMENSION_AREA), v4_take_area,
		err) == -1)
		return -1;
	return read_codes(
	    p, v4_dimension(&b->meta, DIMENSION_TIME), v4_take_period, err);
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct parts p = { .read = read, .arg = arg };
	int rc;

	v4_build_begin(&p.build, src);
	rc = read_all(&p, err);
	if (rc == 0)
		rc = v4_build_end(&p.build, out, err);
	if (rc == -1)
		err_ctx(err, "%s: %s", src->id,
		    p.build.meta.id == NULL ? "table" : p.build.meta.id);
	v4_build_clear(&p.build);
	return rc;
}

/* Rows. */

enum column { C_ID, C_MEASURE, C_ATTRIBUTE, C_VALUE, C_STRING, C_DIM };

struct row_reader {
	struct v4_rows *rows;
	const struct table_meta *meta;
	int *columns; /* per field of a line; -1: none of ours */
	size_t ncolumns;
	int64_t lines; /* observations so far */
};

static struct row_reader *
rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->rows = v4_rows_new(src, meta);
	r->meta = meta;
	return r;
}

static void
rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	v4_rows_free(r->rows);
	free(r->columns);
	free(r);
}

static int
column_of(const struct table_meta *meta, const char *name)
{
	static const char *const names[] = { "Id", "Measure", "ValueAttribute",
		"Value", "StringValue" };

	for (int i = 0; i < C_DIM; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	for (size_t i = 0; i < meta->ndims; i++)
		if (strcmp(name, meta->dims[i].name) == 0)
			return C_DIM + (int)i;
	return -1;
}

static int
take_head(struct row_reader *r, const struct record *record, struct err *err)
{
	bool there[C_DIM + CBS_DIMS] = { false };

	free(r->columns);
	r->columns = mem_new(record->n, sizeof(*r->columns));
	r->ncolumns = record->n;
	for (size_t i = 0; i < record->n; i++) {
		int c = column_of(r->meta, record->fields[i].text);

		if (c != -1 && there[c])
			return err_set(err, ERR_INPUT,
			    "column %.60s is there twice",
			    record->fields[i].text);
		if (c != -1)
			there[c] = true;
		r->columns[i] = c;
	}
	for (size_t i = 0; i < r->meta->ndims; i++)
		if (!there[C_DIM + i])
			return err_set(err, ERR_INPUT,
			    "column %s of Dimensions.csv is missing",
			    r->meta->dims[i].name);
	if (!there[C_MEASURE] || !there[C_VALUE])
		return err_set(
		    err, ERR_INPUT, "column Measure or Value is missing");
	return 0;
}

/* "481,8". CBS writes no thousands apart, so a point would be something that
 * is not understood. */
static int
take_number(
    const struct csv_field *f, struct v4_observation *o, struct err *err)
{
	char text[NUMBER_MAX + 1], *comma, *end;

	if (f->len == 0)
		return 0;
	if (f->len <= NUMBER_MAX &&
	    strspn(f->text, "0123456789,-+Ee") == f->len) {
		memcpy(text, f->text, f->len + 1);
		comma = strchr(text, ',');
		if (comma != NULL)
			*comma = '.';
		o->has_value = cbs_plain(text, f->len, &o->value);
		if (!o->has_value) {
			errno = 0;
			o->value = strtod(text, &end);
			o->has_value = *end == '\0' && errno == 0;
		}
	}
	if (!o->has_value)
		return err_set(err, ERR_INPUT,
		    "Value \"%.60s\" is not a number with a decimal comma",
		    f->text);
	return 0;
}

static int
row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	struct v4_observation o = { 0 };

	if (record->line == 1) {
		out->n = 0;
		out->skip = true;
		return take_head(r, record, err);
	}
	r->lines++;
	if (record->n != r->ncolumns)
		return err_set(err, ERR_INPUT,
		    "%zu fields where the first line has %zu", record->n,
		    r->ncolumns);
	for (size_t i = 0; i < record->n; i++) {
		const struct csv_field *f = &record->fields[i];
		const struct v4_text text = { f->text, f->len };

		switch (r->columns[i]) {
		case -1:
		case C_ID:
			break;
		case C_MEASURE:
			o.measure = text;
			break;
		case C_ATTRIBUTE:
			o.attribute = text;
			break;
		case C_VALUE:
			if (take_number(f, &o, err) == -1)
				return -1;
			break;
		case C_STRING:
			o.string = text;
			break;
		default:
			o.dims[r->columns[i] - C_DIM] = text;
		}
	}
	return v4_rows_take(r->rows, &o, out, err);
}

/* Nobody announces the lines of the file but the zip's own description, which
 * was made with it. */
static int
rows_whole(struct row_reader *r, struct err *err)
{
	const int64_t announced = r->meta->rows;

	if (announced < 0 || r->lines == announced)
		return 0;
	return err_set(err, ERR_INPUT,
	    "Observations.csv: %" PRId64 " observations, where "
	    "ObservationCount in Properties.csv says %" PRId64
	    ": the zip is not whole: fetch it again later, or take the table "
	    "by the adapter cbs-odata-v4",
	    r->lines, announced);
}

const struct adapter adapter_cbs_bulk = {
	.kind = "cbs-bulk-csv",
	.has_catalogue = true,
	.catalogue = cbs_v4_catalogue,
	.catalogue_all = cbs_v4_catalogue_all,
	.tables = cbs_v4_tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = rows_new,
	.row = row,
	.rows_whole = rows_whole,
	.rows_free = rows_free,
};
