/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_layout: the key "layout": where the parts of a row stand in a table
 * that does not describe itself.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "source/def_keys.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define SKIP_MAX 1000
#define HEADS_MAX 3

/* Readers of single keys. */

static void
field_small(struct check *c, struct place at, int min, int max, int *to)
{
	int v = -1;

	field_number(c, at, &v);
	if (v == -1)
		return;
	if (v < min || v > max)
		check_wrong(
		    c, at, "%d is not accepted (%d to %d)", v, min, max);
	else
		*to = v;
}

static void
field_skip(struct check *c, struct place at, void *to)
{
	field_small(c, at, 0, SKIP_MAX, to);
}

static void
field_heads(struct check *c, struct place at, void *to)
{
	field_small(c, at, 1, HEADS_MAX, to);
}

static void
field_decimals(struct check *c, struct place at, void *to)
{
	field_small(c, at, 0, 9, to);
}

/* A single character out of a few; a tab cannot be written as field_text
 * wants it. */
static void
field_sign(struct check *c, struct place at, const char *accepted, char *to)
{
	const char *s = json_str(at.json);

	if (s != NULL && s[0] != '\0' && s[1] == '\0' &&
	    strchr(accepted, s[0]) != NULL)
		*to = s[0];
	else
		check_wrong(c, at, "must be one character: one of \"%s\"",
		    strchr(accepted, '\t') != NULL ? ";,|\" or \"\\t"
						   : accepted);
}

static void
field_separator(struct check *c, struct place at, void *to)
{
	field_sign(c, at, ";,|\t", to);
}

static void
field_decimal(struct check *c, struct place at, void *to)
{
	field_sign(c, at, ".,", to);
}

static void
field_encoding(struct check *c, struct place at, void *to)
{
	static const char *const words[] = { "utf-8", "cp1252" };
	char *word = NULL;

	field_word(c, at, &word, words, COUNT(words));
	if (word != NULL)
		*(enum text_encoding *)to = strcmp(word, words[0]) == 0
		    ? ENCODING_UTF8
		    : ENCODING_CP1252;
	free(word);
}

static void
field_combine(struct check *c, struct place at, void *to)
{
	static const char *const words[] = { "sum" };
	char *word = NULL;

	field_word(c, at, &word, words, COUNT(words));
	*(bool *)to = word != NULL;
	free(word);
}

/* Name of a file beside the definition. */
static void
field_beside(struct check *c, struct place at, void *to)
{
	char *name = NULL;

	field_text(c, at, &name);
	if (name == NULL)
		return;
	if (file_name_ok(name)) {
		*(char **)to = name;
		return;
	}
	check_wrong(c, at,
	    "\"%.*s\" is no name of a file beside the "
	    "definition (letters, digits, '-', '_' and '.', no folder)",
	    (int)text_prefix(name, 60), name);
	free(name);
}

static bool
any_text(struct check *c, struct place at, const char *s)
{
	(void)c;
	(void)at;
	(void)s;
	return true;
}

void
field_where(struct check *c, struct place at, void *to)
{
	field_pairs(c, at, to, any_text);
}

static const struct field column_fields[] = {
	{ "column", field_text, true, offsetof(struct layout_column, column) },
	{ "title", field_text, false, offsetof(struct layout_column, title) },
	{ "unit", field_text, false, offsetof(struct layout_column, unit) },
	{ "weight", field_text, false, offsetof(struct layout_column, weight) },
	{ "decimals", field_decimals, false,
	    offsetof(struct layout_column, decimals) },
};

/* Whether an earlier column has this name. */
static bool
named_before(const struct layout *l, size_t n, const char *name)
{
	bool found = false;
	char *folded = text_fold(name);

	for (size_t i = 0; i < n && !found; i++) {
		char *other = l->columns[i].column == NULL
		    ? NULL
		    : text_fold(l->columns[i].column);

		found = other != NULL && strcmp(other, folded) == 0;
		free(other);
	}
	free(folded);
	return found;
}

/* to: the struct layout itself, as a list and its length are two members. */
static void
field_columns(struct check *c, struct place at, void *to)
{
	struct layout *l = to;
	struct place item;
	bool more;

	if (!json_is_array(at.json) || json_first(at.json) == NULL) {
		check_wrong(c, at, "must be a list of one column or more");
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		struct layout_column *col;
		size_t mark = check_into(c, NULL, l->ncolumns);

		MEM_PUSH(l->columns, l->ncolumns, l->capcolumns);
		col = &l->columns[l->ncolumns];
		*col = (struct layout_column){ .decimals = -1 };
		check_object(c, item, column_fields, COUNT(column_fields), col);
		if (col->column != NULL &&
		    named_before(l, l->ncolumns, col->column))
			check_wrong(c, item, "column \"%.*s\" is listed twice",
			    (int)text_prefix(col->column, 60), col->column);
		l->ncolumns++;
		check_out(c, mark);
	}
}

