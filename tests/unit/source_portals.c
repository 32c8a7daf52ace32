/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The adapters of portals, request by request: which addresses they ask for,
 * where the key goes, and every refusal. What whole answers become is in
 * source_portals_golden.c.
 */
#include "base/buf.h"
#include "base/mem.h"
#include "source/adapter.h"
#include "tap.h"

#define BASE "https://data.example"

/* A definition whose strings nothing frees, but for table_ids. */
static struct source
definition(const char *adapter, const char *id)
{
	struct source src = { .id = (char *)"portal",
		.file = (char *)"portal.json",
		.adapter = (char *)adapter,
		.base = (char *)BASE "/",
		.title_nl = (char *)"Titel",
		.layout = {
		    .there = true, .area = (char *)"code", .heads = 1 } };

	if (id != NULL)
		strings_add(&src.table_ids, id);
	return src;
}

/* The next request: its address, or the message in brackets. */
static char *
next(const struct adapter *a, struct road *road, struct ask *ask)
{
	struct err err = { 0 };
	int rc = a->road_next(road, ask, &err);

	if (rc == 1)
		return mem_str(buf_str(&ask->address));
	return rc == 0 ? mem_str("(end)") : mem_fmt("(%s)", err.msg);
}

/* What came: members as "name=raw;name=raw". */
static int
came(const struct adapter *a, struct road *road, const struct ask *ask,
    const char *body, const char *members, uint64_t rows, struct err *err)
{
	struct member list[8];
	struct got got = { .role = ask->role,
		.page = ask->page,
		.body = body,
		.len = body == NULL ? 0 : strlen(body),
		.rows = rows,
		.members = list };
	char *copy = mem_str(members), *save = NULL;
	int rc;

	for (char *m = strtok_r(copy, ";", &save); m != NULL;
	     m = strtok_r(NULL, ";", &save)) {
		char *eq = strchr(m, '=');

		*eq = '\0';
		list[got.nmembers++] =
		    (struct member){ m, eq + 1, strlen(eq + 1) };
	}
	rc = a->road_got(road, &got, err);
	free(copy);
	return rc;
}

/* A whole road: what is asked, what came, and how it ends. */
struct turn {
	const char *address; /* its end, as it is asked for */
	const char *body, *members;
	uint64_t rows;
	const char *says; /* NULL: it goes on */
};

static void
walk(const char *name, const struct source *src, const char *table,
    const struct turn *turns, const char *end)
{
	const struct adapter *a = adapter_find(src->adapter);
	struct table_ref ref = { .id = (char *)table, .rows = -1 };
	struct road *road = a->road_new(src, &ref);
	struct ask ask = { 0 };
	bool broken = false;

	for (const struct turn *t = turns; t->address != NULL; t++) {
		struct err err = { 0 };
		char *address = next(a, road, &ask);
		size_t len = strlen(address), n = strlen(t->address);
		int rc;

		ok(len >= n && strcmp(address + len - n, t->address) == 0,
		    "%s: %s", name, address);
		rc = came(a, road, &ask, t->body, t->members, t->rows, &err);
		if (t->says == NULL)
			ok(rc == 0, "  is taken: %s", err.msg);
		else {
			ok(rc == -1 && strstr(err.msg, t->says) != NULL,
			    "  is refused: %s", err.msg);
			broken = true;
		}
		free(address);
	}
	if (!broken) {
		char *address = next(a, road, &ask);

		is_str(address, end, "  and so it ends");
		free(address);
	}
	buf_free(&ask.address);
	a->road_free(road);
}

#define DATASET "/api/explore/v2.1/catalog/datasets/d-1"

static void
opendatasoft(void)
{
	struct source src = definition("opendatasoft", "d-1");
	static const struct turn paged[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ DATASET "/records?limit=1", "{}", "total_count=250", 1,
		    NULL },
		{ "/records?limit=100&offset=0", NULL, "total_count=250", 100,
		    NULL },
		{ "/records?limit=100&offset=100", NULL, "total_count=250", 100,
		    NULL },
		{ "/records?limit=100&offset=200", NULL, "total_count=250", 50,
		    NULL },
		{ NULL },
	};
	static const struct turn exported[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ "/records?limit=1", "{}", "total_count=12000", 1, NULL },
		{ DATASET "/exports/json?limit=-1", NULL, "", 12000, NULL },
		{ NULL },
	};
	static const struct turn cut_short[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ "/records?limit=1", "{}", "total_count=1001", 1, NULL },
		{ "/exports/json?limit=-1", NULL, "", 1000,
		    "1000 rows, where the data set has 1001" },
		{ NULL },
	};
	static const struct turn empty[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ "/records?limit=1", "{}", "total_count=0", 0, NULL },
		{ NULL },
	};
	static const struct turn odd[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ "/records?limit=1", "{}", "total_count=\"many\"", 0,
		    "no total_count" },
		{ NULL },
	};
	static const struct turn refused[] = {
		{ BASE DATASET, "{}", "", 0, NULL },
		{ "/records?limit=1", "{}",
		    "error_code=\"X\";message=\"Niet \\n nu\"", 0,
		    "the portal says: Niet nu" },
		{ NULL },
	};

	walk("pages", &src, "portal", paged, "(end)");
	walk("an export", &src, "portal", exported, "(end)");
	walk("a short export", &src, "portal", cut_short, "");
	walk("nothing", &src, "portal", empty, "(end)");
	walk("another platform", &src, "portal", odd, "");
	walk("an error", &src, "portal", refused, "");
	strings_free(&src.table_ids);
}

