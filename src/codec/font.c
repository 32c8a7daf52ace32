/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * font: the tables "name" and "OS/2" of an sfnt file (OpenType 1.9).
 */
#include "codec/font.h"

#include <stdint.h>
#include <string.h>

#include "codec/font_own.h"

#define TABLES_MOST 64
#define NAMES_MOST 2000
#define NAME_FACE 1
#define NAME_FAMILY 16 /* of all its faces, where that is another */

struct font_part
font_table(const struct font_part *file, const char *tag)
{
	unsigned n = font_u16(file->data + 4);
	struct font_part none = { NULL, 0 };

	for (unsigned i = 0; i < n && i < TABLES_MOST; i++) {
		const unsigned char *entry = file->data + 12 + 16 * i;
		uint32_t at, len;

		if (12 + 16 * ((size_t)i + 1) > file->len)
			return none;
		at = font_u32(entry + 8);
		len = font_u32(entry + 12);
		if (memcmp(entry, tag, 4) == 0)
			return at > file->len || len > file->len - at
			    ? none
			    : (struct font_part){ file->data + at, len };
	}
	return none;
}

/* One byte a letter, or two; what is no plain letter becomes a '?'. */
static void
read_name(const struct font_part *text, bool wide, char out[64])
{
	size_t step = wide ? 2 : 1, n = 0;

	for (size_t i = 0; i + step <= text->len && n < 63; i += step) {
		unsigned c = wide ? font_u16(text->data + i) : text->data[i];

		out[n++] = c >= ' ' && c < 0x7f ? (char)c : '?';
	}
	out[n] = '\0';
}

static void
read_names(const struct font_part *t, struct font *out)
{
	unsigned n, at;

	if (t->len < 6)
		return;
	n = font_u16(t->data + 2);
	at = font_u16(t->data + 4);
	for (unsigned i = 0; i < n && i < NAMES_MOST; i++) {
		const unsigned char *record = t->data + 6 + 12 * (size_t)i;
		unsigned platform, id, len, from;
		struct font_part text;

		if (6 + 12 * ((size_t)i + 1) > t->len)
			return;
		platform = font_u16(record);
		id = font_u16(record + 6);
		len = font_u16(record + 8);
		from = font_u16(record + 10);
		if ((id != NAME_FACE && id != NAME_FAMILY) || platform == 2 ||
		    (size_t)at + from + len > t->len)
			continue;
		text = (struct font_part){ t->data + at + from, len };
		read_name(&text, platform != 1,
		    id == NAME_FACE ? out->face : out->family);
	}
}

int
font_check(const char *name, const char *data, size_t len, struct font *out,
    struct err *err)
{
	struct font_part file = { (const unsigned char *)data, len }, names, os2;
	struct font font = { .weight = 400 };
	bool letters;

	if (len < 12 ||
	    (memcmp(data, "\0\1\0\0", 4) != 0 && memcmp(data, "OTTO", 4) != 0))
		return err_set(err, ERR_INPUT,
		    "%s: no font that is taken: give a .ttf or .otf file",
		    name);
	font.opentype = data[0] == 'O';
	names = font_table(&file, "name");
	os2 = font_table(&file, "OS/2");
	letters = font_table(&file, "cmap").len > 0 &&
	    font_table(&file, font.opentype ? "CFF " : "glyf").len > 0;
	read_names(&names, &font);
	if (font.family[0] == '\0')
		memcpy(font.family, font.face, sizeof(font.family));
	if (font.family[0] == '\0' || !letters || os2.len < 64)
		return err_set(err, ERR_INPUT,
		    "%s: a font that is damaged or not whole: copy it again",
		    name);
	if ((font_u16(os2.data + 8) & 0xf) == 2)
		return err_set(err, ERR_INPUT,
		    "%s: its maker does not let it be put into documents: take "
		    "another font, or ask for a licence that does",
		    name);
	if (font_u16(os2.data + 4) >= 1 && font_u16(os2.data + 4) <= 1000)
		font.weight = (int)font_u16(os2.data + 4);
	font.italic = (font_u16(os2.data + 62) & 1) != 0;
	*out = font;
	return 0;
}
