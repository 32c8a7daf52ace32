/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trend: values over time, a line a place, named at its end. A line stops at
 * a gap and at a break in the series; a provisional figure or an estimate is an
 * open mark.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/canvas.h"
#include "chart/kinds.h"

#define PLOT_HEIGHT 166.0
#define PAD 10.0 /* from the side of the plot to its first and last point */
#define LABEL_ROOM 150.0 /* an end text wider than this is wrapped */
#define LABEL_GAP 14.0	 /* from the plot to the end texts */
#define TICK_GAP 8.0	 /* at least, between the texts of an axis */

struct role {
	const char *name;
	enum layer line;
	enum style style;
};

static const struct role roles[] = {
	/* in the order of drawing */
	{ "country", LAYER_COUNTRY_LINE, STYLE_COUNTRY },
	{ "municipality", LAYER_MUNICIPALITY_LINE, STYLE_MUNICIPALITY },
	{ "area", LAYER_AREA_LINE, STYLE_AREA },
};

struct label { /* of the end of a line */
	const struct role *role;
	struct wrapped lines;
	double x, y; /* the last point */
};

struct frame {
	double left, right, top, bottom; /* of the plot */
	double x0, x1, y0, y1;		 /* what lies there */
	double breaks[MAX_ROWS]; /* where breaks are drawn, on the canvas */
	size_t nbreaks;
};

static double
place_x(const struct frame *f, double x)
{
	double left = f->left + PAD, right = f->right - PAD;

	return f->x1 <= f->x0
	    ? (left + right) / 2
	    : left + (right - left) * ((x - f->x0) / (f->x1 - f->x0));
}

static double
place_y(const struct frame *f, double y)
{
	return f->bottom -
	    (f->bottom - f->top) * ((y - f->y0) / (f->y1 - f->y0));
}

static void
include(double v, double *low, double *high)
{
	if (isnan(*low) || v < *low)
		*low = v;
	if (isnan(*high) || v > *high)
		*high = v;
}

/* The ranges of both axes: the ticks, and every point. */
static int
measure_axes(const struct json *chart, const struct json *series,
    struct frame *f, struct err *err)
{
	const struct json *one, *item;

	f->x0 = f->x1 = f->y0 = f->y1 = NAN;
	for (item = json_first(json_get(chart, "y_ticks")); item != NULL;
	     item = json_next(item))
		include(json_get_num(item, "y"), &f->y0, &f->y1);
	for (item = json_first(json_get(chart, "x_ticks")); item != NULL;
	     item = json_next(item))
		include(json_get_num(item, "x"), &f->x0, &f->x1);
	for (one = json_first(series); one != NULL; one = json_next(one)) {
		if (chart_items(one, "points", err) == NULL)
			return err_ctx(err, "series");
		for (item = json_first(json_get(one, "points")); item != NULL;
		     item = json_next(item)) {
			if (isnan(json_get_num(item, "x")))
				return err_set(err, ERR_INPUT,
				    "chart: a point has no \"x\"");
			include(json_get_num(item, "x"), &f->x0, &f->x1);
			include(json_get_num(item, "y"), &f->y0, &f->y1);
		}
	}
	if (isnan(f->y0))
		return err_set(
		    err, ERR_INPUT, "chart: no ticks and no values to draw");
	if (f->y1 <= f->y0) {
		f->y0 -= 1;
		f->y1 += 1;
	}
	return 0;
}

static const struct role *
find_role(const struct json *series, struct err *err)
{
	const char *name = chart_text(series, "role");
	size_t i;

	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (strcmp(roles[i].name, name) == 0)
			return &roles[i];
	err_set(err, ERR_INPUT,
	    "chart: series: unknown role \"%s\": want area, municipality or "
	    "country",
	    name);
	return NULL;
}

/* Room at the left for the y axis and at the right for the end texts. */
static void
measure_sides(const struct json *chart, const struct label *labels, size_t n,
    struct frame *f)
{
	struct face note = canvas_face(STYLE_NOTE);
	double left = 0, right = 0, width;
	const struct json *tick;
	size_t i;

	for (tick = json_first(json_get(chart, "y_ticks")); tick != NULL;
	     tick = json_next(tick)) {
		width = width_of(chart_text(tick, "text"), note);
		left = width > left ? width : left;
	}
	for (i = 0; i < n; i++) {
		width = wrapped_width(
		    &labels[i].lines, canvas_face(labels[i].role->style));
		right = width > right ? width : right;
	}
	left = left > CANVAS_WIDTH / 4 ? CANVAS_WIDTH / 4 : left;
	f->left = left + TICK_GAP;
	f->right = CANVAS_WIDTH - right - LABEL_GAP;
}

