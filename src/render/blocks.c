/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * blocks: how high the parts of a theme are in reports/profile.typ, in
 * points. The measures here are those of that template: who changes one
 * changes the other.
 */
#include "render/blocks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "chart/width.h"
#include "render/arrange.h"
#include "render/lines.h"

#define MM (72 / 25.4)
#define PAGE_WIDE (180 * MM)
#define HALF_WIDE (85.5 * MM) /* a chart */
#define CAP 0.7275	      /* height of a line, of its letter size */
#define LEADING 5.4	      /* between lines of a paragraph: 0.6 of 9 pt */
#define HEADING_LEADING 0.6   /* of its own letter size, in a heading */

#define NAME 15.0 /* letters of a theme's name, and so on */
#define INTRO 9.5
#define TITLE 9.5
#define SMALL 7.5
#define NOTICE 8.5
#define QUOTE 9.5
#define BETWEEN 13.0 /* two parts under each other */
#define TAG 7.0	     /* what says that a quote was made up */

/* A paragraph in one size of letters; nothing for none. */
static double
par_height(const char *s, struct face face, double room)
{
	if (s == NULL || *s == '\0')
		return 0;
	return (double)lines_of(s, face, room) * (CAP * face.size + LEADING) -
	    LEADING;
}

static double
head_height(const char *s, double size, double room)
{
	const struct face face = { size, true };
	double leading = HEADING_LEADING * size;

	if (s == NULL)
		return 0;
	return (double)lines_of(s, face, room) * (CAP * size + leading) -
	    leading;
}

/* The start of a theme: a line, its name, a sentence, and what is free below
 * it. */
static double
opening_height(const struct json *theme, double room)
{
	const char *intro = json_get_str(theme, "intro");
	double height =
	    7 + head_height(json_get_str(theme, "name"), NAME, room) + 7;

	return height + par_height(intro, (struct face){ INTRO, false }, room) +
	    9;
}

/* Lines of the short source below a chart: publishers and tables of those
 * sources that its full one names, or else that. */
static double
brief_height(
    const struct json *model, const struct json *words, const char *line)
{
	const struct face face = { SMALL, false };
	const struct json *source;
	const char *table, *by, *brief = json_get_str(words, "source_brief");
	struct buf text = { 0 };
	size_t found = 0;
	double height;
	char *named;
	bool there;

	if (line == NULL)
		return 0;
	buf_putf(&text, "%s ", brief != NULL ? brief : "");
	for (source = json_first(json_get(model, "sources")); source != NULL;
	     source = json_next(source)) {
		table = json_get_str(source, "table");
		by = json_get_str(source, "publisher");
		named = mem_fmt("(%s)", table != NULL ? table : "");
		there = table != NULL && strstr(line, named) != NULL;
		free(named);
		if (!there)
			continue;
		buf_putf(&text, "%s%s %s", found++ > 0 ? "; " : "",
		    by != NULL ? by : "", table);
	}
	buf_puts(&text, ".");
	height = par_height(found > 0 ? buf_str(&text) : line, face, HALF_WIDE);
	buf_free(&text);
	return height;
}

static double
absent_height(const char *s)
{
	const struct face face = { NOTICE, false };

	return s == NULL ? 0 : 14 + par_height(s, face, HALF_WIDE - 18);
}

/* A chart with all that is written over and under it; 0 when there is none. */
static double
chart_height(
    const struct json *model, const struct json *words, const struct json *c)
{
	const struct face small = { SMALL, false };
	const struct json *drawing;
	double height, wide, high, part, apart = 7.2;

	if (!json_is_object(c))
		return 0;
	height = head_height(json_get_str(c, "title"), TITLE, HALF_WIDE);
	height += 5 + par_height(json_get_str(c, "subtitle"), small, HALF_WIDE);
	drawing = json_get(json_get(c, "chart"), "drawing");
	wide = json_get_num(drawing, "width");
	high = json_get_num(drawing, "height");
	height += 6 +
	    (wide > 0 && high > 0
		    ? HALF_WIDE * high / wide
		    : absent_height(json_get_str(words, "no_chart")));
	part = par_height(json_get_str(c, "note"), small, HALF_WIDE);
	if (part > 0) {
		height += apart + part;
		apart = 4;
	}
	part = brief_height(model, words, json_get_str(c, "source_line"));
	return height + (part > 0 ? apart + part : 0);
}

