/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reader: rows come in by area, while facts.db keeps values by column. So
 * cells are gathered, put in the order of the database a batch at a time,
 * and only then handed over: inserting them takes half the time and leaves
 * fuller pages.
 */
#include "ingest/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define GAP_CELLS 16384u
#define FIRST_AREAS 1024u /* room, where the rows tell how many there are */

/* "Indelingswijziging wijken en buurten" of a table,
 * "indelingswijziging_wijken_en_buurten" of features. */
static bool
is_change(const char *title)
{
	char *folded = text_fold(title);
	const bool is = text_starts(folded, "indelingswijziging");

	free(folded);
	return is;
}

void
reader_init(struct reader *r, const struct walk *walk, struct queue *q)
{
	const struct table_meta *meta = walk->meta;

	*r = (struct reader){ .walk = *walk,
		.queue = q,
		.places.year = meta->area_year,
		.areas = &meta->areas,
		.room = meta->areas.n };
	for (size_t i = 0; i < meta->areas.n; i++)
		map_puts(
		    &r->places.known, meta->areas.items[i].code, (int64_t)i);
	if (meta->areas_in_rows) {
		r->areas = &r->places.areas;
		r->room = FIRST_AREAS;
	}
	r->texts = mem_new(meta->ntopics + 1, sizeof(*r->texts));
	r->seen = mem_new(r->room + 1, 1);
	r->changes = mem_new(r->room + 1, 1);
	r->values = mem_new(QUEUE_CELLS, sizeof(*r->values));
	r->gaps = mem_new(GAP_CELLS, sizeof(*r->gaps));
	for (r->change_topic = 0; r->change_topic < meta->ntopics;
	     r->change_topic++)
		if (is_change(meta->topics[r->change_topic].title))
			break;
}

void
reader_clear(struct reader *r)
{
	for (size_t i = 0; i < r->nslots; i++) {
		free(r->met[i]);
		for (size_t k = 0;
		     r->parts[i] != NULL && k < r->walk.meta->ntopics; k++)
			free(r->parts[i][k]);
		free(r->parts[i]);
	}
	free(r->met);
	free(r->parts);
	strings_free(&r->odd);
	strings_free(&r->odd_periods);
	free(r->tallies);
	free(r->fresh);
	free(r->gaps);
	free(r->values);
	free(r->changes);
	free(r->seen);
	free(r->texts);
	map_free(&r->slots);
	gather_clear(&r->places);
	memset(r, 0, sizeof(*r));
}

/* Sort by column; within a column the order of arrival stays. */
static void
sort_cells(
    const struct load_cell *in, size_t n, size_t columns, struct load_cell *out)
{
	size_t *at = mem_new(columns + 1, sizeof(*at));

	for (size_t i = 0; i < n; i++)
		at[in[i].column + 1]++;
	for (size_t i = 0; i < columns; i++)
		at[i + 1] += at[i];
	for (size_t i = 0; i < n; i++)
		out[at[in[i].column]++] = in[i];
	free(at);
}

/* Copies: this side goes on while the other reads them. */
static void
put_places(struct reader *r, struct batch *b)
{
	for (size_t i = 0; i < r->places.nnews; i++) {
		size_t at = r->places.news[i];
		struct place place = { at, r->places.areas.items[at] };

		place.area.name = mem_str(place.area.name);
		MEM_PUSH(b->places, b->nplaces, b->capplaces);
		b->places[b->nplaces++] = place;
	}
	gather_told(&r->places);
}

static int
send(struct reader *r, bool gaps, struct err *err)
{
	struct batch *b = queue_empty(r->queue);

	if (b == NULL)
		return err_set(err, ERR_WORK, "stopped");
	b->gaps = gaps;
	b->n = gaps ? r->ngaps : r->nvalues;
	sort_cells(gaps ? r->gaps : r->values, b->n,
	    r->nslots * r->walk.meta->ntopics, b->cells);
	if (gaps)
		r->ngaps = 0;
	else
		r->nvalues = 0;
	for (size_t i = 0; i < r->nfresh; i++) {
		MEM_PUSH(b->slots, b->nslots, b->capslots);
		b->slots[b->nslots++] = r->fresh[i];
	}
	r->nfresh = 0;
	put_places(r, b);
	queue_push(r->queue, b);
	return 0;
}

