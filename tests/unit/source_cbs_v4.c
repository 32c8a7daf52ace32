/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue, the road and the refusals of the CBS OData v4 adapter. */
#include "source/adapter.h"

#include "base/mem.h"
#include "tap.h"

#define BASE "https://data.example/odata/v1/CBS"
#define TABLE BASE "/90001NED/"

static const struct adapter *cbs, *bulk;

/* A definition whose strings nothing frees. */
static struct source
definition(void)
{
	struct source src = { .id = (char *)"proef",
		.file = (char *)"proef.json",
		.base = (char *)BASE "/",
		.find_title = (char *)"Kerncijfers" };

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
	    BASE "/Datasets?$select=Identifier,Title,Language,Status,"
		 "VersionReason,VersionNotes,Description,Modified,"
		 "ObservationsModified,ObservationCount&$filter="
		 "contains%28Title%2C%27Kerncijfers%27%29",
	    "few members, and no option name encoded");
	buf_clear(&a);
	strings_add(&src.table_ids, "83765NED");
	strings_add(&src.table_ids, "it's");
	ok(cbs->catalogue(&src, &a, &err) == 0 &&
		strstr(a.data,
		    "=Identifier%20in%20%28%2783765NED%27%2C%27it%27%27s%27"
		    "%29") != NULL,
	    "by ids: %s", a.data);
	for (int i = 0; i < 400; i++)
		strings_add(&src.table_ids, "83765NED");
	ok(cbs->catalogue(&src, &a, &err) == -1 &&
		strstr(err.msg, "two definitions") != NULL,
	    "too many of them: %s", err.msg);
	strings_free(&src.table_ids);
	src.find_title = NULL;
	ok(cbs->catalogue(&src, &a, &err) == -1, "neither: %s", err.msg);
	buf_free(&a);
}

#define LINE(id, title, status)                                                \
	"{\"Identifier\":\"" id "\",\"Title\":\"" title                        \
	"\",\"Language\":\"nl\",\"Status\":\"" status                          \
	"\",\"VersionReason\":\"Correctie\",\"Modified\":"                     \
	"\"2020-11-06T00:00:00+01:00\",\"ObservationsModified\":"              \
	"\"2020-11-05T00:00:00+01:00\",\"ObservationCount\":1537850}"

static void
chooses_tables(void)
{
	static const char body[] = "{\"@odata.context\":\"x\",\"value\":[" LINE(
	    "83765NED", "Kerncijfers wijken en buurten 2017",
	    "Regulier") "," LINE("83487NED",
	    "Kerncijfers wijken en buurten 2016",
	    "Gediscontinueerd") "," LINE("90000NED", "Kerncijfers van iets",
	    "Regulier") "," LINE("90002NED", "Oude Kerncijfers 2017",
	    "Regulier") "," LINE("90003NED",
	    "Kerncijfers wijken en buurten 2004-2012", "Regulier") "]}";
	struct source src = definition();
	struct table_refs refs = { 0 };
	struct err err = { 0 };

	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == 0,
	    "tables are chosen: %s", err.msg);
	ok(refs.n == 2, "of one year each: %zu", refs.n);
	is_str(refs.items[0].id, "83487NED", "the years there are");
	is_str(refs.items[1].period, "2017", "told by the title");
	is_str(refs.items[1].modified, "2020-11-06T00:00:00+01:00",
	    "Modified, with its zone");
	is_str(refs.items[1].meta_modified, "2020-11-05T00:00:00+01:00",
	    "ObservationsModified");
	ok(refs.items[1].rows == 1537850, "and how many observations");
	table_refs_free(&refs);
	src.find_title = (char *)"Kerncijfers van iets";
	src.take = TAKE_NEWEST;
	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == 0 &&
		refs.n == 1 && refs.items[0].period == NULL,
	    "a title without a year: %s", err.msg);
	table_refs_free(&refs);
	strings_add(&src.table_ids, "1NED");
	ok(cbs->tables(&src, body, sizeof(body) - 1, &refs, &err) == -1 &&
		strstr(err.msg, "1NED") != NULL,
	    "one that is not there is missed: %s", err.msg);
	strings_free(&src.table_ids);
}

static void
bad_catalogues(void)
{
	static const char *const bodies[] = { "{\"value\":[]}",
		"<html><body>Maintenance</body></html>", "{\"value\":[{}]}",
		"{\"error\":{\"code\":\"\",\"message\":\"x\"}}",
		"{\"value\":[" LINE(
		    "../etc", "Kerncijfers 2017", "Regulier") "]}",
		"{\"value\":[" LINE("1NED", "Kerncijfers 2017",
		    "Regulier") "],\"@odata.nextLink\":\"" BASE
				"/Datasets?x\"}",
		"{\"value\":[" LINE("1NED", "Kerncijfers 2017", "Regulier") };
	const struct source src = definition();

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct table_refs refs = { 0 };
		struct err err = { 0 };

		ok(cbs->tables(
		       &src, bodies[i], strlen(bodies[i]), &refs, &err) == -1 &&
			refs.n == 0 && strstr(err.msg, "catalogue") != NULL,
		    "catalogue %zu: %s", i, err.msg);
	}
}

