/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * voices: which quotes may be printed where. The one gate between notes and
 * pages.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/digest.h"
#include "story/note.h"

/* Only these two words open the gate; anything else keeps it shut. */
static bool
may_print(const struct note *note)
{
	return note->consent == CONSENT_REPORT ||
	    note->consent == CONSENT_PUBLIC;
}

/* Whether code is area or lies in it: the digits of a code begin with those
 * of what it lies in. */
static bool
lies_in(const char *code, const char *area)
{
	if (text_starts(area, "NL"))
		return true;
	return strlen(code) >= strlen(area) && strlen(area) >= 2 &&
	    text_starts(code + 2, area + 2);
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

/* Opaque: nothing of the note can be read from it, and it stays the same as
 * long as the note keeps its id and the quote its place among the others. */
static void
voice_id(const struct note *note, size_t place, char out[17])
{
	char *key = mem_fmt("%s\n%zu", note->id, place), hex[DIGEST_HEX];

	digest_of(key, strlen(key), hex);
	memcpy(out, hex, 16);
	out[16] = '\0';
	free(key);
}

static void
add_voices(const struct note *note, const char *theme, struct voices *out)
{
	const struct quote *quote;
	struct voice *voice;
	size_t i;

	for (i = 0; i < note->nquotes; i++) {
		quote = &note->quotes[i];
		if (theme != NULL && !has_tag(quote, theme))
			continue;
		MEM_PUSH(out->items, out->n, out->cap);
		voice = &out->items[out->n++];
		*voice = (struct voice){
			.text = quote->text,
			.role = note->role,
			.theme = quote->ntags > 0 ? quote->tags[0] : NULL,
			.invented = note->invented,
			.area = note->area,
		};
		voice_id(note, i, voice->id);
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
notes_voices(const struct notes *notes, const char *area, const char *theme,
    struct voices *out)
{
	const struct note **found = mem_new(notes->n + 1, sizeof(*found));
	size_t i, n = 0;

	for (i = 0; i < notes->n; i++) {
		if (may_print(&notes->items[i]) &&
		    lies_in(notes->items[i].area, area))
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
