/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * voices: which of the quotes that were released belong where.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/own.h"

/* Whether code is area or lies in it: the digits of a code begin with those
 * of what it lies in. Ids of own areas are like nothing else. */
static bool
lies_in(const char *code, const char *area)
{
	if (strcmp(code, area) == 0 || text_starts(area, "NL"))
		return true;
	if (*code < 'A' || *code > 'Z' || *area < 'A' || *area > 'Z')
		return false;
	return strlen(code) >= strlen(area) && strlen(area) >= 2 &&
	    text_starts(code + 2, area + 2);
}

bool
note_is_about(const struct note *note, const char *const areas[], size_t nareas)
{
	size_t i;

	for (i = 0; i < nareas; i++)
		if (lies_in(note->area, areas[i]))
			return true;
	return false;
}

static bool
has_tag(const struct quote *quote, const char *theme)
{
	size_t i;

	for (i = 0; i < quote->ntags; i++) {
		if (strcmp(quote->tags[i], theme) == 0)
			return true;
	}
	return false;
}

bool
voice_tells_of(const struct voice *v, const char *theme)
{
	return has_tag(v->quote, theme);
}

static void
add_voices(const struct note *note, const char *theme, struct voices *out)
{
	const struct quote *quote;
	struct voice *voice;
	size_t i;

	for (i = 0; i < note->nquotes; i++) {
		quote = &note->quotes[i];
		if (quote->held != HELD_NOT ||
		    (theme != NULL && !has_tag(quote, theme)))
			continue;
		MEM_PUSH(out->items, out->n, out->cap);
		voice = &out->items[out->n++];
		*voice = (struct voice){
			.text = quote->text,
			.role = note->role,
			.theme = quote->ntags > 0 ? quote->tags[0] : NULL,
			.invented = note->invented,
			.area = note->area,
			.id = quote->opaque,
			.note = note,
			.quote = quote,
			.override = quote->override,
		};
	}
}

static int
newest_first(const void *a, const void *b)
{
	const struct note *x = *(const struct note *const *)a,
			  *y = *(const struct note *const *)b;
	int order = when_day_cmp(&y->date, &x->date);

	return order != 0 ? order : strcmp(x->file, y->file);
}

void
notes_voices(const struct notes *notes, const char *const areas[],
    size_t nareas, const char *theme, struct voices *out)
{
	const struct note **found = mem_new(notes->n + 1, sizeof(*found));
	size_t i, n = 0;

	for (i = 0; i < notes->n; i++) {
		if (note_is_about(&notes->items[i], areas, nareas))
			found[n++] = &notes->items[i];
	}
	qsort(found, n, sizeof(*found), newest_first);
	*out = (struct voices){ 0 };
	for (i = 0; i < n; i++)
		add_voices(found[i], theme, out);
	free(found);
}

void
voices_free(struct voices *v)
{
	free(v->items);
	*v = (struct voices){ 0 };
}
