/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * picture: PNG by its chunks (PNG, Third Edition), SVG element by element.
 */
#include "codec/picture.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"
#include "codec/xml.h"

static const char png_sign[] = "\x89PNG\r\n\x1a\n";
#define PNG_SIGN 8
#define HEAD 13 /* bytes of IHDR */

static uint32_t
big(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 |
	    (uint32_t)u[2] << 8 | u[3];
}

/* The data of the picture, as it unpacks. */
struct pixels {
	z_stream z;
	size_t got, want;
	bool whole, bad;
};

static void
unpack(struct pixels *p, const char *data, size_t len)
{
	unsigned char piece[16384];

	p->z.next_in = (unsigned char *)(uintptr_t)data;
	p->z.avail_in = (uInt)len;
	while (!p->bad && !p->whole && p->z.avail_in > 0) {
		int rc;

		p->z.next_out = piece;
		p->z.avail_out = sizeof(piece);
		rc = inflate(&p->z, Z_NO_FLUSH);
		p->got += sizeof(piece) - p->z.avail_out;
		p->whole = rc == Z_STREAM_END;
		p->bad = (rc != Z_OK && rc != Z_STREAM_END) ||
		    p->got > p->want;
	}
}

/* Bytes of a picture that is not interlaced, as it is packed: a filter byte a
 * row. 0: no such kind of picture. */
static size_t
bytes_of(uint32_t width, uint32_t height, int depth, int kind)
{
	static const int samples[] = { 1, 0, 3, 1, 2, 0, 4 };
	bool fits = kind >= 0 && kind <= 6 && samples[kind] > 0 &&
	    (depth == 8 || (depth == 16 && kind != 3) ||
		((depth == 1 || depth == 2 || depth == 4) &&
		    (kind == 0 || kind == 3)));

	if (!fits)
		return 0;
	return (size_t)height *
	    (1 +
		((size_t)width * (size_t)samples[kind] * (size_t)depth + 7) /
		    8);
}

static int
png_head(const char *name, const char *data, struct pixels *p,
    struct picture *out, struct err *err)
{
	uint32_t width = big(data), height = big(data + 4);

	if (width == 0 || height == 0 || width > PICTURE_SIDE ||
	    height > PICTURE_SIDE)
		return err_set(err, ERR_INPUT,
		    "%s: a PNG of %lu by %lu pixels: at most %d a side", name,
		    (unsigned long)width, (unsigned long)height, PICTURE_SIDE);
	p->want = bytes_of(width, height, data[8], data[9]);
	if (p->want == 0 || data[10] != 0 || data[11] != 0 || data[12] != 0)
		return err_set(err, ERR_INPUT,
		    "%s: a PNG of a kind that is not taken: save it again "
		    "without interlacing",
		    name);
	*out = (struct picture){ .width = width, .height = height };
	return 0;
}

/* Every chunk whole, in an order that makes sense, and all pixels there. */
static int
png_chunks(const char *name, const char *data, size_t len, struct pixels *p,
    struct picture *out, struct err *err)
{
	size_t at = PNG_SIGN;
	bool first = true;

	while (len - at >= 12) {
		uint32_t size = big(data + at);
		const char *kind = data + at + 4, *body = data + at + 8;

		if (size > len - at - 12)
			break;
		if (crc32(0, (const unsigned char *)kind, 4 + size) !=
			big(body + size) ||
		    first != (memcmp(kind, "IHDR", 4) == 0) ||
		    (first && size != HEAD))
			break;
		if (first && png_head(name, body, p, out, err) == -1)
			return -1;
		first = false;
		if (memcmp(kind, "IDAT", 4) == 0)
			unpack(p, body, size);
		at += 12 + (size_t)size;
		if (memcmp(kind, "IEND", 4) == 0) {
			if (at == len && p->whole && !p->bad &&
			    p->got == p->want)
				return 0;
			break;
		}
	}
	return err_set(err, ERR_INPUT,
	    "%s: a PNG that is damaged or not whole: copy or save it again",
	    name);
}

static int
png_check(const char *name, const char *data, size_t len,
    struct picture *out, struct err *err)
{
	struct pixels p = { 0 };
	int rc;

	if (inflateInit(&p.z) != Z_OK)
		mem_out();
	rc = png_chunks(name, data, len, &p, out, err);
	inflateEnd(&p.z);
	return rc;
}

/* An element that draws, and what drawing programs write about a drawing. */
static const char *const elements[] = { "svg", "g", "defs", "title", "desc",
	"path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "linearGradient", "radialGradient", "stop",
	"clipPath", "style", "metadata", "RDF", "Work", "format", "type",
	"creator", "date", "Agent", "publisher", "rights", "license",
	"License", "permits", "requires", "namedview", "grid", "page" };

struct drawing {
	const char *name;
	struct picture *out;
	bool begun, style; /* within <style> */
};

static int
refuse(const struct drawing *d, const char *what, const char *which,
    struct err *err)
{
	return err_set(err, ERR_INPUT,
	    "%s: %s \"%.40s\" is not taken: in the drawing program turn "
	    "everything into paths and save as plain SVG, or give a PNG",
	    d->name, what, which);
}

/* Whether a value leads out of the drawing, or could: url(...) of anything
 * but a part of itself, an escape, an import, an address with a scheme. */
