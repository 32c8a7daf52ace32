/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * print: an inline drawing taken apart for paper: the lines, and apart from
 * them the letters, which Typst sets itself. Letters inside an SVG cost it more
 * than all else on a page: the whole font is read anew for each of them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/chart.h"
#include "chart/svg.h"
#include "chart/width.h"

/* As letters are when nothing is said of them. */
#define FONT_SIZE 16.0
#define FONT_FILL "#000000"
/* Units that a line may be off where labels are joined. */
#define JOINED 0.2

/* The same where nothing need be said. */
static bool
number_or(const char *s, double otherwise, double *out)
{
	if (s != NULL)
		return svg_number(s, out);
	*out = otherwise;
	return true;
}

/* #rrggbb, as attr_set makes of most colours. */
static bool
is_colour(const char *s)
{
	return s[0] == '#' && strlen(s) == 7 &&
	    strspn(s + 1, "0123456789abcdefABCDEF") == 6;
}

static bool
is_anchor(const char *s)
{
	return strcmp(s, "start") == 0 || strcmp(s, "middle") == 0 ||
	    strcmp(s, "end") == 0;
}

static const char *
either(const char *value, const char *otherwise)
{
	return value != NULL ? value : otherwise;
}

/* A text on one line, upright, in one style, as an object of labels. False,
 * and nothing added, when it is another. now: what holds there. */
static bool
take(const struct node *text, const char *const now[ATTRS_INHERITED],
    struct json *labels)
{
	const char *fill = either(now[ATTR_FILL], FONT_FILL);
	const char *anchor = either(now[ATTR_TEXT_ANCHOR], "start");
	const struct node *only = text->first;
	struct json *label;
	double x, y, size;
	size_t i;

	if (only == NULL || only->next != NULL ||
	    only->element != ELEMENT_STRING || !is_colour(fill) ||
	    !is_anchor(anchor) ||
	    strcmp(either(now[ATTR_STROKE], "none"), "none") != 0 ||
	    strcmp(either(now[ATTR_FILL_OPACITY], "1"), "1") != 0 ||
	    strcmp(either(now[ATTR_FONT_STYLE], "normal"), "normal") != 0 ||
	    !number_or(text->attrs[ATTR_X], 0, &x) ||
	    !number_or(text->attrs[ATTR_Y], 0, &y) ||
	    !number_or(now[ATTR_FONT_SIZE], FONT_SIZE, &size))
		return false;
	for (i = ATTRS_INHERITED; i < ATTRS; i++)
		if (i != ATTR_X && i != ATTR_Y && text->attrs[i] != NULL)
			return false;
	label = json_object();
	json_add_num(label, "x", x);
	json_add_num(label, "y", y);
	json_add_num(label, "size", size);
	json_add_bool(label, "bold",
	    strcmp(either(now[ATTR_FONT_WEIGHT], "normal"), "bold") == 0);
	json_add_str(label, "anchor", anchor);
	json_add_str(label, "fill", fill);
	json_add_str(label, "text", only->text);
	json_add(labels, NULL, label);
	return true;
}

/* Whether what is in a node stands where its own numbers say, as it is. */
static bool
is_straight(const struct node *node)
{
	size_t i;

	if (node->element != ELEMENT_GROUP)
		return false;
	for (i = ATTRS_INHERITED; i < ATTRS; i++)
		if (node->attrs[i] != NULL)
			return false;
	return true;
}

/* Out with the letters, wherever nothing else has a hand in them; and with
 * groups that have nothing left. */
static void
take_all(struct node *parent, const char *const given[ATTRS_INHERITED],
    struct json *labels)
{
	const char *now[ATTRS_INHERITED];
	struct node **link = &parent->first, *node;
	bool gone;
	size_t i;

	while ((node = *link) != NULL) {
		for (i = 0; i < ATTRS_INHERITED; i++)
			now[i] = either(node->attrs[i], given[i]);
		gone = false;
		if (is_straight(node)) {
			take_all(node, now, labels);
			gone = node->first == NULL;
		} else if (node->element == ELEMENT_TEXT) {
			gone = take(node, now, labels);
		}
		if (gone) {
			*link = node->next;
			svg_free(node);
		} else {
			link = &node->next;
		}
	}
}

/* "0 0 w h" with w and h above zero. */
static bool
measures(const char *box, double *width, double *height)
{
	char *copy, *rest = NULL, *x, *y, *w, *h;
	double left, top;
	bool well;

	if (box == NULL)
		return false;
	copy = mem_str(box);
	x = strtok_r(copy, " ,", &rest);
	y = strtok_r(NULL, " ,", &rest);
	w = strtok_r(NULL, " ,", &rest);
	h = strtok_r(NULL, " ,", &rest);
	well = x != NULL && y != NULL && w != NULL && h != NULL &&
	    strtok_r(NULL, " ,", &rest) == NULL && svg_number(x, &left) &&
	    svg_number(y, &top) && svg_number(w, width) &&
	    svg_number(h, height) && !(left < 0 || left > 0) &&
	    !(top < 0 || top > 0) && *width > 0 && *height > 0;
	free(copy);
	return well;
}

