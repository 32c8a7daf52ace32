/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_sums: rows of members of a dimension into their sums, for tables
 * without totals. Rows come in any order and are not kept: of each sum only
 * its total, what is missing in it, and which members were there.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "cbs_v3.h"
#include "cbs_v3_select.h"

#define SUMS_BYTES (256u << 20) /* of one table, all together */

struct sum { /* of one topic */
	double total;
	bool any, withheld, empty;
};

struct pile { /* what is added up to one row */
	char area[12], period[16];
	char *dims;
	uint32_t group, rows; /* of which group, and how many came */
};

struct sums {
	const struct source *src;
	const struct table_meta *meta;
	struct map members;  /* key to an index */
	uint32_t *groups;    /* how many members each has */
	size_t words;	     /* of bits: the members */
	struct map known;    /* area, period and members to a pile */
	struct pile *piles;
	struct sum *sums;    /* by pile, then topic */
	uint64_t *seen;	     /* by pile: a bit for each member */
	size_t n, cap, bytes;
	size_t at; /* next to hand out */
};

struct sums *
cbs_v3_sums_new(const struct source *src, const struct table_meta *meta)
{
	struct sums *s = mem_new(1, sizeof(*s));

	s->src = src;
	s->meta = meta;
	s->groups = mem_new(src->add_up.n + 1, sizeof(*s->groups));
	for (size_t i = 0; i < meta->ndims; i++) {
		const struct dimension *d = &meta->dims[i];

		if (!cbs_v3_adds(src, d))
			continue;
		s->words = d->nmembers / 64 + 1;
		for (size_t k = 0; k < d->nmembers; k++) {
			int to = added_to(&src->add_up, d->members[k],
			    strlen(d->members[k]));

			map_puts(&s->members, d->members[k], (int64_t)k);
			if (to != -1)
				s->groups[to]++;
		}
	}
	return s;
}

void
cbs_v3_sums_free(struct sums *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++)
		free(s->piles[i].dims);
	map_free(&s->members);
	map_free(&s->known);
	free(s->groups);
	free(s->piles);
	free(s->sums);
	free(s->seen);
	free(s);
}

/* Room for one more. */
static int
widen(struct sums *s, size_t key, struct err *err)
{
	const size_t topics = s->meta->ntopics;
	size_t cap = s->cap == 0 ? 256 : s->cap * 2;

	s->bytes += sizeof(*s->piles) + topics * sizeof(*s->sums) +
	    s->words * sizeof(*s->seen) + 2 * key;
	if (s->bytes > SUMS_BYTES)
		return err_set(err, ERR_INPUT,
		    "more sums than fit in memory: select fewer members or "
		    "periods in the source definition");
	if (s->n < s->cap)
		return 0;
	s->piles = mem_grow(s->piles, cap, sizeof(*s->piles));
	s->sums = mem_grow(s->sums, cap * (topics + 1), sizeof(*s->sums));
	s->seen = mem_grow(s->seen, cap * s->words, sizeof(*s->seen));
	s->cap = cap;
	return 0;
}

static int
find_pile(struct sums *s, const struct row *row, size_t *at, struct err *err)
{
	char key[sizeof(row->area) + sizeof(row->period) + sizeof(row->dims)];
	int64_t found;
	struct pile *p;
	size_t len = 0;

	for (size_t i = 0; i < 3; i++) {
		const char *part = i == 0 ? row->area
		    : i == 1		  ? row->period
					  : row->dims;

		memcpy(key + len, part, strlen(part) + 1);
		len += strlen(part) + 1;
	}
	if (map_get(&s->known, key, len, &found)) {
		*at = (size_t)found;
		return 0;
	}
	if (widen(s, len, err) == -1)
		return -1;
	p = &s->piles[s->n];
	*p = (struct pile){ .dims = mem_str(row->dims) };
	memcpy(p->area, row->area, sizeof(p->area));
	memcpy(p->period, row->period, sizeof(p->period));
	memset(&s->sums[s->n * s->meta->ntopics], 0,
	    s->meta->ntopics * sizeof(*s->sums));
	memset(&s->seen[s->n * s->words], 0, s->words * sizeof(*s->seen));
	map_put(&s->known, key, len, (int64_t)s->n);
	*at = s->n++;
	return 0;
}

static void
add_cell(struct sum *sum, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_VALUE:
		sum->total += cell->value;
		sum->any = true;
		break;
	case CELL_EMPTY:
		sum->empty = true;
		break;
	case CELL_WITHHELD:
		sum->withheld = true;
		break;
	case CELL_CANNOT: /* there is nothing of it */
	case CELL_TEXT:
		break;
	}
}

int
cbs_v3_sums_take(struct sums *s, const struct row *row, const char *member,
    size_t len, struct err *err)
{
	struct pile *p;
	uint64_t *seen;
	int64_t index;
	size_t at;

	if (!map_get(&s->members, member, len, &index))
		return err_set(err, ERR_INPUT,
		    "\"%.*s\" is no member of %s: the table was changed while "
		    "it was fetched, fetch it again",
		    len > 60 ? 60 : (int)len, member,
		    s->src->add_up.dimension);
	if (find_pile(s, row, &at, err) == -1)
		return -1;
	p = &s->piles[at];
	seen = &s->seen[at * s->words + (size_t)index / 64];
	if (*seen >> (index % 64) & 1)
		return err_set(err, ERR_INPUT,
		    "%s %s %s: %.*s is there twice and would count double: "
		    "the table is not sound, fetch it again",
		    row->area, row->period, row->dims,
		    len > 60 ? 60 : (int)len, member);
	*seen |= (uint64_t)1 << (index % 64);
	p->group = (uint32_t)added_to(&s->src->add_up, member, len);
	p->rows++;
	for (size_t i = 0; i < row->n; i++)
		add_cell(&s->sums[at * s->meta->ntopics + row->cells[i].topic],
		    &row->cells[i]);
	return 0;
}

int
cbs_v3_sums_next(struct sums *s, struct row *out)
{
	const bool lax = s->src->add_up.empty_is_nothing;
	const struct pile *p;

	if (s->at == s->n)
		return 0;
	p = &s->piles[s->at];
	*out = (struct row){ .cells = out->cells, .cap = out->cap };
	memcpy(out->area, p->area, sizeof(out->area));
	memcpy(out->period, p->period, sizeof(out->period));
	memcpy(out->dims, p->dims, strlen(p->dims) + 1);
	for (size_t i = 0; i < s->meta->ntopics; i++) {
		const struct sum *sum =
		    &s->sums[s->at * s->meta->ntopics + i];
		struct cell *cell = &out->cells[out->n++];

		*cell = (struct cell){ .topic = (uint32_t)i,
			.kind = CELL_EMPTY };
		if (sum->withheld)
			cell->kind = CELL_WITHHELD;
		else if (sum->any && isfinite(sum->total) &&
		    (lax || (!sum->empty && p->rows == s->groups[p->group]))) {
			cell->kind = CELL_VALUE;
			cell->value = sum->total;
		}
	}
	s->at++;
	return 1;
}
