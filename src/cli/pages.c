/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pages: from a report model to files below out/.
 */
#include "cli/pages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/changed.h"
#include "cli/forms.h"
#include "cli/freshness.h"
#include "cli/reports.h"
#include "cli/side.h"
#include "cli/state.h"
#include "raw/raw.h"

int
pages_formats(struct pages *p, const char *list)
{
	const char *at = list, *end;

	p->html = p->pdf = p->json = p->csv = false;
	for (;; at = end + 1) {
		size_t len;

		end = strchr(at, ',');
		len = end == NULL ? strlen(at) : (size_t)(end - at);
		if (len == 4 && memcmp(at, "html", 4) == 0)
			p->html = true;
		else if (len == 3 && memcmp(at, "pdf", 3) == 0)
			p->pdf = true;
		else if (len == 4 && memcmp(at, "json", 4) == 0)
			p->json = true;
		else if (len == 3 && memcmp(at, "csv", 3) == 0)
			p->csv = true;
		else
			return -1;
		if (end == NULL)
			return 0;
	}
}

/* A problem that does not stop the rest. */
void
pages_problem(struct pages *p, const struct err *err)
{
	p->status = cli_worst(p->status, cli_fail(p->cli, err));
}

/* Sources whose last look failed, or was too long ago, so that pages can say
 * so. */
static int
read_looks(struct pages *p, struct err *err)
{
	const struct factbase *fb = &p->session.fb;
	const struct sources *all = &fb->sources;
	struct state state = { 0 };
	size_t i, n = 0;

	if (state_read(fb, &state, err) == -1)
		return -1;
	p->failed = mem_new(all->n + 1, sizeof(*p->failed));
	p->looked = mem_new(all->n + 1, sizeof(*p->looked));
	for (i = 0; i < all->n; i++) {
		struct freshness f;

		freshness_of(fb, &state, &p->tables, &all->items[i],
		    when_now(), &f);
		p->looked[i] = f.checked;
		if (f.message != NULL)
			p->failed[n++] = all->items[i].id;
		if (f.unchecked && f.newest > 0 &&
		    (p->unchecked == 0 || f.checked < p->unchecked))
			p->unchecked = f.checked;
	}
	state_clear(&state);
	return 0;
}

/* When the source last changed a table that was fetched since: the manifest
 * of then knows. */
static int
find_modified(struct pages *p, struct loaded_table *t, struct err *err)
{
	struct raw_runs runs = { 0 };
	size_t i;
	int rc = -1;

	if (raw_runs(p->session.fb.raw, t->source, t->table_id, &runs, err) ==
	    -1)
		goto done;
	for (i = 0; i < runs.n && t->modified == NULL; i++)
		if (strcmp(runs.items[i].id, t->run) == 0)
			t->modified = mem_str(runs.items[i].modified);
	rc = 0;
done:
	raw_runs_free(&runs);
	return rc;
}

/* Pages of a day of the past stand in a folder of that day, and know nothing
 * of what was heard, or failed, since. Consent is that of now. */
static int
go_back(struct pages *p, struct err *err)
{
	struct factbase *fb = &p->session.fb;
	char iso[21], *out = mem_fmt("%s/as-of/%.10s", fb->out,
	    when_iso(p->until, iso));
	size_t i;

	free(fb->out);
	fb->out = out;
	if (store_failed_then(
		p->session.store, p->until, &p->failed_then, err) == -1)
		return -1;
	p->failed = mem_new(p->failed_then.n + 1, sizeof(*p->failed));
	for (i = 0; i < p->failed_then.n; i++)
		p->failed[i] = p->failed_then.items[i];
	for (i = 0; i < p->tables.n; i++)
		if (p->tables.items[i].modified == NULL &&
		    find_modified(p, &p->tables.items[i], err) == -1)
			return -1;
	return 0;
}

/* Without it pages do not say what has changed; all else is made. */
static void
open_since(struct pages *p)
{
	struct err err = { 0 };

	if (since_open(&p->session, &p->told, &p->since, &err) == -1) {
		err_ctx(&err, "what has changed");
		pages_problem(p, &err);
	}
}

