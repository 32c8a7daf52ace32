/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx: rows of one sheet of a spreadsheet (zip and a well-kept XML library
 * behind this face), as the same records that csv gives.
 */
#ifndef CODEC_XLSX_H
#define CODEC_XLSX_H

#include "base/err.h"
#include "base/file.h"
#include "codec/csv.h"

#define XLSX_ROWS 1048576
#define XLSX_COLUMNS 16384

struct xlsx;
/* -1: no archive (see codec/zip.h), or no workbook in it. */
int xlsx_open(const char *path, struct xlsx **out, struct err *err);
void xlsx_close(struct xlsx *x);
/* Names of the sheets that hold cells, in order. */
int xlsx_sheets(const struct xlsx *x, struct names *out, struct err *err);
/* Rows of a sheet by name (or one that differs in case, accents or padding;
 * NULL: the first that is not hidden). Cells that are not there are empty
 * fields; a row has as many fields as its last cell with something in it, and
 * a row without any is passed over. Numbers come as text with a decimal point,
 * shared and inline strings as text (quoted), dates as the number they are
 * stored as, booleans as 1 and 0, formulas by their stored value, errors
 * (#N/A) as empty. A merged cell has its value in its first cell only; merged
 * cells within the first `heads` rows of the sheet (titles above the headings
 * count) are repeated over what they span of these rows, so that headings of
 * two layers can be read. line: the row number. -1: no such sheet, damaged XML
 * or references, what no spreadsheet program writes (a DTD, deep nesting, huge
 * tags), or the sink stopped; the message names the file, sheet and row. */
int xlsx_walk(struct xlsx *x, const char *sheet, int heads, csv_sink *sink,
    void *arg, struct err *err);

#endif
