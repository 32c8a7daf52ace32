/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * main: global options, and the table of commands.
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

const struct command commands[] = {
	{ "init", "DIR --area CODE [--area CODE ...]", "make a fact base",
	    "  --area CODE     an area it is about (GM0603); repeat for more\n"
	    "  --title TEXT    title of its pages\n"
	    "  --lang LANG     language of its pages (nl)\n"
	    "  --source ID     only these sources (all); repeat for more\n"
	    "  --mirror A=B    send requests for address A to B\n",
	    cmd_init },
	{ "refresh", "[--source ID ...] [--force] [--dry-run] "
			 "[--at-most N]",
	    "fetch what changed and load it",
	    "  --source ID     only these sources\n"
	    "  --force         fetch also what did not change\n"
	    "  --dry-run       say what would be fetched, and fetch nothing\n"
	    "  --at-most N     stop after N minutes; the next run goes on\n",
	    cmd_refresh },
	{ "rebuild", "", "load facts.db again from raw/, without network",
	    NULL, cmd_rebuild },
	{ "status", "", "how fresh each source is, and what went wrong", NULL,
	    cmd_status },
	{ "changes",
	    "[--since WHAT] [--all] | --accept ID --by NAME --why TEXT",
	    "what is different, and what should be looked at",
	    "  --since WHAT    after that run, from that day, after that "
	    "edition\n"
	    "                  (the newest day on which something changed)\n"
	    "  --all           values of all areas, not only its own\n"
	    "  --accept ID     take a doubted value over\n"
	    "  --by NAME       who does\n"
	    "  --why TEXT      on what grounds; both are kept in decisions/\n",
	    cmd_changes },
	{ "sources", "[NAME ...] [--tables]", "where the numbers come from",
	    "  --tables        a line for each table that was loaded\n",
	    cmd_sources },
	{ "areas", "[TEXT] [--level L] [--within CODE]",
	    "areas, by code or part of a name",
	    "  --level L       land, gemeente, wijk or buurt\n"
	    "  --within CODE   only inside this gemeente or wijk\n"
	    "  --year Y        of that area set (newest)\n",
	    cmd_areas },
	{ "indicators", "[TEXT]", "indicators, by id or part of a label",
	    NULL, cmd_indicators },
	{ "show", "AREA INDICATOR [--period P]",
	    "one value: how it came about, or why there is none",
	    "  --period P      of that period (newest delivered)\n"
	    "  --peers         how it lies among comparable areas\n"
	    "  --as-of DAY     as it was known at the end of that day\n",
	    cmd_show },
	{ "table", "--indicator ID ... --area CODE ... | --within CODE --level L",
	    "a table of values",
	    "  --indicator ID  a column; repeat for more\n"
	    "  --area AREA     a row; repeat for more\n"
	    "  --within CODE   all areas of --level inside this one\n"
	    "  --level L       gemeente, wijk or buurt\n"
	    "  --period P      of that period (newest delivered)\n"
	    "  --today         over the areas of today\n"
	    "  --with LIST     more columns: noise,reasons,peers\n"
	    "  --as-of DAY     as it was known at the end of that day\n",
	    cmd_table },
	{ "profile", "AREA ... | --all [--level L] [--within CODE]", "area profiles",
	    "  --all           every area the fact base is about\n"
	    "  --level L       with --all: only gemeente, wijk, buurt or own\n"
	    "  --within CODE   with --all: only inside this area\n"
	    "  --as-of DAY     as it was known at the end of that day\n"
	    "  --format F      html, pdf, csv, json, or a list (html,pdf)\n"
	    "  --lang LANG     language (that of the fact base)\n"
	    "  --jobs N        with --all: make so many at once (1)\n"
	    "  --force         with --all: also what did not change\n",
	    cmd_profile },
	{ "site", "[--format html,pdf,csv] [--jobs N]", "all profiles and an index page",
	    "  --format F      html, or html with pdf, csv (html,pdf,csv)\n"
	    "  --lang LANG     language (that of the fact base)\n"
	    "  --jobs N        make so many pages at once (1)\n"
	    "  --force         make also what did not change\n",
	    cmd_site },
	{ "sheet", "OPGAVE ... [--format html,pdf,json]",
	    "what to talk about, on one page",
	    "  --format F      html, pdf, json, or a list of them (html,pdf)\n"
	    "  --lang LANG     language (that of the fact base)\n",
	    cmd_sheet },
	{ "report", "[NAME [AREA ... | OPGAVE ... | --all]]",
	    "other reports: areas side by side, a table book, one's own",
	    "  without NAME: which reports there are\n"
	    "  --all           one of each area (or opgave) that it takes\n"
	    "  --level L       of each gemeente, wijk, buurt or own area\n"
	    "  --within CODE   only of areas inside this one\n"
	    "  --as-of DAY     as it was known at the end of that day\n"
	    "  --format F      html, pdf, json, or a list of them (html,pdf)\n"
	    "  --lang LANG     language (that of the fact base)\n"
	    "  --jobs N        make so many at once (1)\n",
	    cmd_report },
	{ "notes", "[TEXT] [--count WHAT | --not-heard] | import FILE...",
	    "conversations: which there are, who was heard, who was not",
	    "  --count WHAT    how many by role, theme, area or rating\n"
	    "  --not-heard     roles, themes and areas without one\n"
	    "  import FILE...  answers (.csv) or coded interviews (.qdpx) as "
	    "notes\n"
	    "  --column F=H    header H of a CSV is field F: area, date, "
	    "rating, scale,\n"
	    "                  story, theme, role, consent or about\n"
	    "  --area CODE     for all that does not say it; so are the next "
	    "five\n"
	    "  --date DAY      day of the conversation\n"
	    "  --role TEXT     what the speakers are, not who\n"
	    "  --theme ID      what the quotes are about\n"
	    "  --about ID      what was rated: an indicator, or opgave:ID\n"
	    "  --scale A-B     between which numbers the ratings lie\n"
	    "  --keep-until D  last day that the notes are kept\n"
	    "  --tag C=THEME   a code or theme C of the file is this theme\n"
	    "  --separator C   between the fields of a CSV (told from it)\n"
	    "  --encoding E    utf-8 or cp1252 (told from it)\n"
	    "  --again         also what was written before and thrown away\n"
	    "  --dry-run       say what would be written, and write nothing\n",
	    cmd_notes },
	{ "check", "| --print REF --by NAME --why TEXT",
	    "what may not be published, or soon may not",
	    "  --print REF     print a note or quote though a rule of privacy "
	    "holds it\n"
	    "  --by NAME       who decides so\n"
	    "  --why TEXT      on what grounds; both are kept in decisions/\n",
	    cmd_check },
	{ "edition", "close NAME [--by NAME] | list",
	    "close the pages as they are, under a name",
	    "  close NAME      keep what they were made of, so that later "
	    "pages say\n"
	    "                  what has changed since\n"
	    "  --by NAME       who closes it\n"
	    "  list            editions that were closed\n",
	    cmd_edition },
	{ "export", "FORM FILE [--within CODE] [--indicator ID ...]",
	    "figures that may be passed on, for other programs",
	    "  FORM            csv, datapackage, gpkg or postgres\n"
	    "  --within CODE   only this area and what lies in it\n"
	    "  --indicator ID  only this one; repeat for more\n",
	    cmd_export },
	{ "doctor", "", "what this machine lacks, and how to install it",
	    NULL, cmd_doctor },
	{ "backup",
	    "FILE [--age KEY ...] [--gpg WHO] [--raw]",
	    "what cannot be fetched again, in one encrypted file",
	    "  --age KEY       for whom: a public key of age; repeat for "
	    "more\n"
	    "  --age-file FILE a file of such keys\n"
	    "  --gpg WHO       for whom: a key that gpg knows; repeat for "
	    "more\n"
	    "  --raw           all answers of sources too\n"
	    "  --without-notes not encrypted, and without notes/\n",
	    cmd_backup },
	{ "restore", "FILE DIR [--key FILE]",
	    "a backup, back into a new folder",
	    "  --key FILE      the secret key of age (gpg finds its own)\n",
	    cmd_restore },
	{ NULL, NULL, NULL, NULL, NULL },
};

