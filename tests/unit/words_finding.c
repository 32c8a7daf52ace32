/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Headlines, intros, trends and sentences about an area: the words, and that
 * they are never stronger than the figures.
 */
#include "words/words.h"

#include "chance.h"
#include "tap.h"

static struct words *nl, *en;

enum { KIDS, SINGLE, OWN, RENT, WOZ, PEOPLE, DOCTOR, SIZE, CODE };

#define S(text) ((char *)(text)) /* struct indicator owns its strings */

static struct indicator list[] = {
	[KIDS] = { .label_nl = S("Inwoners tot 15 jaar"),
	    .label_en = S("Inhabitants under 15"),
	    .unit = S("%"),
	    .kind = KIND_SHARE,
	    .denominator = S("inwoners"),
	    .phrase_nl = { S("meer kinderen"), S("minder kinderen") },
	    .phrase_en = { S("more children"), S("fewer children") } },
	[SINGLE] = { .label_nl = S("Eenpersoonshuishoudens"),
	    .label_en = S("One-person households"),
	    .unit = S("%"),
	    .kind = KIND_SHARE,
	    .denominator = S("huishoudens"),
	    .phrase_nl = { S("meer eenpersoonshuishoudens"),
		S("minder eenpersoonshuishoudens") },
	    .phrase_en = { S("more one-person households"),
		S("fewer one-person households") } },
	[OWN] = { .label_nl = S("Koopwoningen"),
	    .label_en = S("Owned homes"),
	    .unit = S("%"),
	    .kind = KIND_SHARE,
	    .denominator = S("woningen"),
	    .phrase_nl = { S("meer koopwoningen"), S("minder koopwoningen") },
	    .phrase_en = { S("more owned homes"), S("fewer owned homes") } },
	[RENT] = { .label_nl = S("Huurwoningen"),
	    .label_en = S("Rented homes"),
	    .unit = S("%"),
	    .kind = KIND_SHARE,
	    .denominator = S("woningen"),
	    .phrase_nl = { S("meer huurwoningen"), S("minder huurwoningen") },
	    .phrase_en = { S("more rented homes"), S("fewer rented homes") } },
	[WOZ] = { .label_nl = S("WOZ-waarde"),
	    .label_en = S("Property value"),
	    .unit = S("x 1 000 euro"),
	    .kind = KIND_MEAN },
	[PEOPLE] = { .label_nl = S("Inwoners"),
	    .label_en = S("Inhabitants"),
	    .unit = S("aantal"),
	    .kind = KIND_COUNT,
	    .phrase_nl = { S("meer inwoners"), S("minder inwoners") },
	    .phrase_en = { S("more inhabitants"), S("fewer inhabitants") } },
	[DOCTOR] = { .label_nl = S("Afstand tot huisarts"),
	    .label_en = S("Distance to a GP"),
	    .unit = S("km"),
	    .decimals = 1,
	    .kind = KIND_DISTANCE,
	    .phrase_nl = { S("huisarts verder weg"), S("huisarts dichterbij") },
	    .phrase_en = { S("GP further away"), S("GP nearer") } },
	[SIZE] = { .label_nl = S("Grootte van huishoudens"),
	    .label_en = S("Size of households"),
	    .unit = S(""),
	    .decimals = 1,
	    .kind = KIND_MEAN },
	[CODE] = { .label_nl = S("Stedelijkheid"),
	    .label_en = S("Urbanity"),
	    .unit = S("code"),
	    .kind = KIND_CODE },
};

static struct headline_row
row(int which, double value, double reference, enum difference difference,
    double effect)
{
	return (struct headline_row){ &list[which],
		{ .value = value,
			.reference = reference,
			.difference = difference,
			.effect = effect } };
}

#define HIGHER(which, v, ref, effect) row(which, v, ref, DIFF_HIGHER, effect)
#define LOWER(which, v, ref, effect) row(which, v, ref, DIFF_LOWER, effect)
#define SIMILAR(which) row(which, 10, 10, DIFF_SIMILAR, 0)
#define UNSURE(which)                                                          \
	{                                                                      \
		&list[which],                                                  \
		{                                                              \
			200, 57, DIFF_SIMILAR, 0, NOISE_EVENTS                 \
		}                                                              \
	}