#define ACTION BASE "/api/3/action/"
#define PACKAGE(resources)                                                     \
	"{\"success\":true,\"result\":{\"resources\":[" resources "]}}"
#define STORED(id) "{\"id\":\"" id "\",\"datastore_active\":true}"
#define LIES(url) "{\"id\":\"f\",\"format\":\"CSV\",\"url\":\"" url "\"}"

static void
ckan(void)
{
	struct source src = definition("ckan", "set");
	/* Asked for 32,000, given 2. */
	static const struct turn capped[] = {
		{ ACTION "package_show?id=set", PACKAGE(STORED("r 1")), "", 0,
		    NULL },
		{ "datastore_search?limit=0&resource_id=r%201", "{}",
		    "success=true", 0, NULL },
		{ "resource_id=r%201&limit=32000&offset=0&sort=_id", NULL,
		    "success=true;result.limit=2;result.total=5", 2, NULL },
		{ "&limit=32000&offset=2&sort=_id", NULL,
		    "success=true;result.limit=2;result.total=5", 2, NULL },
		{ "&limit=32000&offset=4&sort=_id", NULL,
		    "success=true;result.limit=2;result.total=5", 1, NULL },
		{ NULL },
	};
	static const struct turn grown[] = {
		{ "package_show?id=set", PACKAGE(STORED("r")), "", 0, NULL },
		{ "resource_id=r", "{}", "success=true", 0, NULL },
		{ "&offset=0&sort=_id", NULL,
		    "success=true;result.limit=2;result.total=5", 2, NULL },
		{ "&offset=2&sort=_id", NULL,
		    "success=true;result.limit=2;result.total=6", 2,
		    "6 rows in all, where page 1 said 5" },
		{ NULL },
	};
	static const struct turn untold[] = {
		{ "package_show?id=set", PACKAGE(STORED("r")), "", 0, NULL },
		{ "resource_id=r", "{}", "success=true", 0, NULL },
		{ "&offset=0&sort=_id", NULL, "success=true", 2,
		    "does not say how many rows" },
		{ NULL },
	};
	static const struct turn none[] = {
		{ "package_show?id=set",
		    PACKAGE("{\"id\":\"p\",\"name\":\"Uitleg\",\"format\":"
			    "\"PDF\"}"),
		    "", 0, "there are \"Uitleg\"" },
		{ NULL },
	};
	static const struct turn many[] = {
		{ "package_show?id=set", PACKAGE(STORED("a") "," STORED("b")),
		    "", 0, "2 of its resources are a table" },
		{ NULL },
	};
	static const struct turn file[] = {
		{ "package_show?id=set",
		    PACKAGE(LIES("https://files.example/x.csv?a=b")), "", 0,
		    NULL },
		{ "https://files.example/x.csv?a=b", NULL, "", 0, NULL },
		{ NULL },
	};
	static const struct turn inside[] = {
		{ "package_show?id=set",
		    PACKAGE(LIES("http://127.0.0.1:631/x.csv")), "", 0, NULL },
		{ NULL },
	};
	static const struct turn blank[] = {
		{ "package_show?id=set",
		    PACKAGE(LIES("https://x.example/a\\r\\nb")), "", 0, NULL },
		{ NULL },
	};

	walk("a silent cap", &src, "portal", capped, "(end)");
	walk("a table that grows", &src, "portal", grown, "");
	walk("no total", &src, "portal", untold, "");
	walk("no table", &src, "portal", none, "");
	walk("two tables", &src, "portal", many, "");
	walk("a file", &src, "portal", file, "(end)");
	walk("a file on this machine", &src, "portal", inside,
	    "(its file is said to be at http://127.0.0.1:631/x.csv, which is "
	    "not https: not followed)");
	walk("no address", &src, "portal", blank,
	    "(the address of its file: a blank or a character that no "
	    "address has, after https://x.example/a)");
	strings_free(&src.table_ids);
}

