/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * freshness: whether a source is as new as it should be, for status and for
 * pages. Moments are seconds since 1970, 0 when there is none.
 */
#ifndef CLI_FRESHNESS_H
#define CLI_FRESHNESS_H

#include "cli/factbase.h"
#include "cli/state.h"
#include "store/store.h"

struct freshness {
	int64_t newest;	     /* run of a table of it */
	int64_t checked;     /* when it was last looked at */
	int64_t good;	     /* and nothing failed */
	int64_t since;	     /* it fails; 0: it does not */
	const char *message; /* of the failure, borrowed from the state */
	bool never;	     /* looked at */
	bool unchecked;	     /* for longer than feiten.json allows */
	bool old; /* nothing new for longer than the definition expects */
};

void freshness_of(const struct factbase *fb, const struct state *state,
    const struct loaded_tables *tables, const struct source *src, int64_t now,
    struct freshness *out);
/* Whether there is nothing to tell of it. */
bool freshness_well(const struct freshness *f);
/* "fresh", "never", "failing", "unchecked" or "old". */
const char *freshness_word(const struct freshness *f);

#endif
