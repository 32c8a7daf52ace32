/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/zip: what is found and read, and every kind of archive that lies. */
#include "tap.h"

#include <unistd.h>

#include "archive.h"
#include "codec/zip.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int
to_buf(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

static int
refuse(void *arg, const char *data, size_t len, struct err *err)
{
	(void)arg;
	(void)data;
	(void)len;
	return err_set(err, ERR_WORK, "the sink is full");
}

/* Write the bytes of a file and open it; NULL and err when refused. */
static struct zip_file *
open_bytes(const char *dir, const void *data, size_t len, struct err *err)
{
	char *path = file_join(dir, "a.zip");
	struct zip_file *z = NULL;

	if (file_write(path, data, len, 0600, err) != 0 ||
	    zip_file_open(path, &z, err) != 0)
		z = NULL;
	free(path);
	return z;
}

static struct zip_file *
open_archive(const char *dir, struct archive *a, struct err *err)
{
	struct zip_file *z;

	archive_end(a);
	z = open_bytes(dir, a->file.data, a->file.len, err);
	archive_free(a);
	return z;
}

/* The error, without the path before it. */
static const char *
why(const struct err *err)
{
	const char *s = strstr(err->msg, "a.zip: ");

	return s == NULL ? err->msg : s + 7;
}

static void
test_reading(const char *dir)
{
	struct archive a = { 0 };
	struct err err = { 0 };
	struct buf out = { 0 };
	struct zip_entry e;
	struct zip_file *z;
	size_t i = 99;

	archive_add(&a, "map/", "", false);
	archive_add(&a, "map/Observations.csv", "a;b\n1;2\n", true);
	archive_add(&a, "stored.txt", "as it is", false);
	archive_add(&a, "empty.txt", "", false);
	z = open_archive(dir, &a, &err);
	if (!ok(z != NULL, "opened: %s", err.msg))
		return;
	ok(zip_file_count(z) == 4, "four entries");
	ok(zip_file_entry(z, 1, &e, &err) == 0 && e.size == 8, "its size");
	is_str(e.name, "map/Observations.csv", "and name");
	ok(zip_file_entry(z, 4, &e, &err) == -1, "there is no fifth");
	ok(zip_file_find(z, "*.csv", &i, &err) == 0 && i == 1, "found");
	ok(zip_file_walk(z, i, 8, to_buf, &out, &err) == 0, "read: %s",
	    err.msg);
	is_str(buf_str(&out), "a;b\n1;2\n", "what was packed");
	buf_clear(&out);
	ok(zip_file_walk(z, 2, 100, to_buf, &out, &err) == 0, "read stored");
	is_str(buf_str(&out), "as it is", "what was stored");
	buf_clear(&out);
	ok(zip_file_walk(z, 3, 100, to_buf, &out, &err) == 0 && out.len == 0,
	    "read nothing");
	ok(zip_file_walk(z, 1, 8, to_buf, &out, &err) == 0 && out.len == 8,
	    "and once more");
	ok(zip_file_walk(z, 1, 7, to_buf, &out, &err) == -1, "too large");
	is_str(err.msg, "map/Observations.csv: 8 bytes, more than the 7 that are"
	    " allowed here", "and says so");
	ok(zip_file_walk(z, 1, 8, refuse, NULL, &err) == -1, "the sink stops");
	is_str(err.msg, "the sink is full", "with its own words");
	ok(zip_file_walk(z, 7, 8, to_buf, &out, &err) == -1, "no such entry");
	zip_file_close(z);
	buf_free(&out);
}

static void
test_finding(const char *dir)
{
	static const struct {
		const char *pattern;
		int found; /* -1: none, -2: several */
	} cases[] = {
		{ "Observations.csv", 1 }, { "OBSERVATIONS.CSV", 1 },
		{ "obs*", 1 }, { "*vat*s.c?v", 1 }, { "*.csv", -2 },
		{ "?.txt", 3 }, { "caf\xc3\xa9*", 4 }, { "CAF\xc3\x89.tsv", 4 },
		{ "caf?.tsv", 4 }, { "x", 5 }, { "*.xls", -1 },
		{ "data", -1 }, { "", -1 }, { "?", 5 }, { "**x**", -2 },
		{ "*a*b*c*d*e*", -1 }, { "codes.cs", -1 },
	};
	struct archive a = { 0 };
	struct err err = { 0 };
	struct zip_file *z;

	archive_add(&a, "data/", "", false);
	archive_add(&a, "data/Observations.csv", "1", false);
	archive_add(&a, "data/Codes.csv", "2", false);
	archive_add(&a, "data/b.txt", "3", false);
	archive_add(&a, "caf\xc3\xa9.tsv", "4", false);
	archive_add(&a, "../../x", "5", false);
	archive_add(&a, "__MACOSX/data/._Observations.csv", "6", false);
	z = open_archive(dir, &a, &err);
	if (!ok(z != NULL, "opened: %s", err.msg))
		return;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t at = 99;
		int rc = zip_file_find(z, cases[i].pattern, &at, &err);

		ok(cases[i].found < 0 ? rc == -1 && at == 99
			: rc == 0 && at == (size_t)cases[i].found,
		    "find \"%s\"", cases[i].pattern);
		ok(rc == 0 || (strstr(err.msg, "entries fit") != NULL) ==
		    (cases[i].found == -2), "the words fit");
	}
	ok(zip_file_find(z, "*.csv", &(size_t){ 0 }, &err) == -1, "two");
	is_str(err.msg, "2 entries fit \"*.csv\": data/Observations.csv, "
	    "data/Codes.csv: make the pattern say which", "both are named");
	ok(zip_file_find(z, "y", &(size_t){ 0 }, &err) == -1, "none");
	is_str(err.msg, "no entry fits \"y\": there are: data/Observations.csv, "
	    "data/Codes.csv, data/b.txt, caf\xc3\xa9.tsv, ../../x",
	    "and what there is");
	zip_file_close(z);
}

