/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * share: what several maps of one place have in common is on a page once. All
 * that differs between them is in which group of a colour a shape stands.
 */
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "render/render.h"

#define LEAST 48 /* bytes: what is shorter is no gain */

struct shared {
	struct map seen; /* shape: how often, then its number */
	struct buf defs;
	size_t group, n;
};

/* The next shape at or after s, its length; NULL: none. Charts are written by
 * chart_inline: attributes hold no ">". */
static const char *
next_shape(const char *s, size_t *len)
{
	static const char *const names[] = { "<polygon ", "<path " };
	const char *end;

	for (; (s = strchr(s, '<')) != NULL; s++)
		for (size_t i = 0; i < 2; i++) {
			if (strncmp(s, names[i], strlen(names[i])) != 0)
				continue;
			end = strchr(s, '>');
			if (end == NULL || end[-1] != '/')
				continue;
			*len = (size_t)(end + 1 - s);
			if (*len >= LEAST)
				return s;
		}
	return NULL;
}

static void
count(struct shared *all, const char *svg)
{
	size_t len;

	for (; (svg = next_shape(svg, &len)) != NULL; svg += len) {
		int64_t n = 0;

		map_get(&all->seen, svg, len, &n);
		map_put(&all->seen, svg, len, n + 1);
	}
}

/* Numbers in the order of the page, below zero so that they are no counts. */
static int64_t
number(struct shared *all, const char *shape, size_t len)
{
	int64_t n = 0;
	size_t name;

	map_get(&all->seen, shape, len, &n);
	if (n <= 1)
		return -n; /* of this map alone; or its number */
	map_put(&all->seen, shape, len, -(int64_t)++all->n - 1);
	name = strcspn(shape, " ");
	buf_put(&all->defs, shape, name);
	buf_putf(&all->defs, " id=\"s%zu-%zu\"", all->group, all->n);
	buf_put(&all->defs, shape + name, len - name);
	return (int64_t)all->n + 1;
}

static void
put_uses(struct shared *all, const char *svg, struct buf *out)
{
	const char *shape;
	size_t len;

	for (; (shape = next_shape(svg, &len)) != NULL; svg = shape + len) {
		int64_t n = number(all, shape, len);

		buf_put(out, svg, (size_t)(shape - svg));
		if (n == -1)
			buf_put(out, shape, len);
		else
			buf_putf(out, "<use href=\"#s%zu-%lld\"/>",
			    all->group, (long long)n - 1);
	}
	buf_puts(out, svg);
}

static void
share_group(struct json *group, size_t nr)
{
	struct shared all = { .group = nr };
	struct json *map, *maps = json_first(json_get(group, "maps"));

	for (map = maps; map != NULL; map = json_next(map)) {
		const char *svg =
		    json_get_str(json_get(map, "chart"), "svg_inline");

		if (svg != NULL)
			count(&all, svg);
	}
	for (map = maps; map != NULL; map = json_next(map)) {
		struct json *chart = json_get(map, "chart");
		const char *svg = json_get_str(chart, "svg_inline");
		struct buf text = { 0 };

		if (svg == NULL)
			continue;
		put_uses(&all, svg, &text);
		json_drop(chart, "svg_inline");
		json_add_str(chart, "svg_inline", buf_str(&text));
		buf_free(&text);
	}
	json_drop(group, "shapes");
	json_add_str(group, "shapes",
	    all.defs.len > 0 ? buf_str(&all.defs) : NULL);
	buf_free(&all.defs);
	map_free(&all.seen);
}

void
render_share(struct json *model)
{
	struct json *group = json_first(json_get(model, "groups"));
	size_t nr = 1;

	for (; group != NULL; group = json_next(group))
		share_group(group, nr++);
}
