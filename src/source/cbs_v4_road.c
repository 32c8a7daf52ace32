/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4_road: the way through one table: what there is of it, what it says
 * of itself, then its observations, page by page along @odata.nextLink. When
 * the definition selects members they are named in $filter, as many to an
 * address as it can hold.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "address.h"
#include "cbs_v3_select.h"
#include "cbs_v4.h"
#include "codec/escape.h"

#define LINK_MAX 6000 /* bytes of a next link */
#define DATA "Observations"

struct step { /* a set to fetch */
	char *set;
	bool small;
	char *address; /* of its first page */
};

struct wish { /* members wanted of one dimension */
	char *name;
	struct strings keys;
};

struct road {
	const struct source *src;
	const struct table_ref *ref;
	struct step *steps;
	size_t nsteps, capsteps;
	size_t step;	       /* index of the set being fetched */
	bool asked;	       /* an answer is awaited */
	int page, data_page;   /* of this step; of all observations */
	char *next;	       /* next page of this step, or NULL */
	struct map seen;       /* next links of this step */
	struct strings sets;   /* what the table has */
	struct v4_build build; /* its dimensions */
	struct wish wishes[CBS_DIMS];
	size_t nwishes;
	uint64_t rows;	  /* observations so far */
	uint64_t awaited; /* announced with their first pages */
	bool counted;	  /* every first page announced a number */
};

static void
add_step(struct road *r, const char *set, bool small, char *address)
{
	struct buf b = { 0 };

	if (address == NULL) {
		address_base(r->src, &b);
		buf_putf(&b, "/%s", r->ref->id);
		if (set[0] != '\0')
			buf_putf(&b, "/%s", set);
		address = buf_take(&b);
	}
	MEM_PUSH(r->steps, r->nsteps, r->capsteps);
	r->steps[r->nsteps++] = (struct step){ mem_str(set), small, address };
}

struct road *
cbs_v4_road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->ref = ref;
	r->counted = true;
	v4_build_begin(&r->build, src);
	add_step(r, "", true, NULL); /* which sets there are */
	add_step(r, "Properties", true, NULL);
	add_step(r, "Dimensions", true, NULL);
	return r;
}

void
cbs_v4_road_free(struct road *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->nsteps; i++) {
		free(r->steps[i].set);
		free(r->steps[i].address);
	}
	free(r->steps);
	for (size_t i = 0; i < r->nwishes; i++) {
		free(r->wishes[i].name);
		strings_free(&r->wishes[i].keys);
	}
	v4_build_clear(&r->build);
	strings_free(&r->sets);
	map_free(&r->seen);
	free(r->next);
	free(r);
}

static int plan_data(struct road *r, struct err *err);

int
cbs_v4_road_next(struct road *r, struct ask *ask, struct err *err)
{
	const struct step *s;

	assert(!r->asked);
	if (!cbs_name_ok(r->ref->id))
		return err_set(err, ERR_INPUT,
		    "\"%s\" is no name that can be asked for", r->ref->id);
	if (r->page > 0 && r->next == NULL) {
		r->step++;
		r->page = 0;
		map_free(&r->seen);
		if (r->step == r->nsteps && r->data_page == 0 &&
		    plan_data(r, err) == -1)
			return -1;
	}
	if (r->step == r->nsteps)
		return 0;
	s = &r->steps[r->step];
	r->page++;
	buf_clear(&ask->address);
	buf_puts(&ask->address, r->next != NULL ? r->next : s->address);
	ask->data = strcmp(s->set, DATA) == 0;
	ask->selected = ask->data && r->nwishes > 0;
	ask->small = s->small;
	ask->page = ask->data ? ++r->data_page : 1;
	if (ask->data || r->page == 1)
		snprintf(ask->role, sizeof(ask->role), "%s",
		    s->set[0] == '\0' ? "Sets" : s->set);
	else
		snprintf(
		    ask->role, sizeof(ask->role), "%s.%d", s->set, r->page);
	free(r->next);
	r->next = NULL;
	r->asked = true;
	return 1;
}

static int
check_link(struct road *r, const char *link, struct err *err)
{
	if (address_next(
		link, LINK_MAX, r->steps[r->step].address, &r->seen, err) == -1)
		return -1;
	return r->page < V4_PAGES
	    ? 0
	    : err_set(err, ERR_INPUT, "more than %d pages", V4_PAGES);
}

/* The service document: sets by name. */
static int
take_set(void *arg, const struct jrecord *record, struct err *err)
{
	struct road *r = arg;
	char *name = cbs_text(record, "name");

	(void)err;
	if (name != NULL && r->sets.n < CBS_TOPICS)
		strings_add(&r->sets, name);
	free(name);
	return 0;
}

