/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3: the catalogue of CBS OData v3.
 */
#include "address.h"
#include "cbs_v3.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
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

void
cbs_v3_address(const struct source *src, const char *table, const char *set,
    struct buf *out)
{
	address_base(src, out);
	buf_putf(out, "/ODataFeed/odata/%s/%s?$format=json", table, set);
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

static int
take_table(void *arg, const struct jrecord *record, struct err *err)
{
	struct cbs_choice *c = arg;
	struct table_ref ref = { .id = cbs_text(record, "Identifier"),
		.title = cbs_text(record, "Title"),
		.period = cbs_text(record, "Period"),
		.modified = cbs_text(record, "Modified"),
		.meta_modified = cbs_text(record, "MetaDataModified"),
		.status = cbs_text(record, "OutputStatus"),
		.reason = cbs_text(record, "ReasonDelivery") };
	char *language = cbs_text(record, "Language");
	char *about = cbs_text(record, "ShortDescription");
	double rows = cbs_number(record, "RecordCount", -1);
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
	return cbs_tables(src, body, len, take_table, out, err);
}
