/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ground: reading rings, fitting them on the canvas, lines between areas.
 */
#include "chart/ground.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

#define FAR 10000000L  /* metres; the country is 300,000 long */
#define NARROW 150.0
#define TALL 1.15      /* at most so much taller than wide */

/* A line between two corners, as the sum of what lies beside it. */
enum {
	SIDE_ONE = 1,	     /* an area beside it, each */
	SIDE_MANY = 2,
	SIDE_FILLED = 4,     /* one of them has a colour */
	SIDE_HERE = 8,	     /* one of them is the area of the page */
	SIDE_HERE_BOTH = 16, /* and so is the other */
	SIDE_DONE = 32
};

static int
bad_ring(struct err *err, size_t area)
{
	return err_set(err, ERR_INPUT,
	    "chart: map: area %zu: a ring is \"x,y x,y ...\" in whole metres, "
	    "three corners or more, at most %d in all",
	    area + 1, GROUND_POINTS);
}

static bool
take_number(const char **at, double *out)
{
	char *end;
	long v;

	if (!isdigit((unsigned char)**at) && **at != '-')
		return false;
	v = strtol(*at, &end, 10);
	if (end == *at || v < -FAR || v > FAR)
		return false;
	*at = end;
	*out = (double)v;
	return true;
}

/* "x,y x,y ...", closed if it is not; *left: points that may still come. */
static bool
read_ring(const char *text, struct ring *ring, size_t *left)
{
	size_t cap = 0;
	double x, y;

	while (*text != '\0') {
		if (!take_number(&text, &x) || *text++ != ',' ||
		    !take_number(&text, &y) || (*text != ' ' && *text != '\0'))
			return false;
		text += *text == ' ';
		if (*left == 0)
			return false;
		--*left;
		if (ring->n + 2 > cap) {
			cap = cap == 0 ? 16 : cap * 2;
			ring->xy = mem_grow(
			    ring->xy, 2 * cap, sizeof(*ring->xy));
		}
		ring->xy[2 * ring->n] = x;
		ring->xy[2 * ring->n++ + 1] = -y; /* north is up */
	}
	if (ring->n < 3)
		return false;
	x = ring->xy[0];
	y = ring->xy[1];
	if (ring->xy[2 * ring->n - 2] != x || ring->xy[2 * ring->n - 1] != y) {
		ring->xy[2 * ring->n] = x;
		ring->xy[2 * ring->n++ + 1] = y;
	}
	return ring->n >= 4;
}

int
ground_layer(const struct json *area, enum layer *out, struct err *err)
{
	const struct json *class = json_get(area, "class");
	const char *role = json_get_str(area, "role");
	double nr = json_num(class);

	if (role != NULL && strcmp(role, "own") == 0)
		*out = LAYER_MAP_OWN;
	else if (role != NULL && strcmp(role, "other") == 0)
		*out = LAYER_MAP_OTHER;
	else if (nr >= 1 && nr <= 5 && nr == floor(nr))
		*out = (enum layer)(LAYER_MAP_1 + (int)nr - 1);
	else if (role == NULL && (class == NULL || json_is_null(class)))
		*out = LAYER_MAP_NONE;
	else
		return err_set(err, ERR_INPUT,
		    "chart: map: an area has \"class\" 1 to 5 or null, or "
		    "\"role\" own or other");
	return 0;
}

static int
read_plot(const struct json *area, size_t which, struct plot *plot,
    size_t *left, struct err *err)
{
	const struct json *rings = json_get(area, "rings"), *ring;

	plot->text = json_get_str(area, "text");
	plot->here = json_get_true(area, "here");
	if (ground_layer(area, &plot->layer, err) == -1)
		return -1;
	plot->rings = mem_new(json_len(rings) + 1, sizeof(*plot->rings));
	for (ring = json_first(rings); ring != NULL; ring = json_next(ring)) {
		const char *text = json_str(ring);

		if (text == NULL ||
		    !read_ring(text, &plot->rings[plot->n++], left))
			return bad_ring(err, which);
	}
	return 0;
}

/* Metres to the canvas, in tenths of a unit; what fell together goes. */
static void
fit(struct ground *g, double top)
{
	struct box all = { INFINITY, INFINITY, -INFINITY, -INFINITY };
	double scale, left;
	size_t i, k, j;

	for (i = 0; i < g->n; i++) {
		struct box box = plane_box(g->items[i].rings, g->items[i].n);

		all.x1 = fmin(all.x1, box.x1);
		all.y1 = fmin(all.y1, box.y1);
		all.x2 = fmax(all.x2, box.x2);
		all.y2 = fmax(all.y2, box.y2);
	}
	scale = fmin((g->width - 4) / fmax(all.x2 - all.x1, 1),
	    g->width * TALL / fmax(all.y2 - all.y1, 1));
	left = (g->width - scale * (all.x2 - all.x1)) / 2;
	g->height = scale * (all.y2 - all.y1);
	for (i = 0; i < g->n; i++)
		for (k = 0; k < g->items[i].n; k++) {
			struct ring *ring = &g->items[i].rings[k];
			size_t n = 0;

			for (j = 0; j < ring->n; j++) {
				double x = ring->xy[2 * j], y =
				    ring->xy[2 * j + 1];

				x = round(10 * (left + scale * (x - all.x1)));
				y = round(10 * (top + scale * (y - all.y1)));
				if (n > 0 && ring->xy[2 * n - 2] == x / 10 &&
				    ring->xy[2 * n - 1] == y / 10)
					continue;
				ring->xy[2 * n] = x / 10;
				ring->xy[2 * n++ + 1] = y / 10;
			}
			ring->n = n;
		}
}

