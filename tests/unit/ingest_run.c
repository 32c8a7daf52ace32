/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A raw run into facts.db: through the cache and the adapter as they are,
 * with everything that may be wrong in a table; all or nothing.
 */
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/digest.h"
#include "ingest/ingest.h"
#include "store/db.h"
#include "store_made.h"

#define NOW 1795311000

/* A table as text: rows are "area|period|age|people|rent|name", one a line.
 * A cell as it stands in JSON. */
struct table {
	const char *id;
	bool untyped;
	bool dims;	      /* with Perioden and Leeftijd */
	const char *rent_key; /* key of the second topic; NULL: not there */
	const char *rows;
	int page;     /* rows a page; 0: all in one */
	int counted;  /* rows the manifest counts; 0: as many as there are */
	bool no_main; /* the definition does not say which Leeftijd it means */
	bool clash;   /* its rules mean one indicator for both */
};

static char *top;

static void
bail(const struct err *err)
{
	printf("Bail out! %s\n", err->msg);
	exit(99);
}

static void
put_part(struct raw_writer *w, const char *role, int page, const char *text,
    uint64_t rows)
{
	struct raw_part part = { .role = mem_str(role),
		.page = page,
		.address = mem_fmt("https://data.example/%s", role),
		.status = 200,
		.decoded = strlen(text),
		.rows = rows,
		.at = NOW };
	struct err err = { 0 };

	digest_of(text, strlen(text), part.sha256);
	if (raw_part_begin(w, role, page, false, &err) == -1 ||
	    raw_part_push(w, text, strlen(text), &err) == -1 ||
	    raw_part_end(w, &part, &err) == -1)
		bail(&err);
	raw_part_clear(&part);
}

static void
put_set(struct raw_writer *w, const char *role, int page, const char *records,
    uint64_t rows)
{
	char *text =
	    mem_fmt("{\"odata.metadata\":\"x\",\"value\":[%s]}", records);

	put_part(w, role, page, text, rows);
	free(text);
}

static void
put_meta(struct raw_writer *w, const struct table *t)
{
	struct buf props = { 0 };
	char *infos = mem_fmt("{\"ID\":1,\"Identifier\":\"%s\",\"Title\":"
			      "\"Wijken 2024\",\"Period\":\"2024\","
			      "\"Modified\":\"2024-05-01T02:00:00\"}",
	    t->id);

	buf_puts(&props,
	    "{\"odata.type\":\"Cbs.OData.GeoDetail\",\"ID\":0,\"Position\":0,"
	    "\"ParentID\":null,\"Type\":\"GeoDetail\",\"Key\":"
	    "\"WijkenEnBuurten\",\"Title\":\"Wijken\",\"MapYear\":2024},");
	if (t->dims)
		buf_puts(&props,
		    "{\"ID\":1,\"Position\":1,\"ParentID\":null,\"Type\":"
		    "\"TimeDimension\",\"Key\":\"Perioden\",\"Title\":"
		    "\"Perioden\"},"
		    "{\"ID\":2,\"Position\":2,\"ParentID\":null,\"Type\":"
		    "\"Dimension\",\"Key\":\"Leeftijd\",\"Title\":"
		    "\"Leeftijd\"},");
	buf_puts(&props,
	    "{\"ID\":3,\"Position\":3,\"ParentID\":null,\"Type\":\"Topic\","
	    "\"Key\":\"Indelingswijziging_3\",\"Title\":"
	    "\"Indelingswijziging wijken en buurten\",\"Datatype\":"
	    "\"String\",\"Unit\":\"code\"},"
	    "{\"ID\":4,\"Position\":4,\"ParentID\":null,\"Type\":\"Topic\","
	    "\"Key\":\"AantalInwoners_4\",\"Title\":\"Aantal inwoners\","
	    "\"Datatype\":\"Long\",\"Unit\":\"aantal\",\"Decimals\":0}");
	if (t->rent_key != NULL)
		buf_putf(&props,
		    ",{\"ID\":5,\"Position\":5,\"ParentID\":null,\"Type\":"
		    "\"Topic\",\"Key\":\"%s\",\"Title\":\"Huur\","
		    "\"Datatype\":\"Double\",\"Unit\":\"%%\","
		    "\"Decimals\":1}",
		    t->rent_key);
	put_set(w, "TableInfos", 1, infos, 1);
	put_set(w, "DataProperties", 1, buf_str(&props), 4);
	put_set(w, "CategoryGroups", 1, "", 0);
	put_set(w, "WijkenEnBuurten", 1,
	    "{\"Key\":\"NL00      \",\"Title\":\"Nederland\","
	    "\"Description\":null},"
	    "{\"Key\":\"GM0603    \",\"Title\":\"Rijswijk\","
	    "\"Description\":null},"
	    "{\"Key\":\"WK060301  \",\"Title\":\"Wijk 01\","
	    "\"Description\":null},"
	    "{\"Key\":\"BU06030101\",\"Title\":\"Oud-Rijswijk\","
	    "\"Description\":null},"
	    "{\"Key\":\"BU06030102\",\"Title\":\"Te Werve\","
	    "\"Description\":null}",
	    5);
	if (t->dims) {
		put_set(w, "Perioden", 1,
		    "{\"Key\":\"2023JJ00\",\"Title\":\"2023\"},"
		    "{\"Key\":\"2024JJ00\",\"Title\":\"2024\"}",
		    2);
		put_set(w, "Leeftijd", 1,
		    "{\"Key\":\"1\",\"Title\":\"jong\"},"
		    "{\"Key\":\"2\",\"Title\":\"oud\"}",
		    2);
	}
	free(infos);
	buf_free(&props);
}

