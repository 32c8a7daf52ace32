/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postcodes: addresses by postcode and buurt. What is kept says nothing of a
 * single address.
 */
#include "ingest/postcodes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PAIRS (POSTCODE_LETTERS * POSTCODE_LETTERS)

uint32_t
postcode_pack(uint64_t digits, uint64_t letters)
{
	return (uint32_t)(digits * PAIRS + letters);
}

static void
unpack(uint32_t postcode, char out[POSTCODE_LEN])
{
	const uint32_t letters = postcode % PAIRS;

	snprintf(out, POSTCODE_LEN, "%04u%c%c", postcode / PAIRS % 10000,
	    (char)('A' + letters / POSTCODE_LETTERS),
	    (char)('A' + letters % POSTCODE_LETTERS));
}

void
postcodes_add(struct postcode_counts *c, uint32_t postcode, uint32_t area)
{
	const uint64_t key = (uint64_t)postcode << 32 | area;
	struct postcode_count *last;
	int64_t at;

	if (c->n > 0) {
		last = &c->items[c->last];
		if (last->postcode == postcode && last->area == area) {
			last->n += 1.0;
			return;
		}
	}
	if (map_get(&c->at, (const char *)&key, sizeof(key), &at)) {
		c->last = (size_t)at;
		c->items[c->last].n += 1.0;
		return;
	}
	map_put(&c->at, (const char *)&key, sizeof(key), (int64_t)c->n);
	MEM_PUSH(c->items, c->n, c->cap);
	c->last = c->n;
	c->items[c->n++] = (struct postcode_count){ postcode, area, 1.0 };
}

static int
by_code(const void *a, const void *b)
{
	const struct postcode_part *x = a, *y = b;
	const int order = strcmp(x->code, y->code);

	return order != 0 ? order : (x->area > y->area) - (x->area < y->area);
}

struct postcode_part *
postcodes_parts(struct postcode_counts *c, const struct areas *areas)
{
	struct postcode_part *parts = mem_new(c->n + 1, sizeof(*parts));
	double *all = mem_new(areas->n + 1, sizeof(*all));

	for (size_t i = 0; i < c->n; i++)
		all[c->items[i].area] += c->items[i].n;
	for (size_t i = 0; i < c->n; i++) {
		const struct postcode_count *one = &c->items[i];

		unpack(one->postcode, parts[i].code);
		parts[i].area = areas->items[one->area].id;
		parts[i].share = one->n / all[one->area];
	}
	free(all);
	qsort(parts, c->n, sizeof(*parts), by_code);
	return parts;
}

void
postcodes_clear(struct postcode_counts *c)
{
	map_free(&c->at);
	free(c->items);
	memset(c, 0, sizeof(*c));
}
