/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout_rows: one record with named fields into rows. The inner loop of
 * ingest for files and portals: once the columns have been found, a record
 * costs one look at each field that matters.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/jscan.h"
#include "layout_own.h"
#include "model/period.h"

#define NOWHERE SIZE_MAX
#define MEMO_MAX 10000 /* texts of a column that are remembered */
#define NUMBER_LEN 32

enum part {
	PART_AREA,
	PART_NAME,
	PART_PERIOD,
	PART_WHERE,
	PART_TOPIC,
	PART_VALUE,
	PART_CELL,
	PART_WEIGHT
};

struct want { /* a column that matters */
	const char *column;
	char *folded;
	enum part part;
	size_t index; /* of the topic, or of the where */
	size_t at;    /* in the record; NOWHERE: not found yet */
};

struct field { /* a field of the record at hand */
	enum jv_type type;
	double number;
	const char *text; /* JV_STRING */
	size_t len;
};

struct row_reader {
	const struct source *src;
	const struct layout *layout;
	const struct table_meta *meta;
	char *inner;
	struct codes codes;
	size_t own;		 /* index in codes of the row at hand */
	struct combine *combine; /* or NULL */
	double *weights;	 /* by topic, of the row at hand */
	struct err why;		 /* the map file could not be read or used */
	bool broken;
	struct want *wants;
	size_t nwants, capwants;
	struct map topics; /* text, as it stands or folded, to an index */
	size_t ntexts;
	char number[NUMBER_LEN], value[NUMBER_LEN];
	/* JSON */
	struct jrecord record, deep;
	/* CSV and sheets */
	struct heads heads;
	uint64_t last_line, odd_line;
	size_t odd_fields;
	size_t turn; /* transposed: next field of the record at hand */
};

static void
add_want(struct row_reader *r, const char *column, enum part part, size_t index)
{
	if (column == NULL)
		return;
	MEM_PUSH(r->wants, r->nwants, r->capwants);
	r->wants[r->nwants++] = (struct want){ .column = column,
		.folded = text_fold(column),
		.part = part,
		.index = index,
		.at = NOWHERE };
}

static int
start_combine(struct row_reader *r)
{
	r->weights = mem_new(r->meta->ntopics + 1, sizeof(*r->weights));
	for (size_t i = 0; i < r->meta->ntopics; i++)
		add_want(r, combine_weight(r->layout, i), PART_WEIGHT, i);
	return combine_new(r->layout, r->meta, &r->codes, &r->combine, &r->why);
}

struct row_reader *
layout_rows_in(
    const struct source *src, const struct table_meta *meta, const char *inner)
{
	const struct layout *l = &src->layout;
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->layout = l;
	r->meta = meta;
	r->inner = mem_str(inner);
	r->heads.wanted = l->heads;
	for (size_t i = 0; i < l->where.n; i++)
		add_want(r, l->where.items[i].name, PART_WHERE, i);
	add_want(r, l->area, PART_AREA, 0);
	add_want(r, l->area_name, PART_NAME, 0);
	add_want(r, l->period, PART_PERIOD, 0);
	if (!l->transposed) {
		add_want(r, l->topic, PART_TOPIC, 0);
		add_want(r, l->value, PART_VALUE, 0);
	}
	for (size_t i = 0; i < meta->ntopics; i++) {
		char *folded = text_fold(meta->topics[i].key);

		if (l->topic == NULL)
			add_want(r, meta->topics[i].key, PART_CELL, i);
		map_puts(&r->topics, folded, (int64_t)i);
		free(folded);
	}
	if (l->map != NULL) {
		char *path = layout_beside(src, l->map);

		r->broken = codes_read(path, &r->codes, &r->why) == -1;
		free(path);
	}
	if (l->combine && !r->broken)
		r->broken = start_combine(r) == -1;
	return r;
}

struct row_reader *
layout_rows_new(const struct source *src, const struct table_meta *meta)
{
	return layout_rows_in(src, meta, NULL);
}

