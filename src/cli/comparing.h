/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comparing: areas side by side that feiten.json names, as pages of a site:
 * out/compare/compare-BU06030771-BU06030772.html and .pdf. Made of the
 * definition "compare" (docs/reports.md).
 */
#ifndef CLI_COMPARING_H
#define CLI_COMPARING_H

#include <stddef.h>

struct pages;
struct page_compared;
struct comparing { /* those that can be made, looked up */
	struct page_compared *items;
	size_t n;
};

/* Look the areas up, and let pages lead to those that are there: in a site
 * all. One that cannot be made is told and left out: status 1. */
void comparing_open(struct pages *p);
void comparing_close(struct comparing *c);
/* Number i of p->comparing, into the folder of p->keep_side. What fails is told
 * and counted in p->failures. */
void comparing_make(struct pages *p, size_t i);

#endif
