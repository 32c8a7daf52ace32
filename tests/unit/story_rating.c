/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is told of ratings together, and what is not; and what the analyst
 * writes, searched for what points at a person.
 */
#include "story/rating.h"

#include <string.h>

#include "base/mem.h"
#include "chance.h"
#include "story/claim.h"
#include "tap.h"

static const char *const indicators[] = { "koopwoningen" };
static const char *const opgaven[] = { "groen" };
static const struct note_words words = { .indicators = indicators,
	.nindicators = 1,
	.opgaven = opgaven,
	.nopgaven = 1 };
static const struct release release = { .audience = FOR_REPORT,
	.today = { 2026, 11, 22 } };
static const char *const stad[] = { "GM0603" };

static bool
add(struct notes *notes, const char *area, const char *lines, struct err *err)
{
	struct note note = { 0 };
	char *text = mem_fmt("datum: 2026-10-06\ngebied: %s\nrol: bewoner\n"
			     "interviewer: Wilma Vragen\n%s\n",
	    area, lines);
	int rc = note_parse("n.md", text, strlen(text), &words, &note, err);

	if (rc == 0) {
		MEM_PUSH(notes->items, notes->n, notes->cap);
		notes->items[notes->n++] = note;
	}
	free(text);
	return rc == 0;
}

#define YES "toestemming: rapport\nnagekeken: K., 2026-10-20\n"
#define GREEN "waardering-over: opgave:groen\n"

static void
together(void)
{
	struct notes notes = { 0 };
	struct err err = { 0 };
	struct rating_cell cells[RATING_MAX + 1];
	struct ratings r;

	ok(ratings_of(&notes, stad, 1, NULL, &release, &r) == RATINGS_NONE,
	    "no answers");
	add(&notes, "BU06030771", YES GREEN "waardering: 4 (1-5)\n\n> Fijn.",
	    &err);
	add(&notes, "GM0603", YES GREEN "waardering: 1 (1-5)\n", &err);
	add(&notes, "GM0518", YES GREEN "waardering: 1 (1-5)\n", &err);
	add(&notes, "GM0603", YES "waardering: 5 (1-5)\n", &err);
	add(&notes, "GM0603",
	    "toestemming: geen\nnagekeken: K., 2026-10-20\n" GREEN
	    "waardering: 1 (1-5)\n",
	    &err);
	add(&notes, "GM0603",
	    "toestemming: rapport\n" GREEN "waardering: 1 (1-5)\n", &err);
	add(&notes, "GM0603",
	    YES GREEN "bewaren-tot: 2026-11-21\nwaardering: 1 (1-5)\n", &err);
	ok(notes.n == 7, "a rating needs no words beside it: %s", err.msg);
	ok(ratings_of(&notes, stad, 1, "opgave:groen", &release, &r) ==
		    RATINGS_FEW &&
		r.n == 0,
	    "two that count are too few, and nothing is told of them");
	add(&notes, "WK060307", YES GREEN "waardering: 4 (1-5)\n", &err);
	ok(ratings_of(&notes, stad, 1, "opgave:groen", &release, &r) ==
		RATINGS_SAID,
	    "three are told");
	ok(r.n == 3 && r.low == 1 && r.high == 5 && r.stories == 1 &&
		r.counts[0] == 1 && r.counts[3] == 2,
	    "how many, how they are spread, and how many with words");
	ok(ratings_cells(&r, cells) == 1 && cells[0].low == 1 &&
		cells[0].high == 4 && cells[0].n == 3,
	    "what one or two gave is not told apart");
	ok(ratings_of(&notes, stad, 1, NULL, &release, &r) == RATINGS_FEW,
	    "another question is counted by itself");
	add(&notes, "GM0603", YES GREEN "waardering: 7 (0-10)\n", &err);
	ok(ratings_of(&notes, stad, 1, "opgave:groen", &release, &r) ==
		RATINGS_SCALES,
	    "two scales are not one count");
	add(&notes, "GM0603", YES "waardering: 5 (1-5)\n", &err);
	add(&notes, "GM0603", YES "waardering: 5 (1-5)\n", &err);
	ok(ratings_of(&notes, stad, 1, NULL, &release, &r) == RATINGS_BARE,
	    "numbers without any story are refused");
	notes_free(&notes);
}

