/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Mustache: every case of tests/golden/mustache/cases.json, and long and deep
 * templates.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "render/render.h"
#include "tap.h"

#define CASES "tests/golden/mustache/cases.json"

static char dir[] = "/tmp/feiten-mustache-XXXXXX";

static void
partials_write(const struct json *partials)
{
	const struct json *p;
	const char *text;
	struct err err = { 0 };
	char path[256];

	file_remove(dir, &err);
	file_mkdirs(dir, 0700, &err);
	for (p = json_first(partials); p != NULL; p = json_next(p)) {
		text = json_str(p);
		snprintf(
		    path, sizeof(path), "%s/%s.mustache", dir, json_name(p));
		if (file_write(path, text, strlen(text), 0600, &err) == -1)
			ok(false, "cannot write %s: %s", path, err.msg);
	}
}

static void
one_case(const struct json *c)
{
	const char *name = json_get_str(c, "name");
	const char *text = json_get_str(c, "template");
	const char *want = json_get_str(c, "want");
	const char *wrong = json_get_str(c, "error");
	struct buf out = { 0 };
	struct err err = { 0 };
	int rc;

	partials_write(json_get(c, "partials"));
	buf_puts(&out, "kept|");
	rc = mustache_fill(
	    "case", text, strlen(text), json_get(c, "data"), dir, &out, &err);
	if (want != NULL) {
		ok(rc == 0 && strcmp(buf_str(&out) + 5, want) == 0, "%s", name);
		if (rc != 0 || strcmp(buf_str(&out) + 5, want) != 0)
			printf("# got [%s] want [%s] %s\n", buf_str(&out) + 5,
			    want, err.msg);
	} else {
		ok(rc == -1 && text_starts(err.msg, wrong) &&
			strcmp(buf_str(&out), "kept|") == 0,
		    "%s (%s)", name, err.msg);
	}
	buf_free(&out);
}

/* Sections deeper than the limit are an error, not a crash. */
static void
deep(void)
{
	struct buf text = { 0 }, out = { 0 };
	struct json *model = json_object();
	struct err err = { 0 };
	int i;

	json_add_bool(model, "x", true);
	for (i = 0; i < 5000; i++)
		buf_puts(&text, "{{#x}}");
	for (i = 0; i < 5000; i++)
		buf_puts(&text, "{{/x}}");
	ok(mustache_fill(
	       "deep", text.data, text.len, model, NULL, &out, &err) == -1 &&
		strstr(err.msg, "inside each other") != NULL,
	    "5000 sections inside each other: refused");
	buf_free(&text);
	buf_free(&out);
	json_free(model);
}

/* A template cut at every byte either fills or fails; nothing else. */
static void
cut(void)
{
	const char *text = "a\n {{#l}} \n{{{x}}}{{&y}}{{^z}}-{{/z}}{{!c}}\n"
			   "\t{{/l}}\n{{>gone}}";
	struct json *model =
	    json_parse("{\"l\":[1,{\"x\":\"<\"}]}", 21, &(struct err){ 0 });
	struct buf out = { 0 };
	struct err err = { 0 };
	size_t i, filled = 0, failed = 0;

	for (i = 0; i <= strlen(text); i++) {
		buf_clear(&out);
		if (mustache_fill("cut", text, i, model, NULL, &out, &err) == 0)
			filled++;
		else if (text_starts(err.msg, "cut: line "))
			failed++;
	}
	ok(filled > 3 && failed > 30 && filled + failed == strlen(text) + 1,
	    "cut at every byte: %zu filled, %zu refused with a line", filled,
	    failed);
	buf_free(&out);
	json_free(model);
}

int
main(void)
{
	struct err err = { 0 };
	struct json *cases = json_read(CASES, 1 << 20, &err);
	const struct json *c;

	if (!ok(cases != NULL && mkdtemp(dir) != NULL, "cases read %s",
		err.msg))
		return done_testing();
	for (c = json_first(cases); c != NULL; c = json_next(c))
		one_case(c);
	deep();
	cut();
	file_remove(dir, &err);
	json_free(cases);
	return done_testing();
}
