/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten refresh: fetch what changed, load it. One failing source or table
 * never stops the others.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/budget.h"
#include "cli/cli.h"
#include "cli/family.h"
#include "cli/load.h"
#include "cli/near.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "cli/thin.h"
#include "fetch/fetch.h"
#include "fetch/secret.h"
#include "net/http.h"

struct refresh {
	struct cli *cli;
	struct factbase fb;
	struct state state;
	struct http *http;
	struct catalogues *catalogues;
	struct store *store; /* opened when there is something to load */
	struct load_totals loaded;
	struct strings only; /* source ids of the command line; empty: all */
	bool force, dry;
	uint64_t looked, due; /* tables */
	int status;
	int64_t now;
	struct progress progress;
	double minutes;		  /* --at-most; 0: no limit */
	struct strings unreached; /* in that time */
	struct summary summary;
	double began; /* by when_ticks */
};

static const struct option_spec specs[] = {
	{ "at-most", true, 'm' },
	{ "dry-run", false, 'n' },
	{ "force", false, 'f' },
	{ "source", true, 's' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct refresh *r)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'n':
			r->dry = true;
			break;
		case 'f':
			r->force = true;
			break;
		case 's':
			strings_add(&r->only, o.value);
			break;
		case 'm':
			if (budget_parse(o.value, &r->minutes) == 0)
				break;
			return cli_usage(cli, "refresh",
			    "--at-most %s: should be a number of minutes",
			    o.value);
		case 0:
			return cli_usage(cli, "refresh",
			    "%s: name a source with --source", o.value);
		default:
			return cli_usage(cli, "refresh", "%s", message);
		}
	}
	return EXIT_WELL;
}

static void
failed(struct refresh *r, const struct err *err)
{
	progress_end(&r->progress);
	r->status = cli_worst(r->status, cli_fail(r->cli, err));
	r->loaded.failed++;
}

/* Whether facts.db has the newest run of a table already, by state/ alone. */
static bool
is_loaded(const struct refresh *r, const struct source *src,
    const struct raw_run *last)
{
	const char *run = state_loaded(&r->state, src->id, last->table);

	return run != NULL && strcmp(run, last->id) == 0 &&
	    file_exists(r->fb.facts);
}

/* Load what was fetched. That a fetch failed belongs in the list of runs
 * too. */
static void
load_failed(
    struct refresh *r, const struct source *src, const struct table_ref *ref)
{
	struct err also = { 0 };

	load_table(r->cli, &r->fb, &r->state, src, ref->id, &r->store,
	    &r->loaded, &also);
}

/* What would be fetched. */
static void
say_due(struct refresh *r, const struct source *src,
    const struct table_ref *ref, const char *why)
{
	summary_why(&r->summary, true, why);
	if (r->cli->format == FORMAT_TEXT)
		fprintf(r->cli->out, "%s\t%s\t%s\t%s\n", src->id, ref->id,
		    ref->title, why);
}

/* Bring a table up to date of which no catalogue says whether it changed: ask
 * for it, and see. */
static int
refresh_asked(struct refresh *r, const struct source *src,
    const struct table_ref *ref, const struct raw_run *last, struct err *err)
{
	struct fetch_progress progress = { &r->progress, progress_tick };
	struct raw_run run = { 0 };
	int rc;

	if (r->dry) {
		r->due++;
		say_due(r, src, ref, last == NULL ? "new" : "to be asked for");
		return 0;
	}
	summary_why(&r->summary, false, "unchanged");
	rc = fetch_if_new(r->http, r->fb.raw, src, ref, r->force ? NULL : last,
	    &progress, &run, err);
	progress_end(&r->progress);
	raw_run_clear(&run);
	if (rc == -1) {
		load_failed(r, src, ref);
		return -1;
	}
	if (rc == 0) {
		r->due++;
		summary_why(
		    &r->summary, true, last == NULL ? "new" : "it differs");
		summary_fetched(&r->summary);
	}
	if (rc == 1 && is_loaded(r, src, last))
		return 0;
	return load_table(r->cli, &r->fb, &r->state, src, ref->id, &r->store,
	    &r->loaded, err);
}

