/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gather: the areas of a table that does not describe them, out of its rows.
 * For src/ingest only.
 */
#ifndef INGEST_GATHER_H
#define INGEST_GATHER_H

#include "base/map.h"
#include "ingest/rows.h"

/* What is wrong when there are no areas. */
extern const char gather_none[];

struct gather {
	int year;	    /* of the areas */
	struct areas areas; /* in the order they were met */
	struct map known;   /* code to index */
	size_t *news;	    /* met, or named more fully, since gather_told */
	size_t nnews, capnews;
	unsigned char *listed; /* per area: is among the news */
	size_t caplisted;
};

/* The area that a row is about: its index, which is areas.n - 1 when it is
 * met for the first time, or -1 when the code is none of the country, a
 * gemeente, wijk or buurt. Of the names that rows give, the longest stays;
 * without one it is the code. */
int64_t gather_meet(struct gather *g, const struct row *row);
/* The news are known. */
void gather_told(struct gather *g);
void gather_clear(struct gather *g);

/* A walk through all rows, before any is loaded: their areas become those of
 * meta, by code, and meta->rows becomes how many rows there are, when it was
 * not known. */
int areas_gather(
    const struct walk *w, struct table_meta *meta, struct err *err);

#endif