void
layout_rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->nwants; i++)
		free(r->wants[i].folded);
	free(r->wants);
	free(r->inner);
	combine_free(r->combine);
	free(r->weights);
	codes_clear(&r->codes);
	map_free(&r->topics);
	jrecord_free(&r->record);
	jrecord_free(&r->deep);
	heads_clear(&r->heads);
	free(r);
}

/* What a field says, as text; *len 0 for nothing. */
static const char *
text_of(const struct field *f, char room[NUMBER_LEN], size_t *len)
{
	const char *s = f->text;

	switch (f->type) {
	case JV_STRING:
		*len = f->len;
		return text_trim(s, len);
	case JV_NUMBER:
		snprintf(room, NUMBER_LEN, "%.15g", f->number);
		break;
	case JV_BOOL:
		snprintf(
		    room, NUMBER_LEN, "%s", f->number != 0 ? "true" : "false");
		break;
	case JV_NULL:
	case JV_NESTED:
		room[0] = '\0';
	}
	*len = strlen(room);
	return room;
}

static int
put_area(struct row_reader *r, const char *s, size_t len, char area[12],
    struct err *err)
{
	enum area_level level;
	char upper[24] = { 0 };
	size_t i;

	if (r->codes.n > 0) {
		char *own = mem_strn(s, len);

		r->own = codes_find(&r->codes, own);
		free(own);
		if (r->own != CODES_NONE)
			memcpy(area, r->codes.areas[r->own], 12);
		else
			layout_odd_code(area, s, len);
		return 0;
	}
	for (i = 0; i < len && i < sizeof(upper); i++)
		upper[i] =
		    s[i] >= 'a' && s[i] <= 'z' ? (char)(s[i] - 32) : s[i];
	if (area_code(upper, i, area, &level) == 0)
		return 0;
	if (layout_bare_code(s, len))
		return err_set(err, ERR_INPUT,
		    "\"%.*s\" is a bare number, no code of CBS (BU06030101, "
		    "WK060301, GM0603; a spreadsheet drops zeros at the "
		    "start): name another column under \"area\", or a file "
		    "under \"map\" that says which area each number is",
		    (int)len, s);
	layout_odd_code(area, s, len);
	return 0;
}

static int
put_period(struct row_reader *r, const char *s, size_t len, struct row *out,
    struct err *err)
{
	int from = r->src->select.from;

	if (period_parse(s, len, out->period) == -1)
		return err_set(err, ERR_INPUT,
		    "\"%.*s\" is not a period known here (2024, 2024Q3, "
		    "2024-06, 2024JJ00)",
		    len > 60 ? 60 : (int)len, s);
	if (from != 0 && period_year(out->period) < from)
		out->skip = true;
	return 0;
}

/* The topic that a text of the long form names, or -1. */
static int64_t
topic_by(struct row_reader *r, const char *s, size_t len)
{
	int64_t at = -1;
	char *copy, *folded;

	if (map_get(&r->topics, s, len, &at))
		return at;
	copy = mem_strn(s, len);
	folded = text_fold(copy);
	if (!map_gets(&r->topics, folded, &at))
		at = -1;
	/* So that the next one like it is found at once. */
	if (r->ntexts < MEMO_MAX && len > 0) {
		map_put(&r->topics, s, len, at);
		r->ntexts++;
	}
	free(copy);
	free(folded);
	return at;
}

static int
put_cell(struct row_reader *r, size_t topic, const struct field *f,
    struct row *out, struct err *err)
{
	struct cell *cell = &out->cells[out->n];
	const char *s;
	size_t len;

	*cell = (struct cell){ .topic = (uint32_t)topic, .kind = CELL_EMPTY };
	if (f->type == JV_NUMBER && r->layout->missing.n == 0) {
		cell->kind = CELL_VALUE;
		cell->value = f->number;
	} else if (f->type == JV_BOOL) {
		cell->kind = CELL_VALUE;
		cell->value = f->number;
	} else if (f->type == JV_NESTED) {
		return err_set(err, ERR_INPUT, "{...} is not a number");
	} else {
		s = text_of(f, r->value, &len);
		if (f->type == JV_NUMBER &&
		    !layout_missing(r->layout, s, len)) {
			cell->kind = CELL_VALUE;
			cell->value = f->number;
		} else if (layout_value(r->layout, s, len, cell, err) == -1)
			return -1;
	}
	out->n++;
	return 0;
}

