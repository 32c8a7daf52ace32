/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Positions of other programs: code points and UTF-16, line ends of one and
 * two, the byte order mark, marks on letters, and the way that fits best.
 */
#include "story/offsets.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tap.h"

static const char *
cut(const char *text, struct counting c, int64_t start, int64_t end, char *out)
{
	struct ruler r;
	size_t from, to;

	ruler_make(text, strlen(text), &c, &r);
	if (ruler_find(&r, text, strlen(text), start, end, &from, &to)) {
		memcpy(out, text + from, to - from);
		out[to - from] = '\0';
	} else
		strcpy(out, "nothing");
	ruler_free(&r);
	return out;
}

#define POINTS ((struct counting){ 0 })
#define UNITS ((struct counting){ .utf16 = true })

static void
positions(void)
{
	char out[200];
	static const char bike[] = "de \xf0\x9f\x9a\xb2 is \xc3\xa9\xc3\xa9n";

	is_str(cut("abc def", POINTS, 4, 7, out), "def", "up to the end");
	is_str(cut("abc def", POINTS, 4, 8, out), "nothing", "beyond the end");
	is_str(cut("abc def", POINTS, -1, 2, out), "nothing", "no position");
	is_str(cut("abc def", POINTS, 4, 4, out), "nothing", "empty");
	is_str(cut("abc def", POINTS, 5, 4, out), "nothing", "backwards");
	is_str(cut("", POINTS, 0, 1, out), "nothing", "an empty text");
	is_str(cut(bike, POINTS, 5, 7, out), "is", "behind a bike: points");
	is_str(cut(bike, UNITS, 6, 8, out), "is", "behind a bike: UTF-16");
	is_str(cut(bike, POINTS, 8, 11, out), "\xc3\xa9\xc3\xa9n", "accents");
	is_str(cut(bike, UNITS, 3, 5, out), "\xf0\x9f\x9a\xb2", "a pair");
	is_str(cut(bike, UNITS, 4, 8, out), "nothing", "from within a pair");
	is_str(cut(bike, UNITS, 0, 4, out), "nothing", "until within a pair");
	is_str(cut("ee\xcc\x81n x", POINTS, 2, 4, out), "e\xcc\x81n",
	    "a mark belongs to the letter before it");
	is_str(cut("ee\xcc\x81n x", POINTS, 0, 2, out), "ee\xcc\x81",
	    "also at the end");
	is_str(cut("\xcc\x81x", POINTS, 0, 2, out), "\xcc\x81x",
	    "a mark on nothing");
}

static void
line_ends(void)
{
	char out[200];
	struct counting one = { .line_end = 1 }, two = { .line_end = 2 };
	struct counting bom = { .bom = true };
	static const char dos[] = "een\r\ntwee\r\ndrie";
	static const char unix_text[] = "een\ntwee\ndrie";

	is_str(cut(dos, POINTS, 5, 9, out), "twee", "CR LF as they stand: two");
	is_str(cut(dos, one, 4, 8, out), "twee", "as one");
	is_str(cut(dos, two, 11, 15, out), "drie", "as two");
	is_str(cut(unix_text, POINTS, 4, 8, out), "twee", "LF as it stands");
	is_str(cut(unix_text, two, 5, 9, out), "twee", "as two");
	is_str(cut("een\rtwee", two, 5, 9, out), "twee", "CR alone, as two");
	is_str(cut("\xef\xbb\xbf" "een twee", POINTS, 4, 8, out), "twee",
	    "a byte order mark is no position");
	is_str(cut("\xef\xbb\xbf" "een twee", bom, 5, 9, out), "twee",
	    "or it is");
}

/* The way of counting that wins for two selections of this text. */
static size_t
winner(const char *text, const int64_t at[4], const char *name)
{
	size_t best = 0;
	int most = 0;

	for (size_t i = 0; i < COUNTINGS; i++) {
		struct counting c = counting_at(i);
		struct ruler r;
		int score;

		ruler_make(text, strlen(text), &c, &r);
		score = ruler_score(&r, text, strlen(text), at[0], at[1], name) +
		    ruler_score(&r, text, strlen(text), at[2], at[3], "");
		ruler_free(&r);
		if (i == 0 || score > most) {
			most = score;
			best = i;
		}
	}
	return best;
}

static void
fits(void)
{
	static const char text[] = "Een \xf0\x9f\x9a\xb2 en nog \xf0\x9f\x9a\xb2 "
				   "daar.\nWij komen\nwel buiten.";
	static const char same[] = "aaa aaa aaa\naaa";
	struct counting c;

	c = counting_at(winner(text, (int64_t[]){ 6, 8, 9, 12 }, ""));
	ok(!c.utf16 && c.line_end == 0 && !c.bom, "code points");
	c = counting_at(winner(text, (int64_t[]){ 7, 9, 10, 13 }, ""));
	ok(c.utf16 && c.line_end == 0, "UTF-16");
	c = counting_at(winner(text, (int64_t[]){ 24, 27, 35, 38 }, ""));
	ok(c.utf16 && c.line_end == 2, "UTF-16 and line ends of two");
	c = counting_at(winner("een\r\ntwee\r\ndrie vier",
	    (int64_t[]){ 4, 8, 9, 13 }, ""));
	ok(c.line_end == 1 && !c.utf16, "CR LF counted as one");
	c = counting_at(winner(same, (int64_t[]){ 4, 7, 8, 11 }, ""));
	ok(!c.utf16 && c.line_end == 0, "nothing tells: the standard's own");
	c = counting_at(winner("een\ntwee drie\nvier vijf zes zes",
	    (int64_t[]){ 4, 8, 15, 19 }, "twee..."));
	ok(c.line_end == 0, "the first words as the file names them");
}

int
main(void)
{
	positions();
	line_ends();
	fits();
	return done_testing();
}
