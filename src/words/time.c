/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * time: days, periods and ages as people say them.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/period.h"
#include "words/own.h"

#define DAY_SECONDS 86400
#define MONTH_DAYS 30.436875 /* of the Gregorian calendar, on average */
#define YEAR_DAYS 365.2425

static const char *
month_name(const struct words *w, int month)
{
	char key[16];

	assert(month >= 1 && month <= 12);
	snprintf(key, sizeof(key), "month.%d", month);
	return words_get(w, key);
}

void
words_day(
    const struct words *w, const struct day *day, bool table, struct buf *out)
{
	char year[16], plain[16], two[16], month[16];

	if (day->month < 1 || day->month > 12)
		return; /* "no date" */
	snprintf(year, sizeof(year), "%04d", day->year);
	snprintf(plain, sizeof(plain), "%d", day->day);
	snprintf(two, sizeof(two), "%02d", day->day);
	snprintf(month, sizeof(month), "%02d", day->month);
	if (table)
		words_fill(w, "day.table",
		    (const char *[]){
			"day2", two, "month2", month, "year", year, NULL },
		    out);
	else
		words_fill(w, "day.long",
		    (const char *[]){ "day", plain, "month",
			month_name(w, day->month), "year", year, NULL },
		    out);
}

void
words_period(const struct words *w, const char *period, struct buf *out)
{
	int year, part;
	char end, text[16], number[16];
	const char *key;

	if (sscanf(period, "%4d-%2d%c", &year, &part, &end) == 2 && part >= 1 &&
	    part <= 12) {
		snprintf(text, sizeof(text), "%d", year);
		words_fill(w, "period.month",
		    (const char *[]){
			"month", month_name(w, part), "year", text, NULL },
		    out);
		return;
	}
	if (sscanf(period, "%4dQ%1d%c", &year, &part, &end) == 2)
		key = "period.quarter";
	else if (sscanf(period, "%4dH%1d%c", &year, &part, &end) == 2)
		key = "period.half";
	else {
		buf_puts(out, period);
		return;
	}
	snprintf(text, sizeof(text), "%d", year);
	snprintf(number, sizeof(number), "%d", part);
	words_fill(
	    w, key, (const char *[]){ "n", number, "year", text, NULL }, out);
}

/* n units and a part of one: "ruim 2 maanden", "bijna 3 maanden". */
static void
about(const struct words *w, const char *key, double n, struct buf *out)
{
	struct buf age = { 0 };
	double whole = (double)(int64_t)n, part = n - whole;
	const char *how = NULL;

	if (part >= 0.9) {
		how = "age.almost";
		whole++;
	} else if (part >= 0.1)
		how = "age.over";
	words_count(w, key, (int64_t)whole, NULL, &age);
	if (how == NULL)
		buf_puts(out, buf_str(&age));
	else
		words_fill(w, how,
		    (const char *[]){ "age", buf_str(&age), NULL }, out);
	buf_free(&age);
}

void
words_age(const struct words *w, int64_t seconds, struct buf *out)
{
	int64_t days = seconds / DAY_SECONDS;

	if (days < 1)
		buf_puts(out, words_get(w, "age.under_day"));
	else if (days < 45)
		words_count(w, "age.day", days, NULL, out);
	else if ((double)days < 2 * YEAR_DAYS)
		about(w, "age.month", (double)days / MONTH_DAYS, out);
	else
		about(w, "age.year", (double)days / YEAR_DAYS, out);
}
