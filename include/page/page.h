/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page: the report model, one JSON value per page, described in
 * docs/report-model.md. Everything ends here, so it is kept thin: numbers come
 * from panel and analysis, sentences from words, quotes from story.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/map.h"
#include "claims/shared.h"
#include "codec/json.h"
#include "house/house.h"
#include "model/area.h"
#include "model/source.h"
#include "panel/panel.h"
#include "panel/peers.h"
#include "story/chosen.h"
#include "story/note.h"
#include "story/rating.h"
#include "words/words.h"

/* The newest closed edition, for what has changed since; all borrowed. */
struct page_since {
	const char *name;
	int64_t closed; /* when */
	struct panel *then; /* the facts as they were known at that moment */
	const struct json *record; /* the file of the edition */
	const struct map *areas; /* codes of those that had a page in it */
	/* From the id of a quote on pages of today to a place in ids_then,
	 * which holds its id in the edition; NULL: that is not known, and
	 * quotes are not counted. */
	const struct map *ids;
	const char (*ids_then)[OPAQUE_ID];
};

struct opgave;
struct report_def; /* page/report.h */
struct shared;

/* A conversation sheet that is made beside the pages: sheet/ID.html. */
struct page_sheet_link {
	const char *id, *area, *task;
};

/* Some areas side by side, made beside the pages: compare/FILE.html. */
struct page_compared {
	const char *title; /* borrowed */
	char *file;
	struct area *areas;
	size_t n;
};

struct page_input { /* the same for all pages of a batch; all borrowed */
	struct panel *panel;
	struct peering *peering; /* NULL: nothing is held against peers */
	const struct words *words;
	const struct notes *notes; /* after notes_release */
	const struct privacy *privacy; /* roles that few have; NULL: none */
	const struct judgement *claims; /* NULL: none are printed */
	const struct shared *shared; /* opgaven, purpose; NULL: none */
	const char *told; /* language of notes and story; NULL: of the page */

	const struct choices *chosen; /* who chose the figures; NULL: nobody */
	const struct page_sheet_link *sheets;
	size_t nsheets;
	const struct page_compared *compared; /* that pages may lead to */
	size_t ncompared;
	const struct sources *sources;
	const struct loaded_tables *tables;
	const char *title; /* of the fact base, or NULL */
	const char *contact; /* a sentence, or NULL: the standard one */
	const struct house *house; /* or NULL: ours */
	int64_t now; /* the moment the page is of */
	/* The moment it is made, when now is a day of the past, which the foot
	 * then names. 0: the same. */
	int64_t made;
	/* Sources whose last refresh failed: messages are not printed on
	 * pages, only that it failed. NULL-terminated ids, or NULL. */
	const char *const *failed;
	/* When a source was last looked at that should have been since; 0:
	 * all were. */
	int64_t unchecked;
	/* When each source was last looked at, in the order of sources; or
	 * NULL: not known (pages of the past). 0: never. */
	const int64_t *looked;
	const struct page_since *since; /* NULL: no edition was closed */
	/* Codes of all areas that have a profile; NULL: any may have one. */
	const struct map *areas;
};

/* Where the pages stand, relative to the page made. */
struct page_links {
	const char *index; /* of the index page, or NULL */
	const char *changes; /* of the page of changes, or NULL */
	const char *changes_pdf; /* and of its PDF, or NULL */
	const char *assets; /* folder of the style sheet */
	const char *profiles; /* folder of the profiles: "" or "profile/" */
	bool pdf; /* a PDF stands beside the HTML */
	bool csv; /* and a file of its figures */
	const char *side; /* folder of what stands side by side: of a theme all
			     wijken and buurten, and page_compared; NULL: there
			     are none */
	/* Whether there is one of this gemeente and theme. */
	bool (*has_side)(void *arg, const char *gemeente, const char *theme);
	void *side_arg;
	/* Whether the file of an area with this ending ("html", "pdf", "csv") is
	 * there, of pages made after these: no other is led to. NULL: all. */
	bool (*is_there)(void *arg, const char *code, const char *ending);
	void *arg;
	bool script; /* tables on it can be searched and sorted */
	const char *guides; /* folder of the pages of page_guide: "" or "../";
			       NULL: there are none */
	/* Folder of the indexes of single gemeenten, NULL: there are none, one
	 * index holds all areas. */
	const char *gemeenten;
	const char *names; /* folder of the pages of page_names, or NULL */
};

