/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bigtable: writes a tree for httpd with generated tables of the shape of
 * Kerncijfers wijken en buurten, as large as asked for. Nothing in it is a
 * real figure; the same arguments give the same bytes.
 */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#define HOST "opendata.cbs.nl"
#define TITLE "Kerncijfers wijken en buurten"
#define TITLE_MAX 40   /* the service cuts titles of areas here */
#define TEXTS_BEFORE 4 /* text topics at the front; one more is the last */
#define GROUP_TOPICS 8 /* filler topics under one group */
#define PATH_LEN 1024

static const char usage[] =
    "usage: bigtable --out DIR [--areas N] [--topics N] [--years N]\n"
    "                [--last YEAR] [--filled PERCENT] [--seed N]\n";

struct shape {
	const char *out;
	long areas, topics, years, last, filled, seed;
};

struct area {
	char level; /* N, G, W, B */
	char code[11];
	char municipality[7];
	char name[80], up[80], gemeente[40]; /* up: of the wijk */
};

/* Topics whose names a source definition may know; the rest is filler. */
static const struct known {
	const char *key, *title, *group, *unit;
	int decimals;
	long high; /* values from 0 up to this, for a buurt */
} known[] = {
	{ "AantalInwoners", "Aantal inwoners", "Bevolking", "aantal", 0, 4000 },
	{ "Mannen", "Mannen", "Geslacht", "aantal", 0, 2000 },
	{ "Vrouwen", "Vrouwen", "Geslacht", "aantal", 0, 2000 },
	{ "k_0Tot15Jaar", "0 tot 15 jaar", "Leeftijdsgroepen", "aantal", 0,
	    700 },
	{ "k_65JaarOfOuder", "65 jaar of ouder", "Leeftijdsgroepen", "aantal",
	    0, 900 },
	{ "HuishoudensTotaal", "Huishoudens totaal", "Particuliere huishoudens",
	    "aantal", 0, 2000 },
	{ "GemiddeldeHuishoudensgrootte", "Gemiddelde huishoudensgrootte",
	    "Particuliere huishoudens", "aantal", 1, 40 },
	{ "Bevolkingsdichtheid", "Bevolkingsdichtheid", "Bevolking",
	    "aantal inwoners per km²", 0, 12000 },
	{ "Koopwoningen", "Koopwoningen", "Wonen", "%", 0, 100 },
	{ "GemiddeldInkomenPerInwoner", "Gemiddeld inkomen per inwoner",
	    "Inkomen", "x 1 000 euro", 1, 600 },
	{ "AfstandTotGroteSupermarkt", "Afstand tot grote supermarkt",
	    "Nabijheid voorzieningen", "km", 1, 90 },
	{ "OppervlakteLand", "Oppervlakte land", "Oppervlakte", "ha", 0, 900 },
	{ "MateVanStedelijkheid", "Mate van stedelijkheid", "Stedelijkheid",
	    "code", 0, 5 },
	{ "Omgevingsadressendichtheid", "Omgevingsadressendichtheid",
	    "Stedelijkheid", "per km²", 0, 6000 },
};
#define KNOWN ((long)(sizeof(known) / sizeof(known[0])))

static const struct {
	const char *key, *title;
} texts[] = {
	{ "Gemeentenaam", "Gemeentenaam" },
	{ "SoortRegio", "Soort regio" },
	{ "Codering", "Codering" },
	{ "IndelingswijzigingWijkenEnBuurten",
	    "Indelingswijziging wijken en buurten" },
	{ "MeestVoorkomendePostcode", "Meest voorkomende postcode" },
};

static uint64_t
next_random(uint64_t *state)
{
	uint64_t x = *state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return *state = x;
}

static int
fail(const char *path)
{
	fprintf(stderr, "bigtable: %s: %s\n", path, strerror(errno));
	return -1;
}

/* ---- areas: NL00, then each gemeente, its wijken, each with its buurten */

static void
describe(const struct area *a, char *out, size_t size)
{
	if (a->level == 'G')
		snprintf(out, size, "\"Gemeente '%s' (%s)\"", a->name, a->code);
	else if (a->level == 'W')
		snprintf(out, size,
		    "\"Wijk '%s' (%s) is een wijk in de "
		    "gemeente '%s'.\"",
		    a->name, a->code, a->gemeente);
	else if (a->level == 'B')
		snprintf(out, size,
		    "\"Buurt '%s' (%s) is een buurt in wijk "
		    "'%s' in de gemeente '%s'.\"",
		    a->name, a->code, a->up, a->gemeente);
	else
		snprintf(out, size, "null");
}

