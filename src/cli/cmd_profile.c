/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten profile, feiten site: pages of areas. All of them at once: making.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/asked.h"
#include "cli/cli.h"
#include "cli/making.h"
#include "cli/pages.h"
#include "cli/side.h"

static const struct option_spec profile_specs[] = { ASKED_ALL, ASKED_AS_OF,
	ASKED_FORCE, ASKED_FORMAT, ASKED_JOBS, ASKED_LANG, ASKED_LEVEL,
	ASKED_WITHIN, ASKED_END };

static const struct option_spec site_specs[] = { ASKED_FORCE, ASKED_FORMAT,
	ASKED_JOBS, ASKED_LANG, ASKED_END };

static const char formats[] = "html, pdf, csv, json";

static int
profile_some(struct pages *p, const struct asked *ask, struct err *err)
{
	struct area *areas = mem_new(ask->names.n + 1, sizeof(*areas));
	size_t i, n = 0;
	int rc = -1;

	/* All names first: nothing is made when one of them is wrong. */
	for (n = 0; n < ask->names.n; n++)
		if (session_area(&p->session,
			ask->names.items[n], &areas[n], err) == -1)
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
make_some(struct cli *cli, const struct asked *ask, struct pages *p)
{
	struct err err = { 0 };

	if (pages_open(cli, ask->lang, p, &err) == -1)
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

static struct making
making_of(const struct asked *ask, bool site)
{
	return (struct making){ .site = site, .lang = ask->lang,
		.within = ask->within, .level = ask->level, .jobs = ask->jobs,
		.force = ask->force };
}

int
cmd_profile(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .session.fb.lock = -1 };
	struct asked ask;
	int status = asked_read(cli, "profile", profile_specs, formats, argc,
	    argv, &ask, &p);

	if (status == EXIT_WELL && ask.all == (ask.names.n > 0))
		status = cli_usage(cli, "profile",
		    "name areas, or --all");
	if (status == EXIT_WELL && ask.within != NULL && !ask.all)
		status = cli_usage(cli, "profile",
		    "--within goes with --all");
	if (status == EXIT_WELL && ask.level != -1 && !ask.all)
		status = cli_usage(cli, "profile",
		    "--level goes with --all");
	if (status == EXIT_WELL && ask.all) {
		struct making m = making_of(&ask, false);

		status = making_run(cli, &m, &p);
	} else if (status == EXIT_WELL) {
		make_some(cli, &ask, &p);
		status = p.status;
		pages_close(&p);
	}
	asked_free(&ask);
	return status;
}

int
cmd_site(struct cli *cli, int argc, char **argv)
{
	struct pages p = {
		.html = true, .pdf = true, .csv = true, .session.fb.lock = -1
	};
	struct asked ask;
	int status = asked_read(
	    cli, "site", site_specs, formats, argc, argv, &ask, &p);

	if (status == EXIT_WELL && ask.names.n > 0)
		status = cli_usage(cli, "site",
		    "%s: makes all areas of the fact base; 'feiten profile' "
		    "makes some",
		    ask.names.items[0]);
	if (status == EXIT_WELL && !p.html)
		status = cli_usage(cli, "site", "--format must hold html");
	if (status == EXIT_WELL) {
		struct making m = making_of(&ask, true);

		status = making_run(cli, &m, &p);
	}
	asked_free(&ask);
	return status;
}
