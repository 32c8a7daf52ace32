/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4_rows: one observation into a row with one cell. The inner loop of
 * ingest: tables are a hundred times as long as those of v3, but what stands
 * in a record is mostly what stood in the one before, so it is compared with
 * that before it is looked up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "cbs_v3_select.h"
#include "cbs_v4.h"
#include "model/period.h"

#define LAST 64 /* longest key that is remembered */

struct key_seen { /* of a dimension, in the record before */
	char text[LAST];
	size_t len; /* 0: nothing yet */
	bool skip;  /* not selected */
};

struct v4_rows {
	const struct source *src;
	const struct table_meta *meta;
	struct map topics;
	bool *not_negative; /* per topic */
	size_t topic;	    /* of the record before */
	struct key_seen seen[CBS_DIMS];
	size_t order[CBS_DIMS]; /* in which dimensions are told */
	char area[sizeof(((struct row *)0)->area)];
	char period[sizeof(((struct row *)0)->period)];
	char odd_period[sizeof(((struct row *)0)->odd_period)];
	char dims[sizeof(((struct row *)0)->dims)];
	bool fresh; /* dims is that of the record before */
};

struct v4_rows *
v4_rows_new(const struct source *src, const struct table_meta *meta)
{
	struct v4_rows *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->meta = meta;
	cbs_dims_order(meta, r->order);
	r->not_negative = mem_new(meta->ntopics, sizeof(*r->not_negative));
	for (size_t i = 0; i < meta->ntopics; i++) {
		map_puts(&r->topics, meta->topics[i].key, (int64_t)i);
		r->not_negative[i] = cbs_never_negative(&meta->topics[i]);
	}
	return r;
}

void
v4_rows_free(struct v4_rows *r)
{
	if (r == NULL)
		return;
	map_free(&r->topics);
	free(r->not_negative);
	free(r);
}

static int
find_topic(struct v4_rows *r, struct v4_text measure, struct err *err)
{
	const struct table_meta *meta = r->meta;
	size_t next = r->topic + 1 < meta->ntopics ? r->topic + 1 : 0;
	int64_t at;

	if (measure.s == NULL)
		return err_set(err, ERR_INPUT, "Measure is missing");
	if (strcmp(meta->topics[next].key, measure.s) == 0) {
		r->topic = next;
		return 0;
	}
	if (!map_get(&r->topics, measure.s, measure.len, &at))
		return err_set(err, ERR_INPUT,
		    "measure \"%.80s\" is not in MeasureCodes: the table was "
		    "changed while it was fetched, fetch it again",
		    measure.s);
	r->topic = (size_t)at;
	return 0;
}

/* A region that is none of ours (a province) is kept as it is, so that who
 * reads the row can see that. */
static int
take_area(struct v4_rows *r, struct v4_text key, struct err *err)
{
	enum area_level level;

	if (area_code(key.s, key.len, r->area, &level) == 0)
		return 0;
	if (key.len >= sizeof(r->area))
		return err_set(err, ERR_INPUT, "\"%.60s\" is no area", key.s);
	memcpy(r->area, key.s, key.len + 1);
	return 0;
}

static int
take_period(struct v4_rows *r, size_t dim, struct v4_text key, struct err *err)
{
	r->seen[dim].skip =
	    !cbs_v3_selected(r->src, &r->meta->dims[dim], key.s, key.len);
	r->odd_period[0] = '\0';
	if (r->seen[dim].skip || period_parse(key.s, key.len, r->period) == 0)
		return 0;
	if (cbs_period_key(key.s, key.len)) {
		memcpy(r->odd_period, key.s, key.len + 1);
		return 0;
	}
	return err_set(
	    err, ERR_INPUT, "\"%.60s\" is not a period known here", key.s);
}

static int
take_member(struct v4_rows *r, size_t dim, struct v4_text key, struct err *err)
{
	struct key_seen *seen = &r->seen[dim];

	r->fresh = false;
	if (memchr(key.s, ';', key.len) != NULL ||
	    memchr(key.s, '=', key.len) != NULL)
		return err_set(err, ERR_INPUT,
		    "\"%.60s\" cannot be the key of a member", key.s);
	seen->skip =
	    !cbs_v3_selected(r->src, &r->meta->dims[dim], key.s, key.len);
	return 0;
}

