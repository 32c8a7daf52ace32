/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * panel: facts as plain arrays: one indicator, one period, a list of areas.
 * The only reader of the store for all that comes after it. Shares that are
 * derived from counts are computed here.
 */
#ifndef PANEL_PANEL_H
#define PANEL_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/chain.h"
#include "analysis/crosswalk.h"
#include "analysis/noise.h"
#include "base/err.h"
#include "model/area.h"
#include "model/indicator.h"
#include "model/own.h"
#include "model/source.h"
#include "store/store.h"

struct panel;

/* One value with where it came from. */
struct cell_value {
	double value; /* NAN when there is none */
	enum absence reason; /* why, then; ABSENCE_UNKNOWN: no such column */
	bool provisional;
	bool doubted; /* nobody accepted it yet: never a headline */
	bool derived; /* computed from parts and denominator */
	/* Of an own area, see panel_own: why there is no value (CARRY_MISSING:
	 * a part has none), and what is known then. */
	enum carry why;
	bool between; /* a count: it lies from low to high (INFINITY: low or
			 more); a figure that is not combined: those of the
			 parts lie so */
	bool estimate; /* a buurt was split for it, by addresses; low and high:
			  it surely lies between, of a count */
	bool implied; /* of these bounds some follow from other figures */
	double low, high;
	double rounding; /* step the published figure is rounded to; 0: as
			    exact as its decimals */
	struct noise noise; /* how sure it is; unknown where there is none */
	const struct column *col; /* of the value, or of its first part */
};

/* Reads the list of columns; store and indicators outlive the panel. */
int panel_open(struct store *store, const struct indicators *indicators,
    struct panel **out, struct err *err);
void panel_close(struct panel *p);
/* The definitions the facts came by (they outlive the panel): they say which
 * columns are bounds. Without them no bounds are known. */
void panel_use_sources(struct panel *p, const struct sources *sources);
/* How the counts of a column (of this panel) are rounded at a level. */
int panel_rounding(struct panel *p, const struct indicator *indicator,
    const struct column *col, enum area_level level, struct rounding *out,
    struct err *err);

/* The column of an indicator in a period (the preferred one when two sources
 * give it: the first by source id), or NULL. For a derived indicator: the
 * column of its first part, when all parts are there. A value of an area that
 * it has no row for is that of another source, over areas of the same year. */
const struct column *panel_column(const struct panel *p,
    const struct indicator *indicator, const char *period);
/* Periods, oldest first, in which the source delivered the indicator for
 * areas of that level. At most max; returns how many. */
size_t panel_periods(const struct panel *p,
    const struct indicator *indicator, enum area_level level,
    const char *out[], size_t max);
/* Values for areas given by code, in the vintage of the column. out[n]. A
 * code that the vintage does not know gets ABSENCE_UNKNOWN. */
int panel_values(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err);
/* The same values (NAN where there is none), and nothing about them: for who
 * asks for many. */
int panel_figures(struct panel *p, const struct indicator *indicator,
    const char *period, const char *const codes[], size_t n, double out[],
    struct err *err);

/* The newest vintage in which a code occurs: 1 and *out (a copy the caller
 * clears), or 0 when it is unknown. */
int panel_area(struct panel *p, const char *code, struct area *out,
    struct err *err);
/* Areas of a level inside another (GM or WK code), newest vintage, by code. */
int panel_within(struct panel *p, const char *code, enum area_level level,
    struct areas *out, struct err *err);

/* Whether a code means the same place in two vintages, as far as facts.db
 * can tell (analysis/chain.h). */
enum same_place {
	PLACE_SAME, /* country, or the same by CBS's own change codes of every
		       year in between */
	PLACE_LIKELY, /* same code and name and nearly the same land area, but
			 not all years in between are known: nothing is carried
			 over that, and no direction said */
	PLACE_CHANGED /* the chain, name or land area says otherwise */
};
int panel_same_place(struct panel *p, const char *code, int from, int to,
    enum same_place *out, struct err *err);
/* By what that is so: the weakest link on the way of a code back from the
 * vintage `to` to `from`, and the newer one of the two years that it lies
 * between. 1, or 0 when there is no way: the country, an area of one's own, or
 * from is not before to. */
int panel_link(struct panel *p, const char *code, int from, int to,
    enum link *out, int *year, struct err *err);

/* A figure of an older year for an area of a newer vintage. */
struct origin { /* an area that it is made of */
	char code[AREA_CODE]; /* of the older vintage */
	double part; /* of it that lies in the area; 1: all */
};
struct carried_cell {
	enum carry carry; /* CARRY_YES, or why there is none */
	struct cell_value cell; /* value NAN unless CARRY_YES */
	double low, high; /* it surely lies between; NAN: not known */
	bool estimate; /* an area was split for it */
	enum basis basis; /* by what, then: the weakest */
	int from; /* vintage of the figures */
	struct origin *origins;
	size_t n, cap;
};
/* The figure of a period for the area with this code in the vintage `year`:
 * over proven links, weights, or, for a gemeente or wijk, all of its buurten
 * (then it is the sum of whole older ones). The caller clears it. */
int panel_carry(struct panel *p, const struct indicator *indicator,
    const char *period, const char *code, int year, struct carried_cell *out,
    struct err *err);
void carried_clear(struct carried_cell *c);

/* Areas of one's own (story/areas.json). From here on their ids stand for them
 * wherever a code does, at LEVEL_OWN: counts are added up over the parts,
 * shares, rates and means weighed by their denominator, other figures not
 * combined (ABSENCE_NO_RULE). Codes that the vintage does not know, parts that
 * overlap, and what no area can be made of are errors that name the line:
 * ERR_INPUT. list outlives the panel. lang: of their names. */
int panel_own(struct panel *p, const struct own_areas *list, const char *lang,
    struct err *err);
/* A warning a line, of what panel_own found. */
const struct strings *panel_warnings(const struct panel *p);
/* All own areas, as areas; appended to out. */
void panel_own_areas(const struct panel *p, struct areas *out);
/* Its name in a language; NULL for another code. */
const char *panel_own_name(
    const struct panel *p, const char *code, const char *lang);
/* The codes of the parts of an own area; their number, 0 for another code. */
size_t panel_own_parts(
    const struct panel *p, const char *code, const char *const **out);
/* What lies in it of one of these, by its addresses: above 0, at most 1. */
double panel_own_share(const struct panel *p, const char *code, size_t part);

/* The definitions: a count that is below the threshold of its source, and what
 * it could be worked out of, is left out of all values from here on
 * (ABSENCE_BY_US, docs/statistics.md). They outlive the panel. */
void panel_guard(struct panel *p, const struct sources *sources);

const struct indicators *panel_indicators(const struct panel *p);
struct store *panel_store(const struct panel *p);

#endif
