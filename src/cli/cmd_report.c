/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten report: which reports there are; one of them, or one of each area.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/asked.h"
#include "cli/changed.h"
#include "cli/cli.h"
#include "cli/crew.h"
#include "cli/forms.h"
#include "cli/near.h"
#include "cli/reports.h"

static const struct option_spec specs[] = { ASKED_ALL, ASKED_AS_OF,
	ASKED_FORMAT, ASKED_JOBS, ASKED_LANG, ASKED_LEVEL, ASKED_WITHIN,
	ASKED_END };

#define REPORT_SECONDS 600.0 /* for one of many */

/* Reports of one definition. */
struct run {
	struct cli *cli;
	const struct asked *ask;
	const char *name; /* of the definition */
	const struct pages *asked; /* the forms asked for, and until; not open */
	struct pages pages; /* of this process */
	const struct report_def *def; /* of pages */
	enum report_of of; /* what def is of */
	char *before; /* what files of sheets begin with, or NULL */
	char *dir; /* where they go */
	struct strings codes; /* of areas, or ids of opgaven */
	struct strings files; /* of each report, without ending */
	bool together; /* one report of all codes; else each has its own */
	bool *made; /* each */
	char seen[DIGEST_HEX]; /* the snapshot */
};

static void
put_counts(struct grid *g, const struct report_def *d)
{
	char *text = d->of != REPORT_AREAS_OF
	    ? NULL
	    : d->min == d->max ? mem_fmt("%zu", d->min)
				      : mem_fmt("%zu-%zu", d->min, d->max);

	grid_put(g, text);
	free(text);
}

static void
put_levels(struct grid *g, const struct report_def *d)
{
	static const char *const others[] = {
		[REPORT_OPGAVE_OF] = "opgave",
		[REPORT_EDITION_OF] = "edition"
	};
	struct buf text = { 0 };

	if (d->of != REPORT_AREAS_OF) {
		grid_put(g, others[d->of]);
		return;
	}
	for (int level = LEVEL_GEMEENTE; level <= LEVEL_OWN; level++)
		if (d->levels[level])
			buf_putf(&text, "%s%s", text.len == 0 ? "" : " ",
			    area_level_name((enum area_level)level));
	grid_put(g, buf_str(&text));
	buf_free(&text);
}

/* Which reports there are. */
static int
list(struct cli *cli, const char *lang, struct err *err)
{
	static const struct grid_column columns[] = {
		{ "name", "report", false },
		{ "areas", "areas", false },
		{ "levels", "of", false },
		{ "what", "what it is", false },
		{ "file", "definition", false },
	};
	struct grid *g = grid_new(columns, 5);
	struct report_defs defs = { 0 };
	struct words *words = NULL;
	struct factbase fb = { .lock = -1 };
	int status = EXIT_WELL;

	if (factbase_open(cli->dir, &fb, err) == -1 ||
	    factbase_words(&fb, lang, &words, err) == -1 ||
	    reports_read(cli, &fb, &defs, &status, err) == -1) {
		status = cli_worst(status, cli_fail(cli, err));
		goto done;
	}
	for (size_t i = 0; i < defs.n; i++) {
		const struct report_def *d = &defs.items[i];
		struct buf what = { 0 };

		grid_put(g, d->name);
		put_counts(g, d);
		put_levels(g, d);
		report_text(d, "what", words, NULL, 0, &what);
		grid_put(g, buf_str(&what));
		grid_put(g, d->own ? d->path : NULL);
		buf_free(&what);
	}
	grid_print(cli, g);
done:
	report_defs_free(&defs);
	words_free(words);
	factbase_close(&fb);
	grid_free(g);
	return status;
}

static bool
has_profile(void *arg, const char *code)
{
	const struct pages *p = arg;
	char *path = mem_fmt("%s/%s.html", p->profiles, code);
	bool there = file_exists(path);

	free(path);
	return there;
}

