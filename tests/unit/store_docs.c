/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The questions in docs/store.md can be asked as they stand, and each has an
 * answer in a database that has something of everything.
 */
#include "store_made.h"

static void
setup(struct store *s)
{
	static const double v1[] = { 100, 60, 50, 20, 30, 10, /**/
		NAN, NAN, 40.5, NAN, 41, 40 };
	static const double v2[] = { 100, 60, 50, 25, 30, 10, /**/
		NAN, NAN, 40.5, NAN, 41, 40 };
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;

	made_meta(&m, "84000NED", 2024);
	made_topic(&m, "AantalInwoners_1", "Aantal inwoners", "", "aantal",
	    "inwoners");
	made_topic(&m, "Huur_2", "Huur", "Wonen", "%", NULL);
	ok(made_load(s, &m, "20260101T000000Z", v1, &changed, &err) == 0 &&
		made_load(s, &m, "20260201T000000Z", v2, &changed, &err) == 0,
	    "two runs are loaded");
	table_meta_clear(&m);
}

/* From a line "```sql" to the next "```". */
static char *
next_question(const char **at)
{
	const char *from = strstr(*at, "```sql\n"), *to;

	if (from == NULL)
		return NULL;
	from += strlen("```sql\n");
	to = strstr(from, "```");
	if (to == NULL)
		return NULL;
	*at = to + 3;
	return mem_strn(from, (size_t)(to - from));
}

int
main(void)
{
	char *dir = made_dir(), *sql;
	struct store *s = made_store(dir);
	struct buf doc = { 0 };
	struct err err = { 0 };
	const char *at;
	int n = 0;

	setup(s);
	ok(file_read("docs/store.md", 1u << 20, &doc, &err) == 0,
	    "docs/store.md is there");
	at = buf_str(&doc);
	while ((sql = next_question(&at)) != NULL) {
		char *got = made_ask(s, sql);

		if (!ok(strncmp(got, "error", 5) != 0 && got[0] != '\0',
			"question %d has an answer", ++n))
			printf("# %s\n", got);
		free(got);
		free(sql);
	}
	ok(n == 7, "there are seven");
	buf_free(&doc);
	made_end(s, dir);
	return done_testing();
}
