/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * expr: the small language in which facts under a claim are written, such as
 * "dichtheid(BU06030771, 2024) > 1.5 * dichtheid(GM0603, 2024)". What it can
 * say, and what it refuses: docs/story.md.
 */
#ifndef CLAIMS_EXPR_H
#define CLAIMS_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/trendline.h"
#include "base/err.h"
#include "panel/panel.h"

#define EXPR_BYTES 4000 /* of one expression */
#define EXPR_DEPTH 40	/* of parentheses and signs in each other */
#define EXPR_LEAVES 40	/* figures in one expression */

struct expr;

/* Parse a text that begins at a line and column of a file (both from 1; a new
 * line in it begins at column 1). indicators outlive the expression. Names of
 * indicators, kinds and units are checked here. ERR_INPUT: "FILE:LINE:COLUMN:
 * what: why", the line, and a caret under the place. */
int expr_parse(const char *text, const char *file, int line, int column,
    const struct indicators *indicators, struct expr **out, struct err *err);
void expr_free(struct expr *e);
/* The first area that it names, as written; NULL: none. */
const char *expr_area(const struct expr *e);

enum figure_kind { FIGURE_VALUE, FIGURE_CHANGE, FIGURE_RANK, FIGURE_TREND };

/* A figure that a fact rests on. */
struct claim_figure {
	enum figure_kind kind;
	const struct indicator *indicator;
	char area[AREA_CODE];
	char *name;				   /* of the area; owned */
	char period[PERIOD_LEN], from[PERIOD_LEN]; /* from: of a change */
	struct cell_value cell; /* VALUE; its reason also for the others */
	double value;		/* of the kind: difference, place; NAN: none */
	size_t peers;		/* RANK: areas with a value */
	enum trend_why trend;
};
void claim_figure_clear(struct claim_figure *f);
/* One value by indicator, area (code or id) and period (or "nieuwste",
 * "newest"). ERR_INPUT when one of them is not known, with the near ones. */
int claim_figure_look(struct panel *p, const char *indicator, const char *area,
    const char *period, struct claim_figure *out, struct err *err);

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };
enum doubt { /* why it is unknown */
	DOUBT_NONE,
	DOUBT_MISSING, /* a value is not there */
	DOUBT_WITHIN,  /* the difference lies within what is not sure */
	DOUBT_ZERO,    /* a division by zero */
	DOUBT_TREND,   /* too few points for a direction, or a model */
	DOUBT_PEERS    /* too few areas have a value for a rank */
};

struct side { /* of the comparison that decided */
	double value;
	const struct indicator *indicator; /* whose unit it has; NULL: none */
};
struct verdict {
	enum truth truth;
	enum doubt doubt;
	char why[160]; /* in words for who wrote it; "" when known */
	bool doubted;  /* it rests on a figure that nobody accepted yet */
	char likely[AREA_CODE]; /* an area that is only likely to have been the
				   same place in the years compared; "": none */
	bool compared;		/* left and right are numbers */
	struct side left, right;
	struct claim_figure
	    *figures; /* in the order in which they are written */
	size_t n, cap;
};
/* What the figures say. ERR_INPUT with place and caret for an area or period
 * that is not known, and for what may not be compared: an area that was not
 * the same place, different areas in different periods. The caller clears. */
int expr_eval(const struct expr *e, struct panel *p, struct verdict *out,
    struct err *err);
void verdict_clear(struct verdict *v);

#endif
