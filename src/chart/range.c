/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * range: one place among its peers, a row an indicator, each on its own
 * scale, low left and high right. Under the bar the lowest, the places it is
 * compared with, and the highest.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/canvas.h"
#include "chart/kinds.h"

#define INSET 8.0     /* from the side of the track to the end of its scale */
#define ARROW 8.0     /* room for an arrow at the end of the track */
#define CROWD 16.0    /* between marks that lie beyond the same end */
#define TEXT_GAP 12.0 /* at least, between two texts on a line */
#define UPRIGHT_REACH 11.5

/* Distances down from the top of a row. */
#define ROW_LABEL 8.0
#define ROW_BAR 30.0
#define ROW_TEXT 48.5
#define ROW_PITCH 62.0
#define ROW_TEXT_NO_BAR 26.5 /* of a row that is not drawn */

struct scale {
	double min, max;
};

enum { AREA, MUNICIPALITY, COUNTRY, MARKS };

struct mark {
	double value; /* NAN: not there */
	double x;
	int beyond; /* -1, 0 or 1 */
};

/* Where a value lies, and whether it is beyond an end (then at that end). */
static double
place(const struct scale *scale, double value, int *beyond)
{
	double left = INSET, right = CANVAS_WIDTH - INSET;

	*beyond = value < scale->min ? -1 : value > scale->max ? 1 : 0;
	if (*beyond != 0)
		return *beyond < 0 ? left : right;
	if (scale->max <= scale->min)
		return CANVAS_WIDTH / 2; /* all the same */
	return left +
	    (right - left) * ((value - scale->min) / (scale->max - scale->min));
}

/* Whether mark a lies further beyond its end than b; of equals the first. */
static bool
is_further(const struct mark *a, const struct mark *b)
{
	double by = (a->value - b->value) * b->beyond;

	return a->beyond == b->beyond && (by > 0 || (by == 0 && a < b));
}

/* Marks beyond an end stand side by side, the furthest outermost, and leave
 * room for the arrow. */
static void
place_marks(const struct scale *scale, struct mark marks[MARKS])
{
	int i, j, further;

	for (i = 0; i < MARKS; i++)
		if (!isnan(marks[i].value))
			marks[i].x =
			    place(scale, marks[i].value, &marks[i].beyond);
	for (i = 0; i < MARKS; i++) {
		if (marks[i].beyond == 0)
			continue;
		for (further = 0, j = 0; j < MARKS; j++)
			further += is_further(&marks[j], &marks[i]);
		marks[i].x -= marks[i].beyond * (ARROW + CROWD * further);
	}
}

/* More peers than this stand so close that a line more or less to the left is
 * not seen: they are put on whole units. */
#define PEERS_APART 40

/* Peers in one spot, as far as that is drawn, are one line: a large gemeente
 * has many. From left to right, which packs best. */
static void
draw_peers(struct canvas *c, const struct json *row, const struct scale *scale,
    double y, bool beyond[2])
{
	bool there[(size_t)CANVAS_WIDTH * 10 + 1] = { false };
	const struct json *peers = json_get(row, "others"), *peer;
	const long step = json_len(peers) > PEERS_APART ? 10 : 1;
	const long last = lround(CANVAS_WIDTH * 10);
	double value;
	long tenth;
	int side;

	for (peer = json_first(peers); peer != NULL; peer = json_next(peer)) {
		value = json_num(peer);
		if (isnan(value))
			continue;
		value = place(scale, value, &side) * 10.0 / (double)step;
		if (side != 0)
			beyond[side > 0] = true;
		tenth = lround(value) * step;
		if (tenth >= 0 && tenth <= last)
			there[tenth] = true;
	}
	for (tenth = 0; tenth <= last; tenth++)
		if (there[tenth])
			canvas_line(c, LAYER_PEER, (double)tenth / 10.0, y - 6,
			    (double)tenth / 10.0, y + 6);
}

static void
draw_half(struct canvas *c, const struct json *row, const struct scale *scale,
    double y)
{
	double low = json_get_num(row, "p25"), high = json_get_num(row, "p75");
	int side;

	if (isnan(low) || isnan(high))
		return;
	low = place(scale, low, &side);
	high = place(scale, high, &side);
	if (high - low < 2) { /* nearly one value: still to be seen */
		low -= 1;
		high = low + 2;
	}
	canvas_line(c, LAYER_HALF, low, y, high, y);
}

static void
draw_bar(struct canvas *c, const struct json *row, const struct scale *scale,
    double y)
{
	struct mark marks[MARKS] = { { 0 } };
	bool beyond[2] = { false, false }; /* left, right */
	int i;

	marks[AREA].value = json_get_num(row, "value");
	marks[MUNICIPALITY].value = json_get_num(row, "municipality");
	marks[COUNTRY].value = json_get_num(row, "country");
	place_marks(scale, marks);
	canvas_line(c, LAYER_TRACK, 0, y, CANVAS_WIDTH, y);
	draw_half(c, row, scale, y);
	draw_peers(c, row, scale, y, beyond);
	if (!isnan(marks[MUNICIPALITY].value))
		canvas_upright(c, marks[MUNICIPALITY].x, y, UPRIGHT_REACH);
	if (!isnan(marks[AREA].value))
		canvas_circle(c, marks[AREA].x, y);
	if (!isnan(marks[COUNTRY].value))
		canvas_diamond(c, marks[COUNTRY].x, y);
	for (i = 0; i < MARKS; i++)
		if (marks[i].beyond != 0)
			beyond[marks[i].beyond > 0] = true;
	if (beyond[0])
		canvas_beyond(c, 1.5, y, -1);
	if (beyond[1])
		canvas_beyond(c, CANVAS_WIDTH - 1.5, y, 1);
}

