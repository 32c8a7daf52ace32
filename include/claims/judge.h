/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judge: whether what an analyst says still holds, and how numbers and
 * stories under it stand to each other. docs/story.md.
 */
#ifndef CLAIMS_JUDGE_H
#define CLAIMS_JUDGE_H

#include "claims/expr.h"
#include "story/claim.h"
#include "story/note.h"

enum claim_result {
	CLAIM_HOLDS,
	CLAIM_FAILS,   /* a fact under it does not hold any more */
	CLAIM_UNKNOWN, /* a figure that it needs is not there, or not sure */
	CLAIM_NO_EVIDENCE, /* nothing that can be shown supports it */
	CLAIM_MISTAKEN	   /* a fact or live number cannot be read */
};
const char *claim_result_name(enum claim_result result); /* "holds", ... */

enum agreement { /* of numbers and stories */
	AGREE_NEITHER,
	AGREE_NUMBERS,	 /* only numbers */
	AGREE_STORIES,	 /* only stories */
	AGREE_BOTH,	 /* they agree */
	AGREE_NOT,	 /* they disagree */
	AGREE_COMPLEMENT /* stories tell what numbers do not */
};
const char *agreement_name(enum agreement agreement); /* "numbers", ... */

struct judged_fact {
	const struct evidence *evidence;
	struct verdict verdict;
};
struct judged_quote {
	const struct evidence *evidence;
	const struct quote *quote; /* NULL: may not be printed, or not there */
};
struct judged {
	const struct claim *claim;
	enum claim_result result;
	enum agreement agreement;
	char area[AREA_CODE]; /* on whose page it stands; "": on none */
	struct judged_fact *facts;
	size_t nfacts;
	struct judged_quote *quotes;
	size_t nquotes;
	struct claim_figure *lives; /* as many as the claim has, when its
				       result is not CLAIM_MISTAKEN */
	size_t nlives;
	char why[600]; /* in words for who wrote it; "" when it holds */
	/* It, or a claim that it rests on, rests on a figure that nobody
	 * accepted yet; and compares years of an area that is only likely to
	 * be the same place ("": of none). */
	bool doubted;
	char likely[AREA_CODE];
	/* The chart in its area that it is the headline of: of this indicator
	 * (NULL: of none, and headline_why says why not when it was meant to
	 * be), over the years or, in this period, among its peers. */
	const struct indicator *headline;
	bool headline_years;
	char headline_period[PERIOD_LEN];
	char headline_why[200];
};
struct judgement {
	struct judged *items; /* in order of claims */
	size_t n;
	size_t held; /* that hold */
};

/* Look at all claims. notes: after notes_release; they and claims outlive
 * *out. What cannot be read is named in err, one a
 * line, with file, line and column: then -1, and *out is usable; the caller
 * frees it in both cases. */
int claims_judge(const struct claims *claims, struct panel *p,
    const struct notes *notes, struct judgement *out, struct err *err);
void judgement_free(struct judgement *j);

#endif
