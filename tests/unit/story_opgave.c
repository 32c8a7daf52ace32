/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * story/opgave: what is read, and every mistake by file and line.
 */
#include "story/opgave.h"

#include "tap.h"

static const char *const themes[] = { "wonen", "zorg" };
static const char *const indicators[] = { "koopwoningen", "aandeel_1p" };
static const char *const own[] = { "huis-van-de-stad" };
static const struct note_words words = { themes, 2, indicators, 2, own, 1, NULL,
	0 };
static struct claims claims;

static int
parse(const char *text, struct opgave *out, struct err *err)
{
	return opgave_parse(
	    "opgaven/samen.md", text, strlen(text), &words, &claims, out, err);
}

static void
good(void)
{
	static const char text[] =
	    "\xef\xbb\xbf---\r\nGebied: gm0603\r\nKosten: 6.1, 5.7\r\n"
	    "Eerste teken: een tafel die vol zit\r\nwanneer: 1-10-2027\r\n"
	    "domeinen: zorg wonen\r\n---\r\n\r\n# Niemand is ongewild "
	    "alleen\r\n"
	    "Voor onszelf.\r\n\r\n## Voor wie\r\nMensen die\r\nalleen "
	    "wonen.\r\n"
	    "\r\n## Waarom gedeeld\r\n- vaak-alleen\r\n- Niemand kan het\r\n"
	    "  alleen.\r\n\r\n## Wat we willen zien\r\nMeer mensen "
	    "samen.\r\n\r\n"
	    "- indicator: aandeel_1p omlaag\r\n- vraag: Wie kent u?\r\n"
	    "## Who takes part\r\n- Gemeente (gemeente): een zaal\r\n"
	    "* Eettafel (bewonersinitiatief): koks\r\n- Kerk\r\n"
	    "## Dilemma\r\nZaal of straat?\r\n## Vragen\r\n- Een?\r\n- "
	    "Twee?\r\n"
	    "- Drie?\r\n## Werkt\r\n- Samen eten; goede aanwijzingen; "
	    "https://example.org/x\r\n## Verwachting\r\n"
	    "- 2026-11-21, kerngroep: aandeel_1p GM0603 2024 omlaag\r\n"
	    "  horen: Ik ken nu iemand.\r\n## Notities\r\nAlleen voor ons.\r\n";
	struct opgave o;
	struct err err = { 0 };

	ok(parse(text, &o, &err) == 0, "an opgave %s", err.msg);
	if (o.id == NULL)
		return;
	is_str(o.id, "samen", "its id");
	is_str(o.area, "GM0603", "its area");
	is_str(o.task.text, "Niemand is ongewild alleen", "its task");
	is_str(o.for_whom.text, "Mensen die alleen wonen.", "for whom");
	ok(o.ngrounds == 2 && o.grounds[0].claim != NULL &&
		o.grounds[1].claim == NULL,
	    "a claim and a sentence");
	is_str(o.grounds[1].text.text, "Niemand kan het alleen.", "over two");
	is_str(o.see.text, "Meer mensen samen.", "what to see");
	is_str(o.indicator, "aandeel_1p", "an indicator");
	ok(o.direction == DIRECTION_DOWN, "a direction");
	is_str(o.question.text, "Wie kent u?", "a question");
	ok(o.nparties == 3 && o.parties[0].kind == PARTY_MUNICIPALITY &&
		o.parties[1].kind == PARTY_RESIDENTS &&
		o.parties[2].kind == PARTY_PARTNER &&
		o.parties[2].brings.text == NULL,
	    "three parties, one brings nothing");
	is_str(o.parties[1].brings.text, "koks", "what one brings");
	is_str(o.dilemma.text, "Zaal of straat?", "a dilemma");
	ok(o.nquestions == 3, "three questions");
	ok(o.nworks == 1, "what works");
	is_str(o.works[0].evidence, "goede aanwijzingen", "how well known");
	is_str(o.works[0].link, "https://example.org/x", "where it says so");
	ok(o.nexpectations == 1 && o.expectations[0].date.month == 11 &&
		o.expectations[0].direction == DIRECTION_DOWN,
	    "an expectation");
	is_str(o.expectations[0].by.text, "kerngroep", "by whom");
	is_str(o.expectations[0].period, "2024", "of when");
	is_str(o.expectations[0].hear.text, "Ik ken nu iemand.", "to hear");
	is_str(o.first_sign.text, "een tafel die vol zit", "first sign");
	ok(o.when.year == 2027 && o.when.month == 10, "and when");
	ok(o.domains.n == 2 && o.costs.n == 2, "domains and costs");
	opgave_clear(&o);
}

#define TOP "gebied: GM0603\n# Taak\n"

