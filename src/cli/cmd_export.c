/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten export: figures out, of the sources that let them be passed on. It
 * opens neither notes/ nor story/.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "export/export.h"
#include "store/gpkg.h"

#define PERIODS 64

struct vintage { /* the areas of a year that are asked for */
	int year;
	struct areas areas;
	const char **codes;
};

struct export {
	struct cli *cli;
	const char *file, *within;
	struct strings indicators, left; /* left: sources that are left out */
	enum export_form form;
	struct session session;
	struct exporter *to;
	struct gpkg *gpkg; /* instead of it, in the file temp */
	char *temp;
	struct vintage *vintages;
	size_t n, cap;
	struct cell_value *cells;
	size_t room;
	long long rows;
};

static const struct option_spec specs[] = {
	{ "indicator", true, 'i' },
	{ "within", true, 'w' },
	{ NULL, false, 0 },
};

static int
parse(struct cli *cli, int argc, char **argv, struct export *x)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	const char *form = NULL;
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		if (got == 'i')
			strings_add(&x->indicators, o.value);
		else if (got == 'w')
			x->within = o.value;
		else if (got == 0 && form == NULL)
			form = o.value;
		else if (got == 0 && x->file == NULL)
			x->file = o.value;
		else if (got == 0)
			return cli_usage(
			    cli, "export", "%s: one word too many", o.value);
		else
			return cli_usage(cli, "export", "%s", message);
	}
	if (x->file == NULL || *x->file == '\0')
		return cli_usage(
		    cli, "export",
		    "say csv, datapackage, gpkg or postgres, and a file");
	if (export_form_parse(form, &x->form) == -1)
		return cli_usage(cli, "export",
		    "%s: takes csv, datapackage, gpkg or postgres", form);
	return EXIT_WELL;
}

static const struct source *
source_of(const struct export *x, const char *id)
{
	const struct sources *all = &x->session.fb.sources;

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->items[i].id, id) == 0)
			return &all->items[i];
	return NULL;
}

/* A source that is not among the definitions says nothing of passing on. */
static bool
may_go(struct export *x, const char *id)
{
	const struct source *src = source_of(x, id);

	if (src != NULL && src->export_allowed)
		return true;
	for (size_t i = 0; i < x->left.n; i++)
		if (strcmp(x->left.items[i], id) == 0)
			return false;
	strings_add(&x->left, id);
	return false;
}

/* Whether all that a figure is made of may go. */
static bool
all_may_go(struct export *x, const struct indicator *ind, const char *period)
{
	const struct indicators *all = &x->session.fb.indicators;
	const struct panel *p = x->session.panel;
	const struct column *col = panel_column(p, ind, period);
	bool may = col != NULL && may_go(x, col->source);

	for (size_t i = 0; ind->nparts > 0 && i <= ind->nparts; i++) {
		const char *id =
		    i < ind->nparts ? ind->parts[i] : ind->denominator;
		const struct indicator *part =
		    id == NULL ? NULL : indicators_find(all, id);

		if (part == NULL)
			continue;
		col = panel_column(p, part, period);
		may &= col == NULL || may_go(x, col->source);
	}
	return may;
}

static int
vintage_of(struct export *x, int year, const struct vintage **out,
    struct err *err)
{
	struct area_filter filter = {
		.year = year, .level = -1, .within = x->within
	};
	struct vintage *v;

	for (size_t i = 0; i < x->n; i++)
		if (x->vintages[i].year == year) {
			*out = &x->vintages[i];
			return 0;
		}
	MEM_PUSH(x->vintages, x->n, x->cap);
	v = &x->vintages[x->n++];
	*v = (struct vintage){ .year = year };
	if (store_areas(x->session.store, &filter, &v->areas, err) == -1)
		return -1;
	v->codes = mem_new(v->areas.n + 1, sizeof(*v->codes));
	for (size_t i = 0; i < v->areas.n; i++)
		v->codes[i] = v->areas.items[i].code;
	if (v->areas.n > x->room) {
		x->room = v->areas.n;
		x->cells = mem_grow(x->cells, x->room, sizeof(*x->cells));
	}
	*out = v;
	return 0;
}

