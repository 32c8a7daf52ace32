/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * outline: from stored boundaries to rings for drawing. A few lists are kept:
 * pages of areas of one gemeente are made one after another.
 */
#include "panel/outline.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/shape.h"
#include "own.h"

#define STEPS 500.0 /* a map is so many steps wide; smaller is not seen */
#define POINTS 1200 /* of all areas together, at most */
#define POINTS_EACH 12 /* but at least so many for each: of all gemeenten */
#define ROUGHER 1.6
#define TRIES 12
#define LISTS 4 /* kept: buurten and wijken of a gemeente, and of another */

struct kept_list {
	struct outlines list;
	int asked; /* the vintage asked for; 0: none kept */
	double step; /* likewise */
	unsigned long used; /* when, by a count of calls */
};

struct kept_outlines {
	struct geo *geo;
	struct kept_list lists[LISTS];
	unsigned long calls;
};

static void
clear(struct outlines *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		strings_free(&list->items[i].rings);
	free(list->items);
	free(list->table.source);
	free(list->table.table_id);
	memset(list, 0, sizeof(*list));
}

void
outlines_free(struct kept_outlines *kept)
{
	if (kept == NULL)
		return;
	for (size_t i = 0; i < LISTS; i++)
		clear(&kept->lists[i].list);
	geo_free(kept->geo);
	free(kept);
}

static bool
is_kept(const struct kept_list *kept, const char *const codes[], size_t n,
    int year, double step)
{
	size_t i;

	if (kept->asked != year || kept->step != step || kept->list.n != n)
		return false;
	for (i = 0; i < n; i++)
		if (strcmp(kept->list.items[i].code, codes[i]) != 0)
			return false;
	return true;
}

struct extent {
	double low[2], high[2];
	size_t points;
};

static int
widen(void *arg, const double *xy, size_t n, bool hole)
{
	struct extent *e = arg;
	size_t i;

	(void)hole;
	e->points += n;
	for (i = 0; i < 2 * n; i++) {
		e->low[i % 2] = fmin(e->low[i % 2], xy[i]);
		e->high[i % 2] = fmax(e->high[i % 2], xy[i]);
	}
	return 0;
}

static int
measure(struct geo *geo, const struct buf *shapes, size_t n, struct extent *out,
    struct err *err)
{
	size_t i;

	*out = (struct extent){ { INFINITY, INFINITY },
		{ -INFINITY, -INFINITY }, 0 };
	for (i = 0; i < n; i++)
		if (shapes[i].len > 0 &&
		    shape_rings(geo, &shapes[i], widen, out, err) == -1)
			return -1;
	return 0;
}

static int
put_ring(void *arg, const double *xy, size_t n, bool hole)
{
	struct outline *out = arg;
	struct buf text = { 0 };
	long was[2] = { 0, 0 }, at[2];
	size_t i, corners = 0;

	(void)hole;
	for (i = 0; i < n; i++) {
		at[0] = lround(xy[2 * i]);
		at[1] = lround(xy[2 * i + 1]);
		if (i > 0 && at[0] == was[0] && at[1] == was[1])
			continue;
		buf_putf(&text, "%s%ld,%ld", i == 0 ? "" : " ", at[0], at[1]);
		memcpy(was, at, sizeof(was));
		corners++;
	}
	if (corners > 3) { /* the first comes twice */
		if (out->rings.n == 0)
			for (i = 0; i < 2; i++)
				out->low[i] = out->high[i] = xy[i];
		strings_add(&out->rings, buf_str(&text));
		for (i = 0; i < 2 * n; i++) {
			out->low[i % 2] = fmin(out->low[i % 2], xy[i]);
			out->high[i % 2] = fmax(out->high[i % 2], xy[i]);
		}
	}
	buf_free(&text);
	return 0;
}

/* Fewer corners, until they are few enough; those left go to the rings. */
static int
draw(struct geo *geo, struct buf *shapes, double step, struct outlines *list,
    struct err *err)
{
	struct extent all;
	size_t i, most = POINTS;
	int tries;

	if (list->n * POINTS_EACH > most)
		most = list->n * POINTS_EACH;
	if (measure(geo, shapes, list->n, &all, err) == -1)
		return -1;
	if (all.points == 0)
		return 0;
	if (!(step > 0))
		step = fmax(all.high[0] - all.low[0],
			   all.high[1] - all.low[1]) /
		    STEPS;
	for (tries = 0; tries == 0 || (tries < TRIES && all.points > most);
	     tries++) {
		if (shape_simplify(geo, shapes, list->n, step, err) == -1 ||
		    measure(geo, shapes, list->n, &all, err) == -1)
			return -1;
		list->step = step;
		step *= ROUGHER;
	}
	for (i = 0; i < list->n; i++) {
		if (shapes[i].len > 0 &&
		    shape_rings(geo, &shapes[i], put_ring, &list->items[i],
			err) == -1)
			return -1;
		list->shaped += list->items[i].rings.n > 0;
	}
	return 0;
}

