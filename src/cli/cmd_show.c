/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten show AREA INDICATOR: one value, how it came about, or why there is
 * none.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/when.h"
#include "cli/beside.h"
#include "cli/cli.h"
#include "cli/origin.h"
#include "cli/session.h"
#include "cli/through.h"
#include "panel/nowhere.h"
#include "raw/raw.h"

#define PERIODS 64

struct show {
	const char *area, *indicator, *period;
	const char *day; /* as it was known then, or NULL */
	bool peers;
};

static const struct option_spec specs[] = {
	{ "as-of", true, 'd' },
	{ "peers", false, 'b' },
	{ "period", true, 'p' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct show *show)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		if (got == 'd')
			show->day = o.value;
		else if (got == 'p')
			show->period = o.value;
		else if (got == 'b')
			show->peers = true;
		else if (got == 0 && show->area == NULL)
			show->area = o.value;
		else if (got == 0 && show->indicator == NULL)
			show->indicator = o.value;
		else if (got == 0)
			return cli_usage(cli, "show", "%s: one area and one "
				"indicator only; quote a name that has blanks",
			    o.value);
		else
			return cli_usage(cli, "show", "%s", message);
	}
	if (show->area == NULL || show->indicator == NULL)
		return cli_usage(cli, "show", "name an area and an indicator");
	if (cli->format == FORMAT_CSV)
		return cli_usage(cli, "show",
		    "--format takes text or json; 'feiten table' makes CSV");
	return EXIT_WELL;
}

/* The period asked for, or the newest with a delivered column. */
static int
choose_period(struct session *s, const struct indicator *ind,
    enum area_level level, const char *asked, char out[PERIOD_LEN],
    struct err *err)
{
	const char *periods[PERIODS];
	size_t n;

	if (asked != NULL) {
		if (period_parse(asked, strlen(asked), out) == -1)
			return err_set(err, ERR_USAGE,
			    "--period %s: no period: give 2024, 2024Q3 or "
			    "2024-06",
			    asked);
		return 0;
	}
	n = panel_periods(s->panel, ind, level, periods, PERIODS);
	if (n == 0)
		return err_set(err, ERR_WORK,
		    "%s: no table in this fact base has it for a %s: 'feiten "
		    "sources' tells which tables there are",
		    ind->id, area_level_name(level));
	snprintf(out, PERIOD_LEN, "%s", periods[n - 1]);
	return 0;
}

static const char *
reason_text(enum absence reason)
{
	switch (reason) {
	case ABSENCE_NONE:
		return "";
	case ABSENCE_NOT_DELIVERED:
		return "the source has not delivered this column (yet)";
	case ABSENCE_WITHHELD:
		return "the source gives no value here: too small, secret, or "
		       "it cannot occur (a Typed table does not say which)";
	case ABSENCE_CANNOT_OCCUR:
		return "it cannot occur here";
	case ABSENCE_UNKNOWN:
		return "the table has no row for this area, or there is no "
		       "such column in this period";
	case ABSENCE_BY_US:
		return "left out by us: too small, or a count that is too "
		       "small could be worked out of it (threshold)";
	case ABSENCE_NO_RULE:
		return "figures of this kind are not combined over areas";
	}
	return "";
}

static void
add(struct json *j, const char *key, const char *value)
{
	json_add_str(j, key, value);
}

/* Where the bytes lie: manifest part with its address and checksum. */
static void
add_raw(struct session *s, const struct column *col, struct json *j)
{
	struct raw_runs runs = { 0 };
	struct err ignored = { 0 };
	size_t i, k;

	if (raw_runs(s->fb.raw, col->source, col->table_id, &runs, &ignored) ==
	    -1) {
		add(j, "raw", "the raw answer cannot be read any more");
		return;
	}
	for (i = 0; i < runs.n; i++) {
		const struct raw_run *run = &runs.items[i];

		if (strcmp(run->id, col->last_run) != 0)
			continue;
		for (k = 0; k < run->nparts; k++) {
			const struct raw_part *part = &run->parts[k];
			struct json *one;

			if (strstr(part->role, "DataSet") == NULL)
				continue;
			if (json_get(j, "answers") == NULL)
				json_add_array(j, "answers");
			one = json_add_object(json_get(j, "answers"), NULL);
			add(one, "address", part->address);
			add(one, "file", part->file);
			add(one, "sha256", part->sha256);
		}
		add(j, "raw", run->dir);
		add(j, "licence", run->licence);
	}
	raw_runs_free(&runs);
}

