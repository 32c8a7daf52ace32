/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * font: what a TrueType or OpenType file says of itself.
 */
#ifndef CODEC_FONT_H
#define CODEC_FONT_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
