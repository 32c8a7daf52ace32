/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * font_own: what the files that read fonts share: numbers and tables of an sfnt
 * file, which may be cut off or lie anywhere.
 */
#ifndef CODEC_FONT_OWN_H
#define CODEC_FONT_OWN_H

#include <stddef.h>
#include <stdint.h>

struct font_part {
	const unsigned char *data;
	size_t len;
};

static inline unsigned
font_u16(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static inline uint32_t
font_u32(const unsigned char *s)
{
	return (uint32_t)font_u16(s) << 16 | font_u16(s + 2);
}

/* A table by its tag, of a file of at least 12 bytes; none: no bytes. */
struct font_part font_table(const struct font_part *file, const char *tag);

#endif
