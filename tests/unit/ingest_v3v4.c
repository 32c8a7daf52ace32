/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One table as CBS gives it by OData v3, by OData v4 and as bulk CSV, each
 * into an empty store: what is in there must be the same. The table lies in
 * tests/golden/v3v4 as the loopback server serves it; some tests change a few
 * of its words on the way.
 */
#include <zip.h>

#include "codec/digest.h"
#include "ingest/ingest.h"
#include "raw/raw.h"
#include "store_made.h"

#define GOLDEN "tests/golden/v3v4"
#define V3 GOLDEN "/opendata.cbs.nl/90001NED"
#define V4 GOLDEN "/datasets.cbs.nl/90001NED"
#define NOW 1795311000

/* What stands in the files, and what is put there instead. */
static struct change {
	const char *from, *to;
} changes[2];

static void
bail(const struct err *err)
{
	printf("Bail out! %s\n", err->msg);
	exit(99);
}

static void
put_part(struct raw_writer *w, const char *role, const struct buf *body,
    bool data, bool zip)
{
	struct raw_part part = { .role = mem_str(role),
		.page = 1,
		.data = data,
		.address = mem_fmt("https://data.example/%s", role),
		.status = 200,
		.decoded = body->len,
		.at = NOW };
	struct err err = { 0 };

	digest_of(body->data, body->len, part.sha256);
	if (raw_part_begin_as(w, role, 1, zip ? "bin" : "json",
		zip ? RAW_PLAIN : RAW_PACK, &err) == -1 ||
	    raw_part_push(w, body->data, body->len, &err) == -1 ||
	    raw_part_end(w, &part, &err) == -1)
		bail(&err);
	raw_part_clear(&part);
}

static void
change(struct buf *body)
{
	for (size_t i = 0; i < 2 && changes[i].from != NULL; i++) {
		const char *from = changes[i].from, *p = buf_str(body), *at;
		struct buf out = { 0 };

		for (; (at = strstr(p, from)) != NULL; p = at + strlen(from)) {
			buf_put(&out, p, (size_t)(at - p));
			buf_puts(&out, changes[i].to);
		}
		buf_puts(&out, p);
		buf_free(body);
		*body = out;
	}
}

static void
read_changed(const char *path, struct buf *body)
{
	struct err err = { 0 };

	if (file_read(path, 1 << 20, body, &err) == -1)
		bail(&err);
	change(body);
}

/* Every file of a folder is a part of its name. */
static void
put_folder(struct raw_writer *w, const char *dir, const char *dataset)
{
	struct names names = { 0 };
	struct err err = { 0 };

	if (file_list(dir, ".json", &names, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);
		struct buf body = { 0 };

		read_changed(path, &body);
		names.items[i][strlen(names.items[i]) - 5] = '\0';
		put_part(w, names.items[i], &body,
		    strcmp(names.items[i], dataset) == 0, false);
		buf_free(&body);
		free(path);
	}
	names_free(&names);
}

static void
put_v4(struct raw_writer *w)
{
	struct buf sets = { 0 };

	put_folder(w, V4, "Observations");
	buf_puts(&sets,
	    "{\"value\":[{\"name\":\"Dimensions\"},{\"name\":\"MeasureCodes\"},"
	    "{\"name\":\"MeasureGroups\"}]}");
	put_part(w, "Sets", &sets, false, false);
	buf_free(&sets);
}

/* The CSV files as one archive. */
static void
put_zip(struct raw_writer *w)
{
	struct names names = { 0 };
	struct err err = { 0 };
	struct buf body = { 0 }, *files;
	char *dir = made_dir(), *path = file_join(dir, "a.zip");
	zip_t *z = zip_open(path, ZIP_CREATE, NULL);

	if (z == NULL || file_list(V4 "/csv", ".csv", &names, &err) == -1)
		bail(&err);
	files = mem_new(names.n, sizeof(*files)); /* until the zip is closed */
	for (size_t i = 0; i < names.n; i++) {
		char *from = file_join(V4 "/csv", names.items[i]);

		read_changed(from, &files[i]);
		zip_file_add(z, names.items[i],
		    zip_source_buffer(z, files[i].data, files[i].len, 0), 0);
		free(from);
	}
	if (zip_close(z) == -1 || file_read(path, 1 << 20, &body, &err) == -1)
		bail(&err);
	put_part(w, "Table", &body, true, true);
	for (size_t i = 0; i < names.n; i++)
		buf_free(&files[i]);
	free(files);
	buf_free(&body);
	file_remove(dir, &err);
	names_free(&names);
	free(path);
	free(dir);
}