/* Wijken, and the buurten of each, of a gemeente that has n of them in all.
 * Some gemeenten have letters in their wijk codes, as Amsterdam has. */
static struct area *
fill_gemeente(struct area *a, long number, long n)
{
	long wijken = n > 0 ? (n * 10 + 53) / 54 : 0, given = wijken;
	bool letters = number % 97 == 0;
	struct area *gemeente = a++;

	for (long w = 0; w < wijken; w++) {
		long buurten = (n - given) / (wijken - w);
		struct area *wijk = a++;
		char pair[3] = { (char)((letters ? 'A' : '0') + w / 10),
			(char)((letters ? 'A' : '0') + w % 10), 0 };

		*wijk = *gemeente;
		wijk->level = 'W';
		snprintf(wijk->code, sizeof(wijk->code), "WK%.4s%s",
		    gemeente->code + 2, pair);
		snprintf(wijk->name, sizeof(wijk->name), "Wijk %s", pair);
		for (long b = 0; b < buurten; b++, a++) {
			*a = *wijk;
			a->level = 'B';
			snprintf(a->code, sizeof(a->code), "BU%.6s%02u",
			    wijk->code + 2, (unsigned)b % 100);
			memcpy(a->up, wijk->name, sizeof(a->up));
			snprintf(a->name, sizeof(a->name), "Buurt %.2s-%02d%s",
			    pair, (int)(b % 100),
			    number % 50 == 1 && b == 1
				? " met verspreide huizen langs de vaart"
				: "");
		}
		given += buurten;
	}
	return a;
}

static struct area *
make_areas(long n)
{
	/* As in 2020: 355 gemeenten to 17,341 areas. */
	long gemeenten = (n - 1) * 355 / 17341 > 0 ? (n - 1) * 355 / 17341 : 1;
	struct area *all = calloc((size_t)n + 1, sizeof(*all)), *a = all;

	if (all == NULL)
		abort();
	*a++ = (struct area){ .level = 'N',
		.code = "NL00",
		.name = "Nederland",
		.gemeente = "Nederland" };
	for (long i = 0; i < gemeenten; i++) {
		long size =
		    (n - 1) / gemeenten + (i < (n - 1) % gemeenten ? 1 : 0);
		/* 9973 is prime: no number twice, and not in their order */
		long number = 1 + i * 7919 % 9973;

		a->level = 'G';
		snprintf(
		    a->code, sizeof(a->code), "GM%04d", (int)(number % 10000));
		snprintf(a->gemeente, sizeof(a->gemeente), "Plaats %04d",
		    (int)(number % 10000));
		memcpy(a->name, a->gemeente, sizeof(a->gemeente));
		memcpy(a->municipality, a->code, sizeof(a->municipality) - 1);
		a = fill_gemeente(a, number, size - 1);
	}
	return all;
}

/* ---- files */

static FILE *
open_json(const char *dir, const char *set, const char *metadata)
{
	char path[PATH_LEN];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.json", dir, set);
	f = fopen(path, "w");
	if (f == NULL)
		fail(path);
	else
		fprintf(f,
		    "{\"odata.metadata\":\"https://" HOST "/%s#%s%s\","
		    "\"value\":[",
		    metadata,
		    strcmp(set, "Tables") == 0 ? "" : "Cbs.OData.WebAPI.", set);
	return f;
}

static int
close_json(FILE *f)
{
	fputs("\n]}\n", f);
	return fclose(f) == 0 ? 0 : fail("a file of metadata");
}

