/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers, values with units, days, periods and ages, in both languages.
 */
#include "words/words.h"

#include "tap.h"

static struct words *nl, *en;

static const struct {
	double v;
	int decimals;
	const char *nl, *en;
} numbers[] = {
	{ 0, 0, "0", "0" },
	{ 0, 2, "0,00", "0.00" },
	{ -0.0, 1, "0,0", "0.0" },
	{ 7, 0, "7", "7" },
	{ 999, 0, "999", "999" },
	{ 8608, 0, "8.608", "8,608" },
	{ 12345.6, 1, "12.345,6", "12,345.6" },
	{ 17942942, 0, "17.942.942", "17,942,942" },
	{ 0.5, 0, "1", "1" }, /* half away from zero */
	{ 1.5, 0, "2", "2" },
	{ 2.5, 0, "3", "3" },
	{ -0.5, 0,
	    "\xe2\x88\x92"
	    "1",
	    "\xe2\x88\x92"
	    "1" },
	{ -2.5, 0,
	    "\xe2\x88\x92"
	    "3",
	    "\xe2\x88\x92"
	    "3" },
	{ 0.49, 0, "0", "0" },
	{ -0.49, 0, "0", "0" }, /* no minus before nothing */
	{ -0.04, 1, "0,0", "0.0" },
	{ 2.675, 2, "2,68", "2.68" }, /* on the decimal text, */
	{ 1.005, 2, "1,01", "1.01" }, /* not on the binary value */
	{ 0.285, 2, "0,29", "0.29" },
	{ 1.45, 1, "1,5", "1.5" },
	{ 9.95, 1, "10,0", "10.0" },
	{ 99.5, 0, "100", "100" },
	{ 999.5, 0, "1.000", "1,000" },
	{ 999999.5, 0, "1.000.000", "1,000,000" },
	{ 0.05, 0, "0", "0" },
	{ 0.05, 1, "0,1", "0.1" },
	{ 0.001, 2, "0,00", "0.00" },
	{ 0.0001234, 6, "0,000123", "0.000123" },
	{ 1e15, 0, "1.000.000.000.000.000", "1,000,000,000,000,000" },
	{ 1e21, 0, "1.000.000.000.000.000.000.000",
	    "1,000,000,000,000,000,000,000" },
	{ 57, -1, "57", "57" },
	{ NAN, 1, "", "" },
	{ INFINITY, 1, "", "" },
};

static void
number_cases(void)
{
	struct buf out = { 0 };
	char name[64];
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		snprintf(name, sizeof(name), "%.17g with %d decimals",
		    numbers[i].v, numbers[i].decimals);
		buf_clear(&out);
		words_number(nl, numbers[i].v, numbers[i].decimals, &out);
		is_str(buf_str(&out), numbers[i].nl, name);
		buf_clear(&out);
		words_number(en, numbers[i].v, numbers[i].decimals, &out);
		is_str(buf_str(&out), numbers[i].en, name);
	}
	buf_free(&out);
}

static void
plain_cases(void)
{
	static const struct {
		double v;
		int decimals;
		const char *text;
	} plain[] = { { 18.5, 0, "19" }, { -0.4, 0, "0" },
		{ -2.675, 2, "-2.68" }, { 1234567.5, 1, "1234567.5" },
		{ -0.0, 1, "0.0" }, { NAN, 0, "" }, { INFINITY, 0, "" } };
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		buf_clear(&out);
		words_plain(plain[i].v, plain[i].decimals, &out);
		is_str(buf_str(&out), plain[i].text, "for programs");
	}
	buf_free(&out);
}

/* Against what printf prints with 12 decimals more, for many values: the same
 * but where the digits after the cut are exactly a half. */
