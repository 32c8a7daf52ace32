/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odd: changes are told in logarithms of value plus a floor, so that a few
 * more in a small place is no leap; shares in points; what can be below zero
 * in steps of its own spread. The numbers were chosen on the two national
 * tables of key figures that lie four years apart: a few dozen values of the
 * whole country are doubted there.
 */
#include "ingest/odd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SAMPLE 1024 /* values that tell a distribution */
#define ENOUGH 30   /* fewer tell nothing of it */
#define SPREADS 10.0
#define POINTS 30.0	/* of a share, at least */
#define POINTS_FEW 50.0 /* where there is no distribution */
#define TIMES_FEW 5.0
#define TIMES_ALL 4.0 /* of the median of a column */
#define TIMES_PEERS 5.0
#define TOP 200 /* one in so many may stand apart from its peers */

/* At least so many times as much (or as little) as before, by level. */
static const double times[LEVELS] = { [LEVEL_LAND] = 2,
	[LEVEL_GEMEENTE] = 2,
	[LEVEL_WIJK] = 4,
	[LEVEL_BUURT] = 6 };

enum scale { SCALE_LOG, SCALE_POINTS, SCALE_SPREAD };

struct level { /* what the values of a level are like */
	enum scale scale;
	double floor;		 /* added before the logarithm is taken */
	double most;		 /* the largest step that is not doubted */
	double middle;		 /* of the steps */
	double top;		 /* above it: far beyond all peers */
	bool usual;		 /* there is a distribution */
	double all_was, all_now; /* medians, where all changed as one; NAN */
};

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Of sorted values. */
static double
quantile(const double v[], size_t n, double q)
{
	size_t at = (size_t)(q * (double)n);

	return v[at < n ? at : n - 1];
}

static double
spread_of(double v[], size_t n, double *middle)
{
	double wide = (quantile(v, n, 0.9) - quantile(v, n, 0.1)) / 2.563;
	double near;

	*middle = quantile(v, n, 0.5);
	for (size_t i = 0; i < n; i++)
		v[i] = fabs(v[i] - *middle);
	qsort(v, n, sizeof(*v), by_size);
	near = 1.4826 * quantile(v, n, 0.5);
	return fmax(near, wide);
}

/* Below what no change is one, whatever it is in times. */
static double
least_floor(enum indicator_kind kind)
{
	if (kind == KIND_COUNT)
		return 25.0; /* fewer come and go by chance */
	return kind == KIND_DISTANCE ? 1.0 : 0.0; /* km */
}

static double
step(const struct level *l, double from, double to)
{
	if (l->scale != SCALE_LOG)
		return to - from;
	return log((fmax(to, 0) + l->floor) / (fmax(from, 0) + l->floor));
}

struct pairs { /* a sample of a level, spread over all of it */
	double was[SAMPLE], now[SAMPLE];
	size_t n, all;
};

/* A value that did not come just now is the same as it was. */
static double
before(const struct odd_series *s, size_t i)
{
	if (s->ago != NULL && !isnan(s->ago[i]))
		return s->ago[i];
	return s->fresh[i] ? s->old[i] : s->now[i];
}

static void
take_pairs(const struct odd_series *s, enum area_level level, struct pairs *p)
{
	size_t stride, seen = 0;

	p->n = p->all = 0;
	for (size_t i = 0; i < s->n; i++)
		p->all += s->areas[i].level == level && !isnan(s->now[i]) &&
		    !isnan(before(s, i));
	stride = p->all / SAMPLE + 1;
	for (size_t i = 0; i < s->n && p->n < SAMPLE; i++) {
		if (s->areas[i].level != level || isnan(s->now[i]) ||
		    isnan(before(s, i)) || seen++ % stride != 0)
			continue;
		p->was[p->n] = before(s, i);
		p->now[p->n++] = s->now[i];
	}
}

/* The floor: what a small one of the level was. */
static double
floor_of(const struct odd_series *s, const struct pairs *p)
{
	double v[SAMPLE], low;
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->was[i] > 0)
			v[n++] = p->was[i];
	if (n == 0)
		return fmax(least_floor(s->kind), 1.0);
	qsort(v, n, sizeof(*v), by_size);
	low = quantile(v, n, 0.25);
	return fmax(p->all < ENOUGH ? low / 20 : low, least_floor(s->kind));
}

static enum scale
scale_of(const struct odd_series *s, const struct pairs *p)
{
	if (s->kind == KIND_SHARE)
		return SCALE_POINTS;
	if ((s->kind == KIND_COUNT && !s->amounts) ||
	    s->kind == KIND_DISTANCE)
		return SCALE_LOG;
	for (size_t i = 0; i < p->n; i++)
		if (p->was[i] < 0 || p->now[i] < 0)
			return SCALE_SPREAD;
	return SCALE_LOG;
}

/* Whether the level changed as one, as when the unit is another. */
static void
look_at_all(const struct pairs *p, struct level *l)
{
	double v[SAMPLE];

	if (l->scale != SCALE_LOG || fabs(l->middle) < log(TIMES_ALL))
		return;
	memcpy(v, p->was, p->n * sizeof(*v));
	qsort(v, p->n, sizeof(*v), by_size);
	l->all_was = quantile(v, p->n, 0.5);
	memcpy(v, p->now, p->n * sizeof(*v));
	qsort(v, p->n, sizeof(*v), by_size);
	l->all_now = quantile(v, p->n, 0.5);
}

