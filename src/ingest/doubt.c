/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * doubt: what is held and what is noted, column by column.
 */
#include "ingest/doubt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/digest.h"
#include "ingest/odd.h"

struct at_column {
	struct doubting *d;
	size_t column;
	struct load_column what;
	double *now, *old, *ago; /* one a area */
	bool *fresh;
};

static void
id_of(const struct buf *text, char id[DOUBT_ID])
{
	char hex[DIGEST_HEX];

	digest_of(text->data, text->len, hex);
	memcpy(id, hex, DOUBT_ID - 1);
	id[DOUBT_ID - 1] = '\0';
}

/* Of what it is about and of the value: a rebuild finds the same doubt,
 * another value makes another. */
static void
make_id(const struct at_column *c, size_t area, enum doubt_kind kind,
    double value, char id[DOUBT_ID])
{
	const struct load_column *w = &c->what;
	struct buf text = { 0 };

	buf_putf(&text, "%s|%s|%s|%s|%s|%d|%s|%s|%d|%s|%s|", c->d->source,
	    c->d->table, w->title, w->group, w->unit, w->twin, w->period,
	    w->dims, w->area_year,
	    area == ODD_ALL ? "" : c->d->areas->items[area].code,
	    doubt_name(kind));
	if (!isnan(value))
		buf_putf(&text, "%.17g", value);
	id_of(&text, id);
	buf_free(&text);
}

void
doubt_refusal_id(const char *source, const char *table,
    const struct drift *drift, char id[DOUBT_ID])
{
	struct buf text = { 0 };

	buf_putf(&text, "%s|%s|%s|%s|%s|%s", source, table,
	    drift_name(drift->kind), drift->subject, drift->was, drift->became);
	id_of(&text, id);
	buf_free(&text);
}

static int
note(struct at_column *c, size_t area, enum doubt_kind kind, double was,
    double value, bool hold, bool *held, struct err *err)
{
	char id[DOUBT_ID];
	struct doubt doubt = {
		.id = id, .kind = kind, .was = was, .value = value
	};

	make_id(c, area, kind, value, id);
	doubt.accepted = decisions_find(c->d->decisions, "accept", id);
	doubt.held = hold && doubt.accepted == NULL;
	if (held != NULL)
		*held = doubt.held;
	c->d->open += doubt.accepted == NULL;
	return store_load_doubt(c->d->load, c->column,
	    area == ODD_ALL ? LOAD_WHOLE : area, &doubt, err);
}

static int
take_odd(void *arg, size_t area, enum doubt_kind kind, double was, double value,
    struct err *err)
{
	return note(arg, area, kind, was, value, false, NULL, err);
}

/* Whether a column that had values at a level has none now, or only zeros. A
 * level without rows is another matter: the table shrank. */
static enum doubt_kind
look_at_levels(
    const struct load_tally *t, const struct load_before *b, uint64_t *was)
{
	for (int i = 0; i < LEVELS; i++) {
		uint64_t rows =
		    (uint64_t)t->values[i] + t->empty[i] + t->cannot[i];

		*was = b->values[i];
		if (t->values[i] == 0 && rows > 0 && b->values[i] >= ODD_SOME)
			return DOUBT_MISSING;
		if (t->values[i] > 0 && t->zeros[i] == t->values[i] &&
		    b->nonzero[i] >= ODD_SOME)
			return DOUBT_ZERO;
	}
	return DOUBT_KINDS;
}

/* Whether it is worth asking what there was. */
static bool
is_bare(const struct load_tally *t)
{
	for (int i = 0; i < LEVELS; i++)
		if (t->zeros[i] == t->values[i] &&
		    (uint64_t)t->values[i] + t->empty[i] + t->cannot[i] > 0)
			return true;
	return false;
}

static bool
is_number(const struct doubting *d, size_t column)
{
	return d->topics[column % d->ntopics].type == TOPIC_NUMBER;
}

struct held { /* a doubt that waits until the load is settled */
	size_t column;
	enum doubt_kind kind;
	double was;
};
struct helds {
	struct held *items;
	size_t n, cap;
};

/* Columns that are bare at once; those that nobody accepted are held. */
static int
hold(struct doubting *d, struct helds *list, struct err *err)
{
	for (size_t i = 0; i < d->columns; i++) {
		struct at_column c = { .d = d, .column = i };
		struct load_before before;
		enum doubt_kind kind;
		uint64_t was;
		char id[DOUBT_ID];

		if (!is_number(d, i) || !is_bare(&d->tallies[i]))
			continue;
		if (store_load_before(d->load, i, &before, err) == -1)
			return -1;
		kind = look_at_levels(&d->tallies[i], &before, &was);
		if (kind == DOUBT_KINDS)
			continue;
		if (store_load_column(d->load, i, &c.what, err) == -1)
			return -1;
		make_id(&c, ODD_ALL, kind, kind == DOUBT_ZERO ? 0 : NAN, id);
		load_column_clear(&c.what);
		MEM_PUSH(list->items, list->n, list->cap);
		list->items[list->n++] = (struct held){ i, kind, (double)was };
		if (decisions_find(d->decisions, "accept", id) == NULL &&
		    store_load_hold(d->load, i, err) == -1)
			return -1;
	}
	return 0;
}

