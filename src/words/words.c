/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * words: message files, checked against the list of keys when opened, and
 * texts with {fields}.
 */
#include "words/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "words/keys.h"
#include "words/own.h"

#define FILE_MAX ((size_t)1 << 20)

/* What is wrong with a file, all of it. */
struct faults {
	struct buf list;
	size_t n;
};

static void
fault(struct faults *faults, const char *what, const char *key)
{
	if (faults->n++ > 0)
		buf_puts(&faults->list, ", ");
	buf_putf(&faults->list, "%s %s", what, key);
}

/* Groups whose members are data, not keys of the program. */
static bool
open_group(const char *key)
{
	return strcmp(key, "unit") == 0 || strcmp(key, "of") == 0 ||
	    strcmp(key, "names") == 0 || strcmp(key, "plural") == 0;
}

static bool
is_field(const char *fields, const char *name, size_t len)
{
	size_t word;

	for (; *fields != '\0'; fields += word) {
		fields += strspn(fields, " ");
		word = strcspn(fields, " ");
		if (word == len && strncmp(fields, name, len) == 0)
			return true;
	}
	return false;
}

/* Whether every {name} in text is one of fields. */
static bool
fields_ok(const char *text, const char *fields)
{
	const char *end;

	while ((text = strchr(text, '{')) != NULL) {
		end = strchr(++text, '}');
		if (end == NULL ||
		    !is_field(fields, text, (size_t)(end - text)))
			return false;
		text = end;
	}
	return true;
}

static void
take_text(struct words *w, const char *key, const struct json *value,
    struct faults *faults)
{
	int64_t i;

	if (json_str(value) == NULL)
		fault(faults, "no text:", key);
	else if (!map_gets(&w->keys, key, &i))
		fault(faults, "unknown:", key);
	else if (!fields_ok(json_str(value), word_keys[i].fields))
		fault(faults, "a {field} that is not filled:", key);
	else
		w->texts[i] = json_str(value);
}

/* Nested groups become dotted keys. The file is at most JSON_DEPTH deep. */
static void
take_group(struct words *w, const char *prefix, const struct json *group,
    struct faults *faults)
{
	const struct json *item;
	char *key;

	for (item = json_first(group); item != NULL; item = json_next(item)) {
		key = mem_fmt("%s%s%s", prefix, *prefix == '\0' ? "" : ".",
		    json_name(item));
		if (json_is_object(item) && !open_group(key))
			take_group(w, key, item, faults);
		else if (!open_group(key))
			take_text(w, key, item, faults);
		free(key);
	}
}

static void
check_units(const struct words *w, struct faults *faults)
{
	static const char *const parts[] = { "short", "long", "name" };
	const struct json *item;
	const char *text;
	size_t i;

	item = json_first(json_get(w->file, "unit"));
	for (; item != NULL; item = json_next(item)) {
		for (i = 0; i < 3; i++) {
			text = json_get_str(item, parts[i]);
			if (text == NULL || !fields_ok(text, i < 2 ? "v" : ""))
				fault(faults,
				    "unit without short, long and "
				    "name:",
				    json_name(item));
		}
	}
	item = json_first(json_get(w->file, "of"));
	for (; item != NULL; item = json_next(item)) {
		if (json_str(item) == NULL)
			fault(faults, "no text: of.", json_name(item));
	}
}

/* Names of a third language, and the numbers that go with one thing: where a
 * language has more forms than two, all others take the second. */
static void
check_open(struct words *w, struct faults *faults)
{
	const struct json *plural = json_get(w->file, "plural"), *group, *one;

	if (plural != NULL &&
	    !json_is_string(json_get(plural, "one")))
		fault(faults, "no text:", "plural.one");
	w->singular = json_get_str(plural, "one");
	w->names = json_get(w->file, "names");
	group = json_first(w->names);
	for (; group != NULL; group = json_next(group))
		for (one = json_first(group); one != NULL;
		     one = json_next(one))
			if (json_str(one) == NULL)
				fault(faults, "no text: names.",
				    json_name(one));
}

static void
fill_levels(struct words *w)
{
	static const char *const number[] = { "one", "other" };
	char *key;
	struct buf capital = { 0 };
	int level, plural;

	for (level = 0; level <= LEVELS; level++) {
		for (plural = 0; plural < 2; plural++) {
			key = mem_fmt("level.%s.%s",
			    area_level_name((enum area_level)level),
			    number[plural]);
			w->levels[level][plural][0] =
			    mem_str(words_get(w, key));
			words_capital(words_get(w, key), &capital);
			w->levels[level][plural][1] = buf_take(&capital);
			free(key);
		}
	}
}

/* Every text in its place, or all that is wrong in err. */
static int
take_file(struct words *w, const char *path, struct err *err)
{
	struct faults faults = { 0 };
	size_t i;
	int rc = -1;

	for (i = 0; i < word_nkeys; i++)
		map_puts(&w->keys, word_keys[i].key, (int64_t)i);
	w->texts = mem_new(word_nkeys, sizeof(*w->texts));
	take_group(w, "", w->file, &faults);
	for (i = 0; i < word_nkeys; i++) {
		if (w->texts[i] == NULL)
			fault(&faults, "missing:", word_keys[i].key);
	}
	check_units(w, &faults);
	check_open(w, &faults);
	if (faults.n > 0) {
		err_set(err, ERR_INPUT,
		    "%s: does not fit this program; take "
		    "the file that came with it: %s",
		    path, buf_str(&faults.list));
		goto done;
	}
	rc = 0;
done:
	buf_free(&faults.list);
	return rc;
}