/* How far changes of this level go. */
static void
learn(const struct odd_series *s, enum area_level level, const struct pairs *p,
    struct level *l)
{
	double d[SAMPLE], spread, least;

	*l = (struct level){ .all_was = NAN, .all_now = NAN };
	l->scale = scale_of(s, p);
	l->floor = floor_of(s, p);
	l->usual = p->all >= ENOUGH;
	if (!l->usual) {
		l->most = l->scale == SCALE_LOG ? log(TIMES_FEW)
		    : l->scale == SCALE_POINTS	? POINTS_FEW
						: INFINITY;
		return;
	}
	for (size_t i = 0; i < p->n; i++)
		d[i] = step(l, p->was[i], p->now[i]);
	qsort(d, p->n, sizeof(*d), by_size);
	spread = spread_of(d, p->n, &l->middle);
	if (l->scale == SCALE_SPREAD) {
		double same;

		memcpy(d, p->was, p->n * sizeof(*d));
		qsort(d, p->n, sizeof(*d), by_size);
		least = 3 * spread_of(d, p->n, &same);
	} else
		least = l->scale == SCALE_LOG ? log(times[level]) : POINTS;
	l->most = fmax(SPREADS * spread, least);
	look_at_all(p, l);
}

/* Whether from was never to become to. again: the same period, told anew. */
static bool
is_leap(const struct level *l, double from, double to, bool again)
{
	double d = step(l, from, to);

	return fabs(d - (again || !l->usual ? 0 : l->middle)) > l->most;
}

/* Above what value one stands apart from all others of its level: where the
 * next lower one is several times less, and hardly any is higher. */
static double
top_of(const struct odd_series *s, enum area_level level)
{
	double *v = mem_new(s->n + 1, sizeof(*v)), top = INFINITY, edge = 0;
	size_t n = 0, all = 0, may;

	for (size_t i = 0; i < s->n; i++)
		if (s->areas[i].level == level && s->now[i] > 0)
			v[n++] = s->now[i];
	all = n;
	if (n < ENOUGH)
		goto done;
	if (n > 2 * SAMPLE) { /* only the highest need to be in order */
		double some[SAMPLE];
		size_t stride = n / SAMPLE + 1, k = 0, kept = 0;

		for (size_t i = 0; i < n; i += stride)
			some[k++] = v[i];
		qsort(some, k, sizeof(*some), by_size);
		edge = quantile(some, k, 0.97);
		for (size_t i = 0; i < n; i++)
			if (v[i] >= edge)
				v[kept++] = v[i];
		n = kept;
	}
	qsort(v, n, sizeof(*v), by_size);
	may = all / TOP < 2 ? 2 : all / TOP;
	for (size_t i = n - 1; i > 0 && n - i <= may; i--)
		if (v[i] >= TIMES_PEERS * v[i - 1])
			top = v[i];
done:
	free(v);
	return top;
}

static bool
never_negative(enum indicator_kind kind)
{
	return kind == KIND_COUNT || kind == KIND_SHARE ||
	    kind == KIND_DISTANCE;
}

/* One value: DOUBT_KINDS when there is nothing to say of it. */
static enum doubt_kind
look_at(
    const struct odd_series *s, const struct level *l, size_t i, double *was)
{
	const double v = s->now[i], old = s->old[i];
	const double ago = s->ago != NULL ? s->ago[i] : NAN;

	*was = !isnan(old) ? old : ago;
	if (v < 0 && !s->amounts && never_negative(s->kind))
		return DOUBT_NEGATIVE;
	if (!isnan(*was) && isnan(l->all_was) &&
	    is_leap(l, *was, v, !isnan(old)))
		return DOUBT_LEAP;
	*was = NAN;
	if (v >= l->top || (s->kind == KIND_SHARE && v > 100))
		return DOUBT_PEERS;
	return DOUBT_KINDS;
}

int
odd_find(const struct odd_series *s, odd_sink *sink, void *arg, struct err *err)
{
	struct level levels[LEVELS];
	struct pairs *p = mem_new(1, sizeof(*p));
	bool told = false;
	double was;
	int rc = 0;

	for (int k = 0; k < LEVELS && s->kind != KIND_CODE && rc == 0; k++) {
		struct level *l = &levels[k];

		take_pairs(s, (enum area_level)k, p);
		learn(s, (enum area_level)k, p, l);
		l->top = top_of(s, (enum area_level)k);
		if (isnan(l->all_was) || told)
			continue;
		told = true;
		rc =
		    sink(arg, ODD_ALL, DOUBT_LEAP, l->all_was, l->all_now, err);
	}
	for (size_t i = 0; i < s->n && s->kind != KIND_CODE && rc == 0; i++) {
		enum doubt_kind kind;

		if (!s->fresh[i] || isnan(s->now[i]))
			continue;
		kind = look_at(s, &levels[s->areas[i].level], i, &was);
		if (kind != DOUBT_KINDS)
			rc = sink(arg, i, kind, was, s->now[i], err);
	}
	free(p);
	return rc;
}
