/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shapes: see shapes.h.
 */
#include "ingest/shapes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "geo/shape.h"
#include "ingest/ids.h"

#define NAMED 3 /* features that a notice names */

enum fate { EMPTY, BAD, UNKNOWN, TWICE, FATES };

struct shaping {
	const struct walk *walk;
	struct load *load;
	struct geo *geo;
	enum shape_crs crs;
	struct map areas; /* code to index */
	struct ids *ids;  /* of features */
	struct buf wkb;
	unsigned char *seen; /* per area */
	char *changes;	     /* per area */
	uint64_t put, mended, left[FATES];
	struct strings odd[FATES]; /* some of them, by code or id */
	struct err first;	   /* why the first bad one is bad */
};

/* Count a feature that is left out, and remember some. */
static void
leave_out(struct shaping *s, enum fate fate, const struct row *row, uint64_t n)
{
	const char *name = row->area[0] != '\0' ? row->area : row->fid;
	char number[32];

	s->left[fate]++;
	if (s->odd[fate].n >= NAMED)
		return;
	snprintf(number, sizeof(number), "feature %" PRIu64, n);
	strings_add(
	    &s->odd[fate], name != NULL && name[0] != '\0' ? name : number);
}

/* The features of a number: the first, held against those after it. */
struct search {
	uint64_t number;
	char *first; /* NULL: not seen yet */
};

static int
look_for(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct search *s = arg;

	(void)number;
	if (row->fid == NULL || row->fid[0] == '\0' ||
	    ids_number(row->fid) != s->number)
		return 0;
	if (s->first == NULL)
		s->first = mem_str(row->fid);
	else if (strcmp(s->first, row->fid) == 0)
		return err_set(err, ERR_INPUT,
		    "feature %s came before: the pages overlap, fetch it again",
		    row->fid);
	return 0;
}

/* Pages may overlap when a server begins anew: seen when all have come. */
static int
check_ids(struct shaping *s, struct err *err)
{
	struct search search = { 0 };
	int rc = ids_twice(s->ids, &search.number, err);

	if (rc == 1)
		rc = rows_walk(s->walk, look_for, &search, NULL, err);
	free(search.first);
	return rc;
}

static int
take_id(struct shaping *s, const struct row *row, struct err *err)
{
	if (s->walk->run->nparts < 2 || row->fid == NULL || row->fid[0] == '\0')
		return 0;
	return ids_add(s->ids, row->fid, err);
}

/* Into s->wkb: 1, or 0 when there is nothing that can be used. */
static int
take_shape(struct shaping *s, const struct row *row, uint64_t n)
{
	struct err err = { 0 };
	bool mended = false;

	buf_clear(&s->wkb);
	if (shape_parse(s->geo, row->shape, row->shape_len, s->crs, &s->wkb,
		&err) == -1 ||
	    (s->wkb.len > 0 &&
		shape_mend(s->geo, &s->wkb, &mended, &err) == -1)) {
		leave_out(s, BAD, row, n);
		if (s->first.code == ERR_NONE)
			s->first = err;
		return 0;
	}
	if (s->wkb.len == 0) {
		leave_out(s, EMPTY, row, n);
		return 0;
	}
	s->mended += mended;
	return 1;
}

static int
put_boundary(
    struct shaping *s, const struct row *row, uint64_t n, struct err *err)
{
	int64_t at;
	int rc;

	if (row->area[0] == '\0' || !map_gets(&s->areas, row->area, &at)) {
		leave_out(s, UNKNOWN, row, n);
		return 0;
	}
	if (take_shape(s, row, n) == 0)
		return 0;
	rc = store_load_boundary(
	    s->load, (size_t)at, row->water, s->wkb.data, s->wkb.len, err);
	if (rc == -1)
		return -1;
	if (rc == 1)
		leave_out(s, TWICE, row, n);
	else
		s->put++;
	s->seen[at] = 1;
	if (row->change != '\0')
		s->changes[at] = row->change;
	return 0;
}

static int
put_feature(
    struct shaping *s, const struct row *row, uint64_t n, struct err *err)
{
	char *attributes;
	int rc;

	if (take_shape(s, row, n) == 0)
		return 0;
	attributes = mem_strn(row->attributes, row->attributes_len);
	rc = store_load_feature(
	    s->load, row->fid, s->wkb.data, s->wkb.len, attributes, err);
	free(attributes);
	s->put += rc == 0;
	return rc;
}

static int
take_row(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct shaping *s = arg;

	if (take_id(s, row, err) == -1)
		return -1;
	return s->walk->source->shapes.boundaries
	    ? put_boundary(s, row, number, err)
	    : put_feature(s, row, number, err);
}

