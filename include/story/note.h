/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * note: interview notes, notes/NAME.md in a fact base: a header and text with
 * quotes. What may be printed is decided here (notes_release); nothing of a
 * note ever enters facts.db. The format: docs/notes.md.
 */
#ifndef STORY_NOTE_H
#define STORY_NOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/when.h"
#include "model/area.h"
#include "model/decision.h"
#include "story/edition.h"
#include "story/privacy.h"

enum consent {
	CONSENT_MISSING,  /* no word of it: never printed, and an error */
	CONSENT_NONE,	  /* asked, and refused: never printed */
	CONSENT_INTERNAL, /* for the makers only: never printed */
	CONSENT_REPORT,	  /* in reports and profiles, by role */
	CONSENT_PUBLIC	  /* also outside them, by role */
};

enum stance {
	STANCE_NONE,
	STANCE_SUPPORTS,
	STANCE_CONTRADICTS,
	STANCE_NUANCES
};

/* What a quote is about besides its themes: @koopwoningen, @opgave:ID. */
struct quote_about {
	char *id; /* of an indicator, or of an opgave */
	bool opgave;
	enum stance stance; /* of the quote to it */
};

/* Why a quote is not printed. Only HELD_NOT opens the gate, and only
 * notes_release sets it: what nobody decided on stays shut. */
enum held {
	HELD_UNDECIDED, /* notes_release was not called */
	HELD_NOT,	/* it may be printed */
	HELD_CONSENT,	/* its consent does not cover this output */
	HELD_EXPIRED,	/* it was to be kept until a day that is past */
	HELD_CHILD,	/* under 16, and no parent agreed */
	HELD_REVIEW,	/* nobody reviewed it */
	HELD_PRIVACY	/* it holds what points at a person: a mistake */
};

struct quote {
	char *text;  /* as said; plain text, no markup */
	char **tags; /* theme ids of indicators.json */
	size_t ntags;
	struct quote_about *about;
	size_t nabout;
	int line; /* of the file, where it starts */
	/* Set by notes_release. */
	enum held held;
	bool override; /* a person took a rule of privacy off it, by name */
	char opaque[OPAQUE_ID]; /* its id on pages of this edition */
};

/* A number that somebody gave, and between which two. */
struct rating {
	bool given;
	int value, low, high;
	char *about; /* id of an indicator, or "opgave:ID"; or NULL */
};

struct note {
	char *file; /* path as given, for messages */
	char *id;
	struct day date;
	char
	    area[AREA_CODE]; /* a CBS code, or the id of an area of one's own */
	char *role;	     /* "bewoner, huurder, 60+" : printed */
	int role_line, id_line, follows_line; /* 1 when there is none */
	const char *method; /* Dutch word: "interview", "straatgesprek", ... */
	enum consent consent;
	const char *how; /* consent was given: "mondeling"...; or NULL */
	/* Never printed; any may be NULL. */
	char *interviewer, *basis, *parent, *reviewer, *follows;
	bool child;	     /* under 16; then parent says who agreed */
	struct day until;    /* the last day it is kept; none: { 0 } */
	struct day reviewed; /* none: { 0 } */
	bool invented;	     /* an example: printed with "verzonnen" */
	struct rating rating; /* given beside the words; most have none */
	struct quote *quotes;
	size_t nquotes, capquotes;
};

struct notes {
	struct note *items; /* by file name */
	size_t n, cap;
};

/* The words that notes may use; lists are borrowed. */
struct note_words {
	const char *const *themes;
	size_t nthemes;
	const char *const *indicators; /* ids */
	size_t nindicators;
	const char *const *areas; /* ids of areas of one's own */
	size_t nareas;
	const char *const *opgaven; /* ids */
	size_t nopgaven;
};

/* Every *.md in dir (not there: none). All mistakes of all files are named at
 * once in err, one a line, "FILE:LINE: what: why". A note with a mistake is
 * left out of *out, the others are in it; so -1 still gives a usable list.
 * A note without consent is a mistake with code ERR_PUBLISH. */
int notes_read(const char *dir, const struct note_words *words,
    struct notes *out, struct err *err);
/* Parse one, from memory; name is for messages. */
int note_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, struct note *out, struct err *err);
void note_clear(struct note *note);
void notes_free(struct notes *notes);

/* For whom something is made. */
enum audience {
	FOR_REPORT, /* profiles, sites, reports, sheets */
	FOR_PUBLIC  /* what goes beyond them: files of data, other programs */
};
struct release {
	enum audience audience;
	struct day today;
	const struct edition_key *key; /* ids on pages are made with it */
	const char *contact; /* of the house: may be printed; or NULL */
	const struct decisions *decisions; /* "print" ones count; or NULL */
};
/* Decide on every quote: held, override, opaque. A quote or role that points
 * at a person is a mistake, "FILE:LINE: what: why": -1 with ERR_PUBLISH; all
 * are named, and the decision on the other quotes stands. */
int notes_release(
    struct notes *notes, const struct release *r, struct err *err);
/* "2026-10-06-flat#2": a quote by reference, with its note; NULL when there is
 * none. Whether it may be printed is in held. */
const struct quote *notes_quote(
    const struct notes *notes, const char *ref, const struct note **note);
/* Why it is held, in words for the maker of the notes; "" when it is not. */
const char *held_name(enum held held);
/* "none", "internal", "report", "public"; "" when there is none. */
const char *consent_name(enum consent consent);

/* A quote that may be printed. */
struct voice {
	const char *text, *role;
	const char *theme; /* first tag, or NULL */
	bool invented;
	const char *area;	 /* where it was said */
	const char *id;		 /* opaque */
	const struct note *note; /* of it; nothing else of it is printed */
	const struct quote *quote; /* it, for its other themes */
	bool override;
};
struct voices {
	struct voice *items;
	size_t n, cap;
};
/* Quotes that notes_release let through, of notes about one of these areas or
 * what lies in them (by code; ids of own areas as they are). theme NULL: all.
 * Ordered by date (newest first), file, line. The strings live as long as
 * notes. */
void notes_voices(const struct notes *notes, const char *const areas[],
    size_t nareas, const char *theme, struct voices *out);
void voices_free(struct voices *v);
/* Whether a theme is one of those that the quote was tagged with. */
bool voice_tells_of(const struct voice *v, const char *theme);

#endif
