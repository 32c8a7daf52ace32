/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * values: an area, its gemeente and the country side by side; and its peers.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/own.h"

void
page_use(struct page *p, const struct column *col)
{
	size_t i;

	if (col == NULL)
		return;
	for (i = 0; i < p->nused; i++)
		if (strcmp(p->used[i]->table_id, col->table_id) == 0 &&
		    strcmp(p->used[i]->source, col->source) == 0)
			return;
	MEM_PUSH(p->used, p->nused, p->capused);
	p->used[p->nused++] = col;
}

bool
page_coarse(const struct cell_value *cell)
{
	return cell->derived && cell->reason == ABSENCE_NONE &&
	    cell->rounding > COARSE;
}

int
page_values(struct page *p, const struct indicator *ind, const char *period,
    const char *const codes[], size_t n, struct cell_value out[],
    struct err *err)
{
	size_t i;

	if (panel_values(p->panel, ind, period, codes, n, out, err) == -1)
		return -1;
	for (i = 0; i < n; i++)
		if (page_coarse(&out[i]))
			out[i].value = NAN;
	return 0;
}

int
page_seats_in(struct page *p, const struct indicator *ind, const char *period,
    struct seats *out, struct err *err)
{
	const char *codes[SEATS] = { p->area.code, p->municipality.code,
		"NL00" };

	out->period = period;
	if (page_values(p, ind, period, codes, SEATS, out->cells, err) == -1)
		return -1;
	page_use(p, out->cells[SELF].col);
	page_see(p, ind, period, &out->cells[SELF]);
	return 0;
}

int
page_seats(struct page *p, const struct indicator *ind, struct seats *out,
    struct err *err)
{
	const char *periods[PERIODS];
	size_t n, i;

	n = panel_periods(p->panel, ind, p->area.level, periods, PERIODS);
	for (i = n; i-- > 0;) {
		const struct column *col =
		    panel_column(p->panel, ind, periods[i]);
		enum same_place place;

		if (panel_same_place(p->panel, p->area.code, col->area_year,
			p->area.year, &place, err) == -1)
			return -1;
		if (place == PLACE_CHANGED)
			continue;
		if (page_seats_in(p, ind, periods[i], out, err) == -1)
			return -1;
		return 1;
	}
	return 0;
}

const struct cell_value *
page_reference(const struct page *p, const struct seats *seats)
{
	return &seats->cells[p->municipality.code[0] != '\0' ? MUNICIPALITY
							     : COUNTRY];
}

const char *
page_reference_name(const struct page *p)
{
	return p->municipality.code[0] != '\0'
	    ? p->municipality.name
	    : words_get(p->w, "country.name");
}

/* Keep those with enough inhabitants in that vintage; without a count, all. */
static int
choose_peers(struct page *p, struct peers *peers, struct err *err)
{
	const struct indicator *people =
	    indicators_find(panel_indicators(p->panel), "inwoners");
	const char **codes = mem_new(peers->all.n, sizeof(*codes));
	struct cell_value *cells = mem_new(peers->all.n, sizeof(*cells));
	const char *period = page_keep_str(p, mem_fmt("%d", peers->year));
	bool counted;
	size_t i;
	int rc = -1;

	for (i = 0; i < peers->all.n; i++)
		codes[i] = peers->all.items[i].code;
	counted =
	    people != NULL && panel_column(p->panel, people, period) != NULL;
	if (counted &&
	    panel_values(p->panel, people, period, codes, peers->all.n, cells,
		err) == -1)
		goto done;
	peers->items = mem_new(peers->all.n, sizeof(*peers->items));
	peers->codes = mem_new(peers->all.n, sizeof(*peers->codes));
	peers->self = (size_t)-1;
	for (i = 0; i < peers->all.n; i++) {
		if (counted && !(cells[i].value >= PEER_LEAST))
			continue;
		if (strcmp(codes[i], p->area.code) == 0)
			peers->self = peers->n;
		peers->items[peers->n] = &peers->all.items[i];
		peers->codes[peers->n++] = codes[i];
	}
	rc = 0;
done:
	free(codes);
	free(cells);
	return rc;
}

int
page_peers(struct page *p, int year, const struct peers **out, struct err *err)
{
	struct area_filter filter = { .year = year,
		.level = (int)p->peer_level };
	struct peers *peers;
	size_t i;

	for (i = 0; i < p->npeers; i++)
		if (p->peers[i].year == year) {
			*out = &p->peers[i];
			return 0;
		}
	MEM_PUSH(p->peers, p->npeers, p->cappeers);
	peers = &p->peers[p->npeers++];
	memset(peers, 0, sizeof(*peers));
	peers->year = year;
	filter.within = p->municipality.code[0] != '\0' ? p->municipality.code
							: p->area.code;
	if ((p->area.level == LEVEL_OWN
		    ? page_own_peers(p, filter, &peers->all, err)
		    : store_areas(panel_store(p->panel), &filter, &peers->all,
			  err)) == -1)
		return -1;
	if (choose_peers(p, peers, err) == -1)
		return -1;
	*out = peers;
	return 0;
}
