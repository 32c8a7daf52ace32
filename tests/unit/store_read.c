/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Reading: areas by filter, columns, values with the reason why there is
 * none, tables, and the catalogue of indicators.
 */
#include "store_made.h"

#define X NAN

static void
setup(struct store *s)
{
	static const double v1[] = { 100, 60, 50, 20, 30, 10, /**/
		X, X, 40.5, X, 41, MADE_CANNOT,		      /**/
		X, X, X, X, X, X };
	static const double v2[] = { 100, 60, 50, 25, 30, 10, /**/
		X, X, 40.5, X, 41, MADE_CANNOT,		      /**/
		X, X, X, X, X, X };
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;

	for (int year = 2023; year <= 2024; year++) {
		made_meta(&m, year == 2023 ? "T23" : "T24", year);
		m.modified = mem_str("2024-05-01");
		made_topic(&m, "Inwoners_1", "Inwoners", "Bevolking", "aantal",
		    "inhabitants");
		made_topic(&m, "Huur_2", "Huur", "Wonen", "%", "rented")
		    ->description = mem_str("Woningen in huur");
		made_topic(&m, "Energie_3", "Energie", "Wonen", "m3", NULL);
		ok(made_load(s, &m, "20260101T000000Z", v1, &changed, &err) ==
			0,
		    "%d", year);
		if (year == 2024)
			ok(made_load(s, &m, "20260201T000000Z", v2, &changed,
			       &err) == 0,
			    "%d revised", year);
		table_meta_clear(&m);
	}
}

static void
areas_are(struct store *s, const struct area_filter *filter, const char *want,
    const char *name)
{
	struct areas list = { 0 };
	struct buf got = { 0 };
	struct err err = { 0 };

	ok(store_areas(s, filter, &list, &err) == 0, "%s: %s", name, err.msg);
	for (size_t i = 0; i < list.n; i++)
		buf_putf(&got, "%s%s/%d", i > 0 ? " " : "", list.items[i].code,
		    list.items[i].year);
	is_str(buf_str(&got), want, name);
	buf_free(&got);
	areas_free(&list);
}

static void
test_areas(struct store *s)
{
	areas_are(s, &(struct area_filter){ .level = LEVEL_BUURT },
	    "BU06030101/2024 BU06030102/2024 BU06030103/2024",
	    "newest vintage of a level");
	areas_are(s,
	    &(struct area_filter){
		.year = 2023, .level = -1, .within = "WK060301" },
	    "BU06030101/2023 BU06030102/2023 BU06030103/2023 WK060301/2023",
	    "within a wijk, itself included");
	areas_are(s, &(struct area_filter){ .level = -1, .within = "GM0603" },
	    "BU06030101/2024 BU06030102/2024 BU06030103/2024 GM0603/2024 "
	    "WK060301/2024",
	    "within a gemeente");
	areas_are(s, &(struct area_filter){ .level = -1, .code = "NL00" },
	    "NL00/2024", "one code, newest");
	areas_are(s,
	    &(struct area_filter){ .level = -1, .code = "NL00", .year = 2023 },
	    "NL00/2023", "one code, one year");
	areas_are(s, &(struct area_filter){ .level = -1, .code = "GM9999" }, "",
	    "no such code");
	areas_are(s, &(struct area_filter){ .level = -1, .name = "RIJSW" },
	    "BU06030101/2024 GM0603/2024", "part of a name, folded");
	areas_are(s,
	    &(struct area_filter){
		.level = -1, .name = "bu0603", .year = 2023 },
	    "BU06030101/2023 BU06030102/2023 BU06030103/2023",
	    "part of a code");
	areas_are(s,
	    &(struct area_filter){ .level = LEVEL_GEMEENTE, .name = "%" }, "",
	    "a percent sign is no wildcard");
}

