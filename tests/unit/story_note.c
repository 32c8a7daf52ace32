/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Notes one by one: headers, quotes, tags, and every mistake with its line.
 */
#include "story/note.h"

#include "base/buf.h"
#include "base/mem.h"
#include "tap.h"

static const char *const themes[] = { "bevolking", "wonen", "zorg",
	"voorzieningen" };
#define THEMES (sizeof(themes) / sizeof(themes[0]))

static const char *const indicators[] = { "koopwoningen", "inwoners" };
static const char *const areas_own[] = { "huis-van-de-stad" };
static const char *const opgaven[] = { "groen-dichtbij" };
static const struct note_words words = { themes, THEMES, indicators, 2,
	areas_own, 1, opgaven, 1 };

#define HEAD                                                                   \
	"datum: 2026-10-06\ngebied: BU06030771\nrol: bewoner\n"                \
	"toestemming: rapport\n\n"

static int
parse(const char *text, struct note *note, struct err *err)
{
	*note = (struct note){ 0 };
	err_clear(err);
	return note_parse("n.md", text, strlen(text), &words, note, err);
}

static void
whole_note(void)
{
	struct note note;
	struct err err;

	ok(parse("---\r\nDatum: 6-10-2026\r\nGEBIED: bu06030771\r\n"
		 "rol:  bewoner, huurder, 60+ \r\nmethode: straatgesprek\r\n"
		 "interviewer: A: de derde\r\n\r\ntoestemming: Openbaar\r\n"
		 "voorbeeld: ja\r\nid: een\r\nGrondslag: toestemming\r\n"
		 "onder-16: ja\r\ntoestemming-ouder: P. Ouder\r\n"
		 "bewaren-tot: 31-12-2027\r\n"
		 "nagekeken: M. de Vries, lid, 20-10-2026\r\n"
		 "---\r\nTekst.\r\n\r\n"
		 "> Zei *iemand*, [hier](http://x).\r\n> #Wonen, #zorg\r\n\r\n"
		 "Meer tekst.\r\n\r\n> Twee.\r\n",
	       &note, &err) == 0,
	    "a note with everything in it: %s", err.msg);
	is_str(note.id, "een", "id");
	ok(note.date.year == 2026 && note.date.month == 10 &&
		note.date.day == 6,
	    "date, day first");
	is_str(note.area, "BU06030771", "area in capitals");
	is_str(note.role, "bewoner, huurder, 60+", "role trimmed");
	is_str(note.method, "straatgesprek", "method");
	is_str(note.interviewer, "A: de derde", "a value may hold a colon");
	ok(note.consent == CONSENT_PUBLIC, "consent");
	ok(note.invented, "invented");
	is_str(note.basis, "toestemming", "legal basis");
	ok(note.child, "under 16");
	is_str(note.parent, "P. Ouder", "whose parent agreed");
	ok(note.until.year == 2027 && note.until.day == 31, "kept until");
	is_str(note.reviewer, "M. de Vries, lid", "a name may hold a comma");
	ok(note.reviewed.month == 10 && note.reviewed.day == 20, "reviewed");
	ok(note.nquotes == 2, "two quotes");
	is_str(note.quotes[0].text, "Zei iemand, hier.", "plain text");
	ok(note.quotes[0].ntags == 2, "two tags");
	is_str(note.quotes[0].tags[0], "wonen", "tag in its own spelling");
	ok(note.quotes[0].line == 19, "line of the first quote");
	ok(note.quotes[1].ntags == 0, "a quote needs no tag");
	ok(note.quotes[1].line == 24, "line of the second quote");
	note_clear(&note);

	ok(parse("date: 2026-10-06\narea: GM0603\nrole: x\nconsent: none\n",
	       &note, &err) == 0,
	    "English keys, refused, no quote: %s", err.msg);
	is_str(note.id, "n", "id is the file name");
	is_str(note.method, "interview", "method when left out");
	ok(note.consent == CONSENT_NONE && !note.invented, "none");
	ok(note.how == NULL && note.until.year == 0 && note.reviewer == NULL &&
		!note.child,
	    "what is left out is not there");
	note_clear(&note);

	ok(parse("date: 2026-10-06\narea: huis-van-de-stad\nrole: x\n"
		 "consent: report\nconsent-how: written\nmethod: street talk\n"
		 "follows: een\n\n> a\n> #wonen @koopwoningen steunt "
		 "@opgave:groen-dichtbij contradicts @inwoners\n",
	       &note, &err) == 0,
	    "an area of one's own, what it is about: %s", err.msg);
	is_str(note.area, "huis-van-de-stad", "an area of one's own");
	is_str(note.how, "schriftelijk", "how");
	is_str(note.method, "straatgesprek", "method, in either language");
	is_str(note.follows, "een", "follows");
	is_str(note.quotes[0].text, "a", "nothing of the tags in the text");
	ok(note.quotes[0].ntags == 1 && note.quotes[0].nabout == 3, "about");
	is_str(note.quotes[0].about[0].id, "koopwoningen", "an indicator");
	ok(note.quotes[0].about[0].stance == STANCE_SUPPORTS &&
		!note.quotes[0].about[0].opgave,
	    "that it supports");
	is_str(note.quotes[0].about[1].id, "groen-dichtbij", "an opgave");
	ok(note.quotes[0].about[1].stance == STANCE_CONTRADICTS &&
		note.quotes[0].about[1].opgave &&
		note.quotes[0].about[2].stance == STANCE_NONE,
	    "that it contradicts; one without a stance");
	note_clear(&note);
}

