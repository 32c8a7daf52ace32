/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * resume: going on where an earlier run of the same table broke off. Only for
 * this room.
 */
#ifndef SRC_FETCH_RESUME_H
#define SRC_FETCH_RESUME_H

#include "model/source.h"
#include "model/table.h"
#include "raw/raw.h"
#include "source/adapter.h"

#define RESUME_DAYS 7 /* what is older is thrown away */

struct resume {
	struct raw_run kept; /* no parts: nothing to go on from */
	size_t at;	     /* the next of its parts */
};

/* The digest of a definition's file, as a new string; NULL when there is no
 * such file. */
char *resume_definition(const struct source *src);
/* What was kept of a table, when it fits; else it has no parts. */
void resume_find(struct resume *r, const char *rawdir,
    const struct source *src, const struct table_ref *ref,
    const char *definition);
/* The part that this request brought then, or NULL. Once the road leads
 * elsewhere the rest is of no use. */
const struct raw_part *resume_part(struct resume *r, const struct ask *ask);
void resume_stop(struct resume *r);
void resume_clear(struct resume *r);

#endif
