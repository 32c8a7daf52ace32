/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What follows of missing counts: a table, and the property that must hold for
 * any country: the truth lies within the bounds, and nothing gets wider.
 */
#include "analysis/bounds.h"
#include "chance.h"
#include "tap.h"

static void
test_of(void)
{
	struct bound b = bound_of(40, 5);

	is_near(b.low, 37.5, 0, "half a step below");
	is_near(b.high, 42.5, 0, "half a step above");
	b = bound_of(0, 5);
	is_near(b.low, 0, 0, "no count is below zero");
	b = bound_of(NAN, 5);
	ok(b.low == 0 && isinf(b.high) && !b.implied, "missing: anything");
}

static void
test_table(void)
{
	/* A wijk of 52 with buurten of 40 and two missing. */
	struct bound c[4] = { bound_of(52, 0), bound_of(40, 0),
		bound_of(NAN, 0), bound_of(NAN, 0) };
	struct bound loose[4], sum;
	struct sums s = { 0 };

	memcpy(loose, c, sizeof(c));
	sums_add(&s, 0, false);
	sums_part(&s, 1);
	sums_part(&s, 2);
	sums_part(&s, 3);
	ok(bounds_narrow(c, &s), "no contradiction");
	is_near(c[2].high, 12, 1e-9, "at most what is left");
	is_near(c[2].low, 0, 0, "perhaps none: the other may have all");
	ok(c[2].implied && !c[1].implied, "it says which were implied");
	sum = bounds_sum(c + 1, 2);
	is_near(sum.low, 40, 1e-9, "a sum: from");
	is_near(sum.high, 52, 1e-9, "a sum: to");

	c[3] = bound_of(2, 0);
	bounds_narrow(c, &s);
	is_near(c[2].low, 10, 1e-9, "one missing of a whole: what is left");
	loose[3] = bound_of(2, 0);
	s.items[0].loose = true;
	ok(bounds_narrow(loose, &s), "loose");
	is_near(loose[2].low, 0, 0, "some of the whole may be in no part");
	is_near(loose[2].high, 10, 1e-9, "but there is no more");

	c[0] = bound_of(30, 0);
	c[2] = bound_of(NAN, 0);
	ok(!bounds_narrow(c, &s), "a contradiction is told");
	ok(isinf(c[2].high), "and nothing follows of it");
	sums_free(&s);
}

#define NB 40
#define NCELLS (1 + 4 + NB) /* gemeente, wijken, buurten */

static bool
country(void)
{
	double truth[2 * NCELLS] = { 0 };
	struct bound cells[2 * NCELLS], was[2 * NCELLS];
	struct sums s = { 0 };
	double step = lot() < 0.5 ? 5 : 0;
	bool fine = true;
	int i, k;

	for (i = 0; i < NB; i++)
		for (k = 0; k < 2; k++) {
			double v = draw_events(lot() < 0.3 ? 2 : 40);

			truth[k * NCELLS + 5 + i] = v;
			truth[k * NCELLS + 1 + i % 4] += v;
			truth[k * NCELLS] += v;
		}
	for (i = 0; i < NCELLS; i++) /* of all of the first kind, the second
					are a part */
		truth[i] += truth[NCELLS + i];
	for (k = 0; k < 2; k++) {
		sums_add(&s, (size_t)k * NCELLS, lot() < 0.5);
		for (i = 0; i < 4; i++)
			sums_part(&s, (size_t)(k * NCELLS + 1 + i));
		for (int w = 0; w < 4; w++) {
			sums_add(&s, (size_t)(k * NCELLS + 1 + w), lot() < 0.5);
			for (i = w; i < NB; i += 4)
				sums_part(&s, (size_t)(k * NCELLS + 5 + i));
		}
	}
	for (i = 0; i < NCELLS; i++) {
		sums_add(&s, (size_t)i, true);
		sums_part(&s, (size_t)(NCELLS + i));
	}
	for (i = 0; i < 2 * NCELLS; i++) {
		double said =
		    step > 0 ? step * floor(truth[i] / step + 0.5) : truth[i];

		cells[i] = bound_of(lot() < 0.3 ? NAN : said, step);
	}
	memcpy(was, cells, sizeof(cells));
	fine &= bounds_narrow(cells, &s);
	for (i = 0; i < 2 * NCELLS; i++) {
		fine &= cells[i].low <= truth[i] + 1e-6 &&
		    cells[i].high >= truth[i] - 1e-6;
		fine &=
		    cells[i].low >= was[i].low && cells[i].high <= was[i].high;
		fine &= cells[i].implied ==
		    (cells[i].low > was[i].low || cells[i].high < was[i].high);
	}
	sums_free(&s);
	return fine;
}

int
main(void)
{
	int well = 0, i;

	test_of();
	test_table();
	for (i = 0; i < 500; i++)
		well += country();
	ok(well == 500, "the truth lies within: %d of 500 countries", well);
	return done_testing();
}