/* The area of the column's own vintage: its values are kept by that. */
static int
vintage_area(struct session *s, const struct column *col, const char *code,
    struct areas *out, struct err *err)
{
	struct area_filter filter = { .level = -1, .code = code,
		.year = col->area_year };

	return store_areas(s->store, &filter, out, err);
}

/* Why an area of one's own has no value, and what is known. */
static void
add_between(const struct cell_value *cell, struct json *j)
{
	if (cell->why != CARRY_YES)
		add(j, "reason", carry_name(cell->why));
	if (!cell->between)
		return;
	json_add_num(j, "low", cell->low);
	json_add_num(j, "high", cell->high);
	add(j, "between",
	    cell->why != CARRY_MISSING ? "of its parts"
		: cell->implied	       ? "follows from other figures"
				       : "of what is known");
}

/* A buurt was split for it, by its addresses. */
static void
add_estimate(const struct cell_value *cell, struct json *j)
{
	json_add_bool(j, "estimate", true);
	add(j, "basis", basis_name(BASIS_ADDRESSES));
	if (isfinite(cell->low))
		json_add_num(j, "at_least", cell->low);
	if (isfinite(cell->high))
		json_add_num(j, "at_most", cell->high);
}

static void
add_own(struct session *s, const char *code, struct json *j)
{
	const char *const *parts;
	size_t n = panel_own_parts(s->panel, code, &parts), i;
	struct buf list = { 0 };

	for (i = 0; i < n; i++) {
		const double share = panel_own_share(s->panel, code, i);

		buf_putf(&list, "%s%s", i == 0 ? "" : " ", parts[i]);
		if (share < 1)
			buf_putf(&list, " (%.1f%%)", 100 * share);
	}
	add(j, "areas", buf_str(&list));
	buf_free(&list);
}

/* How sure the value is: of what kind, and between what it lies. */
static void
add_noise(const struct cell_value *cell, struct json *j)
{
	struct json *noise;

	if (isnan(cell->value))
		return;
	noise = json_add_object(j, "noise");
	add(noise, "kind", noise_name(cell->noise.kind));
	json_add_num(noise, "low", cell->noise.low);
	json_add_num(noise, "high", cell->noise.high);
}

static int
describe(struct session *s, const struct area *area,
    const struct indicator *ind, const char *period,
    const struct cell_value *cell, struct json *j, struct err *err)
{
	const struct column *col = cell->col;
	struct areas then = { 0 };
	char *run = NULL, stamp[21];
	int rc = -1;

	add(j, "area", area->code);
	add(j, "name", area->name);
	add(j, "indicator", ind->id);
	add(j, "label", strcmp(s->fb.lang, "nl") == 0 ? ind->label_nl
						      : ind->label_en);
	add(j, "period", period);
	add(j, "unit", ind->unit);
	json_add_num(j, "value", cell->value);
	if (isnan(cell->value)) {
		add(j, "absence", absence_name(cell->reason));
		add(j, "why", reason_text(cell->reason));
		add_between(cell, j);
	}
	if (cell->estimate)
		add_estimate(cell, j);
	if (area->level == LEVEL_OWN)
		add_own(s, area->code, j);
	if (col == NULL)
		return 0;
	add(j, "status", cell->provisional ? "provisional" : "final");
	if (cell->rounding > 0.0)
		json_add_num(j, "rounded_to", cell->rounding);
	add_noise(cell, j);
	json_add_int(j, "area_set", col->area_year);
	add(j, "source", col->source);
	add(j, "table", col->table_id);
	add(j, "table_title", col->table_title);
	if (cell->derived)
		add(j, "made_of", "computed; see the parts below");
	else {
		add(j, "topic", col->topic_title);
		add(j, "group", col->topic_group);
		add(j, "column", col->topic_key);
		if (vintage_area(s, col, area->code, &then, err) == -1 ||
		    (then.n > 0 &&
			store_value_run(s->store, col, &then.items[0], &run,
			    err) == -1))
			goto done;
		add(j, "run", run != NULL ? run : col->run);
	}
	add(j, "fetched", when_iso(col->loaded_at, stamp));
	add_raw(s, col, j);
	if (cell->reason == ABSENCE_BY_US) {
		rc = 0; /* what it was before would tell */
		goto done;
	}
	rc = then.n == 0 ? 0
			 : origin_add(s, col, &then.items[0], run, j, err);
done:
	areas_free(&then);
	free(run);
	return rc;
}