#define UNKNOWN(which) row(which, NAN, 10, DIFF_UNKNOWN, 0)

static void
says(const struct words *w, const struct headline_row rows[], size_t n,
    const char *ref, const char *headline, const char *intro)
{
	struct buf out = { 0 };

	words_headline(w, rows, n, ref, &out);
	is_str(buf_str(&out), headline, headline);
	buf_clear(&out);
	words_intro(w, rows, n, ref, &out);
	is_str(buf_str(&out), intro, intro);
	buf_free(&out);
}

static void
differences(void)
{
	struct headline_row rows[] = { LOWER(KIDS, 11, 17, 0.6),
		HIGHER(SINGLE, 57, 42, 0.9), HIGHER(DOCTOR, 1.4, 1, 0.2),
		SIMILAR(SIZE), UNKNOWN(WOZ), row(CODE, 2, 1, DIFF_UNKNOWN, 0) };
	struct headline_row unnamed[] = { HIGHER(WOZ, 354, 261, 1),
		SIMILAR(SIZE) };
	struct headline_row mixed[] = { HIGHER(WOZ, 354, 261, 1),
		LOWER(KIDS, 11, 17, 0.5) };

	says(nl, rows, 6, "Rijswijk",
	    "Meer eenpersoonshuishoudens en minder kinderen dan in Rijswijk",
	    "Vergeleken met Rijswijk: meer eenpersoonshuishoudens (57% tegen "
	    "42%), minder kinderen (11% tegen 17%) en huisarts verder weg "
	    "(1,4\u00a0km tegen 1,0\u00a0km). Ongeveer gelijk: grootte van "
	    "huishoudens. Niet te vergelijken, omdat een cijfer ontbreekt: "
	    "WOZ-waarde.");
	says(en, rows, 6, "the Netherlands",
	    "More one-person households and fewer children than in the "
	    "Netherlands",
	    "Compared with the Netherlands: more one-person households (57% "
	    "against 42%), fewer children (11% against 17%) and GP further "
	    "away (1.4\u00a0km against 1.0\u00a0km). About the same: size of "
	    "households. Not to be compared, because a figure is missing: "
	    "property value.");
	says(nl, unnamed, 2, "Nederland", "Hoger dan in Nederland: WOZ-waarde",
	    "Vergeleken met Nederland: WOZ-waarde hoger "
	    "(\xe2\x82\xac\u00a0354.000 "
	    "tegen \xe2\x82\xac\u00a0261.000). Ongeveer gelijk: grootte van "
	    "huishoudens.");
	says(nl, mixed, 2, "Rijswijk", "Minder kinderen dan in Rijswijk",
	    "Vergeleken met Rijswijk: WOZ-waarde hoger "
	    "(\xe2\x82\xac\u00a0354.000 "
	    "tegen \xe2\x82\xac\u00a0261.000) en minder kinderen (11% tegen "
	    "17%).");
}

static void
few_differences(void)
{
	struct headline_row one[] = { SIMILAR(SIZE), SIMILAR(DOCTOR),
		HIGHER(KIDS, 21, 17, 0.3), SIMILAR(WOZ), SIMILAR(PEOPLE) };
	struct headline_row same[] = { SIMILAR(SIZE), SIMILAR(KIDS) };
	struct headline_row partly[] = { SIMILAR(SIZE), UNKNOWN(KIDS),
		UNKNOWN(OWN), UNKNOWN(RENT), UNKNOWN(WOZ) };
	struct headline_row none[] = { UNKNOWN(KIDS), UNKNOWN(OWN) };

	says(nl, one, 5, "Rijswijk",
	    "Weinig verschil met Rijswijk, wel meer kinderen",
	    "Vergeleken met Rijswijk: meer kinderen (21% tegen 17%). Bij 4 "
	    "onderwerpen is het verschil klein.");
	says(nl, same, 2, "Rijswijk", "Weinig verschil met Rijswijk",
	    "De cijfers lijken op die van Rijswijk. Ongeveer gelijk: grootte "
	    "van huishoudens en inwoners tot 15 jaar.");
	says(nl, partly, 5, "Rijswijk",
	    "Weinig verschil met Rijswijk, voor zover bekend",
	    "De cijfers lijken op die van Rijswijk. Ongeveer gelijk: grootte "
	    "van huishoudens. Bij 4 onderwerpen ontbreekt een cijfer om te "
	    "vergelijken.");
	says(nl, none, 2, "Rijswijk", "Te weinig cijfers om te vergelijken",
	    "Er zijn te weinig cijfers om te vergelijken met Rijswijk.");
	says(nl, NULL, 0, "Rijswijk", "Te weinig cijfers om te vergelijken",
	    "Er zijn te weinig cijfers om te vergelijken met Rijswijk.");
}

