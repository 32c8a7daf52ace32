/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * session: a fact base opened for reading.
 */
#include "cli/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/when.h"
#include "source/own_areas.h"

/* The panel, with what of ours is not printed and the areas of one's own. */
static int
open_panel(struct cli *cli, struct session *s, struct err *err)
{
	char *path = file_join(s->fb.dir, "story/areas.json");
	const struct strings *warnings;
	size_t i;
	int rc = -1;

	if (panel_open(s->store, &s->fb.indicators, &s->panel, err) == -1)
		goto done;
	panel_use_sources(s->panel, &s->fb.sources);
	panel_guard(s->panel, &s->fb.sources);
	if (own_areas_read(path, &s->own, err) == -1 ||
	    panel_own(s->panel, &s->own, s->fb.lang, err) == -1)
		goto done;
	warnings = panel_warnings(s->panel);
	for (i = 0; i < warnings->n; i++)
		cli_note(cli, "%s", warnings->items[i]);
	rc = 0;
done:
	free(path);
	return rc;
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
	return with_panel ? open_panel(cli, out, err) : 0;
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
	return open_panel(cli, out, err);
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

static bool
is_called(const struct own_area *a, const char *text)
{
	const char *names[] = { a->id, a->name_nl, a->name_en };
	char *folded = text_fold(text);
	bool same = false;
	size_t i;

	for (i = 0; i < 3; i++) {
		char *name = text_fold(names[i]);

		same |= strcmp(name, folded) == 0;
		free(name);
	}
	free(folded);
	return same;
}

int
session_area(struct session *s, const char *text, struct area *out,
    struct err *err)
{
	size_t i;

	for (i = 0; i < s->own.n; i++)
		if (is_called(&s->own.items[i], text))
			return panel_area(s->panel, s->own.items[i].id, out,
				   err) == 1
			    ? 0
			    : -1;
	return factbase_area(&s->fb, s->store, text, out, err);
}

int
session_areas(struct session *s, struct areas *out, struct err *err)
{
	if (factbase_own_areas(&s->fb, s->store, out, err) == -1)
		return -1;
	panel_own_areas(s->panel, out);
	return 0;
}

static bool
lies_in(const struct area *a, const struct area *in)
{
	return strcmp(a->code, in->code) == 0 ||
	    strcmp(a->parent, in->code) == 0 ||
	    strcmp(a->municipality, in->code) == 0;
}

int
session_areas_in(struct session *s, const char *within, struct areas *out,
    struct err *err)
{
	struct area in = { 0 };
	size_t n = 0;
	int rc = -1;

	if ((within != NULL && session_area(s, within, &in, err) == -1) ||
	    session_areas(s, out, err) == -1)
		goto done;
	for (size_t i = 0; i < out->n; i++)
		if (within == NULL || lies_in(&out->items[i], &in))
			out->items[n++] = out->items[i];
		else
			area_clear(&out->items[i]);
	out->n = n;
	rc = 0;
done:
	area_clear(&in);
	return rc;
}

void
session_close(struct session *s)
{
	panel_close(s->panel);
	if (s->store != NULL)
		store_snapshot_end(s->store);
	store_close(s->store);
	own_areas_free(&s->own);
	factbase_close(&s->fb);
}