static double
voice_height(const struct json *said, const struct json *words)
{
	const char *open = json_get_str(words, "quote_open");
	const char *close = json_get_str(words, "quote_close");
	const char *again = json_get_str(said, "again");
	const char *text = again != NULL ? again : json_get_str(said, "text");
	const char *role = json_get_str(said, "role");
	const char *above = json_get_str(words, "quote_above");
	const struct face small = { SMALL, false };
	double room = HALF_WIDE - 19, height, used = 0;
	char *quote = mem_fmt("%s%s%s", open != NULL ? open : "",
	    text != NULL ? text : "", close != NULL ? close : "");
	size_t lines = 0;

	height =
	    18 + 7 + par_height(quote, (struct face){ QUOTE, false }, room);
	free(quote);
	if (role != NULL)
		lines += lines_after(role, small, room, &used);
	if (again != NULL && above != NULL) {
		used += width_of(". ", small);
		lines += lines_after(above, small, room, &used);
	}
	if (json_get_true(said, "invented")) {
		text = json_get_str(said, "invented_text");
		used += 13 +
		    width_of(
			text != NULL ? text : "", (struct face){ TAG, true });
		lines += used > room ? 1 : 0;
	}
	return height + (double)lines * (CAP * SMALL + LEADING) - LEADING;
}

/* Where the voices of a theme stand, each under the side that is shorter, and
 * how high it is then. */
static struct arrange_theme
measure_theme(
    struct json *theme, const struct json *model, const struct json *words)
{
	const struct json *range = json_get(theme, "range"), *said;
	double age = chart_height(model, words, json_get(theme, "age"));
	double trend = chart_height(model, words, json_get(theme, "trend"));
	double open = opening_height(theme, PAGE_WIDE);
	double left, right, beside, charts, high;
	bool narrow = age == 0 && trend == 0;
	struct json *under;

	if (trend == 0)
		trend = absent_height(json_get_str(theme, "no_trend"));
	left = json_is_object(range)
	    ? chart_height(model, words, range)
	    : absent_height(json_get_str(theme, "no_range"));
	right = age + trend + (age > 0 && trend > 0 ? BETWEEN : 0);
	charts = fmax(left, right);
	beside = left + (right > 0 ? BETWEEN + right : 0);
	under = json_add_array(json_add_object(theme, "print"), "under");
	for (said = json_first(json_get(theme, "voices")); said != NULL;
	     said = json_next(said)) {
		high = voice_height(said, words);
		json_add_bool(under, NULL, left < right);
		if (left < right)
			left += BETWEEN + high;
		else
			right += (right > 0 ? BETWEEN : 0) + high;
		beside += BETWEEN + high;
	}
	return (struct arrange_theme){ open + fmax(left, right), open + charts,
		narrow ? opening_height(theme, HALF_WIDE) + beside : NAN };
}

void
blocks_measure(struct json *model, const struct json *words)
{
	struct json *themes = json_get(model, "themes"), *theme;
	struct arrange_theme *all;
	size_t n = 0;

	if (json_len(themes) == 0)
		return;
	all = mem_new(json_len(themes), sizeof(*all));
	for (theme = json_first(themes); theme != NULL;
	     theme = json_next(theme)) {
		if (!json_is_object(theme))
			goto done;
		all[n++] = measure_theme(theme, model, words);
	}
	arrange(all, n, json_add_array(model, "themes_print"));
done:
	free(all);
}