/* A worker's parent has told it. */
static void
tell_house(void *arg, const struct err *err)
{
	struct pages *p = arg;

	if (!p->worker)
		pages_problem(p, err);
}

/* Pages lead to no profile that the fact base is not about. */
static int
read_areas(struct pages *p, struct err *err)
{
	struct areas all = { 0 };
	int rc = session_areas(&p->session, &all, err);

	for (size_t i = 0; i < all.n; i++)
		map_puts(&p->areas, all.items[i].code, 1);
	areas_free(&all);
	return rc;
}

int
pages_open(struct cli *cli, const char *lang, struct pages *p,
    struct err *err)
{
	struct factbase *fb = &p->session.fb;
	int rc = -1;

	p->cli = cli;
	house_none(&p->house);
	if (session_open_then(cli, p->until, &p->session, err) == -1 ||
	    factbase_words(fb, lang, &p->words, err) == -1 ||
	    store_tables(p->session.store, &p->tables, err) == -1 ||
	    read_areas(p, err) == -1 ||
	    (p->until == 0 ? read_looks(p, err) : go_back(p, err)) == -1)
		goto done;
	house_read(fb->house, fb->house_named, &fb->indicators, &p->house,
	    tell_house, p);
	told_read(cli, &p->session, &p->told, &p->status);
	if (p->until == 0) {
		claims_check(cli, &p->session, &p->told.notes, &p->claims,
		    &p->status);
		opgaven_check(cli, &p->session, &p->told, &p->claims,
		    &p->opgaven, &p->status);
		if (!p->worker)
			claims_tell(cli, &p->claims, &p->status);
		open_since(p);
	}
	p->profiles = file_join(fb->out, "profile");
	if (p->until == 0)
		choosing_read(cli, &p->session, &p->told, &p->chosen,
		    &p->status);
	p->peering = peering_new(p->session.panel);
	p->input = (struct page_input) { .panel = p->session.panel,
		.peering = p->peering,
		.words = p->words, .told = p->session.fb.lang,
		.notes = &p->told.notes,
		.privacy = &p->told.privacy,
		.chosen = &p->chosen,
		.claims = p->until == 0 ? &p->claims.judgement : NULL,
		.shared = p->until == 0 ? &p->opgaven.shared : NULL,
		.since = p->since.there ? &p->since.page : NULL,
		.sources = &fb->sources, .tables = &p->tables,
		.title = fb->title, .contact = fb->contact,
		.house = &p->house,
		.now = p->until != 0 ? p->until : when_now(),
		.made = when_now(), .failed = p->failed,
		.unchecked = p->unchecked, .looked = p->looked,
		.areas = &p->areas };
	if (p->until == 0) {
		sheets_open(p);
		comparing_open(p);
	}
	if (p->worker) /* the parent did */
		rc = 0;
	if (p->worker)
		goto done;
	file_sweep(fb->out);
	file_sweep(p->profiles);
	if (file_mkdirs(p->profiles, 0777, err) == -1 ||
	    (p->html && render_assets(fb->out, &p->house, err) == -1))
		goto done;
	rc = 0;
done:
	return rc;
}

void
pages_close(struct pages *p)
{
	typst_close(p->typst);
	plotter_close(p->plotter);
	loaded_tables_free(&p->tables);
	map_free(&p->areas);
	since_close(&p->since);
	opgaven_check_free(&p->opgaven);
	sheets_close(&p->sheets);
	comparing_close(&p->comparing);
	choices_free(&p->chosen);
	claims_check_free(&p->claims);
	told_free(&p->told);
	words_free(p->words);
	peering_free(p->peering);
	house_free(&p->house);
	report_defs_free(&p->defs);
	session_close(&p->session);
	side_close(p);
	free(p->failed);
	free(p->looked);
	strings_free(&p->failed_then);
	free(p->profiles);
}

