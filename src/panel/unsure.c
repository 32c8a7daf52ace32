/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * unsure: how sure the values of a stored column are.
 */
#include "unsure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "own.h"
#include "store/rounding.h"

#define ROOT_12 3.4641016151377544 /* of a step equally likely anywhere */

/* What was looked up of one column. */
struct unsure_column {
	const struct column *col;
	struct rounding_row rows[LEVELS];
	const struct column *low, *high; /* its bounds, or NULL */
	bool bounded;			 /* the source gives bounds */
	const struct column *answers;	 /* of a sample: how many, or NULL */
	const struct indicator *of;	 /* of which what follows is */
	struct rounding rounding[LEVELS];
	double step; /* one of the last decimal that is published */
	const struct doubt_place *doubts;
	size_t ndoubts;
};

void
unsure_clear(struct unsure *u)
{
	columns_free(&u->others);
	free(u->columns);
	free(u->at);
	free(u->events);
	memset(u, 0, sizeof(*u));
}

static const struct bounds *
bounds_of(const struct unsure *u, const struct column *col)
{
	for (size_t i = 0; u->sources != NULL && i < u->sources->n; i++) {
		const struct source *src = &u->sources->items[i];

		if (strcmp(src->id, col->source) == 0)
			return src->bounds.dimension == NULL ? NULL
							     : &src->bounds;
	}
	return NULL;
}

/* Dimension members with another one of this dimension; NULL when there is
 * none of it. */
static char *
other_member(const char *dims, const char *dimension, const char *member)
{
	const size_t len = strlen(dimension);
	const char *at = dims, *end;

	while (strncmp(at, dimension, len) != 0 || at[len] != '=') {
		at = strchr(at, ';');
		if (at == NULL)
			return NULL;
		at++;
	}
	end = strchr(at, ';');
	return mem_fmt("%.*s=%s%s", (int)((size_t)(at - dims) + len), dims,
	    member, end == NULL ? "" : end);
}

/* The column with that member instead, of the same figures. */
static const struct column *
beside(const struct unsure *u, const struct column *col, const char *dimension,
    const char *member)
{
	char *dims = other_member(col->dims, dimension, member);
	const struct column *found = NULL;

	for (size_t i = 0; dims != NULL && i < u->others.n; i++) {
		const struct column *c = &u->others.items[i];

		if (strcmp(c->dims, dims) == 0 &&
		    strcmp(c->topic_key, col->topic_key) == 0 &&
		    strcmp(c->period, col->period) == 0 &&
		    c->area_year == col->area_year &&
		    strcmp(c->table_id, col->table_id) == 0 &&
		    strcmp(c->source, col->source) == 0) {
			found = c;
			break;
		}
	}
	free(dims);
	return found;
}

#define IDS 4000000 /* columns above it are looked for one by one */

static struct unsure_column *
known(const struct unsure *u, const struct column *col)
{
	if (col->id >= 0 && col->id < IDS)
		return (size_t)col->id >= u->nat || u->at[col->id] == 0
		    ? NULL
		    : &u->columns[u->at[col->id] - 1];
	for (size_t i = 0; i < u->n; i++)
		if (u->columns[i].col == col)
			return &u->columns[i];
	return NULL;
}

/* The last one is of this column. */
static void
remember(struct unsure *u, const struct column *col)
{
	const size_t id = (size_t)col->id;

	if (col->id < 0 || col->id >= IDS)
		return;
	if (id >= u->nat) {
		const size_t n = id + id / 2 + 64;

		u->at = mem_grow(u->at, n, sizeof(*u->at));
		memset(u->at + u->nat, 0, (n - u->nat) * sizeof(*u->at));
		u->nat = n;
	}
	u->at[id] = u->n;
}

static bool
is_plain_count(const struct indicator *indicator)
{
	return indicator->kind == KIND_COUNT &&
	    strcmp(indicator->unit, "aantal") == 0;
}

static void
rounding_of(const struct indicator *indicator, const struct unsure_column *c,
    enum area_level level, struct rounding *out)
{
	const struct rounding_row *row = &c->rows[level];

