/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chosen: the choosing log, story/chosen.json in a fact base: which indicators
 * were chosen, by whom, when and why, and which were left out. The format:
 * docs/story.md.
 */
#ifndef STORY_CHOSEN_H
#define STORY_CHOSEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/when.h"
#include "story/note.h"

enum chooser {
	CHOSEN_BY_RESIDENTS,
	CHOSEN_BY_PROFESSIONALS,
	CHOSEN_BY_COUNCIL,
	CHOSEN_BY_MUNICIPALITY,
	CHOOSERS
};
/* "residents", ... */
const char *chooser_name(enum chooser by);

struct choice {
	char *indicator; /* id */
	enum chooser by;
	struct day on;
	char *why;
	bool left_out; /* they chose not to have it */
	size_t place;  /* in its list, from 1, for messages */
};
struct choices {
	char *file; /* path as given, for messages; NULL: there is none */
	struct choice *items; /* chosen, then left out, as they stand there */
	size_t n, cap;
};

/* path not there: none. words: the indicators there are. All mistakes are named
 * at once in err, one a line; then -1 and *out has none of it: half a log would
 * say that the rest was not chosen. A text that points at a person (names out
 * of headers of notes, an address: privacy.h) is ERR_PUBLISH. */
int choices_read(const char *path, const struct note_words *words,
    const struct notes *notes, const struct release *r, struct choices *out,
    struct err *err);
void choices_free(struct choices *list);
/* Who chose an indicator, as bits 1 << enum chooser; 0: nobody. */
unsigned choices_by(const struct choices *list, const char *indicator);
/* Whether it was left out, and chosen by nobody. */
bool choices_left_out(const struct choices *list, const char *indicator);

#endif
