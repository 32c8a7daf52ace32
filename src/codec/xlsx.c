/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx: the rows of a sheet, as they come out of the archive. One row is held
 * at a time, and the texts that the workbook shares.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/xlsx_own.h"
#include "codec/xml.h"

#define NOTHING SIZE_MAX /* the place of a cell that is empty */

/* The attribute t of a cell. */
enum cell_type { NUMBER, BOOLEAN, ERROR, SHARED, INLINE, FORMULA_TEXT, DATE };

struct walk {
	struct xlsx *x;
	csv_sink *sink;
	void *arg;
	struct xlsx_merges merges;
	uint32_t heads;
	bool in_data, in_cell, in_value, in_inline, in_phonetic, in_text;
	enum cell_type type;
	uint32_t row, column; /* at hand */
	uint64_t given; /* fields, in all rows */
	struct buf value; /* of the cell, as it is stored */
	struct buf plain; /* the same, as it is handed out */
	struct buf texts; /* of the row, each with a NUL */
	struct csv_field *fields;
	size_t *places; /* in texts, beside fields */
	size_t n, cap, places_cap;
};

int
xlsx_open(const char *path, struct xlsx **out, struct err *err)
{
	struct xlsx *x = mem_new(1, sizeof(*x));

	x->path = mem_str(path);
	if (zip_file_open(path, &x->zip, err) != 0)
		goto fail;
	if (xlsx_read_book(x, err) != 0) {
		err_ctx(err, "%s", path);
		goto fail;
	}
	*out = x;
	return 0;
fail:
	xlsx_close(x);
	return -1;
}

void
xlsx_close(struct xlsx *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < x->n; i++)
		free(x->sheets[i].name);
	free(x->sheets);
	free(x->string_at);
	buf_free(&x->strings);
	zip_file_close(x->zip);
	free(x->path);
	free(x);
}

int
xlsx_sheets(const struct xlsx *x, struct names *out, struct err *err)
{
	(void)err;
	for (size_t i = 0; i < x->n; i++)
		names_add(out, x->sheets[i].name);
	return 0;
}

/* Fields up to and with this column, from 1. */
static int
extend(struct walk *w, uint32_t column, struct err *err)
{
	while (w->n < column) {
		if (w->given++ == XLSX_FIELDS)
			return err_set(err, ERR_INPUT, "more than %" PRIu64
			    " fields", (uint64_t)XLSX_FIELDS);
		if (w->n == w->places_cap) {
			w->places_cap = w->cap == 0 ? 64 : w->cap * 2;
			w->cap = w->places_cap;
			w->fields = mem_grow(w->fields, w->cap,
			    sizeof(*w->fields));
			w->places = mem_grow(w->places, w->cap,
			    sizeof(*w->places));
		}
		w->places[w->n] = NOTHING;
		w->fields[w->n++] = (struct csv_field){ "", 0, false };
	}
	return 0;
}

static int
put_field(struct walk *w, uint32_t column, const char *text, size_t len,
    bool quoted, struct err *err)
{
	text = text_trim(text, &len);
	if (len == 0)
		return 0;
	if (w->texts.len + len > CSV_RECORD)
		return err_set(err, ERR_INPUT, "longer than %u bytes: is this "
		    "a table", CSV_RECORD);
	if (extend(w, column, err) != 0)
		return -1;
	w->places[column - 1] = w->texts.len;
	w->fields[column - 1].len = len;
	w->fields[column - 1].quoted = quoted;
	buf_put(&w->texts, text, len);
	buf_putc(&w->texts, '\0');
	return 0;
}

/* Excel stores 12.3 as 12.300000000000001: the shortest text that means the
 * same number is what people see. */
static void
put_number(struct buf *out, const char *s, size_t len)
{
	char text[32];
	double v, back;

	if (len < 16 && strpbrk(s, "eE") == NULL) {
		buf_put(out, s, len);
		return;
	}
	if (csv_number(s, len, false, &v) != 0) {
		buf_put(out, s, len);
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, v);
		if (csv_number(text, strlen(text), false, &back) == 0 &&
		    back == v)
			break;
	}
	buf_puts(out, text);
}

static int
put_shared(struct walk *w, struct err *err)
{
	const struct xlsx *x = w->x;
	const char *s = buf_str(&w->value);
	char *end;
	unsigned long i = strtoul(s, &end, 10);

	if (*s < '0' || *s > '9' || *end != '\0' || i >= x->nstrings)
		return err_set(err, ERR_INPUT, "column %u: text \"%.20s\" of "
		    "%zu is not there: the workbook is damaged",
		    (unsigned)w->column, s, x->nstrings);
	s = x->strings.data + x->string_at[i];
	return put_field(w, w->column, s, strlen(s), true, err);
}