static int
take_sets(struct road *r, const struct got *got, struct err *err)
{
	if (cbs_each(got->body, got->len, take_set, r, NULL, err) == -1)
		return -1;
	if (!strings_have(&r->sets, "MeasureCodes") ||
	    !strings_have(&r->sets, "Dimensions"))
		return err_set(err, ERR_INPUT,
		    "lists no MeasureCodes or no Dimensions: not a table as "
		    "v4 has them");
	return 0;
}

static int
take_properties(struct road *r, const struct got *got, struct err *err)
{
	char *id = NULL;
	int rc = got_text(got, "Identifier", &id, err);

	if (rc != -1 && (id == NULL || strcmp(id, r->ref->id) != 0))
		rc = err_set(err, ERR_INPUT, "is about table %s, not %s",
		    id == NULL ? "(none)" : id, r->ref->id);
	free(id);
	return rc == -1 ? -1 : 0;
}

static void
add_codes(struct road *r, const struct dimension *d)
{
	char *codes = mem_fmt("%sCodes", d->name);
	char *groups = mem_fmt("%sGroups", d->name);

	/* Regions are the one long list, and nothing in it is needed here. */
	add_step(r, codes, d->kind != DIMENSION_AREA, NULL);
	if (strings_have(&r->sets, groups))
		add_step(r, groups, false, NULL);
	free(codes);
	free(groups);
}

/* A dimension that the definition selects from must be one of the table. */
static int
check_selection(const struct road *r, struct err *err)
{
	const struct table_meta *meta = &r->build.meta;

	for (size_t i = 0; i < r->src->select.n; i++) {
		const char *name = r->src->select.items[i].dimension;
		size_t k = 0;

		while (k < meta->ndims && strcmp(meta->dims[k].name, name) != 0)
			k++;
		if (k == meta->ndims)
			return err_set(err, ERR_INPUT,
			    "the table has no dimension \"%s\", which the "
			    "definition selects from: mend \"select\" in it",
			    name);
	}
	return 0;
}

static int
take_dimensions(struct road *r, const struct got *got, struct err *err)
{
	const struct table_meta *meta = &r->build.meta;

	if (cbs_each(got->body, got->len, v4_take_dimension, &r->build, NULL,
		err) == -1)
		return -1;
	if (v4_dimension(meta, DIMENSION_AREA) == NULL)
		return err_set(err, ERR_INPUT,
		    "no region among its dimensions: a table without areas "
		    "is of no use here, take it out of the definition");
	if (check_selection(r, err) == -1)
		return -1;
	add_step(r, "MeasureCodes", false, NULL);
	if (strings_have(&r->sets, "MeasureGroups"))
		add_step(r, "MeasureGroups", false, NULL);
	for (size_t i = 0; i < meta->ndims; i++)
		add_codes(r, &meta->dims[i]);
	return 0;
}

struct members { /* of one dimension, being read */
	struct road *r;
	const struct dimension *dim;
	struct wish wish;
	struct map there;
	size_t n;
};

static int
take_member(void *arg, const struct jrecord *record, struct err *err)
{
	struct members *m = arg;
	char *key = cbs_text(record, "Identifier");
	int rc = 0;

	if (key == NULL)
		rc = err_set(err, ERR_INPUT, "Identifier is missing");
	else if (++m->n > V4_MEMBERS)
		rc =
		    err_set(err, ERR_INPUT, "more than %d members", V4_MEMBERS);
	else if (cbs_v3_selected(m->r->src, m->dim, key, strlen(key)))
		strings_add(&m->wish.keys, key);
	if (key != NULL)
		map_puts(&m->there, key, 1);
	free(key);
	return rc;
}

/* A member that the definition names must exist; else it would be missed only
 * by who reads the figures. */
static int
check_members(const struct members *m, struct err *err)
{
	const struct strings *chosen =
	    selection_of(&m->r->src->select, m->dim->name);

	if (m->wish.keys.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s has none of what the definition selects: mend "
		    "\"select\" in it",
		    m->dim->name);
	for (size_t i = 0;
	     chosen != NULL && m->dim->kind == DIMENSION_OTHER && i < chosen->n;
	     i++)
		if (!map_gets(&m->there, chosen->items[i], NULL))
			return err_set(err, ERR_INPUT,
			    "%s has no member \"%.60s\", which the "
			    "definition selects: mend \"select\" in it",
			    m->dim->name, chosen->items[i]);
	return 0;
}

/* What is wanted of one dimension; nothing is noted when that is all of it. */
static int
take_members(struct road *r, const struct dimension *d, const struct got *got,
    struct err *err)
{
	struct members m = { .r = r, .dim = d };
	int rc = cbs_each(got->body, got->len, take_member, &m, NULL, err);

	if (rc == 0)
		rc = check_members(&m, err);
	if (rc == 0 && m.wish.keys.n < m.n) {
		m.wish.name = mem_str(d->name);
		r->wishes[r->nwishes++] = m.wish;
		m.wish = (struct wish){ 0 };
	}
	strings_free(&m.wish.keys);
	map_free(&m.there);
	return rc;
}

