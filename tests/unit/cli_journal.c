/* SPDX-License-Identifier: EUPL-1.2 */
/* cli/journal: which pages may stay; a damaged one makes all pages again. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/journal.h"
#include "tap.h"

#define KEY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define HEAD "feiten-pages\t2\t" KEY_A "\n"
#define LINE(code, key) code "\t" key "\t5\t-\t-\t-\n"

static const bool html[FORMS] = { [FORM_HTML] = true };

static size_t
pages_of(const char *text, size_t len, char all[DIGEST_HEX])
{
	struct journal j;
	size_t n;

	journal_parse(text, len, &j);
	n = j.n;
	memcpy(all, j.all, DIGEST_HEX);
	journal_free(&j);
	return n;
}

static void
test_damaged(void)
{
	static const struct {
		const char *text, *name;
	} bad[] = {
		{ "", "empty" },
		{ "\n", "an empty line" },
		{ LINE("BU1", KEY_A), "no head" },
		{ "feiten-pages\t1\t-\n" LINE("BU1", KEY_A), "another version" },
		{ "feiten-pages\t2\tXX\n" LINE("BU1", KEY_A), "a key of all that is none" },
		{ HEAD LINE("BU1", KEY_A) "BU2\t\n", "half a line that ends" },
		{ HEAD LINE("BU1", KEY_A) "BU2\t" KEY_A "\t5\n", "sizes lacking" },
		{ HEAD LINE("BU1", "A" KEY_A), "a key too long" },
		{ HEAD "BU1\t" KEY_A "\t5\t-\t-\t-\t-\n", "a field too many" },
		{ HEAD "BU1\t" KEY_A "\t-5\t-\t-\t-\n", "a size below nought" },
		{ HEAD "BU1\t" KEY_A "\t5x\t-\t-\t-\n", "a size that is no number" },
		{ HEAD "BU1\t" KEY_A "\t9999999999999\t-\t-\t-\n",
		    "a size that no file has" },
		{ HEAD LINE("BU1", KEY_A) "BU2\t" KEY_A "\t5\t-\t-\t-"
		  LINE("BU3", KEY_A), "two lines that ran together" },
		{ HEAD LINE("a-code-that-is-longer-than-any-code-can-ever-be-xx-"
		      "nor-a-name-of-files-of-six-areas-side-by-side", KEY_A),
		    "a code too long" },
	};
	char all[DIGEST_HEX];
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(pages_of(bad[i].text, strlen(bad[i].text), all) == 0 &&
			all[0] == '\0', "%s: as if there were none", bad[i].name);
	ok(pages_of(HEAD "BU1\0" LINE("BU2", KEY_A),
	       sizeof(HEAD "BU1\0" LINE("BU2", KEY_A)) - 1, all) == 0,
	    "a NUL: as if there were none");
	ok(pages_of(HEAD LINE("BU1", KEY_A) "BU2\t" KEY_B,
	       strlen(HEAD LINE("BU1", KEY_A) "BU2\t" KEY_B), all) == 1 &&
		strcmp(all, KEY_A) == 0, "a line cut off: the others count");
}

static void
test_folder(const char *dir)
{
	struct made_page page = { .code = "BU2", .key = KEY_B,
		.sizes = { 5, -1, -1, -1 } };
	static const char *const codes[] = { "BU1", "BU2", "BU9" };
	char *path = file_join(dir, ".pages"), *one = file_join(dir, "BU2.html");
	struct err err = { 0 };
	struct journal j;
	struct buf text = { 0 };

	ok(journal_add(dir, &page, &err) == 0 && !file_exists(path),
	    "a folder without one stays so");
	journal_read(dir, &j);
	ok(j.n == 0 && j.all[0] == '\0', "none there: an empty one");
	journal_free(&j);
	file_write(path, HEAD LINE("BU3", KEY_A) LINE("BU1", KEY_A)
	    LINE("BU2", KEY_A),
	    strlen(HEAD LINE("BU3", KEY_A) LINE("BU1", KEY_A)
		LINE("BU2", KEY_A)), 0600, &err);
	ok(journal_add(dir, &page, &err) == 0, "a line is added");
	file_write(one, "12345", 5, 0600, &err);
	journal_read(dir, &j);
	ok(j.n == 3 && journal_find(&j, "BU2", KEY_B, html) != NULL &&
		journal_find(&j, "BU2", KEY_A, html) == NULL,
	    "the last line of a code counts");
	ok(journal_find(&j, "BU1", KEY_A, html) == NULL,
	    "a page of which the file is gone may not stay");
	ok(journal_find(&j, "BU", KEY_A, html) == NULL &&
		journal_find(&j, "BU4", NULL, html) == NULL, "nor an unknown one");
	file_write(one, "1234", 4, 0600, &err);
	ok(journal_find(&j, "BU2", KEY_B, html) == NULL,
	    "nor one that was cut short");
	file_write(one, "12345", 5, 0600, &err);
	journal_free(&j);
	snprintf(page.key, sizeof(page.key), "-");
	journal_add(dir, &page, &err);
	journal_read(dir, &j);
	ok(journal_find(&j, "BU2", NULL, html) == NULL,
	    "nor one that was being made");
	journal_free(&j);
	ok(journal_pack(dir, codes, 3, KEY_B, &err) == 0 &&
		file_read(path, 1000, &text, &err) == 0, "written anew");
	is_str(buf_str(&text), "feiten-pages\t2\t" KEY_B "\n" LINE("BU1", KEY_A),
	    "only what is whole and asked for");
	buf_free(&text);
	unlink(one);
	unlink(path);
	free(one);
	free(path);
}

int
main(void)
{
	char *dir = mem_fmt("/tmp/cli_journal.%ld", (long)getpid());
	struct err err = { 0 };

	test_damaged();
	if (file_mkdirs(dir, 0700, &err) == 0)
		test_folder(dir);
	rmdir(dir);
	free(dir);
	return done_testing();
}
