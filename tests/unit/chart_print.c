/* SPDX-License-Identifier: EUPL-1.2 */
/* chart_print: letters come out of a drawing, unless more than letters. */
#include <stdlib.h>

#include "base/mem.h"
#include "chart/chart.h"
#include "tap.h"

#define OPEN "<svg viewBox=\"0 0 40 20\">"
#define HEAD                                                                   \
	"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" "     \
	"font-family=\"Inter\">"
#define LABEL                                                                  \
	"{\"x\":3,\"y\":4.5,\"size\":12.5,\"bold\":true,\"anchor\":\"end\","   \
	"\"fill\":\"#0a5c6b\",\"text\":\"a & é\"}"
#define LIKE                                                                   \
	"\"size\":12.5,\"bold\":true,\"anchor\":\"end\",\"fill\":\"#0a5c6b\","
#define USUAL "\"size\":16,\"bold\":false,\"anchor\":\"start\","
#define LETTERS                                                                \
	"fill=\"#0a5c6b\" font-size=\"12.5\" font-weight=\"bold\" "            \
	"text-anchor=\"end\""

static const struct {
	const char *name, *in, *svg, *labels; /* svg without HEAD and </svg> */
} cases[] = {
	{ "letters with a style of their own",
	    OPEN "<path d=\"M0,0L1,1\"/><text " LETTERS " x=\"3\" y=\"4.5\">"
		 "a &amp; é</text></svg>",
	    "<path d=\"M0,0L1,1\"/>", "[" LABEL "]" },
	{ "with that of the groups they are in, which go when empty",
	    OPEN "<g stroke=\"none\" font-size=\"12.5\"><g " LETTERS ">"
		 "<text x=\"3\" y=\"4.5\">a &amp; é</text></g></g></svg>",
	    "", "[" LABEL "]" },
	{ "what is said nearest counts, and what nobody says is as in any SVG",
	    OPEN "<g fill=\"#ffffff\" text-anchor=\"end\"><text "
		 "fill=\"#123456\" text-anchor=\"middle\" x=\"-1\">b</text>"
		 "<rect width=\"9\" height=\"9\"/></g><text>c</text></svg>",
	    "<g fill=\"#ffffff\" text-anchor=\"end\">"
	    "<rect width=\"9\" height=\"9\"/></g>",
	    "[{\"x\":-1,\"y\":0,\"size\":16,\"bold\":false,"
	    "\"anchor\":\"middle\",\"fill\":\"#123456\",\"text\":\"b\"},"
	    "{\"x\":0,\"y\":0,\"size\":16,\"bold\":false,"
	    "\"anchor\":\"start\",\"fill\":\"#000000\",\"text\":\"c\"}]" },
	{ "turned, moved or in more styles: they stay",
	    OPEN "<text transform=\"rotate(-90)\">a</text>"
		 "<g transform=\"scale(2)\"><text>b</text></g>"
		 "<text>c<tspan font-weight=\"bold\">d</tspan></text></svg>",
	    "<text transform=\"rotate(-90)\">a</text>"
	    "<g transform=\"scale(2)\"><text>b</text></g>"
	    "<text>c<tspan font-weight=\"bold\">d</tspan></text>",
	    "[]" },
	{ "half seen, outlined, slanted, in a pattern: they stay",
	    OPEN "<text fill-opacity=\"0.5\">a</text>"
		 "<text stroke=\"#ffffff\">b</text>"
		 "<text font-style=\"italic\">c</text>"
		 "<text fill=\"url(#p)\">d</text></svg>",
	    "<text fill-opacity=\"0.5\">a</text>"
	    "<text stroke=\"#ffffff\">b</text>"
	    "<text font-style=\"italic\">c</text>"
	    "<text fill=\"url(#p)\">d</text>",
	    "[]" },
	{ "under each other, as far apart: one text of more lines",
	    OPEN "<g " LETTERS "><text x=\"3\" y=\"4.5\">a</text>"
		 "<text x=\"3\" y=\"20.5\">b</text>"
		 "<text x=\"3\" y=\"36.6\">c</text>"
		 "<text x=\"3\" y=\"60\">d</text>"
		 "<text x=\"4\" y=\"76\">e</text></g></svg>",
	    "",
	    "[{\"x\":3,\"y\":4.5," LIKE "\"step\":16,"
	    "\"text\":\"a\\nb\\nc\"},"
	    "{\"x\":3,\"y\":60," LIKE "\"text\":\"d\"},"
	    "{\"x\":4,\"y\":76," LIKE "\"text\":\"e\"}]" },
	{ "above each other, as far apart: the same, from the top",
	    OPEN "<g " LETTERS "><text x=\"3\" y=\"52\">a</text>"
		 "<text x=\"3\" y=\"36\">b</text>"
		 "<text x=\"3\" y=\"20\">c</text></g></svg>",
	    "",
	    "[{\"x\":3," LIKE "\"y\":20,\"step\":16,"
	    "\"text\":\"c\\nb\\na\"}]" },
	{ "beside each other, with room between: one text",
	    OPEN "<text x=\"3\" y=\"4\">ab</text>"
		 "<text x=\"43\" y=\"4\">c</text>"
		 "<text x=\"44\" y=\"4\">d</text>"
		 "<text x=\"63\" y=\"80\">e</text></svg>",
	    "",
	    "[{\"x\":3,\"y\":4," USUAL
	    "\"fill\":\"#000000\",\"text\":\"ab\",\"beside\":[{\"gap\":21.04,"
	    "\"text\":\"c\"}]},"
	    "{\"x\":44,\"y\":4," USUAL "\"fill\":\"#000000\",\"text\":\"d\"},"
	    "{\"x\":63,\"y\":80," USUAL
	    "\"fill\":\"#000000\",\"text\":\"e\"}]" },
	{ "closer than letters are high, or in another style: apart",
	    OPEN "<text y=\"4\">a</text><text y=\"9\">b</text>"
		 "<text y=\"40\" fill=\"#123456\">c</text></svg>",
	    "",
	    "[{\"x\":0,\"y\":4," USUAL "\"fill\":\"#000000\","
	    "\"text\":\"a\"},"
	    "{\"x\":0,\"y\":9," USUAL "\"fill\":\"#000000\","
	    "\"text\":\"b\"},"
	    "{\"x\":0,\"y\":40," USUAL "\"fill\":\"#123456\","
	    "\"text\":\"c\"}]" },
	{ "in a symbol: they stay",
	    OPEN "<defs><g id=\"s\"><text>a</text></g></defs>"
		 "<use href=\"#s\"/></svg>",
	    "<defs><g id=\"s\"><text>a</text></g></defs><use href=\"#s\"/>",
	    "[]" },
};

