/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Loading a table, and loading it again: what changed is kept with both runs,
 * what did not is not touched, and a failure leaves everything as it was.
 */
#include "store_made.h"

#define X NAN
#define N MADE_CANNOT

static void
two_topics(struct table_meta *m)
{
	made_meta(m, "T1", 2024);
	made_topic(
	    m, "Inwoners_1", "Inwoners", "Bevolking", "aantal", "inhabitants");
	made_topic(m, "Huur_2", "Huur", "Wonen", "%", NULL);
}

static void
load(struct store *s, struct table_meta *m, const char *stamp,
    const double *values, uint64_t want, const char *name)
{
	struct err err = { 0 };
	uint64_t changed = 99999;

	if (!ok(made_load(s, m, stamp, values, &changed, &err) == 0,
		"%s: loads", name))
		printf("# %s\n", err.msg);
	ok(changed == want, "%s: %d changed", name, (int)changed);
}

static void
test_first(void)
{
	static const double v[] = { 100, 60, 50, 20, 30, 10, /**/
		X, X, 40.5, X, 41, N };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	two_topics(&m);
	m.topics[0].provisional = true;
	load(s, &m, "20260101T000000Z", v, 8, "first");
	is_answer(s, "SELECT * FROM facts WHERE area_code = 'BU06030102'",
	    "BU06030102|Te Werve|buurt|2024|inhabitants|2024|30.0|"
	    "provisional|aantal||made|T1|Inwoners_1|Inwoners|Bevolking|"
	    "T1.20260101T000000Z\n"
	    "BU06030102|Te Werve|buurt|2024|NULL|2024|41.0|final|%||made|T1|"
	    "Huur_2|Huur|Wonen|T1.20260101T000000Z",
	    "facts of an area");
	is_answer(s,
	    "SELECT area_code, topic_key, period, dims, reason FROM absences "
	    "ORDER BY area_code",
	    "BU06030101|Huur_2|2024||withheld\n"
	    "BU06030103|Huur_2|2024||cannot-occur\n"
	    "GM0603|Huur_2|2024||not-delivered\n"
	    "NL00|Huur_2|2024||not-delivered",
	    "why there is no value");
	is_answer(s, "SELECT * FROM areas WHERE code = 'WK060301'",
	    "WK060301|2024|wijk|Wijk 01|GM0603|GM0603", "an area");
	is_answer(s, "SELECT * FROM topics ORDER BY topic_key",
	    "made|T1|Huur_2|Huur|Wonen|%|NULL|1\n"
	    "made|T1|Inwoners_1|Inwoners|Bevolking|aantal|inhabitants|1",
	    "the topics");
	is_answer(s, "SELECT * FROM runs",
	    "T1.20260101T000000Z|made|2023-11-14T22:13:20Z|"
	    "2023-11-14T22:14:20Z|ok|3|1000|6|NULL",
	    "the run");
	is_answer(s, "SELECT count(*) FROM fact_history", "0",
	    "nothing was replaced");
	is_answer(s, "SELECT revision FROM state", "1", "revision 1");
	table_meta_clear(&m);
	made_end(s, dir);
}

static void
test_same(void)
{
	static const double v[] = { 100, 60, 50, 20, 30, 10, /**/
		X, X, 40.5, X, 41, N };
	char *dir = made_dir(), *before, *after;
	struct store *s = made_store(dir);
	struct table_meta m;

	two_topics(&m);
	load(s, &m, "20260101T000000Z", v, 8, "first");
	before = made_ask(s,
	    "SELECT * FROM obs UNION ALL SELECT * FROM gap "
	    "UNION ALL SELECT id, run FROM col UNION ALL "
	    "SELECT * FROM state");
	load(s, &m, "20260102T000000Z", v, 0, "the same again");
	after = made_ask(s,
	    "SELECT * FROM obs UNION ALL SELECT * FROM gap "
	    "UNION ALL SELECT id, run FROM col UNION ALL "
	    "SELECT * FROM state");
	is_str(after, before, "values, gaps, columns, revision are the same");
	is_answer(s, "SELECT DISTINCT run FROM facts", "T1.20260101T000000Z",
	    "facts keep their run");
	is_answer(s, "SELECT id, result FROM runs",
	    "T1.20260101T000000Z|ok\nT1.20260102T000000Z|ok",
	    "both runs are there");
	free(before);
	free(after);
	table_meta_clear(&m);
	made_end(s, dir);
}

