/* SPDX-License-Identifier: EUPL-1.2 */
/* chart_inline: what goes, what stays, and what is refused. */
#include "tap.h"

#include "chart/chart.h"

#define OPEN "<svg viewBox=\"0 0 4 4\">"
#define HEAD "<svg viewBox=\"0 0 4 4\" role=\"img\" aria-label=\"A\">"
#define DISCS                                                                  \
	"<defs><circle id='c' cx='0' cy='0' r='1'/>"                           \
	"<use id='d' href='#c' fill='currentColor' stroke='none'/></defs>"

static const struct {
	const char *name, *in, *out; /* out without HEAD and </svg>\n */
} cases[] = {
	{ "prolog, comments, title and desc go",
	    "<?xml version='1.0'?><!DOCTYPE svg><!-- c -->" OPEN
	    "<title>t</title><desc>d</desc><path d='M0,0 L1,1'/></svg>",
	    "<path d=\"M0,0L1,1\"/>" },
	{ "scripts, handlers and foreign parts go",
	    OPEN "<script>a()</script><path onclick='a()' d='M0 0L1 1'/>"
		 "<foreignObject><path d='M9,9'/></foreignObject>"
		 "<a href='javascript:a()'><path d='M9,9'/></a></svg>",
	    "<path d=\"M0,0L1,1\"/>" },
	{ "filters and unused symbols go, used ones stay and get the prefix",
	    OPEN "<defs><filter id='f'><feFlood/></filter>"
		 "<circle id='a' r='1'/><use id='b' xlink:href='#a'/>"
		 "<path id='c' d='M0,0'/></defs><use xlink:href='#b'/></svg>",
	    "<defs><circle id=\"p-a\" r=\"1\"/>"
	    "<use id=\"p-b\" href=\"#p-a\"/></defs><use href=\"#p-b\"/>" },
	{ "filled circles side by side are one line with round ends",
	    OPEN DISCS "<g fill='none' stroke='currentColor'>"
		 "<use xlink:href='#d' transform='translate(1.26,2) scale(2.10)'"
		 " color='rgb( 10,  92, 107)'/>"
		 "<use xlink:href='#d' transform='translate(-3,.5) scale(2.1)'"
		 " color='rgb( 10,  92, 107)'/>"
		 "<use xlink:href='#d' transform='translate(4,4) scale(3)'"
		 " color='rgb( 10,  92, 107)'/></g></svg>",
	    "<g fill=\"none\" stroke=\"currentColor\">"
	    "<path stroke=\"#0a5c6b\" stroke-width=\"4.2\" "
	    "stroke-linecap=\"round\" d=\"M1.3,2h0M-3,0.5h0\"/>"
	    "<path stroke=\"#0a5c6b\" stroke-width=\"6\" "
	    "stroke-linecap=\"round\" d=\"M4,4h0\"/></g>" },
	{ "but not what is turned, half seen or another symbol",
	    OPEN DISCS "<use href='#d' transform='rotate(9)'/>"
		 "<use href='#d' transform='translate(1,2) scale(-2)'/>"
		 "<use href='#d' opacity='0.5' "
		 "transform='translate(1,2) scale(2)'/></svg>",
	    "<defs><circle id=\"p-c\" cx=\"0\" cy=\"0\" r=\"1\"/>"
	    "<use fill=\"currentColor\" stroke=\"none\" id=\"p-d\" "
	    "href=\"#p-c\"/></defs>"
	    "<use href=\"#p-d\" transform=\"rotate(9)\"/>"
	    "<use href=\"#p-d\" transform=\"translate(1,2) scale(-2)\"/>"
	    "<use href=\"#p-d\" opacity=\"0.5\" "
	    "transform=\"translate(1,2) scale(2)\"/>" },
	{ "a use of nothing, of another file, or of a script goes",
	    OPEN "<use href='#no'/><use href='x.svg#a'/>"
		 "<use href='javascript:#a'/><use/></svg>",
	    "" },
	{ "a use of itself ends",
	    OPEN "<defs><g id='a'><use href='#a'/></g></defs>"
		 "<use href='#a'/></svg>",
	    "<defs><g id=\"p-a\"><use href=\"#p-a\"/></g></defs>"
	    "<use href=\"#p-a\"/>" },
	{ "a group that is referred to may be empty",
	    OPEN "<use href='#a'/><g id='a'></g></svg>",
	    "<use href=\"#p-a\"/><g id=\"p-a\"/>" },
	{ "empty groups and the empty canvas go",
	    OPEN "<g fill='red'><g></g><g><g/></g></g>"
		 "<rect width='4' height='4' fill='none'/></svg>",
	    "" },
	{ "style becomes attributes",
	    OPEN "<path style='fill: rgb( 10,  92, 107); stroke-width:2px;"
		 "behavior:url(x);font-family:Inter' d='M0,0L1,1'/></svg>",
	    "<path fill=\"#0a5c6b\" stroke-width=\"2\" d=\"M0,0L1,1\"/>" },
	{ "references to outside go, to inside get the prefix",
	    OPEN "<defs><clipPath id='c'><rect width='1' height='1'/>"
		 "</clipPath></defs><path fill='Url(http://x/y)' stroke='url(//x)' "
		 "clip-path='url(#c)' d='M0,0L1,1'/></svg>",
	    "<defs><clipPath id=\"p-c\"><rect width=\"1\" height=\"1\"/>"
	    "</clipPath></defs>"
	    "<path clip-path=\"url(#p-c)\" d=\"M0,0L1,1\"/>" },
	{ "numbers are rounded, upright and level lines short",
	    OPEN "<path d='M107.01,2.00 L107.01,16.04 L399.99,16.04 "
		 "1.26,-0.04 M5,5 L5,6  '/></svg>",
	    "<path d=\"M107,2V16H400L1.3,0M5,5V6\"/>" },
	{ "numbers: half away from zero, no minus nought, odd ones as they are",
	    OPEN "<polyline points=' 0.05,-0.05  1.25,99.96 -0.04,.5 5.,1e9 "
		 "+2.00,1234567890123456.5 '/></svg>",
	    "<polyline points=\"0.1,-0.1 1.3,100 0,0.5 5,1e9 "
	    "2,1234567890123456.5\"/>" },
	{ "other paths keep their commands",
	    OPEN "<path d='M 1.00 2 C 1 2 3.14 4 5 6 z m1-1h2'/></svg>",
	    "<path d=\"M 1 2 C 1 2 3.1 4 5 6 z m 1-1 h 2\"/>" },
	{ "text: family goes, place becomes x and y, one tspan melts in",
	    OPEN "<g transform='translate(17.00,13.08)' fill='red' "
		 "font-family='Inter'><text><tspan font-family='Inter' "
		 "font-weight='bold' >a &lt;b> &amp; &#39;c&#x27; &x;</tspan>"
		 "</text></g></svg>",
	    "<text fill=\"red\" font-weight=\"bold\" x=\"17\" y=\"13.1\">"
	    "a &lt;b&gt; &amp; &#39;c&#39; &amp;x;</text>" },
	{ "a style of neighbours is said once",
	    OPEN "<path fill='none' stroke='red' d='M0,0L1,1'/>"
		 "<path fill='none' stroke='red' d='M0,0L2,1'/></svg>",
	    "<g fill=\"none\" stroke=\"red\"><path d=\"M0,0L1,1\"/>"
	    "<path d=\"M0,0L2,1\"/></g>" },
	{ "what is inherited is not said again",
	    OPEN "<g fill='red' stroke='blue'><path fill='red' d='M0,0'/>"
		 "<path fill='none' stroke-linecap='butt' d='M0,0'/></g></svg>",
	    "<g fill=\"red\" stroke=\"blue\"><path d=\"M0,0\"/>"
	    "<path fill=\"none\" d=\"M0,0\"/></g>" },
	{ "transforms of a group and its only child are joined",
	    OPEN "<g transform='rotate(90)'><path transform='scale(2)' "
		 "d='M0,0'/></g></svg>",
	    "<path transform=\"rotate(90) scale(2)\" d=\"M0,0\"/>" },
};

