/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * font: what a TrueType or OpenType file says of itself.
 */
#ifndef CODEC_FONT_H
#define CODEC_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct font {
	char family[64], face[64]; /* "Fira Sans", "Fira Sans SemiBold" */
	int weight; /* 1 to 1000: 400 is regular, 700 bold */
	bool italic;
	bool opentype; /* outlines of PostScript (.otf) */
};

/* ERR_INPUT: no such file, cut off, without a name or letters, or one that its
 * maker does not let be put into documents (OS/2 fsType). */
int font_check(const char *name, const char *data, size_t len,
    struct font *out, struct err *err);

/* How wide its letters are, in thousandths of their size; 0: it has none. All
 * digits are as wide as the widest: in tables they are alike. */
#define FONT_LOW 0x180 /* U+0020 to U+017F stand at their own place */
#define FONT_HIGH 0x2000
#define FONT_HIGHS 0x300 /* U+2000 to U+22FF: signs */
struct font_widths {
	uint16_t low[FONT_LOW], high[FONT_HIGHS];
};

/* ERR_INPUT: the tables that say so are not there, cut off, or hold no letters
 * or digits. */
int font_widths(const char *name, const char *data, size_t len,
    struct font_widths *out, struct err *err);

#endif
