/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nowhere: who is counted in a gemeente but in none of its buurten.
 */
#include "panel/nowhere.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool
is_plain_count(const struct indicator *ind)
{
	return ind->kind == KIND_COUNT && ind->nparts == 0 && !ind->modelled &&
	    strcmp(ind->unit, "aantal") == 0;
}

/* The sum over the buurten; NAN when one has no value. */
static int
add_up(struct panel *p, const struct indicator *ind, const char *period,
    const struct areas *buurten, double *sum, struct err *err)
{
	struct cell_value *cells = mem_new(buurten->n + 1, sizeof(*cells));
	const char **codes = mem_new(buurten->n + 1, sizeof(*codes));
	int rc;

	for (size_t i = 0; i < buurten->n; i++)
		codes[i] = buurten->items[i].code;
	rc = panel_values(p, ind, period, codes, buurten->n, cells, err);
	*sum = 0.0;
	for (size_t i = 0; rc == 0 && i < buurten->n; i++)
		*sum += cells[i].value; /* NAN stays */
	free(codes);
	free(cells);
	return rc;
}

/* Where whole - sum lies. */
static int
between(struct panel *p, const struct indicator *ind, const struct column *col,
    struct nowhere *out, struct err *err)
{
	struct noise of_whole, of_sum, gap;
	struct rounding one, many;

	if (panel_rounding(p, ind, col, LEVEL_GEMEENTE, &one, err) == -1 ||
	    panel_rounding(p, ind, col, LEVEL_BUURT, &many, err) == -1)
		return -1;
	noise_rounded_sum(out->whole, &one, 1, &of_whole);
	noise_rounded_sum(out->sum, &many, out->buurten, &of_sum);
	noise_difference(out->whole, &of_whole, out->sum, &of_sum, &gap);
	out->low = gap.low;
	out->high = gap.high;
	return 0;
}

int
panel_nowhere(struct panel *p, const struct indicator *ind, const char *period,
    const char *code, struct nowhere *out, struct err *err)
{
	struct area_filter filter = { .level = LEVEL_BUURT, .within = code };
	struct areas buurten = { 0 };
	const struct column *col;
	struct cell_value cell;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (!is_plain_count(ind) || strncmp(code, "GM", 2) != 0)
		return 0;
	if (panel_values(p, ind, period, &code, 1, &cell, err) == -1)
		return -1;
	col = cell.col;
	if (col == NULL || isnan(cell.value))
		return 0;
	filter.year = col->area_year;
	if (store_areas(panel_store(p), &filter, &buurten, err) == -1 ||
	    add_up(p, ind, period, &buurten, &out->sum, err) == -1)
		goto done;
	out->whole = cell.value;
	out->buurten = buurten.n;
	if (buurten.n == 0 || isnan(out->sum)) {
		rc = 0;
		goto done;
	}
	if (between(p, ind, col, out, err) == -1)
		goto done;
	rc = out->low > 0.0;
done:
	areas_free(&buurten);
	return rc;
}
