/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * resume: going on where an earlier run of the same table broke off.
 */
#include "resume.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "codec/digest.h"

#define DEFINITION_BYTES (8u << 20)
#define DAY 86400

char *
resume_definition(const struct source *src)
{
	struct buf text = { 0 };
	struct err ignored = { 0 };
	char hex[DIGEST_HEX];
	char *out = NULL;

	if (src->file != NULL && file_exists(src->file) &&
	    file_read(src->file, DEFINITION_BYTES, &text, &ignored) == 0) {
		digest_of(buf_str(&text), text.len, hex);
		out = mem_str(hex);
	}
	buf_free(&text);
	return out;
}

/* Both there and the same. */
static bool
agree(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Whether what is kept of a table is of the same state of it, by the same
 * definition: the catalogue says when it changed, that is the same, so is the
 * number of rows, and it is not too long ago. Pure. */
static bool
resume_fits(const struct raw_run *kept, const struct table_ref *ref,
    const char *definition, int64_t now)
{
	bool meta = kept->meta_modified == NULL && ref->meta_modified == NULL;
	/* The first part may have come down several runs. */
	int64_t age = kept->nparts == 0 ? -1 : now - kept->parts[0].at;

	return agree(kept->modified, ref->modified) &&
	    (meta || agree(kept->meta_modified, ref->meta_modified)) &&
	    agree(kept->definition, definition) && kept->adapter == NULL &&
	    kept->announced == ref->rows && age >= 0 &&
	    age < (int64_t)RESUME_DAYS * DAY;
}

void
resume_find(struct resume *r, const char *rawdir, const struct source *src,
    const struct table_ref *ref, const char *definition)
{
	struct err ignored = { 0 };

	*r = (struct resume){ 0 };
	if (raw_kept(rawdir, src->id, ref->id, &r->kept, &ignored) == 1 &&
	    !resume_fits(&r->kept, ref, definition, when_now()))
		resume_clear(r);
}

const struct raw_part *
resume_part(struct resume *r, const struct ask *ask)
{
	const struct raw_part *part;

	if (r->at >= r->kept.nparts)
		return NULL;
	part = &r->kept.parts[r->at];
	if (part->page == ask->page && part->data == ask->data &&
	    strcmp(part->role, ask->role) == 0 &&
	    strcmp(part->address, ask->address.data) == 0) {
		r->at++;
		return part;
	}
	resume_stop(r);
	return NULL;
}

void
resume_stop(struct resume *r)
{
	r->at = r->kept.nparts;
}

void
resume_clear(struct resume *r)
{
	raw_run_clear(&r->kept);
	r->at = 0;
}