/* Quote as written (under a good header) and as it would be printed. */
static const struct {
	const char *name, *in, *text;
	size_t ntags;
	const char *tag; /* first */
} quotes[] = {
	{ "tag behind the last word", "> Fijn. #wonen", "Fijn.", 1, "wonen" },
	{ "tags after an empty line in the quote", "> Fijn.\n>\n> #zorg",
	    "Fijn.", 1, "zorg" },
	{ "tag line right after, without >", "> Fijn.\n#zorg #wonen", "Fijn.",
	    2, "zorg" },
	{ "tag line after an empty line", "> Fijn.\n\n#zorg\n\nTekst", "Fijn.",
	    1, "zorg" },
	{ "about and stance behind the last word",
	    "> Fijn. @koopwoningen steunt", "Fijn.", 0, NULL },
	{ "a stance that is a word of the quote", "> Dat is wat hij steunt",
	    "Dat is wat hij steunt", 0, NULL },
	{ "about on a line of its own, without >",
	    "> Fijn.\n@inwoners nuanceert #zorg", "Fijn.", 1, "zorg" },
	{ "no tag twice", "> Fijn. #zorg\n> #zorg", "Fijn.", 1, "zorg" },
	{ "two paragraphs", "> Een.\n>\n> Twee.\n> #zorg", "Een. Twee.", 1,
	    "zorg" },
	{ "a # inside is text", "> Wij zijn #1 hier.", "Wij zijn #1 hier.", 0,
	    NULL },
	{ "HTML is text", "> <b>Fijn</b> & <script>x</script>",
	    "<b>Fijn</b> & <script>x</script>", 0, NULL },
	{ "entities", "> caf&amp;eacute; &lt;b&gt;", "caf&eacute; <b>", 0,
	    NULL },
	{ "hard break, code and image", "> Een\\\n> `twee` ![drie](x.png)",
	    "Een twee drie", 0, NULL },
	{ "list in a quote", "> - een\n> - twee", "een twee", 0, NULL },
	{ "quote in a quote", "> Hij zei:\n>> Nee.", "Hij zei: Nee.", 0, NULL },
	{ "quote in a list", "- > Fijn. #zorg", "Fijn.", 1, "zorg" },
	{ "marks around it", "> \"Fijn.\" #zorg", "Fijn.", 1, "zorg" },
	{ "curly marks",
	    "> \xe2\x80\x9c"
	    "Fijn.\xe2\x80\x9d",
	    "Fijn.", 0, NULL },
	{ "marks inside stay", "> \"Ja\", zei zij, \"nee\"",
	    "\"Ja\", zei zij, \"nee\"", 0, NULL },
	{ "controls and runs of blanks",
	    "> a \t  b\x01\x1b[2Jc \xc2\x9b"
	    "d",
	    "a b [2Jc d", 0, NULL },
	{ "no blank after >", ">Fijn.", "Fijn.", 0, NULL },
	{ "a paragraph after an empty line is no quote",
	    "> Fijn.\n\nMaar hij lachte erbij.", "Fijn.", 0, NULL },
};

