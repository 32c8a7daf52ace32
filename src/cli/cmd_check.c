/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten check: what may not be published, or soon may not. Each part of the
 * story has a function in parts[]; mistakes in files go to stderr as they are
 * read, all else is a row.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/when.h"
#include "claims/expr.h"
#include "cli/check_opgaven.h"
#include "cli/choosing.h"
#include "cli/cli.h"
#include "cli/told.h"
#include "house/house.h"
#include "story/decision.h"

#define SOON 30 /* days before a note expires that it is told */
#define EDITION_MAX ((size_t)64 << 20) /* bytes of editions/NAME.json */

struct check {
	struct cli *cli;
	const char *print, *by, *why;
	struct session session;
	struct told told;
	struct grid *grid;
	int status;
};

static const struct option_spec specs[] = {
	{ "by", true, 'b' },
	{ "print", true, 'p' },
	{ "why", true, 'w' },
	{ NULL, false, 0 },
};

static const struct grid_column columns[] = {
	{ "kind", "kind", false },
	{ "where", "where", false },
	{ "what", "what", false },
	{ "next", "what to do", false },
};

static int
parse(struct cli *cli, int argc, char **argv, struct check *c)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'b':
			c->by = o.value;
			break;
		case 'p':
			c->print = o.value;
			break;
		case 'w':
			c->why = o.value;
			break;
		case 0:
			return cli_usage(
			    cli, "check", "%s: takes options only", o.value);
		default:
			return cli_usage(cli, "check", "%s", message);
		}
	}
	if ((c->print == NULL) != (c->by == NULL) ||
	    (c->print == NULL) != (c->why == NULL))
		return cli_usage(cli, "check",
		    "--print: say --by whom and --why: it is kept with the "
		    "decision");
	return EXIT_WELL;
}

static void
row(struct check *c, const char *kind, char *where, const char *what,
    const char *next)
{
	grid_put(c->grid, kind);
	grid_put(c->grid, where);
	grid_put(c->grid, what);
	grid_put(c->grid, next);
	free(where);
}

static char *
at(const struct note *note, int line)
{
	return mem_fmt("%s:%d", note->file, line);
}

/* Days from today until a day; negative when it is past. */
static int64_t
days_until(const struct day *day)
{
	struct day today = when_dutch_day(when_now());
	char a[48], b[48];
	int64_t from = 0, to = 0;

	snprintf(
	    a, sizeof(a), "%04d-%02d-%02d", today.year, today.month, today.day);
	snprintf(
	    b, sizeof(b), "%04d-%02d-%02d", day->year, day->month, day->day);
	when_parse_iso(a, &from);
	when_parse_iso(b, &to);
	return (to - from) / 86400;
}

static void
check_note(struct check *c, const struct note *note)
{
	bool meant = note->consent >= CONSENT_REPORT;
	const struct rare_role *rare =
	    privacy_role(&c->told.privacy, note->role);
	int64_t left =
	    note->until.year == 0 ? SOON + 1 : days_until(&note->until);
	size_t i;

	if (left < 0)
		row(c, "expired", at(note, 1),
		    "was to be kept until a day that is past; it is not "
		    "printed",
		    "throw the file and its copies away");
	else if (left <= SOON)
		row(c, "expires soon", at(note, 1),
		    "is kept for less than a month more",
		    "ask again, or throw it away then");
	if (meant && note->how == NULL)
		row(c, "consent", at(note, 1),
		    "does not say how consent was given",
		    "add toestemming-hoe: mondeling, schriftelijk or "
		    "formulier");
	if (meant && note->child && note->parent == NULL)
		row(c, "child", at(note, 1),
		    "under 16 without a parent who agreed; it is not printed",
		    "add toestemming-ouder: NAME, or write toestemming: "
		    "intern");
	if (meant && note->reviewer == NULL)
		row(c, "not reviewed", at(note, 1),
		    "nobody reviewed it; it is not printed",
		    "let a second person read it for third parties, health, "
		    "origin and criminal matters, and add nagekeken: NAME, "
		    "DATE");
	if (meant && rare != NULL)
		row(c, "role", at(note, note->role_line),
		    rare->general_nl == NULL
			? "a role that few people have: not printed below a "
			  "gemeente"
			: "a role that few people have: printed as what it "
			  "is a kind of, but for the page of the gemeente",
		    "nothing, or make the role broader");
	for (i = 0; i < note->nquotes; i++)
		if (meant && note->quotes[i].override)
			row(c, "override", at(note, note->quotes[i].line),
			    "a rule of privacy is put aside by a decision",
			    "nothing, or take its file out of decisions/");
}

