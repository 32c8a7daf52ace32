/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout: records with named fields (lines of a CSV file or a sheet below
 * their headings, or JSON objects) into rows, as the definition's layout says.
 * What CKAN, Opendatasoft, ArcGIS, Swing and files have in common. Only for
 * this room.
 *
 * An adapter that is laid_out takes .row and .rows_free from here, and
 * .rows_end with them, and
 * .rows_new too unless the fields of its records lie deeper: then it calls
 * layout_rows_in from its own.
 */
#ifndef SRC_SOURCE_LAYOUT_H
#define SRC_SOURCE_LAYOUT_H

#include "source/adapter.h"

struct layout_field { /* a column that a source says it has */
	const char *name; /* heading, or name of the member */
	const char *title; /* NULL: the name; both without their "(unit)" */
	const char *unit; /* NULL: what stands in "(unit)" behind the title */
	const char *description; /* or NULL */
	bool number; /* it holds numbers */
};

/* The one table of a definition: its first table id, or the source's own id.
 * For adapter.tables of a source without a catalogue. */
int layout_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err);
/* What there is to say of the table when its columns are known: topics (those
 * that layout.columns lists, else all found that hold numbers and have no
 * other part in the layout), the period and the year of its areas, which are
 * to be found in the rows. found may be NULL when columns are listed. */
int layout_describe(const struct source *src,
    const struct layout_field found[], size_t n, struct table_meta *out,
    struct err *err);
/* The columns of a CSV file or sheet, out of its first records as
 * adapter_read gives them; then as layout_describe. */
int layout_describe_lines(const struct source *src, const char *peek,
    size_t len, struct table_meta *out, struct err *err);
/* How a CSV file or a sheet by this layout falls apart. */
void layout_cut(const struct source *src, enum cut_kind kind,
    struct cut *out);

/* Rows. A map file that cannot be read is an error of the first row. inner:
 * name of the member that holds the fields ("attributes", "properties"). */
struct row_reader *layout_rows_new(const struct source *src,
    const struct table_meta *meta);
struct row_reader *layout_rows_in(const struct source *src,
    const struct table_meta *meta, const char *inner);
int layout_row(struct row_reader *reader, const struct record *record,
    struct row *out, struct err *err);
/* Rows of areas that own codes make up ("combine"), after the last record. */
int layout_rows_end(struct row_reader *reader, struct row *out,
    struct err *err);
void layout_rows_free(struct row_reader *reader);

#endif
