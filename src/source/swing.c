/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * swing: indicators of a Swing site (buurtmonitors, waarstaatjegemeente) by
 * its Open Data Service, OData v4 without filters. BASE is the service, up to
 * and including /odata. Each id of the definition is a variable, and a table:
 * BASE/Variables('x') says what it is; its figures are at
 * BASE/Variables('x')/GeoLevels('y')/PeriodLevels('z')/Periods('p')/Values,
 * in pages along @odata.nextLink. Many sites want a key in the header apikey.
 */
#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "address.h"
#include "layout.h"
#include "portal.h"

#define LINK_MAX 2000 /* bytes of a next link */
#define ROLE_VARIABLE "variable"
#define ROLE_VALUES "values"

struct road {
	const struct source *src;
	const char *variable;
	bool asked, described;
	/* Which of the lists below is being fetched. */
	size_t level, period_level, period;
	char *next;	 /* the next page of it, or NULL */
	struct map seen; /* next links of it */
	uint64_t rows;	 /* of it */
	int pages;	 /* of the table */
};

/* The members wanted of a kind: those selected, or one of our own. */
static const char *
member(
    const struct source *src, const char *kind, const char *otherwise, size_t i)
{
	const struct strings *list = selection_of(&src->select, kind);

	if (list == NULL || list->n == 0)
		return i == 0 ? otherwise : NULL;
	return i < list->n ? list->items[i] : NULL;
}

static const char *
level_at(const struct source *src, size_t i)
{
	return member(src, "GeoLevels", "buurt", i);
}

static const char *
period_level_at(const struct source *src, size_t i)
{
	return member(src, "PeriodLevels", "year", i);
}

static const char *
period_at(const struct source *src, size_t i)
{
	return member(src, "Periods", "all", i);
}

/* The variable is what stands behind "SOURCE." in the id of its table. */
static const char *
variable_of(const struct source *src, const char *id)
{
	size_t len = strlen(src->id);

	return strncmp(id, src->id, len) == 0 && id[len] == '.' ? id + len + 1
								: id;
}

static int
tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	struct table_refs refs = { 0 };

	(void)body, (void)len; /* there is no catalogue */
	if (src->base == NULL || src->table_ids.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s: base and table_ids must say where the service is and "
		    "which variables are wanted",
		    src->file);
	for (size_t i = 0; i < src->table_ids.n; i++) {
		const char *name = src->table_ids.items[i];
		struct table_ref ref = { .id = mem_fmt("%s.%s", src->id, name),
			.title = mem_fmt("%s: %s", src->title_nl, name),
			.rows = -1 };

		MEM_PUSH(refs.items, refs.n, refs.cap);
		refs.items[refs.n++] = ref;
		if (!file_name_ok(ref.id)) {
			table_refs_free(&refs);
			return err_set(err, ERR_INPUT,
			    "%s: table_ids: \"%.80s\" is no name of a variable",
			    src->file, name);
		}
	}
	*out = refs;
	return 0;
}

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->variable = variable_of(src, ref->id);
	return r;
}

static void
road_free(struct road *r)
{
	if (r == NULL)
		return;
	map_free(&r->seen);
	free(r->next);
	free(r);
}

static void
put_variable(const struct road *r, struct buf *out)
{
	address_base(r->src, out);
	buf_putf(out, "/Variables('%s')", r->variable);
}

static int
put_values(const struct road *r, struct buf *out, struct err *err)
{
	const char *const names[] = { level_at(r->src, r->level),
		period_level_at(r->src, r->period_level),
		period_at(r->src, r->period) };

	for (size_t i = 0; i < 3; i++)
		if (!file_name_ok(names[i]))
			return err_set(err, ERR_INPUT,
			    "%s: select: \"%.80s\" is no name of a level or "
			    "period",
			    r->src->file, names[i]);
	put_variable(r, out);
	buf_putf(out,
	    "/GeoLevels('%s')/PeriodLevels('%s')/Periods('%s')/Values",
	    names[0], names[1], names[2]);
	return 0;
}

/* On to the next list; false: there is none. */
static bool
next_list(struct road *r)
{
	map_free(&r->seen);
	r->rows = 0;
	r->period++;
	if (period_at(r->src, r->period) != NULL)
		return true;
	r->period = 0;
	r->period_level++;
	if (period_level_at(r->src, r->period_level) != NULL)
		return true;
	r->period_level = 0;
	r->level++;
	return level_at(r->src, r->level) != NULL;
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	assert(!r->asked);
	if (level_at(r->src, r->level) == NULL)
		return 0;
	if (!r->described) {
		portal_ask(ask, ROLE_VARIABLE, 1);
		ask->small = true;
		put_variable(r, &ask->address);
	} else {
		portal_ask(ask, ROLE_VALUES, r->pages + 1);
		ask->data = true;
		if (r->next != NULL)
			buf_puts(&ask->address, r->next);
		else if (put_values(r, &ask->address, err) == -1)
			return -1;
	}
	/* The key of the site goes with every request, and nowhere else: all
	 * addresses are below its base. */
	ask->secret = r->src->secret;
	r->asked = true;
	return 1;
}

/* One character of an address as it is compared: capitals alike, and a quote
 * alike whether it is encoded or not. */
static int
next_char(const char **p)
{
	int c = (unsigned char)**p;

	if (c == '%' && (*p)[1] == '2' && (*p)[2] == '7') {
		*p += 3;
		return '\'';
	}
	*p += c != '\0';
	return tolower(c);
}

/* A next link is followed only to further pages of the same list: the key goes
 * along. */
