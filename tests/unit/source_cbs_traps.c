/* SPDX-License-Identifier: EUPL-1.2 */
/* A row of one table by OData v3 and by v4: its members told in one order,
 * and periods of a kind that is not kept. docs/traps.md. */
#include "source/adapter.h"

#include "base/mem.h"
#include "tap.h"

struct part { /* an answer */
	const char *role, *body;
};

#define V3_DIM(id, type, key)                                                  \
	"{\"ID\":" id ",\"ParentID\":null,\"Type\":\"" type                    \
	"\",\"Key\":\"" key "\",\"Title\":\"x\",\"MapYear\":2020}"
#define V4_DIM(kind, name)                                                     \
	"{\"Identifier\":\"" name "\",\"Title\":\"x\",\"Kind\":\"" kind        \
	"\",\"MapYear\":2020}"

static const struct part v3_parts[] = {
	{ "TableInfos",
	    "{\"value\":[{\"Identifier\":\"1NED\",\"Title\":\"t\"}]}" },
	{ "DataProperties",
	    "{\"value\":[" V3_DIM("0", "Dimension", "Marges") "," V3_DIM(
		"1", "TimeDimension", "Perioden") "," V3_DIM("2", "Dimension",
		"Leeftijd") "," V3_DIM("3", "GeoDetail",
		"W") ",{\"ID\":4,\"ParentID\":null,\"Type\":\"Topic\","
		     "\"Key\":\"A_1\",\"Title\":\"a\",\"Unit\":\"%\","
		     "\"Datatype\":\"Long\"}]}" },
	{ "W", "{\"value\":[{\"Key\":\"NL00\",\"Title\":\"Nederland\"}]}" },
	{ "Perioden", "{\"value\":[]}" },
};

static const struct part v4_parts[] = {
	{ "Sets", "{\"value\":[{\"name\":\"MeasureCodes\"}]}" },
	{ "Properties", "{\"Identifier\":\"1NED\",\"Title\":\"t\"}" },
	{ "Dimensions",
	    "{\"value\":[" V4_DIM("Dimension", "Leeftijd") "," V4_DIM(
		"GeoDetail", "W") "," V4_DIM("Dimension",
		"Marges") "," V4_DIM("TimeDimension", "Perioden") "]}" },
	{ "MeasureCodes",
	    "{\"value\":[{\"Identifier\":\"A\",\"Title\":\"a\","
	    "\"Unit\":\"%\",\"DataType\":\"Long\"}]}" },
	{ "WCodes",
	    "{\"value\":[{\"Identifier\":\"NL00\",\"Title\":"
	    "\"Nederland\"}]}" },
	{ "PeriodenCodes", "{\"value\":[]}" },
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	for (const struct part *p = arg; p->role != NULL; p++)
		if (strcmp(p->role, role) == 0) {
			buf_puts(out, p->body);
			return 0;
		}
	return err_set(err, ERR_INPUT, "%s: not there", role);
}

#define V3_ROW(period)                                                         \
	"{\"ID\":0,\"Marges\":\"MW00000\",\"Perioden\":\"" period              \
	"\",\"Leeftijd\":\"20300 \",\"W\":\"NL00\",\"A_1\":7}"
#define V4_ROW(period)                                                         \
	"{\"Id\":0,\"Measure\":\"A\",\"ValueAttribute\":\"None\",\"Value\":7," \
	"\"StringValue\":null,\"Leeftijd\":\"20300\",\"W\":\"NL00\","          \
	"\"Marges\":\"MW00000\",\"Perioden\":\"" period "\"}"

/* Periods as they are written, and what becomes of them: a period, "" for a
 * key that is not kept, NULL for a table that is not sound. */
static const struct {
	const char *v3, *v4, *becomes;
} periods[] = {
	{ V3_ROW("2024JJ00"), V4_ROW("2024JJ00"), "2024" },
	{ V3_ROW("2024KW03"), V4_ROW("2024KW03"), "2024Q3" },
	{ V3_ROW("2024HJ02"), V4_ROW("2024HJ02"), "2024H2" },
	{ V3_ROW("2024MM06"), V4_ROW("2024MM06"), "2024-06" },
	{ V3_ROW("2024W101"), V4_ROW("2024W101"), "" },
	{ V3_ROW("2024X000"), V4_ROW("2024X000"), "" },
	{ V3_ROW("2024MM13"), V4_ROW("2024MM13"), "" },
	{ V3_ROW("2024SJ00"), V4_ROW("2024SJ00"), "" },
	{ V3_ROW("2024jj00"), V4_ROW("2024jj00"), NULL },
	{ V3_ROW("24JJ0000"), V4_ROW("24JJ0000"), NULL },
	{ V3_ROW("2024JJ"), V4_ROW("2024JJ"), NULL },
	{ V3_ROW("2024W1011"), V4_ROW("2024W1011"), NULL },
	{ V3_ROW("vorig jaar"), V4_ROW("vorig jaar"), NULL },
	{ V3_ROW("2024JJ00"), V4_ROW("2024JJ00"), "2024" },
};
#define PERIODS (sizeof(periods) / sizeof(periods[0]))

static void
take(const struct adapter *ad, struct row_reader *reader, const char *text,
    const char *becomes, struct row *row)
{
	const struct record record = { .text = text, .len = strlen(text) };
	struct err err = { 0 };
	int rc = ad->row(reader, &record, row, &err);

	if (becomes == NULL) {
		ok(rc == -1 && strstr(err.msg, "not a period") != NULL,
		    "%s: not sound: %s", ad->kind, err.msg);
		return;
	}
	ok(rc == 0 && !row->skip, "%s: a row: %s", ad->kind, err.msg);
	is_str(row->dims, "Leeftijd=20300;Marges=MW00000", "members by name");
	if (becomes[0] != '\0') {
		is_str(row->period, becomes, "its period");
		is_str(row->odd_period, "", "which is kept");
	} else
		ok(strncmp(row->odd_period, "2024", 4) == 0, "not kept: %s",
		    row->odd_period);
}

static void
walk(const char *kind, const struct part *parts, size_t n, bool v3)
{
	const struct adapter *ad = adapter_find(kind);
	const struct source src = { .id = (char *)"proef",
		.file = (char *)"proef.json",
		.dataset = (char *)"TypedDataSet" };
	struct part list[16] = { { 0 } };
	struct table_meta meta = { 0 };
	struct row_reader *reader;
	struct row row = { 0 };
	struct err err = { 0 };

	memcpy(list, parts, n * sizeof(*parts));
	ok(ad->describe(&src, read_part, list, &meta, &err) == 0,
	    "%s: described: %s", kind, err.msg);
	reader = ad->rows_new(&src, &meta);
	for (size_t i = 0; i < PERIODS; i++)
		take(ad, reader, v3 ? periods[i].v3 : periods[i].v4,
		    periods[i].becomes, &row);
	ad->rows_free(reader);
	free(row.cells);
	table_meta_clear(&meta);
}

int
main(void)
{
	walk("cbs-odata-v3", v3_parts, sizeof(v3_parts) / sizeof(*v3_parts),
	    true);
	walk("cbs-odata-v4", v4_parts, sizeof(v4_parts) / sizeof(*v4_parts),
	    false);
	return done_testing();
}