/* A column of which all was said. */
static bool
is_held(const struct helds *list, size_t column)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].column == column)
			return true;
	return false;
}

static int
note_held(struct doubting *d, const struct helds *list, struct err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct held *h = &list->items[i];
		struct at_column c = { .d = d, .column = h->column };
		bool held = false;
		int rc;

		if (store_load_column(d->load, h->column, &c.what, err) == -1)
			return -1;
		rc = note(&c, ODD_ALL, h->kind, h->was,
		    h->kind == DOUBT_ZERO ? 0 : NAN, true, &held, err);
		load_column_clear(&c.what);
		if (rc == -1)
			return -1;
		d->held += held;
	}
	return 0;
}

/* The first time that a column comes, it is held against the same indicator a
 * period ago. Not delivered at all is how the source says that it is still to
 * come; at one level and not at another is not. 1: there is a doubt. */
static int
look_at_first(struct at_column *c, struct err *err)
{
	const struct load_tally *t = &c->d->tallies[c->column];
	const struct areas *areas = c->d->areas;
	struct load_before before = { 0 };
	uint64_t was, all = 0;
	enum doubt_kind kind;

	for (int i = 0; i < LEVELS; i++)
		all += t->values[i];
	for (size_t i = 0; i < areas->n; i++) {
		enum area_level level = areas->items[i].level;

		before.values[level] += !isnan(c->ago[i]);
		before.nonzero[level] += !isnan(c->ago[i]) && c->ago[i] != 0;
	}
	kind = all > 0 ? look_at_levels(t, &before, &was) : DOUBT_KINDS;
	if (kind == DOUBT_KINDS)
		return 0;
	if (note(c, ODD_ALL, kind, (double)was, kind == DOUBT_ZERO ? 0 : NAN,
		false, NULL, err) == -1)
		return -1;
	return 1;
}

static bool
has_values(const struct load_tally *t)
{
	for (int i = 0; i < LEVELS; i++)
		if (t->values[i] > 0)
			return true;
	return false;
}

static bool
is_money(const char *unit)
{
	return unit != NULL &&
	    (strstr(unit, "euro") != NULL || strstr(unit, "€") != NULL);
}

/* Values of a column that is an indicator. */
static int
look_at_values(struct at_column *c, struct err *err)
{
	struct load *l = c->d->load;
	const size_t n = c->d->areas->n;
	const bool first = store_load_first(l);
	struct odd_series s = { .n = n,
		.areas = c->d->areas->items,
		.now = c->now,
		.fresh = c->fresh,
		.old = c->old,
		.kind = c->what.kind,
		.amounts = is_money(c->what.unit) };
	int rc;

	for (size_t i = 0; i < n; i++) {
		c->fresh[i] = first;
		c->old[i] = NAN;
	}
	if (store_load_values_now(l, c->column, c->now, err) == -1 ||
	    (!first &&
		store_load_values_old(l, c->column, c->fresh, c->old, err) ==
		    -1))
		return -1;
	rc = store_load_values_ago(l, &c->what, c->ago, err);
	if (rc == -1)
		return -1;
	if (rc == 1) {
		s.ago = c->ago;
		rc = first ? look_at_first(c, err) : 0;
		if (rc != 0)
			return rc == 1 ? 0 : -1;
	}
	return odd_find(&s, take_odd, c, err);
}

static int
look_at_column(struct at_column *c, struct err *err)
{
	int rc;

	if (!is_number(c->d, c->column) ||
	    !has_values(&c->d->tallies[c->column]))
		return 0;
	rc = store_load_touched(c->d->load, c->column, err);
	if (rc != 1)
		return rc;
	if (store_load_column(c->d->load, c->column, &c->what, err) == -1)
		return -1;
	rc = c->what.indicator == NULL || c->what.kind == KIND_CODE
	    ? 0
	    : look_at_values(c, err);
	load_column_clear(&c->what);
	return rc;
}

int
doubt_all(struct doubting *d, struct err *err)
{
	const size_t n = store_load_areas(d->load) + 1;
	struct at_column c = { .d = d,
		.now = mem_new(n, sizeof(*c.now)),
		.old = mem_new(n, sizeof(*c.old)),
		.ago = mem_new(n, sizeof(*c.ago)),
		.fresh = mem_new(n, sizeof(*c.fresh)) };
	struct helds list = { 0 };
	int rc = -1;

	if ((!store_load_first(d->load) && hold(d, &list, err) == -1) ||
	    store_load_settle(d->load, err) == -1 ||
	    note_held(d, &list, err) == -1)
		goto done;
	for (c.column = 0; c.column < d->columns; c.column++)
		if (!is_held(&list, c.column) && look_at_column(&c, err) == -1)
			goto done;
	rc = 0;
done:
	free(c.now);
	free(c.old);
	free(c.ago);
	free(c.fresh);
	free(list.items);
	return rc;
}