static void
number_property(void)
{
	struct words *w = nl;
	struct buf out = { 0 };
	unsigned int seed = 7;
	char plain[64], *s, *d;
	double v;
	int i, decimals, bad = 0;

	for (i = 0; i < 20000; i++) {
		seed = seed * 1103515245u + 12345u;
		decimals = (int)((seed >> 9) % 4);
		v = (double)(seed >> 4) / 977.0 - 100000;
		snprintf(plain, sizeof(plain), "%.*f", decimals, v);
		buf_clear(&out);
		words_number(w, v, decimals, &out);
		for (s = d = out.data; *s != '\0'; s++) {
			if (strncmp(s, "\xe2\x88\x92", 3) == 0) {
				*d++ = '-';
				s += 2;
			} else if (*s == ',')
				*d++ = '.';
			else if (*s != '.')
				*d++ = *s;
		}
		*d = '\0';
		if (strcmp(out.data, plain) != 0 && strtod(plain, NULL) != 0) {
			printf("# %.17g: %s, not %s\n", v, out.data, plain);
			bad++;
		}
	}
	ok(bad == 0, "as printf where no digit is a half");
	buf_free(&out);
}

static const struct {
	const char *unit;
	int decimals;
	enum indicator_kind kind;
	const char *denominator;
	double v;
	const char *brief, *full, *name; /* Dutch */
	const char *en_full;
} values[] = {
	{ "%", 0, KIND_SHARE, "woningen", 57.4, "57%", "57%",
	    "% van de woningen", "57%" },
	{ "%", 1, KIND_SHARE, "iets_anders", 57.44, "57,4%", "57,4%", "%",
	    "57.4%" },
	{ "x 1 000 euro", 0, KIND_MEAN, NULL, 261, "\xe2\x82\xac\u00a0261.000",
	    "\xe2\x82\xac\u00a0261.000", "",
	    "\xe2\x82\xac"
	    "261,000" },
	{ "x 1 000 euro", 1, KIND_MEAN, NULL, 27.7, "\xe2\x82\xac\u00a027.700",
	    "\xe2\x82\xac\u00a027.700", "",
	    "\xe2\x82\xac"
	    "27,700" },
	{ "x 1 000 euro", 1, KIND_MEAN, NULL, -3.25,
	    "\xe2\x82\xac\u00a0\xe2\x88\x92"
	    "3.300",
	    "\xe2\x82\xac\u00a0\xe2\x88\x92"
	    "3.300",
	    "",
	    "\xe2\x82\xac\xe2\x88\x92"
	    "3,300" },
	{ "x 1 000", 1, KIND_COUNT, NULL, 1.2, "1.200", "1.200", "", "1,200" },
	{ "km", 1, KIND_DISTANCE, NULL, 1, "1,0\u00a0km", "1,0 kilometer", "km",
	    "1.0 kilometres" },
	{ "per km2", 0, KIND_RATE, NULL, 8608, "8.608", "8.608 per km\xc2\xb2",
	    "per km\xc2\xb2", "8,608 per km\xc2\xb2" },
	{ "aantal inwoners per km\xc2\xb2", 0, KIND_RATE, NULL, 8608, "8.608",
	    "8.608 inwoners per km\xc2\xb2", "inwoners per km\xc2\xb2",
	    "8,608 inhabitants per km\xc2\xb2" },
	{ "per 1 000 inwoners", 0, KIND_RATE, "inwoners", 66, "66",
	    "66 per 1.000 inwoners", "per 1.000 inwoners",
	    "66 per 1,000 inhabitants" },
	{ "personen per huishouden", 1, KIND_MEAN, NULL, 2, "2,0",
	    "2,0 personen per huishouden", "personen per huishouden",
	    "2.0 persons per household" },
	{ "aantal", 0, KIND_COUNT, NULL, 4475, "4.475", "4.475", "", "4,475" },
	{ "kWh", 0, KIND_MEAN, NULL, 2310, "2.310\u00a0kWh", "2.310\u00a0kWh", "kWh",
	    "2,310\u00a0kWh" },
	{ "m\xc2\xb3", 0, KIND_MEAN, NULL, 1020, "1.020\u00a0m\xc2\xb3",
	    "1.020\u00a0m\xc2\xb3", "m\xc2\xb3", "1,020\u00a0m\xc2\xb3" },
	{ "code", 0, KIND_CODE, NULL, 2284, "2284", "2284", "", "2284" },
	{ "graden", 0, KIND_MEAN, NULL, 12, "12", "12 graden", "graden",
	    "12 graden" },
	{ "km", 1, KIND_DISTANCE, NULL, NAN, "", "", "km", "" },
};

