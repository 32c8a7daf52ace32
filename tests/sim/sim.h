/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sim: a country that does not exist, of which everything is known: who lives
 * where in each year, and how areas change. Shares no code with feiten.
 */
#ifndef SIM_H
#define SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define YEARS 6
#define FIRST 2015
#define LAST (FIRST + YEARS - 1)
#define BUURTEN 25 /* of a gemeente, in wijken of 5 */
#define SOFT 7	   /* figures that are no counts */

/* What is counted. */
enum count { PEOPLE, WOMEN, OLD, HOMES, HOUSEHOLDS, AID, COUNTS };

/* A street: areas are made of whole ones. */
struct street {
	long postcode, addresses;
	long counts[COUNTS][YEARS];
	int buurt[YEARS];
};

/* The same index is the same line of descent in each year. */
struct buurt {
	char code[11], name[40];
	int wijk;
	char change; /* '1', '2', '3', or 0: not told */
	bool there;
	bool proven; /* it is what it was the year before, and that shows */
	double soft[SOFT];
	double births, crimes, health; /* the true rates */
};
struct wijk {
	char code[9], name[40];
	int gemeente;
	char change;
	bool there;
};
struct gemeente {
	char code[7], name[40];
	bool there;
};
struct year {
	struct buurt *buurten;
	struct wijk *wijken;
	struct gemeente *gemeenten;
	int nbuurten, nwijken, ngemeenten; /* with those that are gone */
};

struct country {
	struct year years[YEARS];
	struct street *streets;
	long nstreets;
};

/* How figures differ between buurten. */
enum spread {
	SPREAD_REAL, /* they do, none more than others */
	SPREAD_NONE, /* only by chance and rounding */
	SPREAD_APART /* as the first, and some are far out */
};

/* Draws a country of so many buurten, a multiple of 12 gemeenten. The same
 * seed gives the same country. */
void country_draw(
    struct country *c, long buurten, enum spread spread, unsigned long seed);
void country_free(struct country *c);
/* Is it one of those that SPREAD_APART puts far out? */
bool country_apart(int buurt);

/* Writes the tables for the loopback server, what is true beside them, and
 * what addresses lie where. 0 or -1. */
int country_write(const struct country *c, const char *dir);
/* The second part of it: into two folders. */
int truth_write(
    const struct country *c, const char *truth, const char *addresses);
/* To be written; says why not, and then NULL. */
FILE *open_file(const char *dir, const char *name);

#endif
