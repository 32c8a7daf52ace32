/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sort: runs of a few, put in order where they stand, then merged two by two.
 */
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define RUN 32

static void
insert(double values[], size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const double v = values[i];
		size_t at = i;

		for (; at > 0 && values[at - 1] > v; at--)
			values[at] = values[at - 1];
		values[at] = v;
	}
}

static void
merge(const double a[], size_t na, const double b[], size_t nb, double out[])
{
	size_t i = 0, k = 0, n = 0;

	while (i < na && k < nb) {
		const double x = a[i], y = b[k];
		const size_t second = y < x;

		out[n++] = second ? y : x;
		k += second;
		i += 1 - second;
	}
	memcpy(out + n, a + i, (na - i) * sizeof(*out));
	memcpy(out + n + (na - i), b + k, (nb - k) * sizeof(*out));
}

void
sort_numbers(double values[], size_t n)
{
	double *room, *from = values, *to;

	for (size_t i = 0; i < n; i += RUN)
		insert(values + i, n - i < RUN ? n - i : RUN);
	if (n <= RUN)
		return;
	room = mem_new(n, sizeof(*room));
	to = room;
	for (size_t run = RUN; run < n; run *= 2) {
		double *was = from;

		for (size_t i = 0; i < n; i += 2 * run) {
			const size_t middle = n - i < run ? n : i + run;
			const size_t end = n - i < 2 * run ? n : i + 2 * run;

			merge(from + i, middle - i, from + middle,
			    end - middle, to + i);
		}
		from = to;
		to = was;
	}
	if (from != values)
		memcpy(values, from, n * sizeof(*values));
	free(room);
}
