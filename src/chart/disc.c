/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * disc: the filled circles of a drawing, which gnuplot writes as uses of a
 * symbol, as lines without length and with round ends: a seventh of the
 * bytes, and what reads an SVG for paper draws a path at once, where it looks
 * up a symbol for each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/svg.h"

static bool
is(const char *value, const char *want)
{
	return value != NULL && strcmp(value, want) == 0;
}

/* The first element with an id, anywhere in node. */
static struct node *
by_id(struct node *node, const char *id)
{
	struct node *child, *found;

	if (is(node->attrs[ATTR_ID], id))
		return node;
	for (child = node->first; child != NULL; child = child->next)
		if ((found = by_id(child, id)) != NULL)
			return found;
	return NULL;
}

static struct node *
target(struct node *root, const struct node *use)
{
	const char *href = use->attrs[ATTR_HREF];

	return use->element != ELEMENT_USE || href == NULL
	    ? NULL
	    : by_id(root, href + 1);
}

/* Whether an element has no attributes but these n. */
static bool
has_only(const struct node *node, const enum attr *some, size_t n)
{
	size_t i, k;

	for (i = 0; i < ATTRS; i++) {
		for (k = 0; k < n && some[k] != (enum attr)i; k++)
			continue;
		if (k == n && node->attrs[i] != NULL)
			return false;
	}
	return true;
}

/* A symbol that is a circle of 1 around 0,0, filled in the colour of its
 * use, without a stroke: a use of another that has one. */
static bool
is_disc(struct node *root, const struct node *symbol)
{
	static const enum attr filled[] = { ATTR_ID, ATTR_HREF, ATTR_FILL,
		ATTR_STROKE };
	static const enum attr round[] = { ATTR_ID, ATTR_CX, ATTR_CY, ATTR_R,
		ATTR_STROKE, ATTR_STROKE_WIDTH };
	const struct node *circle;

	if (symbol == NULL || !has_only(symbol, filled, 4) ||
	    !is(symbol->attrs[ATTR_FILL], "currentColor") ||
	    !is(symbol->attrs[ATTR_STROKE], "none"))
		return false;
	circle = target(root, symbol);
	return circle != NULL && is(circle->tag, "circle") &&
	    has_only(circle, round, 6) && is(circle->attrs[ATTR_CX], "0") &&
	    is(circle->attrs[ATTR_CY], "0") && is(circle->attrs[ATTR_R], "1");
}

/* "translate(x,y) scale(s)": lengths of x and of y, and s as a number. */
static bool
take_place(const char *move, size_t *x, size_t *y, double *scale)
{
	static const char plain[] = "-.0123456789";
	const char *at;
	char *number;
	size_t len;
	bool fine;

	if (move == NULL || strncmp(move, "translate(", 10) != 0)
		return false;
	*x = strspn(move + 10, plain);
	at = move + 10 + *x;
	if (*x == 0 || *at++ != ',')
		return false;
	*y = strspn(at, plain);
	at += *y;
	if (*y == 0 || strncmp(at, ") scale(", 8) != 0)
		return false;
	at += 8;
	len = strspn(at, plain);
	if (strcmp(at + len, ")") != 0)
		return false;
	number = mem_strn(at, len);
	fine = svg_number(number, scale) && *scale > 0 && *scale < 1000;
	free(number);
	return fine;
}

/* One more place in a path. */
static void
put_disc(struct buf *path, const char *move, size_t x, size_t y)
{
	const char *at = move + 10;

	buf_putf(path, "M%.*s,%.*sL%.*s,%.*s", (int)x, at, (int)y, at + x + 1,
	    (int)x, at, (int)y, at + x + 1);
}

/* A path of the discs from first on that are of one size and colour and stand
 * side by side; NULL when first is none. after: the link after them. */
static struct node *
path_of(struct node *root, struct node *first, struct node ***after)
{
	static const enum attr moved[] = { ATTR_HREF, ATTR_TRANSFORM,
		ATTR_COLOR };
	const char *colour = first->attrs[ATTR_COLOR];
	const char *href = first->attrs[ATTR_HREF], *mine;
	struct buf path = { 0 };
	double size = 0, scale;
	struct node *node, *made;
	size_t x, y;

	for (node = first; node != NULL; node = node->next) {
		mine = node->attrs[ATTR_COLOR];
		if (node->element != ELEMENT_USE || !has_only(node, moved, 3) ||
		    !is(node->attrs[ATTR_HREF], href) ||
		    (colour == NULL ? mine != NULL : !is(mine, colour)) ||
		    !take_place(node->attrs[ATTR_TRANSFORM], &x, &y, &scale) ||
		    (node != first && (scale < size || scale > size)))
			break;
		if (node == first && !is_disc(root, target(root, first)))
			break;
		size = scale;
		put_disc(&path, node->attrs[ATTR_TRANSFORM], x, y);
		*after = &node->next;
	}
	if (path.len == 0)
		return NULL;
	made = mem_new(1, sizeof(*made));
	made->element = ELEMENT_SHAPE;
	made->tag = "path";
	made->attrs[ATTR_FILL] = mem_str("none");
	made->attrs[ATTR_STROKE] =
	    mem_str(colour != NULL ? colour : "currentColor");
	made->attrs[ATTR_STROKE_WIDTH] = mem_fmt("%.2f", 2 * size);
	made->attrs[ATTR_STROKE_LINECAP] = mem_str("round");
	made->attrs[ATTR_D] = buf_take(&path);
	return made;
}

static void
flatten(struct node *root, struct node *parent)
{
	struct node **link = &parent->first, **after, *node, *next, *path;

	while ((node = *link) != NULL) {
		if (node->element == ELEMENT_DEFS) {
			link = &node->next;
			continue;
		}
		after = NULL;
		path = node->element == ELEMENT_USE
		    ? path_of(root, node, &after)
		    : NULL;
		if (path == NULL) {
			flatten(root, node);
			link = &node->next;
			continue;
		}
		path->next = *after;
		*after = NULL;
		*link = path;
		for (; node != NULL; node = next) {
			next = node->next;
			svg_free(node);
		}
		link = &path->next;
	}
}

void
svg_discs(struct node *root)
{
	flatten(root, root);
}
