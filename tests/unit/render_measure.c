/* SPDX-License-Identifier: EUPL-1.2 */
/* measure_profile: widths, heights and lines counted for paper. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "render/arrange.h"
#include "render/measure.h"
#include "tap.h"

#define PAGE 68.03 /* em of 7.5 pt, of 180 mm */
#define HALF 32.31 /* of 85.5 mm */
#define ONE 1.58   /* a row of one line: 6.4 pt and 0.7275 em */

#define WORDS                                                                  \
	"\"t\":{\"col_topic\":\"Onderwerp\",\"col_period\":\"Periode\","       \
	"\"col_ends\":\"Laagste en hoogste\",\"col_rank\":\"Plaats\","         \
	"\"col_group\":\"Groep\",\"heard_title\":\"Gehoord\"}"
#define THREE "\"value\":\"5%\",\"municipality\":\"6%\",\"country\":\"1.234\""
#define ROW(label, note)                                                       \
	"{\"label\":\"" label "\",\"period\":\"2024\"," THREE                  \
	",\"low\":\"1%\",\"low_area\":\"Sion\",\"high\":\"9%\","               \
	"\"high_area\":\"Haantje\",\"rank\":\"4 van 26\",\"reason\":null,"     \
	"\"note\":" note "}"
#define RANGE(area, town, rows)                                                \
	"{" WORDS ",\"area\":{\"name\":\"" area "\"},\"compare\":"             \
	"{\"municipality\":" town ",\"country\":\"Nederland\"},"               \
	"\"themes\":[{\"range\":{\"rows\":[" rows "]},\"trend\":"              \
	"{\"rows\":[{\"period\":\"2020\"," THREE ",\"sure\":"                  \
	"\"Door afronding: 6.141 tot 6.149.\"}]},\"age\":null}]}"
#define LONG                                                                   \
	"\"Schatting van een model, voor mensen vanaf 18 jaar, met een "       \
	"marge die hier niet staat en een tweede zin erbij.\""

static struct json *
measured(const char *text)
{
	struct err err = { 0 };
	struct json *m = json_parse(text, strlen(text), &err);

	if (m == NULL) {
		ok(false, "model: %s", err.msg);
		exit(done_testing());
	}
	measure_profile(m);
	return m;
}

static const struct json *
print_of(const struct json *model, const char *part)
{
	return json_get(
	    json_get(json_first(json_get(model, "themes")), part), "print");
}

static double
sum(const struct json *list)
{
	const struct json *item;
	double total = 0;

	for (item = json_first(list); item != NULL; item = json_next(item))
		total += json_num(item);
	return total;
}

static double
row(const struct json *print, size_t i)
{
	return json_num(json_at(json_get(print, "rows"), i));
}

static void
tables(void)
{
	struct json *m = measured(RANGE("Sion", "\"Rijswijk\"",
	    ROW("Huishoudens", "null") "," ROW("Roken", LONG)));
	const struct json *print = print_of(m, "range");

	ok(json_len(json_get(print, "columns")) == 6 &&
		json_len(json_get(print, "rows")) == 3,
	    "six columns, a head and two rows");
	is_near(
	    sum(json_get(print, "columns")), PAGE, 0.01, "as wide as the page");
	is_near(row(print, 0), ONE, 0.011, "a head of one line");
	is_near(row(print, 1), ONE + 0.5 + 0.7275, 0.011,
	    "the lowest and the highest under each other");
	ok(row(print, 2) > row(print, 1) + 1, "a long note takes more lines");
	print = print_of(m, "trend");
	ok(json_len(json_get(print, "columns")) == 4, "four columns");
	is_near(sum(json_get(print, "columns")), HALF, 0.01,
	    "as wide as half the page");
	json_free(m);

	m = measured(RANGE("Rijswijk", "null", ROW("Roken", "null")));
	ok(json_len(json_get(print_of(m, "range"), "columns")) == 5 &&
		json_len(json_get(print_of(m, "trend"), "columns")) == 3,
	    "a gemeente has nothing to stand beside");
	json_free(m);
}