int
ground_read(const struct json *chart, double top, struct ground *out,
    struct err *err)
{
	const struct json *areas = json_get(chart, "areas"), *area;
	size_t n = json_len(areas), left = GROUND_POINTS, drawn = 0;

	memset(out, 0, sizeof(*out));
	out->width = json_get_num(chart, "width");
	if (!(out->width >= NARROW && out->width <= CANVAS_WIDTH))
		out->width = CANVAS_WIDTH;
	if (!json_is_array(areas) || n == 0 || n > GROUND_AREAS)
		return err_set(err, ERR_INPUT,
		    "chart: \"areas\": want a list of 1 to %d items",
		    GROUND_AREAS);
	out->items = mem_new(n, sizeof(*out->items));
	for (area = json_first(areas); area != NULL; area = json_next(area)) {
		struct plot *plot = &out->items[out->n++];

		if (read_plot(area, out->n - 1, plot, &left, err) == -1)
			goto fail;
		drawn += plot->n;
	}
	if (drawn > 0) {
		fit(out, top);
		return 0;
	}
	err_set(err, ERR_INPUT, "chart: map: no area has a shape");
fail:
	ground_free(out);
	return -1;
}

void
ground_free(struct ground *g)
{
	size_t i, k;

	for (i = 0; i < g->n; i++) {
		for (k = 0; k < g->items[i].n; k++)
			free(g->items[i].rings[k].xy);
		free(g->items[i].rings);
	}
	free(g->items);
	memset(g, 0, sizeof(*g));
}

/* The name of the line between two corners, whichever comes first. */
static size_t
edge_name(const double *a, const double *b, int32_t name[4])
{
	const double *first = a, *second = b;

	if (b[0] < a[0] || (b[0] == a[0] && b[1] < a[1])) {
		first = b;
		second = a;
	}
	name[0] = (int32_t)lround(10 * first[0]);
	name[1] = (int32_t)lround(10 * first[1]);
	name[2] = (int32_t)lround(10 * second[0]);
	name[3] = (int32_t)lround(10 * second[1]);
	return 4 * sizeof(name[0]);
}

static void
count_sides(const struct plot *plot, struct map *sides)
{
	int32_t name[4];
	size_t i, k, len;
	int64_t was;

	for (i = 0; i < plot->n; i++)
		for (k = 0; k + 1 < plot->rings[i].n; k++) {
			const double *a = plot->rings[i].xy + 2 * k;

			len = edge_name(a, a + 2, name);
			was = 0;
			map_get(sides, (const char *)name, len, &was);
			was |= was & SIDE_ONE ? SIDE_MANY : SIDE_ONE;
			if (plot->layer != LAYER_MAP_NONE)
				was |= SIDE_FILLED;
			if (plot->here)
				was |= was & SIDE_HERE ? SIDE_HERE_BOTH
						       : SIDE_HERE;
			map_put(sides, (const char *)name, len, was);
		}
}

static enum layer
edge_layer(int64_t sides)
{
	if ((sides & SIDE_HERE) != 0 && (sides & SIDE_HERE_BOTH) == 0)
		return LAYER_MAP_HERE;
	if ((sides & SIDE_MANY) == 0)
		return LAYER_MAP_OUTER;
	return sides & SIDE_FILLED ? LAYER_MAP_EDGE : LAYER_MAP_EDGE_NONE;
}

/* The lines of a ring that no other ring had before. */
static void
draw_ring(const struct ring *ring, struct map *sides, struct canvas *c)
{
	enum layer pen = LAYERS, layer;
	int32_t name[4];
	size_t k, len;
	int64_t what;

	for (k = 0; k + 1 < ring->n; k++) {
		const double *a = ring->xy + 2 * k, *b = a + 2;

		len = edge_name(a, b, name);
		what = 0;
		map_get(sides, (const char *)name, len, &what);
		layer = what & SIDE_DONE ? LAYERS : edge_layer(what);
		map_put(sides, (const char *)name, len, what | SIDE_DONE);
		if (layer != pen && pen != LAYERS)
			canvas_lift(c, pen);
		if (layer != pen && layer != LAYERS)
			canvas_to(c, layer, a[0], a[1]);
		if (layer != LAYERS)
			canvas_to(c, layer, b[0], b[1]);
		pen = layer;
	}
	if (pen != LAYERS)
		canvas_lift(c, pen);
}

void
ground_edges(const struct ground *g, struct canvas *c)
{
	struct map sides = { 0 };
	size_t i, k;

	for (i = 0; i < g->n; i++)
		count_sides(&g->items[i], &sides);
	for (i = 0; i < g->n; i++)
		for (k = 0; k < g->items[i].n; k++)
			draw_ring(&g->items[i].rings[k], &sides, c);
	map_free(&sides);
}