/* A key that differs from the one in the record before. */
static int
new_key(struct v4_rows *r, size_t dim, struct v4_text key, struct err *err)
{
	const struct dimension *d = &r->meta->dims[dim];
	struct key_seen *seen = &r->seen[dim];
	int rc = -1;

	key.s = text_trim(key.s, &key.len);
	if (key.len == 0 || key.len >= LAST)
		return err_set(err, ERR_INPUT,
		    "%s: missing, or longer than %d characters", d->name, LAST);
	memcpy(seen->text, key.s, key.len);
	seen->text[key.len] = '\0';
	seen->len = key.len;
	key.s = seen->text;
	switch (d->kind) {
	case DIMENSION_AREA:
		rc = take_area(r, key, err);
		break;
	case DIMENSION_TIME:
		rc = take_period(r, dim, key, err);
		break;
	case DIMENSION_OTHER:
		rc = take_member(r, dim, key, err);
		break;
	}
	if (rc == 0)
		return 0;
	seen->len = 0;
	return err_ctx(err, "%s", d->name);
}

/* Members of further dimensions, as name=member;name=member. */
static int
join_members(struct v4_rows *r, struct err *err)
{
	size_t used = 0;

	for (size_t i = 0; i < r->meta->ndims; i++) {
		const size_t at = r->order[i];
		const struct dimension *d = &r->meta->dims[at];
		size_t len = strlen(d->name);

		if (d->kind != DIMENSION_OTHER)
			continue;
		if (used + len + r->seen[at].len + 3 > sizeof(r->dims))
			return err_set(err, ERR_INPUT,
			    "%s: its dimensions are longer than %zu characters",
			    d->name, sizeof(r->dims));
		if (used > 0)
			r->dims[used++] = ';';
		memcpy(r->dims + used, d->name, len);
		used += len;
		r->dims[used++] = '=';
		memcpy(r->dims + used, r->seen[at].text, r->seen[at].len);
		used += r->seen[at].len;
	}
	r->dims[used] = '\0';
	r->fresh = true;
	return 0;
}

static int
take_dims(struct v4_rows *r, const struct v4_observation *o, bool *skip,
    struct err *err)
{
	*skip = false;
	for (size_t i = 0; i < r->meta->ndims; i++) {
		const struct v4_text *key = &o->dims[i];
		struct key_seen *seen = &r->seen[i];

		if (key->s == NULL)
			return err_set(err, ERR_INPUT, "%s: missing or no text",
			    r->meta->dims[i].name);
		if ((key->len != seen->len ||
			memcmp(key->s, seen->text, key->len) != 0 ||
			seen->len == 0) &&
		    new_key(r, i, *key, err) == -1)
			return -1;
		*skip = *skip || seen->skip;
	}
	return 0;
}

/* A figure that came as text, or a text. */
static int
text_cell(const struct topic *topic, struct v4_text text, struct cell *cell,
    struct err *err)
{
	text.s = text_trim(text.s, &text.len);
	if (text.len == 1 && text.s[0] == '.')
		cell->kind = CELL_WITHHELD;
	else if (text.len == 0)
		cell->kind = CELL_EMPTY;
	else if (cbs_plain(text.s, text.len, &cell->value))
		cell->kind = CELL_VALUE;
	else if (topic->type == TOPIC_TEXT) {
		cell->kind = CELL_TEXT;
		cell->text = text.s;
		cell->len = text.len;
	} else
		return err_set(err, ERR_INPUT, "%s: \"%.*s\" is not a number",
		    topic->key, text.len > 60 ? 60 : (int)text.len, text.s);
	return 0;
}

static bool
text_is(struct v4_text t, const char *s)
{
	return t.len == strlen(s) && memcmp(t.s, s, t.len) == 0;
}

static int
take_cell(struct v4_rows *r, const struct v4_observation *o, struct cell *cell,
    struct err *err)
{
	const struct topic *topic = &r->meta->topics[r->topic];
	bool ordinary = o->attribute.s == NULL || o->attribute.len == 0 ||
	    text_is(o->attribute, "None");

	*cell =
	    (struct cell){ .topic = (uint32_t)r->topic, .kind = CELL_EMPTY };
	if (o->has_value) {
		cell->kind = CELL_VALUE;
		cell->value = o->value;
	} else if (o->string.s != NULL && o->string.len > 0) {
		if (text_cell(topic, o->string, cell, err) == -1)
			return -1;
	} else if (!ordinary)
		/* The list of attributes is published nowhere; of all but this
		 * one it is sure only that there is no figure for a reason. */
		cell->kind = text_is(o->attribute, "Impossible")
		    ? CELL_CANNOT
		    : CELL_WITHHELD;
	if (cell->kind == CELL_VALUE && cell->value < 0 &&
	    r->not_negative[r->topic])
		cell->kind = CELL_WITHHELD;
	return 0;
}

