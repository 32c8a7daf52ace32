/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plane: points against rings, edge by edge; the areas of a map are few and
 * simple.
 */
#include "chart/plane.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define SPECK 0.1 /* shorter is not seen */
#define TRIES 24 /* places looked at in either direction */

struct box
plane_box(const struct ring *rings, size_t n)
{
	struct box box = { INFINITY, INFINITY, -INFINITY, -INFINITY };
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < rings[i].n; k++) {
			const double *at = rings[i].xy + 2 * k;

			box.x1 = fmin(box.x1, at[0]);
			box.y1 = fmin(box.y1, at[1]);
			box.x2 = fmax(box.x2, at[0]);
			box.y2 = fmax(box.y2, at[1]);
		}
	return box;
}

double
plane_turn(const struct ring *ring)
{
	double sum = 0;
	size_t i;

	for (i = 0; i + 1 < ring->n; i++) {
		const double *a = ring->xy + 2 * i, *b = a + 2;

		sum += a[0] * b[1] - b[0] * a[1];
	}
	return sum;
}

/* How often a ray to the right crosses the ring. */
static size_t
crossings(const struct ring *ring, double x, double y)
{
	size_t times = 0, i;

	for (i = 0; i + 1 < ring->n; i++) {
		const double *a = ring->xy + 2 * i, *b = a + 2;

		if ((a[1] > y) != (b[1] > y) &&
		    x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
			times++;
	}
	return times;
}

bool
plane_inside(const struct ring *rings, size_t n, double x, double y)
{
	size_t times = 0, i;

	for (i = 0; i < n; i++)
		times += crossings(&rings[i], x, y);
	return times % 2 == 1;
}

/* Whether an edge comes into a box: it is cut off at each side in turn
 * (Liang and Barsky, 1984). */
static bool
enters(const double *a, const double *b, const struct box *box)
{
	double dx = b[0] - a[0], dy = b[1] - a[1], from = 0, to = 1;
	const double p[4] = { -dx, dx, -dy, dy };
	const double q[4] = { a[0] - box->x1, box->x2 - a[0], a[1] - box->y1,
		box->y2 - a[1] };
	size_t i;

	for (i = 0; i < 4; i++) {
		if (p[i] == 0 && q[i] < 0)
			return false;
		if (p[i] < 0)
			from = fmax(from, q[i] / p[i]);
		else if (p[i] > 0)
			to = fmin(to, q[i] / p[i]);
	}
	return from <= to;
}

static bool
is_clear(const struct ring *rings, size_t n, const struct box *box)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k + 1 < rings[i].n; k++)
			if (enters(rings[i].xy + 2 * k,
				rings[i].xy + 2 * k + 2, box))
				return false;
	return true;
}

/* From a point to the nearest edge. */
static double
distance(const struct ring *rings, size_t n, double x, double y)
{
	double least = INFINITY, t, len;
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k + 1 < rings[i].n; k++) {
			const double *a = rings[i].xy + 2 * k, *b = a + 2;
			double dx = b[0] - a[0], dy = b[1] - a[1];

			len = dx * dx + dy * dy;
			t = len <= 0
			    ? 0
			    : ((x - a[0]) * dx + (y - a[1]) * dy) / len;
			t = t < 0 ? 0 : t > 1 ? 1 : t;
			least = fmin(least,
			    hypot(x - a[0] - t * dx, y - a[1] - t * dy));
		}
	return least;
}

bool
plane_room(const struct ring *rings, size_t n, double width, double height,
    double *x, double *y)
{
	struct box all = plane_box(rings, n), box;
	double best = -1, far, at_x, at_y;
	int i, j;

	if (all.x2 - all.x1 < width || all.y2 - all.y1 < height)
		return false;
	for (i = 1; i < TRIES; i++)
		for (j = 1; j < TRIES; j++) {
			at_x = all.x1 + (all.x2 - all.x1) * i / TRIES;
			at_y = all.y1 + (all.y2 - all.y1) * j / TRIES;
			box = (struct box){ at_x - width / 2, at_y - height / 2,
				at_x + width / 2, at_y + height / 2 };
			if (!plane_inside(rings, n, at_x, at_y) ||
			    !is_clear(rings, n, &box))
				continue;
			far = distance(rings, n, at_x, at_y);
			if (far <= best)
				continue;
			best = far;
			*x = at_x;
			*y = at_y;
		}
	return best >= 0;
}

