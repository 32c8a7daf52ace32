/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forms: one page in the forms asked for.
 */
#include "cli/forms.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "export/export.h"

/* A page while it is made. */
struct work {
	struct pages *p;
	const struct form_page *page;
	struct json *model;
	struct buf data[FORMS];
	bool made[FORMS];
	bool well; /* nothing failed as yet */
};

void
forms_templates(
    struct form_page *page, const struct report_def *def, const char *name)
{
	page->templates = def != NULL && def->own ? def->dir : NULL;
	page->html = def == NULL ? name : def->html;
	page->pdf = def == NULL ? name : def->pdf;
}

void
forms_asked(const struct pages *p, bool figures, bool out[FORMS])
{
	out[FORM_HTML] = p->html;
	out[FORM_PDF] = p->pdf;
	out[FORM_JSON] = p->json;
	out[FORM_CSV] = figures && p->csv;
}

static bool
step(struct work *w, int rc, struct err *err)
{
	const struct form_page *page = w->page;

	if (!pages_step(w->p, page->about == NULL ? page->name : page->about,
		rc, err))
		w->well = false;
	return rc == 0;
}

static int
make(struct work *w, int form, struct err *err)
{
	const struct form_page *page = w->page;
	struct buf *out = &w->data[form];

	buf_clear(out);
	switch (form) {
	case FORM_JSON:
		json_print(w->model, true, out);
		return 0;
	case FORM_CSV:
		export_figures_head(out);
		export_figures(w->model, out);
		return 0;
	case FORM_PDF:
		if (typst_pdf(w->p->typst, page->templates, page->pdf,
			w->model, w->p->input.now, out, err) == 0)
			return 0;
		if (page->explain != NULL)
			page->explain(err);
		return err_ctx(err, "no PDF is made");
	default:
		return render_html(
		    page->templates, page->html, w->model, out, err);
	}
}

/* The address of a file that is not there, out of a model. */
static void
unlink_form(struct json *model, int form)
{
	struct json *nav = json_get(model, "nav");

	if (nav == NULL || json_get(nav, form_endings[form]) == NULL)
		return;
	json_drop(nav, form_endings[form]);
	json_add_null(nav, form_endings[form]);
}

/* No page leads to a file that is not there, nor does the JSON that was
 * printed before the drawings came into the model. */
static void
leave_out(struct work *w, int form)
{
	struct buf *data = &w->data[FORM_JSON];
	struct err ignored = { 0 };
	struct json *printed;

	w->made[form] = false;
	unlink_form(w->model, form);
	if (!w->made[FORM_JSON])
		return;
	printed = json_parse(buf_str(data), data->len, &ignored);
	if (printed == NULL)
		return;
	unlink_form(printed, form);
	buf_clear(data);
	json_print(printed, true, data);
	json_free(printed);
}

static void
make_form(struct work *w, int form)
{
	struct err err = { 0 };

	if (!w->page->forms[form])
		return;
	w->made[form] = step(w, make(w, form, &err), &err);
	if (!w->made[form])
		leave_out(w, form);
}

static bool
put(struct work *w, int form)
{
	const struct form_page *page = w->page;
	char *name = mem_fmt("%s.%s", page->name, form_endings[form]);
	const struct buf *data = &w->data[form];
	struct err err = { 0 };
	int rc;

	if (page->keep != NULL) {
		rc = keep_write(page->keep, name, data, &err);
	} else {
		char *file = file_join(page->dir, name);

		rc = file_update(
		    file, buf_str(data), data->len, 0666, NULL, &err);
		free(file);
	}
	free(name);
	w->p->stop |= rc == -1;
	return step(w, rc, &err);
}

static void
put_all(struct work *w)
{
	static const int others[] = { FORM_PDF, FORM_CSV, FORM_JSON };
	struct err err = { 0 };
	bool again = false;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (w->made[others[i]] && !put(w, others[i])) {
			leave_out(w, others[i]);
			again = true;
		}
	if (again && w->made[FORM_HTML])
		w->made[FORM_HTML] = step(w, make(w, FORM_HTML, &err), &err);
	if (w->made[FORM_HTML])
		put(w, FORM_HTML); /* what cannot be written stays as it was */
}

static void
take_away(struct work *w)
{
	const struct form_page *page = w->page;
	const char *dir = page->keep != NULL ? page->keep->dir : page->dir;

	for (int form = 0; form < FORMS; form++) {
		struct err err = { 0 };
		char *file;

		if (w->made[form] || (!page->forms[form] &&
			    (!page->forms[FORM_HTML] || form == FORM_CSV)))
			continue;
		file = mem_fmt("%s/%s.%s", dir, page->name,
		    form_endings[form]);
		step(w, file_remove(file, &err), &err);
		free(file);
	}
}

/* Whether the page of before may stay; else what must be made is noted. */
static bool
is_kept(struct work *w, char key[DIGEST_HEX])
{
	const struct form_page *page = w->page;
	struct err err = { 0 };
	int kept = keep_or_note(page->keep, page->dir, w->p->words, w->model,
	    page->name, page->forms, key, &err);

	step(w, kept == -1 ? -1 : 0, &err);
	w->p->stop |= kept == -1 && page->keep != NULL;
	return kept == 1;
}

enum forms_made
forms_make(struct pages *p, const struct form_page *page, struct json *model)
{
	struct work w = { .p = p, .page = page, .model = model, .well = true };
	char key[DIGEST_HEX] = "-";
	struct err err = { 0 };
	bool whole = true;

	json_tidy(model); /* names and titles are as sources gave them */
	if (page->journal && is_kept(&w, key))
		return FORMS_KEPT;
	make_form(&w, FORM_JSON); /* without the drawings */
	make_form(&w, FORM_CSV);
	json_drop(model, "figures"); /* nothing on a page is made of them */
	if (page->charts && (page->forms[FORM_HTML] || page->forms[FORM_PDF]))
		whole = pages_draw(p, page->name, model);
	make_form(&w, FORM_PDF);
	make_form(&w, FORM_HTML);
	put_all(&w);
	take_away(&w);
	if (page->journal && page->keep != NULL && w.well && whole)
		step(&w, keep_made(page->keep, page->name, key, page->forms,
		    &err), &err);
	for (int form = 0; form < FORMS; form++)
		buf_free(&w.data[form]);
	return !w.well ? FORMS_FAILED : whole ? FORMS_WHOLE : FORMS_BARE;
}
