/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sibling: a figure out of several columns. A source may have a table for each
 * level, and two sources may give the same indicator of the same period: an
 * area is taken out of the first that has it.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "own.h"

static bool
is_open(const struct cell_value *cell)
{
	return isnan(cell->value) && cell->reason == ABSENCE_UNKNOWN;
}

/* Cells that are still open, out of another column. */
static int
fill(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const char **asked = mem_new(n + 1, sizeof(*asked));
	struct cell_value *cells = mem_new(n + 1, sizeof(*cells));
	size_t *slot = mem_new(n + 1, sizeof(*slot)), open = 0;
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		if (is_open(&out[i])) {
			asked[open] = codes[i];
			slot[open++] = i;
		}
	if (open > 0)
		rc = panel_one_stored(
		    p, indicator, col, asked, open, cells, err);
	for (size_t i = 0; rc == 0 && i < open; i++)
		if (!is_open(&cells[i]))
			out[slot[i]] = cells[i];
	free(slot);
	free(cells);
	free(asked);
	return rc;
}

int
panel_stored(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	const struct column *other = NULL;

	if (panel_one_stored(p, indicator, col, codes, n, out, err) == -1)
		return -1;
	while ((other = panel_sibling(p, col, other)) != NULL)
		if (fill(p, indicator, other, codes, n, out, err) == -1)
			return -1;
	return 0;
}
