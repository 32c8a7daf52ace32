/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rows: raw parts -> records -> rows.
 */
#include "ingest/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"
#include "ingest/part.h"

#define PEEK 8 /* records that show what a file is like */

struct rows {
	const struct walk *walk;
	rows_sink *sink;
	void *arg;
	struct row_reader *reader;
	struct row row;
	uint64_t number;
};

/* All rows of one record. What is read line by line is numbered by who reads
 * it. */
static int
take_record(void *arg, const struct record *record, struct err *err)
{
	struct rows *r = arg;
	int rc;

	r->number++;
	do {
		rc = r->walk->adapter->row(r->reader, record, &r->row, err);
		if (rc != -1 && !r->row.skip &&
		    r->sink(r->arg, &r->row, r->number, err) == -1)
			rc = -1;
	} while (rc == 1);
	if (rc == -1 && record->text != NULL)
		err_ctx(err, "row %llu", (unsigned long long)r->number);
	return rc;
}

/* Rows that are known only now that all records were seen. */
static int
take_last(struct rows *r, struct err *err)
{
	const struct adapter *a = r->walk->adapter;
	int rc = 0;

	while (a->rows_end != NULL &&
	    (rc = a->rows_end(r->reader, &r->row, err)) == 1)
		if (r->sink(r->arg, &r->row, r->number, err) == -1)
			return -1;
	return rc;
}

/* Whether a part holds rows. */
static bool
is_data(const struct walk *w, const struct raw_part *part)
{
	return part->data ||
	    (w->source->dataset != NULL &&
		strcmp(part->role, w->source->dataset) == 0);
}

static int
walk_part(struct rows *r, const struct raw_part *part, struct err *err)
{
	const struct walk *w = r->walk;
	struct cut cut;

	if (adapter_cut(w->adapter, w->source, part->role, &cut, err) == -1)
		return -1;
	return part_walk(w->run, part, &cut, take_record, r, err);
}

int
rows_walk(const struct walk *w, rows_sink *sink, void *arg, uint64_t *count,
    struct err *err)
{
	struct rows r = { .walk = w, .sink = sink, .arg = arg };
	size_t parts = 0;
	int rc = -1;

	r.reader = w->adapter->rows_new(w->source, w->meta);
	for (size_t i = 0; i < w->run->nparts; i++) {
		const struct raw_part *part = &w->run->parts[i];

		if (!is_data(w, part))
			continue;
		parts++;
		if (walk_part(&r, part, err) == -1)
			goto done;
	}
	if (take_last(&r, err) == -1)
		goto done;
	if (parts == 0) {
		err_set(err, ERR_INPUT, "no part with rows: fetch it again");
		goto done;
	}
	if (w->adapter->rows_whole != NULL &&
	    w->adapter->rows_whole(r.reader, err) == -1)
		goto done;
	if (count != NULL)
		*count = r.number;
	rc = 0;
done:
	w->adapter->rows_free(r.reader);
	free(r.row.cells);
	return rc;
}

bool
rows_counted(const struct walk *w)
{
	struct cut cut;
	struct err ignored = { 0 };

	for (size_t i = 0; i < w->run->nparts; i++) {
		const struct raw_part *part = &w->run->parts[i];

		if (is_data(w, part) &&
		    (adapter_cut(w->adapter, w->source, part->role, &cut,
			 &ignored) == -1 ||
			cut.kind != CUT_JSON))
			return false;
	}
	return true;
}

/* The first records of a file, for who wants to know its columns. */
struct peek {
	struct json *lines;
	size_t n, most;
	bool enough;
};

static int
take_line(void *arg, const struct record *record, struct err *err)
{
	struct peek *p = arg;
	struct json *line, *fields;

	if (p->n == p->most) {
		p->enough = true;
		return err_set(err, ERR_INPUT, "enough");
	}
	p->n++;
	line = json_add_object(p->lines, NULL);
	json_add_int(line, "line", (int64_t)record->line);
	json_add_bool(line, "sheet", record->sheet);
	fields = json_add_array(line, "fields");
	for (size_t i = 0; i < record->n; i++)
		json_add_str(fields, NULL, record->fields[i].text);
	if (!record->sheet)
		return 0;
	fields = json_add_array(line, "numbers");
	for (size_t i = 0; i < record->n; i++)
		json_add_bool(fields, NULL,
		    record->fields[i].len > 0 && !record->fields[i].quoted);
	return 0;
}

static int
peek(const struct raw_run *run, const struct raw_part *part,
    const struct cut *cut, struct buf *out, struct err *err)
{
	struct peek p = { .lines = json_array(),
		.most = cut->peek > 0 ? cut->peek : PEEK };
	int rc = part_walk(run, part, cut, take_line, &p, err);

	if (rc == -1 && p.enough) {
		err_clear(err);
		rc = 0;
	}
	if (rc == 0)
		json_print(p.lines, false, out);
	json_free(p.lines);
	return rc;
}

static int
gather(void *arg, const char *data, size_t len, struct err *err)
{
	struct buf *out = arg;

	if (out->len + len > PART_MAX)
		return err_set(
		    err, ERR_INPUT, "larger than %u MB", PART_MAX >> 20);
	buf_put(out, data, len);
	return 0;
}

int
rows_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	const struct walk *w = arg;
	const char *slash = strchr(role, '/');
	char *name = mem_strn(
	    role, slash != NULL ? (size_t)(slash - role) : strlen(role));
	const struct raw_part *part = raw_find(w->run, name, 1);
	struct cut cut;
	int rc = -1;

	if (part == NULL)
		err_set(
		    err, ERR_INPUT, "%s: no such part: fetch it again", name);
	else if (slash != NULL)
		rc = part_entry(w->run, part, slash + 1, out, err);
	else if (adapter_cut(w->adapter, w->source, name, &cut, err) == 0)
		rc = cut.kind == CUT_JSON && cut.inside == NULL
		    ? raw_walk(w->run, part, gather, out, err)
		    : peek(w->run, part, &cut, out, err);
	free(name);
	return rc;
}
