/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a logo and as a font of a house style: no crash, a clear
 * answer, and a picture that is taken has a size.
 */
#include <stdint.h>
#include <stdlib.h>

#include "codec/font.h"
#include "codec/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct picture picture;
	struct font font;
	struct font_widths widths;
	struct err err = { 0 };

	if (picture_check("fuzz", (const char *)data, size, &picture, &err) ==
	    -1) {
		if (err.msg[0] == '\0')
			abort();
	} else if (!(picture.width > 0.0 && picture.height > 0.0))
		abort();
	err_clear(&err);
	if (font_check("fuzz", (const char *)data, size, &font, &err) == -1 &&
	    err.msg[0] == '\0')
		abort();
	err_clear(&err);
	if (size >= 12 &&
	    font_widths("fuzz", (const char *)data, size, &widths, &err) ==
		0 &&
	    (widths.low['0'] == 0 || widths.low['a'] == 0))
		abort();
	return 0;
}
