/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coded: project.qde of a REFI-QDA exchange file, as far as it is taken.
 * Source: REFI-QDA Standard 1.5, Project Exchange (qdasoftware.org).
 */
#ifndef STORY_CODED_H
#define STORY_CODED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "codec/zip.h"

#define TEXT_MAX ((size_t)4 << 20) /* bytes of one interview */
#define CODE_NONE SIZE_MAX
#define REFS_MAX 100 /* codes on one selection; more are not read */

struct code {
	char *guid; /* in small letters, no braces */
	char *name;
	size_t parent; /* code that it stands under, or CODE_NONE */
	bool told;     /* was named as having no theme */
};
struct coded_text {
	char *path; /* as in the file: "internal://..."; or NULL */
	struct buf text; /* that stands in project.qde itself, or was read */
	bool there;
	size_t first, n; /* its selections */
};
struct pick {
	int64_t start, end; /* as in the file; -1: no number */
	char *name;	    /* of the selection: often its first words; or "" */
	char **refs;	    /* guids of codes */
	size_t nrefs;
};
struct coded {
	struct code *codes;
	size_t ncodes, capcodes;
	struct coded_text *texts;
	size_t ntexts, captexts;
	struct pick *picks; /* by text */
	size_t npicks, cappicks;
	size_t whole;	/* codes on a source as a whole */
	size_t foreign; /* coded pieces of pictures, PDF, sound and film */
};

/* -1: no XML, a document type in it, no project of REFI-QDA, or too much of
 * anything. The caller frees *out. */
int coded_read(
    struct zip_file *z, size_t entry, struct coded *out, struct err *err);
void coded_free(struct coded *c);

#endif
