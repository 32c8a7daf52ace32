/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * session: a fact base opened for reading: what show, table, profile and site
 * need. One snapshot of facts.db for the whole command.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/cli.h"
#include "cli/factbase.h"
#include "panel/panel.h"

struct session {
	struct factbase fb;
	struct store *store;
	struct panel *panel; /* NULL unless asked for */
};

/* 0, or -1 with err set; session_close in both cases. */
int session_open(struct cli *cli, bool with_panel, struct session *out,
    struct err *err);
void session_close(struct session *s);

#endif
