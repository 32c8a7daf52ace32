/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4_meta: what a table says of itself, put together from records that
 * came as JSON or as CSV.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cbs.h"
#include "cbs_v4.h"
#include "model/period.h"

void
v4_build_begin(struct v4_build *b, const struct source *src)
{
	*b = (struct v4_build){ .src = src };
	b->meta.rows = -1;
	b->meta.typed = true;
}

void
v4_build_clear(struct v4_build *b)
{
	for (size_t i = 0; i < b->ngroups; i++) {
		free(b->groups[i].id);
		free(b->groups[i].parent);
		free(b->groups[i].title);
		free(b->groups[i].description);
	}
	free(b->groups);
	map_free(&b->group_of);
	map_free(&b->areas_seen);
	free(b->coverage);
	table_meta_clear(&b->meta);
}

/* An identifier, which may look like a number and then may be one. */
static char *
id_text(const struct jrecord *record, const char *name)
{
	const struct jv *v = cbs_member(record, name);
	char *s;

	if (v != NULL && v->type == JV_NUMBER)
		return mem_fmt("%.0f", v->number);
	s = cbs_text(record, name);
	if (s != NULL && s[0] == '\0') {
		free(s);
		s = NULL;
	}
	return s;
}

int
v4_take_properties(void *build, const struct jrecord *record, struct err *err)
{
	struct v4_build *b = build;
	double rows = cbs_number(record, "ObservationCount", -1);

	if (b->meta.id != NULL)
		return err_set(err, ERR_INPUT, "a second table");
	b->meta.id = cbs_text(record, "Identifier");
	if (b->meta.id == NULL)
		return err_set(err, ERR_INPUT, "Identifier is missing");
	b->meta.title = cbs_text_or_empty(record, "Title");
	b->meta.modified = cbs_text(record, "Modified");
	b->meta.rows = rows >= 0 && rows < 1e15 ? (int64_t)rows : -1;
	b->coverage = cbs_text(record, "TemporalCoverage");
	return 0;
}

const struct dimension *
v4_dimension(const struct table_meta *meta, int kind)
{
	for (size_t i = 0; i < meta->ndims; i++)
		if ((int)meta->dims[i].kind == kind)
			return &meta->dims[i];
	return NULL;
}

static int
kind_parse(const char *s, int *kind)
{
	static const struct {
		const char *name;
		int kind;
	} kinds[] = {
		{ "Dimension", DIMENSION_OTHER },
		{ "TimeDimension", DIMENSION_TIME },
		{ "GeoDimension", DIMENSION_AREA },
		/* The region column of neighbourhood tables. */
		{ "GeoDetail", DIMENSION_AREA },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(s, kinds[i].name) == 0) {
			*kind = kinds[i].kind;
			return 0;
		}
	return -1;
}

