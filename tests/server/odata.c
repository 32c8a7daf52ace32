/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odata: addresses to answers, with the limits of the real service.
 */
#include "odata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "json.h"
#include "odata4.h"
#include "query.h"

#define API_ROWS 10000	/* more than that and ODataApi answers 500 */
#define FEED_PAGE 10000 /* rows of a page, as CBS gives them */
#define SEGMENTS 6

enum service { CATALOG, API, FEED };

/* An address taken apart: /host/service/odata/table/set[/more]. */
struct place {
	char *copy; /* owns the segments */
	char *part[SEGMENTS];
	size_t n;
	const char *query; /* raw, within the target; "" when none */
	enum service service;
	const char *host, *root, *table, *set;
};

struct touched {
	struct touched *next;
	char *table, *modified;
};

struct cached {
	struct cached *next;
	char *target;
	bool gz;
	struct tree_file file;
	struct blob *body;
};

/* One set on its way out. */
struct listing {
	struct site *site;
	const struct place *place;
	const struct query *query;
	bool data;	  /* Typed or Untyped: the limits are for these */
	long from, limit; /* rows to leave out first; at most this many */
	long seen, scanned, given;
	bool more;		/* there are rows behind the last one given */
	struct text body, rows; /* rows: kept apart, when they are sorted */
	int status;		/* other than 200 when something is wrong */
	struct text why;
};

void
site_init(struct site *site)
{
	pthread_mutex_init(&site->lock, NULL);
}

void
site_clear(struct site *site)
{
	for (struct cached *c = site->cache; c != NULL; c = site->cache) {
		site->cache = c->next;
		tree_file_clear(&c->file);
		blob_drop(c->body);
		free(c->target);
		free(c);
	}
	for (struct touched *t = site->touched; t != NULL; t = site->touched) {
		site->touched = t->next;
		free(t->table);
		free(t->modified);
		free(t);
	}
	pthread_mutex_destroy(&site->lock);
}

char *
site_touch(struct site *site, const char *table, const char *modified)
{
	struct touched *t = must_alloc(sizeof(*t));
	struct text stamp = { 0 };
	unsigned int n = 1;

	pthread_mutex_lock(&site->lock);
	for (struct touched *old = site->touched; old != NULL; old = old->next)
		n++;
	if (modified != NULL)
		text_puts(&stamp, modified);
	else
		text_printf(
		    &stamp, "2039-01-01T02:%02u:%02u", n / 60 % 60, n % 60);
	t->table = must_copy(table);
	t->modified = must_copy(stamp.s);
	t->next = site->touched; /* the newest is found first */
	site->touched = t;
	pthread_mutex_unlock(&site->lock);
	return stamp.s;
}

static const char *
touched_stamp(const struct site *site, struct span row)
{
	struct span id;

	if (site->touched == NULL || !json_get(row, "Identifier", &id) ||
	    !json_is_string(id))
		return NULL;
	id.p++;
	id.n -= 2;
	for (const struct touched *t = site->touched; t != NULL; t = t->next)
		if (span_is(id, t->table))
			return t->modified;
	return NULL;
}

/* A row with only the members asked for, and a new date when touched. */
static void
add_members(
    struct text *out, const struct query *q, const char *stamp, struct span row)
{
	const char *at = NULL;
	struct span name, value;
	bool first = true;

	while (json_member(row, &at, &name, &value) == 1) {
		if (!query_selects(q, name))
			continue;
		if (!first)
			text_puts(out, ",");
		first = false;
		text_add(out, name.p - 1, name.n + 2);
		text_puts(out, ":");
		if (stamp != NULL &&
		    (span_is(name, "Modified") || span_is(name, "Updated")))
			text_printf(out, "\"%s\"", stamp);
		else
			text_add(out, value.p, value.n);
	}
}

static void
add_row(struct listing *l, struct span row)
{
	const char *stamp = l->data ? NULL : touched_stamp(l->site, row);
	bool sorted = l->place->service == CATALOG && l->query->orderby != NULL;
	struct text *out = sorted ? &l->rows : &l->body;

	/* The service's own layout, as recorded: braces on lines of their
	 * own, CR LF. */
	if (!sorted)
		text_puts(
		    out, l->given > 0 ? ",{\r\n      " : "\r\n    {\r\n      ");
	if (l->query->select != NULL || stamp != NULL) {
		add_members(out, l->query, stamp, row);
	} else {
		while (row.n > 0 && row.p[row.n - 1] != '}')
			row.n--;
		text_add(out, row.p + 1, row.n - 2);
	}
	if (sorted)
		text_add(out, "", 1);
	else
		text_puts(out, "\r\n    }");
	l->given++;
}

