/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_rows: one record of a data set into one row. This is the inner loop
 * of ingest: no memory is taken per row, and as the members of a set always
 * come in one order, finding a column by name costs one comparison.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "cbs_v3.h"
#include "cbs_v3_select.h"
#include "model/period.h"

#define SLOT_ID (-1)   /* the serving side's row counter: no content */
#define SLOT_NOTE (-2) /* odata.*: about the record, not of it */

struct hint {		  /* what stood at this place in the record before */
	const char *name; /* lives in the meta; NULL: nothing yet */
	size_t len;
	int64_t slot;
};

struct column { /* a topic */
	bool not_negative;
	uint32_t turn; /* last row it was seen in */
};

struct row_reader {
	const struct source *src;
	const struct table_meta *meta;
	struct jrecord record;
	struct map slots; /* name to slot: topics, then dimensions */
	struct hint *hints;
	size_t nhints;
	struct column *columns;
	const struct jv *dims[CBS_DIMS]; /* of the row being read */
	int64_t *at;			 /* slot of each member of it */
	size_t capat;
	size_t order[CBS_DIMS];		 /* in which dimensions are told */
	struct sums *sums;		 /* NULL: nothing is added up */
	const char *member;		 /* that is: its key, trimmed, */
	size_t member_len;		 /* in the record at hand */
	uint32_t turn;
};

struct row_reader *
cbs_v3_rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->meta = meta;
	r->columns = mem_new(meta->ntopics, sizeof(*r->columns));
	r->nhints = 1 + meta->ndims + meta->ntopics;
	r->hints = mem_new(r->nhints, sizeof(*r->hints));
	cbs_dims_order(meta, r->order);
	if (src->add_up.dimension != NULL)
		r->sums = cbs_v3_sums_new(src, meta);
	map_puts(&r->slots, "ID", SLOT_ID);
	for (size_t i = 0; i < meta->ntopics; i++) {
		r->columns[i].not_negative =
		    cbs_never_negative(&meta->topics[i]);
		map_puts(&r->slots, meta->topics[i].key, (int64_t)i);
	}
	for (size_t i = 0; i < meta->ndims; i++)
		map_puts(&r->slots, meta->dims[i].name,
		    (int64_t)(meta->ntopics + i));
	return r;
}

void
cbs_v3_rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	cbs_v3_sums_free(r->sums);
	jrecord_free(&r->record);
	map_free(&r->slots);
	free(r->hints);
	free(r->at);
	free(r->columns);
	free(r);
}

/* A name that lives as long as the meta, for a hint. */
static const char *
slot_name(const struct row_reader *r, int64_t slot)
{
	const struct table_meta *meta = r->meta;

	if (slot < 0)
		return "ID";
	if ((size_t)slot < meta->ntopics)
		return meta->topics[slot].key;
	return meta->dims[(size_t)slot - meta->ntopics].name;
}

/* Which column the i-th member of the record is. */
static int
find_slot(struct row_reader *r, size_t i, const struct jv *v, int64_t *slot,
    struct err *err)
{
	struct hint *h = i < r->nhints ? &r->hints[i] : NULL;

	if (h != NULL && h->name != NULL && h->len == v->name_len &&
	    memcmp(h->name, v->name, h->len) == 0) {
		*slot = h->slot;
		return 0;
	}
	if (!map_get(&r->slots, v->name, v->name_len, slot)) {
		if (!text_starts(v->name, "odata."))
			return err_set(err, ERR_INPUT,
			    "column %.80s is not in DataProperties: the table "
			    "was changed while it was fetched, fetch it again",
			    v->name);
		*slot = SLOT_NOTE;
		return 0;
	}
	if (h != NULL)
		*h = (struct hint){ slot_name(r, *slot), v->name_len, *slot };
	return 0;
}

static int
not_a_value(
    const struct topic *topic, const char *s, size_t len, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: \"%.*s\" is not a number",
	    topic->key, len > 60 ? 60 : (int)len, s);
}

