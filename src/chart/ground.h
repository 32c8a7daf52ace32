/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ground: the areas of a map as rings on the canvas, and the lines between
 * them. Neighbours share the corners of their border, so a line between two
 * areas is known by its ends.
 */
#ifndef CHART_GROUND_H
#define CHART_GROUND_H

#include "base/err.h"
#include "chart/canvas.h"
#include "chart/plane.h"
#include "codec/json.h"

#define GROUND_AREAS 1000
#define GROUND_POINTS 40000 /* of all areas */

struct plot { /* an area */
	struct ring *rings;
	size_t n;
	enum layer layer; /* it is filled in */
	bool here;	  /* the area of the page, or a part of it */
	const char *text; /* its value; borrowed */
};
struct ground {
	struct plot *items;
	size_t n;
	double width, height; /* of the canvas, and of what is drawn on it */
};

/* Read the list "areas" and fit it within "width" (150 to CANVAS_WIDTH, which is
 * what it is when absent), from top on. ERR_INPUT when nothing can be drawn, or a ring is not as
 * docs/report-model.md says. */
int ground_read(const struct json *chart, double top, struct ground *out,
    struct err *err);
/* How an area is filled, by its "class" (1 to 5, or null: hatched) or its "role"
 * (own, other). */
int ground_layer(const struct json *area, enum layer *out, struct err *err);
/* The lines of all areas: each once. */
void ground_edges(const struct ground *g, struct canvas *c);
void ground_free(struct ground *g);

#endif
