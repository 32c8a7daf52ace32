/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/picture and codec/font: files that may stand on a page, and all that
 * only look like one. */
#include "tap.h"

#include <zlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "codec/font.h"
#include "codec/picture.h"

static void
svg(const char *content, const char *want)
{
	struct buf text = { 0 };
	struct picture p;
	struct err err = { 0 };
	int rc;

	buf_putf(&text,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "xmlns:x=\"http://www.w3.org/1999/xlink\" "
	    "viewBox=\"0 0 20 10\">%s</svg>",
	    content);
	rc = picture_check("logo.svg", buf_str(&text), text.len, &p, &err);
	ok(want == NULL ? rc == 0 && p.svg && p.width == 20.0
			: rc == -1 && strstr(err.msg, want) != NULL &&
		    strstr(err.msg, "logo.svg") != NULL,
	    "%.60s: %s", content, want == NULL ? "a drawing" : err.msg);
	buf_free(&text);
}

static void
drawings(void)
{
	svg("<g><path d=\"M1 1L2 2z\" style=\"fill:#fff\"/></g>", NULL);
	svg("<defs><linearGradient id=\"a\"><stop offset=\"0\"/>"
	    "</linearGradient></defs><rect fill=\"url(#a)\"/>",
	    NULL);
	svg("<style>.a{fill:#123456}</style><title>x</title>", NULL);
	svg("<clipPath id=\"c\"/><rect clip-path=\"url('#c')\"/>", NULL);
	svg("<script>x</script>", "\"script\" is not taken");
	svg("<x:script>x</x:script>", "\"script\" is not taken");
	svg("<rect onload=\"x()\"/>", "\"onload\" is not taken");
	svg("<use href=\"#a\"/>", "\"use\" is not taken");
	svg("<image href=\"a.png\"/>", "\"image\" is not taken");
	svg("<foreignObject/>", "\"foreignObject\"");
	svg("<a href=\"javascript:x\"/>", "\"a\" is not taken");
	svg("<animate/>", "\"animate\"");
	svg("<set/>", "\"set\"");
	svg("<linearGradient x:href=\"#b\"/>", NULL);
	svg("<linearGradient x:href=\"b.svg#b\"/>", "the address \"b.svg#b\"");
	svg("<rect fill=\"url(https://a.example/x)\"/>", "the value");
	svg("<rect fill=\"url(&#34;x.svg#a&#34;)\"/>", "the value");
	svg("<rect fill=\"URL( x )\"/>", "the value");
	svg("<rect style=\"fill:u\\72l(x)\"/>", "the value");
	svg("<rect style=\"background:image-set('//a.example')\"/>",
	    "the value");
	svg("<style>@import 'x'</style>", "in a style sheet");
	svg("<style><g/>@import 'x'</style>", "within a style sheet");
	svg("<style>a{fill:url(x)}</style>", "in a style sheet");
	svg("<g xml:base=\"http://a.example/\"/>", "\"xml:base\"");
	svg("<?xml-stylesheet href=\"x\"?>", "processing instruction");
	svg("<rect>", "mismatched tag");
	svg("&a;", "undefined entity");
}

static void
refused(const char *data, size_t len, const char *want)
{
	struct picture p;
	struct err err = { 0 };

	ok(picture_check("logo", data, len, &p, &err) == -1 &&
		strstr(err.msg, want) != NULL,
	    "refused: %s", err.msg);
}

static void
put_chunk(struct buf *out, const char *kind, const char *data, size_t len)
{
	size_t from;
	unsigned long sum;

	for (int i = 3; i >= 0; i--)
		buf_putc(out, (char)(len >> (8 * i) & 0xff));
	from = out->len;
	buf_put(out, kind, 4);
	buf_put(out, data, len);
	sum = crc32(0, (const unsigned char *)out->data + from,
	    (unsigned)(out->len - from));
	for (int i = 3; i >= 0; i--)
		buf_putc(out, (char)(sum >> (8 * i) & 0xff));
}

