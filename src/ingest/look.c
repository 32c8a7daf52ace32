/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * look: what was there, what came, and what to say of the difference.
 */
#include "ingest/look.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ingest/doubt.h"
#include "ingest/drift.h"

int
look_before(struct look *k, struct store *store, const struct source *src,
    const struct raw_run *run, const struct table_meta *meta, struct err *err)
{
	int rc = store_table_was(store, src->id, run->table, &k->was, err);

	k->there = rc == 1;
	if (rc == 0 && meta->period != NULL && meta->period[0] != '\0') {
		rc = store_family_was(
		    store, src->id, run->table, meta->period, &k->was, err);
		k->family = rc == 1;
	}
	return rc == -1 ? -1 : 0;
}

void
look_slot(struct look *k, const char *dims)
{
	char *copy = mem_str(dims), *rest = copy, *one;
	int64_t seen;

	while ((one = strtok_r(rest, ";", &rest)) != NULL) {
		if (map_gets(&k->known, one, &seen))
			continue;
		map_puts(&k->known, one, 1);
		strings_add(&k->members, one);
	}
	free(copy);
}

/* Refused unless somebody accepted just this. */
static void
refuse(struct look *k, const struct reader *r, const struct drift *d,
    const struct decisions *decisions)
{
	const struct walk *w = &r->walk;
	char id[DOUBT_ID];

	doubt_refusal_id(w->source->id, w->run->table, d, id);
	if (decisions_find(decisions, "accept", id) != NULL) {
		for (size_t i = 0; i < k->drifts.n; i++)
			if (k->drifts.items[i].kind == DRIFT_SHRUNK)
				k->drifts.items[i].held = false;
		return;
	}
	snprintf(k->refused, sizeof(k->refused),
	    "%s %s where there were %s: less than half is left, so what was "
	    "loaded before stays; when it is right, take it over with 'feiten "
	    "changes --accept %s --by NAME --why TEXT'",
	    d->became, d->subject, d->was, id);
}

void
look_drifts(struct look *k, const struct reader *r, uint64_t rows,
    const struct decisions *decisions)
{
	struct drift_side was = { &k->was.meta, &k->was.members, 0,
		k->was.areas };
	struct drift_side now = { r->walk.meta, &k->members, rows, 0 };
	const struct drift *d;

	if (!k->there && !k->family)
		return;
	was.rows = k->was.meta.rows > 0 ? (uint64_t)k->was.meta.rows : 0;
	for (size_t i = 0; i < r->areas->n; i++)
		now.areas += r->seen[i];
	drift_find(&was, &now, k->family, &k->drifts);
	d = drift_refuses(&k->drifts);
	if (d != NULL)
		refuse(k, r, d, decisions);
}

/* How many of each kind, in few words. */
static void
say_drifts(const struct look *k, char *out, size_t size)
{
	static const char *const words[DRIFT_KINDS][2] = {
		{ "new column", "new columns" },
		{ "column ended", "columns ended" },
		{ "column renamed", "columns renamed" },
		{ "column in another group", "columns in another group" },
		{ "column with another unit", "columns with another unit" },
		{ "new dimension", "new dimensions" },
		{ "dimension ended", "dimensions ended" },
		{ "new member", "new members" },
		{ "member ended", "members ended" },
		{ "fewer rows or areas", "fewer rows and areas" },
		{ "areas of another year", "areas of another year" },
		{ "another title", "another title" },
	};
	size_t n[DRIFT_KINDS] = { 0 };
	struct buf text = { 0 };

	for (size_t i = 0; i < k->drifts.n; i++)
		n[k->drifts.items[i].kind]++;
	for (int i = 0; i < DRIFT_KINDS; i++)
		if (n[i] > 0)
			buf_putf(&text, "%s%zu %s", text.len > 0 ? ", " : "",
			    n[i], words[i][n[i] > 1]);
	if (text.len > 0)
		snprintf(out, size, "%s: %s; 'feiten changes' names them",
		    k->family ? "beside the table of the period before"
			      : "the table is not what it was",
		    buf_str(&text));
	buf_free(&text);
}

int
look_put(struct look *k, struct load *load, const struct reader *r,
    const struct decisions *decisions, struct ingest_result *out,
    struct err *err)
{
	const struct table_meta *meta = r->walk.meta;
	struct doubting d = { .load = load,
		.source = r->walk.source->id,
		.table = r->walk.run->table,
		.areas = r->areas,
		.tallies = r->tallies,
		.columns = r->nslots * meta->ntopics,
		.topics = meta->topics,
		.ntopics = meta->ntopics,
		.decisions = decisions };

	say_drifts(k, out->drift, sizeof(out->drift));
	if (store_load_drifts(load, &k->drifts, err) == -1 ||
	    doubt_all(&d, err) == -1)
		return -1;
	out->doubts = d.open;
	out->held = d.held;
	return 0;
}

void
look_clear(struct look *k)
{
	table_was_clear(&k->was);
	map_free(&k->known);
	strings_free(&k->members);
	drifts_free(&k->drifts);
}
