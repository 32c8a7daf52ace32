/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * figures: every figure of the area itself that a profile looked at, for the
 * file beside it. Only what its sources let be passed on.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

struct seen_figure {
	const struct indicator *ind;
	const char *period; /* kept by the page */
	struct cell_value cell;
};

void
page_see(struct page *p, const struct indicator *ind, const char *period,
    const struct cell_value *cell)
{
	if (cell->col == NULL)
		return;
	for (size_t i = 0; i < p->nfigures; i++)
		if (p->figures[i].ind == ind &&
		    strcmp(p->figures[i].period, period) == 0)
			return;
	MEM_PUSH(p->figures, p->nfigures, p->capfigures);
	/* A copy: of what sets an area apart the period goes with its row. */
	p->figures[p->nfigures++] = (struct seen_figure){ .ind = ind,
		.period = page_keep_str(p, mem_str(period)), .cell = *cell };
}

static bool
may_go(const struct page *p, const struct column *col)
{
	const struct source *src = page_source(p->in, col->source);

	return src != NULL && src->export_allowed;
}

/* Whether all that a figure is made of may be passed on. */
static bool
page_may_go(const struct page *p, const struct indicator *ind,
    const char *period)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct column *col = panel_column(p->panel, ind, period);
	bool may = col != NULL && may_go(p, col);

	for (size_t i = 0; ind->nparts > 0 && i <= ind->nparts; i++) {
		const char *id =
		    i < ind->nparts ? ind->parts[i] : ind->denominator;
		const struct indicator *part =
		    id == NULL ? NULL : indicators_find(all, id);

		if (part == NULL)
			continue;
		col = panel_column(p->panel, part, period);
		may &= col == NULL || may_go(p, col);
	}
	return may;
}

/* By indicator as in their file, then by period. */
static int
by_indicator(const void *a, const void *b)
{
	const struct seen_figure *x = a, *y = b;

	return x->ind != y->ind ? (x->ind > y->ind) - (x->ind < y->ind)
				: period_cmp(x->period, y->period);
}

static const char *
mark_of(struct page *p, const struct seen_figure *f)
{
	if (page_coarse(&f->cell))
		return words_get(p->w, "mark.coarse.sign");
	if (isnan(f->cell.value))
		return page_sign(p, f->cell.reason);
	if (f->cell.doubted)
		return words_get(p->w, "mark.doubted.sign");
	if (f->cell.provisional)
		return words_get(p->w, "mark.provisional.sign");
	return "";
}

void
page_figures(struct page *p, struct json *model)
{
	struct json *list = json_add_array(model, "figures");

	if (p->nfigures > 1)
		qsort(p->figures, p->nfigures, sizeof(*p->figures),
		    by_indicator);
	for (size_t i = 0; i < p->nfigures; i++) {
		const struct seen_figure *f = &p->figures[i];
		const struct loaded_table *t = page_table(p->in, f->cell.col);
		struct json *one;

		if (t == NULL || !page_may_go(p, f->ind, f->period))
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "indicator", f->ind->id);
		json_add_str(one, "label", words_label(p->w, f->ind));
		json_add_str(one, "period", f->period);
		json_add_int(one, "area_year", f->cell.col->area_year);
		json_add_num(one, "value", f->cell.value);
		json_add_str(
		    one, "printed", page_value(p, f->ind, &f->cell));
		json_add_str(one, "mark", mark_of(p, f));
		json_add_str(one, "unit", f->ind->unit);
		json_add_str(one, "status",
		    isnan(f->cell.value)      ? "none"
			: f->cell.doubted     ? "doubted"
			: f->cell.provisional ? "provisional"
					      : "final");
		json_add_str(one, "source", f->cell.col->source);
		json_add_str(one, "publisher", t->publisher);
		json_add_str(one, "licence", t->licence);
		json_add_str(one, "licence_url", t->licence_url);
		json_add_str(one, "table", t->table_id);
	}
}
