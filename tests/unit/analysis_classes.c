/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * classes_make: quintiles as R gives them (quantile(x, c(.2,.4,.6,.8)), its
 * default type 7), rounded; and what has no five classes.
 */
#include "tap.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/classes.h"

static void
check(const double *v, size_t n, int decimals, size_t classes,
    const double *limits, const size_t *counts, const char *name)
{
	struct classes c;
	bool well;
	size_t i;

	classes_make(v, n, decimals, &c);
	well = c.n == classes;
	for (i = 0; well && i + 1 < classes; i++)
		well = fabs(c.limits[i] - limits[i]) < 1e-9;
	for (i = 0; well && i < classes; i++)
		well = c.counts[i] == counts[i];
	ok(well, "%s", name);
	for (i = 0; !well && i < c.n; i++)
		printf("# from %g: %zu\n", i == 0 ? -INFINITY : c.limits[i - 1],
		    c.counts[i]);
}

static void
check_textbook(void)
{
	double hundred[100];
	/* R: quantile(c(1,2,4,8,16,32,64,128,256,512), ...) is 3.6 12.8 44.8
	 * 153.6; a fifth of 150 is 30, so steps of 20: 0 20 40 160. The first
	 * would leave nothing below it. */
	const double doubling[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512 };
	/* R: 5.8 10.2 14.6 17.2 (sorted: 3 5 7 10 11 13 17 18 ... ) */
	const double shares[] = { 3, 5, 7, 10, 11, 13, 17, 17, 18, 21 };
	size_t i;

	for (i = 0; i < 100; i++)
		hundred[i] = (double)(i + 1);
	/* 20.8 40.6 60.4 80.2, a fifth of 59.4 is 11.9: steps of 10. */
	check(hundred, 100, 0, 5, (double[]){ 20, 40, 60, 80 },
	    (size_t[]){ 19, 20, 20, 20, 21 }, "1 to 100");
	check(doubling, 10, 0, 4, (double[]){ 20, 40, 160 },
	    (size_t[]){ 5, 1, 2, 2 }, "doubling: round, and none empty");
	/* 6.6 10.6 14.6 17.2; steps of 2. */
	check(shares, 10, 0, 5, (double[]){ 6, 10, 14, 18 },
	    (size_t[]){ 2, 1, 3, 2, 2 }, "ten shares");
}

static void
check_odd(void)
{
	const double same[] = { 7, 7, 7, 7, 7, 7 };
	const double two[] = { 0, 0, 0, 0, 0, 0, 0, 0, 3, 9 };
	const double few[] = { NAN, 1.04, NAN, 1.06 };
	const double nothing[] = { NAN, INFINITY, -INFINITY };
	struct classes c;

	check(same, 6, 0, 1, NULL, (size_t[]){ 6 }, "all alike: one class");
	classes_make(two, 10, 0, &c);
	ok(c.n == 2 && c.counts[0] == 8 && c.counts[1] == 2,
	    "nearly all alike: two classes, none empty");
	classes_make(few, 4, 1, &c);
	ok(c.n == 2 && c.counts[0] == 1 && classes_of(&c, 1.04, 1) == 0 &&
		classes_of(&c, 1.06, 1) == 1,
	    "two values that differ as printed");
	classes_make(few, 4, 0, &c);
	ok(c.n == 1 && c.counts[0] == 2, "and do not");
	classes_make(nothing, 3, 0, &c);
	ok(c.n == 0, "no values, no classes");
	ok(classes_of(&c, 3, 0) == 0, "and no class of a value");
	classes_make(NULL, 0, 0, &c);
	ok(c.n == 0, "nothing at all");
}

/* A value is in the class that its printed form says: 19.96 reads 20. */
static void
check_printed(void)
{
	double v[50];
	struct classes c;
	size_t i, sum = 0, wrong = 0;

	for (i = 0; i < 50; i++)
		v[i] = 10 + 0.777 * (double)((i * 37) % 50);
	classes_make(v, 50, 0, &c);
	for (i = 0; i < c.n; i++)
		sum += c.counts[i];
	ok(sum == 50, "every value is in one class");
	for (i = 0; i < 50; i++) {
		size_t k = classes_of(&c, v[i], 0);
		double read = round(v[i]);

		wrong += (k > 0 && read < c.limits[k - 1]) ||
		    (k + 1 < c.n && read >= c.limits[k]);
	}
	ok(wrong == 0, "the one that its printed value lies in");
	ok(classes_of(&c, NAN, 0) == c.n, "no value has no class");
}

int
main(void)
{
	check_textbook();
	check_odd();
	check_printed();
	return done_testing();
}
