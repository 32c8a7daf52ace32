/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten profile, feiten site: pages of areas.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/made.h"
#include "cli/pages.h"

struct ask {
	struct strings areas;
	const char *within, *lang;
	const char *day; /* as it was known then, or NULL */
	bool all;
};

static const struct option_spec profile_specs[] = {
	{ "all", false, 'a' },
	{ "as-of", true, 'd' },
	{ "format", true, 'f' },
	{ "lang", true, 'l' },
	{ "within", true, 'w' },
	{ NULL, false, 0 },
};

static const struct option_spec site_specs[] = {
	{ "format", true, 'f' },
	{ "lang", true, 'l' },
	{ NULL, false, 0 },
};

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
				    "--format takes html, pdf, json or a "
				    "list of them");
			break;
		case 'l':
			if (strcmp(o.value, "nl") != 0 &&
			    strcmp(o.value, "en") != 0)
				return cli_usage(cli, command,
				    "--lang takes nl or en");
			ask->lang = o.value;
			break;
		case 'w':
			ask->within = o.value;
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

/* Whether an area is the other, or lies in it. */
static bool
lies_in(const struct area *a, const struct area *in)
{
	return strcmp(a->code, in->code) == 0 ||
	    strcmp(a->parent, in->code) == 0 ||
	    strcmp(a->municipality, in->code) == 0;
}

static int
profile_all(struct pages *p, const struct ask *ask, struct err *err)
{
	struct areas own = { 0 };
	struct area within = { 0 };
	size_t i;
	int rc = -1;

	if ((ask->within != NULL &&
		session_area(&p->session, ask->within,
		    &within, err) == -1) ||
	    session_areas(&p->session, &own, err) ==
		-1)
		goto done;
	for (i = 0; i < own.n; i++)
		if (ask->within == NULL || lies_in(&own.items[i], &within))
			pages_profile(p, own.items[i].code);
	rc = 0;
done:
	area_clear(&within);
	areas_free(&own);
	return rc;
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

int
cmd_profile(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .session.fb.lock = -1 };
	struct ask ask = { 0 };
	struct err err = { 0 };
	int status = parse(cli, "profile", profile_specs, argc, argv, &ask,
	    &p);

	if (status == EXIT_WELL && ask.all == (ask.areas.n > 0))
		status = cli_usage(cli, "profile",
		    "name areas, or --all");
	if (status == EXIT_WELL && ask.within != NULL && !ask.all)
		status = cli_usage(cli, "profile",
		    "--within goes with --all");
	if (status != EXIT_WELL)
		goto done;
	if ((ask.day != NULL && session_day(ask.day, &p.until, &err) == -1) ||
	    pages_open(cli, ask.lang, &p, &err) == -1) {
		p.status = cli_worst(p.status, cli_fail(cli, &err));
	} else {
		p.site = has_index(&p);
		if ((ask.all ? profile_all(&p, &ask, &err)
			     : profile_some(&p, &ask, &err)) == -1)
			p.status = cli_worst(p.status, cli_fail(cli, &err));
		else
			pages_summary(&p);
	}
	status = p.status;
	pages_close(&p);
done:
	strings_free(&ask.areas);
	return status;
}

int
cmd_site(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .site = true };
	struct ask ask = { 0 };
	struct areas own = { 0 };
	struct err err = { 0 };
	size_t i;
	char key[DIGEST_HEX];
	int status = parse(cli, "site", site_specs, argc, argv, &ask, &p);

	if (status == EXIT_WELL && ask.areas.n > 0)
		status = cli_usage(cli, "site",
		    "%s: makes all areas of the fact base; 'feiten profile' "
		    "makes some",
		    ask.areas.items[0]);
	if (status == EXIT_WELL && !p.html)
		status = cli_usage(cli, "site", "--format must hold html");
	if (status != EXIT_WELL)
		goto done;
	if (pages_open(cli, ask.lang, &p, &err) == -1 ||
	    session_areas(&p.session, &own, &err) ==
		-1 || made_key(&p.session, &p.told, key, &err) == -1 ||
	    made_begin(p.session.fb.state, &err) == -1) {
		p.status = cli_worst(p.status, cli_fail(cli, &err));
	} else {
		for (i = 0; i < own.n; i++)
			pages_profile(&p, own.items[i].code);
		pages_tidy(&p, &own);
		pages_changes(&p, &own);
		pages_index(&p, &own);
		if (made_end(p.session.fb.state, key,
			p.failures == 0 && p.status != EXIT_WORK, &err) == -1)
			p.status = cli_worst(p.status, cli_fail(cli, &err));
		pages_summary(&p);
		fprintf(cli->out, "%s/index.html\n", p.session.fb.out);
	}
	status = p.status;
	areas_free(&own);
	pages_close(&p);
done:
	strings_free(&ask.areas);
	return status;
}
