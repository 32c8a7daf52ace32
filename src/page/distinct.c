/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * distinct: what sets the area apart from its peers, with the reason for each
 * and what was left out; and where facts pull apart.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

/* A share of this many in a hundred is as good as all. */
#define NEARLY_ALL 99.5

struct look { /* what was found */
	struct yard *yard;
	struct yard_row *rows;
	size_t n, chosen[DISTINCT_MOST], nchosen;
};

static const char *
levels(struct page *p)
{
	return words_level(p->w, p->area.level, true, false);
}

static const char *
reference_text(struct page *p, const struct yard *y)
{
	static const char *const keys[PEER_KINDS] = { [PEERS_GEMEENTE] =
							  "distinct.beside."
							  "gemeente",
		[PEERS_CLASS] = "distinct.beside.class",
		[PEERS_COUNTRY] = "distinct.beside.country" };
	char class_key[] = "distinct.class.0";

	class_key[sizeof(class_key) - 2] = (char)('0' + yard_class(y));
	return page_say(p, keys[yard_kind(y)], "n",
	    page_number(p, (double)yard_areas(y), 0), "levels", levels(p),
	    "least", page_number(p, PEERS_PEOPLE, 0), "municipality",
	    p->municipality.code[0] != '\0' ? p->municipality.name
					    : p->area.name,
	    "class", yard_class(y) == 0 ? "" : words_get(p->w, class_key),
	    (char *)NULL);
}

static const char *
headline(struct page *p, const struct indicator *ind, bool up)
{
	const char *said = words_phrase(p->w, ind, up);
	struct buf text = { 0 };

	if (said == NULL)
		return page_say(p,
		    up ? "distinct.headline.higher" : "distinct.headline.lower",
		    "label", words_label(p->w, ind), (char *)NULL);
	words_capital(said, &text);
	return page_keep(p, &text);
}

/* "Hoger dan in 97 van de 100": never more than is so. */
static const char *
place_text(struct page *p, const struct yard_row *row)
{
	const bool up = row->found.measure.z > 0.0;
	const double below = 100.0 * row->found.measure.share_below;
	const double share = up ? below : 100.0 - below;

	if (share >= NEARLY_ALL)
		return page_say(p, up ? "distinct.highest" : "distinct.lowest",
		    "levels", levels(p), (char *)NULL);
	return page_say(p, up ? "distinct.higher" : "distinct.lower", "share",
	    page_number(p, floor(share), 0), "levels", levels(p), (char *)NULL);
}

static const char *
peers_text(struct page *p, const struct yard_row *row)
{
	return page_say(p, "distinct.peers", "level",
	    words_level(p->w, p->area.level, false, false), "median",
	    page_amount(p, row->ind, reference_median(row->ref)), "low",
	    page_amount(p, row->ind, reference_low(row->ref)), "high",
	    page_amount(p, row->ind, reference_high(row->ref)), (char *)NULL);
}

static void
put_raw(const struct yard_row *row, const struct seats *seats, struct json *one)
{
	struct json *raw = json_add_object(one, "raw");
	const struct standing *m = &row->found.measure;

	json_add_num(raw, "value", row->cell.value);
	json_add_num(raw, "municipality", seats->cells[MUNICIPALITY].value);
	json_add_num(raw, "country", seats->cells[COUNTRY].value);
	json_add_num(raw, "median", reference_median(row->ref));
	json_add_num(raw, "low", reference_low(row->ref));
	json_add_num(raw, "high", reference_high(row->ref));
	json_add_num(raw, "share_below", m->share_below);
	json_add_num(raw, "z", m->z);
	json_add_num(raw, "p", m->p);
	json_add_num(raw, "outside", m->outside);
}

/* The gemeente and the country; neither when neither has the figure. */
static void
put_beside(struct page *p, const struct indicator *ind,
    const struct seats *seats, struct json *one)
{
	const struct cell_value *town = &seats->cells[MUNICIPALITY];
	const struct cell_value *land = &seats->cells[COUNTRY];
	const bool none = isnan(land->value) && isnan(town->value);
	const bool own = p->municipality.code[0] == '\0';

	json_add_str(
	    one, "municipality", none || own ? NULL : page_value(p, ind, town));
	json_add_str(one, "country", none ? NULL : page_value(p, ind, land));
}

void
page_fact(struct page *p, const struct indicator *ind,
    const struct seats *seats, const struct cell_value *cell, bool up,
    struct json *one)
{
	json_add_str(one, "indicator", ind->id);
	json_add_str(one, "headline", headline(p, ind, up));
	json_add_str(one, "label", words_label(p->w, ind));
	json_add_str(one, "value", page_value(p, ind, cell));
	json_add_str(one, "unit", page_unit_below(p, ind));
	json_add_str(one, "period", page_period(p, seats->period));
	put_beside(p, ind, seats, one);
	json_add_str(one, "note", page_note(p, ind));
}

static int
put_fact(struct page *p, const struct yard_row *row, int64_t nr,
    struct json *list, struct err *err)
{
	struct json *one = json_add_object(list, NULL);
	struct seats seats;

