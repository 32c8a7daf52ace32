/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * write: a country as tables of CBS for the loopback server, as lists of
 * addresses, and as what is true of it.
 *   opendata.cbs.nl/9YYYYNED   key figures of a year
 *   dataderden.cbs.nl/47018NED crimes; 50090NED health, with bounds
 *   truth/counts.csv           each count, as it is and as it is published
 * and what truth.c writes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "chance.h"
#include "sim.h"

#define PATH 1024
#define KWB "opendata.cbs.nl"
#define OTHERS "dataderden.cbs.nl"
#define WITHHELD 10 /* smaller counts of wijken and buurten are not told */

/* A topic of the key figures: a count, or one that is drawn. */
static const struct topic {
	const char *key, *title, *group, *unit;
	int decimals;
} topics[] = {
	{ "AantalInwoners", "Aantal inwoners", "Bevolking", "aantal", 0 },
	{ "Vrouwen", "Vrouwen", "Geslacht", "aantal", 0 },
	{ "k_65JaarOfOuder", "65 jaar of ouder", "Leeftijdsgroepen", "aantal",
	    0 },
	{ "Woningvoorraad", "Woningvoorraad", "Wonen", "aantal", 0 },
	{ "HuishoudensTotaal", "Huishoudens totaal", "Particuliere huishoudens",
	    "aantal", 0 },
	{ "PersonenPerSoortUitkeringBijstand",
	    "Personen per soort uitkering; Bijstand", "Sociale zekerheid",
	    "aantal", 0 },
	{ "GeboorteRelatief", "Geboorte relatief", "Geboorte",
	    "per 1 000 inwoners", 0 },
	{ "MateVanStedelijkheid", "Mate van stedelijkheid", "Stedelijkheid",
	    "code", 0 },
	{ "GemiddeldInkomenPerInwoner", "Gemiddeld inkomen per inwoner",
	    "Inkomen", "x 1 000 euro", 1 },
	{ "GemiddeldeWOZWaardeVanWoningen",
	    "Gemiddelde WOZ-waarde van woningen", "Wonen", "x 1 000 euro", 0 },
	{ "AfstandTotGroteSupermarkt", "Afstand tot grote supermarkt",
	    "Nabijheid", "km", 1 },
	{ "Koopwoningen", "Koopwoningen", "Wonen", "%", 0 },
	{ "PercentageEengezinswoning", "Percentage eengezinswoning", "Wonen",
	    "%", 0 },
	{ "WoningenMetZonnestroom", "Woningen met zonnestroom", "Energie", "%",
	    0 },
	{ "PersonenautoSPerHuishouden", "Personenauto's per huishouden",
	    "Motorvoertuigen", "per huishouden", 1 },
};
#define TOPICS ((int)(sizeof(topics) / sizeof(topics[0])))
#define BIRTHS COUNTS
#define URBAN (COUNTS + 1)
#define FIRST_SOFT (COUNTS + 2)
static const char *const ids[COUNTS] = { "inwoners", "vrouwen",
	"inwoners_65_plus", "woningen", "huishoudens", "bijstand" };

/* Counts of all areas of a year. */
struct sums {
	long (*buurten)[COUNTS], (*wijken)[COUNTS], (*gemeenten)[COUNTS];
	long land[COUNTS];
};

static void
sums_free(struct sums *s)
{
	free(s->buurten);
	free(s->wijken);
	free(s->gemeenten);
}

static void
add_up(const struct country *c, int year, struct sums *s)
{
	const struct year *y = &c->years[year];

	memset(s, 0, sizeof(*s));
	s->buurten = calloc((size_t)y->nbuurten, sizeof(*s->buurten));
	s->wijken = calloc((size_t)y->nwijken, sizeof(*s->wijken));
	s->gemeenten = calloc((size_t)y->ngemeenten, sizeof(*s->gemeenten));
	if (s->buurten == NULL || s->wijken == NULL || s->gemeenten == NULL)
		abort();
	for (long i = 0; i < c->nstreets; i++) {
		const int b = c->streets[i].buurt[year];
		const int w = y->buurten[b].wijk;

		for (int k = 0; k < COUNTS; k++) {
			const long n = c->streets[i].counts[k][year];

			s->buurten[b][k] += n;
			s->wijken[w][k] += n;
			s->gemeenten[y->wijken[w].gemeente][k] += n;
			s->land[k] += n;
		}
	}
}

