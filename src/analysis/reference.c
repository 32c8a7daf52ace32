/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reference: what the peers of an area look like in one indicator, and how
 * far out a value lies among them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/compare.h"
#include "analysis/distinct.h"
#include "base/mem.h"
#include "sort.h"

/* A normal distribution has this much between P10 and P90. */
#define MIDDLE 2.5631031310892007
/* Shares of nothing and of all: as far out as one in four hundred. */
#define EDGE 0.25
/* Ends of the peers are stretched no further than this. */
#define RAREST 0.01
/* The ends are kept one by one, the middle in bins: 400 points say as much of a
 * reference of thousands as all of them. */
#define ENDS 100
#define BINS 200
/* Who is far out of all others: where in one country of a hundred somebody is,
 * were the peers as their quantiles say, lopsided or not (Hoaglin's g, in
 * Exploring Data Tables, Trends, and Shapes, 1985); and where in one of twenty,
 * were their ends to run out no faster than an exponential. How fast these do
 * is told by the inner part of the outer tenth (at most ENDS peers), which
 * those far out do not move. More of them than a third of it are no exceptions
 * but an end that runs out slowly. */
#define FAR_SHAPE 0.01
#define FAR_END 0.05
#define INNER 0.4
#define EXCEPTIONS 3

enum scale { SCALE_PLAIN, SCALE_LOG, SCALE_ODDS, SCALE_ROOT };

struct point {
	double at, weight;
};

struct reference {
	enum scale scale;
	double floor;	      /* added before a log or a root */
	size_t n;	      /* peers with a value */
	double *values;	      /* on the scale, sorted */
	struct point *points; /* their true values, noise taken out */
	size_t npoints;
	double median, low, high, spread;
	double pull;		  /* how far true values lie in, of 1 */
	size_t far_low, far_high; /* peers that are far out at each end */
};

static double
forth(const struct reference *r, double v)
{
	double p;

	switch (r->scale) {
	case SCALE_LOG:
		return log(fmax(v, 0.0) + r->floor);
	case SCALE_ODDS:
		p = fmin(fmax(v, EDGE), 100.0 - EDGE);
		return log(p / (100.0 - p));
	case SCALE_ROOT:
		return 2.0 * sqrt(fmax(v, 0.0) + r->floor);
	case SCALE_PLAIN:
		break;
	}
	return v;
}

static double
back(const struct reference *r, double y)
{
	switch (r->scale) {
	case SCALE_LOG:
		return exp(y) - r->floor;
	case SCALE_ODDS:
		return 100.0 / (1.0 + exp(-y));
	case SCALE_ROOT:
		return y * y / 4.0 - r->floor;
	case SCALE_PLAIN:
		break;
	}
	return y;
}

/* Noise on the scale, to first order. */
static double
stretch(const struct reference *r, double v, double sd)
{
	double p;

	switch (r->scale) {
	case SCALE_LOG:
		return sd / (fmax(v, 0.0) + r->floor);
	case SCALE_ODDS:
		p = fmin(fmax(v, EDGE), 100.0 - EDGE);
		return sd * 100.0 / (p * (100.0 - p));
	case SCALE_ROOT:
		return sd / sqrt(fmax(v, 0.0) + r->floor);
	case SCALE_PLAIN:
		break;
	}
	return sd;
}

/* A log and a root want something above zero: a hundredth of the median. */
static void
choose_scale(struct reference *r, enum indicator_kind kind, bool events,
    const double sorted[])
{
	const double median = compare_quantile(sorted, r->n, 0.5);

	r->scale = SCALE_PLAIN;
	if (kind == KIND_SHARE)
		r->scale = SCALE_ODDS;
	else if (sorted[0] < 0.0 || median <= 0.0)
		return;
	else
		r->scale = events ? SCALE_ROOT : SCALE_LOG;
	r->floor = 0.01 * median;
}

/* The values of the peers are wider than the truth by their noise; pulled in
 * by as much, they are as wide as the truth is. */
static void
put_points(struct reference *r, double pull)
{
	const bool all = r->n <= 2 * ENDS + BINS;
	const size_t middle = all ? 0 : r->n - 2 * ENDS;
	size_t i = 0, bins = 0;

	r->points = mem_new(all ? r->n : 2 * ENDS + BINS, sizeof(*r->points));
	while (i < r->n) {
		size_t upto = i + 1;
		double sum = 0.0;

		if (!all && i >= ENDS && i < r->n - ENDS)
			upto = ENDS + ++bins * middle / BINS;
		for (size_t k = i; k < upto; k++)
			sum += r->values[k];
		r->points[r->npoints++] = (struct point){ r->median +
			    pull * (sum / (double)(upto - i) - r->median),
			(double)(upto - i) };
		i = upto;
	}
}

/* Mean square of the peers' noise on the scale. */
static double
mean_noise(const struct reference *r, const double values[], const double sds[],
    size_t n)
{
	double sum = 0.0, count = 0.0;

	for (size_t i = 0; sds != NULL && i < n; i++) {
		double s;

		if (isnan(values[i]) || isnan(sds[i]))
			continue;
		s = stretch(r, values[i], sds[i]);
		sum += s * s;
		count += 1.0;
	}
	return count > 0.0 ? sum / count : 0.0;
}

