/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_meta: what a table says of itself. Columns are known by what
 * DataProperties says of them (title, groups, unit), never by the number at
 * the end of their key, which changes whenever a column is added before them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "cbs_v3.h"
#include "cbs_v3_select.h"
#include "model/period.h"

enum prop_type { P_DIMENSION, P_TIME, P_AREA, P_TOPIC, P_GROUP };

struct prop {		    /* a row of DataProperties */
	int64_t id, parent; /* parent -1: none */
	enum prop_type type;
	char *key, *title, *description, *unit, *datatype;
	int decimals, position, map_year;
};

struct props {
	struct prop *items;
	size_t n, cap;
	struct map by_id; /* to an index; the key is the id's bytes */
};

static void
props_free(struct props *props)
{
	for (size_t i = 0; i < props->n; i++) {
		free(props->items[i].key);
		free(props->items[i].title);
		free(props->items[i].description);
		free(props->items[i].unit);
		free(props->items[i].datatype);
	}
	free(props->items);
	map_free(&props->by_id);
	*props = (struct props){ 0 };
}

static int
prop_type_parse(const char *s, enum prop_type *type)
{
	static const struct {
		const char *name;
		enum prop_type type;
	} types[] = {
		{ "Topic", P_TOPIC },
		{ "TopicGroup", P_GROUP },
		{ "Dimension", P_DIMENSION },
		{ "TimeDimension", P_TIME },
		{ "GeoDimension", P_AREA },
		/* The region column of neighbourhood tables. */
		{ "GeoDetail", P_AREA },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(s, types[i].name) == 0) {
			*type = types[i].type;
			return 0;
		}
	return -1;
}

static int
take_prop(void *arg, const struct jrecord *record, struct err *err)
{
	struct props *props = arg;
	struct prop p = { .id = cbs_whole(record, "ID", 0, INT32_MAX, -1),
		.parent = cbs_whole(record, "ParentID", 0, INT32_MAX, -1),
		.decimals = (int)cbs_whole(record, "Decimals", 0, 15, 0),
		.position = (int)cbs_whole(record, "Position", 0, INT32_MAX, 0),
		.map_year = (int)cbs_whole(record, "MapYear", 1900, 2200, 0) };
	char *type = cbs_text_or_empty(record, "Type");
	int rc = -1;

	if (p.id == -1)
		err_set(err, ERR_INPUT, "ID is missing or no number");
	else if (prop_type_parse(type, &p.type) == -1)
		err_set(err, ERR_INPUT,
		    "Type is \"%.40s\", which is not known here", type);
	else if (map_get(&props->by_id, (char *)&p.id, sizeof(p.id), NULL))
		err_set(err, ERR_INPUT, "ID %d is there twice", (int)p.id);
	else if (props->n >= 2 * CBS_TOPICS)
		err_set(err, ERR_INPUT, "more than %d columns and groups",
		    2 * CBS_TOPICS);
	else
		rc = 0;
	free(type);
	if (rc == -1)
		return -1;
	p.key = cbs_text_or_empty(record, "Key");
	p.title = cbs_text_or_empty(record, "Title");
	p.unit = cbs_text_or_empty(record, "Unit");
	p.datatype = cbs_text_or_empty(record, "Datatype");
	p.description = cbs_text(record, "Description");
	map_put(&props->by_id, (char *)&p.id, sizeof(p.id), (int64_t)props->n);
	MEM_PUSH(props->items, props->n, props->cap);
	props->items[props->n++] = p;
	return 0;
}

static const struct prop *
parent_of(const struct props *props, const struct prop *p)
{
	int64_t at;

	if (p->parent == -1 ||
	    !map_get(&props->by_id, (const char *)&p->parent, sizeof(p->parent),
		&at))
		return NULL;
	return &props->items[at];
}

/* Entity sets that are no dimension: one of that name would be mistaken. */
static bool
reserved(const char *key)
{
	static const char *const names[] = { "TableInfos", "DataProperties",
		"CategoryGroups", "TypedDataSet", "UntypedDataSet", "ID" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(key, names[i]) == 0)
			return true;
	return false;
}

