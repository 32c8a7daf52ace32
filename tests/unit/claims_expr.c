/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The language of facts: what may be written, where exactly it goes wrong, and
 * what two years of a gemeente with three buurten say.
 */
#include "claims/expr.h"
#include "store_made.h"

static char people[] = "inwoners", owned[] = "koopwoningen", class[] = "klasse",
	    number[] = "aantal", percent[] = "%";
static struct indicator kinds[] = {
	{ .id = people, .kind = KIND_COUNT, .unit = number },
	{ .id = owned, .kind = KIND_SHARE, .unit = percent },
	{ .id = class, .kind = KIND_CODE, .unit = number },
};
static const struct indicators catalogue = { .items = kinds, .n = 3 };

static void
sql(struct store *s, const char *fmt, ...)
{
	char text[512];
	struct err err = { 0 };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (db_exec(s, text, &err) == -1) {
		printf("Bail out! %s: %s\n", text, err.msg);
		exit(99);
	}
}

static void
fill(struct store *s)
{
	static const struct {
		int year;
		const char *code, *change;
		double people, owned;
	} story[] = {
		{ 2020, "GM0001", ".", 1000, 40 },
		{ 2020, "BU00010001", "1", 500, 30 },
		{ 2020, "BU00010002", "1", 300, 60 },
		{ 2020, "BU00010003", "1", 200, -1 },
		{ 2021, "GM0001", "1", 1100, 41 },
		{ 2021, "BU00010001", "1", 600, 30 },
		{ 2021, "BU00010002", "3", 300, 61 },
		{ 2021, "BU00010003", "1", 200, 50 },
	};

	sql(s, "PRAGMA foreign_keys = OFF");
	sql(s, "INSERT INTO src (id, name) VALUES (1, 'made')");
	sql(s,
	    "INSERT INTO run VALUES (1, 'made.1', 1, 'T', 0, 0, 'ok', 1, 1, "
	    "1, NULL)");
	for (int year = 2020; year <= 2021; year++) {
		sql(s,
		    "INSERT INTO tbl VALUES (%d, 1, 'T%d', 't', '%d', %d, "
		    "NULL, 1, 1)",
		    year, year, year, year);
		for (int k = 0; k < 2; k++) {
			sql(s,
			    "INSERT INTO topic VALUES (%d, %d, 't%d', '', '', "
			    "0, 'k%d', 0, 'number', %d, NULL, 0, '%s', 1, 1)",
			    10 * year + k, year, k, k, k, kinds[k].id);
			sql(s,
			    "INSERT INTO col VALUES (%d, %d, '%d', '', %d, 0, "
			    "1, '%s', 9, 2, 2, 2, 2, 1)",
			    10 * year + k, 10 * year + k, year, year,
			    kinds[k].id);
		}
	}
	for (size_t i = 0; i < sizeof(story) / sizeof(story[0]); i++) {
		char gemeente[12], parent[12];

		area_municipality(story[i].code, gemeente);
		area_parent(story[i].code, parent);
		sql(s,
		    "INSERT INTO area VALUES (%zu, '%s', %d, '%s', 'Naam', "
		    "'%s', '%s', '%s', '')",
		    i + 1, story[i].code, story[i].year,
		    story[i].code[0] == 'G' ? "gemeente" : "buurt", parent,
		    gemeente, story[i].change);
		sql(s, "INSERT INTO obs VALUES (%d << 24 | %zu, %g)",
		    10 * story[i].year, i + 1, story[i].people);
		if (story[i].owned >= 0)
			sql(s, "INSERT INTO obs VALUES (%d << 24 | %zu, %g)",
			    10 * story[i].year + 1, i + 1, story[i].owned);
	}
}

