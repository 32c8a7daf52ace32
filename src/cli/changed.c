/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * changed: pages of what has changed since the newest closed edition.
 */
#include "cli/changed.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/forms.h"
#include "cli/reports.h"

/* In the forms of page; false: there is no model to make them of. */
static bool
make(struct pages *p, const struct page_changed *which,
    const struct areas *areas, const struct page_links *links,
    struct form_page *page)
{
	struct json *model = NULL;
	struct err err = { 0 };
	enum forms_made made = FORMS_FAILED;
	bool there;

	page->name = which->file;
	forms_templates(page, which->def, "changes");
	there = pages_step(p, which->file,
	    page_changes(&p->input, which, areas, links, &model, &err), &err);
	if (there)
		made = forms_make(p, page, model);
	p->kept += made == FORMS_KEPT;
	p->failures += made == FORMS_FAILED;
	json_free(model);
	return there;
}

static const struct report_def *
definition_of(struct pages *p)
{
	return reports_find(p, "changes", REPORT_EDITION_OF);
}

/* Those of before say what is no longer so. */
static void
remove_pages(struct pages *p, const char *out)
{
	static const char *const names[] = { "changes.html", "changes.pdf" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct err err = { 0 };
		int rc = file_remove_in(out, names[i], &err);

		pages_step(p, names[i], rc, &err);
	}
}

void
changed_make(struct pages *p, const struct areas *areas)
{
	const struct page_links links = { .assets = "assets",
		.profiles = "profile/", .index = "index.html", .guides = "",
		.pdf = p->pdf, .script = true, .is_there = pages_is_there,
		.arg = p };
	struct page_changed which = { .file = "changes",
		.each = p->towns ? CHANGED_FOLDER "/" : NULL };
	struct form_page page = { .dir = p->session.fb.out,
		.forms[FORM_HTML] = true, .forms[FORM_PDF] = p->pdf };

	if (p->input.since == NULL) {
		remove_pages(p, p->session.fb.out);
		return;
	}
	which.def = definition_of(p);
	make(p, &which, areas, &links, &page);
}

void
changed_town(struct pages *p, const struct areas *areas, const char *code)
{
	const struct page_links links = { .assets = "../assets",
		.profiles = "../profile/", .index = "../index.html",
		.guides = "../", .pdf = p->pdf, .is_there = pages_is_there,
		.arg = p };
	const struct page_changed which = { .def = definition_of(p),
		.only = code, .up = "../changes.html", .file = code };
	struct form_page page = { .keep = p->keep_changed, .journal = true,
		.forms[FORM_HTML] = true, .forms[FORM_PDF] = p->pdf };

	make(p, &which, areas, &links, &page);
}

char *
changed_file(const struct report_def *def, const char *only)
{
	return only == NULL ? mem_str(def->name)
			    : mem_fmt("%s-%s", def->name, only);
}

bool
changed_report(struct pages *p, const struct report_def *def,
    const struct areas *areas, const char *only, bool many, bool beside,
    const char *dir)
{
	char *index = file_join(p->session.fb.out, "index.html");
	char *file = changed_file(def, only);
	char *each = mem_fmt("%s-", def->name);
	char *up = mem_fmt("%s.html", def->name), *above = file_join(dir, up);
	const struct page_changed which = { .def = def, .only = only,
		.each = many && only == NULL ? each : NULL,
		.up = only != NULL && (beside || file_exists(above)) ? up
								     : NULL,
		.file = file };
	struct page_links links = { .assets = "../assets",
		.profiles = "../profile/",
		.index = file_exists(index) ? "../index.html" : NULL,
		.is_there = pages_is_there, .arg = p };
	struct form_page page = { .dir = dir };
	bool there;

	pages_start_typst(p);
	links.pdf = p->pdf;
	forms_asked(p, false, page.forms);
	there = make(p, &which, areas, &links, &page);
	free(above);
	free(up);
	free(each);
	free(file);
	free(index);
	return there;
}
