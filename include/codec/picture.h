/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * picture: whether bytes are a picture that may stand on a page: PNG that is
 * whole, or SVG that is only a drawing. A page shows it as an image, but a
 * visitor may open the file itself, and then an SVG is a document.
 */
#ifndef CODEC_PICTURE_H
#define CODEC_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define PICTURE_SIDE 4000 /* most pixels of a PNG, a side */

struct picture {
	bool svg; /* else PNG */
	double width, height; /* pixels, or units of the viewBox */
};

/* name is for messages. ERR_INPUT, with what to do: neither of the two; a PNG
 * that is cut off, damaged or too large; an SVG with anything but shapes, texts
 * and gradients of its own: no script, no style sheet or address of elsewhere,
 * no document type (so no entities), no element that can repeat others. */
int picture_check(const char *name, const char *data, size_t len,
    struct picture *out, struct err *err);

#endif