static long
buurten_of(const struct year *y)
{
	long n = 0;

	for (int i = 0; i < y->nbuurten; i++)
		n += y->buurten[i].there;
	return n;
}

static long
gemeenten_of(const struct year *y)
{
	long n = 0;

	for (int i = 0; i < y->ngemeenten; i++)
		n += y->gemeenten[i].there;
	return n;
}

/* ---- files */

FILE *
open_file(const char *dir, const char *name)
{
	char path[PATH];
	FILE *f;

	snprintf(path, sizeof(path), "%.900s/%.100s", dir, name);
	f = fopen(path, "w");
	if (f == NULL)
		perror(path);
	return f;
}

static int
folder(char *out, const char *dir, const char *name)
{
	snprintf(out, PATH, "%.700s/%.200s", dir, name);
	if (mkdir(out, 0777) == 0)
		return 0;
	perror(out);
	return -1;
}

static FILE *
open_set(const char *dir, const char *table, const char *host, const char *set)
{
	char name[64];
	FILE *f;

	snprintf(name, sizeof(name), "%s.json", set);
	f = open_file(dir, name);
	if (f != NULL)
		fprintf(f,
		    "{\"odata.metadata\":\"https://%s/ODataApi/OData/%s/"
		    "$metadata#Cbs.OData.WebAPI.%s\",\"value\":[",
		    host, table, set);
	return f;
}

static void
close_set(FILE *f)
{
	fputs("\n]}\n", f);
	fclose(f);
}

static void
put_info(FILE *f, const char *id, const char *title, const char *host,
    const char *period, long rows, bool first)
{
	fprintf(f,
	    "%s\n{\"Updated\":\"2021-03-01T02:00:00\",\"ID\":1,"
	    "\"Identifier\":\"%s\",\"Title\":\"%s\",\"ShortTitle\":\"%s\","
	    "\"ShortDescription\":\"Verzonnen.\",\"Summary\":\"\","
	    "\"Modified\":\"2021-03-01T02:00:00\","
	    "\"MetaDataModified\":\"2021-03-01T02:00:00\","
	    "\"ReasonDelivery\":\"Nieuw\",\"ExplanatoryText\":\"\","
	    "\"OutputStatus\":\"Regulier\",\"Source\":\"Verzonnen.\","
	    "\"Language\":\"nl\",\"Catalog\":\"CBS\","
	    "\"Frequency\":\"Perjaar\",\"Period\":\"%s\","
	    "\"ApiUrl\":\"https://%s/ODataApi/OData/%s\","
	    "\"FeedUrl\":\"https://%s/ODataFeed/OData/%s\","
	    "\"RecordCount\":%ld,\"ColumnCount\":1}",
	    first ? "" : ",", id, title, title, period, host, id, host, id,
	    rows);
}

static void
put_dimension(FILE *f, int id, const char *type, const char *key, int year)
{
	fprintf(f,
	    "%s\n{\"odata.type\":\"Cbs.OData.%s\",\"ID\":%d,\"Position\":%d,"
	    "\"ParentID\":null,\"Type\":\"%s\",\"Key\":\"%s\","
	    "\"Title\":\"%s\",\"Description\":\"\"",
	    id > 0 ? "," : "", type, id, id, type, key, key);
	if (year > 0)
		fprintf(f, ",\"MapYear\":%d", year);
	fputc('}', f);
}

static void
put_group(FILE *f, int id, const char *title)
{
	fprintf(f,
	    ",\n{\"odata.type\":\"Cbs.OData.TopicGroup\",\"ID\":%d,"
	    "\"Position\":null,\"ParentID\":null,\"Type\":\"TopicGroup\","
	    "\"Key\":\"\",\"Title\":\"%s\",\"Description\":null}",
	    id, title);
}

static void
put_topic(FILE *f, int id, int position, int group, const struct topic *t)
{
	const bool text = t->unit == NULL;

	fprintf(f,
	    ",\n{\"odata.type\":\"Cbs.OData.Topic\",\"ID\":%d,"
	    "\"Position\":%d,\"ParentID\":",
	    id, position);
	if (group > 0)
		fprintf(f, "%d", group);
	else
		fputs("null", f);
	fprintf(f,
	    ",\"Type\":\"Topic\",\"Key\":\"%s_%d\",\"Title\":\"%s\","
	    "\"Description\":null,\"Datatype\":\"%s\",\"Unit\":\"%s\","
	    "\"Decimals\":%d,\"Default\":\"Impossible\","
	    "\"PresentationType\":\"%s\"}",
	    t->key, position, t->title,
	    text		  ? "String"
		: t->decimals > 0 ? "Double"
				  : "Long",
	    text ? "code" : t->unit, t->decimals, text ? "" : "Absolute");
}

