/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * made: a digest over everything that pages depend on. The day is no part of
 * it; which quotes may be printed on it is.
 */
#include "cli/made.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/state.h"

#define RECORD (1u << 16)
#define FILE_MOST ((size_t)64 << 20) /* of notes/ or story/ */
#define DEPTH 8

static char *
record_path(const char *state)
{
	return file_join(state, "site.json");
}

static void
push_text(struct digest *d, const char *text)
{
	digest_push(d, text, strlen(text) + 1);
}

static int
push_file(struct digest *d, const char *path, struct err *err)
{
	struct buf bytes = { 0 };
	int rc = file_read(path, FILE_MOST, &bytes, err);

	if (rc == 0) {
		char hex[DIGEST_HEX];

		digest_of(buf_str(&bytes), bytes.len, hex);
		push_text(d, hex);
	}
	buf_free(&bytes);
	return rc;
}

/* Names and content of all files of a folder; what starts with a dot is an
 * editor's own. */
static int
push_folder(struct digest *d, const char *dir, int depth, struct err *err)
{
	struct names names = { 0 };
	int rc = depth == 0
	    ? err_set(err, ERR_INPUT, "%s: folders nest too deep", dir)
	    : file_list(dir, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);

		if (names.items[i][0] != '.') {
			push_text(d, names.items[i]);
			rc = file_is_dir(path)
			    ? push_folder(d, path, depth - 1, err)
			    : push_file(d, path, err);
		}
		free(path);
	}
	push_text(d, "end");
	names_free(&names);
	return rc;
}

/* Quotes that may be printed, by their ids: these are of a key, so that pages
 * of a closed edition are no pages of the next one. */
static void
push_released(struct digest *d, const struct told *told)
{
	push_text(d, told->notes.n > 0 ? told->key.id : "");
	for (size_t i = 0; i < told->notes.n; i++) {
		const struct note *note = &told->notes.items[i];

		for (size_t k = 0; k < note->nquotes; k++)
			if (note->quotes[k].held == HELD_NOT)
				push_text(d, note->quotes[k].opaque);
	}
}

int
made_key(struct session *s, const struct told *told, char out[DIGEST_HEX],
    struct err *err)
{
	static const char *const folders[] = { "story", "decisions",
		"reports" };
	char *config = file_join(s->fb.dir, "feiten.json");
	struct digest *d = digest_new();
	char definitions[DIGEST_HEX], text[32];
	int64_t revision;
	int rc = -1;

	if (store_revision(s->store, &revision, err) == -1 ||
	    state_digest(&s->fb, definitions, err) == -1)
		goto done;
	snprintf(text, sizeof(text), "%lld", (long long)revision);
	push_text(d, FEITEN_VERSION);
	push_text(d, text);
	push_text(d, definitions);
	push_released(d, told);
	if (push_file(d, config, err) == -1 ||
	    push_folder(d, s->fb.notes, DEPTH, err) == -1)
		goto done;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *dir = file_join(s->fb.dir, folders[i]);

		rc = push_folder(d, dir, DEPTH, err);
		free(dir);
		if (rc == -1)
			goto done;
	}
	digest_hex(d, out);
	rc = 0;
done:
	digest_free(d);
	free(config);
	return rc;
}

int
made_begin(const char *state, struct err *err)
{
	char *path = record_path(state);
	int rc = file_remove(path, err);

	free(path);
	return rc;
}

int
made_end(const char *state, const char *key, const char *beside, bool whole,
    struct err *err)
{
	struct json *record = json_object();
	char *path = record_path(state);
	struct buf text = { 0 };
	int rc;

	json_add_str(record, "made_of", key);
	json_add_str(record, "beside", beside);
	json_add_bool(record, "whole", whole);
	json_print(record, true, &text);
	rc = file_update(path, buf_str(&text), text.len, 0666, NULL, err);
	buf_free(&text);
	json_free(record);
	free(path);
	return rc;
}

bool
made_beside(const char *state, const char *beside)
{
	char *path = record_path(state);
	struct err ignored = { 0 };
	struct json *record =
	    file_exists(path) ? json_read(path, RECORD, &ignored) : NULL;
	const char *then = json_get_str(record, "beside");
	bool same = then != NULL && strcmp(then, beside) == 0;

	json_free(record);
	err_clear(&ignored);
	free(path);
	return same;
}

int
made_now(struct session *s, const struct told *told, struct err *err)
{
	char *path = record_path(s->fb.state), key[DIGEST_HEX];
	struct json *record = NULL;
	const char *of;
	int rc = -1;

	if (!file_exists(path)) {
		err_set(err, ERR_WORK,
		    "the pages were not made, or not to the end: run 'feiten "
		    "site' first");
		goto done;
	}
	record = json_read(path, RECORD, err);
	if (record == NULL || made_key(s, told, key, err) == -1)
		goto done;
	of = json_get_str(record, "made_of");
	if (of == NULL || strcmp(of, key) != 0)
		err_set(err, ERR_WORK,
		    "the pages are not those of now: figures, notes, story or "
		    "settings changed since they were made: run 'feiten site' "
		    "first");
	else if (!json_get_true(record, "whole"))
		err_set(err, ERR_WORK,
		    "some pages are not whole: run 'feiten site', and mend "
		    "what it names");
	else
		rc = 0;
done:
	json_free(record);
	free(path);
	return rc;
}
