/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reader: a geometry on its way from JSON to WKB. The text is first passed
 * over as JSON; what is here then reads the parts whose place is known.
 */
#ifndef GEO_READER_H
#define GEO_READER_H

#include "codec/jlex.h"
#include "geo/own.h"

/* Coordinates in one geometry, and lines, rings and parts in it. */
#define READER_COORDS 2000000
#define READER_PARTS 100000

struct reader {
	struct geo *g;
	enum shape_crs crs;
	struct jlex l;
	char *scratch;	      /* for strings */
	double *xy;	      /* pairs that were read and not yet written */
	size_t n, cap;	      /* of pairs */
	size_t coords, parts; /* in all */
	size_t lost;	      /* lines of one point, rings of two */
	struct buf *wkb;
	struct err *err;
};

/* Arrays, of text that is known to be JSON: step inside (-1 when it is no
 * array), then to each item (false after the last). */
int reader_open(struct reader *r, const char *what);
bool reader_item(struct reader *r, bool *first);
/* An array of positions, added to xy and taken to RD. */
int reader_line(struct reader *r);
/* Pairs as a ring, closed when they were not. Fewer than three corners
 * enclose nothing: see reader_corners. */
void reader_ring(struct reader *r, const double *xy, size_t n);
/* Corners of a ring without the last one when that is the first again. */
size_t reader_corners(const double *xy, size_t n);

/* The Esri kinds, with l.p at the value of the member: 1 when something was
 * written, 0 for an empty one, -1. */
int esri_points(struct reader *r);
int esri_paths(struct reader *r);
int esri_rings(struct reader *r);

#endif
