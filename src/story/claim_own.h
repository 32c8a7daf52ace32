/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What reading one file of claims gives to reading all of them.
 */
#ifndef STORY_CLAIM_OWN_H
#define STORY_CLAIM_OWN_H

#include "story/claim.h"
#include "story/own.h"

#define CLAIMS_FILE_MAX ((size_t)256 << 10) /* bytes of one file */
#define CLAIMS_MAX 500			    /* in one file */
#define EVIDENCE_MAX 40			    /* under one claim */
#define LIVES_MAX 20			    /* in one sentence */
#define SENTENCE_MAX 800		    /* characters */
#define ITEM_MAX 1000 /* characters of one piece of evidence */

/* The claims of a file, when all is well with it; else none, and its mistakes.
 * text ends in NUL behind its len bytes. */
void claims_of_file(const char *file, const char *text, size_t len,
    const char *const themes[], size_t nthemes, struct claims *out,
    struct mistakes *m);
/* Take out the claims that are marked. */
void claims_drop(struct claims *list, const bool bad[]);
/* Take out those that lean on a claim that is not there, each a mistake: true
 * when there were any, and so there may be more. */
bool claims_strangers(struct claims *list, struct mistakes *m);

#endif
