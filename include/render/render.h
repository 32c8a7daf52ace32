/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * render: a report model to HTML (mustache) and PDF (Typst). What is on a
 * page is in the model; how it looks is in reports/.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "chart/chart.h"
#include "codec/json.h"
#include "house/house.h"

/* Fill a mustache template (logic-less; variables, sections, inverted
 * sections, comments, partials by name out of dir, implicit iterator {{.}},
 * dotted names). {{x}} is HTML-escaped, {{{x}}} and {{&x}} are not. An empty
 * text or list counts as false, 0 as true. -1 on a template error with its
 * line, or on a partial that is not there; out is then as it was. */
int mustache_fill(const char *name, const char *text, size_t len,
    const struct json *model, const char *dir, struct buf *out,
    struct err *err);

/* Draw every object under a key "chart" anywhere in the model: adds to the
 * same object "svg_inline"; its ids begin with a name that is derived from the
 * place. A chart that cannot be drawn gets "svg_inline": null and "no_svg":
 * reason; the rest is drawn; then -1. p NULL: none is drawn. */
int render_charts(struct json *model, struct plotter *p, struct err *err);

/* The same; a partial is looked for in more (or NULL) when dir has none. */
int mustache_fill_beside(const char *name, const char *text, size_t len,
    const struct json *model, const char *dir, const char *more,
    struct buf *out, struct err *err);

/* <name>.mustache of a folder (NULL, or where it has none: of reports/), with
 * partials out of both, with the model into out. */
int render_html(const char *dir, const char *name, const struct json *model,
    struct buf *out, struct err *err);

/* After render_charts, of an index: shapes that several maps of a group have
 * stand in its "shapes" once (SVG, for <defs>), and the maps use them; null
 * where there are none. */
void render_share(struct json *model);
/* After render_charts, of a profile: the small multiples under "inside" get
 * "apart": what is drawn ("drawing", SVG for <defs>) and which parts of it are
 * seen, as viewBoxes: of the legend ("legend", one) and of each panel
 * ("views"). Nothing without such a drawing. */
void render_panels(struct json *model);

struct typst; /* a running Typst worker (node), or the typst binary */
/* Node with the package of reports/typst (its node_modules folder, or the one
 * that FEITEN_NODE_MODULES names), else a typst of 0.14 or newer on PATH.
 * ERR_TOOL, with what to install, when neither is there. In a house style
 * (NULL: ours), whose logo and letters its documents find; borrowed only now. */
int typst_open(
    struct typst **out, const struct house *house, struct err *err);
void typst_close(struct typst *t);
/* <name>.typ of a folder (NULL, or where it has none: of reports/) with the
 * model (as JSON, its charts by chart_print: an object "drawing" in the place of
 * "svg_inline") into PDF bytes, standard PDF/UA-1. date: of the document, seconds
 * since 1970. */
int typst_pdf(struct typst *t, const char *dir, const char *name,
    const struct json *model, int64_t date, struct buf *out, struct err *err);

/* Style sheet, script and fonts beside the pages: dir/assets/... Files that are equal
 * already are left alone. Fonts come from the installed fonts-inter package:
 * small woff2 files where pyftsubset (fonttools with brotli) is on PATH, else
 * the files as they are; without the package the page falls back on the
 * system's letters. Of a house style (NULL: ours) colours and letters come at the
 * end of the style sheet, the logo as assets/logo.svg or .png. What another house
 * style left there is taken away. */
int render_assets(
    const char *dir, const struct house *house, struct err *err);

#endif
