/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * manifest: what a run's folder says of itself. Times are written as people
 * read them; an absent member and null mean the same.
 */
#include "manifest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "codec/digest.h"
#include "codec/json.h"

#define MANIFEST_MAX (16u << 20) /* bytes of one; 4 000 pages are 2 MB */
#define EXACT 9007199254740992.0 /* 2^53: whole numbers JSON can carry */

bool
stamp_ok(const char *s)
{
	static const char form[] = "00000000T000000Z";

	if (strlen(s) != sizeof(form) - 1)
		return false;
	for (size_t i = 0; form[i] != '\0'; i++)
		if (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
			return false;
	return true;
}

static void
add_time(struct json *to, const char *key, int64_t at)
{
	char text[32];

	json_add_str(to, key, when_iso(at, text));
}

static void
add_part(struct json *list, const struct raw_part *p)
{
	struct json *o = json_add_object(list, NULL);

	json_add_str(o, "role", p->role);
	json_add_int(o, "page", p->page);
	json_add_str(o, "file", p->file);
	json_add_str(o, "address", p->address);
	json_add_int(o, "status", p->status);
	json_add_bool(o, "gzip", p->gz);
	json_add_bool(o, "data", p->data);
	json_add_str(o, "content_type", p->content_type);
	json_add_str(o, "etag", p->etag);
	json_add_str(o, "last_modified", p->last_modified);
	json_add_int(o, "stored", (int64_t)p->stored);
	json_add_int(o, "decoded", (int64_t)p->decoded);
	json_add_str(o, "sha256", p->sha256);
	if (p->content != NULL)
		json_add_str(o, "content", p->content);
	json_add_int(o, "rows", (int64_t)p->rows);
	add_time(o, "at", p->at);
}

void
manifest_print(const struct raw_run *run, struct buf *out)
{
	struct json *o = json_object(), *parts;

	json_add_int(o, "format", 1);
	json_add_str(o, "source", run->source);
	json_add_str(o, "table", run->table);
	json_add_str(o, "stamp", run->stamp);
	json_add_str(o, "result", run->result);
	json_add_str(o, "message", run->message);
	if (run->thinned)
		json_add_bool(o, "thinned", true);
	add_time(o, "started", run->started);
	add_time(o, "ended", run->ended);
	json_add_str(o, "title", run->title);
	json_add_str(o, "publisher", run->publisher);
	json_add_str(o, "licence", run->licence);
	json_add_str(o, "licence_url", run->licence_url);
	json_add_str(o, "modified", run->modified);
	json_add_str(o, "meta_modified", run->meta_modified);
	json_add_str(o, "adapter", run->adapter);
	if (run->asked != NULL)
		json_add_str(o, "asked", run->asked);
	if (run->definition != NULL)
		json_add_str(o, "definition", run->definition);
	if (run->announced >= 0)
		json_add_int(o, "announced", run->announced);
	else
		json_add_null(o, "announced");
	json_add_int(o, "requests", (int64_t)run->requests);
	json_add_int(o, "bytes", (int64_t)run->bytes);
	json_add_int(o, "rows", (int64_t)run->rows);
	parts = json_add_array(o, "parts");
	for (size_t i = 0; i < run->nparts; i++)
		add_part(parts, &run->parts[i]);
	json_print(o, true, out);
	json_free(o);
}

/* A text member into *out; NULL when absent, unless it must be there. */
static int
get_text(const struct json *o, const char *key, bool must, char **out,
    struct err *err)
{
	const char *s = json_get_str(o, key);

	if (s == NULL && must)
		return err_set(err, ERR_INPUT, "\"%s\" is missing", key);
	*out = mem_str(s);
	return 0;
}

/* A whole number of at least 0. */
static int
get_count(const struct json *o, const char *key, uint64_t *out, struct err *err)
{
	double v = json_get_num(o, key);

	if (isnan(v) || v < 0 || v > EXACT || v != floor(v))
		return err_set(err, ERR_INPUT,
		    "\"%s\" should be a whole number of at least 0", key);
	*out = (uint64_t)v;
	return 0;
}

static int
get_time(const struct json *o, const char *key, int64_t *out, struct err *err)
{
	const char *s = json_get_str(o, key);

	if (s == NULL || when_parse_iso(s, out) == -1)
		return err_set(err, ERR_INPUT,
		    "\"%s\" should be a time like 2026-11-21T09:30:00Z", key);
	return 0;
}

static int
get_digest(const struct json *o, char out[DIGEST_HEX], struct err *err)
{
	const char *s = json_get_str(o, "sha256");

	if (s == NULL || strlen(s) != DIGEST_HEX - 1 ||
	    strspn(s, "0123456789abcdef") != DIGEST_HEX - 1)
		return err_set(
		    err, ERR_INPUT, "\"sha256\" should be 64 hex digits");
	memcpy(out, s, DIGEST_HEX);
	return 0;
}

static int
read_part(const struct json *o, struct raw_part *p, struct err *err)
{
	uint64_t page = 0, status = 0;

	if (get_text(o, "role", true, &p->role, err) == -1 ||
	    get_text(o, "file", true, &p->file, err) == -1 ||
	    get_text(o, "address", true, &p->address, err) == -1 ||
	    get_text(o, "content_type", false, &p->content_type, err) == -1 ||
	    get_text(o, "etag", false, &p->etag, err) == -1 ||
	    get_text(o, "last_modified", false, &p->last_modified, err) == -1 ||
	    get_text(o, "content", false, &p->content, err) == -1 ||
	    get_count(o, "page", &page, err) == -1 ||
	    get_count(o, "status", &status, err) == -1 ||
	    get_count(o, "stored", &p->stored, err) == -1 ||
	    get_count(o, "decoded", &p->decoded, err) == -1 ||
	    get_count(o, "rows", &p->rows, err) == -1 ||
	    get_digest(o, p->sha256, err) == -1 ||
	    get_time(o, "at", &p->at, err) == -1)
		return -1;
	if (!file_name_ok(p->file) || page > INT32_MAX || status > 999)
		return err_set(err, ERR_INPUT,
		    "file \"%s\", page or status is not one we wrote", p->file);
	p->page = (int)page;
	p->status = (int)status;
	p->gz = json_get_true(o, "gzip");
	p->data = json_get_true(o, "data");
	return 0;
}

static int
read_parts(const struct json *list, struct raw_run *run, struct err *err)
{
	if (!json_is_array(list))
		return err_set(err, ERR_INPUT, "\"parts\" should be a list");
	for (const struct json *o = json_first(list); o != NULL;
	     o = json_next(o)) {
		MEM_PUSH(run->parts, run->nparts, run->capparts);
		run->parts[run->nparts] = (struct raw_part){ 0 };
		if (read_part(o, &run->parts[run->nparts++], err) == -1)
			return err_ctx(err, "part %zu", run->nparts);
	}
	return 0;
}

static int
read_run(const struct json *o, struct raw_run *run, struct err *err)
{
	const char *stamp = json_get_str(o, "stamp");
	double announced = json_get_num(o, "announced");

	if (json_get_num(o, "format") != 1)
		return err_set(err, ERR_INPUT,
		    "\"format\" is not 1: made by another version");
	if (get_text(o, "source", true, &run->source, err) == -1 ||
	    get_text(o, "table", true, &run->table, err) == -1 ||
	    get_text(o, "result", true, &run->result, err) == -1 ||
	    get_text(o, "message", false, &run->message, err) == -1 ||
	    get_text(o, "title", false, &run->title, err) == -1 ||
	    get_text(o, "publisher", false, &run->publisher, err) == -1 ||
	    get_text(o, "licence", false, &run->licence, err) == -1 ||
	    get_text(o, "licence_url", false, &run->licence_url, err) == -1 ||
	    get_text(o, "modified", false, &run->modified, err) == -1 ||
	    get_text(o, "adapter", false, &run->adapter, err) == -1 ||
	    get_text(o, "asked", false, &run->asked, err) == -1 ||
	    get_text(o, "definition", false, &run->definition, err) == -1 ||
	    get_text(o, "meta_modified", false, &run->meta_modified, err) ==
		-1 ||
	    get_count(o, "requests", &run->requests, err) == -1 ||
	    get_count(o, "bytes", &run->bytes, err) == -1 ||
	    get_count(o, "rows", &run->rows, err) == -1 ||
	    get_time(o, "started", &run->started, err) == -1 ||
	    get_time(o, "ended", &run->ended, err) == -1)
		return -1;
	if (!file_name_ok(run->source) || !file_name_ok(run->table) ||
	    stamp == NULL || !stamp_ok(stamp))
		return err_set(err, ERR_INPUT,
		    "\"source\", \"table\" or \"stamp\" is not one we wrote");
	if (strcmp(run->result, "ok") != 0 &&
	    strcmp(run->result, "failed") != 0)
		return err_set(err, ERR_INPUT,
		    "\"result\" should be ok or failed, not \"%s\"",
		    run->result);
	run->thinned = json_get_true(o, "thinned");
	memcpy(run->stamp, stamp, sizeof(run->stamp));
	run->id = mem_fmt("%s.%s", run->table, run->stamp);
	run->announced = isnan(announced) || fabs(announced) > EXACT
	    ? -1
	    : (int64_t)announced;
	return read_parts(json_get(o, "parts"), run, err);
}

int
manifest_read(const char *dir, struct raw_run *out, struct err *err)
{
	struct raw_run run = { 0 };
	char *path = file_join(dir, RAW_MANIFEST);
	struct json *o = json_read(path, MANIFEST_MAX, err);
	int rc = -1;

	if (o == NULL) {
		err_ctx(err,
		    "a run in the cache cannot be read (move its "
		    "folder away to go on without it)");
		goto done;
	}
	if (read_run(o, &run, err) == -1) {
		err_ctx(err,
		    "%s: not a manifest (move its folder away to go on "
		    "without it)",
		    path);
		goto done;
	}
	run.dir = mem_str(dir);
	*out = run;
	run = (struct raw_run){ 0 };
	rc = 0;
done:
	raw_run_clear(&run);
	json_free(o);
	free(path);
	return rc;
}
