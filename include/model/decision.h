/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decision: what a person accepted or overrode, by name and date. A file each
 * in decisions/; read by story, obeyed wherever the same doubt comes up.
 */
#ifndef MODEL_DECISION_H
#define MODEL_DECISION_H

#include <stddef.h>

struct decision {
	char *kind; /* "accept": a doubt is taken over; "print": a note or quote
		       is printed though a rule of privacy holds it */
	char *id;	     /* of what was decided on; for accept: the doubt */
	char *by, *on, *why; /* name; 2026-11-22; in one's own words */
	char *about;	     /* what it was, in words, for who reads the file */
};
struct decisions {
	struct decision *items; /* by id */
	size_t n, cap;
};
/* The decision of this kind on this id, or NULL. list may be NULL. */
const struct decision *decisions_find(
    const struct decisions *list, const char *kind, const char *id);
/* Takes over the strings of *d. Keeps the list in order. */
void decisions_add(struct decisions *list, const struct decision *d);
void decisions_free(struct decisions *list);

#endif