/* It becomes part of a file name. */
static bool
is_code(const char *lang)
{
	size_t len = strlen(lang);

	return len >= 2 && len <= 3 &&
	    strspn(lang, "abcdefghijklmnopqrstuvwxyz") == len;
}

bool
words_has(const char *dir, const char *lang)
{
	char *own = mem_fmt("%s/words.%.20s.json", dir, lang);
	char *page = mem_fmt("%s/words.page.%.20s.json", dir, lang);
	bool both = is_code(lang) && file_exists(own) && file_exists(page);

	free(page);
	free(own);
	return both;
}

/* Whether a language can be asked for: one of ours, or one whose file
 * somebody put beside them. */
static bool
is_lang(const char *lang, const char *path)
{
	return strcmp(lang, "nl") == 0 || strcmp(lang, "en") == 0 ||
	    (is_code(lang) && file_exists(path));
}

int
words_open(
    const char *dir, const char *lang, struct words **out, struct err *err)
{
	struct words *w = NULL;
	char *name = NULL, *path = NULL, *page = NULL;
	int rc = -1;

	path = mem_fmt("%s/words.%s.json", dir, lang);
	if (!is_lang(lang, path)) {
		err_set(err, ERR_USAGE,
		    "language %.20s: there is no %s/words.%.20s.json, choose "
		    "nl or en",
		    lang, dir, lang);
		goto done;
	}
	w = mem_new(1, sizeof(*w));
	w->lang = mem_str(lang);
	if ((w->file = json_read(path, FILE_MAX, err)) == NULL ||
	    take_file(w, path, err) == -1)
		goto done;
	fill_levels(w);
	name = mem_fmt("words.page.%s.json", lang);
	page = file_join(dir, name);
	if (file_exists(page) &&
	    (w->page = json_read(page, FILE_MAX, err)) == NULL)
		goto done;
	*out = w;
	w = NULL;
	rc = 0;
done:
	free(page);
	free(path);
	free(name);
	words_free(w);
	return rc;
}

void
words_free(struct words *w)
{
	int i;

	if (w == NULL)
		return;
	for (i = 0; i < (LEVELS + 1) * 4; i++)
		free(w->levels[i / 4][i / 2 % 2][i % 2]);
	free(w->texts);
	map_free(&w->keys);
	json_free(w->page);
	json_free(w->file);
	free(w->lang);
	free(w);
}

/* Labels and phrases of indicators are in Dutch and English; a third language
 * takes the English ones. */
static bool
words_dutch(const struct words *w)
{
	return strcmp(w->lang, "nl") == 0;
}

const char *
words_named(const struct words *w, const char *group, const char *id,
    const char *nl, const char *en)
{
	const char *own = w->names == NULL
	    ? NULL
	    : json_get_str(json_get(w->names, group), id);

	if (own != NULL)
		return own;
	return words_dutch(w) ? nl : en;
}

/* "0 1" of the words file: 0 and 1 take the first form; 1 where it is not
 * said. */
static bool
is_one(const struct words *w, int64_t n)
{
	const char *at = w->singular;
	char *end;

	if (at == NULL)
		return n == 1;
	for (; *at != '\0'; at = *end == '\0' ? end : end + 1) {
		long long one = strtoll(at, &end, 10);

		if (end == at)
			return false;
		if (one == n)
			return true;
	}
	return false;
}

const char *
words_lang(const struct words *w)
{
	return w->lang;
}

const struct json *
words_page(const struct words *w)
{
	return w->page;
}

const char *
words_get(const struct words *w, const char *key)
{
	int64_t i = -1;
	bool known = map_gets(&w->keys, key, &i);

	/* A key that is not in keys.c is a bug of the caller. */
	assert(known);
	return known ? w->texts[i] : "";
}

static const char *
arg_value(const char *const args[], const char *name, size_t len)
{
	size_t i;

	for (i = 0; args != NULL && args[i] != NULL; i += 2) {
		if (strlen(args[i]) == len && strncmp(args[i], name, len) == 0)
			return args[i + 1];
	}
	return NULL;
}

void
words_fill_text(const char *text, const char *const args[], struct buf *out)
{
	const char *open, *end, *value;

	while ((open = strchr(text, '{')) != NULL &&
	    (end = strchr(open, '}')) != NULL) {
		buf_put(out, text, (size_t)(open - text));
		value = arg_value(args, open + 1, (size_t)(end - open - 1));
		/* The texts were checked when opened: a caller forgot one. */
		assert(value != NULL);
		buf_puts(out, value);
		text = end + 1;
	}
	buf_puts(out, text);
}

void
words_fill(const struct words *w, const char *key, const char *const args[],
    struct buf *out)
{
	words_fill_text(words_get(w, key), args, out);
}

void
words_count(const struct words *w, const char *key, int64_t n,
    const char *const args[], struct buf *out)
{
	const char *all[32];
	struct buf number = { 0 };
	size_t i = 2;
	char *full;

	words_number(w, (double)n, 0, &number);
	all[0] = "n";
	all[1] = buf_str(&number);
	for (; args != NULL && args[i - 2] != NULL; i += 2) {
		assert(i + 3 <= sizeof(all) / sizeof(all[0]));
		all[i] = args[i - 2];
		all[i + 1] = args[i - 1];
	}
	all[i] = NULL;
	full = mem_fmt("%s.%s", key, is_one(w, n) ? "one" : "other");
	words_fill(w, full, all, out);
	free(full);
	buf_free(&number);
}
