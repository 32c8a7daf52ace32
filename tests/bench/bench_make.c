/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_make: a table as each adapter brings it, made up: as many areas as
 * the Netherlands has buurten, times periods, times ages, as a raw run beside
 * its definition.
 */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARCHIVE_LEVEL 1
#include "archive.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/digest.h"

#define TOPICS 4
#define PAGE 20000 /* records */
#define FIGURES 16384
#define FIRST_YEAR 1920
#define NOW 1795311000

struct at { /* what a record is about */
	int n, area, period, age;
	char code[12];
};

struct maker;

struct kind {
	const char *name;
	const char *adapter, *more;	      /* of the definition */
	const char *role;		      /* of its rows */
	const char *before, *between, *after; /* around the records */
	void (*meta)(struct maker *m);
	void (*record)(struct buf *out, const struct at *at);
	/* In the zip: what it is called there; strings come in their own. */
	const char *inside;
	bool paged, wide; /* pages; TOPICS figures a record, else one */
};

struct maker {
	const struct kind *kind;
	struct raw_writer *writer;
	struct archive archive;
	int periods, ages;
	uint64_t bytes;
};

static void
put_code(int i, char out[12])
{
	const unsigned n = (unsigned)i;

	snprintf(
	    out, 12, "BU%04u0%u0%u", (1 + n / 50) % 10000, n % 50 / 10, n % 10);
}

/* A figure of at most five digits, half of them with a decimal. Printing them
 * one by one would take longer than all else. */
static const char *
figure(const struct at *at, int topic)
{
	static char texts[2][FIGURES][12];
	uint32_t x = (uint32_t)(at->n * TOPICS + topic) * 2654435761u;

	if (texts[0][0][0] == '\0')
		for (int i = 0; i < FIGURES; i++) {
			snprintf(texts[0][i], sizeof(texts[0][i]), "%d", i);
			snprintf(texts[1][i], sizeof(texts[1][i]), "%d.%d",
			    i / 10, i % 10);
		}
	return texts[topic % 2][(x >> 16) % FIGURES];
}

static void
put_part(struct maker *m, const char *role, int page, const struct buf *text,
    bool data)
{
	const bool zip = data && m->kind->inside != NULL;
	struct raw_part part = { .role = mem_str(role),
		.page = page,
		.address = mem_fmt("https://data.example/%s", role),
		.status = 200,
		.data = data,
		.decoded = text->len,
		.at = NOW };
	struct err err = { 0 };

	digest_of(text->data, text->len, part.sha256);
	if (raw_part_begin_as(m->writer, role, page, zip ? "zip" : "json",
		zip ? RAW_PLAIN : RAW_PACK, &err) == -1 ||
	    raw_part_push(m->writer, text->data, text->len, &err) == -1 ||
	    raw_part_end(m->writer, &part, &err) == -1)
		bench_die(&err);
	raw_part_clear(&part);
}

static void
put_text(struct maker *m, const char *role, const char *text)
{
	struct buf b = { 0 };

	buf_puts(&b, text);
	put_part(m, role, 1, &b, false);
	buf_free(&b);
}

/* {"value":[...]}, of areas or of members. */
static void
put_areas(struct maker *m, const char *role, const char *form)
{
	struct buf b = { 0 };
	char code[12];

	buf_puts(&b, "{\"value\":[");
	for (int i = 0; i < BENCH_AREAS; i++) {
		put_code(i, code);
		buf_puts(&b, i > 0 ? "," : "");
		buf_putf(&b, form, code, i);
	}
	buf_puts(&b, "]}");
	put_part(m, role, 1, &b, false);
	buf_free(&b);
}

static void
put_members(
    struct maker *m, const char *role, const char *form, int n, int first)
{
	struct buf b = { 0 };

	buf_puts(&b, "{\"value\":[");
	for (int i = 0; i < n; i++) {
		buf_puts(&b, i > 0 ? "," : "");
		buf_putf(&b, form, first + i, i);
	}
	buf_puts(&b, "]}");
	put_part(m, role, 1, &b, false);
	buf_free(&b);
}

