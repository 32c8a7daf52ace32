/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How counts are rounded, as derive finds it in a fact base and keeps it: a
 * country of 40 gemeenten of 3 wijken of 5 buurten, with counts that are
 * rounded here.
 */
#include "derive/rounding.h"
#include "chance.h"
#include "store/rounding.h"
#include "store_made.h"

#define GEMEENTEN 40
#define WIJKEN 3
#define BUURTEN 5
#define AREAS (1 + GEMEENTEN * (1 + WIJKEN * (1 + BUURTEN)))
#define TOPICS 5

/* Counts that are all of another one: those that the tests load first, and
 * one more. */
static char people[] = "inwoners", men[] = "mannen", women[] = "vrouwen",
	    homes[] = "woningen", owned[] = "koop", rented[] = "huur";
static char *sexes[] = { men, women }, *tenures[] = { owned, rented };
static struct indicator_sum sum_list[] = { { people, sexes, 2 },
	{ homes, tenures, 2 } };
static const struct indicators sums = { .sums = sum_list, .nsums = 1 };
static const struct indicators more_sums = { .sums = sum_list, .nsums = 2 };

static void
make_areas(struct table_meta *m)
{
	char code[32];

	made_area(m, "NL00", "Nederland");
	for (int g = 1; g <= GEMEENTEN; g++) {
		snprintf(code, sizeof(code), "GM%04d", g);
		made_area(m, code, code);
		for (int w = 0; w < WIJKEN; w++) {
			snprintf(code, sizeof(code), "WK%04d%02d", g, w);
			made_area(m, code, code);
			for (int b = 0; b < BUURTEN; b++) {
				snprintf(code, sizeof(code), "BU%04d%02d%02d",
				    g, w, b);
				made_area(m, code, code);
			}
		}
	}
}

static double
by_lot(double v)
{
	const double low = floor(v / 5.0) * 5.0;

	return lot() < (v - low) / 5.0 ? low + 5.0 : low;
}

/* True counts, added up; then as published. */
static void
make_counts(double counts[TOPICS][AREAS], double add)
{
	size_t at = 1, gm, wk;

	memset(counts, 0, TOPICS * sizeof(counts[0]));
	for (int g = 0; g < GEMEENTEN; g++) {
		bool up = lot() < 0.5;

		gm = at++;
		for (int w = 0; w < WIJKEN; w++) {
			double sum = 0.0;

			wk = at++;
			for (int b = 0; b < BUURTEN; b++, at++) {
				const double v = add + floor(900.0 * lot());

				sum += v;
				counts[0][at] = by_lot(v);
				counts[1][at] =
				    5.0 * (up ? ceil(v / 5.0) : floor(v / 5.0));
				counts[2][at] = v;
				counts[3][at] = v / 10.0;
				counts[4][at] = v;
			}
			counts[0][wk] = by_lot(sum);
			counts[1][wk] =
			    5.0 * (up ? ceil(sum / 5.0) : floor(sum / 5.0));
			counts[2][wk] = counts[3][wk] = counts[4][wk] = sum;
			for (int t = 0; t < TOPICS; t++)
				counts[t][gm] += sum;
		}
		for (int t = 0; t < TOPICS; t++)
			counts[t][0] += counts[t][gm];
	}
}

static void
load(struct store *s, struct table_meta *m, const char *stamp, double add)
{
	static double counts[TOPICS][AREAS];
	static struct load_tally tallies[TOPICS];
	static unsigned char seen[AREAS];
	static char changes[AREAS];
	uint64_t texts[TOPICS] = { 0 }, changed;
	const struct source src = made_source();
	struct load_end end = { .tallies = tallies,
		.texts = texts,
		.seen = seen,
		.changes = changes };
	char *id = mem_fmt("%s.%s", m->id, stamp);
	struct load_run run = { .id = id,
		.table = m->id,
		.started = 1700000000,
		.ended = 1700000060 };
	struct err err = { 0 };
	struct load *l = NULL;

	make_counts(counts, add);
	memset(seen, 1, sizeof(seen));
	memset(tallies, 0, sizeof(tallies));
	if (store_load_begin(s, &src, &run, m, &l, &err) == -1 ||
	    store_load_slot(l, m->period, "", NULL, &err) == -1)
		goto done;
	for (uint32_t t = 0; t < TOPICS; t++)
		for (uint32_t a = 0; a < AREAS; a++) {
			const struct load_cell cell = { t, a, counts[t][a] };

			tallies[t].values[m->areas.items[a].level]++;
			if (store_load_values(l, &cell, 1, &err) == -1)
				goto done;
		}
	if (store_load_end(l, &end, &changed, &err) == 0)
		l = NULL;
done:
	is_str(err.msg, "", "loaded");
	free(id);
}

