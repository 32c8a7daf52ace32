/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten notes: which conversations there are, who was heard, who was not.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/notes_import.h"
#include "cli/told.h"
#include "story/rating.h"

enum show { SHOW_LIST, SHOW_ROLE, SHOW_THEME, SHOW_AREA, SHOW_RATING,
	SHOW_SILENT };

struct ask {
	struct cli *cli;
	const char *text;
	enum show show;
	struct session session;
	struct told told;
	struct areas areas;
	bool *fits; /* of each note, whether it holds the text */
	int status;
};

static const struct option_spec specs[] = {
	{ "count", true, 'c' },
	{ "not-heard", false, 'n' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct ask *ask)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'c':
			if (strcmp(o.value, "role") == 0)
				ask->show = SHOW_ROLE;
			else if (strcmp(o.value, "theme") == 0)
				ask->show = SHOW_THEME;
			else if (strcmp(o.value, "area") == 0)
				ask->show = SHOW_AREA;
			else if (strcmp(o.value, "rating") == 0)
				ask->show = SHOW_RATING;
			else
				return cli_usage(cli, "notes",
				    "--count takes role, theme, area or rating");
			break;
		case 'n':
			ask->show = SHOW_SILENT;
			break;
		case 0:
			if (ask->text != NULL)
				return cli_usage(cli, "notes",
				    "%s: one text only; quote it when it has "
				    "blanks",
				    o.value);
			ask->text = o.value;
			break;
		default:
			return cli_usage(cli, "notes", "%s", message);
		}
	}
	return EXIT_WELL;
}

static bool
holds(const char *text, const char *folded)
{
	char *own = text_fold(text);
	bool found = strstr(own, folded) != NULL;

	free(own);
	return found;
}

static bool
has_theme(const struct note *note, const char *theme)
{
	for (size_t i = 0; i < note->nquotes; i++)
		for (size_t j = 0; j < note->quotes[i].ntags; j++)
			if (strcmp(note->quotes[i].tags[j], theme) == 0)
				return true;
	return false;
}

/* Whether a note holds the text: in its quotes, role, area, id or themes. */
static bool
note_fits(const struct note *note, const char *folded)
{
	bool fits = holds(note->role, folded) || holds(note->area, folded) ||
	    holds(note->id, folded) || has_theme(note, folded);
	size_t i;

	for (i = 0; i < note->nquotes && !fits; i++)
		fits = holds(note->quotes[i].text, folded);
	return fits;
}

static void
print_list(struct ask *ask)
{
	static const struct grid_column columns[] = {
		{ "id", "id", false },
		{ "date", "date", false },
		{ "area", "area", false },
		{ "role", "role", false },
		{ "method", "method", false },
		{ "consent", "consent", false },
		{ "quotes", "quotes", true },
		{ "printed", "printed", true },
		{ "held", "why not", false },
	};
	struct grid *g = grid_new(columns, 9);
	char day[48];

	for (size_t i = 0; i < ask->told.notes.n; i++) {
		const struct note *note = &ask->told.notes.items[i];
		enum held held = HELD_NOT;
		long long printed = 0;

		if (!ask->fits[i])
			continue;
		for (size_t j = 0; j < note->nquotes; j++) {
			printed += note->quotes[j].held == HELD_NOT;
			if (note->quotes[j].held != HELD_NOT)
				held = note->quotes[j].held;
		}
		snprintf(day, sizeof(day), "%04d-%02d-%02d", note->date.year,
		    note->date.month, note->date.day);
		grid_put(g, note->id);
		grid_put(g, day);
		grid_put(g, note->area);
		grid_put(g, note->role);
		grid_put(g, note->method);
		grid_put(g, consent_name(note->consent));
		grid_int(g, (long long)note->nquotes);
		grid_int(g, printed);
		grid_put(g, held == HELD_NOT ? NULL : held_name(held));
	}
	grid_print(ask->cli, g);
	grid_free(g);
}

/* Parts of a role, between commas: the at-th, trimmed, or NULL. */
static char *
role_part(const char *role, size_t at)
{
	const char *s = role;
	char *part, *trimmed;

	for (; at > 0 && s != NULL; at--) {
		s = strchr(s, ',');
		s = s == NULL ? NULL : s + 1;
	}
	if (s == NULL)
		return NULL;
	part = mem_strn(s, strcspn(s, ","));
	trimmed = text_trimmed(part);
	free(part);
	return trimmed;
}

