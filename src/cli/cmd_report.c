/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten report: which reports there are, and one of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/near.h"
#include "cli/reports.h"

struct asked {
	const char *name, *lang, *day;
	struct strings areas;
};

static const struct option_spec specs[] = {
	{ "as-of", true, 'd' },
	{ "format", true, 'f' },
	{ "lang", true, 'l' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct asked *ask,
    struct pages *p)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'd':
			ask->day = o.value;
			break;
		case 'f':
			if (pages_formats(p, o.value) == -1 || p->csv)
				return cli_usage(cli, "report",
				    "--format takes html, pdf, json or a "
				    "list of them");
			break;
		case 'l':
			if (!factbase_speaks(cli->dir, o.value))
				return cli_usage(cli, "report",
				    "--lang %.20s: takes nl, en, or a "
				    "language that has its words files "
				    "(docs/reports.md)",
				    o.value);
			ask->lang = o.value;
			break;
		case 0:
			if (ask->name == NULL)
				ask->name = o.value;
			else
				strings_add(&ask->areas, o.value);
			break;
		default:
			return cli_usage(cli, "report", "%s", message);
		}
	}
	return EXIT_WELL;
}

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
list(struct cli *cli, const struct asked *ask, struct err *err)
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
	    factbase_words(&fb, ask->lang, &words, err) == -1 ||
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

static int
make_of(struct pages *p, const struct report_def *def, const struct asked *ask,
    struct err *err)
{
	size_t n = ask->areas.n;
	struct area *areas = mem_new(n + 1, sizeof(*areas));
	char *dir = file_join(p->session.fb.out, "report");
	char *index = file_join(p->session.fb.out, "index.html");
	struct report_place place = { .dir = dir,
		.assets = "../assets",
		.profiles = "../profile/",
		.index = file_exists(index) ? "../index.html" : NULL,
		.there = has_profile,
		.arg = p };
	int rc = -1;

	for (size_t i = 0; i < n; i++)
		if (session_area(&p->session, ask->areas.items[i], &areas[i],
			err) == -1)
			goto done;
	if (reports_make(p, def, areas, n, &place) == 0) {
		char *file = reports_file(def, areas, n);
		const char *ending = p->html ? "html" : p->pdf ? "pdf" : "json";

		fprintf(p->cli->out, "%s/%s.%s\n", dir, file, ending);
		free(file);
	}
	rc = 0;
done:
	for (size_t i = 0; i < n; i++)
		area_clear(&areas[i]);
	free(areas);
	free(index);
	free(dir);
	return rc;
}

/* Of opgaven: sheets with other templates, beside the other reports. */
static int
make_sheets(struct pages *p, const struct report_def *def,
    const struct asked *ask, struct err *err)
{
	const struct opgaven *all = &p->opgaven.opgaven;
	bool ours = strcmp(def->name, "sheet") == 0;
	char *before = ours ? NULL : mem_fmt("%s-", def->name);
	size_t i;

	for (i = 0; i < ask->areas.n; i++)
		if (opgaven_find(all, ask->areas.items[i]) == NULL)
			break;
	if (ask->areas.n == 0 || i < ask->areas.n) {
		free(before);
		return err_set(err, ERR_USAGE,
		    "report %s: %s%s: name an opgave: the file in "
		    "story/opgaven/ without .md",
		    def->name, ask->areas.n == 0 ? "" : ask->areas.items[i],
		    ask->areas.n == 0 ? "takes opgaven" : ": no such opgave");
	}
	p->sheets.def = def;
	p->sheets.before = before;
	if (!ours) {
		free(p->sheets.dir);
		p->sheets.dir = file_join(p->session.fb.out, "report");
	}
	for (i = 0; i < ask->areas.n; i++) {
		size_t failed = p->sheets.failures;

		sheets_make(p, opgaven_find(all, ask->areas.items[i]));
		if (p->sheets.failures == failed)
			fprintf(p->cli->out, "%s/%s%s.%s\n", p->sheets.dir,
			    ours ? "" : before, ask->areas.items[i],
			    p->html	? "html"
				: p->pdf ? "pdf"
					 : "json");
	}
	p->sheets.before = NULL;
	free(before);
	return 0;
}

/* Since the newest closed edition, of all areas. */
static int
make_changes(struct pages *p, const struct report_def *def,
    const struct asked *ask, struct err *err)
{
	char *dir = file_join(p->session.fb.out, "report");
	char *index = file_join(p->session.fb.out, "index.html");
	const struct page_links links = { .assets = "../assets",
		.profiles = "../profile/",
		.index = file_exists(index) ? "../index.html" : NULL };
	struct areas areas = { 0 };
	int rc = -1;

	if (ask->areas.n > 0)
		err_set(err, ERR_USAGE,
		    "report %s: it is of all areas: name none", def->name);
	else if (!p->html || p->input.since == NULL)
		err_set(err, ERR_USAGE,
		    p->html ? "report %s: no edition was closed: 'feiten "
			      "edition close NAME' does"
			    : "report %s: it is made as HTML only",
		    def->name);
	else if (session_areas(&p->session, &areas, err) == 0 &&
	    file_mkdirs(dir, 0777, err) == 0)
		rc = pages_changes_as(
		    p, def, &areas, &links, dir, def->name, err);
	if (rc == 0)
		fprintf(p->cli->out, "%s/%s.html\n", dir, def->name);
	areas_free(&areas);
	free(index);
	free(dir);
	return rc;
}

static int
make(struct cli *cli, const struct asked *ask, struct pages *p,
    struct err *err)
{
	struct report_defs defs = { 0 };
	const struct report_def *def = NULL;
	int rc = -1, status = EXIT_WELL;

	if (pages_open(cli, ask->lang, p, err) == -1 ||
	    reports_read(cli, &p->session.fb, &defs, &status, err) == -1 ||
	    find(&defs, ask->name, &def, err) == -1)
		goto done;
	rc = def->of == REPORT_OPGAVE_OF ? make_sheets(p, def, ask, err)
	    : def->of == REPORT_EDITION_OF
	    ? make_changes(p, def, ask, err)
	    : make_of(p, def, ask, err);
	p->sheets.def = NULL; /* of a list that goes */
done:
	p->status = cli_worst(p->status, status);
	report_defs_free(&defs);
	return rc;
}

int
cmd_report(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .session.fb.lock = -1 };
	struct asked ask = { 0 };
	struct err err = { 0 };
	int status = parse(cli, argc, argv, &ask, &p);

	if (status != EXIT_WELL)
		goto done;
	if (ask.name == NULL) {
		status = list(cli, &ask, &err);
		goto done;
	}
	if (ask.day != NULL && session_day(ask.day, &p.until, &err) == -1) {
		status = cli_fail(cli, &err);
		goto done;
	}
	if (make(cli, &ask, &p, &err) == -1)
		p.status = cli_worst(p.status, cli_fail(cli, &err));
	status = p.status;
	pages_close(&p);
done:
	strings_free(&ask.areas);
	return status;
}
