/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * thin: old answers go at the end of a refresh; what they told is written to
 * raw/history/ first. While that is going on there is a file state/thinning:
 * when it stays behind, the next refresh ends the work.
 */
#include "cli/thin.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "ingest/past.h"
#include "raw/thin.h"
#include "store/history.h"

#define EVERY 7 /* days */

struct thinning {
	struct cli *cli;
	const struct factbase *fb;
	struct store *store; /* opened when needed, for reading */
	int64_t now;
	char *mark; /* state/thinning */
};

static bool
is_good(const struct raw_run *run)
{
	return strcmp(run->result, "ok") == 0;
}

static int
put_mark(const struct thinning *t, struct err *err)
{
	return file_exists(t->mark) ? 0 : file_write(t->mark, "", 0, 0666, err);
}

/* Whether facts.db has the newest good run, and all that go: 1, or 0. */
static int
all_loaded(const struct thinning *t, const struct raw_runs *runs,
    const bool go[], char **until, struct err *err)
{
	const struct raw_run *newest = NULL;
	bool have = true;
	int rc;

	for (size_t i = 0; i < runs->n && have; i++) {
		if (is_good(&runs->items[i]))
			newest = &runs->items[i];
		if (go[i] &&
		    store_has_run(t->store, runs->items[i].id, &have, err) ==
			-1)
			return -1;
	}
	if (!have)
		return 0;
	rc = store_history_run(
	    t->store, newest->source, newest->table, until, err);
	return rc == 1 && strcmp(*until, newest->id) != 0 ? 0 : rc;
}

static int
thin_runs(
    struct thinning *t, struct raw_runs *runs, const bool go[], struct err *err)
{
	const struct raw_run *run = &runs->items[0];
	char *until = NULL;
	size_t gone = 0;
	int rc = -1;

	if (t->store == NULL &&
	    store_open(t->fb->facts, false, &t->store, err) == -1)
		return -1;
	rc = all_loaded(t, runs, go, &until, err);
	if (rc != 1)
		goto done;
	rc = put_mark(t, err);
	if (rc == 0)
		rc = past_write(
		    t->store, t->fb->raw, run->source, run->table, until, err);
	for (size_t i = 0; i < runs->n && rc == 0; i++)
		if (go[i]) {
			rc = raw_thin(&runs->items[i], err);
			gone++;
		}
	if (rc == 0)
		cli_note(t->cli,
		    "%s: %s: answers of %zu old run%s removed; what they told "
		    "is in raw/history",
		    run->source, run->table, gone, gone == 1 ? "" : "s");
done:
	free(until);
	return rc;
}

static int
thin_table(
    struct thinning *t, const char *source, const char *table, struct err *err)
{
	struct raw_runs runs = { 0 };
	bool *go = NULL;
	int rc = -1;

	if (raw_runs(t->fb->raw, source, table, &runs, err) == -1)
		goto done;
	rc = 0;
	/* What was cut short. */
	for (size_t i = 0; i < runs.n && rc == 0; i++)
		if (raw_has_rest(&runs.items[i]))
			rc = raw_thin(&runs.items[i], err);
	go = mem_new(runs.n + 1, sizeof(*go));
	if (rc == 0 && raw_thin_plan(&runs, t->now, t->fb->keep_days, go) > 0)
		rc = thin_runs(t, &runs, go, err);
done:
	free(go);
	raw_runs_free(&runs);
	return rc;
}

static void
thin_source(struct thinning *t, const char *source, uint64_t *failed)
{
	char *dir = file_join(t->fb->raw, source);
	struct names tables = { 0 };
	struct err err = { 0 };

	if (file_list(dir, NULL, &tables, &err) == -1) {
		cli_fail(t->cli, &err);
		++*failed;
	}
	for (size_t i = 0; i < tables.n; i++) {
		err_clear(&err);
		if (!file_name_ok(tables.items[i]) ||
		    thin_table(t, source, tables.items[i], &err) == 0)
			continue;
		cli_fail(t->cli, &err);
		++*failed;
	}
	names_free(&tables);
	free(dir);
}

void
thin_raw(struct cli *cli, const struct factbase *fb, struct state *state,
    bool loaded, int64_t now, uint64_t *failed)
{
	struct thinning t = { .cli = cli,
		.fb = fb,
		.now = now,
		.mark = file_join(fb->state, "thinning") };
	const int64_t last = state_thinned(state);
	const uint64_t before = *failed;
	struct err ignored = { 0 };

	if (!file_exists(fb->facts) ||
	    (!loaded && !file_exists(t.mark) && last <= now &&
		now - last < (int64_t)EVERY * 86400))
		goto done;
	for (size_t i = 0; i < fb->sources.n; i++)
		thin_source(&t, fb->sources.items[i].id, failed);
	if (*failed == before) {
		state_put_thinned(state, now);
		file_remove(t.mark, &ignored);
	}
done:
	store_close(t.store);
	free(t.mark);
}