static bool
has_role(const struct note *note, const char *role)
{
	bool found = false;
	char *part;

	for (size_t i = 0; !found && (part = role_part(note->role, i)) != NULL;
	     i++) {
		found = strcmp(part, role) == 0;
		free(part);
	}
	return found;
}

static bool
is_of(const struct note *note, enum show by, const char *key)
{
	if (by == SHOW_ROLE)
		return has_role(note, key);
	if (by == SHOW_THEME)
		return has_theme(note, key);
	return strcmp(note->area, key) == 0;
}

static void
add_key(struct strings *keys, const char *key)
{
	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->items[i], key) == 0)
			return;
	strings_add(keys, key);
}

/* All roles, themes or areas that occur. */
static void
find_keys(const struct ask *ask, enum show by, struct strings *keys)
{
	for (size_t i = 0; i < ask->told.notes.n; i++) {
		const struct note *note = &ask->told.notes.items[i];
		char *part;

		if (!ask->fits[i])
			continue;
		if (by == SHOW_AREA)
			add_key(keys, note->area);
		for (size_t j = 0; by == SHOW_ROLE &&
		     (part = role_part(note->role, j)) != NULL;
		     j++) {
			add_key(keys, part);
			free(part);
		}
		for (size_t j = 0; by == SHOW_THEME && j < note->nquotes; j++)
			for (size_t k = 0; k < note->quotes[j].ntags; k++)
				add_key(keys, note->quotes[j].tags[k]);
	}
	if (keys->n > 0)
		qsort(keys->items, keys->n, sizeof(*keys->items), text_cmp);
}

static void
print_counts(struct ask *ask)
{
	static const struct grid_column columns[] = {
		{ "key", "which", false },
		{ "notes", "conversations", true },
	};
	struct grid *g = grid_new(columns, 2);
	struct strings keys = { 0 };

	find_keys(ask, ask->show, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		long long n = 0;

		for (size_t j = 0; j < ask->told.notes.n; j++)
			n += ask->fits[j] &&
			    is_of(&ask->told.notes.items[j], ask->show,
				keys.items[i]);
		grid_put(g, keys.items[i]);
		grid_int(g, n);
	}
	grid_print(ask->cli, g);
	grid_free(g);
	strings_free(&keys);
}

/* "1: 3, 2: 0, 3: 12": how often each number of the scale was given. */
static char *
spread_of(const struct ratings *r)
{
	struct buf out = { 0 };

	for (int i = 0; i <= r->high - r->low; i++)
		buf_putf(&out, "%s%d: %zu", i == 0 ? "" : ", ", r->low + i,
		    r->counts[i]);
	return buf_take(&out);
}

static void
print_rating(struct ask *ask, struct grid *g, const char *about)
{
	static const char *const land[] = { "NL00" };
	static const char *const why[] = {
		[RATINGS_SAID] = NULL,
		[RATINGS_NONE] = "no answer that may be printed",
		[RATINGS_FEW] = "fewer than 3 answers that may be printed",
		[RATINGS_BARE] = "no story beside them",
		[RATINGS_SCALES] = "on different scales",
	};
	const struct release release = { .audience = FOR_REPORT,
		.today = when_dutch_day(when_now()) };
	struct ratings r;
	enum ratings_state state = ratings_of(
	    &ask->told.notes, land, 1, about, &release, &r);
	char *spread = spread_of(&r);

	grid_put(g, about);
	if (state == RATINGS_SAID) {
		grid_int(g, (long long)r.n);
		grid_put(g, spread);
		grid_int(g, (long long)r.stories);
	} else
		for (int i = 0; i < 3; i++)
			grid_put(g, NULL);
	grid_put(g, why[state]);
	free(spread);
}

/* Answers by what was rated. */
static void
print_ratings(struct ask *ask)
{
	static const struct grid_column columns[] = {
		{ "about", "about", false },
		{ "answers", "answers", true },
		{ "spread", "how often each", false },
		{ "stories", "with a story", true },
		{ "held", "why not", false },
	};
	struct grid *g = grid_new(columns, 5);
	struct strings about = { 0 };
	bool nameless = false;

	for (size_t i = 0; i < ask->told.notes.n; i++) {
		const struct rating *r = &ask->told.notes.items[i].rating;

		nameless |= r->given && r->about == NULL;
		if (r->given && r->about != NULL)
			add_key(&about, r->about);
	}
	if (about.n > 0)
		qsort(about.items, about.n, sizeof(*about.items), text_cmp);
	if (nameless)
		print_rating(ask, g, NULL);
	for (size_t i = 0; i < about.n; i++)
		print_rating(ask, g, about.items[i]);
	grid_print(ask->cli, g);
	grid_free(g);
	strings_free(&about);
}

