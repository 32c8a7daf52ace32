/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * wfs: layers of a WFS 2.0 server that gives GeoJSON, a page at a time
 * (startIndex, count). A server may give fewer at once than was asked for
 * without saying so: the end is where all that it counts are there, or, when
 * it does not count, a page that is empty.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/escape.h"
#include "address.h"
#include "features.h"
#include "portal.h"

#define RD "EPSG:28992"

struct road {
	const struct source *src;
	char *layer;
	uint64_t rows;
	int64_t total; /* -1: not said */
	int page;
	bool done;
	char before[DIGEST_HEX]; /* of the page before */
};

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->layer = mem_str(features_collection(src, ref));
	r->total = -1;
	return r;
}

static void
road_free(struct road *r)
{
	if (r == NULL)
		return;
	free(r->layer);
	free(r);
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	const char *crs = r->src->shapes.crs;

	if (r->src->base == NULL || r->src->table_ids.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s: base and table_ids: must say where the server is, and "
		    "which layers are meant",
		    r->src->file);
	if (r->done)
		return 0;
	portal_ask(ask, FEATURES_ROLE, ++r->page);
	ask->data = true;
	ask->secret = r->src->secret;
	address_base(r->src, &ask->address);
	buf_puts(&ask->address,
	    "?service=WFS&version=2.0.0&request=GetFeature&typeNames=");
	if (r->src->resource != NULL) { /* their namespace */
		escape_url(&ask->address, r->src->resource);
		buf_puts(&ask->address, "%3A");
	}
	escape_url(&ask->address, r->layer);
	buf_puts(&ask->address, "&outputFormat=application%2Fjson&srsName=");
	escape_url(&ask->address, crs != NULL ? crs : RD);
	buf_putf(&ask->address, "&count=%d&startIndex=%" PRIu64, FEATURES_PAGE,
	    r->rows);
	return 1;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	int64_t total = portal_whole(got_number(
	    got, "numberMatched", got_number(got, "totalFeatures", -1)));

	if (features_check(r->src, got, err) == -1)
		return -1;
	if (r->page > 1 && total != r->total)
		return err_set(err, ERR_INPUT,
		    "%" PRId64 " features in all, where page 1 said %" PRId64
		    ": the layer is being changed, try again later",
		    total, r->total);
	if (features_again(got, r->before))
		return err_set(err, ERR_INPUT,
		    "the page before once more: the server does not go by "
		    "startIndex, not kept");
	r->total = total;
	r->rows += got->rows;
	r->done = total == -1 ? got->rows == 0 : r->rows >= (uint64_t)total;
	if (total != -1 && !r->done && got->rows == 0)
		return err_set(err, ERR_INPUT,
		    "no features from number %" PRIu64 " on, where %" PRId64
		    " are said to be there: not kept, try again later",
		    r->rows + 1, total);
	if (total != -1 && r->rows > (uint64_t)total)
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " features, where %" PRId64
		    " are said to be there: not kept",
		    r->rows, total);
	if (!r->done && r->page >= PORTAL_PAGES)
		return err_set(
		    err, ERR_INPUT, "more than %d pages", PORTAL_PAGES);
	return 0;
}

const struct adapter adapter_wfs = {
	.kind = "wfs",
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
