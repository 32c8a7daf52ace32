/* SPDX-License-Identifier: EUPL-1.2 */
/* What is said of the tables of a source, from one look to the next. */
#include "cli/family.h"
#include "tap.h"

#define AT 1795305600 /* 2026-11-22 */

static struct table_ref
ref(const char *id, const char *title, const char *period, const char *status)
{
	return (struct table_ref){ .id = (char *)id,
		.title = (char *)title,
		.period = (char *)period,
		.status = (char *)status };
}

static void
says(struct state *s, const struct source *src, struct table_ref *items,
    size_t n, const char *want, const char *name)
{
	const struct table_refs now = { items, n, n };
	struct strings notices = { 0 };

	family_update(s, src, &now, AT, &notices);
	is_str(notices.n > 0 ? notices.items[0] : "", want, name);
	ok(notices.n <= 1, "and no more");
	strings_free(&notices);
}

/* The end of a table in the catalogue's words, and of one by its id. */
static void
ends(struct state *s, const struct source *newest, struct table_ref *d)
{
	struct table_ref f[] = { ref(
	    "70NED", "Zorg; 2026", "2026", "Regulier") };
	struct source fixed = { .id = (char *)"vast" };

	says(s, newest, f, 1,
	    "table 60NED (Gezondheid; 2022 ) was replaced by 70NED (Zorg; "
	    "2026)",
	    "the newest, whatever it is called");
	f[0].reason = (char *)"Stopgezet";
	f[0].ended = (char *)"Deze tabel is stopgezet, zie 80NED";
	says(s, newest, f, 1,
	    "table 70NED (Zorg; 2026) has ended (Stopgezet): it gets no new "
	    "figures; the catalogue says: \"Deze tabel is stopgezet, zie "
	    "80NED\"",
	    "an end that only the reason tells, in the catalogue's words");
	says(s, newest, f, 1, "", "said once too");
	says(s, &fixed, d, 1, "", "a table by its id");
	d[0].status = (char *)"Gediscontinueerd";
	says(s, &fixed, d, 1,
	    "table 50NED (Gezondheid; 2022) has ended (Gediscontinueerd): it "
	    "gets no new figures; look in the catalogue whether another goes "
	    "on with it",
	    "ends likewise");
}

int
main(void)
{
	struct state s = { .root = json_object() };
	struct source years = { .id = (char *)"kwb",
		.find_title = (char *)"Kerncijfers" };
	struct source newest = { .id = (char *)"gezondheid",
		.find_title = (char *)"Gezondheid",
		.take = TAKE_NEWEST };
	struct table_ref a[] = { ref("1NED", "Kerncijfers 2020", "2020",
				     "Regulier"),
		ref("2NED", "Kerncijfers 2021", "2021", "Regulier") };
	struct table_ref b[] = { ref("3NED", "Kerncijfers 2020 (nieuw)", "2020",
				     "Regulier"),
		a[1] };
	struct table_ref c[] = { a[1] };
	struct table_ref d[] = { ref(
	    "50NED", "Gezondheid; 2022", "2012 - 2022", NULL) };
	struct table_ref e[] = { ref(
	    "60NED", "Gezondheid; 2022 ", "2012 - 2024", NULL) };
	struct strings kept = { 0 };

	says(&s, &years, a, 2, "", "the first look");
	says(&s, &years, a, 2, "", "the same again");
	says(&s, &years, b, 2,
	    "table 1NED (Kerncijfers 2020) was replaced by 3NED (Kerncijfers "
	    "2020 (nieuw))",
	    "another table of that period");
	says(&s, &years, c, 1,
	    "table 3NED (Kerncijfers 2020 (nieuw)) is no longer among those of "
	    "the catalogue: what was loaded of it stays",
	    "none in its place");
	says(&s, &years, a, 2, "", "and back");
	a[0].status = (char *)"Gediscontinueerd";
	says(&s, &years, a, 2, "", "a year that is over is no news");
	says(&s, &newest, d, 1, "", "a family of one");
	says(&s, &newest, e, 1,
	    "table 50NED (Gezondheid; 2022) was replaced by 60NED (Gezondheid; "
	    "2022 )",
	    "its successor");
	e[0].status = (char *)"Gediscontinueerd";
	says(&s, &newest, e, 1,
	    "table 60NED (Gezondheid; 2022 ) has ended (Gediscontinueerd): it "
	    "gets no new figures; look in the catalogue whether another goes "
	    "on with it",
	    "and its end");
	says(&s, &newest, e, 1, "", "said once");
	ends(&s, &newest, d);
	family_notices(&s, "kwb", &kept);
	ok(kept.n == 2, "what was said is kept");
	is_str(kept.n > 0 ? kept.items[0] : "",
	    "2026-11-22: table 1NED (Kerncijfers 2020) was replaced by 3NED "
	    "(Kerncijfers 2020 (nieuw))",
	    "with its day");
	strings_free(&kept);
	for (int i = 0; i < 50; i++) {
		says(&s, &years, i % 2 == 0 ? c : b, i % 2 == 0 ? 1 : 2,
		    i == 0	     ? "table 1NED (Kerncijfers 2020) is no "
				       "longer among those of the catalogue: "
				       "what was loaded of it stays"
			: i % 2 == 0 ? "table 3NED (Kerncijfers 2020 (nieuw)) "
				       "is no longer among those of the "
				       "catalogue: what was loaded of it stays"
				     : "",
		    "on and on");
	}
	family_notices(&s, "kwb", &kept);
	ok(kept.n == 20, "not more than 20 are kept");
	strings_free(&kept);
	json_drop(s.root, "families");
	json_add_str(s.root, "families", "damaged");
	says(&s, &years, c, 1, "", "a damaged state is begun anew");
	json_free(s.root);
	return done_testing();
}