/* Both say where: a column, and the caret under it. */
static const struct {
	const char *text, *want;
} wrong[] = {
	{ "", "f.md:7:9: the fact ends too early" },
	{ "inwoners(GM0001, 2020)", "f.md:7:9: this is a figure and no fact" },
	{ "inwonners(GM0001, 2020) > 1",
	    "f.md:7:9: \"inwonners\" is not an indicator, did you mean "
	    "inwoners" },
	{ "1 < inwoners(GM0001, )", "f.md:7:30: a period (2024) is missing" },
	{ "1 < inwoners(, 2020)", "f.md:7:22: an area (BU06030771) is" },
	{ "1 < inwoners(GM0001 2020)", "f.md:7:29: a comma and a period" },
	{ "1 < inwoners(GM0001, 20x)", "f.md:7:30: 20x is no period" },
	{ "1 < inwoners(GM0001, 2020", "f.md:7:34: a ) is missing" },
	{ "(1 = 1", "f.md:7:9: this ( has no )" },
	{ "1 = 1)", "f.md:7:14: here the fact could end" },
	{ "1 = 1 en", "f.md:7:17: the fact ends too early" },
	{ "1 < 2 < 3", "f.md:7:15: a second comparison" },
	{ "1 = 1,5", "f.md:7:14: a number with a comma" },
	{ "1 = 1a", "f.md:7:13: a number with letters" },
	{ "1 = 1 ; 2", "f.md:7:15: \";\" means nothing here" },
	{ "1 = \xe2\x82\xac 2", "f.md:7:13: \"\xe2\x82\xac\" means nothing" },
	{ "klasse(GM0001, 2020) = 1", "f.md:7:9: klasse is a class" },
	{ "inwoners(GM0001, 2020)\n  > koopwoningen(GM0001, 2020)",
	    "f.md:8:3: different units: left is aantal, right is %" },
	{ "inwoners(GM0001, 2020) + 3% > 1", "f.md:7:32: different units" },
	{ "inwoners(GM0001, 2020) * koopwoningen(GM0001, 2020) > 1",
	    "f.md:7:32: different units" },
	{ "1 / inwoners(GM0001, 2020) > 1", "f.md:7:11: different units" },
	{ "inwoners(GM0001, 2020) / inwoners(GM0001, 2021) > 40%",
	    "f.md:7:57: different units: left is a ratio, right is %" },
	{ "trend(inwoners, GM0001) = 1", "f.md:7:33: a trend is compared" },
	{ "trend(inwoners, GM0001) > up", "f.md:7:33: a direction is" },
	{ "niet 4", "f.md:7:9: niet (not) stands before" },
	{ "1 en 2 = 2", "f.md:7:11: en (and) stands between" },
	{ "rang(inwoners, GM0001, 2020, land in GM0001) = 1",
	    "f.md:7:38: land is no level" },
	{ "rang(inwoners, GM0001, 2020, buurt van GM0001) = 1",
	    "f.md:7:44: here stands: in" },
	/* known only with the figures */
	{ "inwoners(GM0009, 2020) > 1", "f.md:7:18: GM0009 is no area" },
	{ "rang(inwoners, GM0001, 2020, buurt in GM0001) = 1",
	    "f.md:7:47: GM0001 is no buurt in GM0001" },
	{ "inwoners(BU00010002, 2021) > inwoners(BU00010002, 2020)",
	    "f.md:7:36: BU00010002 is not the same place in 2021 and 2020" },
	{ "verandering(inwoners, BU00010002, 2020, 2021) = 0",
	    "f.md:7:9: BU00010002 is not the same place in 2020 and 2021" },
	{ "inwoners(BU00010001, 2021) < inwoners(GM0001, 2020)",
	    "f.md:7:36: BU00010001 in 2021 is put beside GM0001 in 2020" },
};