static void
test_revised(void)
{
	static const double v1[] = { 100, 60, 50, 20, 30, 10, /**/
		X, X, 40.5, X, 41, X };
	static const double v2[] = { 100, 60, 50, 25, 30, X, /**/
		X, X, 40.5, 39, 41, X };
	static const double v3[] = { 100, 60, 50, 26, 30, 10, /**/
		X, X, 40.5, 39, 41, X };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	two_topics(&m);
	load(s, &m, "20260101T000000Z", v1, 8, "first");
	load(s, &m, "20260201T000000Z", v2, 3, "revised, gone and new");
	is_answer(s,
	    "SELECT area_code, topic_key, value, run FROM facts "
	    "WHERE area_level = 'buurt' ORDER BY topic_key, area_code",
	    "BU06030101|Huur_2|39.0|T1.20260201T000000Z\n"
	    "BU06030102|Huur_2|41.0|T1.20260101T000000Z\n"
	    "BU06030101|Inwoners_1|25.0|T1.20260201T000000Z\n"
	    "BU06030102|Inwoners_1|30.0|T1.20260101T000000Z",
	    "each value with its own run");
	is_answer(s,
	    "SELECT area_code, indicator, value, run, replaced_by_run "
	    "FROM fact_history ORDER BY area_code",
	    "BU06030101|inhabitants|20.0|T1.20260101T000000Z|"
	    "T1.20260201T000000Z\n"
	    "BU06030103|inhabitants|10.0|T1.20260101T000000Z|"
	    "T1.20260201T000000Z",
	    "the old values with both runs");
	load(s, &m, "20260301T000000Z", v3, 2, "revised twice, and back");
	is_answer(s,
	    "SELECT area_code, value, run, replaced_by_run "
	    "FROM fact_history ORDER BY area_code, replaced_by_run",
	    "BU06030101|20.0|T1.20260101T000000Z|T1.20260201T000000Z\n"
	    "BU06030101|25.0|T1.20260201T000000Z|T1.20260301T000000Z\n"
	    "BU06030103|10.0|T1.20260101T000000Z|T1.20260201T000000Z",
	    "the whole history");
	is_answer(s, "SELECT revision FROM state", "3", "revision 3");
	table_meta_clear(&m);
	made_end(s, dir);
}

/* Figures that were provisional become final without changing. */
static void
test_final(void)
{
	static const double v1[] = { 1, 1, 1, 1, 1, 1 };
	static const double v2[] = { 1, 1, 1, 1, 2, 1 };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL)->provisional = true;
	load(s, &m, "20260101T000000Z", v1, 6, "provisional");
	load(s, &m, "20260201T000000Z", v2, 1, "revised");
	m.topics[0].provisional = false;
	load(s, &m, "20260301T000000Z", v2, 0, "final");
	is_answer(s, "SELECT DISTINCT status FROM facts", "final",
	    "all are final now");
	is_answer(s, "SELECT status, value FROM fact_history",
	    "provisional|1.0", "what was replaced was provisional");
	is_answer(s, "SELECT revision FROM state", "3", "that is a change too");
	table_meta_clear(&m);
	made_end(s, dir);
}

/* A topic put in before another changes that one's key, not what it is. */
static void
test_renumbered(void)
{
	static const double v1[] = { 100, 60, 50, 20, 30, 10, /**/
		X, X, 40.5, X, 41, X };
	static const double v2[] = { 1, 2, 3, 4, 5, 6, /**/
		X, X, 40.5, X, 41, X };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	two_topics(&m);
	load(s, &m, "20260101T000000Z", v1, 8, "first");
	table_meta_clear(&m);
	made_meta(&m, "T1", 2024);
	made_topic(&m, "Geboren_1", "Geboren", "Bevolking", "aantal", NULL);
	made_topic(&m, "Huur_3", "Huur", "Wonen", "%", NULL);
	load(s, &m, "20260201T000000Z", v2, 12, "one gone, one new");
	is_answer(s, "SELECT topic_key, delivered FROM topics ORDER BY 1",
	    "Geboren_1|1\nHuur_3|1", "topics as they are now");
	is_answer(s,
	    "SELECT DISTINCT topic_key, topic_title, run FROM facts "
	    "ORDER BY 1",
	    "Geboren_1|Geboren|T1.20260201T000000Z\n"
	    "Huur_3|Huur|T1.20260101T000000Z",
	    "what stayed keeps its values and their run");
	is_answer(s,
	    "SELECT count(*), topic_title, replaced_by_run "
	    "FROM fact_history",
	    "6|Inwoners|T1.20260201T000000Z",
	    "values of what went are in the history");
	is_answer(s, "SELECT DISTINCT topic_key FROM absences", "Huur_3",
	    "what went is not missed");
	is_answer(s, "SELECT count(*) FROM obs_run", "0",
	    "a new column takes its run once, not value by value");
	table_meta_clear(&m);
	two_topics(&m);
	load(s, &m, "20260301T000000Z", v1, 12, "and back again");
	is_answer(s, "SELECT id, active FROM topic ORDER BY id",
	    "1|1\n2|1\n3|0", "the same topic, not a fourth");
	table_meta_clear(&m);
	made_end(s, dir);
}