static void
draw_y_axis(struct canvas *c, const struct json *chart, const struct frame *f)
{
	const struct json *tick;
	double value, y, last = NAN;
	char *text;

	for (tick = json_first(json_get(chart, "y_ticks")); tick != NULL;
	     tick = json_next(tick)) {
		value = json_get_num(tick, "y");
		if (isnan(value))
			continue;
		y = place_y(f, value);
		canvas_line(c, LAYER_GRID, f->left, y, f->right, y);
		if (fabs(y - last) < LINE_SMALL)
			continue; /* its text would touch the one before */
		text = width_fit(chart_text(tick, "text"),
		    canvas_face(STYLE_NOTE), CANVAS_WIDTH / 4);
		canvas_text(
		    c, STYLE_NOTE, ANCHOR_RIGHT, f->left - TICK_GAP, y, text);
		free(text);
		last = y;
	}
	if (f->y0 < 0 && f->y1 > 0)
		canvas_line(c, LAYER_AXIS, f->left, place_y(f, 0), f->right,
		    place_y(f, 0));
}

/* Whether all years can stand in full. */
static bool
has_room(const struct json *chart, const struct frame *f)
{
	const struct json *tick = json_first(json_get(chart, "x_ticks"));
	double taken = -CANVAS_WIDTH, x, half;

	for (; tick != NULL; tick = json_next(tick)) {
		x = json_get_num(tick, "x");
		if (isnan(x))
			continue;
		x = place_x(f, x);
		half = width_of(
			   chart_text(tick, "text"), canvas_face(STYLE_NOTE)) /
		    2;
		if (x - half < taken + TICK_GAP)
			return false;
		taken = x + half;
	}
	return true;
}

/* A year as it stands where there is little room: 2016 is ’16. New string. */
static char *
short_year(const char *text)
{
	const bool year = strlen(text) == 4 && strspn(text, "0123456789") == 4;

	return year ? mem_fmt("\xe2\x80\x99%s", text + 2) : mem_str(text);
}

/* From the last tick back; a text that would touch its neighbour is left
 * out, its tick is not. */
static void
draw_x_axis(struct canvas *c, const struct json *chart, const struct frame *f)
{
	const struct json *ticks = json_get(chart, "x_ticks"), *tick;
	double x, half, taken = CANVAS_WIDTH * 2;
	const bool room = has_room(chart, f);
	char *text;
	size_t i;

	for (i = json_len(ticks); i > 0; i--) {
		tick = json_at(ticks, i - 1);
		x = json_get_num(tick, "x");
		if (isnan(x))
			continue;
		x = place_x(f, x);
		canvas_line(c, LAYER_AXIS, x, f->bottom + 1, x, f->bottom + 5);
		text = room || i == 1 ? mem_str(chart_text(tick, "text"))
				      : short_year(chart_text(tick, "text"));
		half = width_of(text, canvas_face(STYLE_NOTE)) / 2;
		if (x + half + TICK_GAP <= taken) {
			canvas_text(c, STYLE_NOTE, ANCHOR_CENTRE,
			    x < half ? half : x, f->bottom + 16, text);
			taken = x - half;
		}
		free(text);
	}
}

/* The upright of a break, once for all lines. */
static void
draw_break(struct canvas *c, struct frame *f, double x)
{
	size_t i;

	for (i = 0; i < f->nbreaks; i++)
		if (fabs(f->breaks[i] - x) < 1)
			return;
	if (f->nbreaks == MAX_ROWS)
		return;
	f->breaks[f->nbreaks++] = x;
	canvas_line(c, LAYER_BREAK, x, f->bottom, x, f->top - 5);
	canvas_text(c, STYLE_KEY, ANCHOR_CENTRE, x, f->top - 13, "b");
}

static void
draw_point(struct canvas *c, const struct role *role, double x, double y,
    bool provisional)
{
	if (role->style == STYLE_AREA)
		canvas_area_point(c, x, y, provisional);
	else if (role->style == STYLE_MUNICIPALITY)
		canvas_municipality_point(c, x, y, provisional);
	else
		canvas_country_point(c, x, y);
}

/* A line with its marks; label gets the last point that is there (y NAN when
 * there is none). */
static void
draw_series(struct canvas *c, const struct json *series, struct frame *f,
    struct label *label)
{
	const struct json *point;
	double x, y, before = NAN;

