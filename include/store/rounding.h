/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rounding: the table of how counts are rounded, and what it is worked out
 * from. For derive, which fills it, and panel, which reads it.
 */
#ifndef STORE_ROUNDING_H
#define STORE_ROUNDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/area.h"
#include "model/period.h"
#include "store/store.h"

/* A column of counts with values; all columns of a topic and period are
 * rounded alike. */
struct count_column {
	int64_t id, topic;
	char period[PERIOD_LEN];
	int area_year;
	int64_t table;
	char indicator[64]; /* "": none; no id is longer */
};
struct count_columns {
	struct count_column *items; /* by topic, period, vintage */
	size_t n, cap;
};
/* The columns of counts of topics and periods that have no row yet: loading a
 * table anew takes its rows away. Appended to *out. */
int store_rounding_due(
    struct store *s, struct count_columns *out, struct err *err);

/* All values of a column, by ascending area id. */
typedef void cell_sink(void *arg, int64_t area, double value);
int store_column_cells(struct store *s, int64_t column, cell_sink *sink,
    void *arg, struct err *err);

struct rounding_row {
	int64_t topic; /* of the reader: not set */
	char period[PERIOD_LEN];
	enum area_level level;
	char way[8]; /* a word of analysis/noise.h, or "unknown"; "": no row */
	double base;
	bool dependent;
	int64_t sums;
	double gap, spread; /* NAN: no sums */
};
/* All rows or none; a row that is there is replaced. */
int store_put_roundings(struct store *s, const struct rounding_row rows[],
    size_t n, struct err *err);
/* How a column is rounded, by level. */
int store_rounding(struct store *s, const struct column *col,
    struct rounding_row out[LEVELS], struct err *err);

#endif
