/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages: every text that a template or the PDF asks for is there in both
 * languages; a model with everything and one with almost nothing fill; text
 * from outside stays text; nothing a strict content policy forbids.
 */
#include <ctype.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "render/render.h"
#include "render_model.h"
#include "tap.h"

/* Put every name after "t." in text into used: {{t.name}} and t.name. */
static void
names_in(const char *text, const char *mark, struct map *used)
{
	const char *s = text, *e;

	while ((s = strstr(s, mark)) != NULL) {
		s += strlen(mark);
		for (e = s; islower((unsigned char)*e) || *e == '_'; e++)
			continue;
		map_put(used, s, (size_t)(e - s), 1);
	}
}

/* The names that a definition of a report gives: "report_name". */
static void
names_given(const char *text, struct map *used)
{
	static const char mark[] = "\"report_";
	const char *s = text;

	while ((s = strstr(s, mark)) != NULL) {
		s++;
		map_put(used, s, strcspn(s, "\""), 1);
	}
}

static void
names_used(struct map *used)
{
	static const char *const marks[][2] = {
		{ ".report.json", NULL },
		{ ".mustache", "{{t." },
		{ ".typ", " t." },
		{ ".typ", "(t." },
		{ ".typ", "#t." },
	};
	struct names files = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	size_t i, j;
	char *path;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (file_list("reports", marks[i][0], &files, &err) == -1)
			ok(false, "%s", err.msg);
		for (j = 0; j < files.n; j++) {
			path = file_join("reports", files.items[j]);
			buf_clear(&text);
			if (file_read(path, 1 << 20, &text, &err) == -1)
				ok(false, "%s", err.msg);
			if (marks[i][1] == NULL)
				names_given(buf_str(&text), used);
			else
				names_in(buf_str(&text), marks[i][1], used);
			free(path);
		}
		names_free(&files);
		memset(&files, 0, sizeof(files));
	}
	buf_free(&text);
}

static void
texts(const char *lang, const struct map *used)
{
	char *path = mem_fmt("reports/words.page.%s.json", lang);
	struct err err = { 0 };
	struct json *j = json_read(path, 1 << 20, &err);
	const struct json *m;
	size_t n = 0;

	for (m = json_first(j); m != NULL; m = json_next(m)) {
		n++;
		if (!map_gets(used, json_name(m), NULL) ||
		    json_str(m) == NULL || *json_str(m) == '\0')
			ok(false, "%s: %s: is asked for, and is a text", path,
			    json_name(m));
	}
	ok(n == used->n, "%s: the %zu texts that are asked for (it has %zu)",
	    path, used->n, n);
	json_free(j);
	free(path);
}

static bool
holds(const struct buf *page, const char *what)
{
	return strstr(buf_str(page), what) != NULL;
}

static size_t
count(const struct buf *page, const char *what)
{
	const char *s = buf_str(page);
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s += strlen(what))
		n++;
	return n;
}

static void
policy(const struct buf *page, const char *name)
{
	static const char *const banned[] = { "<script", "<style",
		" style=", " onload=", " onclick=", "javascript:", "{{", "}}" };
	size_t i;

	for (i = 0; i < sizeof(banned) / sizeof(banned[0]); i++)
		if (holds(page, banned[i]))
			ok(false, "%s: holds %s", name, banned[i]);
	ok(count(page, "<h1") == 1 && count(page, "<main") == 1 &&
		count(page, "<link rel=\"stylesheet\"") == 1,
	    "%s: one h1, one main, one style sheet", name);
	ok(count(page, "<section") == count(page, "</section>") &&
		count(page, "<div") == count(page, "</div>") &&
		count(page, "<table") == count(page, "</table>") &&
		count(page, "<figure") == count(page, "</figure>"),
	    "%s: what is opened is closed", name);
}

/* Every value of every table row and key figure is on the page. */
static void
values(
    const struct buf *page, const struct json *at, size_t *seen, size_t *gone)
{
	static const char *const fields[] = { "value", "municipality",
		"country", "period", "rank", "low", "high" };
	const struct json *item;
	const char *text;
	size_t i;

	for (item = json_first(at); item != NULL; item = json_next(item)) {
		if (json_name(item) != NULL &&
		    strcmp(json_name(item), "chart") == 0)
			continue;
		for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
			text = json_get_str(item, fields[i]);
			if (text == NULL)
				continue;
			++*seen;
			if (!holds(page, text)) {
				++*gone;
				printf("# gone: %s %s\n", fields[i], text);
			}
		}
		values(page, item, seen, gone);
	}
}

static void
full(void)
{
	struct json *m = model_read("profile");
	struct buf page = { 0 };
	struct err err = { 0 };
	size_t seen = 0, gone = 0;

	ok(render_html(NULL, "profile", m, &page, &err) == 0, "profile fills %s",
	    err.msg);
	policy(&page, "profile");
	values(&page, m, &seen, &gone);
	ok(seen > 150 && gone == 0, "all of %zu values are on it", seen);
	ok(count(&page, "<th scope=\"row\">") >= 30, "tables have row heads");
	ok(holds(&page, "verzonnen voorbeeld"), "invented quotes say so");
	json_free(m);
	buf_free(&page);
}

static void
bare(void)
{
	struct json *m = model_bare();
	struct buf page = { 0 };
	struct err err = { 0 };

	ok(render_html(NULL, "profile", m, &page, &err) == 0,
	    "a gemeente with almost nothing fills %s", err.msg);
	policy(&page, "bare");
	ok(!holds(&page, "class=\"municipality\""),
	    "no municipality beside a municipality");
	ok(!holds(&page, "class=\"voice\"") &&
		!holds(&page, "class=\"unknown\""),
	    "no empty blocks");
	ok(holds(&page, "Geen cijfers over wonen."), "the reason is there");
	json_free(m);
	buf_free(&page);
}

