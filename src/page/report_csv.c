/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_csv: a table of a report as CSV, one line a figure, so that a figure
 * keeps its unit, period, mark and source wherever it goes.
 */
#include <math.h>

#include "codec/escape.h"
#include "page/report_own.h"

static void
field(struct buf *out, const char *text, bool last)
{
	escape_csv(out, text == NULL ? "" : text);
	buf_puts(out, last ? "\r\n" : ",");
}

/* The value with a point, to its decimals. */
static void
number(struct buf *out, const struct line *line, double v)
{
	words_plain(v, line->ind->decimals, out);
	buf_putc(out, ',');
}

/* What a reader has to know of a figure: the sign of its absence, or that it
 * is provisional or doubted. */
static const char *
mark(struct report *r, const struct line *line, const struct cell_value *v)
{
	if (isnan(v->value))
		return page_value(r->p, line->ind, v);
	return v->doubted ? words_get(r->p->w, "mark.doubted.sign")
	    : v->provisional
	    ? words_get(r->p->w, "mark.provisional.sign")
	    : "";
}

void
report_csv(struct report *r, const struct line lines[], size_t n,
    struct buf *out)
{
	struct page *p = r->p;

	buf_puts(out,
	    "area,name,level,indicator,label,unit,period,value,mark,"
	    "table\r\n");
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < n; k++) {
			const struct subject *s = &r->subjects[i];
			const struct line *line = &lines[k];
			const struct cell_value *v = &line->cells[i];
			const struct column *col = panel_column(
			    p->panel, line->ind, line->period);

			field(out, s->area.code, false);
			field(out, s->name, false);
			field(out, area_level_name(s->area.level), false);
			field(out, line->ind->id, false);
			field(out, words_label(p->w, line->ind), false);
			field(out, page_unit(p, line->ind), false);
			field(out, line->period, false);
			number(out, line, v->value);
			field(out, mark(r, line, v), false);
			field(out, col->table_id, true);
		}
}
