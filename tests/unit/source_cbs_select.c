/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Members and periods that a definition selects: what is asked for, to the
 * byte, and what is passed over when it comes all the same.
 */
#include "base/mem.h"
#include "source/adapter.h"
#include "tap.h"

static const char infos[] =
    "{\"value\":[{\"Identifier\":\"90001NED\",\"Title\":\"t\"}]}";
static const char props[] =
    "{\"value\":["
    "{\"ID\":0,\"ParentID\":null,\"Type\":\"Dimension\",\"Key\":\"Soort\","
    "\"Title\":\"Soort\"},"
    "{\"ID\":1,\"ParentID\":null,\"Type\":\"GeoDetail\","
    "\"Key\":\"WijkenEnBuurten\",\"Title\":\"W\",\"MapYear\":2024},"
    "{\"ID\":2,\"ParentID\":null,\"Type\":\"TimeDimension\","
    "\"Key\":\"Perioden\",\"Title\":\"P\"},"
    "{\"ID\":3,\"Position\":1,\"ParentID\":null,\"Type\":\"Topic\","
    "\"Key\":\"Aantal_1\",\"Title\":\"Aantal\",\"Unit\":\"aantal\","
    "\"Datatype\":\"Long\",\"Decimals\":0}]}";
static const char soort[] =
    "{\"value\":[{\"Key\":\"0.0.0 \",\"Title\":\"totaal\"},"
    "{\"Key\":\"1.1.1 \",\"Title\":\"a\"},"
    "{\"Key\":\"2.6.10\",\"Title\":\"it's\"}]}";
static const char perioden[] =
    "{\"value\":[{\"Key\":\"2019JJ00\"},{\"Key\":\"2020JJ00\"},"
    "{\"Key\":\"2020MM01\"},{\"Key\":\"2021JJ00\"}]}";
static const char areas[] = "{\"value\":[{\"Key\":\"NL00      \","
			    "\"Title\":\"Nederland\"}]}";
static const char empty[] = "{\"value\":[]}";

static void
select_add(struct source *src, const char *dimension, const char *key)
{
	struct selection *s = &src->select;

	if (s->n == 0 ||
	    strcmp(s->items[s->n - 1].dimension, dimension) != 0) {
		MEM_PUSH(s->items, s->n, s->cap);
		memset(&s->items[s->n], 0, sizeof(*s->items));
		s->items[s->n++].dimension = mem_str(dimension);
	}
	strings_add(&s->items[s->n - 1].keys, key);
}

static const char *
body_of(const char *role)
{
	static const struct {
		const char *role, *body;
	} bodies[] = { { "TableInfos", infos }, { "DataProperties", props },
		{ "CategoryGroups", empty }, { "Soort", soort },
		{ "WijkenEnBuurten", areas }, { "Perioden", perioden } };

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (strcmp(bodies[i].role, role) == 0)
			return bodies[i].body;
	return empty;
}

/* Walk the road up to the data; its address, or NULL with err set. */
static char *
data_address(const struct source *src, bool *selected, struct err *err)
{
	struct table_ref ref = { .id = (char *)"90001NED", .rows = 100 };
	struct road *road = adapter_cbs_v3.road_new(src, &ref);
	struct ask ask = { 0 };
	char *address = NULL;

	while (adapter_cbs_v3.road_next(road, &ask, err) == 1) {
		struct got got = { .role = ask.role, .page = ask.page };

		if (ask.data) {
			address = mem_str(ask.address.data);
			*selected = ask.selected;
			break;
		}
		got.body = ask.small ? body_of(ask.role) : NULL;
		got.len = ask.small ? strlen(got.body) : 0;
		got.rows = strcmp(ask.role, "TableInfos") == 0;
		if (adapter_cbs_v3.road_got(road, &got, err) == -1)
			break;
	}
	buf_free(&ask.address);
	adapter_cbs_v3.road_free(road);
	return address;
}

