/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tension: which pairs of facts pull apart here.
 */
#include "analysis/tension.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

#define RING_LEAST 3 /* areas around it with a value */

/* Figures of a side: the area, what it is beside, and the median around. */
struct sight {
	const struct indicator *ind;
	struct seats seats;
	double ring; /* NAN: too few */
	bool there;
};

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int
ring_median(struct page *p, struct sight *s, struct err *err)
{
	const struct column *col = s->seats.cells[SELF].col;
	const struct area **around = NULL;
	struct cell_value *cells = NULL;
	const char **codes = NULL;
	double *values = NULL;
	size_t n = 0, m = 0;
	int rc = -1;

	if (peering_list(p->in->peering, PEERS_RING, &p->area, col->area_year,
		&around, &n, err) == -1)
		return -1;
	cells = mem_new(n + 1, sizeof(*cells));
	codes = mem_new(n + 1, sizeof(*codes));
	values = mem_new(n + 1, sizeof(*values));
	for (size_t i = 0; i < n; i++)
		codes[i] = around[i]->code;
	if (page_values(p, s->ind, s->seats.period, codes, n, cells, err) == -1)
		goto done;
	for (size_t i = 0; i < n; i++)
		if (!isnan(cells[i].value))
			values[m++] = cells[i].value;
	if (m > 1)
		qsort(values, m, sizeof(*values), by_size);
	s->ring =
	    m < RING_LEAST ? (double)NAN : compare_quantile(values, m, 0.5);
	rc = 0;
done:
	free(values);
	free(codes);
	free(cells);
	free(around);
	return rc;
}

static enum tension_is
beside(const struct sight *s, double value, double reference)
{
	struct comparison c;

	compare_value(value, reference, s->ind->kind,
	    indicator_step(s->ind, s->seats.cells[SELF].rounding), &c);
	return tension_compared(c.difference);
}

static bool
is_told(const struct page *p, const char *theme)
{
	for (size_t i = 0; i < p->voices.n; i++)
		if (voice_tells_of(&p->voices.items[i], theme))
			return true;
	return false;
}

static int
look(struct page *p, const struct tension_side *side, struct sight *s,
    enum tension_is *is, struct err *err)
{
	enum tension_of of = TENSION_AREA;
	const struct cell_value *own, *ref;
	int got;

	*is = TENSION_UNKNOWN;
	s->ring = NAN;
	if (tension_of_parse(side->of, &of) == -1)
		return 0;
	if (of == TENSION_VOICES) {
		*is = is_told(p, side->figure) ? TENSION_HIGH : TENSION_LOW;
		return 0;
	}
	s->ind = indicators_find(panel_indicators(p->panel), side->figure);
	if (s->ind == NULL || s->ind->modelled)
		return 0;
	got = page_seats(p, s->ind, &s->seats, err);
	if (got != 1)
		return got;
	own = &s->seats.cells[SELF];
	ref = page_reference(p, &s->seats);
	s->there = !isnan(own->value);
	if (of == TENSION_TREND)
		return page_trend_is(p, s->ind, is, err);
	if (of != TENSION_AREA && ring_median(p, s, err) == -1)
		return -1;
	if (of == TENSION_AREA)
		*is = beside(s, own->value, ref->value);
	else if (of == TENSION_RING)
		*is = beside(s, s->ring, ref->value);
	else
		*is = beside(s, own->value, s->ring);
	return 0;
}

static enum tension_is
wanted(const struct tension_side *side)
{
	if (side->is == NULL || strcmp(side->is, "high") == 0 ||
	    strcmp(side->is, "up") == 0)
		return TENSION_HIGH;
	return TENSION_LOW;
}

/* Put the values in the sentence of the definition. */
static const char *
say(struct page *p, const struct tension *t, const struct sight *a,
    const struct sight *b)
{
	const char *text =
	    words_named(p->w, "tension", t->id, t->text_nl, t->text_en);
	const struct {
		const char *name, *value;
	} fields[] = {
		{ "{area}", p->area.name },
		{ "{ref}", page_reference_name(p) },
		{ "{a}",
		    a->there ? page_value(p, a->ind, &a->seats.cells[SELF])
			     : "" },
		{ "{b}",
		    b->there ? page_value(p, b->ind, &b->seats.cells[SELF])
			     : "" },
	};
	struct buf out = { 0 };

	while (*text != '\0') {
		size_t i = 0;

		while (i < 4 &&
		    strncmp(text, fields[i].name, strlen(fields[i].name)) != 0)
			i++;
		if (i == 4) {
			buf_putc(&out, *text++);
			continue;
		}
		buf_puts(&out, fields[i].value);
		text += strlen(fields[i].name);
	}
	return page_keep(p, &out);
}

/* Which figure a side is about: an indicator, or, behind them, a theme. */
static size_t
figure_of(const struct indicators *all, const struct tension_side *side)
{
	size_t i;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->items[i].id, side->figure) == 0)
			return i;
	for (i = 0; i < all->nthemes; i++)
		if (strcmp(all->themes[i].id, side->figure) == 0)
			break;
	return all->n + i;
}

int
page_tensions(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	struct tension_pair *pairs =
	    mem_new(all->ntensions + 1, sizeof(*pairs));
	struct sight *sights = mem_new(2 * all->ntensions + 1, sizeof(*sights));
	struct json *list = json_add_array(model, "tensions");
	size_t found[TENSION_MOST], n;
	int rc = -1;

	for (size_t i = 0; i < all->ntensions; i++) {
		const struct tension *t = &all->tensions[i];

		pairs[i].a.figure = figure_of(all, &t->a);
		pairs[i].b.figure = figure_of(all, &t->b);
		pairs[i].a.wanted = wanted(&t->a);
		pairs[i].b.wanted = wanted(&t->b);
		if (look(p, &t->a, &sights[2 * i], &pairs[i].a.is, err) == -1 ||
		    look(p, &t->b, &sights[2 * i + 1], &pairs[i].b.is, err) ==
			-1)
			goto done;
	}
	n = tension_find(pairs, all->ntensions, found);
	for (size_t i = 0; i < n; i++) {
		struct json *one = json_add_object(list, NULL);
		const size_t at = found[i];

		json_add_str(one, "id", all->tensions[at].id);
		json_add_str(one, "text",
		    say(p, &all->tensions[at], &sights[2 * at],
			&sights[2 * at + 1]));
	}
	json_add_bool(model, "has_tensions", n > 0);
	rc = 0;
done:
	free(sights);
	free(pairs);
	return rc;
}
