/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * canvas: what every chart is drawn on. A drawing is gathered in layers that
 * are painted in a fixed order, and written as one gnuplot script. Units: the
 * chart is CANVAS_WIDTH wide, a sparkline less; y runs down from the top. Meaning is never in
 * colour alone: place, shape and line style say the same.
 */
#ifndef CHART_CANVAS_H
#define CHART_CANVAS_H

#include "base/buf.h"
#include "chart/width.h"
#include "model/palette.h"

#define CANVAS_WIDTH 400.0
#define LINE_SMALL 15.0 /* from line to line in small text */
#define LINE_MAIN 17.0

/* From back to front. */
enum layer {
	LAYER_TRACK,  /* range: the whole axis */
	LAYER_HALF,   /* range: the middle half of the peers */
	LAYER_PEER,   /* range: one peer */
	LAYER_BAR,    /* age: the area */
	LAYER_SWATCH, /* age: the area, in the legend */
	LAYER_GRID,   /* trend: lines of the y axis */
	LAYER_AXIS,   /* trend: zero and ticks; age: the base of the bars */
	LAYER_BREAK,  /* trend: a break in the series */
	LAYER_LEADER, /* trend: from the end of a line to its label */
	LAYER_COUNTRY_LINE,
	LAYER_MUNICIPALITY_LINE,
	LAYER_AREA_LINE,
	LAYER_COUNTRY_POINT_FILL, /* trend: small marks on the lines */
	LAYER_COUNTRY_POINT,
	LAYER_MUNICIPALITY_POINT,
	LAYER_MUNICIPALITY_OPEN,
	LAYER_AREA_POINT,
	LAYER_AREA_OPEN,
	LAYER_UPRIGHT_HALO, /* range and age: the marks */
	LAYER_UPRIGHT,
	LAYER_CIRCLE_HALO,
	LAYER_CIRCLE,
	LAYER_DIAMOND_FILL,
	LAYER_DIAMOND,
	LAYER_BEYOND, /* an arrow: the value lies beyond the axis */
	LAYER_MAP_1, /* map: areas by class, low to high */
	LAYER_MAP_2,
	LAYER_MAP_3,
	LAYER_MAP_4,
	LAYER_MAP_5,
	LAYER_MAP_NONE,	 /* without a figure */
	LAYER_MAP_OTHER, /* map of a place: those around */
	LAYER_MAP_OWN,
	LAYER_MAP_HATCH,
	LAYER_MAP_EDGE, /* between two areas */
	LAYER_MAP_EDGE_NONE, /* the same, neither of which has a figure */
	LAYER_MAP_OUTER, /* where there is no area on the other side */
	LAYER_MAP_HERE_HALO,
	LAYER_MAP_HERE, /* around the area of the page */
	LAYER_SPARK_TOWN,
	LAYER_SPARK_LINE,
	LAYER_SPARK_POINT,
	LAYER_SPARK_OPEN,
	LAYER_PART_WHOLE, /* multiples: the whole area, a part of it */
	LAYER_PART_LINE,
	LAYER_PART_POINT,
	LAYER_PART_OPEN,
	LAYERS
};

enum style {
	STYLE_MAIN,  /* names of rows */
	STYLE_VALUE, /* the value of the area */
	STYLE_NOTE,  /* scales and explanation */
	STYLE_KEY,   /* legend */
	STYLE_AREA,  /* labels at the end of a line */
	STYLE_MUNICIPALITY,
	STYLE_COUNTRY,
	STYLE_MAP_DARK, /* values in a map, on pale and on dark */
	STYLE_MAP_PALE,
	STYLES
};

enum anchor { ANCHOR_LEFT, ANCHOR_CENTRE, ANCHOR_RIGHT };
#define ANCHORS 3

struct canvas { /* { 0 } is an empty one */
	double width; /* 0: CANVAS_WIDTH */
	const struct palette *palette; /* NULL: ours */
	struct buf layers[LAYERS];
	struct buf texts[STYLES][ANCHORS];
};

/* Size and weight of a style, for measuring. */
struct face canvas_face(enum style style);

/* n x, y pairs of a ring, in one of the layers that are filled (those of a
 * map). */
void canvas_fill(
    struct canvas *c, enum layer layer, const double *xy, size_t n);
void canvas_line(struct canvas *c, enum layer layer, double x1, double y1,
    double x2, double y2);
/* A line of many points: put them one by one, then lift the pen. */
void canvas_to(struct canvas *c, enum layer layer, double x, double y);
void canvas_lift(struct canvas *c, enum layer layer);
/* The mark of the area, of the municipality (reach is half its length), of
 * the country. */
void canvas_circle(struct canvas *c, double x, double y);
void canvas_upright(struct canvas *c, double x, double y, double reach);
void canvas_diamond(struct canvas *c, double x, double y);
/* The same as small marks on a line; open: the figure is provisional (the
 * diamond is open always). */
void canvas_area_point(struct canvas *c, double x, double y, bool open);
void canvas_municipality_point(struct canvas *c, double x, double y, bool open);
void canvas_country_point(struct canvas *c, double x, double y);
/* An arrow head with its tip at x, pointing left (-1) or right (1). */
void canvas_beyond(struct canvas *c, double x, double y, int direction);
/* Text around the height y. */
void canvas_text(struct canvas *c, enum style style, enum anchor anchor,
    double x, double y, const char *text);
/* Lines of text, the first around y. */
void canvas_lines(struct canvas *c, enum style style, enum anchor anchor,
    double x, double y, double step, const struct wrapped *lines);

/* The script, and an empty canvas again. */
void canvas_write(struct canvas *c, double height, struct buf *out);
void canvas_free(struct canvas *c);

/* An entry of a legend. */
enum key_mark {
	KEY_AREA,
	KEY_BAR,
	KEY_MUNICIPALITY,
	KEY_COUNTRY,
	KEY_HALF,
	KEY_PEER
};
struct key {
	enum key_mark mark;
	const char *text; /* NULL: leave out */
};
/* A legend from the top of the canvas; entries flow over as many lines as
 * they need. Returns where the chart under it may begin. */
double legend_draw(struct canvas *c, const struct key *keys, size_t n);

/* Push labels apart: place[i] (the middle of label i, of height tall[i]) is
 * moved as little as possible so that no two overlap and all lie within
 * [top, bottom] (when there is room). Labels must be sorted by place. */
void spread_apart(
    double *place, const double *tall, size_t n, double top, double bottom);

#endif
