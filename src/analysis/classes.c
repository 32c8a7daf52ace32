/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * classes: rounded quintiles.
 */
#include "analysis/classes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PARTS 5.0 /* steps between the first and the last limit, at least */

static double
printed(double v, int decimals)
{
	double scale = pow(10, decimals);

	return round(v * scale) / scale;
}

static int
by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
quantile(const double *sorted, size_t n, double p)
{
	double at = (double)(n - 1) * p;
	size_t low = (size_t)floor(at);

	if (low + 1 >= n)
		return sorted[n - 1];
	return sorted[low] +
	    (at - (double)low) * (sorted[low + 1] - sorted[low]);
}

/* The largest of 1, 2 and 5 times a power of ten that is not above most, but
 * no smaller than the last decimal. */
static double
round_step(double most, int decimals)
{
	double least = pow(10, -decimals), power;

	if (!(most > least))
		return least;
	power = pow(10, floor(log10(most) + 1e-9));
	if (5 * power <= most * (1 + 1e-9))
		return 5 * power;
	return 2 * power <= most * (1 + 1e-9) ? 2 * power : power;
}

size_t
classes_of(const struct classes *c, double value, int decimals)
{
	size_t k = 0;

	if (isnan(value) || c->n == 0)
		return c->n;
	value = printed(value, decimals);
	while (k + 1 < c->n && value >= c->limits[k])
		k++;
	return k;
}

/* Take a limit in when it leaves no class empty: values lie below it that do
 * not lie below the one before, and some lie above. */
static void
take(struct classes *c, const double *sorted, size_t n, double limit)
{
	double before = c->n > 1 ? c->limits[c->n - 2] : -INFINITY;
	size_t between = 0, above = 0, i;

	for (i = 0; i < n; i++) {
		between += sorted[i] >= before && sorted[i] < limit;
		above += sorted[i] >= limit;
	}
	if (between == 0 || above == 0)
		return;
	c->limits[c->n - 1] = limit;
	c->n++;
}

void
classes_make(
    const double values[], size_t n, int decimals, struct classes *out)
{
	double *sorted = mem_new(n + 1, sizeof(*sorted)), step, limit;
	size_t m = 0, i;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < n; i++)
		if (isfinite(values[i]))
			sorted[m++] = printed(values[i], decimals);
	if (m == 0)
		goto done;
	qsort(sorted, m, sizeof(*sorted), by_number);
	out->n = 1;
	step = round_step((quantile(sorted, m, 0.8) -
			      quantile(sorted, m, 0.2)) / PARTS,
	    decimals);
	for (i = 1; i < CLASSES; i++) {
		limit = quantile(sorted, m, (double)i / CLASSES);
		limit = printed(round(limit / step) * step, decimals);
		take(out, sorted, m, limit);
	}
	for (i = 0; i < m; i++)
		out->counts[classes_of(out, sorted[i], decimals)]++;
done:
	free(sorted);
}