static int
new_slot(struct reader *r, const struct slot *slot, struct err *err)
{
	const size_t n = r->walk.meta->ntopics;

	if ((r->nslots + 1) * n > READER_COLUMNS)
		return err_set(err, ERR_INPUT,
		    "more than %u columns (topics times periods times "
		    "dimension members): select fewer in the source "
		    "definition",
		    READER_COLUMNS);
	if (r->nslots == r->capslots) {
		r->capslots = r->capslots == 0 ? 1 : r->capslots * 2;
		r->met = mem_grow(r->met, r->capslots, sizeof(*r->met));
		r->parts = mem_grow(r->parts, r->capslots, sizeof(*r->parts));
		r->tallies = mem_grow(
		    r->tallies, r->capslots * (n + 1), sizeof(*r->tallies));
	}
	r->met[r->nslots] = mem_new(r->room / 8 + 1, 1);
	r->parts[r->nslots] = NULL;
	memset(r->tallies + r->nslots * n, 0, n * sizeof(*r->tallies));
	r->nslots++;
	MEM_PUSH(r->fresh, r->nfresh, r->capfresh);
	r->fresh[r->nfresh++] = *slot;
	return 0;
}

static int
find_slot(struct reader *r, const struct row *row, size_t *out, struct err *err)
{
	const char *whole = r->walk.meta->period; /* of the whole table */
	const char *period =
	    row->period[0] == '\0' && whole != NULL ? whole : row->period;
	char key[sizeof(struct slot) + 1];
	struct slot slot;
	int64_t at;
	int len;

	if (strlen(period) >= sizeof(slot.period))
		return err_set(err, ERR_INPUT, "%s: no period", period);
	len = snprintf(key, sizeof(key), "%s\x1f%s", period, row->dims);
	if (!map_get(&r->slots, key, (size_t)len, &at)) {
		snprintf(slot.period, sizeof(slot.period), "%s", period);
		snprintf(slot.dims, sizeof(slot.dims), "%s", row->dims);
		at = (int64_t)r->nslots;
		if (new_slot(r, &slot, err) == -1)
			return -1;
		map_put(&r->slots, key, (size_t)len, at);
	}
	*out = (size_t)at;
	return 0;
}

/* The first row of the same place, period and members: only looked for when a
 * second one turned up. */
struct search {
	const struct row *wanted;
	uint64_t before, found;
};

static int
look_for(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct search *s = arg;

	if (number >= s->before)
		return err_set(err, ERR_INPUT, "none");
	if (strcmp(row->area, s->wanted->area) != 0 ||
	    strcmp(row->period, s->wanted->period) != 0 ||
	    strcmp(row->dims, s->wanted->dims) != 0 ||
	    (row->partial && s->wanted->partial && row->n > 0 &&
		s->wanted->n > 0 &&
		row->cells[0].topic != s->wanted->cells[0].topic))
		return 0;
	s->found = number;
	return err_set(err, ERR_INPUT, "found");
}

static int
twice(const struct reader *r, const struct row *row, uint64_t number,
    struct err *err)
{
	struct search s = { .wanted = row, .before = number };
	struct err ignored = { 0 };

	rows_walk(&r->walk, look_for, &s, NULL, &ignored);
	return err_set(err, ERR_INPUT, "%s%s%s%s%s: is in row %llu already: %s",
	    row->area, row->period[0] != '\0' ? " " : "", row->period,
	    row->dims[0] != '\0' ? " " : "", row->dims,
	    (unsigned long long)s.found,
	    r->walk.source->layout.map != NULL
		? "when own codes make up an area, say \"combine\": \"sum\" "
		  "in the layout"
		: "the table is not sound, fetch it again");
}

/* A cell of a text topic: no fact. Numbers occur there too ("1"), and then
 * come as such. */
static void
note_text(struct reader *r, const struct cell *c)
{
	if (c->kind == CELL_VALUE || (c->kind == CELL_TEXT && c->len > 0))
		r->texts[c->topic]++;
}

