/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * making: all profiles at once, and the sheets and indexes of a site.
 */
#include "cli/making.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"
#include "cli/changed.h"
#include "cli/crew.h"
#include "cli/keep.h"
#include "cli/made.h"
#include "cli/place.h"
#include "cli/rest.h"
#include "cli/side.h"
#include "cli/whole.h"

#define PAGE_SECONDS 600.0 /* for one page with all its charts */

struct run {
	const struct making *m;
	const struct pages *ask;
	struct cli *cli;
	struct areas areas;
	struct strings ids; /* of opgaven, when their sheets are made too */
	const char **gemeenten; /* that areas of a site lie in */
	size_t ngemeenten;
	size_t ncompared; /* that feiten.json names */
	size_t ntowns; /* those with an index of their own: of more than one */
	size_t nchanged; /* with a page of what changed, beside that of all */
	struct place profiles, sheets, towns, sides, changed;
	char *out; /* the folder */
	char *fresh; /* out/.new, or NULL: pages go straight into out */
	char *state; /* the folder */
	char tools[DIGEST_HEX], seen[DIGEST_HEX], all[DIGEST_HEX];
	char made_of[DIGEST_HEX]; /* for feiten edition close */
	struct pages pages; /* in a worker */
	bool index; /* profiles may lead to an index page */
	bool has_towns; /* and to that of their gemeente */
	int lock, status;
};

static void
fail(struct run *r, const struct err *err)
{
	r->status = cli_worst(r->status, cli_fail(r->cli, err));
}

/* What is made, in this order. */
enum kind { KIND_PROFILE, KIND_SHEET, KIND_TOWN, KIND_CHANGED, KIND_SIDE,
	KIND_COMPARE, KIND_INDEX };

/* What thing i of all is; *at: which of its kind. */
static enum kind
kind_of(const struct run *r, size_t i, size_t *at)
{
	const size_t n[] = { r->areas.n, r->ids.n, r->ntowns, r->nchanged,
		r->ngemeenten, r->ncompared };
	size_t kind;

	for (kind = 0; kind < KIND_INDEX && i >= n[kind]; kind++)
		i -= n[kind];
	*at = i;
	return (enum kind)kind;
}

/* In a worker. */

static int
open_worker(void *arg, char hello[128], struct err *err)
{
	struct run *r = arg;
	struct pages *p = &r->pages;
	char seen[DIGEST_HEX];

	close(r->lock); /* held by the parent alone */
	*p = *r->ask;
	p->worker = true;
	p->site = r->index;
	p->towns = r->has_towns;
	p->side = r->m->site || side_is_there(r->out);
	p->all_sheets = r->m->site;
	if (r->m->site) {
		p->side_of = r->gemeenten;
		p->nside_of = r->ngemeenten;
	}
	if (pages_open(r->cli, r->m->lang, p, err) == -1 ||
	    keep_snapshot(p, seen, err) == -1)
		return -1;
	p->keep = &r->profiles.keep;
	free(p->profiles);
	p->profiles = mem_str(r->profiles.dir);
	if (r->fresh != NULL) {
		free(p->session.fb.out);
		p->session.fb.out = mem_str(r->fresh);
		p->sheets.keep = &r->sheets.keep;
		free(p->sheets.dir);
		p->sheets.dir = mem_str(r->sheets.dir);
		p->keep_towns = &r->towns.keep;
		p->keep_side = &r->sides.keep;
		p->keep_changed = &r->changed.keep;
	}
	snprintf(hello, 128, "%s", seen);
	return 0;
}

/* All workers and the parent read the same files; one that was written between
 * is told by the claims it names. */
static void
make_sheet(struct pages *p, const char *id)
{
	const struct opgave *o = opgaven_find(&p->opgaven.opgaven, id);

	if (o != NULL)
		sheets_make(p, o);
}

static void
work(void *arg, size_t i, struct crew_result *out)
{
	struct run *r = arg;
	struct pages *p = &r->pages;
	size_t kept = p->kept + p->sheets.kept, at;
	int lacking;

	/* Without Typst all pages lack their PDF, and it is told once: that is
	 * no reason to call the first of a worker not made. */
	p->status = EXIT_WELL;
	pages_start_typst(p);
	lacking = p->status;
	p->status = EXIT_WELL;
	p->failures = p->sheets.failures = 0;
	p->stop = false;
	switch (kind_of(r, i, &at)) {
	case KIND_PROFILE:
		pages_profile(p, r->areas.items[at].code);
		break;
	case KIND_SHEET:
		make_sheet(p, r->ids.items[at]);
		break;
	case KIND_TOWN:
		pages_town(p, &r->areas, r->gemeenten[at]);
		break;
	case KIND_CHANGED:
		changed_town(p, &r->areas, r->gemeenten[at]);
		break;
	case KIND_SIDE:
		side_make(p, &r->areas, r->gemeenten[at]);
		break;
	case KIND_COMPARE:
		comparing_make(p, at);
		break;
	default:
		changed_make(p, &r->areas);
		pages_guides(p, &r->areas);
		pages_index(p, &r->areas);
		if (p->towns)
			pages_names(p, &r->areas);
	}
	out->status = cli_worst(lacking, p->status);
	out->made = p->kept + p->sheets.kept == kept;
	out->failed = p->failures > 0 || p->sheets.failures > 0 || p->status != EXIT_WELL;
	out->stop = p->stop;
}

