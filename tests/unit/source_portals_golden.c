/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Recorded answers of portals in, everything the adapters make of them out, as
 * lines of text. A case is a folder tests/golden/<kind>/<case> with a
 * definition, portal.json, and one or more files of routes (as the server of
 * the tests takes them, see tests/server/routes.h); what comes of the file
 * "routes.short" is compared with expected.short.tsv. With FEITEN_REGEN set in
 * the environment those are written anew: look at the diff.
 */
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/csv.h"
#include "codec/jscan.h"
#include "codec/json.h"
#include "source/adapter.h"
#include "source/def.h"
#include "tap.h"

#define TOP "tests/golden"
#define HOST "https:/" /* then the target, which begins with the host */

struct part { /* an answer that was kept */
	char *role;
	struct buf body;
	bool data;
};

struct one { /* a file of routes being gone along */
	const char *dir;
	struct source *src;
	const struct adapter *adapter;
	struct buf routes, out;
	struct part *parts;
	size_t nparts, capparts;
	struct member *members; /* of the part that is being scanned */
	size_t nmembers, capmembers;
	struct table_meta meta;
	struct row_reader *reader;
	struct row row;
	struct json *peek; /* first lines of a file */
};

/* The body for an address, as the routes have it; only status 200. */
static int
ask_routes(
    const struct one *o, const char *address, struct buf *body, struct err *err)
{
	char *line = mem_fmt("GET\t%s\t200\t", address + strlen(HOST));
	const char *at = strstr(o->routes.data, line);
	char *file, *path;
	int rc;

	if (!text_starts(address, HOST) || at == NULL) {
		free(line);
		return err_set(err, ERR_NET, "no route for %s", address);
	}
	at += strlen(line);
	file = mem_strn(at, strcspn(at, "\t\n"));
	path = file_join(o->dir, file);
	rc = file_read(path, 1 << 20, body, err);
	free(path);
	free(file);
	free(line);
	return rc;
}

static int
take_member(
    void *arg, const char *name, const char *text, size_t len, struct err *err)
{
	struct one *o = arg;

	(void)err;
	MEM_PUSH(o->members, o->nmembers, o->capmembers);
	o->members[o->nmembers++] = (struct member){ .name = mem_str(name),
		.text = text == NULL ? NULL : mem_strn(text, len),
		.len = len };
	return 0;
}

static void
forget_members(struct one *o)
{
	for (size_t i = 0; i < o->nmembers; i++) {
		free((char *)(uintptr_t)o->members[i].name);
		free((char *)(uintptr_t)o->members[i].text);
	}
	o->nmembers = 0;
}

static int
put_record(struct one *o, const struct record *record, struct err *err)
{
	if (o->adapter->row(o->reader, record, &o->row, err) == -1)
		return -1;
	if (o->row.skip) {
		buf_puts(&o->out, "skipped\n");
		return 0;
	}
	buf_putf(&o->out, "row\t%s\t%s\t%s\t%s", o->row.area, o->row.period,
	    o->row.dims, o->row.name != NULL ? o->row.name : "");
	for (size_t i = 0; i < o->row.n; i++) {
		const struct cell *c = &o->row.cells[i];

		buf_putf(&o->out, "\t%s=", o->meta.topics[c->topic].key);
		if (c->kind == CELL_VALUE)
			buf_putf(&o->out, "%.10g", c->value);
		else
			buf_puts(&o->out,
			    c->kind == CELL_EMPTY	   ? "empty"
				: c->kind == CELL_WITHHELD ? "withheld"
				: c->kind == CELL_CANNOT   ? "cannot occur"
							   : "text");
	}
	buf_puts(&o->out, o->row.partial ? "\tpartial\n" : "\n");
	return 0;
}

static int
put_row(void *arg, const char *text, size_t len, uint64_t at, uint64_t n,
    struct err *err)
{
	const struct record record = { .text = text, .len = len };

	(void)at;
	if (put_record(arg, &record, err) == -1)
		return err_ctx(err, "row %d", (int)n + 1);
	return 0;
}

static int
put_line(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	const struct record record = { .fields = fields, .n = n, .line = line };

	if (put_record(arg, &record, err) == -1)
		return err_ctx(err, "line %d", (int)line);
	return 0;
}

static int
scan_csv(struct one *o, const struct cut *cut, const struct buf *body,
    csv_sink *sink, struct err *err)
{
	struct csv *csv = csv_new(&cut->csv, sink, o);
	int rc = csv_push(csv, buf_str(body), body->len, err);

	if (rc == 0)
		rc = csv_end(csv, err);
	csv_free(csv);
	return rc;
}

