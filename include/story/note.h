/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * note: interview notes, notes/NAME.md in a fact base: a header and text with
 * quotes. What may be printed is decided here, by consent; nothing of a note
 * ever enters facts.db. The format: docs/notes.md.
 */
#ifndef STORY_NOTE_H
#define STORY_NOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/when.h"

enum consent {
	CONSENT_MISSING, /* no word of it: never printed, and an error */
	CONSENT_NONE, /* asked, and refused: never printed */
	CONSENT_INTERNAL, /* for the makers only: never printed */
	CONSENT_REPORT, /* in reports and profiles, by role */
	CONSENT_PUBLIC /* also outside them, by role */
};

struct quote {
	char *text; /* as said; plain text, no markup */
	char **tags; /* theme ids of indicators.json */
	size_t ntags;
	int line; /* of the file, where it starts */
};

struct note {
	char *file; /* path as given, for messages */
	char *id;
	struct day date;
	char area[12]; /* a CBS code */
	char *role; /* "bewoner, huurder, 60+" : printed */
	char *method; /* "interview", "straatgesprek", ... */
	char *interviewer; /* never printed */
	enum consent consent;
	bool invented; /* an example: printed with "verzonnen" */
	struct quote *quotes;
	size_t nquotes, capquotes;
};

struct notes {
	struct note *items; /* by file name */
	size_t n, cap;
};

/* Every *.md in dir (not there: none). All mistakes of all files are named at
 * once in err, one a line, "FILE:LINE: what: why". A note with a mistake is
 * left out of *out, the others are in it; so -1 still gives a usable list.
 * A note without consent is a mistake with code ERR_PUBLISH. */
int notes_read(const char *dir, const char *const themes[], size_t nthemes,
    struct notes *out, struct err *err);
/* Parse one, from memory; name is for messages. */
int note_parse(const char *name, const char *text, size_t len,
    const char *const themes[], size_t nthemes, struct note *out,
    struct err *err);
void note_clear(struct note *note);
void notes_free(struct notes *notes);

/* A quote that may be printed in a profile. */
struct voice {
	const char *text, *role;
	const char *theme; /* first tag, or NULL */
	bool invented;
	const char *area; /* where it was said */
	char id[17]; /* opaque: hash of note id and place, hex */
};
struct voices {
	struct voice *items;
	size_t n, cap;
};
/* Quotes of notes whose consent covers a profile (report, public) and whose
 * area is the given one or lies in it (by code prefix; the municipality of a
 * GM code). theme NULL: all. Ordered by date (newest first), file, line. The
 * strings live as long as notes. */
void notes_voices(const struct notes *notes, const char *area,
    const char *theme, struct voices *out);
void voices_free(struct voices *v);

#endif
