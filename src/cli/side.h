/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * side: the pages of a site that have all wijken and buurten of a gemeente side
 * by side, one a theme: out/compare/GM0603-wonen.html. Made of the definition
 * "theme" (docs/reports.md). So many pages as gemeenten times themes that have
 * a figure there.
 */
#ifndef CLI_SIDE_H
#define CLI_SIDE_H

#include "cli/pages.h"

#define SIDE_FOLDER "compare" /* of out/ */

/* Whether there are any, so that a profile may lead to them. */
bool side_is_there(const char *out);
/* Whether a gemeente has a page of a theme. arg: struct pages, that profiles
 * are made with. For page_links. */
bool side_has(void *arg, const char *gemeente, const char *theme);
/* Those of one gemeente, in the folder of p->keep_side, with its wijken and
 * buurten out of areas as links. What fails is printed and in p->status. */
void side_make(struct pages *p, const struct areas *areas, const char *gemeente);
/* What was worked out for side_has. */
void side_close(struct pages *p);

#endif