/* 1 to 5: 1, 0, 4, 5 and 2 times. */
static void
cells(void)
{
	struct ratings r = { .n = 12, .low = 1, .high = 5,
		.counts = { 1, 0, 4, 5, 2 } };
	struct rating_cell got[RATING_MAX + 1];

	ok(ratings_cells(&r, got) == 2 && got[0].low == 1 &&
		got[0].high == 3 && got[0].n == 5 && got[1].low == 4 &&
		got[1].high == 5 && got[1].n == 7,
	    "small ones go with the next, the last with the one before");
	r = (struct ratings){ .n = 6, .low = 0, .high = 100,
		.counts = { [0] = 3, [100] = 3 } };
	ok(ratings_cells(&r, got) == 2 && got[0].high == 0 &&
		got[1].low == 100 && got[1].n == 3,
	    "three are told by themselves, and nothing of what nobody gave");
	r = (struct ratings){ 0 };
	ok(ratings_cells(&r, got) == 0, "none of none");
}

/* Whether what is told of these ratings tells of one or two people nowhere. */
static bool
safe(const struct ratings *r)
{
	struct rating_cell got[RATING_MAX + 1];
	size_t n = ratings_cells(r, got), sum = 0;
	int after = r->low - 1;
	bool good = r->n >= 3;

	for (size_t i = 0; i < n; i++) {
		size_t inside = 0;

		for (int mark = got[i].low; mark <= got[i].high; mark++)
			inside += r->counts[mark - r->low];
		good = good && got[i].n >= 3 && got[i].n == inside &&
		    got[i].low > after && got[i].low <= got[i].high &&
		    r->counts[got[i].low - r->low] > 0;
		after = got[i].high;
		sum += got[i].n;
	}
	return good && sum == r->n && after <= r->high;
}

/* A note by chance; whether it may be printed, and whether it has words. */
static bool
add_any(struct notes *notes, bool *may, bool *story)
{
	static const char *const consents[] = { "rapport", "geen", "openbaar" };
	struct err err = { 0 };
	const char *consent = consents[(size_t)(lot() * 3)];
	bool reviewed = lot() < 0.7, kept = lot() < 0.8, words_too = lot() < 0.5;
	char *lines = mem_fmt("toestemming: %s\n%s%swaardering: %d (1-10)\n%s",
	    consent, reviewed ? "nagekeken: K., 2026-10-20\n" : "",
	    kept ? "" : "bewaren-tot: 2026-11-21\n", 1 + (int)(lot() * 10),
	    words_too ? "\n> x" : "");
	bool added =
	    add(notes, lot() < 0.5 ? "BU06030771" : "GM0603", lines, &err);

	free(lines);
	*may = consent[0] != 'g' && reviewed && kept;
	*story = words_too;
	return added;
}

/* Of the notes that may be printed, and no others, all is told when they are
 * three or more with a story, and else nothing. */
static void
by_chance(void)
{
	size_t told = 0, few = 0, wrong = 0;

	for (int run = 0; run < 300; run++) {
		struct notes notes = { 0 };
		struct ratings r;
		size_t n = (size_t)(lot() * 14), count = 0, stories = 0;
		enum ratings_state state;

		for (size_t i = 0; i < n; i++) {
			bool may, story;

			wrong += !add_any(&notes, &may, &story);
			count += may;
			stories += may && story;
		}
		state = ratings_of(&notes, stad, 1, NULL, &release, &r);
		told += state == RATINGS_SAID;
		few += state == RATINGS_FEW;
		if (state == RATINGS_SAID)
			wrong += r.n != count || r.stories != stories ||
			    stories == 0 || !safe(&r);
		else
			wrong += r.n != 0 || (count >= 3 && stories > 0);
		notes_free(&notes);
	}
	ok(wrong == 0 && told > 50 && few > 10,
	    "by chance: %zu told, %zu too few, %zu wrong", told, few, wrong);
}

