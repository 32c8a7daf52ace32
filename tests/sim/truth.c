/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * truth: what is true of a country, and what lies where.
 *   truth/chain.csv    where each area of the last year was
 *   truth/rates.csv    what events and estimates are drawn from
 *   addresses/YYYY.csv postcode, number and buurt
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

/* Whether a buurt of the last year is proven to be the same in an older one. */
static void
put_past(FILE *f, const struct country *c, int year, int i, long people)
{
	const struct buurt *b = &c->years[YEARS - 1].buurten[i];
	bool proven = i < c->years[year].nbuurten;

	for (int k = year + 1; k < YEARS; k++)
		proven = proven && i < c->years[k].nbuurten &&
		    c->years[k].buurten[i].proven;
	if (b->there)
		fprintf(f, "%s,%d,%d,%s,%ld\n", b->code, FIRST + year, proven,
		    proven ? c->years[year].buurten[i].code : "", people);
}

/* Where the buurten of the last year were, by their descent as far as it is
 * proven, and how many lived on that ground. Of gemeenten only that. */
static int
write_chain(const struct country *c, const char *dir)
{
	const struct year *now = &c->years[YEARS - 1];
	FILE *f = open_file(dir, "chain.csv");
	long *buurten = calloc((size_t)now->nbuurten, sizeof(*buurten));
	long *gemeenten = calloc((size_t)now->ngemeenten, sizeof(*gemeenten));

	if (f == NULL || buurten == NULL || gemeenten == NULL)
		return -1;
	fputs("code,year,proven,was,people\n", f);
	for (int y = 0; y < YEARS - 1; y++) {
		memset(buurten, 0, (size_t)now->nbuurten * sizeof(*buurten));
		memset(
		    gemeenten, 0, (size_t)now->ngemeenten * sizeof(*gemeenten));
		for (long i = 0; i < c->nstreets; i++) {
			const int b = c->streets[i].buurt[YEARS - 1];
			const int w = now->buurten[b].wijk;
			const long n = c->streets[i].counts[PEOPLE][y];

			buurten[b] += n;
			gemeenten[now->wijken[w].gemeente] += n;
		}
		for (int i = 0; i < now->nbuurten; i++)
			put_past(f, c, y, i, buurten[i]);
		for (int i = 0; i < now->ngemeenten; i++)
			if (now->gemeenten[i].there)
				fprintf(f, "%s,%d,,,%ld\n",
				    now->gemeenten[i].code, FIRST + y,
				    gemeenten[i]);
	}
	free(buurten);
	free(gemeenten);
	return fclose(f);
}

static int
write_rates(const struct country *c, const char *dir)
{
	const struct year *y = &c->years[YEARS - 1];
	FILE *f = open_file(dir, "rates.csv");

	if (f == NULL)
		return -1;
	fputs("code,births,crimes,health,apart\n", f);
	for (int i = 0; i < y->nbuurten; i++) {
		const struct buurt *b = &y->buurten[i];

		if (b->there)
			fprintf(f, "%s,%.6f,%.6f,%.6f,%d\n", b->code, b->births,
			    b->crimes, b->health, country_apart(i));
	}
	return fclose(f);
}

static int
write_addresses(const struct country *c, const char *dir)
{
	for (int y = 0; y < YEARS; y++) {
		char name[32];
		FILE *f;

		snprintf(name, sizeof(name), "%d.csv", FIRST + y);
		f = open_file(dir, name);
		if (f == NULL)
			return -1;
		fputs("PC6,Huisnummer,Buurt\n", f);
		for (long i = 0; i < c->nstreets; i++) {
			const struct street *s = &c->streets[i];
			const long letters = s->postcode % 676;

			for (long n = 1; n <= s->addresses; n++)
				fprintf(f, "%ld%c%c,%ld,%s\n",
				    s->postcode / 676,
				    (int)('A' + letters / 26),
				    (int)('A' + letters % 26), n,
				    c->years[y].buurten[s->buurt[y]].code);
		}
		if (fclose(f) != 0)
			return -1;
	}
	return 0;
}

int
truth_write(const struct country *c, const char *truth, const char *addresses)
{
	return write_chain(c, truth) == -1 || write_rates(c, truth) == -1 ||
		write_addresses(c, addresses) == -1
	    ? -1
	    : 0;
}
