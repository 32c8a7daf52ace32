/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What points at a person, and what only looks like it; roles that few have.
 */
#include "story/privacy.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "tap.h"

static const char *const names[] = { "Jan de Jong", "A.", "mevrouw de Witt" };

/* trace NONE: may be printed. found: what of the text it is. */
static const struct {
	enum trace trace;
	const char *text, *found;
} texts[] = {
	{ TRACE_MAIL, "Mail jan.smit+x@voorbeeld.nl, dan kom ik",
	    "jan.smit+x@voorbeeld.nl" },
	{ TRACE_MAIL, "a@b.nl", "a@b.nl" },
	{ TRACE_NONE, "Wij zijn @ home", NULL },
	{ TRACE_NONE, "zeven @ voorbeeld", NULL },
	{ TRACE_PHONE, "Bel 0612345678 maar", "0612345678" },
	{ TRACE_PHONE, "Bel 06-12 34 56 78.", "06-12 34 56 78" },
	{ TRACE_PHONE, "Bel (070) 123 45 67", "(070) 123 45 67" },
	{ TRACE_PHONE, "Bel 0174-123456", "0174-123456" },
	{ TRACE_PHONE, "Bel +31 6 12345678", "+31 6 12345678" },
	{ TRACE_PHONE, "Bel +31 (0)6 12345678", "+31 (0)6 12345678" },
	{ TRACE_PHONE, "Bel 0031612345678", "0031612345678" },
	{ TRACE_NONE, "In 2024 waren er 12345 mensen", NULL },
	{ TRACE_NONE, "Van 2010 tot 2020 ging het goed", NULL },
	{ TRACE_BSN, "mijn nummer is 111222333", "111222333" },
	{ TRACE_BSN, "1112.22.333", "1112.22.333" },
	{ TRACE_NONE, "mijn nummer is 111222334", NULL },
	{ TRACE_NONE, "000000000", NULL },
	{ TRACE_POSTCODE, "ik woon op 2282 AB 12", "2282 AB 12" },
	{ TRACE_POSTCODE, "ik woon op 2282ab, nr. 7", "2282ab, nr. 7" },
	{ TRACE_NONE, "in 2282 AB is het druk", NULL },
	{ TRACE_NONE, "het kost 1200 en 3 maanden", NULL },
	{ TRACE_ADDRESS, "op de Kerkstraat 12 woont", "Kerkstraat 12" },
	{ TRACE_ADDRESS, "Laan van Overvoorde 3b", "Laan van Overvoorde 3" },
	{ TRACE_ADDRESS, "Burgemeester Elsenlaan nr. 329",
	    "Elsenlaan nr. 329" },
	{ TRACE_ADDRESS, "de Generaal Spoorlaan, nummer 7",
	    "Spoorlaan, nummer 7" },
	{ TRACE_NONE, "de Kerkstraat is druk", NULL },
	{ TRACE_NONE, "op straat 3 keer gevallen", NULL },
	{ TRACE_NONE, "het park 2 keer per week", NULL },
	{ TRACE_NONE, "lijn 17 stopt hier", NULL },
	{ TRACE_PLATE, "de auto AB-123-C staat er", "AB-123-C" },
	{ TRACE_PLATE, "12-ab-34", "12-ab-34" },
	{ TRACE_PLATE, "GH123J", "GH123J" },
	{ TRACE_PLATE, "1-ZZZ-99", "1-ZZZ-99" },
	{ TRACE_NONE, "van 10-12 uur", NULL },
	{ TRACE_NONE, "op 2-okt-24 was het feest", NULL },
	{ TRACE_NONE, "een 65-plusser, al 12 jaar", NULL },
	{ TRACE_BIRTH, "ik ben van 3 mei 1950", "3 mei 1950" },
	{ TRACE_BIRTH, "03-05-1950", "03-05-1950" },
	{ TRACE_BIRTH, "geboren op 12 maart 2024", "12 maart 2024" },
	{ TRACE_BIRTH, "born on 12-3-'24", "12-3-'24" },
	{ TRACE_NONE, "sinds 12 maart 2024", NULL },
	{ TRACE_NONE, "in mei 1950 begon het", NULL },
	{ TRACE_NAME, "Dat zei jan de jong ook", "jan de jong" },
	{ TRACE_NAME, "Dat zei Jong ook", "Jong" },
	{ TRACE_NONE, "Ik was jong toen", NULL },
	{ TRACE_NONE, "Jongeren hangen hier", NULL },
	{ TRACE_NAME, "vraag mevrouw de Witt.", "mevrouw de Witt" },
	{ TRACE_NONE, "A. is een letter", NULL },
	{ TRACE_NONE, "", NULL },
	{ TRACE_NONE, "Bel de gemeente: 14 070 of 070-3261000.", NULL },
	{ TRACE_NONE, "Mail stadhuis@rijswijk.nl dan", NULL },
	{ TRACE_PHONE, "070-3261000 of 070 326 10 01", "070 326 10 01" },
};