static void
put_notice(const struct shaping *s, struct buf *out)
{
	static const char *const whys[FATES] = {
		[EMPTY] = "without geometry",
		[BAD] = "whose geometry is no good",
		[UNKNOWN] = "that are not of a gemeente, wijk or buurt",
		[TWICE] = "of an area that has a shape already",
	};

	for (int i = 0; i < FATES; i++) {
		if (s->left[i] == 0)
			continue;
		buf_putf(out, "%s%" PRIu64 " features left out %s (",
		    out->len > 0 ? "; " : "", s->left[i], whys[i]);
		for (size_t k = 0; k < s->odd[i].n; k++)
			buf_putf(out, "%s%.60s", k > 0 ? ", " : "",
			    s->odd[i].items[k]);
		buf_puts(out, s->left[i] > s->odd[i].n ? ", ...)" : ")");
		if (i == BAD)
			buf_putf(out, ": %s", s->first.msg);
	}
	if (s->mended > 0)
		buf_putf(out,
		    "%s%" PRIu64 " shapes mended that cross "
		    "themselves",
		    out->len > 0 ? "; " : "", s->mended);
}

static int
check(const struct shaping *s, struct err *err)
{
	uint64_t left = 0;

	if (s->put > 0)
		return 0;
	for (int i = 0; i < FATES; i++)
		left += s->left[i];
	if (left == 0)
		return err_set(err, ERR_INPUT, "not one feature");
	if (s->first.code != ERR_NONE)
		return err_set(err, ERR_INPUT,
		    "not one feature can be used: the first: %s", s->first.msg);
	return err_set(err, ERR_INPUT,
	    "not one of %" PRIu64 " features can be used: they have no "
	    "geometry, or no code of an area",
	    left);
}

static int
finish(struct shaping *s, uint64_t rows, struct ingest_result *out,
    struct err *err)
{
	struct load_tally *tallies = mem_new(1, sizeof(*tallies));
	uint64_t *texts = mem_new(1, sizeof(*texts));
	struct buf notice = { 0 };
	struct load_end end = { .tallies = tallies,
		.texts = texts,
		.seen = s->seen,
		.changes = s->changes };
	int rc;

	put_notice(s, &notice);
	if (notice.len > 0) {
		end.notice = notice.data;
		snprintf(out->notice, sizeof(out->notice), "%s", notice.data);
	}
	rc = store_load_end(s->load, &end, &out->changed, err);
	s->load = NULL;
	out->rows = rows;
	out->shapes = s->put;
	out->unknown_areas = s->left[UNKNOWN];
	free(tallies);
	free(texts);
	buf_free(&notice);
	return rc;
}

static int
begin(struct shaping *s, const struct walk *w, struct err *err)
{
	const struct areas *areas = &w->meta->areas;

	*s = (struct shaping){ .walk = w, .crs = adapter_crs(w->source) };
	s->ids = ids_new();
	s->seen = mem_new(areas->n + 1, 1);
	s->changes = mem_new(areas->n + 1, 1);
	for (size_t i = 0; i < areas->n; i++)
		map_puts(&s->areas, areas->items[i].code, (int64_t)i);
	s->geo = geo_new(err);
	return s->geo == NULL ? -1 : 0;
}

static void
clear(struct shaping *s)
{
	store_load_abort(s->load);
	geo_free(s->geo);
	for (int i = 0; i < FATES; i++)
		strings_free(&s->odd[i]);
	map_free(&s->areas);
	ids_free(s->ids);
	buf_free(&s->wkb);
	free(s->seen);
	free(s->changes);
}

int
shapes_ingest(struct store *store, const struct walk *w,
    const struct load_run *run, struct ingest_result *out, struct err *err)
{
	struct shaping s;
	struct ingest_result result = { 0 };
	uint64_t rows = 0;
	int rc = -1;

	if (begin(&s, w, err) == -1 ||
	    store_load_begin(store, w->source, run, w->meta, &s.load, err) ==
		-1 ||
	    rows_walk(w, take_row, &s, &rows, err) == -1 ||
	    check_ids(&s, err) == -1 || check(&s, err) == -1 ||
	    finish(&s, rows, &result, err) == -1)
		goto done;
	*out = result;
	rc = 0;
done:
	clear(&s);
	return rc;
}

int
shapes_put(const struct walk *w, struct load *load, struct buf *notice,
    struct err *err)
{
	struct shaping s;
	int rc = -1;

	if (begin(&s, w, err) == -1)
		goto done;
	s.load = load;
	if (rows_walk(w, take_row, &s, NULL, err) == -1 ||
	    check_ids(&s, err) == -1 || check(&s, err) == -1)
		goto done;
	/* The figures have told of these already. */
	s.left[UNKNOWN] = 0;
	put_notice(&s, notice);
	rc = 0;
done:
	s.load = NULL; /* of who called */
	clear(&s);
	return rc;
}
