/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten edition: close the pages as they are, under a name; list those that
 * were closed.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/check_claims.h"
#include "cli/cli.h"
#include "cli/made.h"
#include "cli/told.h"
#include "codec/digest.h"
#include "page/page.h"
#include "store/changes.h"

#define PIECE 65536
#define NAME_MOST 60

struct closing {
	struct cli *cli;
	const char *name, *by;
	struct factbase lock; /* held while it is being closed */
	struct session session;
	struct told told;
	struct checked_claims claims;
	struct words *words;
	struct peering *peering;
	struct areas areas;
	int status;
};

static const struct option_spec specs[] = {
	{ "by", true, 'b' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct closing *c, bool *closes)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	const char *words[2] = { NULL, NULL };
	char message[256];
	size_t n = 0;
	int got;

	while ((got = options_next(&o, message)) != -1) {
		if (got == 'b')
			c->by = o.value;
		else if (got == 0 && n < 2)
			words[n++] = o.value;
		else if (got == 0)
			return cli_usage(
			    cli, "edition", "%s: one word too many", o.value);
		else
			return cli_usage(cli, "edition", "%s", message);
	}
	*closes = n > 0 && strcmp(words[0], "close") == 0;
	if (n == 0 || (!*closes && strcmp(words[0], "list") != 0))
		return cli_usage(
		    cli, "edition", "say close NAME, or list");
	if (*closes != (n == 2))
		return cli_usage(cli, "edition",
		    *closes ? "close: give the edition a name"
			    : "list takes no name");
	if (!*closes && c->by != NULL)
		return cli_usage(cli, "edition", "--by goes with close");
	c->name = words[1];
	return EXIT_WELL;
}

/* Closing. */

static char *
record_path(const struct closing *c)
{
	char *name = mem_fmt("%s.json", c->name);
	char *dir = file_join(c->session.fb.dir, "editions");
	char *path = file_join(dir, name);

	free(dir);
	free(name);
	return path;
}

/* `feiten changes --since` takes a day, a run or an edition: a name may not
 * be the first two. */
static int
check_name(struct closing *c, struct err *err)
{
	char *path = record_path(c);
	struct day day;
	int64_t ended;
	int rc = -1, got = 0;

	if (!file_name_ok(c->name) || strlen(c->name) > NAME_MOST)
		err_set(err, ERR_USAGE,
		    "%.60s: is no name for an edition: at most %d letters, "
		    "digits, '-', '_' and '.', such as 2026-najaar",
		    c->name, NAME_MOST);
	else if (when_parse_day(c->name, &day) == 0 ||
	    (got = store_run_ended(
		 c->session.store, c->name, &ended, err)) == 1)
		err_set(err, ERR_USAGE,
		    "%s: reads as a day or a run: 'feiten changes --since' "
		    "could not tell them apart: give it another name",
		    c->name);
	else if (got == -1)
		goto done;
	else if (file_exists(path))
		err_set(err, ERR_USAGE,
		    "%s: there is an edition of that name: 'feiten edition "
		    "list' lists them",
		    c->name);
	else
		rc = 0;
done:
	free(path);
	return rc;
}

/* Notes and claims as `feiten check` looks at them. Editions that were closed
 * before are no part of it: they are past mending. */
static int
check_story(struct closing *c, struct err *err)
{
	char *open = told_open_to(c->session.fb.notes);

	told_read(c->cli, &c->session, &c->told, &c->status);
	claims_check(
	    c->cli, &c->session, &c->told.notes, &c->claims, &c->status);
	claims_tell(c->cli, &c->claims, &c->status);
	if (open != NULL) {
		err_set(err, ERR_PUBLISH, "%s", open);
		c->status = cli_worst(c->status, cli_fail(c->cli, err));
		err_clear(err);
	}
	free(open);
	if (c->status == EXIT_WELL)
		return 0;
	return err_set(err, c->status == EXIT_PUBLISH ? ERR_PUBLISH : ERR_WORK,
	    "%s: not closed: mend what is named above first", c->name);
}

static void
put_runs(const struct loaded_tables *tables, struct json *record)
{
	struct json *runs = json_add_array(record, "runs");

	for (size_t i = 0; i < tables->n; i++)
		json_add_str(runs, NULL, tables->items[i].run);
}

