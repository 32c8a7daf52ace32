/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * origin: from a value back to the bytes it came in.
 */
#include "cli/origin.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/escape.h"
#include "ingest/locate.h"
#include "store/changes.h"

static const struct source *
source_of(const struct session *s, const char *id)
{
	for (size_t i = 0; i < s->fb.sources.n; i++)
		if (strcmp(s->fb.sources.items[i].id, id) == 0)
			return &s->fb.sources.items[i];
	return NULL;
}

/* A byte range, and the command that cuts it out. */
static void
add_range(struct json *j, const char *name, const struct place *p,
    const char *path, uint64_t at, uint64_t len)
{
	struct json *one = json_add_object(j, name);
	struct buf command = { 0 };

	buf_puts(&command, p->part->gz ? "gzip -dc " : "cat ");
	escape_shell(&command, path);
	buf_putf(&command, " | tail -c +%llu | head -c %llu",
	    (unsigned long long)at + 1, (unsigned long long)len);
	json_add_int(one, "from", (int64_t)at);
	json_add_int(one, "bytes", (int64_t)len);
	json_add_str(one, "command", buf_str(&command));
	buf_free(&command);
}

static void
add_found(const struct raw_run *run, const struct place *p, struct json *j)
{
	char *path = file_join(run->dir, p->part->file);

	json_add_str(j, "address", p->part->address);
	json_add_str(j, "file", path);
	json_add_str(j, "sha256", p->part->sha256);
	if (p->line > 0)
		json_add_int(j, "line", (int64_t)p->line);
	if (p->sheet)
		json_add_str(j, "bytes",
		    "a cell of a spreadsheet has no bytes "
		    "of its own: look at this line of the sheet");
	else if (p->packed)
		json_add_str(j, "bytes",
		    p->line > 0
			? "the answer is an archive: look at this line of "
			  "the file in it"
			: "the answer is an archive: the bytes of what is in "
			  "it are not told");
	if (p->len > 0)
		add_range(j, "record", p, path, p->at, p->len);
	if (p->value_len > 0)
		add_range(j, "figure", p, path, p->value_at, p->value_len);
	free(path);
}

/* Whether any answer of a run still lies there. */
static bool
has_answers(const struct raw_run *run)
{
	bool all = run->nparts > 0;

	for (size_t i = 0; i < run->nparts; i++) {
		char *path = file_join(run->dir, run->parts[i].file);

		all &= file_exists(path);
		free(path);
	}
	return all;
}

static void
add_place(const struct source *src, const struct column *col,
    const struct area *area, const struct raw_run *run, struct json *j)
{
	const struct locate_ask ask = { .title = col->topic_title,
		.group = col->topic_group,
		.unit = col->unit,
		.key = col->topic_key,
		.period = col->period,
		.dims = col->dims,
		.area = area->code };
	struct place place;
	struct err err = { 0 };

	json_add_str(j, "run", run->id);
	if (run->thinned)
		json_add_str(j, "bytes",
		    "gone: old answers were thinned out; manifest.json of "
		    "this run still says what they were");
	else if (!has_answers(run))
		json_add_str(j, "bytes",
		    "gone: answers of this run are no longer in raw/");
	else if (ingest_locate(src, run, &ask, &place, &err) == -1)
		json_add_str(j, "bytes", err.msg);
	else if (place.part != NULL)
		add_found(run, &place, j);
	else
		json_add_str(j, "bytes",
		    place.summed || src == NULL
			? "made of several records of the answer: there is "
			  "no one place"
			: "not found again in the answer: the definition may "
			  "have changed since it was loaded");
}

static int
add_was(void *arg, const struct change *c, struct err *err)
{
	struct json *one = json_add_object(arg, NULL);

	(void)err;
	json_add_num(one, "value", c->was);
	json_add_str(one, "run", c->run);
	json_add_str(one, "replaced_by", c->after);
	return 0;
}

static int
add_doubt(void *arg, const struct change *c, struct err *err)
{
	struct json *one = json_add_object(arg, NULL);

	(void)err;
	json_add_str(one, "id", c->id);
	json_add_str(one, "kind", c->word);
	json_add_num(one, "was", c->was);
	json_add_num(one, "came", c->became);
	json_add_bool(one, "held", c->held);
	json_add_bool(one, "accepted", c->by != NULL);
	if (c->by != NULL) {
		json_add_str(one, "by", c->by);
		json_add_str(one, "on", c->on);
		json_add_str(one, "why", c->why);
	}
	return 0;
}

static void
drop_empty(struct json *j, const char *name)
{
	if (json_len(json_get(j, name)) == 0)
		json_drop(j, name);
}

int
origin_add(struct session *s, const struct column *col, const struct area *area,
    const char *run, struct json *j, struct err *err)
{
	const struct source *src = source_of(s, col->source);
	struct raw_runs runs = { 0 };
	struct err why = { 0 };
	struct json *place;
	bool found = false;

	if (run != NULL && src != NULL) {
		place = json_add_object(j, "place");
		if (raw_runs(s->fb.raw, col->source, col->table_id, &runs,
			&why) == -1)
			json_add_str(place, "bytes", why.msg);
		for (size_t i = 0; i < runs.n && !found; i++)
			if (strcmp(runs.items[i].id, run) == 0) {
				add_place(
				    src, col, area, &runs.items[i], place);
				found = true;
			}
		if (!found && why.msg[0] == '\0')
			json_add_str(place, "bytes",
			    "gone: that run is no longer in raw/");
		raw_runs_free(&runs);
	}
	if (store_cell_history(s->store, col, area, add_was,
		json_add_array(j, "history"), err) == -1 ||
	    store_cell_doubts(s->store, col, area, add_doubt,
		json_add_array(j, "doubts"), err) == -1)
		return -1;
	drop_empty(j, "history");
	drop_empty(j, "doubts");
	return 0;
}
