/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The views are what other programs read: exactly these columns, in this
 * order. And every statement of ours fits the schema.
 */
#include "base/text.h"
#include "store_made.h"

static const struct {
	const char *view, *columns;
} views[] = {
	{ "areas", "code,year,level,name,parent,municipality" },
	{ "indicators",
	    "id,label_nl,label_en,unit,decimals,theme,kind,polarity,"
	    "denominator" },
	{ "topics",
	    "source,table_id,topic_key,title,group_title,unit,indicator,"
	    "delivered" },
	{ "facts",
	    "area_code,area_name,area_level,area_year,indicator,period,value,"
	    "status,unit,dims,source,table_id,topic_key,topic_title,"
	    "topic_group,run" },
	{ "absences",
	    "area_code,area_year,table_id,topic_key,period,dims,reason" },
	{ "derived", "indicator,formula,parts" },
	{ "fact_history",
	    "area_code,area_name,area_level,area_year,indicator,period,value,"
	    "status,unit,dims,source,table_id,topic_key,topic_title,"
	    "topic_group,run,replaced_by_run" },
	{ "runs",
	    "id,source,started,ended,result,requests,bytes,rows,message" },
	{ "drifts", "run,source,table_id,kind,subject,was,became,held" },
	{ "doubts",
	    "id,run,source,table_id,topic_key,topic_title,indicator,period,"
	    "dims,area_code,area_name,area_year,kind,was,value,unit,held,"
	    "accepted_by,accepted_on,accepted_why" },
	{ "roundings",
	    "source,table_id,topic_key,topic_title,period,level,way,base,"
	    "dependent,sums,gap,spread" },
	{ "neighbours", "code,year,level,other,metres" },
	{ "crosswalks", "code,year,other,other_year,weight,basis" },
	{ "postcodes", "code,year,area,share" },
};
#define VIEWS (sizeof(views) / sizeof(views[0]))

static void
test_columns(struct store *s)
{
	for (size_t i = 0; i < VIEWS; i++) {
		char *sql = mem_fmt("SELECT group_concat(name) FROM "
				    "pragma_table_info('%s')",
		    views[i].view);

		is_answer(s, sql, views[i].columns, views[i].view);
		free(sql);
	}
	is_answer(s, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'",
	    "14", "there are no other views");
}

/* A file with one table, looked at as it is today. */
static void
look_back(struct store *s)
{
	static const double values[] = { 100, 60, 50, 20, 30, 10 };
	struct err err = { 0 };
	struct table_meta m;
	uint64_t changed;

	made_meta(&m, "84000NED", 2024);
	made_topic(&m, "AantalInwoners_1", "Aantal inwoners", "", "aantal",
	    "inwoners");
	ok(made_load(s, &m, "20260101T000000Z", values, &changed, &err) == 0 &&
		store_snapshot(s, &err) == 0 &&
		store_as_of(s, INT64_MAX, &err) == 0,
	    "looking back: %s", err.msg);
	table_meta_clear(&m);
}

/* Those of as_of.sql are about tables of a connection that looks at a day of
 * the past, the others about those of the file. */
static void
test_statements(struct store *s, bool past)
{
	for (int i = 0; i < STMT_COUNT; i++) {
		const char *name = stmt_name((enum stmt)i);
		char *sql, *got;

		if (text_starts(name, "as_of_") != past)
			continue;
		sql = mem_fmt("EXPLAIN %s", stmt_sql((enum stmt)i));
		got = made_ask(s, sql);
		if (!ok(strncmp(got, "error", 5) != 0 && got[0] != '\0',
			"%s fits the schema", name))
			printf("# %s\n", got);
		free(got);
		free(sql);
	}
}

/* What makes the views quick: the values are looked up by key, whatever is
 * asked; and from the question's own terms outwards. */
static void
test_plans(struct store *s)
{
	static const struct {
		const char *sql, *must;
	} cases[] = {
		{ "SELECT * FROM facts WHERE area_code = 'BU06030101'",
		    "SEARCH area USING INDEX sqlite_autoindex_area_1 "
		    "(code=? AND year=?)" },
		{ "SELECT * FROM facts WHERE indicator = 'x' AND period = "
		  "'2024'",
		    "SEARCH col USING INDEX col_by_indicator (indicator=? "
		    "AND period=?)" },
		{ "SELECT * FROM absences WHERE area_code = 'BU06030101'",
		    "SEARCH area USING INDEX sqlite_autoindex_area_1 "
		    "(code=? AND year=?)" },
		{ "SELECT * FROM fact_history WHERE area_code = 'GM0603'",
		    "SEARCH was USING PRIMARY KEY (k=?)" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *sql = mem_fmt("EXPLAIN QUERY PLAN %s", cases[i].sql);
		char *got = made_ask(s, sql);

		if (!ok(strstr(got, cases[i].must) != NULL &&
			    strstr(got, "SCAN obs") == NULL &&
			    strstr(got, "SCAN was") == NULL,
			"%s: %s", cases[i].sql, cases[i].must))
			printf("# %s\n", got);
		free(got);
		free(sql);
	}
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	test_columns(s);
	test_statements(s, false);
	test_plans(s);
	look_back(s);
	test_statements(s, true);
	store_snapshot_end(s);
	made_end(s, dir);
	return done_testing();
}
