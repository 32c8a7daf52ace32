/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * legend: what the marks mean, in as many lines as the names need; and the
 * spreading of labels that would overlap.
 */
#include "chart/canvas.h"

#include <stdlib.h>

#include "base/mem.h"

#define KEY_GAP 18.0   /* between two entries */
#define KEY_STEP 21.0  /* from line to line */
#define KEY_FIRST 10.0 /* the middle of the first line */

/* Width of the mark, and from its left side to its text. */
static const struct {
	double width, text;
} shapes[] = {
	[KEY_AREA] = { 15, 21 },
	[KEY_BAR] = { 20, 26 },
	[KEY_MUNICIPALITY] = { 3, 10 },
	[KEY_COUNTRY] = { 13, 19 },
	[KEY_HALF] = { 20, 26 },
	[KEY_PEER] = { 1, 8 },
};

static void
draw_mark(struct canvas *c, enum key_mark mark, double x, double y)
{
	double middle = x + shapes[mark].width / 2;

	switch (mark) {
	case KEY_AREA:
		canvas_circle(c, middle, y);
		break;
	case KEY_BAR:
		canvas_line(c, LAYER_SWATCH, x, y, x + 20, y);
		break;
	case KEY_MUNICIPALITY:
		canvas_upright(c, middle, y, 8);
		break;
	case KEY_COUNTRY:
		canvas_diamond(c, middle, y);
		break;
	case KEY_HALF:
		canvas_line(c, LAYER_HALF, x, y, x + 20, y);
		break;
	case KEY_PEER:
		canvas_line(c, LAYER_PEER, middle, y - 6, middle, y + 6);
		break;
	}
}

double
legend_draw(struct canvas *c, const struct key *keys, size_t n)
{
	struct face face = canvas_face(STYLE_KEY);
	double x = 0, y = KEY_FIRST, need;
	bool places = true; /* all so far are marks of places */
	char *text;
	size_t i;

	for (i = 0; i < n; i++) {
		if (keys[i].text == NULL || *keys[i].text == '\0')
			continue;
		need = shapes[keys[i].mark].text + width_of(keys[i].text, face);
		/* Places on one line, the bar under them, if that can be. */
		if (x > 0 &&
		    (x + need > CANVAS_WIDTH ||
			(places && keys[i].mark >= KEY_HALF &&
			    y == KEY_FIRST))) {
			x = 0;
			y += KEY_STEP;
		}
		if (keys[i].mark >= KEY_HALF)
			places = false;
		text = width_fit(keys[i].text, face,
		    CANVAS_WIDTH - x - shapes[keys[i].mark].text);
		draw_mark(c, keys[i].mark, x, y);
		canvas_text(c, STYLE_KEY, ANCHOR_LEFT,
		    x + shapes[keys[i].mark].text, y, text);
		free(text);
		x += need + KEY_GAP;
	}
	return y + KEY_STEP - 5;
}

/*
 * Least movement: with the heights above each label taken off, the places
 * must only not decrease, which pooling neighbours that do gives (isotonic
 * regression).
 */
void
spread_apart(
    double *place, const double *tall, size_t n, double top, double bottom)
{
	double *above = mem_new(n + 1, sizeof(*above));
	double *mean = mem_new(n + 1, sizeof(*mean));
	size_t *size = mem_new(n + 1, sizeof(*size));
	size_t pools = 0, i, j, at = 0;
	double low, high;

	for (i = 1; i < n; i++)
		above[i] = above[i - 1] + (tall[i - 1] + tall[i]) / 2;
	for (i = 0; i < n; i++) {
		mean[pools] = place[i] - above[i];
		size[pools++] = 1;
		for (; pools > 1 && mean[pools - 2] > mean[pools - 1];
		     pools--) {
			j = size[pools - 2] + size[pools - 1];
			mean[pools - 2] =
			    (mean[pools - 2] * (double)size[pools - 2] +
				mean[pools - 1] * (double)size[pools - 1]) /
			    (double)j;
			size[pools - 2] = j;
		}
	}
	for (i = 0; i < pools; i++)
		for (j = 0; j < size[i]; j++, at++) {
			low = top + tall[0] / 2;
			high = bottom - tall[n - 1] / 2 - above[n - 1];
			if (mean[i] > high)
				mean[i] = high;
			if (mean[i] < low)
				mean[i] = low;
			place[at] = mean[i] + above[at];
		}
	free(size);
	free(mean);
	free(above);
}
