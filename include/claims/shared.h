/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shared: opgaven and the purpose beside what they lean on: claims that hold
 * or not, people who were heard, parties that bring something. What is missing
 * is flagged; nothing is scored. docs/story.md.
 */
#ifndef CLAIMS_SHARED_H
#define CLAIMS_SHARED_H

#include "claims/judge.h"
#include "story/opgave.h"

struct shared {			       /* all borrowed */
	const struct opgaven *opgaven; /* after opgaven_release */
	const struct purpose *purpose;
	const struct claims *claims;
	const struct judgement *judgement; /* of claims */
	const struct notes *notes;	   /* after notes_release */
};

enum flag {
	FLAG_NO_CLAIMS,	     /* it rests on no claim */
	FLAG_CLAIM,	     /* what: a claim under it that does not hold */
	FLAG_NO_RESIDENTS,   /* no quote of a resident that may be printed */
	FLAG_NO_PARTIES,     /* nobody takes part */
	FLAG_SILENT,	     /* what: a party that brings nothing */
	FLAG_NOT_RECOGNISED, /* the purpose: by nobody */
	FLAGS
};
/* "no_claims", "claim", "no_residents", ... */
const char *flag_name(enum flag flag);

struct flagged {
	enum flag flag;
	const char *what; /* id of a claim, name of a party; or NULL */
	int line;	  /* of the file */
};
struct flags {
	struct flagged *items; /* in the order of enum flag */
	size_t n, cap;
};
void opgave_flags(
    const struct shared *s, const struct opgave *o, struct flags *out);
void purpose_flags(const struct shared *s, struct flags *out);
void flags_free(struct flags *f);

/* How a claim was judged, or NULL when there is none by this id. */
const struct judged *judgement_find(const struct judgement *j, const char *id);

#endif