static void
quote_forms(void)
{
	struct note note;
	struct err err;
	struct buf in = { 0 };
	size_t i;

	for (i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		buf_clear(&in);
		buf_putf(&in, "%s%s\n", HEAD, quotes[i].in);
		if (!ok(parse(in.data, &note, &err) == 0 && note.nquotes == 1,
			"%s: read %s", quotes[i].name, err.msg))
			continue;
		is_str(note.quotes[0].text, quotes[i].text, quotes[i].name);
		ok(note.quotes[0].ntags == quotes[i].ntags, "%s: %zu tags",
		    quotes[i].name, quotes[i].ntags);
		if (quotes[i].tag != NULL)
			is_str(note.quotes[0].tags[0], quotes[i].tag,
			    quotes[i].name);
		ok(note.quotes[0].line == 6, "%s: line", quotes[i].name);
		note_clear(&note);
	}
	buf_free(&in);
}

/* What is wrong, and what the message must hold. */
static const struct {
	const char *in;
	enum err_code code;
	const char *message;
} wrong[] = {
	{ "gebied: GM0603\nrol: x\ntoestemming: rapport\n\n> a\n", ERR_INPUT,
	    "n.md:1: datum: is missing" },
	{ "datum: 2026-02-30\ngebied: GM0603\nrol: x\ntoestemming: rapport\n"
	  "\n> a\n",
	    ERR_INPUT, "n.md:1: datum: 2026-02-30 is not a day" },
	{ "datum: 31-11-2026\ngebied: GM0603\nrol: x\ntoestemming: rapport\n"
	  "\n> a\n",
	    ERR_INPUT, "n.md:1: datum: 31-11-2026 is not a day" },
	{ "datum: 2026-10-06\ngebied: GM603\nrol: x\ntoestemming: rapport\n"
	  "\n> a\n",
	    ERR_INPUT, "n.md:2: gebied: GM603 is not the code" },
	{ "datum: 2026-10-06\ngebied: NL00\nrol: x\ntoestemming: rapport\n"
	  "\n> a\n",
	    ERR_INPUT, "n.md:2: gebied: NL00 is not the code" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol:\ntoestemming: rapport\n"
	  "\n> a\n",
	    ERR_INPUT, "n.md:1: rol: is missing" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol: jan@voorbeeld.nl\n"
	  "toestemming: rapport\n\n> a\n",
	    ERR_INPUT, "n.md:3: rol: holds an address" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol: x\n\n> a\n", ERR_PUBLISH,
	    "n.md:1: toestemming: is missing, so nothing" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol: x\nconsent:\n\n> a\n",
	    ERR_PUBLISH, "n.md:1: toestemming: is missing, so nothing" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol: x\ntoestemming: rapprot\n"
	  "\n> a\n",
	    ERR_PUBLISH,
	    "rapprot is not known, did you mean "
	    "rapport" },
	{ "datum: 2026-10-06\ngebied: GM0603\nrol: x\ntoestemming: ja\n\n"
	  "> a\n",
	    ERR_PUBLISH, "n.md:4: toestemming: ja is not known" },
	{ "gebeid: GM0603\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: gebeid: is not a key of a note, did you mean gebied" },
	{ "telefoon: 1\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: telefoon: is not a key of a note, use datum" },
	{ "rol: y\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:4: rol: is there twice, also on line 1" },
	{ "voorbeeld: misschien\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: voorbeeld: misschien is not known" },
	{ "---\n" HEAD "> a\n", ERR_INPUT, "n.md:7: header: this line" },
	{ "---\ndatum: 2026-10-06\ngebied: GM0603\nrol: x\n"
	  "toestemming: rapport\n",
	    ERR_INPUT,
	    "n.md:1: header: the line of dashes that ends it is missing" },
	{ "Gewoon tekst.\n", ERR_PUBLISH, "n.md:1: header: this line is no" },
	{ HEAD "Niets gezegd.\n", ERR_INPUT, "n.md:6: quote: there is none" },
	{ HEAD "> a\n\nx\n\n>\n\n> b\n", ERR_INPUT,
	    "n.md:10: quote: is empty" },
	{ HEAD "> #wonen\n", ERR_INPUT, "n.md:6: quote: is empty" },
	{ HEAD "> a #wonnen\n", ERR_INPUT,
	    "n.md:6: #wonnen: is not a theme, did you mean #wonen" },
	{ HEAD "> a\n> b\n> #geluk\n", ERR_INPUT,
	    "n.md:8: #geluk: is not a theme, use one of: #bevolking #wonen" },
	{ HEAD "> Fijn hier.\nZij heet Annie.\n", ERR_INPUT,
	    "n.md:7: quote: this line follows a quote without >" },
	{ HEAD "- > Fijn hier.\n  Zij heet Annie.\n", ERR_INPUT,
	    "n.md:7: quote: this line follows a quote without >" },
	{ HEAD "> Fijn hier.\n**Annie** zei dit.\n#wonen\n", ERR_INPUT,
	    "n.md:7: quote: this line follows a quote without >" },
	{ HEAD "> a @koopwoning\n", ERR_INPUT,
	    "n.md:6: @koopwoning: is not an indicator, did you mean "
	    "@koopwoningen" },
	{ HEAD "> a @opgave:groen-dichtbi\n", ERR_INPUT,
	    "is not an opgave, did you mean @opgave:groen-dichtbij" },
	{ HEAD "> a @koopwoningen steund\n", ERR_INPUT,
	    "n.md:6: @koopwoningen: stands among the words of a quote, did you "
	    "mean steunt" },
	{ HEAD "> zei @jan tegen mij\n", ERR_INPUT,
	    "n.md:6: @jan: stands among the words" },
	{ "gebied: huis-van-de-stat\n" HEAD "> a\n", ERR_INPUT,
	    "did you mean huis-van-de-stad" },
	{ "methode: intervieuw\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: methode: intervieuw is not known, did you mean "
	    "interview" },
	{ "toestemming-hoe: mondelin\n" HEAD "> a\n", ERR_INPUT,
	    "mondelin is not known, did you mean mondeling" },
	{ "onder-16: soms\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: onder-16: soms is not known" },
	{ "bewaren-tot: 2026-02-30\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: bewaren-tot: 2026-02-30 is not a day" },
	{ "bewaren-tot: 2026-10-05\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: bewaren-tot: is before the day" },
	{ "nagekeken: M. de Vries\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: nagekeken: has no comma" },
	{ "nagekeken: , 2026-10-20\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: nagekeken: has no name" },
	{ "nagekeken: M., morgen\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: nagekeken: morgen is not a day" },
	{ "nagekeken: M., 2026-10-05\n" HEAD "> a\n", ERR_INPUT,
	    "n.md:1: nagekeken: is before the day" },
	{ HEAD "> a\xff\n", ERR_INPUT, "n.md:6: note: invalid UTF-8" },
	{ HEAD "> a\xe2\x81\xa7\n", ERR_INPUT,
	    "n.md:6: note: an invisible sign that turns" },
	{ "", ERR_PUBLISH, "n.md:1: toestemming: is missing" },
};

