/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * made: state/site.json: what the pages below out/ were made of, so that
 * `feiten edition close` can tell whether they are those of now.
 */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include "cli/session.h"
#include "cli/told.h"
#include "codec/digest.h"

/* What pages are made of now: figures, definitions, notes, story, settings. */
int made_key(struct session *s, const struct told *told, char out[DIGEST_HEX],
    struct err *err);
/* state: the folder. Before the first page of a site: from here on its pages
 * are of two minds. */
int made_begin(const char *state, struct err *err);
/* After the last page. beside: what lies beside the profiles (rest_digest);
 * whole: nothing of it failed. */
int made_end(const char *state, const char *key, const char *beside,
    bool whole, struct err *err);
/* Whether that is what lay there after the last page. */
bool made_beside(const char *state, const char *beside);
/* Whether the pages are those of now: 0; else ERR_WORK, with what to do. */
int made_now(struct session *s, const struct told *told, struct err *err);

#endif
