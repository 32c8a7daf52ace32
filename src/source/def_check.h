/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_check: reading a JSON file into structs by tables of keys, gathering
 * every mistake with its line instead of stopping at the first.
 */
#ifndef SOURCE_DEF_CHECK_H
#define SOURCE_DEF_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"
#include "source/def_lines.h"

struct mistake;
struct mistakes { /* of one or more files, in order of reading */
	struct mistake *items;
	size_t n, cap;
	size_t files;
};

struct check { /* one file being read */
	const char *file;
	struct json *json;
	struct lines lines;
	struct buf path; /* where we are: "rules[3].titles" */
	struct mistakes *found;
};

struct place { /* a value and its line */
	const struct json *json;
	size_t spot;
};

/* One key of an object, and how its value gets into a struct. read reports
 * what is wrong and then leaves *to alone. */
typedef void field_read(struct check *c, struct place at, void *to);
struct field {
	const char *key;
	field_read *read;
	bool needed;
	size_t offset; /* in the struct */
};

/* Read and parse; a file that cannot be is a mistake too and gives -1. Call
 * check_close either way. */
int check_open(struct check *c, const char *file, struct mistakes *found);
void check_close(struct check *c);
struct place check_root(const struct check *c);

/* Children of an array or object, in order. */
bool check_first(const struct check *c, struct place at, struct place *child);
bool check_next(const struct check *c, struct place *child);
/* A member by key; without it the object itself, so that there always is a
 * line to point at. */
struct place check_member(
    const struct check *c, struct place at, const char *key);
/* Step into element i or member key, and out again: the mark that came. */
size_t check_into(struct check *c, const char *key, size_t i);
void check_out(struct check *c, size_t mark);
size_t check_line(const struct check *c, struct place at);

/* "FILE:LINE: PATH: message". */
void check_wrong(struct check *c, struct place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Append what would have been accepted instead of name: the nearest one, " (did
 * you mean "x"?)"; with nothing near all of them, " (a, b, c)"; and where to
 * find them when they are too many to write out. */
void check_hint(struct buf *out, const char *name, const char *where,
    const char *const names[], size_t n);

/* Read an object's members by a table: unknown, double and missing keys. */
void check_object(struct check *c, struct place at, const struct field fields[],
    size_t n, void *to);
/* "an object", "a text" ... of a value. */
const char *check_type(const struct json *j);

/* Readers for struct field. */
field_read field_text;	  /* char *: not blank, trimmed */
field_read field_id;	  /* char *: a-z, 0-9 and '_', starts with a letter */
field_read field_flag;	  /* bool */
field_read field_number;  /* int, 0 to 100 000 */
field_read field_year;	  /* int, 1900 to 2199 */
field_read field_texts;	  /* struct strings: one text or more */
struct pairs;
/* struct pairs: an object of texts, each name once; ok, when it says no, has
 * told why a name or a text cannot be. */
void field_pairs(struct check *c, struct place at, struct pairs *list,
    bool (*ok)(struct check *c, struct place at, const char *s));
field_read field_address; /* char *: https, or http to this machine */
field_read field_ignored; /* any text, not kept */

/* 0 when there are none; else -1 and err with all that fit, sorted by line,
 * ending in "and N more" when some do not. */
int mistakes_report(struct mistakes *found, struct err *err);
void mistakes_free(struct mistakes *found);

#endif
