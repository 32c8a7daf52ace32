/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * journal: which pages lie in a folder, and out of what each was made:
 * out/profile/.pages. Lines of text, parted by tabs:
 *
 *   feiten-pages 2 ALL
 *   CODE KEY HTML PDF JSON CSV
 *
 * KEY is 64 hex digits; the last four are the sizes in bytes of the files
 * made of it, or "-". A line is added when a page was made; the last one of a
 * code counts, and "-" as its key says that it is being made. ALL is the key of
 * everything after a run that made everything, else "-": out of the same inputs
 * nothing is to be done. A file of another form counts as none: pages are then
 * made again.
 */
#ifndef CLI_JOURNAL_H
#define CLI_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/digest.h"

enum { FORM_HTML, FORM_PDF, FORM_JSON, FORM_CSV, FORMS };
extern const char *const form_endings[FORMS]; /* "html", ... */

struct made_page {
	char code[96]; /* or the name of its files */
	char key[DIGEST_HEX]; /* "-": being made */
	int64_t sizes[FORMS]; /* -1: there is none */
};

struct journal {
	char *dir; /* the folder it is about */
	char all[DIGEST_HEX]; /* "" when there is none */
	struct made_page *items; /* by code once read */
	size_t n, cap;
};

/* Out of the text of such a file, of no folder; one that is damaged anywhere
 * counts as none: an empty one. A last line without an end is left out. */
void journal_parse(const char *text, size_t len, struct journal *out);
/* That of a folder; none there, or not readable: an empty one. */
void journal_read(const char *dir, struct journal *out);
void journal_free(struct journal *j);
/* The page, when it was made out of this key in at least these forms and all
 * its files are still there as they were; else NULL. */
const struct made_page *journal_find(const struct journal *j,
    const char *code, const char *key, const bool forms[FORMS]);
/* Add a line to the file of a folder; nothing when it has none. */
int journal_add(const char *dir, const struct made_page *page,
    struct err *err);
/* Write it anew: a line a code, by code, of those among codes (NULL:
 * all). all: see above, or "". */
int journal_pack(const char *dir, const char *const *codes, size_t n,
    const char *all, struct err *err);

#endif
