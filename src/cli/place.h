/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * place: pages of one kind in a folder of their own, as a run finds, makes and
 * leaves them.
 */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "cli/keep.h"

struct place {
	char *to; /* out/profile, out/sheet */
	char *dir; /* where they are made: the same, or one to take its place */
	const char **codes; /* that they are of, sorted by bytes; borrowed */
	size_t n;
	bool forms[FORMS]; /* that they are made in */
	/* Codes, and the forms of each, are those of the journal: they are known
	 * once the pages are made. */
	bool by_journal;
	struct journal made_of; /* of which codes are borrowed then */
	struct keep keep;
	size_t made, kept;
};

/* Codes were put in; now they can be looked for. */
void place_sort(struct place *at);
/* Before a run. fresh: the folder to make pages in, as `name`, or NULL: where
 * they are. What is there of a run that was killed is used, but not of a place
 * by journal, as it does not say which of them were asked for. */
int place_prepare(struct place *at, const char *fresh, const char *name,
    const char *tools, bool force, struct err *err);
/* All its pages are there as they were made and, when only: no other. */
bool place_whole(const struct place *at, bool only);
/* After it, where pages were made elsewhere. No page in it that was not asked
 * for; what is there that is no page of ours goes with it. all: the key of all,
 * or "". */
int place_finish(struct place *at, const char *all, struct err *err);
/* Before places are replaced one after another: the pages of the old and of the
 * new folder are in both, so that in between no page leads to one that is not
 * there. */
int place_join(const struct place *at, struct err *err);
/* The new folder for the old one, where there is anything in either. */
int place_replace(const struct place *at, struct err *err);
/* After the last was: pages that were not asked for go. */
int place_leave(const struct place *at, struct err *err);
/* Folders of others that a run that was killed had moved into dir go back to
 * `to`. */
int place_return(const char *dir, const char *to, struct err *err);
void place_free(struct place *at);

#endif
