/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * peering: what the files about peers share. For src/panel only.
 */
#ifndef PANEL_PEERING_H
#define PANEL_PEERING_H

#include "analysis/similar.h"
#include "panel/peers.h"

#define MATCHES 16 /* indicators by which areas are matched, at most */

/* The figures by which areas are matched, of all of a set, on their scales;
 * NAN for who is too small to be a peer. */
struct matching {
	const struct indicator *inds[MATCHES];
	double *values[MATCHES];
	double *small[MATCHES]; /* of those who are too small; else NAN */
	struct similar_scale scales[MATCHES];
	size_t n;
};

/* All areas of one level and vintage, with what makes them peers. */
struct peer_set {
	int year;
	enum area_level level;
	const struct vintage *v;
	struct areas areas; /* by code; names and all are the vintage's */
	uint32_t *at;	    /* of each of the vintage: 1 more than in areas */
	double *people; /* NAN: not known */
	int *klass;	/* 0: not known */
	bool counted;	/* people are known at all */
	size_t *beside; /* that count, in the gemeente of each */
	size_t in_class[6], in_all;
	struct matching *matching; /* NULL: not asked for yet */
};

struct peering {
	struct panel *panel;
	struct peer_set **sets;
	size_t nsets, capsets;
	struct yard **yards;
	size_t nyards, capyards;
	size_t near; /* in a vintage: who was looked for last */
};

int peer_set_of(struct peering *pe, enum area_level level, int year,
    const struct peer_set **out, struct err *err);
/* Whether an area of a set has inhabitants enough. */
bool peer_counts(const struct peer_set *s, size_t at);
/* Its index, or areas.n. */
size_t peer_at(
    struct peering *pe, const struct peer_set *s, const char *code);
void yard_free(struct yard *y);

#endif
