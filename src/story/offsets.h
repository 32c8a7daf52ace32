/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * offsets: positions in a text as other programs count them, as bytes. REFI-QDA
 * 1.5 says code points; programs also count UTF-16 units, a line end as one or
 * as two whatever the file has, and the byte order mark or not. Which it was
 * is told by how well the selections then fit the words.
 */
#ifndef STORY_OFFSETS_H
#define STORY_OFFSETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct counting {
	bool utf16;
	bool bom;     /* a byte order mark is position 0; else it is none */
	int line_end; /* positions that a line end takes; 0: as in the text */
};
#define COUNTINGS 12 /* ways of counting; the standard's own is the first */

/* The byte at which each position lies. */
struct ruler {
	uint32_t *bytes; /* UINT32_MAX inside of a surrogate pair */
	size_t n;	 /* positions, the one behind the text too */
};

/* The i-th way of counting. */
struct counting counting_at(size_t i);
/* text: valid UTF-8, less than 4 GB. The caller frees *out. */
void ruler_make(const char *text, size_t len, const struct counting *c,
    struct ruler *out);
void ruler_free(struct ruler *r);
/* Bytes from *from until *to, with the marks that belong to the letters at
 * both ends. False when it lies outside of the text, is empty, or begins or
 * ends within a character. */
bool ruler_find(const struct ruler *r, const char *text, size_t len,
    int64_t start, int64_t end, size_t *from, size_t *to);
/* How well a selection fits: whole words, and the start of its words as the
 * file names it (name, "" when it does not). Higher is better. */
int ruler_score(const struct ruler *r, const char *text, size_t len,
    int64_t start, int64_t end, const char *name);

#endif
