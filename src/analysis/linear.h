/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * linear: linear programmes (Clp behind this face).
 */
#ifndef ANALYSIS_LINEAR_H
#define ANALYSIS_LINEAR_H

#include <stddef.h>

#include "base/err.h"

/* Columns with bounds and cost; rows that must be zero. Columns first, then
 * rows, each filled with linear_put before the next. */
struct linear;
struct linear *linear_new(void);
void linear_free(struct linear *l);
/* A column; its number. */
size_t linear_column(struct linear *l, double low, double high);
void linear_row(struct linear *l);
void linear_put(struct linear *l, size_t column, double factor);
/* Change a column, also after solving. */
void linear_bounds(struct linear *l, size_t column, double low, double high);
void linear_cost(struct linear *l, size_t column, double cost);
/* The least cost: 1; 0: no solution; 2: there is no least. -1: ERR_BASE. */
int linear_solve(struct linear *l, double *least, struct err *err);
/* Of the last solution. */
double linear_value(const struct linear *l, size_t column);

#endif
