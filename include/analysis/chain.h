/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chain: which area of the year before an area is. A code alone does not say
 * so: codes change while the place stays, and codes are used again for
 * another place. CBS says per area and year how it differs from the year
 * before ("Indelingswijziging wijken en buurten"): 1 code and boundary are
 * unchanged, 2 the code is new and the boundary is not, 3 the boundary moved.
 * docs/statistics.md, "Areas through time".
 */
#ifndef ANALYSIS_CHAIN_H
#define ANALYSIS_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/area.h"

/* From the strongest link to the weakest. */
enum link {
	LINK_SAME,     /* unchanged, by CBS's own word */
	LINK_RECODED,  /* the same place under another code */
	LINK_BREAK,    /* the boundary moved */
	LINK_REUSED,   /* the code was there, and was another place */
	LINK_UNPROVEN, /* nobody says so: a year or a change code is missing, or
			  there is no area, or more than one, that it was */
	LINKS
};
/* "same", "recoded", "break", "reused", "unproven". */
const char *link_name(enum link link);

/* What a link rests on. */
enum link_by {
	LINK_BY_CODE,	/* change code */
	LINK_BY_TABLE,	/* a pair that was given */
	LINK_BY_SHAPE,	/* a pair with one boundary */
	LINK_BY_NAME,	/* the only one of that name there */
	LINK_BY_NOTHING /* no link */
};

#define CHAIN_NONE ((size_t)-1)
struct chain_link {
	enum link link;
	enum link_by by;
	size_t before; /* index of what it was, the year before; CHAIN_NONE
			  unless LINK_SAME or LINK_RECODED */
};

/* One year: all areas of all levels, in any order. Borrowed. */
struct chain_year {
	int year;
	const struct area *areas;
	size_t n;
	const double *land; /* hectares, as areas; NAN: unknown; or NULL */
};

/* Two areas that are one place, by a table or by their boundaries: indices in
 * the older and the newer year. */
struct chain_pair {
	size_t before, now;
	enum link_by by; /* LINK_BY_TABLE or LINK_BY_SHAPE */
};

/* Links of all areas of a year to the year before: out[now->n]. The country is
 * always itself. By change code 1: the same code, when it was there. By 2: the
 * pair that is given (a table before a shape), else the only area of that name
 * and level in the same gemeente, or in a gemeente that ended and of which at
 * least two areas, and most of those, went to this gemeente by name; which
 * nothing else says to be its own past, and whose land area does not
 * contradict it (more than 2% and 2 ha). A gemeente without a change code is
 * the same when its buurten are the same ones, all unchanged. Years that are
 * not next to each other prove nothing: LINK_UNPROVEN. */
void chain_links(const struct chain_year *before, const struct chain_year *now,
    const struct chain_pair pairs[], size_t npairs, struct chain_link out[]);

/* Whether the land area of two areas says that they are two places: more than
 * 2% and 2 ha apart. Unknown (NAN) says nothing. */
bool chain_land_differs(double before, double now);

#endif
