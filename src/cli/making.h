/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * making: all profiles at once, by a few workers: only those whose inputs
 * changed, and a site in one step.
 */
#ifndef CLI_MAKING_H
#define CLI_MAKING_H

#include "cli/pages.h"

struct making {
	bool site; /* an index page too, and all in one step */
	const char *lang; /* NULL: of the fact base */
	const char *within; /* only in this area; NULL: all */
	int level; /* only of this one, an enum area_level; -1: any */
	int jobs; /* workers */
	bool force; /* also what did not change */
};

/* The exit status. ask: the forms asked for, and until; not open.
 *
 * Of a site everything is made in out/.new, with hard links to the pages
 * that stay, and put in the place of out/profile when it is whole; what a run
 * that was killed made there is used. Else pages are put into out/profile
 * one by one. Which of them stay: cli/keep.h. */
int making_run(struct cli *cli, const struct making *m,
    const struct pages *ask);

#endif