static int
put_weight(
    struct row_reader *r, size_t topic, const struct field *f, struct err *err)
{
	struct cell cell = { .kind = CELL_EMPTY };
	size_t len;
	const char *s = text_of(f, r->value, &len);

	if (f->type == JV_NUMBER && !layout_missing(r->layout, s, len))
		cell = (struct cell){ .kind = CELL_VALUE, .value = f->number };
	else if (layout_value(r->layout, s, len, &cell, err) == -1)
		return -1;
	r->weights[topic] = cell.kind == CELL_VALUE ? cell.value : NAN;
	return 0;
}

/* One field in its part. A where that does not hold makes the row one to
 * skip. */
static int
put_part(struct row_reader *r, const struct want *w, const struct field *f,
    struct row *out, int64_t *topic, struct err *err)
{
	const char *s, *value;
	size_t len;

	if (w->part == PART_CELL)
		return put_cell(r, w->index, f, out, err);
	if (w->part == PART_VALUE)
		return *topic == -1 ? 0
				    : put_cell(r, (size_t)*topic, f, out, err);
	if (w->part == PART_WEIGHT)
		return put_weight(r, w->index, f, err);
	s = text_of(f, r->number, &len);
	switch (w->part) {
	case PART_WHERE:
		value = r->layout->where.items[w->index].value;
		if (strlen(value) != len || memcmp(value, s, len) != 0)
			out->skip = true;
		return 0;
	case PART_AREA:
		return put_area(r, s, len, out->area, err);
	case PART_NAME:
		if (f->type == JV_STRING && f->len > 0)
			out->name = f->text;
		return 0;
	case PART_PERIOD:
		if (f->type == JV_NUMBER &&
		    layout_moment(f->number, r->number, sizeof(r->number)))
			return put_period(
			    r, r->number, strlen(r->number), out, err);
		return put_period(r, s, len, out, err);
	default:
		*topic = topic_by(r, s, len);
		out->skip |= *topic == -1;
		return 0;
	}
}

static void
fresh_row(struct row_reader *r, struct row *out)
{
	if (out->cap < r->meta->ntopics) {
		out->cells =
		    mem_grow(out->cells, r->meta->ntopics, sizeof(*out->cells));
		out->cap = r->meta->ntopics;
	}
	out->n = 0;
	out->area[0] = out->period[0] = out->dims[0] = '\0';
	out->skip = false;
	out->partial = r->layout->topic != NULL;
	out->name = NULL;
	r->own = CODES_NONE;
	for (size_t i = 0; r->weights != NULL && i < r->meta->ntopics; i++)
		r->weights[i] = NAN;
}

static int
in_column(const struct want *w, struct err *err)
{
	return err_ctx(err, "column \"%.80s\"", w->column);
}

/* Which member of the record each column is: at the place where it was in
 * the record before, or searched for. */
static const struct jv *
find_member(const struct jrecord *record, struct want *w)
{
	if (w->at < record->n &&
	    strcmp(record->items[w->at].name, w->column) == 0)
		return &record->items[w->at];
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->items[i].name, w->column) == 0) {
			w->at = i;
			return &record->items[i];
		}
	return NULL;
}

/* A member that is not there: an empty cell (portals leave nulls out), but
 * anything else is needed. */
static int
no_member(const struct jrecord *record, const struct want *w, struct err *err)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < record->n && names.len < 300; i++)
		buf_putf(&names, "%s%.60s", i > 0 ? ", " : "",
		    record->items[i].name);
	err_set(err, ERR_INPUT, "no column \"%.80s\" (there are: %s)",
	    w->column, buf_str(&names));
	buf_free(&names);
	return -1;
}

