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
	struct own_areas own; /* of story/areas.json; with the panel */
};

/* 0, or -1 with err set; session_close in both cases. */
int session_open(struct cli *cli, bool with_panel, struct session *out,
    struct err *err);
/* The same, as things were known at a moment (store_as_of); 0: now. */
int session_open_then(struct cli *cli, int64_t until, struct session *out,
    struct err *err);
/* The last second of a day that is written as 2026-11-22, for --as-of. A day
 * that is none, or is still to come, is ERR_USAGE. */
int session_day(const char *text, int64_t *until, struct err *err);
/* An area by code, id or name, among those of one's own too; else as
 * factbase_area. The caller clears it. */
int session_area(struct session *s, const char *text, struct area *out,
    struct err *err);
/* The areas that get a page: factbase_own_areas, and those of one's own. */
int session_areas(struct session *s, struct areas *out, struct err *err);
/* Those of them in this one: code, id or name; NULL: all. */
int session_areas_in(struct session *s, const char *within, struct areas *out,
    struct err *err);
void session_close(struct session *s);

#endif
