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
#include "cli/through.h"

#define PERIODS 64

struct table {
	struct strings indicators, areas;
	const char *within, *period;
	int level; /* -1: not given */
	const char *day; /* as it was known then, or NULL */
	bool today; /* over the areas of today */
};

static const struct option_spec specs[] = {
	{ "area", true, 'a' },
	{ "as-of", true, 'd' },
	{ "indicator", true, 'i' },
	{ "level", true, 'l' },
	{ "period", true, 'p' },
	{ "today", false, 't' },
	{ "within", true, 'w' },
	{ NULL, false, 0 },
};

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
		return cli_usage(cli, "table",
		    "--within and --level go together");
	if (t->areas.n == 0 && t->within == NULL)
		return cli_usage(cli, "table",
		    "name an --area, or --within and --level");
	return EXIT_WELL;
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
		if (session_area(s, t->areas.items[i],
			&out->items[out->n], err) == -1)
			goto done;
		out->n++;
	}
	if (t->within != NULL &&
	    (session_area(s, t->within, &within, err) == -1 ||
		panel_within(s->panel, within.code, (enum area_level)t->level,
		    out, err) == -1))
		goto done;
	rc = 0;
done:
	area_clear(&within);
	return rc;
}

/* The period of one indicator's column: asked for, or the newest delivered at
 * the level of the areas. NULL: no column. */
static const char *
period_of(struct session *s, const struct indicator *ind,
    enum area_level level, const char *asked)
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

/* From what to what the truth lies, and what makes it unsure; where there is
 * no value, what is known instead. */
static void
put_between(struct grid *g, const struct cell_value *cell, int decimals)
{
	const bool none = isnan(cell->value);
	const bool own = none || cell->estimate;
	const double low = own ? cell->low : cell->noise.low;
	const double high = own ? cell->high : cell->noise.high;
	const bool known = !none || cell->between;

	grid_num(g, known ? low : NAN, decimals);
	grid_num(g, known && isfinite(high) ? high : NAN, decimals);
	grid_put(g, none ? NULL : noise_name(cell->noise.kind));
}

/* One line a value ("long" form), the same in text, CSV and JSON. */
static int
print_values(struct cli *cli, struct session *s, const struct table *t,
    const struct areas *areas, struct err *err)
{
	static const struct grid_column columns[] = {
		{ "area_code", "code", false },
		{ "area_name", "name", false },
		{ "indicator", "indicator", false },
		{ "period", "period", false },
		{ "value", "value", true },
		{ "unit", "unit", false },
		{ "status", "status", false },
		{ "absence", "absence", false },
		{ "table_id", "table", false },
		/* For people only with an area of one's own. */
		{ "low", "from", true },
		{ "high", "to", true },
		{ "noise", "unsure by", false },
	};
	const char **codes = mem_new(areas->n, sizeof(*codes));
	struct cell_value *cells = mem_new(areas->n, sizeof(*cells));
	const bool text = cli->format == FORMAT_TEXT;
	const bool bounds = !text || any_own(areas);
	struct grid *g = grid_new(columns, bounds ? 12 : 9);
	size_t i, k;
	int rc = -1;

	for (k = 0; k < areas->n; k++)
		codes[k] = areas->items[k].code;
	for (i = 0; i < t->indicators.n; i++) {
		const struct indicator *ind;
		const char *period;

		if (factbase_indicator(&s->fb, t->indicators.items[i], &ind,
			err) == -1)
			goto done;
		period = period_of(s, ind,
		    areas->n > 0 ? areas->items[0].level : LEVEL_BUURT,
		    t->period);
		if (panel_values(s->panel, ind, period == NULL ? "" : period,
			codes, areas->n, cells, err) == -1)
			goto done;
		for (k = 0; k < areas->n; k++) {
			const struct column *col = cells[k].col;
			const char *note = NULL;
			bool none;

			if (t->today &&
			    through_carry(s->panel, ind,
				period == NULL ? "" : period, &areas->items[k],
				&cells[k], &note, err) == -1)
				goto done;
			none = isnan(cells[k].value);
			grid_put(g, codes[k]);
			grid_put(g, areas->items[k].name);
			grid_put(g, ind->id);
			grid_put(g, period);
			grid_num(g, cells[k].value,
			    ind->nparts > 0 ? ind->decimals + 2
					    : ind->decimals);
			grid_put(g, ind->unit);
			grid_put(g, none || col == NULL ? NULL
				: note != NULL		? note
				: cells[k].estimate	? "estimate"
				: cells[k].provisional	? "provisional"
							: "final");
			grid_put(g, !none	? NULL
				: note != NULL	? note
						: absence_name(
						      cells[k].reason));
			grid_put(g, col == NULL ? NULL : col->table_id);
			if (bounds)
				put_between(g, &cells[k],
				    ind->decimals + (text ? 0 : 2));
		}
	}
	grid_print(cli, g);
	rc = 0;
done:
	grid_free(g);
	free(codes);
	free(cells);
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
