/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dots: a few areas side by side, a row an indicator, each row on its own
 * scale from its lowest to its highest value. An area is a dot with its number
 * above it; those that lie on each other share a label ("1, 3").
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/canvas.h"
#include "chart/kinds.h"

#define AREAS_MOST 6
#define INSET 12.0 /* from the side of the track to the end of its scale */
#define CLOSE 15.0 /* dots nearer than that share a label */
#define UPRIGHT_REACH 9.0

/* Distances down from the top of a row. */
#define ROW_LABEL 8.0
#define ROW_NUMBER 27.0
#define ROW_TRACK 43.0
#define ROW_TEXT 60.5
#define ROW_PITCH 78.0

struct dot {
	double x;
	int nr;
};

static double
place(double min, double max, double v)
{
	double part = max > min ? (v - min) / (max - min) : 0.5;

	part = part < 0.0 ? 0.0 : part > 1.0 ? 1.0 : part;
	return INSET + part * (CANVAS_WIDTH - 2 * INSET);
}

static int
by_place(const void *a, const void *b)
{
	const struct dot *p = a, *q = b;

	if (p->x != q->x)
		return p->x < q->x ? -1 : 1;
	return p->nr - q->nr;
}

/* The numbers of dots from to to, in order of size. */
static void
put_numbers(struct canvas *c, struct dot *dots, size_t n, double y)
{
	struct buf text = { 0 };
	double x = (dots[0].x + dots[n - 1].x) / 2.0;

	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && dots[k].nr < dots[k - 1].nr; k--) {
			int nr = dots[k].nr;

			dots[k].nr = dots[k - 1].nr;
			dots[k - 1].nr = nr;
		}
	for (size_t i = 0; i < n; i++)
		buf_putf(&text, "%s%d", i == 0 ? "" : ", ", dots[i].nr);
	canvas_text(c, STYLE_AREA, ANCHOR_CENTRE, x, y, buf_str(&text));
	buf_free(&text);
}

static void
draw_dots(struct canvas *c, const struct json *row, double min, double max,
    double y)
{
	const struct json *values = json_get(row, "values"), *one;
	struct dot dots[AREAS_MOST];
	size_t n = 0, from = 0;
	int nr = 0;

	for (one = json_first(values); one != NULL && n < AREAS_MOST;
	     one = json_next(one)) {
		double v = json_num(one);

		nr++;
		if (isnan(v))
			continue;
		dots[n].nr = nr;
		dots[n++].x = place(min, max, v);
	}
	if (n == 0)
		return;
	qsort(dots, n, sizeof(*dots), by_place);
	for (size_t i = 0; i < n; i++)
		canvas_circle(c, dots[i].x, y + ROW_TRACK);
	for (size_t i = 1; i <= n; i++)
		if (i == n || dots[i].x - dots[i - 1].x >= CLOSE) {
			put_numbers(
			    c, &dots[from], i - from, y + ROW_NUMBER);
			from = i;
		}
}

/* One row from y down; returns where the next one begins. */
static double
draw_row(struct canvas *c, const struct json *row, double y)
{
	double min = json_get_num(row, "axis_min");
	double max = json_get_num(row, "axis_max");
	double town = json_get_num(row, "municipality");
	double country = json_get_num(row, "country");
	struct wrapped lines;

	width_wrap(chart_text(row, "label"), canvas_face(STYLE_MAIN),
	    CANVAS_WIDTH, 3, &lines);
	canvas_lines(
	    c, STYLE_MAIN, ANCHOR_LEFT, 0, y + ROW_LABEL, LINE_MAIN, &lines);
	y += LINE_MAIN * (double)(lines.n > 0 ? lines.n - 1 : 0);
	wrapped_free(&lines);
	canvas_line(
	    c, LAYER_TRACK, 0, y + ROW_TRACK, CANVAS_WIDTH, y + ROW_TRACK);
	if (!isnan(town))
		canvas_upright(c, place(min, max, town), y + ROW_TRACK,
		    UPRIGHT_REACH);
	draw_dots(c, row, min, max, y);
	if (!isnan(country))
		canvas_diamond(c, place(min, max, country), y + ROW_TRACK);
	canvas_text(c, STYLE_NOTE, ANCHOR_LEFT, 0, y + ROW_TEXT,
	    chart_text(row, "low_text"));
	canvas_text(c, STYLE_NOTE, ANCHOR_RIGHT, CANVAS_WIDTH, y + ROW_TEXT,
	    chart_text(row, "high_text"));
	return y + ROW_PITCH;
}

int
dots_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct json *rows = chart_items(chart, "rows", err);
	const struct json *one = json_first(json_get(chart, "areas"));
	char *names[AREAS_MOST] = { NULL };
	struct key keys[AREAS_MOST + 2];
	struct canvas c = { .palette = palette };
	size_t n = 0;
	double y;

	if (rows == NULL)
		return -1;
	for (; one != NULL && n < AREAS_MOST; one = json_next(one), n++) {
		names[n] = mem_fmt("%zu %s", n + 1,
		    json_str(one) == NULL ? "" : json_str(one));
		keys[n] = (struct key){ KEY_AREA, names[n] };
	}
	keys[n] = (struct key){ KEY_MUNICIPALITY,
		json_get_str(chart, "municipality") };
	keys[n + 1] =
	    (struct key){ KEY_COUNTRY, json_get_str(chart, "country") };
	y = legend_draw(&c, keys, n + 2) + 6;
	for (one = json_first(rows); one != NULL; one = json_next(one))
		y = draw_row(&c, one, y);
	canvas_write(&c, y - 4, out);
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	return 0;
}
