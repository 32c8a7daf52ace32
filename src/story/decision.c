/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision: reading and writing decisions/. The files lie where people edit
 * and copy: nothing in them is taken at its word.
 */
#include "story/decision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "codec/digest.h"
#include "codec/json.h"
#include "story/own.h"

#define FILE_MAX ((size_t)64 << 10) /* bytes of one */
#define NAME_MAX_CHARS 80
#define TEXT_MAX_CHARS 1000
#define ID_LEN 10   /* of a doubt: hexadecimal digits */
#define REF_MAX 250 /* of a note or quote, bytes */

static const char *const keys[] = { "decision", "id", "by", "on", "why",
	"about" };
#define KEYS (sizeof(keys) / sizeof(keys[0]))

static bool
is_id(const char *s)
{
	return strlen(s) == ID_LEN && strspn(s, "0123456789abcdef") == ID_LEN;
}

/* The id of a note, or of a quote: "2026-10-06-flat#2". */
static bool
is_reference(const char *s)
{
	size_t len = strlen(s), at;

	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	return len > 0 && len <= REF_MAX && text_utf8_ok(s, len, NULL) &&
	    !text_turns(s, len, &at);
}

static bool
is_print(const char *kind)
{
	return kind != NULL && strcmp(kind, "print") == 0;
}

/* What is wrong with a field of a decision of this kind, in words, or NULL. */
static const char *
wrong(const char *kind, const char *key, const char *value)
{
	size_t most = strcmp(key, "by") == 0 ? NAME_MAX_CHARS : TEXT_MAX_CHARS;
	struct day day;
	size_t at;

	if (value == NULL)
		return strcmp(key, "about") == 0
		    ? NULL
		    : "is missing, or is no text: a decision says who took "
		      "it, when and why";
	if (strcmp(key, "decision") == 0)
		return strcmp(value, "accept") == 0 || is_print(value)
		    ? NULL
		    : "is no decision that is known: write accept or print";
	if (strcmp(key, "id") == 0 && is_print(kind))
		return is_reference(value)
		    ? NULL
		    : "is no id of a note or quote: write it as NOTE or "
		      "NOTE#2";
	if (strcmp(key, "id") == 0)
		return is_id(value)
		    ? NULL
		    : "is no id of a doubt (ten digits and letters a to f): "
		      "'feiten changes' lists them";
	if (strcmp(key, "on") == 0)
		return when_parse_day(value, &day) == 0
		    ? NULL
		    : "is no day: write it as 2026-11-22";
	for (const char *c = value; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return "holds a line break or another control "
			       "character: write one plain line";
	if (!text_utf8_ok(value, strlen(value), NULL))
		return "is not UTF-8 text";
	if (text_turns(value, strlen(value), &at))
		return "has " MISTAKE_TURN;
	if (value[strspn(value, " ")] == '\0')
		return strcmp(key, "about") == 0 ? NULL : "is empty";
	if (text_chars(value) > most)
		return strcmp(key, "by") == 0
		    ? "is longer than 80 characters: a name is enough"
		    : "is longer than 1000 characters: say it in a few lines";
	return NULL;
}

static const char *
field(const struct decision *d, size_t i)
{
	const char *const values[KEYS] = { d->kind, d->id, d->by, d->on, d->why,
		d->about };

	return values[i];
}

static void
decision_clear(struct decision *d)
{
	free(d->kind);
	free(d->id);
	free(d->by);
	free(d->on);
	free(d->why);
	free(d->about);
	*d = (struct decision){ 0 };
}

/* Keys that mean nothing, or are there twice. */
static void
check_keys(const char *file, const struct json *j, struct mistakes *m)
{
	bool seen[KEYS] = { false };
	const struct json *item;
	size_t i;

	for (item = json_first(j); item != NULL; item = json_next(item)) {
		for (i = 0; i < KEYS; i++)
			if (strcmp(keys[i], json_name(item)) == 0)
				break;
		if (i == KEYS)
			mistake(m, file, 1,
			    "%.40s: is not a key of a decision; they are "
			    "decision, id, by, on, why and about",
			    json_name(item));
		else if (seen[i])
			mistake(m, file, 1, "%s: is there twice: keep one",
			    keys[i]);
		else
			seen[i] = true;
	}
}

/* Whether it may be used; then *out is filled. */
static bool
take(const char *file, const struct json *j, struct decision *out,
    struct mistakes *m)
{
	struct decision d = { 0 };
	size_t before = m->n, i;
	const char *why;

	if (!json_is_object(j)) {
		mistake(m, file, 1,
		    "decision: must be one object: {\"decision\":\"accept\","
		    "\"id\":...,\"by\":...,\"on\":...,\"why\":...}");
		return false;
	}
	check_keys(file, j, m);
	d.kind = mem_str(json_get_str(j, "decision"));
	d.id = mem_str(json_get_str(j, "id"));
	d.by = mem_str(json_get_str(j, "by"));
	d.on = mem_str(json_get_str(j, "on"));
	d.why = mem_str(json_get_str(j, "why"));
	d.about = mem_str(json_get_str(j, "about"));
	for (i = 0; i < KEYS; i++) {
		why = wrong(d.kind, keys[i], field(&d, i));
		if (why != NULL)
			mistake(m, file, 1, "%s: %s", keys[i], why);
	}
	if (m->n > before) {
		decision_clear(&d);
		return false;
	}
	*out = d;
	return true;
}

static void
read_one(const char *path, struct decisions *list, struct mistakes *m)
{
	struct decision d = { 0 };
	struct buf text = { 0 };
	struct json *j = NULL;
	struct err err = { 0 };
	struct stat st;

	if (lstat(path, &st) == -1 || !S_ISREG(st.st_mode)) {
		mistake(m, path, 1,
		    "decision: is no plain file: put the file itself here");
		return;
	}
	if (st.st_size > (off_t)FILE_MAX) {
		mistake(m, path, 1,
		    "decision: larger than %zu bytes, is this a decision?",
		    FILE_MAX);
		return;
	}
	if (file_read(path, FILE_MAX, &text, &err) == -1 ||
	    (j = json_parse(buf_str(&text), text.len, &err)) == NULL) {
		mistake(m, path, 1,
		    "decision: %s: mend the file, or take it away and decide "
		    "again with 'feiten changes --accept'",
		    err.msg);
		goto done;
	}
	if (!take(path, j, &d, m))
		goto done;
	if (decisions_find(list, d.kind, d.id) != NULL) {
		mistake(m, path, 1,
		    "id: %s is decided on in another file too: keep one", d.id);
		goto done;
	}
	decisions_add(list, &d);
	d = (struct decision){ 0 };
done:
	decision_clear(&d);
	json_free(j);
	buf_free(&text);
}

int
decisions_read(const char *dir, struct decisions *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct decisions list = { 0 };
	struct names names = { 0 };

	if (file_list(dir, ".json", &names, err) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);

		if (names.items[i][0] != '.') /* else an editor left it */
			read_one(path, &list, &mistakes);
		free(path);
	}
	names_free(&names);
	*out = list;
	return mistakes_end(&mistakes, err);
}

