/* SPDX-License-Identifier: EUPL-1.2 */
/* chart/width and spread_apart: texts measured, shortened, wrapped, moved. */
#include "tap.h"

#include "chart/canvas.h"
#include "chart/width.h"

static const struct face small = { 12.5, false };

static void
check_width(void)
{
	struct face bold = { 12.5, true }, big = { 25, false };

	is_near(width_of("", small), 0.0, 0, "nothing has no width");
	is_near(width_of("Rijswijk", small), 44.0, 1, "a name");
	is_near(width_of("Rijswijk", big), 2 * width_of("Rijswijk", small),
	    1e-9, "width goes with the size");
	ok(width_of("Rijswijk", bold) > width_of("Rijswijk", small),
	    "bold is wider");
	is_near(width_of("111", small), width_of("000", small), 1e-9,
	    "digits are tabular");
	is_near(width_of("\xc3\xa9", small), width_of("e", small), 1e-9,
	    "an accent takes no width");
	is_near(width_of("e\xcc\x81", small), width_of("e", small), 1e-9,
	    "nor one that follows its letter");
	ok(width_of("\xe2\x82\xac", small) > 7, "a euro sign has a width");
	is_near(width_of("\xe6\xbc\xa2", small), 12.75, 0.1,
	    "an East Asian sign is square");
	ok(width_of("\xff\xe2\x82", small) > 0, "invalid bytes are no trouble");
}

/* Another letter counts for what it has; for the rest Inter does. */
static void
check_letters(void)
{
	static const struct font_widths wide = { .low = { ['a'] = 1000 },
		.high = { [0x2013 - FONT_HIGH] = 700 } };
	const struct font_widths *const both[2] = { &wide, NULL };
	struct face bold = { 12.5, true };
	double b = width_of("b", small), a = width_of("a", bold);

	width_letters(both);
	is_near(width_of("a", small), 12.75, 1e-9, "as wide as it says");
	is_near(width_of("\xe2\x80\x93", small), 8.925, 1e-9, "a dash too");
	is_near(width_of("b", small), b, 1e-9, "what it lacks: as Inter");
	is_near(width_of("a", bold), a, 1e-9, "as bold does");
	width_letters(NULL);
	ok(width_of("a", small) < 12, "and then Inter again");
}

static void
check_fit(void)
{
	static const char name[] = "Bedrijventerrein Plaspoelpolder";
	double room;
	char *s;

	s = width_fit(name, small, 400);
	is_str(s, name, "what fits stays");
	free(s);
	for (room = 0; room < 200; room += 7) {
		s = width_fit(name, small, room);
		ok(width_of(s, small) <= room || strcmp(s, "\xe2\x80\xa6") == 0,
		    "in %g: %s", room, s);
		free(s);
	}
	s = width_fit(
	    "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac", small, 25);
	is_str(s, "\xe2\x82\xac\xe2\x80\xa6", "cut on a whole character");
	free(s);
}

static const struct {
	const char *text;
	double room;
	size_t max;
	const char *want; /* lines joined with '/' */
} wraps[] = {
	{ "", 100, 2, "" },
	{ "Rijswijk", 100, 2, "Rijswijk" },
	{ "Bedrijventerrein Plaspoelpolder-Noordwest 57%", 150, 3,
	    "Bedrijventerrein/Plaspoelpolder-/Noordwest 57%" },
	{ "Bedrijventerrein Plaspoelpolder 57%", 110, 2,
	    "Bedrijventerrein/Plaspoelpo\xe2\x80\xa6 57%" },
	{ "Bedrijventerrein Plaspoelpolder Noord", 110, 2,
	    "Bedrijventerrein/Plaspoelpolder\xe2\x80\xa6" },
	{ "een  twee", 30, 2, "een/twee" },
	{ "Bedrijventerrein", 40, 3, "Bedrij/venter/rein" },
	{ "ab", 1, 3, "a/b" },
	{ "een twee drie", 400, 1, "een twee drie" },
};

static void
check_wrap(void)
{
	struct wrapped lines;
	char joined[200];
	size_t i, j;

	for (i = 0; i < sizeof(wraps) / sizeof(wraps[0]); i++) {
		width_wrap(
		    wraps[i].text, small, wraps[i].room, wraps[i].max, &lines);
		joined[0] = '\0';
		for (j = 0; j < lines.n; j++) {
			strcat(joined, j > 0 ? "/" : "");
			strcat(joined, lines.items[j]);
		}
		is_str(joined, wraps[i].want, wraps[i].text);
		wrapped_free(&lines);
	}
}

static bool
apart(const double *place, const double *tall, size_t n, double top,
    double bottom)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (place[i] - tall[i] / 2 < top - 1e-9 ||
		    place[i] + tall[i] / 2 > bottom + 1e-9)
			return false;
		if (i > 0 &&
		    place[i] - place[i - 1] <
			(tall[i] + tall[i - 1]) / 2 - 1e-9)
			return false;
	}
	return true;
}

static void
check_spread(void)
{
	double tall[4] = { 16, 16, 16, 16 }, far[3] = { 20, 60, 100 },
	       near[3] = { 50, 51, 52 }, high[3] = { 1, 2, 3 },
	       low[4] = { 10, 99, 99, 99 }, one[1] = { 500 },
	       mixed[3] = { 50, 50, 50 }, talls[3] = { 16, 46, 16 };

	spread_apart(far, tall, 3, 0, 120);
	ok(far[0] == 20 && far[1] == 60 && far[2] == 100, "far apart: stay");
	spread_apart(near, tall, 3, 0, 120);
	ok(apart(near, tall, 3, 0, 120), "near: pushed apart");
	is_near(near[1], 51.0, 1e-9, "evenly to both sides");
	spread_apart(high, tall, 3, 0, 120);
	ok(apart(high, tall, 3, 0, 120), "at the top: within the picture");
	spread_apart(low, tall, 4, 0, 100);
	ok(apart(low, tall, 4, 0, 100) && low[0] == 10,
	    "at the bottom: within, the far one stays");
	spread_apart(one, tall, 1, 0, 100);
	is_near(one[0], 92.0, 1e-9, "one, beyond the picture");
	spread_apart(mixed, talls, 3, 0, 200);
	ok(apart(mixed, talls, 3, 0, 200), "of different heights");
	spread_apart(NULL, NULL, 0, 0, 100);
	ok(true, "none at all");
}

int
main(void)
{
	check_width();
	check_letters();
	check_fit();
	check_wrap();
	check_spread();
	return done_testing();
}