static void
put_place(
    FILE *f, const char *code, const char *name, const char *said, bool first)
{
	fprintf(f,
	    "%s\n{\"Key\":\"%-10s\",\"Title\":\"%s\",\"Description\":\"%s\","
	    "\"Municipality\":\"",
	    first ? "" : ",", code, name, said);
	if (code[0] != 'N')
		fprintf(f, "GM%.4s", code + 2);
	fprintf(f, "\",\"DetailRegionCode\":\"%s\"}", first ? "" : code);
}

static int
write_places(
    const char *dir, const char *table, const char *host, const struct year *y)
{
	FILE *f = open_set(dir, table, host, "WijkenEnBuurten");
	char said[200];

	if (f == NULL)
		return -1;
	put_place(f, "NL00", "Nederland", "", true);
	for (int i = 0; i < y->ngemeenten; i++) {
		const struct gemeente *g = &y->gemeenten[i];

		snprintf(
		    said, sizeof(said), "Gemeente '%s' (%s)", g->name, g->code);
		if (g->there)
			put_place(f, g->code, g->name, said, false);
	}
	for (int i = 0; i < y->nwijken; i++) {
		const struct wijk *w = &y->wijken[i];

		snprintf(said, sizeof(said),
		    "Wijk '%s' (%s) is een wijk in de gemeente '%s'.", w->name,
		    w->code, y->gemeenten[w->gemeente].name);
		put_place(f, w->code, w->name, said, false);
	}
	for (int i = 0; i < y->nbuurten; i++) {
		const struct buurt *b = &y->buurten[i];
		const struct wijk *w = &y->wijken[b->wijk];

		snprintf(said, sizeof(said),
		    "Buurt '%s' (%s) is een buurt in wijk '%s' in de gemeente "
		    "'%s'.",
		    b->name, b->code, w->name, y->gemeenten[w->gemeente].name);
		if (b->there)
			put_place(f, b->code, b->name, said, false);
	}
	close_set(f);
	return 0;
}

/* No groups. */
static int
write_groups(const char *dir, const char *table, const char *host)
{
	FILE *f = open_set(dir, table, host, "CategoryGroups");

	if (f == NULL)
		return -1;
	close_set(f);
	return 0;
}

/* ---- key figures */

static int
write_topics(const char *dir, const char *table, int year)
{
	static const struct topic texts[] = {
		{ "Gemeentenaam", "Gemeentenaam", NULL, NULL, 0 },
		{ "SoortRegio", "Soort regio", NULL, NULL, 0 },
		{ "Codering", "Codering", NULL, NULL, 0 },
		{ "IndelingswijzigingWijkenEnBuurten",
		    "Indelingswijziging wijken en buurten", NULL, NULL, 0 },
	};
	FILE *f = open_set(dir, table, KWB, "DataProperties");
	int id = 0, group = 0;

	if (f == NULL)
		return -1;
	put_dimension(f, id++, "GeoDetail", "WijkenEnBuurten", year);
	for (int i = 0; i < 4; i++, id++)
		put_topic(f, id, i + 1, 0, &texts[i]);
	for (int i = 0; i < TOPICS; i++) {
		put_group(f, group = id++, topics[i].group);
		put_topic(f, id++, i + 5, group, &topics[i]);
	}
	close_set(f);
	return 0;
}

/* As it is published: by lot, to the nearest, all of a gemeente the same way,
 * down; homes always to tens. */
static long
rounded(long n, enum count what, int year, int gemeente)
{
	const long rest = n % 5;

	if (what == HOMES)
		return (n + 5) / 10 * 10;
	switch (FIRST + year) {
	case 2016:
		return n - rest + (rest >= 3 ? 5 : 0);
	case 2017:
		return rest == 0 || gemeente % 4 > 0 ? n - rest : n - rest + 5;
	case 2018:
		return n - rest;
	default:
		return n - rest + (lot() * 5.0 < (double)rest ? 5 : 0);
	}
}

struct row {
	const char *code, *gemeente;
	char level, change;
	const long *counts;
	int gemeente_at;
	const struct buurt *buurt;
};