#define LAYER(more)                                                            \
	"{\"fields\":[{\"name\":\"FID\",\"type\":"                             \
	"\"esriFieldTypeOID\"}]," more "}"
#define PAGES "\"advancedQueryCapabilities\":{\"supportsPagination\":true}"

static void
arcgis(void)
{
	struct source src = definition("arcgis", "3");
	/* The page is shorter than asked for, and yet there is more. */
	static const struct turn uneven[] = {
		{ BASE "/3?f=json", LAYER("\"maxRecordCount\":5000," PAGES), "",
		    0, NULL },
		{ BASE "/3/query?f=json&where=1%3D1&returnCountOnly=true", "{}",
		    "count=7", 0, NULL },
		{ "&outFields=%2A&returnGeometry=false&orderByFields=FID&"
		  "resultOffset=0&resultRecordCount=2000",
		    NULL, "exceededTransferLimit=true", 3, NULL },
		{ "&resultOffset=3&resultRecordCount=2000", NULL,
		    "properties={\"exceededTransferLimit\":true}", 3, NULL },
		{ "&resultOffset=6&resultRecordCount=2000", NULL,
		    "exceededTransferLimit=false", 1, NULL },
		{ NULL },
	};
	static const struct turn stuck[] = {
		{ "/3?f=json", LAYER(PAGES), "", 0, NULL },
		{ "returnCountOnly=true", "{}", "count=7", 0, NULL },
		{ "&resultOffset=0&resultRecordCount=1000", NULL,
		    "exceededTransferLimit=true", 0, "no features, yet more" },
		{ NULL },
	};
	static const struct turn old[] = {
		{ "/3?f=json", LAYER("\"maxRecordCount\":1000"), "", 0, NULL },
		{ "returnCountOnly=true", "{}", "count=1001", 0,
		    "no further pages" },
		{ NULL },
	};
	static const struct turn small[] = {
		{ "/3?f=json", LAYER("\"maxRecordCount\":1000"), "", 0, NULL },
		{ "returnCountOnly=true", "{}", "count=1000", 0, NULL },
		{ "&orderByFields=FID", NULL, "", 1000, NULL },
		{ NULL },
	};
	static const struct turn refused[] = {
		{ "/3?f=json", LAYER(PAGES), "", 0, NULL },
		{ "returnCountOnly=true", "{}",
		    "error={\"code\":400,\"message\":\"Unable to complete "
		    "operation.\",\"details\":[]}",
		    0, "Unable to complete operation." },
		{ NULL },
	};
	static const struct turn folder[] = {
		{ "/3?f=json", "{\"currentVersion\":10.9}", "", 0,
		    "no list of fields" },
		{ NULL },
	};

	walk("short pages", &src, "portal", uneven, "(end)");
	walk("no end", &src, "portal", stuck, "");
	walk("no pages", &src, "portal", old, "");
	walk("one page", &src, "portal", small, "(end)");
	walk("an error with status 200", &src, "portal", refused, "");
	walk("no layer", &src, "portal", folder, "");
	strings_free(&src.table_ids);
}

#define VALUES(level, period)                                                  \
	BASE "/Variables('v')/GeoLevels('" level                               \
	     "')/PeriodLevels('year')/Periods('" period "')/Values"

