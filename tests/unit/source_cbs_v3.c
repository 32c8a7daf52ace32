/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue, the road and the refusals of the CBS OData v3 adapter. */
#include "source/adapter.h"

#include "base/mem.h"
#include "codec/json.h"
#include "tap.h"

#define BASE "https://data.example"
#define FEED BASE "/ODataFeed/odata/84799NED/"

static const struct adapter *cbs;

/* A definition whose strings nothing frees. */
static struct source
definition(void)
{
	struct source src = { .id = (char *)"kwb",
		.file = (char *)"kwb.json",
		.base = (char *)BASE "/",
		.find_title = (char *)"Kerncijfers wijken en buurten",
		.first_year = 2013,
		.dataset = (char *)"TypedDataSet" };

	return src;
}

static void
addresses(void)
{
	struct source src = definition();
	struct buf a = { 0 };
	struct err err = { 0 };

	ok(cbs->catalogue(&src, &a, &err) == 0, "an address by title");
	is_str(buf_str(&a),
	    BASE "/ODataCatalog/Tables?$format=json&$filter="
		 "substringof%28%27Kerncijfers%20wijken%20en%20buurten%27%2C"
		 "Title%29%20and%20Language%20eq%20%27nl%27",
	    "blanks and quotes are encoded, option names are not");
	buf_clear(&a);
	src.find_title = (char *)"'s-Hertogenbosch";
	ok(cbs->catalogue(&src, &a, &err) == 0 &&
		strstr(a.data, "%28%27%27%27s-Hertogenbosch%27%2C") != NULL,
	    "a quote is doubled: %s", a.data);
	buf_clear(&a);
	strings_add(&src.table_ids, "47018NED");
	strings_add(&src.table_ids, "70072ned");
	ok(cbs->catalogue(&src, &a, &err) == 0, "an address by ids");
	is_str(buf_str(&a),
	    BASE "/ODataCatalog/Tables?$format=json&$filter="
		 "Identifier%20eq%20%2747018NED%27%20or%20"
		 "Identifier%20eq%20%2770072ned%27",
	    "joined by or");
	strings_free(&src.table_ids);
	src.find_title = NULL;
	ok(cbs->catalogue(&src, &a, &err) == -1, "neither: %s", err.msg);
	buf_free(&a);
}

#define TABLE(id, title, lang, period, status, rows)                           \
	"{\"Identifier\":\"" id "\",\"Title\":\"" title                        \
	"\",\"Language\":\"" lang "\",\"Period\":\"" period                    \
	"\",\"OutputStatus\":\"" status "\",\"RecordCount\":" rows             \
	",\"Modified\":\"2024-01-01T02:00:00\",\"MetaDataModified\":"          \
	"null}"
#define KWB "Kerncijfers wijken en buurten"

static void
chooses_tables(void)
{
	static const char body[] = "\xef\xbb\xbf{\"value\":[" TABLE("99999NED",
	    KWB " 2020", "nl", "2020", "Gediscontinueerd",
	    "1") "," TABLE("84799NED", KWB " 2020", "nl", "2020 ", "Regulier",
	    "17341") "," TABLE("83487NED", KWB " 2016", "nl", "2016",
	    "Gediscontinueerd", "2") "," TABLE("9999NED", KWB " 2016", "nl",
	    "2016", "Gediscontinueerd", "3") "," TABLE("70904ned", KWB " 2012",
	    "nl", "2012", "Regulier", "4") "," TABLE("70139ned",
	    KWB " 2004-2012", "nl", "2004 - 2012", "Regulier",
	    "5") "," TABLE("84799ENG", KWB " 2020", "en", "2020", "Regulier",
	    "6") "," TABLE("80000NED", "Oude " KWB, "nl", "2019", "Regulier",
	    "7") "," TABLE("85318NED", KWB " 2022", "nl", "2022", "Regulier",
	    "null") "]}";
	struct source src = definition();
	struct table_refs refs = { 0 };
	struct err err = { 0 };

	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == 0,
	    "tables are chosen: %s", err.msg);
	ok(refs.n == 3, "one a year from 2013 on: %zu", refs.n);
	is_str(refs.items[0].id, "83487NED",
	    "of two that ended, the one with the higher number");
	is_str(refs.items[1].id, "84799NED",
	    "the one that is kept up before a newer one that is not");
	is_str(refs.items[2].id, "85318NED", "sorted by id");
	is_str(refs.items[0].status, "Gediscontinueerd", "status is kept");
	is_str(refs.items[1].modified, "2024-01-01T02:00:00", "and Modified");
	ok(refs.items[1].rows == 17341 && refs.items[2].rows == -1 &&
		refs.items[1].meta_modified == NULL,
	    "and what is not known is not");
	table_refs_free(&refs);
}

