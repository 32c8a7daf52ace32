/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What sets an area apart. The rules are held against countries made here, in
 * which the truth is known: one in which all differences are noise, ones in
 * which areas really differ but none more than others (also with skewed
 * figures, which go together), and one with a planted area. The simulation
 * draws people, events and prices; it shares nothing with the estimators.
 */
#include "analysis/distinct.h"
#include "base/mem.h"
#include "chance.h"
#include "tap.h"

#define AREAS 2000 /* at most */
#define FIGURES 40

/* A country: figures of all areas, with their noise. */
struct country {
	size_t n; /* areas */
	double people[AREAS];
	double values[FIGURES][AREAS], sds[FIGURES][AREAS];
	enum indicator_kind kinds[FIGURES];
	bool events[FIGURES];
	enum noise_kind noise[FIGURES];
};

enum truth { ALL_NOISE, REAL_SPREAD };

/* Events per 1 000: the same chance everywhere, or one that differs. */
static void
draw_rate(struct country *c, size_t f, size_t a, double level)
{
	const double rate = 30.0 * exp(level), n = c->people[a];
	const double count = draw_events(rate * n / 1000.0);

	c->kinds[f] = KIND_RATE;
	c->events[f] = true;
	c->noise[f] = NOISE_EVENTS;
	c->values[f][a] = 1000.0 * count / n;
	c->sds[f][a] = 1000.0 * sqrt(fmax(count, 1.0)) / n;
}

/* A share of a complete count, both rounded to fives by lot. */
static double
fives(double v)
{
	const double rest = fmod(v, 5.0);

	return v - rest + (lot() * 5.0 < rest ? 5.0 : 0.0);
}

static void
draw_share(struct country *c, size_t f, size_t a, double level)
{
	const double n = c->people[a];
	const double p = 1.0 / (1.0 + exp(1.0 - level));
	const double part = fives(floor(p * n)), whole = fives(n);

	c->kinds[f] = KIND_SHARE;
	c->noise[f] = NOISE_ROUNDING;
	c->values[f][a] = fmin(100.0, 100.0 * part / whole);
	c->sds[f][a] = 200.0 * hypot(1.0, part / whole) / whole;
}

/* A model's estimate, with its own bounds. */
static void
draw_model(struct country *c, size_t f, size_t a, double level)
{
	const double sd = 1.0 + 2.0 * lot();

	c->kinds[f] = KIND_SHARE;
	c->noise[f] = NOISE_MODEL;
	c->values[f][a] = fmin(fmax(40.0 + 8.0 * level + sd * bell(), 1), 99);
	c->sds[f][a] = sd;
}

/* Prices and distances: skewed, as good as exact. */
static void
draw_price(struct country *c, size_t f, size_t a, double level)
{
	c->kinds[f] = KIND_MEAN;
	c->noise[f] = NOISE_NONE;
	c->values[f][a] = 250.0 * exp(0.6 * level);
	c->sds[f][a] = 0.0;
}

/* skew: how lopsided true levels are. shared: how far figures go together. */
static void
draw_country(
    struct country *c, enum truth truth, double skew, double shared, size_t n)
{
	memset(c, 0, sizeof(*c));
	c->n = n;
	for (size_t a = 0; a < c->n; a++) {
		double common[4];

		c->people[a] = 200.0 + floor(4000.0 * lot() * lot());
		for (size_t k = 0; k < 4; k++)
			common[k] = bell();
		for (size_t f = 0; f < FIGURES; f++) {
			double level = shared * common[f / 10] +
			    sqrt(1.0 - shared * shared) * bell();

			if (skew > 0.0)
				level = (exp(skew * level) - 1.0) / skew;
			level = truth == ALL_NOISE ? 0.0 : 0.5 * level;
			if (f % 4 == 0)
				draw_rate(c, f, a, level);
			else if (f % 4 == 1)
				draw_share(c, f, a, level);
			else if (f % 4 == 2)
				draw_model(c, f, a, level);
			else if (truth == ALL_NOISE)
				draw_rate(c, f, a, 0.0);
			else
				draw_price(c, f, a, level);
		}
	}
}

struct eyes { /* references and groups of a country, one area left out */
	struct reference *refs[FIGURES];
	size_t group[FIGURES];
};

static void
open_eyes(const struct country *c, struct eyes *e)
{
	const double *columns[FIGURES];

	for (size_t f = 0; f < FIGURES; f++) {
		e->refs[f] = reference_new(
		    c->kinds[f], c->events[f], c->values[f], c->sds[f], c->n);
		columns[f] = c->values[f];
	}
	distinct_groups(columns, FIGURES, c->n, 0.7, e->group);
}