#define MODELS                                                                 \
	"SELECT topic_key, level, way, base, dependent FROM roundings "        \
	"WHERE period = '2024' ORDER BY 1, 2"

static void
test_made(struct store *s, struct table_meta *m)
{
	struct err err = { 0 };
	uint64_t made;
	char *rows, *again;

	load(s, m, "20260101T000000Z", 100);
	ok(derive_roundings(s, &sums, &made, &err) == 0, "worked out");
	ok(made == 16, "4 topics of counts, 4 levels");
	is_answer(s, MODELS,
	    "A|buurt|random|5.0|0\nA|gemeente|exact|1.0|0\n"
	    "A|land|exact|1.0|0\nA|wijk|random|5.0|0\n"
	    "B|buurt|random|5.0|1\nB|gemeente|exact|1.0|0\n"
	    "B|land|exact|1.0|0\nB|wijk|random|5.0|1\n"
	    "C|buurt|exact|1.0|0\nC|gemeente|exact|1.0|0\n"
	    "C|land|exact|1.0|0\nC|wijk|exact|1.0|0\n"
	    "D|buurt|unknown|0.0|0\nD|gemeente|exact|1.0|0\n"
	    "D|land|exact|1.0|0\nD|wijk|exact|1.0|0",
	    "by lot; by lot but the same way in a gemeente; exact; no counts");
	is_answer(s,
	    "SELECT level, sums FROM roundings WHERE topic_key = 'A' "
	    "AND sums > 0 ORDER BY 1",
	    "buurt|120\ngemeente|1\nwijk|40", "from all sums there are");
	rows = made_ask(s, "SELECT * FROM rounding");
	ok(derive_roundings(s, &sums, &made, &err) == 0, "again");
	ok(made == 0, "nothing is due");
	free(made_ask(s, "DELETE FROM rounding"));
	ok(derive_roundings(s, &sums, &made, &err) == 0, "from nothing");
	again = made_ask(s, "SELECT * FROM rounding");
	is_str(again, rows, "the same rows");
	free(again);
	free(rows);
}

static void
test_changed(struct store *s, struct table_meta *m)
{
	struct err err = { 0 };
	uint64_t made;

	load(s, m, "20260201T000000Z", 300);
	is_answer(s, "SELECT count(*) FROM rounding", "0",
	    "a table that changed takes its rows away");
	ok(derive_roundings(s, &sums, &made, &err) == 0, "worked out anew");
	ok(made == 16, "all of them");
}

static void
test_read(struct store *s)
{
	struct rounding_row rows[LEVELS];
	struct columns cols = { 0 };
	struct err err = { 0 };

	ok(store_columns(s, NULL, NULL, &cols, &err) == 0, "columns");
	ok(store_rounding(s, &cols.items[0], rows, &err) == 0, "read");
	is_str(rows[LEVEL_BUURT].way, "random", "the way");
	ok(rows[LEVEL_BUURT].base == 5.0 && !rows[LEVEL_BUURT].dependent,
	    "and what it is");
	ok(store_rounding(s, &cols.items[TOPICS - 1], rows, &err) == 0,
	    "of no count");
	is_str(rows[LEVEL_BUURT].way, "", "there is none");
	columns_free(&cols);
}

/* All inhabitants, men and women of the buurten of Rijswijk. CBS, Kerncijfers
 * wijken en buurten 2020 (84799NED), CC BY 4.0. */
#define ROWS 32
#define SEXES 3
static const double rijswijk[ROWS][SEXES] = { { 2220, 1125, 1095 },
	{ 2475, 1220, 1250 }, { 2735, 1315, 1415 }, { 3095, 1520, 1575 },
	{ 515, 225, 290 }, { 3670, 1740, 1925 }, { 460, 240, 220 },
	{ 90, 55, 30 }, { 215, 100, 110 }, { 105, 60, 45 }, { 1200, 570, 625 },
	{ 3605, 1705, 1900 }, { 1230, 690, 540 }, { 1120, 555, 560 },
	{ 10, 0, 5 }, { 2660, 1255, 1400 }, { 1930, 875, 1055 },
	{ 4255, 1950, 2300 }, { 0, 0, 0 }, { 450, 170, 280 },
	{ 3865, 1910, 1955 }, { 770, 370, 400 }, { 3205, 1475, 1725 },
	{ 7110, 3255, 3850 }, { 545, 270, 275 }, { 875, 420, 450 },
	{ 3285, 1705, 1575 }, { 10, 5, 5 }, { 495, 265, 230 },
	{ 705, 345, 355 }, { 10, 0, 5 }, { 1480, 710, 770 } };