/* Two topics that agree in title, group and unit stay two. */
static void
test_twins(void)
{
	static const double v1[] = { 1, 1, 1, 1, 1, 1, /**/
		2, 2, 2, 2, 2, 2 };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "Totaal_1", "Totaal", "", "aantal", NULL);
	made_topic(&m, "Totaal_2", "Totaal", "", "aantal", NULL);
	load(s, &m, "20260101T000000Z", v1, 12, "twins");
	load(s, &m, "20260102T000000Z", v1, 0, "twins again");
	is_answer(s, "SELECT key, twin FROM topic", "Totaal_1|0\nTotaal_2|1",
	    "both are there");
	table_meta_clear(&m);
	made_end(s, dir);
}

static void
test_slots(void)
{
	static const double v1[] = { 1, 1, 1, 1, 1, 1 };
	static const double v2[] = { 2, 2, 2, 2, 2, 2 };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "Ziek_1", "Ziek", "", "%", "ill");
	ok(made_load_at(s, &m, "20260101T000000Z", "2024Q3", "Leeftijd=1", v1,
	       &changed, &err) == 0,
	    "a quarter, one age");
	is_answer(s,
	    "SELECT DISTINCT indicator, period, dims, value FROM facts",
	    "ill|2024Q3|Leeftijd=1|1.0", "period and members");
	ok(made_load_at(s, &m, "20260102T000000Z", "2024Q4", "Leeftijd=1", v2,
	       &changed, &err) == 0 &&
		changed == 12,
	    "the next quarter in its place");
	is_answer(s, "SELECT DISTINCT period, value FROM facts", "2024Q4|2.0",
	    "only the new one");
	is_answer(s, "SELECT DISTINCT period, value FROM fact_history",
	    "2024Q3|1.0", "the old one is history");
	is_answer(s, "SELECT count(*) FROM absences", "0", "and is not missed");
	table_meta_clear(&m);
	made_end(s, dir);
}

