/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Figures of older years for areas of today, out of a facts.db: four years in
 * which a gemeente goes to another, a city swaps its codes, and a border moves.
 */
#include "panel/panel.h"
#include "store_made.h"

struct made {
	int year;
	const char *code, *name, *change;
	double people;
};
static const struct made story[] = {
	{ 2020, "GM0001", "Aldorp", ".", 160 },
	{ 2020, "GM0002", "Bedorp", ".", 50 },
	{ 2020, "GM0003", "Stad", ".", 100 },
	{ 2020, "BU00010001", "Aa", "1", 100 },
	{ 2020, "BU00010002", "Be", "1", 60 },
	{ 2020, "BU00020001", "Ce", "1", 40 },
	{ 2020, "BU00020002", "Ef", "1", 10 },
	{ 2020, "BU00030001", "De", "1", 30 },
	{ 2020, "BU00030002", "Ee", "1", 70 },
	{ 2021, "GM0001", "Aldorp", ".", 210 },
	{ 2021, "GM0003", "Stad", ".", 100 },
	{ 2021, "BU00010001", "Aa", "1", 100 },
	{ 2021, "BU00010002", "Be", "1", 60 },
	{ 2021, "BU00010003", "Ce", "2", 40 },
	{ 2021, "BU00010004", "Ef", "2", 10 },
	{ 2021, "BU00030001", "De", "1", 30 },
	{ 2021, "BU00030002", "Ee", "1", 70 },
	{ 2022, "GM0001", "Aldorp", "1", 210 },
	{ 2022, "GM0003", "Stad", ".", 100 },
	{ 2022, "BU00010001", "Aa", "1", 100 },
	{ 2022, "BU00010002", "Be", "1", 60 },
	{ 2022, "BU00010003", "Ce", "1", 40 },
	{ 2022, "BU00010004", "Ef", "1", 10 },
	{ 2022, "BU00030002", "De", "2", 30 },
	{ 2022, "BU00030001", "Ee", "2", 70 },
	{ 2023, "GM0001", "Aldorp", "1", 210 },
	{ 2023, "GM0003", "Stad", ".", 100 },
	{ 2023, "BU00010001", "Aa", "3", 78 },
	{ 2023, "BU00010002", "Be", "3", 82 },
	{ 2023, "BU00010003", "Ce", "1", 40 },
	{ 2023, "BU00010004", "Ef", "1", 10 },
	{ 2023, "BU00030002", "De", "1", 30 },
	{ 2023, "BU00030001", "Ee", "1", 70 },
};
#define STORY (sizeof(story) / sizeof(story[0]))

static char people[] = "inwoners", owned[] = "koop", middle[] = "mediaan",
	    percent[] = "%";
static struct indicator kinds[] = {
	{ .id = people, .kind = KIND_COUNT, .unit = percent },
	{ .id = owned,
	    .kind = KIND_SHARE,
	    .unit = percent,
	    .denominator = people },
	{ .id = middle, .kind = KIND_MEDIAN, .unit = percent },
};
static const struct indicators catalogue = { .items = kinds, .n = 3 };

static void
sql(struct store *s, const char *fmt, ...)
{
	char text[512];
	struct err err = { 0 };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (db_exec(s, text, &err) == -1) {
		printf("Bail out! %s: %s\n", text, err.msg);
		exit(99);
	}
}

