/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table_more: what 'feiten table' says beside a value.
 */
#include "cli/table_more.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/through.h"
#include "panel/peers.h"

static const struct {
	const char *name;
	int flag;
} words[] = {
	{ "noise", MORE_NOISE },
	{ "reasons", MORE_REASONS },
	{ "peers", MORE_PEERS },
};

static const struct grid_column noise_columns[] = {
	{ "low", "from", true },
	{ "high", "to", true },
	{ "noise", "unsure by", false },
};

static const struct grid_column reason_columns[] = {
	{ "rounded_to", "rounded to", true },
	{ "computed", "computed", false },
	{ "doubted", "doubted", false },
	{ "rule", "rule", false },
	{ "between", "between", false },
	{ "area_set", "areas of", true },
	{ "same_place", "same place", false },
	{ "link", "link", false },
	{ "link_of", "link of", true },
};

static const struct grid_column peer_columns[] = {
	{ "peers", "peers", false },
	{ "peers_class", "class", true },
	{ "peers_areas", "of areas", true },
	{ "peers_with_value", "with value", true },
	{ "peers_median", "median", true },
	{ "peers_p10", "p10", true },
	{ "peers_p90", "p90", true },
	{ "peers_below", "below", true },
	{ "peers_outside", "outside", true },
	{ "peers_reason", "reason", false },
	{ "peers_same_as", "same as", false },
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
_Static_assert(
    COUNT(noise_columns) + COUNT(reason_columns) + COUNT(peer_columns) <=
	MORE_MOST,
    "room for all columns");

int
more_word(const char *word)
{
	for (size_t i = 0; i < COUNT(words); i++)
		if (strcmp(word, words[i].name) == 0)
			return words[i].flag;
	return 0;
}

static size_t
append(const struct grid_column *from, size_t count, struct grid_column list[],
    size_t n)
{
	memcpy(list + n, from, count * sizeof(*from));
	return n + count;
}

size_t
more_columns(int flags, struct grid_column list[], size_t n)
{
	if (flags & MORE_NOISE)
		n = append(noise_columns, COUNT(noise_columns), list, n);
	if (flags & MORE_REASONS)
		n = append(reason_columns, COUNT(reason_columns), list, n);
	if (flags & MORE_PEERS)
		n = append(peer_columns, COUNT(peer_columns), list, n);
	return n;
}

/* One figure of one area among its peers. */
struct standing_row {
	const char *reason; /* a word of analysis/distinct.h, or why it is not
			       held against anybody */
	enum peer_kind kind;
	int klass;
	size_t areas;
	char period[PERIOD_LEN]; /* "": none of the rest */
	size_t with_value;	 /* 0: too few for the rest */
	double median, low, high, below, outside;
	const char *same_as;
};
struct more_peers {
	struct standing_row *rows; /* area after area, as inds */
	size_t ninds;
};

static void
take_row(const struct yard_row *row, const struct yard_row *all,
    struct standing_row *out)
{
	const struct standing *m = &row->found.measure;

	snprintf(out->period, sizeof(out->period), "%s", row->period);
	out->reason = distinct_why_name(m->why);
	if (m->why == DISTINCT_ALIKE)
		out->same_as = all[row->found.alike].ind->id;
	if (row->ref == NULL)
		return;
	out->with_value = reference_peers(row->ref);
	out->median = reference_median(row->ref);
	out->low = reference_low(row->ref);
	out->high = reference_high(row->ref);
	out->below = m->share_below;
	out->outside = m->outside;
}

static int
look(struct peering *pe, const struct area *area,
    const struct indicator *const inds[], size_t n, struct standing_row out[],
    struct err *err)
{
	size_t chosen[DISTINCT_MOST], nrows = 0, nchosen;
	struct yard_row *rows = NULL;
	struct yard *y;

	if (area->level == LEVEL_OWN || area->level == LEVEL_LAND)
		return 0;
	if (peering_yard(pe, area, &y, err) == -1 ||
	    yard_look(pe, y, area, &rows, &nrows, chosen, &nchosen, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		out[i].kind = yard_kind(y);
		out[i].klass = yard_class(y);
		out[i].areas = yard_areas(y);
		out[i].reason =
		    yard_tests(inds[i]) ? "no-value" : "not-compared";
		for (size_t k = 0; k < nrows; k++)
			if (rows[k].ind == inds[i])
				take_row(&rows[k], rows, &out[i]);
	}
	free(rows);
	return 0;
}

struct more_peers *
more_peers_new(struct panel *p, const struct areas *areas,
    const struct indicator *const inds[], size_t n, struct err *err)
{
	struct more_peers *m = mem_new(1, sizeof(*m));
	struct peering *pe = peering_new(p);
	int rc = 0;

	m->ninds = n;
	m->rows = mem_new(areas->n * n + 1, sizeof(*m->rows));
	for (size_t i = 0; i < areas->n && rc == 0; i++)
		rc = look(pe, &areas->items[i], inds, n, &m->rows[i * n], err);
	peering_free(pe);
	if (rc == 0)
		return m;
	more_peers_free(m);
	return NULL;
}

void
more_peers_free(struct more_peers *m)
{
	if (m == NULL)
		return;
	free(m->rows);
	free(m);
}

/* From what to what the truth lies, and what makes it unsure; where there is
 * no value, what is known instead. */
static void
put_noise(struct grid *g, const struct cell_value *cell, int decimals)
{
	const bool none = isnan(cell->value);
	const bool own = none || cell->estimate;
	const double low = own ? cell->low : cell->noise.low;
	const double high = own ? cell->high : cell->noise.high;
	const bool known = !none || cell->between;

	grid_num(g, known ? low : NAN, decimals);
	grid_num(g, known && isfinite(high) ? high : NAN, decimals);
	grid_put(g, none ? NULL : noise_name(cell->noise.kind));
}

/* What low and high are of, where there is no value, or an estimate. */
static const char *
between(const struct cell_value *cell)
{
	if (cell->estimate)
		return "estimate";
	if (!isnan(cell->value) || !cell->between)
		return NULL;
	return cell->why != CARRY_MISSING ? "parts"
	    : cell->implied		  ? "derived"
					  : "known";
}

static const char *
yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

/* Whether it is the area of now, and the weakest link back to what it was. */
static int
put_place(
    struct panel *p, const struct more_row *r, struct grid *g, struct err *err)
{
	enum same_place place = PLACE_SAME;
	enum link link = LINK_SAME;
	int linked = 0, year = 0;

	if (r->col == NULL) {
		for (int i = 0; i < 4; i++)
			grid_put(g, NULL);
		return 0;
	}
	if (r->col->area_year < r->area->year) {
		if (panel_same_place(p, r->area->code, r->col->area_year,
			r->area->year, &place, err) == -1)
			return -1;
		linked = panel_link(p, r->area->code, r->col->area_year,
		    r->area->year, &link, &year, err);
		if (linked == -1)
			return -1;
	}
	grid_int(g, r->col->area_year);
	grid_put(g, through_place(place));
	grid_put(g, linked == 1 ? link_name(link) : NULL);
	if (linked == 1)
		grid_int(g, year);
	else
		grid_put(g, NULL);
	return 0;
}

static int
put_reasons(
    struct panel *p, const struct more_row *r, struct grid *g, struct err *err)
{
	const struct cell_value *cell = r->cell;
	const bool none = isnan(cell->value);

	grid_num(g, cell->rounding > 0.0 && !none ? cell->rounding : NAN,
	    r->decimals);
	grid_put(g, r->col == NULL ? NULL : yes_no(cell->derived));
	grid_put(g, none ? NULL : yes_no(cell->doubted));
	grid_put(
	    g, none && cell->why != CARRY_YES ? carry_name(cell->why) : NULL);
	grid_put(g, between(cell));
	return put_place(p, r, g, err);
}

static void
put_count(struct grid *g, size_t n)
{
	if (n == 0)
		grid_put(g, NULL);
	else
		grid_int(g, (long long)n);
}

static void
put_peers(const struct more_row *r, struct grid *g)
{
	const struct standing_row *s =
	    &r->peers->rows[r->area_at * r->peers->ninds + r->ind_at];
	const bool held = s->reason != NULL;
	/* Only the newest figure is held against the peers. */
	const bool other = s->period[0] != '\0' &&
	    (r->period == NULL || strcmp(s->period, r->period) != 0);
	const bool there = held && !other && s->with_value > 0;

	grid_put(g, held ? peer_kind_name(s->kind) : NULL);
	put_count(g, (size_t)s->klass);
	put_count(g, s->areas);
	put_count(g, there ? s->with_value : 0);
	grid_num(g, there ? s->median : NAN, r->decimals + 2);
	grid_num(g, there ? s->low : NAN, r->decimals + 2);
	grid_num(g, there ? s->high : NAN, r->decimals + 2);
	grid_num(g, there ? s->below : NAN, 4);
	grid_num(g, there ? s->outside : NAN, 4);
	grid_put(g, !held ? "no-peers" : other ? "older" : s->reason);
	grid_put(g, other ? NULL : s->same_as);
}

int
more_put(struct panel *p, int flags, const struct more_row *row, struct grid *g,
    struct err *err)
{
	if (flags & MORE_NOISE)
		put_noise(g, row->cell, row->decimals);
	if (flags & MORE_REASONS && put_reasons(p, row, g, err) == -1)
		return -1;
	if (flags & MORE_PEERS)
		put_peers(row, g);
	return 0;
}