static void
names_tables(void)
{
	static const char body[] = "{\"value\":[" TABLE(
	    "47018NED", "Iets", "en", "2012-2023", "Regulier", "9") "]}";
	struct source src = definition();
	struct table_refs refs = { 0 };
	struct err err = { 0 };

	strings_add(&src.table_ids, "47018NED");
	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == 0 &&
		refs.n == 1,
	    "a table that is named is taken whatever it is called: %s",
	    err.msg);
	table_refs_free(&refs);
	strings_add(&src.table_ids, "47022NED");
	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == -1 &&
		strstr(err.msg, "47022NED") != NULL && refs.n == 0,
	    "one that is not there is missed: %s", err.msg);
	strings_free(&src.table_ids);
}

static void
bad_catalogues(void)
{
	static const char *const bodies[] = { "{\"value\":[]}",
		"<html><body>Maintenance</body></html>", "{\"value\":[{}]}",
		"{\"value\":[" TABLE(
		    "../../etc", KWB, "nl", "2020", "Regulier", "1") "]}",
		"{\"value\":[" TABLE("1NED", KWB, "nl", "2020", "Regulier",
		    "1") "," TABLE("1NED", KWB, "nl", "2020", "Regulier",
		    "1") "]}",
		"{\"value\":[" TABLE("1NED", KWB, "nl", "2020", "Regulier",
		    "1") "],\"odata.nextLink\":\"" BASE "/x\"}",
		"{\"value\":[" TABLE(
		    "1NED", KWB, "nl", "2020", "Regulier", "1"),
		"" };
	struct source src = definition();

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct table_refs refs = { 0 };
		struct err err = { 0 };

		ok(cbs->tables(
		       &src, bodies[i], strlen(bodies[i]), &refs, &err) == -1 &&
			err.code == ERR_INPUT && refs.n == 0,
		    "bad catalogue %zu: %s", i, err.msg);
	}
}

/* A text as JSON, as it is handed out beside an array. */
static char *
json_string(const char *s)
{
	struct json *list = json_array();
	struct buf out = { 0 };
	char *text;

	json_add_str(list, NULL, s);
	json_print(list, false, &out);
	text = mem_strn(out.data + 1, out.len - 2);
	json_free(list);
	buf_free(&out);
	return text;
}

/* Take the next step, check the address and role, and answer. */
static int
step(struct road *road, const char *address, const char *role, int page,
    const char *body, uint64_t rows, const char *next, struct err *err)
{
	struct ask ask = { 0 };
	char *link = next == NULL ? NULL : json_string(next);
	const struct member members[] = {
		{ "odata.metadata", "\"x\"", 3 },
		{ "odata.nextLink", link, link == NULL ? 0 : strlen(link) },
	};
	struct got got = { .rows = rows,
		.page = page,
		.members = members,
		.nmembers = link == NULL ? 1 : 2 };
	int rc = cbs->road_next(road, &ask, err);

	ok(rc == 1 && strcmp(ask.address.data, address) == 0 &&
		strcmp(ask.role, role) == 0 && ask.page == page,
	    "%s, page %d: %s", ask.role, ask.page, buf_str(&ask.address));
	ok(ask.small == (body != NULL) &&
		ask.data == (strcmp(role, "TypedDataSet") == 0),
	    "  %s, %s", ask.small ? "small" : "large",
	    ask.data ? "rows" : "metadata");
	got.role = ask.role;
	got.body = body;
	got.len = body == NULL ? 0 : strlen(body);
	rc = cbs->road_got(road, &got, err);
	buf_free(&ask.address);
	free(link);
	return rc;
}

#define INFOS "{\"value\":[{\"Identifier\":\"84799NED\"}]}"
#define DIM(id, type, key)                                                     \
	"{\"ID\":" id ",\"ParentID\":null,\"Type\":\"" type                    \
	"\",\"Key\":\"" key "\",\"Title\":\"x\",\"MapYear\":2020}"
#define PROPERTIES                                                             \
	"{\"value\":[" DIM("0", "Dimension", "Marges") "," DIM("1",            \
	    "GeoDetail",                                                       \
	    "WijkenEnBuurten") "," DIM("2", "TimeDimension", "Perioden") "]}"

