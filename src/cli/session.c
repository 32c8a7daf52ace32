/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * session: a fact base opened for reading.
 */
#include "cli/session.h"

#include <string.h>

#include "base/when.h"

static int
open_panel(struct session *s, struct err *err)
{
	if (panel_open(s->store, &s->fb.indicators, &s->panel, err) == -1)
		return -1;
	panel_use_sources(s->panel, &s->fb.sources);
	return 0;
}

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
	return with_panel ? open_panel(out, err) : 0;
}

int
session_open_then(struct cli *cli, int64_t until, struct session *out,
    struct err *err)
{
	if (session_open(cli, until == 0, out, err) == -1)
		return -1;
	if (until == 0)
		return 0;
	if (store_as_of(out->store, until, err) == -1)
		return err_ctx(err, "--as-of");
	return open_panel(out, err);
}

int
session_day(const char *text, int64_t *until, struct err *err)
{
	struct day day;
	int64_t start;

	if (when_parse_day(text, &day) == -1 ||
	    when_parse_iso(text, &start) == -1)
		return err_set(err, ERR_USAGE,
		    "--as-of %.40s: no day: write it as 2026-11-22", text);
	if (start > when_now())
		return err_set(err, ERR_USAGE,
		    "--as-of %s: is still to come: give a day of the past, or "
		    "leave it out for now",
		    text);
	*until = start + 86399;
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
