/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_own: what the files that make a report share.
 */
#ifndef PAGE_REPORT_OWN_H
#define PAGE_REPORT_OWN_H

#include "page/own.h"
#include "page/report.h"

struct subject { /* an area in the table */
	struct area area;
	const char *name; /* as it is printed */
	bool beside;	  /* to compare with: gemeente or country */
};

/* One indicator over all subjects. */
struct line {
	const struct indicator *ind;
	const char *period;
	struct cell_value *cells; /* one a subject */
	bool *moved; /* it was another place in the year of the figures */
};

struct report {
	struct page *p;
	const struct report_def *def;
	const struct report_links *links;
	const struct area *areas; /* asked for */
	size_t nareas;
	const char **names; /* of those */
	struct subject *subjects;
	size_t n, cap;
	const char **codes; /* of subjects */
	size_t tables;
};

/* report_table.c: the tables of all themes, in "tables". */
int report_tables(struct report *r, struct json *model, struct err *err);
/* Whether a theme would have a table. */
int report_any(struct report *r, const struct theme *theme, bool *out,
    struct err *err);
/* report_differ.c: which of the differences between the areas (not of those
 * beside them) are more than noise: into a row. */
void report_differences(
    struct report *r, const struct line *line, struct json *row);
/* report_dots.c: "picture" of a table of indicators: the areas as dots, or null.
 */
void report_dots(struct report *r, const struct line lines[], size_t n,
    struct json *table);
/* report_csv.c: the lines of one table as CSV. */
void report_csv(struct report *r, const struct line lines[], size_t n,
    struct buf *out);

#endif
