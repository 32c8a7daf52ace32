/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * index: the report model of the index page: all areas in a table, and how
 * fresh the sources are.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

#define COLUMNS 5

/* A column of the table: one indicator in the newest period that is delivered
 * for buurten. */
struct index_column {
	const struct indicator *ind;
	const char *period;
	const char *head;
};

static size_t
choose_columns(struct page *p, struct index_column out[COLUMNS])
{
	const struct indicators *all = panel_indicators(p->panel);
	const char *periods[PERIODS];
	size_t n = 0, i, np;
	int rank;

	for (rank = 1; rank <= 20 && n < COLUMNS; rank++)
		for (i = 0; i < all->n && n < COLUMNS; i++) {
			if (all->items[i].key_rank != rank)
				continue;
			np = panel_periods(p->panel, &all->items[i],
			    LEVEL_BUURT, periods, PERIODS);
			if (np == 0)
				continue;
			out[n].ind = &all->items[i];
			out[n].period = periods[np - 1];
			out[n].head = page_say(p, "index.column.indicator",
			    "label", words_label(p->w, out[n].ind), "period",
			    page_period(p, out[n].period), (char *)NULL);
			n++;
		}
	return n;
}

/* Cells of one row, for one area code. */
static int
put_cells(struct page *p, const struct index_column cols[], size_t n,
    const char *code, struct json *row, struct err *err)
{
	struct json *cells = json_add_array(row, "cells");
	struct cell_value cell;
	size_t i;

	for (i = 0; i < n; i++) {
		struct json *one = json_add_object(cells, NULL);

		if (page_values(p, cols[i].ind, cols[i].period, &code, 1, &cell,
			err) == -1)
			return -1;
		page_use(p, cell.col);
		json_add_str(one, "text", page_value(p, cols[i].ind, &cell));
		json_add_str(one, "raw",
		    isnan(cell.value)
			? NULL
			: page_keep_str(p, mem_fmt("%.10g", cell.value)));
	}
	return 0;
}

static int
put_row(struct page *p, const struct page_links *links,
    const struct index_column cols[], size_t n, const struct area *a,
    struct json *rows, struct err *err)
{
	struct json *row = json_add_object(rows, NULL);

	json_add_str(row, "name", a->name);
	json_add_str(row, "code", a->code);
	json_add_str(row, "level", words_level(p->w, a->level, false, true));
	json_add_bool(row, "is_wijk", a->level == LEVEL_WIJK);
	json_add_str(row, "address", page_address(p, links, a->code, "html"));
	json_add_str(
	    row, "pdf", links->pdf ? page_address(p, links, a->code, "pdf") : NULL);
	return put_cells(p, cols, n, a->code, row, err);
}

static int
put_total(struct page *p, const struct index_column cols[], size_t n,
    const char *code, const char *name, struct json *totals, struct err *err)
{
	struct json *row = json_add_object(totals, NULL);

	json_add_str(row, "name", name);
	return put_cells(p, cols, n, code, row, err);
}

/* Whether any row has a PDF; without one the table has no column for it. */
static void
put_has_pdf(struct json *group)
{
	struct json *row = json_first(json_get(group, "rows"));

	while (row != NULL && json_get_str(row, "pdf") == NULL)
		row = json_next(row);
	json_add_bool(group, "has_pdf", row != NULL);
}

/* Wijken with their buurten under them: by code, where the wijk comes before
 * its buurten. */
static int
by_place(const void *a, const void *b)
{
	const struct area *x = *(const struct area *const *)a;
	const struct area *y = *(const struct area *const *)b;
	int order = strcmp(x->code + 2, y->code + 2);

	return order != 0 ? order : (int)x->level - (int)y->level;
}

static int
put_rows(struct page *p, const struct page_links *links,
    const struct index_column cols[], size_t n, const struct areas *areas,
    const char *municipality, struct json *rows, struct err *err)
{
	const struct area **list = mem_new(areas->n, sizeof(*list));
	size_t m = 0, i;
	int rc = -1;

	for (i = 0; i < areas->n; i++)
		if (areas->items[i].level > LEVEL_GEMEENTE &&
		    areas->items[i].level != LEVEL_OWN &&
		    strcmp(areas->items[i].municipality, municipality) == 0)
			list[m++] = &areas->items[i];
	if (m > 1)
		qsort(list, m, sizeof(*list), by_place);
	for (i = 0; i < m; i++)
		if (put_row(p, links, cols, n, list[i], rows, err) == -1)
			goto done;
	rc = 0;
done:
	free(list);
	return rc;
}

