/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * since: what was known when the newest edition was closed.
 */
#include "cli/since.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

/* Which id a quote of today had then. Without the key of then nobody can tell,
 * and quotes are not counted. */
static void
find_ids(struct session *s, const struct told *told, struct since *since)
{
	char *path = file_join(s->fb.state, "edition.key");
	const struct json *record = since->page.record;
	struct edition_key key;
	struct err ignored = { 0 };
	size_t n = 0, at = 0;

	if (json_len(json_get(record, "quotes")) > 0 &&
	    edition_key_find(
		path, json_get_str(record, "key"), &key, &ignored) == -1)
		goto done;
	since->page.ids = &since->ids;
	if (json_len(json_get(record, "quotes")) == 0)
		goto done;
	for (size_t i = 0; i < told->notes.n; i++)
		n += told->notes.items[i].nquotes;
	since->ids_then = mem_new(n + 1, sizeof(*since->ids_then));
	for (size_t i = 0; i < told->notes.n; i++) {
		const struct note *note = &told->notes.items[i];

		for (size_t k = 0; k < note->nquotes; k++) {
			const struct quote *q = &note->quotes[k];
			size_t before = 0;

			for (size_t b = 0; b < k; b++)
				before +=
				    strcmp(note->quotes[b].text, q->text) == 0;
			edition_opaque(&key, note->id, q->text, before,
			    since->ids_then[at]);
			map_puts(&since->ids, q->opaque, (int64_t)at++);
		}
	}
	since->page.ids_then = (const char(*)[OPAQUE_ID])since->ids_then;
done:
	free(path);
}

int
since_open(struct session *s, const struct told *told, struct since *out,
    struct err *err)
{
	char *dir = file_join(s->fb.dir, "editions");
	const struct edition *e;
	const struct json *one;
	int rc = -1;

	*out = (struct since){ 0 };
	if (editions_read(dir, &out->editions, err) == -1)
		goto done;
	if (out->editions.n == 0) {
		rc = 0;
		goto done;
	}
	e = &out->editions.items[out->editions.n - 1];
	one = json_first(json_get(e->file, "areas"));
	for (; one != NULL; one = json_next(one))
		if (json_str(one) != NULL)
			map_puts(&out->areas, json_str(one), 0);
	if (factbase_store(&s->fb, &out->store, err) == -1 ||
	    store_snapshot(out->store, err) == -1)
		goto done;
	if (store_as_of(out->store, e->closed, err) == -1) {
		/* Nothing was known then: there is nothing to lay beside. */
		rc = err->code == ERR_USAGE ? 0 : -1;
		err_clear(rc == 0 ? err : &(struct err){ 0 });
		goto done;
	}
	if (panel_open(out->store, &s->fb.indicators, &out->then, err) == -1) {
		err_ctx(err, "edition %s", e->name);
		goto done;
	}
	panel_use_sources(out->then, &s->fb.sources);
	panel_guard(out->then, &s->fb.sources);
	if (panel_own(out->then, &s->own, s->fb.lang, err) == -1) {
		err_ctx(err, "edition %s", e->name);
		goto done;
	}
	out->page = (struct page_since){ .name = e->name,
		.closed = e->closed,
		.then = out->then,
		.record = e->file,
		.areas = &out->areas };
	find_ids(s, told, out);
	out->there = true;
	rc = 0;
done:
	free(dir);
	return rc;
}

void
since_close(struct since *since)
{
	panel_close(since->then);
	if (since->store != NULL)
		store_snapshot_end(since->store);
	store_close(since->store);
	map_free(&since->areas);
	map_free(&since->ids);
	free(since->ids_then);
	editions_free(&since->editions);
}