static void
test_columns(struct store *s)
{
	struct columns list = { 0 };
	struct err err = { 0 };

	ok(store_columns(s, NULL, NULL, &list, &err) == 0 && list.n == 6,
	    "all columns");
	columns_free(&list);
	ok(store_columns(s, "rented", NULL, &list, &err) == 0 && list.n == 2,
	    "of an indicator");
	is_str(list.items[0].period, "2023", "the oldest first");
	is_str(list.items[1].table_id, "T24", "the newest last");
	is_str(list.items[1].description, "Woningen in huur", "description");
	is_str(list.items[1].run, "T24.20260101T000000Z", "first run");
	is_str(list.items[1].last_run, "T24.20260201T000000Z", "last run");
	ok(list.items[1].values == 2 && list.items[1].loaded_at == 1700000060 &&
		list.items[1].area_year == 2024,
	    "numbers");
	ok(list.items[1].empty[LEVEL_GEMEENTE] == ABSENCE_NOT_DELIVERED &&
		list.items[1].empty[LEVEL_BUURT] == ABSENCE_WITHHELD &&
		list.items[1].empty[LEVEL_WIJK] == ABSENCE_UNKNOWN,
	    "what an empty cell means, by level");
	columns_free(&list);
	ok(store_columns(s, NULL, "T23", &list, &err) == 0 && list.n == 3,
	    "of a table");
	ok(list.items[0].indicator == NULL, "no indicator comes first");
	columns_free(&list);
	ok(store_columns(s, "nothing", NULL, &list, &err) == 0 && list.n == 0,
	    "of no known indicator");
	columns_free(&list);
}

/* So many areas that the column is read whole: as one by one. */
static void
same_when_many(struct store *s, const struct column *col,
    const struct area *const few[], size_t n)
{
	enum { MANY = 700 };
	const struct area *areas[MANY];
	enum absence why[MANY], one_why;
	double v[MANY], one;
	struct err err = { 0 };
	size_t same = 0;

	for (size_t i = 0; i < MANY; i++)
		areas[i] = few[(i * 5) % n];
	ok(store_values(s, col, areas, MANY, v, why, &err) == 0, "many");
	for (size_t i = 0; i < MANY; i++) {
		store_values(s, col, &areas[i], 1, &one, &one_why, &err);
		same += why[i] == one_why && isnan(v[i]) == isnan(one) &&
		    (isnan(one) || v[i] == one);
	}
	ok(same == MANY, "as one by one: %zu of %d", same, MANY);
}

static void
test_values(struct store *s)
{
	struct area_filter filter = { .year = 2024, .level = -1 };
	const struct area *areas[MADE_AREAS + 1];
	enum absence why[MADE_AREAS + 1];
	double v[MADE_AREAS + 1];
	struct area stranger = { .id = 999, .level = LEVEL_BUURT };
	struct columns rented = { 0 }, people = { 0 };
	struct areas list = { 0 };
	struct err err = { 0 };
	char *run = NULL;

	store_columns(s, "rented", "T24", &rented, &err);
	store_columns(s, "inhabitants", "T24", &people, &err);
	ok(store_areas(s, &filter, &list, &err) == 0 && list.n == MADE_AREAS,
	    "areas");
	for (size_t i = 0; i < list.n; i++)
		areas[i] = &list.items[i];
	areas[list.n] = &stranger;
	ok(store_values(s, &rented.items[0], areas, list.n + 1, v, why, &err) ==
		0,
	    "values");
	ok(isnan(v[0]) && why[0] == ABSENCE_WITHHELD, "BU..01: withheld");
	ok(v[1] == 41 && why[1] == ABSENCE_NONE, "BU..02: a value");
	ok(isnan(v[2]) && why[2] == ABSENCE_CANNOT_OCCUR,
	    "BU..03: cannot occur");
	ok(isnan(v[3]) && why[3] == ABSENCE_NOT_DELIVERED, "GM: not delivered");
	ok(isnan(v[6]) && why[6] == ABSENCE_UNKNOWN,
	    "an area that is not in the table: unknown");
	ok(store_values(s, &rented.items[0], areas, list.n, v, NULL, &err) ==
		    0 &&
		v[5] == 40.5,
	    "without reasons");
	same_when_many(s, &rented.items[0], areas, list.n + 1);
	ok(store_value_run(s, &people.items[0], areas[0], &run, &err) == 0,
	    "the run of a value");
	is_str(run, "T24.20260201T000000Z", "that was revised");
	free(run);
	ok(store_value_run(s, &people.items[0], areas[1], &run, &err) == 0,
	    "the run of a value");
	is_str(run, "T24.20260101T000000Z", "that was not");
	free(run);
	ok(store_value_run(s, &rented.items[0], areas[0], &run, &err) == 0 &&
		run == NULL,
	    "no value, no run");
	columns_free(&rented);
	columns_free(&people);
	areas_free(&list);
}