/* A cell that came as text: all of an Untyped set, text topics of any. */
static int
text_cell(const struct row_reader *r, const struct topic *topic,
    const struct jv *v, struct cell *cell, struct err *err)
{
	size_t len = v->len;
	const char *s = text_trim(v->str, &len);

	if (len == 1 && s[0] == '.')
		cell->kind = CELL_WITHHELD;
	else if (len == 0)
		/* Blank means "cannot occur" only where numbers are text. */
		cell->kind = !r->meta->typed && topic->type == TOPIC_NUMBER
		    ? CELL_CANNOT
		    : CELL_EMPTY;
	else if (cbs_plain(s, len, &cell->value))
		cell->kind = CELL_VALUE;
	else if (topic->type == TOPIC_TEXT) {
		cell->kind = CELL_TEXT;
		cell->text = s;
		cell->len = len;
	} else
		return not_a_value(topic, s, len, err);
	return 0;
}

static int
read_cell(struct row_reader *r, size_t at, const struct jv *v, struct row *out,
    struct err *err)
{
	const struct topic *topic = &r->meta->topics[at];
	struct cell *cell = &out->cells[out->n];

	if (r->columns[at].turn == r->turn)
		return err_set(
		    err, ERR_INPUT, "%s: is there twice", topic->key);
	r->columns[at].turn = r->turn;
	*cell = (struct cell){ .topic = (uint32_t)at, .kind = CELL_EMPTY };
	switch (v->type) {
	case JV_NULL:
		break;
	case JV_NUMBER:
		cell->kind = CELL_VALUE;
		cell->value = v->number;
		break;
	case JV_STRING:
		if (text_cell(r, topic, v, cell, err) == -1)
			return -1;
		break;
	case JV_BOOL:
		return not_a_value(topic, "true or false", 13, err);
	case JV_NESTED:
		return not_a_value(topic, "{...}", 5, err);
	}
	/* To the digit: real figures go beyond such a code on both sides. */
	for (size_t i = 0; i < r->src->nwithheld; i++)
		if (cell->kind == CELL_VALUE &&
		    cell->value == r->src->withheld[i])
			cell->kind = CELL_WITHHELD;
	if (cell->kind == CELL_VALUE && cell->value < 0 &&
	    r->columns[at].not_negative)
		cell->kind = CELL_WITHHELD;
	out->n++;
	return 0;
}

/* A further dimension's member, as name=member. */
static int
put_member(struct row *out, const char *name, const char *s, size_t len,
    struct err *err)
{
	size_t used = strlen(out->dims), name_len = strlen(name);

	if (len == 0 || memchr(s, ';', len) != NULL ||
	    memchr(s, '=', len) != NULL)
		return err_set(err, ERR_INPUT,
		    "%s: \"%.*s\" cannot be the key of a member", name,
		    len > 60 ? 60 : (int)len, s);
	if (used + name_len + len + 3 > sizeof(out->dims))
		return err_set(err, ERR_INPUT,
		    "%s: its dimensions are longer than %zu characters", name,
		    sizeof(out->dims));
	if (used > 0)
		out->dims[used++] = ';';
	memcpy(out->dims + used, name, name_len);
	used += name_len;
	out->dims[used++] = '=';
	memcpy(out->dims + used, s, len);
	out->dims[used + len] = '\0';
	return 0;
}

/* What is added up is told as the member it becomes. */
static int
read_other(struct row_reader *r, const struct dimension *d, const char *s,
    size_t len, struct row *out, struct err *err)
{
	const struct add_up *up = &r->src->add_up;

	if (!cbs_v3_adds(r->src, d))
		return put_member(out, d->name, s, len, err);
	r->member = s;
	r->member_len = len;
	s = up->groups[added_to(up, s, len)].name;
	return put_member(out, d->name, s, strlen(s), err);
}

static int
read_dimension(struct row_reader *r, const struct dimension *d,
    const struct jv *v, struct row *out, struct err *err)
{
	enum area_level level;
	size_t len;
	const char *s;

	if (v == NULL || v->type != JV_STRING)
		return err_set(
		    err, ERR_INPUT, "%s: missing or no text", d->name);
	len = v->len;
	s = text_trim(v->str, &len);
	if (!cbs_v3_selected(r->src, d, s, len)) {
		out->skip = true;
		return 0;
	}
	switch (d->kind) {
	case DIMENSION_AREA:
		if (area_code(s, len, out->area, &level) == 0)
			return 0;
		/* A province or the like: kept as it is, so that who reads
		 * the row can see that it is no area of ours. */
		if (len == 0 || len >= sizeof(out->area))
			return err_set(err, ERR_INPUT,
			    "%s: \"%.*s\" is no area", d->name,
			    len > 60 ? 60 : (int)len, s);
		memcpy(out->area, s, len);
		out->area[len] = '\0';
		return 0;
	case DIMENSION_TIME:
		if (cbs_v3_years(r->src, d) &&
		    cbs_v3_year(r->src, s, len, out->period))
			return 0;
		if (period_parse(s, len, out->period) == 0)
			return 0;
		if (cbs_period_key(s, len)) {
			memcpy(out->odd_period, s, len);
			out->odd_period[len] = '\0';
			return 0;
		}
		return err_set(err, ERR_INPUT,
		    "%s: \"%.*s\" is not a period known here", d->name,
		    len > 60 ? 60 : (int)len, s);
	case DIMENSION_OTHER:
		break;
	}
	return read_other(r, d, s, len, out, err);
}

