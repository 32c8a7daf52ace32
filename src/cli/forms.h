/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * forms: one page in the forms asked for. All are made before the first is put
 * in its place, and the HTML last: it never leads to a PDF that is not there.
 */
#ifndef CLI_FORMS_H
#define CLI_FORMS_H

#include "cli/keep.h"
#include "cli/pages.h"

struct form_page { /* all borrowed */
	const char *name; /* of its files, without ending */
	const char *about; /* begins what is told of it; NULL: name */
	const char *dir; /* where they go, when there is no keep */
	const struct keep *keep; /* of a run of all, or NULL */
	bool journal; /* its folder has one: keep_or_note, keep_made */
	const char *templates; /* folder of templates of one's own, or NULL */
	const char *html, *pdf; /* their names */
	bool forms[FORMS]; /* asked for */
	bool charts; /* it has some */
	/* What a person can do about a PDF that cannot be made; or NULL. */
	void (*explain)(struct err *err);
};

enum forms_made {
	FORMS_KEPT, /* as it was before */
	FORMS_WHOLE,
	FORMS_BARE, /* made, but a chart is missing */
	FORMS_FAILED /* a form is missing */
};

/* Templates as a definition says; NULL: those called `name`. */
void forms_templates(
    struct form_page *page, const struct report_def *def, const char *name);
/* The forms that p asks for (after pages_start_typst); figures: CSV is one. */
void forms_asked(const struct pages *p, bool figures, bool out[FORMS]);
/* Make it out of its model, whose charts are then drawn. What fails is printed,
 * and what there was of it is taken away, as it may say what does not hold any
 * more: a quote may have been withdrawn. So is a PDF or model of before that a
 * page made anew would stand beside. */
enum forms_made forms_make(
    struct pages *p, const struct form_page *page, struct json *model);

#endif