/* Scan a body as its role is cut. */
static int
scan(struct one *o, const char *role, const struct buf *body,
    const struct jscan_sink *sink, uint64_t *rows, struct err *err)
{
	struct jscan_sink own = *sink;
	struct jscan *scanner;
	struct cut cut;
	int rc = -1;

	*rows = 0;
	if (adapter_cut(o->adapter, o->src, role, &cut, err) == -1)
		return -1;
	if (cut.kind == CUT_CSV)
		return sink->record == NULL
		    ? 0
		    : scan_csv(o, &cut, body, put_line, err);
	own.lax = cut.lax;
	scanner = jscan_new(cut.array, &own);
	if (jscan_push(scanner, buf_str(body), body->len, err) == 0 &&
	    jscan_end(scanner, err) == 0) {
		*rows = jscan_rows(scanner);
		rc = 0;
	}
	jscan_free(scanner);
	return rc;
}

/* A line of a CSV file as describe() sees it. */
static int
peek_line(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct one *o = arg;
	struct json *record = json_object(), *list;

	(void)err;
	json_add_num(record, "line", (double)line);
	list = json_add_array(record, "fields");
	for (size_t i = 0; i < n; i++)
		json_add_str(list, NULL, fields[i].text);
	json_add(o->peek, NULL, record);
	return 0;
}

/* One request of the road. */
static int
step(struct one *o, struct road *road, const struct ask *ask, struct err *err)
{
	const struct jscan_sink sink = { o, NULL, take_member, false, 0 };
	struct part part = { .role = mem_str(ask->role), .data = ask->data };
	struct got got = { .role = ask->role, .page = ask->page };
	int rc = -1;

	buf_putf(&o->out, "ask\t%s\t%d\t%s\t%s\n", ask->role, ask->page,
	    ask->data ? "rows" : "metadata", ask->address.data);
	if (ask_routes(o, ask->address.data, &part.body, err) == 0 &&
	    scan(o, ask->role, &part.body, &sink, &got.rows, err) == 0) {
		got.members = o->members;
		got.nmembers = o->nmembers;
		got.body = ask->small ? buf_str(&part.body) : NULL;
		got.len = part.body.len;
		rc = o->adapter->road_got(road, &got, err);
	}
	forget_members(o);
	MEM_PUSH(o->parts, o->nparts, o->capparts);
	o->parts[o->nparts++] = part;
	return rc == 0 ? 0 : err_ctx(err, "%s: page %d", ask->role, ask->page);
}

static int
travel(struct one *o, const struct table_ref *ref, struct err *err)
{
	struct road *road = o->adapter->road_new(o->src, ref);
	struct ask ask = { 0 };
	int rc;

	buf_putf(&o->out, "table\t%s\t%s\t%s\t%s\n", ref->id, ref->title,
	    ref->modified != NULL ? ref->modified : "(unknown)",
	    ref->meta_modified != NULL ? ref->meta_modified : "(unknown)");
	while ((rc = o->adapter->road_next(road, &ask, err)) == 1)
		if (step(o, road, &ask, err) == -1) {
			rc = -1;
			break;
		}
	buf_free(&ask.address);
	o->adapter->road_free(road);
	return rc;
}

static int
read_part(void *arg, const char *role, struct buf *out, struct err *err)
{
	struct one *o = arg;

	struct cut cut;
	int rc = 0;

	for (size_t i = 0; i < o->nparts; i++) {
		if (strcmp(o->parts[i].role, role) != 0)
			continue;
		if (adapter_cut(o->adapter, o->src, role, &cut, err) == -1)
			return -1;
		if (cut.kind == CUT_JSON) {
			buf_puts(out, buf_str(&o->parts[i].body));
			return 0;
		}
		o->peek = json_array();
		rc = scan_csv(o, &cut, &o->parts[i].body, peek_line, err);
		json_print(o->peek, false, out);
		json_free(o->peek);
		return rc;
	}
	return err_set(err, ERR_INPUT, "no part %s", role);
}

static void
put_meta(struct one *o)
{
	const struct table_meta *m = &o->meta;

	buf_putf(&o->out, "meta\t%s\t%s\t%s\t%d\t%s\n", m->id, m->title,
	    m->period != NULL ? m->period : "(in the rows)", m->area_year,
	    m->areas_in_rows ? "areas in the rows" : "areas described");
	for (size_t i = 0; i < m->ntopics; i++) {
		const struct topic *t = &m->topics[i];

		buf_putf(&o->out, "topic\t%s\t%s\t%s\t%d\t%s\n", t->key,
		    t->title, t->unit, t->decimals,
		    t->description != NULL ? t->description : "");
	}
}