static void
put_info(FILE *f, const struct shape *s, long year, bool first)
{
	fprintf(f,
	    "%s\n{\"Updated\":\"%ld-03-01T02:00:00\",\"ID\":%ld,"
	    "\"Identifier\":\"90%03ldNED\",\"Title\":\"" TITLE " %ld\","
	    "\"ShortTitle\":\"" TITLE " %ld\",\"ShortDescription\":"
	    "\"Verzonnen cijfers.\",\"Summary\":\"\",",
	    first ? "" : ",", year + 1, year - 1900, year % 1000, year, year);
	fprintf(f,
	    "\"Modified\":\"%ld-03-01T02:00:00\","
	    "\"MetaDataModified\":\"%ld-03-01T02:00:00\","
	    "\"ReasonDelivery\":\"Nieuw\",\"ExplanatoryText\":\"\","
	    "\"OutputStatus\":\"Regulier\",\"Source\":\"Verzonnen.\","
	    "\"Language\":\"nl\",\"Catalog\":\"CBS\","
	    "\"Frequency\":\"Onregelmatig\",\"Period\":\"%ld\",",
	    year + 1, year + 1, year);
	fprintf(f,
	    "\"ApiUrl\":\"https://" HOST "/ODataApi/OData/90%03ldNED\","
	    "\"FeedUrl\":\"https://" HOST "/ODataFeed/OData/90%03ldNED\","
	    "\"RecordCount\":%ld,\"ColumnCount\":%ld}",
	    year % 1000, year % 1000, s->areas, s->topics + 1);
}

static void
put_group(FILE *f, long id, const char *title)
{
	fprintf(f,
	    ",\n{\"odata.type\":\"Cbs.OData.TopicGroup\",\"ID\":%ld,"
	    "\"Position\":null,\"ParentID\":null,\"Type\":\"TopicGroup\","
	    "\"Key\":\"\",\"Title\":\"%s\",\"Description\":null}",
	    id, title);
}

static void
put_topic(FILE *f, long id, long position, long group, const char *key,
    const char *title, const char *unit, int decimals)
{
	const char *type = unit == NULL ? "String"
	    : decimals > 0		? "Double"
					: "Long";

	fprintf(f,
	    ",\n{\"odata.type\":\"Cbs.OData.Topic\",\"ID\":%ld,"
	    "\"Position\":%ld,\"ParentID\":%ld,\"Type\":\"Topic\","
	    "\"Key\":\"%s_%ld\",\"Title\":\"%s\",\"Description\":null,"
	    "\"Datatype\":\"%s\",\"Unit\":\"%s\",\"Decimals\":%d,"
	    "\"Default\":\"Impossible\",\"PresentationType\":\"%s\"}",
	    id, position, group, key, position, title, type,
	    unit != NULL ? unit : "code", decimals,
	    unit != NULL ? "Absolute" : "");
}

/* Number topics by their place among the numbers, from 0. */
static void
name_filler(long i, char *key, char *title, size_t size)
{
	snprintf(key, size, "Onderwerp%ld", i + 1);
	snprintf(title, size, "Onderwerp %ld", i + 1);
}

static int
write_properties(
    const char *dir, const struct shape *s, const char *metadata, long year)
{
	FILE *f = open_json(dir, "DataProperties", metadata);
	long id = 1, position = 1, group = 1;
	const char *title = "Regioaanduiding";
	char key[64], name[64];

	if (f == NULL)
		return -1;
	fprintf(f,
	    "\n{\"odata.type\":\"Cbs.OData.GeoDetail\",\"ID\":0,"
	    "\"Position\":0,\"ParentID\":null,\"Type\":\"GeoDetail\","
	    "\"Key\":\"WijkenEnBuurten\",\"Title\":\"Wijken en buurten\","
	    "\"Description\":\"\",\"MapYear\":%ld}",
	    year);
	put_group(f, id++, title);
	for (; position <= TEXTS_BEFORE; position++)
		put_topic(f, id++, position, group, texts[position - 1].key,
		    texts[position - 1].title, NULL, 0);
	for (long i = 0; i < s->topics - TEXTS_BEFORE - 1; i++, position++) {
		if (i < KNOWN && strcmp(title, known[i].group) != 0) {
			put_group(f, group = id++, title = known[i].group);
		} else if (i >= KNOWN && (i - KNOWN) % GROUP_TOPICS == 0) {
			snprintf(name, sizeof(name), "Groep %ld",
			    (i - KNOWN) / GROUP_TOPICS + 1);
			put_group(f, group = id++, name);
		}
		if (i < KNOWN) {
			put_topic(f, id++, position, group, known[i].key,
			    known[i].title, known[i].unit, known[i].decimals);
		} else {
			name_filler(i, key, name, sizeof(key));
			put_topic(f, id++, position, group, key, name,
			    i % 3 > 0 ? "aantal" : "%", i % 3 > 0 ? 0 : 1);
		}
	}
	put_group(f, group = id++, "Postcode");
	put_topic(f, id, position, group, texts[TEXTS_BEFORE].key,
	    texts[TEXTS_BEFORE].title, NULL, 0);
	return close_json(f);
}