/* A road as far as the first page of the data. */
static struct road *
road_to_data(const struct source *src, const struct table_ref *ref)
{
	struct road *road = cbs->road_new(src, ref);
	struct err err = { 0 };

	ok(step(road, FEED "TableInfos?$format=json", "TableInfos", 1, INFOS, 1,
	       NULL, &err) == 0 &&
		step(road, FEED "DataProperties?$format=json", "DataProperties",
		    1, PROPERTIES, 3, NULL, &err) == 0 &&
		step(road, FEED "CategoryGroups?$format=json", "CategoryGroups",
		    1, NULL, 0, NULL, &err) == 0 &&
		step(road, FEED "Marges?$format=json", "Marges", 1, NULL, 3,
		    NULL, &err) == 0 &&
		step(road, FEED "WijkenEnBuurten?$format=json",
		    "WijkenEnBuurten", 1, NULL, 10,
		    FEED "WijkenEnBuurten?$skip=10", &err) == 0 &&
		step(road, FEED "WijkenEnBuurten?$skip=10", "WijkenEnBuurten.2",
		    1, NULL, 2, NULL, &err) == 0 &&
		step(road, FEED "Perioden?$format=json", "Perioden", 1, NULL, 1,
		    NULL, &err) == 0,
	    "what the table says of itself comes first: %s", err.msg);
	return road;
}

static void
walks(void)
{
	struct source src = definition();
	struct table_ref ref = { .id = (char *)"84799NED", .rows = 15 };
	struct road *road = road_to_data(&src, &ref);
	struct ask ask = { 0 };
	struct err err = { 0 };
	/* Another casing of a path is the same server's own. */
	const char *next = BASE "/ODataFeed/OData/84799NED/TypedDataSet?"
				"$format=json&$skip=10";

	ok(step(road, FEED "TypedDataSet?$format=json", "TypedDataSet", 1, NULL,
	       10, next, &err) == 0,
	    "a first page of rows: %s", err.msg);
	ok(step(road, next, "TypedDataSet", 2, NULL, 5, NULL, &err) == 0,
	    "the next link is followed to the letter: %s", err.msg);
	ok(cbs->road_next(road, &ask, &err) == 0 &&
		cbs->road_next(road, &ask, &err) == 0,
	    "and that is the end");
	cbs->road_free(road);
	buf_free(&ask.address);
}

static void
strays(void)
{
	static const struct {
		const char *next, *says;
		uint64_t rows;
	} cases[] = {
		{ "https://evil.example/ODataFeed/odata/84799NED/TypedDataSet"
		  "?$skip=10",
		    "not followed", 10 },
		{ "http://data.example/ODataFeed/odata/84799NED/TypedDataSet"
		  "?$skip=10",
		    "not followed", 10 },
		{ FEED "TypedDataSet/../../x?$skip=10", "not followed", 10 },
		{ FEED "TypedDataSets?$skip=10", "not followed", 10 },
		{ FEED "UntypedDataSet?$skip=10", "not followed", 10 },
		{ "TypedDataSet?$skip=10", "not followed", 10 },
		{ FEED "TypedDataSet?$skip=10 HTTP/1.1\r\nX: y", "blank", 10 },
		{ FEED "TypedDataSet?$skip=0", "no rows", 0 },
		{ NULL, "16 rows so far", 16 },
	};
	struct source src = definition();
	struct table_ref ref = { .id = (char *)"84799NED", .rows = 15 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct road *road = road_to_data(&src, &ref);
		struct err err = { 0 };

		ok(step(road, FEED "TypedDataSet?$format=json", "TypedDataSet",
		       1, NULL, cases[i].rows, cases[i].next, &err) == -1 &&
			strstr(err.msg, cases[i].says) != NULL,
		    "stray %zu is refused: %s", i, err.msg);
		cbs->road_free(road);
	}
}

static void
circles(void)
{
	struct source src = definition();
	struct table_ref ref = { .id = (char *)"84799NED", .rows = -1 };
	struct road *road = road_to_data(&src, &ref);
	struct err err = { 0 };

	ok(step(road, FEED "TypedDataSet?$format=json", "TypedDataSet", 1, NULL,
	       1, FEED "TypedDataSet?a", &err) == 0 &&
		step(road, FEED "TypedDataSet?a", "TypedDataSet", 2, NULL, 1,
		    FEED "TypedDataSet?b", &err) == 0 &&
		step(road, FEED "TypedDataSet?b", "TypedDataSet", 3, NULL, 1,
		    FEED "TypedDataSet?a", &err) == -1,
	    "a circle of next links is seen: %s", err.msg);
	cbs->road_free(road);
}

