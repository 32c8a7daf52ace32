/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * when: dates and the injected clock. Time enters the program here and
 * nowhere else; SOURCE_DATE_EPOCH in the environment stops the clock.
 */
#ifndef BASE_WHEN_H
#define BASE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

struct day {
	int year, month, day; /* 1-based; { 0, 0, 0 } is "no date" */
};

/* Now, in seconds since 1970 UTC. SOURCE_DATE_EPOCH wins when set. */
int64_t when_now(void);
/* Seconds that only go up, for measuring durations; never printed on a
 * page. */
double when_ticks(void);
/* "2026-11-21T09:30:00Z"; out holds at least 21 bytes. Returns out. */
char *when_iso(int64_t at, char *out);
/* "20261121T093000Z", usable as a file name; out at least 17 bytes. */
char *when_stamp(int64_t at, char *out);
/* The calendar day at that moment, in UTC. */
struct day when_day(int64_t at);
/* The same in the Netherlands: an hour ahead of UTC, two in summer (the last
 * Sunday of March, 01:00 UTC, to that of October; before 1996 of September). */
struct day when_dutch_day(int64_t at);
/* "2026-11-21" (only that form, and only days that exist): 0 or -1. */
int when_parse_day(const char *s, struct day *out);
/* An ISO time with zone ("Z", "+01:00") or without (then taken as UTC), or a
 * bare day: 0 or -1. */
int when_parse_iso(const char *s, int64_t *out);
/* "3 days", "1 hour", "18 months": how long ago it was, in whole ones of the
 * largest that fits (months from 60 days on, years from two); "just now" under
 * a minute, or when it is still to come. A new string. */
char *when_age(int64_t then, int64_t now);
/* -1, 0, 1. */
int when_day_cmp(const struct day *a, const struct day *b);

#endif