struct page_names;

/* The profile of one area (buurt, wijk or gemeente), by code. *out is a new
 * value the caller frees. ERR_USAGE for the country or an unknown code. */
int page_profile(const struct page_input *in, const char *code,
    const struct page_links *links, struct json **out, struct err *err);

/* The ids of the quotes on that profile, added to a list. */
int page_quotes(const struct page_input *in, const char *code,
    struct json *ids, struct err *err);

/* Which page of what has changed. */
struct page_changed {
	const struct report_def *def; /* of an edition; NULL: as ours */
	/* The code of one gemeente of many: what has changed in its areas. Not
	 * what holds for all gemeenten: new periods, topics and tables. */
	const char *only;
	/* Of all gemeenten of many: what holds for all of them, and how much has
	 * changed in each, whose page stands at this, its code and ".html".
	 * NULL: all areas on one page. */
	const char *each;
	const char *up; /* address of that page, or NULL */
	const char *file; /* name of its files, without ending */
};
/* What has changed in a set of areas since the edition of in->since. links:
 * pdf: one stands beside it. */
int page_changes(const struct page_input *in, const struct page_changed *which,
    const struct areas *areas, const struct page_links *links,
    struct json **out, struct err *err);

/* The conversation sheet of one opgave (feiten-sheet/1), of s->opgaven, with
 * the ratings about it that may be told by release; *rated (or NULL) says what
 * came of these. A bare number about how satisfied people are is ERR_PUBLISH,
 * by file and line. def: of an opgave; NULL: as ours. */
int page_sheet(const struct page_input *in, const struct report_def *def,
    const struct shared *s,
    const struct opgave *opgave, const struct release *release,
    const struct page_links *links, enum ratings_state *rated,
    struct json **out, struct err *err);

/* The pages beside the index that explain a site. */
enum page_guide {
	GUIDE_SOURCES,	 /* each source, its age, licence and tables */
	GUIDE_METHOD,	 /* how figures are chosen, doubted and printed */
	GUIDE_GLOSSARY,	 /* each indicator; anchors are its id */
	GUIDE_DOWNLOADS, /* files to take along */
	GUIDES
};
extern const char *const page_guide_names[GUIDES]; /* "sources", ... */
/* One of them. links: csv, pdf: those files are there. */
int page_guide(const struct page_input *in, enum page_guide which,
    const struct areas *areas, const struct page_links *links,
    struct json **out, struct err *err);

/* The index of a set of areas (gemeenten, wijken, buurten, as
 * factbase_own_areas orders them). only: the code of one gemeente, whose wijken
 * and buurten it is then of. Else of all areas; where links->gemeenten, a table
 * of gemeenten that leads to the index of each, and to the pages of names. */
int page_index(const struct page_input *in, const struct areas *areas,
    const char *only, const struct page_names *names,
    const struct page_links *links, struct json **out, struct err *err);
/* The gemeenten that areas lie in, each once, by code: their number. *out is
 * a list of borrowed codes that the caller frees. */
size_t page_gemeenten(const struct areas *areas, const char ***out);

/* Areas by name, for a site of many gemeenten: a page a letter, and the same
 * in pieces for the script that searches. All borrow areas. */
int page_names_new(const struct page_input *in, const struct areas *areas,
    struct page_names **out, struct err *err);
void page_names_free(struct page_names *names);
/* What there are pages of, in order: "0" (names that begin with no letter),
 * "a", "b", ... At most PAGE_LETTERS. */
#define PAGE_LETTERS 27
size_t page_names_letters(
    const struct page_names *names, char out[PAGE_LETTERS]);
/* The page of one of them. */
void page_names_page(const struct page_input *in,
    const struct page_names *names, char letter,
    const struct page_links *links, struct json **out);
/* The pieces: for each pair of letters or digits that a word of a name begins
 * with, a script that says the areas with such a word:
 *   feiten("mu", [["BU06030771","Muziekbuurt","Rijswijk"]]);
 * Of areas whose page links says is not there, nothing. put is called with the
 * pair and that text; -1 stops. */
int page_names_pieces(const struct page_names *names,
    const struct page_links *links,
    int (*put)(void *arg, const char *pair, const struct buf *text,
	struct err *err),
    void *arg, struct err *err);

#endif
