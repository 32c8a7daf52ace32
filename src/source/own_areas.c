/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own_areas: story/areas.json, every mistake with its line.
 */
#include "source/own_areas.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/area.h"
#include "source/def_check.h"

#define POLYGON_BYTES ((size_t)4 << 20)

struct one { /* while it is read */
	struct own_area *area;
	const char *dir; /* the file's folder */
};

static void
field_own_id(struct check *c, struct place at, void *to)
{
	struct one *one = to;
	enum area_level level;
	char *id = NULL, code[12];

	field_text(c, at, &id);
	if (id == NULL)
		return;
	if (strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(id) ||
	    *id == '-' || strlen(id) >= AREA_CODE || strcmp(id, "index") == 0 ||
	    area_code(id, strlen(id), code, &level) == 0) {
		check_wrong(c, at,
		    "\"%.*s\" cannot be the id of an area: take a to z, 0 to 9 "
		    "and '-', at most %d characters (\"huis-van-de-stad\")",
		    (int)text_prefix(id, 60), id, AREA_CODE - 1);
		free(id);
		return;
	}
	one->area->id = id;
}

static void
field_name(struct check *c, struct place at, char **to)
{
	size_t where;

	field_text(c, at, to);
	if (*to == NULL || !text_turns(*to, strlen(*to), &where))
		return;
	check_wrong(c, at,
	    "has an invisible sign that turns the reading direction (U+202A to "
	    "U+202E, U+2066 to U+2069): take it out");
}

static void
field_name_nl(struct check *c, struct place at, void *to)
{
	field_name(c, at, &((struct one *)to)->area->name_nl);
}

static void
field_name_en(struct check *c, struct place at, void *to)
{
	field_name(c, at, &((struct one *)to)->area->name_en);
}

static void
field_own_year(struct check *c, struct place at, void *to)
{
	field_year(c, at, &((struct one *)to)->area->year);
}

static void
field_own_parts(struct check *c, struct place at, void *to)
{
	struct strings *list = &((struct one *)to)->area->parts;
	struct place item;
	enum area_level level;
	size_t i = 0, mark;
	char code[12];
	bool more;

	field_texts(c, at, list);
	if (!json_is_array(at.json))
		return;
	for (more = check_first(c, at, &item); more && i < list->n;
	     more = check_next(c, &item), i++) {
		const char *s = list->items[i];

		mark = check_into(c, NULL, i);
		if (area_code(s, strlen(s), code, &level) == -1 ||
		    level == LEVEL_LAND || strcmp(code, s) != 0)
			check_wrong(c, item,
			    "\"%.*s\" is no code of a buurt, wijk or gemeente "
			    "(BU06030771, WK060307, GM0603): 'feiten areas "
			    "TEXT' searches them",
			    (int)text_prefix(s, 60), s);
		check_out(c, mark);
	}
}