/* One gemeente: itself and the country on top, then its parts. */
static int
put_group(struct page *p, const struct page_links *links,
    const struct areas *areas, const char *code, struct json *groups,
    struct err *err)
{
	struct json *group = json_add_object(groups, NULL), *list;
	struct index_column cols[COLUMNS];
	size_t n = choose_columns(p, cols), i;
	struct area place = { 0 };
	bool profile = false;
	int rc = -1;

	if (panel_area(p->panel, code, &place, err) != 1)
		goto done;
	place.name[area_short_name(place.name, place.level)] = '\0';
	for (i = 0; i < areas->n; i++)
		profile |= strcmp(areas->items[i].code, code) == 0;
	json_add_str(group, "name", place.name);
	json_add_str(group, "code", code);
	json_add_str(
	    group, "profile", profile ? page_address(p, links, code, "html") : NULL);
	json_add_str(group, "caption",
	    page_say(
		p, "index.caption", "municipality", place.name, (char *)NULL));
	if (page_maps(p, links, areas, &place, group, err) == -1)
		goto done;
	json_add_bool(group, "find", true);
	json_add_str(group, "pieces", NULL);
	list = json_add_array(group, "columns");
	for (i = 0; i < n; i++)
		json_add_str(list, NULL, cols[i].head);
	list = json_add_array(group, "totals");
	if (put_total(p, cols, n, code, place.name, list, err) == -1 ||
	    put_total(p, cols, n, "NL00", words_get(p->w, "country.name"), list,
		err) == -1)
		goto done;
	list = json_add_array(group, "rows");
	rc = put_rows(p, links, cols, n, areas, code, list, err);
	put_has_pdf(group);
done:
	area_clear(&place);
	return rc;
}

/* Areas of one's own, beside the country, in the order of their file. */
static int
put_own(struct page *p, const struct page_links *links,
    const struct areas *areas, struct json *groups, struct err *err)
{
	struct index_column cols[COLUMNS];
	struct json *group, *list;
	size_t n, i, own = 0;

	for (i = 0; i < areas->n; i++)
		own += areas->items[i].level == LEVEL_OWN;
	if (own == 0)
		return 0;
	n = choose_columns(p, cols);
	group = json_add_object(groups, NULL);
	json_add_str(group, "name", words_get(p->w, "index.own"));
	json_add_str(group, "code", "own");
	json_add_bool(group, "find", false);
	json_add_array(group, "maps");
	json_add_bool(group, "has_maps", false);
	json_add_str(group, "profile", NULL);
	json_add_str(group, "caption", words_get(p->w, "index.own_caption"));
	list = json_add_array(group, "columns");
	for (i = 0; i < n; i++)
		json_add_str(list, NULL, cols[i].head);
	list = json_add_array(group, "totals");
	if (put_total(p, cols, n, "NL00", words_get(p->w, "country.name"), list,
		err) == -1)
		return -1;
	list = json_add_array(group, "rows");
	for (i = 0; i < areas->n; i++) {
		struct area a = areas->items[i];

		if (a.level != LEVEL_OWN)
			continue;
		a.name = mem_str(panel_own_name(p->panel, a.code, p->lang));
		page_keep_str(p, a.name);
		if (put_row(p, links, cols, n, &a, list, err) == -1)
			return -1;
	}
	put_has_pdf(group);
	return 0;
}

size_t
page_gemeenten(const struct areas *areas, const char ***out)
{
	const char **list = mem_new(areas->n + 1, sizeof(*list));
	size_t n = 0, m = 0, i;

	for (i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];
		const char *code = a->level == LEVEL_OWN ? ""
		    : a->level == LEVEL_GEMEENTE	 ? a->code
							 : a->municipality;

		/* Areas of one gemeente mostly stand together. */
		if (*code != '\0' && (n == 0 || strcmp(list[n - 1], code) != 0))
			list[n++] = code;
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), text_cmp);
	for (i = 0; i < n; i++)
		if (m == 0 || strcmp(list[m - 1], list[i]) != 0)
			list[m++] = list[i];
	*out = list;
	return m;
}

/* The profile of an area, where the site has one. */
static const struct area *
among(const struct areas *areas, const char *code)
{
	for (size_t i = 0; i < areas->n; i++)
		if (strcmp(areas->items[i].code, code) == 0)
			return &areas->items[i];
	return NULL;
}

static int
by_name(const void *a, const void *b)
{
	const struct page_named *x = a, *y = b;
	int order = strcmp(x->folded + strspn(x->folded, "' "),
	    y->folded + strspn(y->folded, "' "));

	return order != 0 ? order : strcmp(x->area.code, y->area.code);
}

