/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The message files: both fit the program, both know every unit and
 * denominator of the indicators, docs/words.md has every key, and a file that
 * does not fit is refused with all that is wrong in it.
 */
#include "words/words.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/json.h"
#include "words/keys.h"
#include "tap.h"

#define MAX ((size_t)1 << 20)

static char dir[] = "/tmp/feiten-words-XXXXXX";

static struct json *
load(const char *path)
{
	struct err err = { 0 };
	struct json *j = json_read(path, MAX, &err);

	ok(j != NULL, "%s: %s", path, err.msg);
	return j;
}

/* Open a file with this text as the Dutch one. */
static int
open_text(const char *text, struct err *err)
{
	char *path = file_join(dir, "words.nl.json");
	struct words *w = NULL;
	int rc;

	err_clear(err);
	file_write(path, text, strlen(text), 0600, err);
	rc = words_open(dir, "nl", &w, err);
	words_free(w);
	free(path);
	return rc;
}

static void
both_languages(void)
{
	static const char *const langs[] = { "nl", "en" };
	static const char *const pages[] = { "Kerncijfers", "Key figures" };
	struct words *w = NULL;
	struct err err = { 0 };
	const char *title;
	int i;

	for (i = 0; i < 2; i++) {
		ok(words_open("reports", langs[i], &w, &err) == 0,
		    "%s fits the program: %s", langs[i], err.msg);
		is_str(words_lang(w), langs[i], "language");
		title = json_get_str(words_page(w), "key_title");
		ok(title != NULL && strcmp(title, pages[i]) == 0,
		    "texts of the page: %s", title);
		words_free(w);
	}
	ok(words_open("reports", "de", &w, &err) == -1 &&
		err.code == ERR_USAGE && strstr(err.msg, "nl or en") != NULL,
	    "another language: %s", err.msg);
}

/* Same members in both objects, however deep. Counts what differs. */
static int
differences(const struct json *a, const struct json *b, const char *where)
{
	const struct json *item, *other;
	int n = 0;

	for (item = json_first(a); item != NULL; item = json_next(item)) {
		other = json_get(b, json_name(item));
		if (other == NULL ||
		    json_is_object(item) != json_is_object(other)) {
			printf(
			    "# only in one: %s.%s\n", where, json_name(item));
			n++;
		} else if (json_is_object(item))
			n += differences(item, other, json_name(item));
	}
	return n;
}

static void
same_groups(void)
{
	struct json *nl = load("reports/words.nl.json");
	struct json *en = load("reports/words.en.json");
	struct json *page_nl = load("reports/words.page.nl.json");
	struct json *page_en = load("reports/words.page.en.json");

	ok(differences(nl, en, "") + differences(en, nl, "") == 0,
	    "both languages have the same keys, units and wholes");
	ok(differences(page_nl, page_en, "") +
		    differences(page_en, page_nl, "") ==
		0,
	    "and the same texts of the page");
	json_free(page_en);
	json_free(page_nl);
	json_free(en);
	json_free(nl);
}

/* Whether the language files know a unit: without its scale, as in value.c. */
static bool
unit_known(const struct json *file, const char *unit)
{
	if (strncmp(unit, "x 1 000 ", 8) == 0)
		unit += 8;
	if (strcmp(unit, "kWh") == 0)
		unit = "kwh";
	return json_get(json_get(file, "unit"), unit) != NULL;
}

/* Every unit an indicator has is in the language files, so is every whole. */
static void
indicators_known(void)
{
	struct json *file = load("sources/indicators.json");
	struct json *nl = load("reports/words.nl.json");
	const struct json *item;
	const char *unit, *whole;
	int units = 0, wholes = 0, seen = 0;

	item = json_first(json_get(file, "indicators"));
	for (; item != NULL; item = json_next(item), seen++) {
		unit = json_get_str(item, "unit");
		if (unit == NULL || !unit_known(nl, unit)) {
			printf("# unit %s\n", unit == NULL ? "?" : unit);
			units++;
		}
		whole = json_get_str(item, "denominator");
		if (whole != NULL &&
		    strcmp(json_get_str(item, "kind"), "share") == 0 &&
		    json_get(json_get(nl, "of"), whole) == NULL) {
			printf("# whole %s\n", whole);
			wholes++;
		}
	}
	ok(seen > 40 && units == 0, "every unit of %d is known", seen);
	ok(wholes == 0, "every whole is known");
	json_free(nl);
	json_free(file);
}

static void
documented(void)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	size_t i, rows = 0, missing = 0;
	const char *s;
	char *cell;

	ok(file_read("docs/words.md", MAX, &text, &err) == 0, "docs/words.md");
	for (i = 0; i < word_nkeys; i++) {
		cell = mem_fmt("\n| `%s` | ", word_keys[i].key);
		if (strstr(buf_str(&text), cell) == NULL) {
			printf(
			    "# not in docs/words.md: %s\n", word_keys[i].key);
			missing++;
		}
		free(cell);
	}
	for (s = buf_str(&text); (s = strstr(s, "\n| `")) != NULL; s++)
		rows++;
	ok(missing == 0 && rows == word_nkeys,
	    "the page lists each of the %zu keys, and no other", word_nkeys);
	buf_free(&text);
}

/* A third language needs its files and nothing else. */
static void
third_language(void)
{
	char *path = file_join(dir, "words.fy.json");
	static char nl[] = "nl", en[] = "en";
	struct indicator indicator = { .label_nl = nl, .label_en = en };
	struct words *w = NULL;
	struct err err = { 0 };

	file_copy("reports/words.nl.json", path, 0600, &err);
	ok(words_open(dir, "fy", &w, &err) == 0, "a third language: %s",
	    err.msg);
	is_str(words_lang(w), "fy", "its name");
	ok(words_page(w) == NULL, "texts of the page may be missing");
	is_str(words_label(w, &indicator), "en", "labels are English then");
	words_free(w);
	ok(words_open(dir, "../fy", &w, &err) == -1 && err.code == ERR_USAGE,
	    "no path: %s", err.msg);
	free(path);
}

static void
misfits(void)
{
	struct err err;

	ok(open_text("{}", &err) == -1 && err.code == ERR_INPUT &&
		strstr(err.msg, "missing: number.thousands") != NULL &&
		strstr(err.msg, "missing: day.long") != NULL,
	    "all that is missing is named");
	ok(open_text("{\"a\":{\"b\":\"c\"},\"month\":{\"1\":5},"
		     "\"people\":{\"one\":\"{x}\",\"other\":\"{n\"},"
		     "\"unit\":{\"km\":{\"short\":\"{v}\"}}}",
	       &err) == -1,
	    "misfits");
	ok(strstr(err.msg, "unknown: a.b") != NULL, "extra key");
	ok(strstr(err.msg, "no text: month.1") != NULL, "no text");
	ok(strstr(err.msg, "not filled: people.one") != NULL, "wrong field");
	ok(strstr(err.msg, "not filled: people.other") != NULL, "open brace");
	ok(open_text("{", &err) == -1 &&
		strstr(err.msg, "words.nl.json") != NULL,
	    "no JSON: %s", err.msg);
	file_remove(dir, &err);
	ok(words_open(dir, "nl", &(struct words *){ NULL }, &err) == -1 &&
		strstr(err.msg, "words.nl.json") != NULL,
	    "no file: %s", err.msg);
}

int
main(void)
{
	if (mkdtemp(dir) == NULL)
		return 1;
	both_languages();
	same_groups();
	indicators_known();
	documented();
	third_language();
	misfits();
	return done_testing();
}
