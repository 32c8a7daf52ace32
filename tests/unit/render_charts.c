/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Charts in a model: names from the place, drawings in the model and in the
 * folder, and a chart that fails does not take the others with it.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "render/render.h"
#include "tap.h"

#define AGE                                                                    \
	"{\"kind\":\"age\",\"area\":\"Sion\",\"municipality\":null,"           \
	"\"country\":\"Nederland\",\"max\":40,\"rows\":[{\"label\":"           \
	"\"0-14\",\"value_text\":\"37%\",\"value\":37,"                        \
	"\"municipality\":null,\"country\":15}]}"

static char dir[] = "/tmp/feiten-charts-XXXXXX";

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

static bool
is_drawing(const char *name)
{
	char *path = file_join(dir, name);
	struct buf b = { 0 };
	struct err err = { 0 };
	bool good = file_read(path, 1 << 20, &b, &err) == 0 &&
	    strstr(buf_str(&b), "</svg>") != NULL;

	buf_free(&b);
	free(path);
	return good;
}

static void
drawn(struct plotter *p)
{
	struct json *m = model_of(
	    "{\"themes\":["
	    "{\"id\":\"wonen\",\"age\":{\"alt\":\"Eén & twee\",\"chart\":" AGE
	    "},\"trend\":null},"
	    "{\"id\":\"../../Etc\",\"age\":{\"alt\":\"b\",\"chart\":" AGE "}},"
	    "{\"id\":\"wonen\",\"age\":{\"alt\":\"c\",\"chart\":" AGE "}}],"
	    "\"list\":[{\"x\":{\"chart\":" AGE "}}],\"chart\":" AGE "}");
	struct err err = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	const char *svg;
	const struct json *c;

	ok(render_charts(m, p, dir, &err) == 0, "all drawn %s", err.msg);
	c = theme_chart(m, 0, "age");
	is_str(json_get_str(c, "svg"), "wonen-age.svg", "name from the place");
	svg = json_get_str(c, "svg_inline");
	ok(svg != NULL && strncmp(svg, "<svg", 4) == 0 &&
		strstr(svg, "E\xc3\xa9n &amp; twee") != NULL,
	    "inline drawing with its alt text");
	ok(svg != NULL && strstr(svg, "style=") == NULL &&
		strstr(svg, "<script") == NULL,
	    "no style, no script in it");
	ok(json_is_null(json_get(c, "no_svg")), "no reason given");
	ok(is_drawing("wonen-age.svg"), "the file is there");
	is_str(json_get_str(theme_chart(m, 1, "age"), "svg"), "etc-age.svg",
	    "a name holds letters and digits only");
	is_str(json_get_str(theme_chart(m, 2, "age"), "svg"), "wonen-age-2.svg",
	    "a second chart at the same place");
	is_str(json_get_str(
		   json_get(
		       json_get(json_first(json_get(m, "list")), "x"), "chart"),
		   "svg"),
	    "list-1-x.svg", "a list without ids counts");
	is_str(json_get_str(json_get(m, "chart"), "svg"), "chart.svg",
	    "a chart at the top");

	json_print(m, false, &once);
	ok(render_charts(m, p, dir, &err) == 0, "drawn once more");
	json_print(m, false, &twice);
	is_str(buf_str(&twice), buf_str(&once), "and nothing is different");
	buf_free(&once);
	buf_free(&twice);
	json_free(m);
}

static void
failing(struct plotter *p)
{
	struct json *m = model_of(
	    "{\"themes\":["
	    "{\"id\":\"a\",\"age\":{\"alt\":\"b\",\"chart\":{\"kind\":"
	    "\"pie\"}}},"
	    "{\"id\":\"b\",\"age\":{\"alt\":\"b\",\"chart\":" AGE "}}]}");
	struct err err = { 0 };
	const struct json *c;

	ok(render_charts(m, p, NULL, &err) == -1, "one of two fails");
	ok(strstr(err.msg, "1 of 2 charts could not be drawn: a-age: ") ==
		err.msg,
	    "it is told which (%s)", err.msg);
	c = theme_chart(m, 0, "age");
	ok(json_is_null(json_get(c, "svg")) &&
		json_is_null(json_get(c, "svg_inline")) &&
		json_get_str(c, "no_svg") != NULL,
	    "the reason is in the model");
	ok(json_get_str(theme_chart(m, 1, "age"), "svg_inline") != NULL,
	    "the other is drawn");

	err_clear(&err);
	ok(render_charts(m, NULL, NULL, &err) == -1 &&
		strstr(err.msg, "gnuplot") != NULL,
	    "without gnuplot: %s", err.msg);
	ok(json_get_str(theme_chart(m, 1, "age"), "no_svg") != NULL &&
		json_is_null(json_get(theme_chart(m, 1, "age"), "svg_inline")),
	    "an older drawing is gone");
	json_free(m);
}

int
main(void)
{
	struct plotter *p = NULL;
	struct err err = { 0 };

	if (!ok(mkdtemp(dir) != NULL && plotter_open(&p, &err) == 0,
		"gnuplot runs %s", err.msg))
		return done_testing();
	drawn(p);
	failing(p);
	plotter_close(p);
	file_remove(dir, &err);
	return done_testing();
}