/* The road. */

struct answer { /* to a role */
	const char *role, *body;
	uint64_t rows;
	const char *next, *count; /* raw JSON, or NULL */
};

static int
tell(const struct adapter *ad, struct road *road, const struct ask *ask,
    const struct answer *a, struct err *err)
{
	struct member members[3];
	struct got got = { .role = ask->role,
		.page = ask->page,
		.body = ask->small ? a->body : NULL,
		.len = ask->small ? strlen(a->body) : 0,
		.rows = a->rows,
		.members = members };

	if (a->next != NULL)
		members[got.nmembers++] = (struct member){ "@odata.nextLink",
			a->next, strlen(a->next) };
	if (a->count != NULL)
		members[got.nmembers++] = (struct member){ "@odata.count",
			a->count, strlen(a->count) };
	if (strcmp(a->role, "Properties") == 0)
		members[got.nmembers++] =
		    (struct member){ "Identifier", a->body, strlen(a->body) };
	return ad->road_got(road, &got, err);
}

#define SETS                                                                   \
	"{\"value\":[{\"name\":\"Properties\"},{\"name\":\"Dimensions\"},"     \
	"{\"name\":\"MeasureCodes\"},{\"name\":\"RegioSGroups\"},"             \
	"{\"name\":\"Observations\"}]}"
#define DIMENSIONS                                                             \
	"{\"value\":[{\"Identifier\":\"RegioS\",\"Kind\":\"GeoDimension\","    \
	"\"MapYear\":\"2024\"},{\"Identifier\":\"Perioden\",\"Kind\":"         \
	"\"TimeDimension\"},{\"Identifier\":\"Leeftijd\",\"Kind\":"            \
	"\"Dimension\"}]}"
#define PERIODS                                                                \
	"{\"value\":[{\"Identifier\":\"2022JJ00\"},{\"Identifier\":"           \
	"\"2022KW01\"},{\"Identifier\":\"2023JJ00\"}]}"
#define AGES                                                                   \
	"{\"value\":[{\"Identifier\":\"10000  \"},{\"Identifier\":"            \
	"\"20300  \"},{\"Identifier\":\"5'0\"}]}"

static const struct answer usual[] = { { "Sets", SETS, 5, NULL, NULL },
	{ "Properties", "\"90001NED\"", 0, NULL, NULL },
	{ "Dimensions", DIMENSIONS, 3, NULL, NULL },
	{ "PeriodenCodes", PERIODS, 3, NULL, NULL },
	{ "LeeftijdCodes", AGES, 3, NULL, NULL } };

static const struct answer *
answer_for(const struct answer *own, const char *role)
{
	static const struct answer none = { "", "", 1, NULL, NULL };

	if (own != NULL && strcmp(own->role, role) == 0)
		return own;
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcmp(usual[i].role, role) == 0)
			return &usual[i];
	return &none;
}

/* Walk with the usual answers but for one; what was asked goes into out, one
 * a line. */
static int
walk(const struct source *src, const struct answer *own, struct buf *out,
    struct err *err)
{
	const struct table_ref ref = { .id = (char *)"90001NED", .rows = 9 };
	struct road *road = cbs->road_new(src, &ref);
	struct ask ask = { 0 };
	int rc;

	while ((rc = cbs->road_next(road, &ask, err)) == 1) {
		buf_putf(out, "%s %s %d%s%s%s\n", ask.role,
		    buf_str(&ask.address), ask.page, ask.small ? " small" : "",
		    ask.data ? " data" : "", ask.selected ? " selected" : "");
		if (tell(cbs, road, &ask, answer_for(own, ask.role), err) ==
		    -1) {
			rc = -1;
			break;
		}
	}
	buf_free(&ask.address);
	cbs->road_free(road);
	return rc;
}