/* Fetch it and load it. *taken: parts of it came with an earlier run. */
static int
bring(struct refresh *r, const struct source *src, const struct table_ref *ref,
    bool *taken, struct err *err)
{
	struct fetch_progress progress = { &r->progress, progress_tick };
	struct raw_run run = { 0 };
	int rc;

	if (fetch_table(r->http, r->fb.raw, src, ref, &progress, &run, err) ==
	    -1) {
		load_failed(r, src, ref);
		return -1;
	}
	progress_end(&r->progress);
	summary_fetched(&r->summary);
	*taken = run.taken > 0;
	rc = load_table(r->cli, &r->fb, &r->state, src, ref->id, &r->store,
	    &r->loaded, err);
	raw_run_clear(&run);
	return rc;
}

/* What is refused and had pages that an earlier run kept is asked for once
 * more: nobody looks inside a page before it is loaded, so one that came
 * broken may have been kept. */
static int
bring_whole(struct refresh *r, const struct source *src,
    const struct table_ref *ref, struct err *err)
{
	bool taken = false;
	int rc = bring(r, src, ref, &taken, err);

	if (rc == -1 && taken && err->code == ERR_INPUT) {
		cli_note(r->cli,
		    "%s: %s: refused with pages that an earlier refresh had "
		    "kept: fetching all of it",
		    src->id, ref->id);
		err_clear(err);
		rc = bring(r, src, ref, &taken, err);
	}
	return rc;
}

/* Bring one table up to date. */
static int
refresh_table(struct refresh *r, const struct source *src,
    const struct table_ref *ref, struct err *err)
{
	struct raw_run last = { 0 };
	const char *why;
	bool due, load;
	int have, rc = -1;

	have = raw_newest(r->fb.raw, src->id, ref->id, &last, err);
	if (have == -1)
		goto done;
	/* Some catalogues do not say when, nor how many. */
	if (!fetch_has_catalogue(src) ||
	    (ref->modified == NULL && ref->rows == -1)) {
		rc = refresh_asked(r, src, ref, have == 1 ? &last : NULL, err);
		goto done;
	}
	due = fetch_due(src, ref, have == 1 ? &last : NULL, &why);
	if (!due && r->force) {
		due = true;
		why = "asked for";
	}
	summary_why(&r->summary, due, why);
	load = due || !is_loaded(r, src, &last);
	r->due += due;
	if (r->dry) {
		if (due)
			say_due(r, src, ref, why);
		rc = 0;
		goto done;
	}
	if (due) {
		cli_note(r->cli, "%s: %s: %s: fetching (%s)", src->id, ref->id,
		    ref->title, why);
		rc = bring_whole(r, src, ref, err);
		goto done;
	}
	rc = load ? load_table(r->cli, &r->fb, &r->state, src, ref->id,
			&r->store, &r->loaded, err)
		  : 0;
done:
	raw_run_clear(&last);
	return rc;
}

/* Tables that went away, were replaced or have ended. */
static void
say_what_became(
    struct refresh *r, const struct source *src, const struct table_refs *refs)
{
	struct strings notices = { 0 };
	size_t i;

	family_update(&r->state, src, refs, r->now, &notices);
	for (i = 0; i < notices.n; i++)
		cli_note(r->cli, "%s: %s", src->id, notices.items[i]);
	strings_free(&notices);
}

/* The time is up: this is for the next run, and first of all. */
static void
not_reached(struct refresh *r, const char *source, const char *table)
{
	char *name =
	    table == NULL ? mem_str(source) : mem_fmt("%s/%s", source, table);

	strings_add(&r->unreached, name);
	free(name);
}

static struct summary_mark
mark(const struct refresh *r)
{
	return (struct summary_mark){ .loaded = r->loaded,
		.requests = http_requests(r->http),
		.ticks = when_ticks() };
}

