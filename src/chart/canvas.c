/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * canvas: layers and texts, and the gnuplot script that paints them. All
 * geometry is done before; the script holds coordinates only, so the same
 * chart gives the same bytes.
 */
#include "chart/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codec/escape.h"

/* A diamond is smaller than the circle and lies over it, so that two marks
 * on one spot are both seen. Reach: from the middle to a corner. */
#define DIAMOND_REACH 5.8
#define DIAMOND_FILL "10.6"
#define DIAMOND_FILL_HALF 3.7
#define POINT_REACH 5.0 /* the same, on a line */
#define POINT_FILL "7"
#define POINT_FILL_HALF 2.5

#define FILLED "filledcurves closed fs solid 1.0 noborder fc"

/*
 * How a layer is painted. Nearly all is lines: they become one path a layer,
 * which is small and exact. A square is a line as wide as it is long; a
 * filled diamond the same, aslant.
 */
static const struct {
	const char *how;
	enum paint paint;
} layer_styles[LAYERS] = {
	[LAYER_TRACK] = { "lines lw 12 lc", PAINT_TRACK },
	[LAYER_HALF] = { "lines lw 12 lc", PAINT_HALF },
	[LAYER_PEER] = { "lines lw 1 lc", PAINT_PEERS },
	[LAYER_BAR] = { "lines lw 22 lc", PAINT_AREA },
	[LAYER_SWATCH] = { "lines lw 12 lc", PAINT_AREA },
	[LAYER_GRID] = { "lines lw 1 lc", PAINT_LINE },
	[LAYER_AXIS] = { "lines lw 1 lc", PAINT_SOFT },
	[LAYER_BREAK] = { "lines lw 1.5 dt (4,4) lc", PAINT_SOFT },
	[LAYER_LEADER] = { "lines lw 1 lc", PAINT_PEERS },
	[LAYER_COUNTRY_LINE] = { "lines lw 2 dt (2,4) lc", PAINT_INK },
	[LAYER_MUNICIPALITY_LINE] = { "lines lw 2 dt (10,5) lc", PAINT_COMPARISON },
	[LAYER_AREA_LINE] = { "lines lw 3.5 lc", PAINT_AREA },
	[LAYER_COUNTRY_POINT_FILL] = { "lines lw " POINT_FILL " lc", PAINT_PAPER },
	[LAYER_COUNTRY_POINT] = { "lines lw 1.5 lc", PAINT_INK },
	[LAYER_MUNICIPALITY_POINT] = { "lines lw 9 lc", PAINT_COMPARISON },
	[LAYER_MUNICIPALITY_OPEN] = { "lines lw 5 lc", PAINT_PAPER },
	[LAYER_AREA_POINT] = { "points pt 7 ps 1.1 lc", PAINT_AREA },
	[LAYER_AREA_OPEN] = { "points pt 7 ps 0.62 lc", PAINT_PAPER },
	[LAYER_UPRIGHT_HALO] = { "lines lw 6 lc", PAINT_PAPER },
	[LAYER_UPRIGHT] = { "lines lw 3 lc", PAINT_COMPARISON },
	[LAYER_CIRCLE_HALO] = { "points pt 7 ps 1.68 lc", PAINT_PAPER },
	[LAYER_CIRCLE] = { "points pt 7 ps 1.4 lc", PAINT_AREA },
	[LAYER_DIAMOND_FILL] = { "lines lw " DIAMOND_FILL " lc", PAINT_PAPER },
	[LAYER_DIAMOND] = { "lines lw 1.7 lc", PAINT_INK },
	[LAYER_BEYOND] = { "lines lw 2 lc", PAINT_INK },
	[LAYER_MAP_1] = { FILLED, PAINT_MAP_1 },
	[LAYER_MAP_2] = { FILLED, PAINT_MAP_2 },
	[LAYER_MAP_3] = { FILLED, PAINT_MAP_3 },
	[LAYER_MAP_4] = { FILLED, PAINT_MAP_4 },
	[LAYER_MAP_5] = { FILLED, PAINT_MAP_5 },
	[LAYER_MAP_NONE] = { FILLED, PAINT_PAPER },
	[LAYER_MAP_OTHER] = { FILLED, PAINT_OTHER },
	[LAYER_MAP_OWN] = { FILLED, PAINT_AREA },
	[LAYER_MAP_HATCH] = { "lines lw 1 lc", PAINT_PEERS },
	[LAYER_MAP_EDGE] = { "lines lw 1.5 lc", PAINT_PAPER },
	[LAYER_MAP_EDGE_NONE] = { "lines lw 1 lc", PAINT_PEERS },
	[LAYER_MAP_OUTER] = { "lines lw 1.2 lc", PAINT_SOFT },
	[LAYER_MAP_HERE_HALO] = { "lines lw 5 lc", PAINT_PAPER },
	[LAYER_MAP_HERE] = { "lines lw 3 lc", PAINT_INK },
	[LAYER_SPARK_TOWN] = { "lines lw 1.6 dt (6,4) lc", PAINT_COMPARISON },
	[LAYER_SPARK_LINE] = { "lines lw 3 lc", PAINT_AREA },
	[LAYER_SPARK_POINT] = { "points pt 7 ps 0.9 lc", PAINT_AREA },
	[LAYER_SPARK_OPEN] = { "points pt 7 ps 0.45 lc", PAINT_PAPER },
	[LAYER_PART_WHOLE] = { "lines lw 1.6 dt (6,4) lc", PAINT_AREA },
	[LAYER_PART_LINE] = { "lines lw 2.5 lc", PAINT_PEERS },
	[LAYER_PART_POINT] = { "points pt 7 ps 0.7 lc", PAINT_PEERS },
	[LAYER_PART_OPEN] = { "points pt 7 ps 0.35 lc", PAINT_PAPER },
};

