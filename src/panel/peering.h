/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * peering: what the files about peers share. For src/panel only.
 */
#ifndef PANEL_PEERING_H
#define PANEL_PEERING_H

#include "base/map.h"
#include "panel/peers.h"

/* All areas of one level and vintage, with what makes them peers. */
struct peer_set {
	int year;
	enum area_level level;
	struct areas areas; /* by code */
	struct map by_code;
	double *people; /* NAN: not known */
	int *klass;	/* 0: not known */
	bool counted;	/* people are known at all */
	size_t *beside; /* that count, in the gemeente of each */
	size_t in_class[6], in_all;
};

struct peering {
	struct panel *panel;
	struct peer_set **sets;
	size_t nsets, capsets;
	struct yard **yards;
	size_t nyards, capyards;
};

int peer_set_of(struct peering *pe, enum area_level level, int year,
    const struct peer_set **out, struct err *err);
/* Whether an area of a set has inhabitants enough. */
bool peer_counts(const struct peer_set *s, size_t at);
/* Its index, or areas.n. */
size_t peer_at(const struct peer_set *s, const char *code);
void yard_free(struct yard *y);

#endif