int
page_by_name(struct page *p, const char *const codes[], size_t n,
    struct page_named **out, struct err *err)
{
	struct page_named *all = mem_new(n + 1, sizeof(*all));

	*out = all;
	for (size_t i = 0; i < n; i++) {
		if (panel_area(p->panel, codes[i], &all[i].area, err) != 1)
			return -1;
		all[i].folded = text_fold(all[i].area.name);
	}
	if (n > 1)
		qsort(all, n, sizeof(*all), by_name);
	return 0;
}

void
page_named_free(struct page_named *all, size_t n)
{
	for (size_t i = 0; all != NULL && i < n; i++) {
		area_clear(&all[i].area);
		free(all[i].folded);
	}
	free(all);
}

/* A row a gemeente; its index is where that leads. */
static int
put_gemeente(struct page *p, const struct page_links *links,
    const struct index_column cols[], size_t n, const struct areas *areas,
    const struct area *a, struct json *rows, struct err *err)
{
	struct json *row = json_add_object(rows, NULL);

	json_add_str(row, "name", a->name);
	json_add_str(row, "code", a->code);
	json_add_str(row, "anchor",
	    page_keep_str(p, mem_fmt("area-%s", a->code)));
	json_add_str(row, "level", words_level(p->w, a->level, false, true));
	json_add_bool(row, "is_wijk", false);
	json_add_str(row, "address",
	    page_keep_str(p, mem_fmt("%s%s.html", links->gemeenten, a->code)));
	json_add_str(row, "pdf",
	    links->pdf && among(areas, a->code) != NULL
		? page_address(p, links, a->code, "pdf")
		: NULL);
	return put_cells(p, cols, n, a->code, row, err);
}

static int
put_gemeenten(struct page *p, const struct page_links *links,
    const struct areas *areas, const char *const codes[], size_t ncodes,
    struct json *groups, struct err *err)
{
	struct json *group = json_add_object(groups, NULL), *list;
	struct page_named *all = NULL;
	struct index_column cols[COLUMNS];
	size_t n = choose_columns(p, cols), i;
	int rc = -1;

	if (page_by_name(p, codes, ncodes, &all, err) == -1)
		goto done;
	json_add_str(group, "name", words_get(p->w, "index.front.name"));
	json_add_str(group, "code", "NL00");
	json_add_str(group, "profile", NULL);
	json_add_str(group, "caption", words_get(p->w, "index.front.caption"));
	if (page_maps(p, links, areas, NULL, group, err) == -1)
		goto done;
	json_add_bool(group, "find", true);
	json_add_str(group, "pieces", links->names);
	list = json_add_array(group, "columns");
	for (i = 0; i < n; i++)
		json_add_str(list, NULL, cols[i].head);
	list = json_add_array(group, "totals");
	if (put_total(p, cols, n, "NL00", words_get(p->w, "country.name"), list,
		err) == -1)
		goto done;
	list = json_add_array(group, "rows");
	for (i = 0; i < ncodes; i++)
		if (put_gemeente(p, links, cols, n, areas, &all[i].area, list,
			err) == -1)
			goto done;
	put_has_pdf(group);
	rc = 0;
done:
	page_named_free(all, ncodes);
	return rc;
}

/* Whether an area is of a gemeente (NULL: of any). */
static bool
is_of(const struct area *a, const char *only)
{
	return only == NULL || strcmp(a->code, only) == 0 ||
	    strcmp(a->municipality, only) == 0;
}

/* only: the one gemeente that the page is of, or NULL. many: the gemeenten of
 * the site are more than one, and so is the page's. */
