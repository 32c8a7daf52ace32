/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * multiples: one indicator over the years, a small panel for each part of an
 * area. All panels have one scale, so that they can be compared; the line of
 * the whole area is in each.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/canvas.h"
#include "chart/chart.h"
#include "chart/kinds.h"

#define COLUMNS 3
#define GUTTER 18.0
#define PANEL ((CANVAS_WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS)
#define NAME_ROOM 15.0
#define PLOT 46.0
#define PANEL_PAD 6.0	/* from the side of a panel to its first point */
#define PANEL_STEP 98.0 /* from panel to panel */
#define SWATCH 24.0
#define LEGEND_STEP 20.0
#define LEGEND_ROOM 22.0 /* from the middle of its last line to the panels */
#define SEEN_ABOVE 7.0	 /* of a panel, above where it begins: of its name */
#define SEEN 84.0	 /* height of a panel with its texts */
#define LESS_BELOW 10.0	 /* than a step, under the last row */

struct frame {
	double x0, x1, y0, y1; /* what lies in a panel */
};

struct corner { /* of a panel: its plot */
	double left, top;
};

static double
place(double v, double from, double to, double at, double end)
{
	return to <= from ? (at + end) / 2
			  : at + (end - at) * ((v - from) / (to - from));
}

static int
measure(const struct json *panels, struct frame *f, struct err *err)
{
	static const char *const keys[] = { "y", "reference" };
	const struct json *panel, *point;

	*f = (struct frame){ INFINITY, -INFINITY, INFINITY, -INFINITY };
	for (panel = json_first(panels); panel != NULL;
	     panel = json_next(panel)) {
		if (chart_items(panel, "points", err) == NULL)
			return err_ctx(err, "panels");
		for (point = json_first(json_get(panel, "points"));
		     point != NULL; point = json_next(point)) {
			const double x = json_get_num(point, "x");

			if (isnan(x))
				return err_set(err, ERR_INPUT,
				    "chart: a point has no \"x\"");
			f->x0 = fmin(f->x0, x);
			f->x1 = fmax(f->x1, x);
			for (size_t i = 0; i < 2; i++) {
				const double y = json_get_num(point, keys[i]);

				f->y0 = fmin(f->y0, isnan(y) ? f->y0 : y);
				f->y1 = fmax(f->y1, isnan(y) ? f->y1 : y);
			}
		}
	}
	return f->y0 <= f->y1
	    ? 0
	    : err_set(err, ERR_INPUT, "chart: no values to draw");
}

static void
draw_line(struct canvas *c, const struct json *panel, const char *key,
    enum layer layer, const struct frame *f, struct corner at)
{
	const bool part = layer == LAYER_PART_LINE;
	const struct json *point = json_first(json_get(panel, "points"));
	double x, y, before = NAN;

	for (; point != NULL; point = json_next(point)) {
		x = place(json_get_num(point, "x"), f->x0, f->x1,
		    at.left + PANEL_PAD, at.left + PANEL - PANEL_PAD);
		y = json_get_num(point, key);
		if (part && json_get_true(point, "break")) {
			canvas_lift(c, layer);
			if (!isnan(before))
				canvas_line(c, LAYER_BREAK, (before + x) / 2,
				    at.top, (before + x) / 2, at.top + PLOT);
		}
		before = x;
		if (isnan(y)) {
			canvas_lift(c, layer);
			continue;
		}
		y = place(y, f->y0, f->y1, at.top + PLOT - PANEL_PAD,
		    at.top + PANEL_PAD);
		canvas_to(c, layer, x, y);
		if (!part)
			continue;
		canvas_to(c, LAYER_PART_POINT, x, y);
		if (json_get_true(point, "provisional") ||
		    json_get_true(point, "estimate"))
			canvas_to(c, LAYER_PART_OPEN, x, y);
	}
	canvas_lift(c, layer);
}

