/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * follows: notes that follow up on others. Who spoke is not known; the path of
 * a conversation is.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "story/own.h"

/* Index of the note that this one follows, -1 when it follows none, -2 when
 * there is no such note. */
static int64_t
before(const struct map *ids, const struct note *note)
{
	int64_t at;

	if (note->follows == NULL)
		return -1;
	return map_gets(ids, note->follows, &at) ? at : -2;
}

/* Whether following on from here comes back to it. */
static bool
in_circle(const struct notes *notes, const struct map *ids, size_t start)
{
	int64_t at = (int64_t)start;
	size_t steps;

	for (steps = 0; steps <= notes->n; steps++) {
		at = before(ids, &notes->items[at]);
		if (at < 0)
			return false;
		if ((size_t)at == start)
			return true;
	}
	return false;
}

static void
tell_unknown(const struct notes *notes, const struct note *note,
    struct mistakes *mistakes)
{
	const char **known = mem_new(notes->n + 1, sizeof(*known)), *near;
	size_t i;

	for (i = 0; i < notes->n; i++)
		known[i] = notes->items[i].id;
	near = nearest(note->follows, known, notes->n);
	mistake(mistakes, note->file, note->follows_line,
	    "vervolg-op: %.80s: is not the id of a note%s%s; an id is the file "
	    "name without .md, unless the note has a line with its id",
	    note->follows, near == NULL ? "" : ", did you mean ",
	    near == NULL ? "" : near);
	free(known);
}

void
check_follows(struct notes *notes, struct mistakes *mistakes)
{
	bool *wrong = mem_new(notes->n + 1, sizeof(*wrong));
	struct map ids = { 0 };
	size_t i, kept = 0;

	for (i = 0; i < notes->n; i++)
		map_puts(&ids, notes->items[i].id, (int64_t)i);
	for (i = 0; i < notes->n; i++) {
		const struct note *note = &notes->items[i];

		if (before(&ids, note) == -2) {
			wrong[i] = true;
			tell_unknown(notes, note, mistakes);
		} else if (in_circle(notes, &ids, i)) {
			wrong[i] = true;
			mistake(mistakes, note->file, note->follows_line,
			    "vervolg-op: %.80s: goes round in a circle back to "
			    "this note: the first conversation follows none",
			    note->follows);
		}
	}
	for (i = 0; i < notes->n; i++) {
		if (wrong[i])
			note_clear(&notes->items[i]);
		else
			notes->items[kept++] = notes->items[i];
	}
	notes->n = kept;
	map_free(&ids);
	free(wrong);
}
