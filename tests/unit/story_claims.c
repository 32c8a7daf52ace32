/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * story/claims: what is read, and every mistake by file and line.
 */
#include "story/claim.h"

#include "tap.h"

static const char *const themes[] = { "wonen", "zorg" };

static int
parse(const char *text, struct claims *out, struct err *err)
{
	return claims_parse("c.md", text, strlen(text), themes, 2, out, err);
}

static void
good(void)
{
	static const char text[] =
	    "\xef\xbb\xbf# Rijswijk\r\n\r\nInleiding: dit is geen stelling.\r\n"
	    "\r\n## dicht\r\nZo'n {{dichtheid BU06030771 2024}} per km2,\r\n"
	    "in heel Rijswijk {{ dichtheid GM0603 nieuwste }}: veel.\r\n"
	    "Area: BU06030771\r\nthema: wonen\r\nVraag: Is dat erg?\r\n"
	    "- feit: dichtheid(BU06030771, 2024)\r\n"
	    "    > dichtheid(GM0603, 2024)\r\n"
	    "  gezien: 6.000\r\n"
	    "* citaat: 2026-10-06-flat#2 weerspreekt\r\n"
	    "- document: Jansen, Groen, 2021, p. 12, https://example.org/a\r\n"
	    "- stelling: ander\r\n\r\n## ander\r\nEen zin.\r\n";
	struct claims list = { 0 };
	struct err err = { 0 };
	const struct claim *c;

	ok(parse(text, &list, &err) == 0 && list.n == 2, "two claims %s",
	    err.msg);
	c = claims_find(&list, "dicht");
	if (c == NULL || c->nevidence != 4 || c->nlives != 2) {
		ok(false, "with four pieces of evidence and two numbers");
		claims_free(&list);
		return;
	}
	is_str(c->sentence,
	    "Zo'n {{dichtheid BU06030771 2024}} per km2, in heel Rijswijk "
	    "{{ dichtheid GM0603 nieuwste }}: veel.",
	    "the sentence, joined");
	is_str(c->area, "BU06030771", "its area");
	is_str(c->theme, "wonen", "its theme");
	is_str(c->question, "Is dat erg?", "its question");
	is_str(c->lives[1].indicator, "dichtheid", "a live number: what");
	is_str(c->lives[1].area, "GM0603", "of where");
	is_str(c->lives[1].period, "nieuwste", "of when");
	ok(c->lives[1].line == 7 && c->lives[1].column == 18,
	    "and where it stands: %d:%d", c->lives[1].line, c->lives[1].column);
	is_str(c->evidence[0].text,
	    "dichtheid(BU06030771, 2024)\r\n    > dichtheid(GM0603, 2024)",
	    "a fact over two lines");
	ok(c->evidence[0].line == 11 && c->evidence[0].column == 9,
	    "where it begins: %d:%d", c->evidence[0].line,
	    c->evidence[0].column);
	is_str(c->evidence[0].seen, "6.000", "what was seen then");
	is_str(c->evidence[1].text, "2026-10-06-flat", "a quote: its note");
	ok(c->evidence[1].place == 2 &&
		c->evidence[1].stance == CLAIM_CONTRADICTS,
	    "which one, and how it stands");
	is_str(c->evidence[2].text, "Jansen, Groen, 2021, p. 12", "a document");
	is_str(c->evidence[2].link, "https://example.org/a", "its link");
	ok(c->evidence[3].kind == EVIDENCE_CLAIM, "another claim");
	claims_free(&list);
}