static void
value_cases(void)
{
	struct indicator indicator;
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		indicator = (struct indicator){
			.unit = (char *)values[i].unit,
			.decimals = values[i].decimals,
			.kind = values[i].kind,
			.denominator = (char *)values[i].denominator,
		};
		buf_clear(&out);
		words_value(nl, values[i].v, &indicator, false, &out);
		is_str(buf_str(&out), values[i].brief, values[i].unit);
		buf_clear(&out);
		words_value(nl, values[i].v, &indicator, true, &out);
		is_str(buf_str(&out), values[i].full, values[i].unit);
		buf_clear(&out);
		words_unit(nl, &indicator, &out);
		is_str(buf_str(&out), values[i].name, values[i].unit);
		buf_clear(&out);
		words_value(en, values[i].v, &indicator, true, &out);
		is_str(buf_str(&out), values[i].en_full, values[i].unit);
	}
	buf_free(&out);
}

static void
days(void)
{
	static const struct day day = { 2026, 3, 1 }, none = { 0, 0, 0 };
	struct buf out = { 0 };

	words_day(nl, &day, false, &out);
	is_str(buf_str(&out), "1 maart 2026", "day");
	buf_clear(&out);
	words_day(nl, &day, true, &out);
	is_str(buf_str(&out), "01-03-2026", "day in a table");
	buf_clear(&out);
	words_day(en, &day, false, &out);
	is_str(buf_str(&out), "1 March 2026", "day, English");
	buf_clear(&out);
	words_day(en, &day, true, &out);
	is_str(buf_str(&out), "2026-03-01", "day in a table, English");
	buf_clear(&out);
	words_day(nl, &none, false, &out);
	is_str(buf_str(&out), "", "no day");
	buf_free(&out);
}

static void
periods(void)
{
	static const char *const cases[][2] = { { "2024", "2024" },
		{ "2024Q2", "2e kwartaal 2024" }, { "2024-06", "juni 2024" },
		{ "2024-13", "2024-13" }, { "2020 - 2024", "2020 - 2024" },
		{ "", "" } };
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		words_period(nl, cases[i][0], &out);
		is_str(buf_str(&out), cases[i][1], "period");
	}
	buf_free(&out);
}

static void
ages(void)
{
	static const struct {
		double days;
		const char *nl, *en;
	} cases[] = {
		{ -3, "minder dan een dag", "less than a day" },
		{ 0.9, "minder dan een dag", "less than a day" },
		{ 1, "1 dag", "1 day" },
		{ 3.7, "3 dagen", "3 days" },
		{ 44, "44 dagen", "44 days" },
		{ 61, "2 maanden", "2 months" },
		{ 70, "ruim 2 maanden", "over 2 months" },
		{ 89, "bijna 3 maanden", "almost 3 months" },
		{ 366, "12 maanden", "12 months" },
		{ 731, "2 jaar", "2 years" },
		{ 1000, "ruim 2 jaar", "over 2 years" },
		{ 1080, "bijna 3 jaar", "almost 3 years" },
	};
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		words_age(nl, (int64_t)(cases[i].days * 86400), &out);
		is_str(buf_str(&out), cases[i].nl, "age");
		buf_clear(&out);
		words_age(en, (int64_t)(cases[i].days * 86400), &out);
		is_str(buf_str(&out), cases[i].en, "age, English");
	}
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
	number_cases();
	plain_cases();
	number_property();
	value_cases();
	days();
	periods();
	ages();
	words_free(nl);
	words_free(en);
	return done_testing();
}
