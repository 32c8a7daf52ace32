/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * period: 2024, 2024H1, 2024Q3, 2024-06.
 */
#include "model/period.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* n digits as a number, or -1. */
static int
digits(const char *s, size_t n)
{
	int v = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* A CBS key behind its year: JJ00, HJ01, KW03, MM06. */
static int
parse_key(int year, const char *s, char out[PERIOD_LEN])
{
	int nn = digits(s + 2, 2);

	if (memcmp(s, "JJ", 2) == 0 && nn == 0)
		snprintf(out, PERIOD_LEN, "%04d", year);
	else if (memcmp(s, "HJ", 2) == 0 && nn >= 1 && nn <= 2)
		snprintf(out, PERIOD_LEN, "%04dH%d", year, nn);
	else if (memcmp(s, "KW", 2) == 0 && nn >= 1 && nn <= 4)
		snprintf(out, PERIOD_LEN, "%04dQ%d", year, nn);
	else if (memcmp(s, "MM", 2) == 0 && nn >= 1 && nn <= 12)
		snprintf(out, PERIOD_LEN, "%04d-%02d", year, nn);
	else
		return -1;
	return 0;
}

int
period_parse(const char *s, size_t len, char out[PERIOD_LEN])
{
	int year, part;

	s = text_trim(s, &len);
	if (len < 4 || (year = digits(s, 4)) < 1000)
		return -1;
	if (len == 4) {
		snprintf(out, PERIOD_LEN, "%04d", year);
		return 0;
	}
	if (len == 8)
		return parse_key(year, s + 4, out);
	if (len == 6 && (s[4] == 'Q' || s[4] == 'H')) {
		part = digits(s + 5, 1);
		if (part < 1 || part > (s[4] == 'Q' ? 4 : 2))
			return -1;
		snprintf(out, PERIOD_LEN, "%04d%c%d", year, s[4], part);
		return 0;
	}
	if (len == 7 && s[4] == '-') {
		part = digits(s + 5, 2);
		if (part < 1 || part > 12)
			return -1;
		snprintf(out, PERIOD_LEN, "%04d-%02d", year, part);
		return 0;
	}
	return -1;
}

int
period_year(const char *period)
{
	return strlen(period) < 4 ? 0 : digits(period, 4);
}

/* First month and number of months. */
static void
span(const char *p, int *first, int *months)
{
	*first = 1;
	*months = 12;
	if (strlen(p) >= 6 && p[4] == 'H') {
		*months = 6;
		*first = (p[5] - '1') * 6 + 1;
	} else if (strlen(p) >= 6 && p[4] == 'Q') {
		*months = 3;
		*first = (p[5] - '1') * 3 + 1;
	} else if (strlen(p) >= 7 && p[4] == '-') {
		*months = 1;
		*first = digits(p + 5, 2);
	}
}

int
period_cmp(const char *a, const char *b)
{
	int ya = period_year(a), yb = period_year(b), fa, fb, ma, mb;

	if (ya != yb)
		return ya < yb ? -1 : 1;
	span(a, &fa, &ma);
	span(b, &fb, &mb);
	if (fa != fb)
		return fa < fb ? -1 : 1;
	return (ma < mb) - (ma > mb);
}
