/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The adapters of portals: the first byte chooses one, the rest is up to four
 * texts, each up to a "~": the answer to all small requests, the members of
 * the others' answers (an object), a record, another record.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"
#include "source/adapter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TEXTS 4
#define STEPS 40

struct texts {
	struct buf part[TEXTS];
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	const struct texts *t = arg;

	(void)role, (void)err;
	buf_puts(out, buf_str(&t->part[0]));
	return 0;
}

/* Go along the road for a while, always with the same answers. */
static void
travel(const struct adapter *a, const struct source *src, const struct texts *t)
{
	struct table_ref ref = { .id = (char *)"p.v", .rows = -1 };
	struct road *road = a->road_new(src, &ref);
	struct err err = { 0 };
	struct json *outer =
	    json_parse(buf_str(&t->part[1]), t->part[1].len, &err);
	struct ask ask = { 0 };
	struct member members[8];
	struct buf texts[8] = { { 0 } };
	size_t n = 0;

	for (struct json *m = json_first(outer); m != NULL && n < 8;
	     m = json_next(m), n++) {
		json_print(m, false, &texts[n]);
		members[n] =
		    (struct member){ json_name(m) == NULL ? "" : json_name(m),
			    texts[n].data, texts[n].len };
	}
	for (int i = 0; i < STEPS; i++) {
		struct got got = { .role = ask.role,
			.members = members,
			.nmembers = n,
			.rows = (uint64_t)i % 4 };
		struct cut cut = { 0 };

		if (a->road_next(road, &ask, &err) != 1)
			break;
		if (ask.address.len == 0 || ask.role[0] == '\0' ||
		    a->cut(src, ask.role, &cut, &err) == -1)
			abort();
		got.page = ask.page;
		if (ask.small) {
			got.body = buf_str(&t->part[0]);
			got.len = t->part[0].len;
		}
		if (a->road_got(road, &got, &err) == -1)
			break;
	}
	for (size_t i = 0; i < n; i++)
		buf_free(&texts[i]);
	json_free(outer);
	buf_free(&ask.address);
	a->road_free(road);
}

static void
read_rows(
    const struct adapter *a, const struct source *src, const struct texts *t)
{
	struct table_meta meta = { 0 };
	struct row row = { 0 };
	struct err err = { 0 };
	struct row_reader *r;

	if (a->describe(src, read_part, (void *)(uintptr_t)t, &meta, &err) ==
	    -1)
		return;
	r = a->rows_new(src, &meta);
	for (size_t i = 2; i < TEXTS; i++) {
		const struct record record = { .text = buf_str(&t->part[i]),
			.len = t->part[i].len };

		if (a->row(r, &record, &row, &err) != -1 && !row.skip &&
		    row.n > meta.ntopics)
			abort();
	}
	while (a->rows_end != NULL && a->rows_end(r, &row, &err) == 1)
		if (row.n > meta.ntopics)
			abort();
	a->rows_free(r);
	free(row.cells);
	table_meta_clear(&meta);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const kinds[] = { "arcgis", "ckan", "opendatasoft",
		"swing" };
	struct source src = { .id = (char *)"p",
		.file = (char *)"p.json",
		.base = (char *)"https://data.example",
		.title_nl = (char *)"t",
		.area_year = 2023,
		.layout = { .there = true,
		    .area = (char *)"code",
		    .period = (char *)"jaar",
		    .heads = 1 } };
	const struct adapter *a;
	struct texts t = { 0 };
	struct table_refs refs = { 0 };
	struct err err = { 0 };

	if (size == 0)
		return 0;
	a = adapter_find(kinds[data[0] % 4]);
	for (size_t i = 1, part = 0; i < size; i++)
		if (data[i] == '~' && part < TEXTS - 1)
			part++;
		else
			buf_putc(&t.part[part], (char)data[i]);
	strings_add(&src.table_ids, "v");
	if (a->tables(&src, buf_str(&t.part[0]), t.part[0].len, &refs, &err) ==
		0 &&
	    refs.n == 0)
		abort();
	table_refs_free(&refs);
	travel(a, &src, &t);
	read_rows(a, &src, &t);
	for (size_t i = 0; i < TEXTS; i++)
		buf_free(&t.part[i]);
	strings_free(&src.table_ids);
	return 0;
}
