/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inline: an SVG as gnuplot writes it, made fit to stand in a page: only the
 * drawing, own ids, the page's typeface, and short. The tree is changed in
 * steps that keep the picture as it is, then printed.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "chart/chart.h"
#include "chart/svg.h"
#include "codec/escape.h"

#define RUN 2 /* neighbours of one style that are worth a group */

/* Every element with an id; values index items. */
struct ids {
	struct map map;
	struct node **items;
	size_t n, cap;
};

static void
gather_ids(struct node *node, struct ids *ids)
{
	const char *id = node->attrs[ATTR_ID];
	struct node *child;

	if (id != NULL && !map_gets(&ids->map, id, NULL)) {
		MEM_PUSH(ids->items, ids->n, ids->cap);
		map_puts(&ids->map, id, (int64_t)ids->n);
		ids->items[ids->n++] = node;
	} else if (id != NULL) { /* twice the same: the first counts */
		free(node->attrs[ATTR_ID]);
		node->attrs[ATTR_ID] = NULL;
	}
	for (child = node->first; child != NULL; child = child->next)
		gather_ids(child, ids);
}

/* Mark what node and all in it refer to; queue what was not marked before. */
static void
mark_used(struct node *node, bool with_defs, const struct ids *ids,
    struct node **queue, size_t *queued)
{
	struct node *child, *target;
	const char *id;
	int64_t found;
	size_t i, len;

	for (i = 0; i < ATTRS; i++) {
		id = svg_reference(node, (enum attr)i, &len);
		if (id == NULL)
			continue;
		if (!map_get(&ids->map, id, len, &found)) {
			free(node->attrs[i]); /* to nothing */
			node->attrs[i] = NULL;
			continue;
		}
		target = ids->items[found];
		if (!target->used) {
			target->used = true;
			queue[(*queued)++] = target;
		}
	}
	for (child = node->first; child != NULL; child = child->next)
		if (with_defs ||
		    (child->element != ELEMENT_DEFS &&
			child->element != ELEMENT_PART))
			mark_used(child, with_defs, ids, queue, queued);
}

static void
find_used(struct node *root)
{
	struct ids ids = { 0 };
	struct node **queue;
	size_t queued = 0, done;

	gather_ids(root, &ids);
	queue = mem_new(ids.n + 1, sizeof(*queue));
	mark_used(root, false, &ids, queue, &queued);
	for (done = 0; done < queued; done++)
		mark_used(queue[done], true, &ids, queue, &queued);
	free(queue);
	free(ids.items);
	map_free(&ids.map);
}

static bool
holds_used(const struct node *node)
{
	const struct node *child;

	if (node->used)
		return true;
	for (child = node->first; child != NULL; child = child->next)
		if (holds_used(child))
			return true;
	return false;
}

/* Drop ids nobody uses, definitions nobody uses, and uses of nothing. */
static void
drop_unused(struct node *node)
{
	struct node **link = &node->first, *child;
	bool idle;

	if (!node->used) {
		free(node->attrs[ATTR_ID]);
		node->attrs[ATTR_ID] = NULL;
	}
	while ((child = *link) != NULL) {
		idle = (node->element == ELEMENT_DEFS ||
			   child->element == ELEMENT_PART) &&
		    !holds_used(child);
		if (child->element == ELEMENT_USE &&
		    child->attrs[ATTR_HREF] == NULL)
			idle = true;
		if (idle) {
			*link = child->next;
			svg_free(child);
		} else {
			drop_unused(child);
			link = &child->next;
		}
	}
}

/* Only what is left of a chart: most of the symbols that gnuplot defines are
 * not used. */
static void
shorten(struct node *node, bool in_defs)
{
	struct node *child;
	size_t i;

	for (i = 0; i < ATTRS; i++)
		attr_shorten(node, (enum attr)i, in_defs);
	in_defs |= node->element == ELEMENT_DEFS;
	for (child = node->first; child != NULL; child = child->next)
		shorten(child, in_defs);
}

static bool
is(const char *value, const char *want)
{
	return value != NULL && strcmp(value, want) == 0;
}

static bool
has_attrs(const struct node *node)
{
	size_t i;

	for (i = 0; i < ATTRS; i++)
		if (node->attrs[i] != NULL)
			return true;
	return false;
}

/* Whether the attributes of a group may go to its only child. Not those that
 * other elements or the order of effects depend on. */
static bool
may_merge(const struct node *group, const struct node *child)
{
	if (child->element == ELEMENT_STRING ||
	    child->element == ELEMENT_DEFS || child->element == ELEMENT_PART)
		return false;
	return !child->used && group->attrs[ATTR_ID] == NULL &&
	    group->attrs[ATTR_CLIP_PATH] == NULL &&
	    child->attrs[ATTR_CLIP_PATH] == NULL &&
	    (group->attrs[ATTR_OPACITY] == NULL ||
		child->attrs[ATTR_OPACITY] == NULL);
}