/* Only an address of the web becomes a link, and all else stays text. */
static void
links(void)
{
	static const struct {
		const char *document, *text, *link;
	} cases[] = {
		{ "Over http, https://example.org/a", "Over http",
		    "https://example.org/a" },
		{ "javascript:alert(1)", "javascript:alert(1)", NULL },
		{ "A, javascript:alert('https')", "A, javascript:alert('https')",
		    NULL },
		{ "A, data:text/html,x", "A, data:text/html,x", NULL },
		{ "A, https://example.org/\" onclick=x",
		    "A, https://example.org/\" onclick=x", NULL },
		{ "A, httpx://a", "A, httpx://a", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct claims list = { 0 };
		struct err err = { 0 };
		char text[200];

		snprintf(text, sizeof(text), "## a\nZin.\n- document: %s\n",
		    cases[i].document);
		if (parse(text, &list, &err) == -1 || list.n != 1 ||
		    list.items[0].nevidence != 1) {
			ok(false, "%s: %s", cases[i].document, err.msg);
		} else {
			is_str(list.items[0].evidence[0].text, cases[i].text,
			    cases[i].document);
			is_str(list.items[0].evidence[0].link, cases[i].link,
			    "its link");
		}
		claims_free(&list);
	}
}

static void
mistakes(void)
{
	static const struct {
		const char *text, *want;
	} bad[] = {
		{ "## a\nZin.\n- fiet: 1 = 1\n",
		    "c.md:3: fiet: is no key of a claim, did you mean feit" },
		{ "## a\nZin.\ngebeid: GM0603\n",
		    "c.md:3: gebeid: is no key of a claim, did you mean "
		    "gebied" },
		{ "## a\nZin.\nthema: wonnen\n",
		    "c.md:3: thema: wonnen is not a theme, did you mean "
		    "wonen" },
		{ "## A b\nZin.\n", "c.md:1: ## A b: is no id of a claim" },
		{ "## a\n- feit: 1 = 1\n", "c.md:1: a: has no sentence" },
		{ "## a\nZin.\n- citaat: x\n", "c.md:3: citaat: write ID-OF" },
		{ "## a\nZin.\n- citaat: x#0 steunt\n",
		    "c.md:3: citaat: write ID-OF" },
		{ "## a\nZin.\n- citaat: x#1 stunt\n",
		    "\"stunt\" is not known, did you mean steunt" },
		{ "## a\nZin {{inwoners GM0603}}.\n",
		    "c.md:2: {{...}} in column 5: write {{indicator" },
		{ "## a\nZin {{inwoners\n", "c.md:2: {{ in column 5: has no" },
		{ "## a\nZin.\n- gezien: 4\n",
		    "c.md:3: gezien: stands under a fact" },
		{ "## a\nZin.\n- feit: 1 = 1\nNog een zin.\n",
		    "c.md:4: text under the evidence" },
		{ "## a\nZin.\n- feit:\n", "c.md:3: feit: has nothing behind" },
		{ "## a\nZin.\n- stelling: b\n",
		    "c.md:3: stelling: b is not a claim" },
		{ "## a\nZin.\n\n## a\nZin.\n",
		    "c.md:4: a: is also the id of a claim in c.md:1" },
		{ "## a\nZin.\n- stelling: b\n## b\nZin.\n- stelling: a\n",
		    "c.md:1: a: rests, through other claims, on itself" },
		{ "## a\nZin.\n- stelling: a\n", "on itself" },
		{ "## a\nZin \xff.\n", "c.md:2: claims: invalid UTF-8" },
		{ "## a\nZin \xe2\x80\xae.\n",
		    "c.md:2: claims: an invisible sign that turns" },
		{ "## a\nZin.\ngebied: x\ngebied: y\n",
		    "c.md:4: gebied: is there twice" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct claims list = { 0 };
		struct err err = { 0 };
		const bool said = parse(bad[i].text, &list, &err) == -1 &&
		    strstr(err.msg, bad[i].want) != NULL;

		ok(said, "%s", bad[i].want);
		if (!said)
			printf("# got: %s\n", err.msg);
		claims_free(&list);
	}
}

static void
rest(void)
{
	struct claims list = { 0 };
	struct err err = { 0 };

	ok(parse("## a\nA.\n- stelling: b\n## b\nB.\n- stelling: a\n"
		 "## c\nC.\n## d\nD.\n- stelling: a\n",
	       &list, &err) == -1 &&
		list.n == 1 && claims_find(&list, "c") != NULL,
	    "a circle and what leans on it are left out, the rest is not");
	claims_free(&list);
	ok(claims_read("/nonexistent/story", themes, 2, &list, &err) == 0 &&
		list.n == 0,
	    "no folder: no claims");
}

int
main(void)
{
	good();
	links();
	mistakes();
	rest();
	return done_testing();
}
