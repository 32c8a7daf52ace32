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
#include "geo/shape.h"
#include "model/export_row.h"

enum export_form {
	EXPORT_CSV,	 /* RFC 4180, with a header, lines end in CR LF */
	EXPORT_POSTGRES, /* plain SQL for psql: a table feiten_facts, in one
			    transaction; what it held is replaced */
	EXPORT_PACKAGE,	 /* a zip: a Data Package (Frictionless, version 1) with
			    that CSV as a Tabular Data Resource */
	EXPORT_GPKG	 /* a GeoPackage: store/gpkg.h makes it, not this */
};
/* "csv", "postgres", "datapackage", "gpkg": 0, or -1 for another word. */
int export_form_parse(const char *name, enum export_form *out);

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

/* A polygon in WKB (metres of the Dutch grid) as a GeoPackage has it: the form
 * of a MULTIPOLYGON in EPSG:28992, appended to out, and its envelope: x from,
 * x to, y from, y to. 1, or 0: it is empty and has none; or -1. */
int export_shape(struct geo *g, const struct buf *wkb, struct buf *out,
    double box[4], struct err *err);

/* The "figures" of the report model of an area (docs/report-model.md), as CSV
 * like that of above with what is printed and its mark besides. Appended. */
void export_figures_head(struct buf *out);
void export_figures(const struct json *model, struct buf *out);

#endif