static void
close_eyes(struct eyes *e)
{
	for (size_t f = 0; f < FIGURES; f++)
		reference_free(e->refs[f]);
}

static size_t
look(const struct country *c, const struct eyes *e, size_t a,
    struct candidate list[FIGURES], size_t chosen[DISTINCT_MOST])
{
	for (size_t f = 0; f < FIGURES; f++) {
		const double v = c->values[f][a], sd = c->sds[f][a];
		struct noise n = { c->noise[f], sd, v - 1.96 * sd,
			v + 1.96 * sd };

		list[f] =
		    (struct candidate){ .group = e->group[f], .theme = f };
		distinct_measure(e->refs[f], c->kinds[f], v, &n, 0.0, true,
		    &list[f].measure);
	}
	return distinct_choose(list, FIGURES, chosen);
}

/* In how many of the areas of some countries nothing is named. */
static double
quiet(enum truth truth, double skew, double shared, size_t n)
{
	struct country *c = mem_new(1, sizeof(*c));
	struct candidate list[FIGURES];
	size_t chosen[DISTINCT_MOST], empty = 0, seen = 0;
	struct eyes e;

	while (seen < AREAS) {
		draw_country(c, truth, skew, shared, n);
		open_eyes(c, &e);
		for (size_t a = 0; a < c->n; a++)
			empty += look(c, &e, a, list, chosen) == 0;
		close_eyes(&e);
		seen += n;
	}
	free(c);
	return (double)empty / (double)seen;
}

/* Few areas and many: the ends are counted, or stretched. */
static void
test_nothing_to_find(void)
{
	static const size_t sizes[] = { 60, 350, AREAS };

	for (size_t i = 0; i < 3; i++) {
		const size_t n = sizes[i];
		double got = quiet(ALL_NOISE, 0.0, 0.0, n);

		ok(got >= 0.95, "%zu areas, all noise: nothing in %.3f", n,
		    got);
		got = quiet(REAL_SPREAD, 0.0, 0.0, n);
		ok(got >= 0.90, "%zu, real spread, alike: %.3f", n, got);
		got = quiet(REAL_SPREAD, 0.0, 0.8, n);
		ok(got >= 0.90, "%zu, figures go together: %.3f", n, got);
		got = quiet(REAL_SPREAD, 0.8, 0.0, n);
		ok(got >= 0.90, "%zu, skewed: %.3f", n, got);
		got = quiet(REAL_SPREAD, 0.8, 0.8, n);
		ok(got >= 0.90, "%zu, skewed, and together: %.3f", n, got);
	}
}

/* Six figures of one area far out: found, the others not. */
static void
test_planted(size_t areas)
{
	static const size_t planted[] = { 0, 5, 11, 17, 24, 39 };
	struct country *c = mem_new(1, sizeof(*c));
	struct candidate list[FIGURES];
	size_t chosen[DISTINCT_MOST], n, right = 0;
	struct eyes e;

	draw_country(c, REAL_SPREAD, 0.3, 0.3, areas);
	c->people[7] = 3000.0;
	for (size_t i = 0; i < 6; i++) {
		const size_t f = planted[i];

		if (f % 4 == 0)
			draw_rate(c, f, 7, 2.6);
		else if (f % 4 == 1)
			draw_share(c, f, 7, 3.2);
		else
			draw_price(c, f, 7, 4.0);
	}
	open_eyes(c, &e);
	n = look(c, &e, 7, list, chosen);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < 6; k++)
			right += chosen[i] == planted[k];
	ok(n >= 4 && right + 1 >= n, "planted: %zu named, %zu of them planted",
	    n, right);
	for (size_t f = 0; f < FIGURES; f++) {
		bool named = false;

		for (size_t i = 0; i < n; i++)
			named |= chosen[i] == f;
		if (named != (list[f].measure.why == DISTINCT_CHOSEN))
			ok(0, "figure %zu: named and reason differ", f);
	}
	close_eyes(&e);
	free(c);
}

/* Several areas, side by side as buurten of one gemeente are, far out in the
 * same two prices, over countries of their own: how many of them are named for
 * both, and how many of the others for either. */
