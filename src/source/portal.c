/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * portal: see portal.h.
 */
#include "portal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/escape.h"

const char *
portal_dataset(const struct source *src, struct err *err)
{
	if (src->base == NULL) {
		err_set(err, ERR_INPUT, "%s: base: missing", src->file);
		return NULL;
	}
	if (src->table_ids.n != 1) {
		err_set(err, ERR_INPUT,
		    "%s: table_ids: must name the one data set that is meant",
		    src->file);
		return NULL;
	}
	if (!file_name_ok(src->table_ids.items[0])) {
		err_set(err, ERR_INPUT, "%s: table_ids: \"%.80s\" is no id",
		    src->file, src->table_ids.items[0]);
		return NULL;
	}
	return src->table_ids.items[0];
}

int
portal_refused(struct err *err, const char *what, const char *said)
{
	struct buf line = { 0 };
	bool gap = false;

	for (const char *p = said == NULL ? "" : said; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ' || *p == 0x7f) {
			gap = line.len > 0;
			continue;
		}
		if (gap)
			buf_putc(&line, ' ');
		gap = false;
		buf_putc(&line, *p);
	}
	if (line.len == 0)
		buf_puts(&line, "(it does not say why)");
	err_set(err, ERR_INPUT, "%s: the portal says: %.*s", what,
	    (int)text_prefix(line.data, PORTAL_WORDS), line.data);
	buf_free(&line);
	return -1;
}

int
portal_check_error(const struct json *error, struct err *err)
{
	struct buf said = { 0 };
	double code = json_get_num(error, "code");
	const char *what;

	if (error == NULL || json_is_null(error))
		return 0;
	if (json_get_str(error, "message") != NULL)
		buf_puts(&said, json_get_str(error, "message"));
	for (const struct json *d = json_first(json_get(error, "details"));
	     d != NULL; d = json_next(d))
		if (json_str(d) != NULL)
			buf_putf(&said, " %s", json_str(d));
	what = code == 498 || code == 499
	    ? "an error for an answer (the layer is not public: it asks for "
	      "a token)"
	    : "an error for an answer";
	portal_refused(err, what, buf_str(&said));
	buf_free(&said);
	return -1;
}

int
portal_error(const struct got *got, struct err *err)
{
	const struct member *error = got_member(got, "error");
	struct json *j;
	int rc;

	if (error == NULL || error->text == NULL)
		return 0;
	j = json_parse(error->text, error->len, err);
	rc = j == NULL ? -1 : portal_check_error(j, err);
	json_free(j);
	return rc;
}

bool
portal_exceeded(const struct got *got)
{
	const struct member *m = got_member(got, "exceededTransferLimit");
	const struct member *p = got_member(got, "properties");
	struct err ignored = { 0 };
	struct json *j;
	bool more;

	if (m != NULL && m->text != NULL)
		return m->len == 4 && memcmp(m->text, "true", 4) == 0;
	if (p == NULL || p->text == NULL)
		return false;
	j = json_parse(p->text, p->len, &ignored);
	more = json_get_true(j, "exceededTransferLimit");
	json_free(j);
	return more;
}

void
portal_table(const struct source *src, const char *title, const char *modified,
    const char *meta_modified, struct table_refs *out)
{
	struct table_ref ref = { .id = mem_str(src->id),
		.title = mem_str(title != NULL ? title : src->title_nl),
		.period = mem_str(src->period),
		.modified = mem_str(modified),
		.meta_modified = mem_str(meta_modified),
		.rows = -1 };

	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = ref;
}

/* Put a name behind the others, unless it is there. -1: it cannot be. */
static int
put_column(struct strings *names, const char *name)
{
	if (name == NULL)
		return 0;
	if (name[0] == '\0' || strchr(name, ',') != NULL)
		return -1;
	if (!strings_have(names, name))
		strings_add(names, name);
	return 0;
}

bool
portal_columns(const struct source *src, struct buf *out)
{
	const struct layout *l = &src->layout;
	const char *const single[] = { l->area, l->area_name, l->period,
		l->topic, l->value };
	struct strings names = { 0 };
	/* Without a list, or with areas across, any column may be read. */
	bool all = (l->ncolumns > 0 || l->value != NULL) && !l->transposed;

	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		all = all && put_column(&names, single[i]) == 0;
	/* In the long form columns are texts of the topic's column. */
	for (size_t i = 0; i < l->ncolumns && l->value == NULL; i++)
		all = all && put_column(&names, l->columns[i].column) == 0 &&
		    put_column(&names, l->columns[i].weight) == 0;
	for (size_t i = 0; i < l->where.n; i++)
		all = all && put_column(&names, l->where.items[i].name) == 0;
	for (size_t i = 0; i < names.n && all; i++) {
		buf_puts(out, i == 0 ? "" : "%2C");
		escape_url(out, names.items[i]);
	}
	strings_free(&names);
	return all;
}

int64_t
portal_whole(double number)
{
	return number >= 0 && number < 1e15 && floor(number) == number
	    ? (int64_t)number
	    : -1;
}

char *
portal_stamp(const struct json *value)
{
	int64_t number = portal_whole(json_num(value));

	if (json_str(value) != NULL && json_str(value)[0] != '\0')
		return mem_str(json_str(value));
	return number == -1 ? NULL : mem_fmt("%" PRId64, number);
}

void
portal_ask(struct ask *ask, const char *role, int page)
{
	struct buf address = ask->address;

	buf_clear(&address);
	*ask = (struct ask){ .address = address, .page = page };
	snprintf(ask->role, sizeof(ask->role), "%s", role);
}

void
portal_says(const struct source *src, const char *part, const char *title,
    const struct json *modified, struct table_meta *out)
{
	free(out->id);
	out->id =
	    part == NULL ? mem_str(src->id) : mem_fmt("%s.%s", src->id, part);
	if (title != NULL && title[0] != '\0') {
		free(out->title);
		out->title = text_trimmed(title);
	}
	free(out->modified);
	out->modified = portal_stamp(modified);
}

int
portal_page(struct portal_pages *p, uint64_t rows, int64_t total, int64_t limit,
    struct err *err)
{
	int64_t left, due;

	if (total < 0)
		return err_set(err, ERR_INPUT,
		    "does not say how many rows there are: the portal may "
		    "have changed, look at the address in a browser");
	if (p->total >= 0 && total != p->total)
		return err_set(err, ERR_INPUT,
		    "%" PRId64 " rows in all, where page 1 said %" PRId64
		    ": the data set is being changed, try again later",
		    total, p->total);
	p->total = total;
	p->page++;
	left = total > (int64_t)p->rows ? total - (int64_t)p->rows : 0;
	due = limit > 0 && limit < left ? limit : left;
	if ((int64_t)rows != due)
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " rows from row %" PRIu64 " on, where %" PRId64
		    " were due (%" PRId64 " in all, %" PRId64
		    " a page): rows are missing or twice, not kept, try again "
		    "later",
		    rows, p->rows + 1, due, total, limit);
	p->rows += rows;
	if (p->rows < (uint64_t)total && p->page >= PORTAL_PAGES)
		return err_set(
		    err, ERR_INPUT, "more than %d pages", PORTAL_PAGES);
	return 0;
}

bool
portal_whole_table(const struct portal_pages *p)
{
	return p->total >= 0 && p->rows >= (uint64_t)p->total;
}
