/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten areas, feiten indicators: what there is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/session.h"

static const struct option_spec area_specs[] = {
	{ "level", true, 'l' },
	{ "within", true, 'w' },
	{ "year", true, 'y' },
	{ NULL, false, 0 },
};

static int
parse_areas(struct cli *cli, int argc, char **argv, struct area_filter *f)
{
	struct options o = { .argc = argc, .argv = argv,
		.specs = area_specs };
	enum area_level level;
	char message[256], *end;
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'l':
			if (area_level_parse(o.value, &level) == -1)
				return cli_usage(cli, "areas",
				    "--level takes land, gemeente, wijk or "
				    "buurt");
			f->level = (int)level;
			break;
		case 'w':
			f->within = o.value;
			break;
		case 'y':
			f->year = (int)strtol(o.value, &end, 10);
			if (*end != '\0' || f->year < 1900 || f->year > 2999)
				return cli_usage(cli, "areas",
				    "--year takes a year");
			break;
		case 0:
			if (f->name != NULL)
				return cli_usage(cli, "areas",
				    "%s: one text only; quote it when it has "
				    "blanks",
				    o.value);
			f->name = o.value;
			break;
		default:
			return cli_usage(cli, "areas", "%s", message);
		}
	}
	return EXIT_WELL;
}

static void
print_areas(struct cli *cli, const struct areas *list)
{
	static const struct grid_column columns[] = {
		{ "code", "code", false },
		{ "year", "year", true },
		{ "level", "level", false },
		{ "name", "name", false },
		{ "parent", "parent", false },
		{ "municipality", "municipality", false },
	};
	struct grid *g = grid_new(columns, 6);
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct area *a = &list->items[i];

		grid_put(g, a->code);
		grid_int(g, a->year);
		grid_put(g, area_level_name(a->level));
		grid_put(g, a->name);
		grid_put(g, a->parent);
		grid_put(g, a->municipality);
	}
	grid_print(cli, g);
	grid_free(g);
}

static bool
own_fits(const struct area *a, const char *name, const char *within)
{
	char *folded = name == NULL ? NULL : text_fold(name);
	char *mine = text_fold(a->name);
	bool fits = (folded == NULL || strstr(mine, folded) != NULL ||
			strstr(a->code, folded) != NULL) &&
	    (within == NULL || strcmp(a->municipality, within) == 0);

	free(folded);
	free(mine);
	return fits;
}

/* Areas of one's own stand below the others. */
static void
add_own(struct session *s, const struct area_filter *f, struct areas *list)
{
	struct areas own = { 0 };
	size_t i;

	if (f->level == -1 && f->year == 0)
		panel_own_areas(s->panel, &own);
	for (i = 0; i < own.n; i++) {
		if (!own_fits(&own.items[i], f->name, f->within))
			continue;
		MEM_PUSH(list->items, list->n, list->cap);
		list->items[list->n++] = own.items[i];
		memset(&own.items[i], 0, sizeof(own.items[i]));
	}
	areas_free(&own);
}

/* --within by name: fills *out, and points the filter into it. A code stays as
 * it is: it may be one of another year. */
static int
find_within(struct session *s, struct area_filter *f, struct area *out,
    struct err *err)
{
	enum area_level level;
	char code[12];

	if (f->within == NULL)
		return 0;
	if (area_code(f->within, strlen(f->within), code, &level) == 0)
		return 0;
	if (session_area(s, f->within, out, err) == -1)
		return -1;
	if (out->level != LEVEL_GEMEENTE && out->level != LEVEL_WIJK) {
		err_set(err, ERR_USAGE,
		    "--within %s: is no gemeente or wijk: name one of those",
		    f->within);
		return -1;
	}
	f->within = out->code;
	return 0;
}

int
cmd_areas(struct cli *cli, int argc, char **argv)
{
	struct area_filter filter = { .level = -1 };
	struct area within = { 0 };
	struct areas list = { 0 };
	struct session s;
	struct err err = { 0 };
	int status = parse_areas(cli, argc, argv, &filter);

	if (status != EXIT_WELL)
		return status;
	if (session_open(cli, true, &s, &err) == -1 ||
	    find_within(&s, &filter, &within, &err) == -1 ||
	    store_areas(s.store, &filter, &list, &err) == -1)
		status = cli_fail(cli, &err);
	else
		add_own(&s, &filter, &list);
	if (status != EXIT_WELL)
		goto done;
	if (list.n == 0) {
		cli_note(cli, "no area fits; codes look like GM0603, "
			      "WK060307 and BU06030771");
		status = EXIT_WORK;
	}
	if (list.n > 0 || cli->format != FORMAT_TEXT)
		print_areas(cli, &list);
done:
	area_clear(&within);
	areas_free(&list);
	session_close(&s);
	return status;
}

static bool
indicator_fits(const struct indicator *ind, const char *folded)
{
	const char *texts[3] = { ind->id, ind->label_nl, ind->label_en };
	bool fits = folded == NULL;
	size_t i;

	for (i = 0; i < 3 && !fits; i++) {
		char *text = text_fold(texts[i]);

		fits = strstr(text, folded) != NULL;
		free(text);
	}
	return fits;
}

static void
print_indicators(struct cli *cli, const struct indicators *list,
    const char *folded, size_t *shown)
{
	static const struct grid_column columns[] = {
		{ "id", "indicator", false },
		{ "theme", "theme", false },
		{ "label_nl", "Dutch", false },
		{ "label_en", "English", false },
		{ "unit", "unit", false },
		{ "kind", "kind", false },
		{ "denominator", "of", false },
	};
	struct grid *g = grid_new(columns, 7);
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct indicator *ind = &list->items[i];

		if (!indicator_fits(ind, folded))
			continue;
		grid_put(g, ind->id);
		grid_put(g, ind->theme);
		grid_put(g, ind->label_nl);
		grid_put(g, ind->label_en);
		grid_put(g, ind->unit);
		grid_put(g, indicator_kind_name(ind->kind));
		grid_put(g, ind->denominator);
	}
	*shown = grid_rows(g);
	if (*shown > 0 || cli->format != FORMAT_TEXT)
		grid_print(cli, g);
	grid_free(g);
}

int
cmd_indicators(struct cli *cli, int argc, char **argv)
{
	struct factbase fb = { .lock = -1 };
	struct err err = { 0 };
	char *folded = NULL;
	int status = EXIT_WELL;
	size_t shown;

	if (argc > 1)
		return cli_usage(cli, "indicators",
		    "%s: one text only; quote it when it has blanks", argv[1]);
	if (factbase_open(cli->dir, &fb, &err) == -1) {
		status = cli_fail(cli, &err);
	} else {
		folded = argc == 1 ? text_fold(argv[0]) : NULL;
		print_indicators(cli, &fb.indicators, folded, &shown);
		if (shown == 0) {
			cli_note(cli, "no indicator fits \"%s\"; without a "
				      "text all are listed", argv[0]);
			status = EXIT_WORK;
		}
	}
	free(folded);
	factbase_close(&fb);
	return status;
}
