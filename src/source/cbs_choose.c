/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_choose: which tables of the catalogue a definition means, whichever
 * protocol the catalogue came by.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "cbs_v3.h"
#include "model/period.h"

/* The year a table is about when that is one year, else 0. */
static int
single_year(const char *period)
{
	char parsed[PERIOD_LEN];

	if (period == NULL ||
	    period_parse(period, strlen(period), parsed) == -1 ||
	    strlen(parsed) != 4)
		return 0;
	return period_year(parsed);
}

bool
cbs_wanted(
    const struct source *src, const struct table_ref *ref, const char *language)
{
	int year;

	if (src->table_ids.n > 0)
		return strings_have(&src->table_ids, ref->id);
	if (ref->title == NULL || !text_starts(ref->title, src->find_title) ||
	    language == NULL || strcmp(language, "nl") != 0)
		return false;
	year = single_year(ref->period);
	if (src->take == TAKE_YEARS && year == 0)
		return false;
	return year == 0 || year >= src->first_year;
}

/* Ids are numbers with letters behind: 9999NED is older than 84799NED. */
static int
id_cmp(const char *a, const char *b)
{
	long x = strtol(a, NULL, 10), y = strtol(b, NULL, 10);

	return x != y ? (x > y) - (x < y) : strcmp(a, b);
}

/* Of two tables of one kind: the one that is kept up, else the newer. */
static bool
better(const struct table_ref *a, const struct table_ref *b)
{
	bool x = a->status != NULL && strcmp(a->status, "Regulier") == 0;
	bool y = b->status != NULL && strcmp(b->status, "Regulier") == 0;

	return x != y ? x : id_cmp(a->id, b->id) > 0;
}

static int
ref_cmp(const void *a, const void *b)
{
	const struct table_ref *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* Whether two tables are of one kind, of which one is enough. */
static bool
alike(const struct source *src, const struct table_ref *a,
    const struct table_ref *b)
{
	return src->take == TAKE_NEWEST ||
	    single_year(a->period) == single_year(b->period);
}

/* Leave one table a year, or one in all. */
static void
leave_best(const struct source *src, struct table_refs *refs)
{
	size_t kept = 0;

	for (size_t i = 0; i < refs->n; i++) {
		struct table_ref *ref = &refs->items[i];
		bool beaten = false;

		for (size_t j = 0; j < refs->n && !beaten; j++)
			beaten = j != i && refs->items[j].id != NULL &&
			    alike(src, &refs->items[j], ref) &&
			    better(&refs->items[j], ref);
		if (beaten)
			table_ref_clear(ref);
	}
	for (size_t i = 0; i < refs->n; i++)
		if (refs->items[i].id != NULL)
			refs->items[kept++] = refs->items[i];
	refs->n = kept;
}

/* Every table that the definition names must be there, each once. */
static int
check_found(
    const struct source *src, const struct table_refs *refs, struct err *err)
{
	if (refs->n == 0 && src->table_ids.n == 0)
		return err_set(err, ERR_INPUT,
		    "no table whose title starts with \"%s\"%s from %d on: "
		    "look in the catalogue whether it has another name now",
		    src->find_title,
		    src->take == TAKE_YEARS ? " and that is about one year"
					    : "",
		    src->first_year);
	for (size_t i = 1; i < refs->n; i++)
		if (strcmp(refs->items[i].id, refs->items[i - 1].id) == 0)
			return err_set(err, ERR_INPUT,
			    "table %s is listed twice", refs->items[i].id);
	for (size_t i = 0; i < src->table_ids.n; i++) {
		struct table_ref key = { .id = src->table_ids.items[i] };

		if (refs->n == 0 ||
		    bsearch(&key, refs->items, refs->n, sizeof(key), ref_cmp) ==
			NULL)
			return err_set(err, ERR_INPUT,
			    "table %s is not in the catalogue of %s: check "
			    "the id, and whether it is on this host",
			    key.id, src->base);
	}
	return 0;
}

/* Of the tables that it may mean, in any order, leave those it takes, by id;
 * one that it names and that is not there is an error. */
static int
cbs_choose(const struct source *src, struct table_refs *refs, struct err *err)
{
	if (refs->n > 1)
		qsort(refs->items, refs->n, sizeof(*refs->items), ref_cmp);
	if (src->table_ids.n == 0 && src->take != TAKE_ALL)
		leave_best(src, refs);
	return check_found(src, refs, err);
}

int
cbs_take(struct table_ref *ref, struct table_refs *into, struct err *err)
{
	if (!cbs_name_ok(ref->id))
		return err_set(err, ERR_INPUT,
		    "Identifier \"%s\" is no table id", ref->id);
	MEM_PUSH(into->items, into->n, into->cap);
	into->items[into->n++] = *ref;
	*ref = (struct table_ref){ 0 };
	return 0;
}

int
cbs_tables(const struct source *src, const char *body, size_t len,
    cbs_record *take, struct table_refs *out, struct err *err)
{
	struct cbs_choice c = { .src = src };
	char *next = NULL;
	int rc = -1;

	if (cbs_each(body, len, take, &c, &next, err) == -1)
		goto done;
	if (next != NULL) {
		err_set(err, ERR_INPUT,
		    "the list of tables came in more than one page: make the "
		    "title to look for longer");
		goto done;
	}
	if (cbs_choose(src, &c.refs, err) == -1)
		goto done;
	*out = c.refs;
	c.refs = (struct table_refs){ 0 };
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "catalogue");
	table_refs_free(&c.refs);
	free(next);
	return rc;
}