bool
pages_draw(struct pages *p, const char *code, struct json *model)
{
	struct chart_look look = { 0 };
	struct err err = { 0 };
	bool whole;

	if (p->no_plotter)
		return false;
	if (p->plotter == NULL && plotter_open(&p->plotter, &err) == -1) {
		/* Said once; the pages have their tables. */
		p->no_plotter = true;
		err_ctx(&err, "charts");
		pages_problem(p, &err);
		return false;
	}
	look.palette = &p->house.palette;
	for (int bold = 0; p->house.measured && bold < 2; bold++)
		look.letters[bold] = &p->house.widths[bold];
	plotter_paint(p->plotter, &look);
	whole = render_charts(model, p->plotter, &err) == 0;
	if (!whole) {
		err_ctx(&err, "%s", code);
		pages_problem(p, &err);
	}
	render_share(model);
	render_panels(model);
	return whole;
}

/* Before the first page: pages lead to a PDF only where there will be one. */
void
pages_start_typst(struct pages *p)
{
	struct err err = { 0 };

	if (!p->pdf || p->typst != NULL ||
	    typst_open(&p->typst, &p->house, &err) == 0)
		return;
	p->pdf = false; /* said once; the other formats go on */
	pages_problem(p, &err);
}

bool
pages_step(struct pages *p, const char *what, int rc, struct err *err)
{
	if (rc == 0)
		return true;
	err_ctx(err, "%s", what);
	pages_problem(p, err);
	err_clear(err);
	return false;
}

void
pages_profile(struct pages *p, const char *code)
{
	struct page_links links = { .assets = "../assets", .profiles = "",
		.index = p->site ? "../index.html" : NULL,
		.guides = p->site ? "../" : NULL,
		.gemeenten = p->site && p->towns ? "../gemeente/" : NULL,
		.side = p->site && p->side ? "../" SIDE_FOLDER "/" : NULL,
		.has_side = side_has,
		.side_arg = p,
		.csv = p->csv };
	struct form_page page = { .name = code, .dir = p->profiles,
		.keep = p->keep, .journal = true, .charts = true };
	struct json *model = NULL;
	struct err err = { 0 };
	enum forms_made made;

	pages_start_typst(p);
	links.pdf = p->pdf;
	if (!pages_step(p, code, page_profile(&p->input, code, &links, &model,
		&err), &err)) {
		p->failures++;
		goto done;
	}
	forms_templates(&page, NULL, "profile");
	forms_asked(p, true, page.forms);
	made = forms_make(p, &page, model);
	p->kept += made == FORMS_KEPT;
	p->made += made == FORMS_WHOLE || made == FORMS_BARE;
	p->failures += made == FORMS_BARE || made == FORMS_FAILED;
done:
	json_free(model);
}

/* A page that is HTML alone. */
static void
put_html(struct pages *p, const char *dir, const char *name,
    const char *template, bool charts, struct json *model)
{
	struct form_page page = { .name = name, .dir = dir, .charts = charts,
		.forms[FORM_HTML] = true };

	forms_templates(&page, NULL, template);
	forms_make(p, &page, model);
}

bool
pages_is_there(void *arg, const char *code, const char *ending)
{
	const struct pages *p = arg;
	char *file = mem_fmt("%s/%s.%s", p->profiles, code, ending);
	bool there = file_exists(file);

	free(file);
	return there;
}

void
pages_guides(struct pages *p, const struct areas *areas)
{
	struct page_links links = { .assets = "assets",
		.profiles = "profile/", .index = "index.html",
		.pdf = p->pdf, .csv = p->csv, .guides = "",
		.is_there = pages_is_there, .arg = p,
		.changes = p->input.since != NULL ? "changes.html" : NULL };
	char *changed = file_join(p->session.fb.out, "changes.pdf");

	if (links.changes != NULL && file_exists(changed))
		links.changes_pdf = "changes.pdf";
	free(changed);
	for (int i = 0; i < GUIDES; i++) {
		const char *name = page_guide_names[i];
		char *template = mem_fmt("guide-%s", name);
		struct json *model = NULL;
		struct err err = { 0 };

		if (pages_step(p, name,
			page_guide(&p->input, (enum page_guide)i, areas,
			    &links, &model, &err),
			&err))
			put_html(p, p->session.fb.out, name, template, false,
			    model);
		json_free(model);
		free(template);
	}
}