static struct source
new_source(void)
{
	struct source src = { .base = mem_str("https://data.example"),
		.dataset = mem_str("TypedDataSet") };

	return src;
}

static void
test_address(void)
{
	struct source src = new_source();
	struct err err = { 0 };
	bool selected = true;
	char *address = data_address(&src, &selected, &err);

	is_str(address,
	    "https://data.example/ODataFeed/odata/90001NED/TypedDataSet"
	    "?$format=json",
	    "nothing selected: all of it is asked for");
	ok(!selected, "and all that was announced is expected");
	free(address);
	select_add(&src, "Soort", "0.0.0");
	select_add(&src, "Soort", "2.6.10");
	select_add(&src, "Perioden", "JJ");
	src.select.from = 2020;
	address = data_address(&src, &selected, &err);
	is_str(address,
	    "https://data.example/ODataFeed/odata/90001NED/TypedDataSet"
	    "?$format=json&$filter=%28Soort%20eq%20%270.0.0%20%27%20or%20Soort"
	    "%20eq%20%272.6.10%27%29%20and%20%28Perioden%20eq%20%272020JJ00"
	    "%27%20or%20Perioden%20eq%20%272021JJ00%27%29",
	    "keys as padded as the table has them, years only, from 2020");
	ok(selected, "how many rows come is not known beforehand");
	free(address);
	source_clear(&src);
}

/* A definition that adds up kinds that start alike. */
static struct source
adding(const char *start, const char *other)
{
	struct source src = new_source();
	struct add_up *up = &src.add_up;

	up->dimension = mem_str("Soort");
	for (size_t i = 0; i < 2; i++) {
		MEM_PUSH(up->groups, up->n, up->cap);
		up->groups[up->n] =
		    (struct added){ .name = mem_str(i == 0 ? "A" : "B") };
		strings_add(
		    &up->groups[up->n++].keys, i == 0 ? start : other);
	}
	return src;
}

static void
test_starts(void)
{
	struct source src = adding("2.*", "1.1.1");
	struct err err = { 0 };
	bool selected = false;
	char *address = data_address(&src, &selected, &err);

	is_str(address,
	    "https://data.example/ODataFeed/odata/90001NED/TypedDataSet"
	    "?$format=json&$filter=%28startswith%28Soort%2C%272.%27%29%20or%20"
	    "Soort%20eq%20%271.1.1%20%27%29",
	    "what is added up is asked for, by its start or its key");
	ok(selected, "and less than all is expected");
	free(address);
	source_clear(&src);
	src = adding("it's*", "1.1.1");
	address = data_address(&src, &selected, &err);
	ok(address == NULL && strstr(err.msg, "it's*") != NULL &&
		strstr(err.msg, "add_up") != NULL,
	    "none starts so: %s", err.msg);
	free(address);
	source_clear(&src);
}

/* The same part twice in one sum, and one that the table does not know. */
static void
test_sums(void)
{
	static const char *const kinds[] = { "1.1.1 ", "2.6.10", "2.6.10",
		"2.7   " };
	static const int want[] = { 0, 0, -1, -1 };
	static char *members[] = { (char *)"1.1.1", (char *)"2.6.10" };
	struct source src = adding("2.*", "1.1.1");
	struct topic topic = { .key = (char *)"Aantal_1",
		.title = (char *)"Aantal", .unit = (char *)"aantal" };
	struct dimension dims[2] = { { .name = (char *)"Soort",
					 .kind = DIMENSION_OTHER,
					 .members = members,
					 .nmembers = 2 },
		{ .name = (char *)"WijkenEnBuurten", .kind = DIMENSION_AREA } };
	struct table_meta meta = { .topics = &topic, .ntopics = 1,
		.dims = dims, .ndims = 2, .typed = true };
	struct row_reader *reader = adapter_cbs_v3.rows_new(&src, &meta);
	struct row row = { 0 };
	size_t sums = 0;

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		char *text = mem_fmt("{\"ID\":1,\"Soort\":\"%s\","
				     "\"WijkenEnBuurten\":\"GM0603\","
				     "\"Aantal_1\":1e308}", kinds[i]);
		struct record record = { .text = text, .len = strlen(text) };
		struct err err = { 0 };

		ok(adapter_cbs_v3.row(reader, &record, &row, &err) == want[i],
		    "%s is %s: %s", kinds[i], want[i] == 0 ? "taken" : "not",
		    err.msg);
		free(text);
	}
	while (adapter_cbs_v3.rows_end(reader, &row, NULL) == 1)
		sums += row.n == 1 && row.cells[0].kind == CELL_VALUE &&
		    row.cells[0].value == 1e308;
	ok(sums == 2, "both sums, of one part each");
	adapter_cbs_v3.rows_free(reader);
	free(row.cells);
	source_clear(&src);
}

