/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * arcs: from rings to shared arcs and back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/arcs.h"

#define NONE UINT32_MAX

void
arcs_free(struct arcs *a)
{
	free(a->corners);
	free(a->table);
	free(a->seq);
	free(a->rings);
	free(a->items);
	free(a->path);
	free(a->uses);
	map_free(&a->known);
	*a = (struct arcs){ 0 };
}

static size_t
place_of(const struct arcs *a, double x, double y)
{
	uint64_t bits[2], h;
	double xy[2] = { x + 0.0, y + 0.0 }; /* -0 is 0 */

	memcpy(bits, xy, sizeof(bits));
	h = bits[0] * 0x9e3779b97f4a7c15u ^ bits[1] * 0xc2b2ae3d27d4eb4fu;
	h ^= h >> 29;
	h *= 0xbf58476d1ce4e5b9u;
	h ^= h >> 32;
	return (size_t)h & (a->table_cap - 1);
}

static void
put_in_table(struct arcs *a, uint32_t corner)
{
	size_t i = place_of(a, a->corners[corner].x, a->corners[corner].y);

	while (a->table[i] != 0)
		i = (i + 1) & (a->table_cap - 1);
	a->table[i] = corner + 1;
}

static void
grow_table(struct arcs *a)
{
	free(a->table);
	a->table_cap = a->table_cap == 0 ? 1024 : a->table_cap * 2;
	a->table = mem_new(a->table_cap, sizeof(*a->table));
	for (size_t i = 0; i < a->ncorners; i++)
		put_in_table(a, (uint32_t)i);
}

/* The number of the corner at that place. */
static uint32_t
corner_at(struct arcs *a, double x, double y)
{
	const struct corner *c;

	if (2 * (a->ncorners + 1) > a->table_cap)
		grow_table(a);
	for (size_t i = place_of(a, x, y); a->table[i] != 0;
	     i = (i + 1) & (a->table_cap - 1)) {
		c = &a->corners[a->table[i] - 1];
		if (c->x == x && c->y == y)
			return a->table[i] - 1;
	}
	MEM_PUSH(a->corners, a->ncorners, a->corners_cap);
	a->corners[a->ncorners] =
	    (struct corner){ .x = x, .y = y, .near = { NONE, NONE } };
	put_in_table(a, (uint32_t)a->ncorners);
	return (uint32_t)a->ncorners++;
}

void
arcs_add(struct arcs *a, const double *xy, size_t n)
{
	struct ring_of_arcs *ring;
	uint32_t corner;

	MEM_PUSH(a->rings, a->nrings, a->rings_cap);
	ring = &a->rings[a->nrings++];
	*ring = (struct ring_of_arcs){ .corner = a->nseq };
	for (size_t i = 0; i < n; i++) {
		corner = corner_at(a, xy[2 * i], xy[2 * i + 1]);
		if (a->nseq > ring->corner && a->seq[a->nseq - 1] == corner)
			continue;
		MEM_PUSH(a->seq, a->nseq, a->seq_cap);
		a->seq[a->nseq++] = corner;
	}
	while (a->nseq > ring->corner + 1 &&
	    a->seq[a->nseq - 1] == a->seq[ring->corner])
		a->nseq--;
	ring->ncorners = a->nseq - ring->corner;
}

/* A corner whose neighbours are not the same in every ring is a junction. */
static void
mark_junctions(struct arcs *a, const struct ring_of_arcs *ring)
{
	const uint32_t *seq = a->seq + ring->corner;
	size_t n = ring->ncorners;
	struct corner *c;
	uint32_t p, q;

	for (size_t i = 0; i < n; i++) {
		c = &a->corners[seq[i]];
		p = seq[i == 0 ? n - 1 : i - 1];
		q = seq[i + 1 == n ? 0 : i + 1];
		if (c->near[0] == NONE) {
			c->near[0] = p;
			c->near[1] = q;
		} else if ((c->near[0] != p || c->near[1] != q) &&
		    (c->near[0] != q || c->near[1] != p)) {
			c->junction = true;
		}
		if (n < 3)
			c->junction = true; /* no ring: to be left alone */
	}
}