static void
find(void)
{
	const struct traces t = { .names = names,
		.nnames = 3,
		.contact = "Bel 070 - 326 10 00 of mail stadhuis@rijswijk.nl",
		.year = 2026 };
	size_t i, at, len;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		enum trace got = privacy_find(texts[i].text, &t, &at, &len);

		ok(got == texts[i].trace, "%s: %s", texts[i].text,
		    trace_name(texts[i].trace));
		if (got == texts[i].trace && got != TRACE_NONE) {
			char *found = mem_strn(texts[i].text + at, len);

			is_str(found, texts[i].found, texts[i].text);
			free(found);
		} else if (got != texts[i].trace)
			printf("# got: %s\n", trace_name(got));
	}
}

static void
roles(void)
{
	static const struct {
		const char *role, *rare;
	} cases[] = { { "huisarts", "huisarts" },
		{ "Huisarts, 20 jaar in de wijk", "huisarts" },
		{ "twee huisartsen", "huisarts" },
		{ "huisartsassistent", NULL },
		{ "bewoner, huurder, 60+", NULL },
		{ "Conci\xc3\xabrge van een school", "concierge" },
		{ "adjunct-directeur", "directeur" }, { "boa", "boa" },
		{ "Boas", "boa" }, { "boad", NULL }, { "molenaar", "molenaar" },
		{ "", NULL } };
	struct privacy p = { 0 };
	struct err err = { 0 };
	char own[] = "/tmp/feiten-privacy-XXXXXX";
	int fd = mkstemp(own);
	static const char text[] =
	    "{\"roles\":[{\"role\":\"Molenaar\",\"once\":\"gemeente\"}]}";
	static const char *const wrong[][2] = { { "[]", "one object" },
		{ "{\"roles\":[{\"role\":\"x\"}]}", "x: write role, once" },
		{ "{\"roles\":[{\"role\":\"x\",\"once\":\"buurt\"}]}", "once" },
		{ "{\"roles\":[{\"role\":\"x\",\"once\":\"wijk\","
		  "\"general_nl\":\"y\"}]}",
		    "both languages" },
		{ "{\"roles\":[{\"rol\":\"x\"}]}", "rol: is not a key" },
		{ "{\"rols\":[]}", "one object" } };
	size_t i;

	ok(fd != -1 && write(fd, text, sizeof(text) - 1) > 0 &&
		privacy_read("sources/privacy.json", own, &p, &err) == 0,
	    "the lists: %s", err.msg);
	close(fd);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct rare_role *got = privacy_role(&p, cases[i].role);

		is_str(got == NULL ? "" : got->role,
		    cases[i].rare == NULL ? "" : cases[i].rare, cases[i].role);
	}
	ok(privacy_role(&p, "burgemeester")->anywhere &&
		!privacy_role(&p, "huisarts")->anywhere,
	    "one in a gemeente, one in a wijk");
	privacy_free(&p);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		ok(file_write(own, wrong[i][0], strlen(wrong[i][0]), 0600,
		       &err) == 0 &&
			privacy_read("sources/privacy.json", own, &p, &err) ==
			    -1 &&
			strstr(err.msg, wrong[i][1]) != NULL,
		    "refused: %s", wrong[i][0]);
	}
	unlink(own);
}

int
main(void)
{
	find();
	roles();
	return done_testing();
}
