/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * eval: what the figures say of an expression. Three answers: yes, no, and
 * unknown, which is never taken for yes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare.h"
#include "base/mem.h"
#include "claims/eval.h"

static int eval_amount(struct eval *ev, const struct node *n,
    struct quantity *out, struct answer *a);

void
verdict_clear(struct verdict *v)
{
	for (size_t i = 0; i < v->n; i++)
		claim_figure_clear(&v->figures[i]);
	free(v->figures);
	*v = (struct verdict){ 0 };
}

static bool
among(const struct eval *ev, const struct quantity *a, const struct leaf *l,
    bool by_period)
{
	for (size_t i = 0; i < ev->n; i++)
		if (a->leaves[i] &&
		    (by_period ? strcmp(ev->leaves[i].period, l->period)
			       : strcmp(ev->leaves[i].area, l->area)) == 0)
			return true;
	return false;
}

/* Whether all of a is also in b: its areas, or its periods. */
static bool
covers(const struct eval *ev, const struct quantity *a,
    const struct quantity *b, bool by_period)
{
	for (size_t i = 0; i < ev->n; i++)
		if (a->leaves[i] && !among(ev, b, &ev->leaves[i], by_period))
			return false;
	return true;
}

static const struct leaf *
first_leaf(const struct eval *ev, const struct quantity *a)
{
	for (size_t i = 0; i < ev->n; i++)
		if (a->leaves[i])
			return &ev->leaves[i];
	return NULL;
}

/* One area over years, or several areas in the same ones. */
static int
check_years(struct eval *ev, size_t at, const struct quantity *a,
    const struct quantity *b)
{
	const struct leaf *x = first_leaf(ev, a), *y = first_leaf(ev, b);
	const bool areas = covers(ev, a, b, false) && covers(ev, b, a, false);
	const bool periods = covers(ev, a, b, true) && covers(ev, b, a, true);

	if (x == NULL || y == NULL)
		return 0;
	if (!areas && !periods)
		return expr_error(ev->e, at, ev->err,
		    "%s in %s is put beside %s in %s: compare areas in the "
		    "same period, or one area with itself",
		    x->area, x->period, y->area, y->period);
	for (size_t i = 0; i < ev->n; i++)
		for (size_t k = 0; k < ev->n; k++)
			if (a->leaves[i] && b->leaves[k] &&
			    strcmp(ev->leaves[i].area, ev->leaves[k].area) ==
				0 &&
			    eval_place(
				ev, at, &ev->leaves[i], &ev->leaves[k]) == -1)
				return -1;
	return 0;
}

static struct noise
exact(double v)
{
	return (struct noise){ NOISE_NONE, 0.0, v, v };
}

/* What is known of how sure it is stays known when a plain number is brought
 * in. */
static void
scale_noise(const struct quantity *a, double factor, struct quantity *out)
{
	out->noise = a->noise;
	out->noise.sd *= fabs(factor);
	out->noise.low = fmin(a->noise.low * factor, a->noise.high * factor);
	out->noise.high = fmax(a->noise.low * factor, a->noise.high * factor);
	out->step = a->step * fabs(factor);
}

static int
eval_binary(struct eval *ev, const struct node *n, struct quantity *out,
    struct answer *a)
{
	struct quantity x = { 0 }, y = { 0 };

	if (eval_amount(ev, n->a, &x, a) == -1 ||
	    eval_amount(ev, n->b, &y, a) == -1 ||
	    check_years(ev, n->at, &x, &y) == -1)
		return -1;
	for (size_t i = 0; i < ev->n; i++)
		out->leaves[i] = x.leaves[i] || y.leaves[i];
	out->noise = (struct noise){ NOISE_UNKNOWN, NAN, NAN, NAN };
	switch (n->op) {
	case OP_ADD:
		out->value = x.value + y.value;
		break;
	case OP_SUBTRACT:
		out->value = x.value - y.value;
		break;
	case OP_MULTIPLY:
		out->value = x.value * y.value;
		if (n->a->op == OP_NUMBER)
			scale_noise(&y, x.value, out);
		else if (n->b->op == OP_NUMBER)
			scale_noise(&x, y.value, out);
		break;
	default:
		out->value = y.value == 0.0 ? (double)NAN : x.value / y.value;
		if (y.value == 0.0)
			eval_doubt(a, DOUBT_ZERO, "a division by zero");
		else if (n->b->op == OP_NUMBER)
			scale_noise(&x, 1.0 / y.value, out);
	}
	return 0;
}

static int
eval_amount(struct eval *ev, const struct node *n, struct quantity *out,
    struct answer *a)
{
	struct quantity x = { 0 };

	switch (n->op) {
	case OP_NUMBER:
		out->value = n->number;
		out->noise = exact(n->number);
		return 0;
	case OP_INDICATOR:
	case OP_CHANGE:
	case OP_RANK:
		return eval_figure(ev, n, out, a);
	case OP_NEGATE:
		if (eval_amount(ev, n->a, &x, a) == -1)
			return -1;
		*out = x;
		out->value = -x.value;
		scale_noise(&x, -1.0, out);
		return 0;
	default:
		return eval_binary(ev, n, out, a);
	}
}

static bool
ordered(enum op op)
{
	return op == OP_LESS || op == OP_LESS_EQUAL || op == OP_GREATER ||
	    op == OP_GREATER_EQUAL;
}

