/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arrange: on which page each theme of a printed profile stands, and which two
 * stand beside each other.
 */
#ifndef RENDER_ARRANGE_H
#define RENDER_ARRANGE_H

#include <stddef.h>

#include "codec/json.h"

/* How high a theme is, in points: over the whole page, without its voices, and
 * in half of the page; NAN: it may not stand beside another. */
struct arrange_theme {
	double alone, charts, beside;
};

/* Add to an array what is best for each place where the first theme may
 * begin, as docs/report-model.md has it (themes_print); nothing for none. */
void arrange(const struct arrange_theme *themes, size_t n, struct json *list);

#endif
