/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * claim: what an analyst says, story/claims/NAME.md in a fact base: sentences
 * with live numbers, and the evidence under each. Only read here; whether it
 * holds is for room claims. Nothing of it enters facts.db. The format:
 * docs/story.md.
 */
#ifndef STORY_CLAIM_H
#define STORY_CLAIM_H

#include <stddef.h>

#include "base/err.h"
#include "story/note.h"

enum claim_stance { /* how a quote stands to the sentence */
	CLAIM_SUPPORTS,
	CLAIM_CONTRADICTS,
	CLAIM_NUANCES
};

enum evidence_kind {
	EVIDENCE_FACT,	   /* text: an expression, see claims/expr.h */
	EVIDENCE_QUOTE,	   /* text: id of a note; place, stance */
	EVIDENCE_DOCUMENT, /* text: author, title, year, page; link */
	EVIDENCE_CLAIM	   /* text: id of another claim that must hold */
};

struct evidence {
	enum evidence_kind kind;
	char *text;   /* of a fact as it stands in the file, line ends too */
	char *link;   /* of a document: http(s) address, or NULL */
	char *seen;   /* of a fact: what it was when the claim was written */
	size_t place; /* of a quote: the N-th of its note, from 1 */
	enum claim_stance stance;
	int line, column; /* where text begins, from 1; columns in characters */
};

/* {{indicator AREA PERIOD}} in a sentence. */
struct live {
	char *indicator, *area, *period;
	size_t at, len; /* bytes of the sentence it takes */
	int line, column;
};

struct claim {
	char *file;	/* path as given, for messages */
	int line;	/* of its heading */
	char *id;	/* a-z, 0-9 and '-' */
	char *sentence; /* one line of plain text, with its live numbers */
	struct live *lives;
	size_t nlives, caplives;
	char *area;	/* code or id of an own area; NULL: not said */
	char *theme;	/* id, or NULL */
	char *question; /* that it leaves, or NULL */
	char *headline; /* indicator whose chart it is the headline of, as
			   written; or NULL */
	int headline_line;
	struct evidence *evidence;
	size_t nevidence, capevidence;
};

struct claims {
	struct claim *items; /* by file name, then as they stand in it */
	size_t n, cap;
};

/* Every *.md in dir (not there: none). All mistakes of all files are named at
 * once in err, one a line, "FILE:LINE: what: why". A file with a mistake is
 * left out of *out, the others are in it; so -1 still gives a usable list.
 * Claims that rest on each other in a circle, on one that is not there, and a
 * second one with an id that was taken, are left out one by one. */
int claims_read(const char *dir, const char *const themes[], size_t nthemes,
    struct claims *out, struct err *err);
/* The claims of one file, from memory; name is for messages. */
int claims_parse(const char *name, const char *text, size_t len,
    const char *const themes[], size_t nthemes, struct claims *out,
    struct err *err);
/* By id, or NULL. */
const struct claim *claims_find(const struct claims *list, const char *id);
/* Take out the claims with a word that points at a person: a name out of a
 * header of a note, a phone number, an address (privacy.h), and what rests on
 * them. They are named with file and line in err: -1 with ERR_PUBLISH. A
 * decision "print" on claim:ID puts it aside. */
int claims_release(struct claims *list, const struct notes *notes,
    const struct release *r, struct err *err);
void claims_free(struct claims *list);

#endif