static void
close_worker(void *arg)
{
	struct run *r = arg;

	pages_close(&r->pages);
}

static const char *
name_of(void *arg, size_t i)
{
	struct run *r = arg;
	size_t at;

	switch (kind_of(r, i, &at)) {
	case KIND_PROFILE:
		return r->areas.items[at].code;
	case KIND_SHEET:
		return r->ids.items[at];
	case KIND_TOWN:
	case KIND_CHANGED:
	case KIND_SIDE:
		return r->gemeenten[at];
	case KIND_COMPARE:
		return "compare";
	default:
		return "index";
	}
}

static void
count(void *arg, size_t i, const struct crew_result *result)
{
	struct run *r = arg;
	struct place *places[] = { &r->profiles, &r->sheets, &r->towns,
		&r->changed };
	size_t nr;
	enum kind kind = kind_of(r, i, &nr);

	/* Of a gemeente there are many side by side: place.c counts those. The
	 * index is one, and always made. */
	if (kind >= KIND_SIDE || result->failed)
		return;
	places[kind]->made += result->made;
	places[kind]->kept += !result->made;
}

/* In the parent. */

/* Whether it makes some of all there are. */
static bool
is_part(const struct making *m)
{
	return m->within != NULL || m->level != -1;
}

/* All is there out of the same inputs, and no page that should not be. */
static bool
nothing_to_do(const struct run *r)
{
	char beside[DIGEST_HEX];
	struct journal j;
	bool same;

	if (r->m->force)
		return false;
	journal_read(r->profiles.to, &j);
	same = strcmp(j.all, r->all) == 0 && !is_part(r->m) &&
	    place_whole(&r->profiles, r->m->site);
	if (same && r->m->site) {
		rest_digest(r->out, beside);
		same = made_beside(r->state, beside) &&
		    place_whole(&r->sheets, true) &&
		    place_whole(&r->towns, true) &&
		    place_whole(&r->changed, true) &&
		    place_whole(&r->sides, true);
	}
	journal_free(&j);
	return same;
}

/* A page of each gemeente. */
static void
list_towns(struct place *at, const struct run *r, size_t n)
{
	at->codes = mem_new(n + 1, sizeof(char *));
	for (size_t i = 0; i < n; i++)
		at->codes[at->n++] = r->gemeenten[i];
	place_sort(at);
}

static void
list_pages(struct run *r, const struct pages *p)
{
	const struct opgaven *all = &p->opgaven.opgaven;

	const bool forms[FORMS] = { r->ask->html, r->ask->pdf, r->ask->json,
		r->ask->csv };

	memcpy(r->profiles.forms, forms, sizeof(forms));
	memcpy(r->sheets.forms, forms, sizeof(forms));
	r->sheets.forms[FORM_CSV] = false;
	r->towns.forms[FORM_HTML] = true;
	r->profiles.to = mem_str(p->profiles);
	r->profiles.codes = mem_new(r->areas.n + 1, sizeof(char *));
	for (size_t i = 0; i < r->areas.n; i++)
		r->profiles.codes[r->profiles.n++] = r->areas.items[i].code;
	place_sort(&r->profiles);
	r->sheets.to = mem_str(p->sheets.dir);
	r->sheets.codes = mem_new(all->n + 1, sizeof(char *));
	for (size_t i = 0; r->m->site && i < all->n; i++)
		strings_add(&r->ids, all->items[i].id);
	for (size_t i = 0; i < r->ids.n; i++)
		r->sheets.codes[r->sheets.n++] = r->ids.items[i];
	place_sort(&r->sheets);
	r->towns.to = file_join(p->session.fb.out, "gemeente");
	if (r->m->site) {
		r->ngemeenten = page_gemeenten(&r->areas, &r->gemeenten);
		r->ncompared = p->comparing.n;
	}
	/* Of one the index is its index. */
	r->ntowns = r->ngemeenten > 1 ? r->ngemeenten : 0;
	r->sides.to = file_join(p->session.fb.out, SIDE_FOLDER);
	r->sides.by_journal = true;
	list_towns(&r->towns, r, r->ntowns);
	r->nchanged = p->input.since != NULL ? r->ntowns : 0;
	r->changed.to = file_join(p->session.fb.out, CHANGED_FOLDER);
	r->changed.forms[FORM_HTML] = true;
	r->changed.forms[FORM_PDF] = r->ask->pdf;
	list_towns(&r->changed, r, r->nchanged);
}