static void
test_together(size_t areas, size_t far, double most)
{
	struct country *c = mem_new(1, sizeof(*c));
	struct candidate list[FIGURES];
	size_t chosen[DISTINCT_MOST], found = 0, others = 0, countries = 0;
	struct eyes e;

	for (; countries * far < 60; countries++) {
		draw_country(c, REAL_SPREAD, 0.0, 0.3, areas);
		/* Eight deviations and what they differ among each other. */
		for (size_t a = 20; a < 20 + far; a++) {
			draw_price(c, 3, a, 4.0 + 0.5 * bell());
			draw_price(c, 23, a, 4.0 + 0.5 * bell());
		}
		open_eyes(c, &e);
		for (size_t a = 0; a < 20 + far + 20; a++) {
			size_t right = 0;
			const size_t n = look(c, &e, a, list, chosen);

			for (size_t i = 0; i < n; i++)
				right += chosen[i] == 3 || chosen[i] == 23;
			if (a >= 20 && a < 20 + far)
				found += right == 2;
			else
				others += right > 0;
		}
		close_eyes(&e);
	}
	ok((double)found >= most * (double)(countries * far),
	    "%zu of %zu far out together: %zu of %zu are named", far, areas,
	    found, countries * far);
	ok((double)others <= 0.02 * 40.0 * (double)countries,
	    "and %zu of %zu beside them", others, countries * 40);
	free(c);
}

/* References of every size: the bins of the middle fit, and nobody counts
 * twice. */
static void
test_sizes(void)
{
	double peers[1500];
	struct noise none = { NOISE_NONE, 0, 0, 0 };
	size_t right = 0;

	for (size_t i = 0; i < 1500; i++)
		peers[i] = 1.0 + (double)i;
	for (size_t n = 399; n < 1500; n += 7) {
		struct reference *r =
		    reference_new(KIND_COUNT, false, peers, NULL, n);
		struct standing m;

		distinct_measure(r, KIND_COUNT, 1.0, &none, 0.0, false, &m);
		right += reference_peers(r) == n &&
		    fabs(m.p - 4.0 / (double)(n + 1)) < 1e-9;
		reference_free(r);
	}
	ok(right == 158, "references of all sizes: %zu of 158", right);
}

/* An area of ten people may have any figure at all. */
static void
test_small(void)
{
	double peers[300], sds[300];
	struct noise wide = { NOISE_EVENTS, 100.0, 0.0, 557.0 };
	struct noise narrow = { NOISE_EVENTS, 3.0, 94.0, 106.0 };
	struct reference *r;
	struct standing m;

	for (size_t i = 0; i < 300; i++) {
		peers[i] = 30.0 * exp(0.3 * bell());
		sds[i] = 2.0;
	}
	r = reference_new(KIND_RATE, true, peers, sds, 300);
	distinct_measure(r, KIND_RATE, 100.0, &wide, 0.0, false, &m);
	ok(m.why == DISTINCT_WITHIN, "one crime among ten people: by chance");
	distinct_measure(r, KIND_RATE, 100.0, &narrow, 0.0, false, &m);
	ok(m.why == DISTINCT_CHOSEN && m.p < 0.01,
	    "a thousand crimes among ten thousand: not (p %.4f)", m.p);
	ok(m.share_below > 0.99 && m.z > 3.0, "above nearly all");
	reference_free(r);
}

static void
test_reasons(void)
{
	double peers[100];
	struct noise none = { NOISE_NONE, 0, 0, 0 };
	struct noise model = { NOISE_MODEL, 3.0, 58.0, 82.0 };
	struct noise unknown = { NOISE_UNKNOWN, NAN, NAN, NAN };
	struct reference *r;
	struct standing m;

	for (size_t i = 0; i < 100; i++)
		peers[i] = 30.0 + (double)i * 0.4;
	r = reference_new(KIND_SHARE, false, peers, NULL, 100);
	is_near(reference_median(r), 49.8, 0.05, "median, in its own unit");
	is_near(reference_low(r), 33.96, 0.05, "P10");
	distinct_measure(r, KIND_SHARE, NAN, &none, 0, false, &m);
	ok(m.why == DISTINCT_NO_VALUE, "no value");
	distinct_measure(NULL, KIND_SHARE, 50, &none, 0, false, &m);
	ok(m.why == DISTINCT_FEW_PEERS, "few peers");
	distinct_measure(r, KIND_SHARE, 51, &none, 0, false, &m);
	ok(m.why == DISTINCT_SIMILAR, "about the same");
	distinct_measure(r, KIND_SHARE, 62, &none, 0, false, &m);
	ok(m.why == DISTINCT_WITHIN, "among the others");
	distinct_measure(r, KIND_SHARE, 70, &model, 0, false, &m);
	ok(m.why == DISTINCT_BOUNDS, "modelled: its bounds reach inside");
	distinct_measure(r, KIND_SHARE, 70, &unknown, 0, false, &m);
	ok(m.why == DISTINCT_BOUNDS, "modelled, without bounds");
	distinct_measure(r, KIND_SHARE, 95, &none, 0, false, &m);
	ok(m.why == DISTINCT_CHOSEN, "above them all");
	ok(m.p < 2.0 / 101.0 && m.p > 1e-4,
	    "rarer than a hundred peers can count (%.5f)", m.p);
	distinct_measure(r, KIND_SHARE, 5, &none, 0, false, &m);
	ok(m.p < 2.0 / 101.0 && m.p > 1e-4, "below them too (%.5f)", m.p);
	reference_free(r);
	for (size_t i = 0; i < 100; i++)
		peers[i] = i < 95 ? 0.0 : 3.0;
	r = reference_new(KIND_SHARE, false, peers, NULL, 100);
	distinct_measure(r, KIND_SHARE, 40, &none, 0, false, &m);
	ok(m.why == DISTINCT_NO_SPREAD, "nearly all are alike");
	reference_free(r);
	ok(reference_new(KIND_SHARE, false, peers, NULL, 49) == NULL,
	    "49 peers are too few");
}