static const struct {
	struct face face;
	enum paint paint;
} text_styles[STYLES] = {
	[STYLE_MAIN] = { { 14, false }, PAINT_INK },
	[STYLE_VALUE] = { { 14, true }, PAINT_AREA },
	[STYLE_NOTE] = { { 12.5, false }, PAINT_SOFT },
	[STYLE_KEY] = { { 12.5, false }, PAINT_INK },
	[STYLE_AREA] = { { 12.5, true }, PAINT_AREA },
	[STYLE_MUNICIPALITY] = { { 12.5, false }, PAINT_COMPARISON },
	[STYLE_COUNTRY] = { { 12.5, false }, PAINT_INK },
	[STYLE_MAP_DARK] = { { 11.5, false }, PAINT_MAP_TEXT },
	[STYLE_MAP_PALE] = { { 11.5, false }, PAINT_PAPER },
};

static const char *
colour(const struct canvas *c, enum paint paint)
{
	return (c->palette != NULL ? c->palette : &palette_ours)->hex[paint];
}

struct face
canvas_face(enum style style)
{
	return text_styles[style].face;
}

/* In tenths of a unit, whatever the locale; no "-0.0". */
static void
put_number(struct buf *out, double v)
{
	char text[24], *at = text + sizeof(text); /* written from its end */
	long tenths, left;

	if (!(v > -99999))
		v = -99999; /* also when it is no number */
	if (v > 99999)
		v = 99999;
	tenths = lround(v * 10);
	left = tenths < 0 ? -tenths : tenths;
	/* By hand: a chart has thousands of them. */
	if (left % 10 != 0) {
		*--at = (char)('0' + left % 10);
		*--at = '.';
	}
	left /= 10;
	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (tenths < 0)
		*--at = '-';
	buf_put(out, at, (size_t)(text + sizeof(text) - at));
}

static void
put_point(struct buf *out, double x, double y)
{
	put_number(out, x);
	buf_putc(out, ' ');
	put_number(out, y);
	buf_putc(out, '\n');
}

void
canvas_to(struct canvas *c, enum layer layer, double x, double y)
{
	put_point(&c->layers[layer], x, y);
}

void
canvas_lift(struct canvas *c, enum layer layer)
{
	struct buf *b = &c->layers[layer];

	/* A blank line ends a line; two would end the data set. */
	if (b->len >= 2 && b->data[b->len - 2] != '\n')
		buf_putc(b, '\n');
}

void
canvas_line(struct canvas *c, enum layer layer, double x1, double y1, double x2,
    double y2)
{
	canvas_to(c, layer, x1, y1);
	canvas_to(c, layer, x2, y2);
	canvas_lift(c, layer);
}

void
canvas_fill(struct canvas *c, enum layer layer, const double *xy, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		canvas_to(c, layer, xy[2 * i], xy[2 * i + 1]);
	canvas_lift(c, layer);
}

/* Outline and fill; begins halfway a side, so that the ends of the outline
 * meet on a straight piece. */
static void
diamond(struct canvas *c, enum layer line, enum layer fill, double x, double y,
    double reach, double fill_half)
{
	double half = reach / 2;

	canvas_line(c, fill, x - fill_half, y - fill_half, x + fill_half,
	    y + fill_half);
	canvas_to(c, line, x - half, y - half);
	canvas_to(c, line, x, y - reach);
	canvas_to(c, line, x + reach, y);
	canvas_to(c, line, x, y + reach);
	canvas_to(c, line, x - reach, y);
	canvas_to(c, line, x - half, y - half);
	canvas_lift(c, line);
}

void
canvas_diamond(struct canvas *c, double x, double y)
{
	diamond(c, LAYER_DIAMOND, LAYER_DIAMOND_FILL, x, y, DIAMOND_REACH,
	    DIAMOND_FILL_HALF);
}

void
canvas_circle(struct canvas *c, double x, double y)
{
	put_point(&c->layers[LAYER_CIRCLE_HALO], x, y);
	put_point(&c->layers[LAYER_CIRCLE], x, y);
}

void
canvas_upright(struct canvas *c, double x, double y, double reach)
{
	canvas_line(c, LAYER_UPRIGHT_HALO, x, y - reach, x, y + reach);
	canvas_line(c, LAYER_UPRIGHT, x, y - reach, x, y + reach);
}