static int
take_level(struct run *r, struct err *err)
{
	const enum area_level level = (enum area_level)r->m->level;
	struct areas *all = &r->areas;
	size_t n = 0;

	if (r->m->level == -1)
		return 0;
	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].level == level)
			all->items[n++] = all->items[i];
		else
			area_clear(&all->items[i]);
	all->n = n;
	return n > 0
	    ? 0
	    : err_set(err, ERR_USAGE,
		  "--level %s: the areas of this fact base, or those inside "
		  "--within, hold none: 'feiten areas' lists them",
		  area_level_name(level));
}

/* What this run is about. The fact base is closed again: no connection to
 * SQLite may be open when workers are made. */
static int
survey(struct run *r, struct err *err)
{
	struct pages p = *r->ask;
	char *index = NULL;
	int rc = -1;

	p.all_sheets = r->m->site;
	if (pages_open(r->cli, r->m->lang, &p, err) == -1 ||
	    session_areas_in(
		&p.session, r->m->within, &r->areas, err) == -1 ||
	    take_level(r, err) == -1 ||
	    keep_tools(p.session.fb.dir, r->tools, err) == -1 ||
	    keep_snapshot(&p, r->seen, err) == -1 ||
	    made_key(&p.session, &p.told, r->made_of, err) == -1)
		goto done;
	r->state = mem_str(p.session.fb.state);
	r->out = mem_str(p.session.fb.out);
	list_pages(r, &p);
	index = file_join(r->out, "index.html");
	p.site = r->index = r->m->site || file_exists(index);
	p.towns = r->has_towns = r->m->site
	    ? r->ntowns > 0
	    : r->index && pages_have_towns(&p);
	/* Profiles made again do not make an index of before one of now. */
	if (keep_all(&p, &r->areas, r->m->site ? "site" : "profile", r->tools,
		r->seen, r->all, err) == -1)
		goto done;
	rc = 0;
done:
	r->status = cli_worst(r->status, p.status);
	free(index);
	pages_close(&p);
	return rc;
}

static const char *const place_names[] = { "profile", "sheet", "gemeente",
	CHANGED_FOLDER, SIDE_FOLDER };
#define PLACES (sizeof(place_names) / sizeof(place_names[0]))

static struct place *
place_of(struct run *r, size_t i)
{
	struct place *const places[PLACES] = { &r->profiles, &r->sheets,
		&r->towns, &r->changed, &r->sides };

	return places[i];
}

/* What a run that was killed left as it should not be, whatever this one is
 * asked to make. */
static int
mend(struct run *r, struct err *err)
{
	static const char *const folders[] = { "data", "names" };

	file_sweep(r->state);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *dir = file_join(r->out, folders[i]);

		file_sweep(dir);
		free(dir);
	}
	for (size_t i = 0; i < PLACES; i++) {
		char *half = mem_fmt("%s/.new/%s", r->out, place_names[i]);
		const char *to = place_of(r, i)->to;
		int rc = folder_mend(to, err);

		if (rc == 0)
			rc = place_return(half, to, err);
		free(half);
		if (rc == -1)
			return -1;
	}
	return 0;
}

static int
prepare(struct run *r, struct err *err)
{
	if (r->m->site)
		r->fresh = file_join(r->out, ".new");
	for (size_t i = 0; i < (r->m->site ? PLACES : 1); i++)
		if (place_prepare(place_of(r, i), r->fresh, place_names[i],
			r->tools, r->m->force, err) == -1)
			return -1;
	file_sweep(r->fresh != NULL ? r->fresh : r->out);
	/* Of a run that was stopped: nothing says what these were made of. */
	return r->fresh == NULL ? 0 : file_remove_in(r->fresh, "names", err);
}

static int
finish(struct run *r, bool whole, struct err *err)
{
	for (size_t i = 0; i < PLACES; i++)
		if (place_finish(place_of(r, i), i == 0 && whole ? r->all : "",
			err) == -1)
			return -1;
	return 0;
}

/* Sheets and the pages beside the profiles first: from then on until the
 * profiles are in their place, the key of all is that of before, and a run
 * that is killed is done again. Who reads the old site meanwhile finds all
 * that a page leads to, be it of before or of now. */
