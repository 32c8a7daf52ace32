/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout: what there is to say of a table that is read by a layout.
 */
#include "source/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/json.h"
#include "layout_own.h"
#include "model/period.h"

#define PEEK 1000	   /* lines that show which columns hold numbers */
#define PEEK_TURNED 100000 /* of a transposed table: its topics */
#define COLUMNS_MAX 4000

int
layout_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct table_ref ref = { .rows = -1 };

	(void)body, (void)len, (void)err;
	ref.id =
	    mem_str(src->table_ids.n > 0 ? src->table_ids.items[0] : src->id);
	ref.title = mem_str(src->title_nl);
	ref.period = mem_str(src->period);
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = ref;
	return 0;
}

void
layout_cut(const struct source *src, enum cut_kind kind, struct cut *out)
{
	static const enum csv_encoding encodings[] = {
		[ENCODING_GUESS] = CSV_GUESS,
		[ENCODING_UTF8] = CSV_UTF8,
		[ENCODING_CP1252] = CSV_CP1252,
	};
	const struct layout *l = &src->layout;

	*out = (struct cut){ .kind = kind,
		.inside = l->inside,
		.sheet = l->sheet,
		.heads = l->skip + l->heads,
		.csv = { .separator = l->separator,
		    .encoding = encodings[l->encoding],
		    .skip = l->skip } };
	if (l->ncolumns == 0)
		out->peek = l->transposed ? PEEK_TURNED : PEEK;
}

static void
add_topic(struct table_meta *meta, const struct layout_field *f,
    const struct layout_column *c)
{
	const char *heading = f->title != NULL ? f->title : f->name;
	struct topic *t;
	char *title, *unit;

	layout_split_unit(heading, &title, &unit);
	if (f->unit != NULL && strcmp(f->unit, unit) != 0) {
		/* Then what stands in brackets is no unit. */
		free(title);
		title = mem_str(heading);
	}
	MEM_PUSH(meta->topics, meta->ntopics, meta->captopics);
	t = &meta->topics[meta->ntopics];
	*t = (struct topic){ .key = mem_str(f->name),
		.group = mem_str(""),
		.description = mem_str(f->description),
		.position = (int)meta->ntopics,
		.decimals = c != NULL && c->decimals > 0 ? c->decimals : 0 };
	meta->ntopics++;
	if (c != NULL && c->title != NULL) {
		free(title);
		title = mem_str(c->title);
	}
	if (f->unit != NULL || (c != NULL && c->unit != NULL)) {
		free(unit);
		unit =
		    mem_str(c != NULL && c->unit != NULL ? c->unit : f->unit);
	}
	t->title = title;
	t->unit = unit;
}

static bool
same(const char *a, const char *b)
{
	char *x, *y;
	bool is;

	if (a == NULL || b == NULL)
		return false;
	x = text_fold(a);
	y = text_fold(b);
	is = strcmp(x, y) == 0;
	free(x);
	free(y);
	return is;
}

/* Whether a column is something else than a topic. */
static bool
has_part(const struct layout *l, const char *name)
{
	if (same(l->area, name) || same(l->area_name, name) ||
	    same(l->period, name) || same(l->topic, name))
		return true;
	for (size_t i = 0; i < l->where.n; i++)
		if (same(l->where.items[i].name, name))
			return true;
	return false;
}

static int
add_topics(const struct layout *l, const struct layout_field found[], size_t n,
    struct table_meta *meta, struct err *err)
{
	if (n > COLUMNS_MAX)
		return err_set(
		    err, ERR_INPUT, "more than %d columns", COLUMNS_MAX);
	for (size_t i = 0; i < l->ncolumns; i++) {
		struct layout_field f = { .name = l->columns[i].column };

		for (size_t k = 0; k < n; k++)
			if (same(found[k].name, f.name))
				f = found[k];
		f.name = l->columns[i].column;
		add_topic(meta, &f, &l->columns[i]);
	}
	for (size_t i = 0; i < n && l->ncolumns == 0; i++)
		if (found[i].number && !has_part(l, found[i].name))
			add_topic(meta, &found[i], NULL);
	if (meta->ntopics > 0)
		return 0;
	return err_set(err, ERR_INPUT,
	    "no column that holds numbers was found: list the columns to load "
	    "under \"columns\" in the layout");
}

static void
add_dimension(struct table_meta *meta, const char *name, int kind)
{
	MEM_PUSH(meta->dims, meta->ndims, meta->capdims);
	meta->dims[meta->ndims] = (struct dimension){ .name = mem_str(name) };
	meta->dims[meta->ndims++].kind = kind;
}