/* The figures that are no counts, each on its scale. */
static double
soft(const struct buurt *b, int i)
{
	static const double middle[SOFT] = { 25, 250, 0.9, 0.2, 0.5, -1, 0.9 };
	static const double wide[SOFT] = { 0.2, 0.3, 0.5, 0.7, 1, 0.5, 0.2 };
	const double z = b->soft[i] * wide[i];

	if (i >= 3 && i <= 5)
		return 100.0 / (1.0 + exp(-middle[i] - z));
	return middle[i] * exp(z);
}

static void
put_drawn(FILE *f, const struct row *r, int topic, long people)
{
	const struct topic *t = &topics[topic];

	if (topic == URBAN) {
		fputs("3", f);
		return;
	}
	if (r->buurt == NULL) {
		fputs("null", f);
		return;
	}
	if (topic == BIRTHS)
		fprintf(f, "%.*f", t->decimals,
		    1000.0 *
			draw_events(
			    r->buurt->births * (double)people / 1000.0) /
			(double)people);
	else
		fprintf(
		    f, "%.*f", t->decimals, soft(r->buurt, topic - FIRST_SOFT));
}

static void
put_row(FILE *f, FILE *truth, const struct row *r, int year, long id)
{
	static const char *const levels[] = { "Land", "Gemeente", "Wijk",
		"Buurt" };
	const int level = (int)(strchr("NGWB", r->level) - "NGWB");
	char change[8];

	snprintf(change, sizeof(change), "\"%c\"", r->change);
	fprintf(f,
	    "{\"ID\":%ld,\"WijkenEnBuurten\":\"%-10s\","
	    "\"Gemeentenaam_1\":\"%-40s\",\"SoortRegio_2\":\"%-10s\","
	    "\"Codering_3\":\"%-10s\","
	    "\"IndelingswijzigingWijkenEnBuurten_4\":%s",
	    id, r->code, r->gemeente, levels[level], r->code,
	    r->change == 0 ? "null" : change);
	for (int i = 0; i < TOPICS; i++) {
		fprintf(f, ",\"%s_%d\":", topics[i].key, i + 5);
		if (i >= COUNTS) {
			put_drawn(f, r, i, r->counts[PEOPLE]);
			continue;
		}
		fprintf(truth, "%d,%s,%c,%s,%ld,", FIRST + year, r->code,
		    r->level, ids[i], r->counts[i]);
		if (level > 1 && i != PEOPLE && r->counts[i] < WITHHELD) {
			fputs("null", f);
			fputc('\n', truth);
		} else {
			const long n = level <= 1
			    ? r->counts[i]
			    : rounded(r->counts[i], (enum count)i, year,
				  r->gemeente_at);

			fprintf(f, "%ld", n);
			fprintf(truth, "%ld\n", n);
		}
	}
	fputs("}\n", f);
}

static int
write_rows(const struct country *c, int year, const char *dir, FILE *truth)
{
	const struct year *y = &c->years[year];
	FILE *f = open_file(dir, "TypedDataSet.ndjson");
	struct sums s;
	long id = 0;

	if (f == NULL)
		return -1;
	add_up(c, year, &s);
	put_row(f, truth,
	    &(struct row){ "NL00", "Nederland", 'N', '.', s.land, 0, NULL },
	    year, id++);
	for (int i = 0; i < y->ngemeenten; i++)
		if (y->gemeenten[i].there)
			put_row(f, truth,
			    &(struct row){ y->gemeenten[i].code,
				y->gemeenten[i].name, 'G', '.', s.gemeenten[i],
				i, NULL },
			    year, id++);
	for (int i = 0; i < y->nwijken; i++) {
		const int g = y->wijken[i].gemeente;

		put_row(f, truth,
		    &(struct row){ y->wijken[i].code, y->gemeenten[g].name, 'W',
			y->wijken[i].change, s.wijken[i], g, NULL },
		    year, id++);
	}
	for (int i = 0; i < y->nbuurten; i++) {
		const struct buurt *b = &y->buurten[i];
		const int g = y->wijken[b->wijk].gemeente;

		if (b->there)
			put_row(f, truth,
			    &(struct row){ b->code, y->gemeenten[g].name, 'B',
				b->change, s.buurten[i], g, b },
			    year, id++);
	}
	sums_free(&s);
	return fclose(f);
}