static int
write_dimension(
    const char *dir, const struct area *areas, long n, const char *metadata)
{
	FILE *f = open_json(dir, "WijkenEnBuurten", metadata);
	char text[300];

	if (f == NULL)
		return -1;
	for (long i = 0; i < n; i++) {
		const struct area *a = &areas[i];

		describe(a, text, sizeof(text));
		fprintf(f,
		    "%s\n{\"Key\":\"%-10s\",\"Title\":\"%.*s\","
		    "\"Description\":%s,\"Municipality\":\"%s\","
		    "\"DetailRegionCode\":\"%s\"}",
		    i > 0 ? "," : "", a->code, TITLE_MAX, a->name, text,
		    a->municipality, a->level == 'N' ? "" : a->code);
	}
	return close_json(f);
}

static int
write_infos(
    const char *dir, const struct shape *s, const char *metadata, long year)
{
	FILE *f = open_json(dir, "TableInfos", metadata);

	if (f == NULL)
		return -1;
	put_info(f, s, year, true);
	return close_json(f);
}

/* ---- rows */

/* A part of the topics is not delivered yet: null for every area. */
static bool
delivered(const struct shape *s, long i)
{
	return i < KNOWN || i * 37 % 100 < s->filled;
}

static void
put_number(FILE *f, const struct shape *s, const struct area *a, long i,
    uint64_t *state)
{
	uint64_t dice = next_random(state);
	long scale = a->level == 'N' ? 4000
	    : a->level == 'G'	     ? 40
	    : a->level == 'W'	     ? 5
				     : 1;
	long high = i < KNOWN ? known[i].high : 100 + i * 17;
	int decimals = i < KNOWN ? known[i].decimals : i % 3 > 0 ? 0 : 1;
	bool count = decimals == 0 && high > 100;
	long value;

	/* small areas keep some figures to themselves, by topic */
	if (!delivered(s, i) ||
	    (a->level == 'B' && i > 0 &&
		dice >> 40 < ((uint64_t)(i % 20) << 24) / 100)) {
		fputs("null", f);
		return;
	}
	value = (long)(dice % (uint64_t)(count ? high * scale : high));
	if (count && a->level != 'G' && a->level != 'N')
		value -= value % 5;
	if (decimals > 0)
		fprintf(f, "%ld.%ld", value / 10, value % 10);
	else
		fprintf(f, "%ld", value);
}

static void
put_row(FILE *f, const struct shape *s, const struct area *a, long id,
    uint64_t *state)
{
	static const char *const levels[] = { "Land", "Gemeente", "Wijk",
		"Buurt" };
	const char *level = levels[strchr("NGWB", a->level) - "NGWB"];
	long i, numbers = s->topics - TEXTS_BEFORE - 1;
	char key[64], title[64];

	fprintf(f,
	    "{\"ID\":%ld,\"WijkenEnBuurten\":\"%-10s\","
	    "\"Gemeentenaam_1\":\"%-40s\",\"SoortRegio_2\":\"%-10s\","
	    "\"Codering_3\":\"%-10s\",\"IndelingswijzigingWijkenEnBuurten_4\":"
	    "\"%c\"",
	    id, a->code, a->gemeente, level, a->code,
	    a->level == 'N' || a->level == 'G' ? '.'
		: next_random(state) % 20 == 0 ? '3'
					       : '1');
	for (i = 0; i < numbers; i++) {
		if (i >= KNOWN)
			name_filler(i, key, title, sizeof(key));
		fprintf(f, ",\"%s_%ld\":", i < KNOWN ? known[i].key : key,
		    i + TEXTS_BEFORE + 1);
		put_number(f, s, a, i, state);
	}
	if (a->level == 'B')
		snprintf(title, sizeof(title), "%d",
		    (int)(1000 + next_random(state) % 9000));
	else
		snprintf(title, sizeof(title), ".");
	fprintf(f, ",\"%s_%ld\":\"%10s\"}\n", texts[TEXTS_BEFORE].key,
	    s->topics, title);
}

