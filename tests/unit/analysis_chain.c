/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which area of the year before an area is: by table, and over a country that
 * was made up, of which the truth is known: every place is a set of lots.
 */
#include "analysis/chain.h"
#include "chance.h"
#include "tap.h"

static struct area
place(const char *code, const char *name, char change)
{
	struct area a = { .name = (char *)(uintptr_t)name, .change = change };

	snprintf(a.code, sizeof(a.code), "%s", code);
	area_code(code, strlen(code), a.code, &a.level);
	area_municipality(code, a.municipality);
	return a;
}

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* One area of 2021 against a small 2020: what it is linked to. */
static void
test_table(void)
{
	const struct area before[] = {
		place("NL00", "Nederland", 0),
		place("GM0001", "Aldorp", 0),
		place("GM0002", "Bedorp", 0),
		place("GM0003", "Cedorp", 0),
		place("BU00010000", "Centrum", '1'),
		place("BU00010001", "Noord", '1'),
		place("BU00010002", "Oost", '1'),
		place("BU00020000", "Centrum", '1'),
		place("BU00020001", "De Hoek", '1'),
		place("BU00020002", "Molenwijk", '1'),
		place("BU00030000", "Haven", '1'),
	};
	static const double land_before[] = { NAN, 300, 300, 100, 100, 100, 100,
		100, 100, 100, 100 };
	static const double land_now[] = { 100, 100, 100, 100, 100, 100, 100,
		150, 100, 100, 100, 100, 100, NAN };
	/* Gemeente 2 went to gemeente 1. */
	const struct area now[] = {
		place("BU00010000", "Centrum", '1'),
		place("BU00010001", "Noordrand", '3'),
		place("BU00010002", "De Hoek", '2'),
		place("BU00010003", "Molenwijk", '2'),
		place("BU00010004", "Nieuw", '2'),
		place("BU00030000", "Haven", 0),
		place("BU00030001", "Kade", '1'),
		place("BU00030002", "Oost", '2'),
		place("GM0001", "Aldorp", 0),
		place("GM0003", "Cedorp", 0),
		place("BU00010005", "Oost", '2'),
		place("BU00010006", "Dubbel", '2'),
		place("BU00010007", "Dubbel", '2'),
		place("NL00", "Nederland", 0),
	};
	static const struct {
		enum link link;
		const char *code, *what;
	} want[] = {
		{ LINK_SAME, "BU00010000", "1: the same" },
		{ LINK_BREAK, NULL, "3: a break, whatever the code" },
		{ LINK_RECODED, "BU00020001",
		    "2: by name in the gemeente that came, not the old code" },
		{ LINK_RECODED, "BU00020002", "2: by name, once more" },
		{ LINK_UNPROVEN, NULL, "2: nobody had that name" },
		{ LINK_UNPROVEN, NULL, "no change code proves nothing" },
		{ LINK_UNPROVEN, NULL, "1, but the code was not there" },
		{ LINK_UNPROVEN, NULL, "2: that name is of another gemeente" },
		{ LINK_BREAK, NULL, "a gemeente that shrank" },
		{ LINK_UNPROVEN, NULL, "a gemeente with an unproven buurt" },
		{ LINK_RECODED, "BU00010002", "2: renumbered in its gemeente" },
		{ LINK_UNPROVEN, NULL, "2: two of one name" },
		{ LINK_UNPROVEN, NULL, "2: and the other of them" },
		{ LINK_SAME, "NL00", "the country is the country" },
	};
	struct chain_year a = { 2020, before, COUNT(before), land_before };
	struct chain_year b = { 2021, now, COUNT(now), land_now };
	struct chain_link out[COUNT(now)];

	chain_links(&a, &b, NULL, 0, out);
	for (size_t i = 0; i < COUNT(now); i++) {
		ok(out[i].link == want[i].link, "%s (%s)", want[i].what,
		    link_name(out[i].link));
		is_str(out[i].before == CHAIN_NONE ? NULL
						   : before[out[i].before].code,
		    want[i].code, want[i].what);
	}
	b.year = 2022;
	chain_links(&a, &b, NULL, 0, out);
	ok(out[0].link == LINK_UNPROVEN && out[0].before == CHAIN_NONE,
	    "with a year in between nothing is proven");
}

static void
test_reused(void)
{
	const struct area before[] = { place("BU00010000", "Dorp", '1'),
		place("BU00010001", "Rand", '1'),
		place("BU00010002", "Veld", '1') };
	const struct area now[] = { place("BU00010000", "Elders", '2'),
		place("BU00010001", "Rand", 0),
		place("BU00010003", "Ergens", '2') };
	static const double land_before[] = { 10, 20, 30 };
	static const double land_now[] = { 10, 40, 30 };
	const struct chain_year a = { 2020, before, 3, land_before };
	const struct chain_year b = { 2021, now, 3, land_now };
	const struct chain_pair pairs[] = { { 0, 2, LINK_BY_SHAPE },
		{ 2, 2, LINK_BY_TABLE }, { 7, 2, LINK_BY_TABLE },
		{ 2, 1, LINK_BY_TABLE } };
	struct chain_link out[3];

	chain_links(&a, &b, NULL, 0, out);
	ok(out[0].link == LINK_REUSED, "2: the code was another place's");
	ok(out[1].link == LINK_BREAK, "no change code, and twice the land");
	ok(out[2].link == LINK_UNPROVEN, "2: and no name tells");
	chain_links(&a, &b, pairs, COUNT(pairs), out);
	ok(out[2].link == LINK_RECODED && out[2].before == 2 &&
		out[2].by == LINK_BY_TABLE,
	    "a table goes before a shape");
	ok(out[1].link == LINK_BREAK, "a pair does not mend what is no 2");
}

