/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten status: how fresh each source is, and what went wrong.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/factbase.h"
#include "cli/freshness.h"
#include "cli/state.h"

struct look { /* what all of it is made of */
	struct cli *cli;
	struct factbase fb;
	struct state state;
	struct loaded_tables tables;
	int64_t now;
};

static void
put_time(struct grid *g, int64_t at)
{
	char stamp[21];

	grid_put(g, at == 0 ? NULL : when_iso(at, stamp));
}

static void
put_age(struct grid *g, int64_t at, int64_t now)
{
	char *age = at == 0 ? NULL : when_age(at, now);

	grid_put(g, age);
	free(age);
}

/* One table, or (NULL) a source that has none yet. */
static void
put_row(struct grid *g, const struct look *l, const struct source *src,
    const struct loaded_table *t, bool people)
{
	struct freshness f;

	freshness_of(&l->fb, &l->state, &l->tables, src, l->now, &f);
	grid_put(g, src->id);
	grid_put(g, t == NULL ? NULL : t->table_id);
	grid_put(g, t == NULL ? NULL : t->period);
	put_time(g, t == NULL ? 0 : t->fetched_at);
	put_age(g, t == NULL ? 0 : t->fetched_at, l->now);
	put_time(g, f.checked);
	put_age(g, f.checked, l->now);
	if (t == NULL) {
		grid_put(g, NULL);
		grid_put(g, NULL);
	} else {
		grid_int(g, t->rows);
		grid_int(g, t->facts);
	}
	grid_put(g, freshness_word(&f));
	grid_put(g, src->frequency_en);
	if (people)
		return;
	if (src->stale_days > 0)
		grid_int(g, src->stale_days);
	else
		grid_put(g, NULL);
	put_time(g, f.good);
	put_time(g, f.since);
	grid_put(g, f.message);
}

static void
print_status(const struct look *l)
{
	static const struct grid_column columns[] = {
		{ "source", "source", false },
		{ "table", "table", false },
		{ "period", "period", false },
		{ "fetched", "last good run", false },
		{ "fetched_age", "age", false },
		{ "checked", "last check", false },
		{ "checked_age", "age", false },
		{ "rows", "rows", true },
		{ "facts", "values", true },
		{ "state", "state", false },
		{ "frequency", "changes", false },
		{ "stale_days", "", true },
		{ "good", "", false },
		{ "failing_since", "", false },
		{ "message", "", false },
	};
	const bool people = l->cli->format == FORMAT_TEXT;
	struct grid *g = grid_new(columns, people ? 11 : 15);

	for (size_t i = 0; i < l->fb.sources.n; i++) {
		const struct source *src = &l->fb.sources.items[i];
		size_t n = 0;

		for (size_t k = 0; k < l->tables.n; k++) {
			if (strcmp(l->tables.items[k].source, src->id) != 0)
				continue;
			put_row(g, l, src, &l->tables.items[k], people);
			n++;
		}
		if (n == 0 && !people)
			put_row(g, l, src, NULL, people);
	}
	grid_print(l->cli, g);
	grid_free(g);
}

__attribute__((format(printf, 2, 3))) static void
say(const struct look *l, const char *fmt, ...)
{
	char line[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	fprintf(l->cli->errs, "feiten: %s\n", cli_clean(line));
}

/* What is not as it should be with a source; the age of its last look is told
 * once for all when all have the same. */
static void
say_problem(const struct look *l, const struct source *src,
    const struct freshness *f, bool together)
{
	char *checked = when_age(f->checked, l->now);
	char *newest = when_age(f->newest, l->now);
	char *since = when_age(f->since, l->now);
	char stamp[21];

	if (f->never)
		say(l, "%s: never looked at: run 'feiten refresh'", src->id);
	if (f->unchecked && !together)
		say(l,
		    "%s: not looked at for %s: 'feiten refresh' does so now; "
		    "if a cron job or timer should have, see why it did not",
		    src->id, checked);
	if (f->message != NULL)
		say(l, "last refresh (%s, failing since %s): %s", checked,
		    when_iso(f->since, stamp), f->message);
	if (f->old)
		say(l,
		    "%s: nothing new for %s, where %d days are expected "
		    "(changes: %s): look at %s whether it goes on",
		    src->id, newest, src->stale_days, src->frequency_en,
		    src->link);
	free(checked);
	free(newest);
	free(since);
}

/* Whether no source was looked at for too long: then it is the job. */
static bool
say_idle(const struct look *l)
{
	int64_t newest = 0;
	struct freshness f;
	char *age;

	for (size_t i = 0; i < l->fb.sources.n; i++) {
		freshness_of(&l->fb, &l->state, &l->tables,
		    &l->fb.sources.items[i], l->now, &f);
		if (!f.never && !f.unchecked)
			return false;
		if (f.checked > newest)
			newest = f.checked;
	}
	if (newest == 0)
		return false;
	age = when_age(newest, l->now);
	say(l,
	    "nothing was looked at for %s: 'feiten refresh' does so now; if a "
	    "cron job or timer should have, see why it did not",
	    age);
	free(age);
	return true;
}

/* Whether a site was being put in the place of the old one (making.c) when
 * that was stopped: its sheets have gone there, its profiles have not. */
static bool
say_two_runs(const struct look *l)
{
	char *profiles = file_join(l->fb.out, ".new/profile");
	char *sheets = file_join(l->fb.out, ".new/sheet");
	const bool cut = file_is_dir(profiles) && !file_is_dir(sheets);

	if (cut)
		say(l,
		    "%s: of two runs: 'feiten site' was stopped while it put "
		    "the new pages in their place, so that sheets and index "
		    "are newer than profiles: run it again",
		    l->fb.out);
	free(profiles);
	free(sheets);
	return cut;
}

static int
print_problems(const struct look *l)
{
	int status = say_two_runs(l) ? EXIT_WORK : EXIT_WELL;
	bool idle = say_idle(l);

	for (size_t i = 0; i < l->fb.sources.n; i++) {
		const struct source *src = &l->fb.sources.items[i];
		struct freshness f;

		freshness_of(&l->fb, &l->state, &l->tables, src, l->now, &f);
		if (freshness_well(&f))
			continue;
		status = EXIT_WORK;
		say_problem(l, src, &f, idle);
	}
	return status;
}

int
cmd_status(struct cli *cli, int argc, char **argv)
{
	struct look l = { .cli = cli, .fb.lock = -1, .now = when_now() };
	struct store *store = NULL;
	struct err err = { 0 };
	int status = EXIT_WELL;

	if (argc > 0)
		return cli_usage(
		    cli, "status", "%s: takes no arguments", argv[0]);
	if (factbase_open(cli->dir, &l.fb, &err) == -1 ||
	    state_read(&l.fb, &l.state, &err) == -1)
		status = cli_fail(cli, &err);
	else if (file_exists(l.fb.facts) &&
	    (factbase_store(&l.fb, &store, &err) == -1 ||
		store_tables(store, &l.tables, &err) == -1))
		status = cli_fail(cli, &err);
	else {
		print_status(&l);
		status = print_problems(&l);
	}
	loaded_tables_free(&l.tables);
	store_close(store);
	state_clear(&l.state);
	factbase_close(&l.fb);
	return status;
}
