/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4: the catalogue of CBS OData v4, and the small tools its other files
 * share.
 */
#include "address.h"
#include "cbs_v4.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cbs.h"
#include "codec/escape.h"

static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)src;
	(void)err;
	out->kind = CUT_JSON;
	/* One object, where every other set is a list. */
	out->array = strcmp(role, "Properties") == 0 ? NULL : "value";
	return 0;
}

const struct adapter adapter_cbs_v4 = {
	.kind = "cbs-odata-v4",
	.has_catalogue = true,
	.catalogue = cbs_v4_catalogue,
	.catalogue_all = cbs_v4_catalogue_all,
	.tables = cbs_v4_tables,
	.road_new = cbs_v4_road_new,
	.road_next = cbs_v4_road_next,
	.road_got = cbs_v4_road_got,
	.road_free = cbs_v4_road_free,
	.describe = cbs_v4_describe,
	.cut = cut,
	.rows_new = cbs_v4_rows_new,
	.row = cbs_v4_row,
	.rows_free = cbs_v4_rows_free,
};

void
cbs_v4_list(struct buf *out, const char *member, const struct strings *keys,
    size_t from, size_t n)
{
	buf_puts(out, member);
	buf_puts(out, n == 1 ? " eq " : " in (");
	for (size_t i = from; i < from + n; i++) {
		if (i > from)
			buf_putc(out, ',');
		address_literal(out, keys->items[i]);
	}
	buf_puts(out, n == 1 ? "" : ")");
}

/* What the catalogue is to be asked for one definition. */
static int
put_condition(const struct source *src, struct buf *filter, struct err *err)
{
	if (src->table_ids.n > 0)
		cbs_v4_list(
		    filter, "Identifier", &src->table_ids, 0, src->table_ids.n);
	else if (src->find_title != NULL && src->find_title[0] != '\0') {
		buf_puts(filter, "contains(Title,");
		address_literal(filter, src->find_title);
		buf_putc(filter, ')');
	} else
		return err_set(err, ERR_INPUT,
		    "%s: names neither a title nor tables to look for",
		    src->file);
	return 0;
}

int
cbs_v4_catalogue_all(const struct source *const srcs[], size_t n,
    struct buf *address, struct err *err)
{
	struct buf filter = { 0 };
	int rc = -1;

	for (size_t i = 0; i < n; i++) {
		buf_puts(&filter, i == 0 ? "" : " or ");
		if (put_condition(srcs[i], &filter, err) == -1)
			goto done;
	}
	/* The dollar sign of an option is sent as it is: encoded, it was not
	 * understood everywhere. */
	address_base(srcs[0], address);
	buf_puts(address,
	    "/Datasets?$select=Identifier,Title,Language,Status,"
	    "VersionReason,VersionNotes,Description,Modified,"
	    "ObservationsModified,ObservationCount"
	    "&$filter=");
	escape_url(address, buf_str(&filter));
	rc = 0;
	if (address->len > V4_ADDRESS)
		rc = err_set(err, ERR_INPUT,
		    "%s: so many tables that the address becomes longer than "
		    "%d characters: make two definitions of it",
		    srcs[0]->file, V4_ADDRESS);
done:
	buf_free(&filter);
	return rc;
}

int
cbs_v4_catalogue(const struct source *src, struct buf *address, struct err *err)
{
	return cbs_v4_catalogue_all(&src, 1, address, err);
}

static int
take_table(void *arg, const struct jrecord *record, struct err *err)
{
	struct cbs_choice *c = arg;
	struct table_ref ref = { .id = cbs_text(record, "Identifier"),
		.title = cbs_text(record, "Title"),
		.modified = cbs_text(record, "Modified"),
		.meta_modified = cbs_text(record, "ObservationsModified"),
		.status = cbs_text(record, "Status"),
		.reason = cbs_text(record, "VersionReason") };
	char *language = cbs_text(record, "Language");
	char *notes = cbs_text(record, "VersionNotes");
	char *about = cbs_text(record, "Description");
	double rows = cbs_number(record, "ObservationCount", -1);
	int rc = -1, year;

	ref.ended = cbs_says_ended(notes);
	if (ref.ended == NULL)
		ref.ended = cbs_says_ended(about);
	ref.rows = rows >= 0 && rows < 1e15 ? (int64_t)rows : -1;
	if (ref.id == NULL) {
		err_set(err, ERR_INPUT, "a table without Identifier");
		goto done;
	}
	rc = 0;
	/* v4 does not say here which period a table is about. */
	year = ref.title == NULL ? 0 : cbs_v4_title_year(ref.title);
	ref.period = year == 0 ? NULL : mem_fmt("%d", year);
	if (!cbs_wanted(c->src, &ref, language == NULL ? "nl" : language))
		goto done;
	rc = cbs_take(&ref, &c->refs, err);
done:
	table_ref_clear(&ref);
	free(about);
	free(notes);
	free(language);
	return rc;
}

int
cbs_v4_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	return cbs_tables(src, body, len, take_table, out, err);
}
