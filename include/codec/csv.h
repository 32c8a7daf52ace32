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
	CSV_GUESS, /* UTF-8 when it is valid (BOM or not), else CP1252 */
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
 * the record starts. Blank lines are passed over. */
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
 * "12" "12%" is none. comma: the decimal sign is a comma (a point then
 * separates thousands), else a point. 0, or -1 when it is no number or not
 * finite. Missing signs ("." "-" "x" "" "?") are no numbers. */
int csv_number(const char *s, size_t len, bool comma, double *out);

#endif
