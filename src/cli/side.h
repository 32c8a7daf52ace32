/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * side: the pages of a site that have all wijken and buurten of a gemeente side
 * by side, one a theme: out/compare/GM0603-wonen.html. Made of the definition
 * "theme" (docs/reports.md). So many pages as gemeenten times themes.
 */
#ifndef CLI_SIDE_H
#define CLI_SIDE_H

#include "cli/pages.h"

/* Whether they are there, so that a profile may lead to them. */
bool side_is_there(const char *out);
/* Those of one gemeente, or (NULL) of all that areas lie in, into compare/ of
 * fb.out; old: where those of before are (a file that is the same is linked),
 * or NULL. What fails is printed and in p->status. */
void side_make(struct pages *p, const struct areas *areas, const char *only,
    const char *old);
/* From out/.new into out, in one step. */
int side_publish(const char *fresh, const char *out, struct err *err);

#endif