static bool
is_postcode(const char *s)
{
	size_t len = strlen(s);

	return (len == 4 || len == 6) && s[0] >= '1' && s[0] <= '9' &&
	    strspn(s, "0123456789") == 4 &&
	    strspn(s + 4, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == len - 4;
}

/* Against those before it. */
static void
check_postcode(
    struct check *c, struct place at, const struct strings *list, size_t i)
{
	const char *a = list->items[i];

	for (size_t k = 0; k < i; k++) {
		const char *b = list->items[k];

		if (strcmp(a, b) == 0)
			check_wrong(
			    c, at, "%s is there twice: name it once", a);
		else if (is_postcode(b) &&
		    (text_starts(a, b) || text_starts(b, a)))
			check_wrong(c, at,
			    "%s and %s overlap: what lies in both would count "
			    "twice; leave one of them out",
			    strlen(a) < strlen(b) ? a : b,
			    strlen(a) < strlen(b) ? b : a);
	}
}

static void
field_postcodes(struct check *c, struct place at, void *to)
{
	struct strings *list = &((struct one *)to)->area->postcodes;

	field_texts(c, at, list);
	for (size_t i = 0; i < list->n; i++)
		if (!is_postcode(list->items[i]))
			check_wrong(c, at,
			    "\"%.*s\" is no postcode (2282 or 2282AB)",
			    (int)text_prefix(list->items[i], 60),
			    list->items[i]);
		else
			check_postcode(c, at, list, i);
}

/* A geometry, or a Feature around one. */
static void
take_polygon(
    struct check *c, struct place at, const struct json *json, char **to)
{
	const char *type = json_get_str(json, "type");
	struct buf text = { 0 };

	if (type != NULL && strcmp(type, "Feature") == 0) {
		json = json_get(json, "geometry");
		type = json_get_str(json, "type");
	}
	if (type == NULL ||
	    (strcmp(type, "Polygon") != 0 &&
		strcmp(type, "MultiPolygon") != 0)) {
		check_wrong(c, at,
		    "is no Polygon or MultiPolygon of GeoJSON: draw one, in "
		    "degrees (longitude, latitude), at a site such as "
		    "geojson.io");
		return;
	}
	json_print(json, false, &text);
	*to = buf_take(&text);
}

static void
field_polygon(struct check *c, struct place at, void *to)
{
	struct one *one = to;
	struct json *read;
	struct err err = { 0 };
	char *name = NULL, *path;

	if (json_is_object(at.json)) {
		take_polygon(c, at, at.json, &one->area->polygon);
		return;
	}
	field_text(c, at, &name);
	if (name == NULL)
		return;
	if (!file_name_ok(name)) {
		check_wrong(c, at,
		    "\"%.*s\" is no file beside this one (letters, digits, "
		    "'-', '_' and '.', no folder), nor a polygon",
		    (int)text_prefix(name, 60), name);
		free(name);
		return;
	}
	path = file_join(one->dir, name);
	read = json_read(path, POLYGON_BYTES, &err);
	if (read == NULL)
		check_wrong(c, at, "%s", err.msg);
	else
		take_polygon(c, at, read, &one->area->polygon);
	json_free(read);
	free(path);
	free(name);
}

static const struct field fields[] = {
	{ "id", field_own_id, true, 0 },
	{ "name_nl", field_name_nl, true, 0 },
	{ "name_en", field_name_en, true, 0 },
	{ "year", field_own_year, false, 0 },
	{ "parts", field_own_parts, false, 0 },
	{ "postcodes", field_postcodes, false, 0 },
	{ "polygon", field_polygon, false, 0 },
	{ "why", field_ignored, false, 0 },
};

struct file {
	struct own_areas *list;
	char *dir;
};

static void
check_whole(struct check *c, struct place at, const struct own_areas *list)
{
	const struct own_area *a = &list->items[list->n - 1];
	int ways = (json_get(at.json, "parts") != NULL) +
	    (json_get(at.json, "postcodes") != NULL) +
	    (json_get(at.json, "polygon") != NULL);

	if (ways != 1)
		check_wrong(c, at,
		    "must say what it is made of by one of parts, postcodes "
		    "and polygon");
	for (size_t i = 0; a->id != NULL && i + 1 < list->n; i++)
		if (list->items[i].id != NULL &&
		    strcmp(list->items[i].id, a->id) == 0)
			check_wrong(c, check_member(c, at, "id"),
			    "\"%s\" is used twice (an id names one area)",
			    a->id);
}

static void
field_areas(struct check *c, struct place at, void *to)
{
	struct file *file = to;
	struct own_areas *list = file->list;
	struct place item;
	size_t mark;
	bool more;

	if (!json_is_array(at.json) || json_len(at.json) > OWN_AREAS_MAX) {
		check_wrong(
		    c, at, "must be a list of at most %d areas", OWN_AREAS_MAX);
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		struct one one = { .dir = file->dir };

		MEM_PUSH(list->items, list->n, list->cap);
		one.area = &list->items[list->n];
		*one.area = (struct own_area){ .line = check_line(c, item) };
		mark = check_into(c, NULL, list->n++);
		check_object(
		    c, item, fields, sizeof(fields) / sizeof(fields[0]), &one);
		if (json_is_object(item.json))
			check_whole(c, item, list);
		check_out(c, mark);
	}
}

static const struct field file_fields[] = {
	{ "areas", field_areas, true, 0 },
};

int
own_areas_read(const char *path, struct own_areas *out, struct err *err)
{
	struct mistakes found = { 0 };
	struct own_areas list = { .file = mem_str(path) };
	struct file file = { .list = &list };
	const char *slash = strrchr(path, '/');
	struct check c;
	int rc;

	if (!file_exists(path)) {
		own_areas_free(&list);
		memset(out, 0, sizeof(*out));
		return 0;
	}
	file.dir = slash == NULL ? mem_str(".")
				 : mem_strn(path, (size_t)(slash - path));
	if (check_open(&c, path, &found) == 0)
		check_object(&c, check_root(&c), file_fields, 1, &file);
	check_close(&c);
	rc = mistakes_report(&found, err);
	mistakes_free(&found);
	free(file.dir);
	if (rc == 0)
		*out = list;
	else
		own_areas_free(&list);
	return rc;
}
