/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Files read by a layout. A folder in tests/golden/layout holds the keys of a
 * definition that matter (definition.json), a file (data.csv, data.json with
 * the array "records", or data.xlsx) and what comes of it (expected.tsv). With
 * FEITEN_REGEN set expected.tsv is written anew: look at the diff.
 */
#include "base/file.h"
#include "base/mem.h"
#include "codec/json.h"
#include "codec/jscan.h"
#include "codec/xlsx.h"
#include "source/adapter.h"
#include "source/def.h"
#include "tap.h"

#include <unistd.h>

#define FOLDER "tests/golden/layout"
#define COMMON                                                                 \
	"{\"adapter\":\"file\",\"address\":\"file:data.csv\","                 \
	"\"title_nl\":\"Proef\",\"title_en\":\"Test\",\"about_nl\":\"Over\","  \
	"\"about_en\":\"About\",\"publisher\":\"Niemand\",\"licence\":"        \
	"\"CC0\","                                                             \
	"\"licence_url\":\"https://example.org/l\","                           \
	"\"link\":\"https://example.org/\",\"frequency_nl\":\"nooit\","        \
	"\"frequency_en\":\"never\","

struct one { /* a folder being read */
	const char *dir;
	struct source src;
	struct table_meta meta;
	struct row_reader *reader;
	struct row row;
	struct json *peek; /* instead of rows, when not NULL */
	struct buf out;
};

static char *
beside(const struct one *o, const char *name)
{
	return mem_fmt("%s/%s", o->dir, name);
}

/* The definition, with the keys that every one has. */
static int
read_definition(struct one *o, struct err *err)
{
	char *path = beside(o, "definition.json");
	char *whole = mem_fmt("/tmp/feiten-layout-%ld.json", (long)getpid());
	struct indicators none = { 0 };
	struct buf text = { 0 }, all = { 0 };
	int rc = -1;

	if (file_read(path, 1 << 20, &text, err) == -1)
		goto done;
	buf_puts(&all, COMMON);
	buf_puts(&all, strchr(buf_str(&text), '{') + 1);
	if (file_write(whole, all.data, all.len, 0600, err) == -1 ||
	    source_read(whole, &none, &o->src, err) == -1)
		goto done;
	free(o->src.file);
	free(o->src.id);
	o->src.id = mem_str("proef");
	o->src.file = path;
	path = NULL;
	rc = 0;
done:
	(void)unlink(whole);
	buf_free(&text);
	buf_free(&all);
	free(whole);
	free(path);
	return rc;
}

static void
put_row(struct one *o)
{
	const struct row *row = &o->row;

	buf_putf(&o->out, "row\t%s\t%s\t%s%s", row->area, row->period,
	    row->name != NULL ? row->name : "-",
	    row->partial ? "\tpartial" : "");
	for (size_t i = 0; i < row->n; i++) {
		const struct cell *c = &row->cells[i];

		buf_putf(&o->out, "\t%s=", o->meta.topics[c->topic].key);
		if (c->kind == CELL_VALUE)
			buf_putf(&o->out, "%.10g", c->value);
		else
			buf_puts(&o->out,
			    c->kind == CELL_EMPTY	   ? "empty"
				: c->kind == CELL_WITHHELD ? "withheld"
							   : "?");
	}
	buf_putc(&o->out, '\n');
}

static int
take(struct one *o, const struct record *record, struct err *err)
{
	struct json *line, *fields;
	int rc;

	if (o->peek != NULL) {
		line = json_add_object(o->peek, NULL);
		json_add_int(line, "line", (int64_t)record->line);
		json_add_bool(line, "sheet", record->sheet);
		fields = json_add_array(line, "fields");
		for (size_t i = 0; i < record->n; i++)
			json_add_str(fields, NULL, record->fields[i].text);
		fields = json_add_array(line, "numbers");
		for (size_t i = 0; i < record->n && record->sheet; i++)
			json_add_bool(fields, NULL,
			    record->fields[i].len > 0 &&
				!record->fields[i].quoted);
		return 0;
	}
	do {
		rc = adapter_file.row(o->reader, record, &o->row, err);
		if (rc == -1)
			return -1;
		if (!o->row.skip)
			put_row(o);
	} while (rc == 1);
	return 0;
}

static int
take_line(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	return take(arg,
	    &(struct record){ .fields = fields, .n = n, .line = line }, err);
}

static int
take_sheet(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	return take(arg,
	    &(struct record){
		.fields = fields, .n = n, .line = line, .sheet = true },
	    err);
}