/* How the area differs from the year before: a digit, whether the source calls
 * it text or a number. */
static void
note_change(struct reader *r, size_t area, const struct cell *c)
{
	if (c->kind == CELL_VALUE && c->value >= 0 && c->value <= 9 &&
	    c->value == (int)c->value)
		r->changes[area] = (char)('0' + (int)c->value);
	else if (c->kind == CELL_TEXT && c->len == 1)
		r->changes[area] = c->text[0];
}

static int
take_value(struct reader *r, struct load_cell cell, struct err *err)
{
	r->facts++;
	r->values[r->nvalues++] = cell;
	return r->nvalues == QUEUE_CELLS ? send(r, false, err) : 0;
}

static int
take_gap(struct reader *r, struct load_cell cell, struct err *err)
{
	r->gaps[r->ngaps++] = cell;
	return r->ngaps == GAP_CELLS ? send(r, true, err) : 0;
}

static int
take_cell(struct reader *r, size_t slot, size_t area, const struct cell *c,
    struct err *err)
{
	const struct table_meta *meta = r->walk.meta;
	const enum area_level level = r->areas->items[area].level;
	const size_t column = slot * meta->ntopics + c->topic;
	const struct load_cell cell = { .column = (uint32_t)column,
		.area = (uint32_t)area,
		.value = c->value };
	struct load_tally *tally = &r->tallies[column];

	if (c->topic == r->change_topic)
		note_change(r, area, c);
	if (meta->topics[c->topic].type == TOPIC_TEXT) {
		note_text(r, c);
		return 0;
	}
	switch (c->kind) {
	case CELL_VALUE:
		tally->values[level]++;
		tally->zeros[level] += c->value == 0.0;
		return take_value(r, cell, err);
	case CELL_EMPTY:
	case CELL_WITHHELD:
		tally->empty[level]++;
		return 0;
	case CELL_CANNOT:
		tally->cannot[level]++;
		return take_gap(r, cell, err);
	case CELL_TEXT:
		break;
	}
	return 0;
}

/* Count a row of an area that is none of the table's, and remember some. */
static void
count_odd(struct reader *r, const struct row *row)
{
	const char *code = row->area[0] != '\0' ? row->area : "(empty)";

	r->unknown++;
	if (r->odd.n < READER_ODD && !strings_have(&r->odd, code))
		strings_add(&r->odd, code);
}

/* The same for one of a period that is not kept. */
static void
count_period(struct reader *r, const char *key)
{
	r->odd_rows++;
	if (r->odd_periods.n < READER_ODD &&
	    !strings_have(&r->odd_periods, key))
		strings_add(&r->odd_periods, key);
}

static bool
bit(const unsigned char *bits, int64_t at)
{
	return (bits[at / 8] >> (at % 8) & 1) != 0;
}

static void
set_bit(unsigned char *bits, int64_t at)
{
	bits[at / 8] |= (unsigned char)(1u << (at % 8));
}

static int
too_many(struct err *err)
{
	return err_set(err, ERR_INPUT,
	    "more columns than fit in memory: select fewer members or periods "
	    "in the source definition");
}

static unsigned char *
wider(unsigned char *bytes, size_t old, size_t new)
{
	if (bytes == NULL)
		return NULL;
	bytes = mem_grow(bytes, new, 1);
	memset(bytes + old, 0, new - old);
	return bytes;
}

/* Room for twice as many areas. */
static int
widen(struct reader *r, struct err *err)
{
	const size_t room = r->room * 2;
	const size_t old = r->room / 8 + 1, new = room / 8 + 1;

	r->part_bytes = r->part_bytes / old * new;
	if (r->part_bytes > READER_PARTS)
		return too_many(err);
	r->seen = wider(r->seen, r->room + 1, room + 1);
	r->changes = mem_grow(r->changes, room + 1, 1);
	memset(r->changes + r->room + 1, 0, room - r->room);
	for (size_t i = 0; i < r->nslots; i++) {
		unsigned char **parts = r->parts[i];

		r->met[i] = wider(r->met[i], old, new);
		for (size_t k = 0; parts != NULL && k < r->walk.meta->ntopics;
		     k++)
			parts[k] = wider(parts[k], old, new);
	}
	r->room = room;
	return 0;
}

