/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What both ways to import share: a note in the making.
 */
#ifndef STORY_IMPORT_OWN_H
#define STORY_IMPORT_OWN_H

#include "story/import.h"
#include "story/own.h"

#define IMPORT_NOTES 5000 /* most notes out of one file */

struct draft_quote {
	char *text;
	const char **themes; /* of words */
	size_t nthemes;
};
struct draft {
	struct day date;
	const char *area, *role, *method, *about;
	enum consent consent;
	struct rating rating; /* about is not used */
	struct draft_quote *quotes;
	size_t nquotes, capquotes;
	struct strings remarks; /* for who reviews */
	size_t traces;
	bool cut;
};

/* Add what was said. Traces of a person (names: of this row) become "...", as
 * does what is longer than a quote may be; both with a remark. Empty text adds
 * nothing. NULL or the quote, to put themes in. */
struct draft_quote *draft_say(struct draft *d, const char *text,
    const char *const names[], size_t nnames, const struct import_rules *rules);
void draft_theme(struct draft_quote *q, const char *theme);
/* The draft as a note with an id made of seed (before: how often it was there
 * before), added to the list. -1 when it would not be read back as it is. */
int draft_end(struct draft *d, const struct import_rules *rules,
    const char *seed, size_t before, struct imported *out, struct err *err);
void draft_clear(struct draft *d);

/* A theme for what a file calls it: by --tag, or because it is one. NULL:
 * none; *known is false when nobody said so. */
const char *import_theme(
    const struct import_rules *rules, const char *name, bool *known);
/* An area by code, id or name: its code, or NULL. *near: one like it. */
const char *import_area(
    const struct import_rules *rules, const char *text, const char **near);
/* What stands before "=" in one of "name=value", folded alike: its value. */
const char *import_option(const struct strings *list, const char *name);

#endif