int
layout_describe(const struct source *src, const struct layout_field found[],
    size_t n, struct table_meta *out, struct err *err)
{
	const struct layout *l = &src->layout;
	struct table_meta meta = {
		.rows = -1, .typed = true, .areas_in_rows = true
	};

	meta.id =
	    mem_str(src->table_ids.n > 0 ? src->table_ids.items[0] : src->id);
	meta.title = mem_str(src->title_nl);
	meta.period = mem_str(src->period != NULL ? src->period : "");
	meta.area_year = src->area_year;
	if (meta.area_year == 0 && src->period != NULL)
		meta.area_year = period_year(src->period);
	add_dimension(
	    &meta, l->area != NULL ? l->area : "area", DIMENSION_AREA);
	if (l->period != NULL)
		add_dimension(&meta, l->period, DIMENSION_TIME);
	if (add_topics(l, found, n, &meta, err) == -1) {
		table_meta_clear(&meta);
		return -1;
	}
	*out = meta;
	return 0;
}

/* Columns of a file, and which hold numbers. */
struct columns {
	struct heads heads;
	struct layout_field *items;
	bool *texts; /* per column: holds something that is no number */
	size_t n;
};

static void
see_headings(struct columns *c)
{
	c->n = c->heads.names.n;
	c->items = mem_new(c->n + 1, sizeof(*c->items));
	c->texts = mem_new(c->n + 1, sizeof(*c->texts));
	for (size_t i = 0; i < c->n; i++)
		c->items[i].name = c->heads.names.items[i];
}

static void
see_value(const struct layout *l, struct columns *c, size_t i, const char *s,
    bool number)
{
	struct err ignored = { 0 };
	struct cell cell;

	if (i >= c->n || layout_missing(l, s, strlen(s)) || c->texts[i])
		return;
	c->items[i].number =
	    number || layout_value(l, s, strlen(s), &cell, &ignored) == 0;
	c->texts[i] = !c->items[i].number;
}

/* Transposed, the first column holds the topics: one of the fields behind it
 * may be its unit, and all others are values. */
static void
see_topic(const struct layout *l, struct columns *c, size_t *cap,
    const struct csv_field fields[], const bool numbers[], size_t n)
{
	const struct strings *names = &c->heads.names;
	struct layout_field f = { .name = fields[0].text };
	struct err ignored = { 0 };
	struct cell cell;

	for (size_t i = 1; i < n && i < names->n; i++) {
		const char *s = fields[i].text;

		if (layout_unit_heading(names->items[i])) {
			if (s[0] != '\0' && f.unit == NULL)
				f.unit = s;
		} else if (!layout_missing(l, s, fields[i].len))
			f.number = f.number || numbers[i] ||
			    layout_value(
				l, s, fields[i].len, &cell, &ignored) == 0;
	}
	MEM_PUSH(c->items, c->n, *cap);
	c->items[c->n++] = f;
}

/* One line: the header, or what stands below it. */
static void
see_line(const struct layout *l, struct columns *c, size_t *cap,
    const struct json *line, struct csv_field *room, bool *numbers)
{
	const struct json *fields = json_get(line, "fields"), *f;
	const struct json *number = json_first(json_get(line, "numbers"));
	bool below = c->heads.seen == c->heads.wanted;
	size_t n = 0, filled = 0;

	if (json_get_num(line, "line") <= l->skip)
		return;
	for (f = json_first(fields); f != NULL && n < CSV_FIELDS;
	     f = json_next(f), number = json_next(number), n++) {
		const char *s = json_str(f) != NULL ? json_str(f) : "";

		filled += s[0] != '\0';
		room[n] = (struct csv_field){ s, strlen(s), false };
		numbers[n] = json_true(number);
		if (below && !l->transposed)
			see_value(l, c, n, s, numbers[n]);
	}
	/* A line of one text is a title or a footer. */
	if (below && l->transposed && n > 0 && room[0].len > 0 && filled > 1)
		see_topic(l, c, cap, room, numbers, n);
	if (!below && n > 0 &&
	    heads_add(&c->heads, room, n, json_get_true(line, "sheet")) &&
	    !l->transposed)
		see_headings(c);
}

int
layout_describe_lines(const struct source *src, const char *peek, size_t len,
    struct table_meta *out, struct err *err)
{
	const struct layout *l = &src->layout;
	struct columns c = { .heads.wanted = l->heads };
	struct csv_field *room = mem_new(CSV_FIELDS, sizeof(*room));
	bool *numbers = mem_new(CSV_FIELDS, sizeof(*numbers));
	struct json *lines = json_parse(peek, len, err);
	size_t cap = 0;
	int rc = -1;

	if (lines == NULL)
		goto done;
	for (const struct json *line = json_first(lines); line != NULL;
	     line = json_next(line))
		see_line(l, &c, &cap, line, room, numbers);
	if (c.heads.seen < c.heads.wanted) {
		err_set(err, ERR_INPUT,
		    "no headings: the file has too few lines (skip %d, heads "
		    "%d)",
		    l->skip, l->heads);
		goto done;
	}
	rc = layout_describe(src, c.items, c.n, out, err);
done:
	heads_clear(&c.heads);
	free(c.items);
	free(c.texts);
	free(numbers);
	free(room);
	json_free(lines);
	return rc;
}