static void
test_no_zip(const char *dir)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *want;
	} cases[] = {
		{ "", 0, "not a zip archive: it is empty" },
		{ "a;b\n1;2\n", 8, "not a zip archive" },
		{ "<!DOCTYPE html><p>502", 21, "a web page or XML, not a zip "
		    "archive: is the address right" },
		{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1zzzz", 12, "an old .xls or "
		    "a workbook with a password: save it as .xlsx without one" },
		{ "\x1f\x8b\x08zzzzzzzz", 11, "gzip, not a zip archive" },
		{ "PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22,
		    "an archive without files" },
	};
	struct zip_file *z = NULL;
	struct err err = { 0 };
	char *path = file_join(dir, "missing.zip");

	for (size_t i = 0; i < COUNT(cases); i++) {
		ok(open_bytes(dir, cases[i].bytes, cases[i].len, &err) == NULL,
		    "refused");
		is_str(why(&err), cases[i].want, "and why");
	}
	ok(zip_file_open(path, &z, &err) == -1 && err.code == ERR_WORK &&
	    strstr(err.msg, "missing.zip: cannot open: ") != NULL, "%s",
	    err.msg);
	free(path);
}

/* Every archive cut off, and every byte of it changed: an error, or the same
 * contents. */
static void
test_damage(const char *dir)
{
	struct archive a = { 0 };
	struct err err = { 0 };
	size_t cut = 0, wrong = 0, silent = 0;
	struct buf text = { 0 };

	for (int i = 0; i < 40; i++)
		buf_putf(&text, "BU0603%04d;%d\n", i, i * i);
	archive_add(&a, "x.csv", text.data, true);
	archive_end(&a);
	for (size_t len = 0; len < a.file.len; len++) {
		struct zip_file *z = open_bytes(dir, a.file.data, len, &err);

		cut += z != NULL;
		silent += err.msg[0] == '\0';
		zip_file_close(z);
	}
	ok(cut == 0 && silent == 0, "no archive that is cut off opens");
	for (size_t i = 0; i < a.file.len; i++) {
		struct buf out = { 0 };
		struct zip_file *z;

		a.file.data[i] ^= 0x41;
		z = open_bytes(dir, a.file.data, a.file.len, &err);
		a.file.data[i] ^= 0x41;
		if (z != NULL && zip_file_walk(z, 0, 1u << 20, to_buf, &out,
		    &err) == 0)
			wrong += strcmp(buf_str(&out), text.data) != 0;
		buf_free(&out);
		zip_file_close(z);
	}
	ok(wrong == 0, "no changed byte gives other contents");
	archive_free(&a);
	buf_free(&text);
}

