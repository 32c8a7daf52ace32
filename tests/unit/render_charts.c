/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Charts in a model: names from the place, drawings in the model, and a chart
 * that fails does not take the others with it.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "render/render.h"
#include "tap.h"

#define SPARK                                                                  \
	"{\"kind\":\"spark\",\"y_min\":15,\"y_max\":25,\"points\":["           \
	"{\"x\":2020,\"y\":19.6},{\"x\":2024,\"y\":20.4}]}"

#define PIE "{\"kind\":\"pie\"}"

static struct json *
model_of(const char *text)
{
	struct err err = { 0 };
	struct json *m = json_parse(text, strlen(text), &err);

	if (m == NULL)
		ok(false, "model: %s", err.msg);
	return m;
}

static const struct json *
theme_chart(const struct json *model, size_t i, const char *part)
{
	return json_get(
	    json_get(json_at(json_get(model, "themes"), i), part), "chart");
}

/* Whether there is a drawing, without ids: those of two could be the same. */
static bool
is_drawn(const struct json *chart)
{
	const char *svg = json_get_str(chart, "svg_inline");

	return svg != NULL && strncmp(svg, "<svg", 4) == 0 &&
	    strstr(svg, " id=") == NULL;
}

static void
drawn(struct plotter *p)
{
	struct json *m = model_of(
	    "{\"themes\":["
	    "{\"id\":\"wonen\",\"age\":{\"alt\":\"Eén & twee\",\"chart\":" SPARK
	    "},\"trend\":null},"
	    "{\"id\":\"../../Etc\",\"age\":{\"alt\":\"b\",\"chart\":" SPARK
	    "}},"
	    "{\"id\":\"wonen\",\"age\":{\"alt\":\"c\",\"chart\":" SPARK "}}],"
	    "\"list\":[{\"x\":{\"chart\":" SPARK "}}],\"chart\":" SPARK "}");
	struct err err = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	const char *svg;
	const struct json *c;

	ok(render_charts(m, p, &err) == 0, "all drawn %s", err.msg);
	c = theme_chart(m, 0, "age");
	svg = json_get_str(c, "svg_inline");
	ok(svg != NULL && strncmp(svg, "<svg", 4) == 0 &&
		strstr(svg, "E\xc3\xa9n &amp; twee") != NULL,
	    "inline drawing with its alt text");
	ok(svg != NULL && strstr(svg, "style=") == NULL &&
		strstr(svg, "<script") == NULL,
	    "no style, no script in it");
	ok(json_is_null(json_get(c, "no_svg")), "no reason given");
	ok(is_drawn(c) && is_drawn(theme_chart(m, 1, "age")) &&
		is_drawn(theme_chart(m, 2, "age")) &&
		is_drawn(json_get(
		    json_get(json_first(json_get(m, "list")), "x"), "chart")) &&
		is_drawn(json_get(m, "chart")),
	    "each, wherever it is");

	json_print(m, false, &once);
	ok(render_charts(m, p, &err) == 0, "drawn once more");
	json_print(m, false, &twice);
	is_str(buf_str(&twice), buf_str(&once), "and nothing is different");
	buf_free(&once);
	buf_free(&twice);
	json_free(m);
}

/* What cannot be drawn is named after its place. */
static void
named(struct plotter *p)
{
	static const char *const cases[][2] = {
		{ "{\"themes\":[{\"id\":\"../../Etc\",\"age\":{\"alt\":\"b\","
		  "\"chart\":" PIE "}}]}",
		    ": etc-age: " },
		{ "{\"themes\":[{\"id\":\"wonen\",\"age\":{\"alt\":\"b\","
		  "\"chart\":" SPARK "}},{\"id\":\"wonen\",\"age\":{\"alt\":"
		  "\"b\",\"chart\":" PIE "}}]}",
		    ": wonen-age-2: " },
		{ "{\"list\":[{\"x\":{\"chart\":" PIE "}}]}", ": list-1-x: " },
		{ "{\"chart\":" PIE "}", ": chart: " },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct json *m = model_of(cases[i][0]);
		struct err err = { 0 };

		ok(render_charts(m, p, &err) == -1 &&
			strstr(err.msg, cases[i][1]) != NULL,
		    "its name is of its place: %s", err.msg);
		json_free(m);
	}
}

static void
failing(struct plotter *p)
{
	struct json *m = model_of(
	    "{\"themes\":["
	    "{\"id\":\"a\",\"age\":{\"alt\":\"b\",\"chart\":{\"kind\":"
	    "\"pie\"}}},"
	    "{\"id\":\"b\",\"age\":{\"alt\":\"b\",\"chart\":" SPARK "}}]}");
	struct err err = { 0 };
	const struct json *c;

	ok(render_charts(m, p, &err) == -1, "one of two fails");
	ok(strstr(err.msg, "1 of 2 charts could not be drawn: a-age: ") ==
		err.msg,
	    "it is told which (%s)", err.msg);
	c = theme_chart(m, 0, "age");
	ok(json_is_null(json_get(c, "svg_inline")) &&
		json_get_str(c, "no_svg") != NULL,
	    "the reason is in the model");
	ok(json_get_str(theme_chart(m, 1, "age"), "svg_inline") != NULL,
	    "the other is drawn");

	err_clear(&err);
	ok(render_charts(m, NULL, &err) == -1 &&
		strstr(err.msg, "gnuplot") != NULL,
	    "without gnuplot: %s", err.msg);
	ok(json_get_str(theme_chart(m, 1, "age"), "no_svg") != NULL &&
		json_is_null(json_get(theme_chart(m, 1, "age"), "svg_inline")),
	    "an older drawing is gone");
	json_free(m);
}

