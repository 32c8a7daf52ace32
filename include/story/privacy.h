/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * privacy: what in a text that is to be printed points at a person. The lists
 * are in sources/privacy.json; a fact base may add to them in one of its own.
 * The rules: docs/privacy.md.
 */
#ifndef STORY_PRIVACY_H
#define STORY_PRIVACY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/source.h"

/* A role that few people have: who reads it knows who spoke. */
struct rare_role {
	char *role;		       /* folded: "huisarts" */
	char *general_nl, *general_en; /* printed instead, or NULL */
	bool
	    anywhere; /* also in a gemeente there is only one: "burgemeester" */
};
struct privacy {
	struct rare_role *roles;
	size_t n, cap;
	struct strings hear; /* roles one would like to hear, folded */
};
/* The program's list and, when it is there, the fact base's own. All mistakes
 * are ERR_INPUT with the file. */
int privacy_read(
    const char *builtin, const char *own, struct privacy *out, struct err *err);
void privacy_free(struct privacy *p);
/* The rare role that a role names as a word or its plural ("huisarts, 20 jaar
 * in de wijk"), or NULL. */
const struct rare_role *privacy_role(const struct privacy *p, const char *role);

/* What is looked for. */
enum trace {
	TRACE_NONE,
	TRACE_NAME, /* a name out of a header of a note */
	TRACE_MAIL,
	TRACE_PHONE,
	TRACE_BSN,	/* nine digits that pass the eleven-test */
	TRACE_POSTCODE, /* with a house number */
	TRACE_ADDRESS,	/* street and number */
	TRACE_PLATE,
	TRACE_BIRTH
};
struct traces {
	const char *const *names; /* of headers */
	size_t nnames;
	const char *contact; /* of the house, which may be printed; or NULL */
	int year;	     /* today's */
	bool dates; /* a day of long ago is none, unless it says so: in what an
		       analyst writes */
};
/* The first trace in a text (UTF-8); *at and *len say where. */
enum trace privacy_find(
    const char *text, const struct traces *t, size_t *at, size_t *len);
/* What it is and what to do, for a message: "a phone number: take it out". */
const char *trace_name(enum trace trace);
/* The same in Dutch and in short, for a note: "een telefoonnummer". */
const char *trace_kind(enum trace trace);

#endif
