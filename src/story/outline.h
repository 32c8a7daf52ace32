/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * outline: a Markdown file of story/ in parts: "key: value" lines on top, a
 * first heading, and sections with text and list items. What the parts mean
 * is for opgave.c and purpose.c.
 */
#ifndef STORY_OUTLINE_H
#define STORY_OUTLINE_H

#include "story/opgave.h"
#include "story/own.h"

#define OUTLINE_MAX ((size_t)128 << 10) /* bytes of one file */
#define OUTLINE_ITEMS 60		/* items and paragraphs in a section */
#define OUTLINE_TEXT 600		/* characters of one of them */

struct outline_key {
	char *name; /* folded */
	char *value;
	int line;
};
struct outline_item {
	bool listed; /* behind "-"; else a paragraph */
	char *text;  /* lines with LF between them */
	int line;
};
struct outline_section {
	char *title; /* folded */
	char *typed;
	int line;
	struct outline_item *items;
	size_t n, cap;
};
struct outline {
	struct outline_key *keys;
	size_t nkeys, capkeys;
	struct told_text title; /* the first heading */
	struct outline_section *sections;
	size_t n, cap;
};

/* Read a file; text ends in NUL behind its len bytes. What cannot be read is a
 * mistake; *out is usable and to be freed all the same. */
void outline_read(const char *file, const char *text, size_t len,
    struct outline *out, struct mistakes *m);
void outline_free(struct outline *o);

/* Place of a word in a list of pairs, Dutch then English: 0 for the first
 * pair. n (pairs) when it is none of them. */
size_t outline_word(const char *folded, const char *const names[], size_t n);
/* A copy with every run of white space one blank. */
struct told_text outline_text(const char *s, size_t len, int line);
/* What stands in a section as one text: paragraphs and items, a blank between
 * them. */
struct told_text outline_whole(const struct outline_section *s);
/* A claim by id that a line of the file leans on: whether it is there; else a
 * mistake with the near one. */
bool outline_claim(const struct claims *claims, const char *file, int line,
    const char *id, struct mistakes *m);
/* "ja" or "nee" (yes, no); else a mistake, and no. */
bool outline_yes(
    const char *file, int line, const char *value, struct mistakes *m);
/* Whether s has the form of an id: 1 to OPGAVE_ID_MAX of a to z, 0 to 9 and '-',
 * which is not the first. */
bool outline_is_id(const char *s);
/* One opgave; when a mistake is found, none. */
void opgave_of_file(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct opgave *out, struct mistakes *m);
/* A whole file into buf, or a mistake. */
bool outline_file(const char *path, struct buf *out, struct mistakes *m);

#endif
