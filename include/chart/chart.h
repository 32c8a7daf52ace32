/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chart: a chart as data (the "chart" objects of docs/report-model.md) to a
 * gnuplot script (pure text) to SVG. One long-lived gnuplot per plotter.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "base/buf.h"
#include "base/err.h"
#include "codec/font.h"
#include "codec/json.h"
#include "model/palette.h"

/* The script for one chart, data inline. Pure; same input, same bytes. What
 * cannot be drawn (no rows, an unknown kind) is ERR_INPUT; a number or text
 * that is not there is left out of the picture. */
int chart_script(const struct json *chart, struct buf *out,
    struct err *err);

/* The same in another look. */
struct chart_look {
	const struct palette *palette; /* NULL: ours */
	/* Of the letter that its texts are set in, regular and bold; NULL: of
	 * Inter. */
	const struct font_widths *letters[2];
};
int chart_script_in(const struct json *chart, const struct chart_look *look,
    struct buf *out, struct err *err);

struct plotter; /* a running gnuplot */
/* ERR_TOOL with the install command when gnuplot is not there. */
int plotter_open(struct plotter **out, struct err *err);
void plotter_close(struct plotter *p);
/* What render_charts draws in from now on; what it names is borrowed. */
void plotter_paint(struct plotter *p, const struct chart_look *look);
const struct chart_look *plotter_look(const struct plotter *p);
/* Draw: the SVG as gnuplot made it, appended; the same for a script whatever
 * was drawn before. 20 seconds without an answer are an error. After an error
 * or a crash the plotter starts a new gnuplot at the next call. */
int plotter_draw(struct plotter *p, const char *script, struct buf *svg,
    struct err *err);

/* For use inside HTML: no prolog, title, desc, scripts or empty groups; only
 * used symbols; every id and reference gets prefix; role="img" and aria-label
 * alt on the svg (alt "": hidden from screen readers); no fixed width and
 * height, a viewBox; text inherits the page's font; no style attributes, so
 * that a strict Content-Security-Policy leaves it whole. prefix: a letter,
 * then letters, digits, '-' and '_'. ERR_INPUT when svg is not well-formed. */
int chart_inline(const char *svg, size_t len, const char *prefix,
    const char *alt, struct buf *out, struct err *err);

/* For paper, of what chart_inline made: an object with "width" and "height"
 * (units of the drawing), "svg" (the drawing without its letters) and
 * "labels", an array of {"x", "y" (of the baseline), "size", "bold", "anchor"
 * ("start", "middle", "end"), "fill" ("#rrggbb"), "text"}, to be set over it.
 * Labels at one x one under the other, as far apart each time, are one with
 * "step" (from baseline to baseline) and a newline between their texts.
 * Letters that are turned, or in more styles than one, stay in "svg". NULL
 * with ERR_INPUT when svg is not well-formed or its viewBox does not begin at
 * 0 0. The caller frees it. */
struct json *chart_print(const char *svg, size_t len, struct err *err);

/* Of a "multiples" drawing of n panels, so high: the part (x, y, width, height,
 * in units of the drawing) that its legend takes, and that its panel i takes
 * with its name and its two values. */
void chart_multiples_legend(double height, size_t n, double box[4]);
void chart_multiples_panel(double height, size_t n, size_t i, double box[4]);

#endif