/* Values that are as they are printed: half of the last decimal is nothing. */
static bool
equal(const struct node *n, double x, double y)
{
	const double least = n->indicator != NULL
	    ? 0.5 * pow(10.0, -n->indicator->decimals)
	    : 1e-9 * fmax(fabs(x), fabs(y));

	return fabs(x - y) <= fmin(least, 0.5);
}

static bool
alike(const struct node *n, const struct quantity *x, const struct quantity *y)
{
	const enum indicator_kind kind =
	    n->indicator != NULL ? n->indicator->kind : KIND_RATE;
	struct comparison c;

	compare_noisy(x->value, &x->noise, y->value, &y->noise, kind,
	    fmax(x->step, y->step), &c);
	return c.difference == DIFF_SIMILAR;
}

static bool
holds(const struct node *n, const struct quantity *x, const struct quantity *y)
{
	switch (n->op) {
	case OP_LESS:
		return x->value < y->value;
	case OP_LESS_EQUAL:
		return x->value <= y->value;
	case OP_GREATER:
		return x->value > y->value;
	case OP_GREATER_EQUAL:
		return x->value >= y->value;
	case OP_EQUAL:
		return equal(n, x->value, y->value);
	case OP_UNEQUAL:
		return !equal(n, x->value, y->value);
	default:
		return alike(n, x, y);
	}
}

/* Whether it cannot be told which is more. */
static bool
unsure(const struct quantity *x, const struct quantity *y)
{
	if (x->noise.kind == NOISE_UNKNOWN || y->noise.kind == NOISE_UNKNOWN ||
	    (x->noise.kind == NOISE_NONE && y->noise.kind == NOISE_NONE) ||
	    x->value == y->value)
		return false;
	return noise_same(x->value, &x->noise, y->value, &y->noise);
}

/* A plain number is told in the unit of what it is compared with; a place
 * among others has none. */
static struct side
side_of(const struct node *n, const struct node *part, double value)
{
	const bool place = n->unit != NULL && strcmp(n->unit, "place") == 0;
	const struct indicator *ind =
	    part->unit == NULL ? n->indicator : part->indicator;

	return (struct side){ value, place ? NULL : ind };
}

static int
eval_comparison(struct eval *ev, const struct node *n, struct answer *a)
{
	struct quantity x = { 0 }, y = { 0 };
	enum trend_why one, other;

	if (n->a->type == TYPE_DIRECTION) {
		if (eval_direction(ev, n->a, &one, a) == -1 ||
		    eval_direction(ev, n->b, &other, a) == -1)
			return -1;
		a->truth = one == TREND_EMPTY || other == TREND_EMPTY
		    ? TRUTH_UNKNOWN
		    : (one == other) == (n->op == OP_EQUAL) ? TRUTH_YES
							    : TRUTH_NO;
		return 0;
	}
	if (eval_amount(ev, n->a, &x, a) == -1 ||
	    eval_amount(ev, n->b, &y, a) == -1 ||
	    check_years(ev, n->at, &x, &y) == -1)
		return -1;
	a->compared = true;
	a->left = side_of(n, n->a, x.value);
	a->right = side_of(n, n->b, y.value);
	if (isnan(x.value) || isnan(y.value)) {
		a->truth = TRUTH_UNKNOWN;
	} else if (ordered(n->op) && unsure(&x, &y)) {
		a->truth = TRUTH_UNKNOWN;
		eval_doubt(a, DOUBT_WITHIN,
		    "%.6g and %.6g: the difference lies within rounding, "
		    "chance or the bounds of an estimate",
		    x.value, y.value);
	} else
		a->truth = holds(n, &x, &y) ? TRUTH_YES : TRUTH_NO;
	return 0;
}

static int
eval_truth(struct eval *ev, const struct node *n, struct answer *a)
{
	struct answer x = { 0 }, y = { 0 };
	const enum truth decides = n->op == OP_AND ? TRUTH_NO : TRUTH_YES;

	if (n->op >= OP_LESS && n->op <= OP_ALIKE)
		return eval_comparison(ev, n, a);
	if (eval_truth(ev, n->a, &x) == -1)
		return -1;
	if (n->op == OP_NOT) {
		*a = x;
		if (x.truth != TRUTH_UNKNOWN)
			a->truth = x.truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
		return 0;
	}
	if (eval_truth(ev, n->b, &y) == -1)
		return -1;
	if (x.truth == decides)
		*a = x;
	else if (y.truth == decides)
		*a = y;
	else
		*a = x.truth == TRUTH_UNKNOWN ? x : y;
	return 0;
}

int
expr_eval(
    const struct expr *e, struct panel *p, struct verdict *out, struct err *err)
{
	struct verdict v = { 0 };
	struct eval *ev = mem_new(1, sizeof(*ev));
	struct answer a = { 0 };
	int rc = -1;

	ev->e = e;
	ev->panel = p;
	ev->v = &v;
	ev->err = err;
	if (eval_truth(ev, e->root, &a) == -1)
		goto done;
	v.truth = a.truth;
	v.compared = a.compared;
	v.left = a.left;
	v.right = a.right;
	if (a.truth == TRUTH_UNKNOWN) {
		v.doubt = a.doubt;
		memcpy(v.why, a.why, sizeof(v.why));
	}
	*out = v;
	v = (struct verdict){ 0 };
	rc = 0;
done:
	verdict_clear(&v);
	free(ev);
	return rc;
}
