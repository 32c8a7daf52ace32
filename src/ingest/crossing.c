/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crossing: weights between areas of two years, from a file.
 */
#include "ingest/crossing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/crosswalk.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/csv.h"
#include "ingest/part.h"

#define HEADER_WITHIN 50 /* records in which the header is looked for */

static size_t
column_of(const struct record *record, const char *name)
{
	char *want = text_fold(name);
	size_t at = record->n;

	for (size_t i = 0; i < record->n && at == record->n; i++) {
		char *got = text_fold(record->fields[i].text);

		if (strcmp(got, want) == 0)
			at = i;
		free(got);
	}
	free(want);
	return at;
}

int
crossing_row(
    struct crossing_columns *c, const struct record *record, struct err *err)
{
	bool all = true;

	for (size_t i = 0; i < CROSSING_COLUMNS && c->found; i++)
		if (c->names[i] != NULL && c->at[i] >= record->n)
			return err_set(err, ERR_INPUT,
			    "line %llu: has no column \"%s\": mend the file",
			    (unsigned long long)record->line, c->names[i]);
	if (c->found)
		return 0;
	for (size_t i = 0; i < CROSSING_COLUMNS; i++) {
		if (c->names[i] == NULL)
			continue;
		c->at[i] = column_of(record, c->names[i]);
		all &= c->at[i] < record->n;
	}
	c->found = all;
	if (++c->looked >= HEADER_WITHIN && crossing_header(c, err) == -1)
		return -1;
	return 1;
}

int
crossing_header(const struct crossing_columns *c, struct err *err)
{
	if (c->found)
		return 0;
	return err_set(err, ERR_INPUT,
	    "no header with the columns \"%s\" and \"%s\" in the first %d "
	    "lines: see the names in the definition",
	    c->names[0], c->names[1], HEADER_WITHIN);
}

static int
read_side(struct store *store, int year, struct areas *areas, struct map *at,
    struct err *err)
{
	struct area_filter filter = { .year = year, .level = -1 };

	if (store_areas(store, &filter, areas, err) == -1)
		return -1;
	if (areas->n == 0)
		return err_set(err, ERR_WORK,
		    "facts.db has no areas of %d: load a table of that year, "
		    "then run 'feiten refresh' again",
		    year);
	for (size_t i = 0; i < areas->n; i++)
		map_puts(at, areas->items[i].code, (int64_t)i);
	return 0;
}

static void
sides_clear(struct sides *s)
{
	areas_free(&s->from);
	areas_free(&s->to);
	map_free(&s->from_at);
	map_free(&s->to_at);
}

struct reading { /* a file of weights */
	const struct source *src;
	const struct sides *sides;
	struct crossing_columns columns;
	struct link_counts *out;
};

static int
find_area(const struct csv_field *f, const struct map *known, int year,
    uint32_t *at, struct err *err)
{
	char code[12];
	enum area_level level;
	int64_t found;

	if (area_code(f->text, f->len, code, &level) == -1)
		return err_set(err, ERR_INPUT,
		    "\"%.40s\" is no code of a gemeente, wijk or buurt",
		    f->text);
	if (!map_gets(known, code, &found))
		return err_set(err, ERR_INPUT,
		    "%s: there is no such area in %d: mend the code, or the "
		    "years in the definition",
		    code, year);
	*at = (uint32_t)found;
	return 0;
}

