/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * comparing: areas side by side that feiten.json names, as pages of a site.
 */
#include "cli/comparing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/forms.h"
#include "cli/pages.h"
#include "cli/reports.h"
#include "cli/side.h"

#define TITLE_MOST 100 /* signs */
#define AREAS_LEAST 2
#define AREAS_MOST 6
#define NAME_MOST 120 /* bytes */

static const char definition[] = "compare";

/* nr: of the list, from 1; 0: all of it. */
static int
wrong(struct err *err, size_t nr, const char *what)
{
	char list[32] = "";

	if (nr > 0)
		snprintf(list, sizeof(list), "list %zu: ", nr);
	return err_set(err, ERR_BASE,
	    "feiten.json: compare: %s%s (docs/site.md)", list, what);
}

/* One line that can stand on a page. */
static bool
is_line(const char *text, size_t most)
{
	char *bare = text == NULL ? NULL : text_trimmed(text);
	size_t at;
	bool well = bare != NULL && *bare != '\0' && text_chars(bare) <= most &&
	    !text_turns(bare, strlen(bare), &at);

	for (const char *s = bare; well && *s != '\0'; s++)
		well = (unsigned char)*s >= ' ' && *s != 0x7f;
	free(bare);
	return well;
}

static int
parse_areas(const struct json *list, size_t nr, struct strings *out,
    struct err *err)
{
	const struct json *one;

	if (!json_is_array(list) || json_len(list) < AREAS_LEAST ||
	    json_len(list) > AREAS_MOST)
		return wrong(err, nr,
		    "areas must be a list of two to six areas, by code or name");
	for (one = json_first(list); one != NULL; one = json_next(one)) {
		if (!is_line(json_str(one), NAME_MOST))
			return wrong(err, nr,
			    "areas: each must be a text: a code or a name");
		strings_add(out, json_str(one));
	}
	return 0;
}

static int
parse_one(const struct json *one, size_t nr, struct comparing_asked *out,
    struct err *err)
{
	const struct json *member;

	if (!json_is_object(one))
		return wrong(err, nr, "must be an object: title, areas");
	for (member = json_first(one); member != NULL;
	     member = json_next(member))
		if (strcmp(json_name(member), "title") != 0 &&
		    strcmp(json_name(member), "areas") != 0)
			return wrong(
			    err, nr, "has an unknown key: takes title, areas");
	if (!is_line(json_get_str(one, "title"), TITLE_MOST))
		return wrong(err, nr,
		    "title must be one line of at most 100 signs, without "
		    "invisible ones that turn the reading direction");
	out->title = text_trimmed(json_get_str(one, "title"));
	return parse_areas(json_get(one, "areas"), nr, &out->areas, err);
}

int
comparing_parse(const struct json *compare, struct comparing_list *out,
    struct err *err)
{
	const struct json *one;

	if (compare == NULL)
		return 0;
	if (!json_is_array(compare) || json_len(compare) > COMPARING_MOST)
		return wrong(err, 0, "must be a list of at most 100 lists");
	for (one = json_first(compare); one != NULL; one = json_next(one)) {
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n] = (struct comparing_asked){ 0 };
		out->n++; /* freed also when it is wrong */
		if (parse_one(one, out->n, &out->items[out->n - 1], err) == -1)
			return -1;
	}
	return 0;
}

void
comparing_list_free(struct comparing_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].title);
		strings_free(&list->items[i].areas);
	}
	free(list->items);
	*list = (struct comparing_list){ 0 };
}

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