static int
write_rows(
    const char *dir, const struct shape *s, const struct area *areas, long year)
{
	uint64_t state =
	    0x9e3779b97f4a7c15u ^ ((uint64_t)s->seed << 20 | (uint64_t)year);
	char path[PATH_LEN], *text = NULL;
	size_t len = 0;
	FILE *row;
	gzFile out;
	int rc = 0;

	snprintf(path, sizeof(path), "%s/TypedDataSet.ndjson.gz", dir);
	out = gzopen(path, "wb3");
	if (out == NULL)
		return fail(path);
	for (long i = 0; i < s->areas && rc == 0; i++) {
		row = open_memstream(&text, &len);
		if (row == NULL)
			abort();
		put_row(row, s, &areas[i], i, &state);
		fclose(row);
		if (gzwrite(out, text, (unsigned int)len) != (int)len)
			rc = fail(path);
		free(text);
	}
	if (gzclose(out) != Z_OK && rc == 0)
		rc = fail(path);
	return rc;
}

static int
make_folder(const char *path)
{
	return mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : fail(path);
}

static int
write_table(const struct shape *s, const struct area *areas, long year)
{
	char dir[PATH_LEN - 64], metadata[64];
	FILE *f;

	snprintf(
	    dir, sizeof(dir), "%s/" HOST "/90%03ldNED", s->out, year % 1000);
	snprintf(metadata, sizeof(metadata),
	    "ODataApi/OData/90%03ldNED/$metadata", year % 1000);
	if (make_folder(dir) == -1 ||
	    write_infos(dir, s, metadata, year) == -1 ||
	    write_properties(dir, s, metadata, year) == -1 ||
	    write_dimension(dir, areas, s->areas, metadata) == -1)
		return -1;
	f = open_json(dir, "CategoryGroups", metadata);
	if (f == NULL || close_json(f) == -1)
		return -1;
	return write_rows(dir, s, areas, year);
}

static int
write_tree(const struct shape *s)
{
	struct area *areas = make_areas(s->areas);
	char dir[PATH_LEN - 64];
	FILE *f = NULL;
	int rc = 0;

	snprintf(dir, sizeof(dir), "%s/" HOST, s->out);
	if (make_folder(s->out) == -1 || make_folder(dir) == -1 ||
	    (f = open_json(dir, "Tables", "ODataCatalog/$metadata")) == NULL)
		rc = -1;
	for (long year = s->last - s->years + 1; year <= s->last && rc == 0;
	     year++) {
		put_info(f, s, year, year == s->last - s->years + 1);
		rc = write_table(s, areas, year);
	}
	if (f != NULL && close_json(f) == -1)
		rc = -1;
	free(areas);
	return rc;
}

/* ---- arguments */

static int
parse_number(const char *s, long low, long high, long *out)
{
	char *end;

	*out = strtol(s, &end, 10);
	if (end != s && *end == '\0' && *out >= low && *out <= high)
		return 0;
	fprintf(stderr, "bigtable: %s: must be a number from %ld to %ld\n", s,
	    low, high);
	return -1;
}

static int
set_option(struct shape *s, int option)
{
	switch (option) {
	case 'o':
		s->out = optarg;
		return 0;
	case 'a': /* more would need a code twice */
		return parse_number(optarg, 4, 400000, &s->areas);
	case 't':
		return parse_number(optarg, TEXTS_BEFORE + 2, 2000, &s->topics);
	case 'y':
		return parse_number(optarg, 1, 90, &s->years);
	case 'l':
		return parse_number(optarg, 1991, 2099, &s->last);
	case 'f':
		return parse_number(optarg, 0, 100, &s->filled);
	case 's':
		return parse_number(optarg, 0, 1000000, &s->seed);
	}
	return -1;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "out", required_argument, NULL, 'o' },
		{ "areas", required_argument, NULL, 'a' },
		{ "topics", required_argument, NULL, 't' },
		{ "years", required_argument, NULL, 'y' },
		{ "last", required_argument, NULL, 'l' },
		{ "filled", required_argument, NULL, 'f' },
		{ "seed", required_argument, NULL, 's' },
		{ NULL, 0, NULL, 0 },
	};
	struct shape shape = { .areas = 17341,
		.topics = 116,
		.years = 1,
		.last = 2020,
		.filled = 40,
		.seed = 1 };
	int option, rc = 0;

	while (rc == 0 &&
	    (option = getopt_long(argc, argv, "", options, NULL)) != -1)
		rc = set_option(&shape, option);
	if (rc == -1 || shape.out == NULL || optind < argc ||
	    strlen(shape.out) > PATH_LEN / 2) {
		fputs(usage, stderr);
		return 2;
	}
	return write_tree(&shape) == 0 ? 0 : 1;
}
