/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * since: what one figure of one area was in the newest closed edition, and
 * what it is now. For the profile and for the page of changes.
 */
#ifndef PAGE_SINCE_H
#define PAGE_SINCE_H

#include "page/own.h"

enum moved { /* in the order that they are told */
	MOVED_PLACE,   /* of another period, and of other boundaries */
	MOVED_GONE,    /* there was a figure, and there is none */
	MOVED_REVISED, /* another figure of the same period */
	MOVED_PERIOD,  /* of a newer period */
	MOVED_NEW,     /* there was none, and there is one */
	MOVED_TABLE,   /* the same, out of another table */
	MOVED_NOT,
	MOVED_KINDS = MOVED_NOT
};
extern const char *const moved_names[MOVED_KINDS]; /* "place", ... */

struct move {
	const struct indicator *ind;
	enum moved kind;
	const char *was_period, *now_period; /* or NULL */
	struct cell_value was, now;
	struct comparison difference; /* of period and revised */
	bool equal;		      /* both are printed alike */
};

/* Whether it is on pages at all: in a range chart or a key figure. */
bool since_shown(const struct indicator *ind);
/* The newest periods of an indicator at a level, of then and now; false: what
 * it was made of was not fetched since, so nothing moved. */
struct since_periods {
	const char *was, *now; /* or NULL */
};
bool since_periods(const struct page *p, const struct indicator *ind,
    enum area_level level, struct since_periods *out);
/* What kind it is, by the two figures of an area: fills kind, difference and
 * equal of a move that has all else. */
int since_judge(
    struct page *p, const char *code, struct move *m, struct err *err);
/* "57% (2024)": a figure with its period; "geen" where there is no period. */
const char *since_cell(struct page *p, const struct indicator *ind,
    const struct cell_value *cell, const char *period);
/* Whether a claim held in the edition, and does not now. */
bool since_lost(const struct page *p, const struct judged *j);

#endif
