/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten doctor: what this machine lacks, and the command that installs it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/told.h"
#include "chart/chart.h"
#include "render/render.h"

struct check {
	const char *what, *why;
	int (*run)(struct err *err);
	bool spare; /* all but this goes without: no status 1 */
};

static int
check_gnuplot(struct err *err)
{
	struct plotter *plotter = NULL;
	struct buf svg = { 0 };
	int rc = plotter_open(&plotter, err);

	if (rc == 0)
		rc = plotter_draw(plotter,
		    "set terminal svg size 200,200\nset output\nplot 0\n", &svg,
		    err);
	plotter_close(plotter);
	buf_free(&svg);
	return rc;
}

static int
check_typst(struct err *err)
{
	struct typst *typst = NULL;
	int rc = typst_open(&typst, NULL, err);

	typst_close(typst);
	return rc;
}

static int
check_share(struct err *err)
{
	static const char *const files[] = { "sources/indicators.json",
		"reports/profile.mustache", "reports/profile.typ",
		"reports/words.nl.json" };
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = file_join(file_share(), files[i]);
		bool there = file_exists(path);

		free(path);
		if (!there)
			return err_set(err, ERR_WORK,
			    "%s/%s is missing: install feiten again ('make "
			    "install'), or set FEITEN_SHARE to the folder "
			    "that holds sources/ and reports/",
			    file_share(), files[i]);
	}
	return 0;
}

static int
check_font(struct err *err)
{
	static const char *const places[] = {
		"/usr/share/fonts/opentype/inter",
		"/usr/share/fonts/truetype/inter",
		"/usr/local/share/fonts/inter",
	};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (file_is_dir(places[i]))
			return 0;
	return err_set(err, ERR_TOOL,
	    "the letter Inter is not here: sudo apt-get install fonts-inter");
}

static int
check_keys(struct err *err)
{
	char *age = child_find("age"), *gpg = child_find("gpg");
	bool there = age != NULL || gpg != NULL;

	free(age);
	free(gpg);
	return there ? 0
		     : err_set(err, ERR_TOOL,
			   "neither age nor gpg is here: sudo apt-get install "
			   "age");
}

/* In a fact base: what people told is for its owner alone. */
static int
check_notes(struct cli *cli, struct grid *g)
{
	char *dir = file_join(cli->dir == NULL ? "." : cli->dir, "notes");
	char *open = told_open_to(dir);
	int status;

	if (file_is_dir(dir)) {
		grid_put(g, "notes/");
		grid_put(g, open == NULL ? "well" : "open");
		grid_put(g, "others on this machine could read what was told");
		grid_put(g, open);
	}
	status = open == NULL ? EXIT_WELL : EXIT_WORK;
	free(open);
	free(dir);
	return status;
}

int
cmd_doctor(struct cli *cli, int argc, char **argv)
{
	static const struct check checks[] = {
		{ "own files", "nothing works without them",
		    check_share, false },
		{ "gnuplot", "profiles have no charts without it",
		    check_gnuplot, false },
		{ "Typst", "profiles are HTML only without it",
		    check_typst, false },
		{ "Inter", "pages use another letter without it",
		    check_font, false },
		{ "age or gpg", "backups of notes take it", check_keys, true },
	};
	static const struct grid_column columns[] = {
		{ "what", "what", false },
		{ "state", "state", false },
		{ "why", "why", false },
		{ "do", "what to do", false },
	};
	struct grid *g;
	int status = EXIT_WELL;
	size_t i;

	if (argc > 0)
		return cli_usage(cli, "doctor", "%s: takes no arguments",
		    argv[0]);
	g = grid_new(columns, 4);
	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		struct err err = { 0 };
		bool well = checks[i].run(&err) == 0;

		grid_put(g, checks[i].what);
		grid_put(g, well ? "well" : "missing");
		grid_put(g, checks[i].why);
		grid_put(g, well ? NULL : err.msg);
		if (!well && !checks[i].spare)
			status = EXIT_WORK;
	}
	status = cli_worst(status, check_notes(cli, g));
	grid_print(cli, g);
	grid_free(g);
	return status;
}
