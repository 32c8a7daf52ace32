/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plotter: gnuplot draws every example, survives what goes wrong, and is
 * asked for when it is not there.
 */
#include "tap.h"

#include "base/file.h"
#include "base/mem.h"
#include "chart/chart.h"

#define DIR "tests/golden/chart"

/* The script of an example, to be freed. */
static char *
script_of(const char *name)
{
	struct err err = { 0 };
	struct buf out = { 0 };
	char *path = file_join(DIR, name);
	struct json *chart = json_read(path, 1 << 20, &err);

	if (chart == NULL || chart_script(chart, &out, &err) == -1)
		printf("# %s\n", err.msg);
	json_free(chart);
	free(path);
	buf_puts(&out, "");
	return buf_take(&out);
}

static bool
is_whole(const struct buf *svg)
{
	return svg->len > 1000 && strncmp(svg->data, "<?xml", 5) == 0 &&
	    strcmp(svg->data + svg->len - 7, "</svg>\n") == 0 &&
	    strstr(svg->data, "READY") == NULL;
}

static size_t
inline_size(const struct buf *svg)
{
	struct buf page = { 0 };
	struct err err = { 0 };
	size_t len;

	if (chart_inline(svg->data, svg->len, "a1", "alt", &page, &err) == -1)
		printf("# %s\n", err.msg);
	len = page.len;
	buf_free(&page);
	return len;
}

/* All examples in order, and then back: what was drawn before must not show
 * in the bytes. */
static void
draw_all(struct plotter *p)
{
	struct err err = { 0 };
	struct buf *first, again = { 0 };
	struct names names = { 0 };
	char *script;
	size_t i, len;

	file_list(DIR, ".json", &names, &err);
	first = mem_new(names.n + 1, sizeof(*first));
	for (i = 0; i < names.n; i++) {
		script = script_of(names.items[i]);
		ok(plotter_draw(p, script, &first[i], &err) == 0 &&
			is_whole(&first[i]),
		    "%s: drawn %s", names.items[i], err.msg);
		len = inline_size(&first[i]);
		ok(len > 150 && len < 12000, "%s: inline, %zu bytes",
		    names.items[i], len);
		free(script);
	}
	for (i = names.n; i-- > 0;) {
		script = script_of(names.items[i]);
		buf_clear(&again);
		ok(plotter_draw(p, script, &again, &err) == 0 &&
			strcmp(buf_str(&first[i]), buf_str(&again)) == 0,
		    "%s: the same again", names.items[i]);
		free(script);
		buf_free(&first[i]);
	}
	free(first);
	buf_free(&again);
	names_free(&names);
}

/* Texts come out as they went in, but for the apostrophe of printers. */
static void
check_text(struct plotter *p)
{
	static const char *const wanted[] = {
		">\xe2\x80\x99s-Gravenhage &amp; &quot;Zo&quot;<",
		">&lt;Rijswijk&gt; 100% `x`<",
		">Ned_er^land {\\} @~<",
		">\xe2\x80\x99"
		"5%\xe2\x80\x99 &amp; &lt;3&gt;_^{}\\@~`<",
		">\xe2\x80\x99; system(\xe2\x80\x99x\xe2\x80\x99) &amp; "
		"&lt;b&gt;&quot;50%&quot; `id` _a^b {c} \\n @d ~e \\ #<",
	};
	char *script = script_of("range-odd.json");
	struct buf svg = { 0 }, page = { 0 };
	struct err err = { 0 };
	size_t i;

	plotter_draw(p, script, &svg, &err);
	chart_inline(svg.data, svg.len, "a1", "alt", &page, &err);
	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		ok(strstr(buf_str(&page), wanted[i]) != NULL, "text %s",
		    wanted[i]);
	free(script);
	buf_free(&page);
	buf_free(&svg);
}

static const struct {
	const char *script, *why;
} failures[] = {
	{ "set nonsense\n", "unrecognized option" },
	{ "plot 'no-such-file'\n", "Cannot find or open file" },
	/* It is gone before or after it was written to: either is said. */
	{ "exit\n", "gnuplot: " },
	{ "system(sprintf('kill -KILL %d', GPVAL_PID))\n", "gnuplot" },
	{ "a = 1\n", "no whole svg" },
};

static void
check_failures(struct plotter *p)
{
	char *script = script_of("trend-two.json");
	struct buf svg = { 0 };
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		buf_clear(&svg);
		err_clear(&err);
		ok(plotter_draw(p, failures[i].script, &svg, &err) == -1 &&
			err.code == ERR_TOOL &&
			strstr(err.msg, failures[i].why) != NULL &&
			svg.len == 0,
		    "%.20s: %s", failures[i].script, err.msg);
		err_clear(&err);
		ok(plotter_draw(p, script, &svg, &err) == 0 && is_whole(&svg),
		    "the next one is drawn %s", err.msg);
	}
	free(script);
	buf_free(&svg);
}

static void
check_missing(void)
{
	struct plotter *p = NULL;
	struct err err = { 0 };

	setenv("PATH", "/nonexistent", 1);
	ok(plotter_open(&p, &err) == -1 && p == NULL && err.code == ERR_TOOL,
	    "no gnuplot on PATH: an error");
	is_str(err.msg, "gnuplot is missing: sudo apt-get install gnuplot-nox",
	    "that says how to get it");
	plotter_close(NULL);
}

int
main(void)
{
	struct plotter *p = NULL;
	struct err err = { 0 };

	if (ok(plotter_open(&p, &err) == 0, "gnuplot starts %s", err.msg)) {
		draw_all(p);
		check_text(p);
		check_failures(p);
		plotter_close(p);
	}
	check_missing();
	return done_testing();
}