int
v4_rows_take(struct v4_rows *r, const struct v4_observation *o, struct row *out,
    struct err *err)
{
	if (out->cap == 0) {
		out->cells = mem_grow(out->cells, 1, sizeof(*out->cells));
		out->cap = 1;
	}
	out->n = 0;
	out->name = NULL;
	out->partial = true;
	if (take_dims(r, o, &out->skip, err) == -1)
		return -1;
	if (out->skip)
		return 0;
	if (find_topic(r, o->measure, err) == -1 ||
	    (!r->fresh && join_members(r, err) == -1) ||
	    take_cell(r, o, &out->cells[0], err) == -1)
		return -1;
	out->n = 1;
	memcpy(out->area, r->area, sizeof(out->area));
	memcpy(out->period, r->period, sizeof(out->period));
	memcpy(out->odd_period, r->odd_period, sizeof(out->odd_period));
	memcpy(out->dims, r->dims, strlen(r->dims) + 1);
	return 0;
}

/* JSON. */

enum slot { S_ID, S_MEASURE, S_ATTRIBUTE, S_VALUE, S_STRING, S_DIM };

struct hint { /* what stood at this place in the record before */
	const char *name;
	size_t len;
	int64_t slot;
};

#define HINTS (S_DIM + CBS_DIMS)

struct row_reader {
	struct v4_rows *rows;
	const struct table_meta *meta;
	struct jrecord record;
	struct map slots;
	struct hint hints[HINTS];
};

static const char *const slot_names[] = { "Id", "Measure", "ValueAttribute",
	"Value", "StringValue" };

struct row_reader *
cbs_v4_rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->rows = v4_rows_new(src, meta);
	r->meta = meta;
	for (int64_t i = 0; i < S_DIM; i++)
		map_puts(&r->slots, slot_names[i], i);
	for (size_t i = 0; i < meta->ndims && i < CBS_DIMS; i++)
		map_puts(&r->slots, meta->dims[i].name, S_DIM + (int64_t)i);
	return r;
}

void
cbs_v4_rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	v4_rows_free(r->rows);
	jrecord_free(&r->record);
	map_free(&r->slots);
	free(r);
}

/* Which member the i-th of the record is; -1: none of ours. */
static int64_t
find_slot(struct row_reader *r, size_t i, const struct jv *v)
{
	struct hint *h = i < HINTS ? &r->hints[i] : NULL;
	int64_t slot;

	if (h != NULL && h->name != NULL && h->len == v->name_len &&
	    memcmp(h->name, v->name, h->len) == 0)
		return h->slot;
	if (!map_get(&r->slots, v->name, v->name_len, &slot))
		return -1;
	if (h != NULL)
		*h = (struct hint){ slot < S_DIM
			    ? slot_names[slot]
			    : r->meta->dims[slot - S_DIM].name,
			v->name_len, slot };
	return slot;
}

static int
take_text(const struct jv *v, struct v4_text *out, struct err *err)
{
	if (v->type == JV_STRING)
		*out = (struct v4_text){ v->str, v->len };
	else if (v->type != JV_NULL)
		return err_set(err, ERR_INPUT, "%s: is no text", v->name);
	return 0;
}

static int
take_number(const struct jv *v, struct v4_observation *o, struct err *err)
{
	o->has_value = v->type == JV_NUMBER;
	o->value = v->number;
	if (v->type != JV_NUMBER && v->type != JV_NULL)
		return err_set(err, ERR_INPUT, "Value: is not a number");
	return 0;
}

static int
take_slot(
    int64_t slot, const struct jv *v, struct v4_observation *o, struct err *err)
{
	switch (slot) {
	case -1: /* members of a newer version are passed over */
	case S_ID:
		return 0;
	case S_MEASURE:
		return take_text(v, &o->measure, err);
	case S_ATTRIBUTE:
		return take_text(v, &o->attribute, err);
	case S_VALUE:
		return take_number(v, o, err);
	case S_STRING:
		return take_text(v, &o->string, err);
	}
	return take_text(v, &o->dims[slot - S_DIM], err);
}

int
cbs_v4_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	struct v4_observation o = { 0 };

	if (jrecord_parse(&r->record, record->text, record->len, err) == -1)
		return -1;
	for (size_t i = 0; i < r->record.n; i++) {
		const struct jv *v = &r->record.items[i];

		if (take_slot(find_slot(r, i, v), v, &o, err) == -1)
			return -1;
	}
	return v4_rows_take(r->rows, &o, out, err);
}
