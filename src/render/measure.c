/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * measure: the lines that texts take in the columns of reports/profile.typ.
 * The measures here are those of that template: who changes one changes the
 * other. All are in em of the letters of a table (7.5 pt), or of 9 pt for
 * key figures. What is counted is never less than what Typst needs: a line is
 * broken at blanks only, and width_of is a little wide.
 */
#include "render/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "chart/width.h"
#include "render/blocks.h"
#include "render/lines.h"

#define POINT (1 / 7.5)
#define PAGE_WIDE (180 / 25.4 * 72 * POINT)  /* 180 mm */
#define HALF_WIDE (85.5 / 25.4 * 72 * POINT) /* two tables side by side */
#define INSET_X (8 * POINT)		     /* left and right together */
#define INSET_Y (6.4 * POINT)
#define SMALL (6.5 * POINT) /* letters of the lines under a value */
#define CAP 0.7275	    /* height of a line, of its letter size */
#define LEADING 0.5
#define AREA_ROOM 7.0	/* for the name of an area, unless a word is longer */
#define ENDS_ROOM 16.0	/* for that of one, and its value */
#define LABEL_ROOM 12.0 /* what a first column has at least */
#define SHORT_ROOM 5.0	/* the same of a table half as wide */

#define KEY_POINT (1 / 9.0)
/* A third of the page less two gutters of 3.5 mm, and insets of 8 pt. */
#define KEY_WIDE (((180 - 2 * 3.5) / 3 / 25.4 * 72 - 16) * KEY_POINT)
#define KEY_NAME (8.5 * KEY_POINT)
#define KEY_VALUE (20 * KEY_POINT)
#define KEY_SMALL (7.5 * KEY_POINT)
#define KEY_BESIDE (8 * KEY_POINT)
#define KEY_MARK (14 * KEY_POINT) /* the mark before a name, and blanks */

/* 1.6 and 1 of the page less 9 mm; before a mark's meaning 16 pt. */
#define METHOD_WIDE (171 / 2.6 * 1.6 / 25.4 * 72 * KEY_POINT)
#define MARKS_WIDE ((171 / 2.6 / 25.4 * 72 - 16) * KEY_POINT)

#define PIECES 4 /* lines of text in a cell, each of which may be broken */

struct piece {
	const char *text;
	struct face face;
};

struct cell {
	struct piece pieces[PIECES];
	size_t n;
};

struct table {
	size_t columns, rows; /* the head is the first row */
	size_t threes;	      /* columns of areas side by side: 2 or 3 */
	struct cell *cells;
	double *widths;
	char **made; /* texts put together here: how many, n_made */
	size_t n_made;
};

/* One more piece; nothing for a text that is not there, as in the template.
 * False when its width is not known. */
static bool
put(struct cell *cell, const char *text, double size, bool bold)
{
	if (text == NULL || *text == '\0')
		return true;
	cell->pieces[cell->n++] = (struct piece){ text, { size, bold } };
	return width_known(text);
}

static struct cell *
cell_at(struct table *t, size_t row, size_t column)
{
	return &t->cells[row * t->columns + column];
}

/* Widths of the columns: each as wide as what is in it, or as room says
 * (0: as it is) where that would be wider; the first has what is left, and
 * the last, where its room is negative, that part of it. False when what they
 * have is less than room[0], or than their widest word. */
static bool
share_width(struct table *t, double whole, const double *room)
{
	double left = whole, wide, word = 0, width, rest = 0, rest_word = 0;
	const struct piece *p;
	size_t row, i, k;

	for (i = t->columns; i-- > 0;) {
		wide = word = 0;
		for (row = 0; row < t->rows; row++) {
			const struct cell *cell = cell_at(t, row, i);

			for (k = 0; k < cell->n; k++) {
				p = &cell->pieces[k];
				width = lines_longest(p->text, p->face);
				if (width > word)
					word = width;
				width = width_of(p->text, p->face);
				if (width > wide)
					wide = width;
			}
		}
		if (i == 0)
			break;
		if (room[i] < 0) {
			rest = -room[i];
			rest_word = word;
			continue;
		}
		if (room[i] > 0 && wide > room[i])
			wide = room[i];
		if (wide < word)
			wide = word;
		t->widths[i] = ceil((wide + INSET_X) * 100) / 100;
		left -= t->widths[i];
	}
	if (rest > 0) {
		i = t->columns - 1;
		t->widths[i] = left * rest;
		left -= t->widths[i];
		if (t->widths[i] - INSET_X < fmax(room[0], rest_word))
			return false;
	}
	t->widths[0] = left;
	return left - INSET_X >= fmax(room[0], word);
}