static int
put_rows(struct one *o, struct err *err)
{
	const struct jscan_sink sink = { o, put_row, NULL, false, 0 };
	uint64_t rows;
	int rc = 0;

	o->reader = o->adapter->rows_new(o->src, &o->meta);
	for (size_t i = 0; i < o->nparts && rc == 0; i++)
		if (o->parts[i].data)
			rc = scan(o, o->parts[i].role, &o->parts[i].body, &sink,
			    &rows, err);
	o->adapter->rows_free(o->reader);
	return rc;
}

static void
forget_table(struct one *o)
{
	for (size_t i = 0; i < o->nparts; i++) {
		free(o->parts[i].role);
		buf_free(&o->parts[i].body);
	}
	o->nparts = 0;
	table_meta_clear(&o->meta);
}

static int
one_table(struct one *o, const struct table_ref *ref, struct err *err)
{
	int rc = travel(o, ref, err);

	if (rc == 0)
		rc = o->adapter->describe(o->src, read_part, o, &o->meta, err);
	if (rc == 0) {
		put_meta(o);
		rc = put_rows(o, err);
	}
	forget_table(o);
	return rc;
}

/* All tables of the definition; an error is what comes of it, too. */
static void
go_along(struct one *o)
{
	struct buf address = { 0 }, body = { 0 };
	struct table_refs refs = { 0 };
	struct err err = { 0 };
	int rc = 0;

	if (o->adapter->has_catalogue) {
		rc = o->adapter->catalogue(o->src, &address, &err);
		buf_putf(&o->out, "catalogue\t%s\n", buf_str(&address));
		if (rc == 0)
			rc = ask_routes(o, address.data, &body, &err);
	}
	if (rc == 0)
		rc = o->adapter->tables(o->src,
		    o->adapter->has_catalogue ? buf_str(&body) : NULL, body.len,
		    &refs, &err);
	for (size_t i = 0; i < refs.n && rc == 0; i++)
		rc = one_table(o, &refs.items[i], &err);
	if (rc == -1)
		buf_putf(&o->out, "error\t%s\n", err.msg);
	table_refs_free(&refs);
	buf_free(&address);
	buf_free(&body);
}

static void
compare(const struct one *o, const char *suffix)
{
	char *path = mem_fmt("%s/expected%s.tsv", o->dir, suffix);
	struct buf want = { 0 };
	struct err err = { 0 };

	if (getenv("FEITEN_REGEN") != NULL)
		file_write(path, o->out.data, o->out.len, 0644, &err);
	if (ok(file_read(path, 1 << 20, &want, &err) == 0, "%s: %s", path,
		err.msg))
		is_str(buf_str(&o->out), buf_str(&want), path);
	buf_free(&want);
	free(path);
}

static void
one_case(const char *kind, const char *dir)
{
	char *path = file_join(dir, "portal.json");
	struct indicators none = { 0 };
	struct source src = { 0 };
	struct names files = { 0 };
	struct err err = { 0 };

	if (!ok(source_read(path, &none, &src, &err) == 0 &&
		    file_list(dir, NULL, &files, &err) == 0,
		"%s: %s", path, err.msg))
		goto done;
	is_str(src.adapter, kind, "a case of its folder's kind");
	for (size_t i = 0; i < files.n; i++) {
		struct one o = {
			.dir = dir, .src = &src, .adapter = adapter_find(kind)
		};
		char *routes;

		if (!text_starts(files.items[i], "routes"))
			continue;
		routes = file_join(dir, files.items[i]);
		if (ok(file_read(routes, 1 << 20, &o.routes, &err) == 0, "%s",
			routes)) {
			go_along(&o);
			compare(&o, files.items[i] + strlen("routes"));
		}
		free(routes);
		free(o.row.cells);
		free(o.parts);
		free(o.members);
		buf_free(&o.routes);
		buf_free(&o.out);
	}
done:
	names_free(&files);
	source_clear(&src);
	free(path);
}

int
main(void)
{
	static const char *const kinds[] = { "arcgis", "ckan", "opendatasoft",
		"swing" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		char *folder = file_join(TOP, kinds[i]);
		struct names names = { 0 };
		struct err err = { 0 };

		ok(file_list(folder, NULL, &names, &err) == 0 && names.n > 0,
		    "there are cases in %s", folder);
		for (size_t j = 0; j < names.n; j++) {
			char *dir = file_join(folder, names.items[j]);

			one_case(kinds[i], dir);
			free(dir);
		}
		names_free(&names);
		free(folder);
	}
	return done_testing();
}