static const char *const bad[] = {
	"",
	"<svg",
	"<html/>",
	"<svg/>",
	"<svg viewBox=\"0 0 40\"/>",
	"<svg viewBox=\"0 0 40 0\"/>",
	"<svg viewBox=\"0 0 40 -2\"/>",
	"<svg viewBox=\"5 0 40 20\"/>",
	"<svg viewBox=\"0 0 nan 20\"/>",
	"<svg viewBox=\"0 0 40 20 60\"/>",
};

int
main(void)
{
	struct err err = { 0 };
	struct buf said = { 0 };
	struct json *drawing;
	char *svg;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		drawing = chart_print(cases[i].in, strlen(cases[i].in), &err);
		if (!ok(drawing != NULL, "%s %s", cases[i].name, err.msg))
			continue;
		svg = mem_fmt(HEAD "%s</svg>", cases[i].svg);
		is_str(json_get_str(drawing, "svg"), svg, "what is left");
		buf_clear(&said);
		json_print(json_get(drawing, "labels"), false, &said);
		is_str(buf_str(&said), cases[i].labels, "what came out");
		ok(json_get_num(drawing, "width") == 40 &&
			json_get_num(drawing, "height") == 20,
		    "its measures");
		free(svg);
		json_free(drawing);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err_clear(&err);
		ok(chart_print(bad[i], strlen(bad[i]), &err) == NULL &&
			err.code == ERR_INPUT,
		    "refused: '%s' (%s)", bad[i], err.msg);
	}
	buf_free(&said);
	return done_testing();
}