/* What a dimension tells: as the definition says, else as the table does. */
static int
kind_of(const struct source *src, const struct prop *p)
{
	if (src->area_dimension != NULL &&
	    strcmp(src->area_dimension, p->key) == 0)
		return DIMENSION_AREA;
	if (src->years.dimension != NULL &&
	    strcmp(src->years.dimension, p->key) == 0)
		return DIMENSION_TIME;
	return p->type == P_AREA	? DIMENSION_AREA
	    : p->type == P_TIME ? DIMENSION_TIME
				: DIMENSION_OTHER;
}

static int
add_dimension(const struct source *src, struct table_meta *meta,
    const struct prop *p, struct err *err)
{
	struct dimension d = { .kind = kind_of(src, p) };

	if (!cbs_name_ok(p->key) || reserved(p->key))
		return err_set(err, ERR_INPUT,
		    "a dimension called \"%.80s\", which cannot be", p->key);
	if (meta->ndims == CBS_DIMS)
		return err_set(
		    err, ERR_INPUT, "more than %d dimensions", CBS_DIMS);
	for (size_t i = 0; i < meta->ndims; i++)
		if (strcmp(meta->dims[i].name, p->key) == 0 ||
		    (d.kind != DIMENSION_OTHER && d.kind == meta->dims[i].kind))
			return err_set(err, ERR_INPUT,
			    "dimensions %s and %s are of one kind or name: "
			    "only one region and one period are understood",
			    meta->dims[i].name, p->key);
	d.name = mem_str(p->key);
	MEM_PUSH(meta->dims, meta->ndims, meta->capdims);
	meta->dims[meta->ndims++] = d;
	return 0;
}

static int
add_dimensions(const struct source *src, const struct props *props,
    struct table_meta *meta, struct err *err)
{
	bool area = false;

	for (size_t i = 0; i < props->n; i++) {
		const struct prop *p = &props->items[i];

		if (p->type == P_TOPIC || p->type == P_GROUP)
			continue;
		if (add_dimension(src, meta, p, err) == -1)
			return -1;
		area = area || kind_of(src, p) == DIMENSION_AREA;
	}
	if (!area && src->area_dimension != NULL)
		return err_set(err, ERR_INPUT,
		    "the table has no dimension \"%s\": mend "
		    "\"area_dimension\" in the definition",
		    src->area_dimension);
	if (!area)
		return err_set(err, ERR_INPUT,
		    "no region among its dimensions: a table without areas "
		    "is of no use here, take it out of the definition");
	return 0;
}

int
cbs_v3_dimensions(const struct source *src, const char *body, size_t len,
    struct table_meta *meta, struct err *err)
{
	struct props props = { 0 };
	int rc = cbs_each(body, len, take_prop, &props, NULL, err);

	if (rc == 0)
		rc = add_dimensions(src, &props, meta, err);
	props_free(&props);
	return rc;
}

/* Titles of the groups a topic hangs under, from the root down. */
static int
group_path(const struct props *props, const struct prop *p, char **out,
    struct err *err)
{
	const struct prop *up[CBS_DEPTH], *g = p;
	struct buf path = { 0 };
	size_t n = 0;

	while (g->parent != -1) {
		const struct prop *parent = parent_of(props, g);

		if (parent == NULL || n == CBS_DEPTH)
			return err_set(err, ERR_INPUT,
			    "ParentID %d of \"%.80s\" leads nowhere or round "
			    "in a circle",
			    (int)g->parent, p->key);
		up[n++] = g = parent;
	}
	while (n-- > 0) {
		if (path.len > 0)
			buf_puts(&path, " > ");
		buf_puts(&path, up[n]->title);
	}
	*out = mem_str(buf_str(&path));
	buf_free(&path);
	return 0;
}

/* What holds for a group holds for the topics under it. */
static bool
provisional(const struct props *props, const struct prop *p)
{
	for (int i = 0; p != NULL && i <= CBS_DEPTH; i++) {
		if (cbs_says_provisional(p->description))
			return true;
		p = parent_of(props, p);
	}
	return false;
}