/* Give child what outer says and it does not say itself. */
static void
merge_attrs(struct node *outer, struct node *child)
{
	char *both;
	size_t i;

	if (outer->attrs[ATTR_TRANSFORM] != NULL &&
	    child->attrs[ATTR_TRANSFORM] != NULL) {
		both = mem_fmt("%s %s", outer->attrs[ATTR_TRANSFORM],
		    child->attrs[ATTR_TRANSFORM]);
		free(child->attrs[ATTR_TRANSFORM]);
		child->attrs[ATTR_TRANSFORM] = both;
	}
	for (i = 0; i < ATTRS; i++)
		if (child->attrs[i] == NULL) {
			child->attrs[i] = outer->attrs[i];
			outer->attrs[i] = NULL;
		}
}

/* Whether nothing of a shape is to be seen, as of gnuplot's empty canvas:
 * no fill and no stroke of its own in a place that gives it none. */
static bool
is_invisible(const struct node *node, bool stroked)
{
	if (node->element != ELEMENT_SHAPE || node->used ||
	    !is(node->attrs[ATTR_FILL], "none"))
		return false;
	return node->attrs[ATTR_STROKE] == NULL
	    ? !stroked
	    : is(node->attrs[ATTR_STROKE], "none");
}

/* Put the children of the node at link in its place; returns the link after
 * them. */
static struct node **
unwrap(struct node **link)
{
	struct node *node = *link, *last = node->first;

	if (last == NULL) {
		*link = node->next;
		svg_free(node);
		return link;
	}
	while (last->next != NULL)
		last = last->next;
	last->next = node->next;
	*link = node->first;
	node->first = NULL;
	svg_free(node);
	return &last->next;
}

/* text > tspan: what the one tspan says holds for the whole text. */
static void
absorb_tspan(struct node *text)
{
	struct node *only = text->first;
	size_t i;

	if (only == NULL || only->next != NULL ||
	    only->element != ELEMENT_TSPAN)
		return;
	for (i = ATTRS_INHERITED; i < ATTRS; i++)
		if (only->attrs[i] != NULL)
			return;
	for (i = 0; i < ATTRS_INHERITED; i++)
		if (only->attrs[i] != NULL) {
			free(text->attrs[i]);
			text->attrs[i] = only->attrs[i];
			only->attrs[i] = NULL;
		}
	unwrap(&text->first);
}

/* Whether a node draws nothing because it is empty. */
static bool
is_empty(const struct node *node)
{
	switch (node->element) {
	case ELEMENT_GROUP:
	case ELEMENT_DEFS:
	case ELEMENT_TEXT:
	case ELEMENT_TSPAN:
		return node->first == NULL;
	default:
		return false;
	}
}

/* Take out empty and idle groups, from the inside out. stroked: a stroke is
 * inherited. */
static void
fold(struct node *parent, bool stroked)
{
	struct node **link = &parent->first, *node, *child;
	bool own;

	while ((node = *link) != NULL) {
		own = node->attrs[ATTR_STROKE] == NULL
		    ? stroked
		    : !is(node->attrs[ATTR_STROKE], "none");
		fold(node, own);
		if (node->element == ELEMENT_TEXT)
			absorb_tspan(node);
		child = node->first;
		if ((is_empty(node) && !node->used) ||
		    is_invisible(node, stroked)) {
			*link = node->next;
			svg_free(node);
		} else if ((node->element == ELEMENT_GROUP ||
			       node->element == ELEMENT_TSPAN) &&
		    !has_attrs(node)) {
			link = unwrap(link);
		} else if (node->element == ELEMENT_GROUP && child != NULL &&
		    child->next == NULL && may_merge(node, child)) {
			merge_attrs(node, child);
			link = unwrap(link);
		} else {
			link = &node->next;
		}
	}
}

/* The length of a number at s, or 0; then *s is what follows. */
static size_t
plain_number(const char *s)
{
	return strspn(s, "-.0123456789");
}

/* A text moved by translate(x,y) alone: as x and y. */
static void
place_text(struct node *text)
{
	char *move = text->attrs[ATTR_TRANSFORM];
	size_t x, y;

	if (move == NULL || text->attrs[ATTR_X] != NULL ||
	    text->attrs[ATTR_Y] != NULL || strncmp(move, "translate(", 10) != 0)
		return;
	x = plain_number(move + 10);
	if (x == 0 || move[10 + x] != ',')
		return;
	y = plain_number(move + 11 + x);
	if (y == 0 || strcmp(move + 11 + x + y, ")") != 0)
		return;
	move[10 + x] = move[11 + x + y] = '\0';
	attr_set(text, "x", 1, move + 10);
	attr_set(text, "y", 1, move + 11 + x);
	attr_shorten(text, ATTR_X, false);
	attr_shorten(text, ATTR_Y, false);
	free(move);
	text->attrs[ATTR_TRANSFORM] = NULL;
}

/* Leave out what is inherited, or would hold anyway. given: the values that
 * the parents give. What is used elsewhere too has other parents there. */