static void
check_cases(void)
{
	struct err err = { 0 };
	struct buf out = { 0 };
	char want[1000];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		if (chart_inline(cases[i].in, strlen(cases[i].in), "p", "A",
			&out, &err) == -1)
			printf("# %s\n", err.msg);
		snprintf(want, sizeof(want), HEAD "%s</svg>\n", cases[i].out);
		is_str(buf_str(&out), want, cases[i].name);
	}
	buf_free(&out);
}

static const struct {
	const char *in, *why;
} wrong[] = {
	{ "", "no svg element" },
	{ "text", "no svg element" },
	{ "<html></html>", "no svg element" },
	{ "<svg>", "an element does not end" },
	{ OPEN "<g></svg>", "an end tag that does not fit" },
	{ OPEN "</svg", "an end tag does not end" },
	{ OPEN "</svg><svg/>", "something after the svg" },
	{ "<svg viewBox='0 0 1 1", "an attribute does not end" },
	{ "<svg viewBox=0>", "an attribute without quotes" },
	{ "<svg viewBox", "a name or '='" },
	{ "<svg ", "a tag does not end" },
	{ "<svg></svg>", "no viewBox" },
	{ "<svg width='100%' height='1'></svg>", "no viewBox" },
	{ "<", "'<' without a name" },
	{ "<!-- -", "a comment or instruction does not end" },
	{ "<?xml ?", "a comment or instruction does not end" },
	{ OPEN "<text><![CDATA[x]]</text></svg>", "character data do not end" },
	{ "<!DOCTYPE svg [<!ENTITY a 'b'>]>" OPEN "</svg>",
	    "a document type that is not plain" },
};