static void
check_notes(struct check *c)
{
	char *open = told_open_to(c->session.fb.notes);
	struct err err = { 0 };
	size_t i;

	if (open != NULL) {
		err_set(&err, ERR_PUBLISH, "%s", open);
		c->status = cli_worst(c->status, cli_fail(c->cli, &err));
	}
	free(open);
	for (i = 0; i < c->told.notes.n; i++)
		check_note(c, &c->told.notes.items[i]);
}

static void
tell_held(struct check *c, const char *edition, const char *id,
    const struct note *note, const struct quote *quote)
{
	struct err err = { 0 };

	if (quote == NULL)
		err_set(&err, ERR_PUBLISH,
		    "%s: quote %s: its note, or these words of it, are no "
		    "longer there: take the edition back, or say so to who "
		    "has it",
		    edition, id);
	else
		err_set(&err, ERR_PUBLISH,
		    "%s: quote %s is of %s:%d, which may no longer be printed "
		    "(%s): take the edition back, or say so to who has it",
		    edition, id, note->file, quote->line,
		    held_name(quote->held));
	c->status = cli_worst(c->status, cli_fail(c->cli, &err));
}

/* One quote of an edition: whether it may still be printed. */
static void
check_held(struct check *c, const char *edition, const char *id,
    const struct edition_key *key)
{
	for (size_t i = 0; i < c->told.notes.n; i++) {
		const struct note *note = &c->told.notes.items[i];

		for (size_t j = 0; j < note->nquotes; j++) {
			const struct quote *q = &note->quotes[j];
			char own[OPAQUE_ID];
			size_t before = 0;

			for (size_t k = 0; k < j; k++)
				before +=
				    strcmp(note->quotes[k].text, q->text) == 0;
			edition_opaque(key, note->id, q->text, before, own);
			if (strcmp(own, id) != 0)
				continue;
			if (q->held != HELD_NOT)
				tell_held(c, edition, id, note, q);
			return;
		}
	}
	tell_held(c, edition, id, NULL, NULL);
}

static void
check_edition(struct check *c, const char *path)
{
	struct err err = { 0 };
	struct json *file = json_read(path, EDITION_MAX, &err);
	const struct json *list = json_get(file, "quotes"), *one;
	char *keys = file_join(c->session.fb.state, "edition.key");
	struct edition_key key;

	if (file == NULL ||
	    (json_len(list) > 0 &&
		edition_key_find(keys, json_get_str(file, "key"), &key, &err) ==
		    -1)) {
		if (file != NULL)
			err_ctx(
			    &err, "%s: its quotes cannot be looked at", path);
		c->status = cli_worst(c->status, cli_fail(c->cli, &err));
		goto done;
	}
	for (one = json_first(list); one != NULL; one = json_next(one))
		if (json_str(one) != NULL)
			check_held(c, path, json_str(one), &key);
done:
	free(keys);
	json_free(file);
}

/* Editions that are closed and hold a quote that was withdrawn since. */
static void
check_editions(struct check *c)
{
	char *dir = file_join(c->session.fb.dir, "editions");
	struct names names = { 0 };
	struct err err = { 0 };
	size_t i;

	if (file_list(dir, ".json", &names, &err) == -1)
		c->status = cli_worst(c->status, cli_fail(c->cli, &err));
	for (i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);

		check_edition(c, path);
		free(path);
	}
	names_free(&names);
	free(dir);
}

/* What is missing under an opgave or the purpose; claims that do not hold
 * are told by themselves too. */
static void
put_flags(struct check *c, const char *kind, const char *file, const char *name,
    struct flags *flags)
{
	for (size_t i = 0; i < flags->n; i++) {
		const struct flagged *f = &flags->items[i];
		char *what =
		    mem_fmt("%s: %s%s%s", name, f->what == NULL ? "" : f->what,
			f->what == NULL ? "" : ": ", flag_says(f->flag));

		row(c, kind, mem_fmt("%s:%d", file, f->line), what,
		    flag_next(f->flag));
		free(what);
	}
	flags_free(flags);
}