static bool
leads_out(const char *value, size_t len)
{
	static const char *const signs[] = { "\\", "@", "javascript:", "data:",
		"expression(", "http:", "https:", "//" };
	struct {
		char text[4096];
	} low;
	size_t n = 0;
	const char *at;

	if (len >= sizeof(low.text))
		return true;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)value[i] > ' ')
			low.text[n++] = value[i] >= 'A' && value[i] <= 'Z'
			    ? (char)(value[i] - 'A' + 'a')
			    : value[i];
	low.text[n] = '\0';
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(low.text, signs[i]) != NULL)
			return true;
	for (at = low.text; (at = strstr(at, "url(")) != NULL;) {
		at += 4;
		at += *at == '"' || *at == '\'';
		if (*at != '#')
			return true;
	}
	return false;
}

static int
attribute(const struct drawing *d, const char *name, const char *value,
    struct err *err)
{
	const char *colon = strchr(name, ':'), *local;
	size_t len = strlen(value);
	bool path;

	/* What a prefix stands for is an address that nobody visits. */
	if (strcmp(name, "xmlns") == 0 || strncmp(name, "xmlns:", 6) == 0)
		return 0;
	local = colon == NULL ? name : colon + 1;
	if (strncmp(local, "on", 2) == 0 || strcmp(local, "base") == 0 ||
	    strcmp(local, "src") == 0)
		return refuse(d, "the attribute", name, err);
	if (strcmp(local, "href") == 0 && value[0] != '#')
		return refuse(d, "the address", value, err);
	/* Coordinates are long, and are numbers and letters only. */
	path = strcmp(local, "d") == 0 || strcmp(local, "points") == 0;
	if (path && strspn(value, "MmLlHhVvCcSsQqTtAaZzEe0123456789+-., \t\r\n") ==
		len)
		return 0;
	/* Of a licence and the like: text that is not followed. */
	if (colon != NULL &&
	    (strncmp(name, "rdf:", 4) == 0 || strncmp(name, "cc:", 3) == 0 ||
		strncmp(name, "inkscape:", 9) == 0 ||
		strncmp(name, "sodipodi:", 9) == 0))
		return 0;
	return leads_out(value, len) ? refuse(d, "the value", value, err) : 0;
}

static double
number(const char *text)
{
	char *end;
	double v = text == NULL ? NAN : strtod(text, &end);

	return v > 0.0 && v < 1e6 && *end != '%' ? v : NAN;
}

static int
size_of(const struct drawing *d, const char **attrs, struct err *err)
{
	const char *box = xml_attr(attrs, "viewBox");
	double x, y, w = NAN, h = NAN;

	if (box == NULL ||
	    (sscanf(box, "%lf %lf %lf %lf", &x, &y, &w, &h) != 4 &&
		sscanf(box, "%lf,%lf,%lf,%lf", &x, &y, &w, &h) != 4)) {
		w = number(xml_attr(attrs, "width"));
		h = number(xml_attr(attrs, "height"));
	}
	if (!(w > 0.0 && w < 1e6 && h > 0.0 && h < 1e6))
		return err_set(err, ERR_INPUT,
		    "%s: an SVG that does not say how large it is: give the "
		    "element svg a viewBox, as in viewBox=\"0 0 200 60\"",
		    d->name);
	d->out->width = w;
	d->out->height = h;
	return 0;
}

static int
on_element(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct drawing *d = arg;
	size_t n = sizeof(elements) / sizeof(elements[0]), i = 0;

	while (i < n && strcmp(elements[i], name) != 0)
		i++;
	if (i == n)
		return refuse(d, "the element", name, err);
	if (!d->begun && strcmp(name, "svg") != 0)
		return err_set(err, ERR_INPUT,
		    "%s: not an SVG: it begins with the element \"%.40s\"",
		    d->name, name);
	if (!d->begun && size_of(d, attrs, err) == -1)
		return -1;
	if (d->style) /* what comes behind it would be read as style too */
		return refuse(d, "within a style sheet the element", name, err);
	d->begun = true;
	d->style = strcmp(name, "style") == 0;
	for (; attrs[0] != NULL; attrs += 2)
		if (attribute(d, attrs[0], attrs[1], err) == -1)
			return -1;
	return 0;
}

static int
on_end(void *arg, const char *name, struct err *err)
{
	struct drawing *d = arg;

	(void)name;
	(void)err;
	d->style = false;
	return 0;
}

/* Piece by piece, so that what is cut in two could pass: a style sheet may
 * therefore have no address at all. */
static int
on_text(void *arg, const char *s, size_t len, struct err *err)
{
	const struct drawing *d = arg;

	if (!d->style)
		return 0;
	for (size_t i = 0; i < len; i++)
		if (s[i] == '@' || s[i] == '\\' || s[i] == '(')
			return refuse(d, "in a style sheet", "url(...), @...",
			    err);
	return 0;
}

static int
svg_check(const char *name, const char *data, size_t len,
    struct picture *out, struct err *err)
{
	struct drawing d = { .name = name, .out = out };
	const struct xml_sink sink = { .arg = &d,
		.start = on_element,
		.end = on_end,
		.text = on_text };

	*out = (struct picture){ .svg = true };
	return xml_walk_text(name, data, len, &sink, err);
}

int
picture_check(const char *name, const char *data, size_t len,
    struct picture *out, struct err *err)
{
	size_t at = 0;

	if (len > PNG_SIGN && memcmp(data, png_sign, PNG_SIGN) == 0)
		return png_check(name, data, len, out, err);
	if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
		at = 3;
	while (at < len && strchr(" \t\r\n", data[at]) != NULL &&
	    data[at] != '\0')
		at++;
	if (at < len && data[at] == '<' && memchr(data, '\0', len) == NULL)
		return svg_check(name, data, len, out, err);
	return err_set(err, ERR_INPUT,
	    "%s: no picture that is taken: give an SVG or a PNG", name);
}