/* Which area a row is about: 1, or 0 when it is none of the table's. */
static int
find_area(
    struct reader *r, const struct row *row, int64_t *area, struct err *err)
{
	if (!r->walk.meta->areas_in_rows)
		return map_gets(&r->places.known, row->area, area);
	*area = gather_meet(&r->places, row);
	if (*area == -1)
		return 0;
	return (size_t)*area >= r->room && widen(r, err) == -1 ? -1 : 1;
}

/* A row of some topics: each cell may come once. 1: it came before. */
static int
meet_cells(struct reader *r, size_t slot, int64_t area, const struct row *row,
    struct err *err)
{
	const struct table_meta *meta = r->walk.meta;
	unsigned char **parts = r->parts[slot];

	r->partial = true;
	if (parts == NULL)
		parts = r->parts[slot] =
		    mem_new(meta->ntopics + 1, sizeof(*parts));
	for (size_t i = 0; i < row->n; i++) {
		unsigned char **bits = &parts[row->cells[i].topic];

		if (*bits == NULL) {
			r->part_bytes += r->room / 8 + 1;
			if (r->part_bytes > READER_PARTS)
				return too_many(err);
			*bits = mem_new(r->room / 8 + 1, 1);
		}
		if (bit(*bits, area))
			return 1;
		set_bit(*bits, area);
	}
	return bit(r->met[slot], area);
}

/* A whole row: 1 when the area was there before, whole or in part. */
static int
meet_row(struct reader *r, size_t slot, int64_t area)
{
	unsigned char **parts = r->parts[slot];

	if (bit(r->met[slot], area))
		return 1;
	set_bit(r->met[slot], area);
	for (size_t i = 0; parts != NULL && i < r->walk.meta->ntopics; i++)
		if (parts[i] != NULL && bit(parts[i], area))
			return 1;
	return 0;
}

static int
take_row(void *arg, const struct row *row, uint64_t number, struct err *err)
{
	struct reader *r = arg;
	int64_t area;
	size_t slot;
	int rc;

	r->taken++;
	if (row->water) /* has a shape only; the figures are of the land */
		return 0;
	if (row->odd_period[0] != '\0') {
		count_period(r, row->odd_period);
		return 0;
	}
	rc = find_area(r, row, &area, err);
	if (rc == 0)
		count_odd(r, row);
	if (rc != 1)
		return rc;
	if (find_slot(r, row, &slot, err) == -1)
		return -1;
	rc = row->partial ? meet_cells(r, slot, area, row, err)
			  : meet_row(r, slot, area);
	if (rc != 0)
		return rc == 1 ? twice(r, row, number, err) : -1;
	r->seen[area] = 1;
	if (row->change != '\0')
		r->changes[area] = row->change;
	for (size_t i = 0; i < row->n; i++)
		if (take_cell(r, slot, (size_t)area, &row->cells[i], err) == -1)
			return -1;
	return 0;
}

/* Where rows hold some topics only, a cell that has none is an empty one:
 * counted per level, for the areas that have a row at all. */
static void
count_absent(struct reader *r)
{
	const struct table_meta *meta = r->walk.meta;
	uint32_t seen[LEVELS] = { 0 };

	for (size_t i = 0; i < r->areas->n; i++)
		seen[r->areas->items[i].level] += r->seen[i];
	for (size_t c = 0; c < r->nslots * meta->ntopics; c++)
		for (int i = 0; i < LEVELS; i++) {
			struct load_tally *t = &r->tallies[c];

			t->empty[i] = seen[i] - t->values[i] - t->cannot[i];
		}
}

void *
reader_run(void *arg)
{
	struct reader *r = arg;

	r->rc = rows_walk(&r->walk, take_row, r, &r->rows, &r->err);
	if (r->rc == 0 && r->ngaps > 0)
		r->rc = send(r, true, &r->err);
	if (r->rc == 0) /* the last slots may have no value at all */
		r->rc = send(r, false, &r->err);
	if (r->rc == 0 && r->partial)
		count_absent(r);
	queue_close(r->queue);
	return NULL;
}