static void
fill(struct store *s)
{
	sql(s, "INSERT INTO src (id, name) VALUES (1, 'made')");
	sql(s,
	    "INSERT INTO run VALUES (1, 'made.1', 1, 'T', 0, 0, 'ok', 1, 1, "
	    "1, NULL)");
	for (int year = 2020; year <= 2023; year++) {
		sql(s,
		    "INSERT INTO tbl VALUES (%d, 1, 'T%d', 't', '%d', %d, "
		    "NULL, 1, 1)",
		    year, year, year, year);
		for (int k = 0; k < 3; k++) {
			sql(s,
			    "INSERT INTO topic VALUES (%d, %d, 't%d', '', '', "
			    "0, 'k%d', 0, 'number', %d, NULL, 0, '%s', 1, 1)",
			    10 * year + k, year, k, k, k, kinds[k].id);
			sql(s,
			    "INSERT INTO col VALUES (%d, %d, '%d', '', %d, 0, "
			    "1, '%s', 9, 2, 2, 2, 2, 1)",
			    10 * year + k, 10 * year + k, year, year,
			    kinds[k].id);
		}
	}
	for (size_t i = 0; i < STORY; i++) {
		const struct made *m = &story[i];
		char gemeente[12], parent[12];

		area_municipality(m->code, gemeente);
		area_parent(m->code, parent);
		sql(s,
		    "INSERT INTO area VALUES (%zu, '%s', %d, '%s', '%s', "
		    "'%s', '%s', '%s', '')",
		    i + 1, m->code, m->year,
		    m->code[0] == 'G' ? "gemeente" : "buurt", m->name, parent,
		    gemeente, m->change);
		sql(s, "INSERT INTO obs VALUES (%d << 24 | %zu, %g)",
		    10 * m->year, i + 1, m->people);
		/* Owned: half of Aa, a quarter elsewhere. */
		sql(s, "INSERT INTO obs VALUES (%d << 24 | %zu, %d)",
		    10 * m->year + 1, i + 1, m->name[0] == 'A' ? 50 : 25);
		sql(s, "INSERT INTO obs VALUES (%d << 24 | %zu, %g)",
		    10 * m->year + 2, i + 1, m->people / 10);
	}
}

static void
weigh(struct store *s, const char *code, int from, const char *other, int to,
    double weight, const char *basis)
{
	sql(s,
	    "INSERT INTO crosswalk SELECT a.id, b.id, %g, '%s', NULL FROM "
	    "area a, area b WHERE a.code = '%s' AND a.year = %d AND "
	    "b.code = '%s' AND b.year = %d",
	    weight, basis, code, from, other, to);
}

static struct panel *
open_panel(struct store *s)
{
	struct panel *p = NULL;
	struct err err = { 0 };

	if (panel_open(s, &catalogue, &p, &err) == -1) {
		printf("Bail out! %s\n", err.msg);
		exit(99);
	}
	return p;
}

struct want {
	size_t kind;
	const char *period, *code;
	int year;
	enum carry carry;
	double value, low, high;
	bool estimate;
	size_t parts;
	const char *what;
};

static void
check(struct panel *p, const struct want list[], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct want *w = &list[i];
		struct carried_cell got;
		struct err err = { 0 };

		ok(panel_carry(p, &kinds[w->kind], w->period, w->code, w->year,
		       &got, &err) == 0,
		    "%s %s", w->what, err.msg);
		is_str(carry_name(got.carry), carry_name(w->carry), w->what);
		is_near(got.cell.value, w->value, 1e-9, w->what);
		if (w->carry == CARRY_YES) {
			is_near(got.low, w->low, 1e-9, "low");
			is_near(got.high, w->high, 1e-9, "high");
			ok(got.estimate == w->estimate && got.n == w->parts,
			    "%zu parts%s", got.n,
			    got.estimate ? ", an estimate" : "");
		}
		carried_clear(&got);
	}
}

