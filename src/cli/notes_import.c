/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten notes import: answers and coded interviews of other programs as notes.
 * Files are all read before the first note is written.
 */
#include "cli/notes_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/told.h"
#include "story/import.h"

struct job {
	struct cli *cli;
	struct session session;
	struct told_words words;
	struct areas areas;
	struct edition_key key;
	struct import_rules rules;
	struct strings files;
	struct imported all;
	bool dry, again;
	int status;
};

static const struct option_spec specs[] = {
	{ "about", true, 'o' },
	{ "again", false, 'g' },
	{ "area", true, 'a' },
	{ "column", true, 'c' },
	{ "date", true, 'd' },
	{ "dry-run", false, 'n' },
	{ "encoding", true, 'e' },
	{ "keep-until", true, 'k' },
	{ "role", true, 'r' },
	{ "scale", true, 's' },
	{ "separator", true, 'p' },
	{ "tag", true, 't' },
	{ "theme", true, 'h' },
	{ NULL, false, 0 },
};

static int
wrong(struct job *j, const char *what)
{
	return cli_usage(j->cli, "notes", "import: %s", what);
}

/* Options with a form of their own. */
static int
take_formed(struct job *j, int letter, const char *value)
{
	struct import_rules *r = &j->rules;
	static const char *const columns[] = { "area", "date", "rating",
		"scale", "story", "theme", "role", "consent", "about" };
	size_t i, n = strcspn(value, "=");
	char end;

	switch (letter) {
	case 'c':
		for (i = 0; i < 9; i++)
			if (strlen(columns[i]) == n &&
			    strncmp(columns[i], value, n) == 0)
				break;
		if (i == 9 || value[n] == '\0')
			return wrong(j,
			    "--column takes FIELD=HEADER, with one of area, "
			    "date, rating, scale, story, theme, role, consent "
			    "and about");
		strings_add(&r->columns, value);
		break;
	case 't':
		if (value[n] == '\0' || n == 0)
			return wrong(j, "--tag takes CODE=THEME");
		strings_add(&r->tags, value);
		break;
	case 's':
		r->scaled = sscanf(value, "%3d-%3d%c", &r->low, &r->high,
				&end) == 2 &&
		    r->low >= 0 && r->low < r->high && r->high <= 100;
		if (!r->scaled)
			return wrong(j,
			    "--scale takes the lowest and highest number, as "
			    "in 1-5 (at most 100)");
		break;
	case 'p':
		if (strcmp(value, "tab") == 0)
			value = "\t";
		if (strlen(value) != 1 || strchr(";,\t|", *value) == NULL)
			return wrong(j, "--separator takes ; , | or tab");
		r->separator = *value;
		break;
	case 'e':
		r->encoding =
		    strcmp(value, "utf-8") == 0 ? CSV_UTF8 : CSV_CP1252;
		if (r->encoding == CSV_CP1252 && strcmp(value, "cp1252") != 0)
			return wrong(j, "--encoding takes utf-8 or cp1252");
		break;
	case 'd':
	case 'k':
		if (when_parse_day(value, letter == 'd' ? &r->date
							: &r->until) == -1)
			return wrong(j,
			    "--date and --keep-until take a day, as in "
			    "2026-10-14");
		break;
	}
	return EXIT_WELL;
}

static int
parse(struct job *j, int argc, char **argv)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got, status = EXIT_WELL;

	while (status == EXIT_WELL && (got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			j->rules.area = o.value;
			break;
		case 'r':
			j->rules.role = o.value;
			break;
		case 'o':
			j->rules.about = o.value;
			break;
		case 'h':
			j->rules.theme = o.value;
			break;
		case 'n':
			j->dry = true;
			break;
		case 'g':
			j->again = true;
			break;
		case 0:
			strings_add(&j->files, o.value);
			break;
		case -2:
			return cli_usage(j->cli, "notes", "%s", message);
		default:
			status = take_formed(j, got, o.value);
		}
	}
	if (status == EXIT_WELL && j->files.n == 0)
		return wrong(j, "name a file: answers (.csv) or coded "
				"interviews (.qdpx)");
	return status;
}

static bool
ends_in(const char *file, const char *end)
{
	char *folded = text_fold(file);
	size_t n = strlen(folded), m = strlen(end);
	bool yes = n > m && strcmp(folded + n - m, end) == 0;

	free(folded);
	return yes;
}

/* A theme given by option is one of those there are. */
static int
check_theme(struct job *j, struct err *err)
{
	const struct note_words *w = &j->words.words;
	struct import_rules *r = &j->rules;

	for (size_t i = 0; i < w->nthemes && r->theme != NULL; i++)
		if (strcmp(w->themes[i], r->theme) == 0) {
			r->theme = w->themes[i];
			return 0;
		}
	return r->theme == NULL
	    ? 0
	    : err_set(err, ERR_USAGE,
		  "--theme %.40s: is not a theme; they are in "
		  "sources/indicators.json",
		  r->theme);
}