/* The address with this filter; false when it became too long. */
static bool
filtered(const struct road *r, const struct buf *filter, struct buf *out)
{
	buf_clear(out);
	address_base(r->src, out);
	/* The number announced with the first page tells whether all came. */
	buf_putf(out, "/%s/" DATA "?$count=true", r->ref->id);
	if (filter->len > 0) {
		buf_puts(out, "&$filter=");
		escape_url(out, filter->data);
	}
	return out->len <= V4_ADDRESS;
}

/* Which wish has most members: that one is cut to pieces. */
static size_t
longest(const struct road *r)
{
	size_t best = 0;

	for (size_t i = 1; i < r->nwishes; i++)
		if (r->wishes[i].keys.n > r->wishes[best].keys.n)
			best = i;
	return best;
}

/* A filter with all wishes, of the longest n members from the from-th on. */
static void
put_filter(const struct road *r, size_t from, size_t n, struct buf *out)
{
	size_t cut = longest(r);

	buf_clear(out);
	for (size_t i = 0; i < r->nwishes; i++) {
		const struct wish *w = &r->wishes[i];

		if (i > 0)
			buf_puts(out, " and ");
		cbs_v4_list(out, w->name, &w->keys, i == cut ? from : 0,
		    i == cut ? n : w->keys.n);
	}
}

/* Observations: all at once, or as many roads as the selection needs. */
static int
plan_data(struct road *r, struct err *err)
{
	struct buf filter = { 0 }, address = { 0 };
	size_t total = r->nwishes > 0 ? r->wishes[longest(r)].keys.n : 0;
	size_t from = 0, n;
	int rc = -1;

	if (r->nwishes == 0) {
		filtered(r, &filter, &address);
		add_step(r, DATA, false, buf_take(&address));
	}
	while (from < total) {
		for (n = total - from; n > 0; n = n * 3 / 4) {
			put_filter(r, from, n, &filter);
			if (filtered(r, &filter, &address))
				break;
		}
		if (n == 0) {
			err_set(err, ERR_INPUT,
			    "so many members are selected of several "
			    "dimensions that the address becomes longer than "
			    "%d characters: select all of one of them",
			    V4_ADDRESS);
			goto done;
		}
		add_step(r, DATA, false, buf_take(&address));
		from += n;
	}
	rc = 0;
done:
	buf_free(&filter);
	buf_free(&address);
	return rc;
}

/* Against what the first page of this road announced, and, when the whole
 * table is asked for, against the catalogue. */
static int
count_rows(
    struct road *r, const struct got *got, const char *next, struct err *err)
{
	double announced = got_number(got, "@odata.count", -1);

	r->rows += got->rows;
	if (r->page == 1 && announced < 0)
		r->counted = false;
	else if (r->page == 1 && announced < 1e15)
		r->awaited += (uint64_t)announced;
	if (got->rows == 0 && next != NULL)
		return err_set(err, ERR_INPUT,
		    "no rows, yet another page is announced: try again later");
	if (r->counted &&
	    (r->rows > r->awaited || (next == NULL && r->rows < r->awaited)))
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " observations so far, where %" PRIu64
		    " were announced: the table is being changed, try again "
		    "later",
		    r->rows, r->awaited);
	return 0;
}

static const struct dimension *
dimension_of(const struct road *r, const char *set)
{
	const struct table_meta *meta = &r->build.meta;

	for (size_t i = 0; i < meta->ndims; i++) {
		size_t len = strlen(meta->dims[i].name);

		if (strncmp(set, meta->dims[i].name, len) == 0 &&
		    strcmp(set + len, "Codes") == 0)
			return &meta->dims[i];
	}
	return NULL;
}

static int
look_at(
    struct road *r, const struct got *got, const char *next, struct err *err)
{
	const char *set = r->steps[r->step].set;
	const struct dimension *d = dimension_of(r, set);

	if (r->steps[r->step].small && next != NULL)
		return err_set(err, ERR_INPUT,
		    "came in more than one page, which it never should");
	if (r->step == 0)
		return take_sets(r, got, err);
	if (r->step == 1)
		return take_properties(r, got, err);
	if (r->step == 2)
		return take_dimensions(r, got, err);
	if (d != NULL && d->kind != DIMENSION_AREA)
		return take_members(r, d, got, err);
	if (strcmp(set, DATA) == 0 && count_rows(r, got, next, err) == -1)
		return -1;
	return next == NULL ? 0 : check_link(r, next, err);
}

int
cbs_v4_road_got(struct road *r, const struct got *got, struct err *err)
{
	char *next = NULL;
	int rc;

	assert(r->asked);
	r->asked = false;
	if (got_text(got, "@odata.nextLink", &next, err) == -1)
		return -1;
	rc = look_at(r, got, next, err);
	if (rc == 0) {
		r->next = next;
		next = NULL;
	}
	free(next);
	return rc;
}