static int
by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The pieces of the line x = at - y that lie inside; how many. */
static size_t
hatch_line(const struct ring *rings, size_t n, double at, double *cuts,
    void (*line)(void *arg, double x1, double y1, double x2, double y2),
    void *arg)
{
	size_t m = 0, drawn = 0, i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k + 1 < rings[i].n; k++) {
			const double *a = rings[i].xy + 2 * k, *b = a + 2;
			double from = a[0] + a[1] - at, to = b[0] + b[1] - at;

			if ((from > 0) != (to > 0))
				cuts[m++] = a[1] +
				    (b[1] - a[1]) * from / (from - to);
		}
	qsort(cuts, m, sizeof(*cuts), by_number);
	for (i = 0; i + 1 < m; i += 2) {
		if (cuts[i + 1] - cuts[i] < SPECK)
			continue; /* it touches a corner */
		line(arg, at - cuts[i], cuts[i], at - cuts[i + 1], cuts[i + 1]);
		drawn++;
	}
	return drawn;
}

void
plane_hatch(const struct ring *rings, size_t n, double gap,
    void (*line)(void *arg, double x1, double y1, double x2, double y2),
    void *arg)
{
	double low = INFINITY, high = -INFINITY, at;
	size_t edges = 0, drawn = 0, i, k;
	double *cuts;

	for (i = 0; i < n; i++) {
		edges += rings[i].n;
		for (k = 0; k < rings[i].n; k++) {
			at = rings[i].xy[2 * k] + rings[i].xy[2 * k + 1];
			low = fmin(low, at);
			high = fmax(high, at);
		}
	}
	if (!(high > low) || !(gap > 0))
		return;
	cuts = mem_new(edges + 1, sizeof(*cuts));
	for (at = ceil(low / gap) * gap; at < high; at += gap)
		drawn += hatch_line(rings, n, at, cuts, line, arg);
	if (drawn == 0)
		hatch_line(rings, n, (low + high) / 2, cuts, line, arg);
	free(cuts);
}

/* Whether a ring lies within an uneven number of the others. */
static bool
is_hole(const struct ring *rings, size_t n, size_t which)
{
	const double *at = rings[which].xy;
	size_t times = 0, i;

	/* The middle of its first edge: corners may be shared. */
	for (i = 0; i < n; i++)
		if (i != which)
			times += crossings(&rings[i], (at[0] + at[2]) / 2,
			    (at[1] + at[3]) / 2);
	return times % 2 == 1;
}

struct ring
plane_join(const struct ring *rings, size_t n)
{
	struct ring out = { NULL, 0 };
	size_t total = n, i, k;

	for (i = 0; i < n; i++)
		total += rings[i].n;
	out.xy = mem_new(2 * total + 2, sizeof(*out.xy));
	for (i = 0; i < n; i++) {
		bool turned = (plane_turn(&rings[i]) < 0) !=
		    (rings[i].n > 1 && is_hole(rings, n, i));

		for (k = 0; k < rings[i].n; k++) {
			size_t from = turned ? rings[i].n - 1 - k : k;

			memcpy(out.xy + 2 * out.n++, rings[i].xy + 2 * from,
			    2 * sizeof(*out.xy));
		}
	}
	/* Back by the first point of each, the last but one first. */
	for (i = n; i-- > 0;) {
		if (i + 1 == n || rings[i].n == 0)
			continue;
		memcpy(out.xy + 2 * out.n++, rings[i].xy,
		    2 * sizeof(*out.xy));
	}
	return out;
}
