/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * age: shares by age class; the bar is the area, the upright the
 * municipality, the diamond the country. Bars begin at zero.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/canvas.h"
#include "chart/kinds.h"

#define LABEL_ROOM 150.0 /* a name wider than this goes over two lines */
#define LABEL_GAP 10.0
#define VALUE_GAP 18.0
#define PITCH 37.0
#define REACH 15.0 /* half the length of an upright */

struct frame {
	double left, right; /* of the bars */
	double max;
};

static double
place(const struct frame *f, double value, bool *beyond)
{
	*beyond = value > f->max;
	if (*beyond)
		return f->right;
	return value <= 0 ? f->left
			  : f->left + (f->right - f->left) * (value / f->max);
}

/* Leave room for the widest name and the widest value. */
static void
measure(const struct json *rows, struct frame *f)
{
	double names = 0, values = 0, width;
	const struct json *row;
	struct wrapped lines;

	for (row = json_first(rows); row != NULL; row = json_next(row)) {
		width_wrap(chart_text(row, "label"), canvas_face(STYLE_MAIN),
		    LABEL_ROOM, 2, &lines);
		width = wrapped_width(&lines, canvas_face(STYLE_MAIN));
		names = width > names ? width : names;
		wrapped_free(&lines);
		width = width_of(
		    chart_text(row, "value_text"), canvas_face(STYLE_VALUE));
		values = width > values ? width : values;
	}
	if (values > CANVAS_WIDTH / 4)
		values = CANVAS_WIDTH / 4;
	f->left = names + LABEL_GAP;
	f->right = CANVAS_WIDTH - values - VALUE_GAP;
}

static void
draw_row(
    struct canvas *c, const struct json *row, const struct frame *f, double y)
{
	double value = json_get_num(row, "value"),
	       municipality = json_get_num(row, "municipality"),
	       country = json_get_num(row, "country");
	bool beyond[3] = { false, false, false };
	struct wrapped lines;
	char *text;

	if (!isnan(value))
		canvas_line(
		    c, LAYER_BAR, f->left, y, place(f, value, &beyond[0]), y);
	if (!isnan(municipality))
		canvas_upright(c, place(f, municipality, &beyond[1]), y, REACH);
	if (!isnan(country))
		canvas_diamond(c, place(f, country, &beyond[2]), y);
	if (beyond[0] || beyond[1] || beyond[2])
		canvas_beyond(c, f->right + 12, y, 1);
	width_wrap(chart_text(row, "label"), canvas_face(STYLE_MAIN),
	    LABEL_ROOM, 2, &lines);
	canvas_lines(c, STYLE_MAIN, ANCHOR_RIGHT, f->left - LABEL_GAP,
	    y - LINE_MAIN / 2 * (double)(lines.n - 1), LINE_MAIN, &lines);
	wrapped_free(&lines);
	text = width_fit(chart_text(row, "value_text"),
	    canvas_face(STYLE_VALUE), CANVAS_WIDTH / 4);
	canvas_text(c, STYLE_VALUE, ANCHOR_RIGHT, CANVAS_WIDTH, y, text);
	free(text);
}

/* The end of the scale: as given, or the largest value. */
static double
scale_end(const struct json *chart, const struct json *rows)
{
	static const char *const keys[] = { "value", "municipality",
		"country" };
	double max = json_get_num(chart, "max"), value;
	const struct json *row;
	size_t i;

	if (max > 0)
		return max;
	max = 0;
	for (row = json_first(rows); row != NULL; row = json_next(row))
		for (i = 0; i < 3; i++) {
			value = json_get_num(row, keys[i]);
			max = value > max ? value : max;
		}
	return max > 0 ? max : 1;
}

int
age_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct key keys[] = {
		{ KEY_BAR, json_get_str(chart, "area") },
		{ KEY_MUNICIPALITY, json_get_str(chart, "municipality") },
		{ KEY_COUNTRY, json_get_str(chart, "country") },
	};
	const struct json *rows = chart_items(chart, "rows", err), *row;
	struct canvas c = { .palette = palette };
	struct frame f;
	double top, y;

	if (rows == NULL)
		return -1;
	f.max = scale_end(chart, rows);
	measure(rows, &f);
	top = legend_draw(&c, keys, sizeof(keys) / sizeof(keys[0]));
	y = top + PITCH / 2;
	for (row = json_first(rows); row != NULL; row = json_next(row)) {
		draw_row(&c, row, &f, y);
		y += PITCH;
	}
	y -= PITCH / 2;
	canvas_line(&c, LAYER_AXIS, f.left, top, f.left, y);
	canvas_write(&c, y, out);
	return 0;
}
