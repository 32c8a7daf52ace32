/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx_own: what the parts of codec/xlsx share: the workbook, read when it is
 * opened, and its shared strings, read at the first walk. Private to this
 * room.
 */
#ifndef CODEC_XLSX_OWN_H
#define CODEC_XLSX_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "codec/xlsx.h"
#include "codec/zip.h"

#define XLSX_PART (64u << 20) /* largest small part, bytes */
#define XLSX_SHEET (4ull << 30) /* largest sheet, bytes */
#define XLSX_TEXTS (256u << 20) /* most memory for shared strings */
#define XLSX_SHEETS 1024
#define XLSX_MERGES 16384 /* merged cells in the heads of a sheet */
#define XLSX_FIELDS (1ull << 29) /* most fields of one sheet */

struct xlsx_sheet {
	char *name;
	size_t entry; /* of the archive */
	bool hidden;
};

struct xlsx {
	char *path;
	struct zip_file *zip;
	struct xlsx_sheet *sheets;
	size_t n, cap;
	bool has_strings;
	size_t strings_entry;
	bool strings_read;
	struct buf strings; /* trimmed, each with a NUL */
	size_t *string_at; /* where each starts */
	size_t nstrings, strings_cap;
};

/* Sheets and the place of the shared strings. */
int xlsx_read_book(struct xlsx *x, struct err *err);
int xlsx_read_strings(struct xlsx *x, struct err *err);
/* A text as it is stored: _x000D_ and the like stand for characters. Appended
 * to out, with the control characters as blanks. */
void xlsx_put_text(struct buf *out, const char *s, size_t len);

/* Merged cells that start within the first `heads` rows. Rows and columns
 * from 1. */
struct xlsx_merge {
	uint32_t row, column, last_row, last_column;
	char *text; /* of the first cell, once it was seen */
	bool quoted;
};
struct xlsx_merges {
	struct xlsx_merge *items;
	size_t n, cap;
};
int xlsx_read_merges(struct xlsx *x, size_t entry, uint32_t heads,
    struct xlsx_merges *out, struct err *err);
void xlsx_merges_free(struct xlsx_merges *m);

/* "AB12" as column 28 and row 12, both from 1; the end of it, or NULL. */
const char *xlsx_cell(const char *s, uint32_t *column, uint32_t *row);

#endif
