/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check_opgaven: opgaven and the purpose of a fact base, read, looked through
 * for what points at a person, and held against claims; for check and pages.
 */
#ifndef CLI_CHECK_OPGAVEN_H
#define CLI_CHECK_OPGAVEN_H

#include "claims/shared.h"
#include "cli/check_claims.h"
#include "cli/told.h"

struct checked_opgaven {
	struct opgaven opgaven;
	struct purpose purpose;
	struct shared shared; /* of these, claims and notes */
};

/* Read story/opgaven and story/purpose.md. Mistakes are printed and make
 * *status worse. told and claims outlive *out, which stays where it is. */
void opgaven_check(struct cli *cli, struct session *s, const struct told *told,
    const struct checked_claims *claims, struct checked_opgaven *out,
    int *status);
/* What a flag says, and what to do about it, in words for who wrote it. */
const char *flag_says(enum flag flag);
const char *flag_next(enum flag flag);
void opgaven_check_free(struct checked_opgaven *c);

#endif