	label->y = NAN;
	for (point = json_first(json_get(series, "points")); point != NULL;
	     point = json_next(point)) {
		x = place_x(f, json_get_num(point, "x"));
		y = json_get_num(point, "y");
		if (json_get_true(point, "break") && !isnan(before))
			draw_break(c, f, (before + x) / 2);
		if (json_get_true(point, "break") || isnan(y))
			canvas_lift(c, label->role->line);
		before = x;
		if (isnan(y))
			continue;
		y = place_y(f, y);
		canvas_to(c, label->role->line, x, y);
		draw_point(c, label->role, x, y,
		    json_get_true(point, "provisional") ||
			json_get_true(point, "estimate"));
		label->x = x;
		label->y = y;
	}
	canvas_lift(c, label->role->line);
}

static int
label_cmp(const void *a, const void *b)
{
	const struct label *l = a, *r = b;

	if (l->y != r->y)
		return l->y < r->y ? -1 : 1;
	/* On one place: area, municipality, country from the top down. */
	return (l->role < r->role) - (l->role > r->role);
}

/* The names at the ends, pushed apart; where a name is not beside its own
 * point a thin line leads to it. */
static void
draw_labels(struct canvas *c, struct label *labels, size_t n,
    const struct frame *f, double height)
{
	double *place = mem_new(n + 1, sizeof(*place));
	double *tall = mem_new(n + 1, sizeof(*tall));
	double at = f->right + LABEL_GAP;
	size_t i;

	qsort(labels, n, sizeof(*labels), label_cmp);
	for (i = 0; i < n; i++) {
		place[i] = labels[i].y;
		tall[i] = LINE_SMALL * (double)labels[i].lines.n + 1;
	}
	spread_apart(place, tall, n, f->top - 8, height);
	for (i = 0; i < n; i++) {
		if (fabs(place[i] - labels[i].y) > 4 ||
		    f->right - labels[i].x > PAD + 1)
			canvas_line(c, LAYER_LEADER, labels[i].x + 8,
			    labels[i].y, at - 3, place[i]);
		canvas_lines(c, labels[i].role->style, ANCHOR_LEFT, at,
		    place[i] - LINE_SMALL / 2 * (double)(labels[i].lines.n - 1),
		    LINE_SMALL, &labels[i].lines);
	}
	free(tall);
	free(place);
}

static bool
has_break(const struct json *series)
{
	const struct json *one, *point;

	for (one = json_first(series); one != NULL; one = json_next(one))
		for (point = json_first(json_get(one, "points")); point != NULL;
		     point = json_next(point))
			if (json_get_true(point, "break"))
				return true;
	return false;
}

/* What stands above the plot; sets its top and bottom. */
static void
draw_head(
    struct canvas *c, const struct json *chart, bool breaks, struct frame *f)
{
	struct wrapped lines;

	width_wrap(chart_text(chart, "axis_text"), canvas_face(STYLE_NOTE),
	    CANVAS_WIDTH, 2, &lines);
	canvas_lines(c, STYLE_NOTE, ANCHOR_LEFT, 0, 9, LINE_SMALL, &lines);
	f->top = 28 + LINE_SMALL * (double)(lines.n - 1) + (breaks ? 12 : 0);
	f->bottom = f->top + PLOT_HEIGHT;
	wrapped_free(&lines);
}

int
trend_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct json *series = chart_items(chart, "series", err), *one;
	size_t n = json_len(series), i, shown = 0;
	struct label *labels = NULL;
	struct frame f = { 0 };
	struct canvas c = { .palette = palette };
	int rc = -1;

	if (series == NULL || measure_axes(chart, series, &f, err) == -1)
		return -1;
	labels = mem_new(n, sizeof(*labels));
	for (i = 0, one = json_first(series); i < n;
	     i++, one = json_next(one)) {
		labels[i].role = find_role(one, err);
		if (labels[i].role == NULL)
			goto done;
		width_wrap(chart_text(one, "end_text"),
		    canvas_face(labels[i].role->style), LABEL_ROOM, 3,
		    &labels[i].lines);
	}
	measure_sides(chart, labels, n, &f);
	draw_head(&c, chart, has_break(series), &f);
	draw_y_axis(&c, chart, &f);
	draw_x_axis(&c, chart, &f);
	for (i = 0, one = json_first(series); i < n; i++, one = json_next(one))
		draw_series(&c, one, &f, &labels[i]);
	for (i = 0; i < n; i++) { /* those without any point have no name */
		if (isnan(labels[i].y))
			wrapped_free(&labels[i].lines);
		else
			labels[shown++] = labels[i];
	}
	n = shown;
	draw_labels(&c, labels, n, &f, f.bottom + 26);
	canvas_write(&c, f.bottom + 26, out);
	rc = 0;
done:
	for (i = 0; i < n; i++)
		wrapped_free(&labels[i].lines);
	free(labels);
	canvas_free(&c);
	return rc;
}
