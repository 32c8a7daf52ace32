/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * beside: a figure among those of the peers.
 */
#include "cli/beside.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/compare.h"
#include "base/mem.h"
#include "panel/peers.h"

#define SIMILAR 5

static void
add_row(
    const struct yard_row *row, const struct yard_row *all, struct json *list)
{
	const struct standing *m = &row->found.measure;

	json_add_str(list, "period", row->period);
	json_add_num(list, "value", row->cell.value);
	if (row->ref != NULL) {
		json_add_int(
		    list, "with_value", (int64_t)reference_peers(row->ref));
		json_add_num(list, "median", reference_median(row->ref));
		json_add_num(list, "p10", reference_low(row->ref));
		json_add_num(list, "p90", reference_high(row->ref));
		json_add_num(list, "below", m->share_below);
		json_add_num(list, "outside", m->outside);
	}
	json_add_str(list, "reason", distinct_why_name(m->why));
	if (m->why == DISTINCT_ALIKE)
		json_add_str(list, "same_as", all[row->found.alike].ind->id);
}

static int
add_yard(struct peering *pe, const struct area *area,
    const struct indicator *ind, struct json *j, struct err *err)
{
	struct json *one = json_add_object(j, "peers");
	size_t chosen[DISTINCT_MOST], n = 0, nchosen;
	struct yard_row *rows = NULL;
	struct yard *y;

	if (peering_yard(pe, area, &y, err) == -1 ||
	    yard_look(pe, y, area, &rows, &n, chosen, &nchosen, err) == -1)
		return -1;
	json_add_str(one, "kind", peer_kind_name(yard_kind(y)));
	if (yard_class(y) != 0)
		json_add_int(one, "class", yard_class(y));
	json_add_int(one, "areas", (int64_t)yard_areas(y));
	for (size_t i = 0; i < n; i++)
		if (rows[i].ind == ind)
			add_row(&rows[i], rows, one);
	free(rows);
	return 0;
}

static int
by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* A line for each gemeente, and where the values lie. */
static void
put_region(const struct area *const around[], const struct cell_value cells[],
    size_t n, struct json *one)
{
	struct json *list = json_add_array(one, "gemeenten"), *line;
	double *values = mem_new(n + 1, sizeof(*values));
	size_t valued = 0;

	for (size_t i = 0; i < n; i++) {
		line = json_add_object(list, NULL);
		json_add_str(line, "area", around[i]->code);
		json_add_str(line, "name", around[i]->name);
		json_add_num(line, "value", cells[i].value);
		if (!isnan(cells[i].value))
			values[valued++] = cells[i].value;
	}
	json_add_int(one, "with_value", (int64_t)valued);
	if (valued > 0) {
		qsort(values, valued, sizeof(*values), by_value);
		json_add_num(
		    one, "median", compare_quantile(values, valued, 0.5));
		json_add_num(one, "low", values[0]);
		json_add_num(one, "high", values[valued - 1]);
	}
	free(values);
}

static int
add_region(struct session *s, struct peering *pe, const struct area *area,
    const struct indicator *ind, const char *period, struct json *j,
    struct err *err)
{
	const struct column *col = panel_column(s->panel, ind, period);
	const int year = col == NULL ? area->year : col->area_year;
	struct json *one = json_add_object(j, "region");
	const struct area **around = NULL;
	const char **codes = NULL;
	struct cell_value *cells = NULL;
	size_t n = 0;
	int rc = -1;

	if (peering_list(pe, PEERS_REGION, area, year, &around, &n, err) == -1)
		goto done;
	codes = mem_new(n + 1, sizeof(*codes));
	cells = mem_new(n + 1, sizeof(*cells));
	for (size_t i = 0; i < n; i++)
		codes[i] = around[i]->code;
	if (panel_values(s->panel, ind, period, codes, n, cells, err) == -1)
		goto done;
	if (n == 0) {
		char *why = mem_fmt("no gemeenten around it are known in %d: "
				    "that takes the boundaries of that year "
				    "(source pdok-grenzen-%d)",
		    year, year);

		json_add_str(one, "why", why);
		free(why);
	} else
		put_region(around, cells, n, one);
	rc = 0;
done:
	free(cells);
	free(codes);
	free(around);
	return rc;
}

static int
add_similar(struct peering *pe, const struct area *area, struct json *j,
    struct err *err)
{
	struct json *list = json_add_array(j, "similar");
	struct match found[SIMILAR];
	size_t n;

	if (peering_similar(pe, area, SIMILAR, found, &n, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *one = json_add_object(list, NULL);

		json_add_str(one, "area", found[i].area->code);
		json_add_str(one, "name", found[i].area->name);
		json_add_num(one, "distance", found[i].distance);
		json_add_str(one, "most_alike", found[i].nearest->id);
		json_add_str(one, "least_alike", found[i].furthest->id);
	}
	return 0;
}

int
beside_add(struct session *s, const struct area *area,
    const struct indicator *ind, const char *period, struct json *j,
    struct err *err)
{
	struct peering *pe;
	int rc = 0;

	if (area->level == LEVEL_OWN || area->level == LEVEL_LAND)
		return 0;
	pe = peering_new(s->panel);
	if (add_yard(pe, area, ind, j, err) == -1 ||
	    add_region(s, pe, area, ind, period, j, err) == -1 ||
	    add_similar(pe, area, j, err) == -1)
		rc = -1;
	peering_free(pe);
	return rc;
}
