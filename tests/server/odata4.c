/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odata4: addresses of datasets.cbs.nl to answers, with the limits of the
 * real service. Files lie as for v3: ROOT/HOST/TABLE/SET.json; a table's
 * Properties.json is one object, not a list. Datasets is made of those, or
 * is ROOT/HOST/Datasets.json. The zip is made of ROOT/HOST/TABLE/csv/.
 */
#include "odata4.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "query.h"

#define PAGE 100000 /* observations, as CBS gives them */
#define PARTS 6

struct place4 {
	char *copy; /* owns the parts */
	char *part[PARTS];
	size_t n;
	const char *query; /* raw; "" when none */
	const char *host, *table, *set;
	bool zip;
};

struct list { /* one set on its way out */
	const struct place4 *place;
	const struct query *query;
	long from, limit, fits, given;
	struct text rows;
	int status;
	const char *why;
};

/* Split and decode the path. False when it is none of ours. */
static bool
parse_place(const char *target, struct place4 *p)
{
	size_t len = strcspn(target, "?");
	char *save = NULL, *s;

	p->query = target[len] == '?' ? target + len + 1 : "";
	p->copy = must_alloc(len + 1);
	memcpy(p->copy, target, len);
	for (s = strtok_r(p->copy, "/", &save); s != NULL;
	     s = strtok_r(NULL, "/", &save)) {
		url_decode(s, strlen(s), false);
		if (p->n == PARTS ||
		    !name_is_safe((struct span){ s, strlen(s) }))
			return false;
		p->part[p->n++] = s;
	}
	p->zip = p->n == 5 && strcasecmp(p->part[1], "csv") == 0 &&
	    strcmp(p->part[2], "CBS") == 0 && strcmp(p->part[3], "nl") == 0;
	if (!p->zip &&
	    (p->n < 5 || strcmp(p->part[1], "odata") != 0 ||
		strcmp(p->part[2], "v1") != 0 ||
		strcmp(p->part[3], "CBS") != 0))
		return false;
	p->host = p->part[0];
	p->table = p->part[4];
	p->set = p->n == PARTS ? p->part[5] : NULL;
	return true;
}

static void
json_body(struct text *t, struct answer *out)
{
	out->status = 200;
	out->type = "application/json;odata.metadata=minimal;"
		    "odata.streaming=true;charset=utf-8";
	out->body = blob_take(t);
}

/* v4 writes its errors as JSON; one body for all is enough. */
static void
json_error(struct answer *out, int status, const char *why)
{
	struct text t = { 0 };

	text_puts(&t, "{\"error\":{\"code\":\"\",\"message\":");
	json_quote((struct span){ why, strlen(why) }, &t);
	text_puts(&t, "}}");
	json_body(&t, out);
	out->status = status;
}

static void
add_row(struct list *l, struct span row)
{
	const char *at = NULL;
	struct span name, value;
	bool first = true;

	if (l->given++ > 0)
		text_puts(&l->rows, ",");
	if (l->query->select == NULL) {
		text_add(&l->rows, row.p, row.n);
		return;
	}
	text_puts(&l->rows, "{");
	while (json_member(row, &at, &name, &value) == 1) {
		if (!query_selects(l->query, name))
			continue;
		if (!first)
			text_puts(&l->rows, ",");
		first = false;
		text_add(&l->rows, name.p - 1, name.n + 2);
		text_puts(&l->rows, ":");
		text_add(&l->rows, value.p, value.n);
	}
	text_puts(&l->rows, "}");
}

static int
take_row(void *arg, struct span row)
{
	struct list *l = arg;
	int fits = 1;

	while (row.n > 0 && row.p[row.n - 1] != '}')
		row.n--;
	if (row.n == 0 || row.p[0] != '{')
		return -1;
	if (l->query->filter != NULL)
		fits = filter_match(l->query->filter, row);
	if (fits == -1) {
		l->status = 400;
		l->why = "The query specified in the URI is not valid. Could "
			 "not find a property named in it.";
		return 1;
	}
	if (fits == 0)
		return 0;
	if (l->fits++ >= l->from && l->given < l->limit)
		add_row(l, row);
	return 0;
}

/* All datasets: a file of them, or the Properties of every table. */
static int
each_dataset(struct site *site, const struct place4 *p, struct list *l)
{
	struct tree_file file = { 0 };
	struct text tables = { 0 };
	char *name, *save = NULL;
	int rc = 0;

	if (tree_find(&site->tree, p->host, NULL, "Datasets", &file)) {
		rc = tree_rows(&file, take_row, l);
		tree_file_clear(&file);
		return rc;
	}
	tree_tables(&site->tree, p->host, &tables);
	for (name = tables.n > 0 ? strtok_r(tables.s, "\n", &save) : NULL;
	     name != NULL && rc == 0; name = strtok_r(NULL, "\n", &save)) {
		struct text whole = { 0 };

		if (!tree_find(&site->tree, p->host, name, "Properties", &file))
			continue;
		tree_text(&file, &whole);
		rc = take_row(l, (struct span){ whole.s, whole.n });
		text_free(&whole);
		tree_file_clear(&file);
	}
	text_free(&tables);
	return rc;
}

