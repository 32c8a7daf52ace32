/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv: tables as text: separators, quotes, encodings, decimal commas, title
 * and footer lines. Streams: memory is bounded by one record.
 */
#ifndef CODEC_CSV_H
#define CODEC_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum csv_encoding {
	/* From the first 64 kB, or the first byte beyond ASCII when that comes
	 * later: UTF-8 when it is valid, else CP1252. A BOM always means UTF-8.
	 * A later byte that proves it wrong is an error with its line. */
	CSV_GUESS,
	CSV_UTF8,
	CSV_CP1252
};

struct csv_options {
	char separator; /* ';' ',' '\t' '|', or 0: told from the first lines */
	char quote; /* '"', or 0: the usual one */
	enum csv_encoding encoding;
	int skip; /* lines before the header, as counted in the file */
};

struct csv_field {
	const char *text; /* UTF-8, trimmed of padding, NUL-terminated */
	size_t len;
	bool quoted;
};

/* One record: fields live until the next. line: of the file, from 1, where
 * the record starts. Blank lines are passed over, and so is Excel's "sep=;"
 * above the table, which also tells the separator. Title and footer lines are
 * records, of fewer fields than the table has. */
typedef int csv_sink(void *arg, const struct csv_field *fields, size_t n,
    uint64_t line, struct err *err);

#define CSV_RECORD (1u << 20) /* largest record, bytes */
#define CSV_FIELDS 4096 /* most fields in a record */

struct csv;
struct csv *csv_new(const struct csv_options *options, csv_sink *sink,
    void *arg);
/* Feed bytes; pieces of any size. -1: a quote that never ends, a record too
 * large, a NUL byte, or the sink stopped; the message names the line. */
int csv_push(struct csv *c, const char *data, size_t len, struct err *err);
int csv_end(struct csv *c, struct err *err);
char csv_separator(const struct csv *c); /* told or guessed; 0: not yet */
void csv_free(struct csv *c);

/* A number as Dutch and English tables write it: "1.234,5" "1234.5" "-0,3"
 * "1 234" "1.5E-05" "12"; "12%" is none. comma: the decimal sign is a comma (a
 * point then separates thousands, and only thousands: "1.5" is none), else a
 * point. 0, or -1 when it is no number or not finite. Missing signs ("." "-"
 * "x" "" "?") are no numbers. */
int csv_number(const char *s, size_t len, bool comma, double *out);

#endif