/* The i-th from an end, and how far it lies outward of another. */
static double
from_end(const struct reference *r, size_t i, bool high)
{
	return r->values[high ? r->n - 1 - i : i];
}

static double
outward(double y, double from, bool high)
{
	return high ? y - from : from - y;
}

/* The deviation that a normal value is above with this chance (below 0.5). */
static double
deviation(double chance)
{
	double low = 0.0, high = 10.0;

	for (int i = 0; i < 50; i++) {
		const double middle = (low + high) / 2.0;

		if (noise_normal(-middle) > chance)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* How far from the median, by median, P10 and P90. An end that is shorter than
 * the other one is not taken to be: that may be so by chance. */
static double
fence_by_shape(const struct reference *r, bool high)
{
	const double z = deviation(FAR_SHAPE / (double)r->n);
	const double one = outward(high ? r->high : r->low, r->median, high);
	const double other = outward(high ? r->low : r->high, r->median, !high);
	double g;

	if (one <= 0.0 || other <= 0.0)
		return INFINITY;
	g = fmax(log(one / other) / (MIDDLE / 2.0), 1e-6);
	return one * expm1(g * z) / expm1(g * MIDDLE / 2.0);
}

/* The same, by how fast the end runs out. */
static double
fence_by_end(const struct reference *r, size_t tail, bool high)
{
	const size_t inner = (size_t)((1.0 - INNER) * (double)tail);
	const double edge = from_end(r, tail, high);
	const double fall =
	    outward(from_end(r, inner, high), edge, high) / -log1p(-INNER);

	return outward(edge, r->median, high) +
	    fall * log((double)tail / FAR_END);
}

/* How many lie far out at an end (after Davies and Gather, Journal of the
 * American Statistical Association 88, 1993). They are held against the bulk,
 * or the second one far out would be nothing special for the first. */
static size_t
count_far(const struct reference *r, bool high)
{
	const size_t tail = r->n / 10 < ENDS ? r->n / 10 : ENDS;
	const double fence =
	    fmax(fence_by_shape(r, high), fence_by_end(r, tail, high));
	size_t far = 0;

	while (far < tail &&
	    outward(from_end(r, far, high), r->median, high) > fence)
		far++;
	return far <= tail / EXCEPTIONS ? far : 0;
}

struct reference *
reference_new(enum indicator_kind kind, bool events, const double values[],
    const double sds[], size_t n)
{
	struct reference *r = mem_new(1, sizeof(*r));
	double square, noise;

	r->values = mem_new(n + 1, sizeof(*r->values));
	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			r->values[r->n++] = values[i];
	if (r->n < DISTINCT_PEERS) {
		reference_free(r);
		return NULL;
	}
	sort_numbers(r->values, r->n);
	choose_scale(r, kind, events, r->values);
	for (size_t i = 0; i < r->n; i++)
		r->values[i] = forth(r, r->values[i]);
	r->median = compare_quantile(r->values, r->n, 0.5);
	r->low = compare_quantile(r->values, r->n, 0.1);
	r->high = compare_quantile(r->values, r->n, 0.9);
	r->spread = (r->high - r->low) / MIDDLE;
	square = r->spread * r->spread;
	noise = mean_noise(r, values, sds, n);
	r->pull = square > noise ? sqrt((square - noise) / square) : 0.0;
	put_points(r, r->pull);
	r->far_low = count_far(r, false);
	r->far_high = count_far(r, true);
	return r;
}

void
reference_free(struct reference *r)
{
	if (r == NULL)
		return;
	free(r->values);
	free(r->points);
	free(r);
}

size_t
reference_peers(const struct reference *r)
{
	return r->n;
}

double
reference_median(const struct reference *r)
{
	return back(r, r->median);
}

double
reference_low(const struct reference *r)
{
	return back(r, r->low);
}

double
reference_high(const struct reference *r)
{
	return back(r, r->high);
}

/* How many of the peers, less the last few at both ends, drawn again with this
 * noise, reach y or go above. The points of the ends are those of single
 * peers. */
static double
reach(const struct reference *r, double y, double s, size_t low, size_t high)
{
	double sum = 0.0;

	for (size_t i = low; i < r->npoints - high; i++) {
		const double gap = r->points[i].at - y;

		if (s <= 0.0 || fabs(gap) > 6.0 * s)
			sum += gap >= 0.0 ? r->points[i].weight : 0.0;
		else
			sum += r->points[i].weight * noise_normal(gap / s);
	}
	return sum;
}

/* Where a value stands among sorted ones: how many lie below, ties half. */
static double
below(const double sorted[], size_t n, double y)
{
	size_t low = 0, high = n, first, step = 1;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (sorted[middle] < y)
			low = middle + 1;
		else
			high = middle;
	}
	/* Ties are few: their end is near. */
	first = low;
	while (low + step < n && sorted[low + step] <= y)
		step *= 2;
	high = low + step < n ? low + step : n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (sorted[middle] <= y)
			low = middle + 1;
		else
			high = middle;
	}
	return ((double)first + (double)(low - first) / 2.0) / (double)n;
}

