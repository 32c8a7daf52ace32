/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * asked: the options of the commands that make pages.
 */
#include "cli/asked.h"

#include <stdlib.h>
#include <string.h>

#include "model/area.h"

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
take_forms(struct cli *cli, const char *command, const char *forms,
    const char *list, struct pages *p)
{
	if (pages_formats(p, list) == 0 &&
	    (!p->csv || strstr(forms, "csv") != NULL))
		return EXIT_WELL;
	return cli_usage(
	    cli, command, "--format takes %s or a list of them", forms);
}

static int
take_lang(struct cli *cli, const char *command, const char *lang,
    struct asked *out)
{
	out->lang = lang;
	if (factbase_speaks(cli->dir, lang))
		return EXIT_WELL;
	return cli_usage(cli, command,
	    "--lang %.20s: takes nl, en, or a language that has its words "
	    "files (docs/reports.md)",
	    lang);
}

static int
take_day(struct cli *cli, const char *day, struct asked *out, struct pages *p)
{
	struct err err = { 0 };

	out->as_of = true;
	return session_day(day, &p->until, &err) == 0 ? EXIT_WELL
						      : cli_fail(cli, &err);
}

static int
take_level(struct cli *cli, const char *command, const char *name,
    struct asked *out)
{
	static const enum area_level levels[] = { LEVEL_GEMEENTE, LEVEL_WIJK,
		LEVEL_BUURT, LEVEL_OWN };

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (strcmp(name, area_level_name(levels[i])) == 0) {
			out->level = (int)levels[i];
			return EXIT_WELL;
		}
	return cli_usage(
	    cli, command, "--level takes gemeente, wijk, buurt or own");
}

int
asked_read(struct cli *cli, const char *command,
    const struct option_spec *specs, const char *forms, int argc, char **argv,
    struct asked *out, struct pages *p)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got, status = EXIT_WELL;

	*out = (struct asked){ .level = -1, .jobs = 1 };
	while (status == EXIT_WELL &&
	    (got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			out->all = true;
			break;
		case 'd':
			status = take_day(cli, o.value, out, p);
			break;
		case 'e':
			status = take_level(cli, command, o.value, out);
			break;
		case 'f':
			status = take_forms(cli, command, forms, o.value, p);
			break;
		case 'j':
			if (!read_jobs(o.value, &out->jobs))
				status = cli_usage(cli, command,
				    "--jobs takes a whole number of 1 to 64");
			break;
		case 'l':
			status = take_lang(cli, command, o.value, out);
			break;
		case 'r':
			out->force = true;
			break;
		case 'w':
			out->within = o.value;
			break;
		case 0:
			strings_add(&out->names, o.value);
			break;
		default:
			status = cli_usage(cli, command, "%s", message);
		}
	}
	return status;
}

void
asked_free(struct asked *asked)
{
	strings_free(&asked->names);
}