static int
find(const struct report_defs *defs, const char *name,
    const struct report_def **out, struct err *err)
{
	struct near near = { 0 };

	*out = report_defs_find(defs, name);
	if (*out != NULL)
		return 0;
	near_start(&near, name);
	for (size_t i = 0; i < defs->n; i++)
		near_try(&near, defs->items[i].name, defs->items[i].name);
	return near_error(
	    &near, err, "report", "'feiten report' lists them");
}

/* In the parent, and again in each worker. */
static int
open_run(struct run *r, bool worker, struct err *err)
{
	struct pages *p = &r->pages;
	int status = EXIT_WELL, rc = -1;

	*p = *r->asked;
	p->worker = worker;
	p->defs_read = true;
	if (pages_open(r->cli, r->ask->lang, p, err) == 0 &&
	    reports_read(r->cli, &p->session.fb, &p->defs, &status, err) == 0)
		rc = find(&p->defs, r->name, &r->def, err);
	p->status = cli_worst(p->status, status);
	if (rc == -1)
		return -1;
	r->of = r->def->of;
	free(r->dir);
	r->dir = file_join(p->session.fb.out, "report");
	if (r->of != REPORT_OPGAVE_OF)
		return 0;
	/* Sheets with other templates stand beside the other reports. */
	p->sheets.def = r->def;
	free(r->before);
	r->before = NULL;
	if (strcmp(r->name, "sheet") != 0) {
		p->sheets.before = r->before = mem_fmt("%s-", r->name);
		free(p->sheets.dir);
		p->sheets.dir = mem_str(r->dir);
	} else {
		free(r->dir);
		r->dir = mem_str(p->sheets.dir);
	}
	return 0;
}

static void
add_file(struct run *r, char *file)
{
	strings_add(&r->files, file);
	free(file);
}

static void
add_opgave(struct run *r, const char *id)
{
	strings_add(&r->codes, id);
	add_file(r, mem_fmt("%s%s", r->before == NULL ? "" : r->before, id));
}

static int
choose_opgaven(struct run *r, struct err *err)
{
	const struct opgaven *all = &r->pages.opgaven.opgaven;
	const struct strings *names = &r->ask->names;

	for (size_t i = 1; i < names->n; i++) {
		if (opgaven_find(all, names->items[i]) == NULL)
			return sheets_unknown(all, names->items[i], err);
		if (strings_have(&r->codes, names->items[i]))
			return err_set(err, ERR_USAGE,
			    "report %s: %s is named twice", r->name,
			    names->items[i]);
		add_opgave(r, names->items[i]);
	}
	for (size_t i = 0; r->ask->all && i < all->n; i++)
		add_opgave(r, all->items[i].id);
	if (r->codes.n == 0)
		return err_set(err, ERR_USAGE,
		    r->ask->all
			? "report %s: there are no opgaven: story/opgaven/ has "
			  "none"
			: "report %s: takes opgaven: name an opgave: the file "
			  "in story/opgaven/ without .md, or --all",
		    r->name);
	return 0;
}

/* All that it takes, by level and place: a report each. */
static int
choose_all(struct run *r, struct err *err)
{
	const struct report_def *def = r->def;
	const int level = r->ask->level;
	struct areas all = { 0 };
	int rc = -1;

	if (def->min > 1)
		return err_set(err, ERR_USAGE,
		    "report %s: is made of %zu to %zu areas together: name "
		    "them",
		    r->name, def->min, def->max);
	if (level != -1 && !def->levels[level])
		return err_set(err, ERR_USAGE,
		    "report %s: --level %s: it takes none: see 'feiten "
		    "report' for what it takes",
		    r->name, area_level_name((enum area_level)level));
	if (session_areas_in(
		&r->pages.session, r->ask->within, &all, err) == -1)
		goto done;
	for (size_t i = 0; i < all.n; i++)
		if (def->levels[all.items[i].level] &&
		    (level == -1 || level == (int)all.items[i].level)) {
			strings_add(&r->codes, all.items[i].code);
			add_file(r, reports_file(def, &all.items[i], 1));
		}
	rc = r->codes.n > 0
	    ? 0
	    : err_set(err, ERR_USAGE,
		  "report %s: none of the areas that the fact base is about "
		  "is one it takes: see 'feiten report'",
		  r->name);
done:
	areas_free(&all);
	return rc;
}

