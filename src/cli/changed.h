/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * changed: pages of what has changed since the newest closed edition:
 * out/changes.html, and of more than one gemeente a page of each:
 * out/changes/GM0603.html. In HTML and, when asked for, PDF.
 */
#ifndef CLI_CHANGED_H
#define CLI_CHANGED_H

#include "cli/pages.h"

#define CHANGED_FOLDER "changes"

/* That of a site: of all areas, or (p->towns) of what holds for all gemeenten,
 * with how much has changed in each. Without a closed edition there is none.
 * Before the pages that lead to it. */
void changed_make(struct pages *p, const struct areas *areas);
/* That of one gemeente of many, into the folder of p->keep_changed. */
void changed_town(
    struct pages *p, const struct areas *areas, const char *code);
/* The same as reports, by a definition, into a folder. only: see page_changed;
 * many: the areas are of more than one gemeente, so each has a page of its own;
 * beside: that of all of them is made too.
 * There must be a closed edition. What fails is printed and counted in
 * p->failures; false: nothing was made. */
bool changed_report(struct pages *p, const struct report_def *def,
    const struct areas *areas, const char *only, bool many, bool beside,
    const char *dir);
/* Name of the files of such a report, without ending: "changes-GM0603". The
 * caller frees it. */
char *changed_file(const struct report_def *def, const char *only);

#endif