#define AT(name) offsetof(struct layout, name)

static const struct field layout_fields[] = {
	{ "area", field_text, false, AT(area) },
	{ "area_name", field_text, false, AT(area_name) },
	{ "map", field_beside, false, AT(map) },
	{ "combine", field_combine, false, AT(combine) },
	{ "period", field_text, false, AT(period) },
	{ "topic", field_text, false, AT(topic) },
	{ "value", field_text, false, AT(value) },
	{ "columns", field_columns, false, 0 },
	{ "where", field_where, false, AT(where) },
	{ "transposed", field_flag, false, AT(transposed) },
	{ "sheet", field_text, false, AT(sheet) },
	{ "inside", field_text, false, AT(inside) },
	{ "separator", field_separator, false, AT(separator) },
	{ "decimal", field_decimal, false, AT(decimal) },
	{ "encoding", field_encoding, false, AT(encoding) },
	{ "skip", field_skip, false, AT(skip) },
	{ "heads", field_heads, false, AT(heads) },
	{ "missing", field_texts, false, AT(missing) },
};

void
field_layout(struct check *c, struct place at, void *to)
{
	struct layout *l = to;

	l->there = true;
	l->heads = 1;
	check_object(c, at, layout_fields, COUNT(layout_fields), l);
}

/* Where the parts of a row are looked for. */
static void
check_parts(
    struct check *c, struct place at, const struct layout *l, bool shaped)
{
	if (!l->transposed && l->area == NULL && !shaped)
		check_wrong(c, at,
		    "area is missing (the column with the "
		    "code of the area)");
	if ((l->topic != NULL || l->transposed ? l->topic == NULL
					       : l->value != NULL) ||
	    (l->topic != NULL && !l->transposed && l->value == NULL))
		check_wrong(c, at,
		    l->transposed
			? "topic is missing (the first column, which names the "
			  "topics)"
			: "topic and value go together (the column that names "
			  "the "
			  "topic, and the one with its value)");
	if (l->topic != NULL && !l->transposed && l->ncolumns == 0)
		check_wrong(c, at,
		    "columns is missing (with topic: the "
		    "topics to load, each as it stands in that column)");
	if (l->transposed &&
	    (l->area != NULL || l->area_name != NULL || l->value != NULL ||
		l->period != NULL || l->where.n > 0))
		check_wrong(c, at,
		    "transposed goes with topic alone (areas "
		    "are the headings of the other columns)");
}

/* Attributes of features that are areas: a feature is an area, whose code
 * shapes.code tells. */
static void
check_shaped(struct check *c, struct place at, const struct layout *l)
{
	if (l->area != NULL || l->area_name != NULL || l->map != NULL ||
	    l->topic != NULL || l->transposed)
		check_wrong(c, at,
		    "area, area_name, map, topic and transposed do not go "
		    "with shapes (its code and name say which area a feature "
		    "is)");
	if (l->ncolumns == 0)
		check_wrong(c, at,
		    "columns is missing (with shapes: the attributes that are "
		    "figures)");
}

/* Codes of one's own that make up an area. */
static void
check_combine(struct check *c, struct place at, const struct layout *l)
{
	bool weighed = false;

	for (size_t i = 0; i < l->ncolumns; i++)
		weighed = weighed || l->columns[i].weight != NULL;
	if (l->combine && l->map == NULL)
		check_wrong(c, at,
		    "combine goes with map (the file that says which own "
		    "codes make up an area)");
	if (weighed && !l->combine)
		check_wrong(c, at, "weight goes with combine");
	if (weighed && (l->topic != NULL || l->transposed))
		check_wrong(c, at,
		    "weight goes with a column for each topic (the weight "
		    "stands in the same row)");
}

/* When and in which year's areas. */
static void
check_time(struct check *c, struct place at, const struct source *src)
{
	const struct layout *l = &src->layout;

	if (l->period != NULL && src->period != NULL)
		check_wrong(c, check_member(c, at, "period"),
		    "layout.period and period are both there (keep one)");
	if (l->period == NULL && src->period == NULL)
		check_wrong(c, at,
		    "which period is it about? (a column: "
		    "layout.period; or one for all: period)");
	if (src->area_year == 0 && src->period == NULL && l->period != NULL)
		check_wrong(c, at,
		    "area_year is missing (the year of the "
		    "areas; with period it may be left out)");
}

void
check_layout(struct check *c, const struct source *src)
{
	struct place at = check_member(c, check_root(c), "layout");
	size_t mark;

	if (!src->layout.there || !json_is_object(at.json))
		return;
	mark = check_into(c, "layout", 0);
	check_parts(c, at, &src->layout, src->shapes.there);
	if (src->shapes.there)
		check_shaped(c, at, &src->layout);
	check_combine(c, at, &src->layout);
	check_time(c, at, src);
	check_out(c, mark);
}