/* Two by two grey pixels. */
static void
put_png(struct buf *out, unsigned width, size_t bytes)
{
	char head[13] = { 0, 0, 0, (char)width, 0, 0, 0, 2, 8, 0, 0, 0, 0 };
	unsigned char raw[64] = { 0 }, packed[128];
	unsigned long n = sizeof(packed);

	compress(packed, &n, raw, bytes);
	buf_put(out, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(out, "IHDR", head, 13);
	put_chunk(out, "IDAT", (const char *)packed, n);
	put_chunk(out, "IEND", "", 0);
}

static void
pixels(void)
{
	struct buf png = { 0 };
	struct picture p;
	struct err err = { 0 };
	size_t right = 0;

	put_png(&png, 2, 6);
	ok(picture_check("a.png", buf_str(&png), png.len, &p, &err) == 0 &&
		!p.svg && p.width == 2.0 && p.height == 2.0,
	    "a PNG %s", err.msg);
	for (size_t i = 0; i < png.len; i++) {
		png.data[i] ^= 4;
		right += picture_check("a", png.data, png.len, &p, &err) == 0;
		png.data[i] ^= 4;
	}
	ok(right == 0, "a bit that fell over anywhere is seen");
	for (size_t i = 0; i < png.len; i++)
		right += picture_check("a", png.data, i, &p, &err) == 0;
	ok(right == 0, "cut off anywhere too");
	buf_putc(&png, 'x');
	refused(png.data, png.len, "damaged or not whole");
	buf_clear(&png);
	put_png(&png, 2, 5);
	refused(png.data, png.len, "damaged or not whole");
	buf_clear(&png);
	put_png(&png, 2, 60);
	refused(png.data, png.len, "damaged or not whole");
	buf_clear(&png);
	put_png(&png, 0, 6);
	refused(png.data, png.len, "0 by 2 pixels");
	buf_free(&png);
	refused("GIF89a", 6, "no picture that is taken");
	refused("", 0, "no picture that is taken");
	refused("<html/>", 7, "\"html\" is not taken");
	refused("<g/>", 4, "begins with the element \"g\"");
	refused("<svg/>", 6, "viewBox");
	refused("<svg viewBox='0 0 0 9'/>", 24, "viewBox");
	refused("<!DOCTYPE svg><svg/>", 20, "document type");
}

/* Of a whole font; of one cut off anywhere; of one with any byte of the tables
 * that are read turned. */
static void
widths(struct buf *file)
{
	struct font_widths w, other;
	struct err err = { 0 };
	size_t bad = 0;

	ok(font_widths("a", file->data, file->len, &w, &err) == 0,
	    "how wide its letters are %s", err.msg);
	ok(w.low['a'] == 675 && w.low['i'] == 343 && w.low['W'] == 1103,
	    "in thousandths: a %u, i %u, W %u", w.low['a'], w.low['i'],
	    w.low['W']);
	ok(w.low['0'] == 696 && w.low['1'] == 696 && w.low[0xe9] == 678 &&
		w.high[0x2212 - FONT_HIGH] == 838 && w.low[0x07] == 0,
	    "digits alike, an e with an accent, a minus; no control sign");
	for (size_t i = 0; i < file->len; i += i < 3000 ? 1 : 997)
		if (font_widths("a", file->data, i, &other, &err) == 0)
			bad += memcmp(&w, &other, sizeof(w)) != 0;
	ok(bad == 0, "cut off: none, or the same");
	for (size_t i = 0; i < 3000; i++) {
		file->data[i] ^= 0x55;
		if (font_widths("a", file->data, file->len, &other, &err) ==
		    0)
			bad += other.low['a'] == 0;
		file->data[i] ^= 0x55;
	}
	ok(bad == 0 && font_widths("a", "", 0, &other, &err) == -1 &&
		strstr(err.msg, "does not say how wide") != NULL,
	    "damaged: none, or some");
}

static void
fonts(void)
{
	struct buf file = { 0 };
	struct font f;
	struct err err = { 0 };
	size_t right = 0;

	ok(font_check("a.ttf", "wOF2", 4, &f, &err) == -1 &&
		strstr(err.msg, "give a .ttf or .otf") != NULL,
	    "no woff2");
	if (file_read("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
		8u << 20, &file, &err) == -1) {
		ok(true, "a font # SKIP fonts-dejavu is not here");
		return;
	}
	ok(font_check("a.ttf", file.data, file.len, &f, &err) == 0 &&
		strcmp(f.family, "DejaVu Sans") == 0 && f.weight == 700 &&
		!f.italic && !f.opentype,
	    "family %s, weight %d %s", f.family, f.weight, err.msg);
	for (size_t i = 0; i < 2000; i++)
		right += font_check("a", file.data, i, &f, &err) == 0;
	ok(right == 0, "one that is cut off is none");
	widths(&file);
	buf_free(&file);
}

int
main(void)
{
	drawings();
	pixels();
	fonts();
	return done_testing();
}
