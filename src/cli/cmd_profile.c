/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten profile, feiten site: pages of areas. All of them at once: making.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/making.h"
#include "cli/side.h"
#include "cli/pages.h"

struct ask {
	struct strings areas;
	struct making making;
	const char *day; /* as it was known then, or NULL */
	bool all;
};

static const struct option_spec profile_specs[] = {
	{ "all", false, 'a' },
	{ "as-of", true, 'd' },
	{ "force", false, 'r' },
	{ "format", true, 'f' },
	{ "jobs", true, 'j' },
	{ "lang", true, 'l' },
	{ "within", true, 'w' },
	{ NULL, false, 0 },
};

static const struct option_spec site_specs[] = {
	{ "force", false, 'r' },
	{ "format", true, 'f' },
	{ "jobs", true, 'j' },
	{ "lang", true, 'l' },
	{ NULL, false, 0 },
};

static bool
read_jobs(const char *text, int *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || n < 1 || n > 64)
		return false;
	*out = (int)n;
	return true;
}

static int
parse(struct cli *cli, const char *command,
    const struct option_spec *specs, int argc, char **argv, struct ask *ask,
    struct pages *p)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			ask->all = true;
			break;
		case 'd':
			ask->day = o.value;
			break;
		case 'f':
			if (pages_formats(p, o.value) == -1)
				return cli_usage(cli, command,
				    "--format takes html, pdf, csv, json or a "
				    "list of them");
			break;
		case 'l':
			if (!factbase_speaks(cli->dir, o.value))
				return cli_usage(cli, command,
				    "--lang %.20s: takes nl, en, or a "
				    "language that has its words files "
				    "(docs/reports.md)",
				    o.value);
			ask->making.lang = o.value;
			break;
		case 'j':
			if (!read_jobs(o.value, &ask->making.jobs))
				return cli_usage(cli, command,
				    "--jobs takes a whole number of 1 to 64");
			break;
		case 'r':
			ask->making.force = true;
			break;
		case 'w':
			ask->making.within = o.value;
			break;
		case 0:
			strings_add(&ask->areas, o.value);
			break;
		default:
			return cli_usage(cli, command, "%s", message);
		}
	}
	return EXIT_WELL;
}

static int
profile_some(struct pages *p, const struct ask *ask, struct err *err)
{
	struct area *areas = calloc(ask->areas.n + 1, sizeof(*areas));
	size_t i, n = 0;
	int rc = -1;

	/* All names first: nothing is made when one of them is wrong. */
	for (n = 0; n < ask->areas.n; n++)
		if (areas == NULL ||
		    session_area(&p->session,
			ask->areas.items[n], &areas[n], err) == -1)
			goto done;
	for (i = 0; i < n; i++)
		pages_profile(p, areas[i].code);
	rc = 0;
done:
	for (i = 0; i < n; i++)
		area_clear(&areas[i]);
	free(areas);
	return rc;
}

/* Whether an index page was made before, so that profiles can point at it. */
static bool
has_index(const struct pages *p)
{
	char *path = file_join(p->session.fb.out, "index.html");
	bool there = file_exists(path);

	free(path);
	return there;
}

/* Some areas, one after another, whatever was made before. */
static void
make_some(struct cli *cli, const struct ask *ask, struct pages *p)
{
	struct err err = { 0 };

	if (pages_open(cli, ask->making.lang, p, &err) == -1)
		goto failed;
	p->site = has_index(p);
	p->towns = p->site && pages_have_towns(p);
	p->side = side_is_there(p->session.fb.out);
	if (profile_some(p, ask, &err) == -1)
		goto failed;
	pages_summary(p);
	return;
failed:
	p->status = cli_worst(p->status, cli_fail(cli, &err));
}

int
cmd_profile(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .session.fb.lock = -1 };
	struct ask ask = { .making.jobs = 1 };
	struct err err = { 0 };
	int status = parse(cli, "profile", profile_specs, argc, argv, &ask,
	    &p);

	if (status == EXIT_WELL && ask.all == (ask.areas.n > 0))
		status = cli_usage(cli, "profile",
		    "name areas, or --all");
	if (status == EXIT_WELL && ask.making.within != NULL && !ask.all)
		status = cli_usage(cli, "profile",
		    "--within goes with --all");
	if (status != EXIT_WELL)
		goto done;
	if (ask.day != NULL && session_day(ask.day, &p.until, &err) == -1) {
		status = cli_fail(cli, &err);
	} else if (ask.all) {
		status = making_run(cli, &ask.making, &p);
	} else {
		make_some(cli, &ask, &p);
		status = p.status;
		pages_close(&p);
	}
done:
	strings_free(&ask.areas);
	return status;
}

int
cmd_site(struct cli *cli, int argc, char **argv)
{
	struct pages p = {
		.html = true, .pdf = true, .csv = true, .session.fb.lock = -1
	};
	struct ask ask = { .making.jobs = 1, .making.site = true };
	int status = parse(cli, "site", site_specs, argc, argv, &ask, &p);

	if (status == EXIT_WELL && ask.areas.n > 0)
		status = cli_usage(cli, "site",
		    "%s: makes all areas of the fact base; 'feiten profile' "
		    "makes some",
		    ask.areas.items[0]);
	if (status == EXIT_WELL && !p.html)
		status = cli_usage(cli, "site", "--format must hold html");
	if (status == EXIT_WELL)
		status = making_run(cli, &ask.making, &p);
	strings_free(&ask.areas);
	return status;
}
