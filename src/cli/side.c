/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * side: wijken and buurten of a gemeente side by side, a page a theme.
 */
#include "cli/side.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "cli/forms.h"
#include "cli/reports.h"

static const char definition[] = "theme";

/* Which themes have a page, of one gemeente. */
struct side_themes {
	char code[AREA_CODE];
	bool *shown; /* one a theme; NULL: none, or it could not be found */
};

struct side_pages {
	struct pages *p;
	const struct report_def *def;
	struct map profiles; /* codes that may have one */
};

static const struct report_def *
definition_of(struct pages *p)
{
	return reports_find(p, definition, REPORT_AREAS_OF);
}

bool
side_is_there(const char *out)
{
	char *dir = file_join(out, SIDE_FOLDER);
	bool there = file_is_dir(dir);

	free(dir);
	return there;
}

/* What fails here is told where the pages are made. */
static bool *
find_themes(struct pages *p, const char *code)
{
	const struct report_def *def = definition_of(p);
	bool *shown = mem_new(
	    p->session.fb.indicators.nthemes + 1, sizeof(*shown));
	struct area area = { 0 };
	struct err ignored = { 0 };

	if (def == NULL ||
	    session_area(&p->session, code, &area, &ignored) == -1 ||
	    page_report_themes(&p->input, def, &area, 1, shown, &ignored) ==
		-1) {
		free(shown);
		shown = NULL;
	}
	err_clear(&ignored);
	area_clear(&area);
	return shown;
}

/* Worked out once a gemeente: its areas mostly come one after another. */
static const bool *
themes_of(struct pages *p, const char *gemeente)
{
	struct side_themes *s = p->side_themes;

	if (s != NULL && strcmp(s->code, gemeente) == 0)
		return s->shown;
	side_close(p);
	p->side_themes = s = mem_new(1, sizeof(*s));
	snprintf(s->code, sizeof(s->code), "%s", gemeente);
	for (size_t i = 0; i < p->nside_of && s->shown == NULL; i++)
		if (strcmp(p->side_of[i], gemeente) == 0)
			s->shown = find_themes(p, gemeente);
	return s->shown;
}

void
side_close(struct pages *p)
{
	if (p->side_themes != NULL)
		free(p->side_themes->shown);
	free(p->side_themes);
	p->side_themes = NULL;
}

bool
side_has(void *arg, const char *gemeente, const char *theme)
{
	struct pages *p = arg;
	const struct indicators *all = &p->session.fb.indicators;
	const bool *shown;

	if (p->side_of == NULL) { /* beside a site of before: as that is */
		char *file = mem_fmt("%s/" SIDE_FOLDER "/%s-%s.html",
		    p->session.fb.out, gemeente, theme);
		bool there = file_exists(file);

		free(file);
		return there;
	}
	shown = themes_of(p, gemeente);
	for (size_t i = 0; shown != NULL && i < all->nthemes; i++)
		if (strcmp(all->themes[i].id, theme) == 0)
			return shown[i];
	return false;
}

static bool
has_profile(void *arg, const char *code)
{
	const struct side_pages *s = arg;
	char *file = mem_fmt("%s/%s.html", s->p->profiles, code);
	bool has = map_gets(&s->profiles, code, NULL) && file_exists(file);

	free(file);
	return has;
}

static int
make_model(struct side_pages *s, const struct area *gemeente,
    const char *theme, const bool *shown, struct json **out, struct err *err)
{
	char *before = mem_fmt("%s-", gemeente->code);
	const struct report_links links = {
		.pages = { .assets = "../assets",
		    .profiles = "../profile/",
		    .index = "../index.html",
		    .guides = "../",
		    .script = true },
		.there = has_profile,
		.arg = s,
		.theme = theme,
		.themes = before,
		.shown = shown
	};
	int rc = page_report(
	    &s->p->input, s->def, gemeente, 1, &links, out, err);

	free(before);
	return rc;
}

/* A page a theme of one gemeente. */
static int
make_page(struct side_pages *s, const struct area *gemeente, const char *theme,
    const bool *shown, struct err *err)
{
	char *name = mem_fmt("%s-%s", gemeente->code, theme);
	struct form_page page = { .name = name, .keep = s->p->keep_side,
		.journal = true, .forms[FORM_HTML] = true };
	struct json *model = NULL;
	int rc = make_model(s, gemeente, theme, shown, &model, err);

	if (rc == 0) {
		forms_templates(&page, s->def, definition);
		s->p->failures += forms_make(s->p, &page, model) ==
		    FORMS_FAILED;
	} else {
		err_ctx(err, "%s", name);
	}
	json_free(model);
	free(name);
	return rc;
}

static int
make_gemeente(struct side_pages *s, const char *code, struct err *err)
{
	const struct indicators *all = &s->p->session.fb.indicators;
	bool *shown = mem_new(all->nthemes + 1, sizeof(*shown));
	struct area area = { 0 };
	int rc = session_area(&s->p->session, code, &area, err);

	if (rc == 0)
		rc = page_report_themes(
		    &s->p->input, s->def, &area, 1, shown, err);
	for (size_t i = 0; i < all->nthemes && rc == 0; i++)
		if (shown[i])
			rc = make_page(
			    s, &area, all->themes[i].id, shown, err);
	area_clear(&area);
	free(shown);
	return rc;
}

void
side_make(struct pages *p, const struct areas *areas, const char *gemeente)
{
	struct side_pages s = { .p = p, .def = definition_of(p) };
	struct err err = { 0 };

	for (size_t i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];

		if (strcmp(a->level == LEVEL_GEMEENTE ? a->code
						       : a->municipality,
			gemeente) == 0)
			map_puts(&s.profiles, a->code, 0);
	}
	if (s.def == NULL)
		err_set(&err, ERR_WORK,
		    "report %s: its definition is not there", definition);
	if (s.def == NULL || make_gemeente(&s, gemeente, &err) == -1) {
		p->failures++;
		pages_problem(p, &err);
	}
	map_free(&s.profiles);
}