	*out = (struct rounding){ ROUND_EXACT, 1.0, false };
	if (!is_plain_count(indicator))
		return;
	for (int way = ROUND_EXACT; way <= ROUND_UP; way++) {
		if (strcmp(row->way,
			rounding_way_name((enum rounding_way)way)) != 0)
			continue;
		*out = (struct rounding){ (enum rounding_way)way, row->base,
			row->dependent };
		return;
	}
	/* Nothing was estimated: as CBS says of its Kerncijfers. The police
	 * round nothing. */
	if (!indicator->events && (level == LEVEL_WIJK || level == LEVEL_BUURT))
		*out = (struct rounding){ ROUND_RANDOM, 5.0, true };
}

/* How many answered, as the same table says. */
static const struct column *
answers_of(const struct unsure *u, const struct indicator *indicator,
    const struct column *col)
{
	const struct columns *all = &u->panel->columns;

	for (size_t i = 0; indicator->sample != NULL && i < all->n; i++) {
		const struct column *c = &all->items[i];

		if (strcmp(c->indicator, indicator->sample) == 0 &&
		    strcmp(c->dims, col->dims) == 0 &&
		    strcmp(c->period, col->period) == 0 &&
		    c->area_year == col->area_year &&
		    strcmp(c->table_id, col->table_id) == 0 &&
		    strcmp(c->source, col->source) == 0)
			return c;
	}
	return NULL;
}

static void
set_indicator(const struct unsure *u, struct unsure_column *c,
    const struct indicator *indicator)
{
	c->of = indicator;
	c->answers = answers_of(u, indicator, c->col);
	c->step = pow(10.0, -indicator->decimals);
	for (int level = 0; level < LEVELS; level++)
		rounding_of(indicator, c, (enum area_level)level,
		    &c->rounding[level]);
}

static int
look_up(struct unsure *u, const struct indicator *indicator,
    const struct column *col, const struct unsure_column **out,
    struct err *err)
{
	const struct bounds *bounds;
	struct unsure_column *c = known(u, col);

	if (c != NULL) {
		if (indicator != NULL && c->of != indicator)
			set_indicator(u, c, indicator);
		*out = c;
		return 0;
	}
	bounds = bounds_of(u, col);
	MEM_PUSH(u->columns, u->n, u->cap);
	c = &u->columns[u->n];
	memset(c, 0, sizeof(*c));
	c->col = col;
	if (store_rounding(u->store, col, c->rows, err) == -1)
		return -1;
	if (bounds != NULL) {
		c->bounded = true;
		c->low = beside(u, col, bounds->dimension, bounds->low);
		c->high = beside(u, col, bounds->dimension, bounds->high);
	}
	c->doubts = doubt_places_of(&u->panel->doubts, col->id, &c->ndoubts);
	if (indicator != NULL)
		set_indicator(u, c, indicator);
	u->n++;
	remember(u, col);
	*out = c;
	return 0;
}

int
unsure_rounding(struct unsure *u, const struct indicator *indicator,
    const struct column *col, enum area_level level, struct rounding *out,
    struct err *err)
{
	const struct unsure_column *c;

	if (look_up(u, indicator, col, &c, err) == -1)
		return -1;
	*out = c->rounding[level];
	return 0;
}

int
unsure_doubts(struct unsure *u, const struct column *col,
    const struct doubt_place **out, size_t *n, struct err *err)
{
	const struct unsure_column *c;

	if (look_up(u, NULL, col, &c, err) == -1)
		return -1;
	*out = c->doubts;
	*n = c->ndoubts;
	return 0;
}

/* Counts up to this many are worked out once. */
#define EVENTS_KEPT 4096

/* Of what happens by chance. */
static void
by_chance(struct unsure *u, double count, struct noise *out)
{
	size_t at;

	if (u->quick) {
		noise_events_quick(count, out);
		return;
	}
	if (!(count >= 0.0 && count < EVENTS_KEPT) || floor(count) < count) {
		noise_events(count, out);
		return;
	}
	if (u->events == NULL)
		u->events = mem_new(EVENTS_KEPT, sizeof(*u->events));
	at = (size_t)count;
	if (u->events[at].kind != NOISE_EVENTS)
		noise_events(count, &u->events[at]);
	*out = u->events[at];
}