static void
bad_starts(void)
{
	static const char *const properties[] = {
		"{\"value\":[]}",
		"{\"value\":[" DIM("0", "Dimension", "Marges") "]}",
		"{\"value\":[" DIM("0", "GeoDetail", "../../x") "]}",
		"{\"value\":[" DIM("0", "GeoDetail", "TypedDataSet") "]}",
		"{\"value\":[" DIM("0", "GeoDetail", "A") "," DIM(
		    "1", "GeoDetail", "B") "]}",
		"{\"value\":[" DIM("0", "GeoDetail", "A") "," DIM(
		    "1", "Dimension", "A") "]}",
		"{\"value\":[" DIM("0", "GeoDetail", "A") "," DIM(
		    "0", "Dimension", "B") "]}",
		"{\"value\":[" DIM("0", "Strange", "A") "]}",
		"{\"value\":[{\"ID\":\"x\"}]}",
		"{\"error\":{\"code\":400}}",
	};
	struct source src = definition();
	struct table_ref ref = { .id = (char *)"84799NED", .rows = 15 };

	for (size_t i = 0; i < sizeof(properties) / sizeof(*properties); i++) {
		struct road *road = cbs->road_new(&src, &ref);
		struct err err = { 0 };

		ok(step(road, FEED "TableInfos?$format=json", "TableInfos", 1,
		       INFOS, 1, NULL, &err) == 0 &&
			step(road, FEED "DataProperties?$format=json",
			    "DataProperties", 1, properties[i], 1, NULL,
			    &err) == -1 &&
			err.code == ERR_INPUT,
		    "bad properties %zu: %s", i, err.msg);
		cbs->road_free(road);
	}
	struct road *road = cbs->road_new(&src, &ref);
	struct err err = { 0 };

	ok(step(road, FEED "TableInfos?$format=json", "TableInfos", 1,
	       "{\"value\":[{\"Identifier\":\"OTHER\"}]}", 1, NULL, &err) == -1,
	    "an answer about another table: %s", err.msg);
	cbs->road_free(road);
}

#define TOPIC(id, parent, key)                                                 \
	"{\"ID\":" id ",\"ParentID\":" parent                                  \
	",\"Type\":\"Topic\",\"Key\":\"" key                                   \
	"\",\"Title\":\"t\",\"Unit\":\"aantal\",\"Datatype\":\"Long\"}"
#define GROUP(id, parent)                                                      \
	"{\"ID\":" id ",\"ParentID\":" parent                                  \
	",\"Type\":\"TopicGroup\",\"Key\":\"\",\"Title\":\"g\"}"

struct parts { /* answers by role */
	const char *infos, *properties, *areas;
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	const struct parts *p = arg;
	const char *body = strcmp(role, "TableInfos") == 0 ? p->infos
	    : strcmp(role, "DataProperties") == 0	   ? p->properties
							   : p->areas;

	if (body == NULL)
		return err_set(err, ERR_INPUT, "%s: not there", role);
	buf_puts(out, body);
	return 0;
}

#define GOOD_INFOS                                                             \
	"{\"value\":[{\"Identifier\":\"1NED\",\"Title\":\"t\","                \
	"\"Period\":\"2020\"}]}"
#define GOOD_AREAS "{\"value\":[{\"Key\":\"NL00\",\"Title\":\"Nederland\"}]}"
#define GOOD_PROPERTIES                                                        \
	"{\"value\":[" DIM("0", "GeoDetail", "W") "," TOPIC(                   \
	    "1", "null", "A_1") "," TOPIC("2", "null", "B_2") "]}"

