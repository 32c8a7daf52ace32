/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * addresses: where the addresses of the old areas lie in the newer year. An
 * address is a postcode with a house number, the same in both years. Those of
 * the older year are kept as one number of 8 bytes each, in order (they come
 * so; else they are sorted where they stand); those of the newer one are
 * looked up as they pass. What is only in one of the years was built or taken
 * down and says nothing of a border.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ingest/crossing.h"
#include "ingest/part.h"

#define ADDRESSES_MAX                                                          \
	20000000u      /* of a year: half as many again as there are           \
			*/
#define NUMBER_BITS 17 /* house number: up to 131 071 */
#define AREA_BITS 15   /* index of a buurt */
#define AREA_MASK (((uint64_t)1 << AREA_BITS) - 1)
#define MET ((uint64_t)1 << 63) /* it was found in the newer year */

struct book {
	const struct source *src;
	const struct sides *sides;
	bool second; /* the newer year passes */
	struct crossing_columns columns;
	/* Address << AREA_BITS | area, by address. */
	uint64_t *items;
	size_t n, cap, last; /* last: where the one before was found */
	bool sorted;
	uint64_t rows, odd, strange; /* read; no address; of no known area */
	uint64_t met, fresh;
	struct link_count run; /* of addresses with one pair of areas */
	struct map pairs;
	struct link_counts *out;
	struct postcode_counts *postcodes; /* of both years */
};

/* Postcode and house number as one number: 0, or -1. */
static int
read_address(const struct csv_field *postcode, const struct csv_field *number,
    uint64_t *out)
{
	uint64_t digits = 0, letters = 0, house = 0;
	size_t n = 0;

	for (const char *p = postcode->text; *p != '\0'; p++) {
		const char c = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);

		if (c == ' ')
			continue;
		if (n < 4 && c >= '0' && c <= '9')
			digits = 10 * digits + (uint64_t)(c - '0');
		else if (n >= 4 && n < 6 && c >= 'A' && c <= 'Z')
			letters =
			    POSTCODE_LETTERS * letters + (uint64_t)(c - 'A');
		else
			return -1;
		n++;
	}
	for (size_t i = 0; i < number->len; i++) {
		if (number->text[i] < '0' || number->text[i] > '9' || i > 5)
			return -1;
		house = 10 * house + (uint64_t)(number->text[i] - '0');
	}
	if (n != 6 || number->len == 0 || house >> NUMBER_BITS != 0)
		return -1;
	*out = (uint64_t)postcode_pack(digits, letters) << NUMBER_BITS | house;
	return 0;
}

/* CBS writes the buurt with or without BU, and a number without its zeros. */
static bool
find_buurt(const struct csv_field *f, const struct map *known, uint32_t *at)
{
	char code[12] = "BU00000000";
	const char *s = f->text;
	size_t len = f->len;
	int64_t found;

	if (len > 2 && text_starts(s, "BU")) {
		s += 2;
		len -= 2;
	}
	if (len == 0 || len > 8)
		return false;
	memcpy(code + 10 - len, s, len);
	if (!map_gets(known, code, &found))
		return false;
	*at = (uint32_t)found;
	return true;
}

static uint64_t
address_of(uint64_t item)
{
	return (item & ~MET) >> AREA_BITS;
}

/* Largest on top, from one place down: of a heap sort, which takes no
 * memory. */
static void
sift(uint64_t *a, size_t at, size_t n)
{
	const uint64_t v = a[at];

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= n)
			break;
		if (child + 1 < n && a[child + 1] > a[child])
			child++;
		if (a[child] <= v)
			break;
		a[at] = a[child];
		at = child;
	}
	a[at] = v;
}

static void
sort(uint64_t *a, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift(a, i, n);
	for (size_t i = n; i-- > 1;) {
		const uint64_t v = a[0];

		a[0] = a[i];
		a[i] = v;
		sift(a, 0, i);
	}
}

static int
keep(struct book *b, uint64_t address, uint32_t area, struct err *err)
{
	const uint64_t item = address << AREA_BITS | area;

	if (b->n == ADDRESSES_MAX)
		return err_set(err, ERR_INPUT,
		    "more than %u addresses: this is no list of one year",
		    ADDRESSES_MAX);
	if (b->n > 0 && b->items[b->n - 1] > item)
		b->sorted = false;
	MEM_PUSH(b->items, b->n, b->cap);
	b->items[b->n++] = item;
	return 0;
}

static void
end_run(struct book *b)
{
	uint64_t key = (uint64_t)b->run.from << 32 | b->run.to;
	int64_t at;

	if (b->run.n <= 0)
		return;
	if (map_get(&b->pairs, (char *)&key, sizeof(key), &at))
		b->out->items[at].n += b->run.n;
	else {
		map_put(
		    &b->pairs, (char *)&key, sizeof(key), (int64_t)b->out->n);
		MEM_PUSH(b->out->items, b->out->n, b->out->cap);
		b->out->items[b->out->n++] = b->run;
	}
	b->run.n = 0;
}

/* The first place at or after which the address can stand. Both years come in
 * about the same order: looked for from the one before onwards, in steps that
 * double. */
