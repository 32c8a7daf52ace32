/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Report models for the tests of render: the golden ones, one with all that
 * may be null left out, and one in which every text is hostile.
 */
#ifndef TESTS_RENDER_MODEL_H
#define TESTS_RENDER_MODEL_H

#include <stdlib.h>

#include "base/mem.h"
#include "codec/json.h"
#include "tap.h"

static struct json *
model_read(const char *name)
{
	char *path = mem_fmt("tests/golden/model/%s.json", name);
	struct err err = { 0 };
	struct json *m = json_read(path, 1 << 20, &err);

	if (m == NULL) {
		ok(false, "model: %s", err.msg);
		exit(done_testing());
	}
	free(path);
	return m;
}

static void
model_null(struct json *object, const char *key)
{
	json_drop(object, key);
	json_add_null(object, key);
}

static void
model_empty(struct json *object, const char *key, const char *has)
{
	json_drop(object, key);
	json_add_array(object, key);
	json_drop(object, has);
	json_add_bool(object, has, false);
}

/* A municipality with one theme without a chart. */
__attribute__((unused)) static struct json *
model_bare(void)
{
	struct json *m = model_read("profile"), *theme, *about;

	model_null(m, "example");
	model_null(json_get(m, "area"), "wijk");
	model_null(json_get(m, "compare"), "municipality");
	model_null(json_get(m, "nav"), "up");
	model_null(json_get(m, "nav"), "pdf");
	model_empty(m, "facts", "has_facts");
	model_empty(m, "voices", "has_voices");
	model_empty(m, "unknown", "has_unknown");
	json_drop(m, "themes");
	theme = json_add_object(json_add_array(m, "themes"), NULL);
	json_add_str(theme, "id", "wonen");
	json_add_str(theme, "name", "Wonen");
	json_add_str(theme, "intro", NULL);
	json_add_null(theme, "range");
	json_add_str(theme, "no_range", "Geen cijfers over wonen.");
	json_add_null(theme, "age");
	json_add_null(theme, "trend");
	json_add_null(theme, "no_trend");
	model_empty(theme, "voices", "has_voices");
	about = json_get(m, "about");
	model_null(about, "heard");
	return m;
}

/* The same model with text at the end of every text but codes, languages,
 * kinds and drawings. */
__attribute__((unused)) static struct json *
model_hostile(const struct json *at, const char *text)
{
	static const char *const kept[] = { "schema", "lang", "id", "kind",
		"svg_inline", "iso" };
	const struct json *item;
	struct json *copy, *value;
	const char *name;
	char *longer;
	size_t i;

	if (json_is_string(at)) {
		copy = json_array();
		longer = mem_fmt("%s%s", json_str(at), text);
		json_add_str(copy, NULL, longer);
		free(longer);
		value = json_copy(json_first(copy));
		json_free(copy);
		return value;
	}
	if (!json_is_object(at) && !json_is_array(at))
		return json_copy(at);
	copy = json_is_object(at) ? json_object() : json_array();
	for (item = json_first(at); item != NULL; item = json_next(item)) {
		name = json_name(item);
		for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
			if (name != NULL && strcmp(name, kept[i]) == 0)
				break;
		value = i < sizeof(kept) / sizeof(kept[0])
		    ? json_copy(item)
		    : model_hostile(item, text);
		json_add(copy, json_is_object(at) ? name : NULL, value);
	}
	return copy;
}

#endif
