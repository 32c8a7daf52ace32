/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check_claims: what the analyst says, held against the figures of today; for
 * check and for pages.
 */
#ifndef CLI_CHECK_CLAIMS_H
#define CLI_CHECK_CLAIMS_H

#include "claims/judge.h"
#include "cli/cli.h"
#include "cli/session.h"

struct checked_claims {
	struct claims claims;
	struct judgement judgement;
};

/* What is said of a claim that rests on what is not quite sure. */
#define CLAIM_DOUBTED "rests on a figure that nobody looked at yet"
#define CLAIM_LIKELY \
	"compares years of %s, which is likely but not proven to be the " \
	"same place in both"

/* Read story/claims, take out what points at a person, and judge. Mistakes are
 * printed and make *status worse.
 * notes: after notes_release; they outlive *out. */
void claims_check(struct cli *cli, struct session *s, const struct notes *notes,
    struct checked_claims *out, int *status);
/* Whether a file of story/claims has a claim of this id, printed or not. */
bool claims_there(const struct session *s, const char *id);
/* "does not hold", ...: of a claim that may not be printed as true; NULL for
 * another one, and for a mistake, which was told. */
const char *claim_trouble(const struct judged *j);
/* Print each of these; then *status is 5. */
void claims_tell(struct cli *cli, const struct checked_claims *c, int *status);
void claims_check_free(struct checked_claims *c);

#endif
