/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3: the catalogue of CBS OData v3, and the small tools its other files
 * share.
 */
#include "address.h"
#include "cbs_v3.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "codec/escape.h"

const struct adapter adapter_cbs_v3 = {
	.kind = "cbs-odata-v3",
	.has_catalogue = true,
	.catalogue = cbs_v3_catalogue,
	.catalogue_all = cbs_v3_catalogue_all,
	.tables = cbs_v3_tables,
	.road_new = cbs_v3_road_new,
	.road_next = cbs_v3_road_next,
	.road_got = cbs_v3_road_got,
	.road_free = cbs_v3_road_free,
	.describe = cbs_v3_describe,
	.rows_new = cbs_v3_rows_new,
	.row = cbs_v3_row,
	.rows_end = cbs_v3_rows_end,
	.rows_free = cbs_v3_rows_free,
};

bool
cbs_v3_name_ok(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= CBS_NAME &&
	    strspn(name,
		"abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == len;
}

void
cbs_v3_address(const struct source *src, const char *table, const char *set,
    struct buf *out)
{
	address_base(src, out);
	buf_putf(out, "/ODataFeed/odata/%s/%s?$format=json", table, set);
}

const struct jv *
cbs_v3_member(const struct jrecord *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->items[i].name, name) == 0)
			return &record->items[i];
	return NULL;
}

char *
cbs_v3_text(const struct jrecord *record, const char *name)
{
	const struct jv *v = cbs_v3_member(record, name);

	return v == NULL || v->type != JV_STRING ? NULL : text_trimmed(v->str);
}

double
cbs_v3_number(const struct jrecord *record, const char *name, double otherwise)
{
	const struct jv *v = cbs_v3_member(record, name);
	double number;
	size_t len;
	const char *s;

	if (v == NULL)
		return otherwise;
	if (v->type == JV_NUMBER)
		return v->number;
	if (v->type != JV_STRING)
		return otherwise;
	len = v->len;
	s = text_trim(v->str, &len);
	return cbs_v3_plain(s, len, &number) ? number : otherwise;
}

bool
cbs_v3_plain(const char *s, size_t len, double *out)
{
	static const double power[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
	bool minus = len > 0 && s[0] == '-';
	size_t i = minus, point = 0, first = i;
	double whole = 0;

	for (; i < len; i++) {
		if (s[i] == '.' && point == 0 && i > first)
			point = i;
		else if (s[i] >= '0' && s[i] <= '9')
			whole = whole * 10 + (s[i] - '0');
		else
			return false;
	}
	/* 15 digits are exact in a double, and so is the quotient rounded
	 * right; more are no statistic. */
	if (len == first || s[len - 1] == '.' || len - first > 16 ||
	    (point == 0 && len - first > 15))
		return false;
	/* A number with a leading zero is a code. */
	if (s[first] == '0' && len > first + 1 && s[first + 1] != '.')
		return false;
	whole /= power[point == 0 ? 0 : len - point - 1];
	*out = minus ? -whole : whole;
	return true;
}

/* What the catalogue is to be asked for one definition. */
static int
put_condition(const struct source *src, struct buf *filter, struct err *err)
{
	if (src->table_ids.n == 0 &&
	    (src->find_title == NULL || src->find_title[0] == '\0'))
		return err_set(err, ERR_INPUT,
		    "%s: names neither a title nor tables to look for",
		    src->file);
	for (size_t i = 0; i < src->table_ids.n; i++) {
		buf_puts(
		    filter, i == 0 ? "Identifier eq " : " or Identifier eq ");
		address_literal(filter, src->table_ids.items[i]);
	}
	if (src->table_ids.n == 0) {
		buf_puts(filter, "substringof(");
		address_literal(filter, src->find_title);
		buf_puts(filter, ",Title) and Language eq 'nl'");
	}
	return 0;
}

int
cbs_v3_catalogue_all(const struct source *const srcs[], size_t n,
    struct buf *address, struct err *err)
{
	struct buf filter = { 0 };
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		buf_puts(&filter, i == 0 ? "" : " or ");
		rc = put_condition(srcs[i], &filter, err);
	}
	if (rc == 0) {
		address_base(srcs[0], address);
		buf_puts(address, "/ODataCatalog/Tables?$format=json&$filter=");
		escape_url(address, buf_str(&filter));
	}
	buf_free(&filter);
	return rc;
}

int
cbs_v3_catalogue(const struct source *src, struct buf *address, struct err *err)
{
	return cbs_v3_catalogue_all(&src, 1, address, err);
}

struct choice_of { /* tables being gathered */
	const struct source *src;
	struct table_refs refs;
};

static int
take_table(void *arg, const struct jrecord *record, struct err *err)
{
	struct choice_of *c = arg;
	struct table_ref ref = { .id = cbs_v3_text(record, "Identifier"),
		.title = cbs_v3_text(record, "Title"),
		.period = cbs_v3_text(record, "Period"),
		.modified = cbs_v3_text(record, "Modified"),
		.meta_modified = cbs_v3_text(record, "MetaDataModified"),
		.status = cbs_v3_text(record, "OutputStatus"),
		.reason = cbs_v3_text(record, "ReasonDelivery") };
	char *language = cbs_v3_text(record, "Language");
	char *about = cbs_v3_text(record, "ShortDescription");
	double rows = cbs_v3_number(record, "RecordCount", -1);
	int rc = -1;

	ref.ended = cbs_says_ended(about);
	ref.rows = rows >= 0 && rows < 1e15 ? (int64_t)rows : -1;
	if (ref.id == NULL) {
		err_set(err, ERR_INPUT, "a table without Identifier");
		goto done;
	}
	rc = 0;
	if (!cbs_wanted(c->src, &ref, language))
		goto done;
	rc = cbs_take(&ref, &c->refs, err);
done:
	table_ref_clear(&ref);
	free(about);
	free(language);
	return rc;
}

int
cbs_v3_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct choice_of c = { .src = src };
	char *next = NULL;
	int rc = -1;

	if (cbs_each(body, len, take_table, &c, &next, err) == -1)
		goto done;
	rc = cbs_taken(src, &c.refs, next, out, err);
done:
	if (rc == -1)
		err_ctx(err, "catalogue");
	table_refs_free(&c.refs);
	free(next);
	return rc;
}
