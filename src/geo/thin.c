/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * thin: corners out of arcs, the least visible first (Visvalingam and Whyatt,
 * 1993: by the area of the triangle with the corners beside it). A corner
 * goes only when its triangle holds no other corner: nothing can then get to
 * the other side of a border, and borders that do not cross never will.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/arcs.h"

/* Corners that one straight piece may stand for: keeps the work in bounds. */
#define SPAN 2000

struct entry {
	double weight;
	size_t span; /* from the corner before it to the one behind it */
	size_t at;   /* in path */
};

struct thin {
	struct arcs *a;
	double tolerance;
	size_t *prev, *next; /* of each place in path: those that are left */
	double *weight;	     /* of each place in path, as it is in the heap */
	struct entry *heap;
	size_t nheap, cap;
	/* Corners by the cell of a grid that they lie in. */
	double x0, y0, cell;
	size_t cols, rows;
	size_t *start; /* cols * rows + 1, into corner */
	uint32_t *corner;
	struct map straight; /* arcs of no corners but their ends */
};

/* Twice the area of a, b, c; above 0 when they turn left. */
static double
turn(const struct corner *a, const struct corner *b, const struct corner *c)
{
	return (b->x - a->x) * (c->y - a->y) - (c->x - a->x) * (b->y - a->y);
}

static struct corner *
corner_of(const struct thin *t, size_t at)
{
	return &t->a->corners[t->a->path[at]];
}

/* Less weight first; of the same weight the shorter span, so that straight
 * lines are halved and not eaten from one end. */
static bool
before(const struct entry *p, const struct entry *q)
{
	if (p->weight != q->weight)
		return p->weight < q->weight;
	return p->span != q->span ? p->span < q->span : p->at < q->at;
}

static void
push(struct thin *t, size_t at)
{
	size_t p = t->prev[at], n = t->next[at], i = t->nheap, up;
	struct entry e = { .span = n - p, .at = at };

	e.weight =
	    fabs(turn(corner_of(t, p), corner_of(t, at), corner_of(t, n)));
	t->weight[at] = e.weight;
	MEM_PUSH(t->heap, t->nheap, t->cap);
	t->nheap++;
	for (; i > 0 && before(&e, &t->heap[up = (i - 1) / 2]); i = up)
		t->heap[i] = t->heap[up];
	t->heap[i] = e;
}

static struct entry
pop(struct thin *t)
{
	struct entry top = t->heap[0], e = t->heap[--t->nheap];
	size_t i = 0, down;

	while ((down = 2 * i + 1) < t->nheap) {
		if (down + 1 < t->nheap &&
		    before(&t->heap[down + 1], &t->heap[down]))
			down++;
		if (!before(&t->heap[down], &e))
			break;
		t->heap[i] = t->heap[down];
		i = down;
	}
	t->heap[i] = e;
	return top;
}

static size_t
cell_of(double v, double from, double cell, size_t n)
{
	double i = floor((v - from) / cell);

	return i <= 0 ? 0 : i >= (double)(n - 1) ? n - 1 : (size_t)i;
}

static size_t
cell_at(const struct thin *t, const struct corner *c)
{
	return cell_of(c->y, t->y0, t->cell, t->rows) * t->cols +
	    cell_of(c->x, t->x0, t->cell, t->cols);
}

/* A grid of about one corner in a cell. */
static void
make_grid(struct thin *t)
{
	const struct arcs *a = t->a;
	double x1 = -INFINITY, y1 = -INFINITY;
	size_t cells;

	t->x0 = t->y0 = INFINITY;
	for (size_t i = 0; i < a->ncorners; i++) {
		t->x0 = fmin(t->x0, a->corners[i].x);
		t->y0 = fmin(t->y0, a->corners[i].y);
		x1 = fmax(x1, a->corners[i].x);
		y1 = fmax(y1, a->corners[i].y);
	}
	t->cell = fmax(sqrt((x1 - t->x0) * (y1 - t->y0) / (double)a->ncorners),
	    fmax(x1 - t->x0, y1 - t->y0) / (double)a->ncorners);
	if (!(t->cell > 0))
		t->cell = 1;
	t->cols = (size_t)((x1 - t->x0) / t->cell) + 1;
	t->rows = (size_t)((y1 - t->y0) / t->cell) + 1;
	cells = t->cols * t->rows;
	t->start = mem_new(cells + 2, sizeof(*t->start));
	t->corner = mem_new(a->ncorners, sizeof(*t->corner));
	for (size_t i = 0; i < a->ncorners; i++)
		t->start[cell_at(t, &a->corners[i]) + 2]++;
	for (size_t i = 2; i < cells + 2; i++)
		t->start[i] += t->start[i - 1];
	for (size_t i = 0; i < a->ncorners; i++)
		t->corner[t->start[cell_at(t, &a->corners[i]) + 1]++] =
		    (uint32_t)i;
}

/* Whether p lies in the triangle or on its edge. */
static bool
in_triangle(const struct corner *const abc[3], const struct corner *p)
{
	double d0 = turn(abc[0], abc[1], p), d1 = turn(abc[1], abc[2], p),
	       d2 = turn(abc[2], abc[0], p);

	return (d0 >= 0 && d1 >= 0 && d2 >= 0) ||
	    (d0 <= 0 && d1 <= 0 && d2 <= 0);
}