static void
test_story(struct store *s)
{
	static const struct want list[] = {
		{ 0, "2020", "GM0001", 2021, CARRY_YES, 210, 210, 210, false, 2,
		    "a merger: both together" },
		{ 0, "2020", "GM0001", 2023, CARRY_YES, 210, 210, 210, false, 2,
		    "also from within which a border moved" },
		{ 1, "2020", "GM0001", 2023, CARRY_YES, 100 * (80 + 12.5) / 210,
		    100 * (80 + 12.5) / 210, 100 * (80 + 12.5) / 210, false, 2,
		    "its share" },
		{ 2, "2020", "GM0001", 2023, CARRY_MEDIAN, NAN, 0, 0, false, 0,
		    "but not its median" },
		{ 0, "2020", "BU00030002", 2023, CARRY_YES, 30, 30, 30, false,
		    1, "a code that was another's is not followed" },
		{ 2, "2020", "BU00030002", 2023, CARRY_YES, 3, 3, 3, false, 1,
		    "of the same place a median too" },
		{ 0, "2020", "BU00010004", 2022, CARRY_YES, 10, 10, 10, false,
		    1, "by name into another gemeente" },
		{ 0, "2022", "BU00010001", 2023, CARRY_YES, 80, 0, 100, true, 1,
		    "part of a buurt" },
		{ 0, "2020", "BU00010002", 2023, CARRY_YES, 80, 60, 160, true,
		    2, "and the rest, some years on" },
		{ 1, "2022", "BU00010001", 2023, CARRY_YES, 50, 0, 100, true, 1,
		    "its share" },
		{ 2, "2022", "BU00010001", 2023, CARRY_MEDIAN, NAN, 0, 0, false,
		    0, "not its median" },
		{ 0, "2019", "BU00010001", 2023, CARRY_MISSING, NAN, 0, 0,
		    false, 0, "a year without figures" },
		{ 0, "2022", "BU00099999", 2023, CARRY_NO_LINK, NAN, 0, 0,
		    false, 0, "an area that nobody knows" },
	};
	struct panel *p;

	weigh(s, "BU00010001", 2022, "BU00010001", 2023, 0.8, "addresses");
	weigh(s, "BU00010001", 2022, "BU00010002", 2023, 0.2, "addresses");
	weigh(s, "BU00010002", 2022, "BU00010002", 2023, 1, "addresses");
	/* A worse basis is not looked at. */
	weigh(s, "BU00010001", 2022, "BU00010001", 2023, 0.1, "overlap");
	p = open_panel(s);
	check(p, list, sizeof(list) / sizeof(list[0]));
	panel_close(p);
}

static void
test_same_place(struct store *s)
{
	static const struct {
		const char *code;
		int from, to;
		enum same_place want;
		const char *what;
	} list[] = {
		{ "GM0003", 2020, 2023, PLACE_SAME, "all of its buurten stay" },
		{ "GM0001", 2021, 2023, PLACE_SAME, "by its own change code" },
		{ "BU00010001", 2020, 2022, PLACE_SAME, "1, twice" },
		{ "BU00010001", 2020, 2023, PLACE_CHANGED, "a border moved" },
		{ "BU00030002", 2020, 2023, PLACE_CHANGED, "codes swapped" },
		{ "BU00010003", 2020, 2021, PLACE_CHANGED, "a new code" },
		{ "NL00", 2020, 2023, PLACE_SAME, "the country" },
	};
	struct panel *p = open_panel(s);

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		enum same_place got;
		struct err err = { 0 };

		ok(panel_same_place(p, list[i].code, list[i].from, list[i].to,
		       &got, &err) == 0 &&
			got == list[i].want,
		    "%s (%d)", list[i].what, (int)got);
	}
	panel_close(p);
}

/* Without the years in between nothing is proven, whatever is alike. */
static void
test_missing_year(struct store *s)
{
	static const struct want none[] = { { 0, "2020", "BU00010003", 2023,
	    CARRY_NO_LINK, NAN, 0, 0, false, 0, "a year is missing" } };
	static const struct want over[] = { { 0, "2020", "BU00010003", 2023,
	    CARRY_YES, 40, 40, 40, false, 1, "weights that go over it" } };
	enum same_place place;
	struct err err = { 0 };
	struct panel *p;

	sql(s, "DELETE FROM area WHERE year IN (2021, 2022)");
	sql(s, "UPDATE area SET change = '1' WHERE code LIKE 'BU%%'");
	p = open_panel(s);
	check(p, none, 1);
	ok(panel_same_place(p, "BU00030001", 2020, 2023, &place, &err) == 0 &&
		place == PLACE_CHANGED,
	    "another name is another place");
	sql(s, "UPDATE area SET name = 'De' WHERE code = 'BU00030001'");
	panel_close(p);
	weigh(s, "BU00020001", 2020, "BU00010003", 2023, 1, "table");
	p = open_panel(s);
	check(p, over, 1);
	ok(panel_same_place(p, "BU00030001", 2020, 2023, &place, &err) == 0 &&
		place == PLACE_LIKELY,
	    "one name and code is likely, no more");
	panel_close(p);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	sql(s, "PRAGMA foreign_keys = OFF");
	fill(s);
	test_story(s);
	test_same_place(s);
	test_missing_year(s);
	made_end(s, dir);
	done_testing();
}
