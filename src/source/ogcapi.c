/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ogcapi: collections of an OGC API Features server, as PDOK has them. Below
 * BASE/collections/NAME/items come pages of features; each links to the next
 * with a cursor that means something to the server alone. A cursor it does not
 * know makes it begin anew without a word, so every address is remembered.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "codec/escape.h"
#include "codec/json.h"
#include "address.h"
#include "features.h"
#include "geo/shape.h"
#include "portal.h"

#define RD_URI "http://www.opengis.net/def/crs/EPSG/0/28992"
#define RD "EPSG:28992" /* what is asked for when the definition is silent */

struct road {
	const struct source *src;
	char *collection;
	struct buf path; /* address without options */
	char *next;	 /* address of the next page, or NULL */
	struct map seen; /* addresses */
	int page;
};

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->collection = mem_str(features_collection(src, ref));
	return r;
}

static void
road_free(struct road *r)
{
	if (r == NULL)
		return;
	free(r->collection);
	free(r->next);
	buf_free(&r->path);
	map_free(&r->seen);
	free(r);
}

static int
first_address(struct road *r, struct err *err)
{
	const char *name = r->src->shapes.crs;
	enum shape_crs crs = CRS_RD;

	if (r->src->base == NULL || r->src->table_ids.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s: base and table_ids: must say where the server is, and "
		    "which collections are meant",
		    r->src->file);
	shape_crs_of(name != NULL ? name : RD, &crs);
	address_base(r->src, &r->path);
	buf_puts(&r->path, "/collections/");
	escape_url(&r->path, r->collection);
	buf_puts(&r->path, "/items");
	if (crs == CRS_RD) {
		struct buf uri = { 0 };

		escape_url(&uri, RD_URI);
		r->next = mem_fmt("%s?f=json&limit=%d&crs=%s", r->path.data,
		    FEATURES_PAGE, uri.data);
		buf_free(&uri);
	} else
		r->next = mem_fmt(
		    "%s?f=json&limit=%d", r->path.data, FEATURES_PAGE);
	return 0;
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	if (r->page == 0 && first_address(r, err) == -1)
		return -1;
	if (r->next == NULL)
		return 0;
	portal_ask(ask, FEATURES_ROLE, ++r->page);
	ask->data = true;
	ask->secret = r->src->secret;
	buf_puts(&ask->address, r->next);
	map_puts(&r->seen, r->next, 1);
	return 1;
}

/* The address of the link with rel "next": new, or NULL. */
static int
find_next(const struct got *got, char **next, struct err *err)
{
	const struct member *m = got_member(got, "links");
	struct json *links;

	*next = NULL;
	if (m == NULL)
		return 0;
	if (m->text == NULL)
		return err_set(err, ERR_INPUT, "links: too long");
	links = json_parse(m->text, m->len, err);
	if (links == NULL)
		return err_ctx(err, "links");
	for (struct json *l = json_first(links); l != NULL; l = json_next(l)) {
		const char *rel = json_get_str(l, "rel");

		if (*next == NULL && rel != NULL && strcmp(rel, "next") == 0)
			*next = mem_str(json_get_str(l, "href"));
	}
	json_free(links);
	return 0;
}

/* Followed as it is, but on the same host and path only. */
static int
check_next(struct road *r, uint64_t rows, const char *next, struct err *err)
{
	int64_t ignored;

	if (strncmp(next, r->path.data, r->path.len) != 0 ||
	    next[r->path.len] != '?')
		return err_set(err, ERR_INPUT,
		    "the next page is said to be at %.120s, which is not below "
		    "%s: not followed",
		    next, r->path.data);
	if (map_gets(&r->seen, next, &ignored))
		return err_set(err, ERR_INPUT,
		    "the next page is one that came before: the server began "
		    "anew, not kept, try again later");
	if (rows == 0)
		return err_set(err, ERR_INPUT,
		    "a page without features that has a next one: not kept");
	if (r->page >= PORTAL_PAGES)
		return err_set(
		    err, ERR_INPUT, "more than %d pages", PORTAL_PAGES);
	return 0;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	free(r->next);
	r->next = NULL;
	if (features_check(r->src, got, err) == -1 ||
	    find_next(got, &r->next, err) == -1)
		return -1;
	return r->next == NULL ? 0 : check_next(r, got->rows, r->next, err);
}

const struct adapter adapter_ogc_features = {
	.kind = "ogc-features",
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
