/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * distinct: which figures go together, and which are named.
 */
#include "analysis/distinct.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "sort.h"

#define THEME_MOST 2 /* figures of one theme that are named */
/* A correlation over fewer areas than this says nothing. */
#define PAIRS_LEAST 30

const char *
distinct_why_name(enum distinct_why why)
{
	static const char *const names[DISTINCT_WHYS] = { "chosen", "no-value",
		"few-peers", "no-spread", "similar", "within-peers", "bounds",
		"chance", "alike", "others-say-more", "matched", "small" };

	return names[why];
}

/* Ranks of a figure, with room up to a whole number of lanes. */
#define LANES 4
struct ranks {
	double *at; /* from 0, ties the mean of theirs; 0 where it has none */
	double *there; /* 1, or 0 where it has none */
	bool whole;    /* it has all */
};

/* Where v stands among values that go up, of which it is one. */
static size_t
place_of(const double values[], size_t n, double v)
{
	size_t first = 0;

	while (n > 1) {
		const size_t half = n / 2;

		first += values[first + half - 1] < v ? half : 0;
		n -= half;
	}
	return first;
}

/* room: of 2 n. */
static void
rank(const double values[], size_t n, double room[], struct ranks *out)
{
	double *sorted = room, *means = room + n;
	size_t m = 0, different = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			sorted[m++] = values[i];
	sort_numbers(sorted, m);
	/* What differs moves to the front. */
	for (size_t i = 0, k; i < m; i = k) {
		for (k = i + 1; k < m && sorted[k] <= sorted[i]; k++)
			continue;
		means[different] = (double)(i + k - 1) / 2.0;
		sorted[different++] = sorted[i];
	}
	for (size_t i = 0; i < n; i++) {
		if (isnan(values[i]))
			continue;
		out->at[i] = means[place_of(sorted, different, values[i])];
		out->there[i] = 1.0;
	}
	out->whole = m == n;
}

/* Over the areas that have both: how many, and sums of x, y, their squares and
 * products. Twice a rank is a whole number, so sums are exact in any order. */
enum { COUNT, X, Y, XX, YY, XY, SUMS };

static void
add_up(
    const struct ranks *x, const struct ranks *y, size_t n, double sums[SUMS])
{
	double lanes[SUMS][LANES] = { { 0.0 } };

	for (size_t i = 0; i < n; i += LANES)
		for (size_t k = 0; k < LANES; k++) {
			const double a = x->at[i + k], b = y->at[i + k];
			const double ax = x->there[i + k];
			const double by = y->there[i + k];

			lanes[COUNT][k] += ax * by;
			lanes[X][k] += a * by;
			lanes[Y][k] += b * ax;
			lanes[XX][k] += a * a * by;
			lanes[YY][k] += b * b * ax;
			lanes[XY][k] += a * b;
		}
	for (size_t s = 0; s < SUMS; s++) {
		sums[s] = 0.0;
		for (size_t k = 0; k < LANES; k++)
			sums[s] += lanes[s][k];
	}
}

/* Of what both have: the correlation of the ranks. */
static double
correlation(const struct ranks *x, const struct ranks *y, size_t n)
{
	double s[SUMS], vx, vy;

	add_up(x, y, n, s);
	if (s[COUNT] < PAIRS_LEAST)
		return 0.0;
	vx = s[XX] - s[X] * s[X] / s[COUNT];
	vy = s[YY] - s[Y] * s[Y] / s[COUNT];
	return vx <= 0.0 || vy <= 0.0
	    ? 0.0
	    : (s[XY] - s[X] * s[Y] / s[COUNT]) / sqrt(vx * vy);
}

void
distinct_groups(const double *const columns[], size_t m, size_t n, double least,
    size_t group[])
{
	const size_t wide = (n + LANES - 1) / LANES * LANES;
	double *room = mem_new(2 * n + 1, sizeof(*room));
	double *all = mem_new(2 * m * wide + 1, sizeof(*all));
	struct ranks *ranks = mem_new(m + 1, sizeof(*ranks));

	for (size_t i = 0; i < m; i++) {
		ranks[i].at = all + 2 * i * wide;
		ranks[i].there = ranks[i].at + wide;
		rank(columns[i], n, room, &ranks[i]);
		group[i] = i;
	}
	for (size_t i = 0; i < m; i++)
		for (size_t k = 0; k < i; k++) {
			const size_t low =
			    group[k] < group[i] ? group[k] : group[i];
			const size_t high =
			    group[k] < group[i] ? group[i] : group[k];

			if (low == high ||
			    fabs(correlation(&ranks[i], &ranks[k], wide)) <
				least)
				continue;
			for (size_t j = 0; j <= i; j++)
				if (group[j] == high)
					group[j] = low;
		}
	free(ranks);
	free(all);
	free(room);
}