static void
load_rijswijk(struct store *s, struct table_meta *m, char *run_id,
    const char *const ids[])
{
	struct load_tally tallies[SEXES] = { 0 };
	struct load_run run = { .id = run_id, .table = m->id };
	const struct source src = made_source();
	uint64_t texts[SEXES] = { 0 }, changed;
	unsigned char seen[ROWS];
	char changes[ROWS] = { 0 };
	struct load_end end = { .tallies = tallies,
		.texts = texts,
		.seen = seen,
		.changes = changes };
	struct err err = { 0 };
	struct load *l = NULL;

	memset(seen, 1, sizeof(seen));
	if (store_load_begin(s, &src, &run, m, &l, &err) == -1 ||
	    store_load_slot(l, m->period, "", ids, &err) == -1)
		goto done;
	for (uint32_t t = 0; t < SEXES; t++)
		for (uint32_t a = 0; a < ROWS; a++) {
			const struct load_cell cell = { t, a, rijswijk[a][t] };

			tallies[t].values[LEVEL_BUURT]++;
			if (store_load_values(l, &cell, 1, &err) == -1)
				goto done;
		}
	if (store_load_end(l, &end, &changed, &err) == 0)
		l = NULL;
done:
	is_str(err.msg, "", "loaded");
}

/* Buurten without wijk and gemeente: only what men and women add up to tells
 * how they were rounded. */
static void
test_rows(struct store *s)
{
	static const char *const ids[] = { "inwoners", "mannen", "vrouwen" };
	static char first[] = "R.20260101T000000Z",
		    second[] = "R.20260201T000000Z",
		    third[] = "R.20260301T000000Z";
	static const char *const others[] = { "inwoners", "mannen", NULL };
	static const char *const tenure[] = { "woningen", "koop", "huur" };
	struct table_meta m = { .id = mem_str("R"),
		.title = mem_str("Rijswijk"),
		.period = mem_str("2020"),
		.area_year = 2020,
		.typed = true };
	struct err err = { 0 };
	char code[16];
	uint64_t made;

	for (int i = 0; i < ROWS; i++) {
		snprintf(code, sizeof(code), "BU0603%02d%02d", i / 10, i % 10);
		made_area(&m, code, code);
	}
	for (int i = 0; i < SEXES; i++)
		made_topic(&m, ids[i], ids[i], "", "aantal", NULL);
	load_rijswijk(s, &m, first, ids);
	ok(derive_roundings(s, &sums, &made, &err) == 0 && made == 3,
	    "worked out");
	is_answer(s,
	    "SELECT topic_key, level, way, base, dependent, sums, gap "
	    "FROM roundings WHERE period = '2020' ORDER BY 1",
	    "inwoners|buurt|down|5.0|1|32|-1.25\n"
	    "mannen|buurt|down|5.0|1|32|-1.25\n"
	    "vrouwen|buurt|down|5.0|1|32|-1.25",
	    "men and women beside all: down; over areas not known to cancel");
	load_rijswijk(s, &m, second, others);
	ok(derive_roundings(s, &sums, &made, &err) == 0 && made == 3,
	    "once more");
	is_answer(s,
	    "SELECT DISTINCT way, dependent, sums FROM roundings "
	    "WHERE period = '2020'",
	    "random|1|0", "without the women nothing is told");
	load_rijswijk(s, &m, third, tenure);
	ok(derive_roundings(s, &sums, &made, &err) == 0 && made == 3,
	    "other counts");
	is_answer(s,
	    "SELECT DISTINCT way, dependent, sums FROM roundings "
	    "WHERE period = '2020'",
	    "random|1|0", "a sum that is not in the list tells nothing");
	free(made_ask(s, "DELETE FROM rounding"));
	ok(derive_roundings(s, &more_sums, &made, &err) == 0, "a longer list");
	is_answer(s,
	    "SELECT DISTINCT way, dependent, sums FROM roundings "
	    "WHERE period = '2020'",
	    "down|1|32", "one that is new in the list is used");
	table_meta_clear(&m);
}

int
main(void)
{
	static const char *const units[TOPICS] = { "aantal", "aantal", "aantal",
		"aantal", "%" };
	struct table_meta m = { .id = mem_str("T"),
		.title = mem_str("Table"),
		.period = mem_str("2024"),
		.area_year = 2024,
		.typed = true };
	char *dir = made_dir();
	struct store *s = made_store(dir);

	make_areas(&m);
	for (int i = 0; i < TOPICS; i++) {
		const char key[] = { (char)('A' + i), '\0' };
		struct topic *t = made_topic(&m, key, key, "", units[i], NULL);

		t->indicator = NULL;
	}
	test_made(s, &m);
	test_changed(s, &m);
	test_read(s);
	test_rows(s);
	made_end(s, dir);
	table_meta_clear(&m);
	return done_testing();
}
