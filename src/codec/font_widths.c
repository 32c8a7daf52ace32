/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * font_widths: the tables "cmap" and "hmtx" of an sfnt file (OpenType 1.9).
 */
#include <string.h>

#include "codec/font.h"
#include "codec/font_own.h"

#define SUBTABLES_MOST 64
#define WIDE_MOST 8000 /* thousandths; more is no letter */

/* How glyphs of a font are found, and how wide they are. */
struct measure {
	struct font_part map; /* a subtable of "cmap" */
	unsigned format;      /* 4 or 12 */
	struct font_part metrics;
	unsigned n; /* of those with a width of their own, at least 1 */
	unsigned em;
};

/* Of the subtables that are of Unicode, one with all of it if there is. */
static void
choose_map(const struct font_part *cmap, struct measure *m)
{
	unsigned n = cmap->len < 4 ? 0 : font_u16(cmap->data + 2);

	for (unsigned i = 0; i < n && i < SUBTABLES_MOST; i++) {
		const unsigned char *record = cmap->data + 4 + 8 * (size_t)i;
		unsigned platform, format;
		uint32_t at;

		if (4 + 8 * ((size_t)i + 1) > cmap->len)
			return;
		platform = font_u16(record);
		at = font_u32(record + 4);
		if ((platform != 0 && platform != 3) || at > cmap->len ||
		    cmap->len - at < 16)
			continue;
		format = font_u16(cmap->data + at);
		if ((format != 4 && format != 12) || format <= m->format)
			continue;
		m->format = format;
		m->map = (struct font_part){ cmap->data + at, cmap->len - at };
	}
}

/* Segments: their ends, a pad, their starts, what to add, and where else to
 * look, each a list of n. */
static unsigned
glyph_4(const struct font_part *map, uint32_t code)
{
	unsigned n = font_u16(map->data + 6) / 2;
	const unsigned char *end = map->data + 14, *start, *more, *from;

	if (16 + 8 * (size_t)n > map->len || code > 0xffff)
		return 0;
	start = end + 2 * (size_t)n + 2;
	more = start + 2 * (size_t)n;
	from = more + 2 * (size_t)n;
	for (unsigned i = 0; i < n; i++) {
		unsigned first = font_u16(start + 2 * (size_t)i), offset, glyph;
		size_t at;

		if (code > font_u16(end + 2 * (size_t)i))
			continue;
		if (code < first)
			return 0;
		offset = font_u16(from + 2 * (size_t)i);
		glyph = code;
		if (offset != 0) {
			at = (size_t)(from - map->data) + 2 * (size_t)i +
			    offset + 2 * (size_t)(code - first);
			if (at + 2 > map->len)
				return 0;
			glyph = font_u16(map->data + at);
			if (glyph == 0)
				return 0;
		}
		return (glyph + font_u16(more + 2 * (size_t)i)) & 0xffff;
	}
	return 0;
}

/* Groups: first, last, glyph of the first. */
static unsigned
glyph_12(const struct font_part *map, uint32_t code)
{
	uint32_t n = font_u32(map->data + 12);

	for (uint32_t i = 0; i < n && 16 + 12 * ((size_t)i + 1) <= map->len;
	     i++) {
		const unsigned char *group = map->data + 16 + 12 * (size_t)i;
		uint32_t first = font_u32(group), glyph;

		if (code < first)
			return 0;
		if (code > font_u32(group + 4))
			continue;
		glyph = font_u32(group + 8) + (code - first);
		return glyph > 0xffff ? 0 : glyph;
	}
	return 0;
}

/* In thousandths; 0: there is no such letter. */
static uint16_t
width_of(const struct measure *m, uint32_t code)
{
	unsigned glyph = m->format == 4 ? glyph_4(&m->map, code)
					: glyph_12(&m->map, code);
	unsigned long wide;

	if (glyph == 0)
		return 0;
	if (glyph >= m->n)
		glyph = m->n - 1;
	wide = (font_u16(m->metrics.data + 4 * (size_t)glyph) * 1000UL +
		   m->em / 2) /
	    m->em;
	return wide > WIDE_MOST ? 0 : (uint16_t)wide;
}

/* In tables they are as wide as each other, if the font can. */
static void
level_digits(struct font_widths *out)
{
	uint16_t most = 0;

	for (int c = '0'; c <= '9'; c++)
		most = out->low[c] > most ? out->low[c] : most;
	for (int c = '0'; c <= '9'; c++)
		out->low[c] = most;
}

int
font_widths(const char *name, const char *data, size_t len,
    struct font_widths *out, struct err *err)
{
	struct font_part file = { (const unsigned char *)data, len };
	struct font_part cmap, head, hhea;
	struct font_widths widths = { 0 };
	struct measure m = { .format = 0 };

	if (len < 12)
		goto damaged;
	cmap = font_table(&file, "cmap");
	head = font_table(&file, "head");
	hhea = font_table(&file, "hhea");
	m.metrics = font_table(&file, "hmtx");
	if (head.len < 20 || hhea.len < 36)
		goto damaged;
	m.em = font_u16(head.data + 18);
	m.n = font_u16(hhea.data + 34);
	choose_map(&cmap, &m);
	if (m.format == 0 || m.em < 16 || m.em > 16384 || m.n == 0 ||
	    4 * (size_t)m.n > m.metrics.len)
		goto damaged;
	for (uint32_t c = 0x20; c < FONT_LOW; c++)
		widths.low[c] = width_of(&m, c);
	for (uint32_t c = 0; c < FONT_HIGHS; c++)
		widths.high[c] = width_of(&m, FONT_HIGH + c);
	level_digits(&widths);
	if (widths.low['0'] == 0 || widths.low['a'] == 0)
		goto damaged;
	*out = widths;
	return 0;
damaged:
	return err_set(err, ERR_INPUT,
	    "%s: a font that does not say how wide its letters are", name);
}