/* Whether a corner that is still there lies in the triangle of three. */
static bool
occupied(const struct thin *t, const struct corner *const abc[3])
{
	double x0 = fmin(abc[0]->x, fmin(abc[1]->x, abc[2]->x));
	double x1 = fmax(abc[0]->x, fmax(abc[1]->x, abc[2]->x));
	double y0 = fmin(abc[0]->y, fmin(abc[1]->y, abc[2]->y));
	double y1 = fmax(abc[0]->y, fmax(abc[1]->y, abc[2]->y));
	size_t left = cell_of(x0, t->x0, t->cell, t->cols);
	size_t right = cell_of(x1, t->x0, t->cell, t->cols);
	size_t top = cell_of(y1, t->y0, t->cell, t->rows), cell;
	const struct corner *p;

	for (size_t row = cell_of(y0, t->y0, t->cell, t->rows); row <= top;
	     row++) {
		cell = row * t->cols;
		for (size_t i = t->start[cell + left];
		     i < t->start[cell + right + 1]; i++) {
			p = &t->a->corners[t->corner[i]];
			if (!p->gone && p->x >= x0 && p->x <= x1 &&
			    p->y >= y0 && p->y <= y1 && p != abc[0] &&
			    p != abc[1] && p != abc[2] && in_triangle(abc, p))
				return true;
		}
	}
	return false;
}

/* Whether p is within the tolerance of the piece from a to b. */
static bool
close_to(const struct corner *a, const struct corner *b, const struct corner *p,
    double tolerance)
{
	double dx = b->x - a->x, dy = b->y - a->y, along;
	double square = dx * dx + dy * dy;

	along =
	    square > 0 ? ((p->x - a->x) * dx + (p->y - a->y) * dy) / square : 0;
	along = fmax(0, fmin(1, along));
	return hypot(a->x + along * dx - p->x, a->y + along * dy - p->y) <=
	    tolerance;
}

/* An arc that becomes one straight piece: not when another runs there, for
 * what lies between them would be gone. */
static bool
may_be_straight(struct thin *t, const struct arc *arc)
{
	uint32_t ends[2] = { t->a->path[arc->from],
		t->a->path[arc->from + arc->n - 1] };

	if (map_get(&t->straight, (const char *)ends, sizeof(ends), NULL))
		return false;
	map_put(&t->straight, (const char *)ends, sizeof(ends), 1);
	return true;
}

/* Whether the corner at that place can be missed. left: corners that its arc
 * still has, ends included. */
static bool
may_go(struct thin *t, const struct arc *arc, size_t left, size_t at)
{
	size_t p = t->prev[at], n = t->next[at];
	const struct corner *const abc[3] = { corner_of(t, p), corner_of(t, at),
		corner_of(t, n) };
	bool closed =
	    t->a->path[arc->from] == t->a->path[arc->from + arc->n - 1];

	if (n - p > SPAN || (closed && left <= 4))
		return false;
	for (size_t i = p + 1; i < n; i++)
		if (!close_to(abc[0], abc[2], corner_of(t, i), t->tolerance))
			return false;
	return !occupied(t, abc) && (left > 3 || may_be_straight(t, arc));
}

/* The arc that a place in path belongs to, by halving. */
static size_t
arc_of(const struct arcs *a, size_t at)
{
	size_t low = 0, high = a->n, mid;

	while (high - low > 1) {
		mid = (low + high) / 2;
		if (a->items[mid].from <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Everything that can go, goes; returns how many went. left: corners by
 * arc. A corner may be in the way of another one only for a while. */
static size_t
pass(struct thin *t, size_t *left)
{
	struct arcs *a = t->a;
	size_t gone = 0, arc, p, n;
	struct entry e;

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 1; k + 1 < a->items[i].n; k++)
			if (!corner_of(t, a->items[i].from + k)->gone)
				push(t, a->items[i].from + k);
	while (t->nheap > 0) {
		e = pop(t);
		if (corner_of(t, e.at)->gone || t->weight[e.at] != e.weight)
			continue;
		arc = arc_of(a, e.at);
		if (!may_go(t, &a->items[arc], left[arc], e.at))
			continue;
		corner_of(t, e.at)->gone = true;
		left[arc]--;
		gone++;
		p = t->prev[e.at];
		n = t->next[e.at];
		t->next[p] = n;
		t->prev[n] = p;
		if (p > a->items[arc].from)
			push(t, p);
		if (n + 1 < a->items[arc].from + a->items[arc].n)
			push(t, n);
	}
	return gone;
}

void
arcs_thin(struct arcs *a, double tolerance)
{
	struct thin t = { .a = a, .tolerance = tolerance };
	size_t *left;

	if (a->npath == 0 || !(tolerance > 0))
		return;
	t.prev = mem_new(a->npath, sizeof(*t.prev));
	t.next = mem_new(a->npath, sizeof(*t.next));
	t.weight = mem_new(a->npath, sizeof(*t.weight));
	left = mem_new(a->n, sizeof(*left));
	for (size_t i = 0; i < a->npath; i++) {
		t.prev[i] = i - 1;
		t.next[i] = i + 1;
	}
	for (size_t i = 0; i < a->n; i++) {
		left[i] = a->items[i].n;
		if (left[i] == 2)
			may_be_straight(&t, &a->items[i]);
	}
	make_grid(&t);
	while (pass(&t, left) > 0)
		;
	map_free(&t.straight);
	free(left);
	free(t.corner);
	free(t.start);
	free(t.heap);
	free(t.weight);
	free(t.next);
	free(t.prev);
}
