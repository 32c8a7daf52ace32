/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keep: which pages of before may stay: their keys. A page's key is a digest
 * over its report model without the day it is made, the templates and this
 * program; that of all is one over everything that models are made of.
 */
#ifndef CLI_KEEP_H
#define CLI_KEEP_H

#include "cli/journal.h"
#include "cli/pages.h"
#include "codec/json.h"

/* Of this program, and of the templates, words, definitions and house style it
 * makes pages with: its own and those of the fact base in dir. */
int keep_tools(const char *dir, char out[DIGEST_HEX], struct err *err);
/* What facts.db holds, notes_release decided and the clock makes of it, as an
 * opened fact base sees it: two that see the same make the same pages. */
int keep_snapshot(struct pages *p, char out[DIGEST_HEX], struct err *err);
/* Of everything: what must be the same for there to be nothing to do. */
int keep_all(struct pages *p, const struct areas *areas, const char *kind,
    const char *tools, const char *snapshot, char out[DIGEST_HEX],
    struct err *err);

struct keep { /* the same for all pages of a run */
	const char *tools;
	const char *dir; /* where pages are made */
	const char *old; /* where those of before lie, or NULL: there too */
	struct journal now; /* of dir, as the run begins */
	struct journal before; /* of old */
	bool force; /* none is kept */
};

/* As keep_page, with the key of the model; k NULL (no run of all): a page in
 * dir that is made anew, which is noted there. */
int keep_or_note(const struct keep *k, const char *dir,
    const struct words *words, const struct json *model, const char *code,
    const bool forms[FORMS], char key[DIGEST_HEX], struct err *err);
/* It was made, all of these forms. */
int keep_made(const struct keep *k, const char *code, const char *key,
    const bool forms[FORMS], struct err *err);
/* Write a file of a page: the same bytes as before are the same file. */
int keep_write(const struct keep *k, const char *name,
    const struct buf *data, struct err *err);

#endif
