/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * country: draws it, and lets it change. What happens to a gemeente follows
 * from its place among twelve:
 *   0 a boundary between two buurten moves      2017
 *   1 a buurt goes to its neighbour	         2018
 *   2 a buurt is split in two                   2019
 *   3 all codes change, some to those of others 2018 (as Amsterdam was)
 *   4, 5 become one new gemeente                2019
 *   6 goes to 7                                 2017
 *   8 a buurt goes, and its code comes back     2016, 2018
 *     for another place
 *   9 nobody says what changed                  2017
 *   10, 11 nothing
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"
#include "sim.h"

#define STREETS 6 /* of a buurt */
#define IN_WIJK 5
#define WIJKEN (BUURTEN / IN_WIJK)
#define ROLES 12
#define APART 197 /* the 7th of the first two such lots is far out, */
#define BESIDE 3  /* and with the first its neighbours, so many in all */

static void *
room(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		abort();
	return p;
}

bool
country_apart(int buurt)
{
	return (buurt % APART == 7 && buurt < 2 * APART) ||
	    (buurt > 7 && buurt < 7 + BESIDE);
}

/* How many of n for whom it holds with chance p. */
static long
some(long n, double p)
{
	long k = 0;

	for (long i = 0; i < n; i++)
		k += lot() < p;
	return k;
}

/* old, aid: parts of the people; below zero: the same everywhere. */
static void
draw_street(struct street *s, long number, int buurt, double old, double aid)
{
	const long people = 10 + (long)(exp(4.2 + 0.8 * bell()));

	/* 1011AA and on, 676 to a number */
	s->postcode = 1011L * 676 + number;
	s->addresses = 2 + people / 12;
	for (int y = 0; y < YEARS; y++) {
		const long n = people + (long)(lot() * 9) + y;

		s->buurt[y] = buurt;
		s->counts[PEOPLE][y] = n;
		s->counts[WOMEN][y] = some(n, 0.5);
		s->counts[OLD][y] = (long)((double)n * old + 0.5);
		s->counts[HOMES][y] = n / 2;
		s->counts[HOUSEHOLDS][y] = 1 + (long)((double)n * 0.45);
		s->counts[AID][y] =
		    aid < 0.0 ? (long)((double)n * 0.025 + 0.5) : some(n, aid);
	}
}

static void
draw_buurt(struct country *c, struct buurt *b, int at, enum spread spread)
{
	const double wide = spread == SPREAD_NONE ? 0.0 : 1.0;
	const bool apart = spread == SPREAD_APART && country_apart(at);
	const double old = 1.0 / (1.0 + exp(1.5 + 0.4 * wide * bell()));

	/* income, woz, supermarket; bought, one home a house, sun, cars */
	for (int i = 0; i < SOFT; i++)
		b->soft[i] = wide * bell() + (apart && i < 2 ? 8.0 : 0.0);
	b->births = 10.0 * exp(0.3 * wide * bell());
	b->crimes = exp(2.5 + 1.5 * lot() + wide * lot());
	b->health = 65.0 + 20.0 * lot();
	for (int i = 0; i < STREETS; i++, c->nstreets++)
		draw_street(&c->streets[c->nstreets], c->nstreets, at, old,
		    spread == SPREAD_NONE ? -1.0 : 0.01 + 0.03 * lot());
}

