/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figures: values of many areas, and nothing else about them.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "own.h"

/* By panel_values, which knows areas of one's own. */
static int
through_cells(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n, double out[],
    struct err *err)
{
	struct cell_value *cells = mem_new(n + 1, sizeof(*cells));
	int rc = panel_values(p, indicator, period, codes, n, cells, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		out[i] = cells[i].value;
	free(cells);
	return rc;
}

static int
stored(struct panel *p, const struct indicator *indicator, const char *period,
    const char *const codes[], size_t n, double out[], struct err *err)
{
	const struct column *col = panel_column(p, indicator, period);
	const struct area **areas = mem_new(n + 1, sizeof(*areas));
	double *values = mem_new(n + 1, sizeof(*values));
	size_t *slot = mem_new(n + 1, sizeof(*slot));
	const struct vintage *v;
	size_t known = 0;
	int rc = -1;

	for (size_t i = 0; i < n; i++)
		out[i] = NAN;
	if (col == NULL) {
		rc = 0;
		goto done;
	}
	if (panel_sibling(p, col, NULL) != NULL) {
		rc = through_cells(p, indicator, period, codes, n, out, err);
		goto done;
	}
	if (vintage_of(p, col->area_year, &v, err) == -1)
		goto done;
	for (size_t i = 0; i < n; i++) {
		const struct area *a = area_near(v, codes[i], &p->near);

		if (a == NULL)
			continue;
		areas[known] = a;
		slot[known++] = i;
	}
	if (keep_values(p, col, areas, known, values, NULL, err) == -1 ||
	    withhold(p, indicator, col, v, areas, known, values, NULL, err) ==
		-1)
		goto done;
	for (size_t i = 0; i < known; i++)
		out[slot[i]] = values[i];
	rc = 0;
done:
	free(slot);
	free(values);
	free(areas);
	return rc;
}

/* As panel.c combines cells. */
static void
combine(double *sum, double part, bool divide, double factor)
{
	if (isnan(*sum) || isnan(part))
		*sum = NAN;
	else if (!divide)
		*sum += part;
	else
		*sum = part <= 0.0 ? NAN : factor * *sum / part;
}

int
panel_figures(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n, double out[],
    struct err *err)
{
	const double factor = indicator_factor(indicator);
	double *part;
	int rc = 0;

	if (p->nown > 0 ||
	    (indicator->nparts > 0 &&
		panel_column(p, indicator, period) == NULL))
		return through_cells(p, indicator, period, codes, n, out, err);
	if (indicator->nparts == 0)
		return stored(p, indicator, period, codes, n, out, err);
	part = mem_new(n + 1, sizeof(*part));
	for (size_t k = 0; rc == 0 && k <= indicator->nparts; k++) {
		const bool divide = k == indicator->nparts;
		const struct indicator *ind = indicator_of(p,
		    divide ? indicator->denominator : indicator->parts[k]);

		if (ind == NULL) { /* that is told there */
			rc = through_cells(
			    p, indicator, period, codes, n, out, err);
			break;
		}
		rc = panel_figures(
		    p, ind, period, codes, n, k == 0 ? out : part, err);
		for (size_t i = 0; rc == 0 && k > 0 && i < n; i++)
			combine(&out[i], part[i], divide, factor);
	}
	free(part);
	return rc;
}