static const struct jrecord *
open_record(struct row_reader *r, const struct record *record, struct err *err)
{
	if (jrecord_parse(&r->record, record->text, record->len, err) == -1)
		return NULL;
	if (r->inner == NULL)
		return &r->record;
	for (size_t i = 0; i < r->record.n; i++) {
		const struct jv *v = &r->record.items[i];

		if (strcmp(v->name, r->inner) != 0)
			continue;
		if (v->type != JV_NESTED)
			break;
		return jrecord_parse(&r->deep, v->str, v->len, err) == -1
		    ? NULL
		    : &r->deep;
	}
	err_set(err, ERR_INPUT, "no object \"%s\" in it", r->inner);
	return NULL;
}

static int
json_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	const struct jrecord *members = open_record(r, record, err);
	int64_t topic = -1;

	if (members == NULL)
		return -1;
	if (r->layout->transposed)
		return err_set(err, ERR_INPUT,
		    "transposed goes with CSV files and spreadsheets only");
	for (size_t i = 0; i < r->nwants && !out->skip; i++) {
		struct want *w = &r->wants[i];
		const struct jv *v = find_member(members, w);
		struct field f = { .type = JV_NULL };

		if (v != NULL)
			f = (struct field){ v->type, v->number, v->str,
				v->len };
		else if (w->part != PART_CELL && w->part != PART_VALUE &&
		    w->part != PART_NAME && w->part != PART_WEIGHT)
			return no_member(members, w, err);
		if (put_part(r, w, &f, out, &topic, err) == -1)
			return in_column(w, err);
	}
	return 0;
}

/* CSV and sheets: find the columns below a complete header. */
static int
find_columns(struct row_reader *r, struct err *err)
{
	const struct strings *names = &r->heads.names;
	struct buf list = { 0 };
	int rc = -1;

	for (size_t k = 0; k < r->nwants; k++)
		r->wants[k].at = NOWHERE;
	for (size_t i = 0; i < names->n; i++) {
		char *folded = text_fold(names->items[i]);
		struct want *w;
		size_t k;

		for (k = 0; k < r->nwants; k++) {
			w = &r->wants[k];
			if (strcmp(w->folded, folded) != 0)
				continue;
			if (w->at != NOWHERE)
				break;
			w->at = i;
		}
		free(folded);
		if (k < r->nwants) {
			err_set(err, ERR_INPUT,
			    "two columns are headed \"%.80s\": rename one in "
			    "the file, or use heads: 2",
			    names->items[i]);
			goto done;
		}
		if (list.len < 300)
			buf_putf(&list, "%s%.60s", i > 0 ? ", " : "",
			    names->items[i]);
	}
	for (size_t k = 0; k < r->nwants; k++)
		if (r->wants[k].at == NOWHERE) {
			err_set(err, ERR_INPUT,
			    "no column \"%.80s\" (there are: %s): check "
			    "\"skip\" and \"heads\", or whether the file has "
			    "changed",
			    r->wants[k].column, buf_str(&list));
			goto done;
		}
	rc = 0;
done:
	buf_free(&list);
	return rc;
}

/* Whether a line is a title or a footer: one text, and that is no area. */
static bool
lone_text(const struct row_reader *r, const struct record *record)
{
	const struct csv_field *lone = NULL;
	enum area_level level;
	char area[12];

	for (size_t i = 0; i < record->n; i++) {
		if (record->fields[i].len == 0)
			continue;
		if (lone != NULL)
			return false;
		lone = &record->fields[i];
	}
	if (lone == NULL)
		return true;
	return r->codes.n > 0
	    ? codes_find(&r->codes, lone->text) == CODES_NONE
	    : area_code(lone->text, lone->len, area, &level) == -1;
}

/* 1: this line is no row. A line of another length is forgiven at the end
 * only ("Bron: CBS"), so it is remembered and held against the next. */