static void
draw_gemeente(struct country *c, int g, enum spread spread)
{
	struct year *y = &c->years[0];

	/* 997 is prime to 8999: no code twice */
	snprintf(y->gemeenten[g].code, 7, "GM%04u",
	    1000 + (unsigned)g * 997 % 8999);
	snprintf(y->gemeenten[g].name, 40, "Plaats %d", g);
	y->gemeenten[g].there = true;
	for (int w = g * WIJKEN; w < (g + 1) * WIJKEN; w++) {
		struct wijk *wijk = &y->wijken[w];

		*wijk = (struct wijk){
			.gemeente = g, .change = '1', .there = true
		};
		snprintf(wijk->code, 9, "WK%s%02d", y->gemeenten[g].code + 2,
		    w % WIJKEN);
		snprintf(wijk->name, 40, "Wijk %d", w);
	}
	for (int b = g * BUURTEN; b < (g + 1) * BUURTEN; b++) {
		struct buurt *buurt = &y->buurten[b];

		*buurt = (struct buurt){
			.wijk = b / IN_WIJK, .change = '1', .there = true
		};
		snprintf(buurt->code, 11, "BU%s%02d",
		    y->wijken[buurt->wijk].code + 2, b % IN_WIJK);
		snprintf(buurt->name, 40, "Hoek %d", b);
		/* Names that more than one place has. */
		if (b % BUURTEN == 0 || (g % ROLES == 3 && b % BUURTEN == 9))
			if (g % ROLES == 3 || g % ROLES == 6 || g % ROLES == 7)
				snprintf(buurt->name, 40, "Centrum");
		draw_buurt(c, buurt, b, spread);
	}
}

/* ---- what happens */

static void
move_street(struct country *c, int year, int from, int to, int n)
{
	for (long i = 0; i < c->nstreets && n != 0; i++) {
		if (c->streets[i].buurt[year] != from)
			continue;
		for (int y = year; y < YEARS; y++)
			c->streets[i].buurt[y] = to;
		n--;
	}
	c->years[year].buurten[from].change = '3';
	c->years[year].buurten[to].change = '3';
	c->years[year].buurten[from].proven = false;
	c->years[year].buurten[to].proven = false;
}

static void
join(struct country *c, int year, int gone, int to)
{
	move_street(c, year, gone, to, -1);
	c->years[year].buurten[gone].there = false;
}

static void
split(struct country *c, int year, int from, const char *code)
{
	struct year *y = &c->years[year];
	const int at = y->nbuurten++;

	y->buurten[at] = y->buurten[from];
	snprintf(y->buurten[at].name, 40, "Nieuwe hoek %d", from);
	snprintf(y->buurten[at].code, 11, "%s", code);
	move_street(c, year, from, at, STREETS / 2);
}

/* New codes for a gemeente; wijken from number first on. */
static void
recode(struct year *y, int g, const char *gemeente, int first, bool rotate)
{
	char was[BUURTEN][11];
	const int from = g * BUURTEN;

	for (int i = 0; i < BUURTEN; i++)
		memcpy(was[i], y->buurten[from + i].code, 11);
	for (int w = g * WIJKEN; w < (g + 1) * WIJKEN; w++) {
		snprintf(y->wijken[w].code, 9, "WK%.4s%02d", gemeente + 2,
		    first + w % WIJKEN);
		y->wijken[w].change = '2';
	}
	for (int i = 0; i < BUURTEN; i++) {
		struct buurt *b = &y->buurten[from + i];

		snprintf(b->code, 11, "BU%.6s%02d", y->wijken[b->wijk].code + 2,
		    i % IN_WIJK);
		b->change = '2';
		b->proven = strcmp(b->name, "Centrum") != 0;
	}
	/* The codes of one wijk stay in use, each for its neighbour. */
	if (rotate) {
		const int w = g * WIJKEN + 1;

		snprintf(y->wijken[w].code, 9, "WK%.6s", was[IN_WIJK] + 2);
		y->wijken[w].change = '1';
		for (int i = 0; i < IN_WIJK; i++)
			memcpy(y->buurten[from + IN_WIJK + i].code,
			    was[IN_WIJK + (i + 1) % IN_WIJK], 11);
	}
}

static void
into(struct year *y, int g, int other)
{
	for (int w = g * WIJKEN; w < (g + 1) * WIJKEN; w++)
		y->wijken[w].gemeente = other;
	y->gemeenten[g].there = false;
}