/* A group, with the chances of its members joined. */
struct cluster {
	size_t group;
	double p;
	bool real; /* kept when false discoveries are held */
};

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int
by_chance(const void *a, const void *b)
{
	const struct cluster *x = a, *y = b;

	if (x->p < y->p || x->p > y->p)
		return x->p < y->p ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

static bool
is_tested(const struct candidate *c)
{
	switch (c->measure.why) {
	case DISTINCT_NO_VALUE:
	case DISTINCT_FEW_PEERS:
	case DISTINCT_NO_SPREAD:
	case DISTINCT_MATCHED:
	case DISTINCT_SMALL:
		return false;
	default:
		return true;
	}
}

/* What did not pass the gates counts as if nothing were to see: that only
 * makes the whole more careful. */
static double
simes(const struct candidate list[], size_t n, size_t group, double room[])
{
	double p = 1.0;
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (list[i].group == group && is_tested(&list[i]))
			room[m++] = list[i].measure.why == DISTINCT_CHOSEN
			    ? list[i].measure.p
			    : 1.0;
	qsort(room, m, sizeof(*room), by_size);
	for (size_t i = 0; i < m; i++)
		p = fmin(p, room[i] * (double)m / (double)(i + 1));
	return p;
}

static size_t
make_clusters(const struct candidate list[], size_t n, struct cluster out[])
{
	double *room = mem_new(n + 1, sizeof(*room));
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		if (!is_tested(&list[i]))
			continue;
		while (k < m && out[k].group != list[i].group)
			k++;
		if (k < m)
			continue;
		out[m++] = (struct cluster){ list[i].group,
			simes(list, n, list[i].group, room), false };
	}
	free(room);
	qsort(out, m, sizeof(*out), by_chance);
	for (size_t k = m; k > 0; k--) {
		if (out[k - 1].p > DISTINCT_Q * (double)k / (double)m)
			continue;
		for (size_t i = 0; i < k; i++)
			out[i].real = true;
		break;
	}
	return m;
}

/* Before another: rarer, or as rare and further out. */
static bool
tells_more(const struct candidate *a, const struct candidate *b)
{
	if (a->measure.p < b->measure.p || a->measure.p > b->measure.p)
		return a->measure.p < b->measure.p;
	return fabs(a->measure.z) > fabs(b->measure.z);
}

/* The member of a group that tells most; n when none passed the gates. */
static size_t
spokesman(const struct candidate list[], size_t n, size_t group)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (list[i].group == group &&
		    list[i].measure.why == DISTINCT_CHOSEN &&
		    (best == n || tells_more(&list[i], &list[best])))
			best = i;
	return best;
}

static void
mark(struct candidate list[], size_t n, size_t group, size_t but,
    enum distinct_why why)
{
	for (size_t i = 0; i < n; i++)
		if (i != but && list[i].group == group &&
		    list[i].measure.why == DISTINCT_CHOSEN) {
			list[i].measure.why = why;
			list[i].alike = but;
		}
}

/* The next to name: what tells most of those that are left, of a theme that
 * is not spoken for. */
static size_t
next_one(const struct candidate list[], const size_t pool[], size_t n,
    const bool taken[], const size_t chosen[], size_t nchosen)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++) {
		size_t same = 0;

		if (taken[i])
			continue;
		for (size_t k = 0; k < nchosen; k++)
			same += list[chosen[k]].theme == list[pool[i]].theme;
		if (same < THEME_MOST &&
		    (best == n ||
			tells_more(&list[pool[i]], &list[pool[best]])))
			best = i;
	}
	return best;
}

size_t
distinct_choose(struct candidate list[], size_t n, size_t chosen[DISTINCT_MOST])
{
	struct cluster *clusters = mem_new(n + 1, sizeof(*clusters));
	size_t *pool = mem_new(n + 1, sizeof(*pool)), m, npool = 0, out = 0;
	bool *taken = mem_new(n + 1, sizeof(*taken));

	m = make_clusters(list, n, clusters);
	for (size_t k = 0; k < m; k++) {
		const size_t group = clusters[k].group;
		const size_t best = spokesman(list, n, group);

		if (best == n)
			continue;
		if (clusters[k].real) {
			mark(list, n, group, best, DISTINCT_ALIKE);
			pool[npool++] = best;
		} else
			mark(list, n, group, n, DISTINCT_CHANCE);
	}
	while (out < DISTINCT_MOST) {
		const size_t at =
		    next_one(list, pool, npool, taken, chosen, out);

		if (at == npool)
			break;
		taken[at] = true;
		chosen[out++] = pool[at];
	}
	for (size_t i = 0; i < npool; i++)
		if (!taken[i])
			list[pool[i]].measure.why = DISTINCT_FULL;
	free(taken);
	free(pool);
	free(clusters);
	return out;
}
