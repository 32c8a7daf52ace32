/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * package: the columns of figures.csv with what is in them, and the licences
 * and sources of the rows, each once, in the order in which they came.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"
#include "export/package.h"

static const struct {
	const char *name, *type, *what;
	bool needed;
} fields[] = {
	{ "area_code", "string", "code of Statistics Netherlands", true },
	{ "area_name", "string", "name in that year", true },
	{ "area_level", "string", "land, gemeente, wijk or buurt", true },
	{ "area_year", "integer",
	    "vintage of the area: codes are used again for other places",
	    true },
	{ "indicator", "string", "id of the indicator", true },
	{ "label", "string", "its name", true },
	{ "period", "string", "2024, 2024Q3 or 2024-06", true },
	{ "value", "number", "the figure", true },
	{ "unit", "string", "of the figure", false },
	{ "status", "string",
	    "final, provisional, or doubted: held back until looked at", true },
	{ "source", "string", "id of the source", true },
	{ "publisher", "string", "who published it", false },
	{ "licence", "string", "under which it may be passed on", false },
	{ "licence_url", "string", "text of the licence", false },
	{ "table_id", "string", "table of the source", true },
};

struct known { /* a licence (title, path), or a source (title) */
	char *title, *path;
};
struct knowns {
	struct known *items;
	size_t n, cap;
};

struct package {
	struct knowns licences, sources;
};

struct package *
package_new(void)
{
	return mem_new(1, sizeof(struct package));
}

static void
learn(struct knowns *list, const char *title, const char *path)
{
	/* Rows of one source follow each other: from the end. */
	for (size_t i = list->n; i > 0; i--)
		if (strcmp(list->items[i - 1].title, title) == 0 &&
		    strcmp(list->items[i - 1].path, path) == 0)
			return;
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n].title = mem_str(title);
	list->items[list->n++].path = mem_str(path);
}

void
package_row(struct package *p, const struct export_row *row)
{
	/* A licence without an address is in its rows alone: the form asks
	 * for one. */
	if (row->licence != NULL && row->licence_url != NULL &&
	    *row->licence_url != '\0')
		learn(&p->licences, row->licence, row->licence_url);
	learn(&p->sources,
	    row->publisher != NULL && *row->publisher != '\0'
		? row->publisher
		: row->source,
	    "");
}

static void
put_schema(struct json *resource)
{
	static const char *const key[] = { "indicator", "period", "area_code",
		"area_year" };
	struct json *schema = json_add_object(resource, "schema");
	struct json *list = json_add_array(schema, "fields");

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct json *one = json_add_object(list, NULL);

		json_add_str(one, "name", fields[i].name);
		json_add_str(one, "type", fields[i].type);
		json_add_str(one, "description", fields[i].what);
		if (fields[i].needed)
			json_add_bool(json_add_object(one, "constraints"),
			    "required", true);
	}
	list = json_add_array(schema, "missingValues");
	json_add_str(list, NULL, "");
	list = json_add_array(schema, "primaryKey");
	for (size_t i = 0; i < sizeof(key) / sizeof(key[0]); i++)
		json_add_str(list, NULL, key[i]);
}

void
package_print(const struct package *p, struct buf *out)
{
	struct json *all = json_object(), *list, *one;

	json_add_str(all, "profile", "tabular-data-package");
	json_add_str(all, "name", "feiten-figures");
	json_add_str(all, "title",
	    "Open figures of areas in the Netherlands, out of a fact base");
	list = p->licences.n > 0 ? json_add_array(all, "licenses") : NULL;
	for (size_t i = 0; i < p->licences.n; i++) {
		one = json_add_object(list, NULL);
		json_add_str(one, "title", p->licences.items[i].title);
		json_add_str(one, "path", p->licences.items[i].path);
	}
	list = p->sources.n > 0 ? json_add_array(all, "sources") : NULL;
	for (size_t i = 0; i < p->sources.n; i++)
		json_add_str(json_add_object(list, NULL), "title",
		    p->sources.items[i].title);
	one = json_add_object(json_add_array(all, "resources"), NULL);
	json_add_str(one, "profile", "tabular-data-resource");
	json_add_str(one, "name", "figures");
	json_add_str(one, "path", "figures.csv");
	json_add_str(one, "format", "csv");
	json_add_str(one, "mediatype", "text/csv");
	json_add_str(one, "encoding", "utf-8");
	put_schema(one);
	json_print(all, true, out);
	json_free(all);
}

static void
forget(struct knowns *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].title);
		free(list->items[i].path);
	}
	free(list->items);
}

void
package_free(struct package *p)
{
	if (p == NULL)
		return;
	forget(&p->licences);
	forget(&p->sources);
	free(p);
}
