/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * panels: small multiples on a page stand as many in a row as there is room
 * for. The drawing is on it once, unseen; each panel is a view of a part of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "render/render.h"

/* Between the tags of an <svg> whose viewBox begins at 0 0; NULL: another
 * thing. */
static char *
inner(const char *svg, double *height)
{
	static const char box[] = "viewBox=\"0 0 ";
	const char *at = strstr(svg, box), *from = strchr(svg, '>');
	const char *end = strrchr(svg, '<');
	char *rest;

	if (at == NULL || from == NULL || at > from || end <= from ||
	    strncmp(end, "</svg>", 6) != 0)
		return NULL;
	strtod(at + strlen(box), &rest);
	*height = strtod(rest, NULL);
	return mem_strn(from + 1, (size_t)(end - from - 1));
}

static void
put_view(struct json *views, const double box[4])
{
	char *text = mem_fmt(
	    "%.1f %.1f %.1f %.1f", box[0], box[1], box[2], box[3]);

	json_add_str(views, NULL, text);
	free(text);
}

void
render_panels(struct json *model)
{
	struct json *through = json_get(json_get(model, "inside"), "through");
	struct json *chart = json_get(through, "chart"), *apart, *views;
	const char *svg = json_get_str(chart, "svg_inline");
	const size_t n = json_len(json_get(chart, "panels"));
	double height = 0, box[4];
	char *drawing = svg == NULL ? NULL : inner(svg, &height);

	json_drop(chart, "apart");
	if (drawing == NULL)
		return;
	apart = json_add_object(chart, "apart");
	json_add_str(apart, "drawing", drawing);
	chart_multiples_legend(height, n, box);
	views = json_add_array(apart, "legend");
	put_view(views, box);
	views = json_add_array(apart, "views");
	for (size_t i = 0; i < n; i++) {
		chart_multiples_panel(height, n, i, box);
		put_view(views, box);
	}
	free(drawing);
}
