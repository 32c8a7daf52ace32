/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figures: the "figures" of a report model as lines of CSV.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "codec/escape.h"
#include "export/export.h"

static const char *const names[] = { "area_code", "area_name", "area_level",
	"area_year", "indicator", "label", "period", "value", "printed", "mark",
	"unit", "status", "source", "publisher", "licence", "licence_url",
	"table" };

#define NAMES (sizeof(names) / sizeof(names[0]))

void
export_figures_head(struct buf *out)
{
	for (size_t i = 0; i < NAMES; i++)
		buf_putf(out, "%s%s", i == 0 ? "" : ",", names[i]);
	buf_puts(out, "\r\n");
}

/* The shortest form that reads back equal; nothing for no value. */
static void
put_number(struct buf *out, double v)
{
	char text[40];

	if (isnan(v))
		return;
	snprintf(text, sizeof(text), "%.15g", v);
	if (strtod(text, NULL) != v)
		snprintf(text, sizeof(text), "%.17g", v);
	buf_puts(out, text);
}

void
export_figures(const struct json *model, struct buf *out)
{
	const struct json *area = json_get(model, "area");
	const char *const of_area[] = { json_get_str(area, "code"),
		json_get_str(area, "name"), json_get_str(area, "level") };
	const struct json *one = json_first(json_get(model, "figures"));

	for (; one != NULL; one = json_next(one)) {
		for (size_t i = 0; i < NAMES; i++) {
			const struct json *cell = json_get(one, names[i]);
			const char *text = i < 3 ? of_area[i] : json_str(cell);

			if (i > 0)
				buf_putc(out, ',');
			if (json_is_number(cell))
				put_number(out, json_num(cell));
			else if (text != NULL)
				escape_csv(out, text);
		}
		buf_puts(out, "\r\n");
	}
}
