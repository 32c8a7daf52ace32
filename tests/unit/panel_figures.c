/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Values of many areas, and nothing else, are those that panel_values gives:
 * also of columns that were held, let go and read again.
 */
#include "panel/panel.h"
#include "store_made.h"

#define MANY 330 /* more columns than are held at once */
#define X NAN

static char people[] = "inwoners", young[] = "jong", old[] = "oud",
	    both[] = "jong_en_oud", per[] = "jong_1000", lost[] = "verdwaald",
	    nowhere[] = "nergens", percent[] = "%", number[] = "aantal",
	    thousand[] = "per 1 000 inwoners";
static char *parts[] = { young, old }, *one[] = { young },
	    *missing[] = { nowhere };
static struct indicator items[] = {
	{ .id = people, .unit = number, .kind = KIND_COUNT },
	{ .id = young, .unit = number, .kind = KIND_COUNT },
	{ .id = old, .unit = number, .kind = KIND_COUNT },
	{ .id = both,
	    .unit = percent,
	    .kind = KIND_SHARE,
	    .denominator = people,
	    .parts = parts,
	    .nparts = 2 },
	{ .id = per,
	    .unit = thousand,
	    .kind = KIND_RATE,
	    .denominator = people,
	    .parts = one,
	    .nparts = 1 },
	{ .id = lost,
	    .unit = percent,
	    .kind = KIND_SHARE,
	    .denominator = people,
	    .parts = missing,
	    .nparts = 1 },
};
#define ITEMS (sizeof(items) / sizeof(items[0]))
/* Twice, an area that is not there, and a code that is none. */
static const char *const codes[] = { "BU06030102", "BU06030101", "GM0603",
	"BU06030101", "BU06039999", "", "BU06030103", "NL00" };
#define CODES (sizeof(codes) / sizeof(codes[0]))

static void
compare(struct panel *p, const struct indicator *ind, const char *period,
    const double want[CODES])
{
	struct cell_value cells[CODES];
	double got[CODES];
	struct err err = { 0 };
	bool same = true, right = true;

	ok(panel_figures(p, ind, period, codes, CODES, got, &err) == 0 &&
		panel_values(p, ind, period, codes, CODES, cells, &err) == 0,
	    "%s in %s", ind->id, period);
	for (size_t i = 0; i < CODES; i++) {
		same &= isnan(got[i]) ? isnan(cells[i].value)
				      : got[i] == cells[i].value;
		right &= isnan(want[i]) ? isnan(got[i])
					: fabs(got[i] - want[i]) < 1e-9;
	}
	ok(same, "as panel_values has it");
	ok(right, "and that is right");
}

static void
test_figures(struct store *s)
{
	/* Of the country, gemeente, wijk, and three buurten: one where nobody
	 * lives, one of which nothing is said of the young. */
	static const double values[] = { 1000, 400, X, 200, 0, 50, /**/
		100, 40, X, 20, 0, X,				   /**/
		150, 60, X, 30, 0, 10 };
	const struct indicators all = { .items = items, .n = ITEMS };
	struct table_meta m;
	struct panel *p = NULL;
	struct err err = { 0 };
	uint64_t changed;

	made_meta(&m, "T24", 2024);
	for (size_t i = 0; i < 3; i++)
		made_topic(
		    &m, items[i].id, items[i].id, "", number, items[i].id);
	ok(made_load(s, &m, "20260101T000000Z", values, &changed, &err) == 0 &&
		panel_open(s, &all, &p, &err) == 0,
	    "a table: %s", err.msg);
	compare(p, &items[0], "2024",
	    (double[]){ 0, 200, 400, 200, X, X, 50, 1000 });
	compare(p, &items[3], "2024", (double[]){ X, 25, 25, 25, X, X, X, 25 });
	compare(
	    p, &items[4], "2024", (double[]){ X, 100, 100, 100, X, X, X, 100 });
	compare(p, &items[0], "2023", (double[]){ X, X, X, X, X, X, X, X });
	compare(p, &items[5], "2024", (double[]){ X, X, X, X, X, X, X, X });
	ok(panel_figures(p, &items[3], "2024", codes, 0, NULL, &err) == 0,
	    "of nobody");
	panel_close(p);
	table_meta_clear(&m);
}

/* The i-th area's value in a column. */
static double
planted(size_t column, size_t area)
{
	return (column * 5 + area) % 11 == 0 ? X : (double)(column * 10 + area);
}

static void
test_held(struct store *s)
{
	static char ids[MANY][16];
	static const char *const order[] = { "NL00", "GM0603", "WK060301",
		"BU06030101", "BU06030102", "BU06030103" };
	struct indicator *list = mem_new(MANY, sizeof(*list));
	const struct indicators all = { .items = list, .n = MANY };
	double *values = mem_new(MANY * MADE_AREAS, sizeof(*values));
	struct cell_value cells[MADE_AREAS];
	struct table_meta m;
	struct panel *p = NULL;
	struct err err = { 0 };
	bool right = true, told = true;
	uint64_t changed;

	made_meta(&m, "T25", 2025);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(ids[i], sizeof(ids[i]), "i%zu", i);
		list[i] = (struct indicator){
			.id = ids[i], .unit = number, .kind = KIND_COUNT
		};
		made_topic(&m, ids[i], ids[i], "", number, ids[i]);
		for (size_t k = 0; k < MADE_AREAS; k++)
			values[i * MADE_AREAS + k] = planted(i, k);
	}
	ok(made_load(s, &m, "20260102T000000Z", values, &changed, &err) == 0 &&
		panel_open(s, &all, &p, &err) == 0,
	    "many columns: %s", err.msg);
	/* Up, so that the first are let go, and up again. */
	for (size_t i = 0; i < 2 * MANY; i++) {
		const size_t col = i % MANY;

		right &= panel_values(p, &list[col], "2025", order, MADE_AREAS,
			     cells, &err) == 0;
		for (size_t k = 0; k < MADE_AREAS; k++) {
			const double want = planted(col, k);

			right &= isnan(want) ? isnan(cells[k].value)
					     : cells[k].value == want;
			told &=
			    (cells[k].reason == ABSENCE_NONE) == !isnan(want);
		}
	}
	ok(right, "each column, the first time and the second");
	ok(told, "and why there is none, where there is none");
	panel_close(p);
	table_meta_clear(&m);
	free(values);
	free(list);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	test_figures(s);
	test_held(s);
	made_end(s, dir);
	return done_testing();
}
