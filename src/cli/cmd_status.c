/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten status: how fresh each source is, and what went wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/factbase.h"
#include "cli/state.h"

/* "3 days", from a moment until now. */
static char *
age_text(int64_t then, int64_t now)
{
	static const struct {
		int64_t seconds;
		const char *one, *many;
	} units[] = { { 2 * 365 * 86400, "year", "years" },
		{ 60 * 86400, "month", "months" }, { 86400, "day", "days" },
		{ 3600, "hour", "hours" }, { 60, "minute", "minutes" } };
	static const int64_t length[] = { 365 * 86400, 30 * 86400 + 43200,
		86400, 3600, 60 };
	int64_t age = now - then, n;
	size_t i;

	for (i = 0; i < 5; i++)
		if (age >= units[i].seconds) {
			n = age / length[i];
			return mem_fmt("%lld %s", (long long)n,
			    n == 1 ? units[i].one : units[i].many);
		}
	return mem_str("just now");
}

static void
put_age(struct grid *g, const char *iso, int64_t now)
{
	int64_t at;
	char *age;

	if (iso == NULL || when_parse_iso(iso, &at) == -1) {
		grid_put(g, NULL);
		return;
	}
	age = age_text(at, now);
	grid_put(g, age);
	free(age);
}

static void
put_row(struct grid *g, const struct loaded_table *t,
    const struct json *checked, int64_t now)
{
	char stamp[21];

	grid_put(g, t->source);
	grid_put(g, t->table_id);
	grid_put(g, t->period);
	grid_put(g, when_iso(t->fetched_at, stamp));
	put_age(g, stamp, now);
	grid_put(g, json_get_str(checked, "checked"));
	put_age(g, json_get_str(checked, "checked"), now);
	grid_int(g, t->rows);
	grid_int(g, t->facts);
}

static void
print_status(struct cli *cli,
    const struct state *state, const struct loaded_tables *tables)
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
	};
	struct grid *g = grid_new(columns, 9);
	int64_t now = when_now();
	size_t i;

	for (i = 0; i < tables->n; i++)
		put_row(g, &tables->items[i],
		    state_source(state, tables->items[i].source), now);
	grid_print(cli, g);
	grid_free(g);
}

/* What went wrong at the last look, and sources that were never looked at. */
static int
print_problems(struct cli *cli, const struct factbase *fb,
    const struct state *state)
{
	int status = EXIT_WELL;
	size_t i;

	for (i = 0; i < fb->sources.n; i++) {
		const char *id = fb->sources.items[i].id;
		const struct json *last = state_source(state, id);
		const char *message = json_get_str(last, "message");

		if (last == NULL) {
			cli_note(cli, "%s: never looked at: run 'feiten "
				      "refresh'", id);
			status = EXIT_WORK;
		} else if (message != NULL) {
			fprintf(cli->errs, "feiten: last refresh: %s\n",
			    message);
			status = EXIT_WORK;
		}
	}
	return status;
}

int
cmd_status(struct cli *cli, int argc, char **argv)
{
	struct factbase fb = { .lock = -1 };
	struct loaded_tables tables = { 0 };
	struct store *store = NULL;
	struct state state = { 0 };
	struct err err = { 0 };
	int status = EXIT_WELL;

	if (argc > 0)
		return cli_usage(cli, "status", "%s: takes no arguments",
		    argv[0]);
	if (factbase_open(cli->dir, &fb, &err) == -1 ||
	    state_read(&fb, &state, &err) == -1)
		status = cli_fail(cli, &err);
	else if (file_exists(fb.facts) &&
	    (factbase_store(&fb, &store, &err) == -1 ||
		store_tables(store, &tables, &err) == -1))
		status = cli_fail(cli, &err);
	else {
		print_status(cli, &state, &tables);
		status = print_problems(cli, &fb, &state);
	}
	loaded_tables_free(&tables);
	store_close(store);
	state_clear(&state);
	factbase_close(&fb);
	return status;
}