/* What the catalogue says of a table, there and with the table itself. */
static int
write_about(const char *dir, const char *id, const char *title,
    const char *host, const char *period, long rows, FILE *tables, bool first)
{
	FILE *f;

	put_info(tables, id, title, host, period, rows, first);
	if (write_groups(dir, id, host) == -1)
		return -1;
	f = open_set(dir, id, host, "TableInfos");
	if (f == NULL)
		return -1;
	put_info(f, id, title, host, period, rows, true);
	close_set(f);
	return 0;
}

static int
write_year(const struct country *c, int year, const char *host, FILE *tables,
    FILE *truth)
{
	const struct year *y = &c->years[year];
	const long rows = 1 + y->nwijken + buurten_of(y) + gemeenten_of(y);
	char dir[PATH], id[16], title[64], period[16];

	snprintf(id, sizeof(id), "9%dNED", FIRST + year);
	snprintf(period, sizeof(period), "%d", FIRST + year);
	snprintf(title, sizeof(title), "Kerncijfers wijken en buurten %d",
	    FIRST + year);
	return folder(dir, host, id) == -1 ||
		write_about(dir, id, title, KWB, period, rows, tables,
		    year == 0) == -1 ||
		write_topics(dir, id, FIRST + year) == -1 ||
		write_places(dir, id, KWB, &c->years[year]) == -1 ||
		write_rows(c, year, dir, truth) == -1
	    ? -1
	    : 0;
}

/* ---- crimes and health, over the areas of the last year */

static int
write_members(const char *dir, const char *table, const char *set,
    const char *const members[])
{
	FILE *f = open_set(dir, table, OTHERS, set);

	if (f == NULL)
		return -1;
	for (int i = 0; members[i] != NULL; i++)
		fprintf(f,
		    "%s\n{\"Key\":\"%s\",\"Title\":\"%s\","
		    "\"Description\":null,\"Status\":\"Definitief\"}",
		    i > 0 ? "," : "", members[i], members[i]);
	close_set(f);
	return 0;
}

static const char *const crime_years[] = { "2015JJ00", "2016JJ00", "2017JJ00",
	"2018JJ00", "2019JJ00", "2020JJ00", NULL };

static void
put_crimes(FILE *f, const char *code, const char *year, double n)
{
	static const char row[] =
	    "{\"SoortMisdrijf\":\"0.0.0 \",\"WijkenEnBuurten\":\"%s\","
	    "\"Perioden\":\"%s\",\"GeregistreerdeMisdrijven_1\":%.0f}\n";

	fprintf(f, row, code, year, n);
}

/* Of the buurten, and of the gemeenten together. */
static int
write_crime_rows(const struct year *y, const char *dir)
{
	FILE *f = open_file(dir, "TypedDataSet.ndjson");
	double(*all)[YEARS] = calloc((size_t)y->ngemeenten, sizeof(*all));

	if (f == NULL || all == NULL)
		abort();
	for (int i = 0; i < y->nbuurten; i++)
		for (int k = 0; k < YEARS && y->buurten[i].there; k++) {
			const double n = draw_events(y->buurten[i].crimes);

			put_crimes(f, y->buurten[i].code, crime_years[k], n);
			all[y->wijken[y->buurten[i].wijk].gemeente][k] += n;
		}
	for (int i = 0; i < y->ngemeenten; i++)
		for (int k = 0; k < YEARS && y->gemeenten[i].there; k++)
			put_crimes(
			    f, y->gemeenten[i].code, crime_years[k], all[i][k]);
	free(all);
	return fclose(f);
}

static int
write_crimes(const struct country *c, const char *host, FILE *tables)
{
	static const char *const kinds[] = { "0.0.0 ", "1.1.1 ", "1.2.3 ",
		"1.4.4 ", "1.4.5 ", "2.1.1 ", "2.2.1 ", "2.5.2 ", NULL };
	static const struct topic topic = { "GeregistreerdeMisdrijven",
		"Geregistreerde misdrijven", NULL, "aantal", 0 };
	const struct year *y = &c->years[YEARS - 1];
	char dir[PATH];
	FILE *f;

	if (folder(dir, host, "47018NED") == -1 ||
	    write_about(dir, "47018NED",
		"Geregistreerde misdrijven; soort misdrijf, wijk, buurt, "
		"jaarcijfers",
		OTHERS, "2015-2020", YEARS * (buurten_of(y) + gemeenten_of(y)),
		tables, true) == -1 ||
	    write_members(dir, "47018NED", "SoortMisdrijf", kinds) == -1 ||
	    write_members(dir, "47018NED", "Perioden", crime_years) == -1 ||
	    write_places(dir, "47018NED", OTHERS, y) == -1 ||
	    (f = open_set(dir, "47018NED", OTHERS, "DataProperties")) == NULL)
		return -1;
	put_dimension(f, 0, "Dimension", "SoortMisdrijf", 0);
	put_dimension(f, 1, "GeoDetail", "WijkenEnBuurten", LAST);
	put_dimension(f, 2, "TimeDimension", "Perioden", 0);
	put_topic(f, 3, 1, 0, &topic);
	close_set(f);
	return write_crime_rows(y, dir);
}