/* A figure that is published in so small steps. */
static void
published(double value, double step, struct noise *out)
{
	*out = (struct noise){ NOISE_ROUNDING, step / ROOT_12,
		value - step / 2.0, value + step / 2.0 };
}

static void
one_value(struct unsure *u, const struct indicator *indicator,
    const struct unsure_column *c, enum area_level level, double value,
    struct noise *out)
{
	*out = (struct noise){ NOISE_UNKNOWN, NAN, NAN, NAN };
	if (isnan(value) || indicator->modelled || c->bounded ||
	    indicator->sample != NULL)
		return;
	if (indicator->kind == KIND_CODE)
		*out = (struct noise){ NOISE_NONE, 0.0, value, value };
	else if (indicator->kind != KIND_COUNT)
		published(value, c->step, out);
	else if (indicator->events)
		by_chance(u, value, out);
	else
		noise_rounded_sum(value, &c->rounding[level], 1, out);
}

/* The bounds that came with the figures. */
static int
bound_values(struct unsure *u, const struct unsure_column *c,
    const struct area *const areas[], const double values[], size_t n,
    struct noise out[], struct err *err)
{
	double *low = mem_new(n, sizeof(*low));
	double *high = mem_new(n, sizeof(*high));
	int rc = -1;

	if (keep_values(u->panel, c->low, areas, n, low, NULL, err) == -1 ||
	    keep_values(u->panel, c->high, areas, n, high, NULL, err) == -1)
		goto done;
	for (size_t i = 0; i < n; i++)
		noise_model(values[i], low[i], high[i], &out[i]);
	rc = 0;
done:
	free(low);
	free(high);
	return rc;
}

/* What so many answered. */
static int
sample_values(struct unsure *u, const struct unsure_column *c,
    const struct area *const areas[], const double values[], size_t n,
    struct noise out[], struct err *err)
{
	double *answers = mem_new(n, sizeof(*answers));
	int rc = keep_values(
	    u->panel, c->answers, areas, n, answers, NULL, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		noise_survey(values[i], answers[i], &out[i]);
	free(answers);
	return rc;
}

int
unsure_values(struct unsure *u, const struct indicator *indicator,
    const struct column *col, const struct area *const areas[],
    const double values[], size_t n, struct noise out[], struct err *err)
{
	const struct unsure_column *c;

	if (look_up(u, indicator, col, &c, err) == -1)
		return -1;
	if (c->low != NULL && c->high != NULL)
		return bound_values(u, c, areas, values, n, out, err);
	if (c->answers != NULL && !c->bounded)
		return sample_values(u, c, areas, values, n, out, err);
	for (size_t i = 0; i < n; i++)
		one_value(u, indicator, c, areas[i]->level, values[i],
		    &out[i]);
	return 0;
}

void
unsure_add(struct noise *sum, double value, const struct noise *part,
    double part_value)
{
	const struct noise mirror = { part->kind, part->sd, -part->high,
		-part->low };
	struct noise both;

	noise_difference(value, sum, -part_value, &mirror, &both);
	*sum = both;
}

void
unsure_event_rate(const struct unsure *u, double value, double factor,
    double denominator, struct noise *out)
{
	const double events = value * denominator / factor;
	const double scale = factor / denominator;
	const double step = out->high - out->low; /* of its decimals */
	struct noise n;

	if (isnan(events) || denominator <= 0.0) {
		*out = (struct noise){ NOISE_UNKNOWN, NAN, NAN, NAN };
		return;
	}
	(u->quick ? noise_events_quick : noise_events)(events, &n);
	*out =
	    (struct noise){ NOISE_EVENTS, hypot(n.sd * scale, step / ROOT_12),
		    fmax(n.low * scale - step / 2.0, 0.0),
		    n.high * scale + step / 2.0 };
}