/* Those named: all of them before anything is made. One report of all, or,
 * when it can be of no more than one area, a report each. */
static int
choose_named(struct run *r, struct err *err)
{
	const struct strings *names = &r->ask->names;
	size_t n = names->n - 1; /* the first is that of the report */
	struct area *areas = mem_new(n + 1, sizeof(*areas));
	int rc = 0;

	if (n == 0 && r->def->min == 1)
		rc = err_set(err, ERR_USAGE,
		    "report %s: name areas, or --all", r->name);
	r->together = r->def->max > 1 || n <= 1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = session_area(
		    &r->pages.session, names->items[i + 1], &areas[i], err);
		if (rc == 0 && strings_have(&r->codes, areas[i].code))
			rc = err_set(err, ERR_USAGE,
			    "report %s: %s is named twice", r->name,
			    areas[i].code);
		if (rc == 0 && !r->together)
			rc = page_report_takes(r->def, &areas[i], 1, err);
		strings_add(&r->codes, areas[i].code);
		if (!r->together)
			add_file(r, reports_file(r->def, &areas[i], 1));
	}
	if (rc == 0 && r->together)
		rc = page_report_takes(r->def, areas, n, err);
	if (r->together)
		add_file(r, reports_file(r->def, areas, n));
	for (size_t i = 0; i < n; i++)
		area_clear(&areas[i]);
	free(areas);
	return rc;
}

/* One of the gemeenten that the fact base is about, by code or name. */
static int
add_gemeente(struct run *r, const char *name, const char *const all[],
    size_t n, struct err *err)
{
	struct area area = { 0 };
	int rc = session_area(&r->pages.session, name, &area, err);
	bool ours = false;

	for (size_t i = 0; i < n; i++)
		ours |= strcmp(all[i], area.code) == 0;
	if (rc == 0 && !ours)
		rc = err_set(err, ERR_USAGE,
		    "report %s: %s: takes gemeenten that the fact base is "
		    "about",
		    r->name, name);
	if (rc == 0 && strings_have(&r->codes, area.code))
		rc = err_set(err, ERR_USAGE, "report %s: %s is named twice",
		    r->name, area.code);
	if (rc == 0) {
		strings_add(&r->codes, area.code);
		add_file(r, changed_file(r->def, area.code));
	}
	area_clear(&area);
	return rc;
}

/* The page of all areas. Of more than one gemeente: that of all of them, and
 * one of each, or those named. */
static int
choose_changes(struct run *r, struct err *err)
{
	const struct strings *names = &r->ask->names;
	struct areas areas = { 0 };
	const char **all = NULL;
	size_t n;
	int rc = -1;

	if (r->pages.input.since == NULL)
		return err_set(err, ERR_USAGE,
		    "report %s: no edition was closed: 'feiten edition close "
		    "NAME' does",
		    r->name);
	if (session_areas(&r->pages.session, &areas, err) == -1)
		goto done;
	n = page_gemeenten(&areas, &all);
	rc = 0;
	for (size_t i = 1; i < names->n && rc == 0; i++)
		rc = add_gemeente(r, names->items[i], all, n, err);
	/* The page of one gemeente is that of all. */
	if (rc == 0 && (names->n == 1 || n == 1)) {
		strings_free(&r->codes);
		strings_free(&r->files);
		strings_add(&r->codes, r->name);
		add_file(r, changed_file(r->def, NULL));
	}
	for (size_t i = 0; names->n == 1 && n > 1 && i < n && rc == 0; i++)
		rc = add_gemeente(r, all[i], all, n, err);
done:
	free(all);
	areas_free(&areas);
	return rc;
}

