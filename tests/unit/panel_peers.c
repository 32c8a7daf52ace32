/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What an area is held against, in a made-up country: gemeente 1 has 60
 * buurten, 2 has 45 that are as urban as the 15 of gemeente 3; one buurt of 1
 * is far out in one figure, one has hardly any people, two are twins.
 */
#include "panel/peers.h"
#include "chance.h"
#include "store/neighbour.h"
#include "store_made.h"

#define FIRST 60
#define SECOND 45
#define THIRD 15
#define ALL (FIRST + SECOND + THIRD)
#define TOPICS 4
#define GEMEENTEN 3 /* are areas after the buurten */
#define FAR 7	    /* far out */
#define SMALL 11    /* hardly anybody */
#define TWIN 20	    /* and the next one */

static char inwoners_text[] = "inwoners";
static char number_text[] = "aantal";
static char mensen_text[] = "mensen";
static char stedelijkheid_text[] = "stedelijkheid";
static char code_text[] = "code";
static char wonen_text[] = "wonen";
static char woz_text[] = "woz";
static char thousands_text[] = "x 1 000 euro";
static char omgevingsadressen_text[] = "omgevingsadressen";
static char density_text[] = "per km2";

static struct indicator items[] = {
	{ .id = inwoners_text,
	    .unit = number_text,
	    .theme = mensen_text,
	    .kind = KIND_COUNT,
	    .match = true },
	{ .id = stedelijkheid_text,
	    .unit = code_text,
	    .theme = wonen_text,
	    .kind = KIND_CODE },
	{ .id = woz_text,
	    .unit = thousands_text,
	    .theme = wonen_text,
	    .kind = KIND_MEAN,
	    .match = true },
	{ .id = omgevingsadressen_text,
	    .unit = density_text,
	    .theme = wonen_text,
	    .kind = KIND_MEAN },
};
static const struct indicators all = { .items = items, .n = TOPICS };

static void
bail(const struct err *err)
{
	printf("Bail out! %s\n", err->msg);
	exit(99);
}

static double
value_of(size_t topic, size_t i)
{
	if (topic == 0)
		return i == SMALL ? 40 : 500 + 10 * (double)(i % 40);
	if (topic == 1)
		return i < FIRST ? 1 : 2;
	if (topic == 2 && i == FAR)
		return 2000;
	if (i == TWIN + 1)
		return NAN; /* as the one before, put by load */
	return 250 * exp(0.3 * bell());
}

static void
load(struct store *s)
{
	struct load_tally tallies[TOPICS];
	uint64_t texts[TOPICS] = { 0 }, changed;
	unsigned char seen[ALL + GEMEENTEN];
	char changes[ALL + GEMEENTEN] = { 0 };
	struct load_end end = { tallies, texts, seen, changes, NULL, 0 };
	struct load_run run = {
		.id = "T.20260101T000000Z", .table = "T", .ended = 1700000060
	};
	const struct source src = made_source();
	struct table_meta m = { 0 };
	struct load *l = NULL;
	struct err err = { 0 };
	double last[TOPICS] = { 0 };

	memset(tallies, 0, sizeof(tallies));
	memset(seen, 1, sizeof(seen));
	m.id = mem_str("T");
	m.title = mem_str("T");
	m.period = mem_str("2024");
	m.area_year = 2024;
	for (int i = 0; i < ALL; i++) {
		const int gm = i < FIRST ? 1 : i < FIRST + SECOND ? 2 : 3;
		char code[32];

		snprintf(
		    code, sizeof(code), "BU%04d%02d%02d", gm, i / 30, i % 100);
		made_area(&m, code, code);
	}
	made_area(&m, "GM0001", "Een");
	made_area(&m, "GM0002", "Twee");
	made_area(&m, "GM0003", "Drie");
	for (size_t k = 0; k < TOPICS; k++)
		made_topic(&m, items[k].id, items[k].id, "", items[k].unit,
		    items[k].id);
	if (store_load_begin(s, &src, &run, &m, &l, &err) == -1 ||
	    store_load_slot(l, "2024", "", NULL, &err) == -1)
		bail(&err);
	for (size_t k = 0; k < TOPICS; k++)
		for (size_t i = 0; i < ALL; i++) {
			double v = value_of(k, i);
			struct load_cell cell = { (uint32_t)k, (uint32_t)i,
				isnan(v) ? last[k] : v };

			if (i == TWIN + 1 && k != 1)
				cell.value = last[k];
			last[k] = cell.value;
			tallies[k].values[LEVEL_BUURT]++;
			if (store_load_values(l, &cell, 1, &err) == -1)
				bail(&err);
		}
	if (store_load_end(l, &end, &changed, &err) == -1)
		bail(&err);
	table_meta_clear(&m);
}