/* One table, with what it took in the summary. */
static int
refresh_one(struct refresh *r, const struct source *src,
    const struct table_ref *ref, struct err *err)
{
	struct summary_mark from = mark(r), to;
	int rc;

	summary_table(&r->summary, ref);
	rc = refresh_table(r, src, ref, err);
	to = mark(r);
	summary_table_end(&r->summary, &from, &to, rc == -1 ? err->msg : NULL);
	return rc;
}

/* Tables of a source, one after another; the first failure into *first. */
static void
refresh_tables(struct refresh *r, const struct source *src,
    const struct table_refs *refs, struct err *first)
{
	for (size_t i = 0; i < refs->n; i++) {
		const struct table_ref *ref = &refs->items[i];
		struct err err = { 0 };
		bool late = !r->dry && http_late(r->http);

		if (!late) {
			r->looked++;
			progress_table(&r->progress, ref->id, i + 1, refs->n);
			if (refresh_one(r, src, ref, &err) == 0)
				continue;
			failed(r, &err);
		}
		if (late || (err.code == ERR_NET && http_late(r->http)))
			not_reached(r, src->id, ref->id);
		if (late)
			err_set(&err, ERR_NET,
			    "%s: %s: the time for the run was over", src->id,
			    ref->id);
		if (first->code == ERR_NONE)
			*first = err;
	}
}

static void
refresh_source(struct refresh *r, const struct source *src)
{
	struct table_refs refs = { 0 };
	struct err err = { 0 }, first = { 0 };
	struct summary_mark from = mark(r), to;

	if (!r->dry && http_late(r->http)) {
		not_reached(r, src->id, NULL);
		return;
	}
	summary_source(&r->summary, src->id);
	if (catalogues_tables(r->catalogues, r->http, src, &refs, &err) == -1) {
		err_ctx(&err, "%s", src->id);
		failed(r, &err);
		first = err;
		if (http_late(r->http))
			not_reached(r, src->id, NULL);
	} else if (!r->dry)
		say_what_became(r, src, &refs);
	budget_tables(&r->state, src->id, &refs);
	refresh_tables(r, src, &refs, &first);
	state_put_source(&r->state, src->id, r->now, refs.n,
	    first.code == ERR_NONE ? NULL : first.msg);
	to = mark(r);
	summary_source_end(
	    &r->summary, &from, &to, err.code == ERR_NONE ? NULL : err.msg);
	table_refs_free(&refs);
}

/* Whether this source was asked for. */
static bool
wanted(const struct refresh *r, const char *id)
{
	size_t i;

	for (i = 0; i < r->only.n; i++)
		if (strcmp(r->only.items[i], id) == 0)
			return true;
	return r->only.n == 0;
}

/* Sources in turn: what the last run did not come to goes first. */
static void
refresh_all(struct refresh *r)
{
	size_t *order = mem_new(r->fb.sources.n, sizeof(*order));

	budget_sources(&r->state, &r->fb.sources, order);
	for (size_t i = 0; i < r->fb.sources.n; i++) {
		const struct source *src = &r->fb.sources.items[order[i]];

		if (wanted(r, src->id))
			refresh_source(r, src);
	}
	free(order);
	if (r->dry)
		return;
	if (r->unreached.n > 0)
		r->status = cli_worst(r->status, EXIT_WORK);
	budget_put(&r->state, &r->unreached);
}

/* Definitions that changed since facts.db was loaded, or a facts.db that is
 * gone: load it again from raw/. */
static int
reload_if_needed(struct refresh *r, struct err *err)
{
	const char *was = state_definitions(&r->state);
	char digest[65];

	if (state_digest(&r->fb, digest, err) == -1)
		return -1;
	if (was == NULL && !file_exists(r->fb.facts)) {
		state_put_definitions(&r->state, digest);
		return 0;
	}
	if (was != NULL && strcmp(was, digest) == 0 && file_exists(r->fb.facts))
		return 0;
	cli_note(r->cli, "loading facts.db again from raw/ (%s)",
	    file_exists(r->fb.facts) ? "the definitions changed"
				     : "it is gone");
	if (load_all(r->cli, &r->fb, &r->state, &r->loaded, err) == 0)
		return 0;
	/* What is there is still good; let the sources be asked. */
	if (err->code != ERR_WORK || !file_exists(r->fb.facts))
		return -1;
	failed(r, err);
	err_clear(err);
	return 0;
}