static int
check_tags(struct job *j, struct err *err)
{
	const struct note_words *w = &j->words.words;

	for (size_t i = 0; i < j->rules.tags.n; i++) {
		const char *theme = strrchr(j->rules.tags.items[i], '=') + 1;
		size_t k = 0;

		while (k < w->nthemes && strcmp(w->themes[k], theme) != 0)
			k++;
		if (*theme != '\0' && k == w->nthemes)
			return err_set(err, ERR_USAGE,
			    "--tag %.60s: is not a theme behind the =; they "
			    "are in sources/indicators.json",
			    j->rules.tags.items[i]);
	}
	return 0;
}

static int
read_file(struct job *j, const char *file, struct err *err)
{
	struct imported one = { 0 };
	size_t i;

	if (ends_in(file, ".qdpx")) {
		if (import_coded(file, &j->rules, &one, err) == -1)
			return -1;
	} else if (ends_in(file, ".csv") || ends_in(file, ".tsv") ||
	    ends_in(file, ".txt")) {
		if (import_answers(file, &j->rules, &one, err) == -1)
			return -1;
	} else
		return err_set(err, ERR_USAGE,
		    "%s: is neither .csv nor .qdpx: export it as one of these",
		    file);
	for (i = 0; i < one.said.n; i++)
		cli_note(j->cli, "%s: %s", file, cli_clean(one.said.items[i]));
	if (one.lacks)
		j->status = cli_worst(j->status, EXIT_WORK);
	for (i = 0; i < one.n; i++) {
		MEM_PUSH(j->all.items, j->all.n, j->all.cap);
		j->all.items[j->all.n++] = one.items[i];
	}
	one.n = 0;
	imported_free(&one);
	return 0;
}

static void
tell(struct job *j, size_t known)
{
	size_t quotes = 0, traces = 0, marked = 0;

	for (size_t i = 0; i < j->all.n; i++) {
		quotes += j->all.items[i].quotes;
		traces += j->all.items[i].traces;
		marked += j->all.items[i].traces > 0;
	}
	if (known > 0)
		cli_note(j->cli, "%zu written before: passed over", known);
	if (traces > 0)
		cli_note(j->cli,
		    "%zu that may point at a person: left out (\xe2\x80\xa6), "
		    "with a line for who reviews, in %zu %s",
		    traces, marked, marked == 1 ? "note" : "notes");
	cli_note(j->cli, "%s%zu %s with %zu %s%s",
	    j->dry ? "would write " : "", j->all.n,
	    j->all.n == 1 ? "note" : "notes", quotes,
	    quotes == 1 ? "quote" : "quotes",
	    j->dry || j->all.n == 0
		? ""
		: " in notes/; nothing of it is printed until somebody "
		  "reviewed it and set consent");
}

static int
run(struct job *j, struct err *err)
{
	const struct factbase *fb = &j->session.fb;
	char *ledger = file_join(fb->state, "imported");
	char *key = file_join(fb->state, "import.key");
	size_t known;
	int rc = -1;

	j->rules.words = &j->words.words;
	j->rules.areas = &j->areas;
	j->rules.key = &j->key;
	j->rules.contact = fb->own_contact;
	j->rules.today = when_dutch_day(when_now());
	if (check_theme(j, err) == -1 || check_tags(j, err) == -1)
		goto done;
	/* A dry run makes no key: without one nothing was written before. */
	if (!(j->dry && !file_exists(key)) &&
	    edition_key(key, &j->key, err) == -1)
		goto done;
	for (size_t i = 0; i < j->files.n; i++)
		if (read_file(j, j->files.items[i], err) == -1)
			goto done;
	if (import_known(fb->notes, ledger, j->again, &j->all, &known, err) ==
		-1 ||
	    (!j->dry && import_write(fb->notes, ledger, &j->all, err) == -1))
		goto done;
	tell(j, known);
	rc = 0;
done:
	free(key);
	free(ledger);
	return rc;
}

int
notes_import(struct cli *cli, int argc, char **argv)
{
	struct job j = { .cli = cli };
	struct err err = { 0 };

	j.status = parse(&j, argc, argv);
	if (j.status == EXIT_WELL) {
		if (session_open(cli, true, &j.session, &err) == -1 ||
		    session_areas(&j.session, &j.areas, &err) == -1)
			j.status = cli_fail(cli, &err);
		else {
			told_words(cli, &j.session, &j.words, &j.status);
			if (run(&j, &err) == -1)
				j.status = cli_worst(
				    j.status, cli_fail(cli, &err));
			told_words_free(&j.words);
		}
		areas_free(&j.areas);
		session_close(&j.session);
	}
	imported_free(&j.all);
	strings_free(&j.files);
	strings_free(&j.rules.columns);
	strings_free(&j.rules.tags);
	return j.status;
}