/* "BU06030101 2024JJ00 1 1 20 40.5" (blanks between; change code, people,
 * rent) to a record. */
static void
put_record(struct buf *out, const struct table *t, const char *line, int id)
{
	char area[16], period[16] = "", age[16] = "", change[32], people[32],
		       rent[32] = "null";

	if (t->dims)
		sscanf(line, "%15s %15s %15s %31s %31s %31s", area, period, age,
		    change, people, rent);
	else
		sscanf(line, "%15s %31s %31s %31s", area, change, people, rent);
	buf_putf(out, "{\"ID\":%d,\"WijkenEnBuurten\":\"%-10s\"", id, area);
	if (t->dims)
		buf_putf(out, ",\"Perioden\":\"%s\",\"Leeftijd\":\"%s\"",
		    period, age);
	buf_putf(out, ",\"Indelingswijziging_3\":\"%s\"", change);
	buf_putf(out, ",\"AantalInwoners_4\":%s", people);
	if (t->rent_key != NULL)
		buf_putf(out, ",\"%s\":%s", t->rent_key, rent);
	buf_putc(out, '}');
}

static void
put_rows(struct raw_writer *w, const struct table *t)
{
	const char *role = t->untyped ? "UntypedDataSet" : "TypedDataSet";
	struct buf records = { 0 };
	int n = 0, page = 1, in_page = 0;

	for (const char *line = t->rows; *line != '\0';) {
		if (in_page > 0)
			buf_putc(&records, ',');
		put_record(&records, t, line, n++);
		in_page++;
		line += strcspn(line, "\n");
		line += *line == '\n';
		if (in_page == t->page || *line == '\0') {
			put_set(w, role, page++, buf_str(&records),
			    (uint64_t)in_page);
			buf_clear(&records);
			in_page = 0;
		}
	}
	raw_writer_run(w)->rows = (uint64_t)(t->counted != 0 ? t->counted : n);
	buf_free(&records);
}

/* Write it to raw/ and read its record back. */
static void
make_run(const struct table *t, struct raw_run *run)
{
	char *dir = file_join(top, "raw");
	struct raw_writer *w = NULL;
	struct err err = { 0 };

	if (raw_begin(dir, "made", t->id, NOW, &w, &err) == -1)
		bail(&err);
	put_meta(w, t);
	put_rows(w, t);
	if (raw_commit(w, run, &err) == -1)
		bail(&err);
	free(dir);
}