static void
mistakes(void)
{
	struct note note;
	struct err err;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ok(parse(wrong[i].in, &note, &err) == -1 && note.quotes == NULL,
		    "refused: %s", wrong[i].message);
		ok(err.code == wrong[i].code, "code of: %s", wrong[i].message);
		ok(strstr(err.msg, wrong[i].message) != NULL, "message: %s",
		    wrong[i].message);
		if (strstr(err.msg, wrong[i].message) == NULL)
			printf("# got: %s\n", err.msg);
	}
	ok(parse("gebeid: x\ndatum: 2026-13-01\nrol: x\n\n> a #x\n\n>\n", &note,
	       &err) == -1,
	    "many at once");
	ok(strstr(err.msg, "n.md:1: gebeid") && strstr(err.msg, "n.md:2: ") &&
		strstr(err.msg, "n.md:5: #x") &&
		strstr(err.msg, "n.md:7: quote") &&
		strstr(err.msg, "toestemming: is missing") &&
		strstr(err.msg, "gebied: is missing"),
	    "all are named");
	ok(parse("\xc2\x9b"
		 "2J\x1b: x\n" HEAD "> a\nb\x1b[2Jc\n> #\xc3\xa9\x01\n",
	       &note, &err) == -1 &&
		strchr(err.msg, '\x1b') == NULL && strchr(err.msg, 1) == NULL,
	    "no control characters in a message");
}