static const struct {
	const char *text, *want;
} wrong[] = {
	{ "# Taak\n", "samen.md:1: gebied: is missing" },
	{ "gebied: GM0603\n", "samen.md:1: opgave: has no heading" },
	{ "gebeid: GM0603\n# T\n", "did you mean gebied" },
	{ "gebied: huis-van-de-sad\n# T\n", "did you mean huis-van-de-stad" },
	{ "gebied: GM0603\ngebied: GM0603\n# T\n",
	    "samen.md:2: gebied: is there twice, also on line 1" },
	{ "tekst\n# T\n", "samen.md:1: header: this line is no" },
	{ "gebied: GM0603\n## Voor wie\nx\n",
	    "samen.md:2: heading: the first one" },
	{ TOP "## Voor wei\nx\n", "did you mean voor wie" },
	{ TOP "### Voor wie\nx\n", "samen.md:3: heading: write ##" },
	{ TOP "## Dilemma\nx\n## Dilemma\ny\n",
	    "samen.md:5: ## Dilemma: is there twice, also on line 3" },
	{ TOP "## Waarom gedeeld\n- vak-alleen\n",
	    "samen.md:4: vak-alleen: is not a claim of story/claims/ "
	    "that can be used, did you mean vaak-alleen" },
	{ TOP "## Wat we willen zien\nBeter.\n",
	    "samen.md:3: wat we willen zien: has no question" },
	{ TOP "## Wat we willen zien\n80 % is tevreden.\n- vraag: x?\n",
	    "samen.md:4: wat we willen zien: a percentage or score" },
	{ TOP "## Wat we willen zien\nEen hogere score.\n- vraag: x?\n",
	    "samen.md:4: wat we willen zien: a percentage or score" },
	{ TOP "## Wat we willen zien\n- vraag: x?\n- indicator: "
	      "koopwonigen omhoog\n",
	    "did you mean koopwoningen" },
	{ TOP "## Wat we willen zien\n- vraag: x?\n- indicator: "
	      "koopwoningen omhog\n",
	    "samen.md:5: omhog: is no direction, did you mean omhoog" },
	{ TOP "## Wat we willen zien\n- vraag: x?\n- indicator: "
	      "koopwoningen omhoog 3\n",
	    "samen.md:5: indicator: write one indicator" },
	{ TOP "## Wie doet mee\nAllen.\n",
	    "samen.md:4: ## Wie doet mee: "
	    "is a list" },
	{ TOP "## Wie doet mee\n- A (patner): b\n",
	    "(patner): is no kind of party, did you mean partner" },
	{ TOP "## Wie doet mee\n- A: b\n- A: c\n",
	    "samen.md:5: A: is there twice, also on line 4" },
	{ TOP "## Wie doet mee\n- (partner): b\n",
	    "samen.md:4: wie doet mee: write who" },
	{ TOP "## Vragen\n- a\n- b\n- c\n- d\n",
	    "samen.md:7: vragen: more than three" },
	{ TOP "## Werkt\n- Samen eten\n",
	    "samen.md:4: werkt: write what was done" },
	{ TOP "## Werkt\n- Samen eten; goed; javascript:x\n",
	    "samen.md:4: werkt: javascript:x is no address" },
	{ TOP "## Verwachting\n- morgen\n",
	    "samen.md:4: verwachting: write when, who" },
	{ TOP "## Verwachting\n- 2026-02-30, wij: koopwoningen GM0603 "
	      "2024 omhoog\n",
	    "2026-02-30 is not a day that exists" },
	{ TOP "## Verwachting\n- 2026-11-21, wij: koopwoningen GM0603\n",
	    "samen.md:4: verwachting: write indicator, area" },
	{ TOP "## Verwachting\n- 2026-11-21, wij: koopwoningen GM0603 "
	      "ooit omhoog\n",
	    "ooit: is no period" },
	{ TOP "## Verwachting\n- 2026-11-21, wij:\n",
	    "samen.md:4: verwachting: says not who" },
	{ "gebied: GM0603\ndomeinen: zrog\n# T\n",
	    "zrog is not a theme, did you mean zorg" },
	{ "gebied: GM0603\nkosten: veel\n# T\n", "veel is no task of Iv3" },
	{ "gebied: GM0603\nwanneer: 2027-10-01\n# T\n",
	    "samen.md:2: wanneer: of what?" },
	{ "gebied: GM0603\n# T \xff\n", "samen.md:2: file: invalid" },
};

static void
mistakes(void)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct opgave o;
		struct err err = { 0 };
		const bool said = parse(wrong[i].text, &o, &err) == -1 &&
		    strstr(err.msg, wrong[i].want) != NULL && o.id == NULL;

		ok(said, "%s", wrong[i].want);
		if (!said)
			printf("# got: %s\n", err.msg);
		opgave_clear(&o);
	}
}

