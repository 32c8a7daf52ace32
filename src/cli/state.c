/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * state: state/last.json.
 */
#include "cli/state.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "codec/digest.h"

#define STATE_BYTES (8u << 20)

int
state_read(const struct factbase *fb, struct state *out, struct err *err)
{
	struct err ignored = { 0 };

	if (file_mkdirs(fb->state, 0777, err) == -1)
		return -1;
	out->path = file_join(fb->state, "last.json");
	out->root = NULL;
	if (file_exists(out->path))
		out->root = json_read(out->path, STATE_BYTES, &ignored);
	/* A damaged file costs a look into facts.db, nothing else. */
	if (!json_is_object(out->root)) {
		json_free(out->root);
		out->root = json_object();
	}
	return 0;
}

int
state_write(struct state *s, int64_t now, struct err *err)
{
	struct buf text = { 0 };
	char stamp[21];
	int rc;

	json_drop(s->root, "checked");
	json_add_str(s->root, "checked", when_iso(now, stamp));
	json_print(s->root, true, &text);
	rc = file_write(s->path, buf_str(&text), text.len, 0666, err);
	buf_free(&text);
	return rc;
}

void
state_clear(struct state *s)
{
	json_free(s->root);
	free(s->path);
	memset(s, 0, sizeof(*s));
}

/* A member that is an object, made when it is not there. */
static struct json *
part(struct state *s, const char *name)
{
	struct json *found = json_get(s->root, name);

	if (json_is_object(found))
		return found;
	json_drop(s->root, name);
	return json_add_object(s->root, name);
}

void
state_put_source(struct state *s, const char *source, int64_t now,
    size_t tables, const char *message)
{
	struct json *all = part(s, "sources"), *one;
	const struct json *was = json_get(all, source);
	char stamp[21];
	char *good = mem_str(json_get_str(was, "good"));
	char *since = mem_str(json_get_str(was, "failing_since"));

	when_iso(now, stamp);
	json_drop(all, source);
	one = json_add_object(all, source);
	json_add_str(one, "checked", stamp);
	json_add_int(one, "tables", (int64_t)tables);
	json_add_str(one, "message", message);
	json_add_str(one, "good", message == NULL ? stamp : good);
	if (message != NULL)
		json_add_str(
		    one, "failing_since", since == NULL ? stamp : since);
	free(good);
	free(since);
}

const struct json *
state_source(const struct state *s, const char *source)
{
	return json_get(json_get(s->root, "sources"), source);
}

const char *
state_loaded(const struct state *s, const char *source, const char *table)
{
	char *key = mem_fmt("%s/%s", source, table);
	const char *run = json_get_str(json_get(s->root, "loaded"), key);

	free(key);
	return run;
}

void
state_put_loaded(
    struct state *s, const char *source, const char *table, const char *run)
{
	char *key = mem_fmt("%s/%s", source, table);
	struct json *all = part(s, "loaded");

	json_drop(all, key);
	json_add_str(all, key, run);
	free(key);
}

int64_t
state_unknown(const struct state *s, const char *source, const char *table)
{
	char *key = mem_fmt("%s/%s", source, table);
	double n = json_get_num(json_get(s->root, "unknown"), key);

	free(key);
	/* The file may be damaged: no more than a table has room for. */
	return n > 0 && n < 1e6 ? (int64_t)n : 0;
}

void
state_put_unknown(
    struct state *s, const char *source, const char *table, uint64_t n)
{
	char *key = mem_fmt("%s/%s", source, table);

	json_drop(json_get(s->root, "unknown"), key);
	if (n > 0)
		json_add_int(part(s, "unknown"), key, (int64_t)n);
	free(key);
}

int64_t
state_thinned(const struct state *s)
{
	const char *at = json_get_str(s->root, "thinned");
	int64_t when;

	return at != NULL && when_parse_iso(at, &when) == 0 ? when : 0;
}

void
state_put_thinned(struct state *s, int64_t now)
{
	char stamp[21];

	json_drop(s->root, "thinned");
	json_add_str(s->root, "thinned", when_iso(now, stamp));
}

void
state_forget_loaded(struct state *s)
{
	json_drop(s->root, "unknown");
	json_drop(s->root, "loaded");
}

const char *
state_definitions(const struct state *s)
{
	return json_get_str(s->root, "definitions");
}

void
state_put_definitions(struct state *s, const char *digest)
{
	json_drop(s->root, "definitions");
	json_add_str(s->root, "definitions", digest);
}

/* What the definition says of codes lies in a file beside it. One that is not
 * there is said when its table is loaded. */
static int
add_map(const struct source *src, struct buf *text, struct err *err)
{
	const char *slash = strrchr(src->file, '/');
	char *path;
	int rc = 0;

	if (src->layout.map == NULL)
		return 0;
	path =
	    mem_fmt("%.*s%s", slash != NULL ? (int)(slash + 1 - src->file) : 0,
		src->file, src->layout.map);
	if (file_exists(path))
		rc = file_read(path, STATE_BYTES * 2, text, err);
	free(path);
	return rc;
}

int
state_digest(const struct factbase *fb, char out[65], struct err *err)
{
	char *folder = file_join(file_share(), "sources");
	char *path = file_join(folder, "indicators.json");
	char *more = file_join(fb->dir, "sources/indicators.json");
	struct buf text = { 0 };
	int rc = -1;
	size_t i;

	if (file_read(path, STATE_BYTES, &text, err) == -1 ||
	    (file_exists(more) &&
		file_read(more, STATE_BYTES, &text, err) == -1))
		goto done;
	for (i = 0; i < fb->sources.n; i++)
		if (file_read(fb->sources.items[i].file, STATE_BYTES, &text,
			err) == -1 ||
		    add_map(&fb->sources.items[i], &text, err) == -1)
			goto done;
	digest_of(buf_str(&text), text.len, out);
	rc = 0;
done:
	buf_free(&text);
	free(folder);
	free(more);
	free(path);
	return rc;
}
