/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten table: values of some indicators for some areas, one row each.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "cli/table_more.h"
#include "cli/through.h"

#define PERIODS 64

struct table {
	struct strings indicators, areas;
	const char *within, *period;
	int level;	 /* -1: not given */
	const char *day; /* as it was known then, or NULL */
	bool today;	 /* over the areas of today */
	int with;	 /* MORE_...: further columns */
};

static const struct option_spec specs[] = {
	{ "area", true, 'a' },
	{ "as-of", true, 'd' },
	{ "indicator", true, 'i' },
	{ "level", true, 'l' },
	{ "period", true, 'p' },
	{ "today", false, 't' },
	{ "with", true, 'm' },
	{ "within", true, 'w' },
	{ NULL, false, 0 },
};

/* Words with commas between them, of further columns. */
static int
parse_with(struct cli *cli, const char *list, int *flags)
{
	int status = EXIT_WELL;

	for (const char *at = list; status == EXIT_WELL; at++) {
		const size_t len = strcspn(at, ",");
		char *word = mem_strn(at, len);
		const int flag = more_word(word);

		*flags |= flag;
		if (flag == 0)
			status = cli_usage(cli, "table",
			    "--with %s: takes noise, reasons and peers, with "
			    "a comma between them",
			    word);
		free(word);
		at += len;
		if (*at == '\0')
			break;
	}
	return status;
}

static int
parse(struct cli *cli, int argc, char **argv, struct table *t)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	enum area_level level;
	char message[256];
	int got;

	t->level = -1;
	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			strings_add(&t->areas, o.value);
			break;
		case 'd':
			t->day = o.value;
			break;
		case 'i':
			strings_add(&t->indicators, o.value);
			break;
		case 'l':
			if (area_level_parse(o.value, &level) == -1)
				return cli_usage(cli, "table",
				    "--level takes gemeente, wijk or buurt");
			t->level = (int)level;
			break;
		case 'p':
			t->period = o.value;
			break;
		case 't':
			t->today = true;
			break;
		case 'm':
			if (parse_with(cli, o.value, &t->with) != EXIT_WELL)
				return EXIT_USAGE;
			break;
		case 'w':
			t->within = o.value;
			break;
		case 0:
			return cli_usage(cli, "table",
			    "%s: name areas with --area and indicators with "
			    "--indicator",
			    o.value);
		default:
			return cli_usage(cli, "table", "%s", message);
		}
	}
	if (t->indicators.n == 0)
		return cli_usage(cli, "table", "name an --indicator");
	if ((t->within == NULL) != (t->level == -1))
		return cli_usage(
		    cli, "table", "--within and --level go together");
	if (t->areas.n == 0 && t->within == NULL)
		return cli_usage(
		    cli, "table", "name an --area, or --within and --level");
	return EXIT_WELL;
}

/* All areas of a level inside one; of the country, all of the year of the
 * country itself. */
static int
gather_within(struct session *s, const struct area *within,
    enum area_level level, struct areas *out, struct err *err)
{
	const struct area_filter all = { .level = (int)level,
		.year = within->year };

	return within->level == LEVEL_LAND
	    ? store_areas(s->store, &all, out, err)
	    : panel_within(s->panel, within->code, level, out, err);
}

static int
gather_areas(struct session *s, const struct table *t, struct areas *out,
    struct err *err)
{
	struct area within = { 0 };
	size_t i;
	int rc = -1;

	for (i = 0; i < t->areas.n; i++) {
		MEM_PUSH(out->items, out->n, out->cap);
		memset(&out->items[out->n], 0, sizeof(*out->items));
		if (session_area(
			s, t->areas.items[i], &out->items[out->n], err) == -1)
			goto done;
		out->n++;
	}
	if (t->within != NULL &&
	    (session_area(s, t->within, &within, err) == -1 ||
		gather_within(
		    s, &within, (enum area_level)t->level, out, err) == -1))
		goto done;
	rc = 0;
done:
	area_clear(&within);
	return rc;
}

/* The period of one indicator's column: asked for, or the newest delivered at
 * the level of the areas. NULL: no column. */
static const char *
period_of(struct session *s, const struct indicator *ind, enum area_level level,
    const char *asked)
{
	const char *periods[PERIODS];
	size_t n;

	if (asked != NULL)
		return asked;
	n = panel_periods(s->panel, ind, level, periods, PERIODS);
	return n == 0 ? NULL : periods[n - 1];
}

static bool
any_own(const struct areas *areas)
{
	size_t i;

	for (i = 0; i < areas->n; i++)
		if (areas->items[i].level == LEVEL_OWN)
			return true;
	return false;
}

/* Columns that every table has. */
static const struct grid_column base_columns[] = {
	{ "area_code", "code", false },
	{ "area_name", "name", false },
	{ "indicator", "indicator", false },
	{ "period", "period", false },
	{ "value", "value", true },
	{ "unit", "unit", false },
	{ "status", "status", false },
	{ "absence", "absence", false },
	{ "table_id", "table", false },
};
#define BASE (sizeof(base_columns) / sizeof(base_columns[0]))

struct listing { /* a table on its way into a grid */
	struct session *s;
	const struct table *t;
	const struct areas *areas;
	const struct indicator **inds;
	const char **codes;
	struct cell_value *cells; /* of one indicator, as areas */
	struct more_peers *peers;
	int with; /* further columns */
	bool text;
	struct grid *grid;
};