static int
write_health(const struct country *c, const char *host, FILE *tables)
{
	static const char *const ages[] = { "20300", NULL };
	static const char *const margins[] = { "MW00000", "MOG0095", "MBG0095",
		NULL };
	static const char *const years[] = { "2020JJ00", NULL };
	static const struct topic topic = { "ErvarenGezondheidGoedZeerGoed",
		"Ervaren gezondheid goed zeer goed", NULL, "%", 1 };
	const struct year *y = &c->years[YEARS - 1];
	char dir[PATH];
	FILE *f;

	if (folder(dir, host, "50090NED") == -1 ||
	    write_about(dir, "50090NED", "Gezondheid per wijk en buurt; 2020",
		OTHERS, "2020", 3 * buurten_of(y), tables, false) == -1 ||
	    write_members(dir, "50090NED", "Leeftijd", ages) == -1 ||
	    write_members(dir, "50090NED", "Marges", margins) == -1 ||
	    write_members(dir, "50090NED", "Perioden", years) == -1 ||
	    write_places(dir, "50090NED", OTHERS, y) == -1 ||
	    (f = open_set(dir, "50090NED", OTHERS, "DataProperties")) == NULL)
		return -1;
	put_dimension(f, 0, "Dimension", "Leeftijd", 0);
	put_dimension(f, 1, "Dimension", "Marges", 0);
	put_dimension(f, 2, "GeoDetail", "WijkenEnBuurten", LAST);
	put_dimension(f, 3, "TimeDimension", "Perioden", 0);
	put_topic(f, 4, 1, 0, &topic);
	close_set(f);
	f = open_file(dir, "UntypedDataSet.ndjson");
	for (int i = 0; f != NULL && i < y->nbuurten; i++) {
		const double sd = 1.0 + 2.0 * lot();
		const double said = y->buurten[i].health + sd * bell();

		for (int k = 0; k < 3 && y->buurten[i].there; k++)
			fprintf(f,
			    "{\"ID\":%d,\"Leeftijd\":\"20300\","
			    "\"Marges\":\"%s\",\"WijkenEnBuurten\":\"%s\","
			    "\"Perioden\":\"2020JJ00\","
			    "\"ErvarenGezondheidGoedZeerGoed_1\":\"%8.1f\"}\n",
			    i * 3 + k, margins[k], y->buurten[i].code,
			    said +
				1.96 * sd *
				    (k == 0	     ? 0
					    : k == 1 ? -1
						     : 1));
	}
	return f == NULL ? -1 : fclose(f);
}

int
country_write(const struct country *c, const char *dir)
{
	char kwb[PATH], others[PATH], truth[PATH], addresses[PATH];
	FILE *tables, *counts;
	int rc = 0;

	if (folder(kwb, dir, KWB) == -1 || folder(others, dir, OTHERS) == -1 ||
	    folder(truth, dir, "truth") == -1 ||
	    folder(addresses, dir, "addresses") == -1 ||
	    (counts = open_file(truth, "counts.csv")) == NULL ||
	    (tables = open_set(kwb, "", KWB, "Tables")) == NULL)
		return -1;
	fputs("year,code,level,indicator,truth,published\n", counts);
	for (int y = 0; y < YEARS && rc == 0; y++)
		rc = write_year(c, y, kwb, tables, counts);
	close_set(tables);
	tables = open_set(others, "", OTHERS, "Tables");
	if (tables == NULL || rc == -1 || fclose(counts) != 0 ||
	    write_crimes(c, others, tables) == -1 ||
	    write_health(c, others, tables) == -1)
		return -1;
	close_set(tables);
	return truth_write(c, truth, addresses);
}