/* Whether a conversation was about an area or something in it. */
static bool
is_heard(const struct ask *ask, const struct area *area)
{
	for (size_t i = 0; i < ask->told.notes.n; i++) {
		const char *code = ask->told.notes.items[i].area;

		if (strcmp(code, area->code) == 0 ||
		    (area->level != LEVEL_OWN && *code >= 'A' && *code <= 'Z' &&
			strncmp(code + 2, area->code + 2,
			    strlen(area->code) - 2) == 0))
			return true;
	}
	return false;
}

static void
silent(struct grid *g, const char *kind, const char *id, const char *name)
{
	grid_put(g, kind);
	grid_put(g, id);
	grid_put(g, name);
}

/* Who has not been heard: roles one would like to hear, themes, areas. */
static void
print_silent(struct ask *ask)
{
	static const struct grid_column columns[] = {
		{ "kind", "not heard", false },
		{ "id", "which", false },
		{ "name", "name", false },
	};
	const struct indicators *ind = &ask->session.fb.indicators;
	const struct privacy *privacy = &ask->told.privacy;
	const struct notes *notes = &ask->told.notes;
	struct grid *g = grid_new(columns, 3);
	size_t i, j;

	for (i = 0; i < privacy->hear.n; i++) {
		for (j = 0; j < notes->n; j++)
			if (holds(notes->items[j].role, privacy->hear.items[i]))
				break;
		if (j == notes->n)
			silent(g, "role", privacy->hear.items[i], NULL);
	}
	for (i = 0; i < ind->nthemes; i++) {
		for (j = 0; j < notes->n; j++)
			if (has_theme(&notes->items[j], ind->themes[i].id))
				break;
		if (j == notes->n)
			silent(g, "theme", ind->themes[i].id,
			    ind->themes[i].label_nl);
	}
	for (i = 0; i < ask->areas.n; i++)
		if (!is_heard(ask, &ask->areas.items[i]))
			silent(g, "area", ask->areas.items[i].code,
			    ask->areas.items[i].name);
	grid_print(ask->cli, g);
	grid_free(g);
}

static void
print(struct ask *ask)
{
	char *folded = text_fold(ask->text == NULL ? "" : ask->text);
	size_t i, n = 0;

	ask->fits = mem_new(ask->told.notes.n + 1, sizeof(*ask->fits));
	for (i = 0; i < ask->told.notes.n; i++) {
		ask->fits[i] = ask->text == NULL ||
		    note_fits(&ask->told.notes.items[i], folded);
		n += ask->fits[i];
	}
	free(folded);
	if (ask->show != SHOW_SILENT && n == 0 && ask->text != NULL)
		ask->status = cli_worst(ask->status, EXIT_WORK);
	if (ask->show == SHOW_SILENT)
		print_silent(ask);
	else if (n == 0 && ask->cli->format == FORMAT_TEXT)
		cli_note(ask->cli, "no note fits");
	else if (ask->show == SHOW_RATING)
		print_ratings(ask);
	else if (ask->show == SHOW_LIST)
		print_list(ask);
	else
		print_counts(ask);
	free(ask->fits);
}

int
cmd_notes(struct cli *cli, int argc, char **argv)
{
	struct ask ask = { .cli = cli };
	struct err err = { 0 };

	if (argc > 0 && strcmp(argv[0], "import") == 0)
		return notes_import(cli, argc - 1, argv + 1);
	ask.status = parse(cli, argc, argv, &ask);
	if (ask.status != EXIT_WELL)
		return ask.status;
	if (session_open(cli, true, &ask.session, &err) == -1 ||
	    session_areas(&ask.session, &ask.areas, &err) == -1) {
		ask.status = cli_fail(cli, &err);
	} else {
		told_read(cli, &ask.session, &ask.told, &ask.status);
		print(&ask);
	}
	told_free(&ask.told);
	areas_free(&ask.areas);
	session_close(&ask.session);
	return ask.status;
}