/* The cell is complete. */
static int
end_cell(struct walk *w, struct err *err)
{
	buf_clear(&w->plain);
	switch (w->type) {
	case ERROR:
		return 0;
	case SHARED:
		/* A cell of this kind without a number is empty. */
		return w->value.len == 0 ? 0 : put_shared(w, err);
	case INLINE:
	case FORMULA_TEXT:
		xlsx_put_text(&w->plain, buf_str(&w->value), w->value.len);
		return put_field(w, w->column, buf_str(&w->plain),
		    w->plain.len, true, err);
	case NUMBER:
		put_number(&w->plain, buf_str(&w->value), w->value.len);
		return put_field(w, w->column, buf_str(&w->plain),
		    w->plain.len, false, err);
	case BOOLEAN:
	case DATE:
		return put_field(w, w->column, buf_str(&w->value),
		    w->value.len, false, err);
	}
	return 0;
}

/* Merged cells over the row at hand: take the text where they start, and
 * repeat it where they span an empty cell. */
static int
spread(struct walk *w, struct err *err)
{
	for (size_t i = 0; i < w->merges.n; i++) {
		struct xlsx_merge *m = &w->merges.items[i];

		if (w->row < m->row || w->row > m->last_row)
			continue;
		if (w->row == m->row && m->column <= w->n &&
		    w->places[m->column - 1] != NOTHING && m->text == NULL) {
			m->text = mem_str(w->texts.data +
			    w->places[m->column - 1]);
			m->quoted = w->fields[m->column - 1].quoted;
		}
		if (m->text == NULL)
			continue;
		for (uint32_t c = m->column; c <= m->last_column; c++)
			if ((c > w->n || w->places[c - 1] == NOTHING) &&
			    put_field(w, c, m->text, strlen(m->text), m->quoted,
				err) != 0)
				return -1;
	}
	return 0;
}

/* Hand over the row at hand, when there is anything in it. */
static int
end_row(struct walk *w, struct err *err)
{
	int rc = 0;

	if (w->row <= w->heads && spread(w, err) != 0)
		return -1;
	for (size_t i = 0; i < w->n; i++)
		if (w->places[i] != NOTHING)
			w->fields[i].text = w->texts.data + w->places[i];
	if (w->n > 0)
		rc = w->sink(w->arg, w->fields, w->n, w->row, err);
	w->n = 0;
	buf_clear(&w->texts);
	return rc;
}

/* Rows up to `to` that are not in the file may still be spanned. */
static int
fill_rows(struct walk *w, uint32_t to, struct err *err)
{
	while (w->row + 1 < to && w->row < w->heads) {
		w->row++;
		if (end_row(w, err) != 0)
			return -1;
	}
	return 0;
}

static int
start_row(struct walk *w, const char **attrs, struct err *err)
{
	const char *r = xml_attr(attrs, "r");
	uint32_t row = w->row + 1;
	char *end;

	if (r != NULL) {
		unsigned long v = strtoul(r, &end, 10);

		if (*r < '0' || *r > '9' || *end != '\0' || v > XLSX_ROWS ||
		    v <= w->row)
			return err_set(err, ERR_INPUT, "row \"%.20s\" comes "
			    "after it: the sheet is damaged", r);
		row = (uint32_t)v;
	}
	if (row > XLSX_ROWS)
		return err_set(err, ERR_INPUT, "more than %d rows", XLSX_ROWS);
	if (fill_rows(w, row, err) != 0)
		return -1;
	w->row = row;
	w->column = 0;
	return 0;
}

static enum cell_type
cell_type(const char *t)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {
		{ "n", NUMBER }, { "b", BOOLEAN }, { "e", ERROR },
		{ "s", SHARED }, { "inlineStr", INLINE },
		{ "str", FORMULA_TEXT }, { "d", DATE },
	};

	for (size_t i = 0; t != NULL && i < sizeof(types) / sizeof(types[0]);
	    i++)
		if (strcmp(t, types[i].name) == 0)
			return types[i].type;
	return NUMBER;
}

static int
start_cell(struct walk *w, const char **attrs, struct err *err)
{
	const char *r = xml_attr(attrs, "r"), *end;
	uint32_t column = w->column + 1, row = w->row;

	if (r != NULL) {
		end = xlsx_cell(r, &column, &row);
		if (end == NULL || *end != '\0' || row != w->row)
			return err_set(err, ERR_INPUT, "cell \"%.20s\" stands "
			    "in it: the sheet is damaged", r);
	}
	if (column > XLSX_COLUMNS || column <= w->column)
		return err_set(err, ERR_INPUT, "column %u comes after column "
		    "%u: the sheet is damaged", (unsigned)column,
		    (unsigned)w->column);
	w->column = column;
	w->type = cell_type(xml_attr(attrs, "t"));
	w->in_cell = true;
	buf_clear(&w->value);
	return 0;
}