static struct source
source_for(const struct table *t)
{
	static char adapter[] = "cbs-odata-v3", base[] = "https://data.example",
		    typed[] = "TypedDataSet", untyped[] = "UntypedDataSet",
		    people[] = "people";
	static char title[] = "Aantal inwoners", *titles[] = { title };
	static char age[] = "Leeftijd", old[] = "2", young[] = "1",
		    young_people[] = "young_people";
	static struct pair main_age = { age, old }, young_age = { age, young };
	static struct topic_rule rules[2];
	struct source src = made_source();

	rules[0] = (struct topic_rule){ .indicator = people,
		.titles = { titles, 1, 1 } };
	rules[1] =
	    (struct topic_rule){ .indicator = t->clash ? people : young_people,
		    .titles = { titles, 1, 1 },
		    .members = { &young_age, 1, 1 } };
	if (t->dims && !t->no_main)
		src.main = (struct pairs){ &main_age, 1, 1 };
	src.adapter = adapter;
	src.base = base;
	src.file = base;
	src.dataset = t->untyped ? untyped : typed;
	src.rules = rules;
	src.nrules = src.caprules = 2;
	return src;
}

/* Make a run of the table and load it. */
static int
ingest(struct store *s, const struct table *t, struct ingest_result *out,
    struct err *err)
{
	const struct source src = source_for(t);
	struct raw_run run = { 0 };
	int rc;

	make_run(t, &run);
	rc = ingest_run(s, &src, &run, NULL, out, err);
	raw_run_clear(&run);
	return rc;
}

static void
good(struct store *s, const struct table *t, uint64_t facts, uint64_t changed,
    const char *name)
{
	struct ingest_result r = { 0 };
	struct err err = { 0 };

	if (!ok(ingest(s, t, &r, &err) == 0 && r.facts == facts &&
		    r.changed == changed,
		"%s: %d facts, %d changed", name, (int)facts, (int)changed))
		printf(
		    "# %s (%d, %d)\n", err.msg, (int)r.facts, (int)r.changed);
}

/* Refused, with these words, and nothing in the database changed. */
static void
bad(struct store *s, const struct table *t, const char *words, const char *name)
{
	struct ingest_result r = { .rows = 77 };
	struct err err = { 0 };
	char *before = made_dump(s), *after;

	ok(ingest(s, t, &r, &err) == -1 && r.rows == 77, "%s: refused", name);
	if (!ok(strstr(err.msg, words) != NULL, "%s: '%s'", name, words))
		printf("# %s\n", err.msg);
	after = made_dump(s);
	is_str(after, before, "the database is as it was");
	free(before);
	free(after);
}

static const char plain[] = "NL00 . 1000 50.5\n"
			    "GM0603 . 60 40\n"
			    "WK060301 1 50 null\n"
			    "BU06030101 1 20 40.5\n"
			    "BU06030102 3 30 null\n";

static void
test_good(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table t = {
		.id = "T1", .rent_key = "Huur_5", .rows = plain, .page = 2
	};

	good(s, &t, 8, 8, "three pages");
	is_answer(s,
	    "SELECT area_code, area_name, indicator, period, value, topic_key "
	    "FROM facts WHERE area_level = 'buurt' ORDER BY 1, 6",
	    "BU06030101|Oud-Rijswijk|people|2024|20.0|AantalInwoners_4\n"
	    "BU06030101|Oud-Rijswijk|NULL|2024|40.5|Huur_5\n"
	    "BU06030102|Te Werve|people|2024|30.0|AantalInwoners_4",
	    "the facts");
	is_answer(s, "SELECT code, change FROM area WHERE level = 'buurt'",
	    "BU06030101|1\nBU06030102|3", "codes of change");
	is_answer(s, "SELECT topic_key, delivered FROM topics ORDER BY 1",
	    "AantalInwoners_4|1\nHuur_5|1\nIndelingswijziging_3|1",
	    "a text topic is a topic, and no fact");
	is_answer(s, "SELECT area_code, reason FROM absences ORDER BY 1",
	    "BU06030102|withheld\nWK060301|not-delivered",
	    "why there is no value");
	t.rent_key = "Huur_99";
	good(s, &t, 8, 0, "another key for the same topic");
	is_answer(s, "SELECT DISTINCT topic_key, run FROM facts ORDER BY 1",
	    "AantalInwoners_4|T1.20261122T013000Z\n"
	    "Huur_99|T1.20261122T013000Z",
	    "the new key, the run the values came with");
	t.rent_key = NULL;
	good(s, &t, 5, 3, "a topic went away");
	is_answer(s, "SELECT count(*), topic_key FROM fact_history",
	    "3|Huur_99", "its values are history");
	made_end(s, dir);
}