static int
put_head(struct page *p, const struct areas *areas, const char *only,
    size_t many, struct json *model, struct err *err)
{
	struct area place = { 0 };
	struct json *facts;
	size_t wijken = 0, buurten = 0, profiles = 0, i;

	for (i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];

		if (a->level != LEVEL_OWN && !is_of(a, only))
			continue;
		wijken += a->level == LEVEL_WIJK;
		buurten += a->level == LEVEL_BUURT;
		profiles++;
	}
	if (only != NULL) {
		if (panel_area(p->panel, only, &place, err) != 1)
			return -1;
		place.name[area_short_name(place.name, place.level)] = '\0';
	}
	json_add_str(model, "title",
	    p->in->title != NULL && !p->one_of_many ? p->in->title
		: only == NULL ? words_get(p->w, "index.title_many")
			       : page_say(p, "index.title", "municipality",
				     place.name, (char *)NULL));
	json_add_str(model, "head",
	    only == NULL ? words_get(p->w, "index.head_many")
			 : page_count(p, "index.head", (int64_t)buurten,
			       "municipality", place.name, (char *)NULL));
	json_add_str(model, "summary",
	    words_get(p->w, many > 0 ? "index.front.summary"
				     : "index.summary"));
	facts = json_add_array(model, "facts");
	{
		const struct {
			const char *key;
			size_t n;
		} rows[] = { { "index.fact.gemeenten", many },
			{ "fact.wijken", wijken },
			{ "fact.buurten", buurten },
			{ "index.fact.profiles", profiles },
			{ "index.fact.sources", p->in->tables->n } };

		for (i = many > 0 ? 0 : 1; i < 5; i++) {
			struct json *one = json_add_object(facts, NULL);

			json_add_str(
			    one, "label", words_get(p->w, rows[i].key));
			json_add_str(
			    one, "value", page_number(p, (double)rows[i].n, 0));
		}
	}
	json_add_bool(model, "has_facts", true);
	area_clear(&place);
	return 0;
}

/* What the page shares with the other pages of the site. only: the gemeente
 * that it is of, among many. */
static void
put_frame(struct page *p, const struct page_links *links, const char *only,
    struct json *model)
{
	struct json *nav, *sources = json_add_array(model, "sources");
	size_t i;

	/* A site tells of its sources once. */
	for (i = 0; only == NULL && i < p->in->tables->n; i++)
		page_put_table(p, &p->in->tables->items[i], sources);
	json_add_bool(model, "has_sources", json_len(sources) > 0);
	page_marks(p, model);
	page_edition(p, model, "index.footer");
	for (i = 0; i < p->in->notes->n; i++)
		if (p->in->notes->items[i].invented)
			break;
	json_add_str(model, "example",
	    i < p->in->notes->n ? words_get(p->w, "example.some") : NULL);
	nav = json_add_object(model, "nav");
	json_add_str(nav, "assets", links->assets);
	json_add_str(nav, "index", links->index);
	json_add_str(nav, "index_text", words_get(p->w, "nav.front"));
	json_add_str(nav, "changes", links->changes);
	json_add_str(nav, "changes_text", words_get(p->w, "nav.changes"));
	if (only == NULL)
		page_sheets(p, NULL, "sheet/", model);
	else
		json_add_bool(model, "has_sheets", false);
	json_add_bool(nav, "script", true);
	page_guides(p, links, NULL, nav);
}

static int
fill(struct page *p, const struct areas *areas, const char *only,
    const struct page_names *names, const struct page_links *links,
    struct json *model, struct err *err)
{
	const char **codes;
	struct json *groups;
	size_t n = page_gemeenten(areas, &codes), i;
	bool front = only == NULL && links->gemeenten != NULL;
	int rc = -1;

	p->one_of_many = only != NULL;
	json_add_str(model, "schema", "feiten-index/1");
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	if (put_head(p, areas, only != NULL ? only : n == 1 ? codes[0] : NULL,
		front ? n : 0, model, err) == -1)
		goto done;
	groups = json_add_array(model, "groups");
	if (only != NULL && put_group(p, links, areas, only, groups, err) == -1)
		goto done;
	if (front && put_gemeenten(p, links, areas, codes, n, groups, err) == -1)
		goto done;
	for (i = 0; only == NULL && !front && i < n; i++)
		if (put_group(p, links, areas, codes[i], groups, err) == -1)
			goto done;
	if (only == NULL && put_own(p, links, areas, groups, err) == -1)
		goto done;
	if (front && names != NULL)
		page_letters(p, names, '\0', links->names, model);
	else
		json_add_bool(model, "has_letters", false);
	page_compared(p, links, only, model);
	put_frame(p, links, only, model);
	rc = 0;
done:
	free(codes);
	return rc;
}

int
page_index(const struct page_input *in, const struct areas *areas,
    const char *only, const struct page_names *names,
    const struct page_links *links, struct json **out, struct err *err)
{
	struct json *model = json_object();
	struct page page;
	int rc;

	memset(&page, 0, sizeof(page));
	page.in = in;
	page.w = in->words;
	page.panel = in->panel;
	page.lang = words_lang(in->words);
	page.work = "source.work.site";
	rc = fill(&page, areas, only, names, links, model, err);
	if (rc == 0)
		*out = model;
	else
		json_free(model);
	page_done(&page);
	return rc;
}
