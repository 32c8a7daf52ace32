/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv_own: the parts of codec/csv: bytes into UTF-8, and the separator told
 * from the first lines. Private to this room.
 */
#ifndef CODEC_CSV_OWN_H
#define CODEC_CSV_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "codec/csv.h"

#define CSV_HEAD (64u << 10) /* bytes the encoding is told from */
#define CSV_SNIFF (16u << 10) /* bytes the separator is told from */
#define CSV_GROWTH 3 /* most bytes of UTF-8 out of one byte */

struct csv_decoder {
	/* CSV_GUESS as long as all was ASCII: the first other byte decides. */
	enum csv_encoding encoding;
	bool guessed;
};

/* Look at the first bytes of a file and decide when they tell. Returns how
 * many of them are a byte order mark. */
size_t csv_decoder_begin(struct csv_decoder *d, enum csv_encoding told,
    const char *head, size_t len);
/* Decode len bytes into out, which has room for CSV_GROWTH times as many.
 * Returns how many were used: fewer when a character is cut off at the end
 * (not last), or before a byte that cannot be: *bad. */
size_t csv_decode(struct csv_decoder *d, const char *in, size_t len, bool last,
    char *out, size_t *outlen, bool *bad);
/* Why that byte cannot be, as an error. Returns -1. */
int csv_decode_why(const struct csv_decoder *d, char byte, struct err *err);

/* The separator of the text, 0 when there seems to be one column. whole: the
 * text does not go on after len bytes. */
char csv_sniff(const char *s, size_t len, char quote, bool whole);

#endif