static void
print_help(FILE *to)
{
	const struct command *c;

	fputs("usage: feiten [-C DIR] [-q] [-v] [--format text|json|csv] "
	      "COMMAND ...\n\n"
	      "feiten builds a fact base of Dutch neighbourhoods, districts "
	      "and municipalities\nout of open statistics, and prints area "
	      "profiles from it.\n\n",
	    to);
	for (c = commands; c->name != NULL; c++)
		fprintf(to, "  %-11s %s\n", c->name, c->what);
	fputs("\n'feiten COMMAND --help' tells more. Exit status: 0 all is "
	      "well, 1 some work failed,\n2 wrong use, 3 the fact base cannot "
	      "be used, 4 another run holds the lock,\n5 something may not be "
	      "published as it is.\n",
	    to);
}

static void
print_command_help(FILE *to, const struct command *c)
{
	fprintf(to, "usage: feiten %s%s%s\n%s\n", c->name,
	    *c->args == '\0' ? "" : " ", c->args, c->what);
	if (c->more != NULL)
		fprintf(to, "\n%s", c->more);
}

static const struct command *
find_command(const char *name)
{
	const struct command *c;

	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* --format text|json|csv, as a global option. The page commands have a
 * --format of their own, behind the command. */
static int
parse_format(struct cli *cli, const char *text)
{
	if (strcmp(text, "text") == 0)
		cli->format = FORMAT_TEXT;
	else if (strcmp(text, "json") == 0)
		cli->format = FORMAT_JSON;
	else if (strcmp(text, "csv") == 0)
		cli->format = FORMAT_CSV;
	else
		return -1;
	return 0;
}

static int
unknown_option(struct cli *cli, const char *option)
{
	fprintf(cli->errs,
	    "feiten: %s: unknown option, or its value is missing: see "
	    "'feiten --help'\n",
	    option);
	return EXIT_USAGE;
}

/* The value of --format at argv[*i], behind it or after "="; NULL: another
 * option, "": it has none. */
static const char *
format_at(int argc, char **argv, int *i)
{
	if (strncmp(argv[*i], "--format=", 9) == 0)
		return argv[*i] + 9;
	if (strcmp(argv[*i], "--format") != 0)
		return NULL;
	return *i + 1 < argc ? argv[++*i] : "";
}

/* Take the global options off the front. Returns how many arguments were
 * taken, or -1 with the exit status in *status. */
static int
globals(struct cli *cli, int argc, char **argv, int *status)
{
	const char *format;
	int i;

	*status = EXIT_WELL;
	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		format = NULL;
		if (strcmp(argv[i], "-q") == 0)
			cli->quiet = true;
		else if (strcmp(argv[i], "-v") == 0)
			cli->verbose = true;
		else if (strcmp(argv[i], "-C") == 0 && i + 1 < argc)
			cli->dir = argv[++i];
		else if ((format = format_at(argc, argv, &i)) != NULL &&
		    parse_format(cli, format) == 0)
			continue;
		else if (strcmp(argv[i], "--version") == 0) {
			fputs("feiten " FEITEN_VERSION "\n", cli->out);
			return -1;
		} else if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0) {
			print_help(cli->out);
			return -1;
		} else {
			*status = unknown_option(
			    cli, format != NULL ? "--format" : argv[i]);
			return -1;
		}
	}
	return i;
}