static void
swing(void)
{
	struct source src = definition("swing", "v");
	struct selected chosen[2] = { { .dimension = (char *)"GeoLevels" },
		{ .dimension = (char *)"Periods" } };
	static const struct turn lists[] = {
		{ BASE "/Variables('v')", "{}", "", 0, NULL },
		{ VALUES("wijk", "2021"), NULL, "@odata.context=\"x\"", 4,
		    NULL },
		{ VALUES("wijk", "2022"), NULL, "@odata.context=\"x\"", 4,
		    NULL },
		{ VALUES("buurt", "2021"), NULL,
		    "@odata.context=\"x\";@odata.nextLink=\"" VALUES(
			"buurt", "2021") "?$skip=10\"",
		    10, NULL },
		{ VALUES("buurt", "2021") "?$skip=10", NULL,
		    "@odata.context=\"x\";@odata.count=12", 2, NULL },
		{ VALUES("buurt", "2022"), NULL, "@odata.context=\"x\"", 12,
		    NULL },
		{ NULL },
	};
	static const struct turn elsewhere[] = {
		{ "/Variables('v')", "{}", "", 0, NULL },
		{ VALUES("wijk", "2021"), NULL,
		    "@odata.nextLink=\"" VALUES("wijk", "2022") "?$skip=9\"", 9,
		    "not followed" },
		{ NULL },
	};
	static const struct turn longer[] = {
		{ "/Variables('v')", "{}", "", 0, NULL },
		{ VALUES("wijk", "2021"), NULL,
		    "@odata.nextLink=\"" VALUES("wijk", "2021") "s\"", 9,
		    "not followed" },
		{ NULL },
	};
	static const struct turn other[] = {
		{ "/Variables('v')", "{}", "", 0, NULL },
		{ VALUES("wijk", "2021"), NULL, "", 0, "no OData" },
		{ NULL },
	};
	const struct adapter *a = adapter_find("swing");
	struct table_ref ref = { .id = (char *)"portal.v" };
	struct ask ask = { 0 };
	struct road *road;
	char *address;

	strings_add(&chosen[0].keys, "wijk");
	strings_add(&chosen[0].keys, "buurt");
	strings_add(&chosen[1].keys, "2021");
	strings_add(&chosen[1].keys, "2022");
	src.select = (struct selection){ .items = chosen, .n = 2, .cap = 2 };
	walk("levels and periods", &src, "portal.v", lists, "(end)");
	walk("a link elsewhere", &src, "portal.v", elsewhere, "");
	walk("a longer link", &src, "portal.v", longer, "");
	walk("another service", &src, "portal.v", other, "");
	src.secret = (char *)"MONITOR_KEY";
	road = a->road_new(&src, &ref);
	address = next(a, road, &ask);
	is_str(ask.secret, "MONITOR_KEY", "the key goes along");
	free(address);
	a->road_free(road);
	buf_free(&ask.address);
	strings_free(&chosen[0].keys);
	strings_free(&chosen[1].keys);
	strings_free(&src.table_ids);
}

/* Answers of a catalogue that are none. */
static void
catalogues(void)
{
	static const struct {
		const char *adapter, *body, *says;
	} cases[] = {
		{ "opendatasoft", "{\"dataset_id\":\"other\"}",
		    "is about data set \"other\"" },
		{ "opendatasoft", "{\"error_code\":\"E\",\"message\":\"weg\"}",
		    "weg" },
		{ "opendatasoft", "[1]", "is about data set \"\"" },
		{ "opendatasoft", "<html>", "catalogue" },
		{ "ckan", "{\"success\":false,\"error\":\"Not found\"}",
		    "Not found" },
		{ "ckan", "{}", "it does not say why" },
		{ "ckan", "{\"success\":true}", "there are none" },
		{ "arcgis",
		    "{\"error\":{\"code\":498,\"message\":\"Invalid token\"}}",
		    "asks for a token" },
		{ "arcgis", "{\"fields\":{}}", "no list of fields" },
		{ "arcgis", "", "catalogue" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct source src = definition(cases[i].adapter, "set");
		struct table_refs refs = { 0 };
		struct err err = { 0 };

		ok(adapter_find(cases[i].adapter)
				->tables(&src, cases[i].body,
				    strlen(cases[i].body), &refs, &err) == -1 &&
			refs.n == 0 && err.code == ERR_INPUT &&
			strstr(err.msg, cases[i].says) != NULL,
		    "%s: %s", cases[i].adapter, err.msg);
		strings_free(&src.table_ids);
	}
}

/* Definitions that say too little, or what cannot be asked for. */
static void
definitions(void)
{
	static const char *const kinds[] = { "arcgis", "ckan", "opendatasoft" };
	struct buf address = { 0 };

	for (size_t i = 0; i < 3; i++) {
		const struct adapter *a = adapter_find(kinds[i]);
		struct source src = definition(kinds[i], NULL);
		struct err err = { 0 };

		ok(a->catalogue(&src, &address, &err) == -1 &&
			strstr(err.msg, "table_ids") != NULL,
		    "%s: which data set: %s", kinds[i], err.msg);
		strings_add(&src.table_ids, "a'/../b");
		ok(a->catalogue(&src, &address, &err) == -1,
		    "  none that leads elsewhere: %s", err.msg);
		strings_free(&src.table_ids);
	}
	for (size_t i = 0; i < 2; i++) {
		struct source src = definition("swing", i == 0 ? NULL : "a'b");
		struct table_refs refs = { 0 };
		struct err err = { 0 };

		ok(adapter_find("swing")->tables(&src, NULL, 0, &refs, &err) ==
			    -1 &&
			refs.n == 0,
		    "swing: %s", err.msg);
		strings_free(&src.table_ids);
	}
	buf_free(&address);
}

int
main(void)
{
	opendatasoft();
	ckan();
	arcgis();
	swing();
	catalogues();
	definitions();
	return done_testing();
}