static bool
same_style(const struct json *a, const struct json *b)
{
	const double size = json_get_num(a, "size") - json_get_num(b, "size");

	return !(size < 0 || size > 0) &&
	    json_get_true(a, "bold") == json_get_true(b, "bold") &&
	    strcmp(json_get_str(a, "anchor"), json_get_str(b, "anchor")) == 0 &&
	    strcmp(json_get_str(a, "fill"), json_get_str(b, "fill")) == 0;
}

/* Whether two labels differ in nothing but text and height. */
static bool
same_place(const struct json *a, const struct json *b)
{
	const double x = json_get_num(a, "x") - json_get_num(b, "x");

	return !(x < 0 || x > 0) && same_style(a, b);
}

/* Whether the next label stands on the same line, further on, with room
 * between: as the names of a legend do. gap: how much, in units. */
static bool
beside(const struct json *last, const struct json *next, double *gap)
{
	const double down = json_get_num(next, "y") - json_get_num(last, "y");
	const double on = json_get_num(next, "x") - json_get_num(last, "x");
	const struct face face = { json_get_num(last, "size"),
		json_get_true(last, "bold") };

	*gap = on - width_of(json_get_str(last, "text"), face) / WIDTH_SAFETY;
	return same_style(last, next) && !(down < 0 || down > 0) && *gap > 0 &&
	    strcmp(json_get_str(last, "anchor"), "start") == 0 &&
	    width_known(json_get_str(last, "text"));
}

/* Labels beside each other as one: the first with, in "beside", the others
 * and the room before each. Returns the last of them. */
static const struct json *
join_beside(const struct json *first, struct json *out)
{
	const struct json *last = first, *next;
	struct json *list = NULL, *one;
	double gap;

	while ((next = json_next(last)) != NULL && beside(last, next, &gap)) {
		if (list == NULL)
			list = json_add_array(out, "beside");
		one = json_add_object(list, NULL);
		json_add_num(one, "gap", round(gap * 100) / 100);
		json_add_str(one, "text", json_get_str(next, "text"));
		last = next;
	}
	return last;
}

/* How many labels from here on stand under each other (step above zero) or
 * above each other, as far apart each time. */
static size_t
column_of(const struct json *first, double *step)
{
	const struct json *next = first;
	const double start = json_get_num(first, "y");
	double here;
	size_t n = 1;

	while ((next = json_next(next)) != NULL && same_place(first, next) &&
	    strchr(json_get_str(next, "text"), '\n') == NULL) {
		here = json_get_num(next, "y") - start;
		if (n == 1)
			*step = here;
		if (fabs(*step) < json_get_num(first, "size") ||
		    fabs(here - *step * (double)n) > JOINED)
			break;
		n++;
	}
	return n;
}

/* Labels in a column, or on a line, as one: that is set at once. first: the
 * first of them; out: the label that they make. Returns what follows them. */
static const struct json *
join(const struct json *first, struct json *out)
{
	const struct json *last = first;
	const char **texts;
	struct buf text = { 0 };
	double step = 0;
	size_t n = column_of(first, &step), i;

	if (n == 1) {
		json_add_str(out, "text", json_get_str(first, "text"));
		return json_next(join_beside(first, out));
	}
	texts = mem_new(n, sizeof(*texts));
	for (i = 0; i < n; i++) {
		last = i == 0 ? first : json_next(last);
		texts[step > 0 ? i : n - 1 - i] = json_get_str(last, "text");
	}
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&text, '\n');
		buf_puts(&text, texts[i]);
	}
	if (step < 0) {
		json_drop(out, "y");
		json_add_num(out, "y", json_get_num(last, "y"));
	}
	json_add_num(out, "step", round(fabs(step) * 100) / 100);
	json_add_str(out, "text", buf_str(&text));
	buf_free(&text);
	free(texts);
	return json_next(last);
}

static struct json *
join_labels(const struct json *labels)
{
	const struct json *label = json_first(labels);
	struct json *joined = json_array(), *out;

	while (label != NULL) {
		out = json_copy(label);
		json_drop(out, "text");
		label = join(label, out);
		json_add(joined, NULL, out);
	}
	return joined;
}

struct json *
chart_print(const char *svg, size_t len, struct err *err)
{
	const char *given[ATTRS_INHERITED];
	struct node *root = svg_parse(svg, len, err), *child;
	struct json *drawing = NULL, *labels;
	struct buf out = { 0 };
	double width, height;
	size_t i;

	if (root == NULL)
		return NULL;
	if (!measures(root->attrs[ATTR_VIEWBOX], &width, &height)) {
		err_set(err, ERR_INPUT,
		    "chart: svg: want a viewBox of \"0 0 width height\"");
		goto done;
	}
	for (i = 0; i < ATTRS_INHERITED; i++)
		given[i] = either(root->attrs[i], attr_initial((enum attr)i));
	drawing = json_object();
	json_add_num(drawing, "width", width);
	json_add_num(drawing, "height", height);
	labels = json_array();
	take_all(root, given, labels);
	json_add(drawing, "labels", join_labels(labels));
	json_free(labels);
	/* What is left of the letters is in the typeface of the charts. */
	buf_putf(&out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
	    "viewBox=\"%s\" font-family=\"Inter\">",
	    root->attrs[ATTR_VIEWBOX]);
	for (child = root->first; child != NULL; child = child->next)
		svg_print(&out, child, NULL);
	buf_puts(&out, "</svg>");
	json_add_str(drawing, "svg", buf_str(&out));
	buf_free(&out);
done:
	svg_free(root);
	return drawing;
}