/* CBS, OData v3. */

static void
v3_meta(struct maker *m)
{
	struct buf b = { 0 };

	put_text(m, "TableInfos",
	    "{\"value\":[{\"Identifier\":\"T1\",\"Title\":\"Made\","
	    "\"Period\":\"2020\",\"Modified\":null}]}");
	buf_puts(&b,
	    "{\"value\":[{\"ID\":0,\"Position\":0,\"ParentID\":null,"
	    "\"Type\":\"Dimension\",\"Key\":\"Leeftijd\",\"Title\":"
	    "\"Leeftijd\"},"
	    "{\"ID\":1,\"Position\":1,\"ParentID\":null,\"Type\":"
	    "\"GeoDetail\",\"Key\":\"WijkenEnBuurten\",\"Title\":"
	    "\"Wijken\",\"MapYear\":2020},"
	    "{\"ID\":2,\"Position\":2,\"ParentID\":null,\"Type\":"
	    "\"TimeDimension\",\"Key\":\"Perioden\",\"Title\":"
	    "\"Perioden\"}");
	for (int i = 0; i < TOPICS; i++)
		buf_putf(&b,
		    ",{\"ID\":%d,\"Position\":%d,\"ParentID\":null,"
		    "\"Type\":\"Topic\",\"Key\":\"Cijfer_%d\",\"Title\":"
		    "\"Cijfer %d\",\"Datatype\":\"Double\",\"Unit\":"
		    "\"aantal\",\"Decimals\":1}",
		    3 + i, 3 + i, i, i);
	buf_puts(&b, "]}");
	put_part(m, "DataProperties", 1, &b, false);
	buf_free(&b);
	put_text(m, "CategoryGroups", "{\"value\":[]}");
	put_areas(m, "WijkenEnBuurten",
	    "{\"Key\":\"%s\",\"Title\":\"Buurt %d\",\"Description\":null}");
	put_members(m, "Perioden",
	    "{\"Key\":\"%dJJ00\",\"Title\":\"%d\",\"Description\":null,"
	    "\"Status\":\"Definitief\"}",
	    m->periods, FIRST_YEAR);
	put_members(m, "Leeftijd",
	    "{\"Key\":\"%d\",\"Title\":\"Leeftijd %d\",\"Description\":"
	    "null}",
	    m->ages, 10000);
}

static void
v3_keys(struct buf *out, const struct at *at)
{
	buf_putf(out,
	    "{\"ID\":%d,\"Leeftijd\":\"%d\",\"WijkenEnBuurten\":\"%s\","
	    "\"Perioden\":\"%dJJ00\"",
	    at->n, 10000 + at->age, at->code, FIRST_YEAR + at->period);
}

static void
v3_typed(struct buf *out, const struct at *at)
{
	v3_keys(out, at);
	for (int i = 0; i < TOPICS; i++)
		buf_putf(out, ",\"Cijfer_%d\":%s", i, figure(at, i));
	buf_putc(out, '}');
}

static void
v3_untyped(struct buf *out, const struct at *at)
{
	v3_keys(out, at);
	for (int i = 0; i < TOPICS; i++)
		buf_putf(out, ",\"Cijfer_%d\":\"%8s\"", i, figure(at, i));
	buf_putc(out, '}');
}

/* CBS, OData v4 and its bulk files. */

