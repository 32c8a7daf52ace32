/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * suppress: which counts are left out, and what an attacker makes of the rest.
 */
#include "analysis/suppress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/linear.h"
#include "base/mem.h"

#define MOVED 1e-7
#define SLACK 1e-6 /* sums of counts with decimals: rounding errors */

/* What of a whole is in no known part: 0 when the sum is no sum; NAN when it
 * is none at all. */
static double
rest_of(const double values[], const struct sums *sums, const struct sum *s,
    bool *loose)
{
	double rest = values[s->whole];
	size_t i;

	*loose = s->loose;
	for (i = 0; i < s->n; i++) {
		double v = values[sums->parts[s->first + i]];

		if (isnan(v))
			*loose = true; /* it has some of it; nobody knows */
		else
			rest -= v;
	}
	if (fabs(rest) <= SLACK)
		rest = 0;
	else if (rest < 0)
		return NAN;
	else
		*loose = true;
	return rest;
}

/* A table that is looked for: per cell what is added and what is taken off. */
struct search {
	struct linear *l;
	const double *values;
	size_t n;
	size_t *more, *less; /* columns */
	double *up, *down;   /* the most that was found of each */
	enum suppress *out;
};

static void
open_search(struct search *s, const struct sums *sums)
{
	size_t i, k;

	s->l = linear_new();
	s->more = mem_new(s->n, sizeof(*s->more));
	s->less = mem_new(s->n, sizeof(*s->less));
	s->up = mem_new(s->n, sizeof(*s->up));
	s->down = mem_new(s->n, sizeof(*s->down));
	for (i = 0; i < s->n; i++) {
		double v = isnan(s->values[i]) ? 0 : s->values[i];

		s->more[i] =
		    linear_column(s->l, 0, isnan(s->values[i]) ? 0 : INFINITY);
		s->less[i] = linear_column(s->l, 0, v);
	}
	for (i = 0; i < sums->n; i++) {
		const struct sum *sum = &sums->items[i];
		bool loose;
		double rest = rest_of(s->values, sums, sum, &loose);

		if (isnan(rest))
			continue;
		size_t free_part =
		    loose ? linear_column(s->l, -rest, INFINITY) : 0;
		linear_row(s->l);
		linear_put(s->l, s->more[sum->whole], -1);
		linear_put(s->l, s->less[sum->whole], 1);
		for (k = 0; k < sum->n; k++) {
			size_t part = sums->parts[sum->first + k];

			linear_put(s->l, s->more[part], 1);
			linear_put(s->l, s->less[part], -1);
		}
		if (loose)
			linear_put(s->l, free_part, 1);
	}
}

static void
close_search(struct search *s)
{
	linear_free(s->l);
	free(s->more);
	free(s->less);
	free(s->up);
	free(s->down);
}

/* Moving what is left out already is nearly free; of what is printed the
 * smallest counts are least missed. */
static void
set_costs(struct search *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		double cost = isnan(s->values[i]) ? 0
		    : s->out[i] == SUPPRESS_NOT	  ? 1 + s->values[i]
						  : 1e-4;

		linear_cost(s->l, s->more[i], cost);
		linear_cost(s->l, s->less[i], cost);
	}
}

/* Every cell that the table moves is left out from here on. */
static void
take_moves(struct search *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		double d = linear_value(s->l, s->more[i]) -
		    linear_value(s->l, s->less[i]);

		if (fabs(d) <= MOVED)
			continue;
		if (s->out[i] == SUPPRESS_NOT)
			s->out[i] = SUPPRESS_WITH;
		s->up[i] = fmax(s->up[i], d);
		s->down[i] = fmax(s->down[i], -d);
	}
}

static bool
safe(const struct search *s, size_t i)
{
	return s->up[i] + s->down[i] >= SUPPRESS_WIDTH - MOVED;
}

/* Find the table in which cell is SUPPRESS_WIDTH more. */
static int
protect(struct search *s, size_t cell, struct err *err)
{
	double least;
	int got;
	size_t i;

	set_costs(s);
	linear_bounds(s->l, s->more[cell], SUPPRESS_WIDTH, SUPPRESS_WIDTH);
	linear_bounds(s->l, s->less[cell], 0, 0);
	got = linear_solve(s->l, &least, err);
	if (got == 1)
		take_moves(s);
	else if (got != -1) {
		/* Cannot be: more of everything is always a table. Should it
		 * be, nothing is printed rather than too much. */
		for (i = 0; i < s->n; i++)
			if (!isnan(s->values[i]) && s->out[i] == SUPPRESS_NOT)
				s->out[i] = SUPPRESS_WITH;
		s->up[cell] = SUPPRESS_WIDTH;
	}
	linear_bounds(s->l, s->more[cell], 0, INFINITY);
	linear_bounds(s->l, s->less[cell], 0, s->values[cell]);
	return got == -1 ? -1 : 0;
}

int
suppress_counts(const double values[], size_t n, const struct sums *sums,
    double threshold, enum suppress out[], struct err *err)
{
	struct search s = { .values = values, .n = n, .out = out };
	bool again = false;
	size_t i;
	int rc = -1;

	for (i = 0; i < n; i++) {
		out[i] = values[i] > 0 && values[i] < threshold ? SUPPRESS_SMALL
								: SUPPRESS_NOT;
		again |= out[i] == SUPPRESS_SMALL;
	}
	if (!again)
		return 0;
	open_search(&s, sums);
	while (again) {
		again = false;
		for (i = 0; i < n; i++) {
			if (out[i] == SUPPRESS_NOT || safe(&s, i))
				continue;
			if (protect(&s, i, err) == -1)
				goto done;
			again = true;
		}
	}
	rc = 0;
done:
	close_search(&s);
	return rc;
}

/* Cells as columns: fixed, or free from zero on. */
static void
attack_rows(const double values[], const struct sums *sums, struct linear *l)
{
	size_t i, k;

	for (i = 0; i < sums->n; i++) {
		const struct sum *sum = &sums->items[i];
		bool loose;
		double rest = rest_of(values, sums, sum, &loose);

		if (isnan(rest))
			continue;
		size_t free_part = loose ? linear_column(l, 0, INFINITY) : 0;
		linear_row(l);
		linear_put(l, sum->whole, -1);
		for (k = 0; k < sum->n; k++)
			linear_put(l, sums->parts[sum->first + k], 1);
		if (loose)
			linear_put(l, free_part, 1);
	}
}

int
suppress_attack(const double values[], size_t n, const struct sums *sums,
    const bool hidden[], size_t cell, double *low, double *high,
    struct err *err)
{
	struct linear *l = linear_new();
	size_t i;
	double v;
	int got, rc = -1;

	for (i = 0; i < n; i++) {
		if (isnan(values[i]))
			linear_column(l, 0, 0);
		else if (hidden[i])
			linear_column(l, 0, INFINITY);
		else
			linear_column(l, values[i], values[i]);
	}
	attack_rows(values, sums, l);
	linear_cost(l, cell, 1);
	got = linear_solve(l, &v, err);
	if (got == 0)
		err_set(err, ERR_INPUT,
		    "small counts: what is printed contradicts the sums: "
		    "look for a table whose parts are more than the whole");
	if (got != 1)
		goto done;
	*low = v;
	linear_cost(l, cell, -1);
	got = linear_solve(l, &v, err);
	if (got == -1)
		goto done;
	*high = got == 1 ? -v : INFINITY;
	rc = 0;
done:
	linear_free(l);
	return rc;
}
