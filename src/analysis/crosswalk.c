/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crosswalk: figures of areas of one year over the areas of another.
 */
#include "analysis/crosswalk.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static int
by_pair(const void *a, const void *b)
{
	const struct weight *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

int
crosswalk_check(struct weight weights[], size_t n, const char *const names[],
    size_t nfrom, size_t nto, struct err *err)
{
	double sum = 0.0, error = 0.0;

	for (size_t i = 0; i < n; i++) {
		const struct weight *w = &weights[i];

		if (w->from >= nfrom || w->to >= nto)
			return err_set(err, ERR_INPUT,
			    "a weight of an area that is not there");
		if (!(w->part > 0.0) || w->part > 1.0 + CROSSWALK_SLACK)
			return err_set(err, ERR_INPUT,
			    "%s: a weight of %g: it must be above 0 and at "
			    "most 1",
			    names[w->from], w->part);
	}
	if (n > 1)
		qsort(weights, n, sizeof(*weights), by_pair);
	for (size_t i = 0; i < n; i++) {
		const struct weight *w = &weights[i];
		double add = w->part - error, next = sum + add;

		if (i > 0 && by_pair(w, w - 1) == 0)
			return err_set(err, ERR_INPUT,
			    "%s: goes twice to the same area: keep one line",
			    names[w->from]);
		error = (next - sum) - add;
		sum = next;
		if (i + 1 < n && weights[i + 1].from == w->from)
			continue;
		if (fabs(sum - 1.0) > CROSSWALK_SLACK)
			return err_set(err, ERR_INPUT,
			    "%s: its weights are %.10g together: they must "
			    "add up to 1 (a part that goes nowhere is missing)",
			    names[w->from], sum);
		sum = error = 0.0;
	}
	return 0;
}

static bool
is_whole(double part)
{
	return part >= 1.0 - CROSSWALK_SLACK;
}

static void
start(struct carried out[], size_t nto)
{
	for (size_t i = 0; i < nto; i++)
		out[i] =
		    (struct carried){ .amount = { 0, 0, 0 }, .whole = true };
}

void
crosswalk_counts(const struct weight weights[], size_t n,
    const struct amount counts[], size_t nto, struct carried out[])
{
	start(out, nto);
	for (size_t i = 0; i < n; i++) {
		const struct weight *w = &weights[i];
		const struct amount *a = &counts[w->from];
		struct carried *c = &out[w->to];

		c->amount.value += w->part * a->value;
		c->amount.high += a->high;
		if (is_whole(w->part))
			c->amount.low += a->low;
		else
			c->whole = false;
		c->parts++;
	}
	for (size_t i = 0; i < nto; i++)
		if (out[i].parts == 0)
			out[i] = (struct carried){ .amount = {
						       NAN, 0.0, INFINITY } };
}

/* Both sides of one share while it is added up. whole: of areas that were not
 * split; loose: of those that were, so anything up to this may have gone. */
struct sides {
	double top, bottom;
	double low_top, high_top, low_bottom, high_bottom;
	double loose_top, loose_rest; /* at most: in, and not in, the top */
};

static void
add_side(struct sides *s, double part, const struct amount *top,
    const struct amount *bottom)
{
	s->top += part * top->value;
	s->bottom += part * bottom->value;
	if (is_whole(part)) {
		s->low_top += top->low;
		s->high_top += top->high;
		s->low_bottom += bottom->low;
		s->high_bottom += bottom->high;
	} else {
		s->loose_top += top->high;
		s->loose_rest += fmax(bottom->high - top->low, 0.0);
	}
}

/* top / bottom, where nothing over nothing is whatever it is given. */
static double
over(double top, double bottom, double otherwise)
{
	if (isinf(bottom))
		return 0.0;
	return bottom > 0.0 ? top / bottom : otherwise;
}

/* The extremes: when all that may have gone in of the one side went, and none
 * of the other. As part of the bottom, what goes in the top goes in both. */
static void
bound(const struct sides *s, double factor, bool part, struct amount *out)
{
	const double rest = fmax(s->high_bottom - s->low_top, 0.0);
	const double least = fmax(s->low_bottom - s->high_top, 0.0);

	if (!part) {
		out->low = factor *
		    over(s->low_top,
			s->high_bottom + s->loose_rest + s->loose_top, 0.0);
		out->high = factor *
		    over(s->high_top + s->loose_top, s->low_bottom, INFINITY);
		return;
	}
	out->low =
	    factor * over(s->low_top, s->low_top + rest + s->loose_rest, 0.0);
	out->high = isinf(s->high_top + s->loose_top) ? factor
						      : factor *
		over(s->high_top + s->loose_top,
		    s->high_top + s->loose_top + least, 1.0);
}

void
crosswalk_ratios(const struct weight weights[], size_t n,
    const struct amount numerators[], const struct amount denominators[],
    double factor, bool part, size_t nto, struct carried out[])
{
	struct sides *sides = mem_new(nto + 1, sizeof(*sides));

	start(out, nto);
	for (size_t i = 0; i < n; i++) {
		const struct weight *w = &weights[i];

		add_side(&sides[w->to], w->part, &numerators[w->from],
		    &denominators[w->from]);
		out[w->to].whole &= is_whole(w->part);
		out[w->to].parts++;
	}
	for (size_t i = 0; i < nto; i++) {
		const struct sides *s = &sides[i];
		struct amount *a = &out[i].amount;

		if (out[i].parts == 0 || s->bottom <= 0.0) {
			*a = (struct amount){ NAN, NAN, NAN };
			continue;
		}
		a->value = factor * s->top / s->bottom;
		bound(s, factor, part, a);
		/* Counts that were rounded each by themselves can be a hair
		 * outside what they allow. */
		if (part && a->value > factor)
			a->value = factor;
		if (a->value < a->low)
			a->low = a->value;
		if (a->value > a->high)
			a->high = a->value;
	}
	free(sides);
}

const char *
carry_name(enum carry carry)
{
	static const char *const names[CARRIES] = { "yes", "no-link", "median",
		"distance", "class", "no-weight", "no-denominator", "modelled",
		"missing" };

	return names[carry];
}

enum carry
carry_rule(const struct indicator *indicator, bool denominator)
{
	if (indicator->modelled)
		return CARRY_MODELLED;
	switch (indicator->kind) {
	case KIND_COUNT:
		return CARRY_YES;
	case KIND_SHARE:
	case KIND_RATE:
		return denominator ? CARRY_YES : CARRY_NO_DENOMINATOR;
	case KIND_MEAN:
		return denominator ? CARRY_YES : CARRY_NO_WEIGHT;
	case KIND_MEDIAN:
		return CARRY_MEDIAN;
	case KIND_DISTANCE:
		return CARRY_DISTANCE;
	case KIND_CODE:
		return CARRY_CLASS;
	}
	return CARRY_CLASS;
}
