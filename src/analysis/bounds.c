/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bounds: intervals of missing counts out of sums.
 */
#include "analysis/bounds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define HARDLY 1e-6 /* a change that is none */

struct bound
bound_of(double value, double step)
{
	if (isnan(value))
		return (struct bound){ .low = 0, .high = INFINITY };
	return (struct bound){ .low = fmax(0, value - step / 2),
		.high = fmax(0, value + step / 2) };
}

void
sums_add(struct sums *list, size_t whole, bool loose)
{
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] = (struct sum){
		.whole = whole, .first = list->nparts, .loose = loose
	};
}

void
sums_part(struct sums *list, size_t part)
{
	MEM_PUSH(list->parts, list->nparts, list->capparts);
	list->parts[list->nparts++] = part;
	list->items[list->n - 1].n++;
}

void
sums_free(struct sums *list)
{
	free(list->items);
	free(list->parts);
	memset(list, 0, sizeof(*list));
}

/* Narrow one cell. Bounds that would cross say that figures contradict each
 * other: nothing follows then. */
static void
narrow(struct bound *cell, double low, double high, bool *changed, bool *well)
{
	if (low > cell->high + HARDLY || high < cell->low - HARDLY) {
		*well = false;
		return;
	}
	if (low > cell->low + HARDLY) {
		cell->low = fmin(low, cell->high);
		cell->implied = *changed = true;
	}
	if (high < cell->high - HARDLY) {
		cell->high = fmax(high, cell->low);
		cell->implied = *changed = true;
	}
}

static void
narrow_sum(struct bound cells[], const struct sum *s, const size_t parts[],
    bool *changed, bool *well)
{
	double low = 0, high = 0;
	struct bound *whole = &cells[s->whole];
	size_t open = 0, i;

	for (i = 0; i < s->n; i++) {
		low += cells[parts[i]].low;
		/* Infinity minus infinity is no number. */
		if (isinf(cells[parts[i]].high))
			open++;
		else
			high += cells[parts[i]].high;
	}
	narrow(
	    whole, low, s->loose || open > 0 ? INFINITY : high, changed, well);
	for (i = 0; i < s->n; i++) {
		struct bound *part = &cells[parts[i]], was = *part;
		size_t others = open - (isinf(part->high) ? 1 : 0);
		double rest = isinf(part->high) ? high : high - part->high;

		narrow(part, s->loose || others > 0 ? 0 : whole->low - rest,
		    whole->high - (low - part->low), changed, well);
		low += part->low - was.low;
		if (isinf(was.high) && !isinf(part->high)) {
			open--;
			high += part->high;
		} else if (!isinf(was.high))
			high += part->high - was.high;
	}
}

bool
bounds_narrow(struct bound cells[], const struct sums *sums)
{
	bool well = true, changed = true;
	int round;
	size_t i;

	for (round = 0; round < BOUNDS_ROUNDS && changed; round++) {
		changed = false;
		for (i = 0; i < sums->n; i++)
			narrow_sum(cells, &sums->items[i],
			    sums->parts + sums->items[i].first, &changed,
			    &well);
	}
	return well;
}

struct bound
bounds_sum(const struct bound cells[], size_t n)
{
	struct bound sum = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		sum.low += cells[i].low;
		sum.high += cells[i].high;
		sum.implied |= cells[i].implied;
	}
	return sum;
}
