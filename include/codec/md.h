/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * md: the blocks of a Markdown text as plain text (md4c behind this face).
 * Emphasis, links and images become their words; HTML is not interpreted and
 * stays as it was typed. CommonMark, without indented code.
 */
#ifndef CODEC_MD_H
#define CODEC_MD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct md_line {
	char *text; /* plain, no line ends */
	int line;   /* of the source, from 1 */
	bool lazy;  /* in a block quote by Markdown's rule, but without the '>'
		       that a reader of the source would look for */
};

struct md_block {
	bool quote; /* an outermost block quote, with all that is in it */
	int line;   /* where it starts */
	struct md_line *lines; /* only lines with text */
	size_t n, cap;
};

struct md_blocks {
	struct md_block *items; /* in order */
	size_t n, cap;
};

/* text: len bytes of valid UTF-8 without NUL bytes, and a NUL after them;
 * first_line: the number its first line has in the file. */
int md_read(const char *text, size_t len, int first_line, struct md_blocks *out,
    struct err *err);
void md_free(struct md_blocks *blocks);

#endif
