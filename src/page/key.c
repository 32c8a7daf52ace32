/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * key: the key figures of page one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

/* Two rows of three: what fits on page one beside what sets the area apart,
 * the voices and what is not known. */
#define KEYS_MOST 6

static int
by_rank(const void *a, const void *b)
{
	const struct indicator *x = *(const struct indicator *const *)a;
	const struct indicator *y = *(const struct indicator *const *)b;

	return x->key_rank - y->key_rank;
}

/* What may be a key figure: what was chosen, in the order of the log, then the
 * usual ones, without those that were left out. */
static size_t
candidates(struct page *p, const struct indicator **keys)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct choices *log = p->in->chosen;
	size_t n = 0, first, i, k;

	for (i = 0; log != NULL && i < log->n; i++) {
		const struct indicator *ind =
		    indicators_find(all, log->items[i].indicator);

		for (k = 0; k < n && keys[k] != ind; k++)
			continue;
		if (ind != NULL && !log->items[i].left_out && k == n)
			keys[n++] = ind;
	}
	first = n;
	for (i = 0; i < all->n; i++)
		if (all->items[i].key_rank > 0 &&
		    choices_by(log, all->items[i].id) == 0 &&
		    !choices_left_out(log, all->items[i].id))
			keys[n++] = &all->items[i];
	if (n - first > 1)
		qsort(keys + first, n - first, sizeof(*keys), by_rank);
	return n;
}

/* Newest period of any indicator at this level: "Cijfer van 2020. Over 2024
 * is er geen." needs it. */
static const char *
newest_period(struct page *p)
{
	const struct indicators *all = panel_indicators(p->panel);
	const char *newest = "", *periods[PERIODS];
	size_t i, n;

	for (i = 0; i < all->n; i++) {
		if (all->items[i].key_rank == 0)
			continue;
		n = panel_periods(
		    p->panel, &all->items[i], p->area.level, periods, PERIODS);
		if (n > 0 &&
		    (*newest == '\0' || period_cmp(periods[n - 1], newest) > 0))
			newest = periods[n - 1];
	}
	return newest;
}

/* That a figure is older than the rest; NULL when it is not. */
static const char *
note_of(struct page *p, const struct seats *seats, const char *newest)
{
	if (period_cmp(seats->period, newest) >= 0)
		return NULL;
	return page_say(p, "key.older", "period", page_period(p, seats->period),
	    "newest", page_period(p, newest), (char *)NULL);
}

const char *
page_unit_below(struct page *p, const struct indicator *ind)
{
	const char *unit = page_unit(p, ind);

	if (strncmp(unit, "% ", 2) == 0)
		return unit + 2;
	return strcmp(unit, "%") == 0 || strcmp(unit, ind->unit) == 0 ? ""
								      : unit;
}

static void
put_raw(struct json *object, const struct seats *seats)
{
	struct json *raw = json_add_object(object, "raw");

	json_add_num(raw, "value", seats->cells[SELF].value);
	json_add_num(raw, "municipality", seats->cells[MUNICIPALITY].value);
	json_add_num(raw, "country", seats->cells[COUNTRY].value);
}

/* Where nothing sets the area apart and it differs in nothing that could be
 * told, the key figures are the essence: then they have what a fact has. */
static int
put_small(struct page *p, const struct indicator *ind, bool essence,
    struct json *one, struct err *err)
{
	json_add_bool(one, "essence", essence);
	if (essence) {
		page_mark(p, ind, one);
		return page_spark(p, ind, one, err);
	}
	json_add_null(one, "mark");
	json_add_null(one, "mark_text");
	json_add_bool(one, "mark_heard", false);
	json_add_bool(one, "mark_differs", false);
	json_add_null(one, "spark");
	json_add_null(one, "no_spark");
	return 0;
}

static int
put_key(struct page *p, const struct indicator *ind, const struct seats *seats,
    const char *newest, struct json *model, struct err *err)
{
	struct json *list = json_get(model, "key");
	struct json *one = json_add_object(list, NULL);
	const bool essence = !json_get_true(model, "has_essence");
	bool own = p->municipality.code[0] == '\0';

	json_add_str(one, "indicator", ind->id);
	json_add_str(one, "label", words_label(p->w, ind));
	json_add_str(one, "value", page_value(p, ind, &seats->cells[SELF]));
	json_add_str(one, "unit", page_unit_below(p, ind));
	json_add_str(one, "period", page_period(p, seats->period));
	json_add_str(one, "municipality",
	    own ? NULL : page_value(p, ind, &seats->cells[MUNICIPALITY]));
	json_add_str(
	    one, "country", page_value(p, ind, &seats->cells[COUNTRY]));
	json_add_str(one, "note", note_of(p, seats, newest));
	json_add_str(
	    one, "sure", page_sure_beside(p, ind, &seats->cells[SELF]));
	page_noise(p, ind, &seats->cells[SELF], one);
	json_add_str(one, "chosen", page_chosen_by(p, ind->id));
	json_add_str(one, "source",
	    seats->cells[SELF].col == NULL ? NULL
					   : seats->cells[SELF].col->table_id);
	put_raw(one, seats);
	return put_small(p, ind, essence, one, err);
}

int
page_key(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct indicator **keys = mem_new(all->n + 1, sizeof(*keys));
	const struct column *cols[KEYS_MOST];
	struct json *list = json_add_array(model, "key");
	const char *newest = newest_period(p);
	struct seats seats;
	size_t n, i;
	int got, rc = -1;

	n = candidates(p, keys);
	for (i = 0; i < n; i++) {
		got = page_seats(p, keys[i], &seats, err);
		if (got == -1)
			goto done;
		/* What has no value is named under "what we do not know". */
		if (got == 1 && !isnan(seats.cells[SELF].value) &&
		    !seats.cells[SELF].doubted && json_len(list) < KEYS_MOST) {
			cols[json_len(list)] = seats.cells[SELF].col;
			if (put_key(p, keys[i], &seats, newest, model, err) ==
			    -1)
				goto done;
		}
	}
	json_add_bool(model, "has_key", json_len(list) > 0);
	json_add_str(model, "key_source_line",
	    json_len(list) == 0 ? NULL
				: page_source_line(p, cols, json_len(list)));
	rc = 0;
done:
	free(keys);
	return rc;
}