static int
take_weight(void *arg, const struct record *record, struct err *err)
{
	struct reading *r = arg;
	const struct crossing *x = &r->src->crossing;
	struct link_count one = { .n = 1.0 };
	const struct csv_field *f = record->fields;
	int rc = crossing_row(&r->columns, record, err);

	if (rc != 0)
		return rc == 1 ? 0 : -1;
	if (find_area(&f[r->columns.at[0]], &r->sides->from_at, x->from_year,
		&one.from, err) == -1 ||
	    find_area(&f[r->columns.at[1]], &r->sides->to_at, x->to_year,
		&one.to, err) == -1)
		return err_ctx(
		    err, "line %llu", (unsigned long long)record->line);
	if (r->sides->from.items[one.from].level !=
	    r->sides->to.items[one.to].level)
		return err_set(err, ERR_INPUT,
		    "line %llu: %s and %s are not of one level",
		    (unsigned long long)record->line,
		    r->sides->from.items[one.from].code,
		    r->sides->to.items[one.to].code);
	if (x->weight != NULL) {
		const struct csv_field *w = &f[r->columns.at[2]];

		if (csv_number(w->text, w->len, false, &one.n) == -1 &&
		    csv_number(w->text, w->len, true, &one.n) == -1)
			return err_set(err, ERR_INPUT,
			    "line %llu: \"%.40s\" is no weight (0.25)",
			    (unsigned long long)record->line, w->text);
	}
	MEM_PUSH(r->out->items, r->out->n, r->out->cap);
	r->out->items[r->out->n++] = one;
	return 0;
}

static int
read_weights(const struct source *src, const struct raw_run *run,
    const struct sides *sides, struct link_counts *out, struct err *err)
{
	struct reading r = { .src = src, .sides = sides, .out = out };
	const struct cut cut = { .kind = CUT_CSV,
		.inside = src->crossing.inside };

	r.columns.names[0] = src->crossing.from;
	r.columns.names[1] = src->crossing.to;
	r.columns.names[2] = src->crossing.weight;
	for (size_t i = 0; i < run->nparts; i++)
		if (run->parts[i].data &&
		    part_walk(
			run, &run->parts[i], &cut, take_weight, &r, err) == -1)
			return -1;
	if (crossing_header(&r.columns, err) == -1)
		return -1;
	if (out->n == 0)
		return err_set(err, ERR_INPUT, "not one weight in it");
	return 0;
}

/* Addresses are of buurten; what they say of wijken and gemeenten follows. */
static void
lift(const struct sides *sides, enum area_level level, struct link_counts *list)
{
	struct map at = { 0 };
	const size_t n = list->n;

	for (size_t i = 0; i < n; i++) {
		const struct link_count one = list->items[i];
		const struct area *a = &sides->from.items[one.from];
		const struct area *b = &sides->to.items[one.to];
		int64_t up[2], there;
		uint64_t key;

		if (a->level != LEVEL_BUURT ||
		    !map_gets(&sides->from_at,
			level == LEVEL_WIJK ? a->parent : a->municipality,
			&up[0]) ||
		    !map_gets(&sides->to_at,
			level == LEVEL_WIJK ? b->parent : b->municipality,
			&up[1]))
			continue;
		key = (uint64_t)up[0] << 32 | (uint64_t)up[1];
		if (map_get(&at, (char *)&key, sizeof(key), &there)) {
			list->items[there].n += one.n;
			continue;
		}
		map_put(&at, (char *)&key, sizeof(key), (int64_t)list->n);
		MEM_PUSH(list->items, list->n, list->cap);
		list->items[list->n++] = (struct link_count){ (uint32_t)up[0],
			(uint32_t)up[1], one.n };
	}
	map_free(&at);
}

/* From numbers of addresses to parts of the old area. */
static void
to_parts(const struct sides *sides, struct link_counts *list)
{
	double *all = mem_new(sides->from.n, sizeof(*all));

	for (size_t i = 0; i < list->n; i++)
		all[list->items[i].from] += list->items[i].n;
	for (size_t i = 0; i < list->n; i++)
		list->items[i].n /= all[list->items[i].from];
	free(all);
}

static int
check(
    const struct sides *sides, const struct link_counts *list, struct err *err)
{
	struct weight *w = mem_new(list->n, sizeof(*w));
	const char **names = mem_new(sides->from.n, sizeof(*names));
	int rc;

	for (size_t i = 0; i < list->n; i++)
		w[i] = (struct weight){ list->items[i].from, list->items[i].to,
			list->items[i].n };
	for (size_t i = 0; i < sides->from.n; i++)
		names[i] = sides->from.items[i].code;
	rc =
	    crosswalk_check(w, list->n, names, sides->from.n, sides->to.n, err);
	free(names);
	free(w);
	return rc;
}