static void
say_unreached(const struct refresh *r)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < r->unreached.n; i++) {
		buf_puts(&names, i > 0 ? ", " : "");
		buf_puts(&names, r->unreached.items[i]);
	}
	fprintf(r->cli->errs,
	    "feiten: the time is up after %g minutes; not reached: %s: the "
	    "next run begins with that\n",
	    r->minutes, buf_str(&names));
	buf_free(&names);
}

static void
print_json(const struct refresh *r)
{
	struct json *sum = json_object();
	struct json *list;
	struct buf text = { 0 };
	char stamp[21];

	json_add_str(sum, "at", when_iso(r->now, stamp));
	json_add_bool(sum, "dry_run", r->dry);
	json_add_int(sum, "status", r->status);
	json_add_int(sum, "tables", (int64_t)r->looked);
	json_add_int(sum, "due", (int64_t)r->due);
	json_add_int(sum, "loaded", (int64_t)r->loaded.tables);
	json_add_int(sum, "values", (int64_t)r->loaded.facts);
	json_add_int(sum, "changed", (int64_t)r->loaded.changed);
	json_add_int(sum, "failed", (int64_t)r->loaded.failed);
	json_add_int(sum, "doubts", (int64_t)r->loaded.doubts);
	json_add_int(sum, "requests", (int64_t)http_requests(r->http));
	json_add_num(sum, "seconds",
	    (double)(int64_t)((when_ticks() - r->began) * 1000) / 1000);
	list = json_add_array(sum, "unreached");
	for (size_t i = 0; i < r->unreached.n; i++)
		json_add_str(list, NULL, r->unreached.items[i]);
	summary_json(&r->summary, sum);
	json_print(sum, true, &text);
	fwrite(buf_str(&text), 1, text.len, r->cli->out);
	json_free(sum);
	buf_free(&text);
}

/* That there was nothing is worth a line to somebody who waits for it, but no
 * mail of a cron job. */
static void
print_text(const struct refresh *r)
{
	if (r->dry)
		return;
	if (r->due > 0 || r->loaded.tables > 0 || r->loaded.failed > 0)
		cli_note(r->cli,
		    "%" PRIu64 " tables looked at, %" PRIu64 " due, %" PRIu64
		    " loaded, %" PRIu64 " values, %" PRIu64 " failed",
		    r->looked, r->due, r->loaded.tables, r->loaded.facts,
		    r->loaded.failed);
	else if (r->cli->verbose || r->progress.terminal)
		cli_note(r->cli,
		    "nothing new: %" PRIu64 " tables looked at, %" PRIu64
		    " request(s)",
		    r->looked, http_requests(r->http));
}

static void
print_summary(struct refresh *r)
{
	if (r->unreached.n > 0)
		say_unreached(r);
	if (r->cli->format == FORMAT_JSON)
		print_json(r);
	else if (r->cli->format == FORMAT_CSV)
		summary_csv(&r->summary, r->cli);
	else
		print_text(r);
	if (r->loaded.doubts > 0)
		cli_note(r->cli,
		    "%" PRIu64 " value%s to look at: 'feiten changes' shows "
		    "%s",
		    r->loaded.doubts, r->loaded.doubts == 1 ? "" : "s",
		    r->loaded.doubts == 1 ? "it" : "them");
}

static int
check_only(const struct refresh *r, struct err *err)
{
	struct near near;
	size_t i, j;

	for (i = 0; i < r->only.n; i++) {
		for (j = 0; j < r->fb.sources.n; j++)
			if (strcmp(r->only.items[i],
				r->fb.sources.items[j].id) == 0)
				break;
		if (j < r->fb.sources.n)
			continue;
		for (j = 0; j < r->fb.offered.n; j++)
			if (strcmp(r->only.items[i],
				r->fb.offered.items[j].id) == 0)
				return err_set(err, ERR_USAGE,
				    "source \"%s\": is not used here: name it "
				    "under \"sources\" in feiten.json",
				    r->only.items[i]);
		near_start(&near, r->only.items[i]);
		for (j = 0; j < r->fb.sources.n; j++)
			near_try(&near, r->fb.sources.items[j].id,
			    r->fb.sources.items[j].id);
		return near_error(
		    &near, err, "source", "'feiten sources' lists them");
	}
	return 0;
}