/* 200 against 57 that may be chance is neither different nor alike. */
static void
unsure_differences(void)
{
	struct headline_row only[] = { UNSURE(SIZE) };
	struct headline_row one[] = { UNSURE(SIZE), SIMILAR(KIDS),
		SIMILAR(OWN) };
	struct headline_row but[] = { HIGHER(KIDS, 21, 17, 0.3), SIMILAR(OWN),
		SIMILAR(DOCTOR), SIMILAR(PEOPLE), UNSURE(SIZE) };
	struct headline_row many[] = { UNSURE(SIZE), UNSURE(KIDS), UNSURE(OWN),
		UNSURE(RENT) };

	says(nl, only, 1, "Rijswijk", "Geen zeker verschil met Rijswijk",
	    "Misschien anders dan in Rijswijk, maar niet zeker: grootte van "
	    "huishoudens.");
	says(nl, one, 3, "Rijswijk",
	    "Weinig verschil met Rijswijk, voor zover bekend",
	    "Geen cijfer is met zekerheid anders dan in Rijswijk. Ongeveer "
	    "gelijk: inwoners tot 15 jaar en koopwoningen. Misschien anders "
	    "dan in Rijswijk, maar niet zeker: grootte van huishoudens.");
	says(nl, but, 5, "Rijswijk", "Meer kinderen dan in Rijswijk",
	    "Vergeleken met Rijswijk: meer kinderen (21% tegen 17%). Ongeveer "
	    "gelijk: koopwoningen, afstand tot huisarts en inwoners. Misschien "
	    "anders dan in Rijswijk, maar niet zeker: grootte van huishoudens.");
	says(en, many, 4, "Rijswijk", "No certain difference from Rijswijk",
	    "For 4 subjects it is not certain that there is a difference.");
}

/* More rent is less ownership: said once, and the room goes to the next. */
static void
one_thing_once(void)
{
	struct headline_row rows[] = { LOWER(OWN, 25, 49, 0.9),
		HIGHER(RENT, 74, 50, 0.8), HIGHER(KIDS, 21, 17, 0.1) };
	struct headline_row apart[] = { LOWER(OWN, 25, 49, 0.9),
		HIGHER(RENT, 60, 30, 0.8) };

	says(nl, rows, 3, "Rijswijk",
	    "Minder koopwoningen en meer kinderen dan in Rijswijk",
	    "Vergeleken met Rijswijk: minder koopwoningen (25% tegen 49%) en "
	    "meer kinderen (21% tegen 17%).");
	says(nl, apart, 2, "Rijswijk",
	    "Minder koopwoningen en meer huurwoningen dan in Rijswijk",
	    "Vergeleken met Rijswijk: minder koopwoningen (25% tegen 49%) en "
	    "meer huurwoningen (60% tegen 30%).");
}

/* Two phrases that do not go on two lines: the larger one is said. */
static void
long_phrases(void)
{
	static struct indicator longer[2] = {
		{ .unit = S("%"),
		    .phrase_nl = { S("een groter deel inwoners met herkomst "
				     "elders in Europa"),
			NULL } },
		{ .unit = S("%"),
		    .phrase_nl = { S("een groter deel inwoners met herkomst "
				     "Nederland"),
			NULL } },
	};
	struct headline_row rows[2] = {
		{ &longer[0], { 30, 20, DIFF_HIGHER, 2, NOISE_NONE } },
		{ &longer[1], { 60, 50, DIFF_HIGHER, 3, NOISE_NONE } },
	};
	struct buf out = { 0 };

	words_headline(nl, rows, 2, "Rijswijk", &out);
	is_str(buf_str(&out),
	    "Een groter deel inwoners met herkomst "
	    "Nederland dan in Rijswijk",
	    "a headline of two lines at most");
	buf_free(&out);
}

