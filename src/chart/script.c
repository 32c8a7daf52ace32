/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * script: from a chart as data to the script of its kind.
 */
#include <string.h>

#include "chart/chart.h"
#include "chart/kinds.h"
#include "chart/width.h"

static const struct {
	const char *kind;
	chart_kind *script;
} kinds[] = {
	{ "range", range_script },
	{ "trend", trend_script },
	{ "age", age_script },
	{ "map", map_script },
	{ "spark", spark_script },
	{ "multiples", multiples_script },
	{ "dots", dots_script },
};

const struct json *
chart_items(const struct json *object, const char *key, struct err *err)
{
	const struct json *items = json_get(object, key);
	size_t n = json_len(items);

	if (json_is_array(items) && n >= 1 && n <= MAX_ROWS)
		return items;
	err_set(err, ERR_INPUT, "chart: \"%s\": want a list of 1 to %d items",
	    key, MAX_ROWS);
	return NULL;
}

const char *
chart_text(const struct json *object, const char *key)
{
	const char *text = json_get_str(object, key);

	return text != NULL ? text : "";
}

int
chart_script_in(const struct json *chart, const struct chart_look *look,
    struct buf *out, struct err *err)
{
	const char *kind = json_get_str(chart, "kind");
	size_t i;

	if (kind == NULL)
		return err_set(err, ERR_INPUT,
		    "chart: no \"kind\": want range, trend, age, map, "
		    "spark, multiples or dots");
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, kind) == 0) {
			int rc;

			width_letters(look->letters);
			rc = kinds[i].script(chart, look->palette, out, err);
			width_letters(NULL);
			return rc;
		}
	return err_set(err, ERR_INPUT,
	    "chart: unknown kind \"%s\": want range, trend, age, map, "
	    "spark, multiples or dots",
	    kind);
}

int
chart_script(const struct json *chart, struct buf *out, struct err *err)
{
	static const struct chart_look ours = { 0 };

	return chart_script_in(chart, &ours, out, err);
}
