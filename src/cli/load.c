/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * load: raw runs into facts.db, for refresh and rebuild.
 */
#include "cli/load.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "derive/derive.h"
#include "derive/overlap.h"
#include "derive/neighbours.h"
#include "derive/rounding.h"
#include "ingest/past.h"
#include "store/history.h"
#include "story/decision.h"

static const struct source *
find_source(const struct factbase *fb, const char *id)
{
	size_t i;

	for (i = 0; i < fb->sources.n; i++)
		if (strcmp(fb->sources.items[i].id, id) == 0)
			return &fb->sources.items[i];
	return NULL;
}

int
load_open(struct factbase *fb, struct store **store, struct err *err)
{
	if (*store != NULL)
		return 0;
	if (store_open(fb->facts, true, store, err) == -1)
		return -1;
	if (store_put_indicators(*store, &fb->indicators, err) == -1) {
		store_close(*store);
		*store = NULL;
		return -1;
	}
	return 0;
}

/* Topics that are new, or by another name: a word to who keeps the rules. */
static void
say_unknown(struct cli *cli, const struct source *src, const char *table,
    const struct ingest_result *result)
{
	const bool one = result->unknown_topics == 1;

	if (result->unknown_topics == 0)
		return;
	cli_note(cli,
	    "%s: %s: %" PRIu64 " column%s that no rule knows: %s; %s, but %s "
	    "no indicator: add a rule or a left_out entry to sources/%s.json",
	    src->id, table, result->unknown_topics, one ? "" : "s",
	    result->unknown, one ? "it is loaded" : "they are loaded",
	    one ? "has" : "have", src->id);
}

/* What a table brought: figures, or shapes. */
static void
say_loaded(struct cli *cli, const struct source *src, const char *table,
    const struct ingest_result *result)
{
	bool one = result->shapes == 1;

	if (result->topics == 0 && src->shapes.there)
		cli_note(cli, "%s: %s: %" PRIu64 " %s loaded", src->id, table,
		    result->shapes,
		    !src->shapes.boundaries ? one ? "feature" : "features"
			: one		    ? "boundary"
					    : "boundaries");
	else
		cli_note(cli,
		    "%s: %s: %" PRIu64 " rows, %" PRIu64 " values loaded, "
		    "%" PRIu64 " of %" PRIu64 " columns have an indicator",
		    src->id, table, result->rows, result->facts, result->mapped,
		    result->topics);
	if (result->changed > 0 && result->changed < result->facts)
		cli_note(cli, "%s: %s: %" PRIu64 " values differ from before",
		    src->id, table, result->changed);
}

/* What a person should look at before it is believed. */
static void
say_odd(struct cli *cli, const struct source *src, const char *table,
    const struct ingest_result *result)
{
	if (result->drift[0] != '\0')
		cli_note(cli, "%s: %s: %s", src->id, table, result->drift);
	if (result->held > 0)
		cli_note(cli,
		    "%s: %s: %" PRIu64 " column%s empty or zero at once: the "
		    "values of before stay until somebody accepts that",
		    src->id, table, result->held,
		    result->held == 1 ? " is" : "s are");
}

/* 1: nothing of it was taken over, and err says why. */
static int
load_run(struct cli *cli, struct store *store, const struct source *src,
    const struct raw_run *run, const struct decisions *decisions,
    struct state *state, struct load_totals *totals, struct err *err)
{
	struct ingest_result result = { 0 };

	if (ingest_run(store, src, run, decisions, &result, err) == -1)
		return -1;
	state_put_loaded(state, src->id, run->table, run->id);
	if (strcmp(run->result, "ok") != 0)
		return 0;
	if (result.refused) {
		err_set(err, ERR_WORK, "%s: %s: %s", src->id, run->table,
		    result.notice);
		return 1;
	}
	state_put_unknown(state, src->id, run->table, result.unknown_topics);
	totals->tables++;
	totals->rows += result.rows;
	totals->facts += result.facts;
	totals->changed += result.changed;
	totals->shapes += result.shapes;
	totals->doubts += result.doubts;
	say_loaded(cli, src, run->table, &result);
	say_unknown(cli, src, run->table, &result);
	if (result.notice[0] != '\0')
		cli_note(cli, "%s: %s: %s", src->id, run->table, result.notice);
	say_odd(cli, src, run->table, &result);
	return 0;
}

/* What people decided, once. A file with a mistake is left out, and said. */
static void
read_decisions(
    struct cli *cli, struct factbase *fb, struct load_totals *totals)
{
	struct err err = { 0 };
	char *dir;

	if (fb->decided)
		return;
	fb->decided = true;
	dir = file_join(fb->dir, "decisions");
	if (decisions_read(dir, &fb->decisions, &err) == -1) {
		cli_fail(cli, &err);
		totals->failed++;
	}
	free(dir);
}

/* Bytes that cannot be loaded are thrown away, so that the next refresh asks
 * for them again; the failure stays in the list of runs. */