static size_t
seek(const struct book *b, uint64_t address)
{
	size_t low = b->last, high, step = 1;

	if (low >= b->n || address_of(b->items[low]) > address)
		low = 0;
	high = low;
	while (high < b->n && address_of(b->items[high]) < address) {
		low = high;
		high += step;
		step *= 2;
	}
	if (high > b->n)
		high = b->n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (address_of(b->items[middle]) < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
count_postcode(struct book *b, uint64_t address, uint32_t area)
{
	postcodes_add(
	    &b->postcodes[b->second], (uint32_t)(address >> NUMBER_BITS), area);
}

/* An address counts once, however often it passes; one that is only in the
 * newer year is not kept, and counts for its postcode each time. */
static void
look_up(struct book *b, uint64_t address, uint32_t area)
{
	const size_t at = seek(b, address);
	uint32_t from;

	b->last = at;
	if (at >= b->n || address_of(b->items[at]) != address) {
		b->fresh++;
		count_postcode(b, address, area);
		return;
	}
	if ((b->items[at] & MET) != 0)
		return;
	b->items[at] |= MET;
	b->met++;
	count_postcode(b, address, area);
	from = (uint32_t)(b->items[at] & AREA_MASK);
	if (b->run.from != from || b->run.to != area)
		end_run(b);
	b->run.from = from;
	b->run.to = area;
	b->run.n += 1.0;
}

static int
take_address(void *arg, const struct record *record, struct err *err)
{
	struct book *b = arg;
	const struct csv_field *f = record->fields;
	uint64_t address;
	uint32_t area;
	int rc = crossing_row(&b->columns, record, err);

	if (rc != 0)
		return rc == 1 ? 0 : -1;
	b->rows++;
	if (read_address(
		&f[b->columns.at[0]], &f[b->columns.at[1]], &address) == -1)
		b->odd++;
	else if (!find_buurt(&f[b->columns.at[2]],
		     b->second ? &b->sides->to_at : &b->sides->from_at, &area))
		b->strange++;
	else if (b->second)
		look_up(b, address, area);
	else
		return keep(b, address, area, err);
	return 0;
}

/* An address that stands there twice counts once, for the first area. */
static void
tidy(struct book *b)
{
	size_t n = 0;

	if (!b->sorted)
		sort(b->items, b->n);
	for (size_t i = 0; i < b->n; i++)
		if (n == 0 ||
		    address_of(b->items[i]) != address_of(b->items[n - 1]))
			b->items[n++] = b->items[i];
	b->n = n;
	for (size_t i = 0; i < n; i++)
		count_postcode(b, address_of(b->items[i]),
		    (uint32_t)(b->items[i] & AREA_MASK));
}

static int
walk(struct book *b, const struct raw_run *run, const struct raw_part *part,
    struct err *err)
{
	const struct crossing *x = &b->src->crossing;
	const struct cut cut = { .kind = CUT_CSV, .inside = x->inside };
	const int year = b->second ? x->to_year : x->from_year;

	b->columns = (struct crossing_columns){
		.names = { x->postcode, x->number, b->second ? x->to : x->from }
	};
	b->rows = 0;
	if (part_walk(run, part, &cut, take_address, b, err) == -1 ||
	    crossing_header(&b->columns, err) == -1)
		return err_ctx(err, "addresses of %d", year);
	if (!b->second)
		tidy(b);
	if ((b->second ? b->met + b->fresh : (uint64_t)b->n) == 0)
		return err_set(err, ERR_INPUT,
		    "addresses of %d: not one of %llu lines is an address in "
		    "a buurt of that year: see the years and columns in the "
		    "definition",
		    year, (unsigned long long)b->rows);
	return 0;
}

static void
tell(const struct book *b, struct buf *notice)
{
	buf_putf(notice,
	    "%llu addresses are in both years, %llu only in the older and "
	    "%llu only in the newer one",
	    (unsigned long long)b->met, (unsigned long long)(b->n - b->met),
	    (unsigned long long)b->fresh);
	if (b->odd + b->strange > 0)
		buf_putf(notice,
		    "; %llu lines left out: no postcode and number, %llu: no "
		    "buurt of the year",
		    (unsigned long long)b->odd, (unsigned long long)b->strange);
}

int
addresses_count(const struct source *src, const struct raw_run *run,
    const struct sides *sides, struct link_counts *out,
    struct postcode_counts postcodes[2], uint64_t *rows, struct buf *notice,
    struct err *err)
{
	struct book b = { .src = src,
		.sides = sides,
		.sorted = true,
		.out = out,
		.postcodes = postcodes };
	const struct raw_part *parts[2];
	size_t n = 0;
	int rc = -1;

	for (size_t i = 0; i < run->nparts; i++)
		if (run->parts[i].data && n++ < 2)
			parts[n - 1] = &run->parts[i];
	if (n != 2) {
		err_set(err, ERR_INPUT,
		    "%zu files where there are two years: fetch it again", n);
		goto done;
	}
	if (sides->from.n >> AREA_BITS != 0) {
		err_set(err, ERR_INPUT, "too many areas: %zu", sides->from.n);
		goto done;
	}
	if (walk(&b, run, parts[0], err) == -1)
		goto done;
	b.second = true;
	if (walk(&b, run, parts[1], err) == -1)
		goto done;
	end_run(&b);
	if (out->n == 0) {
		err_set(err, ERR_INPUT,
		    "no address is in both years: see the columns in the "
		    "definition");
		goto done;
	}
	*rows = b.rows;
	tell(&b, notice);
	rc = 0;
done:
	map_free(&b.pairs);
	free(b.items);
	return rc;
}