static void
bad_tables(void)
{
	static const struct parts cases[] = {
		{ NULL, GOOD_PROPERTIES, GOOD_AREAS },
		{ "{\"value\":[]}", GOOD_PROPERTIES, GOOD_AREAS },
		{ "{\"value\":[{\"Identifier\":\"1\",\"Period\":\"2012-2020\"}"
		  "]}",
		    GOOD_PROPERTIES, GOOD_AREAS },
		{ GOOD_INFOS, "{\"value\":[" DIM("0", "GeoDetail", "W") "]}",
		    GOOD_AREAS },
		{ GOOD_INFOS,
		    "{\"value\":[" DIM("0", "GeoDetail", "W") "," TOPIC(
			"1", "null", "A") "," TOPIC("2", "null", "A") "]}",
		    GOOD_AREAS },
		{ GOOD_INFOS,
		    "{\"value\":[" DIM("0", "GeoDetail", "W") "," TOPIC(
			"1", "7", "A") "]}",
		    GOOD_AREAS },
		{ GOOD_INFOS,
		    "{\"value\":[" DIM("0", "GeoDetail", "W") "," GROUP("1",
			"2") "," GROUP("2", "1") "," TOPIC("3", "1", "A") "]}",
		    GOOD_AREAS },
		{ GOOD_INFOS,
		    "{\"value\":[" DIM("0", "GeoDetail", "W") "," TOPIC(
			"1", "null", "") "]}",
		    GOOD_AREAS },
		{ GOOD_INFOS, GOOD_PROPERTIES, "{\"value\":[]}" },
		{ GOOD_INFOS, GOOD_PROPERTIES, "{\"value\":[{\"Key\":1}]}" },
		{ GOOD_INFOS, GOOD_PROPERTIES,
		    "{\"value\":[{\"Key\":\"NL00\",\"Title\":\"a\"},{\"Key\":"
		    "\"NL01\",\"Title\":\"b\"}]}" },
	};
	struct source src = definition();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct parts parts = cases[i];
		struct table_meta meta = { 0 };
		struct err err = { 0 };

		ok(cbs->describe(&src, read_part, &parts, &meta, &err) == -1 &&
			strncmp(err.msg, "kwb: ", 5) == 0 && meta.id == NULL,
		    "bad table %zu: %s", i, err.msg);
	}
}

static void
bad_rows(void)
{
	static const char *const rows[] = { "", "[]", "{}",
		"{\"W\":\"NL00\",\"A_1\":1}",
		"{\"W\":\"NL00\",\"A_1\":1,\"B_2\":2,\"C_3\":3}",
		"{\"W\":\"NL00\",\"A_1\":1,\"A_1\":1,\"B_2\":2}",
		"{\"A_1\":1,\"B_2\":2}", "{\"W\":null,\"A_1\":1,\"B_2\":2}",
		"{\"W\":\"\",\"A_1\":1,\"B_2\":2}",
		"{\"W\":\"a code much too long\",\"A_1\":1,\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":1e999,\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":\"12x\",\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":\"1,5\",\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":true,\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":{},\"B_2\":2}",
		"{\"W\":\"NL00\",\"A_1\":1,\"B_2\":2" };
	struct source src = definition();
	struct parts parts = { GOOD_INFOS, GOOD_PROPERTIES, GOOD_AREAS };
	struct table_meta meta = { 0 };
	struct row_reader *reader;
	struct row row = { 0 };
	struct err err = { 0 };
	static const char text[] = "{\"W\":\"NL01 \",\"A_1\":1,\"B_2\":null}";
	const struct record good = { .text = text, .len = sizeof(text) - 1 };

	ok(cbs->describe(&src, read_part, &parts, &meta, &err) == 0,
	    "a small table: %s", err.msg);
	reader = cbs->rows_new(&src, &meta);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ok(cbs->row(reader,
		       &(struct record){ .text = rows[i],
			   .len = strlen(rows[i]) },
		       &row, &err) ==
			    -1 &&
			err.code == ERR_INPUT,
		    "bad row %zu: %s", i, err.msg);
		ok(cbs->row(reader, &good, &row, &err) == 0 &&
			strcmp(row.area, "NL00") == 0 && row.n == 2 &&
			row.cells[1].kind == CELL_EMPTY,
		    "  and a good one after it");
	}
	cbs->rows_free(reader);
	free(row.cells);
	table_meta_clear(&meta);
}

int
main(void)
{
	const char *const *kinds = adapter_kinds();

	for (size_t i = 0; kinds[i] != NULL; i++)
		ok(adapter_find(kinds[i]) != NULL &&
			strcmp(adapter_find(kinds[i])->kind, kinds[i]) == 0,
		    "adapter %s is there", kinds[i]);
	ok(adapter_find("cbs-odata-v9") == NULL, "another is not");
	cbs = adapter_find("cbs-odata-v3");
	addresses();
	chooses_tables();
	names_tables();
	bad_catalogues();
	walks();
	strays();
	circles();
	bad_starts();
	bad_tables();
	bad_rows();
	return done_testing();
}
