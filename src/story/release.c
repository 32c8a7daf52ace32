/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * release: the one decision on what of notes may be printed. Every rule is
 * asked in turn; only a quote that none of them holds gets HELD_NOT.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "story/own.h"

static bool
covers(enum consent consent, enum audience audience)
{
	if (audience == FOR_REPORT && consent == CONSENT_REPORT)
		return true;
	return consent == CONSENT_PUBLIC;
}

/* The rules that hold for a note as a whole. */
enum held
note_held(const struct note *note, const struct release *r)
{
	if (!covers(note->consent, r->audience))
		return HELD_CONSENT;
	if (note->until.year != 0 && when_day_cmp(&note->until, &r->today) < 0)
		return HELD_EXPIRED;
	if (note->child && note->parent == NULL)
		return HELD_CHILD;
	if (note->reviewer == NULL || note->reviewed.year == 0 ||
	    when_day_cmp(&note->reviewed, &r->today) > 0)
		return HELD_REVIEW;
	return HELD_NOT;
}

static bool
is_overridden(const struct note *note, size_t place, const struct release *r)
{
	char *ref = mem_fmt("%s#%zu", note->id, place + 1);
	bool found = decisions_find(r->decisions, "print", ref) != NULL ||
	    decisions_find(r->decisions, "print", note->id) != NULL;

	free(ref);
	return found;
}

/* How often the note has these words before. */
static size_t
times_before(const struct note *note, size_t place)
{
	size_t n = 0, i;

	for (i = 0; i < place; i++)
		n +=
		    strcmp(note->quotes[i].text, note->quotes[place].text) == 0;
	return n;
}

/* Whether a text of this note is clean; else a mistake that names the line. */
static bool
is_clean(const char *text, const char *what, int line, const struct note *note,
    size_t place, const struct traces *traces, struct mistakes *m)
{
	size_t at, len;
	enum trace trace = privacy_find(text, traces, &at, &len);

	if (trace == TRACE_NONE)
		return true;
	m->consent = true;
	mistake(m, note->file, line,
	    "%s: \"%.*s\" looks like %s; when it is not, or may be printed: "
	    "feiten check --print '%s#%zu' --by NAME --why TEXT",
	    what, (int)(len < 60 ? len : 60), text + at, trace_name(trace),
	    note->id, place + 1);
	return false;
}

static void
release_note(struct note *note, const struct release *r,
    const struct traces *traces, struct mistakes *m)
{
	enum held held = note_held(note, r);
	bool role_told = false;
	size_t i;

	for (i = 0; i < note->nquotes; i++) {
		struct quote *q = &note->quotes[i];

		edition_opaque(r->key, note->id, q->text, times_before(note, i),
		    q->opaque);
		q->override = is_overridden(note, i, r);
		q->held = held;
		if (held != HELD_NOT || q->override)
			continue;
		if (!is_clean(q->text, "quote", q->line, note, i, traces, m))
			q->held = HELD_PRIVACY;
		if (role_told ||
		    !is_clean(note->role, "rol", note->role_line, note, i,
			traces, m)) {
			q->held = HELD_PRIVACY;
			role_told = true;
		}
	}
}

static void
add_name(const char ***names, size_t *n, size_t *cap, const char *name)
{
	if (name == NULL)
		return;
	MEM_PUSH(*names, *n, *cap);
	(*names)[(*n)++] = name;
}

const char **
header_names(const struct notes *notes, size_t *count)
{
	const char **names = NULL;
	size_t n = 0, cap = 0, i;

	for (i = 0; i < notes->n; i++) {
		add_name(&names, &n, &cap, notes->items[i].interviewer);
		add_name(&names, &n, &cap, notes->items[i].reviewer);
		add_name(&names, &n, &cap, notes->items[i].parent);
	}
	*count = n;
	return names;
}

int
notes_release(struct notes *notes, const struct release *r, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct traces traces = { .contact = r->contact, .year = r->today.year };
	const char **names = header_names(notes, &traces.nnames);
	size_t i;

	traces.names = names;
	for (i = 0; i < notes->n; i++)
		release_note(&notes->items[i], r, &traces, &mistakes);
	free(names);
	return mistakes_end(&mistakes, err);
}

const struct quote *
notes_quote(
    const struct notes *notes, const char *ref, const struct note **note)
{
	const char *hash = strrchr(ref, '#');
	size_t len, i;
	char *end;
	unsigned long place;

	if (hash == NULL || hash[1] < '1' || hash[1] > '9')
		return NULL;
	len = (size_t)(hash - ref);
	place = strtoul(hash + 1, &end, 10);
	if (*end != '\0')
		return NULL;
	for (i = 0; i < notes->n; i++) {
		const struct note *one = &notes->items[i];

		if (strlen(one->id) != len || memcmp(one->id, ref, len) != 0 ||
		    place > one->nquotes)
			continue;
		if (note != NULL)
			*note = one;
		return &one->quotes[place - 1];
	}
	return NULL;
}

const char *
held_name(enum held held)
{
	static const char *const names[] = {
		[HELD_UNDECIDED] = "not looked at",
		[HELD_NOT] = "",
		[HELD_CONSENT] = "no consent for it",
		[HELD_EXPIRED] = "kept too long",
		[HELD_CHILD] = "under 16, no parental consent",
		[HELD_REVIEW] = "not reviewed",
		[HELD_PRIVACY] = "points at a person",
	};

	return names[held];
}