static void
v4_meta(struct maker *m)
{
	put_text(m, "Properties",
	    "{\"Identifier\":\"T1\",\"Title\":\"Made\",\"Modified\":null,"
	    "\"TemporalCoverage\":\"2020\"}");
	put_text(m, "Sets", "{\"value\":[{\"name\":\"Dimensions\"}]}");
	put_text(m, "Dimensions",
	    "{\"value\":[{\"Identifier\":\"WijkenEnBuurten\",\"Title\":"
	    "\"Wijken\",\"Kind\":\"GeoDetail\",\"MapYear\":\"2020\"},"
	    "{\"Identifier\":\"Perioden\",\"Title\":\"Perioden\",\"Kind\":"
	    "\"TimeDimension\"},"
	    "{\"Identifier\":\"Leeftijd\",\"Title\":\"Leeftijd\","
	    "\"Kind\":\"Dimension\"}]}");
	put_text(m, "MeasureCodes",
	    "{\"value\":[{\"Identifier\":\"M000001\",\"Index\":1,"
	    "\"Title\":\"Cijfer\",\"MeasureGroupId\":null,\"DataType\":"
	    "\"Double\",\"Unit\":\"aantal\",\"Decimals\":1}]}");
	put_areas(m, "WijkenEnBuurtenCodes",
	    "{\"Identifier\":\"%s\",\"Title\":\"Buurt %d\"}");
	put_members(m, "PeriodenCodes",
	    "{\"Identifier\":\"%dJJ00\",\"Title\":\"%d\",\"Status\":"
	    "\"Definitief\"}",
	    m->periods, FIRST_YEAR);
}

static void
v4_record(struct buf *out, const struct at *at)
{
	buf_putf(out,
	    "{\"Id\":%d,\"Measure\":\"M000001\",\"ValueAttribute\":"
	    "\"None\",\"Value\":%s,\"StringValue\":null,"
	    "\"WijkenEnBuurten\":\"%s\",\"Perioden\":\"%dJJ00\","
	    "\"Leeftijd\":\"%d\"}",
	    at->n, figure(at, 1), at->code, FIRST_YEAR + at->period,
	    10000 + at->age);
}

static void
bulk_meta(struct maker *m)
{
	struct buf areas = { 0 }, years = { 0 };
	char code[12];

	buf_puts(&areas, "Identifier;Title;Description\n");
	for (int i = 0; i < BENCH_AREAS; i++) {
		put_code(i, code);
		buf_putf(&areas, "%s;Buurt %d;\n", code, i);
	}
	buf_puts(&years, "Identifier;Title;Description;Status\n");
	for (int i = 0; i < m->periods; i++)
		buf_putf(&years, "%dJJ00;%d;;Definitief\n", FIRST_YEAR + i,
		    FIRST_YEAR + i);
	archive_add(&m->archive, "Properties.csv",
	    "Identifier;Title;Modified;TemporalCoverage\n"
	    "T1;Made;;2020\n",
	    true);
	archive_add(&m->archive, "Dimensions.csv",
	    "Identifier;Title;Description;MapYear;Kind\n"
	    "WijkenEnBuurten;Wijken;;2020;GeoDetail\n"
	    "Perioden;Perioden;;;TimeDimension\n"
	    "Leeftijd;Leeftijd;;;Dimension\n",
	    true);
	archive_add(&m->archive, "MeasureCodes.csv",
	    "Identifier;MeasureGroupId;Index;Title;Description;DataType;"
	    "Unit;Decimals\nM000001;;1;Cijfer;;Double;aantal;1\n",
	    true);
	archive_add(&m->archive, "WijkenEnBuurtenCodes.csv", areas.data, true);
	archive_add(&m->archive, "PeriodenCodes.csv", years.data, true);
	buf_free(&areas);
	buf_free(&years);
}

static void
bulk_record(struct buf *out, const struct at *at)
{
	size_t from;

	buf_putf(out, "%d;M000001;%s;%dJJ00;%d;", at->n, at->code,
	    FIRST_YEAR + at->period, 10000 + at->age);
	from = out->len;
	buf_putf(out, "%s;;None\n", figure(at, 1));
	*strchr(out->data + from, '.') = ',';
}

/* Files. */

static void
no_meta(struct maker *m)
{
	(void)m;
}

static void
csv_record(struct buf *out, const struct at *at)
{
	buf_putf(out, "%s;Buurt %d;%d;L%d", at->code, at->area,
	    FIRST_YEAR + at->period, at->age);
	for (int i = 0; i < TOPICS; i++)
		buf_putf(out, ";%s", figure(at, i));
	buf_putc(out, '\n');
}

