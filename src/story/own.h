/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this room share: the list of mistakes of all notes, and
 * the two halves of a note, header and quotes.
 */
#ifndef STORY_OWN_H
#define STORY_OWN_H

#include "base/buf.h"
#include "story/note.h"

#define NOTE_MAX ((size_t)1 << 20) /* bytes of one note */
#define QUOTE_MAX 600		   /* characters of one quote */
#define ROLE_MAX 80   /* characters of a role: broad, not a description */
#define FIELD_MAX 200 /* characters of any other value of a header */

struct mistakes {
	struct buf list; /* one a line */
	size_t n;
	bool consent; /* one of them is about consent */
};

/* What text_turns finds. */
#define MISTAKE_TURN \
	"an invisible sign that turns the reading direction (U+202A to " \
	"U+202E, U+2066 to U+2069): take it out"
/* Add "file:line: message"; control characters of outside become "?". */
void mistake(struct mistakes *m, const char *file, int line, const char *fmt,
    ...) __attribute__((format(printf, 4, 5)));
/* All of them into err: 0 when there are none, else -1. What does not fit is
 * counted. Frees the list. */
int mistakes_end(struct mistakes *m, struct err *err);

/* Runs of white space and control characters become one blank, in place. */
void squeeze(char *s);

/* The words of a list nearest to a mistyped one, or NULL. */
const char *nearest(const char *typed, const char *const words[], size_t n);

/* 2026-10-14, or the day first: 14-10-2026, 14/10/2026, 1-2-2026: 0 or -1. */
int parse_day(const char *value, struct day *out);
/* The code of a gemeente, wijk or buurt, or the id of an area of one's own
 * into out; else a mistake. name: of the key that it stands behind. */
void take_area(const struct note_words *words, const char *file, int line,
    const char *name, const char *value, char out[AREA_CODE],
    struct mistakes *m);

/* "4 (1-5)" into *out, about untouched; false when it is none. */
bool rating_parse(const char *text, struct rating *out);
/* A text as it is after it was read as a quote: one blank between words, no
 * quotation marks around all of it. In place. */
void quote_plain(char *s);

/* The rules that hold for a note as a whole: HELD_NOT, or what holds it. */
enum held note_held(const struct note *note, const struct release *r);
/* Whether a note is about one of these areas or what lies in them. */
bool note_is_about(
    const struct note *note, const char *const areas[], size_t nareas);

/* Names in headers of notes; the list is the caller's, the names are theirs. */
const char **header_names(const struct notes *notes, size_t *count);

/* One note being read. */
struct reading {
	const char *file;
	struct mistakes *mistakes;
	const struct note_words *words;
	struct note *note;
};

/* The header: fields of the note; *body is the offset of the text after it,
 * *line the number of its first line. */
void read_header(
    struct reading *r, const char *text, size_t len, size_t *body, int *line);
/* The method of a note that names none. */
const char *method_plain(void);
/* The quotes of the text after the header. */
void read_quotes(struct reading *r, const char *text, size_t len, int line);

/* What notes say of each other, once all are read: follow-ups. Takes out
 * those with a mistake. */
void check_follows(struct notes *notes, struct mistakes *mistakes);
void quote_clear(struct quote *quote);

#endif
