/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * width: how wide a text will be in the typeface of pages and charts (Inter),
 * so that the program can place, shorten and wrap it before it is drawn or
 * set. Widths are in the unit of the letter size.
 */
#ifndef CHART_WIDTH_H
#define CHART_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "codec/font.h"

/* Widths of another letter, regular and bold, for all that follows in this
 * thread; borrowed. NULL, or an item NULL: of Inter. What the letter lacks
 * another one stands in for, as wide as Inter's. */
void width_letters(const struct font_widths *const letters[2]);

struct face {
	double size;
	bool bold;
};

/* What width_of is more than the letters by themselves, as a factor: kerning is
 * left out, and another typeface may stand in. */
#define WIDTH_SAFETY 1.02
/* Width of a valid UTF-8 text; at least what it takes when it is set. */
double width_of(const char *s, struct face face);
/* Whether the typeface has every character: else width_of is a guess. */
bool width_known(const char *s);
/* The text, or when wider than room: its start and an ellipsis. New string,
 * caller frees. */
char *width_fit(const char *s, struct face face, double room);

#define WIDTH_LINES 3
struct wrapped {
	char *items[WIDTH_LINES];
	size_t n; /* at least 1 */
};

/* Break at blanks and after hyphens into at most max (1 to WIDTH_LINES)
 * lines no wider than room. What does not fit is shortened on the last line,
 * before its last word when that holds a digit (a value). */
void width_wrap(const char *s, struct face face, double room, size_t max,
    struct wrapped *out);
/* Width of the widest line. */
double wrapped_width(const struct wrapped *lines, struct face face);
void wrapped_free(struct wrapped *lines);

#endif
