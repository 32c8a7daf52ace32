/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * freshness: see freshness.h.
 */
#include "cli/freshness.h"

#include <string.h>

#include "base/when.h"

#define DAY 86400

static int64_t
moment(const struct json *of, const char *name)
{
	const char *iso = json_get_str(of, name);
	int64_t at;

	return iso != NULL && when_parse_iso(iso, &at) == 0 ? at : 0;
}

void
freshness_of(const struct factbase *fb, const struct state *state,
    const struct loaded_tables *tables, const struct source *src, int64_t now,
    struct freshness *out)
{
	const struct json *last = state_source(state, src->id);

	*out = (struct freshness){ .checked = moment(last, "checked"),
		.good = moment(last, "good"),
		.message = json_get_str(last, "message"),
		.never = last == NULL };
	/* A state of before this was kept says so of the last look only. */
	if (out->message != NULL) {
		out->since = moment(last, "failing_since");
		if (out->since == 0)
			out->since = out->checked;
	} else if (out->good == 0)
		out->good = out->checked;
	for (size_t i = 0; i < tables->n; i++)
		if (strcmp(tables->items[i].source, src->id) == 0 &&
		    tables->items[i].fetched_at > out->newest)
			out->newest = tables->items[i].fetched_at;
	out->unchecked =
	    last != NULL && now - out->checked >= (int64_t)fb->check_days * DAY;
	out->old = src->stale_days > 0 && out->newest > 0 &&
	    now - out->newest >= (int64_t)src->stale_days * DAY;
}

bool
freshness_well(const struct freshness *f)
{
	return !f->never && f->message == NULL && !f->unchecked && !f->old;
}

const char *
freshness_word(const struct freshness *f)
{
	if (f->never)
		return "never";
	if (f->message != NULL)
		return "failing";
	if (f->unchecked)
		return "unchecked";
	return f->old ? "old" : "fresh";
}