static void
test_tables(struct store *s)
{
	struct loaded_tables list = { 0 };
	struct err err = { 0 };
	const struct loaded_table *t;

	ok(store_tables(s, &list, &err) == 0 && list.n == 2, "tables");
	t = &list.items[1];
	is_str(t->source, "made", "source");
	is_str(t->table_id, "T24", "id");
	is_str(t->licence, "CC0", "licence");
	is_str(t->run, "T24.20260201T000000Z", "newest run");
	is_str(t->modified, "2024-05-01", "modified");
	ok(t->rows == 6 && t->facts == 8 && t->topics == 3 &&
		t->delivered == 2 && t->mapped == 2 && t->area_year == 2024,
	    "counts");
	loaded_tables_free(&list);
}

static void
test_indicators(struct store *s)
{
	static char people[] = "inhabitants", old[] = "older_65",
		    old2[] = "older_80", share[] = "share_old",
		    theme[] = "population", unit[] = "aantal", percent[] = "%";
	char *parts[] = { old, old2 };
	struct indicator items[] = {
		{ .id = people,
		    .label_nl = people,
		    .label_en = people,
		    .unit = unit,
		    .theme = theme,
		    .kind = KIND_COUNT },
		{ .id = share,
		    .label_nl = share,
		    .label_en = share,
		    .unit = percent,
		    .decimals = 1,
		    .theme = theme,
		    .kind = KIND_SHARE,
		    .polarity = POLARITY_LOW_GOOD,
		    .denominator = people,
		    .parts = parts,
		    .nparts = 2 },
	};
	struct indicators list = { .items = items, .n = 2, .cap = 2 };
	struct err err = { 0 };

	ok(store_put_indicators(s, &list, &err) == 0, "put: %s", err.msg);
	is_answer(s, "SELECT * FROM indicators",
	    "inhabitants|inhabitants|inhabitants|aantal|0|population|count||"
	    "NULL\n"
	    "share_old|share_old|share_old|%|1|population|share|low|"
	    "inhabitants",
	    "in their order");
	is_answer(s, "SELECT * FROM derived",
	    "share_old|100 * (older_65 + older_80) / inhabitants|"
	    "older_65,older_80",
	    "what is derived");
	ok(db_exec(s, "PRAGMA wal_checkpoint(TRUNCATE)", &err) == 0,
	    "the log is empty");
	ok(store_put_indicators(s, &list, &err) == 0, "the same again");
	is_answer(s, "PRAGMA wal_checkpoint", "0|0|0", "writes nothing");
	items[0].decimals = 2;
	list.n = 1;
	items[0].label_nl = unit;
	ok(store_put_indicators(s, &list, &err) == 0, "another list");
	is_answer(s, "SELECT id, label_nl, decimals FROM indicators",
	    "inhabitants|aantal|2", "replaces it");
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	setup(s);
	test_areas(s);
	test_columns(s);
	test_values(s);
	test_tables(s);
	test_indicators(s);
	made_end(s, dir);
	return done_testing();
}
