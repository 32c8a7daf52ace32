/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Figures carried over to other areas: tables, and what must hold for any
 * country: totals stay, and the truth lies within the bounds.
 */
#include "analysis/crosswalk.h"
#include "chance.h"
#include "tap.h"

static const char *const two[] = { "BU00010000", "BU00010001", "BU00010002" };

/* One that is published as it is. */
static struct amount
exact(double value)
{
	return (struct amount){ value, value, value };
}

static void
test_check(void)
{
	static const struct {
		struct weight w[3];
		size_t n;
		const char *says;
	} table[] = {
		{ { { 0, 0, 0.5 }, { 0, 1, 0.5 }, { 1, 1, 1 } }, 3, NULL },
		{ { { 0, 0, 0.5 }, { 0, 1, 0.49 } }, 2,
		    "BU00010000: its weights are 0.99 together" },
		{ { { 1, 0, 0.5 }, { 1, 1, 0.5 }, { 1, 2, 0.1 } }, 3,
		    "BU00010001: its weights are 1.1 together" },
		{ { { 0, 0, 0.5 }, { 0, 0, 0.5 } }, 2,
		    "BU00010000: goes twice to the same area" },
		{ { { 0, 0, -0.5 }, { 0, 1, 1.5 } }, 2, "a weight of -0.5" },
		{ { { 0, 0, NAN } }, 1, "a weight of nan" },
		{ { { 0, 0, INFINITY } }, 1, "a weight of inf" },
		{ { { 0, 9, 1 } }, 1, "not there" },
		{ { { 0 } }, 0, NULL },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct weight w[3];
		struct err err = { 0 };
		int rc;

		memcpy(w, table[i].w, sizeof(w));
		rc = crosswalk_check(w, table[i].n, two, 3, 3, &err);
		if (table[i].says == NULL)
			ok(rc == 0, "fine: %s", err.msg);
		else
			ok(rc == -1 && strstr(err.msg, table[i].says) != NULL,
			    "%s", err.msg);
	}
}

static void
test_counts(void)
{
	/* The first was split, the second went whole, the third is withheld. */
	static const struct weight w[] = { { 0, 0, 0.25 }, { 0, 1, 0.75 },
		{ 1, 1, 1 }, { 2, 2, 1 } };
	const struct amount v[] = { exact(100), exact(40),
		{ NAN, 0, 12 } };
	struct carried out[4];

	crosswalk_counts(w, 4, v, 4, out);
	is_near(out[0].amount.value, 25, 1e-12, "a quarter");
	is_near(out[0].amount.low, 0, 0, "but perhaps nobody");
	is_near(out[0].amount.high, 100, 0, "or all");
	ok(!out[0].whole, "so it is an estimate");
	is_near(out[1].amount.value, 115, 1e-12, "the rest, and one whole");
	is_near(out[1].amount.low, 40, 0, "which is sure");
	ok(isnan(out[2].amount.value), "of what is withheld, no figure");
	is_near(out[2].amount.high, 12, 0, "but bounds");
	ok(isnan(out[3].amount.value) && out[3].parts == 0,
	    "where nothing came, nothing is known");
	crosswalk_counts(w + 2, 1, v, 4, out);
	ok(out[1].whole && out[1].amount.low == out[1].amount.high,
	    "whole areas are no estimate");
}

static void
test_ratios(void)
{
	static const struct weight w[] = { { 0, 0, 0.5 }, { 0, 1, 0.5 },
		{ 1, 1, 1 } };
	const struct amount part[] = { exact(20), exact(30) };
	const struct amount all[] = { exact(100), exact(50) };
	const struct amount none[] = { exact(0), exact(0) };
	struct carried out[2];

	crosswalk_ratios(w, 3, part, all, 100, true, 2, out);
	is_near(out[0].amount.value, 20, 1e-12, "half of both: the share");
	is_near(out[0].amount.low, 0, 0, "perhaps none of them");
	is_near(out[0].amount.high, 100, 0, "perhaps only them");
	is_near(out[1].amount.value, 40, 1e-12, "40 of 100");
	is_near(out[1].amount.low, 100.0 * 30 / 130, 1e-9,
	    "80 others came, and none of them");
	is_near(out[1].amount.high, 100.0 * 50 / 70, 1e-9, "or they only");
	crosswalk_ratios(w, 3, part, all, 1000, false, 2, out);
	is_near(out[1].amount.low, 1000.0 * 30 / 150, 1e-9, "a rate");
	is_near(out[1].amount.high, 1000.0 * 50 / 50, 1e-9, "at most");
	crosswalk_ratios(w, 3, none, none, 100, true, 2, out);
	ok(isnan(out[0].amount.value) && isnan(out[1].amount.low),
	    "no share of nobody");
}