/* An expectation is laid beside a figure of then; the page would have a sign
 * where there is none, or nothing where its area is not known. */
static void
check_expectations(struct check *c, const struct opgave *o)
{
	for (size_t i = 0; i < o->nexpectations; i++) {
		const struct expectation *e = &o->expectations[i];
		struct claim_figure f;
		struct err err = { 0 };
		char *what = NULL;

		if (e->indicator == NULL)
			continue;
		if (claim_figure_look(c->session.panel, e->indicator, e->area,
			e->period, &f, &err) == -1)
			what = mem_fmt(
			    "%s: expectation: %s", o->id, err.msg);
		else {
			if (isnan(f.cell.value))
				what = mem_fmt("%s: expectation: there is no "
					       "figure of %s of %s in %s",
				    o->id, e->indicator, e->area, e->period);
			claim_figure_clear(&f);
		}
		if (what != NULL)
			row(c, "opgave", mem_fmt("%s:%d", o->file, e->by.line),
			    what,
			    "name a period that has one: 'feiten show AREA "
			    "INDICATOR' has the newest");
		free(what);
		err_clear(&err);
	}
}

static void
check_opgaven(struct check *c, const struct checked_claims *claims)
{
	struct checked_opgaven all;
	struct flags flags;

	opgaven_check(c->cli, &c->session, &c->told, claims, &all, &c->status);
	for (size_t i = 0; i < all.opgaven.n; i++) {
		const struct opgave *o = &all.opgaven.items[i];

		opgave_flags(&all.shared, o, &flags);
		put_flags(c, "opgave", o->file, o->id, &flags);
		check_expectations(c, o);
	}
	purpose_flags(&all.shared, &flags);
	put_flags(c, "purpose", all.purpose.file, "purpose", &flags);
	opgaven_check_free(&all);
}

/* What a claim rests on that is not wrong, and not quite sure. */
static void
check_leans(struct check *c, const struct judged *j)
{
	char *what;

	if (j->doubted) {
		what = mem_fmt("%s: " CLAIM_DOUBTED, j->claim->id);
		row(c, "claim",
		    mem_fmt("%s:%d", j->claim->file, j->claim->line), what,
		    "'feiten changes' shows the figure; the page says that "
		    "nobody checked it");
		free(what);
	}
	for (size_t i = 0; i < j->nquotes; i++) {
		const struct evidence *e = j->quotes[i].evidence;

		if (j->quotes[i].quote != NULL)
			continue;
		what = mem_fmt("%s: quote %.80s#%zu is not there, or may not "
			       "be printed: it is not counted",
		    j->claim->id, e->text, e->place);
		row(c, "claim", mem_fmt("%s:%d", j->claim->file, e->line), what,
		    "'feiten notes' lists the notes and what of them is "
		    "printed; write ID#N, or take the line out");
		free(what);
	}
	if (j->headline_why[0] != '\0') {
		what = mem_fmt(
		    "%s: is no headline: %s", j->claim->id, j->headline_why);
		row(c, "claim",
		    mem_fmt("%s:%d", j->claim->file, j->claim->headline_line),
		    what, "the chart has the headline that the rule makes");
		free(what);
	}
	if (j->likely[0] != '\0') {
		what = mem_fmt("%s: " CLAIM_LIKELY, j->claim->id, j->likely);
		row(c, "claim",
		    mem_fmt("%s:%d", j->claim->file, j->claim->line), what,
		    "look whether its boundary moved in between; the page "
		    "says that it is not certain");
		free(what);
	}
}

/* What the analyst says, against the figures of today, and what rests on it. */
static void
check_claims(struct check *c)
{
	struct checked_claims all = { 0 };

	claims_check(c->cli, &c->session, &c->told.notes, &all, &c->status);
	for (size_t i = 0; i < all.judgement.n; i++) {
		const struct judged *j = &all.judgement.items[i];
		char *what;

		check_leans(c, j);
		if (claim_trouble(j) == NULL)
			continue;
		what = mem_fmt(
		    "%s: %s: %s", j->claim->id, claim_trouble(j), j->why);
		row(c, "claim",
		    mem_fmt("%s:%d", j->claim->file, j->claim->line), what,
		    "mend the sentence or what stands under it; until then "
		    "the page marks it");
		free(what);
		c->status = cli_worst(c->status, EXIT_PUBLISH);
	}
	check_opgaven(c, &all);
	claims_check_free(&all);
}