static void
test_choose(void)
{
	struct candidate list[9];
	size_t chosen[DISTINCT_MOST], n;

	for (size_t i = 0; i < 9; i++)
		list[i] = (struct candidate){ .measure = { .z = (double)i,
						  .p = 0.001 },
			.group = i,
			.theme = i };
	list[1].group = 0;
	list[6].theme = list[7].theme = list[8].theme = 6;
	list[2].measure.why = DISTINCT_NO_VALUE;
	n = distinct_choose(list, 9, chosen);
	ok(n == 5, "five are named");
	ok(chosen[0] == 8 && chosen[1] == 7 && chosen[2] == 5,
	    "the furthest out first, two of a theme");
	ok(list[0].measure.why == DISTINCT_ALIKE && list[0].alike == 1,
	    "one that says the same names the other");
	ok(list[6].measure.why == DISTINCT_FULL, "there is no more room");
	ok(list[2].measure.why == DISTINCT_NO_VALUE, "nothing stays nothing");
	for (size_t i = 0; i < 9; i++)
		list[i] = (struct candidate){ .measure = { .z = 2, .p = 0.03 },
			.group = i };
	for (size_t i = 1; i < 9; i++)
		list[i].measure.why = DISTINCT_WITHIN;
	ok(distinct_choose(list, 9, chosen) == 0 &&
		list[0].measure.why == DISTINCT_CHANCE,
	    "one in thirty among nine is nothing special");
	ok(distinct_choose(list, 0, chosen) == 0, "of none, none");
}

/* How many go before, ties half: a rank, looked up the long way. */
static double
rank_of(const double values[], size_t n, size_t at)
{
	double before = 0.0;

	for (size_t i = 0; i < n; i++)
		if (i != at && values[i] <= values[at])
			before += values[i] < values[at] ? 1.0 : 0.5;
	return before;
}

/* Of two figures with holes: the correlation of ranks among all that have a
 * figure, over the areas that have both. */
static double
rank_correlation(const double x[], const double y[], size_t n)
{
	double mx = 0.0, my = 0.0, m = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			continue;
		mx += rank_of(x, n, i);
		my += rank_of(y, n, i);
		m += 1.0;
	}
	for (size_t i = 0; i < n; i++) {
		const double a = rank_of(x, n, i) - mx / m;
		const double b = rank_of(y, n, i) - my / m;

		if (isnan(x[i]) || isnan(y[i]))
			continue;
		xx += a * a;
		yy += b * b;
		xy += a * b;
	}
	return xy / sqrt(xx * yy);
}

/* Figures with ties and holes are one group up to their correlation, and no
 * further. */
static void
test_ranks(void)
{
	for (size_t n = 60; n < 65; n++) {
		double x[64], y[64], r;
		const double *columns[] = { x, y };
		size_t group[2];
		bool alike, apart;

		for (size_t i = 0; i < n; i++) {
			x[i] = (double)(i * 37 % 20);
			y[i] = (double)(i * 37 % 20 / 2 + i * 13 % 7);
			if (i % 9 == 0)
				x[i] = NAN;
			if (i % 7 == 3)
				y[i] = NAN;
		}
		r = rank_correlation(x, y, n);
		distinct_groups(columns, 2, n, r * (1.0 - 1e-9), group);
		alike = group[0] == 0 && group[1] == 0;
		distinct_groups(columns, 2, n, r * (1.0 + 1e-9), group);
		apart = group[0] == 0 && group[1] == 1;
		ok(r > 0.3 && alike && apart, "ranks of %zu areas: %g", n, r);
	}
}

int
main(void)
{
	test_nothing_to_find();
	test_planted(60);
	test_planted(AREAS);
	/* Of sixty the ends are too short to tell them from a slow one. */
	test_together(60, 2, 0.2);
	test_together(300, 3, 0.9);
	test_together(300, 4, 0.9);
	test_together(AREAS, 12, 0.9);
	test_sizes();
	test_small();
	test_reasons();
	test_choose();
	test_ranks();
	return done_testing();
}