static void
reject(struct store *store, const struct source *src, struct raw_run *run,
    struct err *why)
{
	struct ingest_result ignored = { 0 };
	struct err also = { 0 };

	if (raw_reject(run, why->msg, &also) == 0)
		ingest_run(store, src, run, NULL, &ignored, &also);
	also = *why;
	err_set(why, also.code,
	    "%s: not used; the next refresh fetches it again", also.msg);
}

int
load_table(struct cli *cli, struct factbase *fb, struct state *state,
    const struct source *src, const char *table, struct store **store,
    struct load_totals *totals, struct err *err)
{
	struct raw_runs runs = { 0 };
	bool have;
	size_t i;
	int rc = -1, got = 0;

	read_decisions(cli, fb, totals);
	if (raw_runs(fb->raw, src->id, table, &runs, err) == -1 ||
	    load_open(fb, store, err) == -1)
		goto done;
	for (i = 0; i < runs.n; i++) {
		if (store_has_run(*store, runs.items[i].id, &have, err) == -1)
			goto done;
		if (have) {
			state_put_loaded(
			    state, src->id, table, runs.items[i].id);
			continue;
		}
		got = load_run(cli, *store, src, &runs.items[i], &fb->decisions,
		    state, totals, err);
		if (got == -1) {
			if (err->code == ERR_INPUT)
				reject(*store, src, &runs.items[i], err);
			goto done;
		}
	}
	rc = got == 1 ? -1 : 0;
done:
	raw_runs_free(&runs);
	return rc;
}

int
load_figures(struct cli *cli, const struct factbase *fb, struct store *store,
    struct load_totals *totals, struct err *err)
{
	uint64_t rows, pairs;

	for (size_t i = 0; i < fb->sources.n; i++) {
		const struct source *src = &fb->sources.items[i];
		struct derive_result made = { 0 };
		struct err one = { 0 };

		if (derive_figures(store, src, &made, &one) == -1) {
			if (store_troubled(store)) {
				*err = one;
				return -1;
			}
			cli_fail(cli, &one);
			totals->failed++;
			continue;
		}
		if (made.tables == 0)
			continue;
		totals->facts += made.facts;
		totals->changed += made.changed;
		cli_note(cli,
		    "%s: %" PRIu64 " figures of %" PRIu64
		    " features, by the boundaries of %d; %" PRIu64
		    " lie in no area that is meant",
		    src->id, made.facts, made.features, made.year,
		    made.outside);
	}
	if (derive_overlap(store, &rows, err) == -1)
		return -1;
	if (rows > 0)
		cli_note(cli,
		    "%" PRIu64 " weights between areas of two years, by "
		    "overlap of their boundaries: a rough estimate, a list of "
		    "addresses is better",
		    rows);
	if (derive_neighbours(store, &pairs, err) == -1)
		return -1;
	if (pairs > 0)
		cli_note(cli,
		    "%" PRIu64 " pairs of areas share a border", pairs);
	return derive_roundings(store, &fb->indicators, &rows, err);
}

/* One run of a rebuild, as far as it has to be read. */
static int
load_step(struct cli *cli, const struct factbase *fb, struct store *store,
    const struct source *src, const struct raw_run *run, enum past_step step,
    struct state *state, struct load_totals *totals, struct err *err)
{
	int rc;

	if (step == PAST_ROW || step == PAST_BROKEN)
		return past_run(store, src, run, err);
	rc = load_run(
	    cli, store, src, run, &fb->decisions, state, totals, err);
	if (rc == -1)
		return -1;
	if (rc == 1) { /* as it was the first time: what was there stays */
		cli_note(cli, "%s", err->msg);
		err_clear(err);
	}
	return step == PAST_LAY
	    ? past_lay(store, fb->raw, src->id, run->table, err)
	    : 0;
}

/* Histories that cannot be used. */
static void
say_problems(
    struct cli *cli, const struct past *past, struct load_totals *totals)
{
	const char *message;

	for (size_t i = 0; (message = past_problem(past, i)) != NULL; i++) {
		struct err err = { 0 };

		err_set(&err, ERR_WORK, "%s", message);
		cli_fail(cli, &err);
		totals->failed++;
	}
}

/* Every run that a definition is there for. A table that fails leaves the
 * others alone; its message is printed. But when it is the database that
 * fails (a full disk), what came of it is not to take anybody's place. */
static int
load_runs(struct cli *cli, struct factbase *fb, struct store *store,
    struct state *state, struct load_totals *totals, struct err *err)
{
	struct raw_runs runs = { 0 };
	struct past *past;
	int rc = 0;
	size_t i;

