/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheets: from an opgave to out/sheet/ID.html, .pdf and .json.
 */
#include "cli/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/forms.h"
#include "cli/near.h"
#include "cli/pages.h"
#include "cli/reports.h"

static const char *const endings[] = { "pdf", "html", "json" };
#define ENDINGS (sizeof(endings) / sizeof(endings[0]))
#define LISTED 8 /* so many opgaven are named in one message */

static bool
is_there(const char *dir, const char *name, const char *ending)
{
	char *file = mem_fmt("%s/%s.%s", dir, name, ending);
	bool there = file_exists(file);

	free(file);
	return there;
}

static struct release
release_of(const struct pages *p)
{
	return (struct release){ FOR_REPORT, when_dutch_day(when_now()),
		&p->told.key, p->session.fb.own_contact, &p->told.decisions };
}

/* Refused, or of an area that is not there: told when it is made. */
static bool
can_be_made(const struct pages *p, const struct opgave *o)
{
	const struct page_links links = { .assets = "../assets" };
	const struct release release = release_of(p);
	struct json *model = NULL;
	struct err ignored = { 0 };
	bool can = page_sheet(&p->input, NULL, &p->opgaven.shared, o, &release,
		       &links, NULL, &model, &ignored) == 0;

	json_free(model);
	return can;
}

void
sheets_open(struct pages *p)
{
	struct sheets *s = &p->sheets;
	const struct opgaven *all = &p->opgaven.opgaven;

	s->dir = file_join(p->session.fb.out, "sheet");
	s->links = mem_new(all->n + 1, sizeof(*s->links));
	s->n = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct opgave *o = &all->items[i];

		if (o->shown &&
		    (p->all_sheets ? can_be_made(p, o)
				   : is_there(s->dir, o->id, "html")))
			s->links[s->n++] = (struct page_sheet_link){ o->id,
				o->area, o->task.text };
	}
	p->input.sheets = s->links;
	p->input.nsheets = s->n;
}

void
sheets_close(struct sheets *s)
{
	free(s->links);
	free(s->dir);
	*s = (struct sheets){ 0 };
}

/* Else a sheet would never be one of before. */
_Static_assert(sizeof(((struct made_page *)0)->code) > OPGAVE_ID_MAX,
    "a journal holds every id");

/* What names of files begin with. */
static const char *
before_of(const struct pages *p)
{
	return p->sheets.before == NULL ? "" : p->sheets.before;
}

static const struct report_def *
def_of(struct pages *p)
{
	if (p->sheets.def == NULL)
		p->sheets.def = reports_find(p, "sheet", REPORT_OPGAVE_OF);
	return p->sheets.def;
}

static void
take_away(struct pages *p, const char *id, const char *ending)
{
	char *file = mem_fmt(
	    "%s/%s%s.%s", p->sheets.dir, before_of(p), id, ending);
	struct err err = { 0 };

	if (file_remove(file, &err) == -1)
		pages_problem(p, &err);
	free(file);
}

/* Typst says which parts are how long; the file of the opgave is where they
 * are mended. */
static void
explain_pdf(struct err *err)
{
	char said[400], *at = strstr(err->msg, "TOO-LONG: ");

	if (at == NULL)
		return;
	snprintf(said, sizeof(said), "%.399s", at + strlen("TOO-LONG: "));
	said[strcspn(said, "\"\n")] = '\0';
	err_set(err, ERR_INPUT,
	    "does not fit one page (A4): %s; shorten these, or move claims to "
	    "another opgave",
	    said);
}

/* What is not printed of the numbers that people gave for it, and why. */
static void
tell_rated(struct pages *p, const struct opgave *o, enum ratings_state rated)
{
	struct err err = { 0 };

	if (rated == RATINGS_BARE)
		err_set(&err, ERR_PUBLISH,
		    "%s: the ratings about it are not printed: nobody said why "
		    "beside them; ask, and tag a quote with @opgave:%s",
		    o->file, o->id);
	else if (rated == RATINGS_SCALES)
		err_set(&err, ERR_INPUT,
		    "%s: the ratings about it are not printed: they are on "
		    "scales that differ; 'feiten notes' shows them",
		    o->file);
	if (err.code != ERR_NONE)
		pages_problem(p, &err);
}

/* As it was before, or made anew. */
static bool
keep_or_make(struct pages *p, const struct opgave *o, struct json *model)
{
	struct sheets *s = &p->sheets;
	char *name = mem_fmt("%s%s", before_of(p), o->id);
	struct form_page page = { .name = name, .about = o->file,
		.dir = s->dir, .keep = s->keep, .journal = true,
		.explain = explain_pdf };
	struct json *nav = json_get(model, "nav");
	enum forms_made made;

	forms_templates(&page, def_of(p), "sheet");
	forms_asked(p, false, page.forms);
	if (s->before != NULL && p->pdf) {
		char *pdf = mem_fmt("%s.pdf", name);

		json_drop(nav, "pdf");
		json_add_str(nav, "pdf", pdf);
		free(pdf);
	}
	made = forms_make(p, &page, model);
	s->kept += made == FORMS_KEPT;
	s->made += made == FORMS_WHOLE;
	free(name);
	return made != FORMS_FAILED;
}

static bool
make(struct pages *p, const struct opgave *o, const struct page_links *links)
{
	struct json *model = NULL;
	const struct release release = release_of(p);
	enum ratings_state rated = RATINGS_NONE;
	struct err err = { 0 };
	bool well = false;

	if (page_sheet(&p->input, def_of(p), &p->opgaven.shared, o, &release, links,
		&rated, &model, &err) == 0) {
		tell_rated(p, o, rated);
		well = keep_or_make(p, o, model);
	} else {
		pages_problem(p, &err);
		for (size_t i = 0; i < ENDINGS; i++)
			take_away(p, o->id, endings[i]);
	}
	json_free(model);
	return well;
}

int
sheets_unknown(const struct opgaven *all, const char *id, struct err *err)
{
	struct buf hint = { 0 };
	struct near near;

	near_start(&near, id);
	buf_puts(&hint, all->n == 0 ? "story/opgaven/ has none" : "there are");
	for (size_t i = 0; i < all->n; i++) {
		near_try(&near, all->items[i].id, all->items[i].id);
		if (i < LISTED)
			buf_putf(&hint, "%s %s", i == 0 ? "" : ",",
			    all->items[i].id);
	}
	if (all->n > LISTED)
		buf_putf(&hint, " and %zu more", all->n - LISTED);
	buf_puts(&hint, "; 'feiten check' names mistakes in story/opgaven/");
	near_error(&near, err, "opgave", buf_str(&hint));
	buf_free(&hint);
	return -1;
}

void
sheets_make(struct pages *p, const struct opgave *o)
{
	struct sheets *s = &p->sheets;
	struct page_links links = { .assets = "../assets" };
	struct err err = { 0 };

	if (file_mkdirs(s->dir, 0777, &err) == -1) {
		pages_problem(p, &err);
		s->failures++;
		return;
	}
	pages_start_typst(p);
	links.pdf = p->pdf;
	if (p->site || is_there(p->session.fb.out, "index", "html"))
		links.index = "../index.html";
	if (p->site || is_there(p->profiles, o->area, "html"))
		links.profiles = "../profile/";
	s->failures += !make(p, o, &links);
}