static int
check_width(struct row_reader *r, const struct record *record, struct err *err)
{
	size_t width = r->heads.names.n, n = record->n;

	while (n > width && record->fields[n - 1].len == 0)
		n--;
	if (n == width || (record->sheet && n < width)) {
		if (r->odd_line == 0)
			return lone_text(r, record);
		if (lone_text(r, record))
			return 1;
		return err_set(err, ERR_INPUT,
		    "line %" PRIu64 " has %zu fields, where the header has "
		    "%zu: is a separator or a quote missing there",
		    r->odd_line, r->odd_fields, width);
	}
	if (!lone_text(r, record))
		return err_set(err, ERR_INPUT,
		    "%zu fields, where the header has %zu: is a separator or "
		    "a quote missing",
		    n, width);
	if (r->odd_line == 0) {
		r->odd_line = record->line;
		r->odd_fields = n;
	}
	return 1;
}

/* A number of a sheet is one, however the layout writes decimals: only texts
 * are read by that. */
static struct field
field_of(const struct record *record, size_t at)
{
	const struct csv_field *c = &record->fields[at];
	double number;

	if (record->sheet && !c->quoted && c->len > 0 &&
	    csv_number(c->text, c->len, false, &number) == 0)
		return (struct field){ .type = JV_NUMBER, .number = number };
	return (
	    struct field){ .type = JV_STRING, .text = c->text, .len = c->len };
}

/* Areas are headings: each field after the first is a row of one cell. */
static int
turned_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	const struct strings *names = &r->heads.names;
	struct field f;
	int64_t topic;
	size_t i;

	if (r->turn == 0)
		r->turn = 1;
	i = r->turn++;
	topic = topic_by(r, record->fields[0].text, record->fields[0].len);
	if (topic == -1 || i >= record->n || i >= names->n) {
		out->skip = true;
		r->turn = 0;
		return 0;
	}
	if (layout_unit_heading(names->items[i])) {
		out->skip = true;
		return 1;
	}
	f = field_of(record, i);
	if (put_area(r, names->items[i], strlen(names->items[i]), out->area,
		err) == -1 ||
	    put_cell(r, (size_t)topic, &f, out, err) == -1)
		return err_ctx(err, "column \"%.80s\"", names->items[i]);
	return 1;
}

static int
line_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	int64_t topic = -1;

	for (size_t i = 0; i < r->nwants && !out->skip; i++) {
		struct want *w = &r->wants[i];
		struct field f = { .type = JV_NULL };

		if (w->at < record->n)
			f = field_of(record, w->at);
		if (put_part(r, w, &f, out, &topic, err) == -1)
			return in_column(w, err);
	}
	return 0;
}

static int
read_heading(struct row_reader *r, const struct record *record, struct err *err)
{
	if (!heads_add(&r->heads, record->fields, record->n, record->sheet))
		return 0;
	if (r->layout->transposed)
		return 0;
	return find_columns(r, err);
}

static int
fields_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	int rc;

	/* A new part begins with its header. */
	if (record->line < r->last_line) {
		heads_clear(&r->heads);
		r->odd_line = 0;
		r->turn = 0;
	}
	r->last_line = record->line;
	if (r->turn > 0)
		return turned_row(r, record, out, err);
	out->skip = true;
	if (record->line <= (uint64_t)r->layout->skip)
		return 0;
	if (r->heads.seen < r->heads.wanted)
		return read_heading(r, record, err);
	rc = check_width(r, record, err);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	out->skip = false;
	return r->layout->transposed ? turned_row(r, record, out, err)
				     : line_row(r, record, out, err);
}

int
layout_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	int rc;

	if (r->broken) {
		*err = r->why;
		return -1;
	}
	fresh_row(r, out);
	rc = record->text != NULL ? json_row(r, record, out, err)
				  : fields_row(r, record, out, err);
	if (rc == -1 || r->combine == NULL || out->skip || r->own == CODES_NONE)
		return rc;
	/* It is told when all were seen. */
	out->skip = true;
	return combine_take(r->combine, r->own, out, r->weights, err) == -1
	    ? -1
	    : rc;
}

int
layout_rows_end(struct row_reader *r, struct row *out, struct err *err)
{
	(void)err;
	if (r->combine == NULL)
		return 0;
	fresh_row(r, out);
	return combine_next(r->combine, out);
}