/* The country: gemeenten of buurten, of which place says which ground it is;
 * a place that moves becomes another one. */
#define GEMEENTEN 40
#define BUURTEN 400
#define YEARS 8

static struct area country[YEARS][BUURTEN + GEMEENTEN];
static int ground[YEARS][BUURTEN];
static double hectares[YEARS][BUURTEN + GEMEENTEN];
static char names[BUURTEN][24];
static int next_ground;

static size_t
draw(size_t n)
{
	return (size_t)(lot() * (double)n);
}

static void
recode(int y, size_t i, int municipality, size_t number)
{
	struct area *a = &country[y][i];

	snprintf(a->code, sizeof(a->code), "BU%04d%04zu", municipality % 10000,
	    number % 10000);
	snprintf(a->municipality, sizeof(a->municipality), "GM%04d",
	    municipality % 10000);
	a->change = '2';
}

static void
first_year(void)
{
	for (size_t i = 0; i < BUURTEN; i++) {
		/* Names are few: there is a Centrum nearly everywhere. */
		snprintf(names[i], sizeof(names[i]), "Buurt %zu",
		    i % 10 < 2 ? i % 10 : i);
		country[0][i] = (struct area){
			.year = 2015, .level = LEVEL_BUURT, .name = names[i]
		};
		recode(0, i, 100 + (int)(i / 10), i % 10);
		ground[0][i] = next_ground++;
		hectares[0][i] = 5.0 + 200.0 * lot();
	}
}

static void
list_gemeenten(int y)
{
	static char name[] = "Gemeente";

	for (size_t g = 0; g < GEMEENTEN; g++) {
		struct area *a = &country[y][BUURTEN + g];

		*a = (struct area){ .level = LEVEL_GEMEENTE, .name = name };
		for (size_t i = 0; i < BUURTEN; i++)
			if (atoi(country[y][i].municipality + 2) ==
			    100 + (int)g) {
				memcpy(a->code, country[y][i].municipality,
				    sizeof(country[y][i].municipality));
				memcpy(
				    a->municipality, a->code, sizeof(a->code));
			}
		hectares[y][BUURTEN + g] = NAN;
	}
}

/* A city gives each of its buurten the code of the next one. */
static void
rotate(int y, int city)
{
	size_t first = BUURTEN, last = BUURTEN;

	for (size_t i = 0; i < BUURTEN; i++) {
		if (atoi(country[y - 1][i].municipality + 2) != city)
			continue;
		if (first == BUURTEN)
			first = i;
		else {
			memcpy(country[y][i].code, country[y - 1][last].code,
			    sizeof(country[y][i].code));
			country[y][i].change = '2';
		}
		last = i;
	}
	if (first == last)
		return;
	memcpy(country[y][first].code, country[y - 1][last].code,
	    sizeof(country[y][first].code));
	country[y][first].change = '2';
}

/* What happens in a year: a city renumbers all of its buurten, a gemeente goes
 * to its neighbour, borders move. */
static void
pass_year(int y)
{
	const size_t gone = draw(GEMEENTEN);
	const int into = 100 + (int)((gone + 1) % GEMEENTEN);

	for (size_t i = 0; i < BUURTEN; i++) {
		country[y][i] = country[y - 1][i];
		country[y][i].change = '1';
		ground[y][i] = ground[y - 1][i];
		hectares[y][i] = hectares[y - 1][i];
	}
	rotate(y, 100 + (int)draw(GEMEENTEN));
	for (size_t i = 0; i < BUURTEN; i++)
		if (atoi(country[y - 1][i].municipality + 2) == 100 + (int)gone)
			recode(y, i, into, 1000u * (unsigned)y + i);
	for (size_t k = 0; k < BUURTEN / 25; k++) {
		const size_t i = draw(BUURTEN);

		country[y][i].change = '3';
		ground[y][i] = next_ground++;
		hectares[y][i] *= 0.5 + lot();
	}
}

static void
test_story(void)
{
	static struct chain_link out[BUURTEN + GEMEENTEN];
	size_t wrong = 0, linked = 0, could = 0, breaks = 0, old_code = 0;

	first_year();
	list_gemeenten(0);
	for (int y = 1; y < YEARS; y++) {
		struct chain_year a = { 2014 + y, country[y - 1],
			BUURTEN + GEMEENTEN, hectares[y - 1] };
		struct chain_year b = { 2015 + y, country[y],
			BUURTEN + GEMEENTEN, hectares[y] };

		pass_year(y);
		list_gemeenten(y);
		chain_links(&a, &b, NULL, 0, out);
		for (size_t i = 0; i < BUURTEN; i++) {
			const struct chain_link *l = &out[i];

			breaks += l->link == LINK_BREAK;
			could += country[y][i].change != '3';
			if (l->before == CHAIN_NONE)
				continue;
			linked++;
			wrong += l->before >= BUURTEN ||
			    ground[y - 1][l->before] != ground[y][i];
			old_code += l->link == LINK_RECODED &&
			    strcmp(country[y - 1][l->before].code,
				country[y][i].code) == 0;
		}
	}
	printf("# %zu links, of %zu that there are; %zu breaks\n", linked,
	    could, breaks);
	ok(wrong == 0, "no place is linked to another (%zu)", wrong);
	ok(old_code == 0, "nor to a code that was used again");
	ok((double)linked > 0.97 * (double)could, "nearly all are found");
	ok(breaks > 80, "and borders did move");
}

int
main(void)
{
	test_table();
	test_reused();
	test_story();
	done_testing();
}
