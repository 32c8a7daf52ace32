/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_road: the way through one table: what it says of itself, then its
 * rows, page by page along odata.nextLink.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "address.h"
#include "cbs_v3.h"
#include "cbs_v3_select.h"

#define LINK_MAX 4096 /* bytes of a next link */

struct road {
	const struct source *src;
	const struct table_ref *ref;
	struct strings sets;	/* in order; DataProperties adds to it */
	size_t step;		/* index of the set being fetched */
	bool asked;		/* an answer is awaited */
	int page;		/* of this set, from 1 */
	char *next;		/* next page of this set, or NULL */
	struct map seen;	/* next links of this set */
	uint64_t rows;		/* data rows so far */
	struct table_meta meta; /* its dimensions */
	struct picked *picked;	/* of those that are selected from */
	size_t npicked;
};

/* The first of the sets that is a dimension. */
#define FIRST_DIMENSION 3

static const char *const first_sets[] = { "TableInfos", "DataProperties",
	"CategoryGroups" };

struct road *
cbs_v3_road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->ref = ref;
	for (size_t i = 0; i < sizeof(first_sets) / sizeof(first_sets[0]); i++)
		strings_add(&r->sets, first_sets[i]);
	return r;
}

void
cbs_v3_road_free(struct road *r)
{
	if (r == NULL)
		return;
	strings_free(&r->sets);
	map_free(&r->seen);
	cbs_v3_picked_free(r->picked, r->npicked);
	table_meta_clear(&r->meta);
	free(r->next);
	free(r);
}

/* What is picked from the set at hand, or NULL when it is no dimension or
 * all of it is wanted. */
static struct picked *
picked_here(struct road *r)
{
	size_t at = r->step - FIRST_DIMENSION;

	if (r->step < FIRST_DIMENSION || at >= r->meta.ndims)
		return NULL;
	for (size_t i = 0; i < r->npicked; i++)
		if (r->picked[i].dim == &r->meta.dims[at])
			return &r->picked[i];
	return NULL;
}

static bool
is_data(const struct road *r)
{
	return strcmp(r->sets.items[r->step], r->src->dataset) == 0;
}

int
cbs_v3_road_next(struct road *r, struct ask *ask, struct err *err)
{
	const char *set;

	assert(!r->asked);
	if (!cbs_name_ok(r->ref->id) || !cbs_name_ok(r->src->dataset))
		return err_set(err, ERR_INPUT,
		    "\"%s\" or \"%s\" is no name that can be asked for",
		    r->ref->id, r->src->dataset);
	if (r->page > 0 && r->next == NULL) {
		r->step++;
		r->page = 0;
		map_free(&r->seen);
	}
	if (r->step == r->sets.n)
		return 0;
	set = r->sets.items[r->step];
	r->page++;
	buf_clear(&ask->address);
	if (r->next != NULL)
		buf_puts(&ask->address, r->next);
	else {
		cbs_v3_address(r->src, r->ref->id, set, &ask->address);
		if (is_data(r))
			cbs_v3_filter(
			    r->src, r->picked, r->npicked, &ask->address);
	}
	ask->data = is_data(r);
	ask->selected = ask->data && r->npicked > 0;
	ask->small = r->step < 2 || picked_here(r) != NULL;
	ask->page = ask->data ? r->page : 1;
	if (ask->data || r->page == 1)
		snprintf(ask->role, sizeof(ask->role), "%s", set);
	else
		snprintf(ask->role, sizeof(ask->role), "%s.%d", set, r->page);
	free(r->next);
	r->next = NULL;
	r->asked = true;
	return 1;
}

static int
check_link(struct road *r, const char *link, struct err *err)
{
	struct buf here = { 0 };
	int rc;

	cbs_v3_address(r->src, r->ref->id, r->sets.items[r->step], &here);
	rc = address_next(link, LINK_MAX, here.data, &r->seen, err);
	buf_free(&here);
	if (rc == 0 && r->page >= CBS_PAGES)
		rc = err_set(err, ERR_INPUT, "more than %d pages", CBS_PAGES);
	return rc;
}