/* One entry that says what is not so. */
static void
test_lies(const char *dir)
{
	static const struct {
		const char *name;
		struct said add; /* to what is true */
		const char *want;
		bool at_open;
	} cases[] = {
		{ "password", { .flags = 1 }, "x.csv: has a password: ask for "
		    "the file without one", true },
		{ "smaller than it is", { .size = (uint32_t)-100 }, "x.csv: more "
		    "comes out than it announces", false },
		{ "larger than it is", { .size = 100 }, "x.csv: cut off: fetch it "
		    "again", false },
		{ "another checksum", { .crc = 1 }, "x.csv: damaged: its "
		    "checksum is not what it should be: fetch it again",
		    false },
		{ "packed in some other way", { .method = 90 }, "x.csv: cannot "
		    "be unpacked: ", false },
		{ "larger than the file", { .packed = 5000 }, "x.csv: entries "
		    "overlap or are larger than the file: a zip bomb, or "
		    "damaged", true },
		{ "beyond the file", { .offset = 100000 }, "x.csv: cannot be "
		    "unpacked: ", false },
		{ "four gigabytes", { .size = 0xfff00000 }, "x.csv: unpacks to "
		    "more than a thousand times its size: a zip bomb", false },
	};
	char text[2000];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct said *add = &cases[i].add;
		struct archive a = { 0 };
		struct err err = { 0 };
		struct buf out = { 0 };
		struct zip_file *z;
		struct said s = archive_put(&a, "x.csv", text, sizeof(text),
		    true);
		int rc = -1;

		s.flags = (uint16_t)(s.flags | add->flags);
		s.method = (uint16_t)(s.method + add->method);
		s.size += add->size;
		s.crc += add->crc;
		s.packed += add->packed;
		s.offset += add->offset;
		archive_list(&a, "x.csv", &s);
		z = open_archive(dir, &a, &err);
		ok((z == NULL) == cases[i].at_open,
		    "%s: seen at once or later: %s", cases[i].name, err.msg);
		if (z != NULL)
			rc = zip_file_walk(z, 0, 1ull << 40, to_buf, &out, &err);
		ok(rc == -1 && strncmp(why(&err), cases[i].want,
		    strlen(cases[i].want)) == 0, "%s: %s", cases[i].name,
		    why(&err));
		ok(out.len <= sizeof(text), "%s: not more than there is",
		    cases[i].name);
		zip_file_close(z);
		buf_free(&out);
	}
}

