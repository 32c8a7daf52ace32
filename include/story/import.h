/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import: notes out of what other programs wrote: answers to questions (CSV)
 * and coded interviews (REFI-QDA, .qdpx). What is made has no review and so is
 * printed nowhere until a person read it. The rules: docs/import.md.
 */
#ifndef STORY_IMPORT_H
#define STORY_IMPORT_H

#include "codec/csv.h"
#include "model/area.h"
#include "model/source.h"
#include "story/note.h"

/* What holds for all that is read; strings are borrowed. */
struct import_rules {
	const struct note_words *words;
	const struct areas *areas;	/* that may be named, by code or name */
	const struct edition_key *key;	/* ids are made with it */
	const char *contact;		/* of the house, or NULL */
	struct day today;
	/* As given by option: for what the file does not say. NULL or 0: not
	 * given. */
	const char *area, *role, *about, *theme;
	struct day date, until;
	bool scaled;
	int low, high;
	struct strings columns; /* "story=Toelichting" */
	struct strings tags;	/* "Woningmarkt=wonen"; "Woningmarkt=": none */
	char separator;		/* of a CSV; 0: told from the file */
	enum csv_encoding encoding;
};

struct import_note {
	char *id;   /* keyed digest of the row, or of the interview */
	char *text; /* of the file */
	size_t quotes, traces;
};
struct imported {
	struct import_note *items;
	size_t n, cap;
	struct strings said; /* for a person: what was left behind, and why */
	bool lacks; /* something was refused that the file did hold */
};

/* A CSV file of answers: a note for each row with a story or a rating. All
 * mistakes of all rows are named at once, "FILE:LINE: what: why"; then *out is
 * not touched. Personal columns are left behind and named in said. */
int import_answers(const char *path, const struct import_rules *rules,
    struct imported *out, struct err *err);
/* A .qdpx file: a note for each interview with coded text, a quote for each
 * selection. Nothing outside of the archive is read. */
int import_coded(const char *path, const struct import_rules *rules,
    struct imported *out, struct err *err);
/* Take out what is in notes/ or was written before: ledger names a file with
 * an id a line, which need not be there. How many were taken out. again: only
 * what is in dir now counts. */
int import_known(const char *dir, const char *ledger, bool again,
    struct imported *list, size_t *known, struct err *err);
/* Write all of them as dir/import-ID.md, mode 0600, or none: nothing that is
 * there is overwritten. dir is made, mode 0700, when it is not there; one that
 * others may look into is ERR_PUBLISH. Then their ids go into the ledger. */
int import_write(const char *dir, const char *ledger,
    const struct imported *list, struct err *err);
void imported_free(struct imported *list);

#endif
