/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page of features, whole, as a server or a file gives it: the first byte
 * chooses the adapter and what the definition says, the rest is the page. It
 * goes the way of fetch (members to the road) and of ingest (features to rows
 * with figures, shapes to WKB).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/jscan.h"
#include "fetch/essence.h"
#include "geo/shape.h"
#include "source/adapter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MEMBERS 32
#define SHAPE_MOST 20000 /* bytes of one that is mended: the rest takes long   \
			  */

struct page {
	const struct source *src;
	struct row_reader *reader;
	struct essence *essence;
	struct geo *geo;
	size_t topics;
	struct row row;
	struct member members[MEMBERS];
	size_t nmembers;
};

static int
take_member(
    void *arg, const char *name, const char *text, size_t len, struct err *err)
{
	struct page *p = arg;

	(void)err;
	essence_member(p->essence, name, text, len);
	if (p->nmembers < MEMBERS)
		p->members[p->nmembers++] =
		    (struct member){ .name = mem_str(name),
			    .text = text == NULL ? NULL : mem_strn(text, len),
			    .len = len };
	return 0;
}

static void
check_row(const struct page *p, const struct record *record)
{
	const struct row *row = &p->row;
	enum area_level level;
	char code[12];

	if (row->area[0] != '\0' &&
	    area_code(row->area, strlen(row->area), code, &level) == -1)
		abort();
	if (row->n > p->topics || row->shape == NULL ||
	    (row->water && row->n > 0))
		abort();
	for (size_t i = 0; i < row->n; i++)
		if (row->cells[i].kind == CELL_VALUE &&
		    row->cells[i].value <= -99990)
			abort();
	if (row->shape_len > record->len ||
	    row->attributes_len > record->len + 2)
		abort();
}

static void
take_shape(const struct page *p)
{
	struct buf wkb = { 0 };
	struct err err = { 0 };
	bool mended = false;

	if (p->row.shape_len < SHAPE_MOST &&
	    shape_parse(p->geo, p->row.shape, p->row.shape_len,
		adapter_crs(p->src), &wkb, &err) == 0 &&
	    wkb.len > 0)
		shape_mend(p->geo, &wkb, &mended, &err);
	buf_free(&wkb);
}

static int
take_record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct page *p = arg;
	const struct record record = { .text = text, .len = len };
	struct err why = { 0 };

	(void)at, (void)row, (void)err;
	essence_record(p->essence, text, len);
	if (adapter_find(p->src->adapter)
		->row(p->reader, &record, &p->row, &why) == -1)
		return 0;
	check_row(p, &record);
	take_shape(p);
	return 0;
}

/* Tell the road what came, for each page it asks for. */
static void
travel(struct page *p, const struct jscan *scan, const char *content)
{
	const struct adapter *a = adapter_find(p->src->adapter);
	struct table_ref ref = { .id = (char *)"p.v", .rows = -1 };
	struct road *road = a->road_new(p->src, &ref);
	struct ask ask = { 0 };
	struct err err = { 0 };

	for (int i = 0; i < 5; i++) {
		struct got got = { .role = ask.role,
			.members = p->members,
			.nmembers = p->nmembers,
			.content = content[0] != '\0' ? content : NULL,
			.rows = jscan_rows(scan) };

		if (a->road_next(road, &ask, &err) != 1)
			break;
		got.page = ask.page;
		if (ask.small)
			got.body = "{\"fields\":[]}", got.len = 13;
		if (a->road_got(road, &got, &err) == -1)
			break;
	}
	buf_free(&ask.address);
	a->road_free(road);
}

static void
read_page(const struct source *src, const uint8_t *data, size_t size)
{
	const struct adapter *a = adapter_find(src->adapter);
	struct page p = { .src = src, .topics = src->layout.ncolumns };
	const struct jscan_sink sink = { .arg = &p,
		.record = take_record,
		.member = take_member,
		.lax = true };
	struct topic topic = { .key = (char *)"n" };
	struct table_meta meta = { .topics = &topic,
		.ntopics = src->layout.ncolumns };
	char hex[DIGEST_HEX];
	struct jscan *scan;
	struct err err = { 0 };
	struct cut cut = { 0 };

	a->cut(src, "features", &cut, &err);
	p.geo = geo_new(&err);
	p.essence = essence_new(&cut);
	p.reader = a->rows_new(src, &meta);
	scan = jscan_new(cut.array, &sink);
	if (p.geo != NULL &&
	    jscan_push(scan, (const char *)data, size, &err) == 0 &&
	    jscan_end(scan, &err) == 0) {
		essence_hex(p.essence, hex);
		travel(&p, scan, hex);
	}
	jscan_free(scan);
	a->rows_free(p.reader);
	essence_free(p.essence);
	geo_free(p.geo);
	free(p.row.cells);
	for (size_t i = 0; i < p.nmembers; i++) {
		free((char *)(uintptr_t)p.members[i].name);
		free((char *)(uintptr_t)p.members[i].text);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const kinds[] = { "ogc-features", "wfs", "geojson",
		"arcgis" };
	static const char *const systems[] = { "EPSG:28992", "CRS84",
		"EPSG:3857", NULL };
	struct layout_column column = { .column = (char *)"n", .decimals = -1 };
	struct source src = { .id = (char *)"p",
		.file = (char *)"p.json",
		.base = (char *)"https://data.example",
		.address = (char *)"https://data.example/p",
		.title_nl = (char *)"t",
		.area_year = 2024,
		.period = (char *)"2024" };
	unsigned char what = size == 0 ? 0 : data[0];

	if (size == 0)
		return 0;
	src.adapter = (char *)(uintptr_t)kinds[what & 3];
	src.shapes.there = true;
	src.shapes.crs = (char *)(uintptr_t)systems[what >> 2 & 3];
	src.shapes.boundaries = (what & 16) != 0;
	strings_add(&src.table_ids, "v");
	strings_add(&src.shapes.codes, "buurtcode");
	strings_add(&src.shapes.codes, "jrstatcode");
	strings_add(&src.shapes.names, "buurtnaam");
	src.shapes.water = (char *)"water";
	if (src.shapes.boundaries && (what & 32) != 0) {
		src.layout = (struct layout){ .there = true,
			.heads = 1,
			.columns = &column,
			.ncolumns = 1 };
		if ((what & 64) != 0)
			src.layout.period = (char *)"datum";
	}
	read_page(&src, data + 1, size - 1);
	strings_free(&src.table_ids);
	strings_free(&src.shapes.codes);
	strings_free(&src.shapes.names);
	return 0;
}