static int
add_topic(const struct props *props, const struct prop *p,
    struct table_meta *meta, struct err *err)
{
	struct topic t = { .decimals = p->decimals, .position = p->position };

	if (!cbs_key_ok(p->key))
		return err_set(err, ERR_INPUT,
		    "topic \"%.80s\" has the key \"%.80s\", which cannot be",
		    p->title, p->key);
	if (meta->ntopics == CBS_TOPICS)
		return err_set(
		    err, ERR_INPUT, "more than %d topics", CBS_TOPICS);
	if (group_path(props, p, &t.group, err) == -1)
		return -1;
	t.key = mem_str(p->key);
	t.title = mem_str(p->title);
	t.unit = mem_str(p->unit);
	t.description = mem_str(p->description);
	t.type = strcmp(p->datatype, "String") == 0 ? TOPIC_TEXT : TOPIC_NUMBER;
	t.provisional = provisional(props, p);
	MEM_PUSH(meta->topics, meta->ntopics, meta->captopics);
	meta->topics[meta->ntopics++] = t;
	return 0;
}

/* Keys are the members of a row: each may be there once. */
static int
check_keys(const struct table_meta *meta, struct err *err)
{
	struct map seen = { 0 };
	const char *twice = NULL;

	map_puts(&seen, "ID", 1);
	for (size_t i = 0; i < meta->ndims; i++)
		map_puts(&seen, meta->dims[i].name, 1);
	for (size_t i = 0; i < meta->ntopics && twice == NULL; i++) {
		if (map_gets(&seen, meta->topics[i].key, NULL))
			twice = meta->topics[i].key;
		map_puts(&seen, meta->topics[i].key, 1);
	}
	map_free(&seen);
	if (twice != NULL)
		return err_set(
		    err, ERR_INPUT, "key \"%.80s\" is there twice", twice);
	if (meta->ntopics == 0)
		return err_set(err, ERR_INPUT, "no topics");
	return 0;
}

/* The vintage of the areas. Where a table says so in words it is believed
 * before MapYear, which is left behind when a table is carried over to a
 * newer area set (47018NED: "indeling 2024", MapYear 2019). */
static int
area_year(const struct source *src, const struct props *props,
    const struct table_meta *meta, struct err *err)
{
	char period[PERIOD_LEN];
	int year = 0;

	for (size_t i = 0; i < props->n && year == 0; i++) {
		const struct prop *p = &props->items[i];

		if (p->type == P_TOPIC || p->type == P_GROUP ||
		    kind_of(src, p) != DIMENSION_AREA)
			continue;
		year = cbs_map_year(p->description);
		if (year == 0)
			year = cbs_map_year(p->title);
		if (year == 0)
			year = p->map_year;
	}
	if (year == 0 &&
	    period_parse(meta->period, strlen(meta->period), period) == 0)
		year = period_year(period);
	if (year == 0)
		return err_set(err, ERR_INPUT,
		    "does not say of which year its areas are (MapYear)");
	return year;
}

static int
take_infos(void *arg, const struct jrecord *record, struct err *err)
{
	struct table_meta *meta = arg;
	double rows = cbs_number(record, "RecordCount", -1);

	if (meta->id != NULL)
		return err_set(err, ERR_INPUT, "a second record");
	meta->id = cbs_text(record, "Identifier");
	meta->title = cbs_text_or_empty(record, "Title");
	meta->period = cbs_text_or_empty(record, "Period");
	meta->modified = cbs_text(record, "Modified");
	meta->rows = rows >= 0 && rows < 1e15 ? (int64_t)rows : -1;
	return meta->id != NULL
	    ? 0
	    : err_set(err, ERR_INPUT, "Identifier is missing");
}

/* The period of the whole table, or "" when a column tells it. */
static int
settle_period(struct table_meta *meta, struct err *err)
{
	char parsed[PERIOD_LEN] = "";

	bool column = false;

	for (size_t i = 0; i < meta->ndims; i++)
		column = column || meta->dims[i].kind == DIMENSION_TIME;
	if (!column &&
	    period_parse(meta->period, strlen(meta->period), parsed) == -1)
		return err_set(err, ERR_INPUT,
		    "no column with periods, and Period \"%.80s\" is not a "
		    "single one",
		    meta->period);
	free(meta->period);
	meta->period = mem_str(parsed);
	return 0;
}

