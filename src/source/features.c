/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * features: see features.h.
 */
#include "features.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/jscan.h"
#include "portal.h"

/* A gemeente in full detail is 4 MB of text. */
#define RECORD_MAX (32u << 20)

struct row_reader {
	const struct source *src;
	struct jrecord feature, attributes;
	char fid[64];
};

int
features_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err)
{
	(void)body, (void)len, (void)err;
	if (src->table_ids.n == 0)
		portal_table(src, NULL, NULL, NULL, out);
	for (size_t i = 0; i < src->table_ids.n; i++) {
		struct table_ref ref = { .id = mem_fmt("%s.%s", src->id,
					     src->table_ids.items[i]),
			.title = mem_fmt("%s (%s)", src->title_nl,
			    src->table_ids.items[i]),
			.period = mem_str(src->period),
			.rows = -1 };

		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n++] = ref;
	}
	return 0;
}

const char *
features_collection(const struct source *src, const struct table_ref *ref)
{
	size_t len = strlen(src->id);

	return strncmp(ref->id, src->id, len) == 0 && ref->id[len] == '.'
	    ? ref->id + len + 1
	    : ref->id;
}

/* What a server says in place of an answer: problem+json (RFC 7807). */
static int
refused(const struct got *got, struct err *err)
{
	char *words = NULL;
	int rc;

	if (got_text(got, "detail", &words, err) == -1)
		return -1;
	if (words == NULL && got_text(got, "title", &words, err) == -1)
		return -1;
	rc = portal_refused(err, "no features for an answer", words);
	free(words);
	return rc;
}

int
features_check(const struct got *got, struct err *err)
{
	double said = got_number(got, "numberReturned", -1);
	char *type = NULL;
	bool is;

	if (got_text(got, "type", &type, err) == -1)
		return -1;
	is = type != NULL && strcmp(type, "FeatureCollection") == 0;
	free(type);
	if (!is)
		return refused(got, err);
	if (said >= 0 && said != (double)got->rows)
		return err_set(err, ERR_INPUT,
		    "%" PRIu64 " features, where it says there are %.0f: not "
		    "kept, try again later",
		    got->rows, said);
	return 0;
}

int
features_cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	/* A server without keys numbers the features anew each time. */
	static const char *const passing[] = { "timeStamp", "links", NULL };
	static const char *const within[] = { "id", NULL };

	(void)src, (void)role, (void)err;
	out->kind = CUT_JSON;
	out->array = "features";
	out->passing = passing;
	out->passing_within = within;
	out->lax = true; /* an error is an object without features */
	out->record = RECORD_MAX;
	return 0;
}

int
features_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	(void)read, (void)arg, (void)err;
	out->id = mem_str(src->id);
	out->title = mem_str(src->title_nl);
	out->period = mem_str(src->period);
	out->area_year = src->area_year;
	out->rows = -1;
	out->areas_in_rows = src->shapes.boundaries;
	return 0;
}

struct row_reader *
features_rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	(void)meta;
	r->src = src;
	return r;
}

void
features_rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	jrecord_free(&r->feature);
	jrecord_free(&r->attributes);
	free(r);
}

static const struct jv *
find(const struct jrecord *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->items[i].name, name) == 0)
			return &record->items[i];
	return NULL;
}

/* The first of these attributes that is there as a text, or NULL. */
static const char *
text_of(const struct jrecord *record, const struct strings *names)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct jv *v = find(record, names->items[i]);

		if (v != NULL && v->type == JV_STRING)
			return v->str;
	}
	return NULL;
}

static void
take_id(struct row_reader *r, struct row *out)
{
	const struct jv *id = find(&r->feature, "id");

	r->fid[0] = '\0';
	if (id != NULL && id->type == JV_STRING)
		snprintf(r->fid, sizeof(r->fid), "%s", id->str);
	else if (id != NULL && id->type == JV_NUMBER)
		snprintf(r->fid, sizeof(r->fid), "%.17g", id->number);
	out->fid = r->fid;
}

/* Which area, and whether it is its land, its water, or Belgium. */
static void
take_area(struct row_reader *r, struct row *out)
{
	const struct shapes *s = &r->src->shapes;
	const char *code = text_of(&r->attributes, &s->codes);
	const struct jv *water =
	    s->water == NULL ? NULL : find(&r->attributes, s->water);
	enum area_level level;

	if (code != NULL)
		area_code(code, strlen(code), out->area, &level);
	out->name = text_of(&r->attributes, &s->names);
	if (water == NULL || water->type != JV_STRING)
		return;
	out->water = strcmp(water->str, "JA") == 0;
	out->skip = strcmp(water->str, "B") == 0;
}

int
features_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	const struct jv *shape, *attributes;

	*out = (struct row){ .cells = out->cells, .cap = out->cap };
	if (jrecord_parse(&r->feature, record->text, record->len, err) == -1)
		return -1;
	shape = find(&r->feature, "geometry");
	attributes = find(&r->feature, "properties");
	if (shape == NULL ||
	    (shape->type != JV_NULL && shape->type != JV_NESTED))
		return err_set(err, ERR_INPUT, "is no feature (no geometry)");
	out->shape = shape->type == JV_NULL ? "null" : shape->str;
	out->shape_len = shape->type == JV_NULL ? strlen("null") : shape->len;
	out->attributes = "{}";
	out->attributes_len = strlen("{}");
	if (attributes != NULL && attributes->type == JV_NESTED) {
		out->attributes = attributes->str;
		out->attributes_len = attributes->len;
	}
	take_id(r, out);
	if (jrecord_parse(&r->attributes, out->attributes, out->attributes_len,
		err) == -1)
		return err_ctx(err, "properties");
	if (r->src->shapes.boundaries)
		take_area(r, out);
	return 0;
}
