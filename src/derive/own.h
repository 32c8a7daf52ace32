/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: the areas, and what is gathered for them. For src/derive only.
 */
#ifndef DERIVE_OWN_H
#define DERIVE_OWN_H

#include "base/buf.h"
#include "derive/derive.h"
#include "geo/shape.h"
#include "model/area.h"

struct amount { /* of a figure in an area */
	double sum;
	uint64_t n, missing; /* features with a value; without */
};

struct ground { /* the areas that figures are made for */
	struct geo *geo;
	int year;
	struct areas areas; /* of a level together */
	double *land; /* square metres, as areas */
	/* By level; an id is twice the index of the area, and one more for
	 * its water. NULL: no shapes of that level. */
	struct cover *covers[LEVELS];
	enum area_level finest; /* that has a cover */
};

/* Areas of a vintage within these gemeenten (or the country), as far as they
 * have a shape. None is no error: areas.n is 0. */
int ground_open(struct store *s, int year, const struct strings *within,
    struct ground *out, struct err *err);
void ground_close(struct ground *g);

/* Add one feature to amounts[figure * g->areas.n + area]; *outside: it lies
 * in none. */
int tally_feature(const struct ground *g, const struct shapes *shapes,
    const struct feature *f, struct amount amounts[], bool *outside,
    struct err *err);
/* The figure of an area; NAN: there is none. */
double tally_value(
    const struct figure *f, const struct amount *a, double land);

#endif