static double
row_height(struct table *t, size_t row)
{
	double height = 0, cell_height;
	size_t i, k, lines;

	for (i = 0; i < t->columns; i++) {
		const struct cell *cell = cell_at(t, row, i);

		cell_height = INSET_Y - LEADING;
		for (k = 0; k < cell->n; k++) {
			const struct piece *p = &cell->pieces[k];

			lines =
			    lines_of(p->text, p->face, t->widths[i] - INSET_X);
			cell_height +=
			    (double)lines * (CAP * p->face.size + LEADING);
		}
		if (cell_height > height)
			height = cell_height;
	}
	return ceil(height * 100) / 100;
}

static void
add_print(struct json *sheet, struct table *t)
{
	struct json *print = json_add_object(sheet, "print"), *list;
	size_t i;

	list = json_add_array(print, "columns");
	for (i = 0; i < t->columns; i++)
		json_add_num(list, NULL, t->widths[i]);
	list = json_add_array(print, "rows");
	for (i = 0; i < t->rows; i++)
		json_add_num(list, NULL, row_height(t, i));
}

static struct table
table_new(size_t columns, size_t rows, size_t threes)
{
	struct table t = { columns, rows, threes, NULL, NULL, NULL, 0 };

	t.cells = mem_new(columns * rows, sizeof(*t.cells));
	t.widths = mem_new(columns, sizeof(*t.widths));
	t.made = mem_new(columns * rows, sizeof(*t.made));
	return t;
}

/* Two texts as one, with what stands between them where neither is missing;
 * at most one a cell. The table keeps it. */
static const char *
made_of(struct table *t, const char *a, const char *between, const char *b)
{
	struct buf text = { 0 };

	if (a != NULL)
		buf_puts(&text, a);
	if (a != NULL && b != NULL)
		buf_puts(&text, between);
	if (b != NULL)
		buf_puts(&text, b);
	t->made[t->n_made] = mem_str(buf_str(&text));
	buf_free(&text);
	return t->made[t->n_made++];
}

static void
table_free(struct table *t)
{
	while (t->n_made > 0)
		free(t->made[--t->n_made]);
	free(t->made);
	free(t->cells);
	free(t->widths);
}

/* The area, its gemeente unless it is one, the country: from a column on. */
static bool
put_three(struct table *t, size_t row, size_t at, const char *const three[3],
    bool head)
{
	bool known = true;
	size_t i;

	for (i = 0; i < 3; i++) {
		if (i == 1 && t->threes == 2)
			continue;
		known =
		    put(cell_at(t, row, at++), three[i], 1, head || i == 0) &&
		    known;
	}
	return known;
}

/* The texts of a head, by their names among the fixed ones. */
static bool
put_head(
    struct table *t, size_t column, const struct json *words, const char *name)
{
	return put(cell_at(t, 0, column), json_get_str(words, name), 1, true);
}

static void
row_three(const struct json *row, const char *three[3])
{
	three[0] = json_get_str(row, "value");
	three[1] = json_get_str(row, "municipality");
	three[2] = json_get_str(row, "country");
}

/* The lowest and the highest of the areas, each on a line: name and value. */
static bool
put_ends(struct table *t, struct cell *cell, const struct json *row)
{
	const char *low = json_get_str(row, "low"),
		   *high = json_get_str(row, "high");

	return put(cell, made_of(t, json_get_str(row, "low_area"), " ", low), 1,
		   false) &&
	    put(cell, made_of(t, json_get_str(row, "high_area"), " ", high), 1,
		false);
}

