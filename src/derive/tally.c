/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tally: a feature's share in the figures of the areas it lies in.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"
#include "own.h"

/* PDOK writes numbers from here down (-99997, -99995) for "no value". */
#define SENTINEL (-99990.0)

struct parts {
	struct cover_part *items;
	size_t n, cap;
};

static int
take_part(void *arg, const struct cover_part *part)
{
	struct parts *p = arg;

	MEM_PUSH(p->items, p->n, p->cap);
	p->items[p->n++] = *part;
	return 0;
}

/* Whether an attribute has this text; numbers as they are written shortest. */
static bool
is_text(const struct json *v, const char *text)
{
	char number[32];

	if (json_is_string(v))
		return strcmp(json_str(v), text) == 0;
	if (json_is_bool(v))
		return strcmp(json_true(v) ? "true" : "false", text) == 0;
	if (!json_is_number(v))
		return false;
	snprintf(number, sizeof(number), "%.15g", json_num(v));
	return strcmp(number, text) == 0;
}

static bool
is_meant(const struct figure *f, const struct json *attributes)
{
	for (size_t i = 0; i < f->where.n; i++)
		if (!is_text(json_get(attributes, f->where.items[i].name),
			f->where.items[i].value))
			return false;
	return true;
}

/* A column's value belongs to one area: the one that holds most. */
static const struct cover_part *
main_part(const struct parts *p)
{
	const struct cover_part *best = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].count > (best == NULL ? 0 : best->count))
			best = &p->items[i];
	return best;
}

static void
add_column(const struct figure *f, const struct json *attributes,
    const struct parts *p, struct amount amounts[])
{
	const struct cover_part *part = main_part(p);
	double v = json_get_num(attributes, f->column);
	struct amount *a;

	if (part == NULL || part->id < 0)
		return;
	a = &amounts[part->id / 2];
	if (isnan(v) || v <= SENTINEL) {
		a->missing++;
		return;
	}
	a->sum += v;
	a->n++;
}

static void
add_parts(
    const struct figure *f, const struct parts *p, struct amount amounts[])
{
	for (size_t i = 0; i < p->n; i++) {
		const struct cover_part *part = &p->items[i];
		double v = 0;

		if (part->id < 0)
			continue;
		if (f->measure == MEASURE_COUNT)
			v = part->count;
		else if (f->measure == MEASURE_LENGTH)
			v = part->length;
		else if (f->measure == MEASURE_AREA || part->id % 2 == 0)
			v = part->area; /* a share: on land only */
		amounts[part->id / 2].sum += v;
	}
}

static bool
lies_in_any(const struct parts *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].id >= 0)
			return true;
	return false;
}

int
tally_feature(const struct ground *g, const struct shapes *shapes,
    const struct feature *f, struct amount amounts[], bool *outside,
    struct err *err)
{
	struct json *attributes =
	    json_parse(f->attributes, strlen(f->attributes), err);
	struct buf wkb = { 0 };
	struct parts parts = { 0 };
	int rc = -1;

	if (attributes == NULL)
		goto done;
	buf_put(&wkb, f->wkb, f->len);
	for (int level = 0; level < LEVELS; level++) {
		if (g->covers[level] == NULL)
			continue;
		parts.n = 0;
		if (cover_shape(g->covers[level], &wkb, take_part, &parts,
			err) == -1)
			goto done;
		if (level == (int)g->finest)
			*outside = !lies_in_any(&parts);
		for (size_t i = 0; i < shapes->nfigures; i++) {
			const struct figure *fig = &shapes->figures[i];
			struct amount *mine = &amounts[i * g->areas.n];

			if (!is_meant(fig, attributes))
				continue;
			if (fig->column != NULL)
				add_column(fig, attributes, &parts, mine);
			else
				add_parts(fig, &parts, mine);
		}
	}
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "feature %.60s", f->fid);
	free(parts.items);
	buf_free(&wkb);
	json_free(attributes);
	return rc;
}

double
tally_value(const struct figure *f, const struct amount *a, double land)
{
	switch (f->measure) {
	case MEASURE_SHARE:
		return land > 0 ? 100 * a->sum / land : (double)NAN;
	case MEASURE_SUM:
		return a->missing == 0 ? a->sum : (double)NAN;
	case MEASURE_MEAN:
		return a->n > 0 ? a->sum / (double)a->n : (double)NAN;
	default:
		return a->sum;
	}
}