static void
whole_road(void)
{
	const struct source src = definition();
	struct buf asked = { 0 };
	struct err err = { 0 };

	ok(walk(&src, NULL, &asked, &err) == 0, "a road: %s", err.msg);
	is_str(buf_str(&asked),
	    "Sets " BASE "/90001NED 1 small\n"
	    "Properties " TABLE "Properties 1 small\n"
	    "Dimensions " TABLE "Dimensions 1 small\n"
	    "MeasureCodes " TABLE "MeasureCodes 1\n"
	    "RegioSCodes " TABLE "RegioSCodes 1\n"
	    "RegioSGroups " TABLE "RegioSGroups 1\n"
	    "PeriodenCodes " TABLE "PeriodenCodes 1 small\n"
	    "LeeftijdCodes " TABLE "LeeftijdCodes 1 small\n"
	    "Observations " TABLE "Observations?$count=true 1 data\n",
	    "only what the service document lists");
	buf_free(&asked);
}

static void
choose(struct source *src, const char *dimension, const char *const *keys)
{
	struct selected *c;

	MEM_PUSH(src->select.items, src->select.n, src->select.cap);
	c = &src->select.items[src->select.n++];
	*c = (struct selected){ .dimension = (char *)(uintptr_t)dimension };
	for (; *keys != NULL; keys++)
		strings_add(&c->keys, *keys);
}

static void
choose_end(struct source *src)
{
	for (size_t i = 0; i < src->select.n; i++)
		strings_free(&src->select.items[i].keys);
	free(src->select.items);
}

static void
selected_road(void)
{
	static const char *const years[] = { "JJ", NULL },
				 *const ages[] = { "20300", "5'0", NULL };
	struct source src = definition();
	struct buf asked = { 0 };
	struct err err = { 0 };

	choose(&src, "Perioden", years);
	choose(&src, "Leeftijd", ages);
	ok(walk(&src, NULL, &asked, &err) == 0, "selected: %s", err.msg);
	ok(strstr(asked.data,
	       TABLE "Observations?$count=true&$filter="
		     "Perioden%20in%20%28%272022JJ00%27%2C%272023JJ00%27%29"
		     "%20and%20"
		     "Leeftijd%20in%20%28%2720300%27%2C%275%27%270%27%29"
		     " 1 data selected\n") != NULL,
	    "by trimmed keys, quotes doubled");
	src.select.from = 2023;
	buf_clear(&asked);
	ok(walk(&src, NULL, &asked, &err) == 0 &&
		strstr(asked.data,
		    "=Perioden%20eq%20%272023JJ00%27%20and%20") != NULL,
	    "from a year on: %s", err.msg);
	src.select.from = 2030;
	ok(walk(&src, NULL, &asked, &err) == -1, "no period: %s", err.msg);
	src.select.from = 0;
	strings_add(&src.select.items[1].keys, "99999");
	ok(walk(&src, NULL, &asked, &err) == -1 &&
		strstr(err.msg, "99999") != NULL,
	    "a member that is not there: %s", err.msg);
	choose(&src, "Marges", ages);
	ok(walk(&src, NULL, &asked, &err) == -1 &&
		strstr(err.msg, "Marges") != NULL,
	    "a dimension that is not there: %s", err.msg);
	choose_end(&src);
	buf_free(&asked);
}

/* Five hundred members: several roads, no address too long, no member lost. */
static void
long_selection(void)
{
	struct source src = definition();
	const char *none[] = { NULL };
	struct answer own = { "LeeftijdCodes", NULL, 501, NULL, NULL };
	struct buf body = { 0 }, asked = { 0 };
	struct err err = { 0 };
	size_t longest = 0, roads = 0, found = 0;
	char page[32];

	choose(&src, "Leeftijd", none);
	buf_puts(&body, "{\"value\":[{\"Identifier\":\"x\"}");
	for (int i = 0; i < 500; i++) {
		char key[16];

		snprintf(key, sizeof(key), "L%06d", i);
		strings_add(&src.select.items[0].keys, key);
		buf_putf(&body, ",{\"Identifier\":\"%s\"}", key);
	}
	buf_puts(&body, "]}");
	own.body = body.data;
	ok(walk(&src, &own, &asked, &err) == 0, "many members: %s", err.msg);
	for (char *line = strtok(asked.data, "\n"); line != NULL;
	     line = strtok(NULL, "\n")) {
		if (strstr(line, " data") == NULL)
			continue;
		roads++;
		snprintf(page, sizeof(page), " %zu data", roads);
		ok(strstr(line, page) != NULL, "page %zu", roads);
		if (strlen(line) > longest)
			longest = strlen(line);
		for (char *p = line; (p = strstr(p, "%27L")) != NULL; p += 4)
			found++;
	}
	ok(roads > 1 && longest < 5040, "%zu roads, %zu characters", roads,
	    longest);
	ok(found == 500, "every member once: %zu", found);
	choose_end(&src);
	buf_free(&body);
	buf_free(&asked);
}