static int
take_json(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	(void)at, (void)row;
	return take(arg, &(struct record){ .text = text, .len = len }, err);
}

static int
walk_csv(struct one *o, const struct cut *cut, const struct buf *body,
    struct err *err)
{
	struct csv *csv = csv_new(&cut->csv, take_line, o);
	int rc = csv_push(csv, buf_str(body), body->len, err);

	if (rc == 0)
		rc = csv_end(csv, err);
	csv_free(csv);
	return rc;
}

static int
walk_json(struct one *o, const struct buf *body, struct err *err)
{
	const struct jscan_sink sink = { .arg = o, .record = take_json };
	struct jscan *scan = jscan_new("records", &sink);
	int rc = jscan_push(scan, buf_str(body), body->len, err);

	if (rc == 0)
		rc = jscan_end(scan, err);
	jscan_free(scan);
	return rc;
}

static int
walk_sheet(
    struct one *o, const struct cut *cut, const char *path, struct err *err)
{
	struct xlsx *x = NULL;
	int rc;

	if (xlsx_open(path, &x, err) == -1)
		return -1;
	rc = xlsx_walk(x, cut->sheet, cut->heads, take_sheet, o, err);
	xlsx_close(x);
	return rc;
}

static int
walk(struct one *o, struct err *err)
{
	char *csv = beside(o, "data.csv"), *json = beside(o, "data.json");
	char *sheet = beside(o, "data.xlsx");
	struct buf body = { 0 };
	struct cut cut;
	int rc = -1;

	if (adapter_file.cut(&o->src, "data", &cut, err) == -1)
		goto done;
	if (file_exists(sheet))
		rc = walk_sheet(o, &cut, sheet, err);
	else if (file_exists(json))
		rc = file_read(json, 1 << 20, &body, err) == -1
		    ? -1
		    : walk_json(o, &body, err);
	else
		rc = file_read(csv, 1 << 20, &body, err) == -1
		    ? -1
		    : walk_csv(o, &cut, &body, err);
done:
	buf_free(&body);
	free(csv);
	free(json);
	free(sheet);
	return rc;
}

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	struct one *o = arg;
	int rc;

	(void)role;
	o->peek = json_array();
	rc = walk(o, err);
	json_print(o->peek, false, out);
	json_free(o->peek);
	o->peek = NULL;
	return rc;
}

static int
read_all(struct one *o, struct err *err)
{
	int rc;

	if (read_definition(o, err) == -1 ||
	    adapter_file.describe(&o->src, read_part, o, &o->meta, err) == -1)
		return -1;
	buf_putf(&o->out, "table\t%s\t%s\t%d\n", o->meta.id, o->meta.period,
	    o->meta.area_year);
	for (size_t i = 0; i < o->meta.ntopics; i++) {
		const struct topic *t = &o->meta.topics[i];

		buf_putf(&o->out, "topic\t%s\t%s\t%s\t%d\n", t->key, t->title,
		    t->unit, t->decimals);
	}
	o->reader = adapter_file.rows_new(&o->src, &o->meta);
	rc = walk(o, err);
	while (rc == 0 &&
	    (rc = adapter_file.rows_end(o->reader, &o->row, err)) == 1) {
		put_row(o);
		rc = 0;
	}
	adapter_file.rows_free(o->reader);
	return rc;
}

static void
one_folder(const char *dir)
{
	struct one o = { .dir = dir };
	char *path = beside(&o, "expected.tsv");
	struct buf want = { 0 };
	struct err err = { 0 };

	if (read_all(&o, &err) == -1)
		buf_putf(&o.out, "error\t%s\n", err.msg);
	if (getenv("FEITEN_REGEN") != NULL)
		file_write(path, o.out.data, o.out.len, 0644, &err);
	ok(file_read(path, 1 << 20, &want, &err) == 0, "%s: %s", path, err.msg);
	is_str(buf_str(&o.out), buf_str(&want), dir);
	buf_free(&want);
	free(path);
	free(o.row.cells);
	table_meta_clear(&o.meta);
	source_clear(&o.src);
	buf_free(&o.out);
}

int
main(void)
{
	struct names names = { 0 };
	struct err err = { 0 };

	ok(file_list(FOLDER, NULL, &names, &err) == 0 && names.n > 0,
	    "there are cases in %s", FOLDER);
	for (size_t i = 0; i < names.n; i++) {
		char *dir = file_join(FOLDER, names.items[i]);

		one_folder(dir);
		free(dir);
	}
	names_free(&names);
	return done_testing();
}