static int
hash_file(const char *path, char out[DIGEST_HEX], struct err *err)
{
	struct digest *d = digest_new();
	FILE *f = fopen(path, "rb");
	char piece[PIECE];
	size_t len;
	int rc = -1;

	if (f == NULL) {
		err_set(err, ERR_WORK, "%s: cannot be read", path);
		goto done;
	}
	while ((len = fread(piece, 1, sizeof(piece), f)) > 0)
		digest_push(d, piece, len);
	if (ferror(f)) {
		err_set(err, ERR_WORK, "%s: cannot be read to its end", path);
		goto done;
	}
	digest_hex(d, out);
	rc = 0;
done:
	if (f != NULL)
		fclose(f);
	digest_free(d);
	return rc;
}

/* All below out/, but pages of days of the past, and what a writer left. */
static int
put_pages(const char *dir, const char *below, struct json *pages,
    struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(dir, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		const char *name = names.items[i];
		char *path = file_join(dir, name);
		char *inside = mem_fmt("%s%s%s", below,
		    *below == '\0' ? "" : "/", name);
		char hex[DIGEST_HEX];

		if (name[0] == '.' || strcmp(inside, "as-of") == 0)
			;
		else if (file_is_dir(path))
			rc = put_pages(path, inside, pages, err);
		else if ((rc = hash_file(path, hex, err)) == 0)
			json_add_str(pages, inside, hex);
		free(inside);
		free(path);
	}
	names_free(&names);
	return rc;
}

/* Every area has its page. */
static int
check_pages(const struct closing *c, struct err *err)
{
	for (size_t i = 0; i < c->areas.n; i++) {
		char *path = mem_fmt("%s/profile/%s.html", c->session.fb.out,
		    c->areas.items[i].code);
		bool there = file_exists(path);

		if (!there)
			err_set(err, ERR_WORK,
			    "%s: is not there: run 'feiten site' first", path);
		free(path);
		if (!there)
			return -1;
	}
	return 0;
}

/* Which quotes could stand on the pages, and which stood on those of an
 * area. */
static int
put_heard(struct closing *c, const struct loaded_tables *tables,
    struct json *record, struct err *err)
{
	struct page_input in = { .panel = c->session.panel,
		.peering = c->peering,
		.words = c->words,
		.notes = &c->told.notes,
		.privacy = &c->told.privacy,
		.claims = &c->claims.judgement,
		.sources = &c->session.fb.sources,
		.tables = tables,
		.now = when_now() };
	struct json *quotes = json_add_array(record, "quotes"), *heard;

	for (size_t i = 0; i < c->told.notes.n; i++)
		for (size_t k = 0; k < c->told.notes.items[i].nquotes; k++) {
			const struct quote *q =
			    &c->told.notes.items[i].quotes[k];

			if (q->held == HELD_NOT)
				json_add_str(quotes, NULL, q->opaque);
		}
	heard = json_add_object(record, "heard");
	if (json_len(quotes) == 0)
		return 0;
	for (size_t i = 0; i < c->areas.n; i++) {
		const char *code = c->areas.items[i].code;
		struct json *ids = json_array();

		if (page_quotes(&in, code, ids, err) == -1) {
			json_free(ids);
			return -1;
		}
		if (json_len(ids) > 0)
			json_add(heard, code, ids);
		else
			json_free(ids);
	}
	return 0;
}

static void
put_claims(const struct closing *c, struct json *record)
{
	struct json *list = json_add_array(record, "claims");

	for (size_t i = 0; i < c->claims.judgement.n; i++) {
		const struct judged *j = &c->claims.judgement.items[i];

		char hex[DIGEST_HEX];

		if (j->result != CLAIM_HOLDS)
			continue;
		/* Not its id: that is made of words. */
		digest_of(j->claim->id, strlen(j->claim->id), hex);
		json_add_str(list, NULL, hex);
	}
}

static int
fill(struct closing *c, struct json *record, struct err *err)
{
	struct loaded_tables tables = { 0 };
	struct json *list;
	char iso[21];
	int rc = -1;

	if (store_tables(c->session.store, &tables, err) == -1)
		goto done;
	json_add_str(record, "schema", EDITION_SCHEMA);
	json_add_str(record, "closed", when_iso(when_now(), iso));
	json_add_str(record, "by", c->by);
	put_runs(&tables, record);
	list = json_add_array(record, "areas");
	for (size_t i = 0; i < c->areas.n; i++)
		json_add_str(list, NULL, c->areas.items[i].code);
	if (put_pages(c->session.fb.out, "", json_add_object(record, "pages"),
		err) == -1)
		goto done;
	json_add_str(
	    record, "key", c->told.notes.n > 0 ? c->told.key.id : NULL);
	if (put_heard(c, &tables, record, err) == -1)
		goto done;
	put_claims(c, record);
	rc = 0;
done:
	loaded_tables_free(&tables);
	return rc;
}

/* The copy of the key first: should this be cut off, the next pages have ids
 * of a new one. */
