/* SPDX-License-Identifier: EUPL-1.2 */
/* Which answers go, by a table; how they go; histories written and read. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "raw/thin.h"
#include "tap.h"

static char top[] = "/tmp/feiten-thin-XXXXXX";

/* runs: a day each, "+" good, "-" failed, "t" thinned. want: those that go,
 * by their place. */
static const struct {
	const char *name, *runs, *want;
	const char *now;
	int keep;
} plans[] = {
	{ "none at all", "", "", "2026-11-22", 90 },
	{ "one", "+2020-01-01", "", "2026-11-22", 90 },
	{ "two", "+2020-01-01 +2020-01-02", "", "2026-11-22", 90 },
	{ "the first and the newest two stay",
	    "+2020-01-01 +2020-01-02 +2020-01-03 +2020-01-04", "1",
	    "2026-11-22", 90 },
	{ "the newest of each year stays",
	    "+2020-01-01 +2020-06-01 +2020-12-31 +2021-01-01 +2021-12-31 "
	    "+2022-01-01 +2022-02-01 +2022-03-01",
	    "1 3 5", "2026-11-22", 90 },
	{ "the year is that of UTC",
	    "+2020-01-01 +2020-12-30 +2020-12-31 +2021-01-01 +2021-01-02 "
	    "+2021-01-03",
	    "1 3", "2026-11-22", 90 },
	{ "young ones stay",
	    "+2026-01-01 +2026-08-01 +2026-08-23 +2026-08-24 +2026-08-25 "
	    "+2026-11-20 +2026-11-21",
	    "1 2 3", "2026-11-22", 90 },
	{ "keep_days decides",
	    "+2026-01-01 +2026-08-01 +2026-11-18 +2026-11-19 +2026-11-20 "
	    "+2026-11-21",
	    "1 2 3", "2026-11-22", 2 },
	{ "failed ones do not count",
	    "-2019-01-01 +2020-01-01 +2020-01-02 -2020-01-03 +2020-01-04 "
	    "+2020-01-05 -2020-01-06 -2020-01-07",
	    "2", "2026-11-22", 90 },
	{ "thinned ones do not count",
	    "+2020-01-01 t2020-01-02 t2020-01-03 +2020-01-04 +2020-01-05", "",
	    "2026-11-22", 90 },
	{ "of the future: young",
	    "+2020-01-01 +2030-01-01 +2030-01-02 +2030-01-03", "", "2026-11-22",
	    90 },
};

static void
fill(struct raw_runs *list, const char *text)
{
	char iso[32];

	for (; *text != '\0';
	     text += strcspn(text, " "), text += *text == ' ') {
		struct raw_run run = { .result = mem_str(
					   text[0] == '-' ? "failed" : "ok"),
			.thinned = text[0] == 't' };

		snprintf(iso, sizeof(iso), "%.10sT00:00:00Z", text + 1);
		when_parse_iso(iso, &run.started);
		MEM_PUSH(list->items, list->n, list->cap);
		list->items[list->n++] = run;
	}
}

static void
test_plans(void)
{
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		struct raw_runs list = { 0 };
		struct buf got = { 0 };
		bool go[16];
		char iso[32];
		int64_t now = 0;
		size_t n, told = 0;

		fill(&list, plans[i].runs);
		snprintf(iso, sizeof(iso), "%sT00:00:00Z", plans[i].now);
		when_parse_iso(iso, &now);
		n = raw_thin_plan(&list, now, plans[i].keep, go);
		for (size_t k = 0; k < list.n; k++)
			if (go[k])
				buf_putf(
				    &got, "%s%zu", told++ > 0 ? " " : "", k);
		is_str(buf_str(&got), plans[i].want, plans[i].name);
		ok(n == told, "%s: as many as it says", plans[i].name);
		buf_free(&got);
		raw_runs_free(&list);
	}
}

/* A run with one answer. */
static void
write_run(int64_t now)
{
	struct raw_writer *w = NULL;
	struct raw_part part = { .role = mem_str("TableInfos"),
		.page = 1,
		.address = mem_str("https://data.example/"),
		.status = 200 };
	struct err err = { 0 };

	memset(part.sha256, '0', 64);
	ok(raw_begin(top, "src", "T1", now, &w, &err) == 0 &&
		raw_part_begin(w, "TableInfos", 1, false, &err) == 0 &&
		raw_part_push(w, "{}", 2, &err) == 0 &&
		raw_part_end(w, &part, &err) == 0 &&
		raw_commit(w, NULL, &err) == 0,
	    "a run");
	raw_part_clear(&part);
}