/* A rule each for three of its topics; one by its group. */
static struct source
definition(const char *adapter)
{
	static char people[] = "people", men[] = "men", home[] = "home";
	static char t1[] = "Aantal inwoners", t2[] = "Mannen",
		    t3[] = "Gemiddelde WOZ-waarde van woningen",
		    g2[] = "Geslacht", u3[] = "x 1 000 euro";
	static char *titles[] = { t1, t2, t3 }, *groups[] = { g2 },
		    *units[] = { u3 };
	static struct topic_rule rules[3];
	struct source src = made_source();

	rules[0] = (struct topic_rule){ .indicator = people,
		.titles = { &titles[0], 1, 1 } };
	rules[1] = (struct topic_rule){ .indicator = men,
		.titles = { &titles[1], 1, 1 },
		.groups = { groups, 1, 1 } };
	rules[2] = (struct topic_rule){ .indicator = home,
		.titles = { &titles[2], 1, 1 },
		.units = { units, 1, 1 } };
	src.adapter = (char *)(uintptr_t)adapter;
	src.file = src.base = (char *)"https://data.example";
	src.dataset = (char *)"UntypedDataSet";
	src.rules = rules;
	src.nrules = src.caprules = 3;
	pairs_add(&src.main, "Leeftijd", "10000");
	return src;
}

/* All that must be the same, as text. */
static const char *const questions[] = {
	"SELECT area_code, area_name, area_level, area_year, indicator, period,"
	" value, unit, dims, topic_title, topic_group, status, table_id "
	"FROM facts ORDER BY topic_title, topic_group, dims, period, area_code",
	"SELECT title, group_title, unit, decimals, indicator, provisional "
	"FROM topic ORDER BY 1, 2",
	"SELECT code, year, level, name, parent, municipality FROM area "
	"ORDER BY 1",
	"SELECT title, period, area_year FROM tbl",
	"SELECT topic.title, col.period, col.dims, area.code "
	"FROM gap JOIN col ON col.id = gap.k >> 24 "
	"JOIN topic ON topic.id = col.topic "
	"JOIN area ON area.id = gap.k & 16777215 ORDER BY 1, 2, 3, 4",
	"SELECT title, area_code, a.period, dims, reason FROM absences AS a "
	"JOIN topic ON topic.key = a.topic_key ORDER BY 1, 2, 3, 4",
};
#define QUESTIONS (sizeof(questions) / sizeof(questions[0]))

struct loaded {
	char *answers[QUESTIONS];
	uint64_t facts;
	int rc;
	struct ingest_result result;
	struct err err;
	struct store *store;
	char *dir;
};

/* The table by one of the three ways, into a store of its own. */
static void
bring(const char *kind, struct loaded *out)
{
	const bool v3 = strcmp(kind, "cbs-odata-v3") == 0;
	const bool v4 = strcmp(kind, "cbs-odata-v4") == 0;
	struct source src = definition(kind);
	struct raw_writer *w = NULL;
	struct raw_run run = { 0 };
	struct err err = { 0 };
	char *raw;

	out->dir = made_dir();
	out->store = made_store(out->dir);
	raw = file_join(out->dir, "raw");
	if (raw_begin(raw, "made", "90001NED", NOW, &w, &err) == -1)
		bail(&err);
	raw_writer_run(w)->rows = v3 ? 48 : v4 ? 365 : 0;
	if (v3)
		put_folder(w, V3, "UntypedDataSet");
	else if (v4)
		put_v4(w);
	else
		put_zip(w);
	if (raw_commit(w, &run, &err) == -1)
		bail(&err);
	out->rc = ingest_run(out->store, &src, &run, NULL, &out->result, &out->err);
	out->facts = out->result.facts;
	raw_run_clear(&run);
	pairs_free(&src.main);
	free(raw);
}

static void
load(const char *kind, struct loaded *out)
{
	bring(kind, out);
	ok(out->rc == 0, "%s: loaded: %s", kind, out->err.msg);
	for (size_t i = 0; i < QUESTIONS; i++)
		out->answers[i] = made_ask(out->store, questions[i]);
}

static void
unload(struct loaded *l)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		free(l->answers[i]);
	made_end(l->store, l->dir);
}

static void
same(const struct loaded *a, const struct loaded *b, const char *name)
{
	static const char *const what[] = { "facts", "topics", "areas",
		"the table", "cells that cannot occur", "why there is none" };

	ok(a->facts == b->facts, "%s: as many facts", name);
	for (size_t i = 0; i < QUESTIONS; i++) {
		char *full = mem_fmt("%s: %s", name, what[i]);

		ok(strlen(a->answers[i]) > 0, "%s: there are some", what[i]);
		is_str(b->answers[i], a->answers[i], full);
		free(full);
	}
}