static void
sizes(void)
{
	struct note note = { 0 };
	struct err err = { 0 };
	struct buf in = { 0 };
	int i;

	buf_puts(&in, HEAD "> ");
	for (i = 0; i < 600; i++)
		buf_puts(&in, "\xc3\xa9");
	ok(parse(in.data, &note, &err) == 0, "600 characters are a quote");
	note_clear(&note);
	buf_puts(&in, "e");
	ok(parse(in.data, &note, &err) == -1 &&
		strstr(err.msg, "n.md:6: quote: has 601 characters") != NULL,
	    "601 are too many");
	ok(note_parse("n.md", HEAD "> a\0b\n", sizeof(HEAD "> a\0b\n") - 1,
	       &words, &note, &err) == -1 &&
		strstr(err.msg, "n.md:6: note: a NUL byte") != NULL,
	    "NUL byte");
	buf_clear(&in);
	buf_puts(&in, HEAD "> a\n\n");
	while (in.len <= 1 << 20)
		buf_puts(&in, "Nog een regel van het gesprek.\n");
	ok(parse(in.data, &note, &err) == -1 &&
		strstr(err.msg, "n.md:1: note: larger than") != NULL,
	    "larger than 1 MB");
	buf_clear(&in);
	for (i = 0; i < 500; i++)
		buf_putf(&in, "sleutel%d: x\n", i);
	ok(parse(in.data, &note, &err) == -1 &&
		strstr(err.msg, "\nand 4") != NULL && strlen(err.msg) < 2048,
	    "what does not fit is counted");
	buf_free(&in);
}

/* Texts that are hard on a Markdown parser; each must come to an end. */
static void
hostile(void)
{
	static const char *const units[] = { ">", "> ", "[", "![", "*_", "`",
		"<", "&", "- ", "\\", ">\n", "> a\n\n", "a\n> ", "1. " };
	struct note note;
	struct err err;
	struct buf in = { 0 };
	size_t i;
	int rc;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		buf_clear(&in);
		buf_puts(&in, HEAD "> x\n\n");
		while (in.len < 200000)
			buf_puts(&in, units[i]);
		rc = parse(in.data, &note, &err);
		ok(rc == 0 ? strcmp(note.quotes[0].text, "x") == 0
			   : err.code == ERR_INPUT,
		    "comes to an end: unit %zu", i);
		if (rc == 0)
			note_clear(&note);
	}
	buf_free(&in);
}

int
main(void)
{
	whole_note();
	quote_forms();
	mistakes();
	sizes();
	hostile();
	return done_testing();
}
