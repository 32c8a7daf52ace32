/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postcodes: how many addresses of a postcode lie in which buurt, counted as
 * the addresses of a year pass. For src/ingest only.
 */
#ifndef INGEST_POSTCODES_H
#define INGEST_POSTCODES_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "model/area.h"
#include "store/postcode.h"

#define POSTCODE_LETTERS 26u
/* Four digits and two letters as one number, in their order. */
uint32_t postcode_pack(uint64_t digits, uint64_t letters);

struct postcode_count {
	uint32_t postcode, area; /* packed; an index */
	double n;
};
struct postcode_counts {
	struct postcode_count *items;
	size_t n, cap;
	size_t last; /* counted just now: most come in order */
	struct map at;
};
/* One more address. */
void postcodes_add(struct postcode_counts *c, uint32_t postcode, uint32_t area);
/* The share that each pair is of its area's addresses, in order of postcode
 * and id: a new list that the caller frees. */
struct postcode_part *postcodes_parts(
    struct postcode_counts *c, const struct areas *areas);
void postcodes_clear(struct postcode_counts *c);

#endif