static void
test_thin(void)
{
	struct raw_runs runs = { 0 };
	struct err err = { 0 };
	char *rest;

	write_run(1795311000);
	ok(raw_runs(top, "src", "T1", &runs, &err) == 0 && runs.n == 1,
	    "one run");
	ok(!raw_has_rest(&runs.items[0]), "a whole run has no rest");
	ok(raw_thin(&runs.items[0], &err) == 0, "it is thinned");
	rest = file_join(runs.items[0].dir, "TableInfos-1.json.gz");
	ok(!file_exists(rest), "its answer is gone");
	raw_runs_free(&runs);
	ok(raw_runs(top, "src", "T1", &runs, &err) == 0 && runs.n == 1 &&
		runs.items[0].thinned && runs.items[0].nparts == 1,
	    "its manifest is there, and says so");
	ok(!raw_has_rest(&runs.items[0]), "nothing is left to remove");
	ok(file_write(rest, "x", 1, 0666, &err) == 0 &&
		raw_has_rest(&runs.items[0]) &&
		raw_thin(&runs.items[0], &err) == 0 && !file_exists(rest),
	    "what was cut short is ended");
	free(rest);
	raw_runs_free(&runs);
}

static void
test_sweep(void)
{
	static const char *const left[] = { "src/T1/.tmp-20261122T000000Z-1",
		"history/src/T1.csv.gz.tmp-1", "src/T1/x.tmp-2" };
	static const char *const kept[] = { "history/src/T1.csv.gz",
		"src/T1/.part" };
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < 3; i++) {
		char *path = file_join(top, left[i]);

		ok(file_mkdirs(path, 0777, &err) == 0, "%s is there", left[i]);
		free(path);
	}
	for (i = 0; i < 2; i++) {
		char *path = file_join(top, kept[i]);

		ok(file_exists(path) || file_mkdirs(path, 0777, &err) == 0,
		    "%s is there", kept[i]);
		free(path);
	}
	ok(raw_sweep(top, &err) == 0, "swept");
	for (i = 0; i < 5; i++) {
		const char *name = i < 3 ? left[i] : kept[i - 3];
		char *path = file_join(top, name);

		ok(file_exists(path) == (i >= 3), "%s: %s", name,
		    i < 3 ? "is gone" : "stays");
		free(path);
	}
}

static const char *const records[][4] = {
	{ "a", NULL, "", "plain" },
	{ "b", " padded ", "\\back\\", "\xc3\xa9\xc2\xa0" },
	{ "c", "\"quoted\", and\nlines", "1.25", "-" },
	{ "d", "\"", "\\", " " },
};

static int
compare(void *arg, const char *const fields[], size_t n, struct err *err)
{
	size_t *at = arg, i;

	(void)err;
	for (i = 0; *at < 4 && n == 4 && i < 4; i++) {
		const char *want = records[*at][i];

		if (want == NULL || fields[i] == NULL
			? want != fields[i]
			: strcmp(want, fields[i]) != 0)
			break;
	}
	ok(n == 4 && i == 4, "record %zu comes back", *at);
	++*at;
	return 0;
}

static void
test_history(void)
{
	struct raw_history *h = NULL;
	struct err err = { 0 };
	char *run = NULL;
	size_t at = 0;

	ok(raw_history_walk(top, "src", "T1", compare, &at, &err) == 0,
	    "no history: 0");
	ok(raw_history_run(top, "src", "T1", &run, &err) == 0, "nor a run");
	ok(raw_history_begin(top, "src", "../x", "r", &h, &err) == -1,
	    "a name that is no file name");
	ok(raw_history_begin(top, "src", "T1", "T1.r", &h, &err) == 0, "begun");
	for (size_t i = 0; i < 4; i++)
		ok(raw_history_put(h, records[i], 4, &err) == 0, "put");
	ok(raw_history_run(top, "src", "T1", &run, &err) == 0,
	    "not there before it is whole");
	ok(raw_history_commit(h, &err) == 0, "committed");
	ok(raw_history_walk(top, "src", "T1", compare, &at, &err) == 1 &&
		at == 4,
	    "four records");
	ok(raw_history_run(top, "src", "T1", &run, &err) == 1, "it has a run");
	is_str(run, "T1.r", "the run up to which it tells");
	free(run);
	ok(raw_history_walk(top, "src", "T2", compare, &at, &err) == 0,
	    "another table has none");
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(top) == NULL)
		return 1;
	test_plans();
	test_history();
	test_thin();
	test_sweep();
	file_remove(top, &err);
	return done_testing();
}