static int
check_link(struct road *r, const char *link, struct err *err)
{
	struct buf here = { 0 };
	const char *a = link, *b;
	int rc = -1;

	if (put_values(r, &here, err) == -1)
		goto done;
	b = here.data;
	while (*b != '\0' && next_char(&a) == next_char(&b))
		continue;
	for (const char *p = link; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~') {
			err_set(err, ERR_INPUT,
			    "a next link with a blank or control character");
			goto done;
		}
	if (strlen(link) > LINK_MAX || *b != '\0' || a == link ||
	    (a[0] != '?' && next_char(&a) != '?')) {
		err_set(err, ERR_INPUT,
		    "the next page is said to be at %.300s, outside %s: not "
		    "followed",
		    link, here.data);
		goto done;
	}
	if (map_gets(&r->seen, link, NULL)) {
		err_set(err, ERR_INPUT,
		    "the next page is one that was fetched before (%.300s): "
		    "the pages go round in a circle, try again "
		    "later",
		    link);
		goto done;
	}
	map_puts(&r->seen, link, 1);
	rc = 0;
done:
	buf_free(&here);
	return rc;
}

/* {"error":{"code":"..","message":".."}} in place of an answer. */
static int
check_error(const struct got *got, struct err *err)
{
	const struct member *error = got_member(got, "error");
	struct json *j;

	if (error == NULL || error->text == NULL)
		return 0;
	j = json_parse(error->text, error->len, err);
	if (j == NULL)
		return -1;
	portal_refused(
	    err, "an error for an answer", json_get_str(j, "message"));
	json_free(j);
	return -1;
}

static int
got_values(struct road *r, const struct got *got, struct err *err)
{
	int64_t count = portal_whole(got_number(got, "@odata.count", -1));
	char *next = NULL;
	int rc = -1;

	free(r->next);
	r->next = NULL;
	r->pages++;
	r->rows += got->rows;
	if (got_text(got, "@odata.nextLink", &next, err) == -1)
		return -1;
	if (next == NULL) {
		if (count >= 0 && r->rows != (uint64_t)count) {
			err_set(err, ERR_INPUT,
			    "%" PRIu64 " figures, where there are %" PRId64
			    ": not kept, try again later",
			    r->rows, count);
			goto done;
		}
		next_list(r);
	} else if (got->rows == 0) {
		err_set(err, ERR_INPUT,
		    "no figures, yet another page is announced: try again "
		    "later");
		goto done;
	} else if (r->pages >= PORTAL_PAGES) {
		err_set(err, ERR_INPUT, "more than %d pages", PORTAL_PAGES);
		goto done;
	} else if (check_link(r, next, err) == -1)
		goto done;
	r->next = next;
	next = NULL;
	rc = 0;
done:
	free(next);
	return rc;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	assert(r->asked);
	r->asked = false;
	if (check_error(got, err) == -1)
		return -1;
	if (r->described) {
		if (got_member(got, "@odata.context") == NULL && got->rows == 0)
			return err_set(err, ERR_INPUT,
			    "no figures and no OData: is base the address of "
			    "the service, up to /odata?");
		return got_values(r, got, err);
	}
	r->described = true;
	return 0;
}

static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)src, (void)err;
	out->kind = CUT_JSON;
	out->lax = true; /* an error is an object without figures */
	out->array = strcmp(role, ROLE_VALUES) == 0 ? "value" : NULL;
	return 0;
}

/* What the variable says of itself, where the definition does not. */
static void
name_topic(
    const struct source *src, const struct json *j, struct table_meta *out)
{
	const struct layout_column *column = src->layout.columns;
	const char *name = json_get_str(j, "Name");
	const char *unit = json_get_str(j, "Unit");
	struct topic *t = out->topics;

	if (out->ntopics != 1 || src->layout.ncolumns > 1)
		return;
	if ((column == NULL || column->title == NULL) && name != NULL) {
		free(t->title);
		t->title = text_trimmed(name);
	}
	if ((column == NULL || column->unit == NULL) && unit != NULL) {
		free(t->unit);
		t->unit = text_trimmed(unit);
	}
	if (t->description == NULL && json_get_str(j, "Description") != NULL)
		t->description = text_trimmed(json_get_str(j, "Description"));
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	static const struct layout_field fields[] = {
		{ .name = "ExternalCode" },
		{ .name = "GeoLevel" },
		{ .name = "Period" },
		{ .name = "PeriodLevel" },
		{ .name = "ValueString", .number = true },
	};
	struct buf body = { 0 };
	struct json *j = NULL;
	const char *code;
	int rc = -1;

	if (read(arg, ROLE_VARIABLE, &body, err) == -1)
		goto done;
	j = json_parse(buf_str(&body), body.len, err);
	if (j == NULL)
		goto done;
	code = json_get_str(j, "ExternalCode");
	if (code == NULL || !file_name_ok(code)) {
		err_set(err, ERR_INPUT,
		    "no ExternalCode: is it a variable of a Swing site?");
		goto done;
	}
	if (layout_describe(src, fields, sizeof(fields) / sizeof(fields[0]),
		out, err) == -1)
		goto done;
	name_topic(src, j, out);
	portal_says(src, code, json_get_str(j, "Name"), NULL, out);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, ROLE_VARIABLE);
	json_free(j);
	buf_free(&body);
	return rc;
}

const struct adapter adapter_swing = {
	.kind = "swing",
	.laid_out = true,
	.tables = tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = layout_rows_new,
	.row = layout_row,
	.rows_end = layout_rows_end,
	.rows_free = layout_rows_free,
};
