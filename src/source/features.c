/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * features: see features.h.
 */
#include "features.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/jscan.h"
#include "codec/json.h"
#include "layout.h"
#include "portal.h"

/* What stands in place of a figure in the maps of CBS (reference: CBS,
 * Toelichting Wijk- en Buurtkaart): a number from here down is none. */
#define SENTINEL (-99990.0)
#define SENTINEL_SECRET (-99997.0) /* unknown, unreliable or secret */

#define CHANGE "indelingswijziging" /* how the attribute of it begins */

struct row_reader {
	const struct source *src;
	struct row_reader *figures; /* of the layout, or NULL */
	bool esri;		    /* as ArcGIS has them with f=json */
	struct jrecord feature, attributes;
	char fid[32]; /* an id that is a number */
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
			.title = mem_fmt(
			    "%s (%s)", src->title_nl, src->table_ids.items[i]),
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

/* What a server says in place of an answer: problem+json (RFC 7807), or the
 * error of ArcGIS. */
static int
refused(const struct got *got, struct err *err)
{
	char *words = NULL;
	int rc;

	if (portal_error(got, err) == -1 ||
	    got_text(got, "detail", &words, err) == -1)
		return -1;
	if (words == NULL && got_text(got, "title", &words, err) == -1)
		return -1;
	rc = portal_refused(err, "no features for an answer", words);
	free(words);
	return rc;
}

/* Which comes first, longitude or latitude, is seen from the numbers. */
static enum shape_crs
family(enum shape_crs crs)
{
	return crs == CRS_LATLON ? CRS_WGS84 : crs;
}

/* RFC 7946 knows no member "crs" any more, but many still write it. */
static int
check_crs(const struct source *src, const struct got *got, struct err *err)
{
	const struct member *m = got_member(got, "crs");
	struct err ignored = { 0 };
	enum shape_crs crs = CRS_RD;
	struct json *j;
	const char *name;
	int rc = 0;

	if (m == NULL || m->text == NULL)
		return 0;
	j = json_parse(m->text, m->len, &ignored);
	name = json_get_str(json_get(j, "properties"), "name");
	if (name == NULL)
		name = json_get_str(json_get(j, "properties"), "code");
	if (name != NULL && shape_crs_of(name, &crs) == -1)
		rc = err_set(err, ERR_INPUT,
		    "its coordinates are in \"%.*s\", which is not known "
		    "(EPSG:28992, CRS84, EPSG:4326, EPSG:3857 are): ask for "
		    "one of these in the address",
		    (int)text_prefix(name, 80), name);
	else if (name != NULL && family(crs) != family(adapter_crs(src)))
		rc = err_set(err, ERR_INPUT,
		    "its coordinates are in \"%.*s\", where %s is expected: "
		    "set \"crs\" under shapes in the definition",
		    (int)text_prefix(name, 80), name,
		    src->shapes.crs != NULL	     ? src->shapes.crs
			: adapter_crs(src) == CRS_RD ? "EPSG:28992"
						     : "CRS84");
	json_free(j);
	return rc;
}

bool
features_again(const struct got *got, char before[DIGEST_HEX])
{
	bool again = got->content != NULL && got->rows > 0 &&
	    strcmp(got->content, before) == 0;

	snprintf(
	    before, DIGEST_HEX, "%s", got->content != NULL ? got->content : "");
	return again;
}

int
features_check(const struct source *src, const struct got *got, struct err *err)
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
	if (portal_exceeded(got))
		return err_set(err, ERR_INPUT,
		    "the server gives the first %" PRIu64 " features only "
		    "(exceededTransferLimit): use adapter arcgis, which asks "
		    "for all of them",
		    got->rows);
	return check_crs(src, got, err);
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
	out->record = FEATURES_RECORD;
	return 0;
}

int
features_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	(void)read, (void)arg;
	if (src->layout.there && layout_describe(src, NULL, 0, out, err) == -1)
		return -1;
	if (src->layout.there)
		return 0;
	out->id = mem_str(src->id);
	out->title = mem_str(src->title_nl);
	out->period = mem_str(src->period);
	out->area_year = src->area_year;
	out->rows = -1;
	out->areas_in_rows = src->shapes.boundaries;
	return 0;
}

/* The member that holds the attributes. */
static const char *
inner(const struct row_reader *r)
{
	return r->esri ? "attributes" : "properties";
}

struct row_reader *
features_rows_new(const struct source *src, const struct table_meta *meta)
{
	struct row_reader *r = mem_new(1, sizeof(*r));

	r->src = src;
	r->esri = strcmp(src->adapter, "arcgis") == 0;
	if (src->layout.there)
		r->figures = layout_rows_in(src, meta, inner(r));
	return r;
}

