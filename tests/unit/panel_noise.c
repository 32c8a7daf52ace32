/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How sure the values are that the panel gives: by the bounds beside them, by
 * how counts are rounded, by chance, and nothing where nothing is known.
 */
#include "panel/panel.h"
#include "store_made.h"

static char share[] = "gezond", people[] = "inwoners", crimes[] = "misdrijven",
	    births[] = "geboorte", rate[] = "misdrijven_1000", percent[] = "%",
	    number[] = "aantal", per[] = "per 1 000 inwoners", empty[] = "";
static char *parts[] = { crimes };
static struct indicator items[] = {
	{ .id = share, .unit = percent, .kind = KIND_SHARE, .modelled = true },
	{ .id = people, .unit = number, .kind = KIND_COUNT },
	{ .id = crimes, .unit = number, .kind = KIND_COUNT, .events = true },
	{ .id = births,
	    .unit = per,
	    .kind = KIND_RATE,
	    .events = true,
	    .denominator = people },
	{ .id = rate,
	    .unit = per,
	    .kind = KIND_RATE,
	    .denominator = people,
	    .parts = parts,
	    .nparts = 1 },
};
#define TOPICS 4

/* Six areas: a value of each topic in the first slot; in the other two only
 * bounds of the first topic. */
static void
load(struct store *s, struct table_meta *m)
{
	static const char *const dims[] = { "Leeftijd=20300;Marges=MW00000",
		"Leeftijd=20300;Marges=MOG0095",
		"Leeftijd=20300;Marges=MBG0095" };
	static const double values[] = { 24, 1000, 30, 12 };
	const char *none[TOPICS] = { NULL }, *given[TOPICS];
	const struct source src = made_source();
	struct load_tally tallies[3 * TOPICS] = { 0 };
	uint64_t texts[TOPICS] = { 0 }, changed;
	unsigned char seen[MADE_AREAS];
	char changes[MADE_AREAS] = { 0 };
	struct load_end end = { .tallies = tallies,
		.texts = texts,
		.seen = seen,
		.changes = changes };
	struct load_run run = { .id = "T.20260101T000000Z", .table = m->id };
	struct err err = { 0 };
	struct load *l = NULL;

	memset(seen, 1, sizeof(seen));
	for (int i = 0; i < TOPICS; i++)
		given[i] = items[i].id;
	if (store_load_begin(s, &src, &run, m, &l, &err) == -1)
		goto done;
	for (uint32_t i = 0; i < 3; i++)
		if (store_load_slot(
			l, "2024", dims[i], i == 0 ? given : none, &err) == -1)
			goto done;
	for (uint32_t c = 0; c < 3 * TOPICS; c++)
		for (uint32_t a = 0; a < MADE_AREAS; a++) {
			const double v = c < TOPICS ? values[c]
			    : c < 2 * TOPICS	    ? 20
						    : 29;
			const struct load_cell cell = { c, a, v };

			/* No upper bound for the last area. */
			if (c >= TOPICS &&
			    (c % TOPICS > 0 ||
				(c >= 2 * TOPICS && a == MADE_AREAS - 1)))
				continue;
			tallies[c].values[m->areas.items[a].level]++;
			if (store_load_values(l, &cell, 1, &err) == -1)
				goto done;
		}
	if (store_load_end(l, &end, &changed, &err) == 0)
		l = NULL;
done:
	is_str(err.msg, "", "loaded");
}

static struct noise
ask(struct panel *p, int item, const char *code)
{
	struct cell_value cell;
	struct err err = { 0 };

	ok(panel_values(p, &items[item], "2024", &code, 1, &cell, &err) == 0,
	    "%s of %s", items[item].id, code);
	return cell.noise;
}

static void
test_kinds(struct panel *p)
{
	struct noise n = ask(p, 0, "BU06030101");

	ok(n.kind == NOISE_UNKNOWN && isnan(n.low), "a model without bounds");
	n = ask(p, 1, "BU06030101");
	ok(n.kind == NOISE_ROUNDING && n.low == 996 && n.high == 1004,
	    "a count of a buurt without an estimate: by 5");
	n = ask(p, 1, "GM0603");
	ok(n.kind == NOISE_NONE && n.low == 1000, "of a gemeente: exact");
	n = ask(p, 2, "BU06030101");
	is_near(n.low, 20.24, 0.01, "crimes: chance");
	n = ask(p, 3, "BU06030101");
	ok(n.kind == NOISE_EVENTS, "births per 1 000 that are published: too");
	is_near(n.low, 6.2006 - 0.5, 1e-3, "of 12 births, and the decimals");
	is_near(n.high, 20.9616 + 0.5, 1e-3, "above too");
	n = ask(p, 4, "GM0603");
	ok(n.kind == NOISE_EVENTS, "a rate of events");
	is_near(n.high, 42.83, 0.01, "of 30 in 1000");
	n = ask(p, 1, "BU06039999");
	ok(n.kind == NOISE_UNKNOWN, "of no value: nothing");
}

static void
test_bounds(struct panel *p)
{
	struct noise n = ask(p, 0, "BU06030101");

	ok(n.kind == NOISE_MODEL && n.low == 20 && n.high == 29,
	    "the bounds that lie beside it");
	n = ask(p, 0, "BU06030103");
	ok(n.kind == NOISE_UNKNOWN, "one of two is none");
}

int
main(void)
{
	static char dimension[] = "Marges", low[] = "MOG0095",
		    high[] = "MBG0095";
	struct source src = made_source();
	struct sources sources = { .items = &src, .n = 1 };
	struct indicators all = { .items = items,
		.n = sizeof(items) / sizeof(items[0]) };
	struct table_meta m;
	struct panel *p = NULL;
	struct err err = { 0 };
	char *dir = made_dir();
	struct store *s = made_store(dir);

	src.bounds = (struct bounds){ dimension, low, high };
	made_meta(&m, "T", 2024);
	for (int i = 0; i < TOPICS; i++)
		made_topic(
		    &m, items[i].id, items[i].id, empty, items[i].unit, NULL);
	load(s, &m);
	ok(panel_open(s, &all, &p, &err) == 0, "opened");
	test_kinds(p);
	panel_close(p);
	ok(panel_open(s, &all, &p, &err) == 0, "opened");
	panel_use_sources(p, &sources);
	test_bounds(p);
	panel_close(p);
	made_end(s, dir);
	table_meta_clear(&m);
	return done_testing();
}
