/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * charts: walk the model, draw what is under a key "chart". A chart that
 * fails is told of in the model itself, so that the page can say so and the
 * table behind it still stands.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "render/render.h"

#define NAME_MAX_LEN 80 /* bytes */

struct walker {
	struct plotter *plotter;
	struct names used;
	size_t charts, failed;
	struct err first; /* the first failure */
};

static void
place_put(struct buf *place, const char *part)
{
	if (place->len > 0)
		buf_putc(place, '-');
	for (; *part != '\0' && place->len < NAME_MAX_LEN; part++) {
		if ((*part >= 'a' && *part <= 'z') ||
		    (*part >= '0' && *part <= '9'))
			buf_putc(place, *part);
		else if (*part >= 'A' && *part <= 'Z')
			buf_putc(place, (char)(*part - 'A' + 'a'));
		else if (place->len > 0 && place->data[place->len - 1] != '-')
			buf_putc(place, '-');
	}
}

static bool
is_used(const struct names *used, const char *name)
{
	size_t i;

	for (i = 0; i < used->n; i++)
		if (strcmp(used->items[i], name) == 0)
			return true;
	return false;
}

/* A name that is not taken yet, from the place; the caller frees it. */
static char *
name_new(struct walker *w, const char *place)
{
	const char *base = *place != '\0' ? place : "chart";
	char *name = mem_str(base);
	unsigned n = 1;

	while (is_used(&w->used, name)) {
		free(name);
		name = mem_fmt("%s-%u", base, ++n);
	}
	names_add(&w->used, name);
	return name;
}

static int
draw(struct walker *w, const struct json *chart, const char *name,
    const char *alt, struct buf *inlined, struct err *err)
{
	char *prefix = mem_fmt("%s-", name);
	struct buf script = { 0 }, svg = { 0 };
	int rc = -1;

	if (w->plotter == NULL) {
		err_set(err, ERR_TOOL, "gnuplot is not there");
		goto done;
	}
	if (chart_script_in(chart, plotter_look(w->plotter), &script, err) ==
		-1 ||
	    plotter_draw(w->plotter, buf_str(&script), &svg, err) == -1 ||
	    chart_inline(buf_str(&svg), svg.len, prefix, alt, inlined, err) ==
		-1)
		goto done;
	rc = 0;
done:
	buf_free(&svg);
	buf_free(&script);
	free(prefix);
	return rc;
}

/* holder has the member "chart", and its "alt" beside it. */
static void
chart_draw(struct walker *w, const struct json *holder, struct json *chart,
    const char *place)
{
	const char *alt = json_get_str(holder, "alt");
	struct buf inlined = { 0 };
	struct err err = { 0 };
	char *name = name_new(w, place);

	w->charts++;
	json_drop(chart, "svg_inline");
	json_drop(chart, "no_svg");
	if (draw(w, chart, name, alt != NULL ? alt : "", &inlined, &err) ==
	    0) {
		json_add_str(chart, "svg_inline", buf_str(&inlined));
		json_add_null(chart, "no_svg");
	} else {
		json_add_null(chart, "svg_inline");
		json_add_str(chart, "no_svg", err.msg);
		err_ctx(&err, "%s", name);
		if (w->failed++ == 0)
			w->first = err;
	}
	buf_free(&inlined);
	free(name);
}

/* Depth is bounded by JSON_DEPTH: the model was parsed, or built by us. */
static void
walk(struct walker *w, struct json *at, const char *place)
{
	struct json *item;
	struct buf deeper = { 0 };
	const char *id, *key;
	size_t i = 0;

	for (item = json_first(at); item != NULL; item = json_next(item)) {
		key = json_name(item);
		if (json_is_object(at) && json_is_object(item) &&
		    strcmp(key, "chart") == 0) {
			chart_draw(w, at, item, place);
			continue;
		}
		if (!json_is_object(item) && !json_is_array(item))
			continue;
		buf_clear(&deeper);
		buf_puts(&deeper, place);
		id = json_get_str(item, "id");
		i++;
		if (json_is_array(at) && id != NULL)
			place_put(&deeper, id);
		else if (json_is_array(at))
			buf_putf(
			    &deeper, "%s%zu", *place != '\0' ? "-" : "", i);
		/* A list of things with ids needs no name of its own. */
		else if (json_get_str(json_first(item), "id") == NULL)
			place_put(&deeper, key);
		walk(w, item, buf_str(&deeper));
	}
	buf_free(&deeper);
}

int
render_charts(struct json *model, struct plotter *p, struct err *err)
{
	struct walker w = { .plotter = p };
	int rc = 0;

	walk(&w, model, "");
	if (w.failed > 0) {
		*err = w.first;
		rc = err_ctx(err, "%zu of %zu charts could not be drawn",
		    w.failed, w.charts);
	}
	names_free(&w.used);
	return rc;
}