static void
draw_panel(struct canvas *c, const struct json *panel, const struct frame *f,
    double left, double top)
{
	const struct face face = canvas_face(STYLE_NOTE);
	const struct corner at = { left, top + NAME_ROOM };
	const char *begin = chart_text(panel, "begin_text");
	const char *end = chart_text(panel, "end_text");
	char *name =
	    width_fit(chart_text(panel, "name"), canvas_face(STYLE_KEY), PANEL);

	canvas_text(c, STYLE_KEY, ANCHOR_LEFT, left, top + 5, name);
	canvas_line(
	    c, LAYER_GRID, left, at.top + PLOT, left + PANEL, at.top + PLOT);
	draw_line(c, panel, "reference", LAYER_PART_WHOLE, f, at);
	draw_line(c, panel, "y", LAYER_PART_LINE, f, at);
	if (width_of(begin, face) + width_of(end, face) + 8 <= PANEL)
		canvas_text(c, STYLE_NOTE, ANCHOR_LEFT, left,
		    at.top + PLOT + 10, begin);
	canvas_text(
	    c, STYLE_NOTE, ANCHOR_RIGHT, left + PANEL, at.top + PLOT + 10, end);
	free(name);
}

/* What the two lines are; returns where the panels may begin. */
static double
draw_legend(struct canvas *c, const struct json *chart)
{
	static const struct {
		const char *key;
		enum layer layer;
	} lines[] = { { "one", LAYER_PART_LINE },
		{ "whole", LAYER_PART_WHOLE } };
	const struct face face = canvas_face(STYLE_KEY);
	double x = 0, y = 9;

	for (size_t i = 0; i < 2; i++) {
		const char *text = chart_text(chart, lines[i].key);
		double need = SWATCH + 6 + width_of(text, face);
		char *fit;

		if (*text == '\0')
			continue;
		if (x > 0 && x + need > CANVAS_WIDTH) {
			x = 0;
			y += LEGEND_STEP;
		}
		fit = width_fit(text, face, CANVAS_WIDTH - x - SWATCH - 6);
		canvas_line(c, lines[i].layer, x, y, x + SWATCH, y);
		canvas_text(c, STYLE_KEY, ANCHOR_LEFT, x + SWATCH + 6, y, fit);
		x += SWATCH + 6 + width_of(fit, face) + 16;
		free(fit);
	}
	return y + LEGEND_ROOM;
}

static size_t
rows_of(size_t n)
{
	return (n + COLUMNS - 1) / COLUMNS;
}

int
multiples_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct json *panels = chart_items(chart, "panels", err), *panel;
	struct canvas c = { .palette = palette };
	struct frame f;
	double top;
	size_t n = 0;

	if (panels == NULL || measure(panels, &f, err) == -1)
		return -1;
	top = draw_legend(&c, chart);
	for (panel = json_first(panels); panel != NULL;
	     panel = json_next(panel)) {
		draw_panel(&c, panel, &f,
		    (double)(n % COLUMNS) * (PANEL + GUTTER),
		    top + (double)(n / COLUMNS) * PANEL_STEP);
		n++;
	}
	canvas_write(&c,
	    top + (double)rows_of(n) * PANEL_STEP - LESS_BELOW, out);
	return 0;
}

/* Where the panels begin in a drawing. */
static double
begin_of(double height, size_t n)
{
	return height + LESS_BELOW - (double)rows_of(n) * PANEL_STEP;
}

void
chart_multiples_legend(double height, size_t n, double box[4])
{
	box[0] = box[1] = 0;
	box[2] = CANVAS_WIDTH;
	box[3] = begin_of(height, n) - LEGEND_ROOM / 2;
}

void
chart_multiples_panel(double height, size_t n, size_t i, double box[4])
{
	box[0] = (double)(i % COLUMNS) * (PANEL + GUTTER);
	box[1] = begin_of(height, n) +
	    (double)(i / COLUMNS) * PANEL_STEP - SEEN_ABOVE;
	box[2] = PANEL;
	box[3] = SEEN;
}