/* In the order of ids: quickest to put, and the same every time. */
static int
by_ids(const void *a, const void *b)
{
	const struct crossing_part *x = a, *y = b;

	if (x->area != y->area)
		return x->area < y->area ? -1 : 1;
	return (x->other > y->other) - (x->other < y->other);
}

/* Of both years, when they came as addresses. */
static int
load_postcodes(struct load *l, const struct crossing *x,
    const struct sides *sides, struct postcode_counts postcodes[2],
    struct err *err)
{
	int rc = 0;

	for (int i = 0; i < 2 && rc == 0 && x->addresses; i++) {
		struct postcode_part *parts = postcodes_parts(
		    &postcodes[i], i == 0 ? &sides->from : &sides->to);

		rc = store_load_postcodes(l, i == 0 ? x->from_year : x->to_year,
		    parts, postcodes[i].n, err);
		free(parts);
	}
	return rc;
}

static int
load(struct store *store, const struct source *src, const struct load_run *lr,
    const struct sides *sides, const struct link_counts *list,
    struct postcode_counts postcodes[2], const char *notice, struct err *err)
{
	struct table_meta meta = { .id = mem_str(lr->table),
		.title = mem_str(src->title_nl),
		.period = mem_str(""),
		.area_year = src->crossing.to_year,
		.rows = (int64_t)lr->rows };
	struct crossing_part *parts = mem_new(list->n, sizeof(*parts));
	struct load_end end = { .notice = notice, .rows = lr->rows };
	struct load *l = NULL;
	uint64_t changed;
	int rc = -1;

	for (size_t i = 0; i < list->n; i++)
		parts[i] = (struct crossing_part){
			sides->from.items[list->items[i].from].id,
			sides->to.items[list->items[i].to].id, list->items[i].n
		};
	qsort(parts, list->n, sizeof(*parts), by_ids);
	if (store_load_begin(store, src, lr, &meta, &l, err) == 0 &&
	    store_load_crosswalk(l, parts, list->n,
		src->crossing.addresses ? BASIS_ADDRESSES : BASIS_TABLE,
		err) == 0 &&
	    load_postcodes(l, &src->crossing, sides, postcodes, err) == 0) {
		rc = store_load_end(l, &end, &changed, err);
		l = NULL;
	}
	store_load_abort(l);
	free(parts);
	table_meta_clear(&meta);
	return rc;
}

int
crossing_ingest(struct store *store, const struct source *src,
    const struct raw_run *run, const struct load_run *lr,
    struct ingest_result *out, struct err *err)
{
	const struct crossing *x = &src->crossing;
	struct sides sides = { 0 };
	struct link_counts list = { 0 };
	struct postcode_counts postcodes[2] = { 0 };
	struct load_run mine = *lr;
	struct buf notice = { 0 };
	uint64_t rows = 0;
	int rc = -1;

	if (read_side(store, x->from_year, &sides.from, &sides.from_at, err) ==
		-1 ||
	    read_side(store, x->to_year, &sides.to, &sides.to_at, err) == -1)
		goto done;
	if (x->addresses) {
		if (addresses_count(src, run, &sides, &list, postcodes, &rows,
			&notice, err) == -1)
			goto done;
		lift(&sides, LEVEL_WIJK, &list);
		lift(&sides, LEVEL_GEMEENTE, &list);
		to_parts(&sides, &list);
	} else {
		if (read_weights(src, run, &sides, &list, err) == -1)
			goto done;
		rows = list.n;
	}
	if (check(&sides, &list, err) == -1)
		goto done;
	mine.rows = rows;
	rc =
	    load(store, src, &mine, &sides, &list, postcodes, notice.data, err);
	if (rc == -1)
		goto done;
	*out = (struct ingest_result){ .rows = rows };
	snprintf(out->notice, sizeof(out->notice),
	    "%zu weights from %d to %d%s%s", list.n, x->from_year, x->to_year,
	    notice.len > 0 ? "; " : "", buf_str(&notice));
done:
	buf_free(&notice);
	postcodes_clear(&postcodes[0]);
	postcodes_clear(&postcodes[1]);
	free(list.items);
	sides_clear(&sides);
	return rc;
}