/* Random rows: a phrase of difference only for a row that differs that way,
 * and the same text whatever the order of rows with different effects. */
static void
never_stronger(void)
{
	struct headline_row rows[8], swapped;
	struct buf out = { 0 }, again = { 0 };
	unsigned int seed = 11;
	const struct phrase *phrase;
	int round, i, bad = 0, moved = 0;
	double effect;

	for (round = 0; round < 5000; round++) {
		for (i = 0; i < 8; i++) {
			seed = seed * 1103515245u + 12345u;
			effect = (double)(seed >> 8);
			rows[i] = row(i, (seed >> 9) % 90, (seed >> 13) % 90,
			    (enum difference)((seed >> 16) % 4), effect);
		}
		buf_clear(&out);
		words_headline(nl, rows, 8, "Rijswijk", &out);
		buf_putc(&out, ' ');
		words_intro(nl, rows, 8, "Rijswijk", &out);
		for (i = 0; i < 8; i++) {
			phrase = &list[i].phrase_nl;
			if (phrase->higher == NULL)
				continue;
			bad += rows[i].comparison.difference != DIFF_HIGHER &&
			    strstr(out.data, phrase->higher) != NULL;
			bad += rows[i].comparison.difference != DIFF_LOWER &&
			    strstr(out.data, phrase->lower) != NULL;
		}
		swapped = rows[0];
		rows[0] = rows[7];
		rows[7] = swapped;
		buf_clear(&again);
		words_headline(nl, rows, 8, "Rijswijk", &again);
		moved += strncmp(out.data, again.data, again.len) != 0;
	}
	ok(bad == 0, "no word of a difference that is not there");
	ok(moved == 0, "the order of the rows does not matter");
	buf_free(&again);
	buf_free(&out);
}

static void
trend(const struct words *w, int which, double first, double last, double noise,
    const char *want)
{
	struct buf out = { 0 };

	words_trend_headline(
	    w, &list[which], "2020", first, "2024", last, noise, &out);
	is_str(buf_str(&out), want, want);
	buf_free(&out);
}

static void
trends(void)
{
	trend(nl, PEOPLE, 4255, 4475, INFINITY,
	    "Van 4.255 inwoners in 2020 naar 4.475 in 2024");
	trend(en, PEOPLE, 4255, 4475, INFINITY,
	    "From 4,255 inhabitants in 2020 to 4,475 in 2024");
	trend(nl, PEOPLE, 4255, 4475, 100,
	    "Meer inwoners: van 4.255 in 2020 naar 4.475 in 2024");
	trend(nl, PEOPLE, 4475, 4255, 100,
	    "Minder inwoners: van 4.475 in 2020 naar 4.255 in 2024");
	trend(nl, PEOPLE, 4475, 4255, 220,
	    "Van 4.475 inwoners in 2020 naar 4.255 in 2024");
	trend(nl, PEOPLE, 4475, 4255, NAN,
	    "Van 4.475 inwoners in 2020 naar 4.255 in 2024");
	trend(nl, PEOPLE, 1, 20, INFINITY,
	    "Inwoners: van 1 in 2020 naar 20 in 2024");
	trend(nl, OWN, 25, 27, 3,
	    "Koopwoningen: van 25% in 2020 naar 27% in "
	    "2024");
	trend(nl, OWN, 25.2, 24.9, 3,
	    "Koopwoningen: 25% in 2020 en ook in "
	    "2024");
	trend(nl, WOZ, 190, 261, 1,
	    "WOZ-waarde: van \xe2\x82\xac\u00a0190.000 in "
	    "2020 naar \xe2\x82\xac\u00a0261.000 in 2024");
	trend(nl, OWN, NAN, 27, 3,
	    "Koopwoningen: te weinig cijfers voor een "
	    "vergelijking");
}