/* The counts a derived share is made of. */
static int
add_parts(struct session *s, const struct indicator *ind, const char *period,
    const char *code, struct json *j, struct err *err)
{
	struct json *list = json_add_array(j, "parts");
	size_t i;

	for (i = 0; i <= ind->nparts; i++) {
		const char *id = i < ind->nparts ? ind->parts[i]
						 : ind->denominator;
		const struct indicator *part =
		    indicators_find(&s->fb.indicators, id);
		struct cell_value cell;
		struct json *one;

		if (panel_values(s->panel, part, period, &code, 1, &cell,
			err) == -1)
			return -1;
		one = json_add_object(list, NULL);
		add(one, "part", i < ind->nparts ? "counted" : "divided by");
		add(one, "indicator", id);
		json_add_num(one, "value", cell.value);
		if (cell.col != NULL)
			add(one, "column", cell.col->topic_key);
	}
	return 0;
}

/* Who is counted in the gemeente and in no buurt, beyond rounding. */
static int
add_nowhere(struct session *s, const struct indicator *ind, const char *period,
    const char *code, struct json *j, struct err *err)
{
	struct nowhere gap;
	struct json *one;
	int got = panel_nowhere(s->panel, ind, period, code, &gap, err);

	if (got != 1)
		return got;
	one = json_add_object(j, "in_no_buurt");
	json_add_num(one, "value", gap.whole - gap.sum);
	json_add_num(one, "low", gap.low);
	json_add_num(one, "high", gap.high);
	json_add_int(one, "buurten", (int64_t)gap.buurten);
	json_add_num(one, "sum", gap.sum);
	return 0;
}

static void
print_pairs(struct cli *cli, const struct json *j, int indent)
{
	const struct json *m;

	for (m = json_first(j); m != NULL; m = json_next(m)) {
		const char *name = json_name(m);

		if (json_is_array(m) || json_is_object(m)) {
			if (name != NULL)
				fprintf(cli->out, "%*s%s:\n", indent, "",
				    name);
			print_pairs(cli, m, indent + 2);
		} else if (json_is_number(m))
			fprintf(cli->out, "%*s%-12s %.10g\n", indent, "",
			    name, json_num(m));
		else if (json_str(m) != NULL && *json_str(m) != '\0')
			fprintf(cli->out, "%*s%-12s %s\n", indent, "", name,
			    json_str(m));
		else if (strcmp(name, "value") == 0)
			fprintf(cli->out, "%*s%-12s none\n", indent, "",
			    name);
	}
}

static int
show(struct cli *cli, struct session *s, const struct show *what,
    struct err *err)
{
	const struct indicator *ind;
	struct json *j = json_object();
	struct area area = { 0 };
	struct cell_value cell;
	struct buf text = { 0 };
	char period[PERIOD_LEN];
	const char *code = area.code;
	int rc = -1;

	if (session_area(s, what->area, &area, err) == -1 ||
	    factbase_indicator(&s->fb, what->indicator, &ind, err) == -1 ||
	    choose_period(s, ind, area.level, what->period, period, err) ==
		-1 ||
	    panel_values(s->panel, ind, period, &code, 1, &cell, err) == -1 ||
	    describe(s, &area, ind, period, &cell, j, err) == -1)
		goto done;
	if (ind->nparts > 0 && cell.col != NULL &&
	    add_parts(s, ind, period, area.code, j, err) == -1)
		goto done;
	if (through_add(s->panel, ind, period, &area, cell.col, j, err) == -1)
		goto done;
	if (add_nowhere(s, ind, period, area.code, j, err) == -1)
		goto done;
	if (what->peers && beside_add(s, &area, ind, period, j, err) == -1)
		goto done;
	if (cli->format == FORMAT_JSON) {
		json_print(j, true, &text);
		fwrite(buf_str(&text), 1, text.len, cli->out);
	} else
		print_pairs(cli, j, 0);
	rc = 0;
done:
	buf_free(&text);
	area_clear(&area);
	json_free(j);
	return rc;
}

int
cmd_show(struct cli *cli, int argc, char **argv)
{
	struct show what = { 0 };
	struct err err = { 0 };
	struct session s = { .fb.lock = -1 };
	int64_t until = 0;
	int status = parse(cli, argc, argv, &what);

	if (status != EXIT_WELL)
		return status;
	if ((what.day != NULL && session_day(what.day, &until, &err) == -1) ||
	    session_open_then(cli, until, &s, &err) == -1 ||
	    show(cli, &s, &what, &err) == -1)
		status = cli_fail(cli, &err);
	session_close(&s);
	return status;
}