/* Which columns there are besides: programs get what costs nothing. Those of
 * CSV stay what they were unless more is asked for. */
static int
columns_with(
    const struct cli *cli, const struct table *t, const struct areas *areas)
{
	switch (cli->format) {
	case FORMAT_JSON:
		return t->with | MORE_NOISE | MORE_REASONS;
	case FORMAT_CSV:
		return t->with | MORE_NOISE;
	case FORMAT_TEXT:
		break;
	}
	return any_own(areas) ? t->with | MORE_NOISE : t->with;
}

static int
put_row(struct listing *l, size_t at, size_t ind_at, const char *period,
    struct err *err)
{
	const struct indicator *ind = l->inds[ind_at];
	struct cell_value *cell = &l->cells[at];
	const struct column *col = cell->col;
	const int decimals = ind->decimals + (ind->nparts > 0 ? 2 : 0);
	const struct more_row more = { .area = &l->areas->items[at],
		.ind = ind,
		.cell = cell,
		.col = col,
		.peers = l->peers,
		.area_at = at,
		.ind_at = ind_at,
		.period = period,
		.decimals = l->text ? decimals : ind->decimals + 2 };
	struct grid *g = l->grid;
	const char *note = NULL;
	bool none;

	if (l->t->today &&
	    through_carry(l->s->panel, ind, period == NULL ? "" : period,
		more.area, cell, &note, err) == -1)
		return -1;
	none = isnan(cell->value);
	grid_put(g, l->codes[at]);
	grid_put(g, more.area->name);
	grid_put(g, ind->id);
	grid_put(g, period);
	grid_num(g, cell->value, decimals);
	grid_put(g, ind->unit);
	grid_put(g,
	    none || col == NULL	    ? NULL
		: note != NULL	    ? note
		: cell->estimate    ? "estimate"
		: cell->provisional ? "provisional"
				    : "final");
	grid_put(g,
	    !none	       ? NULL
		: note != NULL ? note
			       : absence_name(cell->reason));
	grid_put(g, col == NULL ? NULL : col->table_id);
	return more_put(l->s->panel, l->with, &more, g, err);
}

/* One line a value ("long" form), the same in text, CSV and JSON. */
static int
put_rows(struct listing *l, struct err *err)
{
	const size_t n = l->areas->n;

	for (size_t i = 0; i < l->t->indicators.n; i++) {
		const char *period = period_of(l->s, l->inds[i],
		    n > 0 ? l->areas->items[0].level : LEVEL_BUURT,
		    l->t->period);

		if (panel_values(l->s->panel, l->inds[i],
			period == NULL ? "" : period, l->codes, n, l->cells,
			err) == -1)
			return -1;
		for (size_t k = 0; k < n; k++)
			if (put_row(l, k, i, period, err) == -1)
				return -1;
	}
	return 0;
}

static int
print_values(struct cli *cli, struct session *s, const struct table *t,
    const struct areas *areas, struct err *err)
{
	struct listing l = { .s = s,
		.t = t,
		.areas = areas,
		.with = columns_with(cli, t, areas),
		.text = cli->format == FORMAT_TEXT,
		.inds = mem_new(t->indicators.n, sizeof(*l.inds)),
		.codes = mem_new(areas->n + 1, sizeof(*l.codes)),
		.cells = mem_new(areas->n + 1, sizeof(*l.cells)) };
	struct grid_column columns[BASE + MORE_MOST];
	int rc = -1;

	memcpy(columns, base_columns, sizeof(base_columns));
	l.grid = grid_new(columns, more_columns(l.with, columns, BASE));
	for (size_t i = 0; i < t->indicators.n; i++)
		if (factbase_indicator(
			&s->fb, t->indicators.items[i], &l.inds[i], err) == -1)
			goto done;
	for (size_t k = 0; k < areas->n; k++)
		l.codes[k] = areas->items[k].code;
	if (l.with & MORE_PEERS) {
		l.peers = more_peers_new(
		    s->panel, areas, l.inds, t->indicators.n, err);
		if (l.peers == NULL)
			goto done;
	}
	if (put_rows(&l, err) == -1)
		goto done;
	grid_print(cli, l.grid);
	rc = 0;
done:
	more_peers_free(l.peers);
	grid_free(l.grid);
	free(l.cells);
	free(l.codes);
	free(l.inds);
	return rc;
}

int
cmd_table(struct cli *cli, int argc, char **argv)
{
	struct table t = { 0 };
	struct areas areas = { 0 };
	struct err err = { 0 };
	struct session s = { .fb.lock = -1 };
	int64_t until = 0;
	int status = parse(cli, argc, argv, &t);

	if (status != EXIT_WELL)
		goto done;
	if ((t.day != NULL && session_day(t.day, &until, &err) == -1) ||
	    session_open_then(cli, until, &s, &err) == -1 ||
	    gather_areas(&s, &t, &areas, &err) == -1 ||
	    print_values(cli, &s, &t, &areas, &err) == -1)
		status = cli_fail(cli, &err);
	session_close(&s);
done:
	areas_free(&areas);
	strings_free(&t.indicators);
	strings_free(&t.areas);
	return status;
}
