/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * when: dates and the injected clock.
 */
#include "base/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"

int64_t
when_now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long at;

	if (fixed != NULL && *fixed != '\0') {
		at = strtoll(fixed, &end, 10);
		if (*end == '\0' && at >= 0)
			return at;
	}
	return (int64_t)time(NULL);
}

double
when_ticks(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Days since 1970-01-01 to a day and back; algorithms of Howard Hinnant,
 * "chrono-compatible low-level date algorithms", proleptic Gregorian. */
static int64_t
days_of(const struct day *d)
{
	int64_t y = d->year - (d->month <= 2), era, yoe, doy;

	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (d->month + (d->month > 2 ? -3 : 9)) + 2) / 5 + d->day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct day
when_day(int64_t at)
{
	int64_t z, era, doe, yoe, doy, mp;
	struct day d;

	z = (at >= 0 ? at : at - 86399) / 86400 + 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	d.year = (int)(yoe + era * 400 + (d.month <= 2));
	return d;
}

/* 01:00 UTC on the last Sunday of a month of 30 or 31 days. */
static int64_t
last_sunday(int year, int month, int last)
{
	const struct day day = { year, month, last };
	int64_t days = days_of(&day);

	/* 1970-01-01 was a Thursday; Sunday is 0. */
	return (days - (days + 4) % 7) * 86400 + 3600;
}

struct day
when_dutch_day(int64_t at)
{
	int year = when_day(at).year;
	bool summer = year >= 1981 && at >= last_sunday(year, 3, 31) &&
	    at < (year < 1996 ? last_sunday(year, 9, 30)
			      : last_sunday(year, 10, 31));

	return when_day(at + (summer ? 7200 : 3600));
}

static unsigned int
seconds_of_day(int64_t at)
{
	int64_t rest = at % 86400;

	return (unsigned int)(rest < 0 ? rest + 86400 : rest);
}

char *
when_iso(int64_t at, char *out)
{
	struct day d = when_day(at);
	unsigned int s = seconds_of_day(at);

	snprintf(out, 21, "%04u-%02u-%02uT%02u:%02u:%02uZ",
	    (unsigned int)d.year % 10000u, (unsigned int)d.month % 100u,
	    (unsigned int)d.day % 100u, s / 3600 % 100u, s / 60 % 60, s % 60);
	return out;
}

char *
when_stamp(int64_t at, char *out)
{
	struct day d = when_day(at);
	unsigned int s = seconds_of_day(at);

	snprintf(out, 17, "%04u%02u%02uT%02u%02u%02uZ",
	    (unsigned int)d.year % 10000u, (unsigned int)d.month % 100u,
	    (unsigned int)d.day % 100u, s / 3600 % 100u, s / 60 % 60, s % 60);
	return out;
}

/* n digits as a number, or -1. */
static int
digits(const char *s, int n)
{
	int v = 0, i;

	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

static int
parse_day_part(const char *s, struct day *out)
{
	struct day d, back;

	if (strlen(s) < 10 || s[4] != '-' || s[7] != '-')
		return -1;
	d.year = digits(s, 4);
	d.month = digits(s + 5, 2);
	d.day = digits(s + 8, 2);
	if (d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 ||
	    d.day > 31)
		return -1;
	back = when_day(days_of(&d) * 86400);
	if (when_day_cmp(&d, &back) != 0)
		return -1; /* 30 February and the like */
	*out = d;
	return 0;
}

int
when_parse_day(const char *s, struct day *out)
{
	return strlen(s) == 10 ? parse_day_part(s, out) : -1;
}

/* "", "Z", "+01:00", "-05:00": seconds east, or -1. */
static int
parse_zone(const char *s, int *east)
{
	int h, m;

	*east = 0;
	if (*s == '\0' || strcmp(s, "Z") == 0)
		return 0;
	if ((*s != '+' && *s != '-') || strlen(s) != 6 || s[3] != ':')
		return -1;
	h = digits(s + 1, 2);
	m = digits(s + 4, 2);
	if (h < 0 || h > 14 || m < 0 || m > 59)
		return -1;
	*east = (*s == '-' ? -1 : 1) * (h * 3600 + m * 60);
	return 0;
}

int
when_parse_iso(const char *s, int64_t *out)
{
	int h, m, sec, east;
	struct day d;

	if (parse_day_part(s, &d) == -1)
		return -1;
	s += 10;
	if (*s == '\0') {
		*out = days_of(&d) * 86400;
		return 0;
	}
	if (*s != 'T' || strlen(s) < 9 || s[3] != ':' || s[6] != ':')
		return -1;
	h = digits(s + 1, 2);
	m = digits(s + 4, 2);
	sec = digits(s + 7, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 60)
		return -1;
	s += 9;
	if (*s == '.') /* fractions of a second do not matter here */
		for (s++; *s >= '0' && *s <= '9'; s++)
			continue;
	if (parse_zone(s, &east) == -1)
		return -1;
	*out = days_of(&d) * 86400 + h * 3600 + m * 60 + sec - east;
	return 0;
}

int
when_day_cmp(const struct day *a, const struct day *b)
{
	int x = (a->year * 16 + a->month) * 32 + a->day;
	int y = (b->year * 16 + b->month) * 32 + b->day;

	return (x > y) - (x < y);
}

char *
when_age(int64_t then, int64_t now)
{
	static const struct {
		int64_t from, length;
		const char *one, *many;
	} units[] = { { 2 * 365 * 86400, 365 * 86400, "year", "years" },
		{ 60 * 86400, 30 * 86400 + 43200, "month", "months" },
		{ 86400, 86400, "day", "days" },
		{ 3600, 3600, "hour", "hours" },
		{ 60, 60, "minute", "minutes" } };
	int64_t age = now - then;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (age >= units[i].from) {
			int64_t n = age / units[i].length;

			return mem_fmt("%lld %s", (long long)n,
			    n == 1 ? units[i].one : units[i].many);
		}
	return mem_str("just now");
}