/* The sources that were asked for, which may share a catalogue. */
static void
share_catalogues(struct refresh *r)
{
	const struct source **list = mem_new(r->fb.sources.n, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < r->fb.sources.n; i++)
		if (wanted(r, r->fb.sources.items[i].id))
			list[n++] = &r->fb.sources.items[i];
	r->catalogues = catalogues_new(list, n);
	free(list);
}

/* The file of keys, when one is needed. */
static int
check_secrets(const struct refresh *r, struct err *err)
{
	for (size_t i = 0; i < r->fb.sources.n; i++)
		if (r->fb.sources.items[i].secret != NULL &&
		    wanted(r, r->fb.sources.items[i].id))
			return secret_check(r->fb.dir, err);
	return 0;
}

/* Of all sources: what was fetched may be the boundaries of others. */
static void
make_figures(struct refresh *r)
{
	uint64_t before = r->loaded.failed;
	struct err err = { 0 };

	if (r->dry || r->store == NULL)
		return;
	if (load_figures(r->cli, &r->fb, r->store, &r->loaded, &err) == -1)
		failed(r, &err);
	else if (r->loaded.failed > before)
		r->status = cli_worst(r->status, EXIT_WORK);
}

static void
thin(struct refresh *r)
{
	uint64_t before = r->loaded.failed;

	if (r->dry)
		return;
	thin_raw(r->cli, &r->fb, &r->state, r->loaded.tables > 0, r->now,
	    &r->loaded.failed);
	if (r->loaded.failed > before)
		r->status = cli_worst(r->status, EXIT_WORK);
}

static int
work(struct refresh *r, struct err *err)
{
	struct http_options options = { .mirrors = r->fb.mirrors,
		.nmirrors = r->fb.mirror_from.n,
		.moved = progress_moved,
		.moved_arg = &r->progress };

	if (check_only(r, err) == -1 || check_secrets(r, err) == -1 ||
	    factbase_lock(&r->fb, err) == -1 ||
	    state_read(&r->fb, &r->state, err) == -1)
		return -1;
	r->http = http_new(&options, err);
	if (r->http == NULL || (!r->dry && reload_if_needed(r, err) == -1))
		return -1;
	/* A facts.db that cannot be used is said before anything is asked. */
	if (!r->dry && file_exists(r->fb.facts) &&
	    load_open(&r->fb, &r->store, err) == -1)
		return -1;
	share_catalogues(r);
	if (r->minutes > 0)
		http_deadline(r->http, when_ticks() + r->minutes * 60);
	refresh_all(r);
	make_figures(r);
	thin(r);
	return r->dry ? 0 : state_write(&r->state, r->now, err);
}

int
cmd_refresh(struct cli *cli, int argc, char **argv)
{
	struct refresh r = {
		.cli = cli, .now = when_now(), .began = when_ticks()
	};
	struct err err = { 0 };

	r.fb.lock = -1;
	progress_start(&r.progress, cli->errs, cli->quiet);
	r.status = parse(cli, argc, argv, &r);
	if (r.status != EXIT_WELL)
		goto done;
	if (factbase_open(cli->dir, &r.fb, &err) == -1 || work(&r, &err) == -1)
		r.status = cli_worst(r.status, cli_fail(cli, &err));
	else
		print_summary(&r);
done:
	strings_free(&r.only);
	strings_free(&r.unreached);
	summary_clear(&r.summary);
	store_close(r.store);
	catalogues_free(r.catalogues);
	http_free(r.http);
	state_clear(&r.state);
	factbase_close(&r.fb);
	return r.status;
}
