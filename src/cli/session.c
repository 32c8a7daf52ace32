/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * session: a fact base opened for reading.
 */
#include "cli/session.h"

#include <string.h>

int
session_open(struct cli *cli, bool with_panel, struct session *out,
    struct err *err)
{
	memset(out, 0, sizeof(*out));
	out->fb.lock = -1;
	if (factbase_open(cli->dir, &out->fb, err) == -1 ||
	    factbase_store(&out->fb, &out->store, err) == -1 ||
	    store_snapshot(out->store, err) == -1)
		return -1;
	if (with_panel)
		return panel_open(out->store, &out->fb.indicators, &out->panel,
		    err);
	return 0;
}

void
session_close(struct session *s)
{
	panel_close(s->panel);
	if (s->store != NULL)
		store_snapshot_end(s->store);
	store_close(s->store);
	factbase_close(&s->fb);
}
