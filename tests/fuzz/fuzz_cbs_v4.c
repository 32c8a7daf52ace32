/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a table of OData v4 or its bulk CSV says of itself, and an observation:
 * six texts, each up to a "~": properties, dimensions, groups, measures,
 * codes, the observation. The first byte of all tells which of the two.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/csv.h"
#include "source/adapter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PARTS 6

struct texts {
	struct buf part[PARTS];
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	static const char *const names[] = { "Properties", "Dimensions",
		"MeasureGroups", "MeasureCodes" };
	const struct texts *t = arg;
	size_t i = 0;

	if (strcmp(role, "Sets") == 0) {
		buf_puts(out, "{\"value\":[{\"name\":\"MeasureGroups\"}]}");
		return 0;
	}
	if (strstr(role, ".3") != NULL)
		return err_set(err, ERR_INPUT, "enough pages");
	while (i < 4 && strstr(role, names[i]) == NULL)
		i++;
	buf_puts(out, buf_str(&t->part[i]));
	return 0;
}

struct rows {
	const struct adapter *adapter;
	struct row_reader *reader;
	const struct table_meta *meta;
	struct row row;
};

static int
take(struct rows *r, const struct record *record, struct err *err)
{
	if (r->adapter->row(r->reader, record, &r->row, err) == -1)
		return -1;
	if (!r->row.skip &&
	    (r->row.n != 1 || r->row.cells[0].topic >= r->meta->ntopics ||
		r->row.area[0] == '\0'))
		abort();
	return 0;
}

static int
take_fields(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	const struct record record = { .fields = fields, .n = n, .line = line };

	return take(arg, &record, err);
}

static void
read_rows(struct rows *r, const struct buf *text, bool bulk)
{
	const struct csv_options options = { .separator = ';' };
	const struct record record = { .text = buf_str(text),
		.len = text->len };
	struct err err = { 0 };
	struct csv *csv;

	if (!bulk) {
		take(r, &record, &err);
		take(r, &record, &err);
		return;
	}
	csv = csv_new(&options, take_fields, r);
	if (csv_push(csv, buf_str(text), text->len, &err) == 0)
		csv_end(csv, &err);
	csv_free(csv);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool bulk = size > 0 && data[0] == 'b';
	const struct adapter *ad = bulk ? &adapter_cbs_bulk : &adapter_cbs_v4;
	struct source src = { .id = (char *)"f", .file = (char *)"f" };
	struct table_meta meta = { 0 };
	struct texts t = { 0 };
	struct err err = { 0 };

	for (size_t i = 1, part = 0; i < size; i++)
		if (data[i] == '~')
			part = part < PARTS - 1 ? part + 1 : part;
		else
			buf_putc(&t.part[part], (char)data[i]);
	if (ad->describe(&src, read_part, &t, &meta, &err) == 0) {
		struct rows r = { .adapter = ad,
			.reader = ad->rows_new(&src, &meta),
			.meta = &meta };

		read_rows(&r, &t.part[PARTS - 1], bulk);
		ad->rows_free(r.reader);
		free(r.row.cells);
	}
	for (size_t i = 0; i < PARTS; i++)
		buf_free(&t.part[i]);
	table_meta_clear(&meta);
	return 0;
}