static void
hostile(const char *name)
{
	struct json *plain = model_read(name), *m;
	struct buf page = { 0 };
	struct err err = { 0 };

	m = model_hostile(plain, "\"'><script>alert(1)</script>{{t.skip}}");
	ok(render_html(NULL, name, m, &page, &err) == 0, "%s: hostile fills %s", name,
	    err.msg);
	ok(!holds(&page, "<script") && holds(&page, "&lt;script&gt;"),
	    "%s: no tag of another gets in", name);
	ok(!holds(&page, "\"'>"), "%s: no attribute is broken out of", name);
	ok(holds(&page, "{{t.skip}}"), "%s: data are no template", name);
	json_free(m);
	json_free(plain);
	buf_free(&page);
}

static void
index_page(void)
{
	struct json *m = model_read("index");
	struct buf page = { 0 };
	struct err err = { 0 };

	ok(render_html(NULL, "index", m, &page, &err) == 0, "index fills %s",
	    err.msg);
	policy(&page, "index");
	ok(holds(&page, "href=\"profile/BU06030771.html\"") &&
		holds(&page, "href=\"profile/BU06030771.pdf\""),
	    "links to the page and the PDF");
	json_free(m);
	buf_free(&page);
}

static void
assets(void)
{
	char dir[] = "/tmp/feiten-assets-XXXXXX", *style, *font;
	struct buf text = { 0 };
	struct err err = { 0 };
	bool changed = true;

	if (mkdtemp(dir) == NULL || render_assets(dir, NULL, &err) == -1) {
		ok(false, "assets: %s", err.msg);
		return;
	}
	style = file_join(dir, "assets/profile.css");
	ok(file_read(style, 1 << 20, &text, &err) == 0 &&
		strstr(buf_str(&text), ":root {") != NULL,
	    "style sheet copied");
	if (file_exists("/usr/share/fonts/opentype/inter/Inter-Bold.otf")) {
		ok(count(&text, "font-family: \"Inter\";") == 3,
		    "three weights named");
		font = file_join(dir,
		    holds(&text, "inter-700.woff2")
			? "assets/fonts/inter-700.woff2"
			: "assets/fonts/inter-700.otf");
		ok(file_size(font) > 10000, "and a font is there");
		free(font);
	} else {
		ok(!holds(&text, "font-family: \"Inter\";"),
		    "no font, none named");
	}
	ok(render_assets(dir, NULL, &err) == 0 &&
		file_update(style, text.data, text.len, 0644, &changed, &err) ==
		    0 &&
		!changed,
	    "made again: the same bytes");
	file_remove(dir, &err);
	free(style);
	buf_free(&text);
}

/* pyftsubset, played by a script that takes only what we ask of it. */
static void
small_fonts(void)
{
	char dir[] = "/tmp/feiten-fonts-XXXXXX", *program, *set, *count_file;
	char *path = mem_str(getenv("PATH"));
	static const char text[] =
	    "#!/bin/sh\n"
	    "case $1 in *.otf) ;; *) exit 2;; esac\n"
	    "case $2 in --output-file=*/inter-*.woff2.part) ;; *) exit 3;;\n"
	    "esac\n"
	    "case $3,$4 in --unicodes=U+0020-*,--flavor=woff2) ;;\n"
	    "*) exit 4;; esac\n"
	    "echo x >>\"$(dirname \"$0\")/count\"\n"
	    "echo small >\"${2#--output-file=}\"\n";
	struct buf style = { 0 };
	struct err err = { 0 };

	if (!file_exists("/usr/share/fonts/opentype/inter/Inter-Bold.otf")) {
		printf("# no fonts-inter: nothing to make small\n");
		free(path);
		return;
	}
	if (mkdtemp(dir) == NULL)
		exit(1);
	program = file_join(dir, "pyftsubset");
	count_file = file_join(dir, "count");
	set = mem_fmt("%s:%s", dir, path);
	setenv("PATH", dir, 1);
	ok(render_assets(dir, NULL, &err) == 0, "assets with whole fonts %s",
	    err.msg);
	setenv("PATH", set, 1);
	if (file_write(program, text, sizeof(text) - 1, 0755, &err) == -1)
		ok(false, "%s", err.msg);
	ok(render_assets(dir, NULL, &err) == 0 && render_assets(dir, NULL, &err) == 0 &&
		file_size(count_file) == 6,
	    "three subsets, made once");
	free(count_file);
	count_file = file_join(dir, "assets/fonts/inter-400.otf");
	ok(!file_exists(count_file), "the whole font is gone");
	free(count_file);
	count_file = file_join(dir, "assets/profile.css");
	ok(file_read(count_file, 1 << 20, &style, &err) == 0 &&
		count(&style, ".woff2\") format(\"woff2\")") == 3,
	    "the style sheet names the subsets");
	setenv("PATH", path, 1);
	file_remove(dir, &err);
	buf_free(&style);
	free(count_file);
	free(program);
	free(set);
	free(path);
}

int
main(void)
{
	struct map used = { 0 };
	struct buf out = { 0 };
	struct err err = { 0 };

	setenv("FEITEN_SHARE", ".", 1);
	names_used(&used);
	texts("nl", &used);
	texts("en", &used);
	full();
	bare();
	hostile("profile");
	hostile("index");
	index_page();
	assets();
	small_fonts();
	ok(render_html(NULL, "nothing", NULL, &out, &err) == -1 &&
		strstr(err.msg, "nothing.mustache") != NULL,
	    "no such template: %s", err.msg);
	map_free(&used);
	buf_free(&out);
	return done_testing();
}