static int
too_many(struct listing *l)
{
	l->status = 500;
	text_printf(&l->why,
	    "The query returns more than %d records; use "
	    "$filter on a dimension, or the ODataFeed service.",
	    API_ROWS);
	return 1;
}

static int
take_row(void *arg, struct span row)
{
	struct listing *l = arg;
	bool api = l->place->service == API && l->data;
	int fits = 1;

	if (row.p[0] != '{')
		return -1;
	l->scanned++;
	if (l->query->filter != NULL)
		fits = filter_match(l->query->filter, row);
	if (fits == -1) {
		l->status = 400;
		text_puts(&l->why,
		    "Could not find a property named in the "
		    "$filter.");
		return 1;
	}
	/* A filter on a topic counts what it looks at, one on a dimension
	 * what it finds. */
	if (api && l->scanned > API_ROWS && !filter_only_keys(l->query->filter))
		return too_many(l);
	if (fits == 0 || l->seen++ < l->from)
		return 0;
	if (l->given >= l->limit) {
		l->more = true;
		return 1;
	}
	if (api && l->given >= API_ROWS)
		return too_many(l);
	add_row(l, row);
	return 0;
}

struct sortable {
	const char *row;
	struct text key;
};

static int
by_key(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = strcmp(x->key.s, y->key.s);

	/* addresses keep rows of one key in their order */
	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* The catalogue's $orderby=Member [desc]. Rows lie in l->rows without their
 * braces, a NUL behind each. */
static void
add_sorted(struct listing *l)
{
	size_t n = (size_t)l->given, done = 0;
	struct sortable *all = must_alloc((n + 1) * sizeof(*all));
	char *member = must_copy(l->query->orderby);
	bool down = strstr(member, " desc") != NULL;
	const char *p = l->rows.s;
	struct span value;

	member[strcspn(member, " ,")] = '\0';
	for (size_t i = 0; i < n; i++) {
		struct text object = { 0 };

		text_printf(&object, "{%s}", p);
		all[i].row = p;
		text_puts(&all[i].key, "");
		if (json_get(
			(struct span){ object.s, object.n }, member, &value))
			json_text(value, &all[i].key);
		text_free(&object);
		p += strlen(p) + 1;
	}
	if (n > 0)
		qsort(all, n, sizeof(*all), by_key);
	for (; done < n; done++) {
		const struct sortable *s = &all[down ? n - 1 - done : done];

		text_printf(&l->body, "%s%s\r\n    }",
		    done > 0 ? ",{\r\n      " : "\r\n    {\r\n      ", s->row);
	}
	for (size_t i = 0; i < n; i++)
		text_free(&all[i].key);
	free(all);
	free(member);
}

static void
add_next_link(struct listing *l)
{
	const struct place *p = l->place;
	struct text link = { 0 };

	text_printf(&link, "https://%s/ODataFeed/%s/%s/%s?%s", p->host, p->root,
	    p->table, p->set, l->query->rest.s);
	if (l->query->top != -1)
		text_printf(&link, "&$top=%ld", l->query->top - l->given);
	text_printf(&link, "&$skip=%ld", l->from + l->given);
	text_puts(&l->body, ",\"odata.nextLink\":");
	json_quote((struct span){ link.s, link.n }, &l->body);
	text_free(&link);
}

static void
open_body(struct listing *l)
{
	const struct place *p = l->place;

	text_puts(&l->body, "{\r\n  \"odata.metadata\":\"https://");
	if (p->service == CATALOG)
		text_printf(
		    &l->body, "%s/ODataCatalog/$metadata#Tables", p->host);
	else
		text_printf(&l->body,
		    "%s/%s/OData/%s/$metadata"
		    "#Cbs.OData.WebAPI.%s",
		    p->host, p->service == API ? "ODataApi" : "ODataFeed",
		    p->table, p->set);
	text_puts(&l->body, "\",\"value\":[");
}

static bool
is_data_set(const char *set)
{
	return strcmp(set, "TypedDataSet") == 0 ||
	    strcmp(set, "UntypedDataSet") == 0;
}

static void
set_limits(struct listing *l)
{
	const struct query *q = l->query;

	l->from = q->skip > 0 ? q->skip : 0;
	l->limit = -1;
	if (l->place->service == FEED)
		l->limit = l->data && l->site->page_size > 0
		    ? l->site->page_size
		    : FEED_PAGE;
	if (l->limit == -1)
		l->limit = 0x7fffffffL;
	if (q->top != -1 && q->top < l->limit)
		l->limit = q->top;
}

static void
list_rows(struct listing *l, const struct tree_file *file)
{
	const struct query *q = l->query;

	if (l->place->service == API && q->skip != -1) {
		l->status = 500;
		text_puts(&l->why, "$skip is not supported by ODataApi.");
		return;
	}
	set_limits(l);
	open_body(l);
	if (tree_rows(file, take_row, l) == -1) {
		l->status = 500;
		text_printf(&l->why, "%s cannot be read", file->path.s);
	}
	if (l->status != 200)
		return;
	if (l->rows.n > 0)
		add_sorted(l);
	text_puts(&l->body, "\r\n  ]");
	if (l->place->service == FEED && l->more &&
	    (q->top == -1 || q->top > l->given))
		add_next_link(l);
	text_puts(&l->body, "\r\n}");
}

/* A client that forgets $format=json gets XML from the Feed and the
 * catalogue: enough of it to show the mistake. */
static void
atom_answer(const struct place *p, struct answer *out)
{
	struct text t = { 0 };

	text_printf(&t,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
	    "<title type=\"text\">%s</title></feed>\r\n",
	    p->service == CATALOG ? "Tables" : p->set);
	out->status = 200;
	out->type = "application/atom+xml;type=feed;charset=utf-8";
	out->body = blob_take(&t);
}

static void
json_answer(struct text *t, struct answer *out)
{
	out->status = 200;
	out->type = "application/json;odata=minimalmetadata;charset=utf-8";
	out->body = blob_take(t);
}

static int
count_row(void *arg, struct span row)
{
	(void)row;
	++*(long *)arg;
	return 0;
}

static void
build(struct site *site, const struct place *place, const struct query *q,
    const struct tree_file *file, struct answer *out)
{
	struct listing l = { .site = site,
		.place = place,
		.query = q,
		.data = is_data_set(place->set),
		.status = 200 };
	long rows = 0;

	if (place->n == SEGMENTS) { /* .../$count: the whole set */
		tree_rows(file, count_row, &rows);
		text_printf(&l.body, "%ld", rows);
		json_answer(&l.body, out);
		out->type = "text/plain;charset=utf-8";
	} else if (!q->json && place->service != API) {
		atom_answer(place, out);
	} else {
		list_rows(&l, file);
		if (l.status == 200)
			json_answer(&l.body, out);
		else
			answer_error(out, l.status, l.why.s);
	}
	text_free(&l.body);
	text_free(&l.rows);
	text_free(&l.why);
}

/* Call with the lock held. A stale entry is thrown away. */
static struct blob *
cache_find(struct site *site, const char *target, bool gz,
    const struct tree_file *file)
{
	for (struct cached **at = &site->cache; *at != NULL;
	     at = &(*at)->next) {
		struct cached *c = *at;

		if (c->gz != gz || strcmp(c->target, target) != 0)
			continue;
		if (tree_same(&c->file, file)) {
			c->body->users++;
			return c->body;
		}
		*at = c->next;
		tree_file_clear(&c->file);
		blob_drop(c->body);
		free(c->target);
		free(c);
		return NULL;
	}
	return NULL;
}

static void
cache_keep(struct site *site, const char *target, bool gz,
    const struct tree_file *file, struct blob *body)
{
	struct cached *c = must_alloc(sizeof(*c));

	c->target = must_copy(target);
	c->gz = gz;
	c->file = *file;
	c->file.path = (struct text){ 0 };
	text_puts(&c->file.path, file->path.s);
	c->body = body;
	body->users++;
	c->next = site->cache;
	site->cache = c;
}

/* Only full answers out of a data set or dimension stay: they are the large
 * ones, and no touch can change them. */
static bool
may_keep(const struct place *p, const struct answer *a)
{
	return a->status == 200 && p->service != CATALOG &&
	    strcmp(p->set, "TableInfos") != 0;
}

static void
answer_set(struct site *site, const struct place *place, const char *target,
    bool gz, bool plain, struct answer *out)
{
	struct tree_file file = { 0 };
	struct query query = { 0 };
	struct text why = { 0 };
	struct blob *small;

	if (!tree_find(
		&site->tree, place->host, place->table, place->set, &file)) {
		answer_error(out, 404, "Resource not found for the segment.");
		return;
	}
	pthread_mutex_lock(&site->lock);
	out->body = plain ? NULL : cache_find(site, target, gz, &file);
	if (out->body != NULL) {
		out->gz = gz;
		out->status = 200;
		out->type =
		    "application/json;odata=minimalmetadata;charset=utf-8";
		goto done;
	}
	if (query_parse(place->query, false, &query, &why) == -1) {
		answer_error(out, 500, why.s);
		goto done;
	}
	build(site, place, &query, &file, out);
	if (gz && !plain) {
		small = blob_gzip(out->body);
		blob_drop(out->body);
		out->body = small;
		out->gz = true;
	}
	if (!plain && may_keep(place, out) &&
	    strncmp(out->type, "application/json", 16) == 0)
		cache_keep(site, target, gz, &file, out->body);
done:
	pthread_mutex_unlock(&site->lock);
	query_clear(&query);
	text_free(&why);
	tree_file_clear(&file);
}

static void
answer_service(struct site *site, const struct place *p, struct answer *out)
{
	struct text sets = { 0 }, t = { 0 };
	const char *service = p->service == API ? "ODataApi" : "ODataFeed";
	char *name, *save = NULL;
	bool first = true;

	tree_sets(&site->tree, p->host, p->table, &sets);
	text_printf(&t,
	    "{\r\n  \"odata.metadata\":\"https://%s/%s/OData/%s/"
	    "$metadata\",\"value\":[",
	    p->host, service, p->table);
	for (name = sets.n > 0 ? strtok_r(sets.s, "\n", &save) : NULL;
	     name != NULL; name = strtok_r(NULL, "\n", &save)) {
		text_printf(&t,
		    "%s\r\n    {\r\n      \"name\":\"%s\","
		    "\"url\":\"https://%s/%s/%s/%s/%s\"\r\n    }",
		    first ? "" : ",", name, p->host, service, p->root, p->table,
		    name);
		first = false;
	}
	text_puts(&t, "\r\n  ]\r\n}");
	json_answer(&t, out);
	text_free(&sets);
}

/* Split and decode the path. 0, or -1 when it is none of ours. */
static int
place_parse(const char *target, struct place *out)
{
	struct place p = { 0 };
	size_t len = strcspn(target, "?");
	char *save = NULL, *s;

	p.query = target[len] == '?' ? target + len + 1 : "";
	p.copy = must_alloc(len + 1);
	memcpy(p.copy, target, len);
	for (s = strtok_r(p.copy, "/", &save); s != NULL;
	     s = strtok_r(NULL, "/", &save)) {
		url_decode(s, strlen(s), false);
		if (p.n == SEGMENTS ||
		    (strcmp(s, "$count") != 0 &&
			!name_is_safe((struct span){ s, strlen(s) })))
			goto fail;
		p.part[p.n++] = s;
	}
	if (p.n == 3 && strcmp(p.part[1], "ODataCatalog") == 0) {
		p.service = CATALOG;
		p.set = p.part[2];
	} else if (p.n >= 4 && strcasecmp(p.part[2], "odata") == 0 &&
	    (p.n < SEGMENTS || strcmp(p.part[5], "$count") == 0)) {
		p.root = p.part[2];
		p.table = p.part[3];
		p.set = p.part[4];
		p.service = strcmp(p.part[1], "ODataApi") == 0 ? API : FEED;
		if (p.service == FEED && strcmp(p.part[1], "ODataFeed") != 0)
			goto fail;
	} else {
		goto fail;
	}
	p.host = p.part[0];
	*out = p;
	return 0;
fail:
	free(p.copy);
	return -1;
}

void
site_answer(struct site *site, const char *target, bool takes_gzip, bool plain,
    struct answer *out)
{
	struct place place;
	bool gz = takes_gzip && site->gzip;

	if (odata4_answer(site, target, gz && !plain, out))
		return;
	if (place_parse(target, &place) == -1) {
		answer_html(out, 404, "There is nothing at this address.");
		return;
	}
	if (place.table != NULL &&
	    !tree_has_table(&site->tree, place.host, place.table))
		answer_html(out, 404, "There is no table of this name.");
	else if (place.set == NULL)
		answer_service(site, &place, out);
	else
		answer_set(site, &place, target, gz, plain, out);
	free(place.copy);
}
