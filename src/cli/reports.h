/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reports: reports of several areas, from their definitions to files below
 * out/report/.
 */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "cli/pages.h"
#include "page/report.h"

/* The definitions that came with the program, and those in reports/ of the
 * fact base. One that is wrong is told and left out; *status is then 1. */
int reports_read(struct cli *cli, const struct factbase *fb,
    struct report_defs *out, int *status, struct err *err);
/* One of them, by name, read when it is first asked for; NULL, and it is told,
 * when there is none of that name that is made of this. */
const struct report_def *reports_find(
    struct pages *p, const char *name, enum report_of of);
/* The name of its files, without ending: "compare-BU06030771-BU06030772"; of
 * many areas their number and a digest. The caller frees it. */
char *reports_file(
    const struct report_def *def, const struct area areas[], size_t n);
/* Make one report, in the formats of p (after pages_open), in a folder (made)
 * whose pages see the style sheet at `assets` and the profiles at `profiles`
 * ("../profile/"); an area is linked when `there` says that its profile is
 * there. index: address of the index page, or NULL. What fails is printed and
 * counted in p->status; -1 when there is no page at all. */
struct report_place {
	const char *dir, *assets, *profiles, *index;
	bool (*there)(void *arg, const char *code);
	void *arg;
};
int reports_make(struct pages *p, const struct report_def *def,
    const struct area areas[], size_t n, const struct report_place *place);

#endif
