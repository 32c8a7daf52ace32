/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * beside: a figure among those of the peers.
 */
#include "cli/beside.h"

#include <stdlib.h>

#include "panel/peers.h"

#define SIMILAR 5

static void
add_row(
    const struct yard_row *row, const struct yard_row *all, struct json *list)
{
	const struct standing *m = &row->found.measure;

	json_add_str(list, "period", row->period);
	json_add_num(list, "value", row->cell.value);
	if (row->ref != NULL) {
		json_add_int(
		    list, "with_value", (int64_t)reference_peers(row->ref));
		json_add_num(list, "median", reference_median(row->ref));
		json_add_num(list, "p10", reference_low(row->ref));
		json_add_num(list, "p90", reference_high(row->ref));
		json_add_num(list, "below", m->share_below);
		json_add_num(list, "outside", m->outside);
	}
	json_add_str(list, "reason", distinct_why_name(m->why));
	if (m->why == DISTINCT_ALIKE)
		json_add_str(list, "same_as", all[row->found.alike].ind->id);
}

static int
add_yard(struct peering *pe, const struct area *area,
    const struct indicator *ind, struct json *j, struct err *err)
{
	struct json *one = json_add_object(j, "peers");
	size_t chosen[DISTINCT_MOST], n = 0, nchosen;
	struct yard_row *rows = NULL;
	struct yard *y;

	if (peering_yard(pe, area, &y, err) == -1 ||
	    yard_look(pe, y, area, &rows, &n, chosen, &nchosen, err) == -1)
		return -1;
	json_add_str(one, "kind", peer_kind_name(yard_kind(y)));
	if (yard_class(y) != 0)
		json_add_int(one, "class", yard_class(y));
	json_add_int(one, "areas", (int64_t)yard_areas(y));
	for (size_t i = 0; i < n; i++)
		if (rows[i].ind == ind)
			add_row(&rows[i], rows, one);
	free(rows);
	return 0;
}

static int
add_similar(struct peering *pe, const struct area *area, struct json *j,
    struct err *err)
{
	struct json *list = json_add_array(j, "similar");
	struct match found[SIMILAR];
	size_t n;

	if (peering_similar(pe, area, SIMILAR, found, &n, err) == -1)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct json *one = json_add_object(list, NULL);

		json_add_str(one, "area", found[i].area->code);
		json_add_str(one, "name", found[i].area->name);
		json_add_num(one, "distance", found[i].distance);
		json_add_str(one, "most_alike", found[i].nearest->id);
		json_add_str(one, "least_alike", found[i].furthest->id);
	}
	return 0;
}

int
beside_add(struct session *s, const struct area *area,
    const struct indicator *ind, struct json *j, struct err *err)
{
	struct peering *pe;
	int rc = 0;

	if (area->level == LEVEL_OWN || area->level == LEVEL_LAND)
		return 0;
	pe = peering_new(s->panel);
	if (add_yard(pe, area, ind, j, err) == -1 ||
	    add_similar(pe, area, j, err) == -1)
		rc = -1;
	peering_free(pe);
	return rc;
}
