/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export: open data out, a row a figure, into one file that other programs
 * read. Streams: memory does not grow with the rows. Only open data comes in
 * here: which rows may go out is decided by who calls.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"

enum export_form {
	EXPORT_CSV,	/* RFC 4180, with a header, lines end in CR LF */
	EXPORT_POSTGRES /* plain SQL for psql: a table feiten_facts, in one
			   transaction; what it held is replaced */
};
/* "csv", "postgres": 0, or -1 for another word. */
int export_form_parse(const char *name, enum export_form *out);

struct export_row { /* texts may be NULL */
	const char *area_code, *area_name, *area_level;
	int area_year;
	const char *indicator, *label, *period;
	double value; /* finite */
	const char *unit, *status, *source, *publisher, *licence, *licence_url,
	    *table_id;
};

struct exporter;
/* The file at path is what it was until export_end. */
int export_open(enum export_form form, const char *path,
    struct exporter **out, struct err *err);
int export_put(
    struct exporter *e, const struct export_row *row, struct err *err);
/* Put it in its place; frees e, also when it cannot. */
int export_end(struct exporter *e, struct err *err);
/* Leave what was there, and free e; NULL is nothing. */
void export_drop(struct exporter *e);

/* The "figures" of the report model of an area (docs/report-model.md), as CSV
 * like that of above with what is printed and its mark besides. Appended. */
void export_figures_head(struct buf *out);
void export_figures(const struct json *model, struct buf *out);

#endif
