/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * neighbour: which areas of one vintage and level share a border. For derive,
 * which works it out, and panel, which reads it.
 */
#ifndef STORE_NEIGHBOUR_H
#define STORE_NEIGHBOUR_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/area.h"
#include "store/store.h"

struct border {
	int64_t area, other; /* ids */
	double metres;
};

/* Vintages and levels that have boundaries and no neighbours: loading the
 * boundaries of a year takes its neighbours away. Ordered. */
struct border_set {
	int year;
	enum area_level level;
};
int store_borders_due(
    struct store *s, struct border_set **out, size_t *n, struct err *err);
/* Put borders (each once, either way round); both ways round are kept. All or
 * none. */
int store_put_borders(
    struct store *s, const struct border list[], size_t n, struct err *err);
/* The neighbours of an area (its id is of one vintage), by id: a new list that
 * the caller frees. */
int store_borders(struct store *s, int64_t area, struct border **out, size_t *n,
    struct err *err);

#endif
