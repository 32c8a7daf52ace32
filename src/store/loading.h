/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * loading: a load as its parts share it. For src/store only.
 */
#ifndef STORE_LOADING_H
#define STORE_LOADING_H

#include "store/db.h"
#include "store/load.h"

struct load {
	struct store *store;
	const struct table_meta *meta; /* borrowed */
	int64_t src, run, table;       /* ids */
	bool first;		       /* the table was not there before */
	int64_t *areas;		       /* ids, as meta->areas, and then those
					* of store_load_area */
	size_t nareas, capareas;
	int64_t *topics;	       /* ids, as meta->topics */
	int64_t *columns; /* ids, slot after slot; 0 for a text topic */
	bool *provisional; /* as columns */
	size_t nslots;
	uint64_t values; /* put so far */
	uint64_t boundaries, features; /* put so far */
	bool changed;	 /* anything besides values differs */
	bool settled;	 /* the values are in their place */
	int64_t *held;	 /* as columns, or NULL: how many values one has that
			  * stays as it was, else -1 */
	/* load_check.c: by id of area its number in areas, from 1 (0: none);
	 * and by that of the same place in another year. */
	uint32_t *index, *others;
	size_t nindex, nothers;
	int own_year, other_year;
};

struct ids { /* a list of row ids */
	int64_t *items;
	size_t n, cap;
};

/* load_put.c: what a run says of itself, before its values. */
int load_put_source(
    struct store *s, const struct source *src, int64_t *id, struct err *err);
int load_put_run(struct store *s, const struct load_run *run, int64_t src,
    int64_t *id, struct err *err);
int load_put_table(struct load *l, const struct load_run *run, struct err *err);
int load_put_areas(struct load *l, struct err *err);
int load_put_topics(struct load *l, struct err *err);

/* load_end.c: what is known only when all values are there. */
int load_compare(struct load *l, uint64_t *changed, struct err *err);
int load_end_columns(
    struct load *l, const struct load_end *end, struct err *err);
int load_end_topics(
    struct load *l, const struct load_end *end, struct err *err);
int load_end_areas(struct load *l, const struct load_end *end, struct err *err);

/* Run a statement; note whether it changed a row. */
int load_touch(struct load *l, sqlite3_stmt *st, struct err *err);

#endif