static int
publish(struct run *r, bool whole, struct err *err)
{
	const struct place *profiles = &r->profiles;
	char *index = file_join(r->out, "index.html");
	bool old = file_exists(index); /* else nobody reads it */

	free(index);

	if (r->fresh == NULL)
		return journal_pack(profiles->dir, NULL, 0,
		    whole && !is_part(r->m) ? r->all : "", err);
	if (finish(r, whole, err) == -1)
		return -1;
	for (size_t i = 0; old && i < PLACES; i++)
		if (place_join(place_of(r, i), err) == -1)
			return -1;
	for (size_t i = 1; i < PLACES; i++)
		if (place_replace(place_of(r, i), err) == -1)
			return -1;
	if ((r->ask->csv &&
		whole_put(&r->areas, profiles->dir, r->out, err) == -1) ||
	    rest_publish(r->fresh, r->out, r->ntowns > 0, err) == -1 ||
	    folder_replace(profiles->dir, profiles->to, err) == -1)
		return -1;
	for (size_t i = 0; old && i < PLACES; i++)
		if (place_leave(place_of(r, i), err) == -1)
			return -1;
	if (rest_leave(r->fresh, r->out, err) == -1 ||
	    whole_leave(&r->areas, r->out, r->ask->csv, err) == -1 ||
	    file_remove(r->fresh, err) == -1)
		return -1;
	return file_sync_dir(r->out, err);
}

/* "3 sheets made in out/sheet, 0 as before" */
static void
tell(const struct run *r, const struct place *at, const char *what,
    const char *more)
{
	cli_note(r->cli, "%zu %s%s made in %s, %zu as before%s", at->made, what,
	    at->made == 1 ? "" : "s", at->to, at->kept, more);
}

static int
end_site(const struct run *r, bool whole, struct err *err)
{
	char beside[DIGEST_HEX];

	rest_digest(r->out, beside);
	return made_end(r->state, r->made_of, beside, whole, err);
}

static void
make(struct run *r)
{
	struct crew b = { .cli = r->cli,
		.n = r->areas.n + r->ids.n + r->ntowns + r->nchanged +
		    r->ngemeenten +
		    r->ncompared + r->m->site,
		.after = r->areas.n + r->ids.n, /* others lead to them */
		.jobs = r->m->jobs,
		.seconds = PAGE_SECONDS,
		.arg = r,
		.open = open_worker,
		.work = work,
		.close = close_worker,
		.count = count,
		.name = name_of,
		.hello = r->seen };
	struct err err = { 0 };
	int rc = prepare(r, &err);
	bool whole;

	if (rc == 0 && r->m->site)
		rc = made_begin(r->state, &err);
	if (rc == 0)
		rc = crew_run(&b, &err);
	r->status = cli_worst(r->status, b.status);
	whole = b.failed == 0 && b.status == EXIT_WELL;
	if (rc == 0 && b.stopped)
		rc = err_set(&err, ERR_WORK,
		    "%s: stopped, as a file could not be written%s",
		    r->profiles.dir,
		    r->m->site ? ": the site stays as it was" : "");
	if (rc == 0)
		rc = publish(r, whole, &err);
	if (rc == 0 && r->m->site)
		rc = end_site(r, whole, &err);
	if (rc == -1) {
		fail(r, &err);
		return;
	}
	if (r->ids.n > 0)
		tell(r, &r->sheets, "sheet", "");
	if (r->ntowns > 0)
		tell(r, &r->towns, "gemeente page", "");
	if (r->nchanged > 0)
		tell(r, &r->changed, "page", " (what has changed)");
	if (r->sides.n > 0)
		tell(r, &r->sides, "page", " (side by side)");
	tell(r, &r->profiles, "profile",
	    whole ? "" : "; some are not whole, see above");
}

int
making_run(struct cli *cli, const struct making *m, const struct pages *ask)
{
	struct run r = { .m = m, .ask = ask, .cli = cli, .lock = -1 };
	struct err err = { 0 };

	if (survey(&r, &err) == -1 ||
	    folder_lock(r.out, &r.lock, &err) == -1 || mend(&r, &err) == -1) {
		fail(&r, &err);
		goto done;
	}
	if (nothing_to_do(&r)) {
		file_remove_in(r.out, ".new", &err);
		if (m->site && end_site(&r, true, &err) == -1)
			fail(&r, &err);
		cli_note(cli, "nothing changed: %zu profile%s in %s as before",
		    r.areas.n, r.areas.n == 1 ? "" : "s", r.profiles.to);
	} else {
		make(&r);
	}
	if (m->site && r.status != EXIT_LOCK)
		fprintf(cli->out, "%s/index.html\n", r.out);
done:
	if (r.lock != -1)
		close(r.lock);
	for (size_t i = 0; i < PLACES; i++)
		place_free(place_of(&r, i));
	free(r.gemeenten);
	areas_free(&r.areas);
	strings_free(&r.ids);
	free(r.state);
	free(r.out);
	free(r.fresh);
	return r.status;
}
