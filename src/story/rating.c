/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rating: numbers that people gave, and what may be said of them together.
 */
#include "story/rating.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "story/own.h"

bool
rating_parse(const char *text, struct rating *out)
{
	struct rating r = { .given = true, .about = out->about };
	int used = 0;

	if (strspn(text, "0123456789 ()-") != strlen(text) ||
	    sscanf(text, "%3d (%3d-%3d)%n", &r.value, &r.low, &r.high, &used) !=
		3 ||
	    used == 0 || text[used] != '\0' || r.low < 0 || r.low >= r.high ||
	    r.high > RATING_MAX || r.value < r.low || r.value > r.high)
		return false;
	*out = r;
	return true;
}

static bool
same_about(const struct note *note, const char *about)
{
	const char *own = note->rating.about;

	return about == NULL ? own == NULL
			     : own != NULL && strcmp(own, about) == 0;
}

/* The one scale of all that count; false when there are two. */
static bool
find_scale(const struct notes *notes, const char *const areas[], size_t nareas,
    const char *about, const struct release *r, struct ratings *out)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct note *note = &notes->items[i];
		const struct rating *one = &note->rating;

		if (!one->given || !same_about(note, about) ||
		    !note_is_about(note, areas, nareas) ||
		    note_held(note, r) != HELD_NOT)
			continue;
		if (out->n > 0 &&
		    (out->low != one->low || out->high != one->high))
			return false;
		out->low = one->low;
		out->high = one->high;
		out->counts[one->value - one->low]++;
		out->n++;
		out->stories += note->nquotes > 0;
	}
	return true;
}

enum ratings_state
ratings_of(const struct notes *notes, const char *const areas[], size_t nareas,
    const char *about, const struct release *r, struct ratings *out)
{
	struct ratings found = { 0 };
	bool one = find_scale(notes, areas, nareas, about, r, &found);
	enum ratings_state state = RATINGS_SAID;

	if (!one)
		state = RATINGS_SCALES;
	else if (found.n == 0)
		state = RATINGS_NONE;
	else if (found.n < RATINGS_LEAST)
		state = RATINGS_FEW;
	else if (found.stories == 0)
		state = RATINGS_BARE;
	*out = state == RATINGS_SAID ? found : (struct ratings){ 0 };
	return state;
}

size_t
ratings_cells(const struct ratings *r, struct rating_cell *out)
{
	size_t n = 0;
	bool open = false; /* the last cell wants more */

	for (int mark = r->low; r->n > 0 && mark <= r->high; mark++) {
		size_t given = r->counts[mark - r->low];

		if (given == 0)
			continue;
		if (!open)
			out[n++] = (struct rating_cell){ .low = mark };
		out[n - 1].high = mark;
		out[n - 1].n += given;
		open = out[n - 1].n < RATINGS_LEAST;
	}
	if (open && n > 1) {
		out[n - 2].high = out[n - 1].high;
		out[n - 2].n += out[n - 1].n;
		n--;
	}
	return n;
}
