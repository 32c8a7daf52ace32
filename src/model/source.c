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

void
strings_free(struct strings *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		free(list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}

void
source_clear(struct source *src)
{
	size_t i;

	free(src->id);
	free(src->file);
	free(src->adapter);
	free(src->base);
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
	for (i = 0; i < src->nrules; i++) {
		free(src->rules[i].indicator);
		strings_free(&src->rules[i].titles);
		strings_free(&src->rules[i].groups);
		strings_free(&src->rules[i].units);
	}
	free(src->rules);
	memset(src, 0, sizeof(*src));
}

void
sources_free(struct sources *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		source_clear(&list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}