static const char *
status_of(const struct cell_value *cell)
{
	return cell->doubted	  ? "doubted"
	    : cell->provisional ? "provisional"
				: "final";
}

static int
put_period(struct export *x, const struct indicator *ind, const char *period,
    struct err *err)
{
	const struct column *col = panel_column(x->session.panel, ind, period);
	const struct source *src = source_of(x, col->source);
	const struct vintage *v;

	if (vintage_of(x, col->area_year, &v, err) == -1 ||
	    panel_values(x->session.panel, ind, period, v->codes, v->areas.n,
		x->cells, err) == -1)
		return -1;
	for (size_t i = 0; i < v->areas.n; i++) {
		const struct area *a = &v->areas.items[i];
		struct export_row row = { a->code, a->name,
			area_level_name(a->level), a->year, ind->id,
			strcmp(x->session.fb.lang, "nl") != 0 ? ind->label_en
							      : ind->label_nl,
			period, x->cells[i].value, ind->unit,
			status_of(&x->cells[i]), col->source, src->publisher,
			src->licence, src->licence_url, col->table_id };

		if (isnan(row.value))
			continue;
		if ((x->gpkg != NULL ? gpkg_put(x->gpkg, &row, err)
				     : export_put(x->to, &row, err)) ==
		    -1)
			return -1;
		x->rows++;
	}
	return 0;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All periods in which it was delivered for areas of any level. */
static int
put_indicator(
    struct export *x, const struct indicator *ind, struct err *err)
{
	const char *list[4 * PERIODS];
	size_t n = 0;

	for (int level = LEVEL_LAND; level <= LEVEL_BUURT; level++)
		n += panel_periods(x->session.panel, ind,
		    (enum area_level)level, list + n, PERIODS);
	if (n > 1)
		qsort(list, n, sizeof(*list), by_text);
	for (size_t i = 0; i < n; i++)
		if ((i == 0 || strcmp(list[i], list[i - 1]) != 0) &&
		    all_may_go(x, ind, list[i]) &&
		    put_period(x, ind, list[i], err) == -1)
			return -1;
	return 0;
}

/* Of the newest answer of a source that may be passed on: the same facts make
 * the same bytes, and one that is left out says nothing. */
static int
begin_gpkg(struct export *x, struct err *err)
{
	struct loaded_tables tables = { 0 };
	int64_t newest = 0;
	char iso[32], changed[40];
	int rc = -1;

	if (store_tables(x->session.store, &tables, err) == -1)
		goto done;
	for (size_t i = 0; i < tables.n; i++) {
		const struct source *src = source_of(x, tables.items[i].source);

		if (src != NULL && src->export_allowed &&
		    tables.items[i].fetched_at > newest)
			newest = tables.items[i].fetched_at;
	}
	when_iso(newest, iso);
	snprintf(changed, sizeof(changed), "%.19s.000Z", iso);
	x->temp = mem_fmt("%s.tmp-%ld", x->file, (long)getpid());
	rc = gpkg_open(x->temp, changed, &x->gpkg, err);
done:
	loaded_tables_free(&tables);
	return rc;
}

/* The shape of an area, when it has one that may go. */
static int
put_shape(struct export *x, struct geo *geo, const struct area *a,
    struct err *err)
{
	struct shape_found found = { 0 };
	struct buf wkb = { 0 }, out = { 0 };
	struct gpkg_shape shape = { 0 };
	int rc = store_boundary(x->session.store, a->code, a->year, &found, err);

	if (rc != 1 || !may_go(x, found.source))
		goto done;
	buf_put(&wkb, found.wkb, found.len);
	rc = export_shape(geo, &wkb, &out, shape.box, err);
	if (rc == -1) {
		err_ctx(err, "%s", a->code);
		goto done;
	}
	shape.empty = rc == 0;
	shape.bytes = out.data;
	shape.len = out.len;
	shape.source = found.source;
	shape.licence = source_of(x, found.source)->licence;
	rc = gpkg_area(x->gpkg, a, &shape, err);
done:
	buf_free(&wkb);
	buf_free(&out);
	free(found.source);
	free(found.table_id);
	free(found.wkb);
	return rc == -1 ? -1 : 0;
}

/* A layer a level, of the newest vintage that has shapes. */
static int
put_layer(struct export *x, struct geo *geo, enum area_level level,
    struct err *err)
{
	struct area_filter filter = { .level = (int)level,
		.within = x->within };
	struct areas areas = { 0 };
	int rc = -1;