struct places { /* areas, periods and members being gathered */
	const struct source *src;
	struct table_meta *meta;
	struct dimension *dim; /* whose members are kept */
	struct map seen;
};

static int
take_area(void *arg, const struct jrecord *record, struct err *err)
{
	struct places *p = arg;
	struct areas *areas = &p->meta->areas;
	const struct jv *key = cbs_member(record, "Key"),
			*title = cbs_member(record, "Title"),
			*about = cbs_member(record, "Description"),
			*town = cbs_member(record, "Municipality");
	struct area a = { .year = p->meta->area_year };
	enum area_level level;

	if (key == NULL || key->type != JV_STRING || title == NULL ||
	    title->type != JV_STRING)
		return err_set(err, ERR_INPUT, "Key or Title is missing");
	/* Provinces and the like: not a level we keep. */
	if (area_code(key->str, key->len, a.code, &a.level) == -1)
		return 0;
	if (map_gets(&p->seen, a.code, NULL))
		return err_set(
		    err, ERR_INPUT, "area %s is there twice", a.code);
	map_puts(&p->seen, a.code, 1);
	a.name = area_full_name(title->str,
	    about != NULL && about->type == JV_STRING ? about->str : NULL,
	    a.code);
	area_parent(a.code, a.parent);
	if (town == NULL || town->type != JV_STRING ||
	    area_code(town->str, town->len, a.municipality, &level) == -1 ||
	    level != LEVEL_GEMEENTE || a.level == LEVEL_LAND)
		area_municipality(a.code, a.municipality);
	MEM_PUSH(areas->items, areas->n, areas->cap);
	areas->items[areas->n++] = a;
	return 0;
}

/* Read a part by its role and walk over its records. */
static int
read_each(adapter_read *read, void *arg, const char *role, cbs_record *fn,
    void *to, char **next, struct err *err)
{
	struct buf body = { 0 };
	int rc = read(arg, role, &body, err);

	if (rc == 0 &&
	    cbs_each(buf_str(&body), body.len, fn, to, next, err) == -1)
		rc = err_ctx(err, "%s", role);
	buf_free(&body);
	return rc;
}

static int
take_period(void *arg, const struct jrecord *record, struct err *err)
{
	struct places *p = arg;
	char *key, *status;

	if (p->meta->nstates == CBS_PERIODS)
		return err_set(
		    err, ERR_INPUT, "more than %d periods", CBS_PERIODS);
	if (p->src->years.dimension != NULL)
		return 0;
	key = cbs_text(record, "Key");
	status = cbs_text(record, "Status");
	cbs_note_period(p->meta, key, status);
	free(key);
	free(status);
	return 0;
}

/* The newest year that is selected. */
static int
take_year(void *arg, const struct jrecord *record, struct err *err)
{
	struct places *p = arg;
	char *key = cbs_text(record, "Key"), period[PERIOD_LEN];

	(void)err;
	if (key != NULL && cbs_v3_year(p->src, key, strlen(key), period) &&
	    period_year(period) > p->meta->area_year)
		p->meta->area_year = period_year(period);
	free(key);
	return 0;
}

/* A member of a dimension that is added up. */
static int
take_member(void *arg, const struct jrecord *record, struct err *err)
{
	struct places *p = arg;
	struct dimension *d = p->dim;
	char *key = cbs_text(record, "Key");

	if (key == NULL || map_gets(&p->seen, key, NULL) ||
	    d->nmembers == CBS_MEMBERS) {
		err_set(err, ERR_INPUT,
		    "a member without a Key, twice, or more than %d",
		    CBS_MEMBERS);
		free(key);
		return -1;
	}
	map_puts(&p->seen, key, 1);
	MEM_PUSH(d->members, d->nmembers, d->capmembers);
	d->members[d->nmembers++] = key;
	return 0;
}