static void
add_next_link(const struct list *l, const char *set, struct text *out)
{
	const struct place4 *p = l->place;
	struct text link = { 0 };

	text_printf(&link, "https://%s/odata/v1/CBS/%s/%s?%s%s$skip=%ld",
	    p->host, p->table, set, l->query->rest.s,
	    l->query->rest.n > 0 ? "&" : "", l->from + l->given);
	text_puts(out, ",\"@odata.nextLink\":");
	json_quote((struct span){ link.s, link.n }, out);
	text_free(&link);
}

static void
answer_list(struct list *l, struct answer *out)
{
	const struct place4 *p = l->place;
	const char *set = p->set != NULL ? p->set : "Datasets";
	struct text t = { 0 };

	if (l->status != 200) {
		json_error(out, l->status, l->why);
		return;
	}
	text_printf(&t,
	    "{\"@odata.context\":\"https://%s/odata/v1/CBS/%s%s"
	    "$metadata#%s\"",
	    p->host, p->set != NULL ? p->table : "", p->set != NULL ? "/" : "",
	    set);
	if (l->query->count)
		text_printf(&t, ",\"@odata.count\":%ld", l->fits);
	text_puts(&t, ",\"value\":[");
	text_add(&t, l->rows.n > 0 ? l->rows.s : "", l->rows.n);
	text_puts(&t, "]");
	if (l->query->top == -1 && l->fits > l->from + l->given)
		add_next_link(l, set, &t);
	text_puts(&t, "}");
	json_body(&t, out);
}

static void
answer_rows(struct site *site, const struct place4 *p,
    const struct tree_file *file, struct answer *out)
{
	struct query query = { 0 };
	struct text why = { 0 };
	struct list l = { .place = p, .query = &query, .status = 200 };

	if (query_parse(p->query, true, &query, &why) == -1) {
		json_error(out, 400, why.s);
		text_free(&why);
		return;
	}
	l.from = query.skip > 0 ? query.skip : 0;
	l.limit = 0x7fffffffL;
	if (p->set != NULL && strcmp(p->set, "Observations") == 0)
		l.limit = site->page_size > 0 ? site->page_size : PAGE;
	if (query.top != -1 && query.top < l.limit)
		l.limit = query.top;
	if ((file != NULL ? tree_rows(file, take_row, &l)
			  : each_dataset(site, p, &l)) == -1) {
		l.status = 500;
		l.why = "A file of the test cannot be read.";
	}
	answer_list(&l, out);
	text_free(&l.rows);
	query_clear(&query);
}

/* Properties is no list: the object as it is. */
static void
answer_object(const struct tree_file *file, struct answer *out)
{
	struct text whole = { 0 };

	tree_text(file, &whole);
	json_body(&whole, out);
}

static void
answer_service(struct site *site, const struct place4 *p, struct answer *out)
{
	struct text sets = { 0 }, t = { 0 };
	char *name, *save = NULL;
	bool first = true;

	tree_sets(&site->tree, p->host, p->table, &sets);
	text_printf(&t,
	    "{\"@odata.context\":\"https://%s/odata/v1/CBS/%s/$metadata\","
	    "\"value\":[",
	    p->host, p->table);
	for (name = sets.n > 0 ? strtok_r(sets.s, "\n", &save) : NULL;
	     name != NULL; name = strtok_r(NULL, "\n", &save)) {
		text_printf(&t,
		    "%s{\"name\":\"%s\",\"kind\":\"%s\",\"url\":\"%s\"}",
		    first ? "" : ",", name,
		    strcmp(name, "Properties") == 0 ? "Singleton" : "EntitySet",
		    name);
		first = false;
	}
	text_puts(&t, "]}");
	json_body(&t, out);
	text_free(&sets);
}

static void
answer_zip(struct site *site, const struct place4 *p, struct answer *out)
{
	const char *const bases[] = { site->tree.overlay, site->tree.root };

	for (size_t i = 0; i < 2 && out->body == NULL; i++) {
		struct text path = { 0 };

		if (bases[i] == NULL)
			continue;
		text_printf(&path, "%s/%s/%s/csv", bases[i], p->host, p->table);
		out->body = zip_folder(path.s);
		text_free(&path);
	}
	out->status = 200;
	out->type = "application/zip";
	if (out->body == NULL)
		answer_html(out, 404, "There is no such file.");
}

static void
answer_place(struct site *site, const struct place4 *p, struct answer *out)
{
	struct tree_file file = { 0 };

	if (p->set == NULL && strcmp(p->table, "Datasets") == 0)
		answer_rows(site, p, NULL, out);
	else if (!tree_has_table(&site->tree, p->host, p->table))
		json_error(out, 404, "There is no table of this name.");
	else if (p->set == NULL)
		answer_service(site, p, out);
	else if (!tree_find(&site->tree, p->host, p->table, p->set, &file))
		/* Also how the figures of an ended table look. */
		json_error(out, 404, "Resource not found for the segment.");
	else if (strcmp(p->set, "Properties") == 0)
		answer_object(&file, out);
	else
		answer_rows(site, p, &file, out);
	tree_file_clear(&file);
}

bool
odata4_answer(
    struct site *site, const char *target, bool gz, struct answer *out)
{
	struct place4 place = { 0 };
	bool ours = parse_place(target, &place);

	if (ours && place.zip)
		answer_zip(site, &place, out);
	else if (ours) {
		answer_place(site, &place, out);
		if (gz) {
			struct blob *small = blob_gzip(out->body);

			blob_drop(out->body);
			out->body = small;
			out->gz = true;
		}
	}
	free(place.copy);
	return ours;
}
