/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * peers: what an area is compared with: areas beside it, above it, like it;
 * and what these look like in each figure, worked out once for all areas of a
 * batch. docs/statistics.md, "Peers" and "Distinctiveness".
 */
#ifndef PANEL_PEERS_H
#define PANEL_PEERS_H

#include "analysis/distinct.h"
#include "panel/panel.h"

/* Areas with fewer inhabitants are nobody's peers: their figures dance. */
#define PEERS_PEOPLE 200
/* Shares of which one step of the rounding is more than this, in percentage
 * points, are not given: counts in fives out of fewer than 50. */
#define PEERS_COARSE 10.0

/* Keeps what was read and worked out; the panel outlives it. */
struct peering;
struct peering *peering_new(struct panel *p);
void peering_free(struct peering *pe);

enum peer_kind {
	PEERS_WIJK,	/* in the same wijk */
	PEERS_GEMEENTE, /* in the same gemeente */
	PEERS_CLASS,	/* as urban, in the whole country */
	PEERS_COUNTRY,	/* all */
	PEERS_RING,	/* that share a border with it */
	PEERS_REGION,	/* gemeenten that share a border with its gemeente,
			   whatever its own level */
	PEER_KINDS
};
const char *peer_kind_name(enum peer_kind kind); /* "wijk", "ring", ... */

/* The areas of the level of `area` in a vintage that are its peers, by code,
 * without itself, of PEERS_PEOPLE inhabitants or more (in the ring and the
 * region: all; where nobody is counted: all). The region is of gemeenten. *out
 * is a new list of borrowed areas that the caller frees; none is no error. */
int peering_list(struct peering *pe, enum peer_kind kind,
    const struct area *area, int year, const struct area ***out, size_t *n,
    struct err *err);

/* Areas that are most like one, over the indicators with the flag `match`, in
 * the newest period of that vintage's year. */
struct match {
	const struct area *area;
	double distance;
	size_t figures;
	const struct indicator *nearest, *furthest;
};
int peering_similar(struct peering *pe, const struct area *area, size_t most,
    struct match out[], size_t *n, struct err *err);

/* What an area is held against: its gemeente's areas of the level when
 * DISTINCT_PEERS of them have PEERS_PEOPLE inhabitants, else the areas of the
 * country that are as urban, else (also when fewer are) all of the country. */
struct yard;
int peering_yard(struct peering *pe, const struct area *area, struct yard **out,
    struct err *err);
enum peer_kind yard_kind(const struct yard *y);
size_t yard_areas(const struct yard *y); /* in the vintage of the area */
int yard_class(const struct yard *y); /* 1 (very urban) to 5; 0: not by class */

/* One figure of an area beside its yard. */
struct yard_row {
	const struct indicator *ind;
	char period[PERIOD_LEN];
	struct cell_value cell;
	struct noise noise;
	double rounding; /* one step of the value as it is published */
	const struct reference *ref; /* NULL: too few */
	struct candidate found;
};
/* All figures that can set an area apart (shares, rates, means, medians,
 * distances), each in its newest period in which the area was the same place:
 * *rows is a new list that the caller frees. chosen: indices into it. */
int yard_look(struct peering *pe, struct yard *y, const struct area *area,
    struct yard_row **rows, size_t *n, size_t chosen[DISTINCT_MOST],
    size_t *nchosen, struct err *err);
/* Whether an indicator is looked at. */
bool yard_tests(const struct indicator *ind);

#endif
