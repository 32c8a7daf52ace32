/* SPDX-License-Identifier: EUPL-1.2 */
/* Area codes, names and periods. */
#include "model/area.h"
#include "model/period.h"
#include "tap.h"

static void
test_codes(void)
{
	static const struct {
		const char *in;
		int rc;
		const char *want;
		enum area_level level;
	} cases[] = {
		{ "NL00      ", 0, "NL00", LEVEL_LAND },
		{ "NL01  ", 0, "NL00", LEVEL_LAND },
		{ "GM0603    ", 0, "GM0603", LEVEL_GEMEENTE },
		{ "WK060307  ", 0, "WK060307", LEVEL_WIJK },
		{ "BU06030771", 0, "BU06030771", LEVEL_BUURT },
		{ "WK0363TB", 0, "WK0363TB", LEVEL_WIJK }, /* Amsterdam */
		{ "BU0363TE01", 0, "BU0363TE01", LEVEL_BUURT },
		{ "GM06A3", -1, "", LEVEL_LAND },
		{ "BU0603077", -1, "", LEVEL_LAND },
		{ "BU06030771x", -1, "", LEVEL_LAND },
		{ "bu06030771", -1, "", LEVEL_LAND },
		{ "PV28", -1, "", LEVEL_LAND },
		{ "BU0603/771", -1, "", LEVEL_LAND },
		{ "", -1, "", LEVEL_LAND },
	};
	char out[12];
	enum area_level level;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int rc =
		    area_code(cases[i].in, strlen(cases[i].in), out, &level);

		ok(rc == cases[i].rc &&
			(rc == -1 ||
			    (strcmp(out, cases[i].want) == 0 &&
				level == cases[i].level)),
		    "code \"%s\"", cases[i].in);
	}
	area_parent("BU06030771", out);
	is_str(out, "WK060307", "parent of a buurt");
	area_parent("WK060307", out);
	is_str(out, "GM0603", "parent of a wijk");
	area_parent("GM0603", out);
	is_str(out, "NL00", "parent of a gemeente");
	area_parent("NL00", out);
	is_str(out, "", "the country has none");
	area_municipality("BU0363TE01", out);
	is_str(out, "GM0363", "gemeente of a buurt");
}

static void
test_names(void)
{
	static const struct {
		const char *title, *description, *code, *want;
	} cases[] = {
		{ "Muziekbuurt", "Buurt 'Iets anders' (BU06030771) is",
		    "BU06030771", "Muziekbuurt" },
		{ "Verspreide huizen Zandhoek en Peelstraat",
		    "Buurt 'Verspreide huizen Zandhoek en Peelstraatje' "
		    "(BU07550007) is een buurt",
		    "BU07550007",
		    "Verspreide huizen Zandhoek en Peelstraatje" },
		/* a name with quotes of its own */
		{ "Bedrijventerrein 't Hoge Broek en omgevi",
		    "Buurt 'Bedrijventerrein 't Hoge Broek en omgeving' "
		    "(BU00000001) is een buurt in wijk ''t Hof'",
		    "BU00000001",
		    "Bedrijventerrein 't Hoge Broek en omgeving" },
		{ "Dokter A. Hoynck v. Papendrechtstraat-Do", NULL,
		    "BU17240005", "Dokter A. Hoynck v. Papendrechtstraat-Do" },
		{ "Dokter A. Hoynck v. Papendrechtstraat-Do",
		    "Een omschrijving zonder naam", "BU17240005",
		    "Dokter A. Hoynck v. Papendrechtstraat-Do" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *got = area_full_name(
		    cases[i].title, cases[i].description, cases[i].code);

		is_str(got, cases[i].want, cases[i].want);
		free(got);
	}
}

static void
test_renamed(void)
{
	static const struct {
		const char *known, *name;
		bool described, beside;
	} cases[] = {
		{ "", "Te Werve", true, true },
		{ "Te Werve", "Te Werve", false, false },
		{ "Te Werve", "", false, false },
		{ "Te Werve", "Te Werve en omgeving", true, true },
		{ "Te Werve en omgeving", "Te Werve", true, false },
		{ "Utrecht (gemeente)", "Utrecht", false, false },
		{ "Bos 7", "Het lange bos", true, true },
		{ "De Fryske Marren", "De Friese Meren", true, false },
		{ "Dokter A. Hoynck v. Papendrechtstraat-Dorp",
		    "Dokter A. Hoynck v. Papendrechtstraat-Do", false, false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ok(area_renamed(cases[i].known, cases[i].name, true) ==
			cases[i].described,
		    "\"%s\", where it is \"%s\"", cases[i].name,
		    cases[i].known);
		ok(area_renamed(cases[i].known, cases[i].name, false) ==
			cases[i].beside,
		    "  and beside figures");
	}
}

static void
test_periods(void)
{
	static const struct {
		const char *in, *want; /* NULL: no period */
	} cases[] = {
		{ "2024JJ00", "2024" },
		{ "2024KW03  ", "2024Q3" },
		{ "2024MM06", "2024-06" },
		{ "2024HJ01", "2024H1" },
		{ "2020", "2020" },
		{ " 2020 ", "2020" },
		{ "2024Q3", "2024Q3" },
		{ "2024-06", "2024-06" },
		{ "2024KW05", NULL },
		{ "2024MM13", NULL },
		{ "2024JJ01", NULL },
		{ "2020 - 2024", NULL },
		{ "24", NULL },
		{ "", NULL },
		{ "2024W101", NULL },
		{ "0024", NULL },
	};
	static const char *const order[] = { "2019", "2020", "2020H1", "2020Q1",
		"2020-01", "2020-02", "2020Q2", "2020-12", "2021" };
	char out[PERIOD_LEN];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int rc = period_parse(cases[i].in, strlen(cases[i].in), out);

		ok(rc == (cases[i].want == NULL ? -1 : 0) &&
			(rc == -1 || strcmp(out, cases[i].want) == 0),
		    "period \"%s\"", cases[i].in);
	}
	for (size_t i = 0; i + 1 < sizeof(order) / sizeof(order[0]); i++)
		ok(period_cmp(order[i], order[i + 1]) < 0 &&
			period_cmp(order[i + 1], order[i]) > 0,
		    "%s comes before %s", order[i], order[i + 1]);
	ok(period_cmp("2020", "2020") == 0, "equal");
	ok(period_year("2024-06") == 2024, "year");
}

int
main(void)
{
	test_codes();
	test_names();
	test_renamed();
	test_periods();
	return done_testing();
}