/* What is made, by what the definition is of. */
static int
choose(struct run *r, struct err *err)
{
	const struct asked *ask = r->ask;
	bool of_areas = r->of == REPORT_AREAS_OF;
	bool many = ask->all || ask->level != -1 || ask->within != NULL;

	if (!of_areas && ask->as_of)
		return err_set(err, ERR_USAGE,
		    "report %s: --as-of: it is of what is known now: %s; "
		    "leave --as-of out",
		    r->name,
		    r->of == REPORT_OPGAVE_OF
			? "what the analyst says, and what was heard"
			: "what has changed since the newest edition");
	if (!of_areas && (ask->level != -1 || ask->within != NULL))
		return err_set(err, ERR_USAGE,
		    "report %s: --level and --within choose areas, and it is "
		    "of none",
		    r->name);
	if (many && ask->names.n > 1)
		return err_set(err, ERR_USAGE,
		    "report %s: name what it is of, or --all", r->name);
	if (r->of == REPORT_OPGAVE_OF)
		return choose_opgaven(r, err);
	if (of_areas)
		return many ? choose_all(r, err) : choose_named(r, err);
	return choose_changes(r, err);
}

/* Of areas i to i + n. */
static bool
make_of(struct run *r, size_t i, size_t n)
{
	struct pages *p = &r->pages;
	struct area *areas = mem_new(n + 1, sizeof(*areas));
	char *index = file_join(p->session.fb.out, "index.html");
	struct report_place place = { .dir = r->dir,
		.assets = "../assets",
		.profiles = "../profile/",
		.index = file_exists(index) ? "../index.html" : NULL,
		.there = has_profile,
		.arg = p };
	struct err err = { 0 };
	int rc = 0;

	for (size_t k = 0; k < n && rc == 0; k++)
		rc = session_area(
		    &p->session, r->codes.items[i + k], &areas[k], &err);
	if (rc == -1)
		pages_problem(p, &err);
	else
		rc = reports_make(p, r->def, areas, n, &place);
	for (size_t k = 0; k < n; k++)
		area_clear(&areas[k]);
	free(areas);
	free(index);
	return rc == 0;
}

/* Of all areas, or of one gemeente of many. */
static bool
make_changes(struct run *r, const char *code)
{
	struct pages *p = &r->pages;
	const char *only = strcmp(code, r->name) == 0 ? NULL : code;
	struct areas areas = { 0 };
	const char **all = NULL;
	struct err err = { 0 };
	bool well = session_areas(&p->session, &areas, &err) == 0 &&
	    file_mkdirs(r->dir, 0777, &err) == 0;

	if (well)
		well = changed_report(p, r->def, &areas, only,
		    page_gemeenten(&areas, &all) > 1,
		    strings_have(&r->codes, r->name), r->dir);
	else
		pages_problem(p, &err);
	free(all);
	areas_free(&areas);
	return well;
}

/* Number i; whether anything of it was made. */
static bool
make_one(struct run *r, size_t i)
{
	struct pages *p = &r->pages;

	switch (r->of) {
	case REPORT_OPGAVE_OF:
		sheets_make(p,
		    opgaven_find(&p->opgaven.opgaven, r->codes.items[i]));
		return p->sheets.made > 0 || p->sheets.failures > 0;
	case REPORT_EDITION_OF:
		return make_changes(r, r->codes.items[i]);
	default:
		return make_of(r, r->together ? 0 : i,
		    r->together ? r->codes.n : 1);
	}
}

/* Its file that people read first, where it is. */
static void
print_place(const struct run *r, size_t i)
{
	static const int order[] = { FORM_HTML, FORM_PDF, FORM_JSON };
	bool forms[FORMS];
	bool told = false;

	forms_asked(r->asked, false, forms);
	for (size_t f = 0; !told && f < sizeof(order) / sizeof(order[0]); f++) {
		char *file = mem_fmt("%s/%s.%s", r->dir,
		    r->files.items[i], form_endings[order[f]]);

		told = forms[order[f]] && file_exists(file);
		if (told)
			fprintf(r->cli->out, "%s\n", file);
		free(file);
	}
}