	if (raw_runs(fb->raw, NULL, NULL, &runs, err) == -1)
		return -1;
	past = past_new(fb->raw, &runs);
	say_problems(cli, past, totals);
	/* First what has areas, then weights between them. */
	for (i = 0; i < 2 * runs.n && rc == 0; i++) {
		const struct raw_run *run = &runs.items[i % runs.n];
		const struct source *src = find_source(fb, run->source);
		const bool weights = src != NULL && src->crossing.there;
		struct err one = { 0 };

		if (weights != (i >= runs.n))
			continue;
		if (src == NULL) {
			cli_note(cli,
			    "%s: left out: this fact base has no source of "
			    "that name now",
			    run->source);
			continue;
		}
		if (load_step(cli, fb, store, src, run, past_step(past, run),
			state, totals, &one) == 0)
			continue;
		if (store_troubled(store)) {
			*err = one;
			rc = -1;
		} else {
			cli_fail(cli, &one);
			totals->failed++;
		}
	}
	past_free(past);
	raw_runs_free(&runs);
	return rc == 0 ? load_figures(cli, fb, store, totals, err) : -1;
}

/* A file in the way that is no fact base of ours: aside, never away. */
static int
set_aside(const struct factbase *fb, struct cli *cli, struct err *err)
{
	struct store *old = NULL;
	struct err why = { 0 };
	char stamp[17], *aside;
	int rc;

	if (!file_exists(fb->facts))
		return 0;
	if (store_open(fb->facts, true, &old, &why) == 0) {
		store_close(old);
		return 0;
	}
	/* No room to open it, or somebody writes to it: it is sound. */
	if (why.code != ERR_BASE) {
		*err = why;
		return -1;
	}
	aside = mem_fmt("%s.old-%s", fb->facts, when_stamp(when_now(), stamp));
	rc = store_move(fb->facts, aside, err);
	if (rc == 0)
		cli_note(cli, "%s: kept as %s", why.msg, aside);
	free(aside);
	return rc;
}

struct losing { /* runs of a fact base that a new one does not have */
	const struct factbase *fb;
	struct store *fresh;
	uint64_t runs;
	char first[256];
};

static int
look_for(void *arg, const char *source, const char *table, const char *id,
    struct err *err)
{
	struct losing *l = arg;
	size_t len = strlen(table), cut = strlen(DERIVE_SUFFIX);
	bool have;

	/* Of figures only the newest can be made again. */
	if (find_source(l->fb, source) == NULL ||
	    (len > cut && strcmp(table + len - cut, DERIVE_SUFFIX) == 0))
		return 0;
	if (store_has_run(l->fresh, id, &have, err) == -1)
		return -1;
	if (!have && l->runs++ == 0)
		snprintf(l->first, sizeof(l->first), "%s: %s", source, id);
	return 0;
}

/* raw/ may have gone, or part of it: then facts.db is all there is. */
static int
check_loss(const struct factbase *fb, struct store *fresh, struct err *err)
{
	struct losing l = { .fb = fb, .fresh = fresh };
	struct store *old = NULL;
	int rc;

	if (!file_exists(fb->facts))
		return 0;
	if (store_open(fb->facts, true, &old, err) == -1)
		return -1;
	rc = store_good_runs(old, look_for, &l, err);
	store_close(old);
	if (rc == 0 && l.runs > 0)
		rc = err_set(err, ERR_WORK,
		    "%s is left as it was: it has %" PRIu64 " good run%s that "
		    "raw/ has not (%s): put raw/ back from a copy, or move %s "
		    "away and run 'feiten rebuild' to go on without",
		    fb->facts, l.runs, l.runs == 1 ? "" : "s", l.first,
		    fb->facts);
	return rc;
}

int
load_all(struct cli *cli, struct factbase *fb, struct state *state,
    struct load_totals *totals, struct err *err)
{
	char *place = fb->facts;
	char *temp = mem_fmt("%s.new-%ld", place, (long)getpid());
	struct store *store = NULL;
	uint64_t failed = totals->failed;
	char digest[65];
	int rc = -1;

	if (set_aside(fb, cli, err) == -1 || store_remove(temp, err) == -1 ||
	    state_digest(fb, digest, err) == -1)
		goto done;
	read_decisions(cli, fb, totals);
	state_forget_loaded(state);
	fb->facts = temp;
	rc = load_open(fb, &store, err);
	fb->facts = place;
	if (rc == 0)
		rc = load_runs(cli, fb, store, state, totals, err);
	if (rc == 0 && totals->failed == failed)
		rc = check_loss(fb, store, err);
	store_close(store);
	if (rc == 0 && totals->failed > failed && file_exists(place))
		rc = err_set(err, ERR_WORK,
		    "%s is left as it was, as not all of raw/ could be "
		    "loaded: mend what is named above, or move %s away and "
		    "run 'feiten rebuild' for what there is",
		    place, place);
	if (rc == 0)
		rc = store_replace(temp, place, err);
	if (rc == 0)
		state_put_definitions(state, digest);
done:
	store_remove(temp, &(struct err){ 0 });
	free(temp);
	return rc;
}
