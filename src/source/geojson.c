/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geojson: one file of GeoJSON features, by address or beside the definition.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "features.h"
#include "portal.h"

struct road {
	const struct source *src;
	bool asked;
};

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	(void)ref;
	r->src = src;
	return r;
}

static void
road_free(struct road *r)
{
	free(r);
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	if (r->src->address == NULL)
		return err_set(err, ERR_INPUT, "%s: address is missing",
		    r->src->file);
	if (r->asked)
		return 0;
	r->asked = true;
	portal_ask(ask, FEATURES_ROLE, 1);
	ask->data = true;
	ask->secret = r->src->secret;
	buf_puts(&ask->address, r->src->address);
	return 1;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	return features_check(r->src, got, err);
}

const struct adapter adapter_geojson = {
	.kind = "geojson",
	.shaped = true,
	.tables = features_tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = features_describe,
	.cut = features_cut,
	.rows_new = features_rows_new,
	.row = features_row,
	.rows_free = features_rows_free,
};
