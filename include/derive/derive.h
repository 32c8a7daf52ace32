/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * derive: figures of areas out of things with a place: how many lie in each,
 * how long or large they are, sums and means of their attributes.
 */
#ifndef DERIVE_DERIVE_H
#define DERIVE_DERIVE_H

#include <stdint.h>

#include "base/err.h"
#include "model/source.h"
#include "store/store.h"

struct derive_result {
	uint64_t tables; /* that were made anew */
	uint64_t facts, changed;
	uint64_t features, outside; /* read; in no area that is meant */
	int year; /* vintage of the areas, which may have no boundaries; 0: none
		   * has any */
};

/* How the table of the figures of a table is called: TABLE.figures. */
#define DERIVE_SUFFIX ".figures"

/* The figures of a definition (source.shapes.figures) for buurt, wijk and
 * gemeente of its area_year, or of the newest vintage that has boundaries, as
 * facts of a table "TABLE.figures" for each of its tables. One that is there
 * already, of the same features and boundaries, is left alone. Without
 * boundaries or features there is nothing to do: 0. Each table in a transaction
 * of its own. */
int derive_figures(struct store *s, const struct source *src,
    struct derive_result *out, struct err *err);

#endif