static void
test_untyped(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	const struct table t = { .id = "T2",
		.untyped = true,
		.dims = true,
		.rent_key = "Huur_5",
		.rows = "GM0603 2023JJ00 1 . \"60\" \".\"\n"
			"BU06030101 2023JJ00 1 1 \"20\" \"\"\n"
			"BU06030102 2023JJ00 1 1 \".\" \"1.5\"\n"
			"GM0603 2024JJ00 2 . \"61\" \"2.5\"\n"
			"BU06030101 2024JJ00 2 1 \"21\" \"\"\n"
			"BU06030102 2024JJ00 2 1 \"31\" \"\"\n" };

	good(s, &t, 7, 7, "untyped, with periods and members");
	is_answer(s,
	    "SELECT area_code, period, dims, value FROM facts "
	    "WHERE indicator LIKE '%people' ORDER BY 1, 2",
	    "BU06030101|2023|Leeftijd=1|20.0\n"
	    "BU06030101|2024|Leeftijd=2|21.0\n"
	    "BU06030102|2024|Leeftijd=2|31.0\n"
	    "GM0603|2023|Leeftijd=1|60.0\n"
	    "GM0603|2024|Leeftijd=2|61.0",
	    "the facts");
	is_answer(s,
	    "SELECT area_code, topic_key, period, reason FROM absences "
	    "ORDER BY 1, 2, 3",
	    "BU06030101|Huur_5|2023|cannot-occur\n"
	    "BU06030101|Huur_5|2024|cannot-occur\n"
	    "BU06030102|AantalInwoners_4|2023|withheld\n"
	    "BU06030102|Huur_5|2024|cannot-occur\n"
	    "GM0603|Huur_5|2023|not-delivered",
	    "why there is no value");
	is_answer(s, "SELECT count(*) FROM gap", "1",
	    "a reason that holds for a whole level is noted once");
	good(s, &t, 7, 0, "the same again");
	made_end(s, dir);
}

/* What a column is depends on the members it is about. */
static void
test_members(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table t = { .id = "T4",
		.dims = true,
		.rows = "GM0603 2024JJ00 1 . 60\n"
			"GM0603 2024JJ00 2 . 61\n"
			"GM0603 2023JJ00 2 . 62\n" };

	good(s, &t, 3, 3, "two members of a dimension");
	is_answer(s,
	    "SELECT indicator, period, dims, value FROM facts ORDER BY 1, 2",
	    "people|2023|Leeftijd=2|62.0\n"
	    "people|2024|Leeftijd=2|61.0\n"
	    "young_people|2024|Leeftijd=1|60.0",
	    "the main member, and the one a rule names");
	is_answer(s, "SELECT DISTINCT indicator FROM topics", "NULL",
	    "the topic alone is neither");
	t.clash = true;
	bad(s, &t,
	    "two columns fit indicator \"people\": AantalInwoners_4 (title "
	    "\"Aantal inwoners\", unit \"aantal\"), 2024, Leeftijd=1 and "
	    "AantalInwoners_4 (title \"Aantal inwoners\", unit "
	    "\"aantal\"), 2024, Leeftijd=2: ",
	    "two columns for one indicator");
	t.clash = false;
	t.no_main = true;
	bad(s, &t,
	    "which member of Leeftijd is meant, neither the rule for "
	    "\"people\" nor \"main\" says",
	    "a member that nobody names");
	t.no_main = false;
	t.rows = "GM0603 2024JJ00 1 . 60\n";
	bad(s, &t,
	    "table T4: \"main\" names member \"2\" of dimension \"Leeftijd\", "
	    "of which the table has no row",
	    "a member that the table does not have");
	made_end(s, dir);
}