static void
test_areas(void)
{
	static const double v[] = { 1, 1, 1, 1, 1, 1 };
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	load(s, &m, "20260101T000000Z", v, 6, "first");
	table_meta_clear(&m);
	made_meta(&m, "T2", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	free(m.areas.items[2].name);
	m.areas.items[2].name = mem_str("Wijk 01 Het oude dorp");
	free(m.areas.items[3].name);
	m.areas.items[3].name = mem_str("Oud");
	m.areas_in_rows = true;
	load(s, &m, "20260101T000000Z", v, 6, "another table");
	is_answer(s,
	    "SELECT code, name FROM areas WHERE code IN ('WK060301', "
	    "'BU06030101') ORDER BY code",
	    "BU06030101|Oud-Rijswijk\nWK060301|Wijk 01 Het oude dorp",
	    "the fuller name stays, the cut one does not win");
	is_answer(
	    s, "SELECT count(*) FROM areas", "6", "one row a code and vintage");
	m.areas_in_rows = false;
	load(s, &m, "20260102T000000Z", v, 0, "a table that describes areas");
	is_answer(s, "SELECT code, name FROM areas WHERE name LIKE 'Oud%'",
	    "BU06030101|Oud", "may name one anew");
	is_answer(s, "SELECT search FROM area WHERE code = 'BU06030101'",
	    "bu06030101 oud", "and it is found by that");
	table_meta_clear(&m);
	made_meta(&m, "T3", 2023);
	made_topic(&m, "A_1", "A", "", "", NULL);
	load(s, &m, "20260101T000000Z", v, 6, "another vintage");
	is_answer(
	    s, "SELECT count(*) FROM areas", "12", "the same codes again");
	is_answer(s,
	    "SELECT area_year, period FROM facts WHERE area_code = 'GM0603' "
	    "ORDER BY 1",
	    "2023|2023\n2024|2024\n2024|2024", "facts in their own vintage");
	is_answer(s,
	    "SELECT year, name FROM areas WHERE code = 'BU06030101' "
	    "ORDER BY year",
	    "2023|Oud-Rijswijk\n2024|Oud", "and so are names");
	table_meta_clear(&m);
	made_end(s, dir);
}

/* Columns from before members were told by name are found again. */
static void
test_members(void)
{
	static const double v[] = { 1, 2, 3, 4, 5, 6 };
	static const char before[] = "Marges=MW;Leeftijd=2\"0\\",
			  now[] = "Leeftijd=2\"0\\;Marges=MW";
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct table_meta m;
	struct err err = { 0 };
	uint64_t changed = 99;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	ok(made_load_at(s, &m, "20260101T000000Z", "2024", before, v, &changed,
	       &err) == 0,
	    "members as the source lists them: %s", err.msg);
	ok(made_load_at(s, &m, "20260102T000000Z", "2024", now, v, &changed,
	       &err) == 0 &&
		changed == 0,
	    "the same by name: no value is another: %s", err.msg);
	is_answer(s, "SELECT count(*), min(active), min(dims) FROM col",
	    "1|1|Leeftijd=2\"0\\;Marges=MW", "it is the same column");
	is_answer(s, "SELECT count(*) FROM fact_history", "0", "no history");
	ok(made_load_at(
	       s, &m, "20260103T000000Z", "2024", now, v, &changed, &err) == 0,
	    "and again: %s", err.msg);
	is_answer(s, "SELECT count(*), count(DISTINCT area_code) FROM facts",
	    "6|6", "no fact is there twice");
	table_meta_clear(&m);
	made_end(s, dir);
}

static void
test_order(void)
{
	static const double v[] = { 1, 1, 1, 1, 1, 1 };
	char *dir = made_dir(), *before, *after;
	struct store *s = made_store(dir);
	struct source src = made_source();
	struct load_run failed = { .id = "T1.20260105T000000Z",
		.table = "T1",
		.started = 1700000000,
		.ended = 1700000001,
		.requests = 1,
		.message = "host not found" };
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;
	bool yes = false;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	load(s, &m, "20260102T000000Z", v, 6, "first");
	before = made_dump(s);
	ok(made_load(s, &m, "20260102T000000Z", v, &changed, &err) == -1 &&
		strstr(err.msg, "already") != NULL,
	    "a run is loaded once: %s", err.msg);
	ok(made_load(s, &m, "20260101T000000Z", v, &changed, &err) == -1 &&
		strstr(err.msg, "feiten rebuild") != NULL,
	    "not an older one on top: %s", err.msg);
	after = made_dump(s);
	is_str(after, before, "both left the database as it was");
	ok(store_put_failed_run(s, &src, &failed, &err) == 0,
	    "a failed run gets its row");
	is_answer(s, "SELECT id, result, message FROM runs WHERE message <> ''",
	    "T1.20260105T000000Z|failed|host not found", "with the reason");
	is_answer(s, "SELECT DISTINCT run FROM facts", "T1.20260102T000000Z",
	    "and nothing else changes");
	ok(store_has_run(s, failed.id, &yes, &err) == 0 && yes, "it is known");
	ok(store_has_run(s, "T1.x", &yes, &err) == 0 && !yes, "another is not");
	free(before);
	free(after);
	table_meta_clear(&m);
	made_end(s, dir);
}

/* A full disk in the middle of a load. */
static void
test_full(void)
{
	static const double v1[] = { 1, 1, 1, 1, 1, 1 };
	static const double v2[501 * MADE_AREAS] = { 2, 2, 2, 2, 2, 2 };
	char *dir = made_dir(), *before, *after, *pages, *limit;
	struct store *s = made_store(dir);
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;
	int i;

	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	load(s, &m, "20260101T000000Z", v1, 6, "first");
	before = made_dump(s);
	pages = made_ask(s, "PRAGMA page_count");
	limit = mem_fmt("PRAGMA max_page_count = %s", pages);
	ok(db_exec(s, limit, &err) == 0, "%s", limit);
	for (i = 0; i < 500; i++) {
		char *key = mem_fmt("Extra_%d", i + 2);

		made_topic(&m, key, key, "", "", NULL);
		free(key);
	}
	ok(made_load(s, &m, "20260201T000000Z", v2, &changed, &err) == -1 &&
		err.code == ERR_WORK && strstr(err.msg, "disk is full") != NULL,
	    "a full disk: %s", err.msg);
	after = made_dump(s);
	is_str(after, before, "nothing changed");
	ok(db_exec(s, "PRAGMA max_page_count = 1000000", &err) == 0,
	    "room again");
	table_meta_clear(&m);
	made_meta(&m, "T1", 2024);
	made_topic(&m, "A_1", "A", "", "", NULL);
	load(s, &m, "20260201T000000Z", v2, 6, "then it can go on");
	free(before);
	free(after);
	free(pages);
	free(limit);
	table_meta_clear(&m);
	made_end(s, dir);
}

int
main(void)
{
	test_first();
	test_same();
	test_revised();
	test_final();
	test_renumbered();
	test_twins();
	test_slots();
	test_areas();
	test_members();
	test_order();
	test_full();
	return done_testing();
}