static void
xlsx_meta(struct maker *m)
{
	struct buf texts = { 0 };
	char code[12];

	buf_puts(&texts,
	    "<sst><si><t>code</t></si><si><t>naam</t></si><si><t>jaar</t>"
	    "</si><si><t>leeftijd</t></si><si><t>c0</t></si><si><t>c1</t>"
	    "</si><si><t>c2</t></si><si><t>c3</t></si>");
	for (int i = 0; i < BENCH_AREAS; i++) {
		put_code(i, code);
		buf_putf(&texts, "<si><t>%s</t></si><si><t>Buurt %d</t></si>",
		    code, i);
	}
	for (int i = 0; i < m->ages; i++)
		buf_putf(&texts, "<si><t>L%d</t></si>", i);
	buf_puts(&texts, "</sst>");
	archive_add(&m->archive, "_rels/.rels",
	    "<Relationships><Relationship Id=\"1\" Type=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
	    "</Relationships>",
	    true);
	archive_add(&m->archive, "xl/workbook.xml",
	    "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Blad1\" "
	    "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
	    true);
	archive_add(&m->archive, "xl/_rels/workbook.xml.rels",
	    "<Relationships><Relationship Id=\"rId1\" Type=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	    "<Relationship Id=\"rS\" Type=\""
	    "http://schemas.openxmlformats.org/officeDocument/2006/"
	    "relationships/sharedStrings\" Target=\"sharedStrings.xml\"/>"
	    "</Relationships>",
	    true);
	archive_add(&m->archive, "xl/sharedStrings.xml", texts.data, true);
	buf_free(&texts);
}

static void
xlsx_record(struct buf *out, const struct at *at)
{
	const int row = at->n + 2;

	buf_putf(out,
	    "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>%d</v></c><c r=\"B%d\" "
	    "t=\"s\"><v>%d</v></c><c r=\"C%d\"><v>%d</v></c><c r=\"D%d\" "
	    "t=\"s\"><v>%d</v></c>",
	    row, row, 8 + 2 * at->area, row, 9 + 2 * at->area, row,
	    FIRST_YEAR + at->period, row, 8 + 2 * BENCH_AREAS + at->age);
	for (int i = 0; i < TOPICS; i++)
		buf_putf(out, "<c r=\"%c%d\"><v>%s</v></c>", 'E' + i, row,
		    figure(at, i));
	buf_puts(out, "</row>");
}

/* Portals. */

static void
put_members_of(struct buf *out, const struct at *at)
{
	buf_putf(out,
	    "{\"code\":\"%s\",\"naam\":\"Buurt %d\",\"jaar\":%d,"
	    "\"leeftijd\":\"L%d\"",
	    at->code, at->area, FIRST_YEAR + at->period, at->age);
	for (int i = 0; i < TOPICS; i++)
		buf_putf(out, ",\"c%d\":%s", i, figure(at, i));
	buf_putc(out, '}');
}

static void
ods_meta(struct maker *m)
{
	put_text(m, "dataset",
	    "{\"dataset_id\":\"t1\",\"fields\":[{\"name\":\"c0\",\"type\":"
	    "\"double\"}],\"metas\":{\"default\":{\"title\":\"Made\"}}}");
}

static void
ckan_meta(struct maker *m)
{
	put_text(m, "package",
	    "{\"success\":true,\"result\":{\"id\":\"p\",\"name\":\"t1\","
	    "\"title\":\"Made\",\"state\":\"active\",\"resources\":[{"
	    "\"id\":\"11111111-0000-0000-0000-000000000000\",\"name\":"
	    "\"rijen\",\"format\":\"CSV\",\"url\":"
	    "\"https://data.example/a.csv\",\"datastore_active\":true}]}}");
	put_text(m, "fields",
	    "{\"success\":true,\"result\":{\"fields\":[{\"id\":\"c0\","
	    "\"type\":\"numeric\"}]}}");
}