/* In a worker. */

static int
open_worker(void *arg, char hello[128], struct err *err)
{
	struct run *r = arg;
	char seen[DIGEST_HEX];

	if (open_run(r, true, err) == -1 ||
	    keep_snapshot(&r->pages, seen, err) == -1)
		return -1;
	snprintf(hello, 128, "%s", seen);
	return 0;
}

static void
work(void *arg, size_t i, struct crew_result *out)
{
	struct run *r = arg;
	struct pages *p = &r->pages;

	p->status = EXIT_WELL;
	p->failures = p->sheets.made = p->sheets.failures = 0;
	out->made = make_one(r, i);
	out->status = p->status;
	out->failed = !out->made || p->failures > 0 ||
	    p->sheets.failures > 0;
}

static void
close_worker(void *arg)
{
	struct run *r = arg;

	pages_close(&r->pages);
}

static void
count(void *arg, size_t i, const struct crew_result *result)
{
	struct run *r = arg;

	r->made[i] = result->made;
}

static const char *
name_of(void *arg, size_t i)
{
	const struct run *r = arg;

	return r->codes.items[i];
}

/* Each by itself, by a few workers. */
static int
make_many(struct run *r, struct err *err)
{
	struct crew b = { .cli = r->cli,
		.n = r->codes.n,
		.jobs = r->ask->jobs,
		.seconds = REPORT_SECONDS,
		.arg = r,
		.open = open_worker,
		.work = work,
		.close = close_worker,
		.count = count,
		.name = name_of,
		.hello = r->seen };
	size_t made = 0;
	int rc = keep_snapshot(&r->pages, r->seen, err);

	/* No connection to SQLite outlives a fork. */
	pages_close(&r->pages);
	if (rc == 0)
		rc = crew_run(&b, err);
	r->pages = (struct pages){ .session.fb.lock = -1,
		.status = cli_worst(r->pages.status, b.status) };
	for (size_t i = 0; i < r->codes.n; i++)
		made += r->made[i];
	if (rc == 0)
		cli_note(r->cli, "%zu report%s made in %s%s", made,
		    made == 1 ? "" : "s", r->dir,
		    b.failed > 0 || b.status != EXIT_WELL
			? "; some are not whole, see above"
			: "");
	return rc;
}

static int
make(struct run *r, struct err *err)
{
	if (open_run(r, false, err) == -1 || choose(r, err) == -1)
		return -1;
	r->made = mem_new(r->codes.n + 1, sizeof(*r->made));
	file_sweep(r->dir); /* not there yet: nothing */
	if (!r->together && r->codes.n > 1)
		return make_many(r, err);
	r->made[0] = make_one(r, 0);
	return 0;
}

int
cmd_report(struct cli *cli, int argc, char **argv)
{
	struct pages asked = { .html = true, .pdf = true,
		.session.fb.lock = -1 };
	struct asked ask;
	struct err err = { 0 };
	int status = asked_read(cli, "report", specs, "html, pdf, json", argc,
	    argv, &ask, &asked);

	if (status == EXIT_WELL && ask.names.n == 0) {
		status = ask.all || ask.level != -1 || ask.within != NULL
		    ? cli_usage(cli, "report", "name a report")
		    : list(cli, ask.lang, &err);
	} else if (status == EXIT_WELL) {
		struct run r = { .cli = cli, .ask = &ask,
			.name = ask.names.items[0], .asked = &asked,
			.pages.session.fb.lock = -1 };

		if (make(&r, &err) == -1)
			r.pages.status =
			    cli_worst(r.pages.status, cli_fail(cli, &err));
		for (size_t i = 0; r.made != NULL && i < r.files.n; i++)
			if (r.made[i])
				print_place(&r, i);
		status = r.pages.status;
		pages_close(&r.pages);
		strings_free(&r.codes);
		strings_free(&r.files);
		free(r.made);
		free(r.before);
		free(r.dir);
	}
	asked_free(&ask);
	return status;
}