void
features_rows_free(struct row_reader *r)
{
	if (r == NULL)
		return;
	layout_rows_free(r->figures);
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
	out->fid = r->fid;
	if (id != NULL && id->type == JV_STRING)
		out->fid = id->str;
	else if (id != NULL && id->type == JV_NUMBER)
		snprintf(r->fid, sizeof(r->fid), "%.17g", id->number);
}

/* "2020BU06030101", as the maps of areas alone have it: 1 and the year. */
static int
take_year(const char **code, int *year)
{
	const char *s = *code;

	for (size_t i = 0; i < 4; i++)
		if (s[i] < '0' || s[i] > '9')
			return 0;
	if (s[4] != 'B' && s[4] != 'W' && s[4] != 'G')
		return 0;
	*year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 +
	    (s[3] - '0');
	*code = s + 4;
	return 1;
}

/* "indelingswijziging_wijken_en_buurten": a digit, as text or number. */
static void
take_change(const struct jrecord *attributes, struct row *out)
{
	for (size_t i = 0; i < attributes->n; i++) {
		const struct jv *v = &attributes->items[i];

		if (strncasecmp(v->name, CHANGE, sizeof(CHANGE) - 1) != 0)
			continue;
		if (v->type == JV_NUMBER && v->number >= 1 && v->number <= 3 &&
		    v->number == (int)v->number)
			out->change = (char)('0' + (int)v->number);
		else if (v->type == JV_STRING && v->str[0] >= '1' &&
		    v->str[0] <= '3' && v->str[1] == '\0')
			out->change = v->str[0];
	}
}

/* Which area, and whether it is its land, its water, or Belgium. */
static int
take_area(struct row_reader *r, struct row *out, struct err *err)
{
	const struct shapes *s = &r->src->shapes;
	const char *code = text_of(&r->attributes, &s->codes);
	const struct jv *water =
	    s->water == NULL ? NULL : find(&r->attributes, s->water);
	enum area_level level;
	int year;

	if (code != NULL && take_year(&code, &year) == 1 &&
	    year != r->src->area_year)
		return err_set(err, ERR_INPUT,
		    "%s is an area of %d, where the definition says area_year "
		    "%d: codes are used again for other places",
		    code, year, r->src->area_year);
	if (code != NULL)
		area_code(code, strlen(code), out->area, &level);
	out->name = text_of(&r->attributes, &s->names);
	take_change(&r->attributes, out);
	if (water == NULL || water->type != JV_STRING)
		return 0;
	out->water = strcmp(water->str, "JA") == 0;
	out->skip |= strcmp(water->str, "B") == 0;
	return 0;
}

/* Numbers that say there is none. Of water there are no figures: it has the
 * code of the land it belongs to. */
static void
drop_sentinels(struct row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		struct cell *c = &row->cells[i];

		if (c->kind != CELL_VALUE || c->value > SENTINEL)
			continue;
		c->kind =
		    c->value == SENTINEL_SECRET ? CELL_WITHHELD : CELL_EMPTY;
		c->value = 0;
	}
	if (row->water)
		row->n = 0;
}

static int
take_shape(struct row_reader *r, struct row *out, struct err *err)
{
	const struct jv *shape = find(&r->feature, "geometry");

	/* ArcGIS leaves out what is empty. */
	if ((shape == NULL && r->esri) ||
	    (shape != NULL && shape->type == JV_NULL)) {
		out->shape = "null";
		out->shape_len = strlen("null");
		return 0;
	}
	if (shape == NULL || shape->type != JV_NESTED)
		return err_set(err, ERR_INPUT, "is no feature (no geometry)");
	out->shape = shape->str;
	out->shape_len = shape->len;
	return 0;
}

int
features_row(struct row_reader *r, const struct record *record, struct row *out,
    struct err *err)
{
	const struct jv *attributes;

	*out = (struct row){ .cells = out->cells, .cap = out->cap };
	if (r->figures != NULL &&
	    layout_row(r->figures, record, out, err) == -1)
		return -1;
	if (jrecord_parse(&r->feature, record->text, record->len, err) == -1 ||
	    take_shape(r, out, err) == -1)
		return -1;
	attributes = find(&r->feature, inner(r));
	out->attributes = "{}";
	out->attributes_len = strlen("{}");
	if (attributes != NULL && attributes->type == JV_NESTED) {
		out->attributes = attributes->str;
		out->attributes_len = attributes->len;
	}
	take_id(r, out);
	if (jrecord_parse(&r->attributes, out->attributes, out->attributes_len,
		err) == -1)
		return err_ctx(err, "%s", inner(r));
	if (r->src->shapes.boundaries && take_area(r, out, err) == -1)
		return -1;
	drop_sentinels(out);
	return 0;
}