/* Topic and period, area, gemeente, country, lowest and highest, rank. */
static void
measure_range(struct json *sheet, const struct json *words,
    const char *const names[3], size_t threes)
{
	static const char *const below[] = { "reason", "within", "note" };
	const struct json *rows = json_get(sheet, "rows"), *row;
	struct table t = table_new(3 + threes, 1 + json_len(rows), threes);
	const size_t ends = 1 + threes;
	double room[6] = { LABEL_ROOM };
	const char *three[3];
	size_t n = 1, i;
	bool known = put_head(&t, 0, words, "col_topic") &&
	    put_head(&t, ends, words, "col_ends") &&
	    put_head(&t, ends + 1, words, "col_rank") &&
	    put_three(&t, 0, 1, names, true);

	for (i = 1; i < ends; i++)
		room[i] = AREA_ROOM;
	room[ends] = ENDS_ROOM;
	for (row = json_first(rows); row != NULL && known;
	     row = json_next(row), n++) {
		struct cell *cell = cell_at(&t, n, 0);

		known = put(cell,
		    made_of(&t, json_get_str(row, "label"), ", ",
			json_get_str(row, "period")),
		    1, false);
		for (i = 0; i < 3; i++)
			known = put(cell, json_get_str(row, below[i]), SMALL,
				    false) &&
			    known;
		row_three(row, three);
		known = known && put_three(&t, n, 1, three, false) &&
		    put_ends(&t, cell_at(&t, n, ends), row) &&
		    put(cell_at(&t, n, ends + 1), json_get_str(row, "rank"), 1,
			false);
	}
	if (known && share_width(&t, PAGE_WIDE, room))
		add_print(sheet, &t);
	table_free(&t);
}

/* Group or period, area, gemeente, country. first: what its rows call it. */
static void
measure_short(struct json *sheet, const struct json *words, const char *head,
    const char *first, const char *const names[3], size_t threes)
{
	const struct json *rows = json_get(sheet, "rows"), *row;
	struct table t = table_new(1 + threes, 1 + json_len(rows), threes);
	const double room[4] = { SHORT_ROOM, AREA_ROOM, AREA_ROOM, AREA_ROOM };
	const char *three[3];
	size_t n = 1;
	bool known =
	    put_head(&t, 0, words, head) && put_three(&t, 0, 1, names, true);

	for (row = json_first(rows); row != NULL && known;
	     row = json_next(row), n++) {
		row_three(row, three);
		known = put(cell_at(&t, n, 0), json_get_str(row, first), 1,
			    false) &&
		    put(cell_at(&t, n, 0), json_get_str(row, "sure"), SMALL,
			false) &&
		    put_three(&t, n, 1, three, false);
	}
	if (known && share_width(&t, HALF_WIDE, room))
		add_print(sheet, &t);
	table_free(&t);
}

/* Lines of a text, 0 when there is none; or false when they are not known. */
static bool
key_lines(const char *s, double size, bool bold, size_t *lines)
{
	const struct face face = { size, bold };

	if (s == NULL || *s == '\0')
		return true;
	if (!width_known(s) || lines_longest(s, face) > KEY_WIDE)
		return false;
	*lines += lines_of(s, face, KEY_WIDE);
	return true;
}

/* Whether a figure to compare with and whose it is fit on one line. */
static bool
fits_beside(const char *name, const char *value)
{
	const struct face plain = { KEY_BESIDE, false };
	const struct face bold = { KEY_BESIDE, true };

	return name == NULL || value == NULL ||
	    (width_known(name) && width_known(value) &&
		width_of(name, plain) + width_of(value, bold) <
		    KEY_WIDE - KEY_MARK);
}

/* "name", "value", "small": lines in each size of letters. */
static void
measure_key(struct json *key, const char *const names[3])
{
	const char *unit = json_get_str(key, "unit");
	const char *period = json_get_str(key, "period");
	char *when = unit == NULL || *unit == '\0' || period == NULL
	    ? mem_str(period)
	    : mem_fmt("%s, %s", unit, period);
	size_t name = 0, value = 0, small = 0;
	struct json *print;

	if (fits_beside(names[1], json_get_str(key, "municipality")) &&
	    fits_beside(names[2], json_get_str(key, "country")) &&
	    key_lines(json_get_str(key, "label"), KEY_NAME, true, &name) &&
	    key_lines(json_get_str(key, "value"), KEY_VALUE, true, &value) &&
	    key_lines(when, KEY_SMALL, false, &small) &&
	    key_lines(json_get_str(key, "note"), KEY_SMALL, false, &small) &&
	    key_lines(json_get_str(key, "sure"), KEY_SMALL, false, &small) &&
	    key_lines(json_get_str(key, "chosen"), KEY_SMALL, false, &small)) {
		print = json_add_object(key, "print");
		json_add_int(print, "name", (int64_t)name);
		json_add_int(print, "value", (int64_t)value);
		json_add_int(print, "small", (int64_t)small);
	}
	free(when);
}

/* Publisher and name, table, period, changed, fetched, licence, note. The
 * first and the last share what the others leave, 1.5 to 1.2. */