static void
arcgis_meta(struct maker *m)
{
	put_text(m, "layer",
	    "{\"id\":0,\"name\":\"Made\",\"type\":\"Feature Layer\","
	    "\"maxRecordCount\":2000,\"supportsPagination\":true,"
	    "\"objectIdField\":\"OBJECTID\",\"fields\":[{\"name\":\"c0\","
	    "\"type\":\"esriFieldTypeDouble\"}]}");
}

static void
arcgis_record(struct buf *out, const struct at *at)
{
	buf_puts(out, "{\"attributes\":");
	put_members_of(out, at);
	buf_putc(out, '}');
}

static void
swing_meta(struct maker *m)
{
	put_text(m, "variable",
	    "{\"ExternalCode\":\"t1\",\"Name\":\"Cijfer\",\"Unit\":"
	    "\"aantal\",\"Description\":null}");
}

static void
swing_record(struct buf *out, const struct at *at)
{
	buf_putf(out,
	    "{\"@odata.type\":\"#Swing.Value\",\"ExternalCode\":\"%s\","
	    "\"GeoLevel\":\"L%d\",\"Period\":\"%d\",\"PeriodLevel\":"
	    "\"year\",\"ValueString\":\"%s\",\"Description\":null}",
	    at->code, at->age, FIRST_YEAR + at->period, figure(at, 0));
}

static void
feature_record(struct buf *out, const struct at *at)
{
	buf_putf(out,
	    "{\"type\":\"Feature\",\"id\":%d,\"geometry\":{\"type\":"
	    "\"Point\",\"coordinates\":[%u,%u]},\"properties\":{"
	    "\"soort\":\"L%d\",\"plaatsen\":%s}}",
	    at->n, 100000 + (unsigned)at->n * 7919 % 122000,
	    400000 + (unsigned)at->n * 104729 % 119000, at->age, figure(at, 1));
}

static void
boundary_record(struct buf *out, const struct at *at)
{
	static struct buf shape;

	bench_area(&shape, at->area);
	buf_putf(out,
	    "{\"type\":\"Feature\",\"id\":%d,\"geometry\":%s,"
	    "\"properties\":{\"code\":\"%s\"}}",
	    at->n, buf_str(&shape), at->code);
}

static void
boundary_next_record(struct buf *out, const struct at *at)
{
	static struct buf shape;

	bench_area_next(&shape, at->area);
	buf_putf(out,
	    "{\"type\":\"Feature\",\"id\":%d,\"geometry\":%s,"
	    "\"properties\":{\"code\":\"%s\"}}",
	    at->n, buf_str(&shape), at->code);
}

#define CBS "\"base\": \"https://data.example\", \"table_ids\": [\"T1\"], "
#define PORTAL "\"base\": \"https://data.example\", \"table_ids\": [\"t1\"], "
#define COLUMNS                                                                \
	"\"area_year\": 2020, \"layout\": { \"area\": \"code\", "              \
	"\"area_name\": \"naam\", \"period\": \"jaar\", %s"                    \
	"\"decimal\": \".\", \"columns\": [{ \"column\": \"c0\" }, "           \
	"{ \"column\": \"c1\" }, { \"column\": \"c2\" }, "                     \
	"{ \"column\": \"c3\" }] }"
#define PLACES                                                                 \
	"\"area_year\": 2020, \"period\": \"2020\", \"shapes\": { "            \
	"\"crs\": \"EPSG:28992\", \"figures\": [{ \"title\": \"Plaatsen\", "   \
	"\"unit\": \"aantal\", \"measure\": \"count\" }], \"within\": "        \
	"[\"NL00\"] }"
#define BORDERS                                                                \
	"\"shapes\": { \"crs\": \"EPSG:28992\", \"boundaries\": true, "        \
	"\"code\": [\"code\"] }"
#define BOUNDARIES "\"area_year\": 2020, \"period\": \"2020\", " BORDERS
#define BOUNDARIES_NEXT "\"area_year\": 2021, \"period\": \"2021\", " BORDERS
#define CSV_HEAD "code;naam;jaar;leeftijd;c0;c1;c2;c3\n"
#define SHEET_HEAD                                                             \
	"<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c><c "        \
	"t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"   \
	"<c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c><c t=\"s\"><v>6</v>"    \
	"</c><c t=\"s\"><v>7</v></c></row>"

