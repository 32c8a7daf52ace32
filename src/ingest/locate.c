/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * locate: the records of a run once more, until the one that holds a value.
 */
#include "ingest/locate.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/gather.h"
#include "ingest/part.h"
#include "ingest/rows.h"
#include "source/adapter.h"

struct locating {
	const struct walk *walk;
	const struct locate_ask *ask;
	size_t topic;
	struct row_reader *reader;
	struct row row;
	const struct raw_part *part; /* being read */
	uint64_t next; /* line of the record after the one found */
	struct place *found;
};

static const struct topic *
topic_of(const struct locating *l)
{
	return &l->walk->meta->topics[l->topic];
}

/* By title, group and unit; of several, the one with the key. */
static bool
find_topic(struct locating *l)
{
	const struct table_meta *meta = l->walk->meta;
	const struct locate_ask *ask = l->ask;
	bool any = false;

	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];

		if (strcmp(t->title, ask->title) != 0 ||
		    strcmp(t->group, ask->group) != 0 ||
		    strcmp(t->unit, ask->unit) != 0)
			continue;
		if (!any || strcmp(t->key, ask->key) == 0)
			l->topic = i;
		any = true;
	}
	return any;
}

static bool
is_it(const struct locating *l)
{
	const struct row *row = &l->row;
	const char *whole = l->walk->meta->period;
	const char *period =
	    row->period[0] != '\0' || whole == NULL ? row->period : whole;

	if (row->skip || strcmp(row->area, l->ask->area) != 0 ||
	    strcmp(period, l->ask->period) != 0 ||
	    strcmp(row->dims, l->ask->dims) != 0)
		return false;
	for (size_t i = 0; i < row->n; i++)
		if (row->cells[i].topic == l->topic &&
		    row->cells[i].kind == CELL_VALUE)
			return true;
	return false;
}

/* Bytes of a number, word or text of JSON. */
static size_t
token(const char *s, size_t len)
{
	const bool quoted = len > 0 && *s == '"';
	size_t i = quoted ? 1 : 0;

	if (!quoted)
		while (i < len && memchr(",} \r\n\t", s[i], 6) == NULL)
			i++;
	else
		while (i < len && s[i] != '"')
			i += s[i] == '\\' ? 2 : 1;
	return quoted && i < len ? i + 1 : quoted ? 0 : i;
}

/* Where the figure of a member stands in a record of JSON: 1 when it has that
 * member with something in it. */
static bool
member_at(const struct record *r, const char *name, size_t *at, size_t *len)
{
	const size_t n = strlen(name);
	const char *end = r->text + r->len;

	for (const char *p = r->text; p + n + 2 < end; p++) {
		const char *v = p + n + 2;

		if (*p != '"' || memcmp(p + 1, name, n) != 0 || p[n + 1] != '"')
			continue;
		while (v < end && (*v == ' ' || *v == ':'))
			v++;
		if (v == p + n + 2)
			continue; /* a text that reads like the name */
		*at = (size_t)(v - r->text);
		*len = token(v, (size_t)(end - v));
		return *len > 0;
	}
	return false;
}

static void
note_place(struct locating *l, const struct record *r)
{
	struct place *out = l->found;
	size_t at, len;

	*out = (struct place){ .part = l->part,
		.line = r->line,
		.packed = r->packed,
		.sheet = r->sheet };
	if (r->text == NULL || r->packed)
		return;
	out->at = r->at;
	out->len = r->len;
	if (member_at(r, topic_of(l)->key, &at, &len) ||
	    member_at(r, "Value", &at, &len)) {
		out->value_at = r->at + at;
		out->value_len = len;
	}
}

static int
take(void *arg, const struct record *record, struct err *err)
{
	struct locating *l = arg;
	int rc;

	if (l->found->part != NULL) {
		if (l->next == 0)
			l->next = record->line;
		return 0;
	}
	do {
		rc = l->walk->adapter->row(l->reader, record, &l->row, err);
		if (rc != -1 && l->found->part == NULL && is_it(l))
			note_place(l, record);
	} while (rc == 1);
	return rc;
}

/* From lines to bytes: a line ends in CR, LF or both. */
struct lines {
	uint64_t at, line, from, to; /* from, to: lines wanted */
	uint64_t start, end;	     /* bytes */
	bool after_cr;
};

static int
count_lines(void *arg, const char *data, size_t len, struct err *err)
{
	struct lines *l = arg;

	(void)err;
	for (size_t i = 0; i < len; i++, l->at++) {
		bool half = l->after_cr && data[i] == '\n';

		l->after_cr = data[i] == '\r';
		if (data[i] != '\n' && data[i] != '\r')
			continue;
		if (!half)
			l->line++;
		/* The LF of a CR LF belongs to the line before it. */
		if (l->line == l->from)
			l->start = l->at + 1;
		if (l->line == l->to && l->end == 0 && !half)
			l->end = l->at;
	}
	return 0;
}

static int
find_line(struct locating *l, struct err *err)
{
	struct place *p = l->found;
	struct lines lines = { .line = 1, .from = p->line, .to = l->next };

	if (raw_walk(l->walk->run, p->part, count_lines, &lines, err) == -1)
		return -1;
	if (lines.end == 0) /* the last record, or the line end is lacking */
		lines.end = lines.at;
	p->at = p->line == 1 ? 0 : lines.start;
	p->len = lines.end > p->at ? lines.end - p->at : 0;
	return 0;
}

static int
walk_parts(struct locating *l, struct err *err)
{
	const struct walk *w = l->walk;
	struct place *found = l->found;
	struct cut cut;

	for (size_t i = 0; i < w->run->nparts && found->part == NULL; i++) {
		l->part = &w->run->parts[i];
		if (!l->part->data &&
		    (w->source->dataset == NULL ||
			strcmp(l->part->role, w->source->dataset) != 0))
			continue;
		if (adapter_cut(w->adapter, w->source, l->part->role, &cut,
			err) == -1 ||
		    part_walk(w->run, l->part, &cut, take, l, err) == -1)
			return -1;
	}
	if (found->part != NULL)
		return found->line > 0 && !found->packed && !found->sheet
		    ? find_line(l, err)
		    : 0;
	while (w->adapter->rows_end != NULL && !found->summed) {
		int rc = w->adapter->rows_end(l->reader, &l->row, err);

		if (rc != 1)
			return rc;
		found->summed = is_it(l);
	}
	return 0;
}

int
ingest_locate(const struct source *src, const struct raw_run *run,
    const struct locate_ask *ask, struct place *out, struct err *err)
{
	const char *kind = run->adapter != NULL ? run->adapter : src->adapter;
	struct table_meta meta = { 0 };
	struct walk walk = { .source = src,
		.adapter = adapter_find(kind),
		.run = run,
		.meta = &meta };
	struct locating l = { .walk = &walk, .ask = ask, .found = out };
	int rc = -1;

	*out = (struct place){ 0 };
	if (walk.adapter == NULL)
		return err_set(err, ERR_INPUT, "no adapter '%s'", kind);
	if (walk.adapter->shaped) /* a figure of many things with a place */
		return 0;
	if (walk.adapter->describe(src, rows_part, &walk, &meta, err) == -1)
		goto done;
	if (!find_topic(&l)) {
		rc = 0;
		goto done;
	}
	l.reader = walk.adapter->rows_new(src, &meta);
	rc = walk_parts(&l, err);
	walk.adapter->rows_free(l.reader);
done:
	free(l.row.cells);
	table_meta_clear(&meta);
	return rc;
}
