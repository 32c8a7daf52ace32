/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheets: conversation sheets below out/sheet/, for sheet and site.
 */
#ifndef CLI_SHEETS_H
#define CLI_SHEETS_H

#include "page/page.h"

struct keep;
struct report_def;
struct pages;
struct sheets {
	struct page_sheet_link *links; /* to those that are there */
	size_t n;
	char *dir; /* out/sheet */
	const struct report_def *def; /* how they are made; NULL: "sheet" */
	const char *before; /* the id in names of files, or NULL: nothing */
	const struct keep *keep; /* of before that may stay, or NULL */
	size_t made, kept, failures;
};

/* From here on pages lead to the sheets that are there, or, when all of them
 * are made too, to those that can be. */
void sheets_open(struct pages *p);
void sheets_close(struct sheets *s);
/* No opgave has this id: ERR_USAGE, with those that come near. Returns -1. */
int sheets_unknown(
    const struct opgaven *all, const char *id, struct err *err);
/* One sheet, in the formats of pages. What fails is printed and counted, and
 * what there was of it is taken away: it may say what does not hold. */
void sheets_make(struct pages *p, const struct opgave *o);

#endif
