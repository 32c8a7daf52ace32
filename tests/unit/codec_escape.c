/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/escape: what must not get through, per target language. */
#include "tap.h"

#include "codec/escape.h"

enum target { HTML, PLOT, PLOT_ENH, CSV, URL, SHELL };

static const struct {
	enum target target;
	const char *in, *out;
} cases[] = {
	{ HTML, "", "" },
	{ HTML, "<a href=\"x\" b='y'>&amp;</a>",
	    "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;" },
	{ HTML, "a\tb\nc\rd\x01" "e\x7f" "f\xc2\x85g", "a\tb\nc d e f g" },
	{ HTML, "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	    "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80" },
	{ HTML, "a\xff<\xc3", "a\xef\xbf\xbd&lt;\xef\xbf\xbd" },
	{ HTML, "\xc0\xbc", "\xef\xbf\xbd\xef\xbf\xbd" },
	{ HTML, "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ PLOT, "", "''" },
	{ PLOT, "a'b", "'a\xe2\x80\x99" "b'" },
	{ PLOT, "'s", "'\xe2\x80\x99s'" },
	{ PLOT, "'; system('id') #",
	    "'\xe2\x80\x99; system(\xe2\x80\x99id\xe2\x80\x99) #'" },
	{ PLOT, "a\nb`c`$d@e\\", "'a b`c`$d@e\\'" },
	{ PLOT, "a_b&", "'a_b&'" },
	{ PLOT, "\xfe", "'\xef\xbf\xbd'" },
	{ PLOT_ENH, "_^{}@~\\'",
	    "'\\_\\^\\{\\}\\@\\~\\\\\xe2\x80\x99'" },
	{ PLOT_ENH, "a&b", "'a'.'\\&'.'b'" },
	{ CSV, "", "" },
	{ CSV, "plain", "plain" },
	{ CSV, "a,b", "\"a,b\"" },
	{ CSV, "a;b", "\"a;b\"" },
	{ CSV, "say \"x\"", "\"say \"\"x\"\"\"" },
	{ CSV, "a\r\nb", "\"a\r\nb\"" },
	{ CSV, "=1+1", "'=1+1" },
	{ CSV, "=HYPERLINK(\"x\",\"y\")",
	    "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"" },
	{ CSV, "+1", "+1" },
	{ CSV, "-1.5", "-1.5" },
	{ CSV, "-1,5", "\"-1,5\"" },
	{ CSV, "-1e-3", "-1e-3" },
	{ CSV, "-1e", "'-1e" },
	{ CSV, "-", "'-" },
	{ CSV, "-.", "'-." },
	{ CSV, "+31 6", "'+31 6" },
	{ CSV, "@x", "'@x" },
	{ CSV, "\t=1", "\"'\t'=1\"" },
	{ CSV, "a;=1+1;b", "\"a;'=1+1;b\"" },
	{ CSV, "a;\"=1+1\"", "\"a;\"\"'=1+1\"\"\"" },
	{ CSV, "a\n@x", "\"a\n'@x\"" },
	{ CSV, "a; b-c, d=e", "\"a; b-c, d=e\"" },
	{ CSV, "\xef\xbc\x9d" "1+1", "'\xef\xbc\x9d" "1+1" },
	{ CSV, "-2+3", "'-2+3" },
	{ CSV, "a\x01" "b", "a b" },
	{ SHELL, "", "''" },
	{ SHELL, "/a b/$(id)`id`", "'/a b/$(id)`id`'" },
	{ SHELL, "it's; id", "'it'\\''s; id'" },
	{ URL, "", "" },
	{ URL, "AZaz09-._~", "AZaz09-._~" },
	{ URL, "a b&c=d/e?f#g%", "a%20b%26c%3Dd%2Fe%3Ff%23g%25" },
	{ URL, "\xc3\xa9", "%C3%A9" },
	{ URL, "\n\x7f", "%0A%7F" },
	{ URL, "\xff", "%EF%BF%BD" },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = { 0 };
		const char *in = cases[i].in;

		buf_puts(&out, ">");
		switch (cases[i].target) {
		case HTML:
			escape_html(&out, in);
			break;
		case PLOT:
		case PLOT_ENH:
			escape_gnuplot(&out, in, cases[i].target == PLOT_ENH);
			break;
		case CSV:
			escape_csv(&out, in);
			break;
		case URL:
			escape_url(&out, in);
			break;
		case SHELL:
			escape_shell(&out, in);
			break;
		}
		ok(out.data[0] == '>', "appends");
		is_str(buf_str(&out) + 1, cases[i].out, in);
		buf_free(&out);
	}
	return done_testing();
}