/* The shape of one area into out, which stays empty when it has none. */
static int
read_shape(struct panel *p, struct geo *geo, const char *code, int from,
    int year, struct outlines *list, struct buf *out, struct err *err)
{
	const struct own *own = own_by_id(p, code);
	struct shape_found found = { 0 };
	enum same_place place = PLACE_SAME;
	bool mended;
	int got;

	if (own != NULL && own->def->polygon == NULL)
		return 0;
	if (own != NULL)
		return shape_parse(geo, own->def->polygon,
			   strlen(own->def->polygon), CRS_WGS84, out,
			   err) == -1
		    ? -1
		    : shape_mend(geo, out, &mended, err);
	if (from == 0)
		return 0;
	if (from != year &&
	    panel_same_place(p, code, from, year, &place, err) == -1)
		return -1;
	if (place == PLACE_CHANGED)
		return 0;
	got = store_boundary(p->store, code, from, &found, err);
	if (got == 1) {
		buf_put(out, found.wkb, found.len);
		if (list->table.source == NULL) {
			list->table.source = found.source;
			list->table.table_id = found.table_id;
			found.source = found.table_id = NULL;
		}
	}
	free(found.source);
	free(found.table_id);
	free(found.wkb);
	return got == -1 ? -1 : 0;
}

/* The vintage that shapes are taken of; 0: there are none. */
static int
choose_year(struct panel *p, const char *const codes[], size_t n, int year,
    int *out, struct err *err)
{
	struct shape_found found = { 0 };
	enum area_level level;
	char code[12];
	size_t i;
	int got = 0;

	for (i = 0; i < n && got == 0; i++)
		got = store_boundary(p->store, codes[i], year, &found, err);
	free(found.source);
	free(found.table_id);
	free(found.wkb);
	*out = year;
	if (got != 0)
		return got == -1 ? -1 : 0;
	*out = 0;
	for (i = 0; i < n; i++) /* an own area has no code */
		if (area_code(codes[i], strlen(codes[i]), code, &level) == 0)
			return store_boundary_year(
			    p->store, level, out, err);
	return 0;
}

static int
fill(struct panel *p, const char *const codes[], size_t n, int year,
    double step, struct outlines *list, struct err *err)
{
	struct buf *shapes = mem_new(n + 1, sizeof(*shapes));
	size_t i;
	int rc = -1;

	list->items = mem_new(n + 1, sizeof(*list->items));
	list->n = n;
	for (i = 0; i < n; i++)
		snprintf(list->items[i].code, AREA_CODE, "%s", codes[i]);
	if (choose_year(p, codes, n, year, &list->year, err) == -1)
		goto done;
	for (i = 0; i < n; i++)
		if (read_shape(p, p->outlines->geo, codes[i], list->year, year,
			list, &shapes[i], err) == -1) {
			err_ctx(err, "shape of %s", codes[i]);
			goto done;
		}
	rc = draw(p->outlines->geo, shapes, step, list, err);
done:
	for (i = 0; i < n; i++)
		buf_free(&shapes[i]);
	free(shapes);
	return rc;
}

int
panel_outlines(struct panel *p, const char *const codes[], size_t n, int year,
    double step, const struct outlines **out, struct err *err)
{
	struct kept_outlines *kept = p->outlines;
	struct kept_list *at;

	if (kept == NULL) {
		struct geo *geo = geo_new(err);

		if (geo == NULL)
			return -1;
		kept = p->outlines = mem_new(1, sizeof(*kept));
		kept->geo = geo;
	}
	at = &kept->lists[0];
	for (size_t i = 0; i < LISTS; i++) {
		if (is_kept(&kept->lists[i], codes, n, year, step)) {
			at = &kept->lists[i];
			break;
		}
		if (kept->lists[i].used < at->used)
			at = &kept->lists[i];
	}
	if (!is_kept(at, codes, n, year, step)) {
		clear(&at->list);
		at->asked = 0;
		if (fill(p, codes, n, year, step, &at->list, err) == -1) {
			clear(&at->list);
			return -1;
		}
		at->asked = year;
		at->step = step;
	}
	at->used = ++kept->calls;
	*out = &at->list;
	return 0;
}