static void
drop_inherited(struct node *node, const char *const given[ATTRS_INHERITED])
{
	const char *now[ATTRS_INHERITED];
	struct node *child;
	bool leaf =
	    node->element == ELEMENT_SHAPE || node->element == ELEMENT_TEXT;
	size_t i;

	for (i = 0; i < ATTRS_INHERITED; i++) {
		now[i] = node->attrs[i] != NULL ? node->attrs[i] : given[i];
		if (i == ATTR_COLOR && leaf &&
		    !is(now[ATTR_FILL], "currentColor") &&
		    !is(now[ATTR_STROKE], "currentColor")) {
			free(node->attrs[i]);
			node->attrs[i] = NULL;
			now[i] = given[i];
		} else if (node->attrs[i] != NULL && given[i] != NULL &&
		    strcmp(node->attrs[i], given[i]) == 0) {
			free(node->attrs[i]);
			node->attrs[i] = NULL;
			now[i] = given[i];
		}
	}
	if (node->element == ELEMENT_TEXT)
		place_text(node);
	for (child = node->first; child != NULL; child = child->next)
		if (!child->used && child->element != ELEMENT_DEFS &&
		    child->element != ELEMENT_PART &&
		    child->element != ELEMENT_STRING)
			drop_inherited(child, now);
}

/* Whether a and b are drawn in one style, which is one at all. */
static bool
same_style(const struct node *a, const struct node *b)
{
	bool any = false;
	size_t i;

	if (a->element == ELEMENT_STRING || a->element == ELEMENT_DEFS ||
	    a->element != b->element || a->used || b->used)
		return false;
	for (i = 0; i < ATTRS_INHERITED; i++) {
		if (a->attrs[i] == NULL && b->attrs[i] == NULL)
			continue;
		if (a->attrs[i] == NULL || !is(b->attrs[i], a->attrs[i]))
			return false;
		any = true;
	}
	return any;
}

/* Neighbours of one style go into a group that says it once. */
static void
group_runs(struct node *parent)
{
	struct node **link, *first, *last, *next, *group, *child;
	size_t run, i;

	for (link = &parent->first; (first = *link) != NULL;
	     link = &(*link)->next) {
		last = first;
		for (run = 1;
		     last->next != NULL && same_style(first, last->next); run++)
			last = last->next;
		if (run < RUN || first->element == ELEMENT_TSPAN)
			continue;
		next = last->next;
		last->next = NULL;
		group = mem_new(1, sizeof(*group));
		group->element = ELEMENT_GROUP;
		group->tag = "g";
		group->first = first;
		group->next = next;
		*link = group;
		for (i = 0; i < ATTRS_INHERITED; i++) {
			group->attrs[i] = first->attrs[i];
			first->attrs[i] = NULL;
			for (child = first->next; child != NULL;
			     child = child->next) {
				free(child->attrs[i]);
				child->attrs[i] = NULL;
			}
		}
	}
	for (first = parent->first; first != NULL; first = first->next)
		if (first->element == ELEMENT_GROUP)
			group_runs(first);
}

static void
print_svg(struct buf *out, const struct node *root, const char *prefix,
    const char *alt)
{
	const struct node *child;

	buf_puts(out, "<svg");
	svg_print_attr(out, root, ATTR_VIEWBOX, prefix);
	if (alt != NULL && *alt != '\0') {
		buf_puts(out, " role=\"img\" aria-label=\"");
		escape_html(out, alt);
		buf_puts(out, "\">");
	} else {
		buf_puts(out, " aria-hidden=\"true\">");
	}
	for (child = root->first; child != NULL; child = child->next)
		svg_print(out, child, prefix);
	buf_puts(out, "</svg>\n");
}

/* A viewBox, from width and height if there is none. */
static int
need_viewbox(struct node *root, struct err *err)
{
	const char *width = root->attrs[ATTR_WIDTH],
		   *height = root->attrs[ATTR_HEIGHT];

	if (root->attrs[ATTR_VIEWBOX] != NULL)
		return 0;
	if (width == NULL || height == NULL ||
	    width[plain_number(width)] != '\0' ||
	    height[plain_number(height)] != '\0')
		return err_set(err, ERR_INPUT, "chart: svg: no viewBox");
	root->attrs[ATTR_VIEWBOX] = mem_fmt("0 0 %s %s", width, height);
	return 0;
}

static bool
is_prefix(const char *s)
{
	if (!isalpha((unsigned char)*s))
		return false;
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return true;
}

int
chart_inline(const char *svg, size_t len, const char *prefix, const char *alt,
    struct buf *out, struct err *err)
{
	const char *given[ATTRS_INHERITED];
	struct node *root;
	size_t i;

	if (!is_prefix(prefix))
		return err_set(err, ERR_INPUT,
		    "chart: prefix \"%s\": want a letter, then letters, "
		    "digits, '-' and '_'",
		    prefix);
	root = svg_parse(svg, len, err);
	if (root == NULL)
		return -1;
	svg_discs(root);
	find_used(root);
	drop_unused(root);
	shorten(root, false);
	if (need_viewbox(root, err) == -1) {
		svg_free(root);
		return -1;
	}
	fold(root, false);
	for (i = 0; i < ATTRS_INHERITED; i++)
		given[i] = attr_initial((enum attr)i);
	drop_inherited(root, given);
	group_runs(root);
	print_svg(out, root, prefix, alt);
	svg_free(root);
	return 0;
}
