/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shape: WKB into the form that a GeoPackage has shapes in (OGC 12-128r17,
 * 2.1.3): a header with the envelope before it.
 */
#include <stdint.h>
#include <string.h>

#include "export/export.h"

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };
#define RD 28992

static void
put_u32(struct buf *out, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		buf_putc(out, (char)(v >> (8 * i) & 0xff));
}

static void
put_double(struct buf *out, double v)
{
	uint64_t bits;

	memcpy(&bits, &v, sizeof(bits));
	put_u32(out, (uint32_t)bits);
	put_u32(out, (uint32_t)(bits >> 32));
}

static uint32_t
type_of(const struct buf *wkb)
{
	const unsigned char *s = (const unsigned char *)wkb->data;

	if (wkb->len < 9)
		return 0;
	return s[0] == 1 ? s[1] | (uint32_t)s[2] << 8 | (uint32_t)s[3] << 16 |
		(uint32_t)s[4] << 24
			 : s[4] | (uint32_t)s[3] << 8 | (uint32_t)s[2] << 16 |
		(uint32_t)s[1] << 24;
}

struct around {
	double *box;
	bool any;
};

static int
widen(void *arg, const double *xy, size_t n, bool hole)
{
	struct around *a = arg;

	for (size_t i = 0; !hole && i < 2 * n; i++) {
		double *from = &a->box[i % 2 == 0 ? 0 : 2];

		if (!a->any || xy[i] < from[0])
			from[0] = xy[i];
		if (!a->any || xy[i] > from[1])
			from[1] = xy[i];
		/* The first point gave both x and y. */
		a->any |= i == 1;
	}
	return 0;
}

int
export_shape(struct geo *g, const struct buf *wkb, struct buf *out,
    double box[4], struct err *err)
{
	struct around around = { .box = box };
	uint32_t type = type_of(wkb);

	if (type != WKB_POLYGON && type != WKB_MULTIPOLYGON)
		return err_set(err, ERR_BASE,
		    "a shape of an area that is no polygon (WKB type %lu): run "
		    "'feiten rebuild'",
		    (unsigned long)type);
	if (shape_rings(g, wkb, widen, &around, err) == -1)
		return -1;
	/* "GP", version 1, and flags: least byte first; the envelope has x and
	 * y; or there is none, and the shape is empty. */
	buf_put(out, "GP\0", 3);
	buf_putc(out, around.any ? 0x03 : 0x11);
	put_u32(out, RD);
	for (int i = 0; around.any && i < 4; i++)
		put_double(out, box[i]);
	if (type == WKB_POLYGON) {
		buf_putc(out, 1);
		put_u32(out, WKB_MULTIPOLYGON);
		put_u32(out, 1);
	}
	buf_put(out, wkb->data, wkb->len);
	return around.any ? 1 : 0;
}
