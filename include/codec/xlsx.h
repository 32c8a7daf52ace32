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
int xlsx_open(const char *path, struct xlsx **out, struct err *err);
void xlsx_close(struct xlsx *x);
/* Names of the sheets, in order. */
int xlsx_sheets(const struct xlsx *x, struct names *out, struct err *err);
/* Rows of a sheet by name (NULL: the first). Cells that are not there are
 * empty fields; a row has as many fields as its last cell. Numbers come as
 * text with a decimal point, shared and inline strings as text, dates as the
 * number they are stored as, booleans as 1 and 0, formulas by their stored
 * value, errors (#N/A) as empty. A merged cell has its value in its first cell
 * only; merged cells within the first `heads` rows are repeated over what they
 * span, so that headings of two layers can be read. line: the row number. */
int xlsx_walk(struct xlsx *x, const char *sheet, int heads, csv_sink *sink,
    void *arg, struct err *err);

#endif
