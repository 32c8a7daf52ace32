/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * opgave: a task that several share, story/opgaven/ID.md in a fact base, and
 * the one purpose that connects them, story/purpose.md. Only read here; what
 * the claims under them are worth is for room claims. Nothing of it enters
 * facts.db. The format: docs/story.md.
 */
#ifndef STORY_OPGAVE_H
#define STORY_OPGAVE_H

#include "model/period.h"
#include "story/claim.h"
#include "story/note.h"

#define QUESTIONS 3 /* for the conversation about an opgave */
#define OPGAVE_ID_MAX 60 /* bytes of an id */

/* One line of plain text as somebody wrote it. text is NULL: not there. */
struct told_text {
	char *text;
	int line; /* of the file, where it begins */
};

enum direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN, DIRECTION_SAME };
/* "up", "down", "same"; "" for none. */
const char *direction_name(enum direction direction);

enum party_kind { PARTY_PARTNER, PARTY_RESIDENTS, PARTY_MUNICIPALITY };
/* "partner", "residents", "municipality". */
const char *party_kind_name(enum party_kind kind);

struct party { /* who takes part */
	struct told_text name;
	enum party_kind kind;
	struct told_text brings; /* NULL: nothing said, which is flagged */
};

struct footing {	     /* why it is shared, or what a purpose rests on */
	char *claim; /* id of a claim; NULL: a sentence */
	struct told_text text; /* the id or sentence as written */
};

struct what_works { /* an intervention of which research says something */
	struct told_text what;
	char *evidence; /* its level, in words */
	char *link;	/* http(s) address, or NULL */
};

/* Noted beforehand, and laid beside number and story later. */
struct expectation {
	struct day date;
	struct told_text by; /* an organisation or group */
	char *indicator;     /* NULL: nothing about a number */
	char area[AREA_CODE], period[PERIOD_LEN]; /* the number then */
	enum direction direction;
	struct told_text hear; /* what we expect to hear; or NULL */
};

struct opgave {
	char *file; /* path as given, for messages */
	char *id;   /* name of the file without .md: at most OPGAVE_ID_MAX of
		       a-z, 0-9 and '-' */
	char area[AREA_CODE];	   /* CBS code, or id of an area of one's own */
	struct told_text task;	   /* one sentence */
	struct told_text for_whom; /* or NULL, as all that follows */
	struct footing *grounds;
	size_t ngrounds, capgrounds;
	/* What we would like to see. */
	struct told_text see; /* in words */
	char *indicator;      /* id; its area is that of the opgave */
	int indicator_line;
	enum direction direction;
	struct told_text question; /* that one asks people then */
	struct party *parties;
	size_t nparties, capparties;
	struct told_text dilemma;
	struct told_text questions[QUESTIONS]; /* the first nquestions */
	size_t nquestions;
	struct what_works *works;
	size_t nworks, capworks;
	struct expectation *expectations;
	size_t nexpectations, capexpectations;
	struct told_text first_sign;
	struct day when;	/* that is expected; { 0 }: not said */
	struct strings domains; /* ids of themes that are named */
	struct strings costs;	/* codes of Iv3 tasks: "6.1" */
	bool invented;		/* an example: printed with "verzonnen" */
	bool shown;		/* set by opgaven_release: it may be printed */
};
struct opgaven {
	struct opgave *items; /* by id */
	size_t n, cap;
};

struct recognition { /* of the purpose, by a partner */
	struct told_text who;
	struct day date;
	struct told_text changed; /* words that they changed; or NULL */
};
struct purpose {
	char *file;
	bool invented;		   /* an example */
	struct told_text sentence; /* NULL: there is no purpose */
	/* Whose it is: codes, ids of own areas, or NL00; none: not said, and
	 * then of the gemeenten of its claims. */
	struct strings areas;
	int areas_line;
	struct footing *grounds;	   /* claims only */
	size_t ngrounds, capgrounds;
	struct recognition *recognised;
	size_t nrecognised, caprecognised;
	bool shown; /* set by opgaven_release: it may be printed */
};

/* Every *.md in dir (not there: none). words: themes, indicators and ids of
 * own areas that may be named; claims: those that can be used. All mistakes of
 * all files are named at once in err, one a line, "FILE:LINE: what: why". A
 * file with a mistake is left out of *out, the others are in it: so -1 still
 * gives a usable list, which the caller frees in both cases. */
int opgaven_read(const char *dir, const struct note_words *words,
    const struct claims *claims, struct opgaven *out, struct err *err);
/* One, from memory; name is its path, for its id and for messages. */
int opgave_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct opgave *out, struct err *err);
/* By id, or NULL. */
const struct opgave *opgaven_find(const struct opgaven *list, const char *id);
void opgave_clear(struct opgave *o);
void opgaven_free(struct opgaven *list);

/* path not there: *out has no sentence, and 0. Else as opgaven_read. */
int purpose_read(const char *path, const struct note_words *words,
    const struct claims *claims, struct purpose *out, struct err *err);
int purpose_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct purpose *out, struct err *err);
void purpose_clear(struct purpose *p);

/* Look in every word that a page would show for what points at a person: names
 * out of headers of notes, telephone numbers, addresses (privacy.h). An
 * opgave or purpose without any gets shown; for the others -1 with ERR_PUBLISH,
 * all named by file and line. A decision "print" on opgave:ID or purpose puts
 * it aside. Those that were not looked at may not be printed. */
int opgaven_release(struct opgaven *list, struct purpose *purpose,
    const struct notes *notes, const struct release *r, struct err *err);

/* Quotes that may be printed and are about an opgave: those tagged
 * @opgave:ID, and those under its claims and what these rest on. Every quote
 * once, in the order of notes_voices. The strings live as long as notes. */
void opgave_voices(const struct opgave *o, const struct claims *claims,
    const struct notes *notes, struct voices *out);
/* Whether a role is that of somebody who lives there: the first word of it is
 * bewoner, huurder, jongere, ... in Dutch or English. */
bool role_is_resident(const char *role);

#endif
