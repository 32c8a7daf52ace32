/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rating: the numbers that people gave with their stories, together. Never one
 * number: how many answers, how they are spread, and whether somebody said
 * why. There is no mean and no share here on purpose.
 */
#ifndef STORY_RATING_H
#define STORY_RATING_H

#include "story/note.h"

#define RATING_MAX 100	/* highest end of a scale */
#define RATINGS_LEAST 3 /* answers: fewer are not told, docs/privacy.md */

enum ratings_state {
	RATINGS_SAID,	/* there they are */
	RATINGS_NONE,	/* no answer that may be printed */
	RATINGS_FEW,	/* fewer than RATINGS_LEAST */
	RATINGS_BARE,	/* no story beside them: a bare number is refused */
	RATINGS_SCALES	/* on different scales: not one count */
};
struct ratings {
	size_t n;	/* answers */
	int low, high;	/* of the scale */
	size_t counts[RATING_MAX + 1]; /* of each number, from low on */
	size_t stories; /* answers with words beside them */
};
/* Answers about this (id of an indicator, "opgave:ID", NULL: that name nothing)
 * in these areas and what lies in them, out of notes that may be printed: the
 * same rules of consent, days, age and review as for quotes. *out is all 0
 * unless RATINGS_SAID. */
enum ratings_state ratings_of(const struct notes *notes,
    const char *const areas[], size_t nareas, const char *about,
    const struct release *r, struct ratings *out);

/* Numbers next to each other that so many gave together. */
struct rating_cell {
	int low, high; /* lowest and highest that was given */
	size_t n;
};
/* The spread, so that no cell has fewer than RATINGS_LEAST answers: numbers
 * that fewer gave are taken together with those beside them. out has room for
 * RATING_MAX + 1; how many there are. */
size_t ratings_cells(const struct ratings *r, struct rating_cell *out);

#endif
