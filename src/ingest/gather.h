/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gather: the areas of a table that does not describe them, out of its rows.
 * For src/ingest only.
 */
#ifndef INGEST_GATHER_H
#define INGEST_GATHER_H

#include "ingest/rows.h"

/* A walk through all rows, before any is loaded: every code of the country, a
 * gemeente, wijk or buurt becomes an area of meta, of the year it says, with
 * the longest name given (or the code, when there is none). meta->rows becomes
 * how many rows there are, when it was not known. */
int areas_gather(
    const struct walk *w, struct table_meta *meta, struct err *err);

#endif