/* All pages of a dimension's members. */
static int
read_members(adapter_read *read, void *arg, const char *set,
    cbs_record *fn, struct places *to, struct err *err)
{
	char role[ROLE_LEN], *next = NULL;
	int rc, page = 1;

	snprintf(role, sizeof(role), "%s", set);
	do {
		free(next);
		next = NULL;
		rc = read_each(read, arg, role, fn, to, &next, err);
		snprintf(role, sizeof(role), "%s.%d", set, ++page);
	} while (rc == 0 && next != NULL);
	free(next);
	return rc;
}

/* The members of the dimension that is added up. */
static int
read_added(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *meta, struct err *err)
{
	struct places places = { .src = src, .meta = meta };
	int rc;

	if (src->add_up.dimension == NULL)
		return 0;
	for (size_t i = 0; i < meta->ndims; i++)
		if (cbs_v3_adds(src, &meta->dims[i]))
			places.dim = &meta->dims[i];
	if (places.dim == NULL || places.dim->kind != DIMENSION_OTHER)
		return err_set(err, ERR_INPUT,
		    "\"%s\", which the definition adds up over, is no "
		    "dimension of the table besides region and period: mend "
		    "\"add_up\" in it",
		    src->add_up.dimension);
	rc = read_members(
	    read, arg, places.dim->name, take_member, &places, err);
	map_free(&places.seen);
	return rc;
}

/* Areas are those of the year that is told by a dimension of years, whatever
 * else the table says of them. */
static int
read_area_year(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *meta, struct err *err)
{
	struct places places = { .src = src, .meta = meta };

	if (read_members(read, arg, src->years.dimension, take_year, &places,
		err) == -1)
		return -1;
	return meta->area_year != 0
	    ? 0
	    : err_set(err, ERR_INPUT,
		  "%s has no member that is a year and \"%s\"",
		  src->years.dimension, src->years.ending);
}

static int
read_places(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *meta, struct err *err)
{
	struct places places = { .src = src, .meta = meta };
	int rc = 0;

	for (size_t i = 0; i < meta->ndims && rc == 0; i++)
		if (meta->dims[i].kind == DIMENSION_AREA)
			rc = read_members(read, arg, meta->dims[i].name,
			    take_area, &places, err);
		else if (meta->dims[i].kind == DIMENSION_TIME)
			rc = read_members(read, arg, meta->dims[i].name,
			    take_period, &places, err);
	if (rc == 0 && meta->areas.n == 0)
		rc = err_set(err, ERR_INPUT,
		    "no country, gemeente, wijk or buurt among its regions");
	map_free(&places.seen);
	return rc;
}

static int
read_columns(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *meta, struct err *err)
{
	struct props props = { 0 };
	int rc = -1;

	if (read_each(read, arg, "DataProperties", take_prop, &props, NULL,
		err) == -1 ||
	    add_dimensions(src, &props, meta, err) == -1)
		goto done;
	for (size_t i = 0; i < props.n; i++)
		if (props.items[i].type == P_TOPIC &&
		    add_topic(&props, &props.items[i], meta, err) == -1)
			goto done;
	if (check_keys(meta, err) == -1)
		goto done;
	if (src->years.dimension != NULL)
		rc = read_area_year(src, read, arg, meta, err);
	else {
		meta->area_year = area_year(src, &props, meta, err);
		rc = meta->area_year == -1 ? -1 : 0;
	}
done:
	props_free(&props);
	return rc;
}

int
cbs_v3_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct table_meta meta = { .typed = strcmp(src->dataset,
						"TypedDataSet") == 0 };
	int rc = -1;

	if (read_each(read, arg, "TableInfos", take_infos, &meta, NULL, err) ==
	    -1)
		goto done;
	if (meta.id == NULL) {
		err_set(err, ERR_INPUT, "TableInfos: no record");
		goto done;
	}
	if (read_columns(src, read, arg, &meta, err) == -1 ||
	    settle_period(&meta, err) == -1 ||
	    read_places(src, read, arg, &meta, err) == -1 ||
	    read_added(src, read, arg, &meta, err) == -1)
		goto done;
	*out = meta;
	meta = (struct table_meta){ 0 };
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "%s: %s", src->id,
		    meta.id == NULL ? "table" : meta.id);
	table_meta_clear(&meta);
	return rc;
}