/* Random countries: people of whom we know in which cell of both they live. */
#define OLD 12
#define NEW 9

static void
one_country(size_t *outside, double *off)
{
	static double addresses[OLD][NEW], people[OLD][NEW], some[OLD][NEW];
	struct weight w[OLD * NEW];
	struct amount n[OLD] = { 0 }, m[OLD] = { 0 };
	double truth_n[NEW] = { 0 }, truth_m[NEW] = { 0 }, sum = 0, got = 0;
	struct carried counts[NEW], shares[NEW];
	struct err err = { 0 };
	size_t nw = 0;

	for (size_t i = 0; i < OLD; i++) {
		double all = 0;

		for (size_t j = 0; j < NEW; j++) {
			/* Most go whole to one, some to several. */
			const bool here =
			    i % 3 == 0 ? lot() < 0.3 : j == (i * 5) % NEW;

			addresses[i][j] =
			    here || (i % 3 == 0 && j == 0) ? 1 + lot() * 50 : 0;
			people[i][j] = addresses[i][j] > 0
			    ? floor(addresses[i][j] * 4 * lot())
			    : 0;
			some[i][j] = floor(people[i][j] * lot());
			all += addresses[i][j];
			n[i].value += people[i][j];
			m[i].value += some[i][j];
			truth_n[j] += people[i][j];
			truth_m[j] += some[i][j];
		}
		n[i] = exact(n[i].value);
		m[i] = exact(m[i].value);
		sum += n[i].value;
		for (size_t j = 0; j < NEW; j++)
			if (addresses[i][j] > 0)
				w[nw++] = (struct weight){ i, j,
					addresses[i][j] / all };
	}
	if (crosswalk_check(w, nw, (const char *[OLD]){ "" }, OLD, NEW, &err) ==
	    -1)
		*outside += 1000;
	crosswalk_counts(w, nw, n, NEW, counts);
	crosswalk_ratios(w, nw, m, n, 100, true, NEW, shares);
	for (size_t j = 0; j < NEW; j++) {
		const struct amount *c = &counts[j].amount;
		const struct amount *s = &shares[j].amount;
		const double share = 100 * truth_m[j] / truth_n[j];

		if (counts[j].parts == 0)
			continue;
		got += c->value;
		*outside += truth_n[j] < c->low - 1e-9 ||
		    truth_n[j] > c->high + 1e-9 || c->value < c->low - 1e-9 ||
		    c->value > c->high + 1e-9;
		*outside += truth_n[j] > 0 &&
		    (share < s->low - 1e-9 || share > s->high + 1e-9);
	}
	*off = fmax(*off, fabs(got - sum) / fmax(sum, 1));
}

static void
test_property(void)
{
	size_t outside = 0;
	double off = 0;

	for (int i = 0; i < 2000; i++)
		one_country(&outside, &off);
	ok(outside == 0, "the truth is within the bounds (%zu out)", outside);
	ok(off <= 1e-9, "totals stay: %g", off);
}

static void
test_rule(void)
{
	static const struct {
		struct indicator ind;
		bool denominator;
		enum carry want;
	} table[] = {
		{ { .kind = KIND_COUNT }, false, CARRY_YES },
		{ { .kind = KIND_SHARE }, true, CARRY_YES },
		{ { .kind = KIND_SHARE }, false, CARRY_NO_DENOMINATOR },
		{ { .kind = KIND_RATE }, false, CARRY_NO_DENOMINATOR },
		{ { .kind = KIND_MEAN }, false, CARRY_NO_WEIGHT },
		{ { .kind = KIND_MEAN }, true, CARRY_YES },
		{ { .kind = KIND_MEDIAN }, true, CARRY_MEDIAN },
		{ { .kind = KIND_DISTANCE }, true, CARRY_DISTANCE },
		{ { .kind = KIND_CODE }, true, CARRY_CLASS },
		{ { .kind = KIND_SHARE, .modelled = true }, true,
		    CARRY_MODELLED },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		is_str(
		    carry_name(carry_rule(&table[i].ind, table[i].denominator)),
		    carry_name(table[i].want), "rule");
}

int
main(void)
{
	test_check();
	test_counts();
	test_ratios();
	test_property();
	test_rule();
	done_testing();
}