static void
summary(const struct words *w, struct area_summary in, const char *want)
{
	struct buf out = { 0 };

	words_summary(w, &in, &out);
	is_str(buf_str(&out), want, want);
	buf_free(&out);
}

static void
summaries(void)
{
	summary(nl,
	    (struct area_summary){
		LEVEL_BUURT, "Wijk 07", "Rijswijk", 0, 0, 4475, 2210, "2024" },
	    "Buurt in Wijk 07, gemeente Rijswijk, "
	    "met 4.475\u00a0inwoners in 2.210\u00a0huishoudens\u00a0(2024).");
	summary(nl,
	    (struct area_summary){
		LEVEL_BUURT, NULL, "Rijswijk", 0, 0, 1, NAN, "2024" },
	    "Buurt in de gemeente Rijswijk, met 1"
	    "\u00a0inwoner\u00a0(2024).");
	summary(nl,
	    (struct area_summary){
		LEVEL_BUURT, "Wijk 07", "Rijswijk", 0, 0, NAN, NAN, "2024" },
	    "Buurt in Wijk 07, gemeente Rijswijk.");
	summary(nl,
	    (struct area_summary){
		LEVEL_WIJK, NULL, "Rijswijk", 0, 1, 5000, 1, "2024" },
	    "Wijk in de gemeente Rijswijk, met 1 buurt en "
	    "5.000\u00a0inwoners in 1\u00a0huishouden\u00a0(2024).");
	summary(nl,
	    (struct area_summary){ LEVEL_GEMEENTE, NULL, "Rijswijk", 11, 32,
		59642, 29880, "2024" },
	    "De gemeente Rijswijk, met 11 wijken, 32 "
	    "buurten en 59.642\u00a0inwoners in "
	    "29.880\u00a0huishoudens\u00a0(2024).");
	summary(en,
	    (struct area_summary){
		LEVEL_GEMEENTE, NULL, "Rijswijk", 11, 32, NAN, 29880, "2024" },
	    "The municipality of Rijswijk, with 11 districts "
	    "and 32 neighbourhoods.");
	summary(nl,
	    (struct area_summary){
		LEVEL_BUURT, NULL, "Rijswijk", 0, 0, 0, 0, "2024" },
	    "Buurt in de gemeente Rijswijk, zonder "
	    "inwoners\u00a0(2024).");
}

static void
heard(void)
{
	static const char *const roles[] = { "winkelier", "bewoner, huurder",
		"bewoner, huurder" };
	static const char *const many[] = { "bewoner", "winkelier", "bewoner",
		"bewoner" };
	static const char *const more[] = { "bewoner", "winkelier", "bewoner",
		"bewoner", "jongere", "jongere", "bewoner", "jongere",
		"bewoner" };
	struct buf out = { 0 };

	words_heard(nl, 7, roles, 3, 0, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "7 citaten uit 3 gesprekken, met: bewoner, huurder; winkelier.",
	    "heard; two of one role are not counted out");
	buf_clear(&out);
	words_heard(nl, 4, many, 4, 0, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "4 citaten uit 4 gesprekken, met: bewoner; winkelier.",
	    "heard, three of one role: the fourth would be told with them");
	buf_clear(&out);
	words_heard(nl, 4, many, 3, 0, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "4 citaten uit 3 gesprekken, met: bewoner; winkelier.",
	    "nor two of three");
	buf_clear(&out);
	words_heard(nl, 9, more, 9, 0, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "9 citaten uit 9 gesprekken, met: bewoner (5); jongere; winkelier.",
	    "the least of them is not, the most is");
	buf_clear(&out);
	words_heard(nl, 1, roles, 1, 1, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "1 citaat uit minder dan 3 gesprekken, met: winkelier. "
	    "Dit citaat is verzonnen, als voorbeeld.",
	    "heard, invented");
	buf_clear(&out);
	words_heard(nl, 2, roles, 2, 1, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "2 citaten uit minder dan 3 gesprekken, met: bewoner, huurder; "
	    "winkelier. "
	    "Daarvan is er 1 verzonnen, als voorbeeld.",
	    "heard, one of two invented");
	buf_clear(&out);
	words_heard(en, 0, NULL, 0, 0, "Muziekbuurt", &out);
	is_str(buf_str(&out),
	    "There are no conversations about Muziekbuurt "
	    "yet that we may show.",
	    "nobody heard");
	buf_free(&out);
}