static void
test_mistakes(void)
{
	struct source src = new_source();
	struct err err = { 0 };
	bool selected;
	char *address;

	select_add(&src, "Soort", "9.9.9");
	address = data_address(&src, &selected, &err);
	ok(address == NULL && strstr(err.msg, "9.9.9") != NULL &&
		strstr(err.msg, "select") != NULL,
	    "a member that is not there: %s", err.msg);
	free(address);
	source_clear(&src);
	src = new_source();
	err_clear(&err);
	select_add(&src, "Leeftijd", "20300");
	address = data_address(&src, &selected, &err);
	ok(address == NULL && strstr(err.msg, "Leeftijd") != NULL,
	    "a dimension that is not there: %s", err.msg);
	free(address);
	source_clear(&src);
	src = new_source();
	err_clear(&err);
	src.select.from = 2030;
	address = data_address(&src, &selected, &err);
	ok(address == NULL && strstr(err.msg, "Perioden") != NULL,
	    "no period that late: %s", err.msg);
	free(address);
	source_clear(&src);
}

static void
test_rows(void)
{
	static const struct {
		const char *soort, *period;
		bool skip;
	} cases[] = { { "0.0.0 ", "2021JJ00", false },
		{ "1.1.1 ", "2021JJ00", true },
		{ "0.0.0 ", "2019JJ00", true },
		{ "0.0.0 ", "2020MM01", true },
		{ "9.9.9 ", "2021JJ00", true } };
	struct source src = new_source();
	struct topic topic = { .key = (char *)"Aantal_1",
		.title = (char *)"Aantal", .unit = (char *)"aantal" };
	struct dimension dims[3] = {
		{ .name = (char *)"Soort", .kind = DIMENSION_OTHER },
		{ .name = (char *)"WijkenEnBuurten", .kind = DIMENSION_AREA },
		{ .name = (char *)"Perioden", .kind = DIMENSION_TIME }
	};
	struct table_meta meta = { .topics = &topic, .ntopics = 1,
		.dims = dims, .ndims = 3, .typed = true };
	struct row_reader *reader;
	struct row row = { 0 };
	struct err err = { 0 };

	select_add(&src, "Soort", "0.0.0");
	select_add(&src, "Perioden", "JJ");
	src.select.from = 2020;
	reader = adapter_cbs_v3.rows_new(&src, &meta);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *text = mem_fmt("{\"ID\":1,\"Soort\":\"%s\","
				     "\"WijkenEnBuurten\":\"GM0603    \","
				     "\"Perioden\":\"%s\",\"Aantal_1\":7}",
		    cases[i].soort, cases[i].period);
		struct record record = { .text = text, .len = strlen(text) };

		ok(adapter_cbs_v3.row(reader, &record, &row, &err) == 0 &&
			row.skip == cases[i].skip,
		    "%s %s is %s", cases[i].soort, cases[i].period,
		    cases[i].skip ? "passed over" : "taken");
		free(text);
	}
	adapter_cbs_v3.rows_free(reader);
	free(row.cells);
	source_clear(&src);
}

int
main(void)
{
	test_address();
	test_starts();
	test_sums();
	test_mistakes();
	test_rows();
	return done_testing();
}