int
decision_write(const char *dir, const struct decision *d, struct err *err)
{
	struct json *j = json_object();
	struct buf text = { 0 };
	char *name = NULL, *path = NULL, hex[DIGEST_HEX];
	const char *why;
	int rc = -1;

	for (size_t i = 0; i < KEYS; i++) {
		why = wrong(d->kind, keys[i], field(d, i));
		if (why != NULL) {
			err_set(err, ERR_USAGE, "%s: %s", keys[i], why);
			goto done;
		}
		json_add_str(j, keys[i], field(d, i));
	}
	/* An id of a note may hold anything: it is no file name. */
	digest_of(d->id, strlen(d->id), hex);
	name = is_print(d->kind) ? mem_fmt("%s-print-%.10s.json", d->on, hex)
				 : mem_fmt("%s-%s.json", d->on, d->id);
	path = file_join(dir, name);
	if (file_exists(path)) {
		err_set(err, ERR_USAGE,
		    "%s: is decided already: read it, or take it away first",
		    path);
		goto done;
	}
	json_print(j, true, &text);
	if (file_mkdirs(dir, 0777, err) == -1 ||
	    file_write(path, buf_str(&text), text.len, 0666, err) == -1)
		goto done;
	rc = 0;
done:
	free(name);
	free(path);
	buf_free(&text);
	json_free(j);
	return rc;
}