static struct area
area_at(struct panel *p, size_t i)
{
	struct area_filter filter = { .year = 2024, .level = LEVEL_BUURT };
	struct areas list = { 0 };
	struct err err = { 0 };
	struct area a;

	if (store_areas(panel_store(p), &filter, &list, &err) == -1)
		bail(&err);
	a = list.items[i];
	a.name = mem_str(a.name);
	areas_free(&list);
	return a;
}

static size_t
count(struct peering *pe, enum peer_kind kind, const struct area *a)
{
	const struct area **list = NULL;
	struct err err = { 0 };
	size_t n = 0;

	if (peering_list(pe, kind, a, 2024, &list, &n, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < n; i++)
		ok(strcmp(list[i]->code, a->code) != 0, "not itself");
	free(list);
	return n;
}

static void
test_lists(struct store *s, struct panel *p, struct peering *pe)
{
	struct area a = area_at(p, 0), b = area_at(p, SMALL);
	struct border border = { a.id, b.id, 120.0 };
	struct err err = { 0 };

	ok(count(pe, PEERS_WIJK, &a) == 28, "29 in the wijk, one is small");
	ok(count(pe, PEERS_GEMEENTE, &a) == FIRST - 2, "of the gemeente");
	ok(count(pe, PEERS_CLASS, &a) == FIRST - 2, "as urban");
	ok(count(pe, PEERS_COUNTRY, &a) == ALL - 2, "of the country");
	ok(count(pe, PEERS_RING, &a) == 0, "nothing around it is known");
	if (store_put_borders(s, &border, 1, &err) == -1)
		bail(&err);
	ok(count(pe, PEERS_RING, &a) == 1, "one, however small");
	area_clear(&a);
	area_clear(&b);
}

/* Of a buurt the gemeenten around its own, of a gemeente its ring. */
static void
test_region(struct store *s, struct panel *p, struct peering *pe)
{
	struct area_filter filter = { .year = 2024, .level = LEVEL_GEMEENTE };
	struct area buurt = area_at(p, 0);
	struct areas gm = { 0 };
	struct border border;
	struct err err = { 0 };
	const struct area **list = NULL;
	size_t n = 0;

	if (store_areas(s, &filter, &gm, &err) == -1)
		bail(&err);
	ok(count(pe, PEERS_REGION, &buurt) == 0, "no gemeente around is known");
	border = (struct border){ gm.items[0].id, gm.items[1].id, 900.0 };
	if (store_put_borders(s, &border, 1, &err) == -1 ||
	    peering_list(pe, PEERS_REGION, &buurt, 2024, &list, &n, &err) == -1)
		bail(&err);
	ok(n == 1 && strcmp(list[0]->code, "GM0002") == 0,
	    "the gemeente beside that of the buurt");
	ok(count(pe, PEERS_REGION, &gm.items[1]) == 1, "and of a gemeente");
	ok(count(pe, PEERS_REGION, &gm.items[2]) == 0, "one has none around");
	free(list);
	areas_free(&gm);
	area_clear(&buurt);
}

static void
test_similar(struct panel *p, struct peering *pe)
{
	struct area a = area_at(p, TWIN);
	struct match found[3];
	struct err err = { 0 };
	size_t n = 0;

	ok(peering_similar(pe, &a, 3, found, &n, &err) == 0 && n == 3,
	    "three like it");
	ok(found[0].distance <= 1e-9 && found[0].figures == 2, "its twin: %s",
	    found[0].area->code);
	ok(found[0].area->code[9] == '1', "is the next one");
	area_clear(&a);
}

/* Which figures of an area are named; its reason for woz. */
static size_t
look(struct peering *pe, const struct area *a, enum distinct_why *woz,
    enum distinct_why *density)
{
	size_t chosen[DISTINCT_MOST], n, nchosen;
	struct yard_row *rows = NULL;
	struct yard *y = NULL;
	struct err err = { 0 };

	if (peering_yard(pe, a, &y, &err) == -1 ||
	    yard_look(pe, y, a, &rows, &n, chosen, &nchosen, &err) == -1)
		bail(&err);
	ok(n == 2, "two figures are looked at");
	*woz = rows[0].found.measure.why;
	*density = rows[1].found.measure.why;
	free(rows);
	return nchosen;
}

static void
is_yard(struct panel *p, struct peering *pe, size_t at, enum peer_kind kind,
    size_t n, int klass)
{
	struct area a = area_at(p, at);
	struct yard *y = NULL, *again = NULL;
	struct err err = { 0 };

	ok(peering_yard(pe, &a, &y, &err) == 0, "yard: %s", err.msg);
	ok(yard_kind(y) == kind && yard_areas(y) == n && yard_class(y) == klass,
	    "%s of %zu", peer_kind_name(yard_kind(y)), yard_areas(y));
	ok(peering_yard(pe, &a, &again, &err) == 0 && again == y,
	    "worked out once");
	area_clear(&a);
}

static void
test_yards(struct panel *p, struct peering *pe)
{
	enum distinct_why woz, density;
	struct area a = area_at(p, FAR);

	is_yard(p, pe, 0, PEERS_GEMEENTE, FIRST - 1, 0);
	is_yard(p, pe, FIRST + 1, PEERS_CLASS, SECOND + THIRD, 2);
	is_yard(p, pe, ALL - 1, PEERS_CLASS, SECOND + THIRD, 2);
	ok(look(pe, &a, &woz, &density) == 1 && woz == DISTINCT_CHOSEN,
	    "far out is found");
	area_clear(&a);
	a = area_at(p, SMALL);
	ok(look(pe, &a, &woz, &density) == 0 && woz == DISTINCT_SMALL,
	    "of hardly anybody nothing is said");
	area_clear(&a);
	a = area_at(p, FIRST + 1);
	look(pe, &a, &woz, &density);
	ok(density == DISTINCT_MATCHED, "the class was made of it");
	area_clear(&a);
}

/* A column is read whole after a while: each value stays what it was. */
static void
test_kept(struct panel *p)
{
	struct cell_value first[ALL], later[ALL];
	const char *codes[ALL];
	struct areas buurten = { 0 };
	struct area_filter filter = { .year = 2024, .level = LEVEL_BUURT };
	struct err err = { 0 };
	size_t same = 0;

	if (store_areas(panel_store(p), &filter, &buurten, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < ALL; i++) {
		codes[i] = buurten.items[i].code;
		if (panel_values(
			p, &items[2], "2024", &codes[i], 1, &first[i], &err) ==
		    -1)
			bail(&err);
	}
	if (panel_values(p, &items[2], "2024", codes, ALL, later, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < ALL; i++) {
		same += first[i].reason == later[i].reason &&
		    isnan(first[i].value) == isnan(later[i].value) &&
		    !(first[i].value < later[i].value ||
			first[i].value > later[i].value);
	}
	ok(same == ALL, "kept as it was read: %zu", same);
	areas_free(&buurten);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct panel *p = NULL;
	struct peering *pe;
	struct err err = { 0 };

	load(s);
	if (panel_open(s, &all, &p, &err) == -1)
		bail(&err);
	pe = peering_new(p);
	test_kept(p);
	test_lists(s, p, pe);
	test_region(s, p, pe);
	test_similar(p, pe);
	test_yards(p, pe);
	peering_free(pe);
	panel_close(p);
	made_end(s, dir);
	return done_testing();
}