/* Texts at left, middle and right around y; on one line if they fit, else
 * the middle one below. Returns how much height that took extra. */
static double
draw_texts(struct canvas *c, double y, const char *low, const char *middle,
    const char *high)
{
	struct face face = canvas_face(STYLE_NOTE);
	double room = CANVAS_WIDTH - 2 * TEXT_GAP, left, right, half, at;
	char *shown[2] = { width_fit(low, face, room / 2),
		width_fit(high, face, room / 2) };
	struct wrapped lines;
	double extra = 0;

	left = width_of(shown[0], face);
	right = width_of(shown[1], face);
	canvas_text(c, STYLE_NOTE, ANCHOR_LEFT, 0, y, shown[0]);
	canvas_text(c, STYLE_NOTE, ANCHOR_RIGHT, CANVAS_WIDTH, y, shown[1]);
	half = width_of(middle, face) / 2;
	if (left + 2 * half + right <= room) {
		at = CANVAS_WIDTH / 2;
		if (at - half < left + TEXT_GAP)
			at = left + TEXT_GAP + half;
		if (at + half > CANVAS_WIDTH - right - TEXT_GAP)
			at = CANVAS_WIDTH - right - TEXT_GAP - half;
		canvas_text(c, STYLE_NOTE, ANCHOR_CENTRE, at, y, middle);
	} else {
		width_wrap(middle, face, CANVAS_WIDTH, 2, &lines);
		extra = LINE_SMALL * (double)lines.n;
		canvas_lines(c, STYLE_NOTE, ANCHOR_CENTRE, CANVAS_WIDTH / 2,
		    y + LINE_SMALL, LINE_SMALL, &lines);
		wrapped_free(&lines);
	}
	free(shown[0]);
	free(shown[1]);
	return extra;
}

/* The same for a row without a bar: reason at the right, or below. */
static double
draw_texts_no_bar(
    struct canvas *c, double y, const char *left, const char *right)
{
	struct face face = canvas_face(STYLE_NOTE);
	struct wrapped first, second;
	double extra = 0;

	if (width_of(left, face) + width_of(right, face) + TEXT_GAP <=
	    CANVAS_WIDTH) {
		canvas_text(c, STYLE_NOTE, ANCHOR_LEFT, 0, y, left);
		canvas_text(
		    c, STYLE_NOTE, ANCHOR_RIGHT, CANVAS_WIDTH, y, right);
		return 0;
	}
	width_wrap(left, face, CANVAS_WIDTH, 2, &first);
	width_wrap(right, face, CANVAS_WIDTH, 2, &second);
	canvas_lines(c, STYLE_NOTE, ANCHOR_LEFT, 0, y, LINE_SMALL, &first);
	extra = LINE_SMALL * (double)first.n;
	canvas_lines(
	    c, STYLE_NOTE, ANCHOR_LEFT, 0, y + extra, LINE_SMALL, &second);
	extra += LINE_SMALL * (double)(second.n - 1);
	wrapped_free(&first);
	wrapped_free(&second);
	return extra;
}

/* Name at the left, value of the area at the right. Returns extra height. */
static double
draw_label(struct canvas *c, const struct json *row, double y)
{
	const char *value = chart_text(row, "value_text");
	struct face bold = canvas_face(STYLE_VALUE);
	char *shown = width_fit(value, bold, CANVAS_WIDTH / 2);
	struct wrapped lines;
	double extra;

	width_wrap(chart_text(row, "label"), canvas_face(STYLE_MAIN),
	    CANVAS_WIDTH - TEXT_GAP - width_of(shown, bold), 3, &lines);
	canvas_lines(c, STYLE_MAIN, ANCHOR_LEFT, 0, y, LINE_MAIN, &lines);
	extra = LINE_MAIN * (double)(lines.n - 1);
	canvas_text(
	    c, STYLE_VALUE, ANCHOR_RIGHT, CANVAS_WIDTH, y + extra, shown);
	wrapped_free(&lines);
	free(shown);
	return extra;
}

/* One row from y down; returns where the next one begins. */
static double
draw_row(struct canvas *c, const struct json *row, double y)
{
	struct scale scale = { json_get_num(row, "axis_min"),
		json_get_num(row, "axis_max") };
	bool drawn = json_get_true(row, "drawn") && !isnan(scale.min) &&
	    !isnan(scale.max);

	y += draw_label(c, row, y + ROW_LABEL);
	if (!drawn)
		return y + ROW_PITCH - (ROW_TEXT - ROW_TEXT_NO_BAR) +
		    draw_texts_no_bar(c, y + ROW_TEXT_NO_BAR,
			chart_text(row, "middle_text"),
			chart_text(row, "high_text"));
	draw_bar(c, row, &scale, y + ROW_BAR);
	return y + ROW_PITCH +
	    draw_texts(c, y + ROW_TEXT, chart_text(row, "low_text"),
		chart_text(row, "middle_text"), chart_text(row, "high_text"));
}

int
range_script(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err)
{
	const struct key keys[] = {
		{ KEY_AREA, json_get_str(chart, "area") },
		{ KEY_MUNICIPALITY, json_get_str(chart, "municipality") },
		{ KEY_COUNTRY, json_get_str(chart, "country") },
		{ KEY_HALF, json_get_str(chart, "legend_half") },
		{ KEY_PEER, json_get_str(chart, "legend_one") },
	};
	const struct json *rows = chart_items(chart, "rows", err), *row;
	struct canvas c = { .palette = palette };
	double y;

	if (rows == NULL)
		return -1;
	y = legend_draw(&c, keys, sizeof(keys) / sizeof(keys[0]));
	for (row = json_first(rows); row != NULL; row = json_next(row))
		y = draw_row(&c, row, y);
	canvas_write(&c, y - 4, out);
	return 0;
}