static void
test_bad(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table t = { .id = "T1", .rent_key = "Huur_5", .rows = plain };

	good(s, &t, 8, 8, "a good one");
	t.rows = "NL00 . 1 1\nBU06030101 1 20 1\nGM0603 . 60 1\n"
		 "BU06030101 1 20 1\n";
	t.page = 3;
	bad(s, &t,
	    "TypedDataSet-2.json.gz: row 4: BU06030101: is in row 2 "
	    "already",
	    "an area twice");
	t.rows = "NL00 . 1 1\nBU06030101 1 null null\nBU06030101 1 null null";
	t.page = 0;
	bad(s, &t, "row 3: BU06030101: is in row 2", "twice, and empty");
	t.rows = plain;
	t.counted = 6;
	bad(s, &t, "5 rows where the manifest counts 6", "too few rows");
	t.counted = 4;
	bad(s, &t, "5 rows where the manifest counts 4", "too many rows");
	t.counted = 0;
	t.rows = "NL00 . null null\nGM0603 . null null\n";
	bad(s, &t, "not one value in 2 rows", "nothing in it");
	t.rows = "BU99990101 1 5 5\n";
	bad(s, &t, "not one value in 1 rows (1 of them of areas",
	    "only areas that are not described");
	t.rows = "NL00 . 1 \"x\"\n";
	bad(s, &t, "TypedDataSet-1.json.gz: row 1: Huur_5", "no number");
	made_end(s, dir);
}

static void
test_dims_twice(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	const struct table t = { .id = "T3",
		.dims = true,
		.rows = "GM0603 2023JJ00 1 . 60\nGM0603 2024JJ00 1 . 60\n"
			"GM0603 2024JJ00 2 . 60\nGM0603 2024JJ00 1 . 60\n" };

	bad(s, &t, "row 4: GM0603 2024 Leeftijd=1: is in row 2 already",
	    "twice for one period and member");
	made_end(s, dir);
}

static void
test_unknown(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	const struct table t = { .id = "T1",
		.rent_key = "Huur_5",
		.rows = "NL00 . 1 1\nBU99990101 1 5 5\nGM0603 . 2 2\n" };
	struct ingest_result r = { 0 };
	struct err err = { 0 };

	ok(ingest(s, &t, &r, &err) == 0 && r.unknown_areas == 1 &&
		r.rows == 3 && r.facts == 4 && r.topics == 3 && r.mapped == 1,
	    "an area that is not described is left out and counted");
	is_answer(s, "SELECT message FROM runs",
	    "1 row left out: not of an area that the table "
	    "describes (BU99990101)",
	    "the run tells");
	is_answer(s, "SELECT DISTINCT area_code FROM facts ORDER BY 1",
	    "GM0603\nNL00", "the others are there");
	made_end(s, dir);
}

static void
test_damaged(void)
{
	char *dir = made_dir(), *file, *before, *after;
	struct store *s = made_store(dir);
	const struct table t = {
		.id = "T1", .rent_key = "Huur_5", .rows = plain
	};
	const struct source src = source_for(&t);
	const struct raw_part *part;
	struct ingest_result r = { 0 };
	struct raw_run run = { 0 };
	struct err err = { 0 };
	struct buf body = { 0 };

	good(s, &t, 8, 8, "a good one");
	before = made_dump(s);
	make_run(&t, &run);
	part = raw_find(&run, "TypedDataSet", 1);
	file = file_join(run.dir, part->file);
	if (file_read(file, 1u << 20, &body, &err) == -1 ||
	    file_write(file, body.data, body.len / 2, 0644, &err) == -1)
		bail(&err);
	ok(ingest_run(s, &src, &run, NULL, &r, &err) == -1, "a part that was cut: %s",
	    err.msg);
	unlink(file);
	ok(ingest_run(s, &src, &run, NULL, &r, &err) == -1, "a part that is gone: %s",
	    err.msg);
	after = made_dump(s);
	is_str(after, before, "the database is as it was");
	free(before);
	free(after);
	free(file);
	buf_free(&body);
	raw_run_clear(&run);
	made_end(s, dir);
}

