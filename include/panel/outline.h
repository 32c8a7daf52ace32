/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * outline: the shapes of areas for drawing: land only, with no more corners
 * than are seen in a small map. What neighbours share stays shared.
 */
#ifndef PANEL_OUTLINE_H
#define PANEL_OUTLINE_H

#include "panel/panel.h"

struct outline {
	char code[AREA_CODE];
	struct strings rings; /* "x,y x,y ...": whole metres of the Dutch grid,
				 closed; holes too. None: it has no shape */
	double low[2], high[2];	 /* x, y that it lies between */
};
struct outlines {
	int year; /* vintage of the shapes; 0: nobody has one */
	struct column table; /* it names the source and table they are of */
	struct outline *items; /* as the codes that were asked for */
	size_t n, shaped; /* with a shape */
	double step; /* corners no further off than this, in metres, went */
};

/* Shapes of areas of a vintage. Where that has none they are those of the
 * newest vintage that has (of the level of the first that is no own area), of areas that are
 * still the same place for all we know. An own area has the polygon it is
 * defined by, or none. *out is kept by the panel until a few calls that ask for
 * other areas (at least the next one). step: of the list that these
 * are drawn over, so that both have as much detail; 0: of their own. */
int panel_outlines(struct panel *p, const char *const codes[], size_t n,
    int year, double step, const struct outlines **out, struct err *err);

#endif
