/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheets: from an opgave to out/sheet/ID.html, .pdf and .json.
 */
#include "cli/sheets.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/keep.h"
#include "cli/pages.h"
#include "cli/reports.h"

static const char *const endings[] = { "pdf", "html", "json" };
#define ENDINGS (sizeof(endings) / sizeof(endings[0]))

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

/* The name of a file of an opgave. */
static char *
name_of(const struct pages *p, const char *id, const char *ending)
{
	const char *before = p->sheets.before;

	return mem_fmt("%s%s.%s", before == NULL ? "" : before, id, ending);
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
	char *name = name_of(p, id, ending);
	char *file = file_join(p->sheets.dir, name);
	struct err err = { 0 };

	if (file_remove(file, &err) == -1)
		pages_problem(p, &err);
	free(file);
	free(name);
}

static int
put(struct pages *p, const char *id, const char *ending,
    const struct buf *data, struct err *err)
{
	char *name = name_of(p, id, ending), *file = NULL;
	int rc;

	if (p->sheets.keep != NULL) {
		rc = keep_write(p->sheets.keep, name, data, err);
		p->stop |= rc == -1;
	} else {
		file = file_join(p->sheets.dir, name);
		rc = file_update(
		    file, buf_str(data), data->len, 0666, NULL, err);
	}
	free(file);
	free(name);
	return rc;
}

/* Typst says which parts are how long; the file of the opgave is where they
 * are mended. */
static int
make_pdf(struct pages *p, const struct opgave *o, const struct json *model,
    struct buf *out, struct err *err)
{
	char said[400], *at;

	if (reports_pdf(p, def_of(p), "sheet", model, out, err) == 0)
		return 0;
	at = strstr(err->msg, "TOO-LONG: ");
	if (at == NULL)
		return -1;
	snprintf(said, sizeof(said), "%.399s", at + strlen("TOO-LONG: "));
	said[strcspn(said, "\"\n")] = '\0';
	return err_set(err, ERR_INPUT,
	    "%s: does not fit one page (A4): %s; shorten these, or move claims "
	    "to another opgave; no PDF is made",
	    o->file, said);
}

/* In one format. */
static int
make_one(struct pages *p, const struct opgave *o, const struct json *model,
    const char *ending, struct err *err)
{
	struct buf data = { 0 };
	int rc = 0;

	if (strcmp(ending, "json") == 0)
		json_print(model, true, &data);
	else if (strcmp(ending, "html") == 0)
		rc = reports_html(def_of(p), "sheet", model, &data, err);
	else
		rc = make_pdf(p, o, model, &data, err);
	if (rc == 0)
		rc = put(p, o->id, ending, &data, err);
	buf_free(&data);
	return rc;
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

/* In the formats asked for. PDF first: the page leads to it. What fails is
 * taken away: it may say what does not hold any more. */
static bool
make_forms(struct pages *p, const struct opgave *o, struct json *model)
{
	const bool wanted[] = { p->pdf, p->html, p->json };
	struct json *nav = json_get(model, "nav");
	bool well = true, made;

	if (p->sheets.before != NULL && p->pdf) {
		char *name = name_of(p, o->id, "pdf");

		json_drop(nav, "pdf");
		json_add_str(nav, "pdf", name);
		free(name);
	}
	for (size_t i = 0; i < ENDINGS; i++) {
		struct err err = { 0 };

		made = wanted[i] &&
		    make_one(p, o, model, endings[i], &err) == 0;
		if (wanted[i] && !made) {
			pages_problem(p, &err);
			well = false;
		}
		/* A PDF of before would say something else than the page. */
		if (!made && (wanted[i] || p->html))
			take_away(p, o->id, endings[i]);
		if (i == 0 && !made) {
			json_drop(nav, "pdf");
			json_add_null(nav, "pdf");
		}
	}
	return well;
}

/* As it was before, or made anew. */
static bool
keep_or_make(struct pages *p, const struct opgave *o, struct json *model)
{
	const bool forms[FORMS] = { p->html, p->pdf, p->json, false };
	struct sheets *s = &p->sheets;
	char key[DIGEST_HEX] = "-";
	struct err err = { 0 };
	int kept = keep_or_note(
	    s->keep, s->dir, p->words, model, o->id, forms, key, &err);

	if (kept == 0 && make_forms(p, o, model)) {
		if (s->keep == NULL ||
		    keep_made(s->keep, o->id, key, forms, &err) == 0) {
			s->made++;
			return true;
		}
		kept = -1;
	}
	if (kept == -1) {
		p->stop |= s->keep != NULL;
		pages_problem(p, &err);
	}
	s->kept += kept == 1;
	return kept == 1;
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
