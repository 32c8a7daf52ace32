/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: the tree of an expression.
 */
#ifndef CLAIMS_OWN_H
#define CLAIMS_OWN_H

#include "claims/expr.h"

enum op {
	OP_NUMBER,    /* number */
	OP_INDICATOR, /* indicator(area, period) */
	OP_CHANGE,    /* of it, from period from to period */
	OP_RANK,      /* of it, among the areas of level in within */
	OP_TREND,
	OP_DIRECTION, /* number: enum trend_why */
	OP_NEGATE,
	OP_ADD,
	OP_SUBTRACT,
	OP_MULTIPLY,
	OP_DIVIDE,
	OP_LESS, /* comparisons: from here ... */
	OP_LESS_EQUAL,
	OP_EQUAL,
	OP_UNEQUAL,
	OP_GREATER_EQUAL,
	OP_GREATER,
	OP_ALIKE, /* ... to here */
	OP_NOT,
	OP_AND,
	OP_OR
};

enum type { TYPE_NUMBER, TYPE_TRUTH, TYPE_DIRECTION };

struct node {
	enum op op;
	enum type type;
	size_t at; /* byte of the text */
	struct node *a, *b;
	double number;
	const struct indicator *indicator; /* also: whose unit the value has */
	const char *unit; /* NULL: a plain number; "": a ratio */
	char area[AREA_CODE], within[AREA_CODE];
	size_t area_at, period_at, within_at;
	char period[PERIOD_LEN], from[PERIOD_LEN];
	enum area_level level;
};

struct expr {
	char *text, *file;
	int line, column;
	const struct indicators *indicators;
	struct node *root;
};

/* "FILE:LINE:COLUMN: message", the line of the text, and a caret. -1. */
int expr_error(const struct expr *e, size_t at, struct err *err,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* headline.c: whether claim i of a judgement may be the headline of a chart.
 * ERR_INPUT when its indicator is not known. */
struct judgement;
int headline_judge(
    struct panel *p, struct judgement *all, size_t i, struct err *err);

/* ", did you mean X" into out, or "". Returns out. */
char *near_indicator(
    const struct indicators *all, const char *typed, char out[80]);
bool is_newest(const char *period);

#endif
