/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * spark: a small trend beside a figure, without any text: begin and end stand
 * beside it in words. As in a trend a line stops at a break and at a gap, and
 * a provisional figure or an estimate is an open point.
 */
#include <math.h>

#include "chart/canvas.h"
#include "chart/kinds.h"

#define WIDTH 132.0
#define HEIGHT 44.0
#define PAD 8.0
#define BREAK_REACH 16.0

struct frame {
	double x0, x1, y0, y1;
};

static double
place(double v, double from, double to, double at, double end)
{
	return to <= from ? (at + end) / 2
			  : at + (end - at) * ((v - from) / (to - from));
}

static double
place_x(const struct frame *f, double x)
{
	return place(x, f->x0, f->x1, PAD, WIDTH - PAD - 1);
}

static double
place_y(const struct frame *f, double y)
{
	return place(y, f->y0, f->y1, HEIGHT - PAD, PAD);
}

static int
measure(const struct json *chart, const struct json *points, struct frame *f,
    struct err *err)
{
	static const char *const keys[] = { "y", "municipality" };
	const struct json *point;
	double v;
	size_t i;

	*f = (struct frame){ INFINITY, -INFINITY, INFINITY, -INFINITY };
	for (point = json_first(points); point != NULL;
	     point = json_next(point)) {
		v = json_get_num(point, "x");
		if (isnan(v))
			return err_set(
			    err, ERR_INPUT, "chart: a point has no \"x\"");
		f->x0 = fmin(f->x0, v);
		f->x1 = fmax(f->x1, v);
		for (i = 0; i < 2; i++) {
			v = json_get_num(point, keys[i]);
			if (isnan(v))
				continue;
			f->y0 = fmin(f->y0, v);
			f->y1 = fmax(f->y1, v);
		}
	}
	if (f->y0 > f->y1)
		return err_set(err, ERR_INPUT, "chart: no values to draw");
	v = json_get_num(chart, "y_min");
	f->y0 = isnan(v) ? f->y0 : fmin(f->y0, v);
	v = json_get_num(chart, "y_max");
	f->y1 = isnan(v) ? f->y1 : fmax(f->y1, v);
	return 0;
}

static void
draw_line(struct canvas *c, const struct json *points, const char *key,
    enum layer layer, const struct frame *f)
{
	const struct json *point;
	bool own = layer == LAYER_SPARK_LINE;
	double x, y, before = NAN;

	for (point = json_first(points); point != NULL;
	     point = json_next(point)) {
		x = place_x(f, json_get_num(point, "x"));
		y = json_get_num(point, key);
		if (own && json_get_true(point, "break")) {
			canvas_lift(c, layer);
			if (!isnan(before))
				canvas_line(c, LAYER_BREAK, (before + x) / 2,
				    HEIGHT / 2 - BREAK_REACH, (before + x) / 2,
				    HEIGHT / 2 + BREAK_REACH);
		}
		before = x;
		if (isnan(y)) {
			canvas_lift(c, layer);
			continue;
		}
		y = place_y(f, y);
		canvas_to(c, layer, x, y);
		if (!own)
			continue;
		canvas_to(c, LAYER_SPARK_POINT, x, y);
		if (json_get_true(point, "provisional") ||
		    json_get_true(point, "estimate"))
			canvas_to(c, LAYER_SPARK_OPEN, x, y);
	}
	canvas_lift(c, layer);
}

int
spark_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct json *points = chart_items(chart, "points", err);
	struct canvas c = { .width = WIDTH, .palette = palette };
	struct frame f;

	if (points == NULL || measure(chart, points, &f, err) == -1)
		return -1;
	draw_line(&c, points, "municipality", LAYER_SPARK_TOWN, &f);
	draw_line(&c, points, "y", LAYER_SPARK_LINE, &f);
	canvas_write(&c, HEIGHT, out);
	return 0;
}