/* What two maps have in common is there once. */
static void
shared(void)
{
#define SHAPE "<polygon points=\\\"1,2 3,4 5,6 7,8 9,10 11,12 1,2\\\"/>"
#define OTHER "<path fill=\\\"none\\\" d=\\\"M1,2L3,4L5,6L7,8L9,10L11,12\\\"/>"
#define MAP(svg) "{\"chart\":{\"svg_inline\":\"" svg "\"}}"
	struct json *m = model_of("{\"groups\":[{\"maps\":["
		MAP("<svg><g>" SHAPE OTHER "<path d=\\\"M1,2\\\"/></g></svg>") ","
		MAP("<svg><b/>" OTHER "<text>3 &lt; 4</text>" SHAPE "</svg>") ","
		MAP("<svg>" SHAPE "<path d=\\\"M1,2\\\"/></svg>") "]},"
		"{\"maps\":[" MAP("<svg>" SHAPE "</svg>") ",{\"chart\":"
		"{\"svg_inline\":null}}]},{\"rows\":[]}]}");
	const struct json *groups = json_get(m, "groups");
	const struct json *maps = json_get(json_at(groups, 0), "maps");
	static const char *const want[] = {
		"<svg><g><use href=\"#s1-1\"/><use href=\"#s1-2\"/>"
		"<path d=\"M1,2\"/></g></svg>",
		"<svg><b/><use href=\"#s1-2\"/><text>3 &lt; 4</text>"
		"<use href=\"#s1-1\"/></svg>",
		"<svg><use href=\"#s1-1\"/><path d=\"M1,2\"/></svg>"
	};

	render_share(m);
	for (size_t i = 0; i < 3; i++)
		is_str(json_get_str(json_get(json_at(maps, i), "chart"),
			   "svg_inline"),
		    want[i], "uses what is shared");
	is_str(json_get_str(json_at(groups, 0), "shapes"),
	    "<polygon id=\"s1-1\" points=\"1,2 3,4 5,6 7,8 9,10 11,12 1,2\"/>"
	    "<path id=\"s1-2\" fill=\"none\" "
	    "d=\"M1,2L3,4L5,6L7,8L9,10L11,12\"/>",
	    "which stands there once, with its own colour");
	ok(json_get_str(json_at(groups, 1), "shapes") == NULL &&
		json_get_str(json_at(groups, 2), "shapes") == NULL,
	    "nothing is shared by one");
	json_free(m);
}

/* Small multiples: each panel is a part of one drawing. */
static void
parts(struct plotter *p)
{
#define POINTS "\"points\":[{\"x\":1,\"y\":2},{\"x\":2,\"y\":3}]"
#define PANEL "{\"name\":\"a\"," POINTS ",\"end_text\":\"3\"}"
	struct json *m = model_of("{\"inside\":{\"through\":{\"alt\":\"b\","
		"\"chart\":{\"kind\":\"multiples\",\"one\":\"c\",\"panels\":["
		PANEL "," PANEL "," PANEL "," PANEL "]}}}}");
	const struct json *chart =
	    json_get(json_get(json_get(m, "inside"), "through"), "chart");
	const struct json *apart, *views;
	struct err err = { 0 };

	render_panels(m);
	ok(json_get(chart, "apart") == NULL, "nothing of what is not drawn");
	if (!ok(render_charts(m, p, &err) == 0, "four panels %s", err.msg)) {
		json_free(m);
		return;
	}
	render_panels(m);
	apart = json_get(chart, "apart");
	ok(strstr(json_get_str(apart, "drawing"), "svg") == NULL &&
		strstr(json_get_str(apart, "drawing"), "<text") != NULL,
	    "the drawing without its frame");
	is_str(json_str(json_at(json_get(apart, "legend"), 0)),
	    "0.0 0.0 400.0 20.0", "the legend lies above");
	views = json_get(apart, "views");
	ok(json_len(views) == 4, "as many parts as panels");
	is_str(json_str(json_at(views, 0)), "0.0 24.0 121.3 84.0",
	    "the first");
	is_str(json_str(json_at(views, 3)), "0.0 122.0 121.3 84.0",
	    "the fourth, under it");
	json_free(m);
}

int
main(void)
{
	struct plotter *p = NULL;
	struct err err = { 0 };

	if (!ok(plotter_open(&p, &err) == 0, "gnuplot runs %s", err.msg))
		return done_testing();
	drawn(p);
	named(p);
	failing(p);
	parts(p);
	plotter_close(p);
	shared();
	return done_testing();
}