static const struct {
	const char *text;
	enum truth truth;
	enum doubt doubt;
} right[] = {
	{ "inwoners(GM0001, 2020) = 1000", TRUTH_YES, DOUBT_NONE },
	{ "inwoners(GM0001, nieuwste) = 1100", TRUTH_YES, DOUBT_NONE },
	{ "inwoners(BU00010001, 2020) > inwoners(BU00010002, 2020)", TRUTH_YES,
	    DOUBT_NONE },
	{ "inwoners(BU00010001, 2020) < 1.5 * inwoners(BU00010002, 2020)",
	    TRUTH_NO, DOUBT_NONE },
	{ "inwoners(BU00010001, 2021) / inwoners(GM0001, 2021) > "
	  "inwoners(BU00010001, 2020) / inwoners(GM0001, 2020)",
	    TRUTH_YES, DOUBT_NONE },
	{ "change(inwoners, BU00010001, 2020, 2021) = 100", TRUTH_YES,
	    DOUBT_NONE },
	{ "verandering(inwoners, BU00010001, 2020, 2021) > "
	  "verandering(inwoners, GM0001, 2020, 2021)",
	    TRUTH_NO, DOUBT_NONE },
	{ "rank(inwoners, BU00010002, 2021, buurt within GM0001) = 2",
	    TRUTH_YES, DOUBT_NONE },
	{ "koopwoningen(BU00010001, 2020) ~ koopwoningen(GM0001, 2020)",
	    TRUTH_NO, DOUBT_NONE },
	{ "koopwoningen(GM0001, 2021) ~ 42%", TRUTH_YES, DOUBT_NONE },
	{ "2 + 3 * 4 - 10 / 5 = 12 and -(1 - 3) = 2", TRUTH_YES, DOUBT_NONE },
	{ "1 = 2 of 1 = 1 en 1 = 2", TRUTH_NO, DOUBT_NONE },
	{ "not (1 = 2 or 2 = 3) en 1 <= 1 en 1 != 2 en 2 >= 1", TRUTH_YES,
	    DOUBT_NONE },
	/* not known is never yes */
	{ "koopwoningen(BU00010003, 2020) > 1", TRUTH_UNKNOWN, DOUBT_MISSING },
	{ "niet koopwoningen(BU00010003, 2020) > 1", TRUTH_UNKNOWN,
	    DOUBT_MISSING },
	{ "1 = 1 en koopwoningen(BU00010003, 2020) > 1", TRUTH_UNKNOWN,
	    DOUBT_MISSING },
	{ "1 = 1 of koopwoningen(BU00010003, 2020) > 1", TRUTH_YES,
	    DOUBT_NONE },
	{ "1 = 2 en koopwoningen(BU00010003, 2020) > 1", TRUTH_NO, DOUBT_NONE },
	{ "inwoners(GM0001, 1999) > 1", TRUTH_UNKNOWN, DOUBT_MISSING },
	{ "inwoners(GM0001, 2020) / 0 > 1", TRUTH_UNKNOWN, DOUBT_ZERO },
	{ "rang(koopwoningen, BU00010001, 2020, buurt in GM0001) = 2",
	    TRUTH_UNKNOWN, DOUBT_PEERS },
	{ "trend(inwoners, GM0001) = stijgt", TRUTH_UNKNOWN, DOUBT_TREND },
};

static int
look(struct panel *p, const char *text, struct verdict *v, struct err *err)
{
	struct expr *e = NULL;
	int rc = expr_parse(text, "f.md", 7, 9, &catalogue, &e, err);

	if (rc == 0)
		rc = expr_eval(e, p, v, err);
	expr_free(e);
	return rc;
}

static void
test_all(struct panel *p)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct verdict v = { 0 };
		struct err err = { 0 };
		const bool said = look(p, wrong[i].text, &v, &err) == -1 &&
		    strncmp(err.msg, wrong[i].want, strlen(wrong[i].want)) == 0;

		ok(said, "%s", wrong[i].want);
		if (!said)
			printf("# got: %s\n", err.msg);
		verdict_clear(&v);
	}
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		struct verdict v = { 0 };
		struct err err = { 0 };
		const int rc = look(p, right[i].text, &v, &err);

		ok(rc == 0 && v.truth == right[i].truth &&
			v.doubt == right[i].doubt &&
			(v.why[0] != '\0') == (v.doubt != DOUBT_NONE),
		    "%s: %d %d %s %s", right[i].text, (int)v.truth,
		    (int)v.doubt, v.why, err.msg);
		verdict_clear(&v);
	}
}

static void
test_places(struct panel *p)
{
	struct verdict v = { 0 };
	struct err err = { 0 };
	char deep[300] = "";

	look(p, "inwoners(GM0001, 2020)\n  > koopwoningen(GM0001, 2020)", &v,
	    &err);
	ok(strstr(err.msg, "\n    > koopwoningen(GM0001, 2020)\n    ^") != NULL,
	    "the line, and a caret under the place");
	for (size_t i = 0; i < 100; i++)
		strcat(deep, "(");
	ok(look(p, deep, &v, &err) == -1 &&
		strstr(err.msg, "levels of parentheses") != NULL,
	    "not too deep");
	ok(look(p, "inwoners(GM0001, 2020) > 2 * inwoners(BU00010001, 2020)",
	       &v, &err) == 0 &&
		v.n == 2 && v.compared && v.left.value == 1000.0 &&
		v.right.value == 1000.0 && v.left.indicator == &kinds[0],
	    "both sides, and the figures it rests on");
	verdict_clear(&v);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct panel *p = NULL;
	struct err err = { 0 };

	fill(s);
	if (panel_open(s, &catalogue, &p, &err) == -1) {
		printf("Bail out! %s\n", err.msg);
		return 99;
	}
	test_all(p);
	test_places(p);
	panel_close(p);
	made_end(s, dir);
	return done_testing();
}