	if (store_boundary_year(
		x->session.store, level, &filter.year, err) == -1)
		return -1;
	if (filter.year == 0)
		return 0;
	if (store_areas(x->session.store, &filter, &areas, err) == -1 ||
	    gpkg_layer(x->gpkg, level, err) == -1)
		goto done;
	for (size_t i = 0; i < areas.n; i++)
		if (put_shape(x, geo, &areas.items[i], err) == -1)
			goto done;
	rc = gpkg_columns(x->gpkg, filter.year, err);
done:
	areas_free(&areas);
	return rc;
}

static int
end_gpkg(struct export *x, struct err *err)
{
	struct geo *geo = geo_new(err);
	struct gpkg *gpkg = x->gpkg;
	int rc = -1;

	if (geo == NULL)
		return -1;
	for (int level = LEVEL_LAND; level <= LEVEL_BUURT; level++)
		if (put_layer(x, geo, (enum area_level)level, err) == -1)
			goto done;
	x->gpkg = NULL;
	if (gpkg_end(gpkg, err) == -1 ||
	    file_rename(x->temp, x->file, err) == -1)
		goto done;
	rc = 0;
done:
	geo_free(geo);
	return rc;
}

static int
put_all(struct export *x, struct err *err)
{
	const struct indicators *all = &x->session.fb.indicators;
	const struct indicator *one;

	/* All names first: no file is begun when one of them is wrong. */
	for (size_t i = 0; i < x->indicators.n; i++)
		if (factbase_indicator(&x->session.fb,
			x->indicators.items[i], &one, err) == -1)
			return -1;
	if ((x->form == EXPORT_GPKG
		    ? begin_gpkg(x, err)
		    : export_open(x->form, x->file, &x->to, err)) == -1)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		bool asked = x->indicators.n == 0;

		for (size_t k = 0; k < x->indicators.n; k++)
			asked |=
			    strcmp(x->indicators.items[k], all->items[i].id) ==
			    0;
		if (asked && put_indicator(x, &all->items[i], err) == -1)
			return -1;
	}
	return 0;
}

static int
run(struct export *x, struct err *err)
{
	struct area within = { 0 };
	char code[sizeof(within.code)];
	struct exporter *to;
	int rc = -1;

	if (session_open(x->cli, true, &x->session, err) == -1)
		return -1;
	if (x->within != NULL) {
		if (factbase_area(&x->session.fb, x->session.store, x->within,
			&within, err) == -1)
			goto done;
		memcpy(code, within.code, sizeof(code));
		x->within = code;
	}
	if (put_all(x, err) == -1)
		goto done;
	to = x->to;
	x->to = NULL;
	if ((x->form == EXPORT_GPKG ? end_gpkg(x, err)
				    : export_end(to, err)) == -1)
		goto done;
	for (size_t i = 0; i < x->left.n; i++)
		cli_note(x->cli,
		    "%s: left out: its definition does not say that its "
		    "figures may be passed on (export_allowed)",
		    x->left.items[i]);
	cli_note(x->cli, "%s: %lld figures", x->file, x->rows);
	rc = 0;
done:
	area_clear(&within);
	return rc;
}

int
cmd_export(struct cli *cli, int argc, char **argv)
{
	struct export x = { .cli = cli, .session.fb.lock = -1 };
	struct err err = { 0 };
	int status = parse(cli, argc, argv, &x);

	if (status != EXIT_WELL)
		goto done;
	if (run(&x, &err) == -1)
		status = cli_fail(cli, &err);
	export_drop(x.to);
	gpkg_drop(x.gpkg);
	if (x.temp != NULL)
		unlink(x.temp); /* it is not there when all went well */
	free(x.temp);
	for (size_t i = 0; i < x.n; i++) {
		areas_free(&x.vintages[i].areas);
		free(x.vintages[i].codes);
	}
	free(x.vintages);
	free(x.cells);
	session_close(&x.session);
done:
	strings_free(&x.indicators);
	strings_free(&x.left);
	return status;
}
