/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten areas, feiten indicators, feiten sources: what there is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/family.h"
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

int
cmd_areas(struct cli *cli, int argc, char **argv)
{
	struct area_filter filter = { .level = -1 };
	struct areas list = { 0 };
	struct session s;
	struct err err = { 0 };
	int status = parse_areas(cli, argc, argv, &filter);

	if (status != EXIT_WELL)
		return status;
	if (session_open(cli, false, &s, &err) == -1 ||
	    store_areas(s.store, &filter, &list, &err) == -1)
		status = cli_fail(cli, &err);
	else if (list.n == 0) {
		cli_note(cli, "no area fits; codes look like GM0603, "
			      "WK060307 and BU06030771");
		status = EXIT_WORK;
	} else
		print_areas(cli, &list);
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
	if (*shown > 0)
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

/* "selects:   Leeftijd 20300; Perioden JJ from 2012" */
static void
source_selects(struct cli *cli, const struct source *src)
{
	const struct selection *s = &src->select;
	size_t i, k;

	if (s->n == 0 && s->from == 0)
		return;
	fputs("  selects:  ", cli->out);
	for (i = 0; i < s->n; i++) {
		fprintf(cli->out, "%s %s", i == 0 ? "" : ";",
		    s->items[i].dimension);
		for (k = 0; k < s->items[i].keys.n; k++)
			fprintf(cli->out, " %s", s->items[i].keys.items[k]);
	}
	if (s->from != 0)
		fprintf(cli->out, "%s from %d", s->n == 0 ? "" : ";",
		    s->from);
	fputc('\n', cli->out);
}

static void
source_text(struct cli *cli, const struct source *src, bool dutch)
{
	fprintf(cli->out, "%s: %s\n", src->id,
	    dutch ? src->title_nl : src->title_en);
	fprintf(cli->out, "  %s\n", dutch ? src->about_nl : src->about_en);
	fprintf(cli->out, "  publisher: %s\n  licence:   %s%s\n",
	    src->publisher, src->licence,
	    src->export_allowed ? "" : " (may not be exported)");
	fprintf(cli->out, "  changes:   %s\n  see:       %s\n",
	    dutch ? src->frequency_nl : src->frequency_en, src->link);
	if (src->facts_per_year > 0)
		fprintf(cli->out, "  costs:     about %ld values a year\n",
		    src->facts_per_year);
	source_selects(cli, src);
}

/* What became of its tables, as far as refreshes noticed. */
static void
source_notices(struct cli *cli, const struct state *state, const char *id)
{
	struct strings notices = { 0 };
	size_t i;

	family_notices(state, id, &notices);
	for (i = 0; i < notices.n; i++)
		fprintf(cli->out, "  note:      %s\n", notices.items[i]);
	strings_free(&notices);
}

static void
source_tables(struct cli *cli, const struct state *state,
    const struct loaded_tables *tables, const char *id)
{
	int64_t unknown;
	size_t i;

	for (i = 0; i < tables->n; i++) {
		const struct loaded_table *t = &tables->items[i];
		struct day day = when_day(t->fetched_at);

		if (strcmp(t->source, id) != 0)
			continue;
		fprintf(cli->out,
		    "  %s %s: %s, areas of %d, fetched %04d-%02d-%02d: %lld "
		    "of %lld columns delivered, %lld with an indicator",
		    t->period, t->table_id, t->title, t->area_year, day.year,
		    day.month, day.day, (long long)t->delivered,
		    (long long)t->topics, (long long)t->mapped);
		unknown = state_unknown(state, id, t->table_id);
		if (unknown > 0)
			fprintf(cli->out, ", %lld that no rule knows",
			    (long long)unknown);
		fputc('\n', cli->out);
	}
}

static void
print_offered(struct cli *cli, const struct sources *offered, bool dutch)
{
	size_t i;

	if (offered->n == 0)
		return;
	fputs("\nNot used here; name them under \"sources\" in feiten.json "
	      "(with the ones above):\n",
	    cli->out);
	for (i = 0; i < offered->n; i++)
		fprintf(cli->out, "  %-26s %s\n", offered->items[i].id,
		    dutch ? offered->items[i].title_nl
			  : offered->items[i].title_en);
}

static void
print_sources(struct cli *cli, const struct factbase *fb,
    const struct state *state, const struct loaded_tables *tables)
{
	static const struct grid_column columns[] = {
		{ "id", "source", false },
		{ "title", "title", false },
		{ "publisher", "publisher", false },
		{ "licence", "licence", false },
		{ "link", "link", false },
		{ "facts_per_year", "a year", true },
		{ "used", "used", false },
	};
	bool dutch = strcmp(fb->lang, "nl") == 0;
	struct grid *g;
	size_t i;

	if (cli->format == FORMAT_TEXT) {
		for (i = 0; i < fb->sources.n; i++) {
			source_text(cli, &fb->sources.items[i], dutch);
			source_notices(cli, state, fb->sources.items[i].id);
			source_tables(
			    cli, state, tables, fb->sources.items[i].id);
		}
		print_offered(cli, &fb->offered, dutch);
		return;
	}
	g = grid_new(columns, 7);
	for (i = 0; i < fb->sources.n + fb->offered.n; i++) {
		const struct source *src = i < fb->sources.n
		    ? &fb->sources.items[i]
		    : &fb->offered.items[i - fb->sources.n];

		grid_put(g, src->id);
		grid_put(g, dutch ? src->title_nl : src->title_en);
		grid_put(g, src->publisher);
		grid_put(g, src->licence);
		grid_put(g, src->link);
		grid_int(g, src->facts_per_year);
		grid_put(g, i < fb->sources.n ? "yes" : "no");
	}
	grid_print(cli, g);
	grid_free(g);
}

int
cmd_sources(struct cli *cli, int argc, char **argv)
{
	struct factbase fb = { .lock = -1 };
	struct loaded_tables tables = { 0 };
	struct store *store = NULL;
	struct state state = { 0 };
	struct err err = { 0 };
	int status = EXIT_WELL;

	if (argc > 0)
		return cli_usage(cli, "sources", "%s: takes no arguments",
		    argv[0]);
	/* Before the first refresh the definitions are there already. */
	if (factbase_open(cli->dir, &fb, &err) == -1 ||
	    (factbase_store(&fb, &store, &err) == -1 && file_exists(fb.facts)) ||
	    (store != NULL && store_tables(store, &tables, &err) == -1) ||
	    state_read(&fb, &state, &err) == -1)
		status = cli_fail(cli, &err);
	else
		print_sources(cli, &fb, &state, &tables);
	state_clear(&state);
	loaded_tables_free(&tables);
	store_close(store);
	factbase_close(&fb);
	return status;
}
