/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arcs: rings of many areas cut into the pieces that they share. A corner
 * that lies in several rings is one corner; where rings part is a junction;
 * what runs from junction to junction is an arc, once, whoever uses it.
 */
#ifndef GEO_ARCS_H
#define GEO_ARCS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/map.h"

struct corner {
	double x, y;
	uint32_t near[2]; /* its neighbours in the first ring it is in */
	bool junction;
	bool gone; /* taken out by arcs_thin */
};

struct arc {
	size_t from, n; /* its corners are path[from .. from + n) */
};

struct ring_of_arcs {
	size_t from, n; /* its arcs are uses[from .. from + n) */
	size_t corner;	/* while rings are gathered: seq[corner ..] */
	size_t ncorners;
};

struct arcs {
	struct corner *corners;
	size_t ncorners, corners_cap;
	uint32_t *table; /* hash of corners by place: index + 1 */
	size_t table_cap;
	uint32_t *seq; /* corners of the rings, one after the other */
	size_t nseq, seq_cap;
	struct ring_of_arcs *rings;
	size_t nrings, rings_cap;
	struct arc *items;
	size_t n, cap;
	uint32_t *path; /* corners of the arcs */
	size_t npath, path_cap;
	size_t *uses; /* arc * 2, + 1 when it is walked backwards */
	size_t nuses, uses_cap;
	struct map known; /* arcs by their first two corners and their last */
};

void arcs_free(struct arcs *a);
/* A ring, closed or not; rings are numbered as they come. */
void arcs_add(struct arcs *a, const double *xy, size_t n);
/* All rings are there: find junctions and arcs. */
void arcs_cut(struct arcs *a);
/* Take out corners: no arc moves by more than tolerance, arcs that did not
 * cross do not cross afterwards, and no ring loses its inside. */
void arcs_thin(struct arcs *a, double tolerance);
/* What is left of ring number i, closed: pairs in *xy, which is grown (*cap
 * pairs); returns how many. */
size_t arcs_ring(const struct arcs *a, size_t i, double **xy, size_t *cap);

#endif
