/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * since: the newest closed edition, opened beside the facts of today, for
 * "what has changed".
 */
#ifndef CLI_SINCE_H
#define CLI_SINCE_H

#include "base/map.h"
#include "cli/session.h"
#include "cli/told.h"
#include "page/page.h"

struct since {
	struct editions editions;
	struct store *store; /* as of that moment */
	struct panel *then;
	struct map areas, ids;
	char (*ids_then)[OPAQUE_ID];
	struct page_since page;
	bool there; /* page may be used */
};

/* told: after told_read. No edition: 0, and there is false. The session, told
 * and out outlive each other. since_close in both cases. */
int since_open(struct session *s, const struct told *told, struct since *out,
    struct err *err);
void since_close(struct since *since);

#endif