/* What is checked, in this order. */

/* Mistakes in the choosing log go to stderr as it is read. */
static void
check_choosing(struct check *c)
{
	struct choices log = { 0 };

	choosing_read(c->cli, &c->session, &c->told, &log, &c->status);
	choices_free(&log);
}

static void
tell_house(void *arg, const struct err *err)
{
	struct check *c = arg;

	c->status = cli_worst(c->status, cli_fail(c->cli, err));
}

/* What is wrong in the house style. */
static void
check_house(struct check *c)
{
	const struct factbase *fb = &c->session.fb;
	struct house house;

	house_read(fb->house, fb->house_named, &fb->indicators, &house,
	    tell_house, c);
	house_free(&house);
}

static void (*const parts[])(struct check *) = {
	check_claims,
	check_notes,
	check_choosing,
	check_editions,
	check_house,
};

/* Whether --print names the purpose, a claim, or a file of story/opgaven. */
static bool
is_story(const struct check *c)
{
	const char *id = c->print + strlen("opgave:");
	char *name, *path;
	bool there;

	if (strcmp(c->print, "purpose") == 0)
		return true;
	if (strncmp(c->print, "claim:", strlen("claim:")) == 0)
		return claims_there(&c->session, c->print + strlen("claim:"));
	if (strncmp(c->print, "opgave:", strlen("opgave:")) != 0 ||
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id))
		return false;
	name = mem_fmt("story/opgaven/%s.md", id);
	path = file_join(c->session.fb.dir, name);
	there = file_exists(path);
	free(path);
	free(name);
	return there;
}

/* Put a rule of privacy aside for a note, quote or opgave, by name. */
static int
override(struct check *c, struct err *err)
{
	char *dir = file_join(c->session.fb.dir, "decisions"), day[48];
	struct day today = when_dutch_day(when_now());
	struct decision d = { .kind = mem_str("print"),
		.id = mem_str(c->print),
		.by = mem_str(c->by),
		.on = day,
		.why = mem_str(c->why) };
	bool known =
	    notes_quote(&c->told.notes, c->print, NULL) != NULL || is_story(c);
	int rc;

	snprintf(day, sizeof(day), "%04d-%02d-%02d", today.year, today.month,
	    today.day);
	for (size_t i = 0; i < c->told.notes.n && !known; i++)
		known = strcmp(c->told.notes.items[i].id, c->print) == 0;
	if (!known)
		rc = err_set(err, ERR_USAGE,
		    "--print %.80s: is no note or quote: 'feiten notes' lists "
		    "them; a quote is NOTE#2",
		    c->print);
	else
		rc = decision_write(dir, &d, err);
	if (rc == 0)
		cli_note(c->cli, "%s: is printed from now on, by %s", c->print,
		    c->by);
	free(d.kind);
	free(d.id);
	free(d.by);
	free(d.why);
	free(dir);
	return rc;
}

int
cmd_check(struct cli *cli, int argc, char **argv)
{
	struct check c = { .cli = cli };
	struct err err = { 0 };
	int ignored = EXIT_WELL;
	size_t i;

	c.status = parse(cli, argc, argv, &c);
	if (c.status != EXIT_WELL)
		return c.status;
	if (session_open(cli, true, &c.session, &err) == -1) {
		c.status = cli_fail(cli, &err);
		goto done;
	}
	told_read(
	    cli, &c.session, &c.told, c.print != NULL ? &ignored : &c.status);
	if (c.print != NULL) {
		if (override(&c, &err) == -1)
			c.status = cli_fail(cli, &err);
		goto done;
	}
	c.grid = grid_new(columns, 4);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		parts[i](&c);
	if (grid_rows(c.grid) > 0 || cli->format != FORMAT_TEXT)
		grid_print(cli, c.grid);
	else if (c.status == EXIT_WELL)
		cli_note(cli, "nothing stands in the way");
	grid_free(c.grid);
done:
	told_free(&c.told);
	session_close(&c.session);
	return c.status;
}