	if (page_seats_in(p, row->ind, row->period, &seats, err) == -1)
		return -1;
	json_add_int(one, "nr", nr);
	page_fact(
	    p, row->ind, &seats, &row->cell, row->found.measure.z > 0.0, one);
	json_add_str(one, "place", place_text(p, row));
	json_add_str(one, "peers", peers_text(p, row));
	json_add_str(one, "noise", page_sure(p, row->ind, &row->cell));
	page_mark(p, row->ind, one);
	json_add_str(one, "reason", distinct_why_name(row->found.measure.why));
	json_add_str(one, "source",
	    row->cell.col == NULL ? NULL : row->cell.col->table_id);
	put_raw(row, &seats, one);
	return page_spark(p, row->ind, one, err);
}

/* Why there is nothing: it depends on what the others came to. */
static const char *
none_text(struct page *p, const struct look *l)
{
	const size_t n = yard_areas(l->yard);
	size_t small = 0, judged = 0;

	for (size_t i = 0; i < l->n; i++) {
		const enum distinct_why why = l->rows[i].found.measure.why;

		small += why == DISTINCT_SMALL;
		judged += why != DISTINCT_NO_VALUE &&
		    why != DISTINCT_FEW_PEERS && why != DISTINCT_MATCHED;
	}
	if (n < DISTINCT_PEERS)
		return page_count(p, "distinct.few", (int64_t)n, "levels",
		    levels(p), "least", page_number(p, DISTINCT_PEERS, 0),
		    "people", page_number(p, PEERS_PEOPLE, 0), (char *)NULL);
	if (small > 0)
		return page_say(p, "distinct.small", "area", p->area.name,
		    "least", page_number(p, PEERS_PEOPLE, 0), (char *)NULL);
	if (judged == 0)
		return page_say(p, "distinct.no_figures", "area", p->area.name,
		    (char *)NULL);
	return page_say(p, "distinct.none", "area", p->area.name, "levels",
	    levels(p), (char *)NULL);
}

/* Per reason how many figures were left out for it. */
static void
put_left_out(struct page *p, const struct look *l, struct json *model)
{
	struct json *list = json_add_array(model, "left_out");

	for (int why = DISTINCT_CHOSEN + 1; why < DISTINCT_WHYS; why++) {
		const char *name = distinct_why_name((enum distinct_why)why);
		struct json *one, *ids;
		size_t n = 0;
		char *key;

		for (size_t i = 0; i < l->n; i++)
			n += (int)l->rows[i].found.measure.why == why;
		if (n == 0)
			continue;
		key = mem_fmt("distinct.why.%s", name);
		one = json_add_object(list, NULL);
		json_add_str(one, "reason", name);
		json_add_int(one, "n", (int64_t)n);
		json_add_str(
		    one, "text", page_count(p, key, (int64_t)n, (char *)NULL));
		ids = json_add_array(one, "indicators");
		for (size_t i = 0; i < l->n; i++)
			if ((int)l->rows[i].found.measure.why == why)
				json_add_str(ids, NULL, l->rows[i].ind->id);
		free(key);
	}
	json_add_bool(model, "has_left_out", json_len(list) > 0);
}

static void
put_reference(struct page *p, const struct look *l, struct json *model)
{
	struct json *one = json_add_object(model, "reference");

	json_add_str(one, "kind", peer_kind_name(yard_kind(l->yard)));
	if (yard_class(l->yard) == 0)
		json_add_null(one, "class");
	else
		json_add_int(one, "class", yard_class(l->yard));
	json_add_int(one, "areas", (int64_t)yard_areas(l->yard));
	json_add_str(one, "text",
	    yard_areas(l->yard) < DISTINCT_PEERS ? NULL
						 : reference_text(p, l->yard));
}

static int
put_look(
    struct page *p, const struct look *l, struct json *model, struct err *err)
{
	const struct column *cols[DISTINCT_MOST];
	struct json *facts;

	put_reference(p, l, model);
	facts = json_add_array(model, "facts");
	for (size_t i = 0; i < l->nchosen; i++) {
		const struct yard_row *row = &l->rows[l->chosen[i]];

		cols[i] = row->cell.col;
		if (put_fact(p, row, (int64_t)i + 1, facts, err) == -1)
			return -1;
	}
	json_add_bool(model, "has_facts", l->nchosen > 0);
	json_add_str(model, "none", l->nchosen > 0 ? NULL : none_text(p, l));
	json_add_str(model, "how",
	    page_count(p, "distinct.how", (int64_t)l->n, (char *)NULL));
	put_left_out(p, l, model);
	if (page_tensions(p, model, err) == -1)
		return -1;
	json_add_str(model, "source_line",
	    l->nchosen == 0 ? NULL : page_source_line(p, cols, l->nchosen));
	return 0;
}

int
page_distinct(struct page *p, struct json *model, struct err *err)
{
	struct peering *pe = p->in->peering;
	struct look l = { 0 };
	int rc = -1;

	/* Of one's own an area has no peers. */
	if (pe == NULL || p->area.level == LEVEL_OWN) {
		json_add_null(model, "distinct");
		return 0;
	}
	if (peering_yard(pe, &p->area, &l.yard, err) == -1 ||
	    yard_look(pe, l.yard, &p->area, &l.rows, &l.n, l.chosen, &l.nchosen,
		err) == -1)
		goto done;
	rc = put_look(p, &l, json_add_object(model, "distinct"), err);
done:
	free(l.rows);
	return rc;
}
