/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * side: wijken and buurten of a gemeente side by side, a page a theme.
 */
#include "cli/side.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/map.h"
#include "base/mem.h"
#include "cli/keep.h"
#include "cli/reports.h"

static const char folder[] = "compare", definition[] = "theme";

struct side_pages {
	struct pages *p;
	const struct report_def *def;
	struct keep keep; /* where to, and what was there */
	struct map profiles; /* codes that have one */
};

static bool
has_profile(void *arg, const char *code)
{
	const struct side_pages *s = arg;

	return map_gets(&s->profiles, code, NULL);
}

bool
side_is_there(const char *out)
{
	char *dir = file_join(out, folder);
	bool there = file_is_dir(dir);

	free(dir);
	return there;
}

/* A page a theme of one gemeente. */
struct theme_page {
	const char *theme;
	struct json *model;
};

static int
make_model(struct side_pages *s, const struct area *gemeente,
    struct theme_page *page, struct err *err)
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
		.theme = page->theme,
		.themes = before
	};
	int rc = page_report(&s->p->input, s->def, gemeente, 1, &links,
	    &page->model, err);

	free(before);
	return rc;
}

/* Pages do not lead to those that have no figure. They are there: a profile
 * may lead to one by a figure that is known of its own level alone. */
static void
mark_empty(struct json *model, const struct theme_page pages[], size_t n)
{
	struct json *one = json_first(json_get(model, "themes"));

	for (; one != NULL; one = json_next(one))
		for (size_t i = 0; i < n; i++)
			if (strcmp(json_get_str(one, "id"), pages[i].theme) ==
			    0)
				json_add_bool(one, "empty",
				    !json_get_true(
					pages[i].model, "has_tables"));
}

static int
write_page(struct side_pages *s, const char *code,
    const struct theme_page *page, struct err *err)
{
	char *file = mem_fmt("%s-%s.html", code, page->theme);
	const char *dir = s->def->own ? s->def->dir : NULL;
	struct buf text = { 0 };
	int rc = render_html_of(dir, s->def->html, page->model, &text, err);

	if (rc == 0)
		rc = keep_write(&s->keep, file, &text, err);
	if (rc == -1)
		err_ctx(err, "%s", file);
	buf_free(&text);
	free(file);
	return rc;
}

static int
make_gemeente(struct side_pages *s, const char *code, struct err *err)
{
	const struct indicators *all = &s->p->session.fb.indicators;
	struct theme_page *pages = mem_new(all->nthemes + 1, sizeof(*pages));
	struct area area = { 0 };
	size_t n = 0;
	int rc = session_area(&s->p->session, code, &area, err);

	for (size_t i = 0; i < all->nthemes && rc == 0; i++)
		if (report_shows(s->def, all, all->themes[i].id)) {
			pages[n].theme = all->themes[i].id;
			rc = make_model(s, &area, &pages[n], err);
			n += rc == 0;
		}
	for (size_t i = 0; i < n && rc == 0; i++) {
		mark_empty(pages[i].model, pages, n);
		rc = write_page(s, code, &pages[i], err);
	}
	for (size_t i = 0; i < n; i++)
		json_free(pages[i].model);
	free(pages);
	area_clear(&area);
	return rc;
}

/* The gemeente it lies in, or is; "": none. */
static const char *
place_of(const struct area *a)
{
	return a->level == LEVEL_GEMEENTE ? a->code : a->municipality;
}

static int
make_all(struct side_pages *s, const struct areas *areas, const char *only,
    struct err *err)
{
	struct map done = { 0 };
	int rc = 0;

	for (size_t i = 0; i < areas->n; i++)
		if (only == NULL || strcmp(place_of(&areas->items[i]), only) == 0)
			map_puts(&s->profiles, areas->items[i].code, 0);
	for (size_t i = 0; i < areas->n && rc == 0; i++) {
		const char *in = place_of(&areas->items[i]);

		if (*in == '\0' || map_gets(&done, in, NULL) ||
		    (only != NULL && strcmp(only, in) != 0))
			continue;
		map_puts(&done, in, 0);
		rc = make_gemeente(s, in, err);
	}
	map_free(&done);
	return rc;
}

void
side_make(struct pages *p, const struct areas *areas, const char *only,
    const char *old)
{
	struct side_pages s = { .p = p };
	char *to = file_join(p->session.fb.out, folder);
	char *from = old == NULL ? NULL : file_join(old, folder);
	struct err err = { 0 };

	s.keep.dir = to;
	s.keep.old = from;
	s.def = reports_find(p, definition, REPORT_AREAS_OF);
	if (s.def == NULL ||
	    file_mkdirs(to, 0777, &err) == -1 ||
	    make_all(&s, areas, only, &err) == -1) {
		if (s.def == NULL)
			err_set(&err, ERR_WORK,
			    "report %s: its definition is not there",
			    definition);
		pages_problem(p, &err);
	}
	map_free(&s.profiles);
	free(from);
	free(to);
}

int
side_publish(const char *fresh, const char *out, struct err *err)
{
	char *from = file_join(fresh, folder), *to = file_join(out, folder);
	int rc = file_is_dir(from) ? folder_replace(from, to, err)
				   : file_remove(to, err);

	free(to);
	free(from);
	return rc;
}