void
canvas_area_point(struct canvas *c, double x, double y, bool open)
{
	put_point(&c->layers[LAYER_AREA_POINT], x, y);
	if (open)
		put_point(&c->layers[LAYER_AREA_OPEN], x, y);
}

void
canvas_municipality_point(struct canvas *c, double x, double y, bool open)
{
	canvas_line(c, LAYER_MUNICIPALITY_POINT, x - 4.5, y, x + 4.5, y);
	if (open)
		canvas_line(c, LAYER_MUNICIPALITY_OPEN, x - 2.5, y, x + 2.5, y);
}

void
canvas_country_point(struct canvas *c, double x, double y)
{
	diamond(c, LAYER_COUNTRY_POINT, LAYER_COUNTRY_POINT_FILL, x, y,
	    POINT_REACH, POINT_FILL_HALF);
}

void
canvas_beyond(struct canvas *c, double x, double y, int direction)
{
	double back = x - 4 * direction;

	canvas_to(c, LAYER_BEYOND, back, y - 4);
	canvas_to(c, LAYER_BEYOND, x, y);
	canvas_to(c, LAYER_BEYOND, back, y + 4);
	canvas_lift(c, LAYER_BEYOND);
}

/* A string for gnuplot; bold needs enhanced text. */
static void
put_string(struct buf *out, const char *text, bool bold)
{
	if (bold)
		buf_puts(out, "'{/:Bold '.");
	escape_gnuplot(out, text, bold);
	if (bold)
		buf_puts(out, ".'}'");
}

void
canvas_text(struct canvas *c, enum style style, enum anchor anchor, double x,
    double y, const char *text)
{
	static const char *const anchors[ANCHORS] = { "left", "center",
		"right" };
	struct buf *out = &c->texts[style][anchor];
	bool bold = text_styles[style].face.bold;

	if (text == NULL || *text == '\0')
		return;
	buf_puts(out, "set label ");
	put_string(out, text, bold);
	buf_puts(out, " at ");
	put_number(out, x);
	buf_putc(out, ',');
	put_number(out, y);
	buf_putf(out, " %s%s font 'Inter,", anchors[anchor],
	    bold ? "" : " noenhanced");
	put_number(out, text_styles[style].face.size);
	buf_putf(out, "' tc rgb '%s' front\n",
	    colour(c, text_styles[style].paint));
}

void
canvas_lines(struct canvas *c, enum style style, enum anchor anchor, double x,
    double y, double step, const struct wrapped *lines)
{
	size_t i;

	for (i = 0; i < lines->n; i++)
		canvas_text(
		    c, style, anchor, x, y + step * (double)i, lines->items[i]);
}

static void
write_layers(const struct canvas *c, struct buf *out)
{
	const char *lead = "plot ";
	size_t i;

	for (i = 0; i < LAYERS; i++)
		if (c->layers[i].len > 0)
			buf_putf(out, "$L%zu << END\n%sEND\n", i,
			    buf_str(&c->layers[i]));
	for (i = 0; i < LAYERS; i++) {
		if (c->layers[i].len == 0)
			continue;
		buf_putf(out, "%s$L%zu with %s rgb '%s'", lead, i,
		    layer_styles[i].how, colour(c, layer_styles[i].paint));
		lead = ", \\\n ";
	}
	/* gnuplot shows texts only beside a plot: one outside the picture. */
	if (strcmp(lead, "plot ") == 0)
		buf_puts(out, "plot -9");
	buf_putc(out, '\n');
}

void
canvas_write(struct canvas *c, double height, struct buf *out)
{
	double width = c->width > 0 ? c->width : CANVAS_WIDTH;
	size_t i, j;

	/* Named as a file: what gnuplot writes to plain stdout it writes line by
	 * line, and each wakes the reader. */
	buf_putf(out,
	    "reset\n"
	    "set encoding utf8\n"
	    "set term svg size %.0f,%.0f dynamic enhanced font 'Inter,14'\n"
	    "set output '/dev/stdout'\n"
	    "set lmargin at screen 0\n"
	    "set rmargin at screen 1\n"
	    "set tmargin at screen 1\n"
	    "set bmargin at screen 0\n"
	    "unset border\n"
	    "unset tics\n"
	    "unset key\n"
	    "set xrange [0:%.0f]\n"
	    "set yrange [%.0f:0]\n",
	    width, height, width, height);
	for (i = 0; i < STYLES; i++)
		for (j = 0; j < ANCHORS; j++)
			buf_puts(out, buf_str(&c->texts[i][j]));
	write_layers(c, out);
	buf_puts(out, "unset output\n");
	canvas_free(c);
}

void
canvas_free(struct canvas *c)
{
	size_t i, j;

	for (i = 0; i < LAYERS; i++)
		buf_free(&c->layers[i]);
	for (i = 0; i < STYLES; i++)
		for (j = 0; j < ANCHORS; j++)
			buf_free(&c->texts[i][j]);
}