/* Of any conversations: a count that is printed is 3 or more, and so is what
 * is left when all of them are taken off the whole. */
static void
heard_by_chance(void)
{
	static const char *const kinds[] = { "a", "b", "c", "d" };
	struct buf out = { 0 };
	size_t wrong = 0, counted = 0;

	for (int run = 0; run < 3000; run++) {
		const char *roles[24];
		size_t n = 1 + (size_t)(lot() * 24), left = n;
		const char *at;

		for (size_t i = 0; i < n; i++)
			roles[i] = kinds[(size_t)(lot() * lot() * 4)];
		buf_clear(&out);
		words_heard(nl, n, roles, n, 0, "x", &out);
		for (at = buf_str(&out); (at = strchr(at, '(')) != NULL; at++) {
			size_t told = (size_t)atoi(at + 1);

			counted++;
			wrong += told < 3 || told > left;
			left -= told;
		}
		wrong += left < n && left > 0 && left < 3;
		/* "3 gesprekken", or that it is less. */
		wrong += n < 3 && strstr(buf_str(&out), "minder dan 3") == NULL;
	}
	ok(wrong == 0 && counted > 1000,
	    "no count of one or two, nor one that is what is left: %zu of %zu",
	    wrong, counted);
	buf_free(&out);
}

static void
names(void)
{
	static const char *const items[] = { "A", "B", "C" };
	static struct indicator names_of[] = {
		{ .label_nl = S("Nederlandse herkomst") },
		{ .label_nl = S("AOW") },
		{ .label_nl = S("IJssalons") },
		{ .label_nl = S("\xc3\x89\xc3\xa9n") },
		{ .label_nl = S("0 tot 15 jaar") },
		{ .label_nl = S("") },
	};
	static const char *const small[] = { "Nederlandse herkomst", "AOW",
		"ijssalons", "\xc3\xa9\xc3\xa9n", "0 tot 15 jaar", "" };
	static const char *const capitals[][2] = { { "ijs", "IJs" },
		{ "\xc3\xa9\xc3\xa9n", "\xc3\x89\xc3\xa9n" }, { "a", "A" },
		{ "4 b", "4 b" }, { "", "" } };
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < 4; i++) {
		buf_clear(&out);
		words_list(nl, items, i, &out);
		is_str(buf_str(&out),
		    ((const char *const[]){
			"", "A", "A en B", "A, B en C" })[i],
		    "list");
	}
	for (i = 0; i < 6; i++) {
		buf_clear(&out);
		words_label_inline(nl, &names_of[i], &out);
		is_str(buf_str(&out), small[i], "label inside a sentence");
	}
	for (i = 0; i < 5; i++) {
		buf_clear(&out);
		words_capital(capitals[i][0], &out);
		is_str(buf_str(&out), capitals[i][1], "capital");
	}
	is_str(words_level(nl, LEVEL_BUURT, false, true), "Buurt", "level");
	is_str(words_level(nl, LEVEL_GEMEENTE, true, false), "gemeenten",
	    "levels");
	is_str(words_level(en, LEVEL_WIJK, true, true), "Districts", "levels");
	buf_clear(&out);
	words_count(nl, "range.subtitle.buurt", 1260,
	    (const char *[]){
		"municipality", "Rijswijk", "least", "200", NULL },
	    &out);
	is_str(buf_str(&out),
	    "De balken: 1.260 buurten van Rijswijk met minstens 200 "
	    "inwoners.",
	    "a count with more fields");
	buf_free(&out);
}

int
main(void)
{
	struct err err = { 0 };

	if (words_open("reports", "nl", &nl, &err) == -1 ||
	    words_open("reports", "en", &en, &err) == -1) {
		printf("Bail out! %s\n", err.msg);
		return 1;
	}
	differences();
	few_differences();
	unsure_differences();
	one_thing_once();
	long_phrases();
	never_stronger();
	trends();
	summaries();
	heard();
	heard_by_chance();
	names();
	words_free(nl);
	words_free(en);
	return done_testing();
}
