/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def: which definition files there are, and reading them as a whole.
 */
#include "source/def.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "source/def_read.h"

#define SUFFIX ".json"
#define CATALOGUE "indicators.json"
#define ROLES "privacy.json" /* read by story/privacy */

struct entry { /* a definition file that is there */
	char *id, *path;
};
struct entries {
	struct entry *items; /* sorted by id, each once */
	size_t n, cap;
};

int
source_read(const char *path, const struct indicators *known,
    struct source *out, struct err *err)
{
	struct mistakes found = { 0 };
	struct source src = { 0 };
	int rc;

	def_source(path, known, &src, &found);
	rc = mistakes_report(&found, err);
	if (rc == 0)
		*out = src;
	else
		source_clear(&src);
	mistakes_free(&found);
	return rc;
}

int
indicators_read(const char *path, struct indicators *out, struct err *err)
{
	struct mistakes found = { 0 };
	struct indicators list = { 0 };
	int rc;

	def_indicators(path, &list, &found);
	rc = mistakes_report(&found, err);
	if (rc == 0)
		*out = list;
	else
		indicators_free(&list);
	mistakes_free(&found);
	return rc;
}

int
indicators_add(const char *path, struct indicators *list, struct err *err)
{
	struct mistakes found = { 0 };
	int rc;

	def_more_indicators(path, list, &found);
	rc = mistakes_report(&found, err);
	mistakes_free(&found);
	return rc;
}

static void
entries_free(struct entries *all)
{
	for (size_t i = 0; i < all->n; i++) {
		free(all->items[i].id);
		free(all->items[i].path);
	}
	free(all->items);
}

static struct entry *
entry_find(const struct entries *all, const char *id)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->items[i].id, id) == 0)
			return &all->items[i];
	return NULL;
}

/* Add the definitions of a folder; one of the same id is replaced. */
static int
entries_add(struct entries *all, const char *dir, struct err *err)
{
	struct names names = { 0 };
	struct entry *e;

	if (dir == NULL)
		return 0;
	if (file_list(dir, SUFFIX, &names, err) != 0)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *id;

		if (strcmp(names.items[i], CATALOGUE) == 0 ||
		    strcmp(names.items[i], ROLES) == 0 ||
		    names.items[i][0] == '.')
			continue;
		id = mem_strn(
		    names.items[i], strlen(names.items[i]) - strlen(SUFFIX));
		e = entry_find(all, id);
		if (e == NULL) {
			MEM_PUSH(all->items, all->n, all->cap);
			e = &all->items[all->n++];
			*e = (struct entry){ 0 };
		}
		free(e->id);
		free(e->path);
		e->id = id;
		e->path = file_join(dir, names.items[i]);
	}
	names_free(&names);
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(
	    ((const struct entry *)a)->id, ((const struct entry *)b)->id);
}

/* Every id that was asked for must be there. */
static int
ids_known(const struct entries *all, const struct strings *ids, struct err *err)
{
	const char **names = mem_new(all->n + 1, sizeof(*names));
	struct buf text = { 0 };
	int rc = 0;

	for (size_t i = 0; i < all->n; i++)
		names[i] = all->items[i].id;
	for (size_t i = 0; ids != NULL && i < ids->n; i++) {
		if (entry_find(all, ids->items[i]) != NULL)
			continue;
		buf_putf(&text, "%sno source \"%.*s\"",
		    text.len > 0 ? "\n" : "",
		    (int)text_prefix(ids->items[i], 60), ids->items[i]);
		check_hint(
		    &text, ids->items[i], "feiten sources", names, all->n);
	}
	if (text.len > 0)
		rc = err_set(err, ERR_USAGE, "%s", buf_str(&text));
	buf_free(&text);
	free(names);
	return rc;
}

static bool
is_asked(const struct strings *ids, const char *id)
{
	if (ids == NULL)
		return true;
	for (size_t i = 0; i < ids->n; i++)
		if (strcmp(ids->items[i], id) == 0)
			return true;
	return false;
}

int
sources_read(const char *dir_builtin, const char *dir_own,
    const struct strings *ids, const struct indicators *known,
    struct sources *out, struct err *err)
{
	struct entries all = { 0 };
	struct sources list = { 0 };
	struct mistakes found = { 0 };
	int rc = -1;

	if (entries_add(&all, dir_builtin, err) != 0 ||
	    entries_add(&all, dir_own, err) != 0)
		goto done;
	if (all.n > 0)
		qsort(all.items, all.n, sizeof(all.items[0]), by_id);
	if (ids_known(&all, ids, err) != 0)
		goto done;
	for (size_t i = 0; i < all.n; i++) {
		if (!is_asked(ids, all.items[i].id))
			continue;
		MEM_PUSH(list.items, list.n, list.cap);
		list.items[list.n] = (struct source){ 0 };
		def_source(
		    all.items[i].path, known, &list.items[list.n++], &found);
	}
	rc = mistakes_report(&found, err);
	if (rc == 0) {
		*out = list;
		list = (struct sources){ 0 };
	}
done:
	mistakes_free(&found);
	sources_free(&list);
	entries_free(&all);
	return rc;
}