static int
check_infos(void *arg, const struct jrecord *record, struct err *err)
{
	const struct road *r = arg;
	char *id = cbs_text(record, "Identifier");
	int rc = 0;

	if (id == NULL || strcmp(id, r->ref->id) != 0)
		rc = err_set(err, ERR_INPUT, "is about table %s, not %s",
		    id == NULL ? "(none)" : id, r->ref->id);
	free(id);
	return rc;
}

static int
check_dimension(const struct road *r, const char *name, const char *key,
    struct err *err)
{
	for (size_t k = 0; name != NULL && k < r->meta.ndims; k++)
		if (strcmp(r->meta.dims[k].name, name) == 0)
			return 0;
	if (name == NULL)
		return 0;
	return err_set(err, ERR_INPUT,
	    "the table has no dimension \"%s\", which the definition selects "
	    "from: mend \"%s\" in it",
	    name, key);
}

/* A dimension that the definition speaks of must be one of the table. */
static int
check_selection(const struct road *r, struct err *err)
{
	for (size_t i = 0; i < r->src->select.n; i++)
		if (check_dimension(r, r->src->select.items[i].dimension,
			"select", err) == -1)
			return -1;
	if (check_dimension(r, r->src->add_up.dimension, "add_up", err) ==
		-1 ||
	    check_dimension(
		r, r->src->area_dimension, "area_dimension", err) == -1)
		return -1;
	return check_dimension(r, r->src->years.dimension, "years", err);
}

/* Add the sets that DataProperties names, and the data at the end. */
static int
add_sets(struct road *r, const struct got *got, struct err *err)
{
	if (cbs_v3_dimensions(
		r->src, got->body, got->len, &r->meta, err) == -1 ||
	    check_selection(r, err) == -1)
		return -1;
	r->picked = mem_new(r->meta.ndims, sizeof(*r->picked));
	for (size_t i = 0; i < r->meta.ndims; i++) {
		strings_add(&r->sets, r->meta.dims[i].name);
		if (cbs_v3_selects(r->src, &r->meta.dims[i]))
			r->picked[r->npicked++].dim = &r->meta.dims[i];
	}
	strings_add(&r->sets, r->src->dataset);
	return 0;
}

/* The members of a dimension that are wanted; at its last page: are they all
 * there? */
static int
pick(struct road *r, struct picked *p, const struct got *got, const char *next,
    struct err *err)
{
	if (cbs_v3_pick(r->src, p->dim, got->body, got->len, &p->keys, err) ==
	    -1)
		return -1;
	return next == NULL ? cbs_v3_check_picked(r->src, p, err) : 0;
}

static int
count_rows(
    struct road *r, const struct got *got, const char *next, struct err *err)
{
	r->rows += got->rows;
	if (got->rows == 0 && next != NULL)
		return err_set(err, ERR_INPUT,
		    "no rows, yet another page is announced: try again later");
	if (r->ref->rows >= 0 && r->rows > (uint64_t)r->ref->rows)
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " rows so far, where the catalogue announced "
		    "%" PRId64 ": the table is being changed, try again later",
		    r->rows, r->ref->rows);
	return 0;
}

/* What came, with the link to what follows it. */
static int
look_at(
    struct road *r, const struct got *got, const char *next, struct err *err)
{
	if (r->step < 2 && next != NULL)
		return err_set(err, ERR_INPUT,
		    "came in more than one page, which it never should");
	if (r->step == 0) {
		if (got->rows != 1)
			return err_set(err, ERR_INPUT,
			    "%" PRIu64 " records where one was expected",
			    got->rows);
		return cbs_each(got->body, got->len, check_infos, r, NULL, err);
	}
	if (r->step == 1)
		return add_sets(r, got, err);
	if (picked_here(r) != NULL &&
	    pick(r, picked_here(r), got, next, err) == -1)
		return -1;
	if (is_data(r) && count_rows(r, got, next, err) == -1)
		return -1;
	return next == NULL ? 0 : check_link(r, next, err);
}

int
cbs_v3_road_got(struct road *r, const struct got *got, struct err *err)
{
	char *next = NULL;
	int rc;

	assert(r->asked);
	r->asked = false;
	if (got_text(got, "odata.nextLink", &next, err) == -1)
		return -1;
	rc = look_at(r, got, next, err);
	if (rc == 0) {
		r->next = next;
		next = NULL;
	}
	free(next);
	return rc;
}