/* In more, %s is what picks one age. */
static const struct kind kinds[] = {
	{ "v3-typed", "cbs-odata-v3", CBS "%s\"dataset\": \"TypedDataSet\"",
	    "TypedDataSet", "{\"value\":[", ",", "]}", v3_meta, v3_typed, NULL,
	    true, true },
	{ "v3-untyped", "cbs-odata-v3", CBS "%s\"dataset\": \"UntypedDataSet\"",
	    "UntypedDataSet", "{\"value\":[", ",", "]}", v3_meta, v3_untyped,
	    NULL, true, true },
	{ "v4", "cbs-odata-v4", CBS "%s\"area_year\": 2020", "Observations",
	    "{\"value\":[", ",", "]}", v4_meta, v4_record, NULL, true, false },
	{ "bulk", "cbs-bulk-csv", CBS "%s\"area_year\": 2020", "Table",
	    "Id;Measure;WijkenEnBuurten;Perioden;Leeftijd;Value;StringValue;"
	    "ValueAttribute\n",
	    "", "", bulk_meta, bulk_record, "Observations.csv", false, false },
	{ "csv", "file",
	    "\"address\": \"https://data.example/a.csv\", " COLUMNS, "data",
	    CSV_HEAD, "", "", no_meta, csv_record, NULL, false, true },
	{ "csv-zip", "file",
	    "\"address\": \"https://data.example/a.zip\", " COLUMNS, "data",
	    CSV_HEAD, "", "", no_meta, csv_record, "a.csv", false, true },
	{ "xlsx", "file",
	    "\"address\": \"https://data.example/a.xlsx\", " COLUMNS, "data",
	    SHEET_HEAD, "", "</sheetData></worksheet>", xlsx_meta, xlsx_record,
	    "xl/worksheets/sheet1.xml", false, true },
	{ "opendatasoft", "opendatasoft", PORTAL COLUMNS, "export", "[", ",",
	    "]", ods_meta, put_members_of, NULL, false, true },
	{ "ckan", "ckan", PORTAL "\"resource\": \"rijen\", " COLUMNS, "records",
	    "{\"success\":true,\"result\":{\"records\":[", ",", "]}}",
	    ckan_meta, put_members_of, NULL, true, true },
	{ "arcgis", "arcgis",
	    "\"base\": \"https://data.example/rest/services/a/FeatureServer\","
	    " \"table_ids\": [\"0\"], " COLUMNS,
	    "features", "{\"features\":[", ",", "]}", arcgis_meta,
	    arcgis_record, NULL, true, true },
	{ "swing", "swing",
	    PORTAL
	    "\"area_year\": 2020, \"layout\": { \"area\": "
	    "\"ExternalCode\", \"period\": \"Period\", %s\"columns\": [{ "
	    "\"column\": \"ValueString\", \"decimals\": 1 }] }",
	    "values", "{\"value\":[", ",", "]}", swing_meta, swing_record, NULL,
	    true, false },
	{ "ogc-features", "ogc-features", PORTAL PLACES "%.0s", "features",
	    "{\"type\":\"FeatureCollection\",\"features\":[", ",", "]}",
	    no_meta, feature_record, NULL, true, true },
	{ "geojson", "geojson",
	    "\"address\": \"https://data.example/a.geojson\", " PLACES "%.0s",
	    "features", "{\"type\":\"FeatureCollection\",\"features\":[", ",",
	    "]}", no_meta, feature_record, NULL, false, true },
	{ "boundaries", "geojson",
	    "\"address\": \"https://data.example/b.geojson\", " BOUNDARIES
	    "%.0s",
	    "features", "{\"type\":\"FeatureCollection\",\"features\":[", ",",
	    "]}", no_meta, boundary_record, NULL, false, true },
	{ "boundaries-next", "geojson",
	    "\"address\": \"https://data.example/n.geojson\", " BOUNDARIES_NEXT
	    "%.0s",
	    "features", "{\"type\":\"FeatureCollection\",\"features\":[", ",",
	    "]}", no_meta, boundary_next_record, NULL, false, true },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static void
write_definition(const struct kind *k, const char *dir, bool one)
{
	const char *cbs = "\"select\": { \"Leeftijd\": [\"10000\"] }, "
			  "\"main\": { \"Leeftijd\": \"10000\" }, ";
	const char *where = strcmp(k->adapter, "swing") == 0
	    ? "\"where\": { \"GeoLevel\": \"L0\" }, "
	    : "\"where\": { \"leeftijd\": \"L0\" }, ";
	char *path = mem_fmt("%s/%s.json", dir, k->name);
	struct buf b = { 0 };
	struct err err = { 0 };

	buf_putf(&b,
	    "{ \"adapter\": \"%s\", \"title_nl\": \"Made\", "
	    "\"title_en\": \"Made\", \"about_nl\": \"x\", \"about_en\": "
	    "\"x\", \"publisher\": \"x\", \"licence\": \"CC0\", "
	    "\"licence_url\": \"https://example.org/\", \"link\": "
	    "\"https://example.org/\", \"frequency_nl\": \"x\", "
	    "\"frequency_en\": \"x\", ",
	    k->adapter);
	buf_putf(&b, k->more,
	    !one			    ? ""
		: text_starts(k->more, CBS) ? cbs
					    : where);
	buf_puts(&b, " }\n");
	if (file_write(path, b.data, b.len, 0600, &err) == -1)
		bench_die(&err);
	buf_free(&b);
	free(path);
}

/* What was gathered, as a part; text is empty then. */
static void
put_page(struct maker *m, int page, struct buf *text)
{
	const struct kind *k = m->kind;

	buf_puts(text, k->after);
	m->bytes += text->len;
	if (k->inside == NULL)
		put_part(m, k->role, page, text, true);
	else {
		archive_add(&m->archive, k->inside, buf_str(text), true);
		archive_end(&m->archive);
		put_part(m, k->role, page, &m->archive.file, true);
	}
	buf_clear(text);
}

static void
put_rows(struct maker *m)
{
	const struct kind *k = m->kind;
	const int n = BENCH_AREAS * m->periods * m->ages;
	struct buf text = { 0 };
	int page = 1;

	for (int i = 0; i < n; i++) {
		struct at at = { .n = i,
			.age = i % m->ages,
			.period = i / m->ages % m->periods,
			.area = i / m->ages / m->periods };

		if (k->paged && i > 0 && i % PAGE == 0)
			put_page(m, page++, &text);
		put_code(at.area, at.code);
		buf_puts(&text, text.len == 0 ? k->before : k->between);
		k->record(&text, &at);
	}
	put_page(m, page, &text);
	raw_writer_run(m->writer)->rows = (uint64_t)n;
	buf_free(&text);
}

/* KIND DIR PERIODS AGES: a raw run, and its definition, of which one age is
 * picked when there are more. */
int
bench_make(char **argv)
{
	struct maker m = { .periods = atoi(argv[2]), .ages = atoi(argv[3]) };
	char *raw = file_join(argv[1], "raw");
	struct err err = { 0 };

	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, argv[0]) == 0)
			m.kind = &kinds[i];
	if (m.kind == NULL) {
		for (size_t i = 0; i < KINDS; i++)
			puts(kinds[i].name);
		return strcmp(argv[0], "list") == 0 ? 0 : 2;
	}
	write_definition(m.kind, argv[1], m.ages > 1);
	if (raw_begin(raw, m.kind->name, m.kind->name, NOW, &m.writer, &err) ==
	    -1)
		bench_die(&err);
	m.kind->meta(&m);
	put_rows(&m);
	if (raw_commit(m.writer, NULL, &err) == -1)
		bench_die(&err);
	archive_free(&m.archive);
	bench_print("bytes", (double)m.bytes);
	bench_print("wide", m.kind->wide);
	free(raw);
	return 0;
}