/* The arc of n + 1 corners of a ring from place i on, in the direction that
 * everybody takes it in, added when it is new; noted as used. */
static void
use_arc(
    struct arcs *a, const uint32_t *seq, size_t ncorners, size_t i, size_t n)
{
	uint32_t first = seq[i], second = seq[(i + 1) % ncorners],
		 before = seq[(i + n - 1) % ncorners],
		 last = seq[(i + n) % ncorners];
	bool back = first > last || (first == last && second > before);
	uint32_t key[3] = { back ? last : first, back ? before : second,
		back ? first : last };
	int64_t found;

	if (!map_get(&a->known, (const char *)key, sizeof(key), &found)) {
		found = (int64_t)a->n;
		map_put(&a->known, (const char *)key, sizeof(key), found);
		MEM_PUSH(a->items, a->n, a->cap);
		a->items[a->n++] = (struct arc){ a->npath, n + 1 };
		for (size_t k = 0; k <= n; k++) {
			MEM_PUSH(a->path, a->npath, a->path_cap);
			a->path[a->npath++] =
			    seq[(i + (back ? n - k : k)) % ncorners];
		}
	}
	MEM_PUSH(a->uses, a->nuses, a->uses_cap);
	a->uses[a->nuses++] = (size_t)found * 2 + back;
}

static void
cut_ring(struct arcs *a, struct ring_of_arcs *ring)
{
	const uint32_t *seq = a->seq + ring->corner;
	size_t n = ring->ncorners, start = n, lowest = 0, i, k;

	ring->from = a->nuses;
	if (n == 0)
		return;
	for (i = 0; i < n && start == n; i++) {
		if (a->corners[seq[i]].junction)
			start = i;
		if (seq[i] < seq[lowest])
			lowest = i;
	}
	if (start == n) {
		/* A ring of its own, or the same one from both sides: an
		 * island and the hole it lies in begin at the same corner. */
		use_arc(a, seq, n, lowest, n);
	} else {
		for (i = start; i < start + n; i += k) {
			for (k = 1; !a->corners[seq[(i + k) % n]].junction;)
				k++;
			use_arc(a, seq, n, i, k);
		}
	}
	ring->n = a->nuses - ring->from;
}

void
arcs_cut(struct arcs *a)
{
	for (size_t i = 0; i < a->nrings; i++)
		mark_junctions(a, &a->rings[i]);
	for (size_t i = 0; i < a->nrings; i++)
		cut_ring(a, &a->rings[i]);
	/* From here on the arcs say it all. */
	map_free(&a->known);
	free(a->table);
	a->table = NULL;
	a->table_cap = 0;
}

size_t
arcs_ring(const struct arcs *a, size_t i, double **xy, size_t *cap)
{
	const struct ring_of_arcs *ring = &a->rings[i];
	const struct corner *c;
	const struct arc *arc;
	size_t n = 0, use;

	for (size_t k = 0; k < ring->n; k++) {
		use = a->uses[ring->from + k];
		arc = &a->items[use / 2];
		/* Without its last corner: the next arc begins there. */
		for (size_t j = 0; j + 1 < arc->n; j++) {
			c = &a->corners[a->path[arc->from +
			    (use % 2 == 0 ? j : arc->n - 1 - j)]];
			if (c->gone)
				continue;
			if (n + 2 > *cap) {
				*cap = *cap == 0 ? 64 : *cap * 2;
				*xy = mem_grow(*xy, *cap, 2 * sizeof(**xy));
			}
			(*xy)[2 * n] = c->x;
			(*xy)[2 * n + 1] = c->y;
			n++;
		}
	}
	/* Closed; and four pairs also where there were never three corners,
	 * for WKB knows no smaller ring. */
	for (bool closed = n == 0; !closed || (n > 0 && n < 4); closed = true) {
		(*xy)[2 * n] = (*xy)[0];
		(*xy)[2 * n + 1] = (*xy)[1];
		n++;
	}
	return n;
}