static void
measure_sources(struct json *model, const struct json *words)
{
	static const char *const heads[] = { "col_source", "col_table",
		"col_period", "col_modified", "col_fetched", "col_licence",
		"col_note" };
	static const char *const names[] = { NULL, "table", "period",
		"modified", "fetched", "licence", "note" };
	const struct json *rows = json_get(model, "sources"), *row;
	struct table t = table_new(7, 1 + json_len(rows), 0);
	char **first = mem_new(t.rows, sizeof(*first));
	const double room[7] = { [0] = SHORT_ROOM, [6] = -1.2 / 2.7 };
	const char *by;
	bool known = true;
	size_t n = 1, i;

	for (i = 0; i < 7; i++)
		known = put_head(&t, i, words, heads[i]) && known;
	for (row = json_first(rows); row != NULL; row = json_next(row), n++) {
		by = json_get_str(row, "publisher");
		first[n] = mem_fmt("%s%s%s", by != NULL ? by : "",
		    by != NULL ? ", " : "",
		    json_get_str(row, "name") != NULL
			? json_get_str(row, "name")
			: "");
		known = put(cell_at(&t, n, 0), first[n], 1, false) && known;
		for (i = 1; i < 7; i++)
			known = put(cell_at(&t, n, i),
				    json_get_str(row, names[i]), 1, false) &&
			    known;
	}
	if (known && share_width(&t, PAGE_WIDE, room))
		add_print(json_add_object(model, "sources_print"), &t);
	for (i = 1; i < n; i++)
		free(first[i]);
	free(first);
	table_free(&t);
}

/* A bold head with a text behind it, in lines; false when they are not
 * known. */
static bool
method_lines(const char *head, const char *text, size_t *lines)
{
	const struct face strong = { KEY_NAME, true };
	const struct face plain = { KEY_NAME, false };
	double used = 0;

	if (head == NULL || text == NULL || !width_known(head) ||
	    !width_known(text) || lines_longest(head, strong) > METHOD_WIDE ||
	    lines_longest(text, plain) > METHOD_WIDE)
		return false;
	*lines += lines_after(head, strong, METHOD_WIDE, &used);
	*lines += lines_after(". ", strong, METHOD_WIDE, &used);
	*lines += lines_after(text, plain, METHOD_WIDE, &used);
	return true;
}

/* "method" and "marks": lines of the two columns of how it was made. */
static void
measure_about(struct json *about, const struct json *words)
{
	const struct face plain = { KEY_NAME, false };
	const char *text = json_get_str(about, "heard");
	size_t method = 0, marks = 0;
	const struct json *item;
	struct json *print;

	for (item = json_first(json_get(about, "method")); item != NULL;
	     item = json_next(item))
		if (!method_lines(json_get_str(item, "head"),
			json_get_str(item, "text"), &method))
			return;
	if (text != NULL &&
	    !method_lines(json_get_str(words, "heard_title"), text, &method))
		return;
	for (item = json_first(json_get(about, "marks")); item != NULL;
	     item = json_next(item)) {
		text = json_get_str(item, "meaning");
		if (text == NULL || !width_known(text) ||
		    lines_longest(text, plain) > MARKS_WIDE)
			return;
		marks += lines_of(text, plain, MARKS_WIDE);
	}
	print = json_add_object(about, "print");
	json_add_int(print, "method", (int64_t)method);
	json_add_int(print, "marks", (int64_t)marks);
}

void
measure_profile(struct json *model)
{
	const struct json *words = json_get(model, "t");
	const struct json *beside = json_get(model, "compare");
	const char *names[3];
	struct json *theme, *part;
	size_t threes;

	if (!json_is_object(beside) || !json_is_object(words))
		return;
	names[0] = json_get_str(json_get(model, "area"), "name");
	names[1] = json_get_str(beside, "municipality");
	names[2] = json_get_str(beside, "country");
	threes = names[1] == NULL ? 2 : 3;
	for (theme = json_first(json_get(model, "themes")); theme != NULL;
	     theme = json_next(theme)) {
		part = json_get(theme, "range");
		if (json_is_object(part))
			measure_range(part, words, names, threes);
		part = json_get(theme, "age");
		if (json_is_object(part))
			measure_short(
			    part, words, "col_group", "label", names, threes);
		part = json_get(theme, "trend");
		if (json_is_object(part))
			measure_short(
			    part, words, "col_period", "period", names, threes);
	}
	blocks_measure(model, words);
	for (part = json_first(json_get(model, "key")); part != NULL;
	     part = json_next(part))
		measure_key(part, names);
	if (json_get(model, "sources") != NULL)
		measure_sources(model, words);
	part = json_get(model, "about");
	if (json_is_object(part))
		measure_about(part, words);
}
