/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * note: reading notes, one and all.
 */
#include "story/note.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "story/own.h"

void
note_clear(struct note *note)
{
	size_t i;

	for (i = 0; i < note->nquotes; i++)
		quote_clear(&note->quotes[i]);
	free(note->quotes);
	free(note->rating.about);
	free(note->interviewer);
	free(note->basis);
	free(note->parent);
	free(note->reviewer);
	free(note->follows);
	free(note->role);
	free(note->id);
	free(note->file);
	*note = (struct note){ 0 };
}

void
notes_free(struct notes *notes)
{
	size_t i;

	for (i = 0; i < notes->n; i++)
		note_clear(&notes->items[i]);
	free(notes->items);
	*notes = (struct notes){ 0 };
}

/* File name without folder and .md: the id of a note that names none. */
static char *
name_as_id(const char *file)
{
	const char *base = strrchr(file, '/');
	size_t len;

	base = base == NULL ? file : base + 1;
	len = strlen(base);
	if (len > 3 && strcmp(base + len - 3, ".md") == 0)
		len -= 3;
	return mem_strn(base, len);
}

/* Whether the bytes may be read as text at all. */
static bool
is_text(struct reading *r, const char *text, size_t len)
{
	size_t at;
	int line = 1;
	const char *what;

	if (len > NOTE_MAX) {
		mistake(r->mistakes, r->file, 1,
		    "note: larger than %zu bytes, is this a note?", NOTE_MAX);
		return false;
	}
	if (memchr(text, '\0', len) != NULL) {
		at = (size_t)((const char *)memchr(text, '\0', len) - text);
		what = "a NUL byte: this is no text file";
	} else if (!text_utf8_ok(text, len, &at))
		what = "invalid UTF-8, save the file as UTF-8";
	else if (text_turns(text, len, &at))
		what = MISTAKE_TURN;
	else
		return true;
	while (at-- > 0)
		line += text[at] == '\n';
	mistake(r->mistakes, r->file, line, "note: %s", what);
	return false;
}

/* Parse into r->note; mistakes go to r->mistakes. Whether it may be used. */
static bool
parse(struct reading *r, const char *text, size_t len)
{
	size_t before = r->mistakes->n, body;
	int line;

	r->note->id_line = r->note->role_line = r->note->follows_line = 1;
	r->note->file = mem_str(r->file);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if (!is_text(r, text, len))
		return false;
	read_header(r, text, len, &body, &line);
	read_quotes(r, text + body, len - body, line);
	if (r->note->id == NULL)
		r->note->id = name_as_id(r->file);
	if (r->note->method == NULL)
		r->note->method = method_plain();
	return r->mistakes->n == before;
}

int
note_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, struct note *out, struct err *err)
{
	struct note note = { 0 };
	struct mistakes mistakes = { 0 };
	struct reading r = { name, &mistakes, words, &note };
	struct buf copy = { 0 };

	buf_put(&copy, text, len); /* md needs the NUL after it */
	if (parse(&r, buf_str(&copy), len))
		*out = note;
	else
		note_clear(&note);
	buf_free(&copy);
	return mistakes_end(&mistakes, err);
}

/* The bytes of a note; a mistake when it is no file of a fair size. The size
 * is asked first, so that a large file is not read. */
static bool
load(struct reading *r, struct buf *out)
{
	struct stat st;
	struct err err = { 0 };

	if (stat(r->file, &st) == -1 || !S_ISREG(st.st_mode)) {
		mistake(r->mistakes, r->file, 1,
		    "note: is not a file that can be read");
		return false;
	}
	if (st.st_size > (off_t)NOTE_MAX) {
		mistake(r->mistakes, r->file, 1,
		    "note: larger than %zu bytes, is this a note?", NOTE_MAX);
		return false;
	}
	if (file_read(r->file, NOTE_MAX, out, &err) == -1) {
		mistake(r->mistakes, r->file, 1, "%s", err.msg);
		return false;
	}
	return true;
}

/* Read one file and add it to notes if all is well with it. */
static void
read_one(struct reading *r, struct map *ids, struct notes *notes)
{
	struct note note = { 0 };
	struct buf text = { 0 };
	int64_t other;

	r->note = &note;
	if (!load(r, &text) || !parse(r, buf_str(&text), text.len))
		goto done;
	if (map_gets(ids, note.id, &other)) {
		mistake(r->mistakes, r->file, note.id_line,
		    "id: %.80s is also the id of %s, give each note its own",
		    note.id, notes->items[other].file);
		goto done;
	}
	map_puts(ids, note.id, (int64_t)notes->n);
	MEM_PUSH(notes->items, notes->n, notes->cap);
	notes->items[notes->n++] = note;
	note = (struct note){ 0 };
done:
	note_clear(&note);
	buf_free(&text);
}

int
notes_read(const char *dir, const struct note_words *words, struct notes *out,
    struct err *err)
{
	struct names names = { 0 };
	struct mistakes mistakes = { 0 };
	struct notes notes = { 0 };
	struct map ids = { 0 };
	struct reading r = { NULL, &mistakes, words, NULL };
	char *path;
	size_t i;

	if (file_list(dir, ".md", &names, err) == -1)
		return -1;
	for (i = 0; i < names.n; i++) {
		if (names.items[i][0] == '.') /* what an editor leaves */
			continue;
		path = file_join(dir, names.items[i]);
		r.file = path;
		read_one(&r, &ids, &notes);
		free(path);
	}
	check_follows(&notes, &mistakes);
	*out = notes;
	map_free(&ids);
	names_free(&names);
	return mistakes_end(&mistakes, err);
}
