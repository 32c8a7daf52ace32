/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keep: whole columns in memory. One cell costs a question to SQLite of some
 * microseconds, a whole column about as much as three hundred of them.
 */
#include "keep.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "own.h"

/* Columns that are held, of 17,400 areas 140 kB each. */
#define KEEP_MOST 320
/* One of so many areas asked for, one by one: then the column is read. */
#define ONE_OF 24
/* Of reasons, which are found in two other tables, of so many. */
#define REASON_OF 150
/* Above this an id is looked up as ever. */
#define KEEP_IDS 4000000

struct kept {
	double *values;		/* as the areas of the vintage; or NULL */
	unsigned char *reasons; /* enum absence; or NULL */
	size_t asked, missing;	/* how often, until they are read */
};

static void
empty(struct kept *k)
{
	free(k->values);
	free(k->reasons);
	k->values = NULL;
	k->reasons = NULL;
	k->asked = k->missing = 0;
}

void
keep_free(struct keep *k)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->columns[i] != NULL) {
			empty(k->columns[i]);
			free(k->columns[i]);
		}
	free(k->columns);
	free(k->filled);
}

static struct kept *
kept_of(struct keep *k, const struct column *col)
{
	const size_t at = (size_t)col->id;

	if (col->id < 0 || col->id >= KEEP_IDS)
		return NULL;
	if (at >= k->n) {
		const size_t n = at + at / 2 + 64;

		k->columns = mem_grow(k->columns, n, sizeof(*k->columns));
		for (size_t i = k->n; i < n; i++)
			k->columns[i] = NULL;
		k->n = n;
	}
	if (k->columns[at] == NULL)
		k->columns[at] = mem_new(1, sizeof(**k->columns));
	return k->columns[at];
}

/* One more is held: the oldest goes. */
static void
note(struct keep *k, struct kept *one)
{
	if (k->filled == NULL)
		k->filled = mem_new(KEEP_MOST, sizeof(*k->filled));
	if (k->nfilled < KEEP_MOST) {
		k->filled[k->nfilled++] = one;
		return;
	}
	empty(k->filled[k->oldest]);
	k->filled[k->oldest] = one;
	k->oldest = (k->oldest + 1) % KEEP_MOST;
}

/* Read the whole column. */
static int
fill(struct panel *p, const struct column *col, const struct vintage *v,
    struct kept *k, struct err *err)
{
	const size_t n = v->areas.n;
	double *values = mem_new(n + 1, sizeof(*values));

	for (size_t i = 0; i < n; i++)
		values[i] = NAN;
	if (store_column_values(p->store, col, v->slots, n, values, err) ==
	    -1) {
		free(values);
		return -1;
	}
	k->values = values;
	note(&p->keep, k);
	return 0;
}

/* And why it has none where it has none. */
static int
fill_reasons(struct panel *p, const struct column *col,
    const struct vintage *v, struct kept *k, struct err *err)
{
	const size_t n = v->areas.n;
	const struct area **areas = mem_new(n + 1, sizeof(*areas));
	double *values = mem_new(n + 1, sizeof(*values));
	enum absence *why = mem_new(n + 1, sizeof(*why));
	int rc;

	for (size_t i = 0; i < n; i++) {
		areas[i] = &v->areas.items[v->slots[i].at];
		values[i] = k->values[v->slots[i].at];
	}
	rc = store_reasons(p->store, col, areas, n, values, why, err);
	if (rc == 0) {
		k->reasons = mem_new(n + 1, sizeof(*k->reasons));
		for (size_t i = 0; i < n; i++)
			k->reasons[v->slots[i].at] = (unsigned char)why[i];
	}
	free(areas);
	free(values);
	free(why);
	return rc;
}

/* Out of the column that is held. */
static int
take(struct panel *p, const struct column *col, const struct vintage *v,
    struct kept *k, const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	size_t missing = 0;

	for (size_t i = 0; i < n; i++) {
		values[i] = k->values[areas[i] - v->areas.items];
		missing += isnan(values[i]);
	}
	if (reasons == NULL)
		return 0;
	k->missing += missing;
	if (k->reasons == NULL && k->missing > v->areas.n / REASON_OF &&
	    fill_reasons(p, col, v, k, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		double value;

		reasons[i] = ABSENCE_NONE;
		if (!isnan(values[i]))
			continue;
		if (k->reasons != NULL)
			reasons[i] = (enum absence)
					 k->reasons[areas[i] - v->areas.items];
		else if (store_values(p->store, col, &areas[i], 1, &value,
			     &reasons[i], err) == -1)
			return -1;
	}
	return 0;
}

int
keep_values(struct panel *p, const struct column *col,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err)
{
	struct kept *k = kept_of(&p->keep, col);
	const struct vintage *v;

	if (vintage_of(p, col->area_year, &v, err) == -1)
		return -1;
	if (k != NULL)
		k->asked += n;
	if (k == NULL ||
	    (k->values == NULL && k->asked <= v->areas.n / ONE_OF))
		return store_values(
		    p->store, col, areas, n, values, reasons, err);
	if (k->values == NULL && fill(p, col, v, k, err) == -1)
		return -1;
	return take(p, col, v, k, areas, n, values, reasons, err);
}
