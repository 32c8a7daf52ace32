/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map: areas by class of their figure, or where an area lies among others.
 * What a colour means is said in the legend and, where it fits, by the value
 * in the area; no figure is white with hatching.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart/ground.h"
#include "chart/kinds.h"

#define HATCH 7.0      /* from line to line */
#define TEXT_PAD 3.0   /* around a value */
#define TEXT_HEIGHT 9.0
#define SWATCH 22.0
#define SWATCH_HIGH 13.0
#define KEY_STEP 20.0
#define KEYS 12 /* more is no legend */

static void
hatch(void *arg, double x1, double y1, double x2, double y2)
{
	canvas_line(arg, LAYER_MAP_HATCH, x1, y1, x2, y2);
}

static void
draw_value(struct canvas *c, const struct plot *plot)
{
	enum style style = plot->layer == LAYER_MAP_4 ||
		plot->layer == LAYER_MAP_5 || plot->layer == LAYER_MAP_OWN
	    ? STYLE_MAP_PALE
	    : STYLE_MAP_DARK;
	double x, y;

	/* On hatching nothing can be read. */
	if (plot->text == NULL || plot->layer == LAYER_MAP_NONE)
		return;
	if (plane_room(plot->rings, plot->n,
		width_of(plot->text, canvas_face(style)) + TEXT_PAD,
		TEXT_HEIGHT + TEXT_PAD, &x, &y))
		canvas_text(c, style, ANCHOR_CENTRE, x, y, plot->text);
}

static void
draw_plot(struct canvas *c, const struct plot *plot)
{
	struct ring one;

	if (plot->n == 0)
		return;
	one = plane_join(plot->rings, plot->n);
	canvas_fill(c, plot->layer, one.xy, one.n);
	free(one.xy);
	if (plot->layer == LAYER_MAP_NONE)
		plane_hatch(plot->rings, plot->n, HATCH, hatch, c);
	draw_value(c, plot);
}

/* A square as a small area of its own. */
static void
draw_swatch(struct canvas *c, enum layer layer, double y)
{
	double top = y - SWATCH_HIGH / 2, bottom = y + SWATCH_HIGH / 2;
	double xy[] = { 1, top, 1 + SWATCH, top, 1 + SWATCH, bottom, 1, bottom,
		1, top };
	const struct ring ring = { xy, 5 };
	size_t i;

	canvas_fill(c, layer, xy, 5);
	if (layer == LAYER_MAP_NONE)
		plane_hatch(&ring, 1, HATCH, hatch, c);
	for (i = 0; i < 5; i++)
		canvas_to(c, LAYER_MAP_OUTER, xy[2 * i], xy[2 * i + 1]);
	canvas_lift(c, LAYER_MAP_OUTER);
}

/* One entry at *y, which then is where the next may begin. */
static int
draw_key(struct canvas *c, const struct json *key, double *y, struct err *err)
{
	const char *count = chart_text(key, "count");
	double taken = width_of(count, canvas_face(STYLE_NOTE));
	enum layer layer;
	struct wrapped lines;

	if (ground_layer(key, &layer, err) == -1)
		return -1;
	taken = taken > c->width / 3 ? c->width / 3 : taken;
	width_wrap(chart_text(key, "text"), canvas_face(STYLE_KEY),
	    c->width - SWATCH - 24 - taken, 2, &lines);
	draw_swatch(c, layer, *y);
	canvas_lines(
	    c, STYLE_KEY, ANCHOR_LEFT, SWATCH + 10, *y, LINE_SMALL, &lines);
	if (*count != '\0') {
		char *text = width_fit(
		    count, canvas_face(STYLE_NOTE), c->width / 3);

		canvas_text(c, STYLE_NOTE, ANCHOR_RIGHT, c->width, *y,
		    text);
		free(text);
	}
	*y += KEY_STEP + LINE_SMALL * (double)(lines.n - 1);
	wrapped_free(&lines);
	return 0;
}

/* The legend under the map, then by which method the classes were made.
 * Returns the height of all. */
static int
draw_legend(
    struct canvas *c, const struct json *chart, double *y, struct err *err)
{
	const struct json *keys = json_get(chart, "legend"), *key;
	struct wrapped lines;
	size_t n = 0;

	*y += 22;
	for (key = json_first(keys); key != NULL && n < KEYS;
	     key = json_next(key), n++)
		if (draw_key(c, key, y, err) == -1)
			return err_ctx(err, "legend");
	if (*chart_text(chart, "method") == '\0') {
		*y -= KEY_STEP / 2 - 2;
		return 0;
	}
	width_wrap(chart_text(chart, "method"), canvas_face(STYLE_NOTE),
	    c->width, 2, &lines);
	canvas_lines(
	    c, STYLE_NOTE, ANCHOR_LEFT, 0, *y + 2, LINE_SMALL, &lines);
	*y += 12 + LINE_SMALL * (double)(lines.n - 1);
	wrapped_free(&lines);
	return 0;
}

int
map_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	struct ground ground;
	struct canvas c = { .palette = palette };
	double y;
	size_t i;
	int rc = -1;

	if (ground_read(chart, 2, &ground, err) == -1)
		return -1;
	c.width = ground.width;
	for (i = 0; i < ground.n; i++)
		draw_plot(&c, &ground.items[i]);
	ground_edges(&ground, &c);
	y = ground.height + 2;
	if (draw_legend(&c, chart, &y, err) == -1)
		goto done;
	canvas_write(&c, y, out);
	rc = 0;
done:
	canvas_free(&c);
	ground_free(&ground);
	return rc;
}