static void
test_bombs(const char *dir)
{
	size_t len = 20u << 20;
	char *zeros = mem_new(len, 1);
	struct archive a = { 0 }, inner = { 0 };
	struct err err = { 0 };
	struct buf out = { 0 };
	struct said s = archive_put(&a, "zeros", zeros, len, true);
	struct zip_file *z;

	archive_list(&a, "zeros", &s);
	z = open_archive(dir, &a, &err);
	ok(z != NULL && zip_file_walk(z, 0, 1ull << 40, to_buf, &out, &err) ==
	    -1 && out.len == 0, "20 MB of nothing");
	is_str(err.msg, "zeros: unpacks to more than a thousand times its size:"
	    " a zip bomb", "is refused before it is unpacked");
	zip_file_close(z);

	/* It says less than comes out. */
	s = archive_put(&a, "zeros", zeros, len, true);
	s.size = 1000;
	archive_list(&a, "zeros", &s);
	z = open_archive(dir, &a, &err);
	ok(z != NULL && zip_file_walk(z, 0, 1ull << 40, to_buf, &out, &err) ==
	    -1 && out.len <= 1000, "a thousand bytes that are 20 MB");
	is_str(err.msg, "zeros: more comes out than it announces: a zip bomb, "
	    "or damaged", "stop when the thousand are there");
	zip_file_close(z);

	/* Small ones may be as regular as they like. */
	s = archive_put(&a, "zeros", zeros, 1000000, true);
	archive_list(&a, "zeros", &s);
	buf_clear(&out);
	z = open_archive(dir, &a, &err);
	ok(z != NULL && zip_file_walk(z, 0, 1ull << 40, to_buf, &out, &err) ==
	    0 && out.len == 1000000, "a megabyte of nothing is fine");
	zip_file_close(z);

	/* Many entries over the same bytes. */
	s = archive_put(&a, "0", zeros, 1000000, true);
	for (int i = 0; i < 100; i++) {
		char name[16];

		snprintf(name, sizeof(name), "%d", i);
		archive_list(&a, name, &s);
	}
	ok(open_archive(dir, &a, &err) == NULL && strstr(err.msg, ": entries "
	    "overlap or are larger than the file: a zip bomb") != NULL,
	    "entries that share their bytes: %s", why(&err));

	/* An archive in an archive is bytes, and no more. */
	s = archive_put(&inner, "zeros", zeros, len, true);
	archive_list(&inner, "zeros", &s);
	archive_end(&inner);
	s = archive_put(&a, "inner.zip", inner.file.data, inner.file.len, true);
	archive_list(&a, "inner.zip", &s);
	buf_clear(&out);
	z = open_archive(dir, &a, &err);
	ok(z != NULL && zip_file_walk(z, 0, 1ull << 40, to_buf, &out, &err) ==
	    0 && out.len == inner.file.len, "a bomb in an archive stays closed");
	zip_file_close(z);
	archive_free(&inner);
	buf_free(&out);
	free(zeros);
}

static void
test_many(const char *dir)
{
	for (unsigned n = ZIP_ENTRIES; n <= ZIP_ENTRIES + 1; n++) {
		struct archive a = { 0 };
		struct err err = { 0 };
		struct zip_file *z;
		size_t at = 0;

		for (unsigned i = 0; i < n; i++) {
			char name[16];

			snprintf(name, sizeof(name), "%u.csv", i);
			archive_add(&a, name, "x", false);
		}
		z = open_archive(dir, &a, &err);
		ok((z != NULL) == (n == ZIP_ENTRIES), "%u entries: %s", n,
		    why(&err));
		ok(z == NULL || (zip_file_find(z, "4095.csv", &at, &err) == 0 &&
		    at == 4095), "the last one is found");
		ok(z == NULL || (zip_file_find(z, "*.csv", &at, &err) == -1 &&
		    strlen(err.msg) < 300), "not all are named in a message");
		zip_file_close(z);
	}
}

static void
test_names(const char *dir)
{
	static const char evil[] = "a\033[31m\n.csv";
	struct archive a = { 0 };
	struct err err = { 0 };
	struct zip_file *z;
	struct said s;
	char name[300];

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	s = archive_put(&a, evil, "1", 1, false);
	s.flags = 0; /* in the letters of old DOS, where these are signs */
	archive_list(&a, evil, &s);
	archive_add(&a, name, "2", false);
	z = open_archive(dir, &a, &err);
	ok(z != NULL && zip_file_find(z, "b", &(size_t){ 0 }, &err) == -1,
	    "names that would do something to a terminal");
	ok(strpbrk(err.msg, "\033\n") == NULL && strlen(err.msg) < 200 &&
	    strstr(err.msg, ".csv, nnn") != NULL, "%s", err.msg);
	zip_file_close(z);
	archive_add(&a, evil, "1", false);
	ok(open_archive(dir, &a, &err) == NULL && strstr(err.msg, "a.zip: the "
	    "archive is damaged") != NULL, "%s", why(&err));
}

int
main(void)
{
	char dir[] = "/tmp/feiten-zip-XXXXXX";
	struct err err = { 0 };

	if (!ok(mkdtemp(dir) != NULL, "a folder"))
		return 1;
	test_reading(dir);
	test_finding(dir);
	test_no_zip(dir);
	test_damage(dir);
	test_lies(dir);
	test_bombs(dir);
	test_many(dir);
	test_names(dir);
	file_remove(dir, &err);
	return done_testing();
}
