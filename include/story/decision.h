/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision: decisions/DATE-ID.json of a fact base: what a person took over
 * or overrode, who, when and why. The format: docs/decisions.md.
 */
#ifndef STORY_DECISION_H
#define STORY_DECISION_H

#include "base/err.h"
#include "model/decision.h"

/* Every *.json in dir (not there: none). All mistakes of all files are named
 * at once in err, one a line, "FILE:LINE: what: why"; a file with a mistake is
 * left out of *out, the others are in it: so -1 still gives a usable list. The
 * caller frees it. */
int decisions_read(const char *dir, struct decisions *out, struct err *err);
/* Write one to a file of its own, after the same checks as reading does: what
 * a person gave wrong is ERR_USAGE. dir is made when it is not there. A
 * decision with that id on that day is an error. */
int decision_write(const char *dir, const struct decision *d, struct err *err);

#endif