void
pages_index(struct pages *p, const struct areas *areas)
{
	struct page_links links = { .assets = "assets",
		.profiles = "profile/", .pdf = p->pdf, .guides = "",
		.changes = p->input.since != NULL ? "changes.html" : NULL,
		.side = SIDE_FOLDER "/",
		.gemeenten = p->towns ? "gemeente/" : NULL,
		.names = p->towns ? "names/" : NULL,
		.is_there = pages_is_there, .arg = p };
	struct page_names *names = NULL;
	struct json *model = NULL;
	struct err err = { 0 };

	if (pages_step(p, "index",
		(p->towns && page_names_new(&p->input, areas, &names, &err) ==
		    -1) ||
			page_index(&p->input, areas, NULL, names, &links,
			    &model, &err) == -1
		    ? -1
		    : 0,
		&err))
		put_html(p, p->session.fb.out, "index", "index", true, model);
	page_names_free(names);
	json_free(model);
}

void
pages_town(struct pages *p, const struct areas *areas, const char *code)
{
	struct page_links links = { .assets = "../assets",
		.profiles = "../profile/", .index = "../index.html",
		.pdf = p->pdf, .guides = "../", .gemeenten = "",
		.side = "../" SIDE_FOLDER "/", .is_there = pages_is_there,
		.arg = p };
	char *changed = mem_fmt("../" CHANGED_FOLDER "/%s.html", code);
	struct form_page page = { .name = code, .keep = p->keep_towns,
		.journal = true, .charts = true, .forms[FORM_HTML] = true };
	struct json *model = NULL;
	struct err err = { 0 };
	enum forms_made made = FORMS_FAILED;

	if (p->input.since != NULL)
		links.changes = changed;
	forms_templates(&page, NULL, "index");
	if (pages_step(p, code, page_index(&p->input, areas, code, NULL,
		&links, &model, &err), &err))
		made = forms_make(p, &page, model);
	p->kept += made == FORMS_KEPT;
	p->failures += made == FORMS_BARE || made == FORMS_FAILED;
	json_free(model);
	free(changed);
}

bool
pages_have_towns(const struct pages *p)
{
	char *dir = file_join(p->session.fb.out, "gemeente");
	struct names names = { 0 };
	struct err ignored = { 0 };
	bool there = file_is_dir(dir) &&
	    file_list(dir, ".html", &names, &ignored) == 0 && names.n > 0;

	names_free(&names);
	free(dir);
	return there;
}

struct piece_to {
	const char *dir;
};

static int
put_piece(void *arg, const char *pair, const struct buf *text, struct err *err)
{
	const struct piece_to *to = arg;
	char *file = mem_fmt("%s/%s.js", to->dir, pair);
	int rc = file_update(
	    file, buf_str(text), text->len, 0666, NULL, err);

	free(file);
	return rc;
}

void
pages_names(struct pages *p, const struct areas *areas)
{
	struct page_links links = { .assets = "../assets",
		.profiles = "../profile/", .index = "../index.html",
		.guides = "../", .is_there = pages_is_there, .arg = p };
	char *dir = file_join(p->session.fb.out, "names");
	struct piece_to to = { dir };
	struct page_names *names = NULL;
	char letters[PAGE_LETTERS];
	struct err err = { 0 };
	size_t n;

	if (!pages_step(p, "names", file_mkdirs(dir, 0777, &err), &err)) {
		p->stop = true;
		goto done;
	}
	if (!pages_step(p, "names", page_names_new(&p->input, areas, &names, &err),
		&err))
		goto done;
	n = page_names_letters(names, letters);
	for (size_t i = 0; i < n; i++) {
		char name[2] = { letters[i], '\0' };
		struct json *model = NULL;

		page_names_page(&p->input, names, letters[i], &links, &model);
		put_html(p, dir, name, "names", false, model);
		json_free(model);
	}
	if (!pages_step(p, "names",
		page_names_pieces(names, &links, put_piece, &to, &err),
		&err))
		p->stop = true;
done:
	page_names_free(names);
	free(dir);
}

void
pages_summary(struct pages *p)
{
	cli_note(p->cli, "%zu profile%s made in %s%s", p->made,
	    p->made == 1 ? "" : "s", p->profiles,
	    p->failures > 0 ? "; some are not whole, see above" : "");
}
