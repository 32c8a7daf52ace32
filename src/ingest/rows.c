/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rows: raw part -> bytes -> records -> rows.
 */
#include "ingest/rows.h"

#include <stdlib.h>

#include "codec/jscan.h"

#define PART_MAX (64u << 20) /* largest small part, decoded */

struct rows {
	const struct walk *walk;
	rows_sink *sink;
	void *arg;
	struct row_reader *reader;
	struct row row;
	uint64_t number;
	struct jscan *scan; /* of the page at hand */
};

/* All rows of one record. */
static int
take_rows(struct rows *r, const struct record *record, struct err *err)
{
	int rc;

	do {
		rc = r->walk->adapter->row(r->reader, record, &r->row, err);
		if (rc == -1 ||
		    (!r->row.skip &&
			r->sink(r->arg, &r->row, r->number, err) == -1))
			return err_ctx(
			    err, "row %llu", (unsigned long long)r->number);
	} while (rc == 1);
	return 0;
}

static int
take_record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct rows *r = arg;
	const struct record record = { .text = text, .len = len };

	(void)at;
	(void)row;
	r->number++;
	return take_rows(r, &record, err);
}

static int
take_bytes(void *arg, const char *data, size_t len, struct err *err)
{
	struct rows *r = arg;

	return jscan_push(r->scan, data, len, err);
}

static int
walk_page(struct rows *r, const struct raw_part *part, struct err *err)
{
	const struct walk *w = r->walk;
	const struct jscan_sink sink = { .arg = r, .record = take_record };
	struct cut cut;
	int rc = -1;

	if (adapter_cut(w->adapter, w->source, part->role, &cut, err) == -1)
		return -1;
	r->scan = jscan_new(cut.array, &sink);
	if (raw_walk(r->walk->run, part, take_bytes, r, err) == -1)
		goto done;
	if (jscan_end(r->scan, err) == -1) {
		err_ctx(err, "%s", part->file);
		goto done;
	}
	rc = 0;
done:
	jscan_free(r->scan);
	r->scan = NULL;
	return rc;
}

int
rows_walk(const struct walk *w, rows_sink *sink, void *arg, uint64_t *count,
    struct err *err)
{
	struct rows r = { .walk = w, .sink = sink, .arg = arg };
	const char *role = w->source->dataset;
	const struct raw_part *part;
	int page, rc = -1;

	r.reader = w->adapter->rows_new(w->source, w->meta);
	for (page = 1; (part = raw_find(w->run, role, page)) != NULL; page++)
		if (walk_page(&r, part, err) == -1)
			goto done;
	if (page == 1) {
		err_set(
		    err, ERR_INPUT, "%s: no such part: fetch it again", role);
		goto done;
	}
	if (count != NULL)
		*count = r.number;
	rc = 0;
done:
	w->adapter->rows_free(r.reader);
	free(r.row.cells);
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
	const struct raw_run *run = arg;
	const struct raw_part *part = raw_find(run, role, 1);

	if (part == NULL)
		return err_set(
		    err, ERR_INPUT, "%s: no such part: fetch it again", role);
	return raw_walk(run, part, gather, out, err);
}