static void
purposes(void)
{
	static const char text[] =
	    "# Elkaar kennen\n\n## Rust op\n"
	    "- vaak-alleen\n\n## Herkend door\n"
	    "- Bibliotheek, 2026-10-30: \"samen\" erbij\n"
	    "- Kerk, De Ark, 1-11-2026\n";
	static const struct {
		const char *text, *want;
	} bad[] = {
		{ "", "p.md:1: purpose: has no heading" },
		{ "gebeid: GM0603\n# P\n",
		    "p.md:1: gebeid: is no key of the purpose" },
		{ "gebied: GM0603, x\n# P\n",
		    "p.md:1: gebied: x is not the code of a gemeente" },
		{ "gebied: NL\narea: NL\n# P\n",
		    "p.md:2: area: is there twice, also on line 1" },
		{ "# P\n## Rust op\n- vaak-aleen\n",
		    "did you mean vaak-alleen" },
		{ "# P\n## Herkend door\n- Kerk\n",
		    "p.md:3: herkend door: write who, when" },
		{ "# P\n## Herkend\n", "is no section of the purpose" },
	};
	struct purpose p;
	struct err err = { 0 };

	ok(purpose_parse("p.md", text, strlen(text), &words, &claims, &p,
	       &err) == 0 &&
		p.ngrounds == 1 && p.nrecognised == 2,
	    "a purpose %s", err.msg);
	is_str(p.sentence.text, "Elkaar kennen", "its sentence");
	is_str(
	    p.recognised[0].changed.text, "\"samen\" erbij", "words changed");
	is_str(p.recognised[1].who.text, "Kerk, De Ark", "who recognised it");
	purpose_clear(&p);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = { 0 };

		ok(purpose_parse("p.md", bad[i].text, strlen(bad[i].text),
		       &words, &claims, &p, &e) == -1 &&
			strstr(e.msg, bad[i].want) != NULL &&
			p.sentence.text == NULL,
		    "%s", bad[i].want);
		purpose_clear(&p);
	}
	ok(purpose_read("/nonexistent/p.md", &words, &claims, &p, &err) == 0 &&
		p.sentence.text == NULL,
	    "no file: no purpose");
}

static void
release(void)
{
	struct opgave two[2];
	struct opgaven list = { two, 2, 2 };
	struct purpose p = { 0 };
	struct notes notes = { 0 };
	struct edition_key key = { { 0 }, "" };
	struct release r = { FOR_REPORT, { 2026, 11, 22 }, &key, NULL, NULL };
	struct err err = { 0 };

	parse(TOP, &two[0], &err);
	parse(TOP "## Wie doet mee\n- Kerk: bel 06 12345678\n", &two[1], &err);
	ok(!two[0].shown, "shut until looked at");
	ok(opgaven_release(&list, &p, &notes, &r, &err) == -1 &&
		err.code == ERR_PUBLISH &&
		strstr(err.msg, "samen.md:4: \"06 12345678\"") != NULL,
	    "a telephone number stops it: %s", err.msg);
	ok(two[0].shown && !two[1].shown, "that one, and not the other");
	opgave_clear(&two[0]);
	opgave_clear(&two[1]);
	ok(role_is_resident("Bewoner, 65+") && role_is_resident("huurders") &&
		!role_is_resident("ondernemer") &&
		!role_is_resident("ouderenwerker"),
	    "who lives there");
}

/* An id is the name of the file. */
static void
ids(void)
{
	static const struct {
		const char *name;
		bool well;
		const char *what;
	} rows[] = {
		{ "a.md", true, "one letter" },
		{ "012345678901234567890123456789012345678901234567890123456789"
		  ".md",
		    true, "60 of them" },
		{ "0123456789012345678901234567890123456789012345678901234567890"
		  ".md",
		    false, "61" },
		{ "a\tb.md", false, "a tab" },
		{ "-a.md", false, "a - first" },
		{ "A.md", false, "a capital" },
		{ ".md", false, "none" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct opgave o = { 0 };
		struct err err = { 0 };
		int rc = opgave_parse(rows[i].name, TOP, strlen(TOP), &words,
		    &claims, &o, &err);

		if (rows[i].well)
			ok(rc == 0 && strlen(o.id) + 3 == strlen(rows[i].name),
			    "%s is an id", rows[i].what);
		else
			ok(rc == -1 && o.id == NULL &&
				strstr(err.msg, ".md:1: ") != NULL &&
				strstr(err.msg,
				    "is no id of an opgave: name the file with "
				    "1 to 60 of a to z, 0 to 9 and -") != NULL,
			    "%s is none", rows[i].what);
		opgave_clear(&o);
	}
}

int
main(void)
{
	static const char text[] = "## vaak-alleen\nZin.\n";
	struct err err = { 0 };

	claims_parse("c.md", text, strlen(text), themes, 2, &claims, &err);
	good();
	ids();
	mistakes();
	purposes();
	release();
	claims_free(&claims);
	return done_testing();
}