static void
mistakes(void)
{
	static const char *const bad[] = { "4", "4/5", "6 (1-5)", "4 (5-1)",
		"4 (1-500)", "x (1-5)", "4 (1-5) x", "-1 (0-5)", "4.5 (1-5)" };
	struct notes notes = { 0 };
	struct err err;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char *line = mem_fmt(YES "waardering: %s\n\n> x", bad[i]);

		err_clear(&err);
		ok(!add(&notes, "GM0603", line, &err) &&
			strstr(err.msg, "is no rating") != NULL,
		    "%s", bad[i]);
		free(line);
	}
	err_clear(&err);
	ok(!add(&notes, "GM0603", YES "waardering-over: opgave:groan\n\n> x",
	       &err) &&
		strstr(err.msg, "did you mean opgave:groen") != NULL,
	    "near ones: %s", err.msg);
	notes_free(&notes);
}

/* How many of one claim are left: 0 or 1. */
static size_t
left(const char *text, const struct notes *notes, const struct release *r,
    struct err *err)
{
	struct claims list = { 0 };
	size_t n;

	err_clear(err);
	if (claims_parse("c.md", text, strlen(text), NULL, 0, &list, err) == -1)
		printf("# %s\n", err->msg);
	claims_release(&list, notes, r, err);
	n = list.n;
	claims_free(&list);
	return n;
}

#define CLAIM(text) "## a\n" text "\n- document: CBS, 2024\n"

static void
analyst(void)
{
	struct notes notes = { 0 };
	struct release house = release;
	struct decision d = { mem_str("print"), mem_str("claim:a"), NULL, NULL,
		NULL, NULL };
	struct decisions decisions = { &d, 1, 1 };
	struct err err = { 0 };

	add(&notes, "GM0603", YES "\n> Fijn.", &err);
	ok(left(CLAIM("Op 1 januari 1995 {{inwoners BU06030771 2024}} mensen."),
	       &notes, &release, &err) == 1,
	    "days of long ago and codes are no traces: %s", err.msg);
	ok(left(CLAIM("Bel 06-12345678."), &notes, &release, &err) == 0 &&
		err.code == ERR_PUBLISH &&
		strstr(err.msg, "c.md:1: sentence: \"06-12345678\"") != NULL,
	    "a phone number, with file and line");
	ok(left(CLAIM("Dat zei Wilma."), &notes, &release, &err) == 0,
	    "a name out of a header");
	ok(left(CLAIM("Zij is geboren op 1 januari 1995."), &notes, &release,
	       &err) == 0,
	    "a birth date that says so");
	ok(left("## a\nZin.\nvraag: Mail j@x.nl?\n- document: x", &notes,
	       &release, &err) == 0,
	    "in a question");
	ok(left("## a\nZin.\n- document: Wilma Vragen, 2020", &notes, &release,
	       &err) == 1,
	    "an author may have a name: %s", err.msg);
	ok(left("## a\nZin.\n- document: Kerkstraat 12", &notes, &release,
	       &err) == 0 &&
		strstr(err.msg, "c.md:3: document") != NULL,
	    "but no address");
	ok(left("## a\nBel 06-12345678.\n- document: x\n## b\nZin.\n"
		"- stelling: a\n",
	       &notes, &release, &err) == 0,
	    "what rests on it goes too");
	house.contact = "Bel 06 1234 5678";
	ok(left(CLAIM("Bel 06-12345678."), &notes, &house, &err) == 1,
	    "the number of the house");
	house.contact = NULL;
	house.decisions = &decisions;
	ok(left(CLAIM("Bel 06-12345678."), &notes, &house, &err) == 1,
	    "or what a person let through");
	free(d.kind);
	free(d.id);
	notes_free(&notes);
}

int
main(void)
{
	together();
	cells();
	by_chance();
	mistakes();
	analyst();
	return done_testing();
}