/* What is in there, by eye, so that all three are not wrong alike. */
static void
right(const struct loaded *l)
{
	ok(l->facts == 361, "all but 23 of 384 cells have a value: %d",
	    (int)l->facts);
	is_answer(l->store,
	    "SELECT area_code, value, status, unit FROM facts WHERE indicator "
	    "= 'people' AND period = '2023' AND dims LIKE '%10000%' AND "
	    "area_level IN ('land', 'gemeente') ORDER BY 1",
	    "GM9001|9020.0|provisional|aantal\n"
	    "GM9002|10890.0|provisional|aantal\n"
	    "NL00|18700000.0|provisional|aantal",
	    "people");
	is_answer(l->store,
	    "SELECT count(*) FROM facts WHERE area_code = 'BU90010001' AND "
	    "topic_title LIKE 'Gemiddelde WOZ%' AND dims LIKE '%10000%'",
	    "0", "what is withheld is no fact");
	is_answer(l->store,
	    "SELECT count(*), min(value) FROM facts WHERE topic_title = "
	    "'Bevolkingsgroei' AND value < 0",
	    "23|-19.0", "growth may be negative");
	is_answer(l->store,
	    "SELECT count(*) FROM facts WHERE topic_title LIKE 'Afstand%' AND "
	    "value < 0",
	    "0", "a distance may not");
	is_answer(l->store,
	    "SELECT DISTINCT topic_group FROM facts WHERE indicator = 'men'",
	    "Bevolking > Geslacht", "a group within a group");
	is_answer(l->store,
	    "SELECT name FROM area WHERE code IN ('GM9002', 'WK9002TB') "
	    "ORDER BY 1",
	    "Het Bos\n’s-Gravenvoorde", "names");
}

static const char *const kinds[] = { "cbs-odata-v3", "cbs-odata-v4",
	"cbs-bulk-csv" };

/* Periods of a kind that is not kept: left out, told, and not for nothing. */
static void
odd_periods(void)
{
	for (size_t i = 0; i < 3; i++) {
		struct loaded l = { 0 };

		changes[0] = (struct change){ "2022JJ00", "2022W152" };
		bring(kinds[i], &l);
		ok(l.rc == 0, "%s: weeks beside years: %s", kinds[i],
		    l.err.msg);
		is_answer(l.store, "SELECT DISTINCT period FROM facts", "2023",
		    "the year is loaded");
		ok(strstr(l.result.notice,
		       "rows left out: of a period that is no year, half, "
		       "quarter or month (2022W152)") != NULL &&
			strtol(l.result.notice, NULL, 10) ==
			    (i == 0 ? 24 : 192),
		    "and the weeks are told: %s", l.result.notice);
		made_end(l.store, l.dir);
		changes[1] = (struct change){ "2023JJ00", "2023X000" };
		bring(kinds[i], &l);
		ok(l.rc == -1 && strstr(l.err.msg, "not one value") != NULL &&
			strstr(l.err.msg, "of periods that are no year") !=
			    NULL,
		    "%s: weeks alone: %s", kinds[i], l.err.msg);
		made_end(l.store, l.dir);
		changes[1] = (struct change){ "2023JJ00", "nonsense" };
		bring(kinds[i], &l);
		ok(l.rc == -1 &&
			strstr(l.err.msg, "is not a period known here") != NULL,
		    "%s: what is no key of a period: %s", kinds[i], l.err.msg);
		made_end(l.store, l.dir);
		memset(changes, 0, sizeof(changes));
	}
}

/* A zip with fewer figures than it says itself. */
static void
short_zip(void)
{
	struct loaded l = { 0 };

	changes[0] = (struct change){ "Regulier;365;", "Regulier;366;" };
	bring("cbs-bulk-csv", &l);
	ok(l.rc == -1 &&
		strstr(l.err.msg,
		    "365 observations, where ObservationCount in "
		    "Properties.csv says 366") != NULL,
	    "a zip that is not whole: %s", l.err.msg);
	is_answer(l.store, "SELECT count(*) FROM obs", "0", "loads nothing");
	made_end(l.store, l.dir);
	memset(changes, 0, sizeof(changes));
}

int
main(void)
{
	struct loaded v3 = { 0 }, v4 = { 0 }, bulk = { 0 };

	load("cbs-odata-v3", &v3);
	load("cbs-odata-v4", &v4);
	load("cbs-bulk-csv", &bulk);
	right(&v3);
	same(&v3, &v4, "v4 as v3");
	same(&v3, &bulk, "bulk as v3");
	unload(&v3);
	unload(&v4);
	unload(&bulk);
	odd_periods();
	short_zip();
	return done_testing();
}
