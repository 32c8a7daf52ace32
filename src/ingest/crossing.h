/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crossing: weights between areas of two years into facts.db: a file of them,
 * or counted from the addresses of both. For src/ingest only.
 */
#ifndef INGEST_CROSSING_H
#define INGEST_CROSSING_H

#include "base/map.h"
#include "ingest/ingest.h"
#include "ingest/postcodes.h"
#include "source/adapter.h"
#include "store/load.h"

/* Areas of both years of a definition. */
struct sides {
	struct areas from, to;
	struct map from_at, to_at; /* code to index */
};

struct link_count {	   /* addresses, or a weight */
	uint32_t from, to; /* indices of areas */
	double n;
};
struct link_counts {
	struct link_count *items;
	size_t n, cap;
};

/* What a file's rows are read with: which field is which of the columns that
 * are named (folded). */
#define CROSSING_COLUMNS 3
struct crossing_columns {
	const char *names[CROSSING_COLUMNS]; /* NULL: none */
	size_t at[CROSSING_COLUMNS];
	bool found;	 /* the header came */
	uint64_t looked; /* records before it */
};
/* Whether this record is still before or at the header: 1; 0: it is a row, of
 * which all fields are there; -1: it has too few, or no header came. */
int crossing_row(
    struct crossing_columns *c, const struct record *record, struct err *err);
/* After the last record: -1 when no header came. */
int crossing_header(const struct crossing_columns *c, struct err *err);

/* All weights of a run, in one transaction. An older year than the newer one
 * of which facts.db has no areas (yet) is ERR_WORK: what was fetched stays. */
int crossing_ingest(struct store *store, const struct source *src,
    const struct raw_run *run, const struct load_run *lr,
    struct ingest_result *out, struct err *err);

/* addresses.c: pairs of buurten with how many addresses lie in both; and by
 * postcode how many of the older and of the newer year lie in which (indices
 * of sides.from and sides.to), cleared by the caller. Told in notice: how many
 * of each year were not found in the other one. */
int addresses_count(const struct source *src, const struct raw_run *run,
    const struct sides *sides, struct link_counts *out,
    struct postcode_counts postcodes[2], uint64_t *rows, struct buf *notice,
    struct err *err);

#endif