/* feiten report lists the reports when none is named: then its --format is
 * that of a listing. Of its options only --all takes no value. */
static bool
names_report(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strncmp(argv[i], "--", 2) != 0 &&
		    strcmp(argv[i], "-q") != 0 && strcmp(argv[i], "-v") != 0) {
			if (strcmp(argv[i], "-C") != 0)
				return true;
			i++;
		} else if (strcmp(argv[i], "--") == 0)
			return i + 1 < argc;
		else if (argv[i][1] == '-' && strcmp(argv[i], "--all") != 0 &&
		    strchr(argv[i], '=') == NULL)
			i++;
	return false;
}

/* Global options may also stand behind the command; --format there only for
 * commands without a --format of their own. */
static int
late_globals(struct cli *cli, const struct command *c, int *argc, char **argv)
{
	bool own_format = c->run == cmd_profile || c->run == cmd_site ||
	    c->run == cmd_sheet ||
	    (c->run == cmd_report && names_report(*argc, argv));
	const char *format;
	int i, n = 1;

	for (i = 1; i < *argc; i++) {
		if (strcmp(argv[i], "--") == 0)
			break;
		if (strcmp(argv[i], "-q") == 0)
			cli->quiet = true;
		else if (strcmp(argv[i], "-v") == 0)
			cli->verbose = true;
		else if (strcmp(argv[i], "-C") == 0 && i + 1 < *argc)
			cli->dir = argv[++i];
		else if (!own_format &&
		    (format = format_at(*argc, argv, &i)) != NULL) {
			if (parse_format(cli, format) == -1) {
				fprintf(cli->errs,
				    "feiten: --format: takes text, json or "
				    "csv\n");
				return -1;
			}
		} else
			argv[n++] = argv[i];
	}
	for (; i < *argc; i++)
		argv[n++] = argv[i];
	*argc = n;
	return 0;
}

static bool
wants_help(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	struct cli cli = { .dir = ".", .out = stdout, .errs = stderr };
	const struct command *c;
	struct err err = { 0 };
	int at, status;
	bool helped; /* "feiten help COMMAND" */

	setlocale(LC_ALL, "C");
	signal(SIGPIPE, SIG_IGN);
	at = globals(&cli, argc, argv, &status);
	if (at == -1)
		return status;
	if (at >= argc) {
		print_help(cli.errs);
		return EXIT_USAGE;
	}
	helped = strcmp(argv[at], "help") == 0;
	if (helped && at + 1 == argc) {
		print_help(cli.out);
		return EXIT_WELL;
	}
	at += helped;
	c = find_command(argv[at]);
	if (c == NULL) {
		fprintf(cli.errs,
		    "feiten: %s: no such command: 'feiten --help' lists "
		    "them\n",
		    argv[at]);
		return EXIT_USAGE;
	}
	argc -= at;
	argv += at;
	if (helped || wants_help(argc, argv)) {
		print_command_help(cli.out, c);
		return EXIT_WELL;
	}
	if (late_globals(&cli, c, &argc, argv) == -1)
		return EXIT_USAGE;
	status = c->run(&cli, argc - 1, argv + 1);
	if (cli_flush(&cli, &err) == -1)
		status = cli_worst(status, cli_fail(&cli, &err));
	return status;
}
