/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source: the parts of a source definition.
 */
#include "model/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
strings_add(struct strings *list, const char *s)
{
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] = mem_str(s);
}

bool
strings_have(const struct strings *list, const char *s)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], s) == 0)
			return true;
	return false;
}

void
strings_free(struct strings *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}

void
pairs_add(struct pairs *list, const char *name, const char *value)
{
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] =
	    (struct pair){ mem_str(name), mem_str(value) };
}

const char *
pairs_find(const struct pairs *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return list->items[i].value;
	return NULL;
}

void
pairs_free(struct pairs *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].name);
		free(list->items[i].value);
	}
	free(list->items);
	memset(list, 0, sizeof(*list));
}

const struct strings *
selection_of(const struct selection *select, const char *dimension)
{
	for (size_t i = 0; i < select->n; i++)
		if (strcmp(select->items[i].dimension, dimension) == 0)
			return &select->items[i].keys;
	return NULL;
}

bool
key_is_start(const char *key)
{
	size_t len = strlen(key);

	return len > 1 && key[len - 1] == '*';
}

int
keys_fit(const struct strings *keys, const char *key, size_t len)
{
	for (size_t i = 0; i < keys->n; i++) {
		const char *wanted = keys->items[i];
		size_t n = strlen(wanted);
		bool start = key_is_start(wanted);

		n -= start;
		if ((start ? len >= n : len == n) && memcmp(wanted, key, n) == 0)
			return (int)i;
	}
	return -1;
}

int
added_to(const struct add_up *up, const char *key, size_t len)
{
	for (size_t i = 0; i < up->n; i++)
		if (keys_fit(&up->groups[i].keys, key, len) != -1)
			return (int)i;
	return -1;
}

static void
add_up_clear(struct add_up *up)
{
	free(up->dimension);
	for (size_t i = 0; i < up->n; i++) {
		free(up->groups[i].name);
		strings_free(&up->groups[i].keys);
	}
	free(up->groups);
}

static void
selection_clear(struct selection *select)
{
	for (size_t i = 0; i < select->n; i++) {
		free(select->items[i].dimension);
		strings_free(&select->items[i].keys);
	}
	free(select->items);
}

static void
layout_clear(struct layout *l)
{
	free(l->area);
	free(l->area_name);
	free(l->map);
	free(l->period);
	free(l->topic);
	free(l->value);
	for (size_t i = 0; i < l->ncolumns; i++) {
		free(l->columns[i].column);
		free(l->columns[i].title);
		free(l->columns[i].unit);
		free(l->columns[i].weight);
	}
	free(l->columns);
	pairs_free(&l->where);
	free(l->sheet);
	free(l->inside);
	strings_free(&l->missing);
}

static void
shapes_clear(struct shapes *s)
{
	strings_free(&s->codes);
	strings_free(&s->names);
	strings_free(&s->within);
	free(s->water);
	free(s->crs);
	for (size_t i = 0; i < s->nfigures; i++) {
		free(s->figures[i].title);
		free(s->figures[i].unit);
		free(s->figures[i].indicator);
		free(s->figures[i].column);
		pairs_free(&s->figures[i].where);
	}
	free(s->figures);
}

static void
crossing_clear(struct crossing *c)
{
	free(c->from);
	free(c->to);
	free(c->weight);
	free(c->to_address);
	free(c->postcode);
	free(c->number);
	free(c->inside);
}

static void
rules_clear(struct source *src)
{
	for (size_t i = 0; i < src->nrules; i++) {
		free(src->rules[i].indicator);
		strings_free(&src->rules[i].titles);
		strings_free(&src->rules[i].groups);
		strings_free(&src->rules[i].units);
		pairs_free(&src->rules[i].members);
	}
	free(src->rules);
}

static void
left_out_clear(struct source *src)
{
	for (size_t i = 0; i < src->nleft_out; i++) {
		strings_free(&src->left_out[i].titles);
		strings_free(&src->left_out[i].groups);
		strings_free(&src->left_out[i].units);
		free(src->left_out[i].why);
	}
	free(src->left_out);
}

void
source_clear(struct source *src)
{
	free(src->id);
	free(src->file);
	free(src->adapter);
	free(src->base);
	free(src->address);
	free(src->secret);
	free(src->title_nl);
	free(src->title_en);
	free(src->about_nl);
	free(src->about_en);
	free(src->publisher);
	free(src->licence);
	free(src->licence_url);
	free(src->link);
	free(src->frequency_nl);
	free(src->frequency_en);
	free(src->find_title);
	strings_free(&src->table_ids);
	free(src->dataset);
	free(src->resource);
	free(src->period);
	free(src->fallback.adapter);
	free(src->fallback.base);
	selection_clear(&src->select);
	pairs_free(&src->main);
	free(src->bounds.dimension);
	free(src->bounds.low);
	free(src->bounds.high);
	add_up_clear(&src->add_up);
	free(src->years.dimension);
	free(src->years.ending);
	free(src->area_dimension);
	free(src->withheld);
	layout_clear(&src->layout);
	shapes_clear(&src->shapes);
	crossing_clear(&src->crossing);
	for (size_t i = 0; i < src->nwholes; i++) {
		free(src->wholes[i].id);
		strings_free(&src->wholes[i].parts);
	}
	free(src->wholes);
	rules_clear(src);
	left_out_clear(src);
	memset(src, 0, sizeof(*src));
}

void
sources_free(struct sources *list)
{
	for (size_t i = 0; i < list->n; i++)
		source_clear(&list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}