static void
unknown(void)
{
	struct json *m = measured(
	    RANGE("Sion", "\"Rijswijk\"", ROW("\xe6\xbc\xa2", "null")));

	ok(print_of(m, "range") == NULL && print_of(m, "trend") != NULL,
	    "a letter the typeface does not have: only that table is left out");
	json_free(m);
	m = measured(RANGE("Sion", "\"Rijswijk\"",
	    ROW("Langewoordenzonderblankdienergensopeenregelpassenkunnen"
		"envandaarnognietophoudenmaarsteedsverderdoorgaan",
		"null")));
	ok(print_of(m, "range") == NULL, "nor a word that fits no line");
	json_free(m);
	m = measured(RANGE(
	    "Eenheelergelangenaamvaneengebiedzonderblankdieopgeenregelpast",
	    "\"Rijswijk\"", ROW("Roken", "null")));
	ok(print_of(m, "range") == NULL && print_of(m, "trend") == NULL,
	    "nor a name of an area that leaves no room");
	json_free(m);
	m = measured("{\"t\":{},\"compare\":{},\"area\":null,\"themes\":[{},{"
		     "\"range\":{\"rows\":[{},null,3]}}],\"key\":[{},null],"
		     "\"sources\":[null],\"about\":{\"method\":[null]}}");
	ok(m != NULL, "a model with nothing in it is no trouble");
	json_free(m);
	m = measured("[1]");
	ok(m != NULL, "nor one that is no profile");
	json_free(m);
}

/* print of a key figure with a member more. */
static struct json *
key_of(const char *more)
{
	char *text = mem_fmt("{" WORDS ",\"area\":{\"name\":\"Sion\"},"
			     "\"compare\":{\"municipality\":\"Rijswijk\","
			     "\"country\":\"Nederland\"},\"key\":[{\"value\":"
			     "\"6.355\",\"unit\":\"\",\"period\":\"2024\","
			     "\"municipality\":\"566.221\",\"country\":"
			     "\"17.942.942\",%s}]}",
	    more);
	struct json *m = measured(text);

	free(text);
	return m;
}

static void
key_lines(const char *more, int name, int value, int small)
{
	struct json *m = key_of(more);
	const struct json *print =
	    json_get(json_first(json_get(m, "key")), "print");

	ok(print != NULL && (int)json_get_num(print, "name") == name &&
		(int)json_get_num(print, "value") == value &&
		(int)json_get_num(print, "small") == small,
	    "%s: %d, %d and %d lines", more, name, value, small);
	json_free(m);
}

static void
keys(void)
{
	struct json *m;

	key_lines("\"label\":\"Inwoners\"", 1, 1, 1);
	key_lines("\"label\":\"Huishoudens met kinderen van 0 tot 15 jaar\"", 2,
	    1, 1);
	key_lines("\"label\":\"Inwoners\",\"sure\":"
		  "\"Door afronding: 6.351 tot 6.359.\"",
	    1, 1, 2);
	m = key_of("\"label\":\"\xe6\xbc\xa2\"");
	ok(json_get(json_first(json_get(m, "key")), "print") == NULL,
	    "a letter that is not known");
	json_free(m);
}

#define CHART(title, high)                                                     \
	"{\"title\":\"" title "\",\"subtitle\":\"Aandeel, 2020.\","            \
	"\"source_line\":\"Bron: CBS, Kerncijfers (85984NED).\",\"chart\":"    \
	"{\"drawing\":{\"width\":400,\"height\":" high "}}}"
#define VOICE "{\"text\":\"Stil is het.\",\"role\":\"bewoner\"}"
#define THEME(range, trend, voices)                                            \
	"{\"t\":{\"quote_open\":\"<\",\"quote_close\":\">\"},\"compare\":{},"  \
	"\"sources\":[{\"publisher\":\"CBS\",\"table\":\"85984NED\"}],"        \
	"\"themes\":[{\"name\":\"Wonen\",\"intro\":\"Weinig verschil.\","      \
	"\"range\":" range ",\"age\":null,\"trend\":" trend                    \
	",\"no_trend\":\"Geen trend.\",\"voices\":[" voices "]}]}"