/* Members of an observation that are no dimension. */
static bool
reserved(const char *name)
{
	static const char *const names[] = { "Id", "Measure", "ValueAttribute",
		"Value", "StringValue" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static int
check_dimension(
    const struct table_meta *meta, const char *name, int kind, struct err *err)
{
	if (!cbs_name_ok(name) || reserved(name))
		return err_set(err, ERR_INPUT,
		    "dimension \"%.60s\" has a name that cannot be", name);
	for (size_t i = 0; i < meta->ndims; i++) {
		if (strcmp(meta->dims[i].name, name) == 0)
			return err_set(err, ERR_INPUT,
			    "dimension %s is there twice", name);
		if ((int)meta->dims[i].kind == kind && kind != DIMENSION_OTHER)
			return err_set(err, ERR_INPUT,
			    "both %s and %s tell the %s: a table with two is "
			    "not understood",
			    meta->dims[i].name, name,
			    kind == DIMENSION_AREA ? "region" : "period");
	}
	if (meta->ndims == CBS_DIMS)
		return err_set(
		    err, ERR_INPUT, "more than %d dimensions", CBS_DIMS);
	return 0;
}

/* Where a table says in words of which year its regions are, it is believed
 * before MapYear, as for v3. */
static void
take_map_year(struct v4_build *b, const struct jrecord *record)
{
	char *title = cbs_text(record, "Title");
	char *description = cbs_text(record, "Description");

	b->said_year = cbs_map_year(description);
	if (b->said_year == 0)
		b->said_year = cbs_map_year(title);
	b->map_year = (int)cbs_whole(record, "MapYear", 1900, 2199, 0);
	free(title);
	free(description);
}

int
v4_take_dimension(void *build, const struct jrecord *record, struct err *err)
{
	struct v4_build *b = build;
	struct table_meta *meta = &b->meta;
	char *name = cbs_text_or_empty(record, "Identifier");
	char *type = cbs_text_or_empty(record, "Kind");
	int kind, rc = -1;

	if (kind_parse(type, &kind) == -1) {
		err_set(err, ERR_INPUT,
		    "%.60s: Kind is \"%.40s\", which is not known here", name,
		    type);
		goto done;
	}
	if (check_dimension(meta, name, kind, err) == -1)
		goto done;
	if (kind == DIMENSION_AREA)
		take_map_year(b, record);
	MEM_PUSH(meta->dims, meta->ndims, meta->capdims);
	meta->dims[meta->ndims] = (struct dimension){ .name = name };
	if (kind == DIMENSION_AREA)
		meta->dims[meta->ndims].kind = DIMENSION_AREA;
	else if (kind == DIMENSION_TIME)
		meta->dims[meta->ndims].kind = DIMENSION_TIME;
	else
		meta->dims[meta->ndims].kind = DIMENSION_OTHER;
	meta->ndims++;
	name = NULL;
	rc = 0;
done:
	free(name);
	free(type);
	return rc;
}

int
v4_take_group(void *build, const struct jrecord *record, struct err *err)
{
	struct v4_build *b = build;
	struct v4_group g = { .id = id_text(record, "Id") };

	if (g.id == NULL)
		return err_set(err, ERR_INPUT, "Id is missing");
	if (b->ngroups == CBS_TOPICS || map_gets(&b->group_of, g.id, NULL)) {
		err_set(err, ERR_INPUT,
		    "group \"%.60s\" is there twice, or "
		    "there are more than %d",
		    g.id, CBS_TOPICS);
		free(g.id);
		return -1;
	}
	g.parent = id_text(record, "ParentId");
	g.title = cbs_text_or_empty(record, "Title");
	g.description = cbs_text(record, "Description");
	map_puts(&b->group_of, g.id, (int64_t)b->ngroups);
	MEM_PUSH(b->groups, b->ngroups, b->capgroups);
	b->groups[b->ngroups++] = g;
	return 0;
}

/* Titles of the groups from the root down, and whether one of them says that
 * its figures are provisional: what holds for a group holds for what is under
 * it. */
static int
group_path(
    const struct v4_build *b, const char *id, struct topic *t, struct err *err)
{
	const struct v4_group *up[CBS_DEPTH];
	struct buf path = { 0 };
	size_t n = 0;
	int64_t at;

	for (; id != NULL; id = up[n - 1]->parent) {
		if (n == CBS_DEPTH || !map_gets(&b->group_of, id, &at))
			return err_set(err, ERR_INPUT,
			    "group \"%.60s\" above %.60s is not in "
			    "MeasureGroups, or its groups go round in a "
			    "circle",
			    id, t->key);
		up[n] = &b->groups[at];
		t->provisional =
		    t->provisional || cbs_says_provisional(up[n]->description);
		n++;
	}
	while (n-- > 0) {
		if (path.len > 0)
			buf_puts(&path, " > ");
		buf_puts(&path, up[n]->title);
	}
	t->group = mem_str(buf_str(&path));
	buf_free(&path);
	return 0;
}

static void
measure_clear(struct topic *t)
{
	free(t->key);
	free(t->title);
	free(t->group);
	free(t->unit);
	free(t->description);
}

int
v4_take_measure(void *build, const struct jrecord *record, struct err *err)
{
	struct v4_build *b = build;
	struct table_meta *meta = &b->meta;
	struct topic t = { .key = id_text(record, "Identifier"),
		.position = (int)cbs_whole(record, "Index", 0, INT_MAX, 0),
		.decimals = (int)cbs_whole(record, "Decimals", 0, 15, 0) };
	char *group = id_text(record, "MeasureGroupId");
	char *type = cbs_text_or_empty(record, "DataType");
	int rc = -1;

	t.title = cbs_text_or_empty(record, "Title");
	t.unit = cbs_text_or_empty(record, "Unit");
	t.description = cbs_text(record, "Description");
	t.type = strcmp(type, "String") == 0 ? TOPIC_TEXT : TOPIC_NUMBER;
	t.provisional = cbs_says_provisional(t.description);
	if (t.key == NULL || !cbs_key_ok(t.key)) {
		err_set(err, ERR_INPUT,
		    "measure \"%.80s\" has no Identifier that can be one",
		    t.title);
		goto done;
	}
	if (meta->ntopics == CBS_TOPICS) {
		err_set(err, ERR_INPUT, "more than %d measures", CBS_TOPICS);
		goto done;
	}
	rc = group_path(b, group, &t, err);
done:
	free(group);
	free(type);
	if (rc == -1) {
		measure_clear(&t);
		return -1;
	}
	MEM_PUSH(meta->topics, meta->ntopics, meta->captopics);
	meta->topics[meta->ntopics++] = t;
	return 0;
}

/* Groups may lack their description, and a region its Title: the record is
 * one that v3 has under other names. */
int
v4_take_area(void *build, const struct jrecord *record, struct err *err)
{
	struct v4_build *b = build;
	struct areas *areas = &b->meta.areas;
	const struct jv *key = cbs_member(record, "Identifier"),
			*title = cbs_member(record, "Title"),
			*about = cbs_member(record, "Description"),
			*group = cbs_member(record, "DimensionGroupId");
	struct area a = { .year = b->meta.area_year };
	enum area_level level;

	if (key == NULL || key->type != JV_STRING || title == NULL ||
	    title->type != JV_STRING)
		return err_set(
		    err, ERR_INPUT, "Identifier or Title is missing");
	/* Provinces and the like: not a level we keep. */
	if (area_code(key->str, key->len, a.code, &a.level) == -1)
		return 0;
	if (map_gets(&b->areas_seen, a.code, NULL))
		return err_set(
		    err, ERR_INPUT, "area %s is there twice", a.code);
	map_puts(&b->areas_seen, a.code, 1);
	a.name = area_full_name(title->str,
	    about != NULL && about->type == JV_STRING ? about->str : NULL,
	    a.code);
	area_parent(a.code, a.parent);
	area_municipality(a.code, a.municipality);
	/* A wijk or buurt is grouped by its gemeente. */
	if (group != NULL && group->type == JV_STRING &&
	    (a.level == LEVEL_WIJK || a.level == LEVEL_BUURT)) {
		char code[12];

		if (area_code(group->str, group->len, code, &level) == 0 &&
		    level == LEVEL_GEMEENTE)
			memcpy(a.municipality, code, sizeof(code));
	}
	MEM_PUSH(areas->items, areas->n, areas->cap);
	areas->items[areas->n++] = a;
	return 0;
}

int
v4_take_period(void *build, const struct jrecord *record, struct err *err)
{
	struct table_meta *meta = &((struct v4_build *)build)->meta;
	char *key, *status;

	if (meta->nstates == V4_MEMBERS)
		return err_set(
		    err, ERR_INPUT, "more than %d periods", V4_MEMBERS);
	key = cbs_text(record, "Identifier");
	status = cbs_text(record, "Status");
	cbs_note_period(meta, key, status);
	free(key);
	free(status);
	return 0;
}

int
cbs_v4_title_year(const char *title)
{
	size_t len = strlen(title);
	const char *bracket;
	int year = 0;

	while (len > 0 && title[len - 1] == ' ')
		len--;
	if (len > 0 && title[len - 1] == ')' &&
	    (bracket = strrchr(title, '(')) != NULL)
		len = (size_t)(bracket - title);
	while (len > 0 && title[len - 1] == ' ')
		len--;
	if (len < 4 || (len > 4 && title[len - 5] != ' '))
		return 0;
	for (size_t i = len - 4; i < len; i++) {
		if (title[i] < '0' || title[i] > '9')
			return 0;
		year = year * 10 + (title[i] - '0');
	}
	return year >= 1900 && year < 2200 ? year : 0;
}

/* The period of the whole table, or "" when a dimension tells it. */
static int
settle_period(struct v4_build *b, struct err *err)
{
	struct table_meta *meta = &b->meta;
	const char *given = b->src->period != NULL ? b->src->period
	    : b->coverage != NULL		   ? b->coverage
						   : "";
	char parsed[PERIOD_LEN] = "";
	int year = cbs_v4_title_year(meta->title);

	if (v4_dimension(meta, DIMENSION_TIME) != NULL)
		meta->period = mem_str("");
	else if (period_parse(given, strlen(given), parsed) == 0)
		meta->period = mem_str(parsed);
	else if (year != 0)
		meta->period = mem_fmt("%d", year);
	else
		return err_set(err, ERR_INPUT,
		    "no dimension with periods, and neither TemporalCoverage "
		    "\"%.60s\" nor the title is a single one: name the "
		    "\"period\" in the definition",
		    given);
	return 0;
}

int
v4_settle(struct v4_build *b, struct err *err)
{
	struct table_meta *meta = &b->meta;

	if (v4_dimension(meta, DIMENSION_AREA) == NULL)
		return err_set(err, ERR_INPUT,
		    "no region among its dimensions: a table without areas "
		    "is of no use here, take it out of the definition");
	if (meta->id == NULL)
		return err_set(err, ERR_INPUT, "Properties: no table");
	if (settle_period(b, err) == -1)
		return -1;
	meta->area_year = b->src->area_year;
	if (meta->area_year == 0)
		meta->area_year = b->said_year;
	if (meta->area_year == 0)
		meta->area_year = b->map_year;
	if (meta->area_year == 0)
		meta->area_year = cbs_map_year(meta->title);
	if (meta->area_year == 0 && meta->period[0] != '\0')
		meta->area_year = period_year(meta->period);
	if (meta->area_year == 0)
		return err_set(err, ERR_INPUT,
		    "does not say of which year its areas are (MapYear): name "
		    "the \"area_year\" in the definition");
	return 0;
}

static int
check_keys(const struct table_meta *meta, struct err *err)
{
	struct map seen = { 0 };
	const char *twice = NULL;

	for (size_t i = 0; i < meta->ntopics && twice == NULL; i++) {
		if (map_gets(&seen, meta->topics[i].key, NULL))
			twice = meta->topics[i].key;
		map_puts(&seen, meta->topics[i].key, 1);
	}
	map_free(&seen);
	if (twice != NULL)
		return err_set(
		    err, ERR_INPUT, "measure \"%.80s\" is there twice", twice);
	return 0;
}

int
v4_build_end(struct v4_build *b, struct table_meta *out, struct err *err)
{
	if (b->meta.ntopics == 0)
		return err_set(err, ERR_INPUT, "MeasureCodes: no measures");
	if (check_keys(&b->meta, err) == -1)
		return -1;
	if (b->meta.areas.n == 0)
		return err_set(err, ERR_INPUT,
		    "%s: no country, gemeente, wijk or buurt among them",
		    v4_dimension(&b->meta, DIMENSION_AREA)->name);
	*out = b->meta;
	b->meta = (struct table_meta){ 0 };
	return 0;
}
