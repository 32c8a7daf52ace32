/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as something to import. What begins as an archive is a .qdpx as it
 * is; what begins with "<" is project.qde up to a "~", and then the text of
 * sources/t.txt; all else is a CSV of answers. Each note that comes out can be
 * read, and nothing of it may be printed.
 */
#include <stdint.h>
#include <unistd.h>

#include "archive.h"
#include "base/text.h"
#include "story/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const themes[] = { "bevolking", "wonen", "zorg" };
static const char *const indicators[] = { "koopwoningen" };
static const struct note_words words = { .themes = themes,
	.nthemes = 3,
	.indicators = indicators,
	.nindicators = 1 };
static const struct edition_key key = { { 0 }, "" };

static void
check(const struct import_note *one)
{
	const struct release release = { FOR_REPORT, { 2026, 11, 22 }, &key,
		NULL, NULL };
	struct note note = { 0 };
	struct notes notes = { .items = &note, .n = 1, .cap = 1 };
	struct err err = { 0 };

	if (note_parse("import.md", one->text, strlen(one->text), &words, &note,
		&err) == -1 ||
	    note.nquotes != one->quotes || note.reviewer != NULL ||
	    (one->traces > 0 && note.consent != CONSENT_NONE))
		abort();
	notes_release(&notes, &release, &err);
	for (size_t i = 0; i < note.nquotes; i++)
		if (note.quotes[i].held == HELD_NOT)
			abort();
	note_clear(&note);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/feiten-fuzz-XXXXXX";
	char name[] = "Rijswijk";
	struct area area = { .code = "GM0603", .name = name };
	struct areas areas = { &area, 1, 1 };
	const struct import_rules rules = { .words = &words,
		.areas = &areas,
		.key = &key,
		.today = { 2026, 11, 22 },
		.area = "GM0603",
		.role = "bewoner",
		.date = { 2026, 10, 6 },
		.scaled = true,
		.low = 1,
		.high = 5 };
	struct imported out = { 0 };
	struct err err = { 0 };
	struct archive a = { 0 };
	bool coded = size > 0 && (data[0] == '<' || data[0] == 'P');
	int fd = mkstemp(path), rc;

	if (fd == -1)
		abort();
	if (size > 0 && data[0] == '<') {
		char *xml = mem_strn((const char *)data, size);
		char *text = strchr(xml, '~');

		if (text != NULL)
			*text++ = '\0';
		archive_add(&a, "project.qde", xml, false);
		archive_add(&a, "Sources/t.txt", text == NULL ? "" : text,
		    false);
		archive_end(&a);
		free(xml);
	} else
		buf_put(&a.file, data, size);
	if (write(fd, buf_str(&a.file), a.file.len) != (ssize_t)a.file.len)
		abort();
	close(fd);
	rc = coded ? import_coded(path, &rules, &out, &err)
		   : import_answers(path, &rules, &out, &err);
	if (rc == -1 && (err.msg[0] == '\0' || out.n > 0))
		abort();
	for (size_t i = 0; i < out.n; i++)
		check(&out.items[i]);
	imported_free(&out);
	archive_free(&a);
	unlink(path);
	return 0;
}