static void
check_wrong(void)
{
	struct buf out = { 0 }, deep = { 0 };
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		err_clear(&err);
		ok(chart_inline(wrong[i].in, strlen(wrong[i].in), "p", "A",
		       &out, &err) == -1 &&
			err.code == ERR_INPUT &&
			strstr(err.msg, wrong[i].why) != NULL && out.len == 0,
		    "refused: %s (%s)", wrong[i].in, err.msg);
	}
	ok(chart_inline("<svg\0/>", 7, "p", "A", &out, &err) == -1,
	    "refused: a NUL byte");
	buf_puts(&deep, OPEN);
	for (i = 0; i < 100000; i++)
		buf_puts(&deep, "<g>");
	ok(chart_inline(deep.data, deep.len, "p", "A", &out, &err) == -1 &&
		strstr(err.msg, "too deeply") != NULL,
	    "refused: nested too deeply");
	buf_clear(&deep);
	buf_puts(&deep, OPEN);
	for (i = 0; i < 30000; i++)
		buf_puts(&deep, "<g/>");
	ok(chart_inline(deep.data, deep.len, "p", "A", &out, &err) == -1 &&
		strstr(err.msg, "more parts") != NULL,
	    "refused: too many parts");
	buf_free(&deep);
}

static void
check_frame(void)
{
	static const char svg[] = "<svg width='400.00' height='20' "
				  "xmlns='http://www.w3.org/2000/svg'></svg>";
	static const char *const prefixes[] = { "", "1a", "a b", "a\"", "-a" };
	struct buf out = { 0 };
	struct err err = { 0 };
	size_t i;

	chart_inline(svg, strlen(svg), "p", "<\"&'>", &out, &err);
	is_str(buf_str(&out),
	    "<svg viewBox=\"0 0 400 20\" role=\"img\" "
	    "aria-label=\"&lt;&quot;&amp;&#39;&gt;\"></svg>\n",
	    "size becomes a viewBox; alt is escaped");
	buf_clear(&out);
	chart_inline(svg, strlen(svg), "p", "", &out, &err);
	is_str(buf_str(&out),
	    "<svg viewBox=\"0 0 400 20\" aria-hidden=\"true\"></svg>\n",
	    "without alt it is hidden from readers");
	buf_clear(&out);
	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		ok(chart_inline(
		       svg, strlen(svg), prefixes[i], "A", &out, &err) == -1 &&
			out.len == 0,
		    "prefix \"%s\" is refused", prefixes[i]);
	buf_free(&out);
}

/* Cut off anywhere it is an error, and nothing is read beyond the end. */
static void
check_cut(void)
{
	const char *whole = cases[2].in;
	struct buf out = { 0 };
	struct err err = { 0 };
	size_t len, refused = 0;
	char *part;

	for (len = 0; len < strlen(whole); len++) {
		part = malloc(len > 0 ? len : 1);
		memcpy(part, whole, len);
		refused += chart_inline(part, len, "p", "A", &out, &err) == -1;
		free(part);
	}
	ok(refused == strlen(whole), "every cut of an svg is refused");
	buf_free(&out);
}

int
main(void)
{
	check_cases();
	check_wrong();
	check_frame();
	check_cut();
	return done_testing();
}
