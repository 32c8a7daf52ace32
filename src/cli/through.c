/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * through: what 'feiten show' and 'feiten table' say of a figure of an older
 * vintage: whether the code is the same place, and the figure over the area
 * of today.
 */
#include "cli/through.h"

#include <math.h>

/* Why a figure was not carried over, in words. */
static const char *
through_why(enum carry carry)
{
	switch (carry) {
	case CARRY_YES:
		return "";
	case CARRY_NO_LINK:
		return "where this area was then is not proven, and there are "
		       "no weights: a year or a change code is missing, or "
		       "the boundary moved (a crosswalk mends that, see "
		       "docs/sources.md)";
	case CARRY_MEDIAN:
		return "the medians of parts are no median of the whole";
	case CARRY_DISTANCE:
		return "a distance differs from house to house";
	case CARRY_CLASS:
		return "a class is no quantity";
	case CARRY_NO_WEIGHT:
		return "a mean, and nothing says of how many";
	case CARRY_NO_DENOMINATOR:
		return "what it is a share of is not known in that year";
	case CARRY_MODELLED:
		return "figures of a model in two years are no series";
	case CARRY_MISSING:
	case CARRIES:
		break;
	}
	return "there is no figure of an area that it was, or of part of it";
}

const char *
through_place(enum same_place place)
{
	switch (place) {
	case PLACE_SAME:
		return "yes";
	case PLACE_LIKELY:
		return "likely";
	case PLACE_CHANGED:
		break;
	}
	return "no";
}

static const char *
place_name(enum same_place place)
{
	return place == PLACE_LIKELY
	    ? "likely (code, name and land area are alike; not all years in "
	      "between are known)"
	    : through_place(place);
}

static void
add_carried(const struct carried_cell *c, struct json *j)
{
	struct json *one = json_add_object(j, "carried"), *list;

	json_add_num(one, "value", c->cell.value);
	json_add_bool(one, "estimate", c->estimate);
	if (c->estimate) {
		json_add_str(one, "basis", basis_name(c->basis));
		json_add_num(one, "at_least", c->low);
		if (!isinf(c->high))
			json_add_num(one, "at_most", c->high);
	}
	list = json_add_array(one, "made_of");
	for (size_t i = 0; i < c->n; i++) {
		struct json *part = json_add_object(list, NULL);

		json_add_str(part, "area", c->origins[i].code);
		json_add_num(part, "part", c->origins[i].part);
	}
}

int
through_add(struct panel *p, const struct indicator *ind, const char *period,
    const struct area *area, const struct column *col, struct json *j,
    struct err *err)
{
	struct carried_cell got;
	enum same_place place;
	struct json *then;
	enum link link;
	int year, linked;

	if (col == NULL || col->area_year >= area->year)
		return 0;
	if (panel_same_place(
		p, area->code, col->area_year, area->year, &place, err) == -1)
		return -1;
	then = json_add_object(j, "through_time");
	json_add_int(then, "areas_of", area->year);
	json_add_str(then, "same_place", place_name(place));
	linked = panel_link(
	    p, area->code, col->area_year, area->year, &link, &year, err);
	if (linked == -1)
		return -1;
	if (linked == 1) {
		json_add_str(then, "link", link_name(link));
		json_add_int(then, "link_of", year);
	}
	if (place == PLACE_SAME)
		return 0;
	if (panel_carry(p, ind, period, area->code, area->year, &got, err) ==
	    -1)
		return -1;
	if (got.carry == CARRY_YES)
		add_carried(&got, then);
	else {
		json_add_str(then, "not_carried", carry_name(got.carry));
		json_add_str(then, "because", through_why(got.carry));
	}
	carried_clear(&got);
	return 0;
}

int
through_carry(struct panel *p, const struct indicator *ind, const char *period,
    const struct area *area, struct cell_value *cell, const char **note,
    struct err *err)
{
	struct carried_cell got;
	enum same_place place;

	*note = NULL;
	if (cell->col == NULL || cell->col->area_year >= area->year)
		return 0;
	if (panel_same_place(p, area->code, cell->col->area_year, area->year,
		&place, err) == -1)
		return -1;
	if (place == PLACE_SAME)
		return 0;
	if (panel_carry(p, ind, period, area->code, area->year, &got, err) ==
	    -1)
		return -1;
	*cell = got.cell;
	*note = got.carry != CARRY_YES ? carry_name(got.carry)
	    : got.estimate	       ? "estimate"
				       : "carried";
	carried_clear(&got);
	return 0;
}