static int
missing_topic(const struct row_reader *r, struct err *err)
{
	for (size_t i = 0; i < r->meta->ntopics; i++)
		if (r->columns[i].turn != r->turn)
			return err_set(err, ERR_INPUT,
			    "column %s of DataProperties is missing: the "
			    "table was changed while it was fetched, fetch it "
			    "again",
			    r->meta->topics[i].key);
	return 0;
}

/* Which column each member is; the dimensions are laid ready. */
static int
sort_members(struct row_reader *r, struct err *err)
{
	const size_t ntopics = r->meta->ntopics;

	if (r->capat < r->record.n) {
		r->capat = r->record.n * 2;
		r->at = mem_grow(r->at, r->capat, sizeof(*r->at));
	}
	memset(r->dims, 0, sizeof(r->dims));
	for (size_t i = 0; i < r->record.n; i++) {
		const struct jv *v = &r->record.items[i];

		if (find_slot(r, i, v, &r->at[i], err) == -1)
			return -1;
		if (r->at[i] >= 0 && (size_t)r->at[i] >= ntopics)
			r->dims[(size_t)r->at[i] - ntopics] = v;
	}
	return 0;
}

static int
read_cells(struct row_reader *r, struct row *out, struct err *err)
{
	const size_t ntopics = r->meta->ntopics;

	for (size_t i = 0; i < r->record.n; i++)
		if (r->at[i] >= 0 && (size_t)r->at[i] < ntopics &&
		    read_cell(r, (size_t)r->at[i], &r->record.items[i], out,
			err) == -1)
			return -1;
	return out->n == ntopics ? 0 : missing_topic(r, err);
}

int
cbs_v3_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	const struct table_meta *meta = r->meta;

	if (out->cap < meta->ntopics) {
		out->cells =
		    mem_grow(out->cells, meta->ntopics, sizeof(*out->cells));
		out->cap = meta->ntopics;
	}
	out->n = 0;
	out->skip = out->partial = false;
	out->name = NULL;
	out->area[0] = out->period[0] = out->dims[0] = '\0';
	out->odd_period[0] = '\0';
	r->member = NULL;
	r->turn++;
	if (jrecord_parse(&r->record, record->text, record->len, err) == -1 ||
	    sort_members(r, err) == -1)
		return -1;
	/* Of most rows that are left out a dimension tells, and the rest of
	 * them need not be read. */
	for (size_t i = 0; i < meta->ndims && !out->skip; i++)
		if (read_dimension(r, &meta->dims[r->order[i]],
			r->dims[r->order[i]], out, err) == -1)
			return -1;
	if (out->skip || read_cells(r, out, err) == -1)
		return out->skip ? 0 : -1;
	/* Of a period that is not kept: counted as such by who reads. */
	if (r->sums == NULL || out->odd_period[0] != '\0')
		return 0;
	/* It is told when all are there, as a part of its sum. */
	out->skip = true;
	return r->member == NULL
	    ? err_set(err, ERR_INPUT, "no %s", r->src->add_up.dimension)
	    : cbs_v3_sums_take(r->sums, out, r->member, r->member_len, err);
}

int
cbs_v3_rows_end(struct row_reader *r, struct row *out, struct err *err)
{
	(void)err;
	if (r->sums == NULL)
		return 0;
	if (out->cap < r->meta->ntopics) {
		out->cells =
		    mem_grow(out->cells, r->meta->ntopics, sizeof(*out->cells));
		out->cap = r->meta->ntopics;
	}
	return cbs_v3_sums_next(r->sums, out);
}