static int
on_start(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct walk *w = arg;

	if (!w->in_data) {
		w->in_data = strcmp(name, "sheetData") == 0;
		return 0;
	}
	if (strcmp(name, "row") == 0)
		return start_row(w, attrs, err);
	if (strcmp(name, "c") == 0)
		return start_cell(w, attrs, err);
	if (strcmp(name, "v") == 0)
		w->in_value = w->in_cell && w->type != INLINE;
	else if (strcmp(name, "is") == 0)
		w->in_inline = w->in_cell && w->type == INLINE;
	else if (strcmp(name, "rPh") == 0)
		w->in_phonetic = true;
	else if (strcmp(name, "t") == 0)
		w->in_text = w->in_inline && !w->in_phonetic;
	return 0;
}

static int
on_end(void *arg, const char *name, struct err *err)
{
	struct walk *w = arg;

	if (!w->in_data)
		return 0;
	if (strcmp(name, "v") == 0)
		w->in_value = false;
	else if (strcmp(name, "t") == 0)
		w->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		w->in_phonetic = false;
	else if (strcmp(name, "is") == 0)
		w->in_inline = false;
	else if (strcmp(name, "c") == 0) {
		w->in_cell = false;
		return end_cell(w, err);
	} else if (strcmp(name, "row") == 0)
		return end_row(w, err);
	else if (strcmp(name, "sheetData") == 0) {
		w->in_data = false;
		return fill_rows(w, w->heads + 1, err);
	}
	return 0;
}

static int
on_text(void *arg, const char *s, size_t len, struct err *err)
{
	struct walk *w = arg;

	if (!w->in_value && !w->in_text)
		return 0;
	if (w->value.len + len > CSV_RECORD)
		return err_set(err, ERR_INPUT, "column %u: longer than %u "
		    "bytes", (unsigned)w->column, CSV_RECORD);
	buf_put(&w->value, s, len);
	return 0;
}

static const struct xlsx_sheet *
first_sheet(const struct xlsx *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (!x->sheets[i].hidden)
			return &x->sheets[i];
	return &x->sheets[0];
}

/* By its name, or by what only differs in case, accents or padding. */
static const struct xlsx_sheet *
sheet_by_name(const struct xlsx *x, const char *name)
{
	const struct xlsx_sheet *found = NULL;
	char *want = text_fold(name);

	for (size_t i = 0; i < x->n; i++) {
		char *has = text_fold(x->sheets[i].name);

		if (strcmp(x->sheets[i].name, name) == 0 ||
		    (found == NULL && strcmp(has, want) == 0))
			found = &x->sheets[i];
		free(has);
	}
	free(want);
	return found;
}

static int
find_sheet(const struct xlsx *x, const char *name,
    const struct xlsx_sheet **out, struct err *err)
{
	struct buf names = { 0 };

	*out = name == NULL ? first_sheet(x) : sheet_by_name(x, name);
	if (*out != NULL)
		return 0;
	for (size_t i = 0; i < x->n && names.len < 500; i++)
		buf_putf(&names, "%s\"%s\"", i > 0 ? ", " : "",
		    x->sheets[i].name);
	err_set(err, ERR_INPUT, "%s: no sheet \"%s\": there are: %s", x->path,
	    name, buf_str(&names));
	buf_free(&names);
	return -1;
}

int
xlsx_walk(struct xlsx *x, const char *sheet, int heads, csv_sink *sink,
    void *arg, struct err *err)
{
	struct walk w = { .x = x, .sink = sink, .arg = arg };
	const struct xml_sink xml = { &w, on_start, on_end, on_text };
	const struct xlsx_sheet *s;
	int rc = -1;

	if (find_sheet(x, sheet, &s, err) != 0)
		return -1;
	w.heads = heads <= 0 ? 0 : heads > XLSX_ROWS ? XLSX_ROWS
						      : (uint32_t)heads;
	if (xlsx_read_strings(x, err) != 0 || (w.heads > 0 &&
	    xlsx_read_merges(x, s->entry, w.heads, &w.merges, err) != 0))
		goto done;
	if (w.merges.n == 0)
		w.heads = 0;
	rc = xml_walk(x->zip, s->entry, XLSX_SHEET, &xml, err);
	if (rc != 0 && w.in_data && w.row > 0)
		err_ctx(err, "row %u", (unsigned)w.row);
done:
	if (rc != 0)
		err_ctx(err, "%s: sheet \"%s\"", x->path, s->name);
	xlsx_merges_free(&w.merges);
	free(w.places);
	free(w.fields);
	buf_free(&w.texts);
	buf_free(&w.plain);
	buf_free(&w.value);
	return rc;
}
