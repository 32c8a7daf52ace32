/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comparing: areas side by side that feiten.json names, as pages of a site.
 */
#include "cli/comparing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/forms.h"
#include "cli/pages.h"
#include "cli/reports.h"
#include "cli/side.h"

static const char definition[] = "compare";

static void
clear(struct page_compared *c)
{
	for (size_t i = 0; i < c->n; i++)
		area_clear(&c->areas[i]);
	free(c->areas);
	free(c->file);
	*c = (struct page_compared){ 0 };
}

void
comparing_close(struct comparing *c)
{
	for (size_t i = 0; i < c->n; i++)
		clear(&c->items[i]);
	free(c->items);
	*c = (struct comparing){ 0 };
}

static int
look_up(struct pages *p, const struct report_def *def,
    const struct comparing_asked *asked, struct page_compared *out,
    struct err *err)
{
	const struct comparing *all = &p->comparing;

	out->title = asked->title;
	out->areas = mem_new(asked->areas.n + 1, sizeof(*out->areas));
	for (size_t i = 0; i < asked->areas.n; i++) {
		if (session_area(&p->session, asked->areas.items[i],
			&out->areas[i], err) == -1)
			return -1;
		out->n++;
	}
	if (page_report_takes(def, out->areas, out->n, err) == -1)
		return -1;
	out->file = reports_file(def, out->areas, out->n);
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->items[i].file, out->file) == 0)
			return err_set(err, ERR_INPUT,
			    "the same areas as \"%s\": leave out one",
			    all->items[i].title);
	return 0;
}

/* In a site all are made; else one may be there of before. */
static bool
is_there(const struct pages *p, const char *file)
{
	char *path = mem_fmt(
	    "%s/" SIDE_FOLDER "/%s.html", p->session.fb.out, file);
	bool there = p->all_sheets || file_exists(path);

	free(path);
	return there;
}

void
comparing_open(struct pages *p)
{
	const struct comparing_list *list = &p->session.fb.compare;
	struct comparing *c = &p->comparing;
	const struct report_def *def = list->n == 0
	    ? NULL
	    : reports_find(p, definition, REPORT_AREAS_OF);

	c->items = mem_new(list->n + 1, sizeof(*c->items));
	for (size_t i = 0; def != NULL && i < list->n; i++) {
		struct page_compared one = { 0 };
		struct err err = { 0 };

		if (look_up(p, def, &list->items[i], &one, &err) == -1) {
			err.code = ERR_INPUT;
			err_ctx(&err, "feiten.json: compare: \"%s\"",
			    list->items[i].title);
			pages_problem(p, &err);
		} else if (is_there(p, one.file)) {
			c->items[c->n++] = one;
			continue;
		}
		clear(&one);
	}
	p->input.compared = c->items;
	p->input.ncompared = c->n;
}

static bool
has_profile(void *arg, const char *code)
{
	const struct pages *p = arg;

	return map_gets(&p->areas, code, NULL);
}

/* Tables have no file of their own here: the profiles do. */
static void
drop_csv(struct json *model)
{
	struct json *table = json_first(json_get(model, "tables"));

	for (; table != NULL; table = json_next(table)) {
		json_drop(table, "csv_text");
		json_drop(table, "csv");
	}
}

void
comparing_make(struct pages *p, size_t i)
{
	const struct page_compared *c = &p->comparing.items[i];
	const struct report_def *def =
	    reports_find(p, definition, REPORT_AREAS_OF);
	struct report_links links = {
		.pages = { .assets = "../assets",
		    .profiles = "../profile/",
		    .index = "../index.html",
		    .guides = "../" },
		.there = has_profile,
		.arg = p,
		.file = c->file,
		.title = c->title
	};
	struct form_page page = { .name = c->file, .keep = p->keep_side,
		.journal = true, .charts = def->dots,
		.forms[FORM_HTML] = true };
	enum forms_made made = FORMS_FAILED;
	struct json *model = NULL;
	struct err err = { 0 };

	pages_start_typst(p);
	links.pages.pdf = page.forms[FORM_PDF] = p->pdf;
	forms_templates(&page, def, definition);
	if (pages_step(p, c->file, page_report(&p->input, def, c->areas, c->n,
		&links, &model, &err), &err)) {
		drop_csv(model);
		made = forms_make(p, &page, model);
	}
	p->failures += made == FORMS_BARE || made == FORMS_FAILED;
	json_free(model);
}
