/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plane: rings of an area on the canvas: what is inside, where a text fits,
 * and hatching. By the even-odd rule, so that rings within rings are holes.
 */
#ifndef CHART_PLANE_H
#define CHART_PLANE_H

#include <stdbool.h>
#include <stddef.h>

struct ring {
	double *xy; /* x, y pairs; the last point is the first again */
	size_t n;   /* pairs */
};

struct box {
	double x1, y1, x2, y2;
};

/* What the rings lie in; n of 0: turned inside out (x1 > x2). */
struct box plane_box(const struct ring *rings, size_t n);
/* Twice the surface that a ring goes around; negative clockwise (y up). */
double plane_turn(const struct ring *ring);
bool plane_inside(const struct ring *rings, size_t n, double x, double y);
/* Where a text of this size lies wholly inside, as far from the edge as was
 * found: true, and its middle. */
bool plane_room(const struct ring *rings, size_t n, double width, double height,
    double *x, double *y);
/* Slanting lines over the area, gap apart (along x); at least one for a piece
 * that lies between two lines too, through its middle. */
void plane_hatch(const struct ring *rings, size_t n, double gap,
    void (*line)(void *arg, double x1, double y1, double x2, double y2),
    void *arg);
/* All rings as one ring for drawing: from ring to ring and back the same way,
 * which encloses nothing. Holes run against their surroundings, so that they
 * are empty by either fill rule. The caller frees xy. */
struct ring plane_join(const struct ring *rings, size_t n);

#endif
