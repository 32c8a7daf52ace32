/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lines: how many lines a text takes in a column of a printed page, without
 * setting it. Widths are in the unit of the letter size (chart/width.h); what
 * is counted is never less than what Typst needs.
 */
#ifndef RENDER_LINES_H
#define RENDER_LINES_H

#include <stddef.h>

#include "chart/width.h"

/* How wide the widest word is. */
double lines_longest(const char *s, struct face face);

/* Lines that a text adds to those before it, of which the last is used so far
 * (0: there are none yet); used is then of its own last one. No word of it is
 * wider than room. */
size_t lines_after(const char *s, struct face face, double room, double *used);

/* Lines of a text by itself. */
size_t lines_of(const char *s, struct face face, double room);

#endif
