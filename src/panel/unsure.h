/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * unsure: how sure the values of a stored column are. For src/panel only.
 */
#ifndef PANEL_UNSURE_H
#define PANEL_UNSURE_H

#include "analysis/noise.h"
#include "model/indicator.h"
#include "model/source.h"
#include "panel/panel.h"
#include "store/check.h"
#include "store/store.h"

struct unsure {
	struct panel *panel;
	struct store *store;
	const struct sources *sources; /* NULL: no bounds are known */
	struct columns others;	       /* that are no indicator: bounds are */
	bool quick; /* only sd is asked for: bounds may be rough, and reasons
		       are not looked up */
	struct unsure_column *columns; /* what was looked up */
	size_t n, cap;
	size_t *at, nat; /* by id of the column: 1 more than its place */
	struct noise *events; /* of small counts, as they were worked out */
};

void unsure_clear(struct unsure *u);
/* How the counts of a column are rounded at a level: as was estimated, or
 * where nothing was, as CBS says of its Kerncijfers: by 5 for wijk and buurt.
 */
int unsure_rounding(struct unsure *u, const struct indicator *indicator,
    const struct column *col, enum area_level level, struct rounding *out,
    struct err *err);
/* What is doubted of a column, of which there are *n (doubt_places_of). */
int unsure_doubts(struct unsure *u, const struct column *col,
    const struct doubt_place **out, size_t *n, struct err *err);
/* How sure values[n] of areas[n] are; of one that is missing: unknown. */
int unsure_values(struct unsure *u, const struct indicator *indicator,
    const struct column *col, const struct area *const areas[],
    const double values[], size_t n, struct noise out[], struct err *err);

/* One more part, or the division of a derived value: as panel_values makes
 * it. value: the sum so far. */
void unsure_add(struct noise *sum, double value, const struct noise *part,
    double part_value);
/* A published rate of events per `factor` of a denominator. */
void unsure_event_rate(const struct unsure *u, double value, double factor,
    double denominator, struct noise *out);

#endif
