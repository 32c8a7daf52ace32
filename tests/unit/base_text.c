/* SPDX-License-Identifier: EUPL-1.2 */
/* Trimming, folding, UTF-8, near matches. */
#include "base/mem.h"
#include "base/text.h"
#include "tap.h"

static void
test_fold(void)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "" },
		{ "  Te  Werve ", "te werve" },
		{ "\tOud-Rijswijk\r\n", "oud-rijswijk" },
		{ "Súdwest-Fryslân", "sudwest-fryslan" },
		{ "Coöperatie ÉÉN", "cooperatie een" },
		{ "’s-Gravenhage", "'s-gravenhage" },
		{ "Œuvre Æ ß", "oeuvre ae ss" },
		{ "IJ ĳ Ĳ", "ij ij ij" },
		{ "e\xcc\x81t\xc3\xa9", "ete" },
		{ "a\xc2\xa0\xc2\xa0 b", "a b" },
		{ "Dashes \xe2\x80\x93 here", "dashes - here" },
		{ "a\xff" "b", "a\xff" "b" },
		{ "Łódź Žižkov Ťava Ÿ", "lodz zizkov tava y" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *got = text_fold(cases[i].in);

		is_str(got, cases[i].want, cases[i].in);
		free(got);
	}
}

static void
test_utf8(void)
{
	static const struct {
		const char *in;
		size_t len;
		bool want;
		size_t at;
	} cases[] = {
		{ "", 0, true, 0 },
		{ "abc", 3, true, 0 },
		{ "\xc3\xab", 2, true, 0 },
		{ "\xe2\x82\xac", 3, true, 0 },
		{ "\xf0\x9f\x8f\xa1", 4, true, 0 },
		{ "a\x80", 2, false, 1 },
		{ "\xc0\xaf", 2, false, 0 }, /* overlong */
		{ "\xe0\x80\xaf", 3, false, 0 },
		{ "\xf0\x80\x80\xaf", 4, false, 0 },
		{ "ab\xed\xa0\x80", 5, false, 2 }, /* a surrogate */
		{ "\xf4\x90\x80\x80", 4, false, 0 }, /* beyond U+10FFFF */
		{ "\xe2\x82", 2, false, 0 }, /* cut off */
		{ "\xff", 1, false, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t at = 0;
		bool got = text_utf8_ok(cases[i].in, cases[i].len, &at);

		ok(got == cases[i].want && (got || at == cases[i].at),
		    "utf8 case %zu", i);
	}
	size_t at = 9;

	ok(text_turns("a€\xe2\x80\xae" "b", 8, &at) && at == 4, "a turn");
	ok(text_turns("\xe2\x81\xa9", 3, &at) && at == 0, "and its end");
	ok(!text_turns("\xe2\x80\xa9\xe2\x81\xa5\xe2\x80", 8, &at),
	    "their neighbours are none");
	char odd[] = "a\ab\tc\r\nd\x7f\xc2\x85\xe2\x80\xae"
		     "e\xe2\x80\xa8\xef\xbb\xbf\xef\xbf\xbf"
		     "\xe2\x80\x8f\xf0\x9f\x98\x8a\xc3";

	text_tidy(odd);
	is_str(odd, "ab\tc\nde \xe2\x80\x8f\xf0\x9f\x98\x8a\xc3",
	    "what cannot be shown goes, the rest stays");
	ok(text_chars("é€x") == 3, "characters, not bytes");
	ok(text_prefix("é€x", 2) == 5, "bytes of two characters");
	ok(text_prefix("é", 9) == 2, "prefix of all");
}

static void
test_distance(void)
{
	static const struct {
		const char *a, *b;
		size_t limit, want;
	} cases[] = {
		{ "", "", 3, 0 },
		{ "kitten", "sitting", 5, 3 }, /* the textbook case */
		{ "inwoners", "inwonres", 3, 1 }, /* a swap is one */
		{ "ca", "abc", 5, 3 }, /* restricted: not 2 */
		{ "abc", "", 5, 3 },
		{ "abc", "xyz", 2, 3 }, /* limit + 1 */
		{ "a", "abcdefgh", 2, 3 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok(text_distance(cases[i].a, cases[i].b, cases[i].limit) ==
			cases[i].want,
		    "distance %s %s", cases[i].a, cases[i].b);
}

int
main(void)
{
	char *s = text_trimmed("\xc2\xa0 x y \r\n");

	is_str(s, "x y", "trim also no-break blanks");
	free(s);
	ok(text_starts("BU0603", "BU") && !text_starts("B", "BU"), "prefix");
	test_fold();
	test_utf8();
	test_distance();
	return done_testing();
}
