/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * eval: what is known while an expression is worked out.
 */
#ifndef CLAIMS_EVAL_H
#define CLAIMS_EVAL_H

#include "claims/own.h"

#define LEAVES (2 * EXPR_LEAVES) /* a change has two */

struct leaf { /* a place in a period */
	char area[AREA_CODE];
	char period[PERIOD_LEN];
	int year; /* vintage */
};

struct quantity {
	double value; /* NAN: ev->why says why */
	struct noise noise;
	double step;	     /* of its rounding; 0: not known */
	bool leaves[LEAVES]; /* what it is made of */
};

struct eval {
	const struct expr *e;
	struct panel *panel;
	struct verdict *v;
	struct err *err;
	struct leaf leaves[LEAVES];
	size_t n;
};

/* What is known of a truth. */
struct answer {
	enum truth truth;
	enum doubt doubt;
	char why[160];
	bool compared;
	struct side left, right;
};

/* Why an answer is not known; of several the first is kept. */
void eval_doubt(struct answer *a, enum doubt doubt, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* indicator(...), change(...), rank(...): its value, and what it is made of. */
int eval_figure(struct eval *ev, const struct node *n, struct quantity *out,
    struct answer *a);
/* Up, down or flat; TREND_EMPTY when none can be said. */
int eval_direction(struct eval *ev, const struct node *n, enum trend_why *out,
    struct answer *a);
/* Whether the area was the same place in the vintages of both; else an error
 * at that byte of the text. */
int eval_place(
    struct eval *ev, size_t at, const struct leaf *a, const struct leaf *b);

#endif