/* In points; open: the name of a theme and its sentence. */
static const double title = 0.7275 * 9.5, small = 0.7275 * 7.5, open = 40.8;
static const double half = 85.5 / 25.4 * 72;

static const struct json *
under(const struct json *model)
{
	return json_get(
	    json_get(json_first(json_get(model, "themes")), "print"), "under");
}

/* How high the themes are: where the last ends less where the first begins. */
static double
end_of(const struct json *model)
{
	const struct json *way = json_first(json_get(model, "themes_print"));

	return json_get_num(way, "y") - json_get_num(way, "until");
}

static void
themes(void)
{
	const double one = title + 5 + small + 6 + 7.2 + small;
	const double said = 18 + 7 + title + small;
	struct json *m = measured(THEME(CHART("Hoger", "200"),
	    CHART("Van 3 naar 4", "20"), VOICE "," VOICE));

	ok(json_len(under(m)) == 2 && !json_true(json_at(under(m), 0)),
	    "a voice stands under the shorter side");
	is_near(end_of(m),
	    open + one + fmax(half / 2, half / 20 + 13 + said + 13 + said), 0.5,
	    "a theme is as high as the higher of its sides");
	json_free(m);
	m = measured(THEME(CHART("Hoger", "200"), CHART("Van", "210"), VOICE));
	ok(json_true(json_first(under(m))), "which is the left one here");
	is_near(end_of(m), open + one + half / 2 + 13 + said, 0.5,
	    "and makes that higher");
	json_free(m);
	m = measured(THEME("{\"title\":\"Hoger\",\"chart\":{}}", "null", ""));
	ok(end_of(m) > open + title, "a drawing that is missing has a notice");
	json_free(m);
}

static const struct json *
block(const struct json *way, size_t i)
{
	return json_at(json_get(way, "blocks"), i);
}

/* Three themes, of which the last two may stand beside each other. */
static void
pages(void)
{
	static const struct arrange_theme three[] = {
		{ 430, 430, NAN },
		{ 300, 280, 350 },
		{ 320, 320, 340 },
	};
	struct json *list = json_array();
	const struct json *way;

	arrange(three, 3, list);
	way = json_first(list);
	ok(json_len(json_get(way, "blocks")) == 3 &&
		(int)json_get_num(way, "page") == 1,
	    "two pages, and nothing beside another where that is so already");
	is_near(json_get_num(block(way, 1), "above"), 10, 0.001,
	    "with as much room between them as there is");
	is_near(json_get_num(way, "y"), 320, 0.001, "the last is on the next");
	for (way = json_first(list); json_get_num(way, "until") < 300;)
		way = json_next(way);
	ok(json_len(json_get(way, "blocks")) == 2 &&
		(int)json_get_num(block(way, 1), "end") == 3,
	    "lower on the page two beside each other spare a page");
	ok(json_true(json_get(block(way, 0), "fits")), "the first still fits");
	json_free(list);
}

/* What a page would leave white. */
static void
white(void)
{
	static const struct arrange_theme one[] = { { 470, 400, NAN } };
	struct json *list = json_array();
	const struct json *way;

	arrange(one, 1, list);
	for (way = json_first(list); json_get_num(way, "until") < 300;)
		way = json_next(way);
	ok(!json_true(json_get(block(way, 0), "fits")),
	    "voices go over to the next page where it would be half white");
	way = json_at(list, json_len(list) - 1);
	ok(json_true(json_get(block(way, 0), "fits")) &&
		(int)json_get_num(way, "page") == 1,
	    "and all of it does where little room is left");
	json_free(list);
	list = json_array();
	arrange(one, 0, list);
	ok(json_len(list) == 0, "no themes");
	json_free(list);
}

int
main(void)
{
	themes();
	pages();
	white();
	tables();
	unknown();
	keys();
	return done_testing();
}
