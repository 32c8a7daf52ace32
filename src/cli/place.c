/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * place: pages of one kind in a folder of their own.
 */
#include "cli/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
place_sort(struct place *at)
{
	if (at->n > 1)
		qsort(at->codes, at->n, sizeof(*at->codes), by_bytes);
}

int
place_prepare(struct place *at, const char *fresh, const char *name,
    const char *tools, bool force, struct err *err)
{
	at->dir = fresh != NULL ? file_join(fresh, name) : mem_str(at->to);
	if (at->by_journal && fresh != NULL && file_remove(at->dir, err) == -1)
		return -1;
	if (file_mkdirs(at->dir, 0777, err) == -1)
		return -1;
	file_sweep(at->dir);
	if (journal_pack(at->dir, NULL, 0, "", err) == -1)
		return -1;
	at->keep = (struct keep){ .tools = tools, .dir = at->dir,
		.force = force };
	journal_read(at->dir, &at->keep.now);
	if (fresh != NULL) {
		at->keep.old = at->to;
		journal_read(at->to, &at->keep.before);
	}
	return 0;
}

static bool
is_page(const char *name)
{
	const char *ending = strrchr(name, '.');

	for (size_t f = 0; ending != NULL && f < FORMS; f++)
		if (strcmp(ending + 1, form_endings[f]) == 0)
			return true;
	return false;
}

/* Whether page i is made in form f. One that is not whole, as a chart is
 * missing, stays as far as it is there. */
static bool
has_form(const struct place *at, size_t i, size_t f)
{
	const struct made_page *page;

	if (!at->by_journal)
		return at->forms[f];
	page = &at->made_of.items[i];
	return page->sizes[f] >= 0 || strcmp(page->key, "-") == 0;
}

/* Whether a file is one that this run makes. */
static bool
is_asked(const struct place *at, const char *name)
{
	const char *ending = strrchr(name, '.');
	char *code = ending == NULL
	    ? NULL
	    : mem_strn(name, (size_t)(ending - name));
	const char *key = code;
	const char *const *there = code == NULL || at->n == 0
	    ? NULL
	    : bsearch(&key, at->codes, at->n, sizeof(key), by_bytes);
	bool asked = false;

	for (size_t f = 0; there != NULL && f < FORMS; f++)
		asked |= strcmp(ending + 1, form_endings[f]) == 0 &&
		    has_form(at, (size_t)(there - at->codes), f);
	free(code);
	return asked;
}

/* Whether page i lies in the folder of a journal as it says, of this key (NULL:
 * any). */
static bool
lies_there(const struct place *at, size_t i, const struct journal *j,
    const char *key)
{
	bool forms[FORMS];

	for (size_t f = 0; f < FORMS; f++)
		forms[f] = has_form(at, i, f);
	return journal_find(j, at->codes[i], key, forms) != NULL;
}

/* The codes that stand in the journal of a folder, in its order: by bytes. */
static void
take_codes(struct place *at, const char *dir)
{
	if (!at->by_journal)
		return;
	journal_free(&at->made_of);
	free(at->codes);
	journal_read(dir, &at->made_of);
	at->n = at->made_of.n;
	at->codes = mem_new(at->n + 1, sizeof(*at->codes));
	for (size_t i = 0; i < at->n; i++)
		at->codes[i] = at->made_of.items[i].code;
}

bool
place_whole(const struct place *of, bool only)
{
	struct place here = *of, *at = &here;
	struct names names = { 0 };
	struct err ignored = { 0 };
	struct journal j;
	bool whole = true;

	if (of->by_journal) {
		here.codes = NULL;
		here.made_of = (struct journal){ 0 };
		take_codes(at, at->to);
	}
	journal_read(at->to, &j);
	for (size_t i = 0; whole && i < at->n; i++)
		whole = lies_there(at, i, &j, NULL);
	if (whole && only) {
		file_list(at->to, NULL, &names, &ignored);
		for (size_t i = 0; whole && i < names.n; i++)
			whole = !is_page(names.items[i]) ||
			    is_asked(at, names.items[i]);
	}
	names_free(&names);
	journal_free(&j);
	if (of->by_journal) {
		journal_free(&here.made_of);
		free(here.codes);
	}
	return whole;
}

static int
sort_out(const struct place *at, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(at->dir, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *file = file_join(at->dir, names.items[i]);

		if (strcmp(names.items[i], ".pages") != 0 &&
		    !is_asked(at, names.items[i]))
			rc = file_remove(file, err);
		free(file);
	}
	names_free(&names);
	if (rc == -1 || file_list(at->to, NULL, &names, err) == -1)
		goto done;
	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		const char *name = names.items[i];
		char *from = file_join(at->to, name),
		     *to = file_join(at->dir, name);

		if (name[0] != '.' && !is_page(name))
			rc = file_is_dir(from) ? file_rename(from, to, err)
					       : folder_link(from, to, err);
		free(from);
		free(to);
	}
done:
	names_free(&names);
	return rc;
}

/* Made or kept, of pages that a worker makes many of at once. */
static void
count(struct place *at)
{
	for (size_t i = 0; at->by_journal && i < at->n; i++) {
		const struct made_page *page = &at->made_of.items[i];

		if (strcmp(page->key, "-") == 0)
			continue;
		if (!at->keep.force &&
		    lies_there(at, i, &at->keep.before, page->key))
			at->kept++;
		else
			at->made++;
	}
}

int
place_finish(struct place *at, const char *all, struct err *err)
{
	take_codes(at, at->dir);
	count(at);
	return sort_out(at, err) == -1 ||
		journal_pack(at->dir, at->codes, at->n, all, err) == -1 ||
		folder_sync(at->dir, err) == -1
	    ? -1
	    : 0;
}

int
place_replace(const struct place *at, struct err *err)
{
	return at->n > 0 || file_exists(at->to)
	    ? folder_replace(at->dir, at->to, err)
	    : file_remove(at->dir, err);
}

int
place_join(const struct place *at, struct err *err)
{
	if (at->n == 0 && !file_is_dir(at->to))
		return 0;
	return file_mkdirs(at->to, 0777, err) == -1 ||
		folder_join(at->dir, at->to, is_page, err) == -1 ||
		folder_join(at->to, at->dir, is_page, err) == -1
	    ? -1
	    : 0;
}

int
place_leave(const struct place *at, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(at->to, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++)
		if (is_page(names.items[i]) && !is_asked(at, names.items[i]))
			rc = file_remove_in(at->to, names.items[i], err);
	names_free(&names);
	return rc;
}

int
place_return(const char *dir, const char *to, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(dir, NULL, &names, err);

	/* We make none in it. */
	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *from = file_join(dir, names.items[i]);
		char *back = file_join(to, names.items[i]);

		if (file_is_dir(from) && !file_exists(back) &&
		    file_mkdirs(to, 0777, err) == 0)
			rc = file_rename(from, back, err);
		free(back);
		free(from);
	}
	names_free(&names);
	return rc;
}

void
place_free(struct place *at)
{
	journal_free(&at->keep.now);
	journal_free(&at->keep.before);
	journal_free(&at->made_of);
	free(at->codes);
	free(at->to);
	free(at->dir);
}
