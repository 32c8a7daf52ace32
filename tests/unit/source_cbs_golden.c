/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Folders of small answers in, everything the adapter makes of them out, as
 * lines of text; compared with expected.tsv in the folder. With FEITEN_REGEN
 * set in the environment expected.tsv is written anew: look at the diff.
 */
#include "base/file.h"
#include "base/mem.h"
#include "codec/jscan.h"
#include "source/adapter.h"
#include "source/def.h"
#include "tap.h"

struct one { /* a folder being read */
	const char *dir;
	const struct adapter *adapter;
	struct row_reader *reader;
	struct table_meta meta;
	struct row row;
	struct buf out;
	struct source src;
};

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	const struct one *o = arg;
	char *path = mem_fmt("%s/%s.json", o->dir, role);
	int rc = file_read(path, 1 << 20, out, err);

	free(path);
	return rc;
}

static void
put_meta(struct one *o)
{
	static const char *const kinds[] = { "area", "time", "other" };
	const struct table_meta *m = &o->meta;

	buf_putf(&o->out, "table\t%s\t%s\t%s\t%d\t%lld\t%s\t%s\n", m->id,
	    m->title, m->period, m->area_year, (long long)m->rows,
	    m->modified != NULL ? m->modified : "(none)",
	    m->typed ? "typed" : "untyped");
	for (size_t i = 0; i < m->ndims; i++)
		buf_putf(&o->out, "dimension\t%s\t%s\n", m->dims[i].name,
		    kinds[m->dims[i].kind]);
	for (size_t i = 0; i < m->nstates; i++)
		buf_putf(&o->out, "period\t%s\t%s\n", m->states[i].period,
		    m->states[i].provisional ? "provisional" : "final");
	for (size_t i = 0; i < m->ntopics; i++) {
		const struct topic *t = &m->topics[i];

		buf_putf(&o->out, "topic\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n",
		    t->key, t->title, t->group, t->unit, t->decimals,
		    t->position, t->type == TOPIC_TEXT ? "text" : "number",
		    t->provisional ? "provisional" : "final");
	}
	for (size_t i = 0; i < m->areas.n; i++) {
		const struct area *a = &m->areas.items[i];

		buf_putf(&o->out, "area\t%s\t%d\t%s\t%s\t%s\t%s\n", a->code,
		    a->year, area_level_name(a->level), a->name, a->parent,
		    a->municipality);
	}
}

static void
put_one(struct one *o)
{
	buf_putf(&o->out, "row\t%s\t%s\t%s\n", o->row.area, o->row.period,
	    o->row.dims);
	for (size_t i = 0; i < o->row.n; i++) {
		const struct cell *c = &o->row.cells[i];

		buf_putf(&o->out, "\t%s\t", o->meta.topics[c->topic].key);
		switch (c->kind) {
		case CELL_VALUE:
			buf_putf(&o->out, "value\t%.10g\n", c->value);
			break;
		case CELL_EMPTY:
			buf_puts(&o->out, "empty\n");
			break;
		case CELL_WITHHELD:
			buf_puts(&o->out, "withheld\n");
			break;
		case CELL_CANNOT:
			buf_puts(&o->out, "cannot occur\n");
			break;
		case CELL_TEXT:
			buf_putf(
			    &o->out, "text\t%.*s|\n", (int)c->len, c->text);
		}
	}
}

static int
put_row(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct one *o = arg;

	(void)at, (void)row;
	if (o->adapter->row(o->reader,
		&(struct record){ .text = text, .len = len }, &o->row,
		err) == -1)
		return -1;
	/* What is passed over here may be a part of a sum. */
	if (!o->src.add_up.dimension || !o->row.skip)
		put_one(o);
	return 0;
}

/* All pages of the data set, each through a scanner of its own. */
static int
put_rows(struct one *o, const char *dataset, struct err *err)
{
	const struct jscan_sink sink = { .arg = o, .record = put_row };
	int rc = 0;

	for (int page = 1; rc == 0; page++) {
		char *path = mem_fmt("%s/%s-%d.json", o->dir, dataset, page);
		struct buf body = { 0 };
		struct jscan *scan;

		if (!file_exists(path)) {
			free(path);
			break;
		}
		scan = jscan_new("value", &sink);
		if (file_read(path, 1 << 20, &body, err) == -1 ||
		    jscan_push(scan, body.data, body.len, err) == -1 ||
		    jscan_end(scan, err) == -1)
			rc = -1;
		jscan_free(scan);
		buf_free(&body);
		free(path);
	}
	return rc;
}

static void
compare(const struct one *o)
{
	char *path = mem_fmt("%s/expected.tsv", o->dir);
	struct buf want = { 0 };
	struct err err = { 0 };

	if (getenv("FEITEN_REGEN") != NULL)
		file_write(path, o->out.data, o->out.len, 0644, &err);
	ok(file_read(path, 1 << 20, &want, &err) == 0, "%s: %s", path, err.msg);
	is_str(buf_str(&o->out), buf_str(&want), o->dir);
	buf_free(&want);
	free(path);
}

/* The data set of which there is a first page. */
static const char *
dataset_in(const char *dir)
{
	static const char *const names[] = { "TypedDataSet", "UntypedDataSet",
		"Observations" };
	size_t n = sizeof(names) / sizeof(names[0]);

	for (size_t i = 0; i < n; i++) {
		char *page = mem_fmt("%s/%s-1.json", dir, names[i]);
		bool there = file_exists(page);

		free(page);
		if (there)
			return names[i];
	}
	return "(none)";
}

static void
one_folder(const char *dir, const char *kind)
{
	struct one o = { .dir = dir, .adapter = adapter_find(kind) };
	const struct indicators none = { 0 };
	char *definition = mem_fmt("%s/source.json", dir);
	struct source *src = &o.src;
	struct err err = { 0 };

	if (file_exists(definition))
		ok(source_read(definition, &none, src, &err) == 0, "%s: %s",
		    definition, err.msg);
	else
		*src = (struct source){ .id = mem_str("golden"),
			.file = mem_str("golden.json"),
			.base = mem_str("https://data.example"),
			.dataset = mem_str(dataset_in(dir)) };
	if (ok(o.adapter->describe(src, read_part, &o, &o.meta, &err) == 0,
		"%s: described: %s", dir, err.msg)) {
		put_meta(&o);
		o.reader = o.adapter->rows_new(src, &o.meta);
		ok(put_rows(&o, src->dataset, &err) == 0, "%s: rows read: %s",
		    dir, err.msg);
		while (o.adapter->rows_end != NULL &&
		    o.adapter->rows_end(o.reader, &o.row, &err) == 1)
			put_one(&o);
		compare(&o);
		o.adapter->rows_free(o.reader);
	}
	free(o.row.cells);
	table_meta_clear(&o.meta);
	source_clear(src);
	free(definition);
	buf_free(&o.out);
}

static void
all_in(const char *folder, const char *kind)
{
	struct names names = { 0 };
	struct err err = { 0 };

	ok(file_list(folder, NULL, &names, &err) == 0 && names.n > 0,
	    "there are cases in %s", folder);
	for (size_t i = 0; i < names.n; i++) {
		char *dir = file_join(folder, names.items[i]);

		one_folder(dir, kind);
		free(dir);
	}
	names_free(&names);
}

int
main(void)
{
	all_in("tests/golden/cbs-v3", "cbs-odata-v3");
	all_in("tests/golden/cbs-v4", "cbs-odata-v4");
	return done_testing();
}
