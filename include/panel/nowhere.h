/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nowhere: who is counted in a gemeente but in none of its buurten.
 */
#ifndef PANEL_NOWHERE_H
#define PANEL_NOWHERE_H

#include "panel/panel.h"

struct nowhere {
	double whole, sum; /* of the gemeente; of all of its buurten */
	double low, high;  /* of whole - sum, given how both are rounded */
	size_t buurten;
};
/* Compares a count of a gemeente (code) with the sum of its buurten in the
 * vintage of the column: 1 and *out when the gemeente has more than rounding
 * can make it (low > 0, noise_rounded_sum). 0: within that, or it cannot be
 * told: no count, no gemeente, or a buurt without a value. */
int panel_nowhere(struct panel *p, const struct indicator *indicator,
    const char *period, const char *code, struct nowhere *out, struct err *err);

#endif
