/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pages: from a report model to files below out/, for profile and site.
 */
#ifndef CLI_PAGES_H
#define CLI_PAGES_H

#include "cli/check_opgaven.h"
#include "cli/cli.h"
#include "cli/choosing.h"
#include "cli/comparing.h"
#include "cli/session.h"
#include "cli/since.h"
#include "cli/sheets.h"
#include "cli/told.h"
#include "house/house.h"
#include "page/page.h"
#include "page/report.h"
#include "render/render.h"

struct keep;

struct pages {
	struct cli *cli;
	struct session session;
	struct words *words;
	struct told told;
	struct checked_claims claims; /* none on pages of the past */
	struct checked_opgaven opgaven; /* likewise */
	struct since since; /* the newest closed edition; none likewise */
	struct choices chosen; /* the same */
	struct sheets sheets; /* the same */
	struct comparing comparing; /* the same */
	struct loaded_tables tables;
	struct map areas; /* codes of those the fact base is about */
	struct page_input input;
	struct peering *peering;
	int64_t *looked; /* see page_input */
	const char **failed; /* ids of sources whose last refresh failed */
	int64_t unchecked; /* see page_input */
	struct report_defs defs; /* once one was asked for: reports_find */
	bool defs_read;
	struct house house; /* ours, or as reports/house.json says */
	struct plotter *plotter; /* started when the first chart is drawn */
	bool no_plotter; /* it could not be started */
	struct typst *typst;
	bool html, pdf, json, csv; /* what is made */
	bool site; /* an index page stands beside them */
	bool towns; /* and one of each gemeente: out/gemeente/GM0603.html */
	bool side; /* pages of themes stand beside them: cli/side.h */
	/* Or will, of these, out of the same facts; NULL: see side_is_there. */
	const char *const *side_of;
	size_t nside_of;
	struct side_themes *side_themes; /* of a gemeente; see there */
	bool all_sheets; /* sheets are made too: all that can be are there */
	char *profiles; /* out/profile */
	struct strings failed_then; /* as failed, of then */
	int64_t until; /* as things were known then; 0: now */
	bool worker; /* of a batch: the parent tells what holds for all */
	const struct keep *keep; /* pages of before that may stay, or NULL */
	const struct keep *keep_towns; /* the same of the indexes of gemeenten */
	const struct keep *keep_side; /* and of pages of themes */
	const struct keep *keep_changed; /* and of what changed in a gemeente */
	size_t made, kept, failures;
	bool stop; /* a file could not be written: no sense in going on */
	int status;
};

/* "html,pdf,csv": 0, or -1 for an unknown word. */
int pages_formats(struct pages *p, const char *list);
/* Open the fact base, words (lang NULL: its own), notes. Problems in notes
 * are printed and kept in status (5); the rest is made. */
int pages_open(struct cli *cli, const char *lang, struct pages *p,
    struct err *err);
void pages_close(struct pages *p);
/* One profile, in the formats asked for. What fails is printed and counted;
 * the rest is made. */
void pages_profile(struct pages *p, const char *code);
/* The pages that explain a site of these areas: page_guide. */
void pages_guides(struct pages *p, const struct areas *areas);
/* The index page over these areas. */
void pages_index(struct pages *p, const struct areas *areas);
/* That of one gemeente of many, in keep_towns' folder. */
void pages_town(struct pages *p, const struct areas *areas, const char *code);
/* Areas by name, out/names: pages, and pieces for the script that searches. */
void pages_names(struct pages *p, const struct areas *areas);
/* Whether there are indexes of gemeenten beside the index there is. */
bool pages_have_towns(const struct pages *p);
/* All charts of a model; one that cannot be drawn is told, and the page says so.
 */
bool pages_draw(struct pages *p, const char *name, struct json *model);
/* A problem that does not stop the rest: printed, and in the status. */
void pages_problem(struct pages *p, const struct err *err);
/* For page_links of a page made after the profiles (arg: the pages): a link
 * leads to what could be made. */
bool pages_is_there(void *arg, const char *code, const char *ending);
/* What a step came to: printed when it failed, after what it is about. Whether
 * it went well. */
bool pages_step(struct pages *p, const char *what, int rc, struct err *err);
/* Before the first page, when PDFs are asked for: pages lead to a PDF only
 * where there will be one. Without Typst that is said once. */
void pages_start_typst(struct pages *p);
/* "44 profiles made in out/profile". */
void pages_summary(struct pages *p);

#endif
