/* SPDX-License-Identifier: EUPL-1.2 */
/* Which tables are due. */
#include "fetch/fetch.h"
#include "tap.h"

#define M "2024-08-16T02:00:00"

static const struct due_row {
	const char *name;
	const char *modified, *meta; /* of the catalogue */
	int64_t rows;
	const char *last_modified, *last_meta; /* of the last run */
	int64_t last_rows;
	const char *last_result; /* NULL: there is no last run */
	const char *why;
} rows[] = {
	{ "never fetched", M, M, 9, NULL, NULL, 0, NULL, "new" },
	{ "only failed", M, M, 9, M, M, 9, "failed", "new" },
	{ "nothing new", M, M, 9, M, M, 9, "ok", "unchanged" },
	{ "no dates at all", NULL, NULL, -1, NULL, NULL, -1, "ok",
	    "unchanged" },
	{ "modified", "2024-09-01", M, 9, M, M, 9, "ok", "modified" },
	{ "modified to an earlier day", "2020-01-01", M, 9, M, M, 9, "ok",
	    "modified" },
	{ "a date where there was none", M, M, 9, NULL, M, 9, "ok",
	    "modified" },
	{ "texts modified", M, "2024-09-01", 9, M, M, 9, "ok",
	    "metadata modified" },
	{ "another number of rows", M, M, 10, M, M, 9, "ok",
	    "number of rows changed" },
	{ "more members are selected", M, M, 9, M, M, 9, "ok",
	    "the definition asks for other rows" },
};

int
main(void)
{
	static char year[] = "JJ", quarter[] = "KW", kind[] = "cbs-odata-v3";
	static char time[] = "Perioden";
	char *keys[] = { year, quarter };
	struct selected periods = { time, { keys, 2, 2 } };
	struct selected years = { time, { keys, 1, 1 } };
	struct source src = { .adapter = kind,
		.select = { &periods, 1, 1, 2012 } };
	struct source less = { .adapter = kind,
		.select = { &years, 1, 1, 2012 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct due_row *r = &rows[i];
		struct table_ref ref = { .modified = (char *)r->modified,
			.meta_modified = (char *)r->meta,
			.rows = r->rows };
		struct raw_run last = { .result = (char *)r->last_result,
			.modified = (char *)r->last_modified,
			.meta_modified = (char *)r->last_meta,
			.announced = r->last_rows };
		const bool other = strstr(r->why, "asks") != NULL;
		const char *why = NULL;
		char *asked = fetch_asked(other ? &less : &src);
		bool due;

		last.asked = i % 2 == 0 || other ? asked : NULL;
		due = fetch_due(
		    &src, &ref, r->last_result == NULL ? NULL : &last, &why);

		is_str(why, r->why, r->name);
		ok(due == (strcmp(r->why, "unchanged") != 0), "  %s",
		    due ? "due" : "not due");
		ok(fetch_due(&src, &ref, r->last_result == NULL ? NULL : &last,
		       NULL) == due,
		    "  also without asking why");
		free(asked);
	}
	return done_testing();
}
