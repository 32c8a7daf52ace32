/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the parts of the panel share. For src/panel only.
 */
#ifndef PANEL_OWN_H
#define PANEL_OWN_H

#include "analysis/chain.h"
#include "base/map.h"
#include "panel/panel.h"
#include "store/check.h"
#include "unsure.h"

/* All areas of one vintage, with a look-up by code. */
struct vintage {
	int year;
	struct areas areas;
	struct map by_code;
	struct chain_link *links; /* to the year before, as areas; or NULL */
};

/* Weights into one area lie together, from the older vintages to the newer
 * ones, the best basis first. */
struct crossings {
	struct crossing_row *items;
	size_t n, cap;
	bool read;
};
void crossings_free(struct crossings *c);

struct panel {
	struct store *store;
	const struct indicators *indicators;
	struct columns columns; /* only those with an indicator */
	struct doubt_places doubts;
	struct vintage **vintages;
	size_t nvintages, capvintages;
	struct crossings crossings;
	struct unsure unsure;
};

/* Read a vintage once; one that is not there has no areas. */
int vintage_of(
    struct panel *p, int year, const struct vintage **out, struct err *err);
const struct area *area_in(const struct vintage *v, const char *code);
/* Links of a vintage to the year before, worked out once. */
int vintage_links(
    struct panel *p, int year, const struct vintage **out, struct err *err);
/* Weights out of the areas of a vintage into an area of a newer one, by the
 * best basis that there is: how many, from *first on. */
int crossings_into(struct panel *p, int from, int to, const char *code,
    const struct crossing_row **first, size_t *n, struct err *err);

#endif