static void
happen(struct country *c, int year, int g)
{
	struct year *y = &c->years[year];
	const int role = g % ROLES, b = g * BUURTEN, at = FIRST + year;
	char code[11];

	if (role == 0 && at == 2017)
		move_street(c, year, b, b + 1, 1);
	if (role == 1 && at == 2018)
		join(c, year, b + 1, b);
	if (role == 2 && at == 2019) {
		snprintf(code, 11, "%.8s90", y->buurten[b + 2].code);
		split(c, year, b + 2, code);
	}
	if (role == 3 && at == 2018)
		recode(y, g, y->gemeenten[g].code, 40, true);
	if (role == 4 && at == 2019) {
		snprintf(code, 7, "GM%04u",
		    1000 + (7000 + (unsigned)g) * 997 % 8999);
		recode(y, g, code, 10, false);
		recode(y, g + 1, code, 20, false);
		into(y, g + 1, g);
		memcpy(y->gemeenten[g].code, code, 7);
		snprintf(y->gemeenten[g].name, 40, "Samen %d", g);
	}
	if (role == 6 && at == 2017) {
		recode(y, g, y->gemeenten[g + 1].code, 50, false);
		into(y, g, g + 1);
	}
	if (role == 8 && at == 2016)
		join(c, year, b + 1, b);
	if (role == 8 && at == 2018)
		split(c, year, b + 3, c->years[0].buurten[b + 1].code);
	if (role == 9 && at == 2017)
		for (int i = b; i < b + BUURTEN; i++) {
			y->buurten[i].change = 0;
			y->buurten[i].proven = false;
		}
}

static void
next_year(struct country *c, int year, int ngemeenten)
{
	const struct year *was = &c->years[year - 1];
	struct year *y = &c->years[year];

	memcpy(y->gemeenten, was->gemeenten,
	    sizeof(*y->gemeenten) * (size_t)was->ngemeenten);
	memcpy(
	    y->wijken, was->wijken, sizeof(*y->wijken) * (size_t)was->nwijken);
	memcpy(y->buurten, was->buurten,
	    sizeof(*y->buurten) * (size_t)was->nbuurten);
	y->ngemeenten = was->ngemeenten;
	y->nwijken = was->nwijken;
	y->nbuurten = was->nbuurten;
	for (int i = 0; i < y->nwijken; i++)
		y->wijken[i].change = '1';
	for (int i = 0; i < y->nbuurten; i++) {
		y->buurten[i].change = '1';
		y->buurten[i].proven = true;
	}
	for (int g = 0; g < ngemeenten; g++)
		happen(c, year, g);
}

void
country_draw(
    struct country *c, long buurten, enum spread spread, unsigned long seed)
{
	const int blocks = (int)(buurten / (BUURTEN * ROLES));
	const int ngemeenten = ROLES * (blocks > 0 ? blocks : 1);
	const size_t n = (size_t)ngemeenten, more = 2; /* splits */

	memset(c, 0, sizeof(*c));
	chance_seed = seed;
	c->streets = room(n * BUURTEN * STREETS, sizeof(*c->streets));
	for (int i = 0; i < YEARS; i++) {
		struct year *y = &c->years[i];

		y->gemeenten = room(n, sizeof(*y->gemeenten));
		y->wijken = room(n * WIJKEN, sizeof(*y->wijken));
		y->buurten = room(n * (BUURTEN + more), sizeof(*y->buurten));
	}
	c->years[0].ngemeenten = ngemeenten;
	c->years[0].nwijken = ngemeenten * WIJKEN;
	c->years[0].nbuurten = ngemeenten * BUURTEN;
	for (int g = 0; g < ngemeenten; g++)
		draw_gemeente(c, g, spread);
	for (int y = 1; y < YEARS; y++)
		next_year(c, y, ngemeenten);
}

void
country_free(struct country *c)
{
	for (int i = 0; i < YEARS; i++) {
		free(c->years[i].gemeenten);
		free(c->years[i].wijken);
		free(c->years[i].buurten);
	}
	free(c->streets);
}
