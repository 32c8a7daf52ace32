/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * inside: lowest, highest and the middle 80% of the parts of an area.
 */
#include "analysis/inside.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/compare.h"
#include "base/mem.h"
#include "sort.h"

bool
inside_spread(const double values[], size_t n, enum indicator_kind kind,
    double rounding, struct inside *out)
{
	double *sorted = mem_new(n + 1, sizeof(*sorted)), low, high;
	struct comparison c;
	bool some = false;

	*out = (struct inside){ .low = n, .high = n, .factor = NAN };
	for (size_t i = 0; i < n; i++) {
		if (isnan(values[i]))
			continue;
		sorted[out->n++] = values[i];
		if (out->low == n || values[i] < values[out->low])
			out->low = i;
		if (out->high == n || values[i] > values[out->high])
			out->high = i;
	}
	if (out->n < INSIDE_LEAST || kind == KIND_CODE)
		goto done;
	sort_numbers(sorted, out->n);
	out->p10 = compare_quantile(sorted, out->n, 0.1);
	out->p90 = compare_quantile(sorted, out->n, 0.9);
	low = sorted[0];
	high = sorted[out->n - 1];
	if (low > 0.0)
		out->factor = high / low;
	compare_value(high, low, kind, rounding, &c);
	some = c.difference == DIFF_HIGHER;
	compare_value(
	    high, compare_quantile(sorted, out->n, 0.5), kind, rounding, &c);
	out->size = c.effect;
	compare_value(
	    low, compare_quantile(sorted, out->n, 0.5), kind, rounding, &c);
	out->size += c.effect;
done:
	free(sorted);
	return some;
}