/* The share of the truth that lies outside the middle 80%. */
static double
outside(const struct reference *r, double y, double s)
{
	if (s <= 0.0)
		return y < r->low || y > r->high ? 1.0 : 0.0;
	return noise_normal((r->low - y) / s) + noise_normal((y - r->high) / s);
}

/* Bounds of a model or a survey, wholly on one side of the middle 80%. */
static bool
beyond(const struct reference *r, const struct noise *noise)
{
	return forth(r, noise->low) > r->high || forth(r, noise->high) < r->low;
}

static enum distinct_why
judge(const struct reference *r, enum indicator_kind kind, double value,
    const struct noise *noise, double rounding, const struct standing *m)
{
	struct comparison c;

	compare_value(value, reference_median(r), kind, rounding, &c);
	if (c.difference != DIFF_LOWER && c.difference != DIFF_HIGHER)
		return DISTINCT_SIMILAR;
	if (noise->kind == NOISE_UNKNOWN)
		return DISTINCT_BOUNDS;
	if ((noise->kind == NOISE_MODEL || noise->kind == NOISE_SURVEY) &&
	    !beyond(r, noise))
		return DISTINCT_BOUNDS;
	return m->outside < DISTINCT_SURE ? DISTINCT_WITHIN : DISTINCT_CHOSEN;
}

/* What a peer at y counts for itself among those that reach y. */
static double
own_part(const struct reference *r, double y, double s)
{
	const double gap = (1.0 - r->pull) * fabs(y - r->median);

	return s <= 0.0 ? 1.0 : noise_normal(-gap / s);
}

/* How much rarer than "beyond them all" a value is that lies beyond the last
 * of the others by more than its noise. Few peers cannot tell how rare it is by
 * counting; how fast their own ends run out can: with ends that run out as fast
 * as an exponential the excess over the last one falls off as that over P10 or
 * P90 does (Pickands, Annals of Statistics 3, 1975). Log, odds and root run out
 * faster than that where the figures do as they use to, so this is careful. */
static double
further(const struct reference *r, double y, double s, size_t far, bool member)
{
	const bool high = y > r->median;
	const size_t tenth = r->n / 10, own = member ? 1 : 0;
	const double edge = high ? r->high : r->low;
	double sum = 0.0, beyond;

	for (size_t i = far; i < tenth; i++)
		sum += fabs(from_end(r, i, high) - edge);
	beyond = outward(y, from_end(r, far + own, high), high) - s;
	if (beyond <= 0.0 || sum <= 0.0)
		return 1.0;
	return fmax(exp(-beyond * (double)(tenth - far) / sum), RAREST);
}

/* The chance of one as far out, were the area one of its peers; of those of
 * the bulk, when it is far out itself. */
static double
chance_of(const struct reference *r, double y, double s, bool member)
{
	const bool high = y > r->median;
	size_t far = high ? r->far_high : r->far_low;
	double n = (double)r->n, up;

	if (far > 0 && outward(y, from_end(r, far - 1, high), high) < 0.0)
		far = 0;
	n -= (double)far;
	if (high)
		up = reach(r, y, s, 0, far);
	else
		up = n - reach(r, y, s, far, 0);
	/* One at rest counts as below as much as above. */
	if (!high && s <= 0.0)
		up = fmax(0.0,
		    below(r->values, r->n, nextafter(y, INFINITY)) *
			    (double)r->n -
			(double)far);
	/* Nobody is held against itself: one far out was left out already. */
	member = member && far == 0;
	if (member) {
		up = fmax(0.0, up - own_part(r, y, s));
		n -= 1.0;
	}
	return fmin(1.0, 2.0 * (1.0 + up) / (n + 1.0)) *
	    (up < 1.0 ? further(r, y, s, far, member) : 1.0);
}

void
distinct_measure(const struct reference *r, enum indicator_kind kind,
    double value, const struct noise *noise, double rounding, bool member,
    struct standing *out)
{
	double y, s;

	*out = (struct standing){ NAN, 1.0, 0.0, NAN, DISTINCT_FEW_PEERS };
	if (isnan(value))
		out->why = DISTINCT_NO_VALUE;
	if (isnan(value) || r == NULL)
		return;
	y = forth(r, value);
	s = noise->kind == NOISE_UNKNOWN ? 0.0 : stretch(r, value, noise->sd);
	out->share_below = below(r->values, r->n, y);
	if (r->spread <= 0.0) {
		out->why = DISTINCT_NO_SPREAD;
		return;
	}
	out->z = (y - r->median) / r->spread;
	out->outside = outside(r, y, s);
	out->why = judge(r, kind, value, noise, rounding, out);
	if (out->why != DISTINCT_CHOSEN)
		return;
	out->p = chance_of(r, y, s, member);
}
