/* SPDX-License-Identifier: EUPL-1.2 */
/* Errors, buffers, maps, dates. */
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/when.h"
#include "tap.h"

static void
test_err(void)
{
	struct err err = { 0 };
	char *longest = mem_new(5000, 1);

	ok(err_set(&err, ERR_NET, "page %d: reset", 3) == -1, "returns -1");
	err_ctx(&err, "cbs-kwb: %s", "84799NED");
	is_str(err.msg, "cbs-kwb: 84799NED: page 3: reset",
	    "context comes before the message");
	ok(err.code == ERR_NET, "context keeps the kind");
	err_set(&err, ERR_INPUT, "again: %s", err.msg);
	is_str(err.msg, "again: cbs-kwb: 84799NED: page 3: reset",
	    "a message may be made of itself");
	for (size_t i = 0; i + 2 < 5000; i += 2)
		memcpy(longest + i, "\xc3\xab", 2);
	err_set(&err, ERR_INPUT, "x%s", longest);
	ok((strlen(err.msg) - 1) % 2 == 0 && strlen(err.msg) > 2000,
	    "a cut message ends on a whole character");
	err_ctx(&err, "%s", longest);
	ok(strlen(err.msg) < sizeof(err.msg), "context that is too long");
	err_clear(&err);
	ok(err.code == ERR_NONE && err.msg[0] == '\0', "cleared");
	free(longest);
}

static void
test_buf(void)
{
	struct buf b = { 0 };
	char *taken;

	is_str(buf_str(&b), "", "an empty buffer is an empty string");
	for (int i = 0; i < 1000; i++)
		buf_putf(&b, "%d,", i);
	ok(b.len == 3890, "a thousand numbers and commas");
	buf_clear(&b);
	is_str(b.data, "", "cleared, not freed");
	buf_put(&b, "a\0b", 3);
	ok(b.len == 3 && b.data[3] == '\0', "may hold a zero byte");
	taken = buf_take(&b);
	ok(b.data == NULL && taken[2] == 'b', "taken");
	free(taken);
}

static void
test_map(void)
{
	struct map m = { 0 };
	char key[16];
	int64_t v = 0;
	bool all = true;

	ok(!map_gets(&m, "x", &v), "nothing in an empty map");
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof(key), "BU%08d", i);
		map_puts(&m, key, i);
	}
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof(key), "BU%08d", i);
		all = all && map_gets(&m, key, &v) && v == i;
	}
	ok(all && m.n == 5000, "five thousand keys are found");
	map_puts(&m, "BU00000007", -1);
	ok(map_gets(&m, "BU00000007", &v) && v == -1 && m.n == 5000,
	    "a known key gets the new value");
	ok(!map_get(&m, "BU00000007", 9, NULL), "length counts");
	map_free(&m);
}

static void
test_days(void)
{
	static const struct {
		int64_t at;
		const char *iso;
	} cases[] = { { 0, "1970-01-01T00:00:00Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },
		{ 1795311015, "2026-11-22T01:30:15Z" },
		{ 4107542399, "2100-02-28T23:59:59Z" },
		{ -1, "1969-12-31T23:59:59Z" } };
	static const char *const bad[] = { "2026-02-30", "2026-13-01",
		"26-01-01", "2026-1-01", "2026-01-01x", "", "2025-02-29" };
	/* When a day ends in the Netherlands; the clock goes forward on 31
	 * March and back on 27 October 2024, and on 24 September 1995. */
	static const struct {
		int64_t at;
		const char *day;
	} dutch[] = { { 1704063599, "2023-12-31" },
		{ 1704063600, "2024-01-01" }, { 1711839599, "2024-03-30" },
		{ 1711839600, "2024-03-31" }, { 1711922399, "2024-03-31" },
		{ 1711922400, "2024-04-01" }, { 1729979999, "2024-10-26" },
		{ 1729980000, "2024-10-27" }, { 1730069999, "2024-10-27" },
		{ 1730070000, "2024-10-28" }, { 811979999, "1995-09-24" },
		{ 811983600, "1995-09-25" }, { -3600, "1970-01-01" } };
	char out[21];
	struct day day;
	int64_t at;

	for (size_t i = 0; i < sizeof(dutch) / sizeof(dutch[0]); i++) {
		day = when_dutch_day(dutch[i].at);
		snprintf(out, sizeof(out), "%04d-%02d-%02d", day.year % 10000,
		    day.month % 100, day.day % 100);
		is_str(out, dutch[i].day, "a day in the Netherlands");
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		is_str(when_iso(cases[i].at, out), cases[i].iso, cases[i].iso);
		ok(when_parse_iso(cases[i].iso, &at) == 0 &&
			at == cases[i].at,
		    "%s reads back", cases[i].iso);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(when_parse_day(bad[i], &day) == -1, "no day: \"%s\"",
		    bad[i]);
	ok(when_parse_iso("2020-11-06T00:00:00+01:00", &at) == 0 &&
		at == 1604617200, "a zone is taken off");
	ok(when_parse_iso("2021-03-26T02:00:00", &at) == 0 &&
		at == 1616724000, "no zone counts as UTC");
	ok(when_parse_iso("2021-03-26T02:00:00.123Z", &at) == 0, "fractions");
	ok(when_parse_iso("2021-03-26T25:00:00", &at) == -1, "hour 25");
	is_str(when_stamp(1795311015, out), "20261122T013015Z", "stamp");
	setenv("SOURCE_DATE_EPOCH", "86400", 1);
	ok(when_now() == 86400, "the clock can be stopped");
	setenv("SOURCE_DATE_EPOCH", "tomorrow", 1);
	ok(when_now() > 1700000000, "a clock that is no number is not obeyed");
}

int
main(void)
{
	test_err();
	test_buf();
	test_map();
	test_days();
	return done_testing();
}