static void
test_failed(void)
{
	char *dir = made_dir(), *raw = file_join(top, "raw");
	struct store *s = made_store(dir);
	const struct table t = { .id = "T9", .rows = plain };
	const struct source src = source_for(&t);
	struct raw_writer *w = NULL;
	struct ingest_result r = { .rows = 5 };
	struct raw_runs runs = { 0 };
	struct err err = { 0 };

	if (raw_begin(raw, "made", "T9", NOW, &w, &err) == -1 ||
	    raw_fail(w, "host not found", &err) == -1 ||
	    raw_runs(raw, "made", "T9", &runs, &err) == -1)
		bail(&err);
	ok(runs.n == 1 && ingest_run(s, &src, &runs.items[0], NULL, &r, &err) == 0 &&
		r.rows == 0,
	    "a failed run: %s", err.msg);
	is_answer(s, "SELECT id, source, result, message FROM runs",
	    "T9.20261122T013000Z|made|failed|host not found",
	    "only its row in runs");
	is_answer(s, "SELECT count(*) FROM tbl", "0", "no table");
	raw_runs_free(&runs);
	free(raw);
	made_end(s, dir);
}

/* Load all runs in raw/, oldest first, as a rebuild does. */
static void
load_all(struct store *s, const struct table *t, const struct table *u)
{
	char *raw = file_join(top, "raw");
	struct raw_runs runs = { 0 };
	struct ingest_result r;
	struct err err = { 0 };

	if (raw_runs(raw, NULL, NULL, &runs, &err) == -1)
		bail(&err);
	for (size_t i = 0; i < runs.n; i++) {
		const struct source src = source_for(
		    strcmp(runs.items[i].table, u->id) == 0 ? u : t);

		if (ingest_run(s, &src, &runs.items[i], NULL, &r, &err) == -1)
			bail(&err);
	}
	raw_runs_free(&runs);
	free(raw);
}

/* Refreshed week after week, or loaded again from raw/ in one go: equal, ids
 * and all. */
static void
test_rebuild(void)
{
	static const char *const weeks[] = { plain,
		"NL00 . 1000 50.5\nGM0603 . 61 40\nWK060301 1 50 1\n"
		"BU06030101 1 null 40.5\nBU06030102 3 30 null\n",
		"NL00 . 1000 50.5\nGM0603 . 62 40\nWK060301 1 50 1\n"
		"BU06030101 1 20 40.5\n" };
	char *dir = made_dir(), *dir2 = made_dir(), *a, *b;
	struct store *s = made_store(dir), *again = made_store(dir2);
	struct table t = { .id = "T1" };
	struct table u = { .id = "T2",
		.dims = true,
		.rent_key = "Huur_5",
		.rows = "GM0603 2023JJ00 1 . 60 1\n"
			"GM0603 2024JJ00 1 . 60 null\n"
			"GM0603 2024JJ00 2 . 61 null\n" };
	static const uint64_t changed[] = { 5, 6, 3 };

	for (size_t i = 0; i < 3; i++) {
		t.rent_key = i == 0 ? NULL : "Huur_5";
		t.rows = weeks[i];
		good(s, &t, i == 0 ? 5 : 8, changed[i], "a week");
		good(s, &u, 4, i == 0 ? 4 : 0, "another table");
	}
	load_all(again, &t, &u);
	a = made_dump(s);
	b = made_dump(again);
	is_str(b, a, "rebuilt from raw/: equal");
	ok(strstr(a, "T1.20261122T013002Z") != NULL, "with three weeks");
	free(a);
	free(b);
	made_end(again, dir2);
	made_end(s, dir);
}

static void
each(void (*test)(void))
{
	struct err err = { 0 };

	top = made_dir();
	test();
	if (file_remove(top, &err) == -1)
		bail(&err);
	free(top);
}

int
main(void)
{
	each(test_good);
	each(test_untyped);
	each(test_members);
	each(test_bad);
	each(test_dims_twice);
	each(test_unknown);
	each(test_damaged);
	each(test_failed);
	each(test_rebuild);
	return done_testing();
}
