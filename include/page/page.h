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
#include "claims/judge.h"
#include "codec/json.h"
#include "model/area.h"
#include "model/source.h"
#include "panel/panel.h"
#include "panel/peers.h"
#include "story/note.h"
#include "words/words.h"

struct page_input { /* the same for all pages of a batch; all borrowed */
	struct panel *panel;
	struct peering *peering; /* NULL: nothing is held against peers */
	const struct words *words;
	const struct notes *notes; /* after notes_release */
	const struct privacy *privacy; /* roles that few have; NULL: none */
	const struct judgement *claims; /* NULL: none are printed */
	const struct sources *sources;
	const struct loaded_tables *tables;
	const char *title; /* of the fact base, or NULL */
	const char *contact; /* a sentence, or NULL: the standard one */
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
};

/* Where the pages stand, relative to the page made. */
struct page_links {
	const char *index; /* of the index page, or NULL */
	const char *assets; /* folder of the style sheet */
	const char *profiles; /* folder of the profiles: "" or "profile/" */
	bool pdf; /* a PDF stands beside the HTML */
};

/* The profile of one area (buurt, wijk or gemeente), by code. *out is a new
 * value the caller frees. ERR_USAGE for the country or an unknown code. */
int page_profile(const struct page_input *in, const char *code,
    const struct page_links *links, struct json **out, struct err *err);

/* The index of a set of areas (gemeenten, wijken, buurten, as
 * factbase_own_areas orders them). */
int page_index(const struct page_input *in, const struct areas *areas,
    const struct page_links *links, struct json **out, struct err *err);

#endif
