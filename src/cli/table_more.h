/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table_more: what 'feiten table' says beside a value: how sure it is, by what
 * rule there is one or none, whether the area was the same place then, and how
 * it lies among its peers. The codes are those of 'feiten show'.
 */
#ifndef CLI_TABLE_MORE_H
#define CLI_TABLE_MORE_H

#include "cli/session.h"

/* Columns of the grid, in this order. */
enum {
	MORE_NOISE = 1, /* low, high, noise */
	MORE_REASONS = 2,
	MORE_PEERS = 4
};
/* One of the words of --with into its flag; 0: none of them. */
int more_word(const char *word);
/* Its columns, appended to list[n]; returns how many there are then. */
#define MORE_MOST 32
size_t more_columns(int flags, struct grid_column list[], size_t n);

/* How areas lie among their peers, in some indicators. */
struct more_peers;
/* inds outlive it; NULL and err when the database fails. */
struct more_peers *more_peers_new(struct panel *p, const struct areas *areas,
    const struct indicator *const inds[], size_t n, struct err *err);
void more_peers_free(struct more_peers *m); /* NULL is fine */

/* The cells of one row. cell: as shown; col: that the figure is of, which a
 * cell that was carried over no longer has. area and ind: indices into what
 * peers was made of (NULL without MORE_PEERS). */
struct more_row {
	const struct area *area;
	const struct indicator *ind;
	const struct cell_value *cell;
	const struct column *col;
	const struct more_peers *peers;
	size_t area_at, ind_at;
	const char *period;
	int decimals; /* of bounds */
};
int more_put(struct panel *p, int flags, const struct more_row *row,
    struct grid *g, struct err *err);

#endif