static void
bad_roads(void)
{
	static const struct answer answers[] = {
		{ "Sets", "{\"value\":[]}", 0, NULL, NULL },
		{ "Properties", "\"90002NED\"", 0, NULL, NULL },
		{ "Properties", "17", 0, NULL, NULL },
		{ "Dimensions", "{\"value\":[]}", 0, NULL, NULL },
		{ "Dimensions", DIMENSIONS, 3, "\"" TABLE "Dimensions?x\"",
		    NULL },
		{ "Dimensions",
		    "{\"value\":[{\"Identifier\":\"R\",\"Kind\":\"Geo\"}]}", 1,
		    NULL, NULL },
		{ "Dimensions",
		    "{\"value\":[{\"Identifier\":\"Value\",\"Kind\":"
		    "\"GeoDetail\"}]}",
		    1, NULL, NULL },
		{ "Observations", "", 5, "\"https://other.example/x?a\"",
		    NULL },
		{ "Observations", "", 5, "\"" TABLE "MeasureCodes?a\"", NULL },
		{ "Observations", "", 5, "\"" TABLE "Observations?a b\"",
		    NULL },
		{ "Observations", "", 0, "\"" TABLE "Observations?a\"", NULL },
		/* The second page is the same answer: round in a circle. */
		{ "Observations", "", 5, "\"" TABLE "Observations?a\"", NULL },
		{ "Observations", "", 5, NULL, "6" },
		{ "Observations", "", 5, NULL, "4" },
		{ "Observations", "", 5, "17", NULL },
	};
	static const char *const words[] = { "MeasureCodes", "90002NED",
		"no text", "no region", "more than one page", "not known here",
		"cannot be", "not followed", "not followed", "blank", "no rows",
		"circle", "6 were announced", "4 were announced", "no text" };
	const struct source src = definition();

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct buf asked = { 0 };
		struct err err = { 0 };

		ok(walk(&src, &answers[i], &asked, &err) == -1 &&
			strstr(err.msg, words[i]) != NULL,
		    "%s, %s: %s", answers[i].role, words[i], err.msg);
		buf_free(&asked);
	}
}

/* Of the bulk zip: the catalogue's line tells where it is. */
static void
bulk_road(void)
{
	static const struct {
		const char *entry, *address; /* NULL: refused */
	} cases[] = {
		{ "{\"value\":[{\"Identifier\":\"90001NED\",\"Distributions\":["
		  "{\"Format\":\"odata\",\"DownloadUrl\":\"x\"},{\"Format\":"
		  "\"CSV\",\"DownloadUrl\":\"https://data.example/csv/a\"}]}]}",
		    "https://data.example/csv/a" },
		{ "{\"value\":[{\"Identifier\":\"90001NED\"}]}",
		    "https://data.example/CSV/CBS/nl/90001NED" },
		{ "{\"value\":[{\"Identifier\":\"90001NED\",\"Distributions\":["
		  "{\"Format\":\"csv\",\"DownloadUrl\":"
		  "\"https://data.example.net/a\"}]}]}",
		    NULL },
		{ "{\"value\":[{\"Identifier\":\"90001NED\",\"Distributions\":["
		  "{\"Format\":\"csv\",\"DownloadUrl\":"
		  "\"https://data.example/a b\"}]}]}",
		    NULL },
		{ "{\"value\":[{\"Identifier\":\"90002NED\"}]}", NULL },
		{ "{\"value\":[]}", NULL },
	};
	const struct source src = definition();
	const struct table_ref ref = { .id = (char *)"90001NED", .rows = 9 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct answer a = { "", cases[i].entry, 1, NULL, NULL };
		struct road *road = bulk->road_new(&src, &ref);
		struct ask ask = { 0 };
		struct err err = { 0 };
		int rc;

		ok(bulk->road_next(road, &ask, &err) == 1 && ask.small, "%s",
		    buf_str(&ask.address));
		rc = tell(bulk, road, &ask, &a, &err);
		if (cases[i].address == NULL) {
			ok(rc == -1, "refused: %s", err.msg);
		} else {
			ok(rc == 0 && bulk->road_next(road, &ask, &err) == 1 &&
				ask.data && ask.plain && !ask.small,
			    "the zip, as it is: %s", err.msg);
			is_str(buf_str(&ask.address), cases[i].address,
			    "where it is");
			ok(bulk->road_next(road, &ask, &err) == 0,
			    "and no more");
		}
		buf_free(&ask.address);
		bulk->road_free(road);
	}
}

int
main(void)
{
	cbs = adapter_find("cbs-odata-v4");
	bulk = adapter_find("cbs-bulk-csv");
	if (!ok(cbs != NULL && bulk != NULL, "the adapters are known"))
		return done_testing();
	addresses();
	chooses_tables();
	bad_catalogues();
	whole_road();
	selected_road();
	long_selection();
	bad_roads();
	bulk_road();
	return done_testing();
}
