/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sort: runs of a few, put in order where they stand, then merged two by two.
 */
#include "sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define RUN 8
#define FEW 64 /* need no room of their own */

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

/* The lower of two first, without a question that a processor would have to
 * guess the answer of: as two conditions of their own compilers know them for
 * the least and the most. (Of zero and minus zero one then stands for both.) */
static void
order(double *a, double *b)
{
	const double low = *b < *a ? *b : *a, high = *b > *a ? *b : *a;

	*a = low;
	*b = high;
}

/* Eight numbers, by the shortest network there is of that many (Knuth, The Art
 * of Computer Programming 3, 5.3.4). */
static void
order_run(double v[RUN])
{
	double w[RUN];

	memcpy(w, v, sizeof(w));
	order(&w[0], &w[2]);
	order(&w[1], &w[3]);
	order(&w[4], &w[6]);
	order(&w[5], &w[7]);
	order(&w[0], &w[4]);
	order(&w[1], &w[5]);
	order(&w[2], &w[6]);
	order(&w[3], &w[7]);
	order(&w[0], &w[1]);
	order(&w[2], &w[3]);
	order(&w[4], &w[5]);
	order(&w[6], &w[7]);
	order(&w[2], &w[4]);
	order(&w[3], &w[5]);
	order(&w[1], &w[4]);
	order(&w[3], &w[6]);
	order(&w[1], &w[2]);
	order(&w[3], &w[4]);
	order(&w[5], &w[6]);
	memcpy(v, w, sizeof(w));
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
	double few[FEW], *room = few, *from = values, *to;

	for (size_t i = 0; i < n; i += RUN)
		if (n - i >= RUN)
			order_run(values + i);
		else
			insert(values + i, n - i);
	if (n <= RUN)
		return;
	if (n > FEW)
		room = mem_new(n, sizeof(*room));
	to = room;
	for (size_t run = RUN; run < n; run *= 2) {
		double *was = from;

		for (size_t i = 0; i < n; i += 2 * run) {
			const size_t middle = n - i < run ? n : i + run;
			const size_t end = n - i < 2 * run ? n : i + 2 * run;

			merge(from + i, middle - i, from + middle, end - middle,
			    to + i);
		}
		from = to;
		to = was;
	}
	if (from != values)
		memcpy(values, from, n * sizeof(*values));
	if (room != few)
		free(room);
}
