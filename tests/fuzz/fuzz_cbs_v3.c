/* SPDX-License-Identifier: EUPL-1.2 */
/* What a table says of itself, and a row: four texts, each up to a "~". With a
 * "+" before them, by a definition that adds up members of a dimension. */
#include <stdlib.h>
#include <string.h>

#include "source/adapter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct texts {
	struct buf part[4]; /* infos, properties, areas, row */
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	const struct texts *t = arg;
	size_t i = strcmp(role, "TableInfos") == 0	     ? 0
	    : strcmp(role, "DataProperties") == 0	     ? 1
	    : strlen(role) > 2 && strstr(role, ".3") != NULL ? 3
							     : 2;

	if (i == 3)
		return err_set(err, ERR_INPUT, "enough pages");
	buf_puts(out, buf_str(&t->part[i]));
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *keys[] = { (char *)"L*", (char *)"B1" };
	struct added groups[] = { { (char *)"Lasten", { &keys[0], 1, 1 } },
		{ (char *)"Baten", { &keys[1], 1, 1 } } };
	double none[] = { -99998 };
	const struct adapter *ad = &adapter_cbs_v3;
	struct source src = { .id = (char *)"f",
		.dataset = (char *)(size % 2 ? "TypedDataSet" : "Untyped") };
	struct texts t = { 0 };
	struct table_meta meta = { 0 };
	struct row row = { 0 };
	struct err err = { 0 };

	if (size > 0 && data[0] == '+') {
		src.add_up = (struct add_up){ (char *)"C", groups, 2, 2,
			size % 3 == 0 };
		src.years = (struct years){ (char *)"V", (char *)"X005" };
		src.area_dimension = (char *)"G";
		src.withheld = none;
		src.nwithheld = 1;
		data++;
		size--;
	}
	for (size_t i = 0, part = 0; i < size; i++)
		if (data[i] == '~')
			part = part < 3 ? part + 1 : 3;
		else
			buf_putc(&t.part[part], (char)data[i]);
	if (ad->describe(&src, read_part, &t, &meta, &err) == 0) {
		struct row_reader *r = ad->rows_new(&src, &meta);

		for (int i = 0; i < 2; i++)
			if (ad->row(r,
				&(struct record){ .text = buf_str(&t.part[3]),
				    .len = t.part[3].len },
				&row, &err) == 0 &&
			    !row.skip &&
			    (row.n != meta.ntopics || row.area[0] == '\0'))
				abort();
		while (ad->rows_end(r, &row, &err) == 1)
			if (row.n != meta.ntopics || row.skip)
				abort();
		ad->rows_free(r);
	}
	for (size_t i = 0; i < 4; i++)
		buf_free(&t.part[i]);
	free(row.cells);
	table_meta_clear(&meta);
	return 0;
}
