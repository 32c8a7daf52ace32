/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * svg: a small tree of the drawing parts of an SVG, for chart_inline and chart_print. Only
 * elements and attributes of a fixed list come in, so what is not drawing
 * (scripts, filters, titles, handlers, foreign parts) cannot come out.
 */
#ifndef CHART_SVG_H
#define CHART_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define SVG_BYTES (8U << 20) /* a larger svg is refused */
#define SVG_NODES 20000
#define SVG_DEPTH 64

enum element {
	ELEMENT_NONE,	/* not one of the list: dropped with all in it */
	ELEMENT_STRING, /* no element: text */
	ELEMENT_SVG,
	ELEMENT_GROUP,
	ELEMENT_DEFS,
	ELEMENT_PART, /* symbol, clipPath, pattern, gradients */
	ELEMENT_USE,
	ELEMENT_SHAPE, /* path, rect, circle, ... */
	ELEMENT_TEXT,
	ELEMENT_TSPAN
};

/* Attributes; the inherited ones first. */
enum attr {
	ATTR_FILL,
	ATTR_STROKE,
	ATTR_COLOR,
	ATTR_STROKE_WIDTH,
	ATTR_STROKE_LINECAP,
	ATTR_STROKE_LINEJOIN,
	ATTR_STROKE_DASHARRAY,
	ATTR_STROKE_OPACITY,
	ATTR_STROKE_MITERLIMIT,
	ATTR_FILL_OPACITY,
	ATTR_FILL_RULE,
	ATTR_FONT_SIZE,
	ATTR_FONT_WEIGHT,
	ATTR_FONT_STYLE,
	ATTR_TEXT_ANCHOR,
	ATTR_SHAPE_RENDERING,
	ATTRS_INHERITED,
	ATTR_ID = ATTRS_INHERITED,
	ATTR_HREF,
	ATTR_CLIP_PATH,
	ATTR_OPACITY,
	ATTR_TRANSFORM,
	ATTR_VIEWBOX,
	ATTR_D,
	ATTR_POINTS,
	ATTR_X,
	ATTR_Y,
	ATTR_DX,
	ATTR_DY,
	ATTR_X1,
	ATTR_Y1,
	ATTR_X2,
	ATTR_Y2,
	ATTR_CX,
	ATTR_CY,
	ATTR_R,
	ATTR_RX,
	ATTR_RY,
	ATTR_WIDTH,
	ATTR_HEIGHT,
	ATTR_OFFSET,
	ATTR_STOP_COLOR,
	ATTR_PATTERN_UNITS,
	ATTRS
};

struct node {
	enum element element;
	const char *tag;    /* as written, of a fixed list; NULL for a string */
	char *text;	    /* of a string, entities resolved */
	char *attrs[ATTRS]; /* values, entities resolved; NULL: not there */
	struct node *first, *next; /* children; next child of the parent */
	bool used;		   /* something refers to its id */
};

/* The svg element and what is in it. NULL and err (byte offset and reason)
 * when it is no well-formed SVG or goes beyond the limits above. */
struct node *svg_parse(const char *s, size_t len, struct err *err);
/* Free a node and all in it, not what comes after it; NULL is fine. */
void svg_free(struct node *node);

/* Uses of a filled circle that stand side by side, of one size and colour, as
 * one path. To be called of a tree as it was parsed. */
void svg_discs(struct node *root);

/* The id an attribute refers to, in the attribute, and its length; NULL when to
 * none. */
const char *svg_reference(
    const struct node *node, enum attr attr, size_t *len);
/* Append a node and all in it, escaped; and one attribute with the blank
 * before it, nothing when it is not there. prefix: what ids get before them
 * ("prefix-id"), or NULL. */
void svg_print(struct buf *out, const struct node *node, const char *prefix);
void svg_print_attr(struct buf *out, const struct node *node,
    enum attr attr, const char *prefix);

/* Name of an attribute, and the value it has when nothing is given (NULL
 * when a page's style sheet may decide). */
const char *attr_name(enum attr attr);
const char *attr_initial(enum attr attr);
/* Put an attribute by name into its place; unlisted names and values that
 * reach outside the svg are dropped. style="..." is taken apart into
 * attributes. */
void attr_set(
    struct node *node, const char *name, size_t len, const char *value);
/* An attribute in its shortest form; nothing where it is not there. in_defs:
 * coordinates are those of a symbol. */
void attr_shorten(struct node *node, enum attr attr, bool in_defs);

/* A plain decimal number and nothing else. */
bool svg_number(const char *s, double *out);

#endif