static int
put_record(struct closing *c, const struct json *record, struct err *err)
{
	char *dir = file_join(c->session.fb.dir, "editions");
	char *key = file_join(c->session.fb.state, "edition.key");
	char *path = record_path(c);
	bool keyed = c->told.notes.n > 0;
	struct buf text = { 0 };
	int rc = -1;

	json_print(record, true, &text);
	file_sweep(dir); /* not there yet: nothing */
	if (file_mkdirs(dir, 0777, err) == -1 ||
	    (keyed && edition_key_keep(key, &c->told.key, err) == -1) ||
	    file_write(path, buf_str(&text), text.len, 0666, err) == -1 ||
	    (keyed && edition_key_end(key, err) == -1))
		goto done;
	cli_note(c->cli, "%s: closed: %zu pages of %zu area%s", path,
	    json_len(json_get(record, "pages")), c->areas.n,
	    c->areas.n == 1 ? "" : "s");
	rc = 0;
done:
	buf_free(&text);
	free(path);
	free(key);
	free(dir);
	return rc;
}

static int
close_edition(struct closing *c, struct err *err)
{
	struct json *record = json_object();
	int rc = -1;

	/* The lock before the snapshot: facts may not move in between. */
	if (factbase_open(c->cli->dir, &c->lock, err) == -1 ||
	    factbase_lock(&c->lock, err) == -1 ||
	    session_open(c->cli, true, &c->session, err) == -1 ||
	    check_name(c, err) == -1 ||
	    check_story(c, err) == -1 ||
	    made_now(&c->session, &c->told, err) == -1 ||
	    session_areas(&c->session, &c->areas, err) == -1 ||
	    check_pages(c, err) == -1 ||
	    factbase_words(&c->session.fb, NULL, &c->words, err) == -1)
		goto done;
	c->peering = peering_new(c->session.panel);
	/* Once more: pages may have been made while they were read. */
	if (fill(c, record, err) == -1 ||
	    made_now(&c->session, &c->told, err) == -1 || put_record(c, record, err) == -1)
		goto done;
	rc = 0;
done:
	json_free(record);
	return rc;
}

static void
closing_free(struct closing *c)
{
	areas_free(&c->areas);
	peering_free(c->peering);
	words_free(c->words);
	claims_check_free(&c->claims);
	told_free(&c->told);
	session_close(&c->session);
	factbase_close(&c->lock);
}

/* The list. */

static const struct grid_column columns[] = {
	{ "edition", "edition", false },
	{ "closed", "closed", false },
	{ "by", "by", false },
	{ "areas", "areas", true },
	{ "pages", "pages", true },
	{ "quotes", "quotes", true },
};

static int
list_editions(struct cli *cli, struct factbase *fb)
{
	char *dir = file_join(fb->dir, "editions");
	struct grid *g = grid_new(columns, 6);
	struct editions all = { 0 };
	struct err err = { 0 };
	int status = EXIT_WELL;

	if (editions_read(dir, &all, &err) == -1)
		status = cli_fail(cli, &err);
	for (size_t i = 0; i < all.n; i++) {
		const struct edition *e = &all.items[i];
		char iso[21];

		grid_put(g, e->name);
		grid_put(g, when_iso(e->closed, iso));
		grid_put(g, json_get_str(e->file, "by"));
		grid_int(g, (long long)json_len(json_get(e->file, "areas")));
		grid_int(g, (long long)json_len(json_get(e->file, "pages")));
		grid_int(g, (long long)json_len(json_get(e->file, "quotes")));
	}
	if (all.n > 0 || cli->format != FORMAT_TEXT)
		grid_print(cli, g);
	else if (status == EXIT_WELL)
		cli_note(cli, "no edition was closed yet: 'feiten site', then "
			      "'feiten edition close NAME'");
	grid_free(g);
	editions_free(&all);
	free(dir);
	return status;
}

int
cmd_edition(struct cli *cli, int argc, char **argv)
{
	struct closing c = { .cli = cli, .session.fb.lock = -1,
		.lock.lock = -1 };
	struct err err = { 0 };
	bool closes = false;
	int status = parse(cli, argc, argv, &c, &closes);

	if (status != EXIT_WELL)
		return status;
	if (closes) {
		if (close_edition(&c, &err) == -1)
			status = cli_fail(cli, &err);
		closing_free(&c);
		return status;
	}
	if (factbase_open(cli->dir, &c.session.fb, &err) == -1)
		status = cli_fail(cli, &err);
	else
		status = list_editions(cli, &c.session.fb);
	factbase_close(&c.session.fb);
	return status;
}
